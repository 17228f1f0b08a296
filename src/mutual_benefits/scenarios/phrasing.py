"""How pictures and tables say a phrase, a sum, a movement and the name of a plan."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..formatting import quantity
from ..money import to_yuan
from ..plans.registry import all_plans
from ..sources import Text
from .revaluation import Bounds
from .revalued import moved_by


def sums(low: int, high: int | None, lang: str) -> str:
    """A sum of whole fen, or its bounds, in words.

    >>> sums(160_000, 160_000, "en"), sums(0, None, "zh")
    ('1,600.00 yuan', '不低于0.00元，上限未知')
    """
    return quantity(to_yuan(low), None if high is None else to_yuan(high), "yuan", lang)


def signed(yuan: Decimal, lang: str) -> str:
    """A movement in words, with its sign.

    >>> signed(Decimal("-80.00"), "en"), signed(Decimal("0.00"), "zh")
    ('−80.00 yuan', '0.00元')
    """
    return moved_by(Bounds(low=yuan, high=yuan), lang)


def in_(words: Mapping[Any, Text], what: Any, lang: str, /, **details: Any) -> str:
    """A phrase in one language, with what it speaks of filled in."""
    return words[what].in_(lang).format(**details)


def plan_named(code: str, lang: str) -> str:
    """A plan's name, where the library has it, or else its code."""
    names = {plan.code: plan.name for plan in all_plans()}
    return names[code].in_(lang) if code in names else code
