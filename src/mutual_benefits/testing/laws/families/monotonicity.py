"""Laws about monotonicity: more never pays less."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import Any

from ....claims import Claim
from ....frozen import every
from ....rules import BandedShare, Benefit, ExpenseShare, LumpSum, PerArea, PerDiem, ShareOfLoss
from ....sources import Text
from ....terms import Table
from ....vocabulary import both
from ...oracle import is_met
from ...term_bounds import TermBounds, bounds_of, fact
from ...version_view import VersionView
from ..claim_text import ALL_OF_IT, phrase
from ..law import Counterexample, Law, changed, changed_if_possible, claimed_benefits, has_benefit
from ..minimum import binding_limits, shares_a_limit
from ..payout import CachedPayout
from .upper_bounds import has_kind

LESS = both(
    "{name}: {before} was paid, and only {after} for {more}.",
    "{name}：原给付{before}，增至{more}时仅给付{after}。",
)
COSTS: dict[type[Benefit], str] = {
    ShareOfLoss: "loss",
    PerArea: "area",
    ExpenseShare: "self_paid",
    BandedShare: "over_cap",
}
"""The amount that a benefit grows with."""


def code_of(benefit: Benefit | None) -> str | None:
    """The code of a benefit; None means all of them."""
    return None if benefit is None else benefit.code


def never_less(
    pay: CachedPayout, claim: Claim, increased: Claim, benefit: Benefit | None, more: Text
) -> Counterexample | None:
    """A counterexample if the increased claim is paid less for a benefit, or for all of them (None)."""
    before, after = (pay(each).sum_of(code_of(benefit)) for each in (claim, increased))
    if before is None or after is None or after >= before:
        return None
    name = ALL_OF_IT if benefit is None else benefit.name
    text = phrase(LESS, name=name, before=before, after=after, more=more)
    return Counterexample(text, (claim, increased), code_of(benefit) or "")


def _compare(
    view: VersionView,
    pay: CachedPayout,
    claim: Claim,
    increased: Claim | None,
    benefits: Sequence[Benefit],
    more: Text,
) -> Counterexample | None:
    """Checks that these benefits, which all grow, are never paid less, and the total neither.

    Where two of them share a limit, one may leave less to the other; the total is not checked where any
    shares one. What the increase itself rules out, by a bound of a number, may be refused; None stands for a
    claim that cannot be.
    """
    if increased is None:
        return None
    met = [
        benefit
        for benefit in benefits
        if not any(is_met(view, each, increased) is False for each in view.conditions_of(benefit))
    ]
    for benefit in met if pay(claim).by_benefit else ():
        others = (other for other in benefits if other is not benefit)
        if any(binding_limits(benefit, claim) & binding_limits(other, claim) for other in others):
            continue
        counterexample = never_less(pay, claim, increased, benefit, more)
        if counterexample is not None:
            return counterexample
    if len(met) < len(benefits) or any(shares_a_limit(view, benefit, claim) for benefit in benefits):
        return None
    return never_less(pay, claim, increased, None, more)


def _more_days(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    growing: dict[str, list[Benefit]] = {}
    for benefit in claimed_benefits(view, claim):
        if isinstance(benefit, PerDiem) and fact(claim, benefit.days) is not None:
            growing.setdefault(benefit.days, []).append(benefit)
    for name, step in product(growing, (1, 30)):
        days = fact(claim, name) + step
        increased = changed_if_possible(claim, event={name: days})
        more = both(f"{days} days", f"{days}天")
        counterexample = _compare(view, pay, claim, increased, growing[name], more)
        if counterexample is not None:
            return counterexample
    return None


def _more_costs(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    growing: dict[tuple[str, str], list[Benefit]] = {}
    for benefit in claimed_benefits(view, claim):
        declared: str | None = getattr(benefit, "of", None)
        name = declared or COSTS.get(type(benefit), "")
        if fact(claim, name) is not None:
            growing.setdefault(("facts" if declared else "event", name), []).append(benefit)
    for (part, name), step in product(growing, ("0.01", "100.00")):
        amount = Decimal(str(fact(claim, name))) + Decimal(step)
        more = both(f"{name} {amount}", f"{name} {amount}")
        increased = changed_if_possible(claim, **{part: {name: amount}})
        counterexample = _compare(view, pay, claim, increased, growing[part, name], more)
        if counterexample is not None:
            return counterexample
    return None


def _more_shares(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    shares = claim.enrolment.shares + 1
    more = both(f"{shares} shares", f"{shares}份")
    increased = changed_if_possible(claim, shares=shares)
    return _compare(view, pay, claim, increased, claimed_benefits(view, claim), more)


def _higher_tier(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    tiers = sorted(view.version.fee_tiers, key=lambda tier: tier.ordinary)
    codes = [tier.code for tier in tiers]
    place = codes.index(str(claim.enrolment.fee_tier)) + 1
    if place == len(codes):
        return None
    higher, more = changed(claim, fee_tier=codes[place]), both(f"tier {codes[place]}", f"{codes[place]}档")
    benefits = claimed_benefits(view, claim)
    comparable = [each for each in benefits if not shares_a_limit(view, each, claim)]
    comparable = [each for each in comparable if _never_worse(each, claim, higher)]
    if not pay(claim).by_benefit and len(comparable) < len(benefits):
        return None
    for benefit in comparable if pay(claim).by_benefit else (None,):
        counterexample = never_less(pay, claim, higher, benefit, more)
        if counterexample is not None:
            return counterexample
    return None


REDUCING_TERMS = ("waiting_days", "deductible", "yearly_deductible")
"""Terms that reduce the payment."""


def _never_worse(benefit: Benefit, claim: Claim, higher: Claim) -> bool:
    """Whether each term by fee tier is certainly no worse in the higher tier."""
    return all(
        after == before if name in REDUCING_TERMS else before.high is not None and before.high <= after.low
        for name, before, after in _by_tier(benefit, claim, higher)
    )


def _by_tier(benefit: Benefit, claim: Claim, higher: Claim) -> Iterator[tuple[str, TermBounds, TermBounds]]:
    for name, term in benefit.__dict__.items():
        for table in every(Table, term):
            if table.by == "fee_tier":
                yield name, bounds_of(table, claim), bounds_of(table, higher)


def _has_tiers(view: VersionView) -> bool:
    return len(view.version.fee_tiers) > 1


def per_share(benefit: Any) -> bool:
    """Whether a benefit is a sum for each share."""
    return isinstance(benefit, LumpSum) and benefit.per_share


MONOTONICITY = (
    Law("more_days", has_kind(PerDiem), _more_days),
    Law("more_costs", has_kind(*COSTS), _more_costs),
    Law("more_shares", has_benefit(per_share), _more_shares),
    Law("higher_tier", _has_tiers, _higher_tier),
)
