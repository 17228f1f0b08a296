"""Which figures the steps of a benefit tell, from where, and that a figure applied to nothing is left out."""

from datetime import date

import pytest
from small_plans import FIRST, NAME, SOURCED, benefit, by, claim, figure, limit, plan, version, yuan

import mutual_benefits as mb
from mutual_benefits.rules import ClaimWindow, ExpenseShare, FactAmong, LumpSum, PerDiem, ShareOfLoss, Waiting
from mutual_benefits.terms import DayOfYear

ONCE = {"limits": (limit("once", "payment", 1),)}
ONE_DAY = {"limits": (limit("days", "day", 1),)}


def steps(own, *events, **more):
    """The steps of the last of some claims of one member."""
    claims = [claim(number, event, **more) for number, event in enumerate(events)]
    return list(mb.assess_all(claims, plan=own))[-1].entitlements[0].steps


def labels(own, *events):
    """What is told of the last claim, without the rows of tables in brackets."""
    return [step.label.en.partition(" (")[0] for step in steps(own, *events)]


def expense(paid, setting="inpatient"):
    return mb.MedicalExpense(happened_on=FIRST, self_paid=yuan(paid), setting=setting)


def share(**terms):
    return plan(version(benefit(ExpenseShare, "share", "medical_expense", share=figure(50_00), **terms)))


DEATH = plan(version(benefit(LumpSum, "death", when="died", sum=figure(900), **ONCE)))
DAYS = plan(version(benefit(PerDiem, "daily", days="living_days", rate=figure(100), **ONE_DAY)))
FIRE = plan(
    version(
        benefit(
            ShareOfLoss, "fire", "home_loss", peril="fire", percentage=figure(10_00), ceiling=figure(1_000)
        )
    )
)
DEDUCTIBLE = share(deductible=by("setting", {"inpatient": 200, "outpatient": 0}))
STAYS = share(counter=limit("stays", "payment", None, "calendar_year"))
DIED = mb.Injury(happened_on=FIRST, died=True)
AT_HOME = mb.Injury(happened_on=FIRST, living_days=1)


def loss(fen):
    return mb.HomeLoss(happened_on=FIRST, peril="fire", loss=yuan(fen))


@pytest.mark.parametrize(
    ("own", "label", "applied", "to_nothing"),
    [
        (DEATH, "sum of this benefit", [DIED], [DIED, DIED]),
        (DAYS, "rate per day", [AT_HOME], [AT_HOME, AT_HOME]),
        (FIRE, "ceiling", [loss(5)], [loss(4)]),
        (DEDUCTIBLE, "deductible", [expense(300)], [expense(300, "outpatient")]),
        (STAYS, "ordinal of the stay", [expense(300)], [expense(300, "outpatient")]),
    ],
    ids=["sum", "rate", "ceiling", "deductible", "ordinal"],
)
def test_a_figure_is_told_only_where_there_is_something_to_apply_it_to(own, label, applied, to_nothing):
    assert labels(own, *applied).count(label) == 1
    assert label not in labels(own, *to_nothing)


@pytest.mark.parametrize("yearly", [None, limit("once", "fen", 100, "calendar_year")], ids=["none", "yearly"])
@pytest.mark.parametrize("deductible", [None, figure(100)], ids=["none", "each"])
def test_the_costs_that_are_shared_are_whole_only_if_nothing_is_deducted(deductible, yearly):
    told = labels(share(deductible=deductible, yearly_deductible=yearly), expense(300))
    deducted = bool(deductible or yearly)
    assert ("left after the deductible" in told, "costs that are shared" in told) == (deducted, not deducted)


def test_an_expense_below_its_deductible_leaves_nothing_to_share():
    (found,) = mb.assess_all([claim(1, expense(199))], plan=DEDUCTIBLE)
    assert (found.total, found["share"].units) == (0, 0)


ELSEWHERE = mb.Source(id="newspaper", title=mb.Text(en="A newspaper", zh="报纸"))
PRINTED = {"source": ELSEWHERE, "basis": mb.Basis.INFERRED}
NEXT_MARCH = {"by": DayOfYear(years=1, month=3, day=31)}


@pytest.mark.parametrize("span", ["days", "months", "by"])
@pytest.mark.parametrize(
    ("kind", "label"), [(ClaimWindow, "last day to claim"), (Waiting, "the waiting period is over from")]
)
def test_the_end_of_a_span_has_the_source_of_its_number_and_a_fixed_day_that_of_its_condition(
    kind, label, span
):
    if (kind, span) == (Waiting, "days"):
        label = "waiting period"
    terms = NEXT_MARCH if span == "by" else {span: mb.Figure(value=1, **PRINTED)}
    death = benefit(LumpSum, "death", when="died", sum=figure(900))
    own = plan(version(death, conditions=(kind(**terms, **SOURCED),)))
    late = steps(own, DIED, claimed_on=date(2023, 1, 1))
    (step,) = [step for step in late if step.label.en == label]
    wanted = SOURCED if span == "by" else PRINTED
    assert (step.source, step.basis) == (wanted["source"], wanted["basis"])


@pytest.mark.parametrize(
    ("fact", "among", "told"),
    [("cause", ("sport", "burn"), ("fall", "word")), ("died", (False,), (True, "flag"))],
)
def test_a_fact_that_is_not_as_required_is_told_as_a_word_or_as_yes_or_no(fact, among, told):
    guard = FactAmong(fact=fact, among=among, reason="other", words=NAME, **SOURCED)
    own = plan(version(benefit(LumpSum, "death", when="died", sum=figure(900)), conditions=(guard,)))
    (step,) = steps(own, mb.Injury(happened_on=FIRST, died=True, cause="fall"))
    assert (step.value, step.unit) == told
