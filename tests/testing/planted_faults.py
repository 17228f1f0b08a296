"""Payouts with one fault each, for measuring how many the testing kit finds.

A payout is the library's own answer under a rule book with one fault. The ten faults of a plan are derived
from its newest version: a year of 365 days, a version that begins a day late, forgotten conditions, facts
that are not read, and figures that are one too high.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from filled_plans import at_share, filled, with_whole_lists

import mutual_benefits as mb
from mutual_benefits.events import KINDS
from mutual_benefits.frozen import every
from mutual_benefits.rulebook.effects import effects_of
from mutual_benefits.rulebook.term_path import places, rewritten
from mutual_benefits.rules import PriorPayment
from mutual_benefits.terms import Figure, read

FAULTS = 10
Payout = Callable[[mb.Claim], Any]


class Fault(NamedTuple):
    """A fault by its name, the payout that has it, and why no claim can tell it, or "" where one can."""

    name: str
    payout: Payout
    untold: str = ""


NOT_PAID = ("fee", "group")
"""The first words of the paths of figures on which no payment depends.

Numbers of payments are left out too: every claim that is drawn is its member's first.
"""

FACTORS = ("sum", "maximum", "rate", "share", "percentage")
"""The terms of benefits of which the sum is a product."""

UNTOLD = {
    "hospital_allowance: limits.stay_days": "180 days at 40.00 yuan are 7,200.00 yuan, the most that another"
    " limit of the stay allows",
    "hospital_allowance: limits.stay_sum": "the 180 days that another limit of the stay allows are paid"
    " 7,200.00 yuan, this very sum",
    "non_work_accident: limits.child_disability": "a first claim is paid at most 100 % of 5,000.00 yuan, this"
    " very sum; only a second claim of the period would pass it",
}
"""Figures that no first claim of a member can tell from a figure one higher, with the reason."""

NOT_DECIDING = "the benefits read the fact, but no sum depends on it"
OPEN = "every sum is open from 0.00 yuan on, so that to pay nothing contradicts nothing"


def with_versions(plan: mb.Plan, versions: list[mb.PlanVersion]) -> mb.Plan:
    return mb.Plan(code=plan.code, name=plan.name, versions=tuple(versions))


def filled_in(plan: mb.Plan) -> mb.Plan:
    """The rule book of a real system: with a figure for every open term, and whole lists."""
    figures = filled(plan.versions, at_share({"the deductible from 2013": 0}, 300))
    return with_versions(plan, list(with_whole_lists(figures)))


def answers(plan: mb.Plan) -> Payout:
    """The answers of a real system."""
    stated = filled_in(plan)

    def pay(claim: mb.Claim) -> Any:
        try:
            return {part.benefit: part.amount for part in mb.assess(claim, plan=stated).entitlements}
        except mb.MutualBenefitsError:
            return {}

    return pay


def open_from_zero(rule: Any) -> bool:
    """Whether to pay nothing at all for a benefit is within the record."""
    terms = [getattr(rule, name, None) for name in FACTORS]
    return any(isinstance(term, mb.Unstated) and term.low == 0 for term in terms)


def of_version(version: mb.PlanVersion) -> str:
    """The version's first day, and its product, if any."""
    return f"{version.effective_from}{f' {version.product}' if version.product else ''}"


def figures_changed(plan: mb.Plan, version: mb.PlanVersion) -> list[Fault]:
    """One figure each that is one too high, of all figures of a version."""
    found = []
    resolved = read(version, {})  # a figure of another reading makes no difference to the default
    for place in places(resolved):
        of_history = place.path.startswith("limits.") and place.unit == "payment"
        if isinstance(place.term, Figure) and place.path.split(".")[0] not in NOT_PAID and not of_history:
            higher = Figure.trusted(**{**place.term.__dict__, "value": place.term.value + 1})
            try:
                other = rewritten(resolved, {place: higher})
            except mb.InvalidPlan:
                continue
            versions = [other if each is version else each for each in plan.versions]
            name = f"{place.path} one too high, {of_version(version)}"
            untold = UNTOLD.get(f"{plan.code}: {place.path}", "")
            found.append(Fault(name, answers(with_versions(plan, versions)), untold))
    return found


