"""The public Hypothesis strategies: claims that are answered, often at boundaries of their rule books."""

from datetime import date, timedelta
from functools import cache

import narwhals.stable.v2 as nw
import pytest
from example_counts import examples
from hypothesis import Phase, find, given, seed, settings
from hypothesis import strategies as st
from small_plans import benefit, between, figure
from small_plans import plan as plan_of
from small_plans import version as version_of

import mutual_benefits as mb
from mutual_benefits import testing
from mutual_benefits.rules import ExpenseShare, LumpSum, PerArea, PerDiem
from mutual_benefits.testing.laws.law import claimed_benefits
from mutual_benefits.testing.version_view import version_views

PLANS = [plan.code for plan in mb.all_plans()]
NEW = date(2016, 1, 1)


def drawn(strategy, count):
    """Examples of a strategy, always the same."""
    found = []

    @seed(1)
    @settings(max_examples=count)
    @given(strategy)
    def collect(example):
        found.append(example)

    collect()
    return found


@cache
def many(plan, near=True):
    """Claims of a plan, drawn once for all tests that look for some among them."""
    return drawn(testing.claims(plan, near_boundaries=near), 300)


@pytest.mark.parametrize("near", [True, False])
@pytest.mark.parametrize("plan", PLANS)
def test_every_claim_is_answered_and_read_back_as_it_is(plan, near):
    for claim in drawn(testing.claims(plan, near_boundaries=near), examples(60)):
        assert mb.assess(claim).claim == claim
        assert mb.Claim.model_validate_json(claim.model_dump_json()) == claim


@pytest.mark.parametrize("plan", PLANS)
def test_a_version_that_is_named_answers_every_claim(plan):
    for version in mb.get_plan(plan).versions:
        for claim in drawn(testing.claims(plan, version=version), examples(15)):
            assert mb.assess(claim).version == version.effective_from


def near_a_cap(claim):
    return claim.event.living_days in (14, 15, 16, 19, 20, 21, 179, 180, 181)


def at_a_first_or_last_day(claim):
    first = claim.enrolment.cover_from
    within = (claim.event.happened_on - first).days
    return claim.event.happened_on in (NEW, NEW - timedelta(1)) or within in (0, 364, 365, 366)


def on_a_leap_day(claim):
    return (2, 29) in {(day.month, day.day) for day in (claim.event.happened_on, claim.enrolment.cover_from)}


@pytest.mark.parametrize("boundary", [near_a_cap, at_a_first_or_last_day, on_a_leap_day])
def test_claims_dwell_on_boundaries(boundary):
    near, far = (sum(map(boundary, many("accident", near))) for near in (True, False))
    assert near >= 15
    assert near > 2 * far


BOUNDARIES = {
    "first day": ("accident", lambda c: c.event.happened_on == NEW),
    "day before": ("accident", lambda c: c.event.happened_on == NEW - timedelta(1)),
    "cap and one": ("accident", lambda c: c.event.living_days in (16, 21, 181)),
    "waiting day": ("hospital_allowance", lambda c: c.event.days == 3),
    "after waiting": ("hospital_allowance", lambda c: c.event.days == 4),
    "last day of wait": (
        "female_illness",
        lambda c: (c.event.happened_on - c.enrolment.cover_from).days + 1 == 30,
    ),
    "end of a band": ("warm_aid", lambda c: c.event.over_cap == 50_000),
    "a fen above a band": ("warm_aid", lambda c: str(c.event.over_cap) == "50000.01"),
    "deductible": ("warm_aid", lambda c: c.event.self_paid == 1300),
    "grade 10": ("accident", lambda c: c.event.disability_grade == 10),
    "leap day": ("accident", lambda c: (c.event.happened_on.month, c.event.happened_on.day) == (2, 29)),
    "a share too many": ("critical_illness", lambda c: c.enrolment.shares == 5),
    "other cover": ("warm_aid", lambda c: c.event.other_cover and c.event.other_cover < c.event.over_cap),
    "refused": ("female_illness", lambda c: mb.assess(c).reason == "waiting_period"),
    "undetermined": ("female_illness", lambda c: mb.assess(c).status == "undetermined"),
}


@pytest.mark.parametrize("name", BOUNDARIES)
def test_a_boundary_is_reached(name):
    plan, reached = BOUNDARIES[name]
    assert find(testing.claims(plan), reached, settings=settings(max_examples=4000, phases=[Phase.generate]))


@pytest.mark.parametrize("plan", PLANS)
def test_the_claims_of_a_history_have_ids_of_their_own_and_share_limits(plan):
    histories = drawn(testing.histories(plan), examples(25))
    for history in histories:
        assert len({claim.id for claim in history}) == len(history) <= 5
        assert len(list(mb.assess_all(history))) == len(history)
    assert any(len({(c.member, c.enrolment) for c in history}) < len(history) for history in histories)


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
@pytest.mark.parametrize("plan", ["warm_aid", "non_work_accident"])
def test_every_row_of_a_table_can_be_assessed(plan, backend):
    for frame in drawn(testing.tables(plan, backend=backend, most=2), examples(8)):
        rows = nw.from_native(mb.assess_table(frame, plan=plan, unit="fen")).rows(named=True)
        assert rows
        assert not [row["reason"] for row in rows if row["status"] == "invalid"]


