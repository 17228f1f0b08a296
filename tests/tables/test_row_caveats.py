"""Each row of a table has the caveats that `assess` gives for its claim."""

from datetime import date
from itertools import product

import pytest
import small_plans as small
import strategies_tables as our
from example_counts import examples

import mutual_benefits as mb
from mutual_benefits.assessment.desk import Desk
from mutual_benefits.rules import ExcludedCauses, LumpSum, PerDiem
from mutual_benefits.terms import Term

everywhere = pytest.mark.parametrize("plan", our.UNLIKE)
CAUSES = ("fall", "no such cause")
LAZY = ("polars_lazy", "duckdb")
HISTORY = (
    *("same_facts", "same_event_other_cover", "stays_overlap", "covers_overlap", "event_after_death"),
    *("ordinal_falls", "child_respelt", "fee_tier_differs", "shares_differ"),
)
"""What only a comparison of the claims of a member shows, which a table does not make."""


def codes_of(assessment):
    """The codes of an assessment's caveats as a row has them: each once, without what a row cannot know."""
    codes = (caveat.code.removesuffix("_near") for caveat in assessment.caveats)
    return ";".join(dict.fromkeys(code for code in codes if code not in HISTORY))


def caveats_of(claims, readings=None, usage=None):
    """By claim id, the caveats of each claim after the earlier ones; None where it cannot be assessed."""
    desk, found = Desk(readings=readings, usage=usage), {}
    for claim in sorted(claims, key=lambda claim: (claim.event.happened_on, claim.id)):
        try:
            found[claim.id] = codes_of(desk.assess(claim))
        except tuple(our.REASONS):
            found[claim.id] = None
    return found


def differing(result, wanted, *, unsettled=False):
    """By claim id, the caveats of a row and those of its claim, where they differ."""
    rows = [row for row in our.dicts(result) if not (unsettled and row["reason"] == "limits_unsettled")]
    return {
        row["id"]: (row["caveats"], wanted[row["id"]]) for row in rows if row["caveats"] != wanted[row["id"]]
    }


@pytest.mark.parametrize(("plan", "engine"), our.plans_on_engines())
def test_each_row_has_the_caveats_of_its_claim(plan, engine):
    claims, used = our.claims_after_history(plan)
    frame = our.ENGINES[engine].make(our.table_of(claims))
    result = mb.assess_table(frame, plan=plan, unit="fen", usage=used, caveats=True)
    assert not differing(result, caveats_of(claims, usage=used), unsettled=engine in LAZY)


@everywhere
def test_each_row_has_the_caveats_of_its_claim_under_every_reading(plan):
    for readings, claims in our.claims_by_readings(plan, examples(30)).items():
        chosen = dict(readings)
        result = mb.assess_table(our.table_of(claims), plan=plan, unit="fen", readings=chosen, caveats=True)
        assert not differing(result, caveats_of(claims, chosen)), readings


def test_a_table_has_no_column_of_caveats_unless_it_is_asked_for():
    claims = our.many_claims("accident")[:3]
    assert "caveats" not in mb.assess_table(our.table_of(list(claims)), plan="accident").columns


INJURED_IN_2010 = mb.Claim(
    id="C-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="non_work_accident", cover_from=date(2012, 8, 10)),
    event=mb.Injury(happened_on=date(2010, 12, 31), injury_kind="burns"),
)


def grades_alone_before_2011() -> mb.Plan:
    """The plan, with a kind of injury that claims nothing under 2009, and a disability sum under 2011."""
    plan = mb.get_plan("non_work_accident")
    first, *rest = plan.versions
    fewer = {"grades": ("disability_grade",), "other_kinds": None}
    rules = (
        each.model_copy(update=fewer if each.code == "disability_sum" else {}) for each in first.benefits
    )
    return plan.model_copy(update={"versions": (first.model_copy(update={"benefits": tuple(rules)}), *rest)})


def test_a_reading_that_makes_a_claim_of_another_benefit_is_told():
    """Under the other reading the disability sum is refused, as out of cover, and not nil."""
    own = grades_alone_before_2011()
    found = mb.assess(INJURED_IN_2010, plan=own).caveats
    (caveat,) = [caveat for caveat in found if caveat.code == "reading"]
    assert "version" in caveat.text.en
    (row,) = our.dicts(mb.assess_table(our.table_of([INJURED_IN_2010]), plan=own, unit="fen", caveats=True))
    assert row["caveats"].split(";")[-1] == "reading"


@everywhere
def test_the_large_table_has_caveats_of_every_kind_that_its_plan_can_have(plan):
    """The comparison above compares something: each code of the plan's own terms and readings occurs."""
    found = {
        code for codes in caveats_of(our.many_claims(plan)).values() for code in (codes or "").split(";")
    }
    assert "" in found or len(found) > 2
    assert found & {"reading", "reading_unanswered"}
    assert found & {"inferred", "inferred_condition"}


