"""The rules of the plans: one class for each kind of benefit and of condition, with its terms and a formula.

`benefit` and `condition` define what the classes share, `calculator` the verbs of their formulas.
"""

from typing import Annotated

from pydantic import Field

from .benefit import Benefit
from .benefits.banded_share import Band, BandedShare, Scale, TopBand
from .benefits.expense_share import ExpenseShare
from .benefits.graded_sum import GradedSum
from .benefits.lump_sum import LumpSum
from .benefits.per_area import PerArea
from .benefits.per_diem import PerDiem
from .benefits.share_of_loss import ShareOfLoss
from .condition import Condition
from .conditions.age_limit import AgeLimit, AgeLimitBySex
from .conditions.carcinoma_in_situ import NotInSitu
from .conditions.care_setting import InSetting
from .conditions.cover_period import WithinCover
from .conditions.deadlines import ClaimWindow, Notice
from .conditions.disease_list import OnList
from .conditions.excluded_causes import ExcludedCauses
from .conditions.fact_among import FactAmong
from .conditions.number_bounds import NumberBounds
from .conditions.prior_payment import CoverEnds, PaidOnce, PriorPayment
from .conditions.settlement_route import OnRoute
from .conditions.sex import OfSex
from .conditions.surgery import Surgery
from .conditions.waiting_period import Waiting

__all__ = [
    "AgeLimit",
    "AgeLimitBySex",
    "AnyBenefit",
    "AnyCondition",
    "Band",
    "BandedShare",
    "Benefit",
    "ClaimWindow",
    "Condition",
    "CoverEnds",
    "ExcludedCauses",
    "ExpenseShare",
    "FactAmong",
    "GradedSum",
    "InSetting",
    "LumpSum",
    "NotInSitu",
    "Notice",
    "NumberBounds",
    "OfSex",
    "OnList",
    "OnRoute",
    "PaidOnce",
    "PerArea",
    "PerDiem",
    "PriorPayment",
    "Scale",
    "ShareOfLoss",
    "Surgery",
    "TopBand",
    "Waiting",
    "WithinCover",
]

AnyBenefit = Annotated[
    PerDiem | LumpSum | GradedSum | ShareOfLoss | PerArea | ExpenseShare | BandedShare,
    Field(discriminator="rule"),
]
"""A benefit of any kind; the field `rule` names the kind."""

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
    | NumberBounds
    | FactAmong
    | ClaimWindow
    | CoverEnds
    | PaidOnce,
    Field(discriminator="condition"),
]
"""A condition of any kind; the field `condition` names the kind."""
