"""The points of a chart of entitlements, and the caps that its lines reach."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from ..._texts import both
from ...errors import InvalidScenario
from ..grid_points import grid_points
from .canvas import COLOURS

MOST_SERIES = len(COLOURS)


def checked_points(frame: Any, along: str, by: str | None) -> list[dict[str, Any]]:
    """The points of a grid, after the checks of a chart."""
    points = grid_points(frame, along, by)
    for point in points:
        if isinstance(point["at"], bool) or not isinstance(point["at"], int):
            message = both(
                f"{along} is {point['at']!r}; give a column of whole numbers as along",
                f"{along} 为 {point['at']!r}；along 请给出整数列",
            )
            raise InvalidScenario(message, field="along", given=point["at"])
    lines = list(dict.fromkeys(point["line"] for point in points))
    if len(lines) > MOST_SERIES:
        message = both(
            f"{by} has {len(lines)} values; a chart shows at most {MOST_SERIES} lines",
            f"{by} 有 {len(lines)} 个值；一张图最多 {MOST_SERIES} 条线",
        )
        raise InvalidScenario(message, field="by", given=by)
    if all(point["low"] is None for point in points):
        raise InvalidScenario(
            both(
                "no row of the grid has a sum; look at its column reason",
                "表中没有一行有金额；请看 reason 列",
            ),
            field="grid",
        )
    return points


def caps(points: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """For each line the first point from which the sum stays the same, if it grew before.

    >>> line = [{"line": "26", "at": at, "low": low, "high": low} for at, low in enumerate((0, 5, 9, 9, 9))]
    >>> [point["at"] for point in caps(line)]
    [2]
    """
    capped = []
    ordered = sorted(points, key=lambda point: str(point["line"]))
    for _, group in groupby(ordered, key=lambda point: str(point["line"])):
        line = sorted(group, key=lambda point: point["at"])
        first = len(line) - 1
        while first and sum_of(line[first - 1]) == sum_of(line[-1]):
            first -= 1
        if 0 < first < len(line) - 1 and line[first]["low"] > line[first - 1]["low"]:
            capped.append(line[first])
    return capped


def sum_of(point: Mapping[str, Any]) -> tuple[Any, Any]:
    """The bounds of a point's sum."""
    return point["low"], point["high"]
