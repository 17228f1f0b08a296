"""An assessment in words, in English or Chinese, and as HTML for a notebook."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple, Protocol

from .. import formatting
from ..claims import Claim
from ..engine.prepared_plan import PreparedPlan, PreparedVersion
from ..formatting import LANGUAGES
from ..vocabulary import REASONS
from .caveats import found
from .entitlement import Caveat, Entitlement, RuleBook, Step, least, most
from .report import rule_book
from .steps import step_line
from .worked_claim import WorkedClaim


class Explainable(Protocol):
    """What an explanation reads of an assessment, whether the engine made it or it was read from JSON."""

    @property
    def claim(self) -> Claim: ...
    @property
    def rule_book(self) -> RuleBook: ...
    @property
    def entitlements(self) -> tuple[Entitlement, ...]: ...
    @property
    def caveats(self) -> tuple[Caveat, ...]: ...
    @property
    def _report(self) -> WorkedClaim | None: ...
    def _rows(self) -> list[tuple[Any, ...]]: ...


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


def explain(assessment: Explainable, lang: str = "en") -> str:
    """The reasons for an assessment, as text.

    Raises:
        ValueError: `lang` is neither `en` nor `zh`.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"lang is {lang!r}; give 'en' or 'zh'")
    say = _SAYS[lang]
    claim, report, rows, nothing = assessment.claim, assessment._report, assessment._rows(), []
    lines = [say.claim.format(id=claim.id, member=claim.member, day=claim.event.happened_on)]
    if report is None:
        lines += _rule_book(assessment.rule_book, lang)
        parts, notes = _read(assessment, say, lang)
    else:
        lines += _ready_rule_book(report.plan, report.prepared, lang)
        parts, notes = _worked_out(report, say, lang)
    for name, told in parts:
        if told:
            lines.append("")
            lines += told
        else:
            nothing.append(name)
    lines.append("")
    if nothing:
        lines.append(say.nil.format(names=say.comma.join(nothing)))
    lines.append(say.total.format(sum=formatting.amount(least(rows), most(rows), "fen", lang)))
    if notes:
        lines += ("", say.notes)
        lines += [f"  - {note}" for note in notes]
    return "\n".join(lines)


def _rule_book(book: RuleBook, lang: str) -> list[str]:
    """The lines that name the rule book."""
    say = _SAYS[lang]
    cited = formatting.cited(book.source, book.basis, lang).strip()
    in_force = say.book.format(day=book.effective_from, known=say.known_to[book.known_to], cited=cited)
    draft = [say.draft.format(label=book.label)] if book.label else []
    return [book.plan_name.in_(lang), in_force, *draft]


@lru_cache(maxsize=256)
def _ready_rule_book(plan: PreparedPlan, prepared: PreparedVersion, lang: str) -> tuple[str, ...]:
    """The same lines for a version that is ready: claim after claim is answered by one version."""
    return tuple(_rule_book(rule_book(plan, prepared), lang))


Parts = list[tuple[str, list[str]]]
"""The benefits by their names, with the lines of those of which there is something to say."""


def _worked_out(report: WorkedClaim, say: Phrases, lang: str) -> tuple[Parts, list[str]]:
    """The benefits and the caveats from what the engine worked out, without a model on the way."""
    parts: Parts = []
    for part, outcome, steps in zip(report.answer.parts, report.outcomes, report.trace.parts, strict=True):
        name, told = part.benefit.name.in_(lang), []
        status, low, high, _, reason, missing = outcome
        if steps or status != "nil":
            result = formatting.amount(low, high, "fen", lang)
            terms = [report.answer.place(part, term) for term in missing]
            told = [_benefit(name, reason, result, terms, say, lang)]
            told += [step_line(step, say.colon, lang) for step in steps]
        parts.append((name, told))
    return parts, [formatting.caveat(code, given, lang) for code, given in found(report)]


def _read(assessment: Explainable, say: Phrases, lang: str) -> tuple[Parts, list[str]]:
    """The same from an assessment that was read, from JSON or from a pickle."""
    parts: Parts = []
    for part in assessment.entitlements:
        name, told = part.name.in_(lang), []
        if part.steps or part.status != "nil":
            result = formatting.quantity(part.low, part.high, "yuan", lang)
            told = [_benefit(name, part.reason, result, part.missing, say, lang)]
            told += [_line(step, say.colon, lang) for step in part.steps]
        parts.append((name, told))
    return parts, [caveat.text.in_(lang) for caveat in assessment.caveats]


def _benefit(
    name: str, reason: str | None, result: str, missing: Sequence[str], say: Phrases, lang: str
) -> str:
    """The line of one benefit: what it comes to, or why it is refused."""
    if reason is not None:
        result = say.refused.format(why=REASONS[reason].in_(lang) if reason in REASONS else reason)
    elif missing:
        terms = [formatting.unstated(path, lang) for path in missing]
        result += say.semicolon + say.missing.format(terms=say.comma.join(terms))
    return f"{name}{say.colon}{result}"


def _line(step: Step, colon: str, lang: str) -> str:
    shown = formatting.quantity(step.low, step.high, step.unit, lang)
    return f"  {step.label.in_(lang)}{colon}{shown}{formatting.cited(step.source, step.basis, lang)}"


def html(assessment: Explainable, lang: str = "en") -> str:
    """The same reasons as an HTML table, every word escaped."""
    return f"<pre>{escape(explain(assessment, lang))}</pre>"
