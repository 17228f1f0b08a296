"""Per diem: a rate for each day after the waiting days, up to a number of days and to a sum.

days   = what the day limits leave of max(days claimed - waiting days, 0)
amount = what the money limits leave of days x rate
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from ...claims import COUNTED_FACTS
from ...terms import Choice, Term
from ..benefit import Benefit
from ..calculator import Calculator, Value


class PerDiem(Benefit):
    """A rate in fen per day, flat or by fee tier, for the days that the fact `days` counts.

    `waiting_days` are the first days, which are not paid. Units are days. With `days = "nights"` each night
    of a stay in hospital counts as a day; without a day of discharge there may be any number of them.
    """

    unit: ClassVar[str] = "day"
    units: ClassVar[Mapping[str, str]] = {"rate": "fen_per_day", "waiting_days": "day"}

    rule: Literal["per_diem"] = "per_diem"
    days: str
    rate: Term | Choice[Term]
    waiting_days: Term | Choice[Term] | None = None

    def claimed(self, facts: Any, do: Calculator) -> Value:
        days = getattr(facts, self.days)
        if self.days not in COUNTED_FACTS:
            return days > 0
        return do.negate(do.both(do.given(self.days), do.among(days, (0,))))

    def counted_days(self, facts: Any, do: Calculator) -> Value:
        """The days that the claim tells, or the nights of its stay."""
        if self.days in COUNTED_FACTS:
            return do.step(f"fact.{self.days}", do.told(self.days), "night")
        return do.step("days_claimed", getattr(facts, self.days), "day")

    def formula(self, facts: Any, do: Calculator) -> tuple[Value, Value]:
        days = self.counted_days(facts, do)
        if self.waiting_days is not None:
            term: Any = self.waiting_days
            waiting = do.step("waiting_days", do.look_up(term), "day", term)
            days = do.step("days_after_waiting", do.most(days - waiting, 0), "day")
        days = do.draw(self.limits, "day", self.within_payments(days, do))
        daily: Any = self.rate
        rate = do.step("daily_rate", do.look_up(daily), "fen_per_day", daily, of=days)
        amount = do.step("days_times_rate", days * rate, "fen")
        return days, do.draw(self.limits, "fen", amount)
