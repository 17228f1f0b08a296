"""The actuary's desk: what if? Claims and tables of claims under other facts, rule books and readings.

Everything here asks `assess` or `assess_table`; no rule is written again.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .books import Book, plan_of
    from .grids import grid

_HOMES = {
    "books": "Book plan_of",
    "grids": "grid",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = ["Book", "grid", "plan_of"]


def __getattr__(name: str) -> Any:
    """Loads the module of a name when the name is first used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_HOME[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
