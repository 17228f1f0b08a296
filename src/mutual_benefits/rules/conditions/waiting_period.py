"""Waiting period: nothing is due in the first days of cover, unless they are waived for a renewal.

day of cover > days (>= days where the last day is not included), or renewed and waived
or else: day of the event >= first day of cover + months, or a fixed day of its year or a later one
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

from pydantic import model_validator

from ...terms import DayOfYear, Term
from ..calculator import Calculator, Value
from ..condition import Condition
from .deadlines import check_one_span


class Waiting(Condition):
    """The first `days` days of cover, the last included if `inclusive`; the first day of cover is day 1.

    With `months` instead, or a fixed day of a year (`by`), events of the day on which these are over are
    covered; if not `inclusive`, those of the day before too. A `waiver` of 1 says that the period is waived
    for a renewal; an unstated one, that the record is silent.

    Raises:
        InvalidPlan: not exactly one of `days`, `months` and `by` is given.
    """

    units: ClassVar[Mapping[str, str]] = {"days": "day", "months": "month"}
    reason: ClassVar[str] = "waiting_period"
    condition: Literal["waiting"] = "waiting"
    days: Term | None = None
    months: Term | None = None
    by: DayOfYear | None = None
    inclusive: bool = True
    waiver: Term | None = None

    @model_validator(mode="after")
    def _one_span(self) -> Self:
        check_one_span(self)
        return self

    def holds(self, facts: Any, do: Calculator) -> Value:
        return do.either(self._over(facts, do), do.waived(self.waiver))

    def _over(self, facts: Any, do: Calculator) -> Value:
        if self.days is not None:
            day = do.step("day_of_cover", facts.happened_on - facts.cover_from + 1, "ordinal_day")
            days = do.step("waiting_period", do.look_up(self.days), "day", self.days)
            return day > days if self.inclusive else day >= days
        day = do.step("event_day", facts.happened_on, "date")
        term: Any = self.months
        if self.by is not None:
            end = do.day_of_year(facts.cover_from, self.by)
        else:
            end = do.months_after(facts.cover_from, do.look_up(term))
        end = do.step("waiting_over_from", end if self.inclusive else end - 1, "date", term or self)
        return end <= day
