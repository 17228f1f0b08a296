"""Tests for your own claims system: Hypothesis strategies for claims, and laws for a payout function to keep.

`claims`, `enrolments`, `events`, `histories`, `plan_versions`, `plans` and `tables` are strategies derived
from the rule books' own data; `laws.check` checks a payout function against the rule books.
Needs the extra `testing`; nothing of it is loaded before it is used.

>>> from decimal import Decimal
>>> from mutual_benefits.testing import laws
>>> laws.check(lambda claim: Decimal(0), plan="hospital_medical", max_examples=20).violations[0].law
'full_sum'
"""

from typing import TYPE_CHECKING

from .._lazy_names import lazy_names

if TYPE_CHECKING:
    from . import laws
    from .strategies.claims import claims, enrolments, events, histories
    from .strategies.plans import plan_versions, plans
    from .strategies.tables import tables

__all__ = ["claims", "enrolments", "events", "histories", "laws", "plan_versions", "plans", "tables"]


__getattr__, __dir__ = lazy_names(
    globals(),
    {
        "strategies.claims": "claims enrolments events histories",
        "strategies.plans": "plan_versions plans",
        "strategies.tables": "tables",
    },
    parts=("laws",),
)
