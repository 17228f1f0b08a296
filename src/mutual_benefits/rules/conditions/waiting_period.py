"""Waiting period: nothing is due in the first days of cover, unless a renewal waives them.

day of cover > days (>= days where the last day no longer waits), or renewed and waived
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from ..benefit import Term
from ..calculator import Calculator, Value
from ..condition import Condition


class Waiting(Condition):
    """`days` days of cover wait, the last one included if `inclusive`; the first day of cover is day 1.

    `waiver` of 1 says that a renewal waives the wait; an unstated waiver, that the record is silent.
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
