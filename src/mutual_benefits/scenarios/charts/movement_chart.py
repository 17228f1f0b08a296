"""Charts of a revaluation: the distribution of claims by movement, and the movement of each group."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from ..._arguments import checked, wrong
from ..._texts import Lang, both, language_of
from ...errors import InvalidScenario
from ...money import to_fen, to_yuan
from ..phrasing import movement_text, phrase, plan_name, signed_text
from ..revaluation.figures import Line, Stretch
from ..revaluation.result import Revaluation
from ..revaluation.text import line_name
from ..revaluation.vocabulary import MOVES
from ..sums import Bounds
from .bars import ChartRow, Range, range_chart
from .canvas import BLUE, GREY, ORANGE, WIDTH, altair, axis, chart_title, legend, yuan_axis
from .vocabulary import MOVEMENT

if TYPE_CHECKING:
    import altair as alt

Grouping = Literal["tier", "benefit", "year"]
SURE = (0.3, 0.7)
"""The part of a row's height that the bars before a band cover."""


@checked
def movement(revaluation: Revaluation, *, lang: Lang | None = None) -> "alt.LayerChart":
    """A histogram of a revaluation's claims by movement; the subtitle counts those that it leaves out.

    Args:
        revaluation: the result of `revalue`.
        lang: the language of the chart, `en` or `zh`.

    Raises:
        InvalidScenario: no claim moves by a sum that is known exactly.
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: altair is not installed.
    """
    lang = language_of(lang)
    alt = altair(lang)
    total = revaluation.total
    within = total.gain + total.lose - sum(part.claims for part in revaluation.distribution)
    if not revaluation.distribution:
        raise InvalidScenario(
            both(
                f"no claim moves by a sum that is known exactly: {total.stay} are unchanged, {total.open} are"
                f" undetermined, {within} move within bounds",
                f"没有申请的变动金额确定：{total.stay} 件不变，{total.open} 件无法确定，"
                f"{within} 件仅知上下限",
            ),
            field="revaluation",
        )
    shown = {"gain": 0, "lose": 0}
    for part in revaluation.distribution:
        shown[_way(part)] += part.claims
    ways = {way: phrase(MOVEMENT, way, lang, count=f"{count:,}") for way, count in shown.items() if count}
    data = []
    for part in revaluation.distribution:
        least, below = to_fen(part.least), to_fen(part.below)
        ends = (signed_text(end, lang) for end in (part.least, part.below))
        data.append(
            {
                "least": least,
                "below": below,
                "claims": part.claims,
                "zero": 0,
                "way": ways[_way(part)],
                "stretch": phrase(MOVEMENT, "stretch", lang, least=next(ends), below=next(ends)),
                "moved": signed_text(part.movement, lang),
            }
        )
    colours = {"gain": BLUE, "lose": ORANGE}
    bars = alt.Chart(alt.Data(values=data)).mark_rect(stroke="white", strokeWidth=0.6)
    layers = [
        bars.encode(
            x=alt.X("least:Q", axis=yuan_axis(alt, phrase(MOVEMENT, "amount", lang), lang, grid=False)),
            x2="below:Q",
            y=alt.Y("claims:Q", axis=axis(alt, phrase(MOVEMENT, "claims", lang), tickMinStep=1)),
            y2="zero:Q",
            color=alt.Color(
                "way:N",
                sort=list(ways.values()),
                scale=alt.Scale(domain=list(ways.values()), range=[colours[way] for way in ways]),
                legend=legend(alt, None, orient="bottom"),
            ),
            tooltip=[
                alt.Tooltip("stretch:N", title=phrase(MOVEMENT, "from_to", lang)),
                alt.Tooltip("claims:Q", title=phrase(MOVEMENT, "claims", lang), format=","),
                alt.Tooltip("moved:N", title=phrase(MOVEMENT, "moved", lang)),
            ],
        ),
        alt.Chart(alt.Data(values=[{"zero": 0}])).mark_rule(color=GREY).encode(x="zero:Q"),
    ]
    counts = {"claims": total.claims, "gain": total.gain, "lose": total.lose}
    title = phrase(MOVEMENT, "title", lang, **{name: f"{count:,}" for name, count in counts.items()})
    below_title = [_books(revaluation, lang)]
    if total.stay:
        below_title.append(phrase(MOVEMENT, "counts", lang, stay=f"{total.stay:,}"))
    if total.open:
        opened = movement_text(total.opened, lang)
        below_title.append(phrase(MOVEMENT, "open", lang, open=f"{total.open:,}", opened=opened))
    if within:
        sums = movement_text(_within_bounds(revaluation), lang)
        below_title.append(phrase(MOVEMENT, "bounded", lang, count=f"{within:,}", moved=sums))
    below_title.append(_unanswered(revaluation, lang))
    return alt.layer(*layers).properties(
        title=chart_title(alt, title, below_title, lang), width=WIDTH, height=240, description=title
    )