def test_hypothesis_can_draw_the_models_by_their_types():
    """Hypothesis calls the entry point of the plugin; this test calls it in the same way."""
    from mutual_benefits.testing import hypothesis_plugin

    hypothesis_plugin.register()
    kinds = {type(claim.event) for claim in drawn(st.from_type(mb.Claim), 400)}
    assert len(kinds) == 6
    for model in (mb.Enrolment, mb.Injury, mb.HomeLoss, mb.PlanVersion, mb.Plan):
        assert all(type(one) is model for one in drawn(st.from_type(model), 5))


def test_a_rule_book_with_other_figures_says_so_and_answers_claims():
    for plan in drawn(testing.plans(), examples(10)):
        for claim in drawn(testing.claims(plan), 3):
            mb.assess(claim, plan=plan)
    changed = [{one.path for one in each.made_from} for each in drawn(testing.plan_versions("accident"), 12)]
    assert any(len(paths) > 1 for paths in changed)


def test_a_drawn_plan_may_lack_versions_or_have_them_all():
    counts = {len(plan.versions) for plan in drawn(testing.plans("accident", most=0), 20)}
    assert counts == {1, len(mb.get_plan("accident").versions)}


def test_an_open_term_becomes_either_bound_what_lies_beside_it_or_any_other_figure():
    death = benefit(LumpSum, "death", when="died", sum=between(1_000, 9_000))
    versions = drawn(testing.plan_versions(plan_of(version_of(death)), most=1), 300)
    figures = {int(one.new * 100) for each in versions for one in each.made_from}
    assert figures >= {0, 1, 999, 1_000, 1_001, 2_000, 8_999, 9_000, 9_001}
    assert len(figures) > 40


HOME = {
    "peril": "burst_pipe",
    "rate": figure(30),
    "ceiling": figure(500_00),
    "area_not_given": between(0, None),
}


@pytest.mark.parametrize(
    "part",
    [
        benefit(PerArea, "pipe", "home_loss", **HOME),
        benefit(PerDiem, "daily", days="hospital_days", rate=figure(100)),
        benefit(ExpenseShare, "costs", "medical_expense", share=figure(5_000)),
    ],
    ids=lambda part: part.code,
)
def test_an_event_claims_the_only_benefit_there_is(part):
    book = plan_of(version_of(part))
    (view,) = version_views(book)
    assert all(claimed_benefits(view, claim) for claim in drawn(testing.claims(book), 20))


def test_a_kind_of_event_that_no_version_answers_is_an_error():
    with pytest.raises(mb.NotCovered, match="it covers injury"):
        testing.events("accident", "home_loss")
    with pytest.raises(mb.NoVersionInForce):
        testing.claims("accident", version=date(2000, 1, 1))
    other = mb.get_plan("warm_aid").versions[0]
    with pytest.raises(
        mb.NoVersionInForce, match=f"version of {other.effective_from} that was given is none"
    ):
        testing.claims("accident", version=other)
    replaced = mb.get_plan("accident").versions[0].amend({"within_cover.years": 2}, label="longer")
    with pytest.raises(mb.NoVersionInForce, match="give a plan that holds it"):
        testing.claims("accident", version=replaced)
    for strategy in (testing.histories, testing.tables):
        with pytest.raises(ValueError, match="most is 0; give 1 or more"):
            strategy("accident", most=0)
    with pytest.raises(ValueError, match="give 0 or more"):
        testing.plans(most=-1)
    with pytest.raises(ValueError, match="give 0 or more"):
        testing.plan_versions(most=-1)
    with pytest.raises(AttributeError, match="no_such"):
        testing.no_such  # noqa: B018


def test_some_histories_have_two_members_with_covers_of_the_same_days():
    """Else a ledger that counts the days of all members together would not be found."""
    members = [
        {(claim.enrolment.cover_from, claim.member) for claim in history}
        for history in drawn(testing.histories("hospital_allowance"), 300)
    ]
    assert any(len(each) > len({first for first, _ in each}) for each in members)


def test_some_histories_have_two_claims_of_one_child_and_of_one_disease():
    """Limits of a child, or of a disease, are shared by such claims alone."""
    for plan, fact in (("non_work_accident", "child"), ("female_illness", "disease")):
        seen = 0
        for history in drawn(testing.histories(plan), examples(300)):
            told = [(claim.member, getattr(claim.event, fact, None)) for claim in history]
            seen += any(told.count(each) > 1 for each in told if each[1] is not None)
        assert seen >= 3, (plan, seen)


def test_the_first_two_and_the_last_two_days_of_a_version_are_drawn():
    days = {claim.event.happened_on for claim in many("accident")}
    assert days >= {NEW + timedelta(step) for step in (-2, -1, 0, 1)}


def test_a_drawn_plan_has_other_figures_in_three_places_of_a_version_at_most():
    books = drawn(testing.plans("accident"), 40)
    assert max(len(version.made_from) for book in books for version in book.versions) == 3


def test_claims_are_drawn_where_two_products_begin_on_one_day():
    death = benefit(LumpSum, "death", when="died", sum=figure(900))
    book = plan_of(*(version_of(death, product=name) for name in ("one_year", "two_year")))
    products = {
        mb.assess(claim, plan=book).claim.enrolment.product for claim in drawn(testing.claims(book), 30)
    }
    assert products == {None, "one_year", "two_year"}
