"""Caveats about the terms of a result: those that are inferred."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from ...engine.trace import RawStep
from ...frozen import within
from ...intervals import ends
from ...rules import Condition
from ...sources import Basis, Text
from ...terms import Figure, Unstated
from ...vocabulary import CONDITIONS, PHRASES
from ..steps import StepScope, scope_of, source_and_basis, step_name
from ..worked_claim import ClaimedBenefits, WorkedClaim
from .caveat_rule import CaveatFields


def term_caveats(
    worked: WorkedClaim, claimed: ClaimedBenefits, conditions: tuple[Condition, ...]
) -> Iterable[CaveatFields]:
    """One caveat for each inferred term of the claimed benefits and of their conditions.

    A condition that is inferred as a whole is named once, and not again by its terms.
    """
    scope = scope_of(worked)
    caveats: dict[Any, CaveatFields] = {}
    inferred = [condition for condition in conditions if condition.basis is Basis.INFERRED]
    named = {id(part) for condition in inferred for part in within(condition)}
    for guarded, steps in claimed:
        for step in steps:
            if _inferred(step) and id(step.term) not in named:
                details = _details(_term_name(step, scope), step)
                key = details["term"], details["source"].id
                _, known = caveats.setdefault(key, ("inferred", details))
                known.setdefault("names", []).append(guarded.benefit.name)
    for _, details in caveats.values():
        details["benefits"] = partial(_listed, tuple(dict.fromkeys(details.pop("names"))))
    for step in worked.trace.conditions:
        if _inferred(step) and id(step.term) not in named:
            details = _details(_term_name(step, scope), step)
            caveats[details["term"], details["source"].id, ""] = "inferred_condition", details
    for condition in inferred:
        details = {"term": CONDITIONS[condition.condition], "source": condition.source, "note": ""}
        caveats[details["term"], condition.source.id, ""] = "inferred_condition", details
    return [(code, details | {"term": details["term"].in_}) for code, details in caveats.values()]


def _details(name: Text, step: RawStep) -> dict[str, Any]:
    term = step.term
    note = partial(_noted, term.note) if isinstance(term, Figure) and term.note else ""
    return {"term": name, "source": source_and_basis(step)[0], "note": note}


def _noted(note: Text, lang: str) -> str:
    return PHRASES["note"].in_(lang).format(note=note.in_(lang))


def _listed(names: tuple[Text, ...], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(name.in_(lang) for name in names)


def _inferred(step: RawStep) -> bool:
    """Whether a step uses an inferred term that made a difference to it."""
    term = step.term
    if term is None or term.basis is not Basis.INFERRED or isinstance(term, Unstated):
        return False
    if step.applied_to is not None and ends(step.applied_to) == (0, 0):
        return False
    return step.limit_units is None or step.value != step.limit_units[0]


def _term_name(step: RawStep, scope: StepScope) -> Text:
    return step.limit.name if step.limit else step_name(step, scope)
