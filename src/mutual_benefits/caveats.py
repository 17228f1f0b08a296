"""What to know before relying on a result: doubts about the version, the facts, the terms, the readings."""

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from . import words
from .assessment import Caveat
from .calculators.traced import RawStep
from .compiled import NIL
from .errors import MutualBenefitsError
from .rulebook import ReadyPlan
from .sources import Basis, Source, Text
from .terms import Unstated
from .vocabulary import CONDITIONS
from .work import settle

if TYPE_CHECKING:
    from .report import Report


def caveats(report: "Report") -> tuple[Caveat, ...]:
    """All that is to be known before relying on a result."""
    of_claim = (*_of_the_version(report), *_of_facts(report), *_of_terms(report))
    return (*of_claim, *_of_readings(report))


def _of_the_version(report: "Report") -> list[Caveat]:
    version = report.ready.version
    day, first = report.plan.governing_day(report.claim), version.effective_from
    found = [_caveat("amended", label=version.label, changes=words.amended(version.made_from))] * bool(
        version.draft
    )
    found += [
        Caveat.trusted(code="version_doubtful", text=doubt.text)
        for doubt in version.doubts
        if day >= doubt.since and all(getattr(report.facts, fact) == word for fact, word in doubt.only)
    ]
    product, enrolment = version.product, report.claim.enrolment
    if product is not None and enrolment.product is None:
        sold_from = report.plan.first_days[product][0]
        if enrolment.cover_from < sold_from:
            found.append(_caveat("product_left_out", product=product, first=sold_from))
    same_month = (day.year, day.month) == (first.year, first.month)
    if version.known_to != "day" and (same_month if version.known_to == "month" else day.year == first.year):
        found.append(_caveat(f"version_known_to_{version.known_to}", day=day, first=first))
    return found


def _of_facts(report: "Report") -> list[Caveat]:
    conditions = report.conditions
    known = report.facts.__dict__
    absent = [fact for condition in conditions for fact in condition.needs if known[fact] is None]
    found = [_caveat("not_checked", fact=fact) for fact in dict.fromkeys(absent)]
    disease, lists = known.get("disease"), report.ready.lists
    if disease is not None and lists and not any(disease in each.codes for each in lists):
        disease = report.claim.event.disease  # type: ignore[union-attr]  # a diagnosis, by its facts
        near = tuple(dict.fromkeys(one for each in lists for one in each.near(disease)))
        code = "disease_not_named_near" if near else "disease_not_named"
        names = words.listed([one.name for one in near])
        found.append(_caveat(code, disease=disease, near=names))
    cause = known.get("cause")
    if cause is not None:
        causes = {cause for condition in conditions for cause in getattr(condition, "causes", ())}
        if causes and cause not in causes:
            found.append(_caveat("cause_not_listed", cause=cause))
    return found


def _of_terms(report: "Report") -> list[Caveat]:
    """Terms that are inferred: of each benefit, and of the conditions that the claim was held against."""
    found = [
        _caveat("inferred", benefit=part.rule.name, term=_named(step), source=words.whence(step)[0])
        for part, steps in report.claimed()
        for step in steps
        if _inferred(step)
    ]
    for step in report.trace.checked:
        if _inferred(step):
            found.append(_inferred_condition(_named(step), words.whence(step)[0]))
    for condition in report.conditions:
        if condition.basis is Basis.INFERRED:
            found.append(_inferred_condition(CONDITIONS[condition.condition], condition.source))
    return list({caveat.text: caveat for caveat in found}.values())


def _inferred(step: RawStep) -> bool:
    """Whether a step rests on an inferred term that made a difference to it."""
    if words.whence(step)[1] is not Basis.INFERRED or isinstance(step.term, Unstated):
        return False
    return step.around is None or step.value != step.around[0]


def _named(step: RawStep) -> Text:
    return step.limit.name if step.limit else words.label(step)


def _inferred_condition(term: Text, source: Source) -> Caveat:
    return _caveat("inferred_condition", term=term, source=source)


def _of_readings(report: "Report") -> list[Caveat]:
    """One caveat for each other reading under which this claim would come out differently."""
    found = []
    for name, other in report.plan.alternatives:
        if name == "version.date" and _same_version_either_way(report):
            continue
        chosen = report.plan.readings[name]
        code, total = _under(report, report.plan.under(name, other))
        if code:
            found.append(_caveat(code, name=name, chosen=chosen, other=other, total=total))
    return found


def _same_version_either_way(report: "Report") -> bool:
    first_days = report.plan.first_days[report.claim.enrolment.product]
    event, start = report.claim.event.happened_on, report.claim.enrolment.cover_from
    return bisect_right(first_days, event) == bisect_right(first_days, start)


def _under(report: "Report", plan: ReadyPlan) -> tuple[str, Text | None]:
    """The code of the caveat that another reading gives rise to ("" for none), and its total."""
    try:
        _, answer = plan.ready_for(report.claim)
    except MutualBenefitsError:
        return "reading_unanswered", None
    if answer.conditions == report.answer.conditions and all(
        part.rule is own.rule and part.conditions == own.conditions
        for part, own, outcome in zip(answer.parts, report.answer.parts, report.outcomes, strict=False)
        if outcome is not NIL
    ):
        return "", None
    if report.before and {limit.code for limit in answer.limits} != {
        one.code for one in report.answer.limits
    }:
        return "reading_uncounted", None
    outcomes, _ = settle(answer, report.facts, report.before)
    result = [outcome[:3] for outcome in outcomes]
    if result == [outcome[:3] for outcome in report.outcomes]:
        return "", None
    return "reading", words.money(*_total(result))


def _total(result: list[tuple[Any, ...]]) -> tuple[int, int | None]:
    highs = [high for _, _, high in result]
    return sum(low for _, low, _ in result), None if None in highs else sum(highs)


def _caveat(code: str, **given: Any) -> Caveat:
    return Caveat.trusted(code=code, text=words.caveat(code, **given))
