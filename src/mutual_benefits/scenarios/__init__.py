"""The actuary's desk: what if? Claims and tables of claims under other facts, rule books and readings.

Everything here asks `assess` or `assess_table`; no rule is written again.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .books import Book, plan_of
    from .distributions import Bands, Beyond, ByTier, CappedGeometric, Chance, Fixed, Poisson, Weighted
    from .grids import grid
    from .incidences import Incidence
    from .made_up import PORTFOLIO_SHAPE
    from .portfolio_shape import PortfolioShape
    from .synthetic import synthetic_portfolio

_HOMES = {
    "books": "Book plan_of",
    "grids": "grid",
    "distributions": "Bands Beyond ByTier CappedGeometric Chance Fixed Poisson Weighted",
    "incidences": "Incidence",
    "made_up": "PORTFOLIO_SHAPE",
    "portfolio_shape": "PortfolioShape",
    "synthetic": "synthetic_portfolio",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = [
    "PORTFOLIO_SHAPE",
    "Bands",
    "Beyond",
    "Book",
    "ByTier",
    "CappedGeometric",
    "Chance",
    "Fixed",
    "Incidence",
    "Poisson",
    "PortfolioShape",
    "Weighted",
    "grid",
    "plan_of",
    "synthetic_portfolio",
]


def __getattr__(name: str) -> Any:
    """Loads the module of a name when the name is first used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_HOME[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
