"""A comparison in words, in English and in Chinese."""

from functools import partial

from ...sources import Text
from ..phrasing import in_, shift_said, sum_said
from ..sums import Bounds, Effect
from .contrast import Case, Contrast
from .vocabulary import COMPARED

_say = partial(in_, COMPARED)


def heading_lines(plan: str, claims: int, unanswered: int, cases: tuple[Case, ...], lang: str) -> list[str]:
    """What is compared: the plan, the number of claims and of rule books."""
    claim = claims + unanswered == 1 and cases[0].status is not None
    what = "claim" if claim else "table"
    lines = [_say(what, lang, claims=f"{claims:,}", books=len(cases), plan=plan)]
    if unanswered and not claim:
        lines.append(_say("unanswered", lang, claims=f"{unanswered:,}"))
    return lines


def case_lines(cases: tuple[Case, ...], names: dict[str, Text], lang: str) -> list[str]:
    """The sum of each case, and of its benefits."""
    lines = []
    for place, case in enumerate(cases, start=1):
        label = case.label.in_(lang)
        lines.append(_say("case", lang, place=place, label=label, sum=_case(case, lang)))
        lines += [
            _say("part", lang, name=names[part.benefit].in_(lang), sum=sum_said(part.sum, lang))
            for part in case.parts
            if part.sum.high != 0
        ]
    return lines


def _case(case: Case, lang: str) -> str:
    if case.total is None:
        return _say("invalid", lang, why=case.reason)
    return sum_said(case.total, lang)


def contrast_lines(contrast: Contrast, lang: str) -> list[str]:
    """What lies between two cases, line by line."""
    ends = {"before": contrast.before.in_(lang), "after": contrast.after.in_(lang)}
    if contrast.difference is None:
        return [_say("against", lang, **ends, shift=COMPARED["no_sum"].in_(lang))]
    lines = [_say("against", lang, **ends, shift=shift_said(contrast.difference, lang))]
    matter = [effect for effect in contrast.effects if effect.matters]
    if not contrast.effects and not contrast.steps:
        return [*lines, COMPARED["same"].in_(lang)]
    lines.append(COMPARED["alone"].in_(lang))
    lines += [_effect(effect, lang) for effect in matter]
    idle = len(contrast.effects) - len(matter)
    if idle:
        lines.append(_say("idle", lang, number=idle))
    if contrast.interaction is not None and not contrast.interaction.none:
        lines.append(_say("interaction", lang, shift=shift_said(contrast.interaction, lang)))
    if contrast.steps:
        lines.append(COMPARED["steps"].in_(lang))
    for step in contrast.steps:
        after = sum_said(Bounds(low=step.low, high=step.high), lang)
        moved = shift_said(step.shift, lang)
        lines.append(_say("step", lang, name=step.name.in_(lang), shift=moved, sum=after))
    return lines


def _effect(effect: Effect, lang: str) -> str:
    told = {name: getattr(effect, name).in_(lang) for name in ("name", "before", "after")}
    forward, backward = (
        COMPARED["unknown"].in_(lang) if shift is None else shift_said(shift, lang)
        for shift in (effect.forward, effect.backward)
    )
    what = "effect_alike" if forward == backward else "effect"
    return _say(what, lang, **told, forward=forward, backward=backward)
