"""Laws about time: a version pays the same on each of its days, and a renewal has no waiting period."""

from typing import Any

from hypothesis import strategies as st

from ....claims import Claim
from ....frozen import every
from ....rules import Benefit, Waiting
from ....sources import Text
from ....terms import Ladder
from ....vocabulary import PHRASES, both
from ...calendar_days import shifted
from ...strategies.amounts import values
from ...strategies.boundaries import Boundaries
from ...strategies.dates import ClaimDates, edges, longest_wait
from ...strategies.one_claim import drawn_claim
from ...term_bounds import day_of_cover
from ...version_view import PeriodInForce, VersionView
from ..claim_text import ALL_OF_IT, phrase
from ..law import Counterexample, Law, VersionUnderTest, any_version, changed, claimed_benefits
from ..minimum import meets_conditions
from ..payout import CachedPayout
from .refusals import moved_to

OTHERWISE = both(
    "{name}: {one} was paid on {day}, and {other} on {later}; both days belong to the version in force"
    " from {first}{known}.",
    "{name}：{day}给付{one}，{later}给付{other}；两日均适用 {first} 版条款{known}。",
)
UNEQUAL = both(
    "{name}: {one} was paid on day {day} of cover and {other} on day {later}; a renewal waives the wait.",
    "{name}：保障期第{day}日给付{one}，第{later}日给付{other}；续保免除等待期。",
)
SHIFTS = (30, -30, 100, -100, 7, -7, 1, -1)
"""Distances in days between two claims, tried in turn until both are in the same version and in cover."""


def _on_edge_days(tested: VersionUnderTest) -> st.SearchStrategy[Claim]:
    return _edge_claim(tested, {period: st.sampled_from(edges(period)) for period in tested.view.periods})


@st.composite
def _edge_claim(
    draw: Any, tested: VersionUnderTest, edge_days: dict[PeriodInForce, st.SearchStrategy[Any]]
) -> Claim:
    claim = drawn_claim(draw, tested.eligible)
    period = next(period for period in tested.view.periods if period.product == claim.enrolment.product)
    day, days = draw(edge_days[period]), tested.eligible.days
    if days.boundaries.calendar_year:
        return moved_to(claim, ClaimDates(period.product, day, day))
    return moved_to(claim, days.after_cover_starts(period.product, day, draw(days.covered)))


def _first_day(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    benefits = claimed_benefits(view, claim)
    for days in SHIFTS:
        other = _moved(claim, days)
        if view.applies_to(other) and _both_eligible(view, benefits, claim, other):
            break
    else:
        return None
    version = view.version
    known = "" if version.known_to == "day" else f"known_to_{version.known_to}"
    facts: dict[str, Any] = {
        "day": claim.event.happened_on,
        "later": other.event.happened_on,
        "first": version.effective_from,
        "known": PHRASES[known] if known else "",
    }
    return _unequal(pay, claim, other, benefits, OTHERWISE, facts)


def _moved(claim: Claim, days: int) -> Claim:
    cover_from, happened_on = (
        shifted(day, days) for day in (claim.enrolment.cover_from, claim.event.happened_on)
    )
    return moved_to(claim, ClaimDates(claim.enrolment.product, cover_from, happened_on))


def _both_eligible(view: VersionView, benefits: tuple[Benefit, ...], claim: Claim, other: Claim) -> bool:
    return all(
        meets_conditions(view, each, claim) and meets_conditions(view, each, other) for each in benefits
    )


def _unequal(
    pay: CachedPayout,
    claim: Claim,
    other: Claim,
    benefits: tuple[Benefit, ...],
    form: Text,
    facts: dict[str, Any],
    *,
    with_total: bool = True,
) -> Counterexample | None:
    """A counterexample if two claims are paid different sums for these benefits, or in total."""
    compared: list[tuple[Text, str | None]] = [(benefit.name, benefit.code) for benefit in benefits]
    if not pay(claim).by_benefit:
        compared = [(ALL_OF_IT, None)] if with_total else []
    for name, code in compared:
        first, second = pay(claim).sum_of(code), pay(other).sum_of(code)
        if first is not None and second is not None and first != second:
            text = phrase(form, name=name, one=first, other=second, **facts)
            return Counterexample(text, (claim, other), code or "")
    return None


def _waits(view: VersionView, benefit: Benefit) -> list[Any]:
    """The waiting periods of a benefit: conditions, and ladders by day of cover."""
    ladders = [each for each in every(Ladder, benefit) if each.by == "day_of_cover"]
    return [*ladders, *(each for each in view.conditions_of(benefit) if isinstance(each, Waiting))]


def _waived(view: VersionView, benefit: Benefit) -> bool:
    """Whether the public record states that a renewal waives every waiting period of a benefit."""
    waits = _waits(view, benefit)
    return bool(waits) and all(min(values(wait.waiver), default=0) > 0 for wait in waits)


def _has_waived_benefit(view: VersionView) -> bool:
    return any(_waived(view, benefit) for benefit in view.version.benefits)


@st.composite
def _renewed(draw: Any, tested: VersionUnderTest) -> Claim:
    benefits = [benefit for benefit in tested.view.version.benefits if _waived(tested.view, benefit)]
    benefit, days = draw(st.sampled_from(benefits)), tested.eligible.days
    claim = drawn_claim(draw, tested.eligible, benefit.event, (benefit.code,))
    day = tested.view.governing_day(claim.enrolment, claim.event.happened_on)
    after = draw(st.integers(0, max(longest_wait(days.boundaries), 1) - 1))
    early = moved_to(claim, days.after_cover_starts(claim.enrolment.product, day, after))
    return changed(early, renewed=True)


def _renewal(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    claimed = claimed_benefits(view, claim)
    wait = longest_wait(Boundaries(view))
    enrolment, event = claim.enrolment, claim.event
    days = (
        ClaimDates(enrolment.product, enrolment.cover_from, shifted(enrolment.cover_from, wait))
        if view.by_cover_start
        else ClaimDates(enrolment.product, shifted(event.happened_on, -wait), event.happened_on)
    )
    later = moved_to(claim, days)
    benefits = tuple(benefit for benefit in claimed if _waived(view, benefit))
    if not view.applies_to(later) or not _both_eligible(view, benefits, claim, later):
        return None
    facts = {"day": day_of_cover(claim), "later": wait + 1}
    return _unequal(pay, claim, later, benefits, UNEQUAL, facts, with_total=benefits == claimed)


TIME_INVARIANCE = (
    Law("first_day", any_version, _first_day, _on_edge_days),
    Law("renewal", _has_waived_benefit, _renewal, _renewed),
)
