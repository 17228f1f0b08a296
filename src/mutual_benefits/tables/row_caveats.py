"""The caveats of each row, as codes joined in one text; built only if they are asked for.

What the facts of a claim alone decide is asked of all rows at once, by the rules that `assess` itself asks.
"""

from graphlib import TopologicalSorter
from itertools import pairwise
from typing import Any

import narwhals.stable.v2 as nw

from ..assessment.caveats import CaveatScope, caveat_rules
from .columnar.bounds import all_of, any_of
from .columnar.calculator import Columnar
from .columnar.expression import Node, choice, constant
from .columnar.values import sides
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
