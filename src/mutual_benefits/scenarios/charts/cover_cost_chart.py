"""A histogram of the simulated cost of a period of cover."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..._arguments import checked
from ...formatting import quantity
from ..cover_cost.result import CostOfCover
from ..phrasing import phrase
from .canvas import BLUE, GREY, HALO, INK, VERMILION, WIDTH, altair, axis, chart_title, legend
from .vocabulary import COST

if TYPE_CHECKING:
    import altair as alt

STRETCHES = 40
"""The greatest number of intervals of a distribution."""


@checked
def cost_of_cover(cost: CostOfCover, *, lang: str = "en") -> "alt.LayerChart":
    """A histogram of the cost per member of the simulated portfolios, with the mean and the fee.

    Where the record leaves terms unstated there are two distributions, of the least and of the most.

    Args:
        cost: the result of the simulation.
        lang: the language of the chart, `en` or `zh`.

    Raises:
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: altair is not installed.
    """
    alt = altair(lang)
    least = [low for low, _ in cost.simulated_fen]
    most = [high for _, high in cost.simulated_fen if high is not None]
    endless = len(least) - len(most)
    stated = not endless and least == most
    ends = {"stated": least} if stated else {"least": least, **({} if endless else {"most": most})}
    width = round_width(min(map(min, ends.values())), max(map(max, ends.values())))
    data = [
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
        scale=alt.Scale(domain=names, range=[BLUE, VERMILION][: len(names)]),
        legend=None if stated else legend(alt, None, orient="bottom"),
    )
    # The data are totals of all members in fen; only the labels are per member.
    x_axis = alt.Axis(
        title=phrase(COST, "cost", lang),
        labelExpr=f"format(datum.value / {100 * cost.members}, ',.4~f')",
        labelFontSize=11,
        titleFontSize=12,
        grid=False,
    )
    bars = alt.Chart(alt.Data(values=data)).mark_rect(opacity=0.7, stroke="white", strokeWidth=0.5)
    layers = [
        bars.encode(
            x=alt.X("from:Q", axis=x_axis, scale=alt.Scale(zero=False, nice=False)),
            x2="to:Q",
            y=alt.Y("count:Q", axis=axis(alt, phrase(COST, "count", lang), tickMinStep=1)),
            y2="zero:Q",
            color=colour,
            tooltip=[
                alt.Tooltip("end:N", title=phrase(COST, "end", lang)),
                alt.Tooltip("count:Q", title=phrase(COST, "count", lang)),
            ],
        ),
        *_marks(alt, cost, stated, lang),
    ]
    title = phrase(COST, "title", lang, simulations=f"{cost.simulations:,}")
    below = [
        phrase(COST, "book", lang, book=cost.book.in_(lang), seed=cost.seed, members=f"{cost.members:,}"),
        phrase(COST, "assumed", lang),
        phrase(COST, "open", lang, count=f"{endless:,}") if endless else "",
        "" if stated or endless else phrase(COST, "bounds", lang),
    ]
    return alt.layer(*layers).properties(
        title=chart_title(alt, title, below, lang), width=WIDTH, height=240, description=title
    )


def _marks(alt: Any, cost: CostOfCover, stated: bool, lang: str) -> Iterable[Any]:
    """The means and the fee as vertical lines, with their labels one below the other."""
    means = [("mean" if stated else "mean_low", cost.cost_low.mean, INK)]
    if not stated and cost.cost_high is not None:
        means.append(("mean_high", cost.cost_high.mean, INK))
    lines = [
        (phrase(COST, what, lang, mean=quantity(mean, mean, "yuan", lang)), mean, ink)
        for what, mean, ink in means
    ]
    if cost.fees is not None:
        lines.append(
            (phrase(COST, "fee", lang, fee=quantity(cost.fees, cost.fees, "yuan", lang)), cost.fees, GREY)
        )
    # A mean has four places; a chart does not show differences below a fen.
    marks = [
        (
            alt.Chart(alt.Data(values=[{"at": int(yuan * 100 * cost.members), "label": label}])),
            ink,
            8 + 15 * place,
        )
        for place, (label, yuan, ink) in enumerate(lines)
    ]
    for mark, ink, _ in marks:
        yield mark.mark_rule(color=ink, strokeWidth=1.6, strokeDash=[5, 3]).encode(x="at:Q")
    for mark, _, height in marks:
        for look in HALO:
            yield mark.mark_text(align="left", dx=5, fontSize=11, **look).encode(
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
