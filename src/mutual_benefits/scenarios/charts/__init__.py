"""Charts of entitlements, comparisons and portfolios, made with altair.

Each function returns a chart, which a notebook displays and the caller may change further with
`.properties`, `.configure_axis`, `|` and `&`. `page` writes a chart as a web page that works offline.
"""

from typing import TYPE_CHECKING

from ..._lazy_names import lazy_names

if TYPE_CHECKING:
    from .cover_cost_chart import cost_of_cover
    from .entitlement_chart import entitlement, entitlement_of_grid
    from .html_page import page
    from .movement_chart import movement, movement_by
    from .timeline_chart import timeline
    from .tornado_chart import tornado
    from .waterfall_chart import waterfall


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
        "cover_cost_chart": "cost_of_cover",
        "entitlement_chart": "entitlement entitlement_of_grid",
        "html_page": "page",
        "movement_chart": "movement movement_by",
        "timeline_chart": "timeline",
        "tornado_chart": "tornado",
        "waterfall_chart": "waterfall",
    },
)
