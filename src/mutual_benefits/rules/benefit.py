"""What all benefits have in common: a code, the event they answer, conditions, limits, a source."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field

from ..frozen import Frozen
from ..limits import Limit
from ..sources import Source, Text
from ..terms import Choice, Term
from .calculator import Calculator, Value

__all__ = ["Benefit", "EventKind", "Term"]

EventKind = Literal["injury", "child_injury", "diagnosis", "hospital_stay", "medical_expense", "home_loss"]


class Benefit(Frozen):
    """One benefit of a rule book: its parameters, and one formula over them.

    A kind of benefit is a subclass that adds `rule: Literal[...]`, its terms, `claimed` and `formula`.
    """

    units: ClassVar[Mapping[str, str]] = {}
    """The unit of each term, by the name of its field."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    event: EventKind
    limits: tuple[Limit | Choice[Limit], ...] = ()
    source: Source

    def claimed(self, facts: Any, do: Calculator) -> Value:
        """Whether the claim asks for this benefit at all; if not, it is `nil`."""
        raise NotImplementedError

    def formula(self, facts: Any, do: Calculator) -> tuple[Value, Value]:
        """Units granted and the amount in fen, for a claim that asks for the benefit."""
        raise NotImplementedError
