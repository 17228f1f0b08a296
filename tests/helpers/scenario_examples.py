"""Results of scenarios, which between them show nearly every word that scenarios have."""

from datetime import date
from decimal import Decimal
from functools import cache, partial

import polars as pl
from chart_examples import (
    CLAIM,
    HURT,
    NEW,
    OLD,
    STAY,
    comparison,
    injured,
    portfolio,
    revaluation,
    sensitivities,
)

import mutual_benefits as mb
from mutual_benefits import scenarios
from mutual_benefits.scenarios import tables

BURNED = injured(living_days=2, injury_kind="burns")
LATE = injured(living_days=25, care_days=2).model_copy(update={"notified_on": date(2017, 5, 4)})
NOTIFIED = injured(living_days=25).model_copy(update={"notified_on": date(2016, 5, 5)})
LATER = injured(living_days=18, happened_on=date(2016, 6, 4)).model_copy(
    update={"notified_on": date(2016, 6, 5)}
)
USED = mb.Used(plan="accident", limit="living_days", member="M-1", since=date(2016, 1, 1), low=170, high=170)
ILL = mb.Claim(
    id="F-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="female_illness", cover_from=date(2018, 1, 1), sex="female"),
    event=mb.Diagnosis(happened_on=date(2018, 2, 1), disease="breast cancer"),
)
WAITING = mb.Claim(
    id="F-2",
    member="M-1",
    enrolment=mb.Enrolment(plan="female_illness", cover_from=date(2011, 1, 1), sex="female"),
    event=mb.Diagnosis(happened_on=date(2011, 1, 18), disease="breast cancer"),
)
TREATED = mb.Claim(
    id="H-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="hospital_medical", cover_from=date(2009, 1, 1)),
    event=mb.MedicalExpense(happened_on=date(2009, 5, 4), self_paid=Decimal("1000.00"), ordinal=2),
)
CHILD = mb.Claim(
    id="N-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="non_work_accident", cover_from=date(2016, 1, 1)),
    event=mb.ChildInjury(happened_on=date(2016, 5, 4), child="A", died=True),
)
BURNT = CHILD.model_copy(
    update={"event": mb.HomeLoss(happened_on=date(2016, 5, 4), peril="fire", loss=Decimal("900.00"))}
)
DRAFT = NEW.amend({"living_allowance.rate.100": 90}, label="next <year>")
VARY = {"event.living_days": [0, 3, 16, 40], "enrolment.fee_tier": ["26", "100"]}


def assessed(claim, book=NEW):
    return mb.assess(claim, plan=scenarios.plan_of(book, claim.enrolment.plan))


@cache
def three_compared():
    return scenarios.compare(BURNED, [NEW, OLD, DRAFT])


STYLED = {
    "changes": lambda lang: tables.changes(OLD, NEW, lang=lang),
    "changes of a draft": lambda lang: tables.changes(NEW, DRAFT, lang=lang),
    "entitlement": lambda lang: tables.entitlement(assessed(CLAIM), lang=lang),
    "entitlement with open sums": lambda lang: tables.entitlement(assessed(BURNED), lang=lang),
    "entitlement with refusals": lambda lang: tables.entitlement(assessed(LATE, DRAFT), lang=lang),
    "grid": lambda lang: tables.grid(
        scenarios.grid(HURT, VARY), along="event.living_days", by="enrolment.fee_tier", lang=lang
    ),
    "grid in one direction": lambda lang: tables.grid(
        scenarios.grid(CLAIM, {"event.living_days": [0, 3]}), along="event.living_days", lang=lang
    ),
    "comparison": lambda lang: tables.comparison(comparison(CLAIM), lang=lang),
    "comparison without a maximum": lambda lang: tables.comparison(comparison(STAY), lang=lang),
    "comparison of three": lambda lang: tables.comparison(three_compared(), lang=lang),
    "revaluation": lambda lang: tables.revaluation(revaluation(), lang=lang),
    "revaluation in bands": lambda lang: tables.revaluation(revaluation("hospital_allowance"), lang=lang),
}


def assumptions(plan="accident", tiers=(("26", 1), ("100", 3)), first=date(2017, 1, 1), **incidence):
    """Members of these tiers and weights, and one kind of event."""
    cohorts = tuple(
        scenarios.Cohort(enrolment=mb.Enrolment(plan=plan, cover_from=first, fee_tier=tier), weight=weight)
        for tier, weight in tiers
    )
    days = {"living_days": scenarios.CappedGeometric(goes_on="0.9", most=180)}
    given = {"event": "injury", "count": scenarios.Chance(of="0.05"), "facts": days} | incidence
    note = given.pop("note", "made up")
    return scenarios.CoverAssumptions(cohorts=cohorts, incidences=(scenarios.Incidence(**given),), note=note)


def simulated(**assumed):
    """The cost of cover in three small portfolios."""
    return scenarios.cost_of_cover(assumptions(**assumed), seed=1, members=40, simulations=3)


def thresholds(claim):
    """What says every threshold of a claim in a language."""
    found = scenarios.thresholds(claim)
    return lambda lang: "\n".join(one.explain(lang) for one in found)


def neighbours(place, plan, event, **enrolment):
    """The comparison of a claim under a version of its plan and the next one."""
    versions = mb.get_plan(plan).versions[place:][:2]
    cover = mb.Enrolment(plan=plan, cover_from=date(2018, 8, 1), **enrolment)
    return scenarios.compare(mb.Claim(id="C-3", member="M-1", enrolment=cover, event=event), versions)


