"""The models: immutable at every depth, strict, hashable, cheap to copy; contradictions are refused."""

import copy
import enum
import pickle
from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

import mutual_benefits as mb
from mutual_benefits._given_facts import GivenFacts
from mutual_benefits.frozen import Frozen

SCALARS = (str, int, bool, date, Decimal, type(None), enum.Enum)
INJURY = {"happened_on": date(2016, 5, 4)}
ACCIDENT = mb.get_plan("accident").versions[-1]
HOME = mb.get_plan("non_work_accident").versions[-1]
VERSIONS = [version for plan in mb.all_plans() for version in plan.versions]


def parts_below(value, path="plan"):
    yield path, value
    if isinstance(value, Frozen):
        for name, part in value.__dict__.items():
            yield from parts_below(part, f"{path}.{name}")
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from parts_below(part, f"{path}[{index}]")


def a_claim(**event) -> mb.Claim:
    return mb.Claim(
        id="C-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="50"),
        event=mb.Injury(**(INJURY | event)),
    )


@pytest.mark.parametrize("plan", mb.all_plans(), ids=lambda plan: plan.code)
def test_nothing_mutable_is_reachable_from_a_plan(plan):
    for path, part in parts_below(plan):
        assert type(part) is tuple or isinstance(part, (Frozen, *SCALARS)), f"{path}: {type(part)}"


def test_nothing_mutable_is_reachable_from_a_claim_or_an_assessment():
    assessment = mb.assess(a_claim(living_days=25, disability_grade=3))
    assessment.model_dump()
    for path, part in parts_below(assessment, "assessment"):
        assert type(part) is tuple or isinstance(part, (Frozen, GivenFacts, *SCALARS)), (
            f"{path}: {type(part)}"
        )


@pytest.mark.parametrize("plan", mb.all_plans(), ids=lambda plan: plan.code)
def test_every_model_of_a_plan_refuses_assignment_and_deletion(plan):
    for path, part in parts_below(plan):
        if isinstance(part, Frozen):
            field = next(iter(type(part).model_fields))
            with pytest.raises(ValidationError, match="frozen"):
                setattr(part, field, None)
            with pytest.raises(ValidationError, match="frozen"):
                delattr(part, field)
            assert isinstance(hash(part), int), path


@pytest.mark.parametrize(
    ("model", "fields", "named"),
    [
        (mb.Injury, INJURY | {"living_days": True}, "living_days"),
        (mb.Injury, INJURY | {"living_days": 1.0}, "living_days"),
        (mb.Injury, INJURY | {"living_days": "1"}, "living_days"),
        (mb.Injury, INJURY | {"living_days": -1}, "living_days"),
        (mb.Injury, INJURY | {"hospital_days": 100_001}, "hospital_days"),
        (mb.Injury, INJURY | {"disability_grade": 0}, "disability_grade"),
        (mb.Injury, INJURY | {"disability_grade": 11}, "disability_grade"),
        (mb.Injury, INJURY | {"died": 1}, "died"),
        (mb.Injury, INJURY | {"dyed": True}, "dyed"),
        (mb.Injury, INJURY | {"cause": ""}, "cause"),
        (mb.Injury, {"happened_on": 0}, "happened_on"),
        (mb.Injury, {"happened_on": "2016-5-4"}, "happened_on"),
        (mb.Injury, {}, "happened_on"),
        (mb.ChildInjury, INJURY, "child"),
        (mb.ChildInjury, INJURY | {"child": "A", "living_days": 1}, "living_days"),
        (mb.HomeLoss, INJURY | {"loss": 1.5}, "loss"),
        (mb.HomeLoss, INJURY | {"loss": Decimal("0.001")}, "loss"),
        (mb.HomeLoss, INJURY | {"loss": Decimal(-1)}, "loss"),
        (mb.HomeLoss, INJURY | {"loss": Decimal("NaN")}, "loss"),
        (mb.HomeLoss, INJURY | {"loss": Decimal("100000000000.01")}, "loss"),
        (mb.HomeLoss, INJURY | {"peril": "flood"}, "peril"),
        (mb.HomeLoss, INJURY | {"area": Decimal("1000000.01")}, "area"),
        (mb.Enrolment, {"plan": "accident", "cover_from": date(2016, 1, 1), "fee_tier": 100}, "fee_tier"),
        (mb.Enrolment, {"plan": "accident", "cover_from": 0}, "cover_from"),
        (mb.Enrolment, {"plan": "accident", "cover_from": date(2016, 1, 1), "shares": 0}, "shares"),
        (mb.Enrolment, {"plan": "accident", "cover_from": date(2016, 1, 1), "sex": "x"}, "sex"),
        (mb.Figure, {"value": True}, "value"),
        (mb.Figure, {"value": -1}, "value"),
        (mb.Used, {"plan": "p", "limit": "l", "member": "m", "low": -1, "high": None}, "low"),
    ],
)
def test_a_wrong_field_is_refused_and_named(model, fields, named):
    with pytest.raises(ValidationError) as caught:
        model(**fields)
    assert named in {str(part) for error in caught.value.errors() for part in error["loc"]}


