"""Comparisons, sensitivities and thresholds in words, in English and in Chinese, and as HTML."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from ..formatting import quantity
from ..sources import Text
from ..vocabulary import REASONS
from .compared import Case, Comparison, Contrast
from .fact_words import fact_said, fact_unit
from .revaluation import Bounds
from .sensed import Sensitivities, Sensitivity
from .shifts import Effect, Shift
from .threshold import Becoming, Threshold
from .wording_why import COMPARED, NEAREST, SENSED

_Words = dict[str, Text]


def comparison_lines(found: Comparison, lang: str) -> list[str]:
    """A comparison, line by line: the sums of each case, then what lies between the base and each other."""
    claim = found.claims + found.unanswered == 1 and found.cases[0].status is not None
    books = {"books": len(found.cases), "plan": found.plan}
    lines = [_say(COMPARED, "claim" if claim else "table", lang, claims=f"{found.claims:,}", **books)]
    if found.unanswered and not claim:
        lines.append(_say(COMPARED, "unanswered", lang, claims=f"{found.unanswered:,}"))
    names = dict(found.names)
    for place, case in enumerate(found.cases, start=1):
        label = case.label.in_(lang)
        lines.append(_say(COMPARED, "case", lang, place=place, label=label, sum=_case(case, lang)))
        lines += [
            _say(COMPARED, "part", lang, name=names[part.benefit].in_(lang), sum=sum_said(part.sum, lang))
            for part in case.parts
            if part.sum.high != 0
        ]
    for contrast in found.contrasts:
        lines += ["", *contrast_lines(contrast, lang)]
    return lines


def _case(case: Case, lang: str) -> str:
    if case.total is None:
        return _say(COMPARED, "invalid", lang, why=case.reason)
    return sum_said(case.total, lang)


def contrast_lines(contrast: Contrast, lang: str) -> list[str]:
    """What lies between two cases, line by line."""
    ends = {"before": contrast.before.in_(lang), "after": contrast.after.in_(lang)}
    if contrast.difference is None:
        return [_say(COMPARED, "against", lang, **ends, shift=COMPARED["no_sum"].in_(lang))]
    lines = [_say(COMPARED, "against", lang, **ends, shift=shift_said(contrast.difference, lang))]
    matter = [effect for effect in contrast.effects if effect.matters]
    if not contrast.effects and not contrast.steps:
        return [*lines, COMPARED["same"].in_(lang)]
    lines.append(COMPARED["alone"].in_(lang))
    lines += [_effect(effect, lang) for effect in matter]
    idle = len(contrast.effects) - len(matter)
    if idle:
        lines.append(_say(COMPARED, "idle", lang, number=idle))
    if contrast.interaction is not None and not contrast.interaction.none:
        lines.append(_say(COMPARED, "interaction", lang, shift=shift_said(contrast.interaction, lang)))
    if contrast.steps:
        lines.append(COMPARED["steps"].in_(lang))
    for step in contrast.steps:
        after = sum_said(Bounds(low=step.low, high=step.high), lang)
        moved = shift_said(step.shift, lang)
        lines.append(_say(COMPARED, "step", lang, name=step.name.in_(lang), shift=moved, sum=after))
    return lines


def _effect(effect: Effect, lang: str) -> str:
    told = {name: getattr(effect, name).in_(lang) for name in ("name", "before", "after")}
    forward, backward = (
        COMPARED["unknown"].in_(lang) if shift is None else shift_said(shift, lang)
        for shift in (effect.forward, effect.backward)
    )
    what = "effect_alike" if forward == backward else "effect"
    return _say(COMPARED, what, lang, **told, forward=forward, backward=backward)


def sensitivity_lines(found: Sensitivities, lang: str) -> list[str]:
    """Sensitivities, line by line: the terms that matter, and how many do not."""
    lines = [
        _say(SENSED, "heading", lang, book=found.book.in_(lang), step=found.step),
        _say(SENSED, "base", lang, claims=f"{found.claims:,}", sum=sum_said(found.base, lang)),
    ]
    for one in found.terms:
        now = SENSED["unstated"].in_(lang) if one.value is None else _value(one, one.value, lang)
        lines.append(_say(SENSED, "term", lang, name=one.name.in_(lang), value=now))
        for turn in (one.lower, one.higher):
            if turn is not None:
                value = _value(one, turn.value, lang)
                shift = None if turn.shift is None else shift_said(turn.shift, lang)
                what = "stuck_turn" if shift is None else "turn"
                lines.append(_say(SENSED, what, lang, value=value, shift=shift))
    comma = "、" if lang == "zh" else ", "
    for what, paths in (("idle", found.idle), ("stuck", found.stuck)):
        if paths:
            lines.append(_say(SENSED, what, lang, number=len(paths), paths=comma.join(paths)))
    return lines


def _value(one: Sensitivity, value: int | Decimal, lang: str) -> str:
    return quantity(value, value, one.unit, lang)


def threshold_line(found: Threshold, lang: str) -> str:
    """A threshold in one sentence."""
    away, at = found.away, fact_said(found.path, found.at).in_(lang)
    name = found.name.in_(lang)
    if isinstance(found.at, date):
        words, by = ("earlier", "later"), fact_said("days", abs(away)).in_(lang)
    else:
        words = ("fewer" if fact_unit(found.path) == "day" else "less", "more")
        by = fact_said(found.path, abs(found.away)).in_(lang)
    way = _say(NEAREST, words[away > 0], lang, by=by) if away else NEAREST["now"].in_(lang)
    told: dict[str, Any] = {"name": name, "way": way, "at": at}
    if found.sum is None or found.shift is None:
        return _say(NEAREST, "unanswered", lang, **told)
    told["sum"] = sum_said(found.sum, lang)
    if found.kind == "cap":
        return _say(NEAREST, "floor" if found.shift.low < 0 else "cap", lang, **told)
    told["changes"] = "".join(_changes(found.changes, lang))
    if found.shift.none:
        return _say(NEAREST, "unmoved", lang, **told)
    amount = found.shift.amount
    shift = NEAREST["opened"].in_(lang)
    if amount is not None:
        size = quantity(abs(amount), abs(amount), "yuan", lang)
        shift = _say(NEAREST, "plus" if amount > 0 else "minus", lang, sum=size)
    return _say(NEAREST, "moved", lang, **told, shift=shift)


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
        yield _say(NEAREST, what, lang, name=comma.join(names), why=why)


def sum_said(sums: Bounds, lang: str) -> str:
    """A sum, or its bounds, in words."""
    return quantity(sums.low or Decimal("0.00"), sums.high, "yuan", lang)


def shift_said(shift: Shift, lang: str) -> str:
    """By how much a sum moves, with its sign; both ends where these move differently."""
    if shift.none:
        return COMPARED["nothing"].in_(lang)
    if shift.amount is not None:
        return _signed(shift.low, lang)
    high = COMPARED["open"].in_(lang) if shift.high is None else _signed(shift.high, lang)
    return _say(COMPARED, "ends", lang, low=_signed(shift.low, lang), high=high)


def _signed(amount: Decimal, lang: str) -> str:
    size = quantity(abs(amount), abs(amount), "yuan", lang)
    return f"{'+' if amount > 0 else '−' if amount < 0 else '±'}{size}"


def html(found: Any, lang: str = "en") -> str:
    """The same lines as HTML, every word escaped."""
    return f"<pre>{escape(found.explain(lang))}</pre>"


def _say(words: _Words, what: str, lang: str, **details: Any) -> str:
    return words[what].in_(lang).format(**details)