def _way(part: Stretch) -> str:
    return "lose" if part.below <= 0 else "gain"


def _within_bounds(revaluation: Revaluation) -> Bounds:
    """The total movement of the claims that certainly move, but by no sum that is known exactly."""
    total, shown = revaluation.total, sum(to_fen(part.movement) for part in revaluation.distribution)
    ends = ((total.gained.low, total.lost.high), (total.gained.high, total.lost.low))
    low, high = (
        None if more is None or less is None else to_yuan(to_fen(more) - to_fen(less) - shown)
        for more, less in ends
    )
    return Bounds(low=low, high=high)


@checked
def movement_by(revaluation: Revaluation, by: Grouping, *, lang: Lang | None = None) -> "alt.LayerChart":
    """The total movement of each tier, benefit or year of a revaluation, or its bounds where it is open.

    Args:
        revaluation: the result of `revalue`.
        by: `tier`, `benefit` or `year`.
        lang: the language of the chart, `en` or `zh`.

    Raises:
        InvalidScenario: the revaluation has no such lines.
        ValueError: `by` is none of the three, or `lang` is neither `en` nor `zh`.
        MissingExtra: altair is not installed.
    """
    lang = language_of(lang)
    altair(lang)
    lines = {"tier": revaluation.by_tier, "benefit": revaluation.by_benefit, "year": revaluation.by_year}
    if by not in lines:
        raise wrong("by", by, both(f"one of {', '.join(lines)}", f"以下之一：{'、'.join(lines)}"), lines)
    if not lines[by]:
        raise InvalidScenario(
            both(f"the revaluation has no lines {MOVES[by].en.lower()}", f"整批测算没有{MOVES[by].zh}的分项"),
            field="by",
            given=by,
        )
    rows = [
        ChartRow(line_name(line, by, revaluation, lang), tuple(_line_texts(line, lang))) for line in lines[by]
    ]
    ranges = [one for number, line in enumerate(lines[by]) for one in _line_ranges(number, line)]
    kinds = {
        "gain": (phrase(MOVEMENT, "gains", lang), BLUE),
        "lose": (phrase(MOVEMENT, "loses", lang), ORANGE),
        "within": (phrase(MOVEMENT, "within", lang), GREY),
    }
    title = phrase(MOVEMENT, f"by_{by}", lang, sum=movement_text(revaluation.total.movement, lang))
    has_bounds = any(one.kind == "within" for one in ranges)
    below = [
        _books(revaluation, lang),
        phrase(MOVEMENT, "bands", lang) if has_bounds else "",
        _unanswered(revaluation, lang),
    ]
    along = phrase(MOVEMENT, "sum", lang)
    return range_chart(rows, ranges, kinds, title=title, below=below, along=along, lang=lang)


def _ends(movement: Bounds) -> tuple[int | None, int | None, bool]:
    """The bounds of a movement in fen, and whether it is known exactly."""
    low, high = (None if end is None else to_fen(end) for end in (movement.low, movement.high))
    return low, high, movement.amount is not None


def _kind(movement: Bounds) -> str:
    if movement.amount is None:
        return "within"
    return "lose" if movement.amount < 0 else "gain"


def _sure(line: Line) -> dict[str, int]:
    """What the claims of an open line that certainly gain or lose move by at the least, in fen."""
    if line.movement.amount is not None:
        return {}
    sums = {"gain": line.gained.low, "lose": line.lost.low}
    return {kind: to_fen(yuan) * (1 if kind == "gain" else -1) for kind, yuan in sums.items() if yuan}


def _line_ranges(number: int, line: Line) -> Iterator[Range]:
    """The bar or the band of a line, and before a band the bars of what is certain."""
    yield Range(number, _kind(line.movement), *_ends(line.movement))
    for kind, fen in _sure(line).items():
        yield Range(number, kind, fen, fen, True, share=SURE)


def _line_texts(line: Line, lang: str) -> Iterator[str]:
    yield movement_text(line.movement, lang)
    sure = [signed_text(to_yuan(fen), lang) for fen in _sure(line).values()]
    if sure:
        yield phrase(MOVEMENT, "sure", lang, sums=phrase(MOVEMENT, "and", lang).join(sure))


def _books(revaluation: Revaluation, lang: str) -> str:
    return phrase(
        MOVEMENT,
        "books",
        lang,
        plan=plan_name(revaluation.plan, lang),
        claims=f"{revaluation.claims:,}",
        before=revaluation.before.in_(lang),
        after=revaluation.after.in_(lang),
    )


def _unanswered(revaluation: Revaluation, lang: str) -> str:
    count = sum(part.claims for part in revaluation.unanswered)
    return phrase(MOVEMENT, "unanswered", lang, count=f"{count:,}") if count else ""
