"""Age limit: on the first day of cover the member has reached one age and not yet another.

born + least years <= first day of cover < born + below years
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from ...terms import Term
from ..calculator import Calculator, Value
from ..condition import Condition


class AgeLimit(Condition):
    """Ages in full years, e.g. from 16 and below 61. Not checked where no day of birth is given."""

    units: ClassVar[Mapping[str, str]] = {"least": "year", "below": "year"}
    reason: ClassVar[str] = "age_limit"
    needs: ClassVar[tuple[str, ...]] = ("born_on",)
    condition: Literal["age_limit"] = "age_limit"
    least: Term | None = None
    below: Term

    def holds(self, facts: Any, do: Calculator) -> Value:
        first = do.step("cover_first_day", facts.cover_from, "date")
        below = do.step("age_below", do.look_up(self.below), "year", self.below)
        young = first < do.step("too_old_from", do.years_after(facts.born_on, below), "date")
        if self.least is None:
            return young
        least = do.step("age_least", do.look_up(self.least), "year", self.least)
        return do.both(
            young, do.step("old_enough_from", do.years_after(facts.born_on, least), "date") <= first
        )


class AgeLimitBySex(AgeLimit):
    """The same with ages that depend on the sex; not checked either where the sex is not given."""

    needs: ClassVar[tuple[str, ...]] = ("born_on", "sex")
    condition: Literal["age_limit_by_sex"] = "age_limit_by_sex"  # type: ignore[assignment]  # the kind is another
