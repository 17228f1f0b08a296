"""Changes each term of a rule book by a step, and ranks the terms by the effect on the sum."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from math import floor
from typing import TYPE_CHECKING, Any

from ..._arguments import checked
from ..._texts import both
from ...assessment.assess import assess
from ...claims import Claim
from ...errors import InvalidScenario
from ...money import to_yuan
from ...rulebook.amendment import most_of, outward
from ...rulebook.registry.book import AnyPlan, Book, plan_of
from ...rulebook.term_path import Place, place_of, places, value_of
from ...rulebook.version import PlanVersion
from ...terms import Unstated
from ...usage import Usage
from ...vocabulary import HUNDREDTHS
from ..claim_table import MoneyUnit, check_money_unit, read_table
from ..comparison.periods import one_version
from ..comparison.rerun import FAILURES, ClaimsTable, sums_of, total_of
from ..labelled_book import claim_plan, labelled_book
from ..progress import Progress, with_progress
from ..sums import Sums, bounds_of, shift_of
from .result import Sensitivities, Sensitivity, Turn, steps_in_words

if TYPE_CHECKING:
    from narwhals.stable.v2.typing import IntoFrame

StepSize = str | Mapping[str, Decimal | int]


@checked
def sensitivities(
    claims: "Claim | IntoFrame",
    book: Book | None = None,
    *,
    step: StepSize = "10%",
    terms: Iterable[str] | None = None,
    readings: Mapping[str, str] | None = None,
    usage: Usage | None = None,
    plan: AnyPlan | None = None,
    unit: MoneyUnit | None = None,
    progress: Progress | bool | None = None,
) -> Sensitivities:
    """The sensitivity of a claim's sum, or a table's, to each term of a rule book.

    Each term is lowered and raised by the step, with all others unchanged (`version.amend`), and
    the claims are assessed again. A percentage of money or of a rate is exact to the fen or a hundredth of a
    percent; of a number of days, years or payments it is rounded, half up, and a term that it would change
    by less than half a unit is not changed but listed in `stuck`. A flag is inverted. An unstated
    term is set to the low and the high end of its bounds. That takes two runs for each
    term, of some hundredths of a second each for a claim. Fees are left out, since they affect no claim.

    Args:
        claims: a `Claim`, or a table as `assess_table` takes it.
        book: a rule book: a plan's code or name, a `Plan`, or one version, as if always in force;
            the plan of the claims if left out.
        step: a percentage such as `10%`, or a step for each of some terms by path, as people write
            them: yuan, percent, days. A mapping also chooses the terms if `terms` is left out; otherwise
            terms without a step in it change by 10 %.
        terms: the paths of the terms to change, as in `version.amend`; all if left out.
        readings, usage: as for `assess`; for a table, the use of limits before it begins.
        plan: the plan, by its code or its name, or a `Plan`;
            may be left out if the claim, the book or the column `plan` names it.
        unit: the unit of whole numbers of money in a table, `fen` or `yuan`, as for `assess_table`.
        progress: a callable such as `tqdm.tqdm`; tqdm itself, on a terminal or in a notebook, if
            left out or True; False for none. It counts terms, and only if `claims` is a table.

    Raises:
        InvalidScenario: the step is invalid, or no row of a table can be answered, or by several versions.
        UnknownPath: the version has no term at a path; the message names the nearest.
        MutualBenefitsError: the claim cannot be answered, as for `assess`.

    >>> from datetime import date
    >>> import mutual_benefits as mb
    >>> claim = mb.Claim(
    ...     id="C-1", member="M-1",
    ...     enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    ...     event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25),
    ... )
    >>> result = sensitivities(claim, terms=["living_allowance.rate.100", "limits.consoled_living_days"])
    >>> [(one.path, one.lower.shift.amount, one.higher.value) for one in result.terms]
    [('living_allowance.rate.100', Decimal('-160.00'), Decimal('88.00')), \
('limits.consoled_living_days', Decimal('-160.00'), 22)]
    """
    check_money_unit(unit)
    percent, steps = _steps(step)
    if isinstance(claims, Claim):
        of = claim_plan(claims, plan)
        applied_book = labelled_book(book or of, of, readings)
        version = applied_book.prepared.answer_for(claims)[0].written
        base = sums_of(assess(claims, plan=applied_book.plan, readings=applied_book.readings, usage=usage))
        count, run = 1, partial(_claim_sums, claims, of, applied_book.readings, usage)
    else:
        rows, of = read_table(claims, plan, [] if book is None else [book], unit)
        applied_book = labelled_book(book or of, of, readings)
        table = ClaimsTable(rows, usage)
        assessed = table.under(applied_book.plan, applied_book.readings)
        answered = assessed["low_fen"].is_not_null()
        counted = assessed.filter(answered)
        applied = one_version(applied_book, counted["version"].unique().to_list())
        if applied is None:
            raise InvalidScenario(
                both(
                    "no row of the table is answered, or several versions answer; give one version as `book`",
                    "表中没有可核算的行，或各行适用多个版本；请以 `book` 给出一个版本",
                ),
                field="book",
            )
        version, count = applied.version, len(counted)
        base = total_of(counted, "low_fen", "high_fen")
        run = partial(_table_sums, table, of, applied_book.readings, answered)
    paths = list(steps) if terms is None and steps else terms
    chosen = _all_terms(version) if paths is None else [*dict.fromkeys(place_of(version, p) for p in paths)]
    own = {place_of(version, path).path: value for path, value in steps.items()}
    bar = not isinstance(claims, Claim) and progress
    results = [
        _sensitivity(place, version, base, run, percent, own.get(place.path))
        for place in with_progress(chosen, total=len(chosen), what="terms", progress=bar)
    ]
    matter = [one for one in results if one.matters]
    stuck = [one for one in results if not one.matters and _is_stuck(one)]
    return Sensitivities(
        plan=applied_book.plan.code,
        book=applied_book.label,
        step=step
        if isinstance(step, str)
        else steps_in_words((place_of(version, path), by) for path, by in steps.items()),
        claims=count,
        base=bounds_of(base),
        # The sort is stable: terms with equal swings keep the order of the rule book.
        terms=tuple(sorted(matter, key=lambda one: (one.swing is not None, -(one.swing or 0)))),
        idle=tuple(one.path for one in results if not one.matters and not _is_stuck(one)),
        stuck=tuple(one.path for one in stuck),
        claim=claims if isinstance(claims, Claim) else None,
        facts=applied_book.prepared.words.names_of_facts,
    )


SumsUnderVersion = Callable[[PlanVersion], Sums | None]
"""Computes the sums of the claims under a version; None if it cannot answer them."""


def _claim_sums(
    claim: Claim, of: AnyPlan, readings: Mapping[str, str], usage: Usage | None, version: PlanVersion
) -> Sums | None:
    try:
        return sums_of(assess(claim, plan=plan_of(version, of), readings=readings, usage=usage))
    except FAILURES:
        return None


def _table_sums(
    table: ClaimsTable, of: AnyPlan, readings: Mapping[str, str], answered: Any, version: PlanVersion
) -> Sums | None:
    return table.total(plan_of(version, of), readings, answered)


def _steps(step: StepSize) -> tuple[Decimal, Mapping[str, Decimal | int]]:
    if step and isinstance(step, Mapping):
        for path, by in step.items():
            if isinstance(by, bool) or not isinstance(by, int | Decimal) or not by > 0:
                raise InvalidScenario(
                    both(
                        f"step of {path} is {by!r}; give a whole number or a Decimal above 0",
                        f"{path} 的 step 为 {by!r}；请给出大于 0 的整数或 Decimal",
                    ),
                    field="step",
                    given=by,
                )
        return Decimal(10), step
    match = re.fullmatch(r"(\d{1,4}(?:\.\d{1,4})?)\s*%", step) if isinstance(step, str) else None
    if match is None or not Decimal(match[1]):
        raise InvalidScenario(
            both(
                f"step is {step!r}; give a percentage such as '10%', or steps by path",
                f"step 为 {step!r}；请给出百分比，如 '10%'，或按路径给出步长",
            ),
            field="step",
            given=step,
        )
    return Decimal(match[1]), {}


def _all_terms(version: PlanVersion) -> list[Place]:
    return [place for place in places(version) if place.path.split(".")[0] not in ("fee", "group")]


def _sensitivity(
    place: Place,
    version: PlanVersion,
    base: Sums,
    run: SumsUnderVersion,
    percent: Decimal,
    by: Decimal | int | None,
) -> Sensitivity:
    low, high = value_of(place.term)
    values = _values(place, percent, by)
    turns: list[Turn | None] = []
    sums: list[Sums] = []
    for value in values:
        if value is None:
            turns.append(None)
            continue
        written = outward(value, place.unit)
        try:
            result = run(version.amend({place.path: written}))
        except FAILURES:
            result = base if (low, high) == (value, value) else None
        sums += [] if result is None else [result]
        total = None if result is None else bounds_of(result)
        turns.append(Turn(value=written, sum=total, shift=shift_of(base, result)))
    return Sensitivity(
        path=place.path,
        name=place.name,
        unit=HUNDREDTHS.get(place.unit, place.unit),
        value=None if isinstance(place.term, Unstated) else outward(low, place.unit),
        lower=turns[0],
        higher=turns[1],
        swing=_swing(base, sums),
    )


def _values(place: Place, percent: Decimal, by: Decimal | int | None) -> tuple[int | None, int | None]:
    """The lower and the higher value of the term, as the rule book holds them; None if there is none."""
    low, high = value_of(place.term)
    if isinstance(place.term, Unstated):
        return low, None if high == low else high
    if place.unit == "flag":
        return (0, None) if low else (None, 1)
    half_up = floor(low * Fraction(percent) / 100 + Fraction(1, 2))
    step = half_up if by is None else Fraction(by) * (100 if place.unit in HUNDREDTHS else 1)
    if step != (change := int(step)):
        en = f"step of {place.path} is {by}; give whole units of the term"
        message = both(en, f"{place.path} 的 step 为 {by}；请给出该项的整单位")
        raise InvalidScenario(message, field="step", given=by)
    lower, higher = max(low - change, 0), min(low + change, most_of(place.unit))
    return (lower if lower < low else None), (higher if higher > low else None)


def _swing(base: Sums, others: list[Sums]) -> Decimal | None:
    """The greatest difference between two of these sums, of their low or their high ends."""
    sums = [base, *others]
    highs = [each.high for each in sums if each.high is not None]
    lows = [each.low for each in sums]
    if highs and len(highs) < len(sums):
        return None
    ends = [max(lows) - min(lows), max(highs) - min(highs) if highs else 0]
    return to_yuan(max(ends))


def _is_stuck(one: Sensitivity) -> bool:
    turns = [turn for turn in (one.lower, one.higher) if turn is not None]
    return all(turn.sum is None for turn in turns)
