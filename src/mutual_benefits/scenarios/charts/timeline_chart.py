"""A timeline of plans' versions: when each was in force, how exactly that is known, and what is unstated."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from ..._arguments import checked
from ..._texts import Lang, language_of, say
from ...errors import InvalidScenario
from ...rulebook.plan import Plan
from ...rulebook.registry.book import AnyPlan, plan_of
from ...rulebook.registry.shipped_plans import all_plans
from ...rulebook.term_path import places
from ...rulebook.version import PlanVersion
from ...sources import Text
from ...terms import Unstated
from ..phrasing import phrase
from .canvas import BLUE, FAINT, HALO, INK, altair, axis, chart_title, evenly_wrapped, legend, names_axis
from .hatching import Rectangle, strokes
from .vocabulary import PRODUCTS, TIMELINE

if TYPE_CHECKING:
    import altair as alt

WIDE, LANE = 520, 46
"""The width of the chart and the height of each lane, in pixels."""
BASE, TALL = 0.12, 0.46
"""Where a bar begins above the lower edge of its lane, and how tall it is, as shares of the lane."""
LEAST_STRIP = 0.22
"""The least hatched share of a bar with unstated terms, so that it is visible."""
APART = 6
"""Pixels from one stroke of the hatching to the next."""
AFTER = 3
"""The years shown after the newest version by default."""
SEPARATORS = {"en": "; ", "zh": "；"}
LETTER = 6.2
"""The width of a digit in pixels."""
COLOURS = {"in_force": "#8FC3E8", "within": "#DCEBF7", "counts": "#C9C9C9"}


class VersionBar(NamedTuple):
    """One version in its lane, from the first day whose events it answers to the next version."""

    version: PlanVersion
    lane: int
    first: date
    until: date
    goes_on: bool
    unstated: tuple[Text, ...]
    terms: int

    @property
    def known_by(self) -> date:
        """The first day on which the version was certainly in force."""
        first, known_to = self.version.effective_from, self.version.known_to
        if known_to == "year":
            return min(date(first.year + 1, 1, 1), self.until)
        if known_to == "month":
            return min((first.replace(day=1) + timedelta(days=31)).replace(day=1), self.until)
        return first


@checked
def timeline(
    plans: Sequence[AnyPlan] | None = None, *, until: date | None = None, lang: Lang | None = None
) -> "alt.LayerChart":
    """All versions of plans on a timeline, hatched by the share of their unstated terms.

    Each plan has a lane, or one for each of several products sold side by side. A version whose first day
    is only known to the month or the year is pale while it may not have begun.

    Args:
        plans: the plans to draw, each by its code or name, or a `Plan`; all that the library has if left out.
        until: the last day of the chart; some years after the newest version if left out.
        lang: the language of the chart, `en` or `zh`.

    Raises:
        InvalidScenario: `plans` is empty, or `until` is before the first day of a version.
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: altair is not installed.
    """
    lang = language_of(lang)
    alt, chosen = altair(lang), tuple(all_plans() if plans is None else map(plan_of, plans))
    if not chosen:
        raise InvalidScenario(TIMELINE["no_plan"], field="plans")
    firsts = [version.effective_from for plan in chosen for version in plan.as_known().versions]
    end = until or date(max(firsts).year + AFTER, 1, 1)
    if end <= max(firsts):
        message = say(TIMELINE["too_early"], end=end, newest=max(firsts))
        raise InvalidScenario(message, field="until", given=end)
    lanes = list(_lanes(chosen, lang))
    bars = [bar for lane, (_, versions) in enumerate(lanes) for bar in bars_of(versions, lane, end)]
    start = date(min(bar.first for bar in bars).year, 1, 1)
    pixel = (_ms(end) - _ms(start)) / WIDE
    x = alt.X(
        "left:T",
        scale=alt.Scale(type="utc", domain=[_ms(start), _ms(end)], nice=False),
        axis=axis(alt, None, format="%Y", labelOverlap=True, tickCount="year", gridOpacity=0.5),
    )
    y = alt.Y(
        "bottom:Q",
        scale=alt.Scale(domain=[0, len(lanes)], nice=False),
        axis=names_axis(
            alt,
            [evenly_wrapped(name, lang, 44) for name, _ in reversed(lanes)],
            "floor(datum.value)",
            values=[len(lanes) - lane - 0.5 for lane in range(len(lanes))],
            labelOverlap=False,
            grid=False,
        ),
    )
    kinds = list(dict.fromkeys(kind for bar in bars for kind, _, _ in _sections(bar)))
    order = [kind for kind in COLOURS if kind in kinds]
    kind_names = [phrase(TIMELINE, kind, lang) for kind in order]
    colour = alt.Color(
        "kind:N",
        sort=kind_names,
        scale=alt.Scale(domain=kind_names, range=[COLOURS[kind] for kind in order]),
        legend=legend(alt, None, orient="bottom"),
    )
    count = len(lanes)
    boxes = [row for bar in bars for row in _boxes(bar, count, lanes[bar.lane][0], lang)]
    hatched = [row for bar in bars for row in _hatching(bar, count, pixel)]
    labels = [_label(bar, count, pixel) for bar in bars]
    hints = [
        alt.Tooltip(f"{name}:N", title=phrase(TIMELINE, name, lang))
        for name in ("plan", "first", "terms", "unstated")
    ]
    rect = alt.Chart(alt.Data(values=boxes)).mark_rect(stroke="white", strokeWidth=1)
    rule = alt.Chart(alt.Data(values=hatched)).mark_rule(color=INK, strokeWidth=1, opacity=0.85, aria=False)
    text = alt.Chart(alt.Data(values=labels))
    goes_on = [row for row in labels if row["goes_on"]]
    layers = [
        rect.encode(x=x, x2="right:T", y=y, y2="top:Q", color=colour, tooltip=hints),
        rule.encode(x=x, x2="right:T", y=y, y2="top:Q"),
        text.mark_text(align="left", baseline="bottom", dx=1, dy=-2, fontSize=10, color=INK).encode(
            x=x, y="top:Q", text="first:N"
        ),
        *(
            text.mark_text(
                align="left", baseline="middle", dx=4, fontSize=10, fontWeight="bold", **look
            ).encode(x=x, y="middle:Q", text="share:N")
            for look in HALO
        ),
        alt.Chart(alt.Data(values=goes_on))
        .mark_point(shape="triangle-right", size=90, filled=True, color=BLUE, opacity=1, xOffset=4)
        .encode(x="right:T", y="middle:Q"),
        alt.Chart(alt.Data(values=[{"bottom": lane} for lane in range(1, count)]))
        .mark_rule(color=FAINT, strokeWidth=0.5, opacity=0.4)
        .encode(y=y),
    ]
    silent = sum(bool(bar.unstated) for bar in bars)
    title = phrase(TIMELINE, "title", lang, open=silent, count=len(bars))
    heading = chart_title(alt, title, [phrase(TIMELINE, key, lang) for key in ("hatch", "until")], lang, 760)
    return alt.layer(*layers).properties(title=heading, width=WIDE, height=LANE * count, description=title)


def bars_of(versions: Sequence[PlanVersion], lane: int, end: date) -> Iterator[VersionBar]:
    """The bars of one lane, each up to the first day of the next version, the last up to `end`."""
    for version, after in pairwise((*versions, None)):
        assert version is not None  # noqa: S101  # only the version after the last is None
        known = places(version)
        yield VersionBar(
            version=version,
            lane=lane,
            first=version.answers_from,
            until=after.answers_from if after else end,
            goes_on=after is None,
            unstated=tuple(place.name for place in known if isinstance(place.term, Unstated)),
            terms=len(known),
        )


def _lanes(plans: Sequence[Plan], lang: str) -> Iterator[tuple[str, tuple[PlanVersion, ...]]]:
    """The name and versions of each lane: a plan, or one of its products sold side by side."""
    for plan in plans:
        versions = plan.as_known().versions
        products = list(dict.fromkeys(version.product for version in versions))
        for product in products:
            name = plan.name.in_(lang)
            if len(products) > 1 and product is not None:
                product_name = PRODUCTS[product].in_(lang) if product in PRODUCTS else product
                name = phrase(TIMELINE, "lane", lang, plan=name, product=product_name)
            yield name, tuple(version for version in versions if version.product == product)


def _sections(bar: VersionBar) -> Iterator[tuple[str, date, date]]:
    """The sections of a bar: kind, first day, and the day after the last."""
    sections = (
        ("counts", bar.first, bar.version.effective_from),
        ("within", bar.version.effective_from, bar.known_by),
        ("in_force", bar.known_by, bar.until),
    )
    return (
        (kind, left, min(right, bar.until)) for kind, left, right in sections if left < min(right, bar.until)
    )


def _boxes(bar: VersionBar, count: int, plan: str, lang: str) -> Iterator[dict[str, Any]]:
    bottom = count - bar.lane - 1 + BASE
    names = SEPARATORS[lang].join(name.in_(lang) for name in bar.unstated)
    first = phrase(TIMELINE, f"to_{bar.version.known_to}", lang, first=_first(bar.version))
    for kind, left, right in _sections(bar):
        yield {
            "kind": phrase(TIMELINE, kind, lang),
            "left": _ms(left),
            "right": _ms(right),
            "bottom": bottom,
            "top": bottom + TALL * (0.5 if kind == "counts" else 1),
            "plan": plan,
            "first": first,
            "terms": bar.terms,
            "unstated": names or phrase(TIMELINE, "none", lang),
        }


def hatched_share(bar: VersionBar) -> float:
    """The share of a bar's height that is hatched: the share of its unstated terms, or a thin strip."""
    return max(len(bar.unstated) / bar.terms, LEAST_STRIP) if bar.unstated else 0.0


