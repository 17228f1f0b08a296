"""A tornado chart of sensitivities, the term with the largest swing on top."""

from typing import TYPE_CHECKING

from ..._arguments import checked
from ..._texts import Lang, both, language_of
from ...errors import InvalidScenario
from ...formatting import quantity
from ...money import to_fen
from ..fact_words import of_claims
from ..phrasing import phrase, plan_name, signed_text, sum_text
from ..sensitivity.result import Sensitivities, Sensitivity, Turn, step_text
from ..sums import Shift
from .bars import ChartRow, Range, range_chart
from .canvas import BLUE, ORANGE, altair
from .vocabulary import TORNADO

if TYPE_CHECKING:
    import altair as alt

COLOURS = {"lower": ORANGE, "higher": BLUE}
SHARES = {"lower": (0.0, 0.5), "higher": (0.5, 1.0)}


@checked
def tornado(sensitivities: Sensitivities, *, most: int = 12, lang: Lang | None = None) -> "alt.LayerChart":
    """The movement of the sum with each term lower and higher, the largest swing on top.

    Args:
        sensitivities: the result of `sensitivities`.
        most: the greatest number of terms; the chart states how many are left out.
        lang: the language of the chart, `en` or `zh`.

    Raises:
        InvalidScenario: no term moves the sum, or `most` is not a whole number from 1.
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: altair is not installed.
    """
    lang = language_of(lang)
    altair(lang)
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise InvalidScenario(
            both(f"most is {most!r}; give a whole number from 1", f"most 为 {most!r}；请给出不小于 1 的整数"),
            field="most",
            given=most,
        )
    if not sensitivities.terms:
        raise InvalidScenario(
            both("no term moves the sum; there is nothing to draw", "没有条款使金额变动；无图可画"),
            field="sensitivities",
        )
    terms = sensitivities.terms[:most]
    rows = [ChartRow(one.name.in_(lang), tuple(_turn_lines(one, lang))) for one in terms]
    ranges = [
        Range(number, way, *_ends(turn.shift), share=SHARES[way])
        for number, one in enumerate(terms)
        for way, turn in (("lower", one.lower), ("higher", one.higher))
        if turn is not None and turn.shift is not None
    ]
    kinds = {way: (phrase(TORNADO, way, lang), colour) for way, colour in COLOURS.items()}
    rest = len(sensitivities.terms) - len(terms)
    counts = {"rest": rest, "idle": len(sensitivities.idle), "stuck": len(sensitivities.stuck)}
    base, book = sensitivities.base, sensitivities.book.in_(lang)
    plan = plan_name(sensitivities.plan, lang)
    base_fen = 0 if base.low is None else to_fen(base.low), None if base.high is None else to_fen(base.high)
    below = [
        phrase(
            TORNADO,
            "book",
            lang,
            book=book if plan in book else phrase(TORNADO, "of", lang, plan=plan, book=book),
            base=sum_text(*base_fen, lang),
            step=step_text(sensitivities, lang),
        ),
        of_claims(sensitivities.claim, sensitivities.claims, lang, sensitivities.facts),
        phrase(TORNADO, "bands", lang) if any(not one.stated for one in ranges) else "",
        " ".join(phrase(TORNADO, key, lang, count=count) for key, count in counts.items() if count),
    ]
    title = phrase(TORNADO, "title", lang, term=terms[0].name.in_(lang))
    along = phrase(TORNADO, "sum", lang)
    return range_chart(rows, ranges, kinds, title=title, below=below, along=along, lang=lang)


def _ends(shift: Shift) -> tuple[int, int, bool]:
    """The ends of a movement in fen, the lesser first, and whether it is known exactly.

    Without a known maximum it is the movement of the least, from zero.
    """
    low, other = to_fen(shift.low), 0 if shift.high is None else to_fen(shift.high)
    return min(low, other), max(low, other), shift.amount is not None


def _turn_lines(one: Sensitivity, lang: str) -> list[str]:
    """A line for each other value of a term, with the movement of the sum."""
    return [_turn_line(turn, one.unit, lang) for turn in (one.lower, one.higher) if turn is not None]


def _turn_line(turn: Turn, unit: str, lang: str) -> str:
    value = quantity(turn.value, turn.value, unit, lang)
    if turn.shift is None:
        return phrase(TORNADO, "invalid", lang, value=value)
    low = signed_text(turn.shift.low, lang)
    if turn.shift.high is None:
        movement = phrase(TORNADO, "endless", lang, low=low)
    elif turn.shift.amount is None:
        movement = phrase(TORNADO, "end", lang, low=low, high=signed_text(turn.shift.high, lang))
    else:
        movement = low
    return phrase(TORNADO, "turn", lang, value=value, movement=movement)
