"""The rule books of Beijing's employee mutual aid plans (职工互助保障), and the assessment of claims.

See `assess` for one claim, `assess_all` for many, `get_plan` and `all_plans` for the rule books.
"""

from typing import TYPE_CHECKING

from ._lazy_names import lazy_names
from ._version import __version__ as __version__

if TYPE_CHECKING:
    from . import scenarios as scenarios
    from . import testing as testing
    from ._texts import language
    from ._validation import wrong_fields
    from .assessment.assess import assess, assess_all
    from .assessment.assessment import Assessment
    from .assessment.entitlement import Caveat, Entitlement, RuleBook, Step
    from .assessment.receipt import Receipt, Result
    from .assessment.verification import Difference, Revision, Revisions, Verification, retro_diff, verify
    from .canonical_hash import content_hash
    from .claims import Claim, Enrolment
    from .diseases import Disease, DiseaseList
    from .errors import (
        DuplicateClaim,
        InvalidAmendment,
        InvalidArgument,
        InvalidFact,
        InvalidPlan,
        InvalidScenario,
        InvalidTable,
        InvalidUsage,
        MissingExtra,
        MutualBenefitsError,
        NoSuchRow,
        NotCovered,
        NoVersionInForce,
        UndeterminedTotal,
        UnknownFeeTier,
        UnknownPath,
        UnknownPlan,
        UnknownProduct,
        UnknownReading,
        UnwritablePlan,
    )
    from .events import ChildInjury, Diagnosis, HomeLoss, HospitalStay, Injury, MedicalExpense
    from .files.claims_file import ClaimsFile, read_claims
    from .files.wrong_rows import Problem, WrongRow
    from .limits import Limit
    from .plans.fees import UnitCheck, check_unit, fee_due
    from .rulebook.amendment import Amendment
    from .rulebook.audit import Audit, Finding, audit
    from .rulebook.description import describe
    from .rulebook.diff import Change, Changes, diff
    from .rulebook.files import dump_plan, load_plan
    from .rulebook.plan import Plan
    from .rulebook.registry.shipped_plans import all_plans, get_plan
    from .rulebook.version import Adds, FeeTier, PlanVersion
    from .sources import Basis, Source, Text
    from .tables.assess_table import assess_table
    from .tables.receipt import TableReceipt, table_receipt, verify_table
    from .terms import Choice, Figure, Table, Unstated
    from .usage import LimitKey, Usage, Used


__all__ = [
    "Adds",
    "Amendment",
    "Assessment",
    "Audit",
    "Basis",
    "Caveat",
    "Change",
    "Changes",
    "ChildInjury",
    "Choice",
    "Claim",
    "ClaimsFile",
    "Diagnosis",
    "Difference",
    "Disease",
    "DiseaseList",
    "DuplicateClaim",
    "Enrolment",
    "Entitlement",
    "FeeTier",
    "Figure",
    "Finding",
    "HomeLoss",
    "HospitalStay",
    "Injury",
    "InvalidAmendment",
    "InvalidArgument",
    "InvalidFact",
    "InvalidPlan",
    "InvalidScenario",
    "InvalidTable",
    "InvalidUsage",
    "Limit",
    "LimitKey",
    "MedicalExpense",
    "MissingExtra",
    "MutualBenefitsError",
    "NoSuchRow",
    "NoVersionInForce",
    "NotCovered",
    "Plan",
    "PlanVersion",
    "Problem",
    "Receipt",
    "Result",
    "Revision",
    "Revisions",
    "RuleBook",
    "Source",
    "Step",
    "Table",
    "TableReceipt",
    "Text",
    "UndeterminedTotal",
    "UnitCheck",
    "UnknownFeeTier",
    "UnknownPath",
    "UnknownPlan",
    "UnknownProduct",
    "UnknownReading",
    "Unstated",
    "UnwritablePlan",
    "Usage",
    "Used",
    "Verification",
    "WrongRow",
    "all_plans",
    "assess",
    "assess_all",
    "assess_table",
    "audit",
    "check_unit",
    "content_hash",
    "describe",
    "diff",
    "dump_plan",
    "fee_due",
    "get_plan",
    "language",
    "load_plan",
    "read_claims",
    "retro_diff",
    "table_receipt",
    "verify",
    "verify_table",
    "wrong_fields",
]

__getattr__, __dir__ = lazy_names(
    globals(),
    {
        "_texts": "language",
        "_validation": "wrong_fields",
        "assessment.assess": "assess assess_all",
        "assessment.assessment": "Assessment",
        "assessment.entitlement": "Caveat Entitlement RuleBook Step",
        "assessment.receipt": "Receipt Result",
        "assessment.verification": "Difference Revision Revisions Verification retro_diff verify",
        "canonical_hash": "content_hash",
        "claims": "Claim Enrolment",
        "diseases": "Disease DiseaseList",
        "errors": "DuplicateClaim InvalidAmendment InvalidArgument InvalidFact InvalidPlan InvalidScenario"
        " InvalidTable InvalidUsage MissingExtra MutualBenefitsError NoSuchRow NotCovered NoVersionInForce"
        " UndeterminedTotal UnknownFeeTier UnknownPath UnknownPlan UnknownProduct UnknownReading"
        " UnwritablePlan",
        "events": "ChildInjury Diagnosis HomeLoss HospitalStay Injury MedicalExpense",
        "files.claims_file": "ClaimsFile read_claims",
        "files.wrong_rows": "Problem WrongRow",
        "limits": "Limit",
        "plans.fees": "UnitCheck check_unit fee_due",
        "rulebook.amendment": "Amendment",
        "rulebook.audit": "Audit Finding audit",
        "rulebook.description": "describe",
        "rulebook.diff": "Change Changes diff",
        "rulebook.files": "dump_plan load_plan",
        "rulebook.plan": "Plan",
        "rulebook.registry.shipped_plans": "all_plans get_plan",
        "rulebook.version": "Adds FeeTier PlanVersion",
        "sources": "Basis Source Text",
        "tables.assess_table": "assess_table",
        "tables.receipt": "TableReceipt table_receipt verify_table",
        "terms": "Choice Figure Table Unstated",
        "usage": "LimitKey Usage Used",
    },
    parts=("scenarios", "testing"),
)
