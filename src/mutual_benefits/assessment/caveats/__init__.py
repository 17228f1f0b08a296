"""What to know before relying on a result: doubts about the version, the facts, the terms, the readings."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ...engine.compiled.function_source import FunctionSource
from ...engine.compiled.verbs import CompiledVerbs
from ..worked_claim import WorkedClaim
from .caveat_rule import CaveatFields, CaveatRule, CaveatScope, any_claimed
from .cost_caveats import COSTS, costs_of, other_cover_caveats, payment_caveats
from .fact_caveats import fact_caveats
from .history_caveats import history_caveats
from .reading_caveats import reading_caveats, touched_benefits
from .term_caveats import term_caveats
from .total_caveats import total_caveats
from .unread_facts import unread_facts
from .version_caveats import version_caveats

__all__ = [
    "COSTS",
    "CaveatScope",
    "any_claimed",
    "caveat_fields",
    "caveat_rules",
    "costs_of",
    "touched_benefits",
]


@lru_cache(maxsize=512)
def caveat_rules(scope: CaveatScope) -> tuple[CaveatRule, ...]:
    """The caveats that the facts of a claim alone decide, in their order, for one version and kind of event.

    A table has them too: each row is asked the same conditions.
    """
    return (*version_caveats(scope), *fact_caveats(scope), *unread_facts(scope), *other_cover_caveats(scope))


@lru_cache(maxsize=512)
def _holding(scope: CaveatScope) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    """One function of a claim's facts that tells which of these caveats hold."""
    script = FunctionSource()
    do = CompiledVerbs(script)
    holding = [rule.holds(do.facts, do) for rule in caveat_rules(scope)]
    script.line(f"return ({''.join(f'{holds!r}, ' for holds in holding)})")
    return script.function("caveats", "facts")


def caveat_fields(worked: WorkedClaim) -> list[CaveatFields]:
    """Every caveat of a result."""
    scope = CaveatScope(worked.prepared_plan, worked.prepared_version, worked.claim.event.kind)
    holding = _holding(scope)(worked.facts.__dict__)
    return [
        *(rule.fields(worked) for rule, holds in zip(caveat_rules(scope), holding, strict=True) if holds),
        *payment_caveats(worked),
        *total_caveats(worked),
        *history_caveats(worked),
        *term_caveats(worked, scope),
        *reading_caveats(worked),
    ]
