"""An assessment in words, in English or Chinese, and as HTML for a notebook."""

from decimal import Decimal
from html import escape

from . import words
from .assessment import Assessment, Entitlement, Step
from .vocabulary import REASONS

LANGUAGES = ("en", "zh")
_SAYS = {
    "claim": ("Claim {id} of member {member}, {day}", "申请 {id}，会员 {member}，{day}"),
    "book": ("Rule book in force from {day}{known} {cited}", "适用版本：自 {day} 起施行{known} {cited}"),
    "month": (" (known to the month)", "（仅知月份）"),
    "year": (" (known to the year)", "（仅知年份）"),
    "refused": ("refused: {why}", "不予给付：{why}"),
    "missing": ("not stated in the public record: {terms}", "公开资料未载明：{terms}"),
    "nil": ("Not claimed, or nothing due: {names}", "未申请或无应付：{names}"),
    "total": ("Total: {sum}", "合计：{sum}"),
    "notes": ("Notes", "说明"),
    "colon": (": ", "："),
    "comma": (", ", "、"),
    "stop": (".", "。"),
}


def explain(assessment: Assessment, lang: str = "en") -> str:
    """The reasons for an assessment, as text.

    Raises:
        ValueError: `lang` is neither `en` nor `zh`.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"lang is {lang!r}; give 'en' or 'zh'")
    colon, nothing = _say("colon", lang), []
    lines = _heading(assessment, lang)
    for part in assessment.entitlements:
        if part.status == "nil" and not part.steps:
            nothing.append(part.name.in_(lang))
            continue
        lines += ["", f"{part.name.in_(lang)}{colon}{_result(part, lang)}"]
        lines += [f"  {_line(step, lang)}" for step in part.steps]
    lines.append("")
    if nothing:
        lines.append(_say("nil", lang, names=_say("comma", lang).join(nothing)) + _say("stop", lang))
    lines.append(_say("total", lang, sum=_sum(assessment.low, assessment.high, lang)))
    if assessment.caveats:
        lines += ["", _say("notes", lang) + colon.rstrip()]
        lines += [f"  - {caveat.text.in_(lang)}" for caveat in assessment.caveats]
    return "\n".join(lines)


def _say(phrase: str, lang: str, **given: object) -> str:
    return _SAYS[phrase][lang == "zh"].format(**given)


def _heading(assessment: Assessment, lang: str) -> list[str]:
    claim, book = assessment.claim, assessment.rule_book
    known = "" if book.known_to == "day" else _say(book.known_to, lang)
    cited = words.cited(book.source, book.basis, lang).strip()
    return [
        _say("claim", lang, id=claim.id, member=claim.member, day=claim.event.happened_on),
        book.plan_name.in_(lang),
        _say("book", lang, day=book.effective_from, known=known, cited=cited),
    ]


def _sum(low: Decimal, high: Decimal | None, lang: str) -> str:
    return words.quantity(low, high, "yuan", lang)


def _result(part: Entitlement, lang: str) -> str:
    if part.status == "refused":
        why = REASONS[part.reason].in_(lang) if part.reason in REASONS else part.reason
        return _say("refused", lang, why=why)
    shown = _sum(part.low, part.high, lang)
    if part.missing:
        stop = "; " if lang == "en" else "；"
        shown += stop + _say("missing", lang, terms=_say("comma", lang).join(part.missing))
    return shown


def _line(step: Step, lang: str) -> str:
    shown = words.quantity(step.low, step.high, step.unit, lang)
    return f"{step.label.in_(lang)}{_say('colon', lang)}{shown}{words.cited(step.source, step.basis, lang)}"


def html(assessment: Assessment, lang: str = "en") -> str:
    """The same reasons as an HTML table, every word escaped."""
    return f"<pre>{escape(explain(assessment, lang))}</pre>"
