"""Every benefit of a plan, evaluated row by row against the units used before."""

from functools import reduce
from itertools import chain
from typing import Any, NamedTuple

from ..engine.worlds import UNSETTLED, World
from .columnar.bounds import all_of, any_of, equals, holds, inverse, is_open, literal, pick
from .columnar.calculator import Columnar, DrawDependence
from .columnar.inferred_rows import InferredRows, TracedColumnar
from .columnar.values import (
    ColumnCondition,
    ColumnNumber,
    column_condition,
    column_number,
    ends,
    hull,
    sides,
    unequal,
)
from .row_version import RowVersions
from .version_groups import BenefitGroup

NOT_CLAIMED, REFUSED, NIL, PAYABLE, UNDETERMINED = range(5)
"""The status of a benefit. That of a claim is the greatest among its benefits'."""
STATUSES = ("nil", "refused", "nil", "payable", "undetermined")


class BenefitColumns(NamedTuple):
    """One benefit row by row: its bounds in fen, and the numbers of its status and reason (0: none)."""

    low: Any
    high: Any
    status: Any
    reason: Any


class Evaluation(NamedTuple):
    """The benefits by code, and each row's draws by the limit's code."""

    results: dict[str, BenefitColumns]
    draws: dict[str, Any]
    dependences: list[DrawDependence]
    """What each of the draws depends on."""
    open: set[Any]
    """What is open for some row, by its key in a world."""
    read: set[str]
    """The limits whose use is asked for otherwise than to see what they leave."""


class Total(NamedTuple):
    """The sum of all benefits row by row, and the rows in which it is narrower than their bounds added up."""

    sum: Any
    narrower: Any


Worlds = dict[tuple[str, int], tuple[World, ...]]
"""The worlds of the versions that have any, by the kind of event and the version's index."""


def evaluate(rows: RowVersions, used: dict[str, Any], inferred: InferredRows | None = None) -> Evaluation:
    """Evaluate every benefit of the plan in order; valid rows draw on limits as they are evaluated.

    `inferred` receives the rows that rest on an inferred term.
    """
    evaluation = Evaluation({}, {}, [], set(), set())
    results = evaluation.results
    for group in rows.groups:
        do = _calculator(rows, group.versions, group.alternatives, used, evaluation, inferred)
        _add(results, group, _benefit(rows, group, do))
    _count_payments(rows, used, evaluation)
    return evaluation


def total(rows: RowVersions, evaluation: Evaluation, used: dict[str, Any]) -> Total:
    """The sum of all benefits row by row, within the limits on all of them, as it is in some world."""
    sum_ = _within_limits(rows, evaluation, used)
    worlds: Worlds = {
        (kind, index): answer.worlds
        for index, prepared in enumerate(rows.versions)
        for kind, answer in prepared.answers.items()
        if not evaluation.open.isdisjoint(chain.from_iterable(answer.worlds))
        and rows.matches(kind, (index,)) is not False
    }
    if not worlds:
        return Total(sum_, False)
    cases = (
        _within_limits(rows, _in_world(rows, used, worlds, number), used)
        for number in range(max(map(len, worlds.values())))
    )
    either = reduce(hull, cases)
    here: Any = False
    for kind, index in worlds:
        here = any_of(here, rows.matches(kind, (index,)))
    narrower = all_of(here, unequal(either, sum_))
    (low, high), (least, most) = ends(either), ends(sum_)
    return Total(ColumnNumber(pick(narrower, low, least), pick(narrower, high, most)), narrower)


def _in_world(rows: RowVersions, used: dict[str, Any], worlds: Worlds, number: int) -> Evaluation:
    """The benefits of the versions that have worlds, each version in the one of this number.

    A version with fewer begins again with its first.
    """
    evaluation = Evaluation({}, {}, [], set(), set())
    for group in rows.groups:
        own = [worlds.get((group.kind, version), (UNSETTLED,)) for version in group.versions]
        if any((group.kind, version) in worlds for version in group.versions):
            do = _calculator(rows, group.versions, group.alternatives, used, evaluation)
            do.worlds = tuple(each[number % len(each)] for each in own)
            _add(evaluation.results, group, _benefit(rows, group, do))
    return evaluation


def _add(results: dict[str, BenefitColumns], group: BenefitGroup, result: BenefitColumns) -> None:
    """Add the results of a group to those of the same benefit in other groups."""
    code = group.benefit.code
    results[code] = _combined(results[code], result) if code in results else result


def _within_limits(rows: RowVersions, evaluation: Evaluation, used: dict[str, Any]) -> Any:
    """The sum of the benefits, the most cut to what the limits on all of them leave."""
    sum_: Any = 0
    for result in evaluation.results.values():
        sum_ = column_number(result.low, result.high) + sum_
    for index, prepared in enumerate(rows.versions):
        for kind, answer in prepared.answers.items():
            here = rows.matches(kind, (index,))
            for limit in answer.limits_in_all if here is not False else ():
                do = Columnar(rows.facts, 0, used)
                _, most = ends(do.most(do.resolve((limit.ceiling,)) - used.get(limit.code, 0), 0))
                low, high = ends(sum_)
                _, lesser = ends(do.least(ColumnNumber(0, high), ColumnNumber(0, most)))
                sum_ = column_number(low, pick(here, lesser, high))
    return sum_


