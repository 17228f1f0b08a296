"""What all benefits share: a code, a name, the kind of event they cover, limits and a source."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field

from ..frozen import Frozen
from ..limits import Limit
from ..sources import Source, Text
from ..terms import Choice
from .calculator import Calculator, Value

EventKind = Literal["injury", "child_injury", "diagnosis", "hospital_stay", "medical_expense", "home_loss"]


class Benefit(Frozen):
    """One benefit of a rule book: its terms, and one formula over them.

    A kind of benefit is a subclass that adds `rule: Literal[...]`, its terms, `claimed` and `formula`.
    """

    unit: ClassVar[str]
    """The unit of what the formula grants: `day`, `payment`, `fen` or `hundredth_square_metre`."""
    units: ClassVar[Mapping[str, str]] = {}
    """The unit of each term, by the name of its field."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    event: EventKind
    limits: tuple[Limit | Choice[Limit], ...] = ()
    source: Source

    def claimed(self, facts: Any, do: Calculator) -> Value:
        """Whether the claim is for this benefit at all; if not, the benefit is `nil`."""
        raise NotImplementedError

    def formula(self, facts: Any, do: Calculator) -> tuple[Value, Value]:
        """The units granted and the amount in fen, for a claim that is for this benefit."""
        raise NotImplementedError

    def within_payments(self, due: Value, do: Calculator, ordinal: Value = None) -> Value:
        """`due`, or 0 where the limits on payments leave none; one is counted where anything is due."""
        if not any(limit.unit == "payment" for limit in self.limits):  # type: ignore[union-attr]  # readings are resolved by now
            return due
        return due * do.draw(self.limits, "payment", do.choose(due > 0, 1, 0), ordinal)
