"""Caveats about the terms of a result: those that are inferred."""

from collections.abc import Iterable
from typing import Any

from ...engine.trace import RawStep
from ...rules import Condition
from ...sources import Basis, Text
from ...terms import Unstated
from ...vocabulary import CONDITIONS
from ..steps import source_and_basis, step_name
from ..worked_claim import ClaimedBenefits, WorkedClaim
from .caveat_rule import CaveatFields


def term_caveats(
    worked: WorkedClaim, claimed: ClaimedBenefits, conditions: tuple[Condition, ...]
) -> Iterable[CaveatFields]:
    """One caveat for each inferred term of the claimed benefits and of their conditions."""
    caveats: dict[Any, CaveatFields] = {}
    for guarded, steps in claimed:
        for step in steps:
            if _inferred(step):
                details = {
                    "benefit": guarded.benefit.name,
                    "term": _term_name(step),
                    "source": source_and_basis(step)[0],
                }
                caveats[details["benefit"], details["term"], details["source"].id] = "inferred", details
    checked = worked.trace.conditions
    inferred = [(_term_name(step), source_and_basis(step)[0]) for step in checked if _inferred(step)]
    inferred += [
        (CONDITIONS[condition.condition], condition.source)
        for condition in conditions
        if condition.basis is Basis.INFERRED
    ]
    for term, source in inferred:
        caveats[term, source.id] = "inferred_condition", {"term": term, "source": source}
    return caveats.values()


def _inferred(step: RawStep) -> bool:
    """Whether a step uses an inferred term that made a difference to it."""
    term = step.term
    if term is None or term.basis is not Basis.INFERRED or isinstance(term, Unstated):
        return False
    return step.limit_units is None or step.value != step.limit_units[0]


def _term_name(step: RawStep) -> Text:
    return step.limit.name if step.limit else step_name(step)
