"""The columns that come out of a run: sums, bounds, status, reason and version of each row."""

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from .calculators.ends import add, all_of, any_of, inverse, literal, pick
from .calculators.nodes import choice, column, constant
from .results import NIL, PAYABLE, REFUSED, STATUSES, UNDETERMINED, Evaluation, Result

if TYPE_CHECKING:
    from .runs import Run


def shown(run: "Run", frame: Any, final: Evaluation, settled: Any) -> tuple[Any, list[str]]:
    """The frame with the columns of `added`, and their names."""
    results, ok = final.results, all_of(run.ok, settled)
    columns: dict[str, Any] = {}
    low: Any = 0
    high: Any = 0
    found: dict[int, Any] = dict.fromkeys((PAYABLE, UNDETERMINED, REFUSED), False)
    for name, result in results.items():
        stated = all_of(ok, inverse(_is(result.status, UNDETERMINED)))
        columns[f"{name}_{run.unit}"] = _where(stated, result.low)
        if run.bounds and result.high is not result.low:
            columns[f"{name}_low_{run.unit}"] = _where(ok, result.low)
            columns[f"{name}_high_{run.unit}"] = _where(ok, result.high)
        low, high = add(low, result.low), add(high, result.high)
        found = {number: any_of(one, _is(result.status, number)) for number, one in found.items()}
    columns[f"total_{run.unit}"] = _where(all_of(ok, inverse(found[UNDETERMINED])), low)
    columns[f"low_{run.unit}"], columns[f"high_{run.unit}"] = _where(ok, low), _where(ok, high)
    number = pick(found[PAYABLE], PAYABLE, pick(found[REFUSED], REFUSED, NIL))
    number = pick(found[UNDETERMINED], UNDETERMINED, number)
    columns["status"] = _words(pick(ok, number, len(STATUSES)), (*STATUSES, "invalid"))
    columns["reason"] = _reason(run, results, number, settled)
    columns["version"] = _first_day(run)
    return run.graph.columns(frame, columns), list(columns)


def _reason(run: "Run", results: dict[str, Result], number: Any, settled: Any) -> Any:
    """What was wrong with a row, or why the first refused benefit was refused, as text."""
    why: Any = 0
    for result in reversed(results.values()):
        why = pick(_is(result.status, REFUSED), result.reason, why)
    why = pick(_is(number, REFUSED), why, 0)
    words = [*run.reasons, *(reason for reason, _ in run.errors)]
    if settled is not True:
        why = pick(settled, why, len(words))
        words.append("limits_unsettled")
    for place in range(len(run.errors) - 1, -1, -1):
        why = pick(run.errors[place][1], len(run.reasons) + place, why)
    return _words(why, tuple(words))


def _first_day(run: "Run") -> Any:
    """The first day of each row's version as a date; null where none answers."""
    day = constant(None, nw.Date)
    for place, ready in enumerate(run.versions):
        first = constant(ready.version.effective_from, nw.Date)
        day = choice(column("__mb_version") == literal(place), first, day)
    return day


def _where(rows: Any, value: Any) -> Any:
    """The value in these rows, null in others; an open end is null."""
    if value is None or rows is False:
        return constant(None)
    return literal(value) if rows is True else choice(rows, literal(value))


def _is(status: Any, number: int) -> Any:
    return status == number if isinstance(status, int) else status == literal(number)


def _words(number: Any, words: tuple[str, ...]) -> Any:
    """The word at each row's number; an empty word is null."""
    if isinstance(number, int):
        return constant(words[number] or None, nw.String)
    text = constant(words[0] or None, nw.String)
    for place, word in enumerate(words[1:], start=1):
        text = choice(number == literal(place), constant(word, nw.String), text)
    return text