def test_an_inferred_rate_is_told_where_days_are_left_to_pay():
    """Two days are waited for, and of five the last two are paid."""
    inferred = mb.Figure(value=10_00, source=small.SOURCE, basis=mb.Basis.INFERRED)
    waiting = {"days": "living_days", "waiting_days": small.figure(3)}
    own = small.plan(small.version(small.benefit(PerDiem, "daily", rate=inferred, **waiting)))
    claims = [
        small.claim(days, mb.Injury(happened_on=small.FIRST, living_days=days), member=f"M-{days}")
        for days in (2, 5)
    ]
    rows = our.dicts(mb.assess_table(small.table(claims), plan=own, unit="fen", caveats=True))
    assert [(row["total_fen"], row["caveats"]) for row in rows] == [(0, ""), (20_00, "inferred")]
    assert [codes_of(told) for told in mb.assess_all(claims, plan=own)] == ["", "inferred"]


@pytest.mark.parametrize("engine", our.ENGINES)
def test_an_inferred_limit_is_told_where_it_may_cut_what_may_be_claimed(engine):
    """Perhaps a payment was made before, and perhaps there is one now; at most one is an inferred limit."""
    cover = mb.Enrolment(plan="non_work_accident", cover_from=date(2016, 1, 4))
    events = (
        mb.Injury(happened_on=date(2016, 10, 6), disability_grade=9),
        mb.Injury(happened_on=date(2018, 1, 4), injury_kind="sprain"),
    )
    claims = [
        mb.Claim(id=f"C-{number}", member="M-1", enrolment=cover, event=event)
        for number, event in enumerate(events)
    ]
    wanted = caveats_of(claims)
    assert wanted["C-1"] == "inferred;inferred_condition"
    frame = our.ENGINES[engine].make(our.narrow_table_of(claims))
    result = mb.assess_table(frame, plan="non_work_accident", caveats=True)
    assert not differing(result, wanted, unsettled=engine in LAZY)


def test_an_inferred_limit_is_told_for_every_use_before_and_every_number_claimed():
    """Claims of an unknown cause use none of ten days, or those claimed; a ceiling of nought is no limit."""
    ceilings = {"ordinary": 10, "high_risk": 0}
    rows = {
        word: mb.Figure(value=most, source=small.SOURCE, basis=mb.Basis.INFERRED)
        for word, most in ceilings.items()
    }
    days = small.limit("days", "day", small.by("occupation", rows))
    daily = small.benefit(PerDiem, "daily", days="living_days", rate=small.figure(1), limits=(days,))
    sober = ExcludedCauses(causes=("drunk_driving",), **small.SOURCED)
    own = small.plan(small.version(daily, conditions=(sober,)))
    claims = []
    for place, told in enumerate(product((0, 1, 9, 10, 11), (0, 1, 9, 10, 11), CAUSES, CAUSES, ceilings)):
        *asked, first, second, occupation = told
        claims += [
            small.claim(
                2 * place + later,
                mb.Injury(happened_on=date(2020, 5, 1 + later), living_days=number, cause=cause),
                member=f"M-{place}",
                occupation=occupation,
            )
            for later, (number, cause) in enumerate(zip(asked, (first, second), strict=True))
        ]
    wanted = {each.claim.id: codes_of(each) for each in mb.assess_all(claims, plan=own)}
    result = mb.assess_table(small.table(claims), plan=own, unit="fen", caveats=True)
    assert not differing(result, wanted)
    assert len({*wanted.values()}) > 2


def test_another_reading_makes_no_difference_to_a_claim_for_which_earlier_ones_left_nothing():
    """Ten days are covered, and the first two claims use them up, whichever rate is meant."""
    rates = (("low", small.figure(1_00)), ("high", small.figure(2_00)))
    daily = small.benefit(
        PerDiem,
        "daily",
        days="living_days",
        rate=mb.Choice[Term](reading="own.rate", options=rates),
        limits=(small.limit("days", "day", 10),),
    )
    own = small.plan(small.version(daily))
    claims = [
        small.claim(month, mb.Injury(happened_on=date(2020, month, 1), living_days=8)) for month in (2, 3, 4)
    ]
    rows = our.dicts(mb.assess_table(small.table(claims), plan=own, unit="fen", caveats=True))
    told = ["reading", "reading", ""]
    assert [(row["total_fen"], row["caveats"]) for row in rows] == list(zip([800, 200, 0], told, strict=True))
    assert [codes_of(each) for each in mb.assess_all(claims, plan=own)] == told


