"""Every benefit of a plan, worked out row by row against the units used before."""

from typing import Any, NamedTuple

from .columnar.bounds import all_of, any_of, equals, holds, inverse, literal, open_low, pick
from .columnar.calculator import Columnar, Lean
from .columnar.values import Cond, cond, ends, num, sides
from .row_version import RowVersions
from .version_groups import Shape

NIL, PAYABLE, UNDETERMINED, REFUSED = range(4)
STATUSES = ("nil", "payable", "undetermined", "refused")


class Result(NamedTuple):
    """One benefit row by row: its bounds in fen, the number of its status, and of its reason (0: none)."""

    low: Any
    high: Any
    status: Any
    reason: Any


class Evaluation(NamedTuple):
    """All benefits by code, and what each row drew of each limit by code."""

    results: dict[str, Result]
    drawn: dict[str, Any]
    leans: list[Lean]
    """What each of those draws rests on."""


def evaluated(rows: RowVersions, used: dict[str, Any]) -> Evaluation:
    """Every benefit of the run's plan, in order, each row drawing on limits where it is answered."""
    found = Evaluation({}, {}, [])
    results = found.results
    for shape in rows.shapes:
        result = _benefit(rows, shape, used, found)
        code = shape.rule.code
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


def _benefit(rows: RowVersions, shape: Shape, used: dict[str, Any], found: Evaluation) -> Result:
    here = rows.of(shape.kind, shape.versions)
    do = _calculator(rows, shape.versions, shape.alternatives, used, found)
    asks, _ = sides(shape.rule.claimed(rows.facts, do)) if here is not False else (False, False)
    asks = all_of(here, asks)
    if asks is False:
        return Result(0, 0, NIL, 0)
    sure: Any = True
    maybe: Any = True
    reason: Any = 0
    for condition in shape.conditions:
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
    do.active = cond(runs) if sure is maybe else Cond(all_of(asked, sure), runs)
    if runs is False:
        return Result(0, 0, pick(asks, REFUSED, NIL), pick(asks, reason, 0))
    _, amount = shape.rule.formula(rows.facts, do)
    low, high = ends(amount)
    least = pick(runs if sure is maybe else all_of(asked, sure), low, 0)
    refused = all_of(asks, inverse(maybe))
    if high is low and sure is maybe:
        status = pick(refused, REFUSED, pick(least > literal(0), PAYABLE, NIL))
        return Result(least, least, status, pick(refused, reason, 0))
    most = pick(runs, high, 0)
    apart = True if most is None else any_of(holds(open_low(most)), holds(most != least))
    settled = pick(least > literal(0) if not isinstance(least, int) else least > 0, PAYABLE, NIL)
    status = pick(refused, REFUSED, pick(apart, UNDETERMINED, settled))
    return Result(least, most, status, pick(refused, reason, 0))


def _held(rows: RowVersions, condition: Any, do: Columnar) -> Any:
    """Whether a condition holds; one whose fact was not given is passed over."""
    given: Any = True
    for fact in condition.needs:
        given = all_of(given, rows.facts.given.get(fact, False))
    if given is False:
        return True
    held = condition.holds(rows.facts, do)
    return held if given is True else do.either(cond(inverse(given)), held)


def _beside(one: Result, other: Result) -> Result:
    """The same benefit in two shapes: where one has a row, the other holds nothing."""
    low = num(one.low, one.low) + num(other.low, other.low)
    exact = one.high is one.low and other.high is other.low
    high = low if exact else num(one.high, one.high) + num(other.high, other.high)
    status = num(one.status, one.status) + num(other.status, other.status)
    reason = num(one.reason, one.reason) + num(other.reason, other.reason)
    (least, _), (_, most), (state, _), (why, _) = ends(low), ends(high), ends(status), ends(reason)
    return Result(least, least if exact else most, state, why)


def _close(rows: RowVersions, used: dict[str, Any], found: Evaluation) -> None:
    """Count the rows that are paid, or may be, against the limits that end cover."""
    if not rows.closings:
        return
    paid: Any = False
    perhaps: Any = False
    for result in found.results.values():
        paid = any_of(paid, result.low > literal(0) if not isinstance(result.low, int) else result.low > 0)
        perhaps = any_of(perhaps, equals(result.status, UNDETERMINED))
    for kind, closing, places, alternatives in rows.closings:
        here = all_of(rows.of(kind, places), rows.ok)
        if here is not False:
            do = _calculator(rows, places, alternatives, used, found)
            do.active = cond(here)
            closing.afterwards(Cond(paid, any_of(paid, perhaps)), do)