def conditions_forgotten(plan: mb.Plan, version: mb.PlanVersion) -> list[Fault]:
    found = []
    for condition in version.conditions:
        if not all(listed.complete for listed in every(mb.DiseaseList, condition)):
            continue  # any disease may be on a list that is known only in part
        if isinstance(condition, PriorPayment):
            continue  # every claim that is drawn is its member's first
        others = tuple(each for each in version.conditions if each is not condition)
        other = version.model_copy(update={"conditions": others})
        versions = [other if each is version else each for each in plan.versions]
        found.append(Fault(f"{condition.condition} forgotten", answers(with_versions(plan, versions))))
    return found


def facts_not_read(plan: mb.Plan, version: mb.PlanVersion) -> list[Fault]:
    resolved = read(version, {})
    right, found = answers(plan), []
    stated = [
        rule for rule in resolved.benefits if not any(every(mb.Unstated, rule))
    ]  # of open sums nobody can tell
    deciding = {fact for rule in stated for fact in effects_of(rule).deciding}
    for fact in sorted({fact for rule in stated for fact in effects_of(rule).facts}):
        of_enrolment = mb.Enrolment.model_fields.get(fact)
        models = [model for model in KINDS.values() if fact in model.model_fields]
        field = of_enrolment or (models[0].model_fields[fact] if models else None)
        if field is None or field.is_required() or fact == "fee_tier":
            continue

        def pay(claim: mb.Claim, fact: str = fact, default: Any = field.default) -> Any:
            part = "enrolment" if fact in mb.Enrolment.model_fields else "event"
            if fact not in type(getattr(claim, part)).model_fields:
                return right(claim)
            changed = getattr(claim, part).model_copy(update={fact: default})
            return right(claim.model_copy(update={part: changed}))

        found.append(Fault(f"{fact} not read", pay, "" if fact in deciding else NOT_DECIDING))
    return found


def days_counted_wrongly(plan: mb.Plan, version: mb.PlanVersion) -> list[Fault]:
    right, found = answers(plan), []
    covers = [each for each in version.conditions if each.condition == "within_cover"]
    years = [each.years.value for each in covers if isinstance(each.years, Figure)]
    if years:

        def short(claim: mb.Claim) -> Any:
            end = claim.enrolment.cover_from + timedelta(365 * years[0])
            return {} if claim.event.happened_on >= end else right(claim)

        resolved = [read(each, {}) for each in plan.versions]
        nothing = all(open_from_zero(rule) for each in resolved for rule in each.benefits)
        found.append(Fault("a year of 365 days", short, OPEN if nothing else ""))
    if len(plan.versions) > 1:

        def late(claim: mb.Claim) -> Any:
            first = version.answers_from
            if claim.event.happened_on != first or plan.versions[0] is version:
                return right(claim)
            day = first - timedelta(1)
            cover = min(claim.enrolment.cover_from, day)
            moved = claim.event.model_copy(update={"happened_on": day})
            update = {"event": moved, "enrolment": claim.enrolment.model_copy(update={"cover_from": cover})}
            return right(claim.model_copy(update=update | {"notified_on": None, "claimed_on": None}))

        found.append(Fault("a version that begins a day late", late))
    return found


def tellable(faults: list[Fault], most: int) -> list[Fault]:
    """The first faults that a claim can tell, with the others before them."""
    told = [place for place, fault in enumerate(faults) if not fault.untold]
    return faults[: told[most] if len(told) > most else None]


def faults_of(plan: mb.Plan) -> list[Fault]:
    """Ten faults of a plan: days, conditions, facts of its newest version, then figures of all versions.

    Those that no claim can tell are further ones.
    """
    newest = plan.versions[-1]
    found = [
        *days_counted_wrongly(plan, newest),
        *conditions_forgotten(plan, newest)[:3],
        *tellable(facts_not_read(plan, newest), 2),
    ]
    for version in reversed(plan.versions):
        left = FAULTS - sum(not fault.untold for fault in found)
        if left <= 0:
            break
        figures = figures_changed(plan, version)
        told = [fault for fault in figures if not fault.untold]
        found += [fault for fault in figures if fault.untold]
        found += told[:: max(len(told) // left, 1)][:left]
    return tellable(found, FAULTS)
