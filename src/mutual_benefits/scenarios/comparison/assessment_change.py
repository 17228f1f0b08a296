"""Why two assessments differ: facts, history, rule book and readings, changed one at a time."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...assessment.assessment import Assessment
from ...canonical_hash import content_hash
from ...errors import InvalidScenario
from ...formatting import LANGUAGES, outward, quantity
from ...intervals import span
from ...plans.registry import all_plans
from ...rulebook.version import PlanVersion, limits_in
from ...sources import Text
from ...terms import read
from ...usage import Usage
from ...vocabulary import both
from ..claim_facts import fact, fact_name, fact_said, facts_by_path
from ..sums import Sums, bounds_of, shift_of
from .attribution import attributed
from .contrast import Contrast
from .difference import Piece
from .rerun import Between, OtherClaim, Rules, claim_run, sums_of
from .vocabulary import WHY

_OWN = ("id", "member")
"""What tells claims apart, and by which nothing is paid: usage is that of the claim's own member."""


def change(before: Assessment, after: Assessment) -> Contrast:
    """What lies between two assessments, and what each difference does: see `Contrast`.

    The claims' facts, what was used of limits before (each limit is one difference), the terms of the
    rule books and the readings are changed one at a time, and the claim is worked out again. If the
    claims are for different kinds of event, the event is one difference.

    Works for the same claim under two rule books, for two claims under one, and for both at once; also
    for assessments that were read back from JSON, if the library still has the rule book that they name
    in their receipt.

    Raises:
        InvalidScenario: an assessment was read back, and the library has no rule book of its receipt's
            hash: it was an amended version, a plan of one's own, or that of another release.

    >>> from datetime import date
    >>> import mutual_benefits as mb
    >>> claim = mb.Claim(
    ...     id="C-1", member="M-1",
    ...     enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    ...     event=mb.Injury(happened_on=date(2016, 5, 4), living_days=12),
    ... )
    >>> longer = claim.model_copy(update={"event": mb.Injury(happened_on=date(2016, 5, 4), living_days=15)})
    >>> found = change(mb.assess(claim), mb.assess(longer))
    >>> [(one.path, one.before.en, one.after.en, one.forward.amount) for one in found.effects]
    [('event.living_days', '12 days', '15 days', Decimal('240.00'))]
    """
    sides = [Rules(version_of(one), dict(one.readings)) for one in (before, after)]
    between = Between(before.claim.enrolment.plan, *sides)
    facts = {path: new for path, _, new in _facts_apart(before, after)}
    used = [_used(one.receipt.before) for one in (before, after)]
    told = OtherClaim(facts, *used)
    pieces = (*_fact_pieces(before, after), *_usage_pieces(sides, used), *between.pieces)
    run = claim_run(before.claim, between, None, told)
    sums = sums_of(before), sums_of(after)
    whole = shift_of(*sums)
    parts = [{part.benefit: sums_of(part) for part in one.entitlements} for one in (before, after)]
    codes = dict.fromkeys((*parts[1], *parts[0]))
    nothing = Sums(0, 0)
    shifts = [(code, shift_of(*(side.get(code, nothing) for side in parts))) for code in codes]
    return Contrast(
        before=_called(before, WHY["first"]),
        after=_called(after, WHY["second"]),
        difference=whole,
        benefits=tuple((code, shift) for code, shift in shifts if shift is not None),
        start=bounds_of(sums[0]),
        end=bounds_of(sums[1]),
        **attributed(pieces, run, *sums)._asdict(),
    )


def explained_change(before: Assessment, after: Assessment, lang: str) -> str:
    """See `Assessment.explain_change`."""
    from .text import contrast_lines

    if lang not in LANGUAGES:
        raise ValueError(f"lang is {lang!r}; give 'en' or 'zh'")
    return "\n".join(contrast_lines(change(before, after), lang))


def version_of(assessment: Assessment) -> PlanVersion:
    """The version that answered an assessment, as it is written.

    Raises:
        InvalidScenario: the assessment was read back, and the library has no rule book of that hash.
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
    called = f"the draft “{label}” of it" if label else "another"
    raise InvalidScenario(
        f"claim {assessment.claim.id}: the assessment was read back, and its rule book of plan"
        f" {receipt.plan}, {receipt.version}, is none that the library has ({called});"
        " assess the claim again with that plan, and compare the result"
    )


def _facts_apart(before: Assessment, after: Assessment) -> Iterator[tuple[str, Any, Any]]:
    one, other = before.claim, after.claim
    if type(one.event) is not type(other.event):
        yield "event", one.event, other.event
    for path in facts_by_path(one):
        shared = not path.startswith("event.") or type(one.event) is type(other.event)
        if path not in _OWN and shared and fact(one, path) != fact(other, path):
            yield path, fact(one, path), fact(other, path)


def _fact_pieces(before: Assessment, after: Assessment) -> Iterator[Piece]:
    for path, old, new in _facts_apart(before, after):
        if path == "event":
            yield Piece(path, "fact", WHY["event"], event_said(old.kind), event_said(new.kind))
        else:
            name = fact_name(path, after.claim.event.kind)
            yield Piece(path, "fact", name, fact_said(path, old), fact_said(path, new))


def event_said(kind: str) -> Text:
    """The name of a kind of event."""
    from ...vocabulary import EVENTS

    return EVENTS.get(kind) or both(kind, kind)


UsedBefore = Mapping[str, tuple[int, int | None]]


def _used(usage: Usage) -> UsedBefore:
    return {entry.limit: (entry.low, entry.high) for entry in usage.used}


def _usage_pieces(sides: list[Rules], used: list[UsedBefore]) -> Iterator[Piece]:
    limits = {
        limit.code: limit
        for rules in reversed(sides)
        for limit in limits_in(read(rules.version, {**rules.readings}))
    }
    for code in dict.fromkeys((*used[0], *used[1])):
        old, new = (one.get(code, (0, 0)) for one in used)
        if old != new:
            limit = limits.get(code)
            name = limit.name if limit else both(code, code)
            unit = limit.unit if limit else "payment"
            said = [
                both(*(quantity(*outward(span(*ends), unit), lang) for lang in LANGUAGES))
                for ends in (old, new)
            ]
            titled = {lang: WHY["used"].in_(lang).format(limit=name.in_(lang)) for lang in LANGUAGES}
            yield Piece(f"usage.{code}", "usage", both(titled["en"], titled["zh"]), *said)


def _called(assessment: Assessment, place: Text) -> Text:
    """What an assessment is called: first or second, its claim, its rule book."""
    book = assessment.rule_book
    told = {}
    for lang in LANGUAGES:
        draft = WHY["draft"].in_(lang).format(label=book.label) if book.label else ""
        told[lang] = (
            WHY["called"]
            .in_(lang)
            .format(
                place=place.in_(lang),
                id=assessment.claim.id,
                plan=book.plan_name.in_(lang),
                day=book.effective_from,
                draft=draft,
            )
        )
    return both(told["en"], told["zh"])
