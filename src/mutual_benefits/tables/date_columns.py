"""Columns of dates as days, read in the way that is cheapest on each engine."""

from datetime import date
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw

from .columnar import days
from .columnar.bounds import literal
from .columnar.expression import column, source
from .native.frames import Frame

EPOCH = date(1970, 1, 1)
"""The day from which engines count days."""

CALENDAR = date.min.toordinal() - days.OF_EPOCH - 1, date.max.toordinal() - days.OF_EPOCH + 2
"""The days since then of the whole calendar, and of a day more for zones at either end."""

PER_DAY = {"ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}
"""The units of a point in time in a day."""


class Dates(NamedTuple):
    """The days of a column, whether each cell holds a day of the years 1 to 9999, and helper columns."""

    day: days.Day
    valid: Any
    helpers: dict[str, Any]


def read(frame: Frame, name: str, kind: Any) -> Dates:
    """A column of dates or of points in time; a cell without a valid day may be read as any day.

    A point in time other than midnight is no day.
    """
    engine, api = frame.engine, frame.api
    if kind == nw.Date and engine.is_duckdb():
        return _from_differences(name)
    if kind == nw.Date and (engine.is_polars() or engine.is_pyarrow() or engine.is_pandas()):
        return _from_day_counts(api, name, api.col(name).cast(api.Int32), api.col(name).dt.year())
    if kind == nw.Datetime and engine.is_polars():
        return _from_moments(api, name, kind)
    dates = _from_parts(name)
    return dates._replace(valid=dates.valid & _midnight(name)) if kind == nw.Datetime else dates


def _from_day_counts(api: Any, name: str, count: Any, year: Any) -> Dates:
    """For engines that store a date as the number of days since 1970, a count of 32 bits."""
    helper = f"__mb_{name}"
    since = count + api.lit(days.OF_EPOCH, dtype=api.Int32)
    number, year = column(helper), source(year.cast(api.Int64).fill_null(1))
    valid = (number >= literal(date.min.toordinal())) & (number <= literal(date.max.toordinal()))
    day = days.of_number(number, year, None if api is nw else long_year(api, api.col(helper)))
    return Dates(day, valid, {helper: since.fill_null(0)})


def _from_moments(polars: Any, name: str, kind: Any) -> Dates:
    """For Polars, which stores a point in time as a number; its day is that of its own zone.

    Polars breaks off where it is asked for the parts of a point far beyond the calendar, even of a null.
    """
    count, a_day = polars.col(name).cast(polars.Int64), PER_DAY[kind.time_unit]
    within = count.is_between(*(max(-(2**63), min(end * a_day, 2**63 - 1)) for end in CALENDAR))
    near = polars.when(within).then(count).otherwise(0)
    moment = near.cast(polars.Datetime(kind.time_unit, kind.time_zone))
    if kind.time_zone:
        near = moment.dt.replace_time_zone(None).cast(polars.Int64)
    dates = _from_day_counts(polars, name, (near // a_day).cast(polars.Int32), moment.dt.year())
    valid = within & (near % a_day == 0)
    return dates._replace(valid=dates.valid & source(valid.fill_null(value=False)))


def long_year(polars: Any, number: Any) -> Any:
    """Whether a 29 February lies between each day and the same day of the next year.

    Days are counted in quarters from 1 March of year 0, so that a century has 146,097. Three centuries of
    four begin with some quarters already over, and end without a 29 February. Polars divides quickest without
    a sign.
    """
    quarters = number.cast(polars.UInt32, wrap_numerical=True) * 4 + (4 * 305 + 3)
    of_century = source(quarters % 146_097)
    of_four_years = of_century % literal(4 * 1461)
    before_it = (of_four_years >= literal(4 * 3 * 365)) & (of_four_years < literal(4 * 4 * 365))
    return before_it & ((of_century < literal(4 * (36_524 - 365))) | (of_century % literal(4) == literal(0)))


def _from_differences(name: str) -> Dates:
    """For engines that give the days between two dates, and year, month and day at little extra cost.

    Some hold dates that no calendar has, such as infinity.
    """
    cells, helper, epoch = nw.col(name), f"__mb_{name}", nw.lit(EPOCH)
    within = (cells >= nw.lit(date.min)) & (cells <= nw.lit(date.max))
    filled = nw.col(helper)
    year, month, of_month = (
        source(part.cast(nw.Int64)) for part in (filled.dt.year(), filled.dt.month(), filled.dt.day())
    )
    number = source(filled - epoch) + literal(days.OF_EPOCH)
    day = days.of_parts(year, month, of_month, number)
    filled_in = nw.when(within).then(cells).otherwise(epoch)
    return Dates(day, source((cells == filled).fill_null(value=False)), {helper: filled_in})


def _from_parts(name: str) -> Dates:
    """For engines and types that give only year, month and day."""
    cells = nw.col(name)
    within = (cells.dt.year() >= date.min.year) & (cells.dt.year() <= date.max.year)
    year, month, of_month = (
        source(part.cast(nw.Int64).fill_null(1))
        for part in (cells.dt.year(), cells.dt.month(), cells.dt.day())
    )
    return Dates(days.of_parts(year, month, of_month), source(within.fill_null(value=False)), {})


def _midnight(name: str) -> Any:
    """Whether each point in time is the beginning of a day in its time zone."""
    clock = nw.col(name).dt
    # The day itself, as a point in time, is not formed: some zones skip the midnight of some days.
    hour, minute, second = (part == 0 for part in (clock.hour(), clock.minute(), clock.second()))
    whole = clock.truncate("1s") == nw.col(name)  # Spark 3.5 tells no fraction of a time without a zone
    return source((hour & minute & second & whole).fill_null(value=False))
