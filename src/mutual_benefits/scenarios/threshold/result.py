"""A value of one fact at which the result of a claim changes."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, Literal

from ...assessment.assessment import Assessment
from ...formatting import quantity, refusal
from ...frozen import Frozen
from ...money import to_fen, to_yuan
from ...sources import Text
from ..fact_words import fact_text, fact_unit
from ..phrasing import bounds_text, change_text, phrase
from ..printable import Printable
from ..sums import Bounds, Shift
from .vocabulary import THRESHOLD

_phrase = partial(phrase, THRESHOLD)


class Becoming(Frozen):
    """The change of one benefit: its status, and the reason of a refusal, before and after the threshold."""

    benefit: str
    name: Text
    before: str
    after: str
    reason_before: str | None
    reason_after: str | None
    refusal_before: Text | None = None
    refusal_after: Text | None = None
    """The words of a refusal, where the rule book gives its own."""


class Threshold(Printable):
    """A value of one fact at which the result of a claim changes, with all other facts unchanged.

    `kind` is `next` for the nearest value, above or below, at which the result changes (a sum, a status,
    the reason of a refusal), and `cap` for the least value above which the sum stays the same.
    `value` is the claim's value, `at` the threshold: a day, a number, or money in yuan. `sum` is the
    total at the threshold; it is None where the rule book cannot answer, and `why` gives the reason.
    """

    path: str
    name: Text
    kind: Literal["next", "cap"]
    value: date | Decimal | int
    at: date | Decimal | int
    sum: Bounds | None
    shift: Shift | None
    changes: tuple[Becoming, ...] = ()
    why: Text | None = None

    @property
    def away(self) -> Decimal | int:
        """The distance to the threshold, positive if the value must rise: days, numbers or yuan."""
        if isinstance(self.at, Decimal) and isinstance(self.value, Decimal):
            return to_yuan(to_fen(self.at) - to_fen(self.value))
        difference: Any = self.at - self.value  # type: ignore[operator]  # two numbers of one kind
        return difference.days if isinstance(difference, timedelta) else difference

    def _lines(self, lang: str) -> list[str]:
        return [threshold_line(self, lang)]


def threshold_line(threshold: Threshold, lang: str) -> str:
    """A threshold in one sentence."""
    away = threshold.away
    if isinstance(threshold.at, date):
        directions, by = ("earlier", "later"), fact_text("days", abs(away)).in_(lang)
    else:
        unit = fact_unit(threshold.path, away)
        distance = away.copy_abs() if isinstance(away, Decimal) else abs(away)
        directions = ("fewer" if unit == "day" else "less", "more")
        by = quantity(distance, distance, "" if unit == "ordinal" else unit, lang)  # 减少1, not 减少第1次
    way = _phrase(directions[away > 0], lang, by=by) if away else _phrase("now", lang)
    at = fact_text(threshold.path, threshold.at).in_(lang)
    details = {"name": threshold.name.in_(lang), "way": way, "at": at}
    if threshold.sum is None or threshold.shift is None:
        why = threshold.why.in_(lang) if threshold.why else ""
        return _phrase("unanswered", lang, **details, why=why)
    details["sum"] = bounds_text(threshold.sum, lang)
    if threshold.kind == "cap":
        return _phrase("floor" if threshold.shift.low < 0 else "cap", lang, **details)
    details["changes"] = "".join(_changes(threshold.changes, lang))
    if threshold.shift.none:
        return _phrase("unmoved", lang, **details)
    amount = threshold.shift.amount
    if amount is None:
        change = change_text(threshold.shift, threshold.sum, lang)
        return _phrase("opened", lang, **details, shift=change)
    size = quantity(amount.copy_abs(), amount.copy_abs(), "yuan", lang)
    shift = _phrase("plus" if amount > 0 else "minus", lang, sum=size)
    return _phrase("moved", lang, **details, shift=shift)


def _changes(changes: tuple[Becoming, ...], lang: str) -> Iterator[str]:
    """New and lifted refusals, each reason with the benefits that it concerns."""
    benefits: dict[tuple[str, Text], list[str]] = {}
    for change in changes:
        if change.reason_after is not None and change.before != "nil":
            key = "refused", refusal(change.reason_after, change.refusal_after)
        elif change.reason_before is not None and change.after != "refused":
            key = "answered", refusal(change.reason_before, change.refusal_before)
        else:
            continue
        benefits.setdefault(key, []).append(change.name.in_(lang))
    comma = "、" if lang == "zh" else ", "
    for (what, why), names in benefits.items():
        yield _phrase(what, lang, name=comma.join(names), why=why.in_(lang))


def becomings(before: Assessment | None, after: Assessment | None) -> tuple[Becoming, ...]:
    """The benefits whose status, or reason of a refusal, differs between two answers; none without both."""
    if before is None or after is None:
        return ()
    old = {part.benefit: part for part in before.entitlements}
    return tuple(
        Becoming(
            benefit=new.benefit,
            name=new.name,
            before=old[new.benefit].status,
            after=new.status,
            reason_before=old[new.benefit].reason,
            reason_after=new.reason,
            refusal_before=old[new.benefit].refusal,
            refusal_after=new.refusal,
        )
        for new in after.entitlements
        if new.benefit in old
        and (old[new.benefit].status, old[new.benefit].reason) != (new.status, new.reason)
    )
