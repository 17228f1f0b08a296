"""An assessment in words, in English or Chinese, and as HTML for a notebook."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple, Protocol

from .. import formatting
from .._texts import Lang, language_of, listed
from ..claims import Claim
from ..engine.claim_sums import Sums
from ..engine.prepared_plan import PreparedPlan, PreparedVersion
from ..formatting import LANGUAGES
from ..rules.fact_names import NAMED_BY_FACT
from ..sources import Text
from ..vocabulary import FACT_NAMES, STATUSES, STEPS, name_of
from .caveats import caveat_fields
from .entitlement import Caveat, Entitlement, RuleBook, Step
from .report import rule_book
from .steps import scope_of, shown_unit, step_line, steps_told
from .vocabulary import CARD, EXPLANATION, KNOWN_TO
from .worked_claim import WorkedClaim


class Explainable(Protocol):
    """What an explanation needs of an assessment, whether from the engine or read from JSON."""

    @property
    def claim(self) -> Claim: ...
    @property
    def rule_book(self) -> RuleBook: ...
    @property
    def entitlements(self) -> tuple[Entitlement, ...]: ...
    @property
    def caveats(self) -> tuple[Caveat, ...]: ...
    @property
    def status(self) -> str: ...
    @property
    def _report(self) -> WorkedClaim | None: ...
    def _in_all(self) -> Sums: ...


class Phrases(NamedTuple):
    """The phrases between the figures, in one language."""

    claim: str
    book: str
    covers: str
    draft: str
    refused: str
    nil: str
    total: str
    notes: str
    colon: str
    comma: str
    semicolon: str


_PHRASES = {
    lang: Phrases(**{name: text.in_(lang) for name, text in EXPLANATION.items()}) for lang in LANGUAGES
}


def explain(assessment: Explainable, lang: Lang | None = None) -> str:
    """The reasons for an assessment, as text.

    Raises:
        ValueError: `lang` is neither `en` nor `zh`.
    """
    lang = language_of(lang)
    phrases = _PHRASES[lang]
    claim, worked, nil = assessment.claim, assessment._report, []
    day = FACT_NAMES[f"{claim.event.kind}.happened_on"].in_(lang)
    details = {"id": claim.id, "member": claim.member, "named": day, "day": claim.event.happened_on}
    lines = [phrases.claim.format(**details)]
    if worked is None:
        lines += _rule_book(assessment.rule_book, lang)
        benefits, notes = _from_models(assessment, phrases, lang)
    else:
        lines += _prepared_rule_book(worked.prepared_plan, worked.prepared_version, lang)
        benefits, notes = _from_engine(worked, phrases, lang)
    for names, text in _refused_together(benefits):
        if text:
            lines += ("", phrases.comma.join(names) + phrases.colon + text[0], *text[1:])
        else:
            nil += names
    lines.append("")
    if nil:
        lines.append(phrases.nil.format(names=phrases.comma.join(nil)))
    lines.append(phrases.total.format(sum=formatting.amount(*assessment._in_all(), "fen", lang)))
    if notes:
        lines += ("", phrases.notes)
        lines += [f"  - {note}" for note in notes]
    return "\n".join(lines)


def _rule_book(book: RuleBook, lang: str) -> list[str]:
    """The lines that name the rule book."""
    phrases = _PHRASES[lang]
    cited = formatting.cited(book.source, book.basis, lang).strip()
    known = KNOWN_TO[book.known_to].in_(lang)
    in_force = phrases.book.format(day=book.effective_from, known=known, cited=cited)
    if book.covers_from:
        in_force += phrases.covers.format(day=book.covers_from)
    draft = [phrases.draft.format(label=book.label)] if book.label else []
    return [book.plan_name.in_(lang), in_force, *draft]


@lru_cache(maxsize=256)
def _prepared_rule_book(plan: PreparedPlan, version: PreparedVersion, lang: str) -> tuple[str, ...]:
    """The same lines for a prepared version, cached because one version answers many claims."""
    return tuple(_rule_book(rule_book(plan, version), lang))


BenefitLines = list[tuple[str, str | None, tuple[str, ...]]]
"""The name of each benefit, the reason of its refusal, its result and steps; none if it is not claimed."""


def _refused_together(benefits: BenefitLines) -> Iterable[tuple[list[str], tuple[str, ...]]]:
    """The names of benefits with their lines; those that are refused in the same words stand together."""
    groups: dict[Any, tuple[list[str], tuple[str, ...]]] = {}
    for name, reason, lines in benefits:
        groups.setdefault(name if reason is None else lines, ([], lines))[0].append(name)
    return groups.values()


def _from_engine(worked: WorkedClaim, phrases: Phrases, lang: str) -> tuple[BenefitLines, list[str]]:
    """The lines of the benefits and the caveats, directly from the engine's results."""
    benefits: BenefitLines = []
    scope, disease = scope_of(worked), _disease(worked.claim)
    results = zip(worked.answer.benefits, worked.outcomes, worked.trace.benefits, strict=True)
    for guarded, outcome, steps in results:
        lines: tuple[str, ...] = ()
        status, low, high, _, reason, missing = outcome
        if steps or status != "nil":
            result = formatting.amount(low, high, "fen", lang)
            terms = [worked.answer.term_path(guarded, term) for term in missing]
            why = formatting.gaps(terms, worked.claim, scope.own_facts, lang) if terms else ()
            told = [step_line(step, scope, phrases.colon, disease, lang) for step in steps_told(steps, scope)]
            words = worked.answer.words_of(guarded, reason)
            lines = (_result(reason, words, result, why, phrases, lang), *told)
        benefits.append((guarded.benefit.name.in_(lang), reason, lines))
    return benefits, [formatting.caveat(code, details, lang) for code, details in caveat_fields(worked)]


