"""What to know before relying on a result: doubts about the version, the facts, the terms, the readings."""

from ..worked_claim import WorkedClaim
from .caveat_fields import CaveatFields
from .fact_caveats import fact_caveats
from .reading_caveats import reading_caveats
from .term_caveats import term_caveats
from .version_caveats import version_caveats


def caveat_fields(worked: WorkedClaim) -> list[CaveatFields]:
    """Every caveat of a result."""
    claimed = worked.claimed_benefits()
    conditions = worked.conditions(claimed)
    return [
        *version_caveats(worked),
        *fact_caveats(worked, conditions),
        *term_caveats(worked, claimed, conditions),
        *reading_caveats(worked),
    ]
