"""Days of the calendar as the standard library has it, apart from the arithmetic of the engine."""

from calendar import isleap, monthrange
from datetime import date


def years_later(day: date, years: int) -> date:
    """The same day a number of years later; 29 February becomes 28 February in other years.

    Beyond the days that a `date` can be, it is the first or the last of them.
    """
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        return date.max if years > 0 else date.min
    if day.month == 2 and day.day == 29:
        day = day if isleap(year) else date(day.year, 2, 28)
    return day.replace(year=year)


def months_later(day: date, months: int) -> date:
    """The same day a number of months later, or the last day of a shorter month.

    Beyond the last day that a `date` can be, it is that day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    _, last = monthrange(year, month + 1)
    return date(year, month + 1, min(day.day, last))


def shifted(day: date, days: int) -> date:
    """The day a number of days later, or earlier if the number is negative; kept within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
