"""The codes of each row's caveats as one text."""

from typing import Any

import narwhals.stable.v2 as nw

from ..columnar.bounds import all_of, any_of, inverse
from ..columnar.expression import Node, choice, constant

SEPARATOR = ";"

CodeMasks = list[tuple[str, Any]]
"""Codes of caveats in their order, each with the rows that have it."""


def caveat_column(valid: Any, codes: CodeMasks) -> Node:
    """The codes of each row as text, each once; empty where there are none, null in invalid rows."""
    words, told = [], dict[str, Any]()
    for code, rows in codes:
        here = all_of(rows, inverse(told.get(code, False)))
        told[code] = any_of(told.get(code, False), rows)
        if here is not False:
            words.append(_word(here, code))
    text = Node("concat", tuple(words), (SEPARATOR,)) if words else constant("", nw.String)
    return _word(valid, text)


def _word(rows: Any, word: Any) -> Node:
    """A word, or null in all rows but these."""
    text = word if isinstance(word, Node) else constant(word, nw.String)
    if isinstance(rows, bool):
        return text if rows else constant(None, nw.String)
    return choice(rows, text, constant(None, nw.String))
