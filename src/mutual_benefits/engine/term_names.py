"""Finds the path of each term of a rule book (`care_allowance.rate`), to name a term that is not stated."""

from collections.abc import Iterator
from typing import Any

from ..frozen import Frozen
from ..rules import Condition
from ..terms import Table
from .outcome import GuardedBenefit


def term_paths(
    benefits: tuple[GuardedBenefit, ...], conditions: tuple[Condition, ...]
) -> dict[tuple[str, int], str]:
    """The path of each term, by the code of the benefit that uses it and the term's identity.

    A path begins with the benefit or the condition: `care_allowance.rate`, `death_sum.sum.26`. A term
    that occurs in several places has its first path.
    """
    paths: dict[tuple[str, int], str] = {}
    for guarded in benefits:
        guards = ((guard, guard.condition) for guard in (*conditions, *guarded.conditions))
        for owner, name in ((guarded.benefit, guarded.benefit.code), *guards):
            for term, path in _paths_below(owner, name):
                paths.setdefault((guarded.benefit.code, id(term)), path)
    return paths


def _paths_below(value: Any, path: str) -> Iterator[tuple[Any, str]]:
    for name, part in _named_parts(value):
        yield part, f"{path}.{name}"
        yield from _paths_below(part, f"{path}.{name}")


def _named_parts(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, Table):
        return [(str(key), row) for key, row in value.rows]
    if isinstance(value, tuple):
        return [(getattr(part, "code", str(place)), part) for place, part in enumerate(value, start=1)]
    return list(value.__dict__.items()) if isinstance(value, Frozen) else []
