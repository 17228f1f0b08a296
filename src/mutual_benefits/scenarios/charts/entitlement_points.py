"""The axis and the points of a chart of entitlements, and the caps that its lines reach."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from pydantic.fields import FieldInfo

from ..._texts import both, listed
from ...claims import Claim, bounds_of, kind_of
from ...errors import InvalidScenario
from ...rules.spelling import compact, tier_codes
from ...vocabulary import event_words
from ..claim_facts import check_paths
from ..grid_points import grid_points
from .canvas import COLOURS

MOST_SERIES = len(COLOURS)

LINES = 18
"""The lines of text for which a chart is high enough."""

DAYS = ("event.living_days", "event.hospital_days", "event.care_days", "event.days")
"""The facts that count days; the first that the event has is the default of the axis."""

MOST_NUMBER = 40
"""The end of the axis if no values are given."""


def checked_along(claim: Claim, known: Mapping[str, FieldInfo], along: str | None) -> str:
    """The path of the number on the horizontal axis, of the facts of the claim."""
    if along is None and (days := [path for path in DAYS if path in known]):
        return days[0]
    numbers = [path for path, field in known.items() if kind_of(field) in (int, Decimal)]
    if along in numbers:
        return along
    if along is not None and along not in known:
        check_paths(claim, [along])
    message = both(
        "{what}; give along, one of {numbers}, and values",
        "{what}；请给出 along（可选：{numbers}）与 values",
        what=both("{along} is no number", "{along} 不是数字", along=along)
        if along
        else both(
            "a claim for {kind} has no number of days",
            "{kind}申请没有天数",
            kind=event_words(claim.event.kind),
        ),
        numbers=listed(numbers),
    )
    raise InvalidScenario(message, field="along", given=along, choices=numbers)


def values_of(along: str, field: FieldInfo) -> Sequence[int]:
    """The values of a whole number if none are given: those that it may have, up to the end of the axis."""
    if kind_of(field) is Decimal:
        message = both(
            f"{along} is no whole number; give values too, e.g. `range(0, 10_001, 500)`",
            f"{along} 不是整数；请同时给出 values，如 `range(0, 10_001, 500)`",
        )
        raise InvalidScenario(message, field="values")
    least, most = bounds_of(field)
    return range(least, min(most, MOST_NUMBER) + 1)


def checked_tiers(tiers: Sequence[str], codes: Sequence[str]) -> Sequence[str]:
    """The codes of the fee tiers to draw, each of which the rule book has, each once."""
    known = tier_codes(codes)
    for tier in tiers:
        if compact(tier) not in known:
            right = both("give some of {codes}", "可选档次：{codes}", codes=listed(codes))
            none = both("the rule book has no fee tiers, so leave it out", "该版本不分会费档次，请不要填写")
            message = both(
                "tiers names {tier!r}; {right}",
                "tiers 中有“{tier}”；{right}",
                tier=tier,
                right=right if codes else none,
            )
            raise InvalidScenario(message, field="tiers", given=tier, choices=codes)
    return list(dict.fromkeys(known[compact(tier)] for tier in tiers))


def checked_points(frame: Any, along: str, by: str | None) -> list[dict[str, Any]]:
    """The points of a grid, after the checks of a chart."""
    points = grid_points(frame, along, by)
    for point in points:
        if isinstance(point["at"], Decimal) and point["at"] == int(point["at"]):
            point["at"] = int(point["at"])
        if isinstance(point["at"], bool) or not isinstance(point["at"], int):
            message = both(
                f"{along} is {point['at']}; give a column of whole numbers as along",
                f"{along} 为 {point['at']}；along 请给出整数列",
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


def apart(labels: Sequence[Mapping[str, Any]], points: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each label once, from the lowest up, with a `place` that is its sum or else a line above the last.

    >>> labels = [{"low": low, "high": low, "label": f"{low} yuan"} for low in (180, 44, 40, 40)]
    >>> [one["place"] for one in apart(labels, labels)]
    [40, 50, 180]
    """
    line = max(max(sum_of(point), key=lambda end: end or 0) for point in points) // LINES
    placed: dict[str, dict[str, Any]] = {}
    place = -line
    for label in sorted(labels, key=lambda label: label["low"]):
        if label["label"] not in placed:
            place = max(label["low"], place + line)
            placed[label["label"]] = {**label, "place": place}
    return list(placed.values())


def sum_of(point: Mapping[str, Any]) -> tuple[Any, Any]:
    """The bounds of a point's sum."""
    return point["low"], point["high"]


def differs(points: Sequence[Mapping[str, Any]], way: str) -> bool | None:
    """Whether the sum differs along the axis (`along`) on some line, or between lines (`by`) at some place.

    None where the bounds do not differ, but some sums between them may.

    >>> points = [{"line": line, "at": at, "low": at, "high": at} for line in "ab" for at in (1, 2)]
    >>> differs(points, "along"), differs(points, "by")
    (True, False)
    """
    fixed = "line" if way == "along" else "at"
    first: dict[Any, Any] = {}
    if any(first.setdefault(point[fixed], sum_of(point)) != sum_of(point) for point in points):
        return True
    known = len(first) == len(points) or all(point["low"] == point["high"] for point in points)
    return False if known else None
