"""The columns that come out of a run: sums, bounds, status, reason and version of each row."""

from typing import Any

import narwhals.stable.v2 as nw

from .columnar.bounds import add, all_of, any_of, equals, inverse, literal, pick
from .columnar.expression import choice, constant, steps
from .evaluation import NIL, PAYABLE, REFUSED, STATUSES, UNDETERMINED, BenefitColumns, Evaluation
from .row_version import RowVersions


def shown(rows: RowVersions, final: Evaluation, settled: Any, unit: str, *, bounds: bool) -> dict[str, Any]:
    """These columns by name: `bounds` adds those of each benefit that may be undetermined."""
    results, ok = final.results, all_of(rows.ok, settled)
    columns: dict[str, Any] = {}
    low: Any = 0
    high: Any = 0
    found: dict[int, Any] = dict.fromkeys((PAYABLE, UNDETERMINED, REFUSED), False)
    for name, result in results.items():
        stated = all_of(ok, inverse(equals(result.status, UNDETERMINED)))
        columns[f"{name}_{unit}"] = _where(stated, result.low)
        if bounds and result.high is not result.low:
            columns[f"{name}_low_{unit}"] = _where(ok, result.low)
            columns[f"{name}_high_{unit}"] = _where(ok, result.high)
        low, high = add(low, result.low), add(high, result.high)
        found = {number: any_of(one, equals(result.status, number)) for number, one in found.items()}
    columns[f"total_{unit}"] = _where(all_of(ok, inverse(found[UNDETERMINED])), low)
    columns[f"low_{unit}"], columns[f"high_{unit}"] = _where(ok, low), _where(ok, high)
    status = _text(STATUSES[NIL])
    for number in (REFUSED, PAYABLE, UNDETERMINED):
        status = _either(found[number], _text(STATUSES[number]), status)
    columns["status"] = _either(ok, status, _text("invalid"))
    refused = all_of(found[REFUSED], inverse(any_of(found[PAYABLE], found[UNDETERMINED])))
    columns["reason"] = _reason(rows, results, refused, settled)
    columns["version"] = _first_day(rows)
    return columns


def _reason(rows: RowVersions, results: dict[str, BenefitColumns], refused: Any, settled: Any) -> Any:
    """What was wrong with a row, or why the first refused benefit was refused, as text."""
    why: Any = 0
    for result in reversed(results.values()):
        why = pick(equals(result.status, REFUSED), result.reason, why)
    words = [reason or None for reason in rows.reasons]
    reason = _text(words[why]) if isinstance(why, int) else steps(why, words, kind=nw.String)
    reason = _either(settled, _either(refused, reason, _text(None)), _text("limits_unsettled"))
    error = _text(None)
    for name, cells in reversed(rows.errors):
        error = _either(cells, _text(name), error)
    return choice(rows.ok, reason, error)


def _first_day(rows: RowVersions) -> Any:
    """The first day of each row's version as a date; null where none answers."""
    days = [prepared.version.effective_from for prepared in rows.versions]
    return steps(rows.in_force, [None, *days], range(len(days)), nw.Date)


def _where(mask: Any, value: Any) -> Any:
    """The value in these rows, null in others; an open end is null."""
    return constant(None) if value is None or mask is False else choice(mask, literal(value))


def _text(word: str | None) -> Any:
    return constant(word, nw.String)


def _either(condition: Any, then: Any, otherwise: Any) -> Any:
    """One text or the other, row by row."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    return choice(condition, then, otherwise)
