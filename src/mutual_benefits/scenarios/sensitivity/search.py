"""Turns each term of a rule book up and down by a step, and ranks the terms by how far the sum moves."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from ...assessment.assess import assess
from ...claims import Claim
from ...errors import InvalidScenario
from ...money import to_yuan
from ...rulebook.amendment import most_of, outward
from ...rulebook.term_path import Place, place_of, places, value_of
from ...rulebook.version import PlanVersion
from ...terms import Unstated
from ...usage import Usage
from ...vocabulary import HUNDREDTHS
from ..book import Book, plan_of
from ..claim_table import read_table
from ..comparison.periods import one_version
from ..comparison.rerun import FAILURES, ClaimsTable, sums_of, total_of
from ..labelled_book import labelled_book
from ..progress import Progress, shown
from ..sums import Sums, bounds_of, shift_of
from .result import Sensitivities, Sensitivity, Turn

StepSize = str | Mapping[str, Decimal | int]


def sensitivities(
    claims: Any,
    book: Book | None = None,
    *,
    step: StepSize = "10%",
    terms: Iterable[str] | None = None,
    readings: Mapping[str, str] | None = None,
    usage: Usage | None = None,
    plan: str | None = None,
    progress: Progress | bool | None = None,
) -> Sensitivities:
    """How much each term of a rule book matters to a claim, or to a table of claims.

    Each term is put lower and higher by the step, all others staying as they are (`version.amend`), and
    the claims are worked out again. A percentage is rounded, half up, to whole units of the term (yuan,
    percent, days) and is at least one unit; nothing goes below 0. A flag is turned over. An unstated
    term goes to the low and the high end of its bounds, and no further. That takes two runs for each
    term, of some hundredths of a second each for a claim. Fees are left out: no claim is paid by them.

    Args:
        claims: a `Claim`, or a table as `assess_table` takes it.
        book: the code of a plan, a plan, or one version; the library's plan of the claim if left out.
        step: a percentage such as `10%`, or a step for each of some terms by path, as people write
            them: yuan, percent, days. With a mapping, these are the terms if `terms` is left out, and
            other terms take 10 %.
        terms: the paths of the terms to turn, as in `version.amend`; all if left out.
        readings, usage: as for `assess`; for a table, what was used before it begins.
        plan: the plan's code, where neither the claim, the book nor the column `plan` tells it.
        progress: a callable such as `tqdm.tqdm`; tqdm itself on a terminal if left out or True; False
            for none. It counts the terms, of a table's rule book alone.

    Raises:
        InvalidScenario: the step is none, or several versions answer the rows of a table, or none can.
        UnknownPath: the version has no such term; the message names the nearest.
        MutualBenefitsError: the claim cannot be answered, as for `assess`.

    >>> from datetime import date
    >>> import mutual_benefits as mb
    >>> claim = mb.Claim(
    ...     id="C-1", member="M-1",
    ...     enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    ...     event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25),
    ... )
    >>> found = sensitivities(claim, terms=["living_allowance.rate.100", "limits.consoled_living_days"])
    >>> [(one.path, one.lower.shift.amount, one.higher.value) for one in found.terms]
    [('living_allowance.rate.100', Decimal('-160.00'), Decimal('88.00')), \
('limits.consoled_living_days', Decimal('-160.00'), 22)]
    """
    percent, steps = _steps(step)
    if isinstance(claims, Claim):
        code = claims.enrolment.plan
        side = labelled_book(book or code, code, readings)
        version = side.prepared.answer_for(claims)[0].written
        base = sums_of(assess(claims, plan=side.plan, readings=side.readings, usage=usage))
        count, run = 1, partial(_claim, claims, code, side.readings, usage)
    else:
        rows, code = read_table(claims, plan, [] if book is None else [book])
        side = labelled_book(book or code, code, readings)
        table = ClaimsTable(rows, usage)
        done = table.under(side.plan, side.readings)
        answered = done["low_fen"].is_not_null()
        found = done.filter(answered)
        rules = one_version(side, found["version"].unique().to_list())
        if rules is None:
            raise InvalidScenario(
                "several versions answer the rows of the table, or none does; give one version as book"
            )
        version, count = rules.version, len(found)
        base = total_of(found, "low_fen", "high_fen")
        run = partial(_table, table, code, side.readings, answered)
    asked = list(steps) if terms is None and steps else terms
    chosen = _all(version) if asked is None else [place_of(version, path) for path in asked]
    own = {place_of(version, path).path: value for path, value in steps.items()}
    watched = not isinstance(claims, Claim) and progress
    turned = [
        _turned(place, version, base, run, percent, own.get(place.path))
        for place in shown(chosen, total=len(chosen), what="terms", progress=watched)
    ]
    matter = [one for one in turned if one.matters]
    stuck = [one for one in turned if not one.matters and _stuck(one)]
    return Sensitivities(
        plan=code,
        book=side.label,
        step=step if isinstance(step, str) else ", ".join(f"{path} ± {by}" for path, by in step.items()),
        claims=count,
        base=bounds_of(base),
        # The sort is stable: terms that matter alike stay in the order of the rule book.
        terms=tuple(sorted(matter, key=lambda one: (one.swing is not None, -(one.swing or 0)))),
        idle=tuple(one.path for one in turned if not one.matters and not _stuck(one)),
        stuck=tuple(one.path for one in stuck),
    )


Runner = Callable[[PlanVersion], Sums | None]


def _claim(
    claim: Claim, code: str, readings: Mapping[str, str], usage: Usage | None, version: PlanVersion
) -> Sums | None:
    try:
        return sums_of(assess(claim, plan=plan_of(version, code), readings=readings, usage=usage))
    except FAILURES:
        return None


def _table(
    table: ClaimsTable, code: str, readings: Mapping[str, str], answered: Any, version: PlanVersion
) -> Sums | None:
    try:
        done = table.under(plan_of(version, code), readings).filter(answered)
    except FAILURES:
        return None
    return None if done["low_fen"].null_count() else total_of(done, "low_fen", "high_fen")


def _steps(step: StepSize) -> tuple[Decimal, Mapping[str, Decimal | int]]:
    if isinstance(step, Mapping):
        for path, by in step.items():
            if isinstance(by, bool) or not isinstance(by, int | Decimal) or not by > 0:
                raise InvalidScenario(f"step of {path} is {by!r}; give a whole number or Decimal above 0")
        return Decimal(10), step
    found = re.fullmatch(r"(\d{1,4}(?:\.\d{1,4})?)\s*%", step) if isinstance(step, str) else None
    if found is None or not Decimal(found[1]):
        raise InvalidScenario(f"step is {step!r}; give a percentage such as '10%', or steps by path")
    return Decimal(found[1]), {}


def _all(version: PlanVersion) -> list[Place]:
    return [place for place in places(version) if place.path.split(".")[0] not in ("fee", "group")]


def _turned(
    place: Place, version: PlanVersion, base: Sums, run: Runner, percent: Decimal, by: Decimal | int | None
) -> Sensitivity:
    low, high = value_of(place.term)
    values = _values(place, percent, by)
    turns, sums = [], []
    for value in values:
        told = None if value is None else outward(value, place.unit)
        there = None
        if told is not None:
            try:
                there = run(version.amend({place.path: told}))
            except FAILURES:
                there = base if (low, high) == (value, value) else None
            sums.append(there)
        turns.append(
            None
            if told is None
            else Turn(
                value=told, sum=None if there is None else bounds_of(there), shift=shift_of(base, there)
            )
        )
    return Sensitivity(
        path=place.path,
        name=place.name,
        unit=HUNDREDTHS.get(place.unit, place.unit),
        value=None if isinstance(place.term, Unstated) else outward(low, place.unit),
        lower=turns[0],
        higher=turns[1],
        swing=_swing(base, [one for one in sums if one is not None]),
    )


def _values(place: Place, percent: Decimal, by: Decimal | int | None) -> tuple[int | None, int | None]:
    """The figures to turn the term to, as the rule book holds them: lower and higher; None: there is none."""
    low, high = value_of(place.term)
    if isinstance(place.term, Unstated):
        return low, None if high == low else high
    if place.unit == "flag":
        return (0, None) if low else (None, 1)
    unit = 100 if place.unit in HUNDREDTHS else 1
    if by is None:
        units = int((low * percent / 100 / unit + Decimal("0.5")) // 1)
        change = max(units, 1) * unit
    else:
        if by * unit != int(by * unit):
            raise InvalidScenario(f"step of {place.path} is {by}; give a step that the term can move by")
        change = int(by * unit)
    lower, higher = max(low - change, 0), min(low + change, most_of(place.unit))
    return (lower if lower < low else None), (higher if higher > low else None)


def _swing(base: Sums, turned: list[Sums]) -> Decimal | None:
    """The greatest distance between two of these sums, at the one end or the other."""
    every = [base, *turned]
    highs = [one.high for one in every if one.high is not None]
    lows = [one.low for one in every]
    if highs and len(highs) < len(every):
        return None
    ends = [max(lows) - min(lows), max(highs) - min(highs) if highs else 0]
    return to_yuan(max(ends))


def _stuck(one: Sensitivity) -> bool:
    turns = [turn for turn in (one.lower, one.higher) if turn is not None]
    return bool(turns) and all(turn.sum is None for turn in turns)
