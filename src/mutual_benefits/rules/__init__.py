"""The kinds of benefit and of condition, one file each: parameters and one formula."""

from typing import Annotated

from pydantic import Field

from .claim_window import ClaimWindow
from .condition import Condition
from .excluded_causes import ExcludedCauses
from .graded_sum import GradedSum
from .lump_sum import LumpSum
from .notice import Notice
from .on_route import OnRoute
from .per_area import PerArea
from .per_diem import PerDiem
from .rule import Rule
from .share_of_loss import ShareOfLoss
from .within_cover import WithinCover

AnyRule = Annotated[PerDiem | LumpSum | GradedSum | ShareOfLoss | PerArea, Field(discriminator="rule")]
AnyCondition = Annotated[
    WithinCover | ExcludedCauses | OnRoute | Notice | ClaimWindow, Field(discriminator="condition")
]

__all__ = [
    "AnyCondition",
    "AnyRule",
    "ClaimWindow",
    "Condition",
    "ExcludedCauses",
    "GradedSum",
    "LumpSum",
    "Notice",
    "OnRoute",
    "PerArea",
    "PerDiem",
    "Rule",
    "ShareOfLoss",
    "WithinCover",
]
