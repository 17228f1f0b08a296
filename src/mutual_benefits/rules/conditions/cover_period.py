"""Within cover: the event is on or after the first day of cover and before its last anniversary.

first day of cover <= day of the event < first day of cover + years
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from ...terms import DayOfYear, Term
from ..calculator import Calculator, Value
from ..condition import Condition

NEW_YEAR, NEXT_YEAR = (DayOfYear.trusted(years=years, month=1, day=1) for years in (0, 1))


class WithinCover(Condition):
    """Cover lasts `years` years from `cover_from`; without `years` it lasts as long as the membership.

    With `calendar_year` it is the whole calendar year of `cover_from`.
    """

    units: ClassVar[Mapping[str, str]] = {"years": "year"}
    reason: ClassVar[str] = "out_of_cover"
    condition: Literal["within_cover"] = "within_cover"
    years: Term | None = None
    calendar_year: bool = False

    def holds(self, facts: Any, do: Calculator) -> Value:
        day = do.step("event_day", facts.happened_on, "date")
        first = facts.cover_from
        if self.calendar_year:
            first = do.step("cover_year_first_day", do.day_of_year(first, NEW_YEAR), "date", self)
            end = do.step("cover_end", do.day_of_year(first, NEXT_YEAR), "date")
            return do.both(first <= day, day < end)
        first = do.step("cover_first_day", first, "date")
        if self.years is None:
            return first <= day
        years = do.step("cover_years", do.look_up(self.years), "year", self.years)
        end = do.step("cover_end", do.years_after(first, years), "date")
        return do.both(first <= day, day < end)
