"""Where a version turns: the numbers of days, fen, shares and years at which its terms begin or stop to bind.

They are read from the version's own terms and limits, so that a rule book of anybody's making is met at
its own turning points.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import product
from typing import Any

from ...limits import Limit
from ...rules import (
    AgeLimit,
    BandedShare,
    Benefit,
    ClaimWindow,
    ExpenseShare,
    LumpSum,
    Notice,
    PerArea,
    PerDiem,
    ShareOfLoss,
    Waiting,
    WithinCover,
)
from ...terms import Figure, Ladder, Table, Unstated
from ..version_view import VersionView, parts_of

USUAL = {
    "self_paid": 10_000_00,
    "over_cap": 300_000_00,
    "other_cover": 20_000_00,
    "loss": 200_000_00,
    "area": 500_00,
}
"""How far amounts usually go, in fen or hundredths of a square metre, where no term says more."""

MOST_FEN = 10**13
MOST_DAYS = 100_000
MOST = {"area": 10**8, "ordinal": 1_000, "shares": 1_000}
"""The most that a fact may be, in fen, days or hundredths, or by its name."""

MOST_MARKS = 40
"""So many turning points of one fact are enough, however many rows a rule book's tables have."""


def values(term: Any) -> tuple[int, ...]:
    """Every number that a term can come to; of an unstated one, its known bounds."""
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


class Boundaries:
    """The turning points of one version."""

    def __init__(self, book: VersionView) -> None:
        self.book = book

    def of(self, kind: str, fact: str) -> tuple[int, ...]:
        """Those of a fact of an event, in its own unit: days, fen, hundredths of a square metre."""
        return self._facts.get((kind, fact), ())

    @cached_property
    def _facts(self) -> dict[tuple[str, str], tuple[int, ...]]:
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        for rule in self.book.version.benefits:
            for fact, number in _of_rule(rule):
                found[rule.event, fact].add(number)
        return {key: _thinned(key[1], numbers) for key, numbers in found.items()}

    @cached_property
    def cover_days(self) -> tuple[int, ...]:
        """The last days of waiting and of the rungs of ladders, as days of cover; the first is day 1."""
        waits = [values(guard.days) for guard in self._guards(Waiting)]
        rungs = [
            tuple(rung.through for rung in part.rungs)
            for part in self.book.parts
            if isinstance(part, Ladder) and part.by == "day_of_cover"
        ]
        return _joined((*waits, *rungs))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """How many years a cover may last; none where it has no end of its own."""
        return _joined(values(one.years) for one in self._guards(WithinCover) if one.years is not None)

    @cached_property
    def calendar_year(self) -> bool:
        """Whether cover is a calendar year."""
        return any(one.calendar_year for one in self._guards(WithinCover))

    @cached_property
    def ages(self) -> tuple[int, ...]:
        """The ages at which somebody may begin to be covered, or no longer."""
        terms = [(guard.least, guard.below) for guard in self._guards(AgeLimit)]
        return _joined(values(term) for pair in terms for term in pair if term is not None)

    @cached_property
    def notice_days(self) -> tuple[int, ...]:
        """The days within which the association must be told."""
        return _joined(values(guard.days) for guard in self._guards(Notice))

    @cached_property
    def claim_years(self) -> tuple[int, ...]:
        """The years within which the claim must be made."""
        return _joined(values(guard.years) for guard in self._guards(ClaimWindow))

    @cached_property
    def shares(self) -> tuple[int, ...]:
        """The greatest numbers of shares that count, and 1 where shares count at all."""
        sums = [rule for rule in self.book.version.benefits if isinstance(rule, LumpSum) and rule.per_share]
        known = _joined((1, *values(rule.most_shares)) for rule in sums)
        return tuple(number for number in known if 0 < number < MOST["shares"])

    def _guards(self, kind: type[Any]) -> list[Any]:
        return [guard for guard in self.book.version.conditions if isinstance(guard, kind)]


def _joined(several: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sorted({number for numbers in several for number in numbers}))


def _thinned(fact: str, numbers: set[int]) -> tuple[int, ...]:
    most = MOST.get(fact, MOST_FEN if fact in USUAL else MOST_DAYS)
    ordered = sorted(number for number in numbers if 0 <= number < most)
    return tuple(ordered[:: len(ordered) // MOST_MARKS + 1])


def _ceilings(rule: Benefit, unit: str) -> tuple[int, ...]:
    """The ceilings of a benefit's limits in one unit."""
    limits: Iterator[Any] = (one for one in rule.limits if isinstance(one, Limit) and one.unit == unit)
    return _joined(values(one.ceiling) for one in limits)


def _of_rule(rule: Benefit) -> Iterator[tuple[str, int]]:
    if isinstance(rule, PerDiem):
        waits, caps = values(rule.waiting_days) or (0,), _ceilings(rule, "day")
        sums = {most // rate for most, rate in product(_ceilings(rule, "fen"), values(rule.rate)) if rate}
        for wait in waits:
            yield from ((rule.days, wait + days) for days in (0, *caps, *sums))
    elif isinstance(rule, ShareOfLoss):
        for ceiling, share in product(
            (*values(rule.ceiling), *_ceilings(rule, "fen")), values(rule.percentage)
        ):
            yield "loss", ceiling * 10_000 // max(share, 1)
    elif isinstance(rule, PerArea):
        for ceiling, rate in product((*values(rule.ceiling), *_ceilings(rule, "fen")), values(rule.rate)):
            yield "area", ceiling * 100 // max(rate, 1)
    elif isinstance(rule, ExpenseShare):
        yield from _of_expenses(rule)
    elif isinstance(rule, BandedShare):
        yield from _of_bands(rule)


def _of_expenses(rule: ExpenseShare) -> Iterator[tuple[str, int]]:
    once = rule.yearly_deductible.ceiling if rule.yearly_deductible else None
    first = {0, *values(rule.deductible), *values(once)}
    sums = {*_ceilings(rule, "fen"), *values(rule.least_payment)}
    for deductible in first:
        yield "self_paid", deductible
        for most, share in product(sums, values(rule.share)):
            yield "self_paid", deductible + most * 10_000 // max(share, 1)
    ladders = [part for part in parts_of(rule) if isinstance(part, Ladder) and part.by == "ordinal"]
    yield from (("ordinal", rung.through) for ladder in ladders for rung in ladder.rungs)


def _of_bands(rule: BandedShare) -> Iterator[tuple[str, int]]:
    lower = 0
    yield "over_cap", 0
    for band in rule.bands:
        for ceiling, share in product(values(band.ceiling), values(band.share)):
            yield "over_cap", lower + ceiling * 10_000 // max(share, 1)
        if band.upto is not None:
            lower = max(values(band.upto))
            yield "over_cap", lower
