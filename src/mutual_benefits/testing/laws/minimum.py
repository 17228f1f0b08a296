"""The minimum due for a claim that certainly meets every condition."""

from collections.abc import Callable
from typing import Any

from ...claims import Claim
from ...rules import (
    BandedShare,
    Benefit,
    ExpenseShare,
    GradedSum,
    LumpSum,
    PerArea,
    PerDiem,
    Scale,
    ShareOfLoss,
)
from ..oracle import is_claimed, is_met, lifted
from ..term_bounds import bounds_of, fact, fen
from ..version_view import VersionView
from .law import claimed_benefits
from .maximum import band_ends_known, bands, caps, half_down, term_of, yearly_deductible

Round = Callable[[int, int], int]
"""Takes a share in basis points of an amount, rounded to whole fen."""


def least(view: VersionView, benefit: Benefit, claim: Claim, round_: Round = half_down) -> int:
    """The minimum due of a benefit in fen; 0 where its conditions or limits leave that open.

    A limit leaves it open where another claimed benefit shares the limit.
    """
    if not is_claimed(view, benefit, claim) or not certainly_due(view, benefit, claim):
        return 0
    due = _FLOORS[type(benefit)](benefit, claim, round_)
    for ceiling, _ in caps(benefit, claim, "fen"):
        due = min(due, ceiling.low)
    for ceiling, _ in caps(benefit, claim, "payment"):
        due = due if ceiling.low else 0
    return due


def certainly_due(view: VersionView, benefit: Benefit, claim: Claim) -> bool:
    """Whether every condition is certainly met, and no other claimed benefit shares a limit."""
    return meets_conditions(view, benefit, claim) and not shares_a_limit(view, benefit, claim)


def meets_conditions(view: VersionView, benefit: Benefit, claim: Claim) -> bool:
    """Whether a claim certainly meets every condition of a benefit."""
    return all(is_met(view, condition, claim) is True for condition in view.conditions_of(benefit))


def shares_a_limit(view: VersionView, benefit: Benefit, claim: Claim) -> bool:
    """Whether another claimed benefit shares a limit of this one."""
    return any(
        other is not benefit and binding_limits(benefit, claim) & binding_limits(other, claim)
        for other in claimed_benefits(view, claim)
    )


def binding_limits(benefit: Benefit, claim: Claim) -> set[str]:
    """The codes of a benefit's limits that apply to a claim."""
    limits: Any = benefit.limits
    return {limit.code for limit in limits if not lifted(limit, claim)}


def _of_days(benefit: PerDiem, claim: Claim, _: Round) -> int:
    waiting = term_of(benefit, "waiting_days", claim)
    days = 0 if waiting.high is None else max((fact(claim, benefit.days) or 0) - waiting.high, 0)
    paid_days = min((days, *(cap.low for cap, _ in caps(benefit, claim, "day"))))
    return paid_days * bounds_of(benefit.rate, claim).low


def _of_lump_sum(benefit: LumpSum, claim: Claim, _: Round) -> int:
    shares = claim.enrolment.shares if benefit.per_share else 1
    if benefit.per_share and benefit.most_shares is not None:
        shares = min(shares, bounds_of(benefit.most_shares, claim).low)
    return bounds_of(benefit.sum, claim).low * shares


def _of_grade(benefit: GradedSum, claim: Claim, round_: Round) -> int:
    if any(fact(claim, name) for name in benefit.unless) or _perhaps_unlisted(benefit, claim):
        return 0
    return round_(bounds_of(benefit.maximum, claim).low, bounds_of(benefit.percentage, claim).low)


def _perhaps_unlisted(benefit: GradedSum, claim: Claim) -> bool:
    """Whether a kind of injury may not be on the list of those that are paid."""
    grade, *words = benefit.grades
    if benefit.other_kinds is None or fact(claim, grade) is not None:
        return False
    listed = any(fact(claim, word) in benefit.kinds for word in words)
    return not listed and bounds_of(benefit.other_kinds, claim).low == 0


def _of_loss(benefit: ShareOfLoss, claim: Claim, round_: Round) -> int:
    due = round_(fen(claim, "loss"), bounds_of(benefit.percentage, claim).low)
    return min(due, bounds_of(benefit.ceiling, claim).low)


def _of_area(benefit: PerArea, claim: Claim, round_: Round) -> int:
    due = round_(fen(claim, "area") * bounds_of(benefit.rate, claim).low, 100)
    return min(due, bounds_of(benefit.ceiling, claim).low)


def _of_costs(benefit: ExpenseShare, claim: Claim, round_: Round) -> int:
    deductible, yearly = term_of(benefit, "deductible", claim), yearly_deductible(benefit, claim)
    if deductible.high is None or yearly.high is None:
        return 0
    base = max(max(fen(claim, benefit.of or "self_paid") - deductible.high, 0) - yearly.high, 0)
    due = round_(base, term_of(benefit, "share", claim).low)
    return max(due, term_of(benefit, "least_payment", claim).low) if due else 0


def _of_bands(benefit: BandedShare, claim: Claim, round_: Round) -> int:
    costs = max(fen(claim, "over_cap") - fen(claim, "other_cover"), 0)
    return min(_of_scale(scale, claim, costs, round_) for scale in benefit.scales)


def _of_scale(scale: Scale, claim: Claim, costs: int, round_: Round) -> int:
    if not band_ends_known(scale, claim):
        return 0
    parts = bands(scale, claim, costs)
    sums = ((round_(within, share.low), ceiling) for within, share, ceiling, _ in parts)
    return sum(sum_ if ceiling is None else min(sum_, ceiling.low) for sum_, ceiling in sums)


_FLOORS: dict[type[Benefit], Callable[[Any, Claim, Round], int]] = {
    PerDiem: _of_days,
    LumpSum: _of_lump_sum,
    GradedSum: _of_grade,
    ShareOfLoss: _of_loss,
    PerArea: _of_area,
    ExpenseShare: _of_costs,
    BandedShare: _of_bands,
}
