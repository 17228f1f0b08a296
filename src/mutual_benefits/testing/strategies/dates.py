"""Days of claims: first days and last days of versions, waits, ends of cover, 29 February."""

from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st

from ..oracle import leap, shifted, years_later
from ..version_view import AnsweringDays
from .boundaries import Boundaries

LEAP_DAYS = 4
"""So many 29ths of February of a span are dwelt on."""


class ClaimDates(NamedTuple):
    """Under which product, from which day and on which day."""

    product: str | None
    cover_from: date
    happened_on: date


def usual_years(marks: Boundaries) -> int:
    """The least number of years that a cover lasts; one where it has no end of its own."""
    return min(marks.years, default=1) or 1


def waits_over(marks: Boundaries) -> int:
    """So many days after the first day of cover no term waits any more."""
    return max(marks.cover_days, default=0)


def edges(span: AnsweringDays) -> list[date]:
    """The first two days of a span, its last two, the end of its first year, and some leap days."""
    first, last = span.first, span.last
    leaps = [date(year, 2, 29) for year in range(first.year, last.year + 1) if leap(year)]
    found = [first, shifted(first, 1), last, shifted(last, -1), date(first.year, 12, 31), *leaps[:LEAP_DAYS]]
    return list(dict.fromkeys(day for day in found if first <= day <= last))


class DayStrategies:
    """What days are drawn from, made once for a version. `near` dwells on the ends of things."""

    def __init__(self, marks: Boundaries, *, near: bool) -> None:
        self.marks = marks
        self.book = marks.book
        self.spans = st.sampled_from(self.book.spans)
        self.in_span = {}
        for span in self.book.spans:
            some = st.dates(span.first, span.last)
            self.in_span[span] = some | st.sampled_from(edges(span)) if near else some
        least, most = waits_over(marks), 365 * usual_years(marks) - 1
        covered = st.integers(least, max(least, most))
        self.covered = covered | st.sampled_from((least, max(least, most))) if near else covered
        turns = [number + step for number in marks.cover_days for step in (-2, -1, 0)]
        self.early = st.sampled_from([*turns, 0, -1]) if near else st.integers(-30, 365)
        self.ends = st.tuples(st.sampled_from(marks.years or (1,)), st.sampled_from((-1, 0)))
        self.of_year = st.integers(0, 364)
        self.beyond_the_year = st.integers(-400, 400)
        self.way = st.integers(0, 7)

    def at_the_end(self, product: str | None, day: date, years: int, after: int) -> ClaimDates:
        """Days of an event so many days after the day on which a cover of so many years ends."""
        if self.book.by_cover_start:
            return ClaimDates(product, day, shifted(years_later(day, years), after))
        return ClaimDates(product, years_later(shifted(day, -after), -years), day)

    def apart(self, product: str | None, governing: date, after: int) -> ClaimDates:
        """Days of an event so many days after the first day of cover, of which one is the governing day."""
        if self.book.by_cover_start:
            return ClaimDates(product, governing, shifted(governing, after))
        return ClaimDates(product, shifted(governing, -after), governing)


@st.composite
def in_cover(draw: st.DrawFn, ours: DayStrategies) -> ClaimDates:
    """ClaimDates of an event that lies within cover, after all waiting."""
    span = draw(ours.spans)
    day = draw(ours.in_span[span])
    if ours.marks.calendar_year:
        other = shifted(date(day.year, 1, 1), draw(ours.of_year))
        return ClaimDates(span.product, *((day, other) if ours.book.by_cover_start else (other, day)))
    return ours.apart(span.product, day, draw(ours.covered))


@st.composite
def anywhere(draw: st.DrawFn, ours: DayStrategies) -> ClaimDates:
    """Days of an event that may also lie in a wait, before cover or after it."""
    way = draw(ours.way)
    if way < 5:
        return draw(in_cover(ours))
    span = draw(ours.spans)
    day = draw(ours.in_span[span])
    if way == 5:
        return ours.at_the_end(span.product, day, *draw(ours.ends))
    after = ours.beyond_the_year if ours.marks.calendar_year else ours.early
    return ours.apart(span.product, day, draw(after))
