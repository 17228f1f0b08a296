"""Days and points in time that Python has no object for: far-off cells of a column, which are told as text.

A column is one of Polars or of narwhals, which have the same words.
"""

from calendar import timegm
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ..._calendar import written_day

_EPOCH, _A_DAY = date(1970, 1, 1).toordinal(), 86_400_000
"""The day from which points in time are counted, and the milliseconds of a day."""


def calendar_of(kind: Any) -> tuple[int, int]:
    """The milliseconds since 1970 between which all are of the years 1 to 9999, in the zone of a type too."""
    margin = _A_DAY if getattr(kind, "time_zone", None) else 0
    least, most = (1000 * timegm(day.timetuple()) for day in (date.min, date.max))
    return least + margin, most - margin


def is_far(cells: Any) -> Any:
    """Whether each cell of a column of days or points in time lies beyond those that Python has."""
    least, most = calendar_of(cells.dtype)
    since = cells.dt.timestamp("ms")
    return ((since < least) | (since > most)).fill_null(value=False)


def as_objects(cells: Any) -> list[Any]:
    """The cells of a column of days or points in time as Python's objects, or as text where it has none."""
    far = is_far(cells)
    others, since = iter(cells.filter(~far).to_list()), cells.dt.timestamp("ms").to_list()
    return [
        _text(int(at), cells.dtype) if beyond else next(others)
        for at, beyond in zip(since, far.to_list(), strict=True)
    ]


def rows_of(frame: Any) -> Iterator[dict[str, Any]]:
    """The rows of an eager frame of narwhals, each by the names of its columns."""
    import narwhals.stable.v2 as nw

    dated = [name for name, kind in frame.schema.items() if kind in (nw.Date, nw.Datetime)]
    far = [name for name in dated if is_far(frame[name]).any()]
    if not far:
        yield from frame.iter_rows(named=True)
        return
    told = zip(*(as_objects(frame[name]) for name in far), strict=True)
    for row, cells in zip(frame.drop(far).iter_rows(named=True), told, strict=True):
        yield row | dict(zip(far, cells, strict=True))


def _text(since: int, kind: Any) -> str:
    days, rest = divmod(since, _A_DAY)
    day = written_day(days + _EPOCH)
    if not hasattr(kind, "time_unit"):
        return day
    return f"{day} {timedelta(milliseconds=rest)}{'+00:00' if kind.time_zone else ''}"
