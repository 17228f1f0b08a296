"""Waiting period: nothing is due in the first days of cover, unless they are waived for a renewal.

day of cover > days (>= days where the last day is not included), or renewed and waived
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from ...terms import Term
from ..calculator import Calculator, Value
from ..condition import Condition


class Waiting(Condition):
    """The first `days` days of cover, the last included if `inclusive`; the first day of cover is day 1.

    A `waiver` of 1 says that the period is waived for a renewal; an unstated one, that the record is silent.
    """

    units: ClassVar[Mapping[str, str]] = {"days": "day"}
    reason: ClassVar[str] = "waiting_period"
    condition: Literal["waiting"] = "waiting"
    days: Term
    inclusive: bool = True
    waiver: Term | None = None

    def holds(self, facts: Any, do: Calculator) -> Value:
        day = do.step("day_of_cover", facts.happened_on - facts.cover_from + 1, "ordinal_day")
        days = do.step("waiting_period", do.look_up(self.days), "day", self.days)
        over = day > days if self.inclusive else day >= days
        return do.either(over, do.waived(self.waiver))
