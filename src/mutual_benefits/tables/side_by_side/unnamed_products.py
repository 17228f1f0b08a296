"""Which rows must name their product: those for which the products side by side do not come to the same.

The versions in force beside the newest answer the rows too, with no earlier usage, as `engine.products` does
for one claim.
"""

from itertools import combinations
from typing import Any, NamedTuple

from ...engine.products import counted_limits
from ..columnar.bounds import all_of, any_of, equals, high_of_two, holds, literal, pick
from ..columnar.values import ABSENT, ColumnText, ends, ends_differ
from ..evaluation import NIL, NOT_CLAIMED, REFUSED, Evaluation, evaluate
from ..result_columns import reason_number
from ..row_version import RowVersions


class _Answer(NamedTuple):
    """What some versions come to for each row: the number of an error (0: none), and the evaluation."""

    error: Any
    valid: Any
    version: Any
    evaluation: Evaluation


def product_not_named(rows: RowVersions) -> Any:
    """The rows that name no product, though the products on sale do not come to the same for them."""
    rivals = rows.plan.timelines.rivals
    product = rows.facts.product
    unnamed = product.code == literal(ABSENT) if isinstance(product, ColumnText) else True
    most = max(len(each.places) for each in rivals)
    if not rows.plan.must_agree or most == 1:
        return False
    codes: dict[str, int] = {}
    newest = _answer(rows, rows.in_force, codes)
    differs: Any = False
    for number in range(most - 1):
        # A day with fewer products compares the newest with itself.
        places = [each.places[min(number, len(each.places) - 1)] for each in rivals]
        version = rows.by_day(places, [each.since for each in rivals])
        differs = any_of(differs, _differ(rows, newest, _answer(rows, version, codes)))
    return holds(all_of(unnamed, differs))


def _answer(rows: RowVersions, version: Any, codes: dict[str, int]) -> _Answer:
    own = rows.with_versions(version)
    error: Any = 0
    for reason, cells in reversed(own.errors):
        error = pick(cells, codes.setdefault(reason, len(codes) + 1), error)
    return _Answer(error, own.valid, version, evaluate(own, {}))


def _differ(rows: RowVersions, one: _Answer, other: _Answer) -> Any:
    """The rows for which two answers differ: in the error, a sum, the reason, or the use of limits."""
    results = [(one.evaluation.results[code], other.evaluation.results[code]) for code in rows.benefits]
    differs: Any = False
    may_pay: Any = False
    for own, its in results:
        differs = any_of(differs, any_of(_unequal(own.low, its.low), _unequal(own.high, its.high)))
        may_pay = any_of(may_pay, _unequal(own.high, 0))
    own_status, its_status = (_status(answer.evaluation) for answer in (one, other))
    reasons = (reason_number(rows, answer.evaluation.results) for answer in (one, other))
    differs = any_of(differs, _unequal(own_status, its_status))
    differs = any_of(differs, all_of(equals(own_status, REFUSED), _unequal(*reasons)))
    for code in _counted(rows):
        drawn = (ends(answer.evaluation.draws.get(code, 0)) for answer in (one, other))
        for own, its in zip(*drawn, strict=True):
            differs = any_of(differs, _unequal(own, its))
    differs = any_of(differs, all_of(may_pay, _other_limits(rows, one.version, other.version)))
    differs = all_of(all_of(one.valid, other.valid), differs)
    return any_of(_unequal(one.error, other.error), differs)


def _status(evaluation: Evaluation) -> Any:
    """The number of each row's status: the greatest among its benefits', where nothing claimed is nil."""
    status: Any = NOT_CLAIMED
    for result in evaluation.results.values():
        status = high_of_two(status, result.status)
    return pick(equals(status, NOT_CLAIMED), NIL, status)


def _unequal(one: Any, other: Any) -> Any:
    """Whether two ends of a number differ."""
    return ends_differ(one, other, may_be_open=True)


def _counted(rows: RowVersions) -> list[str]:
    """The codes of the limits that are counted over several claims."""
    answers = (answer for prepared in rows.versions for answer in prepared.answers.values())
    return list(dict.fromkeys(limit.code for answer in answers for limit in answer.limits))


def _other_limits(rows: RowVersions, one: Any, other: Any) -> Any:
    """The rows for which two versions count other limits over several claims."""
    differs: Any = False
    for kind in rows.kinds:
        for first, second in combinations(range(len(rows.versions)), 2):
            answers = [rows.versions[place].answers.get(kind) for place in (first, second)]
            if None in answers or len({counted_limits(each) for each in answers if each}) == 1:
                continue
            for own, its in ((first, second), (second, first)):
                pair = all_of(one == literal(own), other == literal(its))
                differs = any_of(differs, all_of(rows.has_kind(kind), pair))
    return differs
