"""Simulates the cost of a period of cover, with a confidence interval."""

import math
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from statistics import NormalDist
from typing import Any

from ..._arguments import checked
from ..._texts import both
from ...errors import InvalidScenario, MissingExtra, UndeterminedTotal
from ...money import EXACT
from ...plans.fees import fee_due
from ...rulebook.registry.book import Book
from ..labelled_book import LabelledBook, benefit_names, labelled_book
from ..portfolio.synthetic import apportioned
from ..progress import Progress, with_progress
from ..sums import decimal_of
from .assumptions import CoverAssumptions
from .result import PLACES, CostOfCover, Estimate, Part
from .simulated_claims import SimulatedAssessments, assessed_claims, drawn_claims

CHUNK = 200_000
"""The number of claims that are assessed at a time, or those of one portfolio if it has more."""


@checked
def cost_of_cover(
    assumptions: CoverAssumptions,
    *,
    seed: int,
    book: Book | None = None,
    readings: Mapping[str, str] | None = None,
    members: int = 10_000,
    simulations: int = 200,
    confidence: Decimal | float | str = Decimal("0.95"),
    progress: Progress | bool | None = None,
) -> CostOfCover:
    """The cost per member of one period of cover, from `simulations` random portfolios of `members` members.

    `assess_table` assesses the claims of every portfolio, with limits across a member's claims. The
    interval of a mean is the normal one, mean ± z x standard error over the simulations, so that it
    needs some 30 simulations or more. The same arguments give the same result in every run.

    Args:
        assumptions: who is covered and what happens to them; no published figure.
        seed: a whole number from 0 that determines the random portfolios.
        book: a rule book: a plan's code or name, a `Plan`, or one version, as if always in force;
            the library's plan if left out.
        readings: as for `assess`.
        members: the number of members of a portfolio, apportioned to the cohorts by weight.
        simulations: the number of portfolios, 2 or more.
        confidence: the confidence level of the intervals, above 0 and below 1.
        progress: a callable such as `tqdm.tqdm`; tqdm itself, on a terminal or in a notebook, if
            left out or True; False for none.

    Raises:
        InvalidScenario: a number is out of range, or the book cannot answer a drawn claim.
        MissingExtra: NumPy or Polars is not installed.
        UnknownPlan, UnknownReading, UnknownFeeTier, NoVersionInForce: as for `assess` and `fee_due`.
    """
    try:
        import numpy as np
        import polars  # noqa: F401  # the tables are Polars frames
    except ModuleNotFoundError as missing:
        needed = "NumPy and Polars"
        raise MissingExtra.of("costs of cover need", needed, "scenarios", field="polars") from missing
    for name, value, least in (("seed", seed, 0), ("members", members, 1), ("simulations", simulations, 2)):
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise InvalidScenario(
                both(
                    f"{name} is {value!r}; give a whole number from {least}",
                    f"{name} 为 {value!r}；请给出不小于 {least} 的整数",
                ),
                field=name,
                given=value,
            )
    level = _level(confidence)
    applied = labelled_book(book or assumptions.plan, assumptions.plan, readings)
    sizes = apportioned(members, [cohort.weight for cohort in assumptions.cohorts])
    of = np.repeat(np.arange(len(sizes), dtype=np.int64), sizes)
    sums = _SimulatedSums(simulations)
    drawn: list[Any] = []
    for simulation in with_progress(
        range(simulations), total=simulations, what="simulations", progress=progress
    ):
        drawn.append(drawn_claims(assumptions, of, seed, simulation))
        if simulation + 1 == simulations or sum(len(portfolio["who"]) for portfolio in drawn) >= CHUNK:
            sums.add(assessed_claims(drawn, applied))
            drawn = []
    fees = [_fee(assumptions, place, size, applied) for place, size in enumerate(sizes)]
    return _result(assumptions, applied, seed, members, level, sizes, fees, sums)


