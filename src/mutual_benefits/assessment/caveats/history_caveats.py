"""Caveats that only the earlier claims of a member show: contradictions, and events claimed twice."""

import unicodedata
from collections.abc import Iterator
from functools import partial
from typing import Any

from ..._calendar import years_after
from ...claims import Claim
from ...diseases import plain
from ...events import ChildInjury, HospitalStay, Injury, MedicalExpense
from ...rules import WithinCover
from ...rules.spelling import compact
from ...terms import Figure
from ...usage import counted_as
from ...vocabulary import PHRASES
from ..earlier_claims import facts_in_words, last_night
from ..worked_claim import WorkedClaim
from .caveat_rule import CaveatFields


def history_caveats(worked: WorkedClaim) -> Iterator[CaveatFields]:
    """Each kind of caveat that earlier claims of the member give, about the latest of them that does."""
    if not worked.earlier:
        return
    claim, seen = worked.claim, set()
    compared = _Compared(worked)
    for earlier in worked.earlier.comparable(claim, compared.words):
        for code in compared.codes(earlier):
            if code not in seen:
                seen.add(code)
                yield code, _details(claim, earlier)


class _Compared:
    """A claim to compare with earlier ones; what does not depend on them is worked out once."""

    def __init__(self, worked: WorkedClaim) -> None:
        self.claim = worked.claim
        self.words = worked.prepared_plan.words
        self.facts = facts_in_words(self.claim, self.words)
        lengths = [each.years for each in worked.answer.conditions if isinstance(each, WithinCover)]
        self.years = [length.value for length in lengths if isinstance(length, Figure)]

    def codes(self, earlier: Claim) -> Iterator[str]:
        """The codes of what an earlier claim shows about this one."""
        claim = self.claim
        event, before = claim.event, earlier.event
        if before.happened_on < event.happened_on and _died(earlier, claim):
            yield "event_after_death"
        if not _same_plan(claim, earlier):
            return
        same_cover = claim.enrolment.cover_from == earlier.enrolment.cover_from
        same_day = before.happened_on == event.happened_on and before.kind == event.kind
        if same_day and self.facts == facts_in_words(earlier, self.words):
            yield "same_facts" if same_cover else "same_event_other_cover"
        elif _stays_overlap(claim, earlier):
            yield "stays_overlap"
        if same_cover and _ordinal_falls(claim, earlier):
            yield "ordinal_falls"
        if same_cover and _child_respelt(claim, earlier):
            yield "child_respelt"
        if same_cover and self.tier(claim) != self.tier(earlier):
            yield "fee_tier_differs"
        if same_cover and claim.enrolment.shares != earlier.enrolment.shares:
            yield "shares_differ"
        if not same_cover and self.years and _covers_overlap(claim, earlier, self.years):
            yield "covers_overlap"

    def tier(self, claim: Claim) -> str:
        """The fee tier of a claim, by its code where the plan has it."""
        told = claim.enrolment.fee_tier or ""
        return self.words.code_of("fee_tier", told) or compact(told)


def _details(claim: Claim, earlier: Claim) -> dict[str, Any]:
    return {
        "earlier": earlier.id,
        "earlier_day": earlier.event.happened_on,
        "day": claim.event.happened_on,
        "earlier_stay": partial(_stay, earlier.event) if isinstance(earlier.event, HospitalStay) else None,
        "earlier_cover": earlier.enrolment.cover_from,
        "cover": claim.enrolment.cover_from,
        "earlier_ordinal": getattr(earlier.event, "ordinal", None),
        "ordinal": getattr(claim.event, "ordinal", None),
        "earlier_tier": earlier.enrolment.fee_tier,
        "tier": claim.enrolment.fee_tier,
        "earlier_shares": earlier.enrolment.shares,
        "shares": claim.enrolment.shares,
        "earlier_child": getattr(earlier.event, "child", None),
        "child": getattr(claim.event, "child", None),
    }


def _died(earlier: Claim, claim: Claim) -> bool:
    """Whether an earlier claim says that the person of this event died: the member, or the same child."""
    event = earlier.event
    if isinstance(event, ChildInjury):
        return event.died and isinstance(claim.event, ChildInjury) and _same_child(event, claim.event)
    return isinstance(event, Injury) and event.died


def _same_plan(claim: Claim, earlier: Claim) -> bool:
    """Whether two claims are under one plan, and not under two products that are named."""
    one, other = claim.enrolment, earlier.enrolment
    if one.plan != other.plan:
        return False
    if one.product is None or other.product is None or one.product == other.product:
        return True
    return plain(one.product) == plain(other.product)


def _stays_overlap(claim: Claim, earlier: Claim) -> bool:
    """Whether a stay began before the last night of an earlier one was over.

    A member may leave and enter hospital on one day.
    """
    stay, before = claim.event, earlier.event
    if not isinstance(stay, HospitalStay) or not isinstance(before, HospitalStay):
        return False
    return bool(stay.days or stay.nights) and stay.happened_on.toordinal() < last_night(before)


def _stay(event: HospitalStay, lang: str) -> str:
    """A stay in words: from when it was, and to the day of discharge or for how many days."""
    key = "stay_of_days" if event.discharged_on is None else "stay_until"
    return PHRASES[key].in_(lang).format(**event.__dict__)


def _ordinal_falls(claim: Claim, earlier: Claim) -> bool:
    """Whether a later stay is told as no later in number than one before it."""
    stay, before = claim.event, earlier.event
    if not isinstance(stay, MedicalExpense) or not isinstance(before, MedicalExpense):
        return False
    inpatient = stay.setting == before.setting == "inpatient"
    return inpatient and before.happened_on < stay.happened_on and stay.ordinal <= before.ordinal > 1


def _child_respelt(claim: Claim, earlier: Claim) -> bool:
    """Whether two names differ, but in blanks, case, width or punctuation alone."""
    event, before = claim.event, earlier.event
    if not isinstance(event, ChildInjury) or not isinstance(before, ChildInjury):
        return False
    names = [plain(unicodedata.normalize("NFKC", each.child)) for each in (event, before)]
    return event.child != before.child and names[0] == names[1]


def _same_child(one: ChildInjury, other: ChildInjury) -> bool:
    return counted_as(one.child) == counted_as(other.child)


def _covers_overlap(claim: Claim, earlier: Claim, years: list[int]) -> bool:
    """Whether the later of two covers began before the version's years of the earlier one were over."""
    first, second = sorted((claim.enrolment.cover_from, earlier.enrolment.cover_from))
    return any(second.toordinal() < years_after(first.toordinal(), length) for length in years)
