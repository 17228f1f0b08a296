"""How much each term matters: a tornado, the term that matters most on top."""

from typing import TYPE_CHECKING

from ...errors import InvalidScenario
from ...formatting import quantity
from ...money import to_fen
from ..phrasing import in_, plan_named, signed, sums
from ..sensitivity.result import Sensitivities, Sensitivity, Turn
from ..sums import Shift
from .bars import ChartRow, Range, drawn_ranges
from .canvas import BLUE, VERMILION, altair
from .vocabulary import TORNADO

if TYPE_CHECKING:
    import altair as alt

COLOURS = {"lower": VERMILION, "higher": BLUE}
SHARES = {"lower": (0.0, 0.5), "higher": (0.5, 1.0)}


def tornado(sensitivities: Sensitivities, *, most: int = 12, lang: str = "en") -> "alt.LayerChart":
    """By how much the sum moves with each term lower and higher, the largest swing on top.

    Args:
        sensitivities: what `sensitivities` gave.
        most: so many terms are drawn; the picture says how many are left out.
        lang: the language of the picture, `en` or `zh`.

    Raises:
        InvalidScenario: no term moves the sum, or `most` is no whole number from 1.
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: altair is not installed.
    """
    altair(lang)
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise InvalidScenario(f"most is {most!r}; give a whole number from 1")
    if not sensitivities.terms:
        raise InvalidScenario("no term moves the sum, so that there is nothing to draw")
    terms = sensitivities.terms[:most]
    rows = [ChartRow(one.name.in_(lang), tuple(_said(one, lang))) for one in terms]
    ranges = [
        Range(number, way, *_ends(turn.shift), share=SHARES[way])
        for number, one in enumerate(terms)
        for way, turn in (("lower", one.lower), ("higher", one.higher))
        if turn is not None and turn.shift is not None
    ]
    kinds = {way: (in_(TORNADO, way, lang), colour) for way, colour in COLOURS.items()}
    rest = len(sensitivities.terms) - len(terms)
    counts = {"rest": rest, "idle": len(sensitivities.idle), "stuck": len(sensitivities.stuck)}
    base, book = sensitivities.base, sensitivities.book.in_(lang)
    plan = plan_named(sensitivities.plan, lang)
    base_fen = 0 if base.low is None else to_fen(base.low), None if base.high is None else to_fen(base.high)
    below = [
        in_(
            TORNADO,
            "book",
            lang,
            book=book if plan in book else in_(TORNADO, "of", lang, plan=plan, book=book),
            base=sums(*base_fen, lang),
            step=sensitivities.step,
        ),
        in_(TORNADO, "bands", lang) if any(not one.stated for one in ranges) else "",
        " ".join(in_(TORNADO, what, lang, count=count) for what, count in counts.items() if count),
    ]
    title, along = in_(TORNADO, "title", lang), in_(TORNADO, "sum", lang)
    return drawn_ranges(rows, ranges, kinds, title=title, below=below, along=along, lang=lang)


def _ends(shift: Shift) -> tuple[int, int, bool]:
    """The ends of a movement in fen, the lesser first, and whether it is one movement and known.

    Where no most is known it is that of the least, from nought.
    """
    low, other = to_fen(shift.low), 0 if shift.high is None else to_fen(shift.high)
    return min(low, other), max(low, other), shift.amount is not None


def _said(one: Sensitivity, lang: str) -> list[str]:
    """What each turn of a term makes of the sum, a line each."""
    return [_turn(turn, one.unit, lang) for turn in (one.lower, one.higher) if turn is not None]


def _turn(turn: Turn, unit: str, lang: str) -> str:
    value = quantity(turn.value, turn.value, unit, lang)
    if turn.shift is None:
        return in_(TORNADO, "not", lang, value=value)
    low = signed(turn.shift.low, lang)
    if turn.shift.high is None:
        moved = in_(TORNADO, "endless", lang, low=low)
    elif turn.shift.amount is None:
        moved = in_(TORNADO, "end", lang, low=low, high=signed(turn.shift.high, lang))
    else:
        moved = low
    return in_(TORNADO, "turn", lang, value=value, moved=moved)
