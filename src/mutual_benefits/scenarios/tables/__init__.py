"""Styled tables of entitlements, rule books, grids and portfolios, as great_tables objects.

Each function returns a `GT`, which a notebook displays and the caller may change further with
`.tab_style`, `.tab_options` and the rest. Cells are text, with money exact to the fen.
"""

from typing import TYPE_CHECKING

from ..._lazy_names import lazy_names

if TYPE_CHECKING:
    from .changes_table import changes
    from .comparison_table import comparison
    from .entitlement_table import entitlement
    from .grid_table import grid
    from .revaluation_table import revaluation


__all__ = ["changes", "comparison", "entitlement", "grid", "revaluation"]

__getattr__, __dir__ = lazy_names(
    globals(),
    {
        "changes_table": "changes",
        "comparison_table": "comparison",
        "entitlement_table": "entitlement",
        "grid_table": "grid",
        "revaluation_table": "revaluation",
    },
)