def _hatching(bar: VersionBar, count: int, pixel: float) -> Iterator[dict[str, Any]]:
    if not (share := hatched_share(bar)):
        return
    bottom = count - bar.lane - 1 + BASE
    area = Rectangle(_ms(bar.version.effective_from), _ms(bar.until), bottom, bottom + TALL * share)
    rise = TALL * share * LANE * pixel  # as wide as high: 45 degrees
    for left, low, right, high in strokes(area, apart=APART * pixel, across=rise):
        yield {"left": round(left), "right": round(right), "bottom": round(low, 4), "top": round(high, 4)}


def _label(bar: VersionBar, count: int, pixel: float) -> dict[str, Any]:
    bottom = count - bar.lane - 1 + BASE
    first = _first(bar.version)
    fits = len(first) * LETTER < (_ms(bar.until) - _ms(bar.first)) / pixel
    return {
        "left": _ms(bar.version.effective_from),
        "right": _ms(bar.until),
        "top": bottom + TALL,
        "middle": bottom + TALL / 2,
        "first": first if fits else first[:4],
        "share": f"{len(bar.unstated)}/{bar.terms}",
        "goes_on": bar.goes_on,
    }


def _first(version: PlanVersion) -> str:
    """The first day of a version, as exactly as it is known."""
    return version.effective_from.isoformat()[: {"day": 10, "month": 7, "year": 4}[version.known_to]]


def _ms(day: date) -> int:
    """A day in milliseconds since 1970, as Vega-Lite counts time."""
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400_000
