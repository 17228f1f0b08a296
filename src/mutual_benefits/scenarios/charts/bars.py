"""Horizontal bar charts: bars from zero to a sum, or across the bounds of a sum that is open."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .canvas import (
    GREY,
    INK,
    TEXT_GAP,
    WIDTH,
    altair,
    chart_title,
    evenly_wrapped,
    legend,
    names_axis,
    room_for,
    yuan_axis,
)

if TYPE_CHECKING:
    import altair as alt

LEAST_ROW, LINE = 34, 14
"""Pixels of a row's height, and of a line of its label."""
LABEL = 36
"""The greatest width of a label's line, in columns."""
ZERO_DOMAIN = 10_000
"""The fen on either side of zero on the axis if every bar is zero."""


class Range(NamedTuple):
    """One bar: its row, its kind, its sum or bounds in fen (None: no bound), and whether the sum is stated.

    `share` is the part of the row's height that it covers, from the top: two bars in one row take half each.
    """

    row: int
    kind: str
    low: int | None
    high: int | None
    stated: bool
    share: tuple[float, float] = (0, 1)


class ChartRow(NamedTuple):
    """The name of a row, shown at its left, and the text at its right, a line for each of its bars."""

    name: str
    lines: tuple[str, ...]


def range_chart(
    rows: Sequence[ChartRow],
    ranges: Sequence[Range],
    kinds: Mapping[str, tuple[str, str]],
    *,
    title: str,
    below: Sequence[str],
    along: str,
    lang: str,
) -> "alt.LayerChart":
    """A chart of rows in order from the top, each with its name, its bars and its text.

    A stated sum is a solid bar from zero; an open sum is a pale outlined band across its bounds. Where there
    is no bound, the band runs across zero to the edge of the chart, and an arrow stands there. `kinds` gives
    the name and the colour of each kind of bar.
    """
    alt = altair(lang)
    used = [kind for kind in kinds if any(each.kind == kind for each in ranges)]
    names = [kinds[kind][0] for kind in used]
    colour = alt.Color(
        "kind:N",
        sort=names,
        scale=alt.Scale(domain=names, range=[kinds[kind][1] for kind in used]),
        legend=legend(alt, None, orient="bottom"),
    )
    ends = [end for each in ranges for end in (each.low, each.high) if end is not None]
    domain = [min(0, *ends, 0), max(0, *ends, 0)]
    room = (domain[1] - domain[0]) // 4
    endless = {
        "left": [{"row": each.row} for each in ranges if each.low is None],
        "right": [{"row": each.row} for each in ranges if each.high is None],
    }
    # A band without a bound visibly goes on beyond all that is known.
    domain[0] -= room if endless["left"] else 0
    domain[1] += room if endless["right"] else 0
    x_scale = alt.Scale(domain=[-ZERO_DOMAIN, ZERO_DOMAIN] if domain == [0, 0] else domain)
    x_axis = yuan_axis(alt, along, lang, tickCount=6)
    y = row_axis(alt, [row.name for row in rows], lang)
    layers: list[Any] = []
    for left, right, share, group in _groups(ranges):
        data = [
            {
                "row": each.row,
                "kind": kinds[each.kind][0],
                "low": each.low,
                "high": each.high,
                "zero": 0,
                "name": rows[each.row].name,
                "text": " ".join(rows[each.row].lines),
            }
            for each in group
        ]
        full = left == "zero"
        look = {} if full else {"fillOpacity": 0.3, "strokeWidth": 1.2, "strokeDash": [4, 2]}
        bar = alt.Chart(alt.Data(values=data)).mark_rect(**look)
        layers.append(
            bar.encode(
                x=alt.value(0) if left is None else alt.X(f"{left}:Q", scale=x_scale, axis=x_axis),
                x2=alt.value(alt.expr("width")) if right is None else alt.X2(right),
                y=_at(alt, y, share[0]),
                y2=alt.Y2("row", bandPosition=share[1]),
                color=colour,
                tooltip=[
                    alt.Tooltip("name:N", title=" "),
                    alt.Tooltip("kind:N", title=" "),
                    alt.Tooltip("text:N", title=along),
                ],
                **({} if full else {"stroke": colour}),
            )
        )
    for side, edge in (("left", 0), ("right", alt.expr("width"))):
        if endless[side]:
            arrow = alt.Chart(alt.Data(values=endless[side])).mark_point(
                shape=f"triangle-{side}", size=90, filled=True, color=INK, opacity=1
            )
            layers.append(arrow.encode(x=alt.value(edge), y=y))
    texts = [{"row": number, "lines": list(row.lines)} for number, row in enumerate(rows)]
    text = alt.Chart(alt.Data(values=texts)).mark_text(
        align="left", baseline="middle", lineBreak="\n", dx=TEXT_GAP, fontSize=11, color=INK, lineHeight=14
    )
    text = text.transform_calculate(text="join(datum.lines, '\\n')")
    layers.append(text.encode(y=y, x=alt.value(alt.expr("width")), text="text:N"))
    layers.append(room_for(alt, (line for row in rows for line in row.lines)))
    layers.append(alt.Chart(alt.Data(values=[{"zero": 0}])).mark_rule(color=GREY).encode(x="zero:Q"))
    return alt.layer(*layers).properties(
        title=chart_title(alt, title, below, lang),
        width=WIDTH - 60,
        height=rows_height([row.name for row in rows], lang),
        description=title,
    )


def row_axis(alt: Any, names: Sequence[str], lang: str) -> Any:
    """The axis of rows: the column `row` holds their numbers, the labels are their names."""
    return alt.Y(
        "row:O",
        scale=alt.Scale(domain=list(range(len(names))), paddingInner=0.3, paddingOuter=0.15),
        axis=names_axis(alt, [evenly_wrapped(name, lang, LABEL) for name in names], "datum.value"),
    )


def rows_height(names: Sequence[str], lang: str) -> int:
    """The height of all rows in pixels; each is as high as the longest label needs."""
    lines = max(len(evenly_wrapped(name, lang, LABEL)) for name in names)
    return len(names) * max(LEAST_ROW, lines * LINE + 8)


def _at(alt: Any, y: Any, position: float) -> Any:
    """The same axis, at another position within the rows."""
    shifted = y.copy()
    shifted.bandPosition = position
    return shifted


def _groups(ranges: Sequence[Range]) -> list[tuple[str | None, str | None, tuple[float, float], list[Range]]]:
    """Groups of similar bars: the columns of their ends (None: the chart's edge), their share, the bars."""
    groups: dict[tuple[str | None, str | None, tuple[float, float]], list[Range]] = {}
    for each in sorted(ranges, key=lambda each: each.stated):  # bands lie behind bars
        if each.stated:
            columns: tuple[str | None, str | None] = ("zero", "low")
        else:
            columns = (None if each.low is None else "low", None if each.high is None else "high")
        groups.setdefault((*columns, each.share), []).append(each)
    return [(*key, group) for key, group in groups.items()]
