"""Codes text columns: the words that a plan uses, their spellings, and a number for each word."""

from functools import lru_cache
from typing import Any

import narwhals.stable.v2 as nw

from ..engine.prepared_plan import PreparedPlan
from ..frozen import every
from ..terms import Table
from .columnar.values import UNKNOWN

FEW_WORDS = 8
"""The most words for which a chain of comparisons is faster than a look-up."""


def known_words(name: str, plan: PreparedPlan) -> tuple[str, ...]:
    """The words of an open vocabulary that some version of the plan knows."""
    versions = plan.versions
    if name == "fee_tier":
        words = [tier.code for prepared in versions for tier in prepared.version.fee_tiers]
    elif name == "product":
        words = list(plan.timelines.products)
    elif name == "disease":
        words = list(plan.words.codes["disease"].values())
    elif name in plan.words.open:
        # The words of tables come first, in the order of the rows: see `LookUps.key_index`.
        words = [*_table_keys(plan).get(name, ()), *(word.code for word in plan.words.open[name].words)]
    else:
        words = []
    return tuple(dict.fromkeys((*words, *_table_keys(plan).get(name, ()))))


def spellings(name: str, words: tuple[str, ...], plan: PreparedPlan) -> dict[str, int]:
    """The index among `words` of the word that each spelling means."""
    if name not in plan.words.codes:
        return {word: index for index, word in enumerate(words)}
    return {spelling: words.index(code) for spelling, code in plan.words.codes[name].items()}


@lru_cache(maxsize=64)
def _table_keys(plan: PreparedPlan) -> dict[str, list[str]]:
    """By fact: the words among the keys of every table that the fact chooses a row of."""
    keys: dict[str, list[str]] = {}
    for prepared in plan.versions:
        for table in every(Table, prepared.version):
            keys.setdefault(table.by, []).extend(key for key in table.keys if isinstance(key, str))
    return keys


def codes_of(text: Any, codes: dict[str, int]) -> Any:
    """The code of each cell's spelling; `UNKNOWN` for any other."""
    if len(codes) > FEW_WORDS:
        return text.replace_strict(list(codes), list(codes.values()), default=UNKNOWN, return_dtype=nw.Int64)
    result: Any = nw.lit(UNKNOWN, dtype=nw.Int64)
    for word, code in codes.items():
        result = nw.when(text == nw.lit(word)).then(nw.lit(code, dtype=nw.Int64)).otherwise(result)
    return result
