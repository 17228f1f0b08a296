"""The actuary's desk: what if? Claims and tables of claims under other facts, rule books and readings.

Everything here asks `assess` or `assess_table`; no rule is written again.
"""

from typing import TYPE_CHECKING

from .._lazy_names import lazy_names

if TYPE_CHECKING:
    from . import charts as charts
    from . import tables as tables
    from .books import Book, plan_of
    from .compared import Case, Comparison, Contrast
    from .comparisons import compare
    from .cover_assumptions import Cohort, CoverAssumptions
    from .cover_cost import CostOfCover, Estimate, Part
    from .covered import cost_of_cover
    from .distributions import Bands, Beyond, ByTier, CappedGeometric, Chance, Fixed, Poisson, Weighted
    from .grids import grid
    from .incidences import Incidence
    from .made_up import PORTFOLIO_SHAPE
    from .nearest import thresholds
    from .portfolio import movements, revalue
    from .portfolio_shape import PortfolioShape
    from .revaluation import Bounds, Line, Moved, Revaluation
    from .sensed import Sensitivities, Sensitivity, Turn
    from .shifts import Bar, Effect, Shift, WaterfallStep
    from .synthetic import synthetic_portfolio
    from .threshold import Becoming, Threshold
    from .tornado import sensitivities
    from .why import change


__all__ = [
    "PORTFOLIO_SHAPE",
    "Bands",
    "Bar",
    "Becoming",
    "Beyond",
    "Book",
    "Bounds",
    "ByTier",
    "CappedGeometric",
    "Case",
    "Chance",
    "Cohort",
    "Comparison",
    "Contrast",
    "CostOfCover",
    "CoverAssumptions",
    "Effect",
    "Estimate",
    "Fixed",
    "Incidence",
    "Line",
    "Moved",
    "Part",
    "Poisson",
    "PortfolioShape",
    "Revaluation",
    "Sensitivities",
    "Sensitivity",
    "Shift",
    "Threshold",
    "Turn",
    "WaterfallStep",
    "Weighted",
    "change",
    "compare",
    "cost_of_cover",
    "grid",
    "movements",
    "plan_of",
    "revalue",
    "sensitivities",
    "synthetic_portfolio",
    "thresholds",
]

__getattr__, __dir__ = lazy_names(
    globals(),
    {
        "books": "Book plan_of",
        "compared": "Case Comparison Contrast",
        "comparisons": "compare",
        "cover_assumptions": "Cohort CoverAssumptions",
        "cover_cost": "CostOfCover Estimate Part",
        "covered": "cost_of_cover",
        "distributions": "Bands Beyond ByTier CappedGeometric Chance Fixed Poisson Weighted",
        "grids": "grid",
        "incidences": "Incidence",
        "made_up": "PORTFOLIO_SHAPE",
        "nearest": "thresholds",
        "portfolio": "movements revalue",
        "portfolio_shape": "PortfolioShape",
        "revaluation": "Bounds Line Moved Revaluation",
        "sensed": "Sensitivities Sensitivity Turn",
        "shifts": "Bar Effect Shift WaterfallStep",
        "synthetic": "synthetic_portfolio",
        "threshold": "Becoming Threshold",
        "tornado": "sensitivities",
        "why": "change",
    },
    parts=("charts", "tables"),
)
