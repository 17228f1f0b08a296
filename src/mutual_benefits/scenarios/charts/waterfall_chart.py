"""A waterfall chart of the steps from the sum of one rule book to that of another."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..._arguments import checked
from ..._texts import Lang, both, gap, language_of
from ...errors import InvalidScenario
from ...money import to_fen
from ..comparison.result import Comparison
from ..fact_words import of_claims
from ..phrasing import phrase, plan_name, signed_text, sum_text
from ..sums import Bar
from .bars import row_axis, rows_height
from .canvas import (
    BLUE,
    FAINT,
    GREY,
    INK,
    ORANGE,
    TEXT_GAP,
    WIDTH,
    altair,
    chart_title,
    legend,
    room_for,
    yuan_axis,
)
from .vocabulary import WATERFALL

if TYPE_CHECKING:
    import altair as alt

COLOURS = {"sum": GREY, "up": BLUE, "down": ORANGE}


@checked
def waterfall(comparison: Comparison, *, number: int = 1, lang: Lang | None = None) -> "alt.LayerChart":
    """The steps from the base of a comparison to another rule book, and the effect of each on the sum.

    Solid bars show the least that is due. Where the record leaves a term unstated, pale bars behind them
    show the most; where no maximum is known there are none, and the subtitle states it.

    Args:
        comparison: the result of `compare`.
        number: the rule book to end with, by its place in the comparison (1: the second).
        lang: the language of the chart, `en` or `zh`.

    Raises:
        InvalidScenario: one of the two rule books has no sum.
        ValueError: `number` is not that of a rule book after the base, or `lang` is neither `en` nor `zh`.
        MissingExtra: altair is not installed.
    """
    lang = language_of(lang)
    alt = altair(lang)
    bars = comparison.waterfall(number)
    if not bars:
        raise InvalidScenario(
            both(
                "one of the two rule books has no sum; there are no steps between them",
                "两个条款中有一个没有金额；两者之间没有步骤",
            ),
            field="comparison",
        )
    known = all(bar.start_high is not None and bar.end_high is not None for bar in bars)
    stated = all(bar.start == bar.start_high and bar.end == bar.end_high for bar in bars)
    always = phrase(WATERFALL, "always", lang)
    names_of_rows = [bar.name.in_(lang).removesuffix(always) for bar in bars]
    y = row_axis(alt, names_of_rows, lang)
    least = [_row(row, bar, bar.start, bar.end, lang) for row, bar in enumerate(bars)]
    kinds = [kind for kind in COLOURS if any(row["kind"] == phrase(WATERFALL, kind, lang) for row in least)]
    most: list[dict[str, Any]] = []
    if known and not stated:
        most = [_row(row, bar, bar.start_high, bar.end_high, lang) for row, bar in enumerate(bars)]
        most = [row for row in most if row["start"] != row["end"]]
        kinds = [
            kind
            for kind in COLOURS
            if any(row["kind"] == phrase(WATERFALL, kind, lang) for row in (*least, *most))
        ]
    names = [phrase(WATERFALL, kind, lang) for kind in kinds]
    colour = alt.Color(
        "kind:N",
        sort=names,
        scale=alt.Scale(domain=names, range=[COLOURS[kind] for kind in kinds]),
        legend=legend(alt, None, orient="bottom"),
    )
    farthest = max(row[end] for row in (*least, *most) for end in ("start", "end"))
    endless = [
        row for row, bar in zip(least, bars, strict=True) if bar.kind != "step" and bar.end_high is None
    ]
    room = alt.Scale(domainMax=farthest + farthest // 8 + 1) if endless else alt.Undefined
    x = alt.X("start:Q", scale=room, axis=yuan_axis(alt, phrase(WATERFALL, "yuan", lang), lang, tickCount=6))
    hint = [alt.Tooltip("name:N", title=" "), alt.Tooltip("label:N", title=" ")]
    layers = []
    look = {"fillOpacity": 0.25, "strokeDash": [4, 2], "strokeWidth": 1}
    if most:
        pale = alt.Chart(alt.Data(values=most)).mark_rect(**look)
        layers.append(pale.encode(x=x, x2="end:Q", y=y, color=colour, stroke=colour, tooltip=hint))
    if endless:
        pale = alt.Chart(alt.Data(values=endless)).mark_rect(**look)
        edge = alt.value(alt.expr("width"))
        layers.append(pale.encode(x=alt.X("end:Q"), x2=edge, y=y, color=colour, stroke=colour, tooltip=hint))
    inset = (0.25, 0.75) if most else (0, 1)
    top = y.copy()
    top.bandPosition = inset[0]
    full = alt.Chart(alt.Data(values=least)).mark_rect()
    layers.append(
        full.encode(
            x=x, x2="end:Q", y=top, y2=alt.Y2("row", bandPosition=inset[1]), color=colour, tooltip=hint
        )
    )
    links = [{"row": one["row"], "next": other["row"], "at": one["end"]} for one, other in pairwise(least)]
    join = alt.Chart(alt.Data(values=links)).mark_rule(color=FAINT, strokeWidth=0.8, strokeDash=[2, 2])
    layers.append(join.encode(x="at:Q", y=y, y2="next"))
    text = alt.Chart(alt.Data(values=least)).mark_text(align="left", dx=TEXT_GAP, fontSize=11, color=INK)
    layers.append(text.encode(y=y, x=alt.value(alt.expr("width")), text="label:N"))
    layers.append(room_for(alt, (row["label"] for row in least)))
    title = _sentence(bars, names_of_rows[0], names_of_rows[-1], lang)
    below = [
        phrase(WATERFALL, "plan", lang, plan=plan_name(comparison.plan, lang)),
        of_claims(comparison.claim, comparison.claims, lang, comparison.facts),
        phrase(WATERFALL, "whatever_day", lang) if bars[0].name.in_(lang) != names_of_rows[0] else "",
        phrase(WATERFALL, "bands", lang) if most else "",
        "" if known else phrase(WATERFALL, "least", lang),
    ]
    return alt.layer(*layers).properties(
        title=chart_title(alt, title, below, lang),
        width=WIDTH - 60,
        height=rows_height(names_of_rows, lang),
        description=title,
    )


def _sentence(bars: Sequence[Bar], before: str, after: str, lang: str) -> str:
    """What the second rule book pays more or less than the first; of an open sum, its least."""
    move = to_fen(bars[-1].end - bars[0].end)
    stated = all(bar.end == bar.end_high for bar in (bars[0], bars[-1]))
    kind = "same" if not move else "more" if move > 0 else "less"
    moved = sum_text(abs(move), abs(move), lang)
    before = gap(before[:1]) + before if lang == "zh" else before
    said = phrase(WATERFALL, kind if stated else f"least_{kind}", lang, before=before, after=after, sum=moved)
    return said[0].upper() + said[1:]


def _row(row: int, bar: Bar, start: Decimal | None, end: Decimal | None, lang: str) -> dict[str, Any]:
    assert start is not None  # noqa: S101  # the least is always known, and the caller passes the most only if it is known
    assert end is not None  # noqa: S101  # as above
    kind = "sum" if bar.kind != "step" else "down" if end < start else "up"
    return {
        "row": row,
        "name": bar.name.in_(lang),
        "kind": phrase(WATERFALL, kind, lang),
        "start": to_fen(start),
        "end": to_fen(end),
        "label": _bar_label(bar, lang),
    }


def _bar_label(bar: Bar, lang: str) -> str:
    """The sum of a bar, or the movements of the least and the most in a step."""
    if bar.kind != "step":
        return sum_text(to_fen(bar.end), None if bar.end_high is None else to_fen(bar.end_high), lang)
    low = signed_text(bar.end - bar.start, lang)
    if bar.end_high is None or bar.start_high is None:
        return phrase(WATERFALL, "open", lang, low=low)
    high = signed_text(bar.end_high - bar.start_high, lang)
    return low if low == high else phrase(WATERFALL, "both", lang, low=low, high=high)