def test_a_claim_cannot_be_notified_or_made_before_its_event():
    for field in ("notified_on", "claimed_on"):
        assert a_claim().model_copy(update={field: date(2016, 5, 4)})
        with pytest.raises(ValidationError, match=r"2016-05-03 is before the event of 2016-05-04"):
            a_claim().model_copy(update={field: date(2016, 5, 3)})


def test_a_word_of_the_vocabulary_is_the_same_however_it_is_written():
    assert mb.Injury(**INJURY, cause=" Drunk-driving ").cause == "drunk_driving"


def test_equal_values_are_equal_and_hash_alike():
    one, other = a_claim(living_days=3), a_claim(living_days=3)
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other, a_claim(living_days=4)}) == 2


def test_a_copy_is_the_value_itself():
    for value in (mb.get_plan("accident"), a_claim(), mb.assess(a_claim()), mb.Usage()):
        assert copy.copy(value) is value
        assert copy.deepcopy(value) is value
        assert value.model_copy() is value


def test_a_changed_copy_is_validated_like_any_other_value():
    changed = a_claim().model_copy(update={"id": "C-2"})
    assert (changed.id, changed.member) == ("C-2", "M-1")
    for update in ({"id": ""}, {"idd": "C-2"}, {"event": None}):
        with pytest.raises(ValidationError):
            a_claim().model_copy(update=update)


@pytest.mark.parametrize("plan", mb.all_plans(), ids=lambda plan: plan.code)
def test_a_plan_survives_json_and_pickle(plan):
    assert mb.Plan.model_validate_json(plan.model_dump_json()) == plan
    assert pickle.loads(pickle.dumps(plan)) == plan  # noqa: S301  # our own bytes


def rebuilt(version, **changes):
    return type(version)(**(version.__dict__ | changes))


def with_benefit(version, code, **changes):
    benefits = [rebuilt(each, **changes) if each.code == code else each for each in version.benefits]
    return rebuilt(version, benefits=tuple(benefits))


def benefit(version, code):
    return next(each for each in version.benefits if each.code == code)


def test_a_table_with_a_row_for_a_tier_that_does_not_exist_is_refused():
    rate = benefit(ACCIDENT, "living_allowance").rate
    stray = rebuilt(rate, rows=(*rate.rows, ("120", 90_00)))
    with pytest.raises(mb.InvalidPlan, match=r"2016-01-01: benefits\.living_allowance\.rate.*120"):
        with_benefit(ACCIDENT, "living_allowance", rate=stray)


def test_a_table_without_a_row_for_some_tier_is_refused():
    rate = benefit(ACCIDENT, "hospital_allowance").rate
    with pytest.raises(mb.InvalidPlan, match=r"benefits\.hospital_allowance\.rate.*26, 50, 74;.*100"):
        with_benefit(ACCIDENT, "hospital_allowance", rate=rebuilt(rate, rows=rate.rows[:3]))


def test_a_table_that_holds_a_tier_twice_is_refused():
    rate = benefit(ACCIDENT, "hospital_allowance").rate
    with pytest.raises(mb.InvalidPlan, match="table by fee_tier has a key twice"):
        rebuilt(rate, rows=(*rate.rows, rate.rows[0]))


def test_a_tier_table_in_a_version_without_tiers_is_refused():
    with pytest.raises(mb.InvalidPlan, match="the version has none"):
        rebuilt(ACCIDENT, fee_tiers=())


def test_a_repeated_benefit_or_tier_is_refused():
    with pytest.raises(mb.InvalidPlan, match="2016-01-01: benefit death_sum appears twice"):
        rebuilt(ACCIDENT, benefits=(*ACCIDENT.benefits, benefit(ACCIDENT, "death_sum")))
    with pytest.raises(mb.InvalidPlan, match="2016-01-01: fee tier 26 appears twice"):
        rebuilt(ACCIDENT, fee_tiers=(*ACCIDENT.fee_tiers, ACCIDENT.fee_tiers[0]))


