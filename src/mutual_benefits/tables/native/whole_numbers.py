"""Reads columns of numbers as whole numbers of 64 bits, in such a way that no cell stops an engine."""

from typing import Any

import narwhals.stable.v2 as nw

from ..._texts import Text, both
from ..column_names import wrong_type
from .frames import type_of

NARROW = (nw.Int8, nw.Int16, nw.UInt8, nw.UInt16)
"""The types whose numbers stay within 64 bits whatever a formula makes of them."""

IN_64_BITS = (*NARROW, nw.Int32, nw.UInt32, nw.Int64)
"""The types of which every number has 64 bits."""

MOST_PLACES = 24
"""The most decimal places of a type that holds a hundred times the greatest number of a column, too."""


def check_type(name: str, kind: Any, right: Text) -> None:
    """Check that a column holds whole numbers, or decimals that can be computed with exactly.

    Raises:
        InvalidTable: it holds neither; `right` says what to give.
    """
    if kind == nw.Decimal:
        right = both(f"at most {MOST_PLACES} places", f"至多 {MOST_PLACES} 位小数")
    if not kind.is_integer() and not (kind == nw.Decimal and kind.scale <= MOST_PLACES):
        raise wrong_type(name, kind, right)


def whole(api: Any, name: str, kind: Any, most: int, *, parts: int = 1) -> Any:
    """The cells of a column as whole numbers, or those of a decimal column as a whole number of parts.

    -1 stands for a cell that is not whole, and, where the engine would stop at it, for one that does not come
    to 0 to `most`. Polars does not stop at a product: beyond 64 bits it begins again with the least number.
    """
    given = api.col(name)
    number = given.cast(api.Int64) if kind in IN_64_BITS else given
    if kind in NARROW or (kind in IN_64_BITS and api is not nw):
        return number
    parts = parts if kind == nw.Decimal else 1
    least, greatest = 0, most // parts
    if kind.is_integer() and kind not in IN_64_BITS:
        # Arrow compares numbers without a sign only with numbers of their own type.
        least, greatest = (api.lit(end, dtype=type_of(api, type(kind))) for end in (least, greatest))
    sound = (number >= least) & (number <= greatest)
    if kind not in IN_64_BITS:
        exact = api.when(sound).then(given)
        exact = exact * parts if kind == nw.Decimal else exact
        number = exact.cast(api.Int64)
        if kind == nw.Decimal:  # whose type may lack a digit for the number of parts
            sound = number.cast(type_of(api, nw.Decimal(38, kind.scale))) == exact
    wrong = api.when(~given.is_null()).then(api.lit(-1, dtype=api.Int64))
    return api.when(sound).then(number).otherwise(wrong)
