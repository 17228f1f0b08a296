"""Measures how many planted faults the testing kit finds, for the table in docs/testing_your_system.md.

    PYTHONPATH=src:tests/helpers python tests/testing/measured_faults.py [seeds] [plan ...]

A payout is the library's own answer under a rule book with one fault. The ten faults of a plan are derived
from its newest version: a year of 365 days, a version that begins a day late, forgotten conditions, facts
that are not read, and figures that are one too high. A plan is named by its code, or by its folder.
"""

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from filled_plans import at_share, filled
from hypothesis import Phase

import mutual_benefits as mb
from mutual_benefits.events import KINDS
from mutual_benefits.frozen import every
from mutual_benefits.rulebook.effects import effects_of
from mutual_benefits.rulebook.term_path import places, rewritten
from mutual_benefits.rules import PriorPayment
from mutual_benefits.terms import Figure, read
from mutual_benefits.testing.laws import checker
from mutual_benefits.testing.laws.checker import LAWS, LawCheck
from mutual_benefits.testing.laws.law import Law, VersionUnderTest, any_version
from mutual_benefits.testing.laws.payout_comparison import _any_claim, _PayoutComparison
from mutual_benefits.testing.version_view import version_views

FAULTS = 10
EXAMPLES = 200
Payout = Callable[[mb.Claim], Any]
NOT_PAID = ("fee", "group")
"""The first words of the paths of figures on which no payment depends.

Numbers of payments are left out too: every claim that is drawn is its member's first.
"""


def with_versions(plan: mb.Plan, versions: list[mb.PlanVersion]) -> mb.Plan:
    return mb.Plan(code=plan.code, name=plan.name, versions=tuple(versions))


def answers(plan: mb.Plan) -> Payout:
    """The answers under a rule book, in which every open term has a figure, as a real system has one."""
    stated = with_versions(plan, list(filled(plan.versions, at_share({"the deductible from 2013": 0}, 300))))

    def pay(claim: mb.Claim) -> Any:
        try:
            return {part.benefit: part.amount for part in mb.assess(claim, plan=stated).entitlements}
        except mb.MutualBenefitsError:
            return {}

    return pay


def figures_changed(plan: mb.Plan, version: mb.PlanVersion) -> list[tuple[str, Payout]]:
    """One figure each that is one too high, spread over all figures of a version."""
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
            found.append((f"{place.path} one too high", answers(with_versions(plan, versions))))
    return found


def conditions_forgotten(plan: mb.Plan, version: mb.PlanVersion) -> list[tuple[str, Payout]]:
    found = []
    for condition in version.conditions:
        if not all(listed.complete for listed in every(mb.DiseaseList, condition)):
            continue  # any disease may be on a list that is known only in part
        if isinstance(condition, PriorPayment):
            continue  # every claim that is drawn is its member's first
        others = tuple(each for each in version.conditions if each is not condition)
        other = version.model_copy(update={"conditions": others})
        versions = [other if each is version else each for each in plan.versions]
        found.append((f"{condition.condition} forgotten", answers(with_versions(plan, versions))))
    return found


def facts_not_read(plan: mb.Plan, version: mb.PlanVersion) -> list[tuple[str, Payout]]:
    resolved = read(version, {})
    right, found = answers(plan), []
    stated = [
        rule for rule in resolved.benefits if not any(every(mb.Unstated, rule))
    ]  # of open sums nobody can tell
    read_facts = sorted({fact for rule in stated for fact in effects_of(rule).facts})
    for fact in read_facts:
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

        found.append((f"{fact} not read", pay))
    return found


def days_counted_wrongly(plan: mb.Plan, version: mb.PlanVersion) -> list[tuple[str, Payout]]:
    right, found = answers(plan), []
    covers = [each for each in version.conditions if each.condition == "within_cover"]
    years = [each.years.value for each in covers if isinstance(each.years, Figure)]
    if years:

        def short(claim: mb.Claim) -> Any:
            end = claim.enrolment.cover_from + timedelta(365 * years[0])
            return {} if claim.event.happened_on >= end else right(claim)

        found.append(("a year of 365 days", short))
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

        found.append(("a version that begins a day late", late))
    return found


def faults_of(plan: mb.Plan) -> list[tuple[str, Payout]]:
    """Ten faults of a plan: days, conditions, facts of its newest version, then figures of all versions."""
    newest = plan.versions[-1]
    found = [
        *days_counted_wrongly(plan, newest),
        *conditions_forgotten(plan, newest)[:3],
        *facts_not_read(plan, newest)[:2],
    ]
    for version in reversed(plan.versions):
        figures, left = figures_changed(plan, version), FAULTS - len(found)
        found += figures[:: max(len(figures) // max(left, 1), 1)][: max(left, 0)]
    return found[:FAULTS]


def is_found(plan: mb.Plan, payout: Payout, seed: int) -> bool:
    views = [VersionUnderTest(view) for view in version_views(plan)]
    comparison = Law("differential", any_version, _PayoutComparison(None).check, _any_claim)
    run = LawCheck(payout, EXAMPLES, seed)
    for view in views:
        if next(iter(run.violations([comparison], [view])), None) is not None:
            return True
    groups: dict[Any, list[Law]] = {}
    for law in LAWS:
        if any(law.applies(tested.view) for tested in views):
            groups.setdefault(law.cases, []).append(law)
    return any(next(iter(run.violations(laws, views)), None) is not None for laws in groups.values())


def main(seeds: int, codes: list[str]) -> None:
    checker.PHASES = (Phase.generate,)  # what is found need not be shrunk
    plans = [plan for plan in mb.all_plans() if not codes or plan.code in codes]
    plans += [mb.load_plan(code) for code in codes if Path(code).is_dir()]
    for plan in plans:
        faults, found = faults_of(plan), 0
        for name, payout in faults:
            times = sum(is_found(plan, payout, seed) for seed in range(seeds))
            found += times
            print(f"    {plan.code}: {name}: {times} of {seeds}", flush=True)
        print(f"| `{plan.code}` | {len(faults)} | {found} of {len(faults) * seeds} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10, sys.argv[2:])