def _from_models(assessment: Explainable, phrases: Phrases, lang: str) -> tuple[BenefitLines, list[str]]:
    """The same from the models of an assessment that was read from JSON or from a pickle."""
    benefits: BenefitLines = []
    own_facts = NAMED_BY_FACT | dict(assessment.rule_book.facts)
    for part in assessment.entitlements:
        lines: tuple[str, ...] = ()
        if part.steps or part.status != "nil":
            result = formatting.quantity(part.low, part.high, "yuan", lang)
            why = formatting.gaps(part.missing, assessment.claim, own_facts, lang)
            disease = _disease(assessment.claim)
            told = [_step_line(step, phrases.colon, disease, own_facts, lang) for step in part.steps]
            lines = (_result(part.reason, part.refusal, result, why, phrases, lang), *told)
        benefits.append((part.name.in_(lang), part.reason, lines))
    return benefits, [caveat.text.in_(lang) for caveat in assessment.caveats]


def _result(
    reason: str | None, words: Text | None, sum_: str, open_for: Sequence[str], phrases: Phrases, lang: str
) -> str:
    """The result of one benefit: its sum, or why it is refused."""
    if reason is not None:
        return phrases.refused.format(why=formatting.refusal(reason, words).in_(lang))
    return phrases.semicolon.join((sum_, *open_for))


def _disease(claim: Claim) -> str:
    """The disease in the words of the claim, if it has one."""
    return getattr(claim.event, "disease", None) or ""


def _step_line(step: Step, colon: str, disease: str, own_facts: Mapping[str, Text], lang: str) -> str:
    value = formatting.quantity(step.low, step.high, shown_unit(step.unit, step.label.en), lang)
    for key, name in own_facts.items():
        fact, _, word = key.partition(".")
        labels = own_facts.get(fact, name_of(fact)), STEPS["cause"] if fact == "cause" else None
        if word == str(step.low) and step.label in labels:
            value = name.in_(lang)
    if step.label in (STEPS["disease"], STEPS["disease_not_listed"]):
        value = f"“{disease}”"
    return f"  {step.label.in_(lang)}{colon}{value}{formatting.cited(step.source, step.basis, lang)}"


def sum_in_words(assessment: Explainable, lang: str) -> str:
    """The status of an assessment, and its sum, its bounds or the reasons of its refusal."""
    status, detail = STATUSES[assessment.status].in_(lang), _total(assessment, lang)
    if assessment.status == "refused":
        refused = [(part.reason, part.refusal) for part in assessment.entitlements if part.reason]
        detail = listed(dict.fromkeys(formatting.refusal(*one) for one in refused)).in_(lang)
    return f"{status}（{detail}）" if lang == "zh" else f"{status}, {detail}"


def _total(assessment: Explainable, lang: str) -> str:
    low, high = assessment._in_all()
    return formatting.amount(low, high, "fen", lang)


def html(assessment: Explainable, lang: Lang | None = None) -> str:
    """A card for a notebook, every word escaped: the sums at a glance, and all reasons folded below."""
    claim, lang = assessment.claim, language_of(lang)
    rows = [
        (part.name.in_(lang), STATUSES[part.status].in_(lang), _part_sum(part, lang))
        for part in assessment.entitlements
        if part.steps or part.status != "nil"
    ]
    rows.append((CARD["total"].in_(lang), STATUSES[assessment.status].in_(lang), _total(assessment, lang)))
    body = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(status)}</td><td><b>{escape(sum_)}</b></td></tr>"
        for name, status, sum_ in rows
    )
    plan, in_force, *_ = _rule_book(assessment.rule_book, lang)
    label = escape(CARD["label"].in_(lang).format(id=claim.id, member=claim.member))
    fold = escape(CARD["why"].in_(lang).format(notes=len(assessment.caveats)))
    return (
        f"<div><b>{label}</b><br><small>{escape(plan)}. {escape(in_force)}</small><table>{body}</table>"
        f"<details><summary>{fold}</summary><pre>{escape(explain(assessment, lang))}</pre></details></div>"
    )


def _part_sum(part: Entitlement, lang: str) -> str:
    """The sum of one benefit; a refusal says why in place of it."""
    if part.reason is not None:
        return formatting.refusal(part.reason, part.refusal).in_(lang)
    return formatting.quantity(part.low, part.high, "yuan", lang)
