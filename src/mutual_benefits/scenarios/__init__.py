"""The actuary's desk: what if? Claims and tables of claims under other facts, rule books and readings.

Everything here asks `assess` or `assess_table`; no rule is written again.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import charts as charts
    from . import tables as tables
    from .books import Book, plan_of
    from .distributions import Bands, Beyond, ByTier, CappedGeometric, Chance, Fixed, Poisson, Weighted
    from .grids import grid
    from .incidences import Incidence
    from .made_up import PORTFOLIO_SHAPE
    from .portfolio import movements, revalue
    from .portfolio_shape import PortfolioShape
    from .revaluation import Bounds, Line, Moved, Revaluation
    from .synthetic import synthetic_portfolio

_HOMES = {
    "books": "Book plan_of",
    "grids": "grid",
    "distributions": "Bands Beyond ByTier CappedGeometric Chance Fixed Poisson Weighted",
    "incidences": "Incidence",
    "made_up": "PORTFOLIO_SHAPE",
    "portfolio": "movements revalue",
    "portfolio_shape": "PortfolioShape",
    "revaluation": "Bounds Line Moved Revaluation",
    "synthetic": "synthetic_portfolio",
}
_PARTS = ("charts", "tables")
"""Parts whose names stand under their own."""
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = [
    "PORTFOLIO_SHAPE",
    "Bands",
    "Beyond",
    "Book",
    "Bounds",
    "ByTier",
    "CappedGeometric",
    "Chance",
    "Fixed",
    "Incidence",
    "Line",
    "Moved",
    "Poisson",
    "PortfolioShape",
    "Revaluation",
    "Weighted",
    "grid",
    "movements",
    "plan_of",
    "revalue",
    "synthetic_portfolio",
]


def __getattr__(name: str) -> Any:
    """Loads the module of a name when the name is first used."""
    if name in _PARTS:
        return import_module(f".{name}", __name__)
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_HOME[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_PARTS})
