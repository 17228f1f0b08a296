"""The readings under which a row would come out differently: the rows are evaluated again under each."""

from typing import Any

from ...assessment.caveats import any_claimed, touched_benefits
from ...engine.prepared_plan import PreparedPlan
from ..columnar.bounds import all_of, any_of, equals, inverse, pick
from ..columnar.calculator import Columnar
from ..columnar.values import Value, column_number, ends, sides, unequal
from ..evaluation import NIL, NOT_CLAIMED, BenefitColumns, Evaluation, evaluate
from ..row_version import RowVersions
from ..side_by_side.unnamed_products import product_not_named

_NOTHING = BenefitColumns(0, 0, NIL, 0)


class RowReadings:
    """The rows under the chosen readings, compared with the same rows under each other one.

    `evaluation` are their benefits, and `used` is the usage before each row, by the code of the limit.
    """

    def __init__(
        self,
        rows: RowVersions,
        schema: dict[str, Any],
        invalid: list[tuple[str, Any]],
        evaluation: Evaluation,
        used: dict[str, Value],
    ) -> None:
        self.rows = rows
        self.schema = schema
        self.invalid = invalid
        self.evaluation = evaluation
        self.used = self.used_of_own_limits(used)

    def codes(self) -> list[tuple[str, Any]]:
        """The codes of the caveats in the order of the readings, each with the rows that have it."""
        return [
            code
            for name, option in self.rows.plan.alternatives
            for code in self.under(name, self.rows.plan.under(name, option))
        ]

    def under(self, name: str, plan: PreparedPlan) -> list[tuple[str, Any]]:
        """The caveats about one other reading."""
        there = RowVersions(plan)
        there.assign(self.rows.facts, self.schema, self.invalid)
        there.refuse_first("unknown_product", product_not_named(there))
        by_date = name == "version.date"
        concerned = self.rows.in_force != there.in_force if by_date else True
        answered = all_of(concerned, there.valid)
        uncounted = all_of(answered, self.uncounted(there, by_date=by_date))
        results = evaluate(there, self.used).results
        differs: Any = False
        for code in dict.fromkeys((*self.evaluation.results, *results)):
            one, other = self.evaluation.results.get(code, _NOTHING), results.get(code, _NOTHING)
            differs = any_of(differs, _differ(one, other))
        return [
            ("reading_unanswered", all_of(concerned, inverse(there.valid))),
            ("reading_uncounted", uncounted),
            ("reading", all_of(all_of(answered, inverse(uncounted)), differs)),
        ]

    def uncounted(self, there: RowVersions, *, by_date: bool) -> Any:
        """The rows whose earlier claims were counted against limits that the other reading has not."""
        result: Any = False
        do = Columnar(self.rows.facts, 0, {})
        for index, own in enumerate(self.rows.versions):
            for number, other in enumerate(there.versions):
                if number != index and not by_date:
                    continue
                for kind in own.answers.keys() & other.answers.keys():
                    answer, another = own.answers[kind], other.answers[kind]
                    difference = self.rows.plan.difference(answer, another)
                    if difference.limits:
                        touched = touched_benefits(answer, another, difference.benefits)
                        claimed, _ = sides(any_claimed(touched, self.rows.facts, do))
                        here = all_of(self.rows.matches(kind, (index,)), there.has_version((number,)))
                        counted = any_used(self.used, [limit.code for limit in answer.limits])
                        result = any_of(result, all_of(all_of(here, claimed), counted))
        return result

    def used_of_own_limits(self, used: dict[str, Value]) -> dict[str, Value]:
        """The usage of those limits that each row's own version counts."""
        own: dict[str, Value] = {}
        for code, units in used.items():
            counts: Any = False
            for index, prepared in enumerate(self.rows.versions):
                for kind, answer in prepared.answers.items():
                    if any(limit.code == code for limit in answer.limits):
                        counts = any_of(counts, self.rows.matches(kind, (index,)))
            low, high = ends(units)
            least = pick(counts, low, 0)
            own[code] = column_number(least, least if high is low else pick(counts, high, 0))
        return own


def any_used(used: dict[str, Value], codes: list[str]) -> Any:
    """Whether something, or possibly something, of any of these limits was used."""
    result: Any = False
    for code in codes:
        result = any_of(result, unequal(used[code], 0))
    return result


def _differ(one: BenefitColumns, other: BenefitColumns) -> Any:
    """Whether status or bounds of a benefit differ."""
    bounds = unequal(column_number(one.low, one.high), column_number(other.low, other.high))
    return any_of(unequal(_status(one), _status(other)), bounds)


def _status(one: BenefitColumns) -> Value:
    """The status of a benefit, where one that is not claimed is `nil` as one for which nothing is due."""
    status = pick(equals(one.status, NOT_CLAIMED), NIL, one.status)
    return column_number(status, status)
