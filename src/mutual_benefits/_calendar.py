"""Days as day numbers, as in `date.toordinal`, also beyond the last day that a `date` can be.

The calendar repeats after 400 years. A day that a `date` cannot be is counted from the one that lies some
times 400 years apart.
"""

from datetime import date
from functools import lru_cache

from dateutil.relativedelta import relativedelta

YEARS, DAYS = 400, 146_097
"""The years after which the calendar repeats, and their days."""


@lru_cache(maxsize=4096)
def years_after(day: int, years: int) -> int:
    """The day number `years` after a day number; 29 February falls back to the 28th."""
    return months_after(day, 12 * years)


@lru_cache(maxsize=4096)
def months_after(day: int, months: int) -> int:
    """The day number `months` after a day number, or that of the last day of a shorter month."""
    first = date.fromordinal(day)
    times = _times(first.year + (first.month - 1 + months) // 12)
    return (first + relativedelta(months=months - 12 * YEARS * times)).toordinal() + DAYS * times


def day_of_year(day: int, years: int, month: int, date_: int) -> int:
    """The day number of a day of a month, some years after the year of a day number."""
    year = date.fromordinal(day).year + years
    times = _times(year)
    return date(year - YEARS * times, month, date_).toordinal() + DAYS * times


def written_day(day: int) -> str:
    """A day number as text, also that of a year after 9999 or before 1.

    >>> written_day(736_088), written_day(years_after(3_652_059, 1)), written_day(0)
    ('2016-05-04', '10000-12-31', '0000-12-31')
    """
    times = (day - 1) // DAYS
    within = date.fromordinal(day - DAYS * times)
    return f"{within.year + YEARS * times:04}-{within:%m-%d}"


def _times(year: int) -> int:
    """How many times 400 years a year lies beyond those that a `date` can have."""
    return max(0, -((date.max.year - year) // YEARS))
