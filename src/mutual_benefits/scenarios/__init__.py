"""What-if questions: claims and tables of claims under other facts, rule books and readings.

Every answer comes from `assess` or `assess_table`; no rule is written a second time.
"""

from typing import TYPE_CHECKING

from .._lazy_names import lazy_names

if TYPE_CHECKING:
    from ..rulebook.registry.book import Book, plan_of
    from . import charts as charts
    from . import tables as tables
    from .claim_grid import grid
    from .comparison.assessment_change import change
    from .comparison.compare import compare
    from .comparison.contrast import Case, Contrast
    from .comparison.result import Comparison
    from .cover_cost.assumptions import Cohort, CoverAssumptions
    from .cover_cost.result import CostOfCover, Estimate, Part
    from .cover_cost.simulation import cost_of_cover
    from .portfolio.default_shape import PORTFOLIO_SHAPE
    from .portfolio.distributions import (
        Bands,
        Beyond,
        ByTier,
        CappedGeometric,
        Chance,
        Fixed,
        Poisson,
        Weighted,
    )
    from .portfolio.incidence import Incidence
    from .portfolio.shape import PortfolioShape
    from .portfolio.synthetic import synthetic_portfolio
    from .revaluation.figures import Line, Moved
    from .revaluation.result import Revaluation
    from .revaluation.revalue import movements, revalue
    from .sensitivity.result import Sensitivities, Sensitivity, Turn
    from .sensitivity.search import sensitivities
    from .sums import Bar, Bounds, Effect, Shift, WaterfallStep
    from .threshold.result import Becoming, Threshold
    from .threshold.search import thresholds


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
        ".rulebook.registry.book": "Book plan_of",
        "claim_grid": "grid",
        "comparison.assessment_change": "change",
        "comparison.compare": "compare",
        "comparison.contrast": "Case Contrast",
        "comparison.result": "Comparison",
        "cover_cost.assumptions": "Cohort CoverAssumptions",
        "cover_cost.result": "CostOfCover Estimate Part",
        "cover_cost.simulation": "cost_of_cover",
        "portfolio.default_shape": "PORTFOLIO_SHAPE",
        "portfolio.distributions": "Bands Beyond ByTier CappedGeometric Chance Fixed Poisson Weighted",
        "portfolio.incidence": "Incidence",
        "portfolio.shape": "PortfolioShape",
        "portfolio.synthetic": "synthetic_portfolio",
        "revaluation.figures": "Line Moved",
        "revaluation.result": "Revaluation",
        "revaluation.revalue": "movements revalue",
        "sensitivity.result": "Sensitivities Sensitivity Turn",
        "sensitivity.search": "sensitivities",
        "sums": "Bounds Bar Effect Shift WaterfallStep",
        "threshold.result": "Becoming Threshold",
        "threshold.search": "thresholds",
    },
    parts=("charts", "tables"),
)
