"""Tables of terms by any fact of a claim: which row applies, and what happens without one."""

from datetime import date

import polars as pl
import pytest
import small_plans as small
import strategies_tables as our
from example_counts import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import mutual_benefits as mb
from mutual_benefits.engine.missing_rows import table_uses
from mutual_benefits.rulebook.version import PlanVersion
from mutual_benefits.rules import AgeLimitBySex, ClaimWindow, GradedSum, LumpSum, Notice, PerDiem

DAY = date(2016, 5, 4)
NAME = mb.Text(en="toy", zh="玩具")
SOURCE = mb.Source(id="toy", title=NAME)
SOURCED = {"source": SOURCE, "basis": mb.Basis.SEED}


def by(fact, rows):
    return mb.Table(by=fact, rows=rows, **SOURCED)


def figure(value):
    return mb.Figure(value=value, **SOURCED)


DAILY = PerDiem(
    code="daily",
    name=NAME,
    event="injury",
    days="living_days",
    rate=by(
        "occupation",
        {
            "ordinary": by("renewed", {0: 1_00, 1: 2_00}),
            "high_risk": by("cause", {"fall": figure(3_00), "fire": 4_00}),
        },
    ),
    limits=(
        mb.Limit(
            code="days",
            name=NAME,
            unit="day",
            ceiling=by("injury_kind", {"burn": 5, "cut": 6}),
            per="cover_period",
            unless=("died",),
        ),
    ),
    source=SOURCE,
)
GRADED = GradedSum(
    code="graded",
    name=NAME,
    event="injury",
    grades=("disability_grade",),
    maximum=figure(1000_00),
    percentage=by("disability_grade", {1: 100_00, 2: 80_00}),
    source=SOURCE,
)
AGE = AgeLimitBySex(below=by("sex", {"female": 55}), benefits=("graded",), **SOURCED)
TOY = mb.Plan(
    code="toy",
    name=NAME,
    versions=(
        PlanVersion(
            effective_from=date(2016, 1, 1),
            benefits=(DAILY, GRADED),
            conditions=(AGE,),
            adds=(mb.Adds(benefits=("daily", "graded"), **SOURCED),),
            **SOURCED,
        ),
    ),
)


def by_hand(claim):
    """The sum in fen of a single claim, or the facts without a row."""
    event, bought, sum_, without = claim.event, claim.enrolment, 0, set()
    if event.living_days > 0:
        if bought.occupation == "ordinary":
            rate = 2_00 if bought.renewed else 1_00
        elif event.cause in ("fall", "fire"):
            rate = 3_00 if event.cause == "fall" else 4_00
        else:
            rate = 0
            without.add("cause")
        days = event.living_days
        if not event.died:
            if event.injury_kind not in ("burn", "cut"):
                without.add("injury_kind")
            days = min(days, 5 if event.injury_kind == "burn" else 6)
        sum_ += days * rate
    if event.disability_grade is not None:
        if event.disability_grade > 2:
            without.add("disability_grade")
        if bought.born_on is not None and bought.sex == "male":
            without.add("sex")
        if bought.born_on is None or bought.sex is None or bought.born_on.year > 1961:
            sum_ += 1000_00 if event.disability_grade == 1 else 800_00
    return without or sum_


def few(*values):
    return st.sampled_from(values)


enrolments = st.builds(
    mb.Enrolment,
    plan=st.just("toy"),
    cover_from=st.just(DAY),
    occupation=few("ordinary", "high_risk"),
    renewed=st.booleans(),
    sex=few(None, "female", "male"),
    born_on=few(None, date(1950, 1, 1), date(1980, 1, 1)),
)
events = st.builds(
    mb.Injury,
    happened_on=st.just(DAY),
    living_days=few(0, 3, 9),
    died=st.booleans(),
    cause=few(None, "fall", "fire", "flood"),
    injury_kind=few(None, "burn", "cut", "1"),
    disability_grade=few(None, 1, 2, 3),
)


@settings(max_examples=examples(300))
@given(enrolments, events)
def test_each_claim_has_the_sums_of_its_rows_or_is_an_error_that_lists_the_rows(enrolment, event):
    claim = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event)
    expected = by_hand(claim)
    if isinstance(expected, set):
        assert fact_without_a_row(claim) in expected
    else:
        assert mb.assess(claim, plan=TOY).total * 100 == expected


def fact_without_a_row(claim):
    """The fact that the error names together with the given value."""
    with pytest.raises(
        mb.NoSuchRow, match=r"^claim C-\d+: (event|enrolment)\.\w+ .*; (daily|graded) has"
    ) as error:
        mb.assess(claim, plan=TOY)
    place, given = str(error.value).removeprefix(f"claim {claim.id}: ").split(";")[0].split(" ", 1)
    owner, fact = place.split(".")
    value = getattr(getattr(claim, owner), fact)
    assert given == ("was left out" if value is None else f"is {value!r}")
    return fact


