"""The caveats of each row; built only if they are asked for.

What the facts of a claim alone decide is asked of all rows at once, by the rules that `assess` itself asks.
"""

from graphlib import TopologicalSorter
from itertools import pairwise
from typing import Any

from ...assessment.caveats import COSTS, CaveatScope, caveat_rules, costs_of
from ..columnar.bounds import all_of, any_of, inverse
from ..columnar.calculator import Columnar
from ..columnar.inferred_rows import InferredRows
from ..columnar.values import sides
from ..evaluation import Evaluation, Total, evaluate
from ..limit_usage import LimitUsage
from ..row_version import RowVersions
from .caveat_text import CodeMasks, caveat_column
from .row_readings import RowReadings

__all__ = ["caveat_column", "row_caveats"]


def row_caveats(
    rows: RowVersions,
    schema: dict[str, Any],
    invalid: list[tuple[str, Any]],
    evaluation: Evaluation,
    paid: Total,
    usage: LimitUsage,
) -> CodeMasks:
    """Every caveat that a row can have, in the order in which `assess` gives them.

    `paid` is the total of each row. The rows are evaluated once more, to see which of them rest on inferred
    terms, and once more under each other reading.
    """
    inferred = InferredRows()
    evaluate(rows, usage.before(), inferred)
    before = usage.granted_before(Columnar(rows.facts, 0, {}))
    return [
        *fact_codes(rows),
        *payment_codes(rows, paid.sum),
        ("decided_together", paid.narrower),
        ("inferred", inferred.benefits),
        ("inferred_condition", inferred.conditions),
        *RowReadings(rows, schema, invalid, evaluation, before).codes(),
    ]


def fact_codes(rows: RowVersions) -> CodeMasks:
    """The caveats that the facts of a row decide, whatever its version and kind of event."""
    do = Columnar(rows.facts, 0, {})
    order: TopologicalSorter[str] = TopologicalSorter()
    masks: dict[str, Any] = {}
    for index, prepared in enumerate(rows.versions):
        for kind in prepared.answers:
            here = rows.matches(kind, (index,))
            if here is False:
                continue
            rules = caveat_rules(CaveatScope(rows.plan, prepared, kind))
            for rule in rules:
                order.add(rule.code)
                _, holds = sides(rule.holds(rows.facts, do))
                masks[rule.code] = any_of(masks.get(rule.code, False), all_of(here, holds))
            for earlier, later in pairwise(dict.fromkeys(rule.code for rule in rules)):
                order.add(later, earlier)
    return [(code, masks[code]) for code in order.static_order()]


def payment_codes(rows: RowVersions, paid: Any) -> CodeMasks:
    """The caveats that a payment and other cover, or that alone, come or may come to more than the cost."""
    facts = rows.facts
    surely: Any = False
    maybe: Any = False
    alone: Any = False
    for kind, names in COSTS.items():
        answers = [prepared.answers.get(kind) for prepared in rows.versions]
        with_costs = [answer is None or bool(costs_of(kind, answer)) for answer in answers]
        here = rows.matches(kind, tuple(index for index, known in enumerate(with_costs) if known))
        if here is False:
            continue
        here = all_of(here, facts.given["loss"]) if "loss" in names else here
        other = facts.other_cover if "self_paid" in names else 0
        cost = sum(getattr(facts, name) for name in names)
        (some, any_), (beyond, perhaps) = sides(paid > 0), sides(paid + other > cost)
        surely = any_of(surely, all_of(here, all_of(some, beyond)))
        maybe = any_of(maybe, all_of(here, all_of(any_, perhaps)))
        others, _ = sides(other > cost)
        alone = any_of(alone, all_of(here, others))
    told = any_of(surely, maybe)
    return [
        ("paid_beyond_cost", surely),
        ("possibly_paid_beyond_cost", all_of(maybe, inverse(surely))),
        ("other_cover_beyond_cost", all_of(alone, inverse(told))),
    ]
