"""Columns of dates as days: of each engine in the way that is cheapest for it."""

from datetime import date
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw

from .columnar import days
from .columnar.bounds import literal
from .columnar.expression import column, source

EPOCH = date(1970, 1, 1)
"""The day from which engines count days."""


class Dates(NamedTuple):
    """The days of a column, whether cells hold days of the years 1 to 9999, and helper columns for both."""

    day: days.Day
    sound: Any
    helpers: dict[str, Any]


def read(frame: Any, name: str, kind: Any) -> Dates:
    """A column of dates or of points in time; what a cell without a day is read as does not matter."""
    engine = frame.implementation
    if kind == nw.Date and engine.is_duckdb():
        return _subtracted(name)
    if kind == nw.Date and (engine.is_polars() or engine.is_pyarrow() or engine.is_pandas()):
        return _counted(name)
    return _told(name)


def _counted(name: str) -> Dates:
    """Of engines that hold a date as the number of days since 1970."""
    cells, helper = nw.col(name), f"__mb_{name}"
    since = cells.cast(nw.Int32).cast(nw.Int64) + nw.lit(days.OF_EPOCH, dtype=nw.Int64)
    number, year = column(helper), source(cells.dt.year().cast(nw.Int64).fill_null(1))
    sound = (number >= literal(date.min.toordinal())) & (number <= literal(date.max.toordinal()))
    return Dates(days.of_number(number, year), sound, {helper: since.fill_null(0)})


def _subtracted(name: str) -> Dates:
    """Of engines that tell how many days lie between two dates, and year, month and day at little more.

    Some hold dates that no calendar has, such as the end of all days.
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


def _told(name: str) -> Dates:
    """Of engines and types that tell year, month and day alone."""
    cells = nw.col(name)
    within = (cells.dt.year() >= date.min.year) & (cells.dt.year() <= date.max.year)
    year, month, of_month = (
        source(part.cast(nw.Int64).fill_null(1))
        for part in (cells.dt.year(), cells.dt.month(), cells.dt.day())
    )
    return Dates(days.of_parts(year, month, of_month), source(within.fill_null(value=False)), {})
