"""Explains the difference of two assessments: facts, earlier usage, rule book and readings, one at a time."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..._arguments import checked
from ..._texts import both, language_of
from ...assessment.assessment import Assessment
from ...canonical_hash import content_hash
from ...errors import InvalidScenario
from ...formatting import LANGUAGES, outward, quantity
from ...intervals import span
from ...limits import limits_in
from ...rulebook.registry.shipped_plans import all_plans
from ...rulebook.version import PlanVersion
from ...sources import Text
from ...terms import read
from ...usage import Usage
from ...vocabulary import EVENTS
from ..claim_facts import FACTS, fact, facts_by_path
from ..fact_words import fact_name, fact_text
from ..phrasing import phrase
from ..sums import Sums, bounds_of, shift_of
from .attribution import attribution_of
from .contrast import Contrast
from .rerun import AppliedVersion, BooksBetweenVersions, ClaimChanges, claim_run, sums_of
from .text import contrast_lines
from .version_difference import ChangedItem
from .vocabulary import WHY

_OWN = ("id", "member")
"""Facts that identify a claim and affect no payment: usage belongs to the claim's own member."""


@checked
def change(before: Assessment, after: Assessment) -> Contrast:
    """The differences between two assessments, and the effect of each; see `Contrast`.

    The claims' facts, the earlier use of limits (each limit is one difference), the terms of the
    rule books and the readings are changed one at a time, and the claim is assessed again. If the
    claims are for different kinds of event, the event is one difference.

    This works for the same claim under two rule books, for two claims under one, and for both at once; also
    for assessments that were read back from JSON, if the library still has the rule book that their
    receipt names.

    Raises:
        InvalidScenario: an assessment was read back, and no rule book of the library has its receipt's
            hash: it was an amended version, a plan of one's own, or that of another release.

    >>> from datetime import date
    >>> import mutual_benefits as mb
    >>> claim = mb.Claim(
    ...     id="C-1", member="M-1",
    ...     enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    ...     event=mb.Injury(happened_on=date(2016, 5, 4), living_days=12),
    ... )
    >>> longer = claim.model_copy(update={"event": mb.Injury(happened_on=date(2016, 5, 4), living_days=15)})
    >>> contrast = change(mb.assess(claim), mb.assess(longer))
    >>> [(one.path, one.before.en, one.after.en, one.forward.amount) for one in contrast.effects]
    [('event.living_days', '12 days', '15 days', Decimal('240.00'))]
    """
    applied = [AppliedVersion(version_of(one), dict(one.readings)) for one in (before, after)]
    books = BooksBetweenVersions(before.claim.enrolment.plan, *applied)
    facts = {path: new for path, _, new in _differing_facts(before, after)}
    used = [_used(one.receipt.before) for one in (before, after)]
    changes = (*_fact_changes(before, after), *_usage_changes(applied, used), *books.changes)
    run = claim_run(before.claim, books, None, ClaimChanges(facts, *used))
    sums = sums_of(before), sums_of(after)
    whole = shift_of(*sums)
    parts = [{part.benefit: sums_of(part) for part in one.entitlements} for one in (before, after)]
    codes = dict.fromkeys((*parts[1], *parts[0]))
    shifts = [(code, shift_of(*(side.get(code, Sums(0, 0)) for side in parts))) for code in codes]
    return Contrast(
        before=_label(before, WHY["first"]),
        after=_label(after, WHY["second"]),
        difference=whole,
        benefits=tuple((code, shift) for code, shift in shifts if shift is not None),
        start=bounds_of(sums[0]),
        end=bounds_of(sums[1]),
        **attribution_of(changes, run, *sums)._asdict(),
    )


def explained_change(before: Assessment, after: Assessment, lang: str) -> str:
    """See `Assessment.explain_change`."""
    lang = language_of(lang)
    return "\n".join(contrast_lines(change(before, after), lang))


