"""The most that each term of a benefit lets it come to, and the least that all of them leave.

Worked out from the rule book's data in plain arithmetic on whole fen; the engine has no part in it. A
claim is taken to be the member's first.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ...claims import Claim
from ...limits import Limit
from ...rules import BandedShare, Benefit, ExpenseShare, GradedSum, LumpSum, PerArea, PerDiem, ShareOfLoss
from ...sources import Text
from ...vocabulary import FIELDS
from ..oracle import TermBounds, fact, fen, lifted, stated
from . import claim_text

ZERO = TermBounds(0, 0)


class Bound(NamedTuple):
    """A benefit comes to at most `fen` (None: no known maximum) by the law of this code, and why."""

    law: str
    fen: int | None
    why: tuple[Text, ...]


def half_up(amount: int, rate: int) -> int:
    """A share in basis points to the nearest fen, a half up."""
    return (amount * rate + 5_000) // 10_000


def half_down(amount: int, rate: int) -> int:
    """A share in basis points to the nearest fen, a half down."""
    return -((5_000 - amount * rate) // 10_000)


def times(number: int, rate: int | None) -> int | None:
    """So many times a rate that may have no known maximum."""
    return 0 if number == 0 else None if rate is None else number * rate


def a_part(share: TermBounds) -> bool:
    """Whether a share is no more than the whole, as it is unless a rule book says otherwise."""
    return share.high is None or share.high <= 10_000


def term_of(rule: Any, name: str, claim: Claim) -> TermBounds:
    """A term of a rule for a claim; zero where the rule has none."""
    found = getattr(rule, name)
    return ZERO if found is None else stated(found, claim)


def quoted(rule: Any, name: str, claim: Claim) -> Text:
    """A term of a rule in words."""
    return claim_text.term(FIELDS[name], term_of(rule, name, claim), rule.units[name])


def caps(rule: Benefit, claim: Claim, unit: str) -> Iterator[tuple[TermBounds, Text]]:
    """The ceilings of a benefit's limits in one unit that bind a claim, in words too."""
    limits: Iterator[Any] = (one for one in rule.limits if isinstance(one, Limit) and one.unit == unit)
    for limit in limits:
        if limit.ceiling is not None and not lifted(limit, claim):
            ceiling = stated(limit.ceiling, claim)
            yield ceiling, claim_text.term(claim_text.limit_name(limit), ceiling, unit)


def ceilings(rule: Benefit, claim: Claim) -> Iterator[Bound]:
    """Every bound that a term of the rule puts on its benefit, for a claim that asks for it."""
    for kind, bounds in _CEILINGS.items():
        if isinstance(rule, kind):
            yield from bounds(rule, claim)
    for ceiling, said in caps(rule, claim, "fen"):
        yield Bound("money_cap", ceiling.high, (said,))


def most(rule: Benefit, claim: Claim) -> int | None:
    """The most that a benefit can come to, in fen."""
    known = [bound.fen for bound in ceilings(rule, claim) if bound.fen is not None]
    return min(known, default=None)


def _of_days(rule: PerDiem, claim: Claim) -> Iterator[Bound]:
    days, rate = fact(claim, rule.days), stated(rule.rate, claim)
    daily = quoted(rule, "rate", claim)
    yield Bound("days_claimed", times(days, rate.high), (daily,))
    if rule.waiting_days is not None:
        waiting = stated(rule.waiting_days, claim)
        after = max(days - waiting.low, 0)
        yield Bound("waiting_days", times(after, rate.high), (quoted(rule, "waiting_days", claim), daily))
    for ceiling, said in caps(rule, claim, "day"):
        if ceiling.high is not None:
            yield Bound("day_cap", times(ceiling.high, rate.high), (said, daily))


def _of_a_sum(rule: LumpSum, claim: Claim) -> Iterator[Bound]:
    sum_ = stated(rule.sum, claim)
    said = quoted(rule, "sum", claim)
    yield Bound("lump_sum", times(claim.enrolment.shares if rule.per_share else 1, sum_.high), (said,))
    counted = term_of(rule, "most_shares", claim)
    if rule.per_share and rule.most_shares is not None and counted.high is not None:
        yield Bound("share_cap", times(counted.high, sum_.high), (quoted(rule, "most_shares", claim), said))


