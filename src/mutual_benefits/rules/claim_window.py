"""Claim window: the claim must be made within so many years of the event.

day of the claim <= day of the event + years
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from ..calculators import Calculator, Value
from .condition import Condition
from .rule import Term


class ClaimWindow(Condition):
    """The same day `years` years later is the last. Not checked where no day of claim is given."""

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
