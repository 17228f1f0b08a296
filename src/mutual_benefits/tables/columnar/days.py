"""Days that differ from row to row, as day numbers: day 1 is 1 January of year 1, as in `date.toordinal`.

Years are also counted from 1 March (1 March 2016 to 28 February 2017 is the March year 2016). A leap day is
then the last day of its year, so the same day some years later needs no month: the same number of days of
its March year come before it.

Engines that count days give them in 32 bits, in which division is twice as quick as in 64. Where days are
counted, the numbers are widened, since what is counted may be multiplied by money.

If an engine gives year, month and day, days are compared by a place in the year as if all months had 31
days. Places increase as days do, and need no division, which is long in SQL. Day numbers are computed only
where days are counted.
"""

from collections.abc import Callable
from typing import Any

from .bounds import add, literal, low_of_two
from .expression import Node, choice
from .values import ColumnCondition, ColumnNumber, Value, below, ends

OF_EPOCH = 719_163
"""The day number of 1 January 1970, from which engines count days."""

MONTH = 31
YEAR = 12 * MONTH
LEAP_DAY = 2 * MONTH + 29
"""Places in a year: January begins at 32, so that month and day need no subtraction."""


class Day(ColumnNumber):
    """A day number with its year, its March year, and the number of days of the March year before it.

    `place` is its place in the year if the engine gives month and day, else None. `long_year` is whether the
    same day of the next year comes 366 days later, if the engine tells that at little cost, else None.
    """

    __slots__ = ("long_year", "march_year", "of_year", "place", "year")

    def __init__(
        self, number: Any, year: Any, march_year: Any, of_year: Any, place: Any = None, long_year: Any = None
    ) -> None:
        super().__init__(number, number)
        self.year = year
        self.march_year = march_year
        self.of_year = of_year
        self.place = place
        self.long_year = long_year

    def __add__(self, other: Value) -> Value:
        return self._wide() + other

    __radd__ = __add__

    def __neg__(self) -> Value:
        return -self._wide()

    def _wide(self) -> ColumnNumber:
        number = self.low.wide()
        return ColumnNumber(number, number)

    def __lt__(self, other: Value) -> Value:
        return _below(self, other, strictly=True)

    def __le__(self, other: Value) -> Value:
        return _below(self, other, strictly=False)

    def __gt__(self, other: Value) -> Value:
        return _below(other, self, strictly=True)

    def __ge__(self, other: Value) -> Value:
        return _below(other, self, strictly=False)


def _below(a: Value, b: Value, *, strictly: bool) -> Value:
    """Whether one day is before another, by their places if both have one."""
    if not isinstance(a, Day) or not isinstance(b, Day) or a.place is None or b.place is None:
        return below(a, b, strictly=strictly)
    first, second = (day.year * literal(YEAR) + literal(day.place) for day in (a, b))
    earlier = first < second if strictly else first <= second
    return ColumnCondition(earlier, earlier)


def of_number(number: Any, year: Any, long_year: Any = None) -> Day:
    """A day whose number and year the engine gives, and perhaps whether the year from it on is long."""
    days = number + literal(305)  # since 1 March of year 0
    century = (days * literal(4) + literal(3)) // literal(146_097)
    of_century = days - century * literal(146_097) // literal(4)
    years = (of_century * literal(4) + literal(3)) // literal(1461)
    of_year = of_century - years * literal(1461) // literal(4)
    return Day(number, year, century * literal(100) + years, of_year, long_year=long_year)


def of_parts(year: Any, month: Any, day: Any, number: Any = None) -> Day:
    """A day whose year, month and day of the month the engine gives, and perhaps its number."""
    early = choice(month <= literal(2), literal(1), literal(0))
    march_year = year - early
    months = month + early * literal(12) - literal(3)
    of_year = (months * literal(153) + literal(2)) // literal(5) + day - literal(1)
    if number is None:
        number = first_of_march(march_year) + of_year
    return Day(number, year, march_year, of_year, month * literal(MONTH) + day)


def years_after(day: Day, years: Any) -> Day:
    """The same day some years later; 28 February where there is no 29 February."""
    march_year = add(day.march_year, years)
    first = first_of_march(march_year)
    place = None
    if isinstance(years, int) and years % 4:
        # From a leap year, only a multiple of 4 years leads to another one.
        of_year = low_of_two(day.of_year, 364)
        place = day.place
        if isinstance(place, Node):
            place = choice(place == literal(LEAP_DAY), literal(LEAP_DAY - 1), place)
    else:
        of_year = low_of_two(day.of_year, first_of_march(march_year + literal(1)) - literal(1) - first)
    number = first + of_year
    if day.long_year is not None and isinstance(years, int) and years == 1:
        number = choice(day.long_year, day.low + literal(366), day.low + literal(365))
    return Day(number, add(day.year, years), march_year, of_year, place)


def months_after(day: Day, months: Any) -> Day:
    """The same day some months later, or the last day of that month if it has no such day.

    March is month 0 of a March year, and February, the month of unequal length, the last.
    """
    month = (day.of_year * literal(5) + literal(2)) // literal(153)
    in_month = day.of_year - _before_month(month)
    total = add(day.march_year * literal(12) + month, months)
    march_year = total // literal(12)
    month = total - march_year * literal(12)
    first = first_of_march(march_year)
    year_end = first_of_march(march_year + literal(1)) - first
    month_end = choice(month == literal(11), year_end, _before_month(month + literal(1)))
    start = _before_month(month)
    of_year = start + low_of_two(in_month, month_end - start - literal(1))
    year = march_year + choice(month >= literal(10), literal(1), literal(0))
    return Day(first + of_year, year, march_year, of_year)


def _before_month(month: Any) -> Any:
    """The days of a March year before one of its months."""
    return (month * literal(153) + literal(2)) // literal(5)


def day_of_year(day: Day, years: int, month: int, date: int) -> Day:
    """A fixed day of the day's year, or of one some years later; not 29 February."""
    year = add(day.year, years)
    early = month < 3
    march_year = year - literal(1) if early else year
    of_year = literal((153 * (month + 9 if early else month - 3) + 2) // 5 + date - 1)
    return Day(first_of_march(march_year) + of_year, year, march_year, of_year, literal(month * MONTH + date))


def after(later: Callable[[Day, Any], Day], day: Day, span: Value) -> Value:
    """The day a span later, which may be known only within bounds."""
    low, high = ends(span)
    least = later(day, low)
    if high is low:
        return least
    return ColumnNumber(least.low, None if high is None else later(day, high).low)


def first_of_march(year: Any) -> Any:
    """The number of 1 March of a year."""
    leap_days = year // literal(4) - year // literal(100) + year // literal(400)
    return year * literal(365) + leap_days - literal(305)
