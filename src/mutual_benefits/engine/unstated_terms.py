"""Where in a rule book an unstated term stands, for the words that name what is missing."""

from collections.abc import Iterator
from typing import Any

from ..frozen import Frozen
from ..rules import Condition
from ..terms import Table
from .outcome import GuardedBenefit


def places(
    parts: tuple[GuardedBenefit, ...], conditions: tuple[Condition, ...]
) -> dict[tuple[str, int], str]:
    """Where each term stands, by the benefit that meets it and the term's identity.

    A term of a benefit or of a condition has a path such as `care_allowance.rate`, `death_sum.sum.26`;
    the first counts where one term stands in several places.
    """
    found: dict[tuple[str, int], str] = {}
    for part in parts:
        guards = ((guard, guard.condition) for guard in (*conditions, *part.conditions))
        for owner, name in ((part.benefit, part.benefit.code), *guards):
            for term, path in _within(owner, name):
                found.setdefault((part.benefit.code, id(term)), path)
    return found


def _within(value: Any, path: str) -> Iterator[tuple[Any, str]]:
    for name, part in _children(value):
        yield part, f"{path}.{name}"
        yield from _within(part, f"{path}.{name}")


def _children(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, Table):
        return [(str(key), row) for key, row in value.rows]
    if isinstance(value, tuple):
        return [(getattr(part, "code", str(place)), part) for place, part in enumerate(value, start=1)]
    return list(value.__dict__.items()) if isinstance(value, Frozen) else []
