"""Laws about benefits side by side: limits that they share, and what they come to in full."""

from decimal import Decimal
from typing import Any

from ....claims import Claim
from ....limits import Limit
from ....rules import BandedShare, Benefit, ExpenseShare, GradedSum, PerArea, PerDiem, ShareOfLoss
from ....vocabulary import both
from ...oracle import TermBounds, lifted, stated
from ...version_view import VersionView
from ..claim_text import ALL_OF_IT, benefits, limit_name, phrase, term
from ..law import Complaint, Law, any_version, asked_rules
from ..maximum import half_up, most
from ..minimum import least
from ..payout import Payer
from .upper_bounds import above, has_limits, is_of

BELOW = both("{name}: {sum} was paid; {least} is due.", "{name}：给付{sum}；应付{least}。")


def _shared(book: VersionView, claim: Claim, unit: str) -> list[tuple[Limit, TermBounds, list[Benefit]]]:
    """The limits in one unit that bind a claim, with their ceilings and all benefits that draw on them."""
    found: dict[str, tuple[Limit, TermBounds, list[Benefit]]] = {}
    for rule in book.rules(claim.event.kind):
        limits: Any = rule.limits
        for limit in limits:
            if limit.unit == unit and limit.ceiling is not None and not lifted(limit, claim):
                place = found.setdefault(limit.code, (limit, stated(limit.ceiling, claim), []))
                place[2].append(rule)
    return list(found.values())


def _money_cap(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    paid, wanted = pay(claim), asked_rules(book, claim)
    for limit, ceiling, rules in _shared(book, claim, "fen"):
        if paid.by_benefit:
            sum_ = sum((paid.of(rule.code) or Decimal(0) for rule in rules), Decimal(0))
        elif paid.total is None or not all(rule in rules for rule in wanted):
            continue
        else:
            sum_ = paid.total
        if ceiling.high is not None and sum_ > ceiling.high:
            why = (term(limit_name(limit), ceiling, "fen"),)
            return Complaint(above(benefits(rules), sum_, ceiling.high, why), (claim,))
    return None


def _one_payment(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    paid, wanted = pay(claim), asked_rules(book, claim)
    form = both("{names} were all paid ({why}).", "{names}同时给付（{why}）。")
    for limit, ceiling, rules in _shared(book, claim, "payment"):
        why = term(limit_name(limit), ceiling, "payment")
        both_paid = [rule for rule in rules if paid.of(rule.code)]
        if ceiling.high is not None and len(both_paid) > ceiling.high:
            return Complaint(phrase(form, names=benefits(both_paid), why=why), (claim,))
        tops = [most(rule, claim) for rule in wanted]
        group = [top or 0 for rule, top in zip(wanted, tops, strict=True) if rule in rules]
        if paid.total is None or paid.by_benefit or None in tops or ceiling.high != 1 or len(group) < 2:
            continue
        due = sum(top or 0 for top in tops) - sum(group) + max(group)
        if paid.total > due:
            return Complaint(above(ALL_OF_IT, paid.total, due, (why,)), (claim,))
    return None


def _days_together(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    paid = pay(claim)
    form = both(
        "{names}: what was paid comes to {days} days at the least ({why}).",
        "{names}：给付金额至少相当于{days}天（{why}）。",
    )
    for limit, ceiling, rules in _shared(book, claim, "day"):
        days = Decimal(0)
        for rule in rules:
            rate = stated(rule.rate, claim).high if isinstance(rule, PerDiem) else None
            days += (paid.of(rule.code) or Decimal(0)) / rate if rate else 0
        if len(rules) > 1 and ceiling.high is not None and days > ceiling.high:
            why = term(limit_name(limit), ceiling, "day")
            shown = days.quantize(Decimal("0.01")).normalize()
            return Complaint(phrase(form, names=benefits(rules), days=f"{shown:f}", why=why), (claim,))
    return None


def _full_sum(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    paid, rules = pay(claim), asked_rules(book, claim)
    if not paid.by_benefit:
        due = sum(least(book, rule, claim) for rule in rules)
        if paid.total is None or not 0 <= paid.total < due:  # another law speaks of less than nothing
            return None
        return Complaint(phrase(BELOW, name=ALL_OF_IT, sum=paid.total, least=Decimal(due)), (claim,))
    for rule in rules:
        sum_ = paid.of(rule.code)
        if sum_ is not None and 0 <= sum_ < (due := least(book, rule, claim)):
            return Complaint(phrase(BELOW, name=rule.name, sum=sum_, least=Decimal(due)), (claim,))
    return None


def _half_up(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    paid = pay(claim)
    for rule in asked_rules(book, claim):
        down, up = least(book, rule, claim), least(book, rule, claim, half_up)
        alone = len(asked_rules(book, claim)) == 1
        sum_ = paid.of(rule.code) if paid.by_benefit else paid.total if alone else None
        if sum_ is not None and down <= sum_ < up:
            return Complaint(phrase(BELOW, name=rule.name, sum=sum_, least=Decimal(up)), (claim,))
    return None


TOGETHER = (
    Law("days_together", has_limits("day", shared=True), _days_together),
    Law("money_cap", has_limits("fen"), _money_cap),
    Law("one_payment", has_limits("payment", shared=True), _one_payment),
    Law("full_sum", any_version, _full_sum),
    Law("half_up", is_of(ShareOfLoss, ExpenseShare, BandedShare, PerArea, GradedSum), _half_up),
)