@pytest.mark.parametrize("engine", ["polars", "duckdb", "pandas"])
def test_what_is_true_of_the_only_version_is_a_caveat_of_every_row(engine):
    """A figure of the version is changed, as for a question what would be paid then."""
    death = small.benefit(LumpSum, "death", when="died", sum=small.figure(300))
    own = small.plan(small.version(death).amend({"death.sum": 400}))
    claims = [small.claim(number, mb.Injury(happened_on=small.FIRST, died=number > 1)) for number in range(3)]
    wanted = [codes_of(each) for each in mb.assess_all(claims, plan=own)]
    frame = our.ENGINES[engine].make(small.table(claims))
    found = our.dicts(mb.assess_table(frame, plan=own, unit="fen", caveats=True))
    assert [row["caveats"] for row in found] == wanted
    assert all("amended" in codes.split(";") for codes in wanted)


NEXT_YEAR = date(2021, 1, 1)
OLD_DAYS, NEW_DAYS = (small.limit(code, "day", 10) for code in ("old_days", "new_days"))

DAYS_OF_A_STAY = small.limit("days_of_a_stay", "day", 10, per="event")


def yearly(rates, *limits):
    """A plan of a version a year that pays days in hospital, unless drunk, each within its own limit."""
    rules = [
        small.benefit(
            PerDiem, "stay", days="hospital_days", rate=small.figure(rate), limits=(limit,) if limit else ()
        )
        for rate, limit in zip(rates, limits, strict=True)
    ]
    sober = ExcludedCauses(causes=("drunk_driving",), **small.SOURCED)
    years = (small.FIRST, NEXT_YEAR)
    return small.plan(
        *(
            small.version(rule, conditions=(sober,), effective_from=year)
            for rule, year in zip(rules, years, strict=True)
        )
    )


def stays(*days, cause=None):
    """Stays of one cover; the first is of this cause, and all others are in the year of the new version."""
    return [
        small.claim(
            number,
            mb.Injury(
                happened_on=date(2021, 1, number) if number else date(2020, 12, 31),
                hospital_days=each,
                cause="fall" if number else cause,
            ),
            cover_from=date(2020, 12, 1),
        )
        for number, each in enumerate(days)
        if each
    ]


READINGS = {
    "counted against a limit that the old version has not": (
        yearly((100, 200), OLD_DAYS, NEW_DAYS),
        stays(0, 3, 3),
        ["reading", "reading_uncounted"],
    ),
    "counted against a limit that the new version has not": (
        yearly((100, 200), OLD_DAYS, NEW_DAYS),
        stays(4, 3),
        [None, "reading"],
    ),
    "cut by a limit on one stay, against which nothing is counted": (
        yearly((100, 200), None, DAYS_OF_A_STAY),
        stays(4, 3),
        [None, "reading"],
    ),
    "perhaps counted against a limit that the new version has not": (
        yearly((100, 100), OLD_DAYS, None),
        stays(10, 10, cause="no such word"),
        [None, None],
    ),
    "perhaps counted against a limit of both": (
        yearly((100, 100), OLD_DAYS, OLD_DAYS),
        stays(10, 10, cause="no such word"),
        [None, None],
    ),
}


@pytest.mark.parametrize("case", READINGS)
@pytest.mark.parametrize("engine", ["polars", "pandas"])
def test_another_day_of_the_version_is_told_where_it_would_pay_otherwise(case, engine):
    own, claims, told = READINGS[case]
    wanted = [codes_of(each) for each in mb.assess_all(claims, plan=own)]
    frame = our.ENGINES[engine].make(small.table(claims, own))
    found = [row["caveats"] for row in our.dicts(mb.assess_table(frame, plan=own, unit="fen", caveats=True))]
    assert found == wanted
    readings = [[code for code in row.split(";") if code.startswith("reading")] for row in found]
    assert readings == [[each] if each else [] for each in told]


@pytest.mark.parametrize("by_class", [False, True])
def test_an_inferred_limit_of_0_is_told_of_claims_and_rows_that_it_leaves_nothing(by_class):
    inferred = mb.Figure(value=0, source=small.SOURCE, basis=mb.Basis.INFERRED)
    ceiling = small.by("member_class", {"ordinary": 5_00, "model_worker": 5_00, "hardship": inferred})
    limit = small.limit("most", "fen", ceiling if by_class else inferred)
    paid = small.benefit(PerDiem, "daily", days="hospital_days", rate=small.figure(1_00), limits=(limit,))
    own = small.plan(small.version(paid))
    injury = mb.Injury(happened_on=date(2020, 5, 4), hospital_days=3)
    classes = ("ordinary", "hardship")
    claims = [small.claim(n, injury, member=one, member_class=one) for n, one in enumerate(classes)]
    rows = our.dicts(mb.assess_table(small.table(claims, own), plan=own, unit="fen", caveats=True))
    found = [codes_of(told) for told in mb.assess_all(claims, plan=own)]
    assert [row["caveats"] for row in rows] == found
    assert ["inferred" in each.split(";") for each in found] == [not by_class, True]
