"""The least that a rule book grants a claim which meets every condition for certain: what is due in full."""

from collections.abc import Callable
from typing import Any

from ...claims import Claim
from ...rules import BandedShare, Benefit, ExpenseShare, GradedSum, LumpSum, PerArea, PerDiem, ShareOfLoss
from ..oracle import asked, fact, fen, held, lifted, stated
from ..version_view import VersionView
from .maximum import ZERO, bands, caps, half_down, settled, term_of

Round = Callable[[int, int], int]
"""How a share in basis points becomes whole fen."""


def least(book: VersionView, rule: Benefit, claim: Claim, round_: Round = half_down) -> int:
    """The least that a benefit comes to, in fen; 0 where something of it is open.

    That is also where another benefit that is asked for draws on the same limit.
    """
    if not asked(book, rule, claim) or not surely_due(book, rule, claim):
        return 0
    due = next(bounds(rule, claim, round_) for kind, bounds in _FLOORS.items() if isinstance(rule, kind))
    for ceiling, _ in caps(rule, claim, "fen"):
        due = min(due, ceiling.low)
    for ceiling, _ in caps(rule, claim, "payment"):
        due = due if ceiling.low else 0
    return due


def surely_due(book: VersionView, rule: Benefit, claim: Claim) -> bool:
    """Whether every condition holds for certain, and no other benefit can take from the limits."""
    return not shares_a_limit(book, rule, claim) and all(
        held(book, guard, claim) is True for guard in book.guards(rule)
    )


def shares_a_limit(book: VersionView, rule: Benefit, claim: Claim) -> bool:
    """Whether another benefit that the claim asks for draws on a limit of this one."""
    return any(
        other is not rule and asked(book, other, claim) and binding(rule, claim) & binding(other, claim)
        for other in book.rules(claim.event.kind)
    )


def binding(rule: Benefit, claim: Claim) -> set[str]:
    """The codes of a benefit's limits that bind a claim."""
    limits: Any = rule.limits
    return {limit.code for limit in limits if not lifted(limit, claim)}


def _of_days(rule: PerDiem, claim: Claim, _: Round) -> int:
    waiting = term_of(rule, "waiting_days", claim)
    days = 0 if waiting.high is None else max(fact(claim, rule.days) - waiting.high, 0)
    return min((days, *(cap.low for cap, _ in caps(rule, claim, "day")))) * stated(rule.rate, claim).low


def _of_a_sum(rule: LumpSum, claim: Claim, _: Round) -> int:
    shares = claim.enrolment.shares if rule.per_share else 1
    if rule.per_share and rule.most_shares is not None:
        shares = min(shares, stated(rule.most_shares, claim).low)
    return stated(rule.sum, claim).low * shares


def _of_a_grade(rule: GradedSum, claim: Claim, round_: Round) -> int:
    if any(fact(claim, name) for name in rule.unless):
        return 0
    return round_(stated(rule.maximum, claim).low, stated(rule.percentage, claim).low)


def _of_a_loss(rule: ShareOfLoss, claim: Claim, round_: Round) -> int:
    due = round_(fen(claim, "loss"), stated(rule.percentage, claim).low)
    return min(due, stated(rule.ceiling, claim).low)


def _of_an_area(rule: PerArea, claim: Claim, round_: Round) -> int:
    due = round_(fen(claim, "area") * stated(rule.rate, claim).low, 100)
    return min(due, stated(rule.ceiling, claim).low)


def _of_costs(rule: ExpenseShare, claim: Claim, round_: Round) -> int:
    limit: Any = rule.yearly_deductible
    once = ZERO if limit is None or limit.ceiling is None else stated(limit.ceiling, claim)
    deductible = term_of(rule, "deductible", claim)
    if deductible.high is None or once.high is None:
        return 0
    base = max(max(fen(claim, "self_paid") - deductible.high, 0) - once.high, 0)
    due = round_(base, term_of(rule, "share", claim).low)
    return max(due, term_of(rule, "least_payment", claim).low) if due else 0


def _of_bands(rule: BandedShare, claim: Claim, round_: Round) -> int:
    costs = max(fen(claim, "over_cap") - fen(claim, "other_cover"), 0)
    if not settled(rule, claim):
        return 0
    return sum(min(round_(within, share.low), top.low) for within, share, top, _ in bands(rule, claim, costs))


_FLOORS: dict[type[Benefit], Callable[[Any, Claim, Round], int]] = {
    PerDiem: _of_days,
    LumpSum: _of_a_sum,
    GradedSum: _of_a_grade,
    ShareOfLoss: _of_a_loss,
    PerArea: _of_an_area,
    ExpenseShare: _of_costs,
    BandedShare: _of_bands,
}