def _of_a_grade(rule: GradedSum, claim: Claim) -> Iterator[Bound]:
    maximum, share = stated(rule.maximum, claim), stated(rule.percentage, claim)
    said = (quoted(rule, "maximum", claim), quoted(rule, "percentage", claim))
    known = maximum.high is not None and share.high is not None
    yield Bound("graded_sum", half_up(maximum.high or 0, share.high or 0) if known else None, said)
    if any(fact(claim, name) for name in rule.unless):
        yield Bound("paid_instead", 0, ())


def _of_a_loss(rule: ShareOfLoss, claim: Claim) -> Iterator[Bound]:
    loss, share = fen(claim, "loss"), stated(rule.percentage, claim)
    if a_part(share):
        yield Bound("out_of_pocket", loss, ())
    if share.high is not None:
        yield Bound("percentage", half_up(loss, share.high), (quoted(rule, "percentage", claim),))
    yield Bound("ceiling", stated(rule.ceiling, claim).high, (quoted(rule, "ceiling", claim),))


def _of_an_area(rule: PerArea, claim: Claim) -> Iterator[Bound]:
    rate = stated(rule.rate, claim)
    if fact(claim, "area") is not None and rate.high is not None:
        area = fen(claim, "area")
        yield Bound("percentage", half_up(area * rate.high, 100), (quoted(rule, "rate", claim),))
    yield Bound("ceiling", stated(rule.ceiling, claim).high, (quoted(rule, "ceiling", claim),))


def _of_costs(rule: ExpenseShare, claim: Claim) -> Iterator[Bound]:
    paid, share = fen(claim, "self_paid"), term_of(rule, "share", claim)
    least, deductible = term_of(rule, "least_payment", claim), term_of(rule, "deductible", claim)
    once = _once(rule, claim)
    base = max(max(paid - deductible.low, 0) - once.low, 0)
    said: list[Text] = [quoted(rule, "deductible", claim)] if rule.deductible is not None else []
    if rule.yearly_deductible is not None:
        said.append(claim_text.term(claim_text.limit_name(rule.yearly_deductible), once, "fen"))
    if rule.least_payment is None and a_part(share):
        yield Bound("out_of_pocket", paid, ())
    if said and (base == 0 or (rule.least_payment is None and a_part(share))):
        yield Bound("deductible", base, tuple(said))
    if share.high is not None and least.high is not None:
        due = half_up(base, share.high)
        due = max(due, least.high) if due else 0
        yield Bound("percentage", due, (*said, quoted(rule, "share", claim)))


def _once(rule: ExpenseShare, claim: Claim) -> TermBounds:
    limit: Any = rule.yearly_deductible
    return ZERO if limit is None or limit.ceiling is None else stated(limit.ceiling, claim)


def _of_bands(rule: BandedShare, claim: Claim) -> Iterator[Bound]:
    costs = max(fen(claim, "over_cap") - fen(claim, "other_cover"), 0)
    if all(a_part(stated(band.share, claim)) for band in rule.bands):
        yield Bound("out_of_pocket", costs, ())
    said: list[Text] = []
    paid: int | None = 0 if settled(rule, claim) else None
    for within, share, ceiling, words in bands(rule, claim, costs):
        tops = [half_up(within, share.high)] if share.high is not None else []
        tops += [ceiling.high] if ceiling.high is not None else []
        paid = None if paid is None or not tops else paid + min(tops)
        said += words if within else ()
    yield Bound("percentage", paid, tuple(said))


def settled(rule: BandedShare, claim: Claim) -> bool:
    """Whether it is known where each band ends."""
    ends = [stated(band.upto, claim) for band in rule.bands if band.upto is not None]
    return all(end.low == end.high for end in ends)


def bands(
    rule: BandedShare, claim: Claim, costs: int
) -> Iterator[tuple[int, TermBounds, TermBounds, tuple[Text, ...]]]:
    """The costs that fall into each band, the band's share and ceiling, and both in words."""
    lower = 0
    for band in rule.bands:
        upto = None if band.upto is None else stated(band.upto, claim).high
        within = max((costs if upto is None else min(costs, upto)) - lower, 0)
        words = (quoted(band, "share", claim), quoted(band, "ceiling", claim))
        yield within, stated(band.share, claim), stated(band.ceiling, claim), words
        lower = lower if upto is None else upto


_CEILINGS: dict[type[Benefit], Callable[[Any, Claim], Iterator[Bound]]] = {
    PerDiem: _of_days,
    LumpSum: _of_a_sum,
    GradedSum: _of_a_grade,
    ShareOfLoss: _of_a_loss,
    PerArea: _of_an_area,
    ExpenseShare: _of_costs,
    BandedShare: _of_bands,
}
