"""The rows of a grid as points for charts and tables: position, line, sum, status and version."""

from typing import Any

from .._arguments import wrong
from .._texts import both
from ..errors import InvalidScenario


def grid_points(frame: Any, along: str, by: str | None) -> list[dict[str, Any]]:
    """The rows of a grid, in its order, as `at`, `line`, `low`, `high`, `status` and `version`.

    Raises:
        InvalidScenario: a column is missing, or a pair of values occurs twice.
    """
    table = _table(frame)
    names = {"low": "low_fen", "high": "high_fen", "status": "status", "version": "version"}
    needed = {"at": along, **({"line": by} if by else {}), **names}
    missing = [name for name in needed.values() if name not in table.columns]
    if missing:
        raise InvalidScenario(
            both(
                f"the grid has no column {', '.join(missing)}; it has {', '.join(table.columns)}",
                f"表中没有 {'、'.join(missing)} 列；现有：{'、'.join(table.columns)}",
            ),
            field="grid",
            given=missing[0],
            choices=table.columns,
        )
    columns = {name: table[column].to_list() for name, column in needed.items()}
    columns.setdefault("line", [None] * len(table))
    points = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    for name in ("at", "line", "low", "high", "version"):
        for point in points:
            point[name] = _python_value(point[name])
    seen = set()
    for point in points:
        pair = point["at"], point["line"]
        if pair in seen:
            line, line_zh = (f" with {by} {pair[1]!r}", f"（{by} 为 {pair[1]!r}）") if by else ("", "")
            raise InvalidScenario(
                both(
                    f"{along} {pair[0]!r} occurs twice{line};"
                    " give each value once, and the column that differs as `by`",
                    f"{along} {pair[0]!r} 出现两次{line_zh}；每个值请只给一次，并以 `by` 给出有差别的列",
                ),
                field="by",
            )
        seen.add(pair)
    return points


def columns_of(frame: Any) -> tuple[str, ...]:
    """The names of a grid's columns, of which those that are paths of facts are varied."""
    return tuple(_table(frame).columns)


def _table(frame: Any) -> Any:
    import narwhals.stable.v2 as nw

    try:
        return nw.from_native(frame, eager_only=True)
    except TypeError:
        raise wrong("frame", frame, both("the frame that `grid` returned", "`grid` 返回的表格")) from None


def _python_value(value: Any) -> Any:
    """A cell as a Python value: pandas has its own null values and timestamps."""
    if type(value).__name__ in ("NAType", "NaTType", "NoneType"):
        return None
    return value.date() if hasattr(value, "date") else value
