"""A histogram of the simulated cost of a period of cover."""

from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from ..._arguments import checked
from ..._texts import Lang, language_of
from ...formatting import quantity
from ..cover_cost.result import CostOfCover
from ..phrasing import phrase
from .canvas import BLUE, GREY, HALO, INK, MONEY, ORANGE, WIDTH, altair, axis, chart_title, legend
from .vocabulary import COST

if TYPE_CHECKING:
    import altair as alt

HEIGHT, LINE = 240, 16
"""Pixels of the plot's height, and of a line above the bars for each label."""
STRETCHES = 40
"""The greatest number of intervals of a distribution."""


@checked
def cost_of_cover(cost: CostOfCover, *, lang: Lang | None = None) -> "alt.LayerChart":
    """A histogram of the cost per member of the simulated portfolios, with the mean and the fee.

    Where the record leaves terms unstated there are two distributions, of the least and of the most.

    Args:
        cost: the result of the simulation.
        lang: the language of the chart, `en` or `zh`.

    Raises:
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: altair is not installed.
    """
    lang = language_of(lang)
    alt = altair(lang)
    least = [low for low, _ in cost.simulated_fen]
    most = [high for _, high in cost.simulated_fen if high is not None]
    endless = len(least) - len(most)
    stated = not endless and least == most
    ends = {"stated": least} if stated else {"least": least, **({} if endless else {"most": most})}
    width = round_width(min(map(min, ends.values())), max(map(max, ends.values())))
    data: list[dict[str, Any]] = [
        {
            "end": phrase(COST, end, lang),
            "from": part * width,
            "to": (part + 1) * width,
            "count": count,
            "zero": 0,
        }
        for end, sums in ends.items()
        for part, count in sorted(Counter(fen // width for fen in sums).items())
    ]
    names = [phrase(COST, end, lang) for end in ends]
    colour = alt.Color(
        "end:N",
        sort=names,
        scale=alt.Scale(domain=names, range=[BLUE, ORANGE][: len(names)]),
        legend=None if stated else legend(alt, None, orient="bottom"),
    )
    # The data are totals of all members in fen; only the labels are per member.
    x_axis = alt.Axis(
        title=phrase(COST, "cost", lang),
        labelExpr=MONEY[lang].format(yuan=f"datum.value / {100 * cost.members}"),
        labelFontSize=11,
        titleFontSize=12,
        grid=False,
    )
    marks = list(_marks(cost, stated, lang))
    ends_of_bars = [row[end] for row in data for end in ("from", "to")]
    means = [mark["at"] for mark in marks if mark["what"] != "fee"]
    left, right = min(ends_of_bars + means), max(ends_of_bars + means)
    # A fee far from every simulated cost stands at the edge with an arrow and does not squeeze the bars.
    for mark in marks:
        if mark["what"] == "fee" and left - (right - left) < mark["at"] < right + (right - left):
            left, right = min(left, mark["at"]), max(right, mark["at"])
    domain = [left, right]
    room = HEIGHT / (HEIGHT - LINE * len(marks) - LINE)
    tallest = max(row["count"] for row in data) * room
    bars = alt.Chart(alt.Data(values=data)).mark_rect(opacity=0.7, stroke="white", strokeWidth=0.5)
    layers = [
        bars.encode(
            x=alt.X("from:Q", axis=x_axis, scale=alt.Scale(domain=domain, nice=False)),
            x2="to:Q",
            y=alt.Y(
                "count:Q",
                axis=axis(alt, phrase(COST, "count", lang), tickMinStep=1, tickCount=6),
                scale=alt.Scale(domain=[0, tallest], nice=False),
            ),
            y2="zero:Q",
            color=colour,
            tooltip=[
                alt.Tooltip("end:N", title=phrase(COST, "end", lang)),
                alt.Tooltip("count:Q", title=phrase(COST, "count", lang)),
            ],
        ),
        *_mark_layers(alt, marks, domain),
    ]
    mean = [_money(end.mean, lang) for end in (cost.cost_low, cost.cost_high) if end is not None]
    kind = "title" if stated else "title_bounds" if len(mean) == 2 else "title_open"
    title = phrase(COST, kind, lang, simulations=f"{cost.simulations:,}", least=mean[0], most=mean[-1])
    below = [
        phrase(COST, "book", lang, book=cost.book.in_(lang), seed=cost.seed, members=f"{cost.members:,}"),
        phrase(COST, "assumed", lang),
        phrase(COST, "open", lang, count=f"{endless:,}") if endless else "",
        "" if stated or endless else phrase(COST, "bounds", lang),
    ]
    return alt.layer(*layers).properties(
        title=chart_title(alt, title, below, lang), width=WIDTH, height=HEIGHT, description=title
    )


def _money(yuan: Decimal, lang: str) -> str:
    """A sum to the fen: a mean has four places."""
    fen = yuan.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return quantity(fen, fen, "yuan", lang)


def _marks(cost: CostOfCover, stated: bool, lang: str) -> Iterator[dict[str, Any]]:
    """The means and the fee, each at the total of all members in fen, with its label."""
    means = [("mean" if stated else "mean_low", cost.cost_low.mean)]
    if not stated and cost.cost_high is not None:
        means.append(("mean_high", cost.cost_high.mean))
    fee = [] if cost.fees is None else [("fee", cost.fees)]
    for what, yuan in (*means, *fee):
        label = phrase(COST, what, lang, sum=_money(yuan, lang))
        yield {"what": what, "at": int(yuan * 100 * cost.members), "label": label}


def _mark_layers(alt: Any, marks: list[dict[str, Any]], domain: list[int]) -> Iterator[Any]:
    """The marks as vertical lines, below one line of text for each; one outside the plot as an arrow."""
    left, right = domain
    for place, mark in enumerate(marks):
        ink = GREY if mark["what"] == "fee" else INK
        inside = left <= mark["at"] <= right
        rightwards = mark["at"] * 2 > left + right
        at = mark["at"] if inside else right if rightwards else left
        label = mark["label"] if inside else f"{mark['label']} →" if rightwards else f"← {mark['label']}"
        chart = alt.Chart(alt.Data(values=[{"at": at, "label": label}]))
        height = LINE * place + LINE // 2
        if inside:
            rule = chart.mark_rule(color=ink, strokeWidth=1.6, strokeDash=[5, 3])
            yield rule.encode(x="at:Q", y=alt.value(LINE * len(marks) + 2), y2=alt.value(HEIGHT))
        for look in HALO:
            side = {"align": "right", "dx": -3} if rightwards else {"align": "left", "dx": 3}
            yield chart.mark_text(fontSize=11, **side, **look).encode(
                x="at:Q", y=alt.value(height), text="label:N"
            )


def round_width(least: int, most: int) -> int:
    """The least of 1, 2, 5, 10, 20, 50, ... fen that divides a range into at most `STRETCHES` intervals.

    >>> round_width(0, 39), round_width(0, 40), round_width(100, 900)
    (1, 2, 50)
    """
    width, steps = 1, (2, 5, 10)
    while most // width - least // width >= STRETCHES:
        ten = 10 ** (len(str(width)) - 1)
        width = next(step * ten for step in steps if step * ten > width)
    return width
