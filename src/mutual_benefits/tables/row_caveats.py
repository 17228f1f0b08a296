"""The caveats of each row, as codes joined in one text; built only if they are asked for.

What the facts of a claim alone decide is asked of all rows at once, by the rules that `assess` itself asks.
"""

from graphlib import TopologicalSorter
from itertools import pairwise
from typing import Any

import narwhals.stable.v2 as nw

from ..assessment.caveats import COSTS, CaveatScope, caveat_rules
from .columnar.bounds import all_of, any_of, inverse
from .columnar.calculator import Columnar
from .columnar.expression import Node, choice, constant
from .columnar.values import column_number, sides
from .evaluation import Evaluation
from .row_version import RowVersions

SEPARATOR = ";"

CodeMasks = dict[str, Any]
"""The codes of caveats in their order, each with the rows that have it."""


def caveat_column(valid: Any, codes: CodeMasks) -> Node:
    """The codes of each row as text, each once; empty where there are none, null in invalid rows."""
    words = [_word(rows, code) for code, rows in codes.items() if rows is not False]
    text = Node("concat", tuple(words), (SEPARATOR,)) if words else constant("", nw.String)
    return _word(valid, text)


def _word(rows: Any, word: Any) -> Node:
    """A word, or null in all rows but these."""
    text = word if isinstance(word, Node) else constant(word, nw.String)
    if isinstance(rows, bool):
        return text if rows else constant(None, nw.String)
    return choice(rows, text, constant(None, nw.String))


def fact_codes(rows: RowVersions) -> CodeMasks:
    """The caveats that the facts of a row decide, whatever its version and kind of event."""
    do = Columnar(rows.facts, 0, {})
    order: TopologicalSorter[str] = TopologicalSorter()
    masks: CodeMasks = {}
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
    return {code: masks[code] for code in order.static_order()}


def payment_codes(rows: RowVersions, evaluation: Evaluation) -> CodeMasks:
    """The caveats that a payment and other cover come, or may come, to more than the cost of the event."""
    facts, paid = rows.facts, 0
    for result in evaluation.results.values():
        paid = column_number(result.low, result.high) + paid
    surely: Any = False
    maybe: Any = False
    for kind, names in COSTS.items():
        here = rows.has_kind(kind)
        if here is False:
            continue
        here = all_of(here, facts.given["loss"]) if "loss" in names else here
        other = facts.other_cover if "self_paid" in names else 0
        cost = sum(getattr(facts, name) for name in names)
        (some, any_), (beyond, perhaps) = sides(paid > 0), sides(paid + other > cost)
        surely = any_of(surely, all_of(here, all_of(some, beyond)))
        maybe = any_of(maybe, all_of(here, all_of(any_, perhaps)))
    return {"paid_beyond_cost": surely, "possibly_paid_beyond_cost": all_of(maybe, inverse(surely))}
