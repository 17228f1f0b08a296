"""Laws about one day or share more: it pays what each pays, and beyond a limit nothing."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from ....claims import Claim
from ....limits import Limit
from ....rules import Benefit, LumpSum, PerDiem
from ....sources import Text
from ....vocabulary import both
from ...term_bounds import bounds_of, fact
from ...version_view import VersionView
from ..claim_text import ALL_OF_IT, amount, phrase, yuan
from ..law import Counterexample, Law, changed, claimed_benefits, has_benefit
from ..maximum import caps, term_of
from ..minimum import certainly_due
from ..payout import CachedPayout
from .monotonicity import code_of, per_share
from .upper_bounds import has_kind

NOT_IN_STEP = both(
    "{name}: {before} was paid, and {after} for {more}; the difference should be {due}.",
    "{name}：原给付{before}，增至{more}时给付{after}；差额应为{due}。",
)


class FurtherDay(NamedTuple):
    """A claim for one day more of a daily benefit that is certainly due, and what was paid for both."""

    benefit: PerDiem
    claims: tuple[Claim, Claim]
    before: Decimal
    after: Decimal
    by_benefit: bool

    def not_in_step(self, due: Text) -> Counterexample:
        """The counterexample where the difference is not what is due for the day."""
        days = fact(self.claims[1], self.benefit.days)
        more = both(f"{days} days", f"{days}天")
        name = self.benefit.name if self.by_benefit else ALL_OF_IT
        text = phrase(NOT_IN_STEP, name=name, before=self.before, after=self.after, more=more, due=due)
        return Counterexample(text, self.claims, self.benefit.code if self.by_benefit else "")


def _further_days(
    view: VersionView, claim: Claim, pay: CachedPayout, matters: Callable[[PerDiem, Claim, int], bool]
) -> Iterator[FurtherDay]:
    """The claims for one day more of each benefit for which that matters, of which both sums are known."""
    for benefit in claimed_benefits(view, claim):
        if not isinstance(benefit, PerDiem) or not certainly_due(view, benefit, claim):
            continue
        days = fact(claim, benefit.days)
        if days is None or not matters(benefit, claim, days):
            continue
        longer = changed(claim, event={benefit.days: days + 1})
        same_days = [
            other
            for other in view.benefits_for(claim.event.kind)
            if getattr(other, "days", None) == benefit.days
        ]
        by_benefit = pay(claim).by_benefit
        if not certainly_due(view, benefit, longer) or not (by_benefit or len(same_days) == 1):
            continue
        code = benefit.code if by_benefit else None
        before, after = pay(claim).sum_of(code), pay(longer).sum_of(code)
        if before is not None and after is not None:
            yield FurtherDay(benefit, (claim, longer), before, after, by_benefit)


def _each_day(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    for day in _further_days(view, claim, pay, _next_day_counts):
        rate, step = bounds_of(day.benefit.rate, claim), day.after - day.before
        if step < rate.low or (rate.high is not None and step > rate.high):
            return day.not_in_step(amount(rate, day.benefit.units["rate"]))
    return None


def _no_further_day(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    days = _further_days(view, claim, pay, _limit_reached)
    return next((day.not_in_step(yuan(0)) for day in days if day.after > day.before), None)


def _limit_reached(benefit: PerDiem, claim: Claim, days: int) -> bool:
    """Whether the days after the waiting days certainly reach a limit, beyond which no day is paid."""
    waiting = term_of(benefit, "waiting_days", claim)
    most = [cap.high for cap, _ in caps(benefit, claim, "day") if cap.high is not None]
    return waiting.high is not None and any(days - waiting.high >= cap for cap in most)


def _next_day_counts(benefit: PerDiem, claim: Claim, days: int) -> bool:
    """Whether the next day is certainly after the waiting days and within every cap."""
    waiting, rate = term_of(benefit, "waiting_days", claim), bounds_of(benefit.rate, claim)
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


def _no_further_share(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    shares = claim.enrolment.shares + 1
    with_more = changed(claim, shares=shares)
    for benefit in claimed_benefits(view, claim) if pay(claim).by_benefit else ():
        if not _enough_shares(benefit, claim) or not certainly_due(view, benefit, claim):
            continue
        before, after = (pay(each).sum_of(benefit.code) for each in (claim, with_more))
        if before is not None and after is not None and after > before:
            more, due = both(f"{shares} shares", f"{shares}份"), yuan(0)
            text = phrase(NOT_IN_STEP, name=benefit.name, before=before, after=after, more=more, due=due)
            return Counterexample(text, (claim, with_more), benefit.code)
    return None


def _enough_shares(benefit: Benefit, claim: Claim) -> bool:
    """Whether the claim certainly has as many shares as count."""
    if not isinstance(benefit, LumpSum) or not benefit.per_share or benefit.most_shares is None:
        return False
    most = bounds_of(benefit.most_shares, claim).high
    return most is not None and claim.enrolment.shares >= most


def _all_shares_count(benefit: Benefit, claim: Claim, shares: int) -> bool:
    """Whether every share of the claim certainly counts for a benefit, and no limit caps its sum."""
    if not isinstance(benefit, LumpSum) or not benefit.per_share or any(caps(benefit, claim, "fen")):
        return False
    return benefit.most_shares is None or shares <= bounds_of(benefit.most_shares, claim).low


def _limited_days(benefit: Any) -> bool:
    limits = (each for each in benefit.limits if isinstance(each, Limit))
    return isinstance(benefit, PerDiem) and any(each.unit == "day" for each in limits)


def _limited_shares(benefit: Any) -> bool:
    return per_share(benefit) and benefit.most_shares is not None


FURTHER_UNITS = (
    Law("each_day", has_kind(PerDiem), _each_day),
    Law("no_further_day", has_benefit(_limited_days), _no_further_day),
    Law("each_share", has_benefit(per_share), _each_share),
    Law("no_further_share", has_benefit(_limited_shares), _no_further_share),
)
