"""What all conditions share: a test of the claim, and the reason for a refusal when it fails."""

from collections.abc import Mapping
from typing import Any, ClassVar

from ..frozen import Frozen
from ..sources import Basis, Source
from .calculator import Calculator, Value


class Condition(Frozen):
    """Something that must hold before a benefit is calculated; otherwise the benefit is `refused`.

    `benefits` names the benefits that the condition guards; if empty, it guards them all.
    A subclass adds `condition: Literal[...]`, its terms and `holds`; `reason` is the stable code of
    the refusal, and `needs` names the facts without which the condition is not checked.
    """

    units: ClassVar[Mapping[str, str]] = {}
    """The unit of each term, by the name of its field."""
    reason: ClassVar[str]
    needs: ClassVar[tuple[str, ...]] = ()

    condition: str
    benefits: tuple[str, ...] = ()
    source: Source
    basis: Basis

    @property
    def apart(self) -> tuple[str, ...]:
        """What tells the condition apart from others of its kind: its fact, and the benefits it guards."""
        fact: str | None = getattr(self, "fact", None)
        return self.benefits if fact is None else (fact, *self.benefits)

    def holds(self, facts: Any, do: Calculator) -> Value:
        """Whether the claim meets the condition."""
        raise NotImplementedError
