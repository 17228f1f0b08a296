"""A value of one fact at which the result of a claim changes."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Literal

from ...formatting import quantity
from ...frozen import Frozen
from ...sources import Text
from ...vocabulary import REASONS
from ..claim_facts import fact_said, fact_unit
from ..phrasing import in_, sum_said
from ..printable import Printable
from ..sums import Bounds, Shift
from .vocabulary import NEAREST

_say = partial(in_, NEAREST)


class Becoming(Frozen):
    """What becomes of one benefit: its status and the reason of a refusal, here and there."""

    benefit: str
    name: Text
    before: str
    after: str
    reason_before: str | None
    reason_after: str | None


class Threshold(Printable):
    """A value of one fact at which the result of a claim changes, all other facts staying as they are.

    `kind` is `next` for the nearest value, above or below, at which the result changes (a sum, a status,
    the reason of a refusal); `cap` for the least value from which more makes no difference to the sum.
    `value` is what the claim says, `at` the threshold: a day, a number, or money in yuan. `sum` is the
    total there, and None where the rule book cannot answer, of which `why` says why.
    """

    path: str
    name: Text
    kind: Literal["next", "cap"]
    value: date | Decimal | int
    at: date | Decimal | int
    sum: Bounds | None
    shift: Shift | None
    changes: tuple[Becoming, ...] = ()
    why: str | None = None

    @property
    def away(self) -> Decimal | int:
        """By how much the value must rise (above 0) or fall: days, numbers, yuan."""
        if isinstance(self.at, date) and isinstance(self.value, date):
            return (self.at - self.value).days
        difference: Any = self.at - self.value  # type: ignore[operator]  # two numbers of one kind
        return difference  # type: ignore[no-any-return]

    def _lines(self, lang: str) -> list[str]:
        return [threshold_line(self, lang)]


def threshold_line(found: Threshold, lang: str) -> str:
    """A threshold in one sentence."""
    away, at = found.away, fact_said(found.path, found.at).in_(lang)
    name = found.name.in_(lang)
    if isinstance(found.at, date):
        words, by = ("earlier", "later"), fact_said("days", abs(away)).in_(lang)
    else:
        words = ("fewer" if fact_unit(found.path) == "day" else "less", "more")
        by = fact_said(found.path, abs(found.away)).in_(lang)
    way = _say(words[away > 0], lang, by=by) if away else NEAREST["now"].in_(lang)
    told: dict[str, Any] = {"name": name, "way": way, "at": at}
    if found.sum is None or found.shift is None:
        return _say("unanswered", lang, **told)
    told["sum"] = sum_said(found.sum, lang)
    if found.kind == "cap":
        return _say("floor" if found.shift.low < 0 else "cap", lang, **told)
    told["changes"] = "".join(_changes(found.changes, lang))
    if found.shift.none:
        return _say("unmoved", lang, **told)
    amount = found.shift.amount
    shift = NEAREST["opened"].in_(lang)
    if amount is not None:
        size = quantity(abs(amount), abs(amount), "yuan", lang)
        shift = _say("plus" if amount > 0 else "minus", lang, sum=size)
    return _say("moved", lang, **told, shift=shift)


def _changes(changes: tuple[Becoming, ...], lang: str) -> Iterator[str]:
    """Refusals that come and go, each reason with the benefits that it strikes."""
    told: dict[tuple[str, str], list[str]] = {}
    for one in changes:
        if one.reason_after is not None and one.before != "nil":
            told.setdefault(("refused", one.reason_after), []).append(one.name.in_(lang))
        elif one.reason_before is not None and one.after != "refused":
            told.setdefault(("answered", one.reason_before), []).append(one.name.in_(lang))
    comma = "、" if lang == "zh" else ", "
    for (what, reason), names in told.items():
        why = REASONS[reason].in_(lang) if reason in REASONS else reason
        yield _say(what, lang, name=comma.join(names), why=why)
