"""Laws about more and less: more never pays less, and each further day or share pays the same again."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ....claims import Claim
from ....rules import BandedShare, Benefit, ExpenseShare, LumpSum, PerArea, PerDiem, ShareOfLoss
from ....sources import Text
from ....terms import Table
from ....vocabulary import both
from ...oracle import TermBounds, fact, stated
from ...version_view import VersionView, parts_of
from ..claim_text import ALL_OF_IT, amount, phrase
from ..law import Complaint, Law, asked_rules, changed, has
from ..maximum import caps, term_of
from ..minimum import shares_a_limit, surely_due
from ..payout import Payer
from .upper_bounds import is_of

LESS = both(
    "{name}: {before} was paid, and only {after} for {more}.",
    "{name}：原给付{before}，增至{more}时仅给付{after}。",
)
NOT_IN_STEP = both(
    "{name}: {before} was paid, and {after} for {more}; the difference should be {due}.",
    "{name}：原给付{before}，增至{more}时给付{after}；差额应为{due}。",
)
COSTS: dict[type[Benefit], str] = {
    ShareOfLoss: "loss",
    PerArea: "area",
    ExpenseShare: "self_paid",
    BandedShare: "over_cap",
}


def code_of(rule: Benefit | None) -> str | None:
    """The code of a benefit; None stands for all of them."""
    return None if rule is None else rule.code


def never_less(pay: Payer, claim: Claim, grown: Claim, rule: Benefit | None, more: Text) -> Complaint | None:
    """The complaint if the grown claim is paid less of a benefit, or (with none) of all."""
    before, after = (pay(one).sum_of(code_of(rule)) for one in (claim, grown))
    if before is None or after is None or after >= before:
        return None
    name = ALL_OF_IT if rule is None else rule.name
    return Complaint(phrase(LESS, name=name, before=before, after=after, more=more), (claim, grown))


def _compare(
    book: VersionView, pay: Payer, claim: Claim, grown: Claim, rules: tuple[Benefit, ...], more: Text
) -> Complaint | None:
    """Never less of these benefits; nor of all, if none of them draws on a limit of another."""
    for rule in rules if pay(claim).by_benefit else ():
        found = never_less(pay, claim, grown, rule, more)
        if found is not None:
            return found
    if any(shares_a_limit(book, rule, claim) for rule in rules):
        return None
    return never_less(pay, claim, grown, None, more)


def _more_days(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    for rule in asked_rules(book, claim):
        for step in (1, 30) if isinstance(rule, PerDiem) else ():
            days = fact(claim, rule.days) + step  # type: ignore[attr-defined]  # rules without days take no step
            grown = changed(claim, event={rule.days: days})  # type: ignore[attr-defined]  # as above
            found = _compare(book, pay, claim, grown, (rule,), both(f"{days} days", f"{days}天"))
            if found is not None:
                return found
    return None


def _more_costs(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    for rule in asked_rules(book, claim):
        name = COSTS.get(type(rule))
        given: Any = None if name is None else fact(claim, name)
        for step in () if name is None or given is None else ("0.01", "100.00"):
            amount = given + Decimal(step)
            more = both(f"{name} {amount}", f"{name} {amount}")
            found = _compare(book, pay, claim, changed(claim, event={str(name): amount}), (rule,), more)
            if found is not None:
                return found
    return None


def _more_shares(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    shares = claim.enrolment.shares + 1
    more = both(f"{shares} shares", f"{shares}份")
    return _compare(book, pay, claim, changed(claim, shares=shares), asked_rules(book, claim), more)


def _each_share(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    shares, one = claim.enrolment.shares, changed(claim, shares=1)
    rules = [rule for rule in asked_rules(book, claim) if _counts(rule, claim, shares)]
    whole = len(rules) == len(asked_rules(book, claim))
    for rule in rules if pay(claim).by_benefit else [None] if rules and whole else []:
        first, all_ = (pay(each).sum_of(code_of(rule)) for each in (one, claim))
        if first is not None and all_ is not None and all_ != first * shares:
            more = both(f"{shares} shares", f"{shares}份")
            name = ALL_OF_IT if rule is None else rule.name
            due = phrase(both("{sum}", "{sum}"), sum=first * (shares - 1))
            said = phrase(NOT_IN_STEP, name=name, before=first, after=all_, more=more, due=due)
            return Complaint(said, (one, claim))
    return None


def _counts(rule: Benefit, claim: Claim, shares: int) -> bool:
    """Whether every share of the claim surely counts for a benefit that no sum limits."""
    if not isinstance(rule, LumpSum) or not rule.per_share or any(caps(rule, claim, "fen")):
        return False
    return rule.most_shares is None or shares <= stated(rule.most_shares, claim).low


def _higher_tier(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    tiers = sorted(book.version.fee_tiers, key=lambda tier: tier.ordinary)
    codes = [tier.code for tier in tiers]
    place = codes.index(str(claim.enrolment.fee_tier)) + 1
    if place == len(codes):
        return None
    richer = changed(claim, fee_tier=codes[place])
    rules = asked_rules(book, claim)
    grown = tuple(
        rule for rule in rules if _rises(rule, claim, richer) and not shares_a_limit(book, rule, claim)
    )
    if not pay(claim).by_benefit and len(grown) < len(rules):
        return None
    for rule in grown if pay(claim).by_benefit else (None,):
        more = both(f"tier {codes[place]}", f"{codes[place]}档")
        found = never_less(pay, claim, richer, rule, more)
        if found is not None:
            return found
    return None


TAKEN_AWAY = ("waiting_days", "deductible", "yearly_deductible")
"""Terms that lessen what is paid."""


def _rises(rule: Benefit, claim: Claim, richer: Claim) -> bool:
    """Whether each term by fee tier is surely no worse for the richer tier."""
    return all(
        after == before if name in TAKEN_AWAY else before.high is not None and before.high <= after.low
        for name, before, after in _tiered(rule, claim, richer)
    )


def _tiered(rule: Benefit, claim: Claim, richer: Claim) -> Iterator[tuple[str, TermBounds, TermBounds]]:
    for name, term in rule.__dict__.items():
        for part in parts_of(term):
            if isinstance(part, Table) and part.by == "fee_tier":
                yield name, stated(part, claim), stated(part, richer)


def _each_day(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    for rule in asked_rules(book, claim):
        if not isinstance(rule, PerDiem) or not surely_due(book, rule, claim):
            continue
        days, rate = fact(claim, rule.days), stated(rule.rate, claim)
        if not _in_step(rule, claim, days, rate):
            continue
        longer = changed(claim, event={rule.days: days + 1})
        alone = sum(getattr(other, "days", None) == rule.days for other in book.rules(claim.event.kind)) == 1
        if not pay(claim).by_benefit and not alone:
            continue
        code = rule.code if pay(claim).by_benefit else None
        before, after = pay(claim).sum_of(code), pay(longer).sum_of(code)
        if before is None or after is None:
            continue
        step = after - before
        if step < rate.low or (rate.high is not None and step > rate.high):
            more = both(f"{days + 1} days", f"{days + 1}天")
            name = rule.name if pay(claim).by_benefit else ALL_OF_IT
            due = amount(rate, rule.units["rate"])
            said = phrase(NOT_IN_STEP, name=name, before=before, after=after, more=more, due=due)
            return Complaint(said, (claim, longer))
    return None


def _in_step(rule: PerDiem, claim: Claim, days: int, rate: TermBounds) -> bool:
    """Whether the next day surely lies after the waiting days and within every cap."""
    waiting = term_of(rule, "waiting_days", claim)
    if waiting.high is None or days < waiting.high:
        return False
    paid = days + 1 - waiting.low
    if any(paid > cap.low for cap, _ in caps(rule, claim, "day")):
        return False
    return not any(rate.high is None or paid * rate.high > cap.low for cap, _ in caps(rule, claim, "fen"))


def _has_tiers(book: VersionView) -> bool:
    return len(book.version.fee_tiers) > 1


def _per_share(rule: Any) -> bool:
    return isinstance(rule, LumpSum) and rule.per_share


GROWTH = (
    Law("more_days", is_of(PerDiem), _more_days),
    Law("more_costs", is_of(*COSTS), _more_costs),
    Law("more_shares", has(_per_share), _more_shares),
    Law("higher_tier", _has_tiers, _higher_tier),
    Law("each_day", is_of(PerDiem), _each_day),
    Law("each_share", has(_per_share), _each_share),
)
