"""How much each term matters: the sum with the term lower and higher, ranked."""

from decimal import Decimal
from functools import partial
from typing import Any

from ...formatting import quantity
from ...frozen import Frozen
from ...money import to_fen
from ...sources import Text
from ...tables.frame_builder import Backend, check_backend, frame_of_rows
from ..phrasing import in_, shift_said, sum_said
from ..printable import Printable
from ..sums import Bounds, Shift
from .vocabulary import SENSED

_say = partial(in_, SENSED)


class Turn(Frozen):
    """A term at another figure: what it then says, what the claims then come to, and the shift from now.

    `value` is as people write it, in the unit of the term. All but `value` are None where the rule
    book would contradict itself with that figure, or the claims could not be answered.
    """

    value: int | Decimal
    sum: Bounds | None
    shift: Shift | None


class Sensitivity(Frozen):
    """One term: where it stands, what it says, and the sums with it lower and higher.

    `value` is None for an unstated term; it goes to the ends of its bounds. `lower` is None where the
    term cannot be lower, being 0 or at its least; `higher` where no greater figure is known.
    `swing` is the greatest movement of the least or the most that is due, from now to each turn and
    from turn to turn, in yuan; None where it has no known bound.
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
        """Whether the sum moves with the term."""
        return self.swing is None or self.swing > 0


class Sensitivities(Printable):
    """How much each term of a rule book matters to a claim or a table: a tornado, the largest swing first.

    `terms` are those that matter, those without a known bound first; `idle` the paths of those that were
    turned and move nothing, and `stuck` of those that could not be turned, since the rule book or the
    claims would not stand it.
    Sums are `Decimal` yuan.
    """

    plan: str
    book: Text
    step: str
    claims: int
    base: Bounds
    terms: tuple[Sensitivity, ...]
    idle: tuple[str, ...]
    stuck: tuple[str, ...]

    def _lines(self, lang: str) -> list[str]:
        return sensitivity_lines(self, lang)

    def frame(self, *, backend: Backend = "polars") -> Any:
        """A row for each term that matters, the largest swing first; money in whole fen, null where open.

        Raises:
            InvalidScenario, MissingExtra: there is no such backend, or it is not installed.
        """
        check_backend(backend)
        rows = []
        for one in self.terms:
            told = [None if one.value is None else str(one.value)]
            turns: list[Any] = []
            for turn in (one.lower, one.higher):
                shift = turn.shift if turn else None
                told.append(str(turn.value) if turn else None)
                for end in (shift.low, shift.high) if shift else (None, None):
                    turns.append(None if end is None else to_fen(end))
            swing = None if one.swing is None else to_fen(one.swing)
            rows.append([one.path, one.name.en, one.name.zh, one.unit, *told, *turns, swing])
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


def sensitivity_lines(found: Sensitivities, lang: str) -> list[str]:
    """Sensitivities, line by line: the terms that matter, and how many do not."""
    lines = [
        _say("heading", lang, book=found.book.in_(lang), step=found.step),
        _say("base", lang, claims=f"{found.claims:,}", sum=sum_said(found.base, lang)),
    ]
    for one in found.terms:
        now = SENSED["unstated"].in_(lang) if one.value is None else _value(one, one.value, lang)
        lines.append(_say("term", lang, name=one.name.in_(lang), value=now))
        for turn in (one.lower, one.higher):
            if turn is not None:
                value = _value(one, turn.value, lang)
                shift = None if turn.shift is None else shift_said(turn.shift, lang)
                what = "stuck_turn" if shift is None else "turn"
                lines.append(_say(what, lang, value=value, shift=shift))
    comma = "、" if lang == "zh" else ", "
    for what, paths in (("idle", found.idle), ("stuck", found.stuck)):
        if paths:
            lines.append(_say(what, lang, number=len(paths), paths=comma.join(paths)))
    return lines


def _value(one: Sensitivity, value: int | Decimal, lang: str) -> str:
    unit = "age" if {"least", "below"} & set(one.path.split(".")) else one.unit
    return quantity(value, value, unit, lang)
