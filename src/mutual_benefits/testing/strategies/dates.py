"""Strategies for the days of claims: first and last days of versions, waits, ends of cover, 29 February."""

from calendar import isleap
from datetime import date
from itertools import product
from typing import NamedTuple

from hypothesis import strategies as st

from ..calendar_days import shifted, years_later
from ..version_view import PeriodInForce
from .boundaries import Boundaries

LEAP_DAYS = 4
"""The number of leap days of a period that claims favour."""


class ClaimDates(NamedTuple):
    """The product of an enrolment, its first day of cover, and the day of the event."""

    product: str | None
    cover_from: date
    happened_on: date


def usual_years(boundaries: Boundaries) -> int:
    """The shortest length of cover in years; one where cover has no end of its own."""
    return min(boundaries.years, default=1) or 1


def longest_wait(boundaries: Boundaries) -> int:
    """The number of days after the first day of cover by which every wait is over."""
    return max(boundaries.cover_days, default=0)


def edges(period: PeriodInForce) -> list[date]:
    """The first two days of a span, its last two, the end of its first year, and some leap days."""
    first, last = period.first, period.last
    leaps = [date(year, 2, 29) for year in range(first.year, last.year + 1) if isleap(year)]
    days = [first, shifted(first, 1), last, shifted(last, -1), date(first.year, 12, 31), *leaps[:LEAP_DAYS]]
    return list(dict.fromkeys(day for day in days if first <= day <= last))


class DayStrategies:
    """The strategies for days under one version; with `near`, days favour the version's boundaries."""

    def __init__(self, boundaries: Boundaries, *, near: bool) -> None:
        self.boundaries = boundaries
        self.view = boundaries.view
        self.periods = st.sampled_from(self.view.periods)
        self.in_period = {}
        for period in self.view.periods:
            some = st.dates(period.first, period.last)
            self.in_period[period] = some | st.sampled_from(edges(period)) if near else some
        least, most = longest_wait(boundaries), 365 * usual_years(boundaries) - 1
        covered = st.integers(least, max(least, most))
        self.covered = covered | st.sampled_from((least, max(least, most))) if near else covered
        turns = [number + step for number in boundaries.cover_days for step in (-2, -1, 0)]
        self.early = st.sampled_from([*turns, 0, -1]) if near else st.integers(-30, 365)
        self.ends = st.tuples(st.sampled_from(boundaries.years or (1,)), st.sampled_from((-1, 0)))
        self.leap_ends = self._around_leap_days((0, 1, 59, 180, 300), -1) if near else None
        """The last days of covers that hold a 29 February, which 365 days a year would leave out."""
        self.after_leap_starts = self._around_leap_days((0,), 0) if near else None
        """The first days after covers from 29 February, which a year that ends on 1 March would hold."""
        self.of_year = st.integers(0, 364)
        self.beyond_the_year = st.integers(-400, 400)
        self.cases = st.integers(0, 7)

    def _around_leap_days(self, befores: tuple[int, ...], after: int) -> st.SearchStrategy[ClaimDates] | None:
        """Covers from these numbers of days before a 29 February, and a day counted from the day they end."""
        found = []
        for period, years in product(self.view.periods, self.boundaries.years):
            leaps = (year for year in range(period.first.year - years, period.last.year + 1) if isleap(year))
            for year, before in product(leaps, befores):
                first = shifted(date(year, 2, 29), -before)
                days = ClaimDates(period.product, first, shifted(years_later(first, years), after))
                governing = days.cover_from if self.view.by_cover_start else days.happened_on
                if period.first <= governing <= period.last and days.happened_on > first:
                    found.append(days)
        return st.sampled_from(found) if found else None

    def after_cover_ends(self, product: str | None, day: date, years: int, after: int) -> ClaimDates:
        """The dates of an event a number of days after a cover of years ends; `day` decides the version."""
        if self.view.by_cover_start:
            return ClaimDates(product, day, shifted(years_later(day, years), after))
        return ClaimDates(product, years_later(shifted(day, -after), -years), day)

    def after_cover_starts(self, product: str | None, day: date, after: int) -> ClaimDates:
        """The dates of an event a number of days after the first day of cover; `day` decides the version."""
        if self.view.by_cover_start:
            return ClaimDates(product, day, shifted(day, after))
        return ClaimDates(product, shifted(day, -after), day)


def in_cover(draw: st.DrawFn, strategies: DayStrategies) -> ClaimDates:
    """Draw the dates of an event within cover, after every wait."""
    if strategies.leap_ends is not None and draw(strategies.cases) == 7:
        return draw(strategies.leap_ends)
    period = draw(strategies.periods)
    day = draw(strategies.in_period[period])
    if strategies.boundaries.calendar_year:
        other = shifted(date(day.year, 1, 1), draw(strategies.of_year))
        return ClaimDates(period.product, *((day, other) if strategies.view.by_cover_start else (other, day)))
    return strategies.after_cover_starts(period.product, day, draw(strategies.covered))


def anywhere(draw: st.DrawFn, strategies: DayStrategies) -> ClaimDates:
    """Draw the dates of an event that may also fall in a wait, before cover or after it."""
    case = draw(strategies.cases)
    if case < 5:
        return in_cover(draw, strategies)
    period = draw(strategies.periods)
    day = draw(strategies.in_period[period])
    if case == 5:
        if strategies.after_leap_starts is not None and draw(strategies.cases) == 7:
            return draw(strategies.after_leap_starts)
        return strategies.after_cover_ends(period.product, day, *draw(strategies.ends))
    after = strategies.beyond_the_year if strategies.boundaries.calendar_year else strategies.early
    return strategies.after_cover_starts(period.product, day, draw(after))
