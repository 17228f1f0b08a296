"""Deadlines: a span from the event to the notice, and to the claim, in days, months or years, or a fixed day.

day of notice - day of the event <= days, or else day of notice <= day of the event + months
day of the claim <= day of the event + years, or a fixed day of its year or a later one (`by`)
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

from pydantic import model_validator

from ..._texts import both, listed
from ...errors import InvalidPlan
from ...terms import DayOfYear, Term
from ..calculator import Calculator, Value
from ..condition import Condition

SPANS = ("days", "months", "years", "by")


def check_one_span(part: Any) -> None:
    """Check that exactly one of the spans that a condition may have is given.

    Raises:
        InvalidPlan: none is, or several are.
    """
    names = [name for name in SPANS if name in type(part).model_fields]
    given = [name for name in names if getattr(part, name) is not None]
    if len(given) != 1:
        told = both(" and ".join(given), "、".join(given)) if given else both("no span", "未给出期限")
        right = "{part}: {told}; give one of {names}", "{part}：{told}；请给出其中之一：{names}"
        raise InvalidPlan(both(*right, part=part.condition, told=told, names=listed(names)))


class Deadline(Condition):
    """What the deadlines share: exactly one of `days`, `months`, `years` and `by`, counted from the event.

    The last day is the same day some months or years later, or the last day of a shorter month. `by` is a
    fixed day of the year of the event or of a later one.

    Raises:
        InvalidPlan: not exactly one of them is given.
    """

    units: ClassVar[Mapping[str, str]] = {"days": "day", "months": "month", "years": "year"}

    days: Term | None = None
    months: Term | None = None
    years: Term | None = None
    by: DayOfYear | None = None

    @model_validator(mode="after")
    def _one_span(self) -> Self:
        check_one_span(self)
        return self

    def in_time(self, day: Value, label: str, facts: Any, do: Calculator) -> Value:
        """Whether a day is not after the last day, which is a step of this label."""
        event = facts.happened_on
        term: Any = self.months or self.years or self.days
        if self.by is not None:
            last = do.day_of_year(event, self.by)
        elif self.months is not None:
            last = do.months_after(event, do.look_up(term))
        elif self.years is not None:
            last = do.years_after(event, do.look_up(term))
        else:
            last = event + do.look_up(term)
        return day <= do.step(label, last, "date", term or self)


class Notice(Deadline):
    """The notice is given in time; not checked without a day of notice."""

    reason: ClassVar[str] = "late_notice"
    needs: ClassVar[tuple[str, ...]] = ("notified_on",)
    condition: Literal["notice"] = "notice"

    def holds(self, facts: Any, do: Calculator) -> Value:
        if self.days is None:
            notified = do.step("notice_day", facts.notified_on, "date")
            return self.in_time(notified, "last_notice_day", facts, do)
        waited = do.step("days_to_notice", facts.notified_on - facts.happened_on, "day")
        return waited <= do.step("notice_days", do.look_up(self.days), "day", self.days)


class ClaimWindow(Deadline):
    """The claim is made in time; not checked without a day of the claim."""

    reason: ClassVar[str] = "late_claim"
    needs: ClassVar[tuple[str, ...]] = ("claimed_on",)
    condition: Literal["claim_window"] = "claim_window"

    def holds(self, facts: Any, do: Calculator) -> Value:
        claimed = do.step("claim_day", facts.claimed_on, "date")
        return self.in_time(claimed, "last_claim_day", facts, do)
