"""The words that a plan knows in a column of text, their spellings, and the place of each cell's word."""

from typing import Any

import narwhals.stable.v2 as nw

from .calculators.rows import UNKNOWN
from .rulebook import ReadyPlan

FEW_WORDS = 8
"""Up to so many words a chain of comparisons is quicker than a look-up."""


def known_words(name: str, plan: ReadyPlan) -> tuple[str, ...]:
    """The words of an open vocabulary that some version of the plan asks about."""
    versions = plan.versions[None]
    if name == "fee_tier":
        found = [tier.code for ready in versions for tier in ready.version.fee_tiers]
    elif name == "product":
        found = [str(product) for product in plan.versions if product]
    elif name == "disease":
        found = list(plan.diseases.values())
    elif name == "cause":
        guards = [guard for ready in versions for guard in ready.version.conditions]
        found = [cause for guard in guards for cause in getattr(guard, "causes", ())]
    else:
        found = []
    keys = [key for ready in versions for key in keys_by(name, ready.version)]
    return tuple(dict.fromkeys((*found, *(key for key in keys if isinstance(key, str)))))


def spellings(name: str, words: tuple[str, ...], plan: ReadyPlan) -> dict[str, int]:
    """Each spelling of a word, and the word's place."""
    if name != "disease":
        return {word: place for place, word in enumerate(words)}
    return {plain: words.index(code) for plain, code in plan.diseases.items()}


def keys_by(fact: str, value: Any) -> list[Any]:
    """The keys of every table by one fact, anywhere in a part of a rule book."""
    found = list(value.keys) if getattr(value, "term", None) == "table" and value.by == fact else []
    parts = value if isinstance(value, tuple) else getattr(value, "__dict__", {}).values()
    if isinstance(value, tuple) or hasattr(value, "model_fields_set"):
        for part in parts:
            found += keys_by(fact, part)
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
