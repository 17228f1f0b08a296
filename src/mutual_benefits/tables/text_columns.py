"""The words that a plan knows in a column of text, their spellings, and the place of each cell's word."""

from functools import lru_cache
from typing import Any

import narwhals.stable.v2 as nw

from ..engine.prepared_plan import PreparedPlan
from ..frozen import every
from ..terms import Table
from .columnar.values import UNKNOWN

FEW_WORDS = 8
"""Up to so many words a chain of comparisons is quicker than a look-up."""


def known_words(name: str, plan: PreparedPlan) -> tuple[str, ...]:
    """The words of an open vocabulary that some version of the plan asks about."""
    versions = plan.versions
    if name == "fee_tier":
        found = [tier.code for prepared in versions for tier in prepared.version.fee_tiers]
    elif name == "product":
        found = list(plan.timelines.products)
    elif name == "disease":
        found = list(plan.diseases.values())
    elif name == "cause":
        guards = [guard for prepared in versions for guard in prepared.version.conditions]
        found = [cause for guard in guards for cause in getattr(guard, "causes", ())]
    else:
        found = []
    return tuple(dict.fromkeys((*found, *_keys(plan).get(name, ()))))


def spellings(name: str, words: tuple[str, ...], plan: PreparedPlan) -> dict[str, int]:
    """Each spelling of a word, and the word's place."""
    if name != "disease":
        return {word: place for place, word in enumerate(words)}
    return {plain: words.index(code) for plain, code in plan.diseases.items()}


@lru_cache(maxsize=64)
def _keys(plan: PreparedPlan) -> dict[str, list[str]]:
    """By fact: the words among the keys of every table that looks it up, anywhere in the rule book."""
    found: dict[str, list[str]] = {}
    for prepared in plan.versions:
        for table in every(Table, prepared.version):
            found.setdefault(table.by, []).extend(key for key in table.keys if isinstance(key, str))
    return found


def placed(text: Any, spelled: dict[str, int]) -> Any:
    """The place of each cell's word; `UNKNOWN` where it is none of these."""
    if len(spelled) > FEW_WORDS:
        words, places = list(spelled), list(spelled.values())
        return text.replace_strict(words, places, default=UNKNOWN, return_dtype=nw.Int64)
    found: Any = nw.lit(UNKNOWN, dtype=nw.Int64)
    for word, place in spelled.items():
        found = nw.when(text == nw.lit(word)).then(nw.lit(place, dtype=nw.Int64)).otherwise(found)
    return found
