"""Reads a grid as points for pictures and tables: where they stand, of which line, and what they come to."""

from datetime import date
from typing import Any

from ..errors import InvalidScenario
from ..vocabulary import CAUSES, KEYS, VALUES


def grid_points(frame: Any, along: str, by: str | None) -> list[dict[str, Any]]:
    """The rows of a grid, in its order, as `at`, `line`, `low`, `high`, `status` and `version`.

    Raises:
        InvalidScenario: a column is missing, or a pair of values stands twice.
    """
    import narwhals.stable.v2 as nw

    table: Any = nw.from_native(frame, eager_only=True)
    names = {"low": "low_fen", "high": "high_fen", "status": "status", "version": "version"}
    needed = {"at": along, **({"line": by} if by else {}), **names}
    lacking = [name for name in needed.values() if name not in table.columns]
    if lacking:
        raise InvalidScenario(
            f"the grid has no column {', '.join(lacking)}; it has {', '.join(table.columns)}"
        )
    columns = {name: table[column].to_list() for name, column in needed.items()}
    columns.setdefault("line", [None] * len(table))
    points = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    for name in ("at", "line", "low", "high", "version"):
        for point in points:
            point[name] = _plain(point[name])
    seen = set()
    for point in points:
        pair = point["at"], point["line"]
        if pair in seen:
            beside = f" with {by} {pair[1]!r}" if by else ""
            raise InvalidScenario(f"{along} {pair[0]!r} stands twice{beside}; name what differs in by")
        seen.add(pair)
    return points


def _plain(value: Any) -> Any:
    """A cell as Python has it: pandas has its own nothing and its own days."""
    if type(value).__name__ in ("NAType", "NaTType", "NoneType"):
        return None
    return value.date() if hasattr(value, "date") else value


def value_said(value: Any, lang: str) -> str:
    """A value of a fact in words: a tier, a cause, a day; any other stands for itself.

    >>> value_said("26", "zh"), value_said(date(2016, 5, 4), "en"), value_said(3, "en")
    ('26元档', '2016-05-04', '3')
    """
    if isinstance(value, date):
        return value.isoformat()
    words = None
    if value is None or isinstance(value, bool):
        words = VALUES[value]
    elif isinstance(value, str):
        words = KEYS.get(value) or CAUSES.get(value) or VALUES.get(value)
    return words.in_(lang) if words else str(value)
