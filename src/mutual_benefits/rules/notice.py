"""Notice: the association must be told within so many days of the event.

day of notice - day of the event <= days
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from ..calculators import Calculator, Value
from .condition import Condition
from .rule import Term


class Notice(Condition):
    """At most `days` days from the event to the notice. Not checked where no day of notice is given."""

    units: ClassVar[Mapping[str, str]] = {"days": "day"}
    reason: ClassVar[str] = "late_notice"
    needs: ClassVar[tuple[str, ...]] = ("notified_on",)
    condition: Literal["notice"] = "notice"
    days: Term

    def holds(self, facts: Any, do: Calculator) -> Value:
        waited = do.step("days_to_notice", facts.notified_on - facts.happened_on, "day")
        return waited <= do.step("notice_days", do.look_up(self.days), "day", self.days)
