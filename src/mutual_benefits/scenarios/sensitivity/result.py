"""The result of a sensitivity analysis: the sum with each term lower and higher, ranked."""

from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, overload

from ..._arguments import checked
from ..._texts import AND, both, listed, say
from ...claims import Claim
from ...formatting import LANGUAGES, quantity
from ...frozen import Frozen
from ...money import CENT, EXACT, to_fen
from ...rulebook.term_path import Place
from ...sources import Text
from ...tables.frame_builder import Backend, check_backend, frame_of_rows
from ...vocabulary import HUNDREDTHS
from ..phrasing import bounds_text, change_text, phrase
from ..printable import Printable
from ..sums import Bounds, Shift
from .vocabulary import SENSITIVITY

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

_phrase = partial(phrase, SENSITIVITY)


class Turn(Frozen):
    """A term with another value: that value, the sum under it, and the change of the sum.

    `value` is as people write it, in the unit of the term. All but `value` are None where the rule
    book would contradict itself with that value, or could not answer the claims.
    """

    value: int | Decimal
    sum: Bounds | None
    shift: Shift | None


class Sensitivity(Frozen):
    """One term: its path, its value, and the sums with the term lower and higher.

    `value` is None for an unstated term, which is set to the ends of its bounds. `lower` is None where the
    term cannot be lower, being 0 or at its least; `higher` is None where no greater value is known.
    `swing` is the greatest difference of the least or the most that is due, among the present, the lower
    and the higher value, in yuan; None where it has no known bound.
    """

    path: str
    name: Text
    unit: str
    value: int | Decimal | None
    lower: Turn | None
    higher: Turn | None
    swing: Decimal | None

    @property
    def matters(self) -> bool:
        """Whether the term affects the sum."""
        return self.swing is None or self.swing > 0


class Sensitivities(Printable):
    """The sensitivity of a claim's or a table's sum to each term of a rule book, the largest swing first.

    `terms` are those that affect the sum, those without a known bound first; `idle` are the paths of terms
    without an effect, and `stuck` of terms that could not be changed: the rule book or the claims would be
    invalid, or the step is less than half of the term's whole unit. `step` is the percentage that was given,
    or the step of each term in words. `claim` is None for a table; `facts` are the names of the
    facts that the book declares, and of their words. Sums are `Decimal` yuan.
    """

    plan: str
    book: Text
    step: str | Text
    claims: int
    base: Bounds
    terms: tuple[Sensitivity, ...]
    idle: tuple[str, ...]
    stuck: tuple[str, ...]
    claim: Claim | None = None
    facts: tuple[tuple[str, Text], ...] = ()

    def _lines(self, lang: str) -> list[str]:
        return sensitivity_lines(self, lang)

    @overload
    def frame(self, *, backend: Literal["polars"] = ...) -> "pl.DataFrame": ...
    @overload
    def frame(self, *, backend: Literal["pandas"]) -> "pd.DataFrame": ...
    @overload
    def frame(self, *, backend: Literal["pyarrow"]) -> "pa.Table": ...
    @checked
    def frame(self, *, backend: Backend = "polars") -> Any:
        """A row for each term that affects the sum, the largest swing first, with money in whole fen.

        Raises:
            InvalidScenario, MissingExtra: the backend is unknown, or not installed.
        """
        check_backend(backend)
        rows = []
        for term in self.terms:
            values = [None if term.value is None else str(term.value)]
            shifts: list[Any] = []
            for turn in (term.lower, term.higher):
                shift = turn.shift if turn else None
                values.append(str(turn.value) if turn else None)
                for end in (shift.low, shift.high) if shift else (None, None):
                    shifts.append(None if end is None else to_fen(end))
            swing = None if term.swing is None else to_fen(term.swing)
            rows.append([term.path, term.name.en, term.name.zh, term.unit, *values, *shifts, swing])
        return frame_of_rows(rows, _COLUMNS, backend)


_COLUMNS = dict.fromkeys(
    ("path", "name", "name_zh", "unit", "value", "lower", "higher"), str
) | dict.fromkeys(
    (
        "lower_shift_low_fen",
        "lower_shift_high_fen",
        "higher_shift_low_fen",
        "higher_shift_high_fen",
        "swing_fen",
    ),
    int,
)


def sensitivity_lines(result: Sensitivities, lang: str) -> list[str]:
    """The lines of the text: the terms that affect the sum, and the number of those that do not."""
    lines = [
        _phrase("heading", lang, book=result.book.in_(lang), step=step_text(result, lang)),
        _phrase("base", lang, claims=f"{result.claims:,}", sum=bounds_text(result.base, lang)),
    ]
    for term in result.terms:
        now = _phrase("unstated", lang) if term.value is None else _value_text(term, term.value, lang)
        lines.append(_phrase("term", lang, name=term.name.in_(lang), value=now))
        for turn in (term.lower, term.higher):
            if turn is not None:
                value = _value_text(term, turn.value, lang)
                if turn.shift is None or turn.sum is None:
                    lines.append(_phrase("stuck_turn", lang, value=value))
                else:
                    shift = change_text(turn.shift, turn.sum, lang)
                    lines.append(_phrase("turn", lang, value=value, shift=shift))
    comma = "、" if lang == "zh" else ", "
    for key, paths in (("idle", result.idle), ("stuck", result.stuck)):
        if paths:
            lines.append(_phrase(key, lang, number=len(paths), paths=comma.join(paths)))
    return lines


def steps_in_words(steps: Iterable[tuple[Place, Decimal | int]]) -> Text:
    """Each term with its step and the unit; a flag is inverted, whatever its step is."""
    words = []
    for place, by in steps:
        unit = HUNDREDTHS.get(place.unit, place.unit)
        value = Decimal(by).quantize(CENT, context=EXACT) if place.unit in HUNDREDTHS else by
        sizes = both(*(quantity(value, value, unit, lang) for lang in LANGUAGES))
        words.append(place.name if unit == "flag" else say(SENSITIVITY["step"], name=place.name, by=sizes))
    return listed(words, by=AND)


def step_text(result: Sensitivities, lang: str) -> str:
    """A percentage, or the step of each term."""
    return result.step if isinstance(result.step, str) else result.step.in_(lang)


def _value_text(term: Sensitivity, value: int | Decimal, lang: str) -> str:
    unit = "age" if {"least", "below"} & set(term.path.split(".")) else term.unit
    return quantity(value, value, unit, lang)
