"""Styled tables of entitlements, rule books, grids and portfolios, as great_tables objects.

Each function returns a `GT` and shows nothing: a notebook shows what a cell ends with, and whoever asked
may go on with `.tab_style`, `.tab_options` and the rest. Cells are text, with money exact to the fen.
"""

from typing import TYPE_CHECKING

from ..._lazy_names import lazy_names

if TYPE_CHECKING:
    from .changed import changes
    from .entitled import entitlement
    from .pivoted import grid
    from .revaluing import revaluation
    from .side_by_side import comparison


__all__ = ["changes", "comparison", "entitlement", "grid", "revaluation"]

__getattr__, __dir__ = lazy_names(
    globals(),
    {
        "changed": "changes",
        "entitled": "entitlement",
        "pivoted": "grid",
        "revaluing": "revaluation",
        "side_by_side": "comparison",
    },
)
