"""Pictures of entitlements, comparisons and portfolios, as altair charts.

Each function returns a chart and shows nothing: a notebook shows what a cell ends with, and whoever asked
may go on with `.properties`, `.configure_axis`, `|` and `&`. `page` writes a chart as a web page that
needs no network.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .by_days import entitlement, entitlement_of_grid
    from .costs import cost_of_cover
    from .moves import movement, movement_by
    from .pages import page
    from .ranking import tornado
    from .steps import waterfall
    from .versions import timeline

_HOMES = {
    "by_days": "entitlement entitlement_of_grid",
    "costs": "cost_of_cover",
    "moves": "movement movement_by",
    "pages": "page",
    "ranking": "tornado",
    "steps": "waterfall",
    "versions": "timeline",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = [
    "cost_of_cover",
    "entitlement",
    "entitlement_of_grid",
    "movement",
    "movement_by",
    "page",
    "timeline",
    "tornado",
    "waterfall",
]


def __getattr__(name: str) -> Any:
    """Loads the module of a picture when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_HOME[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
