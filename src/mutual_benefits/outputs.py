"""The columns that come out of a run: sums, bounds, status, reason and version of each row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from .calculators.ends import add, all_of, any_of, equals, inverse, literal, pick
from .calculators.nodes import choice, constant, steps
from .results import NIL, PAYABLE, REFUSED, STATUSES, UNDETERMINED, Evaluation, Result

if TYPE_CHECKING:
    from .runs import Run


def shown(
    run: "Run", frame: Any, final: Evaluation, settled: Any, beside: Sequence[str]
) -> tuple[Any, list[str]]:
    """These columns of the frame and those of `added`, and the names of the latter."""
    results, ok = final.results, all_of(run.ok, settled)
    columns: dict[str, Any] = {}
    low: Any = 0
    high: Any = 0
    found: dict[int, Any] = dict.fromkeys((PAYABLE, UNDETERMINED, REFUSED), False)
    for name, result in results.items():
        stated = all_of(ok, inverse(equals(result.status, UNDETERMINED)))
        columns[f"{name}_{run.unit}"] = _where(stated, result.low)
        if run.bounds and result.high is not result.low:
            columns[f"{name}_low_{run.unit}"] = _where(ok, result.low)
            columns[f"{name}_high_{run.unit}"] = _where(ok, result.high)
        low, high = add(low, result.low), add(high, result.high)
        found = {number: any_of(one, equals(result.status, number)) for number, one in found.items()}
    columns[f"total_{run.unit}"] = _where(all_of(ok, inverse(found[UNDETERMINED])), low)
    columns[f"low_{run.unit}"], columns[f"high_{run.unit}"] = _where(ok, low), _where(ok, high)
    status = _text(STATUSES[NIL])
    for number in (REFUSED, PAYABLE, UNDETERMINED):
        status = _either(found[number], _text(STATUSES[number]), status)
    columns["status"] = _either(ok, status, _text("invalid"))
    refused = all_of(found[REFUSED], inverse(any_of(found[PAYABLE], found[UNDETERMINED])))
    columns["reason"] = _reason(run, results, refused, settled)
    columns["version"] = _first_day(run)
    return run.graph.columns(frame, columns, beside=beside), list(columns)


def _reason(run: "Run", results: dict[str, Result], refused: Any, settled: Any) -> Any:
    """What was wrong with a row, or why the first refused benefit was refused, as text."""
    why: Any = 0
    for result in reversed(results.values()):
        why = pick(equals(result.status, REFUSED), result.reason, why)
    words = [reason or None for reason in run.reasons]
    reason = _text(words[why]) if isinstance(why, int) else steps(why, words, kind=nw.String)
    reason = _either(settled, _either(refused, reason, _text(None)), _text("limits_unsettled"))
    error = _text(None)
    for name, cells in reversed(run.errors):
        error = _either(cells, _text(name), error)
    return choice(run.ok, reason, error)


def _first_day(run: "Run") -> Any:
    """The first day of each row's version as a date; null where none answers."""
    days = [ready.version.effective_from for ready in run.versions]
    return steps(run.in_force, [None, *days], range(len(days)), nw.Date)


def _where(rows: Any, value: Any) -> Any:
    """The value in these rows, null in others; an open end is null."""
    return constant(None) if value is None or rows is False else choice(rows, literal(value))


def _text(word: str | None) -> Any:
    return constant(word, nw.String)


def _either(condition: Any, then: Any, otherwise: Any) -> Any:
    """One text or the other, row by row."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    return choice(condition, then, otherwise)