def _calculator(
    rows: RowVersions,
    versions: tuple[int, ...],
    alternatives: dict[int, Any],
    used: dict[str, Any],
    evaluation: Evaluation,
    inferred: InferredRows | None = None,
) -> Columnar:
    version: Any = rows.version
    if len(versions) < len(rows.versions):
        version = 0
        for number, index in enumerate(versions[1:], start=1):
            version = pick(rows.version == literal(index), number, version)
    do = (
        Columnar(rows.facts, version, used)
        if inferred is None
        else TracedColumnar(rows.facts, version, used, inferred)
    )
    do.alternatives = alternatives
    do.draws, do.dependences = evaluation.draws, evaluation.dependences
    do.open, do.read = evaluation.open, evaluation.read
    return do


def _benefit(rows: RowVersions, group: BenefitGroup, do: Columnar) -> BenefitColumns:
    here = rows.matches(group.kind, group.versions)
    claimed, _ = sides(group.benefit.claimed(rows.facts, do)) if here is not False else (False, False)
    claimed = all_of(here, claimed)
    if claimed is False:
        return BenefitColumns(0, 0, NOT_CLAIMED, 0)
    sure: Any = True
    maybe: Any = True
    reason: Any = 0
    for condition in group.conditions:
        given = _given(rows, condition)
        certainly, possibly = sides(_holds(rows, condition, given, do))
        do.note_condition(condition, claimed, (maybe, given), possibly)
        fails, number = all_of(maybe, inverse(possibly)), rows.reasons.index(condition.reason)
        # The reason is read only where a condition fails, so the first that can fail needs no `pick`.
        reason = number if maybe is True and fails is not False else pick(fails, number, reason)
        exact = sure is maybe and certainly is possibly
        maybe = all_of(maybe, possibly)
        sure = maybe if exact else all_of(sure, certainly)
    valid = all_of(claimed, rows.valid)
    runs = all_of(valid, maybe)
    do.active = column_condition(runs) if sure is maybe else ColumnCondition(all_of(valid, sure), runs)
    if runs is False:
        return BenefitColumns(0, 0, pick(claimed, REFUSED, NOT_CLAIMED), pick(claimed, reason, 0))
    _, amount = group.benefit.formula(rows.facts, do)
    do.note_formula(claimed, maybe)
    low, high = ends(amount)
    least = pick(runs if sure is maybe else all_of(valid, sure), low, 0)
    refused = all_of(claimed, inverse(maybe))
    nothing = pick(claimed, NIL, NOT_CLAIMED)
    if high is low and sure is maybe:
        status = pick(refused, REFUSED, pick(least > literal(0), PAYABLE, nothing))
        return BenefitColumns(least, least, status, pick(refused, reason, 0))
    most = pick(runs, high, 0)
    undetermined = True if most is None else any_of(holds(is_open(most)), holds(most != least))
    determined = pick(least > literal(0) if not isinstance(least, int) else least > 0, PAYABLE, nothing)
    status = pick(refused, REFUSED, pick(undetermined, UNDETERMINED, determined))
    return BenefitColumns(least, most, status, pick(refused, reason, 0))


def _given(rows: RowVersions, condition: Any) -> Any:
    """Whether the facts that a condition needs are given."""
    given: Any = True
    for fact in condition.needs:
        given = all_of(given, rows.facts.given.get(fact, False))
    return given


def _holds(rows: RowVersions, condition: Any, given: Any, do: Columnar) -> Any:
    """Whether a condition holds; it counts as holding where a fact that it needs was not given."""
    if given is False:
        return True
    result = condition.holds(rows.facts, do)
    return result if given is True else do.either(column_condition(inverse(given)), result)


def _combined(one: BenefitColumns, other: BenefitColumns) -> BenefitColumns:
    """The same benefit from two groups of versions, of which at most one is not zero in any row."""
    low = column_number(one.low, one.low) + column_number(other.low, other.low)
    exact = one.high is one.low and other.high is other.low
    high = low if exact else column_number(one.high, one.high) + column_number(other.high, other.high)
    status = column_number(one.status, one.status) + column_number(other.status, other.status)
    reason = column_number(one.reason, one.reason) + column_number(other.reason, other.reason)
    (least, _), (_, most), (state, _), (why, _) = ends(low), ends(high), ends(status), ends(reason)
    return BenefitColumns(least, least if exact else most, state, why)


def _count_payments(rows: RowVersions, used: dict[str, Any], evaluation: Evaluation) -> None:
    """Count the rows that are paid, or may be, against the limits of prior payments."""
    if not rows.prior_payments:
        return
    paid: Any = False
    undetermined: Any = False
    for result in evaluation.results.values():
        paid = any_of(paid, result.low > literal(0) if not isinstance(result.low, int) else result.low > 0)
        undetermined = any_of(undetermined, equals(result.status, UNDETERMINED))
    for kind, prior_payment, versions, alternatives in rows.prior_payments:
        here = all_of(rows.matches(kind, versions), rows.valid)
        if here is not False:
            do = _calculator(rows, versions, alternatives, used, evaluation)
            do.active = column_condition(here)
            prior_payment.afterwards(ColumnCondition(paid, any_of(paid, undetermined)), do)
