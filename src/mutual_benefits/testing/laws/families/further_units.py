"""Laws about one more day or share: it pays what each one pays, and beyond a limit nothing."""

from typing import Any, TypeGuard

from ....claims import Claim
from ....frozen import every, within
from ....rules import Benefit, LumpSum, PerDiem
from ....sources import Text
from ....terms import Unstated
from ....vocabulary import both
from ...oracle import is_met
from ...term_bounds import TermBounds, bounds_of, fact
from ...version_view import VersionView
from ..claim_text import ALL_OF_IT, amount, phrase, yuan
from ..law import Counterexample, Law, changed, changed_if_possible, claimed_benefits, has_benefit
from ..maximum import caps, term_of
from ..minimum import certainly_due, shares_a_limit
from ..payout import CachedPayout
from .monotonicity import code_of, per_share
from .upper_bounds import has_kind

NOT_IN_STEP = both(
    "{name}: {before} was paid, and {after} for {more}; the difference should be {due}.",
    "{name}：原给付{before}，增至{more}时给付{after}；差额应为{due}。",
)

Pair = tuple[Claim | None, Claim | None]
"""A claim, and the same with more of a fact; None stands for one that cannot be."""


def _each_day(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    for benefit in claimed_benefits(view, claim):
        if not isinstance(benefit, PerDiem) or not certainly_due(view, benefit, claim):
            continue
        days, rate = fact(claim, benefit.days), bounds_of(benefit.rate, claim)
        if days is None or not _next_day_counts(benefit, claim, days, rate):
            continue
        longer = changed_if_possible(claim, event={benefit.days: days + 1})
        if longer is None or not certainly_due(view, benefit, longer):
            continue
        benefits = view.benefits_for(claim.event.kind)
        same_days = [other for other in benefits if getattr(other, "days", None) == benefit.days]
        if not pay(claim).by_benefit and len(same_days) > 1:
            continue
        code = benefit.code if pay(claim).by_benefit else None
        before, after = pay(claim).sum_of(code), pay(longer).sum_of(code)
        if before is None or after is None:
            continue
        step = after - before
        if step < rate.low or (rate.high is not None and step > rate.high):
            more = both(f"{days + 1} days", f"{days + 1}天")
            name = benefit.name if pay(claim).by_benefit else ALL_OF_IT
            due = amount(rate, benefit.units["rate"])
            text = phrase(NOT_IN_STEP, name=name, before=before, after=after, more=more, due=due)
            return Counterexample(text, (claim, longer), code or "")
    return None


def _no_further_day(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    for benefit in claimed_benefits(view, claim):
        if not _open_rate(benefit):
            continue
        days, most = fact(claim, benefit.days), _most_days(benefit, claim)
        if days is not None and most is not None and days >= most:
            numbers = most, max(days, most + 1)
            at_most, beyond = (changed_if_possible(claim, event={benefit.days: number}) for number in numbers)
            more = both(f"{numbers[1]} days", f"{numbers[1]}天")
            found = _nothing_more(view, pay, benefit, (at_most, beyond), benefit.days, more)
            if found is not None:
                return found
    return None


def _most_days(benefit: PerDiem, claim: Claim) -> int | None:
    """The number of days beyond which no day is certainly paid; None if no limit of days is known."""
    waiting = term_of(benefit, "waiting_days", claim).high
    ceilings = [ceiling.high for ceiling, _ in caps(benefit, claim, "day") if ceiling.high is not None]
    return None if waiting is None or not ceilings else waiting + min(ceilings)


def _nothing_more(
    view: VersionView, pay: CachedPayout, benefit: Benefit, pair: Pair, name: str, more: Text
) -> Counterexample | None:
    """A counterexample if the second claim, with more of a fact than can count, is paid more."""
    at_most, beyond = pair
    if at_most is None or beyond is None:
        return None
    claims = at_most, beyond
    by_benefit = pay(claims[0]).by_benefit
    alone = by_benefit or claimed_benefits(view, claims[1]) == (benefit,)
    if not alone or shares_a_limit(view, benefit, claims[1]) or not _alike(view, benefit, claims, name):
        return None
    code = benefit.code if by_benefit else None
    before, after = (pay(each).sum_of(code) for each in claims)
    if before is None or after is None or after <= before:
        return None
    named = benefit.name if by_benefit else ALL_OF_IT
    text = phrase(NOT_IN_STEP, name=named, before=before, after=after, more=more, due=yuan(0))
    return Counterexample(text, claims, code or "")


def _alike(view: VersionView, benefit: Benefit, claims: tuple[Claim, Claim], name: str) -> bool:
    """Whether a benefit's conditions hold alike for two claims that differ in one fact."""
    for condition in view.conditions_of(benefit):
        one, other = (is_met(view, condition, each) for each in claims)
        if one is not other or (one is None and name in within(condition)):
            return False
    return True


def _next_day_counts(benefit: PerDiem, claim: Claim, days: int, rate: TermBounds) -> bool:
    """Whether the next day is certainly after the waiting days and within every cap."""
    waiting = term_of(benefit, "waiting_days", claim)
    if waiting.high is None or days < waiting.high:
        return False
    paid = days + 1 - waiting.low
    if any(paid > cap.low for cap, _ in caps(benefit, claim, "day")):
        return False
    return not any(rate.high is None or paid * rate.high > cap.low for cap, _ in caps(benefit, claim, "fen"))


def _each_share(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    shares, one_share = claim.enrolment.shares, changed(claim, shares=1)
    benefits = [each for each in claimed_benefits(view, claim) if _all_shares_count(each, claim, shares)]
    complete = len(benefits) == len(claimed_benefits(view, claim))
    for benefit in benefits if pay(claim).by_benefit else [None] if benefits and complete else []:
        before, after = (pay(each).sum_of(code_of(benefit)) for each in (one_share, claim))
        if before is not None and after is not None and after != before * shares:
            more = both(f"{shares} shares", f"{shares}份")
            name = ALL_OF_IT if benefit is None else benefit.name
            due = yuan(before * (shares - 1))
            text = phrase(NOT_IN_STEP, name=name, before=before, after=after, more=more, due=due)
            return Counterexample(text, (one_share, claim), code_of(benefit) or "")
    return None


def _all_shares_count(benefit: Benefit, claim: Claim, shares: int) -> bool:
    """Whether every share of the claim certainly counts for a benefit, and no limit caps its sum."""
    if not isinstance(benefit, LumpSum) or not benefit.per_share or any(caps(benefit, claim, "fen")):
        return False
    return benefit.most_shares is None or shares <= bounds_of(benefit.most_shares, claim).low


def _no_further_share(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    shares = claim.enrolment.shares
    for benefit in claimed_benefits(view, claim):
        if not _open_share(benefit):
            continue
        most = bounds_of(benefit.most_shares, claim).high
        if most is not None and shares >= most:
            numbers = max(most, 1), max(shares, most + 1, 2)
            at_most, beyond = (changed_if_possible(claim, shares=number) for number in numbers)
            more = both(f"{numbers[1]} shares", f"{numbers[1]}份")
            found = _nothing_more(view, pay, benefit, (at_most, beyond), "shares", more)
            if found is not None:
                return found
    return None


def _open_rate(benefit: Any) -> TypeGuard[PerDiem]:
    """Whether the rate is open, so that the law about limits of days cannot tell how many were paid."""
    return isinstance(benefit, PerDiem) and any(every(Unstated, benefit.rate))


def _open_share(benefit: Any) -> TypeGuard[LumpSum]:
    """Whether the sum of a share is open, and the number of shares that count is limited."""
    return per_share(benefit) and benefit.most_shares is not None and any(every(Unstated, benefit.sum))


FURTHER_UNITS = (
    Law("each_day", has_kind(PerDiem), _each_day),
    Law("no_further_day", has_benefit(_open_rate), _no_further_day),
    Law("each_share", has_benefit(per_share), _each_share),
    Law("no_further_share", has_benefit(_open_share), _no_further_share),
)
