"""Deadlines: days from the event to the notice, and years from the event to the claim.

day of notice - day of the event <= days; day of the claim <= day of the event + years
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from ...terms import Term
from ..calculator import Calculator, Value
from ..condition import Condition


class Notice(Condition):
    """At most `days` days pass from the event to the notice; not checked without a day of notice."""

    units: ClassVar[Mapping[str, str]] = {"days": "day"}
    reason: ClassVar[str] = "late_notice"
    needs: ClassVar[tuple[str, ...]] = ("notified_on",)
    condition: Literal["notice"] = "notice"
    days: Term

    def holds(self, facts: Any, do: Calculator) -> Value:
        waited = do.step("days_to_notice", facts.notified_on - facts.happened_on, "day")
        return waited <= do.step("notice_days", do.look_up(self.days), "day", self.days)


class ClaimWindow(Condition):
    """The last day is the same day `years` years later; not checked without a day of the claim."""

    units: ClassVar[Mapping[str, str]] = {"years": "year"}
    reason: ClassVar[str] = "late_claim"
    needs: ClassVar[tuple[str, ...]] = ("claimed_on",)
    condition: Literal["claim_window"] = "claim_window"
    years: Term

    def holds(self, facts: Any, do: Calculator) -> Value:
        claimed = do.step("claim_day", facts.claimed_on, "date")
        years = do.look_up(self.years)
        last = do.step("last_claim_day", do.years_after(facts.happened_on, years), "date", self.years)
        return claimed <= last
