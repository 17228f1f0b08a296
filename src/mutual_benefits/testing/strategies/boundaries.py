"""The boundaries of a version: days, amounts, shares and years at which its terms begin or cease to apply.

They are read from the version's own terms and limits, so that any rule book is tested at its own boundaries.
"""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import Any

from hypothesis import strategies as st

from ...frozen import every
from ...money import to_yuan
from ...rules import AgeLimit, LumpSum, NumberBounds, Waiting, WithinCover
from ...terms import Ladder, Table
from ..oracle import last_days
from ..version_view import VersionView
from .amounts import amounts_of, joined, shares_of, values

USUAL = {
    "self_paid": 10_000_00,
    "over_cap": 300_000_00,
    "other_cover": 20_000_00,
    "loss": 200_000_00,
    "area": 500_00,
}
"""The usual maximum of each amount, in fen or hundredths of a square metre."""

MOST_FEN = 10**13
MOST_DAYS = 100_000
MOST = {"area": 10**8, "ordinal": 1_000, "shares": 1_000}
"""No boundary reaches these maxima: of amounts in fen, of days, and of single facts by name."""

MOST_BOUNDARIES = 80
"""The approximate maximum number of boundaries of one fact, however many rows the tables have.

Beyond it, pairs of boundaries are left out, so that what reaches a limit and what exceeds it are both among
those that are left. Three times as many numbers are drawn, each as likely as another.
"""

EVEN = 250
"""Of so many numbers Hypothesis draws each about as often as another."""


class Boundaries:
    """The boundaries of one version."""

    def __init__(self, view: VersionView) -> None:
        self.view = view

    def of(self, kind: str, fact: str) -> tuple[int, ...]:
        """The boundaries of a fact of an event, in its unit: days, fen, hundredths of a square metre."""
        return self._facts.get((kind, fact), ())

    @cached_property
    def _facts(self) -> dict[tuple[str, str], tuple[int, ...]]:
        numbers_of: dict[tuple[str, str], set[int]] = defaultdict(set)
        for benefit in self.view.version.benefits:
            for fact, number in amounts_of(benefit):
                for kind in self.view.kinds if fact in self.view.declared else (benefit.event,):
                    numbers_of[kind, fact].add(number)
        declared = [
            part for part in self.view.parts if isinstance(part, Ladder) and part.by in self.view.declared
        ]
        for ladder, kind in product(declared, self.view.kinds):
            numbers_of[kind, ladder.by].update(rung.through for rung in ladder.rungs)
        for fact, bounds in self.bounds.items():
            for kind in self.view.kinds:
                numbers_of[kind, fact].update(bounds)
        return {key: self._thinned(key[1], numbers) for key, numbers in numbers_of.items()}

    def _thinned(self, fact: str, numbers: set[int]) -> tuple[int, ...]:
        kind = self.view.declared[fact].kind if fact in self.view.declared else ""
        most = MOST.get(fact, MOST_FEN if fact in USUAL or kind == "money" else MOST_DAYS)
        ordered = sorted(number for number in numbers if 0 <= number < most)
        step = (len(ordered) - 1) // MOST_BOUNDARIES + 1
        return tuple(number for place, number in enumerate(ordered) if place // 2 % step == 0)

    @cached_property
    def bounds(self) -> dict[str, tuple[int, int]]:
        """The least and the most of each fact that a condition bounds, where every claim is within them."""
        found: dict[str, tuple[int, int]] = {}
        for each in self.conditions(NumberBounds):
            least, most = found.get(each.fact, (0, MOST_FEN))
            low, high = max(values(each.at_least), default=0), min(values(each.at_most), default=MOST_FEN)
            found[each.fact] = max(least, low), min(most, high)
        return found

    @cached_property
    def cover_days(self) -> tuple[int, ...]:
        """The last days of waiting periods and of ladder rungs, as days of cover; the first day is 1.

        Of a span in months or to a fixed day it is the greatest number of days that it may have.
        """
        waits = [self._days_of(condition) for condition in self.conditions(Waiting)]
        rungs = [
            tuple(rung.through for rung in part.rungs)
            for part in self.view.parts
            if isinstance(part, Ladder) and part.by == "day_of_cover"
        ]
        return joined((*waits, *rungs))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The lengths of cover in years; empty if cover has no end of its own."""
        return joined(values(each.years) for each in self.conditions(WithinCover) if each.years is not None)

    @cached_property
    def calendar_year(self) -> bool:
        """Whether cover is a calendar year."""
        return any(each.calendar_year for each in self.conditions(WithinCover))

    @cached_property
    def ages(self) -> tuple[int, ...]:
        """The lowest age covered, and the first age no longer covered."""
        limits = self.conditions(AgeLimit)
        return joined(values(term) for limit in limits for term in (limit.least, limit.below))

    def last_days(self, kind: type[Any], happened_on: date) -> tuple[date, ...]:
        """The last days of a notice or of a claim for an event of a day, where they depend on no claim."""
        fixed = [each for each in self.conditions(kind) if not any(every(Table, each))]
        spans = [last_days(each, happened_on, None) for each in fixed]
        return tuple(sorted({day for span in spans for day in span if day is not None}))

    def _days_of(self, condition: Waiting) -> tuple[int, ...]:
        """The days that a wait may have at most."""
        if condition.by is not None:
            return (366 * (condition.by.years + 1),)
        numbers = ((values(condition.days), 1), (values(condition.months), 31))
        return joined(tuple(number * days for number in each) for each, days in numbers)

    @cached_property
    def shares(self) -> tuple[int, ...]:
        """1 and the maximum numbers of shares that count; empty if no benefit is paid per share."""
        sums = (benefit for benefit in self.view.version.benefits if isinstance(benefit, LumpSum))
        known = joined(shares_of(benefit) for benefit in sums if benefit.per_share)
        return tuple(number for number in known if 0 < number < MOST["shares"])

    def conditions(self, kind: type[Any]) -> list[Any]:
        """The conditions of one kind."""
        return [condition for condition in self.view.version.conditions if isinstance(condition, kind)]


def evenly(least: int, most: int) -> st.SearchStrategy[int]:
    """Whole numbers of a range, each about as likely as another.

    `st.integers` prefers small numbers in a long range, and Hypothesis copies them from one fact to another.
    """
    step = (most - least) // EVEN + 1
    parts = st.sampled_from(range(least, most + 1, step))
    if step == 1:
        return parts
    return st.tuples(parts, st.sampled_from(range(step))).map(lambda part: min(sum(part), most))


def around(numbers: tuple[int, ...], usual: int, *, near: bool, least: int = 0) -> st.SearchStrategy[int]:
    """Whole numbers from `least` to `usual`; with `near`, also those just below, at and above `numbers`."""
    usual_range = evenly(least, max(usual, least))
    close = sorted({number + step for number in numbers for step in (-1, 0, 1) if number + step >= least})
    return usual_range | st.sampled_from(close) if near and close else usual_range


def yuan(numbers: tuple[int, ...], usual: int, *, near: bool, least: int = 0) -> st.SearchStrategy[Decimal]:
    """Amounts in yuan, from boundaries in fen."""
    return around(numbers, usual, near=near, least=least).map(to_yuan)
