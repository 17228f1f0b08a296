"""What to know before relying on a result: doubts about the version, the facts, the terms, the readings."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from .. import formatting
from ..engine.adjudication import adjudicate
from ..engine.outcome import NIL, Outcome
from ..engine.prepared_plan import PreparedPlan
from ..engine.trace import RawStep
from ..errors import MutualBenefitsError
from ..rulebook.amendment import amendment_text
from ..rules import Condition
from ..sources import Basis, Text
from ..terms import Unstated
from ..vocabulary import CONDITIONS, name_of
from .entitlement import least, most
from .steps import source_and_basis, step_name
from .worked_claim import ClaimedBenefits, WorkedClaim

CaveatFields = tuple[str, dict[str, Any]]
"""The code of a caveat, and the details of its text."""


def caveat_fields(worked: WorkedClaim) -> list[CaveatFields]:
    """Every caveat of a result."""
    claimed = worked.claimed_benefits()
    conditions = worked.conditions(claimed)
    return [
        *_version_caveats(worked),
        *_fact_caveats(worked, conditions),
        *_term_caveats(worked, claimed, conditions),
        *_reading_caveats(worked),
    ]


def _version_caveats(worked: WorkedClaim) -> Iterator[CaveatFields]:
    version = worked.prepared_version.version
    day, first = worked.prepared_plan.governing_day(worked.claim), version.effective_from
    if version.draft:
        yield "amended", {"label": version.label, "changes": partial(amendment_text, version.made_from)}
    for doubt in version.doubts:
        if day >= doubt.since and all(getattr(worked.facts, fact) == word for fact, word in doubt.only):
            yield "version_doubtful", {"text": doubt.text}
    product, enrolment = version.product, worked.claim.enrolment
    if product is not None and enrolment.product is None:
        sold_from = worked.prepared_plan.timelines.of[product].first_days[0]
        if enrolment.cover_from < sold_from:
            yield (
                "product_left_out",
                {"product": partial(formatting.product_name, product), "first": sold_from},
            )
    near = {"day": False, "month": day.month == first.month, "year": True}[version.known_to]
    if near and day.year == first.year:
        yield f"version_known_to_{version.known_to}", {"day": day, "first": first}


def _fact_caveats(worked: WorkedClaim, conditions: tuple[Condition, ...]) -> Iterator[CaveatFields]:
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


def _term_caveats(
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


def _reading_caveats(worked: WorkedClaim) -> Iterator[CaveatFields]:
    """One caveat for each other reading under which this claim would come out differently."""
    plan = worked.prepared_plan
    for name, other in plan.alternatives:
        if name == "version.date" and _same_version_either_way(worked):
            continue
        chosen = plan.readings[name]
        code, total = _under(worked, plan.under(name, other))
        if code:
            yield (
                code,
                {
                    "name": partial(formatting.reading_name, name),
                    "chosen": partial(formatting.option_name, name, chosen),
                    "other": partial(formatting.option_name, name, other),
                    "total": total,
                },
            )


def _same_version_either_way(worked: WorkedClaim) -> bool:
    timeline = worked.prepared_plan.timelines.of[worked.claim.enrolment.product]
    event, start = worked.claim.event.happened_on, worked.claim.enrolment.cover_from
    return timeline.place_on(event) == timeline.place_on(start)


def _under(worked: WorkedClaim, plan: PreparedPlan) -> tuple[str, Callable[[str], str] | None]:
    """The code of the caveat for another reading ("" for none), and the total under it."""
    try:
        _, answer = plan.answer_for(worked.claim)
    except MutualBenefitsError:
        return "reading_unanswered", None
    difference = worked.prepared_plan.difference(worked.answer, answer)
    if all(worked.outcomes[index] is NIL for index in difference.benefits):
        return "", None
    if worked.used_before and difference.limits:
        return "reading_uncounted", None
    outcomes, _ = adjudicate(answer, worked.facts, worked.used_before)
    if outcomes == worked.outcomes or _results(outcomes) == _results(worked.outcomes):
        return "", None
    return "reading", partial(formatting.amount, least(outcomes), most(outcomes), "fen")


def _results(outcomes: list[Outcome]) -> list[tuple[Any, ...]]:
    """Status and bounds of each benefit."""
    return [outcome[:3] for outcome in outcomes]
