"""Keeps what was worked out for rule books or parts of them, which takes less time than to compare them."""

from collections.abc import Callable, Hashable
from datetime import date
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
ResultT = TypeVar("ResultT")

_BY_VALUE = frozenset((str, tuple, date, type(None)))
"""The types of arguments that are told apart by value."""


def cached_by_identity(most: int) -> Callable[[Callable[P, ResultT]], Callable[P, ResultT]]:
    """Keep up to `most` results of a function; models among its arguments are told apart by identity.

    The arguments are kept as long as the result, so that no other model takes the identity of one meanwhile.
    Where one result more would be kept, all are given up. Arguments have no keywords.
    """

    def decorated(function: Callable[P, ResultT]) -> Callable[P, ResultT]:
        kept: dict[tuple[Hashable, ...], tuple[tuple[object, ...], ResultT]] = {}

        @wraps(function)
        def cached(*arguments: P.args, **none: P.kwargs) -> ResultT:
            key = tuple([each if type(each) in _BY_VALUE else id(each) for each in arguments])
            known = kept.get(key)
            if known is None:
                result = function(*arguments, **none)
                if len(kept) >= most:
                    kept.clear()
                known = kept[key] = arguments, result
            return known[1]

        return cached

    return decorated
