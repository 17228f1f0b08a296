"""Usage that does not fit how its limit is counted is refused, by claims and tables alike."""

from datetime import date

import pytest
import small_plans as small
import strategies_tables as our

import mutual_benefits as mb
from mutual_benefits.rules import PerDiem
from mutual_benefits.terms import Choice

COVER, DAY = date(2016, 1, 1), date(2016, 5, 4)
HURT = mb.Claim(
    id="C-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="accident", cover_from=COVER, fee_tier="100"),
    event=mb.Injury(happened_on=DAY, living_days=8),
)
ILL = mb.Claim(
    id="C-2",
    member="M-1",
    enrolment=mb.Enrolment(plan="critical_illness", cover_from=COVER),
    event=mb.Diagnosis(happened_on=date(2017, 5, 4), disease="malignant tumour"),
)
COST = mb.Claim(
    id="C-3",
    member="M-1",
    enrolment=mb.Enrolment(plan="warm_aid", cover_from=COVER),
    event=mb.MedicalExpense(happened_on=DAY, self_paid=9_000),
)
RIGHT = {
    "period of cover": (HURT, {"limit": "living_days", "since": COVER}),
    "year": (COST, {"limit": "yearly", "since": date(2016, 1, 1)}),
    "disease": (ILL, {"limit": "disease", "subject": "malignant_tumour"}),
}
WRONG = {
    "no first day of cover": (HURT, {"limit": "living_days"}, "since"),
    "a subject that is not counted": (
        HURT,
        {"limit": "living_days", "since": COVER, "subject": "x"},
        "subject",
    ),
    "a year that begins in May": (COST, {"limit": "yearly", "since": DAY}, "since"),
    "no year": (COST, {"limit": "yearly"}, "since"),
    "no disease": (ILL, {"limit": "disease"}, "subject"),
    "a blank disease, which no claim can tell": (ILL, {"limit": "disease", "subject": " "}, "subject"),
    "an empty disease": (ILL, {"limit": "disease", "subject": ""}, "subject"),
    "a period of a lifetime": (ILL, {"limit": "disease", "subject": "stroke", "since": COVER}, "since"),
}


def used(claim, entry):
    return mb.Usage(used=(mb.Used(plan=claim.enrolment.plan, member="M-1", low=1, high=1, **entry),))


