"""Every benefit of a plan, evaluated row by row against the units used before."""

from functools import reduce
from itertools import chain
from typing import Any, NamedTuple

from ..engine.worlds import UNSETTLED, World
from .columnar.bounds import all_of, any_of, equals, inverse, literal, pick
from .columnar.calculator import Columnar
from .columnar.draws import Draw, DrawDependence
from .columnar.inferred_rows import InferredRows, TracedColumnar
from .columnar.values import (
    ColumnCondition,
    ColumnNumber,
    column_condition,
    column_number,
    ends,
    ends_differ,
    hull,
    sides,
    unequal,
)
from .row_version import RowVersions
from .version_groups import BenefitGroup, PriorPaymentGroup

NOT_CLAIMED, REFUSED, NIL, PAYABLE, UNDETERMINED = range(5)
"""The status of a benefit. That of a claim is the greatest among its benefits'."""
STATUSES = ("nil", "refused", "nil", "payable", "undetermined")


class BenefitColumns(NamedTuple):
    """One benefit row by row: its bounds in fen, and the numbers of its status and reason (0: none)."""

    low: Any
    high: Any
    status: Any
    reason: Any


NOTHING = BenefitColumns(0, 0, NOT_CLAIMED, 0)
"""A benefit that no row claims."""


class Evaluation(NamedTuple):
    """The benefits by code, and the draws of groups of rows by the limit's code."""

    results: dict[str, BenefitColumns]
    drawn: dict[str, list[Draw]]
    dependences: list[DrawDependence]
    """What each of the draws depends on."""
    open: set[Any]
    """What is open for some row, by its key in a world."""
    read: set[str]
    """The limits whose use is asked for otherwise than to see what they leave."""

    @property
    def draws(self) -> dict[str, Any]:
        """Each row's draws by the limit's code."""
        return {code: sum(draw.units for draw in draws) for code, draws in self.drawn.items()}


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
    for group in rows.groups:
        _evaluate(rows, group, _calculator(rows, group, used, evaluation, inferred), evaluation.results)
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
            do = _calculator(rows, group, used, evaluation)
            do.worlds = tuple(each[number % len(each)] for each in own)
            _evaluate(rows, group, do, evaluation.results)
    return evaluation


def _evaluate(
    rows: RowVersions, group: BenefitGroup, do: Columnar, results: dict[str, BenefitColumns]
) -> None:
    """Evaluate the benefit of a group in its rows; all other rows keep what other groups came to."""
    code = group.benefit.code
    results[code] = _benefit(rows, group, do, results.get(code, NOTHING))


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
    group: BenefitGroup | PriorPaymentGroup,
    used: dict[str, Any],
    evaluation: Evaluation,
    inferred: InferredRows | None = None,
) -> Columnar:
    versions = group.versions
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
    do.alternatives = group.alternatives
    do.kind, do.versions = group.kind, versions
    do.draws, do.dependences = evaluation.drawn, evaluation.dependences
    do.open, do.read = evaluation.open, evaluation.read
    return do


def _benefit(rows: RowVersions, group: BenefitGroup, do: Columnar, others: BenefitColumns) -> BenefitColumns:
    """The benefit in the rows of a group, and in all other rows what other groups came to, or nothing."""
    here = rows.matches(group.kind, group.versions)
    claimed, _ = sides(group.benefit.claimed(rows.facts, do)) if here is not False else (False, False)
    claimed = all_of(here, claimed)
    if claimed is False:
        return others
    sure: Any = True
    maybe: Any = True
    reason: Any = 0
    for condition in group.conditions:
        given = _given(rows, condition)
        certainly, possibly = sides(_holds(rows, condition, given, do))
        do.note_condition(condition, claimed, (maybe, given), possibly)
        fails, number = all_of(maybe, inverse(possibly)), rows.reasons.index(condition.reason)
        # The reason is read only where a condition fails, so the first that can fail needs no `pick`.
        reason = number if maybe is True else pick(fails, number, reason)
        exact = sure is maybe and certainly is possibly
        maybe = all_of(maybe, possibly)
        sure = maybe if exact else all_of(sure, certainly)
    reason = pick(all_of(claimed, inverse(maybe)), reason, others.reason)
    valid = all_of(claimed, rows.valid)
    runs = all_of(valid, maybe)
    surely_runs = runs if sure is maybe else all_of(valid, sure)
    do.active = column_condition(surely_runs, runs)
    if runs is False:
        return others._replace(status=pick(claimed, REFUSED, others.status), reason=reason)
    _, amount = group.benefit.formula(rows.facts, do)
    do.note_formula(claimed, maybe)
    low, high = ends(amount)
    exact = high is low and sure is maybe
    least = pick(surely_runs, low, others.low)
    most = least if exact and others.high is others.low else pick(runs, high, others.high)
    undetermined: Any = False
    if not exact:
        # Where conditions are not sure, nothing may be due.
        lowest = low if sure is maybe else pick(sure, low, 0)
        undetermined = ends_differ(high, lowest, may_be_open=True)
    due = least > literal(0) if not isinstance(least, int) else least > 0
    status = pick(undetermined, UNDETERMINED, pick(due, PAYABLE, NIL))
    status = pick(claimed, pick(maybe, status, REFUSED), others.status)
    return BenefitColumns(least, most, status, reason)


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


def _count_payments(rows: RowVersions, used: dict[str, Any], evaluation: Evaluation) -> None:
    """Count the rows that are paid, or may be, against the limits of prior payments."""
    if not rows.prior_payments:
        return
    paid: Any = False
    undetermined: Any = False
    for result in evaluation.results.values():
        paid = any_of(paid, result.low > literal(0) if not isinstance(result.low, int) else result.low > 0)
        undetermined = any_of(undetermined, equals(result.status, UNDETERMINED))
    for group in rows.prior_payments:
        here = all_of(rows.matches(group.kind, group.versions), rows.valid)
        if here is not False:
            do = _calculator(rows, group, used, evaluation)
            do.active = column_condition(here)
            group.prior_payment.afterwards(ColumnCondition(paid, any_of(paid, undetermined)), do)
