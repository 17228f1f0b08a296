"""The kinds of benefit and of condition, one file each: parameters and one formula."""

from typing import Annotated

from pydantic import Field

from .age_limit import AgeLimit, AgeLimitBySex
from .banded_share import Band, BandedShare
from .claim_window import ClaimWindow
from .closing import Closing, CoverEnds, PaidOnce
from .condition import Condition
from .excluded_causes import ExcludedCauses
from .expense_share import ExpenseShare
from .graded_sum import GradedSum
from .in_setting import InSetting
from .lump_sum import LumpSum
from .not_in_situ import NotInSitu
from .notice import Notice
from .of_sex import OfSex
from .on_list import OnList
from .on_route import OnRoute
from .per_area import PerArea
from .per_diem import PerDiem
from .rule import Rule
from .share_of_loss import ShareOfLoss
from .surgery import Surgery
from .waiting import Waiting
from .within_cover import WithinCover

AnyRule = Annotated[
    PerDiem | LumpSum | GradedSum | ShareOfLoss | PerArea | ExpenseShare | BandedShare,
    Field(discriminator="rule"),
]
AnyCondition = Annotated[
    WithinCover
    | Waiting
    | AgeLimit
    | AgeLimitBySex
    | OfSex
    | OnList
    | NotInSitu
    | Surgery
    | InSetting
    | ExcludedCauses
    | OnRoute
    | Notice
    | ClaimWindow
    | CoverEnds
    | PaidOnce,
    Field(discriminator="condition"),
]

__all__ = [
    "AgeLimit",
    "AgeLimitBySex",
    "AnyCondition",
    "AnyRule",
    "Band",
    "BandedShare",
    "ClaimWindow",
    "Closing",
    "Condition",
    "CoverEnds",
    "ExcludedCauses",
    "ExpenseShare",
    "GradedSum",
    "InSetting",
    "LumpSum",
    "NotInSitu",
    "Notice",
    "OfSex",
    "OnList",
    "OnRoute",
    "PaidOnce",
    "PerArea",
    "PerDiem",
    "Rule",
    "ShareOfLoss",
    "Surgery",
    "Waiting",
    "WithinCover",
]
