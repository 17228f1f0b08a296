"""Phrases, sums, movements and the names of plans as text in one language."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..errors import UnknownPlan
from ..formatting import quantity, with_path
from ..money import to_yuan
from ..rulebook.registry.shipped_plans import get_plan
from ..sources import Text
from ..vocabulary import MOVEMENTS
from .sums import Bounds, Shift

ONE = re.compile(
    r"(?<![\d.,])1 (claim|rule book|portfolio|member|term|combination|other change|year)s\b( are\b| have\b)?"
)
"""One thing in the words for several."""


def phrase(phrases: Mapping[Any, Text], key: Any, lang: str, /, **details: Any) -> str:
    """A phrase of a vocabulary in one language, with its details filled in.

    >>> from mutual_benefits.scenarios.vocabulary import CLAIMS_OF
    >>> phrase({"of": CLAIMS_OF}, "of", "en", claims=1), phrase({"of": CLAIMS_OF}, "of", "en", claims=21)
    ('Sums of 1 claim.', 'Sums of 21 claims.')
    """
    text = phrases[key].in_(lang).format(**details)
    return ONE.sub(_of_one, text) if lang == "en" else text


def _of_one(several: re.Match[str]) -> str:
    verbs = {" are": " is", " have": " has"}
    return f"1 {several[1]}{verbs.get(several[2], '')}"


def plan_name(code: str, lang: str) -> str:
    """The name of a plan, or its code if it is not one of the library's plans."""
    return _plan_text(code).in_(lang)


def plan_title(code: str, lang: str) -> str:
    """The name of a plan with its code in brackets.

    >>> plan_title("accident", "zh"), plan_title("toy", "en")
    ('在职职工意外伤害互助保障活动（accident）', 'toy')
    """
    return with_path(_plan_text(code), code, lang)


def _plan_text(code: str) -> Text:
    try:
        return get_plan(code).name
    except UnknownPlan:
        return Text(en=code, zh=code)


def sum_text(low: int, high: int | None, lang: str) -> str:
    """A sum of whole fen, or its bounds.

    >>> sum_text(160_000, 160_000, "en"), sum_text(0, None, "zh")
    ('1,600.00 yuan', '不低于0.00元，上限未知')
    """
    return quantity(to_yuan(low), None if high is None else to_yuan(high), "yuan", lang)


def signed_text(yuan: Decimal, lang: str) -> str:
    """A movement with its sign.

    >>> signed_text(Decimal("-80.00"), "en"), signed_text(Decimal("0.00"), "zh")
    ('−80.00 yuan', '0.00元')
    """
    return _signed(yuan, lang)


def bounds_text(bounds: Bounds, lang: str) -> str:
    """A sum of yuan, or its bounds."""
    return quantity(bounds.low or Decimal("0.00"), bounds.high, "yuan", lang)


def shift_text(shift: Shift, lang: str) -> str:
    """The change of a sum with its sign, or those of both ends if they differ."""
    if shift.none:
        return phrase(MOVEMENTS, "nothing", lang)
    if shift.amount is not None:
        return _signed(shift.low, lang, zero="±")
    ends = (None if end is None else _signed(end, lang, zero="±") for end in (shift.low, shift.high))
    low, high = (phrase(MOVEMENTS, "open", lang) if end is None else end for end in ends)
    return phrase(MOVEMENTS, "ends", lang, low=low, high=high)


def change_text(shift: Shift, after: Bounds, lang: str) -> str:
    """The change to a sum with its sign: its bounds if one of the two sums is known, else that of both ends.

    >>> change_text(Shift(low=Decimal(-5), high=Decimal(-9)), Bounds(low=Decimal(0), high=Decimal(0)), "en")
    '−9 yuan to −5 yuan'
    """
    if shift.amount is not None:
        return shift_text(shift, lang)
    if after.amount is not None:
        return movement_text(Bounds(low=shift.high, high=shift.low), lang)
    known = None not in (after.low, after.high, shift.high)
    if known and after.high - after.low == shift.high - shift.low:  # type: ignore[operator]  # they are known
        return movement_text(Bounds(low=shift.low, high=shift.high), lang)
    return shift_text(shift, lang)


def movement_text(movement: Bounds, lang: str) -> str:
    """A movement with its sign, or its bounds."""
    low, high = (None if end is None else _signed(end, lang) for end in (movement.low, movement.high))
    if movement.amount is not None:
        return str(low)
    key = f"{'open' if low is None else 'from'}_{'open' if high is None else 'to'}"
    return phrase(MOVEMENTS, key, lang, low=low, high=high)


def _signed(yuan: Decimal, lang: str, zero: str = "") -> str:
    sign = "+" if yuan > 0 else "−" if yuan < 0 else zero
    return sign + quantity(yuan.copy_abs(), yuan.copy_abs(), "yuan", lang)
