"""A law: its statement, the versions that it applies to, the claims it is checked on, and the check."""

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from hypothesis import strategies as st
from pydantic import ValidationError

from ..._texts import both
from ...claims import Claim
from ...rules import Benefit
from ...sources import Text
from ..calendar_days import shifted
from ..oracle import first_claim_day, is_claimed
from ..strategies.one_claim import ClaimStrategies, single_claim
from ..term_bounds import nights_of
from ..version_view import VersionView
from .payout import CachedPayout, Payment
from .statements import LAWS


class Counterexample(NamedTuple):
    """Claims that break a law, with a description of what is wrong.

    `key` tells one fault from another that breaks the same law, mostly by the benefit; empty if nothing does.
    """

    text: Text
    claims: tuple[Claim, ...]
    key: str = ""


class VersionUnderTest:
    """A version on which laws are checked, with the strategies for eligible claims and for any claims."""

    def __init__(self, view: VersionView) -> None:
        self.view = view

    @cached_property
    def eligible(self) -> ClaimStrategies:
        """Claims that meet every condition."""
        return ClaimStrategies(self.view, near=True, eligible=True, codes=True)

    @cached_property
    def unrestricted(self) -> ClaimStrategies:
        """Any claims."""
        return ClaimStrategies(self.view, near=True, codes=True, defaults=False)


CaseStrategy = Callable[[VersionUnderTest], st.SearchStrategy[Claim]]
"""Makes the strategy for the claims that a law is checked on."""


def mostly_eligible(tested: VersionUnderTest) -> st.SearchStrategy[Claim]:
    """Claims of which two in three meet every condition and the others may be any."""
    eligible = single_claim(tested.eligible)
    return eligible | eligible | single_claim(tested.unrestricted)


class Law(NamedTuple):
    """A law: its code, whether it applies to a version, and a check of whether a claim breaks it.

    `check` compares the payments for the claim and for variants of it, and returns a counterexample or None.
    `cases` makes the claims that it is checked on; laws with the same cases are checked together.
    """

    code: str
    applies: Callable[[VersionView], bool]
    check: Callable[[VersionView, Claim, CachedPayout], Counterexample | None]
    cases: CaseStrategy = mostly_eligible

    def __repr__(self) -> str:
        return str(both("{code}: {law}", "{code}：{law}", code=self.code, law=self.words))

    @property
    def words(self) -> Text:
        """The statement of the law, in English and in Chinese."""
        return LAWS[self.code]


class Laws(tuple[Law, ...]):
    """Several laws; shown with a line for each, its code and its statement."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "\n".join(map(repr, self))


def any_version(_: VersionView) -> bool:
    """Applies to every version."""
    return True


def claimed_benefits(view: VersionView, claim: Claim) -> tuple[Benefit, ...]:
    """The benefits that a claim claims."""
    benefits = view.benefits_for(claim.event.kind)
    return tuple(benefit for benefit in benefits if is_claimed(view, benefit, claim))


def has_benefit(test: Callable[[Any], bool]) -> Callable[[VersionView], bool]:
    """Applies to versions with a benefit that passes a test."""
    return lambda view: any(test(benefit) for benefit in view.version.benefits)


def known_sums(paid: Payment) -> dict[str, Decimal]:
    """The known sums of a payment, in fen by benefit."""
    return {name: sum_ * 100 for name, sum_ in paid.amounts if sum_ is not None}


def changed(
    claim: Claim,
    *,
    event: dict[str, Any] | None = None,
    facts: dict[str, Any] | None = None,
    **enrolment: Any,
) -> Claim:
    """A claim with other facts of its event or of its enrolment, or other declared `facts`.

    A day of the claim that the other facts make impossible is left out, and the member is born in time. A
    stay keeps its nights on other days, or has other `nights`, by its day of discharge.
    """
    update: dict[str, Any] = {"facts": {**claim.facts, **facts}} if facts else {}
    happened, cover = claim.event, claim.enrolment
    if event:
        update["event"] = happened = happened.model_copy(update=_of_stay(happened, event))
        if claim.claimed_on is not None and claim.claimed_on < first_claim_day(happened):
            update["claimed_on"] = None
    born = enrolment.get("born_on", cover.born_on)
    if born is not None:
        enrolment["born_on"] = min(born, happened.happened_on, enrolment.get("cover_from", cover.cover_from))
    if enrolment:
        update["enrolment"] = cover.model_copy(update=enrolment)
    return claim.model_copy(update=update)


def changed_if_possible(claim: Claim, **changes: Any) -> Claim | None:
    """The claim as `changed` gives it; None where no claim can have such facts, as a number is too great."""
    try:
        return changed(claim, **changes)
    except ValidationError:
        return None


def _of_stay(event: Any, update: dict[str, Any]) -> dict[str, Any]:
    """The facts of an event to change, with the day of discharge to which its nights lead, if told."""
    others = {name: value for name, value in update.items() if name != "nights"}
    nights = update.get("nights", nights_of(event))
    if nights is None:
        return others
    return others | {"discharged_on": shifted(update.get("happened_on", event.happened_on), nights)}
