"""Every benefit of a plan, worked out row by row against the units used before."""

from typing import Any, NamedTuple

from .columnar.bounds import all_of, any_of, equals, holds, inverse, literal, open_low, pick
from .columnar.calculator import Columnar, DrawDependence
from .columnar.values import ColumnCondition, column_condition, column_number, ends, sides
from .row_version import RowVersions
from .version_groups import BenefitGroup

NIL, PAYABLE, UNDETERMINED, REFUSED = range(4)
STATUSES = ("nil", "payable", "undetermined", "refused")


class BenefitColumns(NamedTuple):
    """One benefit row by row: its bounds in fen, the number of its status, and of its reason (0: none)."""

    low: Any
    high: Any
    status: Any
    reason: Any


class Evaluation(NamedTuple):
    """All benefits by code, and what each row drew of each limit by code."""

    results: dict[str, BenefitColumns]
    drawn: dict[str, Any]
    leans: list[DrawDependence]
    """What each of those draws rests on."""


def evaluated(rows: RowVersions, used: dict[str, Any]) -> Evaluation:
    """Every benefit of the run's plan, in order, each row drawing on limits where it is answered."""
    found = Evaluation({}, {}, [])
    results = found.results
    for group in rows.groups:
        result = _benefit(rows, group, used, found)
        code = group.benefit.code
        results[code] = _beside(results[code], result) if code in results else result
    _close(rows, used, found)
    return found


def _calculator(
    rows: RowVersions,
    places: tuple[int, ...],
    alternatives: dict[int, Any],
    used: dict[str, Any],
    found: Evaluation,
) -> Columnar:
    version: Any = rows.version_of_row
    if len(places) < len(rows.versions):
        version = 0
        for number, place in enumerate(places[1:], start=1):
            version = pick(rows.version_of_row == literal(place), number, version)
    do = Columnar(rows.facts, version, used)
    do.alternatives = alternatives
    do.drawn, do.leans = found.drawn, found.leans
    return do


def _benefit(
    rows: RowVersions, group: BenefitGroup, used: dict[str, Any], found: Evaluation
) -> BenefitColumns:
    here = rows.of(group.kind, group.versions)
    do = _calculator(rows, group.versions, group.alternatives, used, found)
    asks, _ = sides(group.benefit.claimed(rows.facts, do)) if here is not False else (False, False)
    asks = all_of(here, asks)
    if asks is False:
        return BenefitColumns(0, 0, NIL, 0)
    sure: Any = True
    maybe: Any = True
    reason: Any = 0
    for condition in group.conditions:
        held = _held(rows, condition, do)
        certainly, possibly = sides(held)
        fails, number = all_of(maybe, inverse(possibly)), rows.reasons.index(condition.reason)
        # Asked only where a condition fails: none before the first that can, so it stands for all others.
        reason = number if maybe is True and fails is not False else pick(fails, number, reason)
        exact = sure is maybe and certainly is possibly
        maybe = all_of(maybe, possibly)
        sure = maybe if exact else all_of(sure, certainly)
    asked = all_of(asks, rows.ok)
    runs = all_of(asked, maybe)
    do.active = column_condition(runs) if sure is maybe else ColumnCondition(all_of(asked, sure), runs)
    if runs is False:
        return BenefitColumns(0, 0, pick(asks, REFUSED, NIL), pick(asks, reason, 0))
    _, amount = group.benefit.formula(rows.facts, do)
    low, high = ends(amount)
    least = pick(runs if sure is maybe else all_of(asked, sure), low, 0)
    refused = all_of(asks, inverse(maybe))
    if high is low and sure is maybe:
        status = pick(refused, REFUSED, pick(least > literal(0), PAYABLE, NIL))
        return BenefitColumns(least, least, status, pick(refused, reason, 0))
    most = pick(runs, high, 0)
    apart = True if most is None else any_of(holds(open_low(most)), holds(most != least))
    settled = pick(least > literal(0) if not isinstance(least, int) else least > 0, PAYABLE, NIL)
    status = pick(refused, REFUSED, pick(apart, UNDETERMINED, settled))
    return BenefitColumns(least, most, status, pick(refused, reason, 0))


def _held(rows: RowVersions, condition: Any, do: Columnar) -> Any:
    """Whether a condition holds; one whose fact was not given is passed over."""
    given: Any = True
    for fact in condition.needs:
        given = all_of(given, rows.facts.given.get(fact, False))
    if given is False:
        return True
    held = condition.holds(rows.facts, do)
    return held if given is True else do.either(column_condition(inverse(given)), held)


def _beside(one: BenefitColumns, other: BenefitColumns) -> BenefitColumns:
    """The same benefit in two shapes: where one has a row, the other holds nothing."""
    low = column_number(one.low, one.low) + column_number(other.low, other.low)
    exact = one.high is one.low and other.high is other.low
    high = low if exact else column_number(one.high, one.high) + column_number(other.high, other.high)
    status = column_number(one.status, one.status) + column_number(other.status, other.status)
    reason = column_number(one.reason, one.reason) + column_number(other.reason, other.reason)
    (least, _), (_, most), (state, _), (why, _) = ends(low), ends(high), ends(status), ends(reason)
    return BenefitColumns(least, least if exact else most, state, why)


def _close(rows: RowVersions, used: dict[str, Any], found: Evaluation) -> None:
    """Count the rows that are paid, or may be, against the limits that end cover."""
    if not rows.prior_payments:
        return
    paid: Any = False
    perhaps: Any = False
    for result in found.results.values():
        paid = any_of(paid, result.low > literal(0) if not isinstance(result.low, int) else result.low > 0)
        perhaps = any_of(perhaps, equals(result.status, UNDETERMINED))
    for kind, prior_payment, places, alternatives in rows.prior_payments:
        here = all_of(rows.of(kind, places), rows.ok)
        if here is not False:
            do = _calculator(rows, places, alternatives, used, found)
            do.active = column_condition(here)
            prior_payment.afterwards(ColumnCondition(paid, any_of(paid, perhaps)), do)
