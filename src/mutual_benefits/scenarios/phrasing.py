"""How pictures and tables say a phrase, a sum, a movement and the name of a plan."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..formatting import quantity
from ..money import to_yuan
from ..plans.registry import all_plans
from ..sources import Text
from ..vocabulary import MOVEMENTS
from .sums import Bounds, Shift


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


def sum_said(sums: Bounds, lang: str) -> str:
    """A sum, or its bounds, in words."""
    return quantity(sums.low or Decimal("0.00"), sums.high, "yuan", lang)


def shift_said(shift: Shift, lang: str) -> str:
    """By how much a sum moves, with its sign; both ends where these move differently."""
    if shift.none:
        return in_(MOVEMENTS, "nothing", lang)
    if shift.amount is not None:
        return _signed(shift.low, lang, zero="±")
    ends = (None if end is None else _signed(end, lang, zero="±") for end in (shift.low, shift.high))
    low, high = (in_(MOVEMENTS, "open", lang) if end is None else end for end in ends)
    return in_(MOVEMENTS, "ends", lang, low=low, high=high)


def moved_by(movement: Bounds, lang: str) -> str:
    """A movement with its sign, or the bounds between which it lies."""
    low, high = (None if end is None else _signed(end, lang) for end in (movement.low, movement.high))
    if movement.amount is not None:
        return str(low)
    what = f"{'open' if low is None else 'from'}_{'open' if high is None else 'to'}"
    return in_(MOVEMENTS, what, lang, low=low, high=high)


def _signed(yuan: Decimal, lang: str, zero: str = "") -> str:
    sign = "+" if yuan > 0 else "−" if yuan < 0 else zero
    return sign + quantity(abs(yuan), abs(yuan), "yuan", lang)
