"""An assessment in words, in English or Chinese, and as HTML for a notebook."""

from collections.abc import Mapping
from decimal import Decimal
from html import escape
from typing import Any, NamedTuple

from . import words
from .assessment import Assessment, Entitlement
from .vocabulary import REASONS

LANGUAGES = ("en", "zh")


class Phrases(NamedTuple):
    """The phrases between the figures, in one language."""

    claim: str
    book: str
    known_to: Mapping[str, str]
    draft: str
    refused: str
    missing: str
    nil: str
    total: str
    notes: str
    colon: str
    comma: str
    semicolon: str


_SAYS = {
    "en": Phrases(
        claim="Claim {id} of member {member}, {day}",
        book="Rule book in force from {day}{known} {cited}",
        known_to={"day": "", "month": " (known to the month)", "year": " (known to the year)"},
        draft="Amended draft “{label}”, which was never in force",
        refused="refused: {why}",
        missing="not stated in the public record: {terms}",
        nil="Not claimed, or nothing due: {names}.",
        total="Total: {sum}",
        notes="Notes:",
        colon=": ",
        comma=", ",
        semicolon="; ",
    ),
    "zh": Phrases(
        claim="申请 {id}，会员 {member}，{day}",
        book="适用版本：自 {day} 起施行{known} {cited}",
        known_to={"day": "", "month": "（仅知月份）", "year": "（仅知年份）"},
        draft="修订稿“{label}”，从未施行",
        refused="不予给付：{why}",
        missing="公开资料未载明：{terms}",
        nil="未申请或无应付：{names}。",
        total="合计：{sum}",
        notes="说明：",
        colon="：",
        comma="、",
        semicolon="；",
    ),
}


def explain(assessment: Assessment, lang: str = "en") -> str:
    """The reasons for an assessment, as text.

    Raises:
        ValueError: `lang` is neither `en` nor `zh`.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"lang is {lang!r}; give 'en' or 'zh'")
    say, nothing = _SAYS[lang], []
    lines = _heading(assessment, say, lang)
    for part in assessment.entitlements:
        steps = part._said()
        if part.status == "nil" and not steps:
            nothing.append(part.name.in_(lang))
            continue
        lines += ("", f"{part.name.in_(lang)}{say.colon}{_result(part, say, lang)}")
        for step in steps:
            lines.append(_line(step, say.colon, lang))
    lines.append("")
    if nothing:
        lines.append(say.nil.format(names=say.comma.join(nothing)))
    lines.append(say.total.format(sum=_sum(assessment.low, assessment.high, lang)))
    if assessment.caveats:
        lines += ("", say.notes)
        lines += [f"  - {caveat.text.in_(lang)}" for caveat in assessment.caveats]
    return "\n".join(lines)


def _heading(assessment: Assessment, say: Phrases, lang: str) -> list[str]:
    claim, book = assessment.claim, assessment.rule_book
    cited = words.cited(book.source, book.basis, lang).strip()
    known = say.known_to[book.known_to]
    return [
        say.claim.format(id=claim.id, member=claim.member, day=claim.event.happened_on),
        book.plan_name.in_(lang),
        say.book.format(day=book.effective_from, known=known, cited=cited),
        *([say.draft.format(label=book.label)] if book.label else []),
    ]


def _sum(low: Decimal, high: Decimal | None, lang: str) -> str:
    return words.quantity(low, high, "yuan", lang)


def _result(part: Entitlement, say: Phrases, lang: str) -> str:
    if part.status == "refused":
        why = REASONS[part.reason].in_(lang) if part.reason in REASONS else part.reason
        return say.refused.format(why=why)
    shown = _sum(part.low, part.high, lang)
    if part.missing:
        shown += say.semicolon + say.missing.format(terms=say.comma.join(part.missing))
    return shown


def _line(step: dict[str, Any], colon: str, lang: str) -> str:
    shown = words.quantity(step["low"], step["high"], step["unit"], lang)
    return f"  {step['label'].in_(lang)}{colon}{shown}{words.cited(step['source'], step['basis'], lang)}"


def html(assessment: Assessment, lang: str = "en") -> str:
    """The same reasons as an HTML table, every word escaped."""
    return f"<pre>{escape(explain(assessment, lang))}</pre>"