def few_rows():
    """Six claims as a table, of which the first is of no fee tier and the second of days below zero."""
    rows = portfolio().head(6)
    tiers, days = (rows[name].to_list() for name in ("fee_tier", "living_days"))
    return rows.with_columns(fee_tier=pl.Series(["7", *tiers[1:]]), living_days=pl.Series([0, -1, *days[2:]]))


ILLNESS = mb.Diagnosis(happened_on=date(2018, 12, 1), disease="肺癌")
FIRE = mb.HomeLoss(happened_on=date(2018, 12, 1), peril="fire", loss=Decimal("900.00"))
EXPENSE = mb.MedicalExpense(
    happened_on=date(2018, 12, 1), self_paid=Decimal("9000.00"), over_cap=Decimal("2000.00")
)
ALWAYS = scenarios.Fixed(value=1)
OF_NO_TIER = ((None, 1),)
TREATMENT = {"setting": scenarios.Fixed(value="inpatient"), "self_paid": scenarios.Fixed(value=500_000)}
TEXTS = {
    "assumptions": lambda: assumptions().explain,
    "change of a fact": lambda: partial(assessed(CLAIM).explain_change, assessed(HURT)),
    "change of days that only change together": lambda: partial(
        assessed(NOTIFIED).explain_change, assessed(LATER)
    ),
    "change of the earlier claims": lambda: partial(
        assessed(CLAIM).explain_change, mb.assess(CLAIM, usage=mb.Usage(used=(USED,)))
    ),
    "change of the event": lambda: partial(mb.assess(CHILD).explain_change, mb.assess(BURNT)),
    "change of the rule book": lambda: partial(assessed(CLAIM, OLD).explain_change, assessed(CLAIM)),
    "change to a refusal": lambda: partial(assessed(BURNED).explain_change, assessed(LATE)),
    "comparison": lambda: comparison(CLAIM).explain,
    "comparison in bands": lambda: comparison(HURT).explain,
    "comparison without a maximum": lambda: comparison(STAY).explain,
    "comparison of readings": lambda: (
        scenarios.compare(CLAIM, [OLD, {"consolation.day_cap": "together"}]).explain
    ),
    "comparison of three": lambda: three_compared().explain,
    "comparison of terms that change together": lambda: (
        scenarios.compare(ILL, mb.get_plan("female_illness").versions[1:]).explain
    ),
    "comparison with a version that does not cover the claim": lambda: comparison(CHILD).explain,
    "comparison of a few rows": lambda: (
        scenarios.compare(few_rows(), [NEW, DRAFT], plan="accident", unit="fen").explain
    ),
    "comparison of illnesses": lambda: neighbours(2, "critical_illness", ILLNESS).explain,
    "comparison of losses": lambda: neighbours(1, "non_work_accident", FIRE).explain,
    "comparison of expenses": lambda: neighbours(0, "warm_aid", EXPENSE).explain,
    "comparison of the same version": lambda: scenarios.compare(CLAIM, [NEW, NEW]).explain,
    "cost": lambda: simulated().explain,
    "cost between bounds": lambda: (
        simulated(
            tiers=(("100", 1),),
            first=date(2011, 1, 1),
            count=ALWAYS,
            facts={"injury_kind": scenarios.Fixed(value="burns")},
        ).explain
    ),
    "cost that is free of charge": lambda: (
        simulated(
            plan="warm_aid",
            tiers=OF_NO_TIER,
            first=date(2013, 1, 1),
            event="medical_expense",
            facts=TREATMENT,
            note="",
        ).explain
    ),
    "cost without a known maximum": lambda: (
        simulated(count=ALWAYS, facts={"disability_grade": scenarios.Fixed(value=5)}).explain
    ),
    "cost without a stated fee": lambda: (
        simulated(
            plan="hospital_medical",
            tiers=OF_NO_TIER,
            first=date(2014, 1, 1),
            count=ALWAYS,
            event="medical_expense",
            facts=TREATMENT,
        ).explain
    ),
    "largest movement": lambda: (
        scenarios.revalue(portfolio(), before=OLD, after=NEW, plan="accident", unit="fen", largest=1)
        .largest[0]
        .explain
    ),
    "revaluation": lambda: revaluation().explain,
    "revaluation in bands": lambda: revaluation("hospital_allowance").explain,
    "revaluation of a few rows": lambda: (
        scenarios.revalue(few_rows(), before=NEW, after=DRAFT, plan="accident", unit="fen", largest=0).explain
    ),
    "revaluation with its largest movements": lambda: (
        scenarios.revalue(portfolio(), before=OLD, after=NEW, plan="accident", unit="fen", largest=3).explain
    ),
    "sensitivities": lambda: sensitivities(CLAIM).explain,
    "sensitivities in bands": lambda: sensitivities(HURT).explain,
    "sensitivities of an unstated term": lambda: (
        scenarios.sensitivities(injured(care_days=3), NEW, terms=["care_allowance.rate"]).explain
    ),
    "the shape of a portfolio": lambda: scenarios.PORTFOLIO_SHAPE.explain,
    "thresholds": lambda: thresholds(CLAIM),
    "thresholds in bands": lambda: thresholds(HURT),
    "thresholds of a stay": lambda: thresholds(TREATED),
    "thresholds while waiting": lambda: thresholds(WAITING),
}
