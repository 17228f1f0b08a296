"""The text of a comparison, in English and in Chinese."""

from functools import partial

from ...sources import Text
from ..phrasing import bounds_text, phrase, plan_title, shift_text
from ..sums import Bounds, Effect
from .contrast import Case, Contrast
from .vocabulary import COMPARISON

_phrase = partial(phrase, COMPARISON)


def heading_lines(plan: str, claims: int, unanswered: int, cases: tuple[Case, ...], lang: str) -> list[str]:
    """The heading: the plan, and the numbers of claims and rule books."""
    claim = claims + unanswered == 1 and cases[0].status is not None
    details = {"claims": f"{claims:,}", "books": len(cases), "plan": plan_title(plan, lang)}
    lines = [_phrase("claim" if claim else "table", lang, **details)]
    if unanswered and not claim:
        lines.append(_phrase("unanswered", lang, claims=f"{unanswered:,}"))
    return lines


def case_lines(cases: tuple[Case, ...], names: dict[str, Text], lang: str) -> list[str]:
    """The sum of each case, and of its benefits."""
    lines = []
    for place, case in enumerate(cases, start=1):
        label = case.label.in_(lang)
        lines.append(_phrase("case", lang, place=place, label=label, sum=_case(case, lang)))
        lines += [
            _phrase("part", lang, name=names[part.benefit].in_(lang), sum=bounds_text(part.sum, lang))
            for part in case.parts
            if part.sum.high != 0
        ]
    return lines


def _case(case: Case, lang: str) -> str:
    if case.total is None:
        return _phrase("invalid", lang, why=case.why.in_(lang) if case.why else case.reason)
    return bounds_text(case.total, lang)


def contrast_lines(contrast: Contrast, lang: str) -> list[str]:
    """The difference between two cases, with its effects and steps."""
    ends = {"before": contrast.before.in_(lang), "after": contrast.after.in_(lang)}
    if contrast.difference is None:
        return [_phrase("against", lang, **ends, shift=COMPARISON["no_sum"].in_(lang))]
    lines = [_phrase("against", lang, **ends, shift=shift_text(contrast.difference, lang))]
    matter = [effect for effect in contrast.effects if effect.matters]
    if not contrast.effects and not contrast.steps:
        return [*lines, COMPARISON["same"].in_(lang)]
    lines.append(COMPARISON["alone"].in_(lang))
    lines += [_effect(effect, lang) for effect in matter]
    idle = len(contrast.effects) - len(matter)
    if idle:
        lines.append(_phrase("idle", lang, number=idle))
    if contrast.interaction is not None and not contrast.interaction.none:
        lines.append(_phrase("interaction", lang, shift=shift_text(contrast.interaction, lang)))
    if contrast.steps:
        lines.append(COMPARISON["steps"].in_(lang))
    for step in contrast.steps:
        after = bounds_text(Bounds(low=step.low, high=step.high), lang)
        shift = shift_text(step.shift, lang)
        lines.append(_phrase("step", lang, name=step.name.in_(lang), shift=shift, sum=after))
    return lines


def _effect(effect: Effect, lang: str) -> str:
    texts = {name: getattr(effect, name).in_(lang) for name in ("name", "before", "after")}
    forward, backward = (
        COMPARISON["unknown"].in_(lang) if shift is None else shift_text(shift, lang)
        for shift in (effect.forward, effect.backward)
    )
    key = "effect_alike" if forward == backward else "effect"
    return _phrase(key, lang, **texts, forward=forward, backward=backward)
