"""How the codes and names of products and fee tiers may be spelt."""

import re
import string
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from .._texts import Text, both
from ..diseases import SPACES, lower, plain
from ..errors import InvalidPlan
from ..vocabulary import KEYS

JOINTS = f"[{SPACES}_＿]+"
"""What is ignored when fee tiers are compared."""

FULL_WIDTH = {ord(one): ord(one) + 0xFEE0 for one in string.ascii_letters + string.digits}
"""The character in full width for each that has one in ASCII."""


def full_width(name: str) -> str:
    """A name with its ASCII letters and digits in full width, as Chinese keyboards write them.

    >>> full_width("level 3")
    'ｌｅｖｅｌ ３'
    """
    return name.translate(FULL_WIDTH)


def product_codes(products: Iterable[str | None]) -> dict[str, str]:
    """The code of each product by its spellings: the code and its name in Chinese, in `plain` form.

    Raises:
        InvalidPlan: two products are spelt alike.
    """
    names = {product: (KEYS[product].zh,) if product in KEYS else () for product in filter(None, products)}
    return _codes_of(names, plain, both("products", "产品"))


def tier_codes(tiers: Iterable[str]) -> dict[str, str]:
    """The code of each fee tier by its spellings: the code, and its names in both languages, `compact`.

    Raises:
        InvalidPlan: two tiers are spelt alike.

    >>> tier_codes(["100"])[compact("100 元档")]
    '100'
    """
    names = ("tier {}", "{} yuan", "{}元", "{}档", "{}元档")
    return _codes_of(
        {tier: [name.format(tier) for name in names] for tier in tiers},
        compact,
        both("fee tiers", "会费档次"),
    )


@lru_cache(maxsize=4096)
def compact(word: str) -> str:
    """A word without case, white space and underscores; points and signs stay, for a number depends on them.

    >>> compact(" Tier_12.5")
    'tier12.5'
    """
    return re.sub(JOINTS, "", lower(word))


def _codes_of(names: Mapping[str, Iterable[str]], form: Callable[[str], str], kind: Text) -> dict[str, str]:
    """The code of each name in a form that names are compared in, also written in full-width letters."""
    codes: dict[str, str] = {}
    for code, others in names.items():
        for name in (code, *others):
            for spelling in (form(name), form(full_width(name))):
                if codes.setdefault(spelling, code) != code:
                    en, zh = f"{codes[spelling]!r} and {code!r}", f"“{codes[spelling]}”与“{code}”"
                    raise InvalidPlan(both(f"the {kind.en} {en} are spelt alike", f"{kind.zh} {zh} 写法相同"))
    return codes
