"""What to know before relying on a result: doubts about the version, the facts, the terms, the readings."""

from functools import lru_cache

from ...engine.exact import Exact
from ..worked_claim import WorkedClaim
from .caveat_rule import CaveatFields, CaveatRule, CaveatScope, any_claimed
from .cost_caveats import COSTS, other_cover_caveats, payment_caveats
from .fact_caveats import fact_caveats
from .history_caveats import history_caveats
from .reading_caveats import reading_caveats, touched_benefits
from .term_caveats import term_caveats
from .unread_facts import unread_facts
from .version_caveats import version_caveats

__all__ = ["COSTS", "CaveatScope", "any_claimed", "caveat_fields", "caveat_rules", "touched_benefits"]


@lru_cache(maxsize=512)
def caveat_rules(scope: CaveatScope) -> tuple[CaveatRule, ...]:
    """The caveats that the facts of a claim alone decide, in their order, for one version and kind of event.

    A table has them too: each row is asked the same conditions.
    """
    return (*version_caveats(scope), *fact_caveats(scope), *unread_facts(scope), *other_cover_caveats(scope))


def caveat_fields(worked: WorkedClaim) -> list[CaveatFields]:
    """Every caveat of a result."""
    scope = CaveatScope(worked.prepared_plan, worked.prepared_version, worked.claim.event.kind)
    do = Exact(worked.facts, {})
    claimed = worked.claimed_benefits()
    return [
        *(rule.fields(worked) for rule in caveat_rules(scope) if rule.holds(worked.facts, do)),
        *payment_caveats(worked),
        *history_caveats(worked),
        *term_caveats(worked, claimed, worked.conditions(claimed)),
        *reading_caveats(worked),
    ]