@pytest.mark.parametrize("engine", our.ENGINES)
def test_each_row_of_a_table_has_the_same_result_on_every_engine(engine):
    rows, wanted = [], []

    @settings(max_examples=300, database=None, derandomize=True)
    @given(enrolments, events)
    def collect(enrolment, event):
        claim = mb.Claim(id=f"C-{len(rows):04}", member=f"M-{len(rows)}", enrolment=enrolment, event=event)
        rows.append(our.row_of(claim))
        expected = by_hand(claim)
        wanted.append(fact_without_a_row(claim) if isinstance(expected, set) else expected)

    collect()
    names = ["id", "member", *(name for name in mb.Enrolment.model_fields if name != "plan")]
    names += [name for name in mb.Injury.model_fields if name != "kind"]
    frame = pl.DataFrame(
        [{name: row[name] for name in names} for row in rows],
        schema={name: our.type_of(name) for name in names},
    )
    found = our.dicts(mb.assess_table(our.ENGINES[engine].make(frame), plan=TOY, unit="fen"))
    for row, expected in zip(sorted(found, key=lambda row: row["id"]), wanted, strict=True):
        if isinstance(expected, str):
            assert (row["status"], row["reason"], row["total_fen"]) == (
                "invalid",
                f"unknown_{expected}",
                None,
            )
        else:
            assert row["total_fen"] == expected, row


def test_an_absent_column_has_a_row_only_where_its_default_value_has():
    row = {"happened_on": DAY, "cover_from": DAY, "living_days": 3, "died": True}
    rows = [row, row | {"occupation": "high_risk"}, row | {"died": False}]
    found = our.dicts(mb.assess_table(pl.DataFrame(rows), plan=TOY, unit="fen"))
    assert [(one["reason"], one["total_fen"]) for one in found] == [
        (None, 3_00),
        ("unknown_cause", None),
        ("unknown_injury_kind", None),
    ]


def test_the_library_s_own_plans_have_a_row_for_every_value_of_a_claim():
    for plan in mb.all_plans():
        for version in plan.versions:
            for rule in version.benefits:
                assert table_uses(rule, version.conditions) == (), (plan.code, version.effective_from)


def test_only_tables_that_lack_a_row_for_some_value_are_checked():
    found = {(one.fact, one.rows, one.unless, one.needs) for one in table_uses(DAILY, ())}
    assert found == {("cause", (("occupation", "high_risk"),), (), ()), ("injury_kind", (), ("died",), ())}
    with_classes = table_uses(DAILY, (), frozenset({"docker"}))
    assert {one.fact for one in with_classes} == {"cause", "injury_kind"}, "classes are of members alone"
    (grade, sex) = table_uses(GRADED, (AGE,))
    assert (grade.fact, grade.keys, sex.fact, sex.needs) == ("disability_grade", (1, 2), "sex", AGE.needs)


def test_a_fact_that_is_left_out_needs_a_row_too():
    by_sex = LumpSum(
        code="death", name=NAME, event="injury", when="died",
        sum=by("sex", {"female": 1_00, "male": 2_00}), source=SOURCE,
    )  # fmt: skip
    version = PlanVersion(effective_from=date(2016, 1, 1), benefits=(by_sex,), **SOURCED)
    own = mb.Plan(code="toy", name=NAME, versions=(version,))
    enrolment = mb.Enrolment(plan="toy", cover_from=DAY)
    claim = mb.Claim(id="C-7", member="M-1", enrolment=enrolment, event=mb.Injury(happened_on=DAY, died=True))
    with pytest.raises(mb.NoSuchRow, match=r"claim C-7: enrolment\.sex") as error:
        mb.assess(claim, plan=own)
    assert error.value.field == "enrolment.sex"
    told = enrolment.model_copy(update={"sex": "male"})
    assert mb.assess(claim.model_copy(update={"enrolment": told}), plan=own).total == 2


def own_plan(rule):
    """A plan of one benefit, which declares the fact `town`."""
    words = {"big": mb.Text(en="big", zh="大"), "small": mb.Text(en="small", zh="小")}
    facts = {"town": {"kind": "word", "name": NAME, "words": words}}
    version = PlanVersion(effective_from=date(2016, 1, 1), benefits=(rule,), facts=facts, **SOURCED)
    return mb.Plan(code="toy", name=NAME, versions=(version,))


NESTED = PerDiem(
    code="daily",
    name=NAME,
    event="injury",
    days="living_days",
    rate=by("town", {"big": by("shares", {1: 1_00, 2: 2_00}), "small": 3_00}),
    source=SOURCE,
)


