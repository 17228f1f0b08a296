"""Laws about limits that several benefits share, and about payment in full."""

from decimal import Decimal
from typing import Any

from ....claims import Claim
from ....limits import Limit
from ....rules import BandedShare, Benefit, ExpenseShare, GradedSum, PerArea, PerDiem, ShareOfLoss
from ....vocabulary import both
from ...oracle import lifted
from ...strategies.told_words import with_other_words
from ...term_bounds import TermBounds, bounds_of
from ...version_view import VersionView
from ..claim_text import ALL_OF_IT, benefit_names, limit_name, phrase, term
from ..law import Counterexample, Law, any_version, claimed_benefits
from ..maximum import half_up, most, without_shared_deductibles
from ..minimum import least
from ..payout import CachedPayout
from .upper_bounds import above, has_kind, has_limits

BELOW = both("{name}: {sum} was paid; {least} is due.", "{name}：给付{sum}；应付{least}。")


def _shared(view: VersionView, claim: Claim, unit: str) -> list[tuple[Limit, TermBounds, list[Benefit]]]:
    """The limits in one unit that apply to a claim, with their ceilings and the benefits under them."""
    shared: dict[str, tuple[Limit, TermBounds, list[Benefit]]] = {}
    for benefit in view.benefits_for(claim.event.kind):
        limits: Any = benefit.limits
        for limit in limits:
            if limit.unit == unit and limit.ceiling is not None and not lifted(limit, claim):
                entry = shared.setdefault(limit.code, (limit, bounds_of(limit.ceiling, claim), []))
                entry[2].append(benefit)
    return list(shared.values())


def _money_cap(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    paid, claimed = pay(claim), claimed_benefits(view, claim)
    for limit, ceiling, benefits in _shared(view, claim, "fen"):
        if paid.by_benefit:
            sum_ = sum((paid.of(benefit.code) or Decimal(0) for benefit in benefits), Decimal(0))
        elif paid.total is None or not all(benefit in benefits for benefit in claimed):
            continue
        else:
            sum_ = paid.total
        if ceiling.high is not None and sum_ > ceiling.high:
            why = (term(limit_name(limit), ceiling, "fen"),)
            return Counterexample(above(benefit_names(benefits), sum_, ceiling.high, why), (claim,))
    return None


def _one_payment(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    paid, claimed = pay(claim), claimed_benefits(view, claim)
    form = both("{names} were all paid ({why}).", "{names}同时给付（{why}）。")
    for limit, ceiling, benefits in _shared(view, claim, "payment"):
        why = term(limit_name(limit), ceiling, "payment")
        paid_benefits = [benefit for benefit in benefits if paid.of(benefit.code)]
        if ceiling.high is not None and len(paid_benefits) > ceiling.high:
            return Counterexample(phrase(form, names=benefit_names(paid_benefits), why=why), (claim,))
        maxima = [most(benefit, claim) for benefit in without_shared_deductibles(claimed)]
        group = [
            maximum or 0 for benefit, maximum in zip(claimed, maxima, strict=True) if benefit in benefits
        ]
        if paid.total is None or paid.by_benefit or None in maxima or ceiling.high != 1 or len(group) < 2:
            continue
        due = sum(maximum or 0 for maximum in maxima) - sum(group) + max(group)
        if paid.total > due:
            return Counterexample(above(ALL_OF_IT, paid.total, due, (why,)), (claim,))
    return None


def _days_together(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    paid = pay(claim)
    form = both(
        "{names}: the payment amounts to at least {days} days ({why}).",
        "{names}：给付金额至少相当于{days}天（{why}）。",
    )
    for limit, ceiling, benefits in _shared(view, claim, "day"):
        days = Decimal(0)
        for benefit in benefits:
            rate = bounds_of(benefit.rate, claim).high if isinstance(benefit, PerDiem) else None
            days += (paid.of(benefit.code) or Decimal(0)) / rate if rate else 0
        if len(benefits) > 1 and ceiling.high is not None and days > ceiling.high:
            why = term(limit_name(limit), ceiling, "day")
            number = f"{days.quantize(Decimal('0.01')).normalize():f}"
            return Counterexample(phrase(form, names=benefit_names(benefits), days=number, why=why), (claim,))
    return None


def _full_sum(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    """Checks the claim and, if anything is certainly due, the same claim with other words."""
    found = _in_full(view, claim, pay)
    if found is None and any(least(view, benefit, claim) for benefit in claimed_benefits(view, claim)):
        return next(filter(None, (_in_full(view, each, pay) for each in with_other_words(view, claim))), None)
    return found


def _in_full(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    paid = pay(claim)
    due = [(benefit, least(view, benefit, claim)) for benefit in claimed_benefits(view, claim)]
    if not paid.by_benefit:
        whole = sum(least_sum for _, least_sum in due)
        if paid.total is None or not 0 <= paid.total < whole:  # another law covers negative sums
            return None
        return Counterexample(phrase(BELOW, name=ALL_OF_IT, sum=paid.total, least=Decimal(whole)), (claim,))
    for benefit, least_sum in due:
        sum_ = paid.of(benefit.code)
        if sum_ is not None and 0 <= sum_ < least_sum:
            text = phrase(BELOW, name=benefit.name, sum=sum_, least=Decimal(least_sum))
            return Counterexample(text, (claim,), benefit.code)
    return None


def _half_up(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    paid = pay(claim)
    for benefit in claimed_benefits(view, claim):
        down, up = least(view, benefit, claim), least(view, benefit, claim, half_up)
        alone = len(claimed_benefits(view, claim)) == 1
        sum_ = paid.of(benefit.code) if paid.by_benefit else paid.total if alone else None
        if sum_ is not None and down <= sum_ < up:
            text = phrase(BELOW, name=benefit.name, sum=sum_, least=Decimal(up))
            return Counterexample(text, (claim,), benefit.code if paid.by_benefit else "")
    return None


SHARED_LIMITS = (
    Law("days_together", has_limits("day", shared=True), _days_together),
    Law("money_cap", has_limits("fen"), _money_cap),
    Law("one_payment", has_limits("payment", shared=True), _one_payment),
    Law("full_sum", any_version, _full_sum),
    Law("half_up", has_kind(ShareOfLoss, ExpenseShare, BandedShare, PerArea, GradedSum), _half_up),
)