class _SimulatedSums:
    """Totals in whole fen by simulation, cohort and benefit, as Python integers; None: no known maximum."""

    def __init__(self, simulations: int) -> None:
        self.simulated: list[tuple[int, int | None]] = [(0, 0)] * simulations
        self.parts: dict[int | str, tuple[int, int | None, int]] = defaultdict(lambda: (0, 0, 0))
        self.claims = self.undetermined = 0

    def add(self, claims: SimulatedAssessments) -> None:
        import numpy as np

        low, high = claims.ends[None]
        self.claims += len(low)
        self.undetermined += int((low != high).sum())
        for simulation in np.unique(claims.simulation).tolist():
            here = claims.simulation == simulation
            self.simulated[simulation] = (int(low[here].sum()), _most(high[here]))
        for cohort in np.unique(claims.cohort).tolist():
            here = claims.cohort == cohort
            self._part(cohort, low[here], high[here], int(here.sum()))
        for code, (least, most) in claims.ends.items():
            if code is not None:
                self._part(code, least, most, int((most != 0).sum()))

    def _part(self, of: int | str, low: Any, high: Any, claims: int) -> None:
        least, most, number = self.parts[of]
        more = _most(high)
        most = None if most is None or more is None else most + more
        self.parts[of] = (least + int(low.sum()), most, number + claims)


def _most(high: Any) -> int | None:
    return None if (high < 0).any() else int(high.sum())


def _level(confidence: object) -> Decimal:
    try:
        level = Decimal(str(confidence))
    except InvalidOperation:
        level = Decimal(0)
    if isinstance(confidence, bool) or not 0 < level < 1:
        raise InvalidScenario(
            both(
                f"confidence is {confidence!r}; give a number above 0 and below 1, e.g. 0.95",
                f"confidence 为 {confidence!r}；请给出大于 0 且小于 1 的数，如 0.95",
            ),
            field="confidence",
            given=confidence,
        )
    return level


def _fee(assumptions: CoverAssumptions, place: int, size: int, book: LabelledBook) -> Fraction | None:
    """The fees of a cohort in yuan; None where the record does not state them."""
    try:
        return Fraction(fee_due(assumptions.cohorts[place].enrolment, members=size, plan=book.plan))
    except UndeterminedTotal:
        return None


def _result(
    assumptions: CoverAssumptions,
    book: LabelledBook,
    seed: int,
    members: int,
    level: Decimal,
    sizes: list[int],
    fees: list[Fraction | None],
    sums: _SimulatedSums,
) -> CostOfCover:
    least = [low for low, _ in sums.simulated]
    most = [high for _, high in sums.simulated if high is not None]
    endless = len(most) < len(least)
    stated = [fee for fee in fees if fee is not None]
    paid = sum(stated, Fraction(0)) if len(stated) == len(fees) else None
    whole = Fraction(100 * members)
    times = len(least)

    def part(of: int | str, size: int, fee: Fraction | None) -> Part:
        low, high, claims = sums.parts[of]
        each = Fraction(100 * max(size, 1) * times)
        return Part(
            of=of,
            members=size,
            claims=claims,
            cost_low=decimal_of(low / each, PLACES),
            cost_high=None if high is None else decimal_of(high / each, PLACES),
            fee=None if fee is None or not size else decimal_of(fee / size, PLACES),
        )

    names = benefit_names(book)
    return CostOfCover(
        assumptions=assumptions,
        book=book.label,
        seed=seed,
        members=members,
        simulations=times,
        confidence=level,
        claims=sums.claims,
        undetermined=sums.undetermined,
        cost_low=estimate(least, whole, level),
        cost_high=None if endless else estimate(most, whole, level),
        fees=None if paid is None else decimal_of(paid / members, PLACES),
        loss_ratio_low=estimate(least, 100 * paid, level) if paid else None,
        loss_ratio_high=estimate(most, 100 * paid, level) if paid and not endless else None,
        by_cohort=tuple(part(place, size, fees[place]) for place, size in enumerate(sizes)),
        by_benefit=tuple(part(code, members, None) for code in names if code in sums.parts),
        names=tuple(names.items()),
        simulated_fen=tuple(sums.simulated),
    )


def estimate(sums: list[int], over: Fraction, level: Decimal) -> Estimate:
    """The mean of whole sums, divided by `over`, with its normal interval rounded outwards, cut at 0.

    >>> estimate([100, 300], Fraction(100), Decimal("0.95")).mean
    Decimal('2.0000')
    """
    times = len(sums)
    mean = Fraction(sum(sums), times)
    variance = sum(((each - mean) ** 2 for each in sums), Fraction(0)) / (times - 1)
    error = math.sqrt(variance / times) / float(over)
    reach = Fraction(NormalDist().inv_cdf((1 + float(level)) / 2) * error) * 10**PLACES
    scaled = mean / over * 10**PLACES
    low, high = max(0, math.floor(scaled - reach)), math.ceil(scaled + reach)
    return Estimate(
        mean=decimal_of(mean / over, PLACES),
        standard_error=error,
        low=Decimal(low).scaleb(-PLACES, EXACT),
        high=Decimal(high).scaleb(-PLACES, EXACT),
    )
