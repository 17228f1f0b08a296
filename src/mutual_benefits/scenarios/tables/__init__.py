"""Styled tables of entitlements, rule books, grids and portfolios, as great_tables objects.

Each function returns a `GT` and shows nothing: a notebook shows what a cell ends with, and whoever asked
may go on with `.tab_style`, `.tab_options` and the rest. Cells are text, with money exact to the fen.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .changed import changes
    from .entitled import entitlement
    from .pivoted import grid
    from .revaluing import revaluation
    from .side_by_side import comparison

_HOMES = {
    "changed": "changes",
    "entitled": "entitlement",
    "pivoted": "grid",
    "revaluing": "revaluation",
    "side_by_side": "comparison",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = ["changes", "comparison", "entitlement", "grid", "revaluation"]


def __getattr__(name: str) -> Any:
    """Loads the module of a table when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_HOME[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
