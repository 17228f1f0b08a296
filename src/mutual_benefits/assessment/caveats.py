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
from .worked_claim import Claimed, WorkedClaim

CaveatFields = tuple[str, dict[str, Any]]
"""The code of a caveat, and the details of its text."""


def found(report: WorkedClaim) -> list[CaveatFields]:
    """Everything to know before relying on a result."""
    claimed = report.claimed()
    conditions = report.conditions(claimed)
    return [
        *_of_the_version(report),
        *_of_facts(report, conditions),
        *_of_terms(report, claimed, conditions),
        *_of_readings(report),
    ]


def _of_the_version(report: WorkedClaim) -> Iterator[CaveatFields]:
    version = report.prepared.version
    day, first = report.plan.governing_day(report.claim), version.effective_from
    if version.draft:
        yield "amended", {"label": version.label, "changes": partial(amendment_text, version.made_from)}
    for doubt in version.doubts:
        if day >= doubt.since and all(getattr(report.facts, fact) == word for fact, word in doubt.only):
            yield "version_doubtful", {"text": doubt.text}
    product, enrolment = version.product, report.claim.enrolment
    if product is not None and enrolment.product is None:
        sold_from = report.plan.timelines.of[product].first_days[0]
        if enrolment.cover_from < sold_from:
            yield (
                "product_left_out",
                {"product": partial(formatting.product_name, product), "first": sold_from},
            )
    near = {"day": False, "month": day.month == first.month, "year": True}[version.known_to]
    if near and day.year == first.year:
        yield f"version_known_to_{version.known_to}", {"day": day, "first": first}


def _of_facts(report: WorkedClaim, conditions: tuple[Condition, ...]) -> Iterator[CaveatFields]:
    known = report.facts.__dict__
    absent = [fact for condition in conditions for fact in condition.needs if known[fact] is None]
    for fact in dict.fromkeys(absent):
        yield "not_checked", {"fact": partial(formatting.with_path, name_of(fact), fact)}
    disease, lists = known.get("disease"), report.prepared.lists
    if disease is not None and lists and not any(disease in each.codes for each in lists):
        disease = report.claim.event.disease  # type: ignore[union-attr]  # a diagnosis, by its facts
        near = tuple(dict.fromkeys(one for each in lists for one in each.near(disease)))
        code = "disease_not_named_near" if near else "disease_not_named"
        yield code, {"disease": disease, "near": formatting.listed([one.name for one in near])}
    cause = known.get("cause")
    if cause is not None:
        causes = {cause for condition in conditions for cause in getattr(condition, "causes", ())}
        if causes and cause not in causes:
            yield "cause_not_listed", {"cause": partial(formatting.quantity, cause, cause, "word")}


def _of_terms(
    report: WorkedClaim, claimed: Claimed, conditions: tuple[Condition, ...]
) -> Iterable[CaveatFields]:
    """Terms that are inferred: of each benefit, and of the conditions that the claim was held against."""
    found: dict[Any, CaveatFields] = {}
    for part, steps in claimed:
        for step in steps:
            if _inferred(step):
                given = {
                    "benefit": part.benefit.name,
                    "term": _named(step),
                    "source": source_and_basis(step)[0],
                }
                found[given["benefit"], given["term"], given["source"].id] = "inferred", given
    held = [(_named(step), source_and_basis(step)[0]) for step in report.trace.checked if _inferred(step)]
    held += [
        (CONDITIONS[condition.condition], condition.source)
        for condition in conditions
        if condition.basis is Basis.INFERRED
    ]
    for term, source in held:
        found[term, source.id] = "inferred_condition", {"term": term, "source": source}
    return found.values()


def _inferred(step: RawStep) -> bool:
    """Whether a step rests on an inferred term that made a difference to it."""
    term = step.term
    if term is None or term.basis is not Basis.INFERRED or isinstance(term, Unstated):
        return False
    return step.around is None or step.value != step.around[0]


def _named(step: RawStep) -> Text:
    return step.limit.name if step.limit else step_name(step)


def _of_readings(report: WorkedClaim) -> Iterator[CaveatFields]:
    """One caveat for each other reading under which this claim would come out differently."""
    for name, other in report.plan.alternatives:
        if name == "version.date" and _same_version_either_way(report):
            continue
        chosen = report.plan.readings[name]
        code, total = _under(report, report.plan.under(name, other))
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


def _same_version_either_way(report: WorkedClaim) -> bool:
    timeline = report.plan.timelines.of[report.claim.enrolment.product]
    event, start = report.claim.event.happened_on, report.claim.enrolment.cover_from
    return timeline.place_on(event) == timeline.place_on(start)


def _under(report: WorkedClaim, plan: PreparedPlan) -> tuple[str, Callable[[str], str] | None]:
    """The code of the caveat that another reading gives rise to ("" for none), and its total."""
    try:
        _, answer = plan.answer_for(report.claim)
    except MutualBenefitsError:
        return "reading_unanswered", None
    apart = report.plan.apart(report.answer, answer)
    if all(report.outcomes[place] is NIL for place in apart.benefits):
        return "", None
    if report.before and apart.counts:
        return "reading_uncounted", None
    outcomes, _ = adjudicate(answer, report.facts, report.before)
    if outcomes == report.outcomes or _results(outcomes) == _results(report.outcomes):
        return "", None
    return "reading", partial(formatting.amount, least(outcomes), most(outcomes), "fen")


def _results(outcomes: list[Outcome]) -> list[tuple[Any, ...]]:
    """Status and bounds of each benefit."""
    return [outcome[:3] for outcome in outcomes]
