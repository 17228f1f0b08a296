"""A claim's facts in words: what each is called, in what it is counted, and what it says."""

from datetime import date
from decimal import Decimal
from typing import Any

from ..formatting import quantity
from ..sources import Text
from ..vocabulary import CAUSES, KEYS, VALUES, both, name_of

_UNITS = {
    "living_days": "day",
    "hospital_days": "day",
    "care_days": "day",
    "days": "day",
    "self_paid": "yuan",
    "over_cap": "yuan",
    "other_cover": "yuan",
    "loss": "yuan",
    "area": "square_metre",
    "shares": "share",
}


def fact_name(path: str) -> Text:
    """What a fact is called."""
    return name_of(path.rpartition(".")[2])


def fact_unit(path: str) -> str:
    """The unit in which a number is counted, as `words.quantity` knows it."""
    return _UNITS.get(path.rpartition(".")[2], "ordinal")


def fact_said(path: str, value: Any) -> Text:
    """What a fact says, in words."""
    if isinstance(value, bool) or value is None:
        return VALUES[value]
    if isinstance(value, int | Decimal):
        return both(*(quantity(value, value, fact_unit(path), lang) for lang in ("en", "zh")))
    if isinstance(value, date):
        return both(value.isoformat(), value.isoformat())
    text = str(value)
    return VALUES.get(text) or CAUSES.get(text) or KEYS.get(text) or both(text, text)
