"""The kit's own arithmetic of years and months against the count of single days."""

from datetime import date, timedelta

import pytest

from mutual_benefits.testing.calendar_days import months_later, shifted, years_later


def last_of(year, month):
    """The last day of a month: the day before the first of the next."""
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day


@pytest.mark.parametrize("months", range(25))
def test_some_months_after_the_last_day_of_a_month_is_the_last_day_of_that_month(months):
    for start in range(12):
        year, month = divmod(2015 * 12 + start + months, 12)
        last = last_of(2015, start + 1)
        for day in (1, last):
            wanted = date(year, month + 1, min(day, last_of(year, month + 1)))
            assert months_later(date(2015, start + 1, day), months) == wanted


@pytest.mark.parametrize(("years", "last"), [(1, 28), (4, 29), (84, 28), (88, 29), (-1, 28), (-16, 29)])
def test_29_february_becomes_28_february_where_there_is_none(years, last):
    assert years_later(date(2016, 2, 29), years) == date(2016 + years, 2, last)
    assert years_later(date(2016, 2, 29) - timedelta(1), years) == date(2016 + years, 2, 28)


def test_no_day_is_before_or_after_the_calendar():
    assert years_later(date(9998, 5, 4), 3) == years_later(date(9998, 5, 4), 2) == date.max
    assert years_later(date(2, 5, 4), -5) == years_later(date(2, 5, 4), -2) == date.min
    assert months_later(date(9999, 11, 30), 1) == date(9999, 12, 30)
    assert months_later(date(9999, 12, 1), 2) == date.max
    assert shifted(date(9999, 12, 1), 31) == shifted(date(9999, 12, 1), 30) == date.max
    assert shifted(date(1, 1, 3), -3) == shifted(date(1, 1, 3), -2) == date.min