WAYS = {
    "assess": lambda claim, usage: mb.assess(claim, usage=usage),
    "assess_all": lambda claim, usage: list(mb.assess_all([claim], usage=usage)),
    "assess_table": lambda claim, usage: mb.assess_table(
        our.table_of([claim]), plan=claim.enrolment.plan, unit="fen", usage=usage
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("case", WRONG)
def test_an_entry_that_is_not_counted_so_is_named(case, way):
    claim, entry, field = WRONG[case]
    with pytest.raises(mb.InvalidUsage, match=f"`{field}`") as caught:
        WAYS[way](claim, used(claim, entry))
    assert caught.value.field == f"used.{field}"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("case", RIGHT)
def test_an_entry_that_is_counted_so_is_read(case, way):
    claim, entry = RIGHT[case]
    assert WAYS[way](claim, used(claim, entry)) is not None


@pytest.mark.parametrize("name", ["harbour", "my_accident", "accident_2"])
def test_usage_of_a_plan_that_is_not_known_here_is_left_to_those_who_know_it(name):
    other = mb.Used(plan=name, limit="days", member="M-1", low=1, high=1)
    assert mb.assess(HURT, usage=mb.Usage(used=(other,))).total == mb.assess(HURT).total


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("case", "name"), [("period of cover", "acident"), ("period of cover", "accidents"), ("year", "wam_aid")]
)
def test_usage_of_a_misspelt_plan_is_told_since_no_claim_would_read_it(case, name, way):
    claim, entry = RIGHT[case]
    misspelt = used(claim, entry).used[0].model_copy(update={"plan": name})
    plan = claim.enrolment.plan
    with pytest.raises(mb.InvalidUsage, match=f"no plan '{name}'; did you mean '{plan}'") as caught:
        WAYS[way](claim, mb.Usage(used=(misspelt,)))
    assert (caught.value.field, caught.value.given) == ("used.plan", name)
    assert plan in caught.value.choices


@pytest.mark.parametrize("name", ["在职职工意外伤害互助保障活动", "Accident"])
@pytest.mark.parametrize("way", WAYS)
def test_a_name_in_place_of_the_code_of_a_plan_is_told_since_no_claim_would_read_it(name, way):
    claim, entry = next(iter(RIGHT.values()))
    named = used(claim, entry).used[0].model_copy(update={"plan": name})
    with pytest.raises(mb.InvalidUsage, match="name of plan accident; give plan='accident'") as caught:
        WAYS[way](claim, mb.Usage(used=(named,)))
    assert (caught.value.field, caught.value.given) == ("used.plan", name)
    own = mb.Plan(code="acc_ident", name=TWO_LIMITS.name, versions=TWO_LIMITS.versions)
    cover = mb.Enrolment(plan="acc_ident", cover_from=date(2020, 1, 1))
    hurt = small.claim(1, mb.Injury(happened_on=small.FIRST, living_days=3)).model_copy(
        update={"enrolment": cover}
    )
    spent = mb.Usage(used=(mb.Used(plan="acc_ident", limit="ever", member="M-1", low=5, high=5),))
    assert mb.assess(hurt, plan=own, usage=spent).total == 0


def counting(per):
    rate = small.figure(1_00)
    limits = tuple(small.limit(code, "day", 5, per=each) for code, each in per.items())
    return small.version(small.benefit(PerDiem, "daily", days="living_days", rate=rate, limits=limits))


TWO_LIMITS = small.plan(counting({"ever": "lifetime", "yearly": "calendar_year"}))


@pytest.mark.parametrize(
    ("entry", "field", "says"),
    [
        ({"limit": "ever", "since": date(2020, 1, 1)}, "since", "counted over a lifetime"),
        ({"limit": "yearly"}, "since", "1 January"),
        ({"limit": "yearl"}, "limit", "did you mean 'yearly'"),
    ],
)
@pytest.mark.parametrize("book", [TWO_LIMITS, TWO_LIMITS.versions[0]], ids=["plan", "version"])
def test_each_limit_of_ones_own_rule_book_is_counted_in_its_own_way(book, entry, field, says):
    """That another limit is counted so makes no entry right."""
    hurt = small.claim(1, mb.Injury(happened_on=small.FIRST, living_days=3))
    wrong = mb.Usage(used=(mb.Used(plan="small", member="M-1", low=1, high=1, **entry),))
    with pytest.raises(mb.InvalidUsage, match=says) as caught:
        mb.assess(hurt, plan=book, usage=wrong)
    assert caught.value.field == f"used.{field}"


def test_an_entry_that_fits_no_reading_is_told_how_the_first_counts():
    options = {per: small.limit("days", "day", 5, per=per) for per in ("calendar_year", "lifetime")}
    limits = (Choice[mb.Limit](reading="per", options=options),)
    rate = small.figure(1_00)
    own = small.plan(
        small.version(small.benefit(PerDiem, "daily", days="living_days", rate=rate, limits=limits))
    )
    hurt = small.claim(1, mb.Injury(happened_on=small.FIRST, living_days=3))

    def used_since(day):
        return mb.Usage(used=(mb.Used(plan="small", limit="days", member="M-1", low=1, high=1, since=day),))

    with pytest.raises(mb.InvalidUsage, match="1 January of the year"):
        mb.assess(hurt, plan=own, usage=used_since(DAY))
    for right in (date(2020, 1, 1), None):
        assert mb.assess(hurt, plan=own, usage=used_since(right)).version == small.FIRST


@pytest.mark.parametrize("per", ["cover_period", "lifetime"])
def test_what_claims_without_the_subject_used_is_passed_on_as_it_is_counted(per):
    """Claims that do not tell the fact by which a limit is counted share one count."""
    limits = (small.limit("by_cause", "day", 5, per=per, subject="cause"),)
    own = small.plan(
        small.version(
            small.benefit(PerDiem, "daily", days="living_days", rate=small.figure(1_00), limits=limits)
        )
    )
    causes = [None, "fall", None, "fall", ""]
    told = [
        small.claim(number, mb.Injury(happened_on=small.FIRST, living_days=3, cause=cause or None))
        for number, cause in enumerate(causes)
    ]
    assert small.amounts(own, told) == [300, 300, 200, 200, 0]
    usage = mb.Usage()
    for claim, paid in zip(told, [3, 3, 2, 2, 0], strict=True):
        rows = mb.assess_table(small.table([claim]), plan=own, unit="fen", usage=usage)
        assert our.dicts(rows)[0]["low_fen"] == paid * 100
        done = mb.assess(claim, plan=own, usage=usage)
        assert done.total == paid
        usage = mb.Usage.model_validate_json(usage.after(done.drawn).model_dump_json())
    assert sorted(entry.subject for entry in usage.used) == ["", "fall"]
    (untold,) = (entry for entry in usage.used if not entry.subject)
    blank = mb.Usage(used=(untold.model_copy(update={"subject": " "}),))
    assert mb.assess(told[0], plan=own, usage=blank).total == 0