@pytest.mark.parametrize(("town", "has_row"), [(None, False), ("big", False), ("small", True)])
@pytest.mark.parametrize("engine", our.ENGINES)
def test_a_row_may_be_missing_where_a_fact_that_is_not_told_chooses_the_table(town, has_row, engine):
    own = own_plan(NESTED)
    event = mb.Injury(happened_on=DAY, living_days=3)
    facts = {} if town is None else {"town": town}
    bought = mb.Enrolment(plan="toy", cover_from=DAY, shares=3)
    claim = mb.Claim(id="C-1", member="M-1", enrolment=bought, event=event, facts=facts)
    row = {"cover_from": DAY, "happened_on": DAY, "living_days": 3, "shares": 3, "town": town}
    frame = pl.DataFrame([row], schema_overrides={"town": pl.String})
    (found,) = our.dicts(mb.assess_table(our.ENGINES[engine].make(frame), plan=own, unit="fen"))
    if has_row:
        assert mb.assess(claim, plan=own).total == 9
        assert (found["status"], found["total_fen"]) == ("payable", 9_00)
    else:
        with pytest.raises(mb.NoSuchRow, match=r"claim C-1: enrolment\.shares is 3") as error:
            mb.assess(claim, plan=own)
        assert error.value.claim == claim
        assert (found["status"], found["reason"]) == ("invalid", "unknown_shares")


def test_nights_may_be_paid_at_a_rate_of_a_table():
    nightly = PerDiem(
        code="nightly",
        name=NAME,
        event="hospital_stay",
        days="nights",
        rate=by("shares", {1: 100_00, 2: 200_00}),
        source=SOURCE,
    )
    own = own_plan(nightly)
    stay = mb.HospitalStay(happened_on=DAY, days=5, discharged_on=date(2016, 5, 8))

    def claim(shares, event):
        bought = mb.Enrolment(plan="toy", cover_from=DAY, shares=shares)
        return mb.Claim(id="C-1", member="M-1", enrolment=bought, event=event)

    assert mb.assess(claim(2, stay), plan=own).total == 800
    with pytest.raises(mb.NoSuchRow, match="shares is 3"):
        mb.assess(claim(3, stay), plan=own)
    with pytest.raises(mb.NoSuchRow, match="shares is 3"):  # of how many nights is not told
        mb.assess(claim(3, stay.model_copy(update={"discharged_on": None})), plan=own)
    none = stay.model_copy(update={"days": 0, "discharged_on": DAY})
    assert mb.assess(claim(3, none), plan=own).total == 0


@pytest.mark.parametrize("kind", [ClaimWindow, Notice])
def test_a_deadline_of_a_table_that_lacks_a_row_refuses_the_claims_without_one_alone(kind):
    days = by("member_class", {"ordinary": 30, "hardship": 60})
    own = small.plan(
        small.version(
            small.benefit(PerDiem, "daily", days="living_days", rate=small.figure(1_00)),
            conditions=(kind(days=days, **SOURCED),),
        )
    )
    told = [
        small.claim(
            number,
            mb.Injury(happened_on=date(2020, 5, 4), living_days=3),
            member_class=of,
            notified_on=day,
            claimed_on=day,
        )
        for number, (of, day) in enumerate(
            [("ordinary", date(2020, 6, 3)), ("ordinary", date(2020, 6, 4)), ("hardship", date(2020, 6, 4))]
        )
    ]
    assert [due > 0 for due, _, _ in small.answers(own, told)] == [True, False, True]
    without = told[0].model_copy(
        update={"enrolment": told[0].enrolment.model_copy(update={"member_class": "model_worker"})}
    )
    with pytest.raises(
        mb.NoSuchRow, match="member_class is 'model_worker'; daily has rows for ordinary, hardship"
    ):
        mb.assess(without, plan=own)
    # Where no day was told, no deadline is checked, so that no row is needed.
    untold = without.model_copy(update={"notified_on": None, "claimed_on": None})
    assert mb.assess(untold, plan=own).total == 3


@pytest.mark.parametrize(
    ("rows", "told", "in_chinese"),
    [
        (
            by("died", {"true": 1, "false": 2}),
            "event.died is True; daily has rows for 'true', 'false' (1 is yes, 0 is no)",
            "event.died 为“True”；daily所列为 'true'、'false'（1 为是，0 为否）",
        ),
        (
            by("disability_grade", {"3": 1}),
            "event.disability_grade is 3; daily has rows for '3'",
            "event.disability_grade 为“3”；daily所列为 '3'",
        ),
    ],
)
def test_the_error_tells_a_key_that_is_text_from_a_number_or_a_truth_value(rows, told, in_chinese):
    daily = small.benefit(PerDiem, "daily", days="hospital_days", rate=rows)
    injury = mb.Injury(happened_on=DAY, hospital_days=1, died=True, disability_grade=3)
    claim = small.claim(1, injury, cover_from=date(2016, 1, 1))
    with pytest.raises(mb.NoSuchRow) as refused:
        mb.assess(claim, plan=small.plan(small.version(daily, effective_from=date(2016, 1, 1))))
    assert (refused.value.in_("en"), refused.value.in_("zh")) == (
        f"claim {claim.id}: {told}",
        f"申请 {claim.id}：{in_chinese}",
    )
