"""The maximum that each term of a benefit allows for a claim, and the smallest of these maxima.

They are computed from the rule book's data in plain arithmetic on whole fen, without the engine. A claim is
assumed to be the member's first.
"""

from collections.abc import Callable, Iterator
from math import inf
from typing import Any, NamedTuple

from ...claims import Claim
from ...limits import Limit
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
from ...sources import Text
from ...vocabulary import FIELDS
from ..oracle import lifted
from ..term_bounds import TermBounds, bounds_of, fact, fen
from . import claim_text

ZERO = TermBounds(0, 0)


class UpperBound(NamedTuple):
    """The maximum of a benefit in fen (None if not known), the code of its law, and the terms behind it."""

    law: str
    fen: int | None
    why: tuple[Text, ...]


def half_up(amount: int, rate: int) -> int:
    """A share in basis points of an amount, rounded to the nearest fen, halves up."""
    return (amount * rate + 5_000) // 10_000


def half_down(amount: int, rate: int) -> int:
    """A share in basis points of an amount, rounded to the nearest fen, halves down."""
    return -((5_000 - amount * rate) // 10_000)


def times(number: int, rate: int | None) -> int | None:
    """A multiple of a rate; None if the rate has no known maximum."""
    return 0 if number == 0 else None if rate is None else number * rate


def at_most_whole(share: TermBounds) -> bool:
    """Whether a share is at most 100 %, as it is unless a rule book says otherwise."""
    return share.high is None or share.high <= 10_000


def term_of(benefit: Any, name: str, claim: Claim) -> TermBounds:
    """The bounds of a term of a benefit or band for a claim; zero if it has no such term."""
    term = getattr(benefit, name)
    return ZERO if term is None else bounds_of(term, claim)


def term_text(benefit: Any, name: str, claim: Claim) -> Text:
    """A term of a benefit or band in words."""
    return claim_text.term(FIELDS[name], term_of(benefit, name, claim), benefit.units[name])


def caps(benefit: Benefit, claim: Claim, unit: str) -> Iterator[tuple[TermBounds, Text]]:
    """The ceilings of a benefit's limits in one unit that apply to a claim, each with its text."""
    limits: Iterator[Any] = (limit for limit in benefit.limits if isinstance(limit, Limit))
    for limit in limits:
        if limit.unit == unit and limit.ceiling is not None and not lifted(limit, claim):
            ceiling = bounds_of(limit.ceiling, claim)
            yield ceiling, claim_text.term(claim_text.limit_name(limit), ceiling, unit)


def ceilings(benefit: Benefit, claim: Claim) -> Iterator[UpperBound]:
    """The upper bounds that its terms set for a claimed benefit."""
    yield from _CEILINGS[type(benefit)](benefit, claim)
    for ceiling, text in caps(benefit, claim, "fen"):
        yield UpperBound("money_cap", ceiling.high, (text,))


def without_shared_deductibles(benefits: tuple[Benefit, ...]) -> tuple[Benefit, ...]:
    """The benefits without a yearly deductible that several share: what one takes off, the next does not."""
    deductibles: list[Any] = [getattr(benefit, "yearly_deductible", None) for benefit in benefits]
    codes = [limit and limit.code for limit in deductibles]
    return tuple(
        benefit.model_copy(update={"yearly_deductible": None}) if code and codes.count(code) > 1 else benefit
        for benefit, code in zip(benefits, codes, strict=True)
    )


def most(benefit: Benefit, claim: Claim) -> int | None:
    """The maximum of a benefit in fen; None if none is known."""
    known = [bound.fen for bound in ceilings(benefit, claim) if bound.fen is not None]
    return min(known, default=None)


def _of_days(benefit: PerDiem, claim: Claim) -> Iterator[UpperBound]:
    days, rate = fact(claim, benefit.days), bounds_of(benefit.rate, claim)
    daily = term_text(benefit, "rate", claim)
    if days is not None:
        yield UpperBound("days_claimed", times(days, rate.high), (daily,))
    if days is not None and benefit.waiting_days is not None:
        waiting = bounds_of(benefit.waiting_days, claim)
        paid_days, text = max(days - waiting.low, 0), term_text(benefit, "waiting_days", claim)
        yield UpperBound("waiting_days", times(paid_days, rate.high), (text, daily))
    for ceiling, text in caps(benefit, claim, "day"):
        if ceiling.high is not None:
            yield UpperBound("day_cap", times(ceiling.high, rate.high), (text, daily))


def _of_lump_sum(benefit: LumpSum, claim: Claim) -> Iterator[UpperBound]:
    sum_, text = bounds_of(benefit.sum, claim), term_text(benefit, "sum", claim)
    shares = claim.enrolment.shares if benefit.per_share else 1
    yield UpperBound("lump_sum", times(shares, sum_.high), (text,))
    counted = term_of(benefit, "most_shares", claim)
    if benefit.per_share and benefit.most_shares is not None and counted.high is not None:
        cap = term_text(benefit, "most_shares", claim)
        yield UpperBound("share_cap", times(counted.high, sum_.high), (cap, text))


def _of_grade(benefit: GradedSum, claim: Claim) -> Iterator[UpperBound]:
    maximum, share = bounds_of(benefit.maximum, claim), bounds_of(benefit.percentage, claim)
    texts = (term_text(benefit, "maximum", claim), term_text(benefit, "percentage", claim))
    if maximum.high is not None and share.high is not None:
        yield UpperBound("graded_sum", half_up(maximum.high, share.high), texts)
    if any(fact(claim, name) for name in benefit.unless):
        yield UpperBound("paid_instead", 0, ())


def _of_loss(benefit: ShareOfLoss, claim: Claim) -> Iterator[UpperBound]:
    loss, share = fen(claim, "loss"), bounds_of(benefit.percentage, claim)
    if at_most_whole(share):
        yield UpperBound("out_of_pocket", loss, ())
    if share.high is not None:
        yield UpperBound("percentage", half_up(loss, share.high), (term_text(benefit, "percentage", claim),))
    yield _ceiling(benefit, claim)


def _of_area(benefit: PerArea, claim: Claim) -> Iterator[UpperBound]:
    rate = bounds_of(benefit.rate, claim)
    if fact(claim, "area") is not None and rate.high is not None:
        area = fen(claim, "area")
        yield UpperBound("percentage", half_up(area * rate.high, 100), (term_text(benefit, "rate", claim),))
    yield _ceiling(benefit, claim)


def _ceiling(benefit: ShareOfLoss | PerArea, claim: Claim) -> UpperBound:
    ceiling = bounds_of(benefit.ceiling, claim)
    return UpperBound("ceiling", ceiling.high, (term_text(benefit, "ceiling", claim),))


def _of_costs(benefit: ExpenseShare, claim: Claim) -> Iterator[UpperBound]:
    cost = benefit.of or "self_paid"
    if fact(claim, cost) is None:
        return
    paid, share = fen(claim, cost), term_of(benefit, "share", claim)
    least, deductible = term_of(benefit, "least_payment", claim), term_of(benefit, "deductible", claim)
    yearly = yearly_deductible(benefit, claim)
    base = max(max(paid - deductible.low, 0) - yearly.low, 0)
    texts: list[Text] = [term_text(benefit, "deductible", claim)] if benefit.deductible is not None else []
    if benefit.yearly_deductible is not None:
        texts.append(claim_text.term(claim_text.limit_name(benefit.yearly_deductible), yearly, "fen"))
    if benefit.least_payment is None and at_most_whole(share):
        yield UpperBound("out_of_pocket", paid, ())
    if texts and (base == 0 or (benefit.least_payment is None and at_most_whole(share))):
        yield UpperBound("deductible", base, tuple(texts))
    if share.high is not None and least.high is not None:
        due = half_up(base, share.high)
        due = max(due, least.high) if due else 0
        yield UpperBound("percentage", due, (*texts, term_text(benefit, "share", claim)))


def yearly_deductible(benefit: ExpenseShare, claim: Claim) -> TermBounds:
    """The yearly deductible of a benefit for a claim; zero if it has none."""
    limit: Any = benefit.yearly_deductible
    return ZERO if limit is None or limit.ceiling is None else bounds_of(limit.ceiling, claim)


def _of_bands(benefit: BandedShare, claim: Claim) -> Iterator[UpperBound]:
    costs = max(fen(claim, "over_cap") - fen(claim, "other_cover"), 0)
    shares = [bounds_of(band.share, claim) for scale in benefit.scales for band in scale.bands]
    if all(map(at_most_whole, shares)):
        yield UpperBound("out_of_pocket", costs, ())
    bounds = [_of_scale(scale, claim, costs) for scale in benefit.scales]
    yield max(bounds, key=lambda bound: inf if bound.fen is None else bound.fen)


def _of_scale(scale: Scale, claim: Claim, costs: int) -> UpperBound:
    texts: list[Text] = []
    due: int | None = 0 if band_ends_known(scale, claim) else None
    for within, share, ceiling, band_texts in bands(scale, claim, costs):
        maxima = [half_up(within, share.high)] if share.high is not None else []
        maxima += [ceiling.high] if ceiling is not None and ceiling.high is not None else []
        due = None if due is None or not maxima else due + min(maxima)
        texts += band_texts if within else ()
    return UpperBound("percentage", due, tuple(texts))


def band_ends_known(scale: Scale, claim: Claim) -> bool:
    """Whether the end of each band is known."""
    ends = [bounds_of(band.upto, claim) for band in scale.bands if band.upto is not None]
    return all(end.low == end.high for end in ends)


def bands(
    scale: Scale, claim: Claim, costs: int
) -> Iterator[tuple[int, TermBounds, TermBounds | None, tuple[Text, ...]]]:
    """The costs that fall into each band, the band's share and ceiling (if any), and the texts of both."""
    lower = 0
    for band in scale.bands:
        upto = None if band.upto is None else bounds_of(band.upto, claim).high
        within = max((costs if upto is None else min(costs, upto)) - lower, 0)
        ceiling = None if band.ceiling is None else bounds_of(band.ceiling, claim)
        names = ("share",) if ceiling is None else ("share", "ceiling")
        texts = tuple(term_text(band, name, claim) for name in names)
        yield within, bounds_of(band.share, claim), ceiling, texts
        lower = lower if upto is None else upto


_CEILINGS: dict[type[Benefit], Callable[[Any, Claim], Iterator[UpperBound]]] = {
    PerDiem: _of_days,
    LumpSum: _of_lump_sum,
    GradedSum: _of_grade,
    ShareOfLoss: _of_loss,
    PerArea: _of_area,
    ExpenseShare: _of_costs,
    BandedShare: _of_bands,
}
