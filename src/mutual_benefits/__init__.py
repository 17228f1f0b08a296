"""The rule books of the Chinese employees' mutual aid plans in Beijing, and what a claim is entitled to.

See `assess` for one claim, `assess_all` for many, `get_plan` and `all_plans` for the rule books.
"""

from .assessment import Assessment, Caveat, Entitlement, RuleBook, Step
from .claims import Claim, Enrolment
from .describe import describe
from .diseases import Disease, DiseaseList
from .engine import assess, assess_all
from .errors import (
    InvalidPlan,
    InvalidTable,
    InvalidUsage,
    MutualBenefitsError,
    NotCovered,
    NoVersionInForce,
    UndeterminedTotal,
    UnknownFeeTier,
    UnknownPlan,
    UnknownProduct,
    UnknownReading,
)
from .events import ChildInjury, Diagnosis, HomeLoss, HospitalStay, Injury, MedicalExpense
from .fees import UnitCheck, check_unit, fee_due
from .limits import Limit, LimitKey, Usage, Used
from .plan import Adds, FeeTier, Plan, PlanVersion
from .registry import all_plans, get_plan
from .sources import Basis, Source, Text
from .tables import assess_table
from .terms import Choice, Figure, Table, Unstated

__all__ = [
    "Adds",
    "Assessment",
    "Basis",
    "Caveat",
    "ChildInjury",
    "Choice",
    "Claim",
    "Diagnosis",
    "Disease",
    "DiseaseList",
    "Enrolment",
    "Entitlement",
    "FeeTier",
    "Figure",
    "HomeLoss",
    "HospitalStay",
    "Injury",
    "InvalidPlan",
    "InvalidTable",
    "InvalidUsage",
    "Limit",
    "LimitKey",
    "MedicalExpense",
    "MutualBenefitsError",
    "NoVersionInForce",
    "NotCovered",
    "Plan",
    "PlanVersion",
    "RuleBook",
    "Source",
    "Step",
    "Table",
    "Text",
    "UndeterminedTotal",
    "UnitCheck",
    "UnknownFeeTier",
    "UnknownPlan",
    "UnknownProduct",
    "UnknownReading",
    "Unstated",
    "Usage",
    "Used",
    "all_plans",
    "assess",
    "assess_all",
    "assess_table",
    "check_unit",
    "describe",
    "fee_due",
    "get_plan",
]
__version__ = "0.1.0"
