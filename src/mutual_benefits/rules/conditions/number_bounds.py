"""Bounds of a number: a fact is at least one number, at most another, or the benefit is refused in own words.

at least <= fact <= at most
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ..._texts import both
from ...claims import CLAIM_FACTS, Enrolment
from ...errors import InvalidPlan
from ...events import KINDS
from ...sources import Text
from ...terms import Term
from ..calculator import Calculator, Value
from ..condition import Condition

LEFT_OUT = {
    name
    for model in (Enrolment, *KINDS.values())
    for name, field in model.model_fields.items()
    if field.default is None and not field.is_required()
}
"""The facts that a claim may leave out, such as a disability grade."""


class NumberBounds(Condition):
    """The fact `fact` is at least `at_least` and at most `at_most`, either of which may be missing.

    The numbers are in `unit`, which for money is `fen`. A fact that the claim leaves out, such as a grade, is
    not checked. With `after_event` the fact is a day, and the number that of the days from the event to it.
    `reason` is the code of the refusal and `words` its words.

    Raises:
        InvalidPlan: neither number is given.
    """

    ADDED_LATER: ClassVar = ("after_event",)

    condition: Literal["number_bounds"] = "number_bounds"
    fact: str
    unit: Literal["number", "day", "fen", "share"] = "number"
    after_event: bool = False
    at_least: Term | None = None
    at_most: Term | None = None
    reason: str = Field(pattern=r"^[a-z][a-z0-9_]*$")  # type: ignore[misc]  # each rule book has its own
    words: Text

    @model_validator(mode="after")
    def _some_bound(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise InvalidPlan(
                both(
                    "number_bounds: no number; give at_least, at_most or both",
                    "number_bounds：没有数额；请给出 at_least、at_most 或两者",
                )
            )
        return self

    @property
    def units(self) -> Mapping[str, str]:  # type: ignore[override]  # it depends on the fact
        """The unit of each term."""
        return dict.fromkeys(("at_least", "at_most"), self.unit)

    def holds(self, facts: Any, do: Calculator) -> Value:
        holds: Value = True
        own = None if self.fact in CLAIM_FACTS else self._own_fact(facts, do)
        if self.at_least is not None:
            number = self._number(self.at_least, facts, do) if own is None else own
            least = do.step("at_least", do.look_up(self.at_least), self.unit, self.at_least)
            holds = least <= number
        if self.at_most is not None:
            number = self._number(self.at_most, facts, do) if own is None else own
            most = do.step("at_most", do.look_up(self.at_most), self.unit, self.at_most)
            holds = do.both(holds, number <= most)
        return holds

    def _number(self, bound: Term, facts: Any, do: Calculator) -> Value:
        """The fact; the bound itself, which is within it, where the claim leaves the fact out."""
        if self.fact in LEFT_OUT:
            return do.fact_or(self.fact, bound)
        return getattr(facts, self.fact)

    def _own_fact(self, facts: Any, do: Calculator) -> Value:
        """The fact, if the rule book declares it: a number, or the days from the event to a day."""
        if not self.after_event:
            return do.step(f"fact.{self.fact}", do.told(self.fact), self.unit)
        day = do.step(f"fact.{self.fact}", do.told(self.fact), "date")
        return day - facts.happened_on
