"""Caveats about the facts of a claim: not given, not on a list, near a name."""

from collections.abc import Iterator
from functools import partial

from ... import formatting
from ...rules import Condition
from ...vocabulary import name_of
from ..worked_claim import WorkedClaim
from .caveat_fields import CaveatFields


def fact_caveats(worked: WorkedClaim, conditions: tuple[Condition, ...]) -> Iterator[CaveatFields]:
    """The caveats about the facts that the conditions of a claim read."""
    facts = worked.facts.__dict__
    absent = [fact for condition in conditions for fact in condition.needs if facts[fact] is None]
    for fact in dict.fromkeys(absent):
        yield "not_checked", {"fact": partial(formatting.with_path, name_of(fact), fact)}
    disease, lists = facts.get("disease"), worked.prepared_version.disease_lists
    if disease is not None and lists and not any(disease in each.codes for each in lists):
        disease = worked.claim.event.disease  # type: ignore[union-attr]  # a diagnosis, by its facts
        near = tuple(dict.fromkeys(one for each in lists for one in each.near(disease)))
        code = "disease_not_named_near" if near else "disease_not_named"
        yield code, {"disease": disease, "near": formatting.listed([one.name for one in near])}
    cause = facts.get("cause")
    if cause is not None:
        causes = {cause for condition in conditions for cause in getattr(condition, "causes", ())}
        if causes and cause not in causes:
            yield "cause_not_listed", {"cause": partial(formatting.quantity, cause, cause, "word")}
