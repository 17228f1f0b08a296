"""How a portfolio moves: how many claims by how much, and what its parts move by in all."""

from typing import TYPE_CHECKING, Literal

from ...errors import InvalidScenario
from ...money import to_fen
from ...vocabulary import KEYS
from ..phrasing import in_, moved_by, plan_named, signed
from ..revaluation.figures import Line
from ..revaluation.result import Revaluation
from ..revaluation.vocabulary import MOVES
from ..sums import Bounds
from .bars import ChartRow, Range, drawn_ranges
from .canvas import BLUE, GREY, VERMILION, WIDTH, altair, axis, legend, titled, yuan_axis
from .vocabulary import MOVEMENT

if TYPE_CHECKING:
    import altair as alt

By = Literal["tier", "benefit", "year"]


def movement(revaluation: Revaluation, *, lang: str = "en") -> "alt.LayerChart":
    """How many claims of a revaluation move by how much; those that stay, or are open, are told in words.

    Args:
        revaluation: what `revalue` gave.
        lang: the language of the picture, `en` or `zh`.

    Raises:
        InvalidScenario: no claim surely moves.
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: altair is not installed.
    """
    alt = altair(lang)
    total = revaluation.total
    if not revaluation.distribution:
        raise InvalidScenario(
            f"no claim surely moves: {total.stay} stay and {total.open} are open; there is nothing to draw"
        )
    ways = {
        way: in_(MOVEMENT, way, lang, count=f"{count:,}")
        for way, count in (("gain", total.gain), ("lose", total.lose))
        if count
    }
    data = []
    for part in revaluation.distribution:
        least, below = to_fen(part.least), to_fen(part.below)
        ends = (signed(end, lang) for end in (part.least, part.below))
        data.append(
            {
                "least": least,
                "below": below,
                "claims": part.claims,
                "none": 0,
                "way": ways["lose" if below <= 0 else "gain"],
                "stretch": in_(MOVEMENT, "stretch", lang, least=next(ends), below=next(ends)),
                "moved": signed(part.movement, lang),
            }
        )
    colours = {"gain": BLUE, "lose": VERMILION}
    bars = alt.Chart(alt.Data(values=data)).mark_rect(stroke="white", strokeWidth=0.6)
    layers = [
        bars.encode(
            x=alt.X("least:Q", axis=yuan_axis(alt, in_(MOVEMENT, "amount", lang), grid=False)),
            x2="below:Q",
            y=alt.Y("claims:Q", axis=axis(alt, in_(MOVEMENT, "claims", lang), tickMinStep=1)),
            y2="none:Q",
            color=alt.Color(
                "way:N",
                sort=list(ways.values()),
                scale=alt.Scale(domain=list(ways.values()), range=[colours[way] for way in ways]),
                legend=legend(alt, None, orient="bottom"),
            ),
            tooltip=[
                alt.Tooltip("stretch:N", title=in_(MOVEMENT, "from_to", lang)),
                alt.Tooltip("claims:Q", title=in_(MOVEMENT, "claims", lang), format=","),
                alt.Tooltip("moved:N", title=in_(MOVEMENT, "moved", lang)),
            ],
        ),
        alt.Chart(alt.Data(values=[{"zero": 0}])).mark_rule(color=GREY).encode(x="zero:Q"),
    ]
    title = in_(MOVEMENT, "title", lang)
    below_title = [_books(revaluation, lang)]
    if total.stay:
        below_title.append(in_(MOVEMENT, "counts", lang, stay=f"{total.stay:,}"))
    if total.open:
        opened = moved_by(total.opened, lang)
        below_title.append(in_(MOVEMENT, "open", lang, open=f"{total.open:,}", opened=opened))
    below_title.append(_unanswered(revaluation, lang))
    return alt.layer(*layers).properties(
        title=titled(alt, title, below_title, lang), width=WIDTH, height=240, description=title
    )


def movement_by(revaluation: Revaluation, by: By, *, lang: str = "en") -> "alt.LayerChart":
    """What each tier, benefit or year of a revaluation moves by in all; where that is open, its bounds.

    Args:
        revaluation: what `revalue` gave.
        by: `tier`, `benefit` or `year`.
        lang: the language of the picture, `en` or `zh`.

    Raises:
        InvalidScenario: the revaluation has no such lines.
        ValueError: `by` is none of the three, or `lang` is neither `en` nor `zh`.
        MissingExtra: altair is not installed.
    """
    altair(lang)
    lines = {"tier": revaluation.by_tier, "benefit": revaluation.by_benefit, "year": revaluation.by_year}
    if by not in lines:
        raise ValueError(f"by is {by!r}; give one of {', '.join(lines)}")
    if not lines[by]:
        raise InvalidScenario(f"the revaluation has no lines by {by}")
    rows = [
        ChartRow(line_name(line, by, revaluation, lang), (moved_by(line.movement, lang),))
        for line in lines[by]
    ]
    ranges = [
        Range(number, _kind(line.movement), *_ends(line.movement)) for number, line in enumerate(lines[by])
    ]
    kinds = {
        "gain": (in_(MOVEMENT, "gains", lang), BLUE),
        "lose": (in_(MOVEMENT, "loses", lang), VERMILION),
        "within": (in_(MOVEMENT, "within", lang), GREY),
    }
    title = in_(MOVEMENT, f"by_{by}", lang)
    open_ = any(one.kind == "within" for one in ranges)
    below = [
        _books(revaluation, lang),
        in_(MOVEMENT, "bands", lang) if open_ else "",
        _unanswered(revaluation, lang),
    ]
    along = in_(MOVEMENT, "sum", lang)
    return drawn_ranges(rows, ranges, kinds, title=title, below=below, along=along, lang=lang)


def line_name(line: Line, by: str, revaluation: Revaluation, lang: str) -> str:
    """What a line is of, by the kind of its group: `tier`, `benefit` or `year`."""
    if line.of is None:
        return MOVES["no_tier"].in_(lang)
    if by == "benefit":
        return dict(revaluation.names)[str(line.of)].in_(lang)
    return KEYS[line.of].in_(lang) if line.of in KEYS else str(line.of)


def _ends(moved: Bounds) -> tuple[int | None, int | None, bool]:
    """The bounds of a movement in fen, and whether it is one and known."""
    low, high = (None if end is None else to_fen(end) for end in (moved.low, moved.high))
    return low, high, moved.amount is not None


def _kind(moved: Bounds) -> str:
    if moved.amount is None:
        return "within"
    return "lose" if moved.amount < 0 else "gain"


def _books(revaluation: Revaluation, lang: str) -> str:
    return in_(
        MOVEMENT,
        "books",
        lang,
        plan=plan_named(revaluation.plan, lang),
        claims=f"{revaluation.claims:,}",
        before=revaluation.before.in_(lang),
        after=revaluation.after.in_(lang),
    )


def _unanswered(revaluation: Revaluation, lang: str) -> str:
    count = sum(part.claims for part in revaluation.unanswered)
    return in_(MOVEMENT, "unanswered", lang, count=f"{count:,}") if count else ""
