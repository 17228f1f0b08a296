"""Horizontal bars from nought to a sum or, where the sum is open, over all that it may be."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .canvas import GREY, INK, WIDTH, altair, evenly, legend, listed, titled, yuan_axis

if TYPE_CHECKING:
    import altair as alt

LEAST_ROW, LINE = 34, 14
"""Pixels of a row's height, and of a line of its label."""
LABEL = 36
"""So many columns a line of a label has at most."""
NOUGHT = 10_000
"""So many fen lie on either side of nought where there is nothing else to show."""


class Range(NamedTuple):
    """One bar: in which row, of which kind, its sum or bounds in fen (None: no bound), and which.

    `share` is the part of the row's height that it takes, from its top: two bars of one row take half each.
    """

    row: int
    kind: str
    low: int | None
    high: int | None
    stated: bool
    share: tuple[float, float] = (0, 1)


class ChartRow(NamedTuple):
    """What stands at the left of a row, and behind it, a line for each of its bars."""

    name: str
    said: tuple[str, ...]


def drawn_ranges(
    rows: Sequence[ChartRow],
    ranges: Sequence[Range],
    kinds: Mapping[str, tuple[str, str]],
    *,
    title: str,
    below: Sequence[str],
    along: str,
    lang: str,
) -> "alt.LayerChart":
    """A row for each name, in order from the top, with its bars, and its words at the right.

    A sum that is stated is a full bar from nought; one that is open is a pale band with an outline over
    all that it may be, which runs to the edge of the picture where there is no bound. `kinds` gives each
    kind of bar its name and its colour.
    """
    alt = altair(lang)
    shown = [kind for kind in kinds if any(one.kind == kind for one in ranges)]
    called = [kinds[kind][0] for kind in shown]
    colour = alt.Color(
        "kind:N",
        sort=called,
        scale=alt.Scale(domain=called, range=[kinds[kind][1] for kind in shown]),
        legend=legend(alt, None, orient="bottom"),
    )
    ends = [end for one in ranges for end in (one.low, one.high) if end is not None]
    domain = [min(0, *ends, 0), max(0, *ends, 0)]
    x_scale = alt.Scale(domain=[-NOUGHT, NOUGHT] if domain == [0, 0] else domain)
    x_axis = yuan_axis(alt, along, tickCount=6)
    y = row_axis(alt, [row.name for row in rows], lang)
    layers: list[Any] = []
    for left, right, share, found in _groups(ranges):
        data = [
            {
                "row": one.row,
                "kind": kinds[one.kind][0],
                "low": one.low,
                "high": one.high,
                "none": 0,
                "name": rows[one.row].name,
                "said": " ".join(rows[one.row].said),
            }
            for one in found
        ]
        full = left == "none"
        look = {} if full else {"fillOpacity": 0.3, "strokeWidth": 1.2, "strokeDash": [4, 2]}
        bar = alt.Chart(alt.Data(values=data)).mark_rect(**look)
        layers.append(
            bar.encode(
                x=alt.value(0) if left is None else alt.X(f"{left}:Q", scale=x_scale, axis=x_axis),
                x2=alt.value(alt.expr("width")) if right is None else alt.X2(right),
                y=_with(alt, y, share[0]),
                y2=alt.Y2("row", bandPosition=share[1]),
                color=colour,
                tooltip=[
                    alt.Tooltip("name:N", title=" "),
                    alt.Tooltip("kind:N", title=" "),
                    alt.Tooltip("said:N", title=along),
                ],
                **({} if full else {"stroke": colour}),
            )
        )
    words = [{"row": number, "said": list(row.said)} for number, row in enumerate(rows)]
    text = alt.Chart(alt.Data(values=words)).mark_text(
        align="left", baseline="middle", lineBreak="\n", dx=8, fontSize=11, color=INK, lineHeight=14
    )
    text = text.transform_calculate(line="join(datum.said, '\\n')")
    layers.append(text.encode(y=y, x=alt.value(alt.expr("width")), text="line:N"))
    layers.append(alt.Chart(alt.Data(values=[{"zero": 0}])).mark_rule(color=GREY).encode(x="zero:Q"))
    return alt.layer(*layers).properties(
        title=titled(alt, title, below, lang),
        width=WIDTH - 60,
        height=rows_height([row.name for row in rows], lang),
        description=title,
    )


def row_axis(alt: Any, names: Sequence[str], lang: str) -> Any:
    """Rows by their numbers in a column `row`, labelled with their names."""
    return alt.Y(
        "row:O",
        scale=alt.Scale(domain=list(range(len(names))), paddingInner=0.3, paddingOuter=0.15),
        axis=alt.Axis(
            title=None,
            labelExpr=f"{listed(evenly(name, lang, LABEL) for name in names)}[datum.value]",
            labelLimit=0,
            labelFontSize=11,
            labelPadding=8,
            ticks=False,
            domain=False,
        ),
    )


def rows_height(names: Sequence[str], lang: str) -> int:
    """Pixels that the rows take, all as high as the label of most lines needs."""
    lines = max(len(evenly(name, lang, LABEL)) for name in names)
    return len(names) * max(LEAST_ROW, lines * LINE + 8)


def _with(alt: Any, y: Any, position: float) -> Any:
    """The same rows, from a place within them."""
    moved = y.copy()
    moved.bandPosition = position
    return moved


def _groups(ranges: Sequence[Range]) -> list[tuple[str | None, str | None, tuple[float, float], list[Range]]]:
    """Bars drawn alike: the columns of their ends (None: an edge of the picture), and their share."""
    found: dict[tuple[str | None, str | None, tuple[float, float]], list[Range]] = {}
    for one in ranges:
        if one.stated:
            columns: tuple[str | None, str | None] = ("none", "low")
        else:
            columns = (None if one.low is None else "low", None if one.high is None else "high")
        found.setdefault((*columns, one.share), []).append(one)
    return [(left, right, share, group) for (left, right, share), group in found.items()]