def version_of(assessment: Assessment) -> PlanVersion:
    """The version that answered an assessment, without its readings applied.

    Raises:
        InvalidScenario: the assessment was read back, and no rule book of the library has its hash.
    """
    report = getattr(assessment, "_recipe", None)
    if report is not None:
        version: PlanVersion = report.prepared_version.written
        return version
    receipt = assessment.receipt
    for plan in all_plans():
        for version in plan.versions if plan.code == receipt.plan else ():
            if version.effective_from == receipt.version and content_hash(version) == receipt.rule_book:
                return version
    label = assessment.rule_book.label
    draft = both(f"its draft “{label}”", f"其修订稿“{label}”")
    message = both(
        "claim {id}: the assessment was read back, and the library does not have its rule book of plan"
        " {plan}, {version} ({kind}); assess the claim again with that plan, and compare the result",
        "申请 {id}：该计算结果是读回的，库中没有活动 {plan} {version} 的相应条款（{kind}）；"
        "请用该活动重新计算后再比较",
        id=assessment.claim.id,
        plan=receipt.plan,
        version=receipt.version,
        kind=draft if label else both("not a version of the library", "不是库中的版本"),
    )
    raise InvalidScenario(message, field="assessment")


def _differing_facts(before: Assessment, after: Assessment) -> Iterator[tuple[str, Any, Any]]:
    one, other = before.claim, after.claim
    if type(one.event) is not type(other.event):
        yield "event", one.event, other.event
    for path in facts_by_path(one):
        shared = not path.startswith("event.") or type(one.event) is type(other.event)
        if path not in _OWN and shared and fact(one, path) != fact(other, path):
            yield path, fact(one, path), fact(other, path)
    for name in dict.fromkeys((*one.facts, *other.facts)):
        if one.facts.get(name) != other.facts.get(name):
            yield f"{FACTS}{name}", one.facts.get(name), other.facts.get(name)


def _fact_changes(before: Assessment, after: Assessment) -> Iterator[ChangedItem]:
    for path, old, new in _differing_facts(before, after):
        if path == "event":
            yield ChangedItem(path, "fact", WHY["event"], event_name(old.kind), event_name(new.kind))
        else:
            own = dict(after.rule_book.facts)
            name = fact_name(path, after.claim.event.kind, own)
            was, now = (fact_text(path, value, own) for value in (old, new))
            yield ChangedItem(path, "fact", name, was, now)


def event_name(kind: str) -> Text:
    """The name of a kind of event."""
    return EVENTS.get(kind) or both(kind, kind)


UsedBefore = Mapping[str, tuple[int, int | None]]


def _used(usage: Usage) -> UsedBefore:
    return {entry.limit: (entry.low, entry.high) for entry in usage.used}


def _usage_changes(applied: list[AppliedVersion], used: list[UsedBefore]) -> Iterator[ChangedItem]:
    limits = {
        limit.code: limit
        for each in reversed(applied)
        for limit in limits_in(read(each.version, {**each.readings}))
    }
    for code in dict.fromkeys((*used[0], *used[1])):
        old, new = (one.get(code, (0, 0)) for one in used)
        if old != new:
            limit = limits.get(code)
            name = limit.name if limit else both(code, code)
            unit = limit.unit if limit else "payment"
            amounts = [
                both(*(quantity(*outward(span(*ends), unit), lang) for lang in LANGUAGES))
                for ends in (old, new)
            ]
            title = both(*(phrase(WHY, "used", lang, limit=name.in_(lang)) for lang in LANGUAGES))
            yield ChangedItem(f"usage.{code}", "usage", title, *amounts)


def _label(assessment: Assessment, place: Text) -> Text:
    """The label of an assessment: first or second, its claim, its rule book."""
    book = assessment.rule_book
    labels = []
    for lang in LANGUAGES:
        draft = phrase(WHY, "draft", lang, label=book.label) if book.label else ""
        details = {"place": place.in_(lang), "id": assessment.claim.id, "plan": book.plan_name.in_(lang)}
        labels.append(phrase(WHY, "label", lang, **details, day=book.effective_from, draft=draft))
    return both(*labels)
