"""Pictures of entitlements, comparisons and portfolios, as altair charts.

Each function returns a chart and shows nothing: a notebook shows what a cell ends with, and whoever asked
may go on with `.properties`, `.configure_axis`, `|` and `&`. `page` writes a chart as a web page that
needs no network.
"""

from typing import TYPE_CHECKING

from ..._lazy_names import lazy_names

if TYPE_CHECKING:
    from .by_days import entitlement, entitlement_of_grid
    from .costs import cost_of_cover
    from .moves import movement, movement_by
    from .pages import page
    from .ranking import tornado
    from .steps import waterfall
    from .versions import timeline


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

__getattr__, __dir__ = lazy_names(
    globals(),
    {
        "by_days": "entitlement entitlement_of_grid",
        "costs": "cost_of_cover",
        "moves": "movement movement_by",
        "pages": "page",
        "ranking": "tornado",
        "steps": "waterfall",
        "versions": "timeline",
    },
)
