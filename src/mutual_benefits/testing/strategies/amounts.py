"""The facts at which the sum of a benefit begins, reaches a ceiling or a limit, or would exceed it."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from ...frozen import every
from ...rules import Band, BandedShare, Benefit, ExpenseShare, LumpSum, PerArea, PerDiem, ShareOfLoss
from ...terms import Figure, Ladder, Table, Unstated


def values(term: Any) -> tuple[int, ...]:
    """Every value that a term can have; for an unstated term, its known bounds."""
    return tuple(sorted(set(_values(term))))


def _values(term: Any) -> Iterator[int]:
    if isinstance(term, int):
        yield term
    elif isinstance(term, Figure):
        yield term.value
    elif isinstance(term, Unstated):
        yield term.low
        if term.high is not None:
            yield term.high
    elif isinstance(term, Table):
        for _, row in term.rows:
            yield from _values(row)
    elif isinstance(term, Ladder):
        for rung in term.rungs:
            yield from _values(rung.value)
        yield from _values(term.beyond)


def joined(groups: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    """The numbers of all groups, each once, in order."""
    return tuple(sorted({number for numbers in groups for number in numbers}))


def ceilings(benefit: Benefit, unit: str) -> tuple[int, ...]:
    """The ceilings of a benefit's limits in one unit."""
    limits: Any = benefit.limits
    return joined(values(limit.ceiling) for limit in limits if limit.unit == unit)


def shares_of(benefit: LumpSum) -> tuple[int, ...]:
    """1, the numbers of shares that count at most, and those that just fit into a limit of the sum."""
    limits = product(ceilings(benefit, "fen"), values(benefit.sum))
    return joined(((1, *values(benefit.most_shares)), tuple(fen // sum_ for fen, sum_ in limits if sum_)))


def amounts_of(benefit: Benefit) -> Iterator[tuple[str, int]]:
    """Facts by name, each with a value at which the sum of a benefit changes its course."""
    if isinstance(benefit, PerDiem):
        waits, caps = values(benefit.waiting_days) or (0,), ceilings(benefit, "day")
        limits = product(ceilings(benefit, "fen"), values(benefit.rate))
        sums = {ceiling // rate for ceiling, rate in limits if rate}
        for wait in waits:
            yield from ((benefit.days, wait + days) for days in (0, *caps, *sums))
    elif isinstance(benefit, ShareOfLoss):
        tops = (*values(benefit.ceiling), *ceilings(benefit, "fen"))
        yield from (("loss", loss) for loss in _reaching(tops, values(benefit.percentage)))
    elif isinstance(benefit, PerArea):
        tops = (*values(benefit.ceiling), *ceilings(benefit, "fen"))
        yield from (("area", area) for area in _reaching(tops, values(benefit.rate), whole=100))
    elif isinstance(benefit, ExpenseShare):
        yield from _of_expenses(benefit)
    elif isinstance(benefit, BandedShare):
        yield "over_cap", 0
        for scale in benefit.scales:
            yield from (("over_cap", costs) for costs in _of_scale(scale.bands, ceilings(benefit, "fen")))
    ladders = [each for each in every(Ladder, benefit) if each.by == "ordinal"]
    yield from (("ordinal", rung.through) for ladder in ladders for rung in ladder.rungs)


def _reaching(sums: Iterable[int], shares: Iterable[int], *, whole: int = 10_000) -> Iterator[int]:
    """The greatest amounts whose share is not above a sum, and the least whose rounded share is.

    Where a share is small, many amounts lie between the two, and only the second tells a sum from one that is
    a fen higher. An open share may be nothing: of the amounts for the least share there is, any share of a
    real system exceeds the sum.
    """
    for sum_, open_share in product(sums, shares):
        share = max(open_share, 1)
        yield sum_ * whole // share
        yield -(-(2 * sum_ + 1) * whole // (2 * share))


def _of_expenses(benefit: ExpenseShare) -> Iterator[tuple[str, int]]:
    yearly = benefit.yearly_deductible.ceiling if benefit.yearly_deductible else None
    deductibles = {0, *values(benefit.deductible), *values(yearly)}
    sums = (0, *ceilings(benefit, "fen"), *values(benefit.least_payment))
    reaching = (0, *_reaching(sums, values(benefit.share)))
    cost = benefit.of or "self_paid"
    yield from ((cost, deductible + amount) for deductible, amount in product(deductibles, reaching))


def _of_scale(bands: tuple[Band, ...], limits: tuple[int, ...]) -> Iterator[int]:
    """The costs at which a band ends, and at which the sum reaches a ceiling of a band, or a limit."""
    paid = lower = 0
    for band in bands:
        tops, shares, ends = values(band.ceiling), values(band.share), values(band.upto)
        whole = [(max(ends) - lower) * max(shares) // 10_000] if ends else []
        most = min((*tops, *whole), default=None)
        left = [limit - paid for limit in limits if limit >= paid and (most is None or limit - paid <= most)]
        yield from (lower + amount for amount in _reaching((*tops, *left), shares))
        if ends:
            paid, lower = paid + min((*tops, *whole)), max(ends)
            yield lower