@pytest.mark.parametrize("days", [(0, 0), (1, 0)], ids=["one day twice", "falling days"])
def test_first_days_that_do_not_rise_are_refused(days):
    plan = mb.get_plan("accident")
    first = plan.versions[days[0]].effective_from
    with pytest.raises(mb.InvalidPlan, match=rf"plan accident: .* of {first}.*must rise"):
        rebuilt(plan, versions=tuple(plan.versions[index] for index in days))


def test_a_plan_without_versions_is_refused():
    with pytest.raises(mb.InvalidPlan, match="plan accident: no version"):
        rebuilt(mb.get_plan("accident"), versions=())


def test_two_benefits_for_one_event_must_say_how_they_combine():
    with pytest.raises(mb.InvalidPlan, match="2017-11-28: fire_loss and pipe_loss both cover home_loss"):
        rebuilt(HOME, adds=())
    apart = rebuilt(benefit(HOME, "child_death_sum"), limits=())
    benefits = tuple(apart if each.code == apart.code else each for each in HOME.benefits)
    with pytest.raises(mb.InvalidPlan, match="child_death_sum and child_disability_sum both cover"):
        rebuilt(HOME, benefits=benefits)


def test_the_combination_is_checked_under_every_reading():
    choice = benefit(HOME, "child_death_sum").limits[0]
    options = dict(choice.options)
    loose = rebuilt(choice, options=(("nothing", options["nothing"]), ("difference", options["nothing"])))
    with pytest.raises(mb.InvalidPlan, match="child_death_sum and child_disability_sum"):
        with_benefit(HOME, "child_death_sum", limits=(loose,))


def test_one_limit_with_two_definitions_is_refused():
    limit = benefit(HOME, "death_sum").limits[0]
    other = rebuilt(limit, per="calendar_year")
    with pytest.raises(
        mb.InvalidPlan, match="disability_sum: the limit member_payment is defined differently elsewhere"
    ):
        with_benefit(HOME, "disability_sum", limits=(other,))


@pytest.mark.parametrize("field", ["conditions", "adds"])
def test_a_condition_or_addition_that_names_an_unknown_benefit_is_refused(field):
    *others, last = getattr(HOME, field)
    stray = rebuilt(last, benefits=(*last.benefits, "flood_loss"))
    with pytest.raises(mb.InvalidPlan, match=r"2017-11-28: \w+ names flood_loss; the benefits are death_sum"):
        rebuilt(HOME, **{field: (*others, stray)})


def test_reversed_bounds_are_refused():
    source = HOME.source
    with pytest.raises(mb.InvalidPlan, match="the rate: the bounds 2 to 1 are reversed"):
        mb.Unstated(what=mb.Text(en="the rate", zh=""), low=2, high=1, source=source, basis=mb.Basis.SEED)


@pytest.mark.parametrize("bound", [{"low": 1}, {"high": 0}, {"high": 5, "basis": mb.Basis.SEED}])
def test_a_bound_without_a_source_is_refused(bound):
    with pytest.raises(mb.InvalidPlan, match="the rate: a bound needs its source and its basis"):
        mb.Unstated(what=mb.Text(en="the rate", zh=""), **bound)


def test_usage_that_contradicts_itself_is_refused():
    used = mb.Used(plan="accident", limit="total", member="M-1", low=2, high=3)
    with pytest.raises(mb.InvalidUsage, match="appears twice"):
        mb.Usage(used=(used, used))
    with pytest.raises(mb.InvalidUsage, match="used 2 to 1 is reversed"):
        mb.Usage(used=(used.model_copy(update={"high": 1}),))
    days = used.model_copy(update={"limit": "days", "since": date(2016, 1, 1), "subject": "a"})
    with pytest.raises(mb.InvalidUsage) as twice:
        mb.Usage(used=(days, days))
    start = {
        "en": "use of limit 'days' (plan accident, member 'M-1', 2016-01-01, a) appears",
        "zh": "已用限额“days”（活动 accident、会员“M-1”、2016-01-01、a）出现两次",
    }
    assert all(twice.value.in_(lang).startswith(words) for lang, words in start.items())


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: str(version.effective_from))
def test_a_version_can_be_rebuilt_from_its_own_parts(version):
    assert rebuilt(version) == version
