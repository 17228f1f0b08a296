"""Errors say what they say in attributes too, and survive being sent between processes."""

import pickle
from datetime import date

import pytest

import mutual_benefits as mb

ENROLMENT = mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100")


def claim(event=None, **fields):
    event = event or mb.Injury(happened_on=date(2016, 5, 4), living_days=25)
    return mb.Claim(id="C-1", member="M-1", enrolment=ENROLMENT.model_copy(update=fields), event=event)


def raised(call):
    with pytest.raises(mb.MutualBenefitsError) as caught:
        call()
    return caught.value


STAY = mb.HospitalStay(happened_on=date(2016, 5, 4), days=3)

SAID = {
    "a plan": (lambda: mb.get_plan("accidnet"), "code", "accidnet", "accident"),
    "the plan of a claim": (lambda: mb.assess(claim(plan="x")), "enrolment.plan", "x", "accident"),
    "another plan": (
        lambda: mb.assess(claim(plan="x"), plan=mb.get_plan("accident")),
        "enrolment.plan",
        "x",
        "accident",
    ),
    "a fee tier": (lambda: mb.assess(claim(fee_tier="7")), "enrolment.fee_tier", "7", "26"),
    "the tier of a fee": (lambda: mb.fee_due(claim(fee_tier="7").enrolment), "enrolment.fee_tier", "7", "26"),
    "an event": (lambda: mb.assess(claim(STAY)), "event.kind", "hospital_stay", "injury"),
    "a product": (lambda: mb.assess(claim(product="x")), "enrolment.product", "x", None),
    "a reading": (lambda: mb.assess(claim(), readings={"x": "y"}), "readings", "x", "accident.route"),
    "an option": (lambda: mb.assess(claim(), readings={"accident.route": "y"}), "readings", "y", "by_grade"),
    "a day without a version": (
        lambda: mb.get_plan("accident").version_on(date(1999, 1, 1)),
        "day",
        date(1999, 1, 1),
        date(2010, 6, 1),
    ),
    "a path": (
        lambda: mb.get_plan("accident").versions[0].amend({"limits.living_dys": 3}, label="x"),
        "path",
        "limits.living_dys",
        "limits.living_days",
    ),
    "what to do with errors": (lambda: mb.assess_all([], on_error="x"), "on_error", "x", "yield"),
}


@pytest.mark.parametrize("case", SAID)
def test_an_error_holds_field_given_and_choices(case):
    call, field, given, choice = SAID[case]
    error = raised(call)
    assert (error.field, error.given) == (field, given)
    assert choice in error.choices if choice else error.choices == ()
    assert repr(given).strip("'") in str(error).replace("1999-01-01", repr(given))


@pytest.mark.parametrize("case", SAID)
def test_a_pickled_error_says_the_same(case):
    error = raised(SAID[case][0])
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert type(again) is type(error)
    assert (str(again), vars(again)) == (str(error), vars(error))


UNSTATED = mb.Claim(
    id="C-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="non_work_accident", cover_from=date(2016, 1, 1)),
    event=mb.Injury(happened_on=date(2016, 5, 4), injury_kind="bruise"),
)


def test_an_undetermined_total_holds_its_bounds_and_what_is_missing():
    assessment = mb.assess(UNSTATED)
    error = raised(lambda: assessment.total)
    assert (error.low, error.high) == (assessment.low, assessment.high) == (0, 5000)
    assert error.missing
    assert all(name in str(error) for name in error.missing)
    assert error.claim == UNSTATED
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert vars(again) == vars(error)


def test_the_error_of_a_claim_holds_the_claim():
    wrong = claim(STAY)
    assert raised(lambda: mb.assess(wrong)).claim is wrong
    assert raised(lambda: list(mb.assess_all([claim(), wrong]))).claim is wrong
    assert raised(lambda: mb.get_plan("x")).claim is None


def test_an_invalid_table_names_its_columns_and_rows():
    import polars as pl

    frame = pl.DataFrame({"happened_on": [date(2016, 5, 4)] * 3, "cover_from": [date(2016, 1, 1)] * 3})
    error = raised(lambda: mb.assess_table(frame, plan="accident"))
    assert error.columns == ("fee_tier",)
    frame = frame.with_columns(fee_tier=pl.Series(["100", "x", "y"]))
    error = raised(lambda: mb.assess_table(frame, plan="accident", on_error="raise"))
    assert error.rows == (1, 2)
    done = mb.assess_table(frame, plan="accident")
    error = raised(lambda: mb.assess_table(done, plan="accident"))
    assert {"status", "total_fen"} <= set(error.columns)


def test_errors_can_be_yielded_in_place_of_assessments():
    def injury(name, month, **fields):
        enrolment = ENROLMENT.model_copy(update=fields)
        event = mb.Injury(happened_on=date(2016, month, 1), disability_grade=5, hospital_days=100)
        return mb.Claim(id=name, member="M-1", enrolment=enrolment, event=event)

    good, late = injury("A", 2), injury("C", 8)
    bad = [injury("B", 5, fee_tier="7"), injury("D", 9, plan="x")]
    results = list(mb.assess_all([late, *bad, good], on_error="yield"))
    assert [result.claim for result in results] == [good, bad[0], late, bad[1]]
    kinds = [mb.Assessment, mb.UnknownFeeTier, mb.Assessment, mb.UnknownPlan]
    assert [type(result) for result in results] == kinds
    # A claim that cannot be assessed uses nothing of the limits.
    alone = list(mb.assess_all([good, late]))
    assert [results[0], results[2]] == alone
    assert [one["hospital_allowance"].units for one in alone] == [100, 80]


def test_a_wrong_argument_is_raised_even_where_errors_are_yielded():
    with pytest.raises(mb.UnknownReading):
        list(mb.assess_all([claim()], readings={"x": "y"}, on_error="yield"))
    with pytest.raises(mb.UnknownReading):
        list(mb.assess_all([claim()], readings={"accident.route": "y"}, on_error="yield"))


def test_every_error_is_public():
    from mutual_benefits import errors

    kinds = {
        name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, Exception)
    }
    assert kinds <= set(mb.__all__)


IN_CHINESE = {
    "usage 为 3；请给出 Usage 或 None": lambda: mb.assess(claim(), usage=3),
    "known_on 为 '2016'；请给出日期（或如 '2016-05-04' 的文字）或 None": lambda: mb.assess(
        claim(), known_on="2016"
    ),
    "facts 为 'x'；请给出若干值（如列表）或 None": lambda: mb.scenarios.thresholds(claim(), facts="x"),
    "claims 为 3；请给出若干 Claim（如列表）": lambda: list(mb.assess_all(3)),
    "step 为 3；请给出文字或对照表": lambda: mb.scenarios.sensitivities(claim(), step=3),
    "members 为 20；请给出 0 至 10（职工人数）": lambda: mb.check_unit(
        mb.get_plan("accident").versions[0], staff=10, members=20
    ),
    "unit 为 'x'；请给出 'fen' 或 'yuan'": lambda: mb.read_claims("x.csv", unit="x"),
    "path 为 5；请给出文字或 PathLike 或 BinaryFile": lambda: mb.read_claims(5),
    "申请 C-1：enrolment.fee_tier 未填写；活动 accident": lambda: mb.assess(claim(fee_tier=None)),
    "enrolment.fee_tier 未填写；该版本的会费档次": lambda: mb.fee_due(claim(fee_tier=None).enrolment),
    "版本不保障住院；所保障的事件为意外伤害": lambda: mb.assess(claim(STAY)),
    "意外伤害申请没有“living_days”；是否指 ": lambda: mb.scenarios.grid(claim(), {"living_days": [1]}),
}


@pytest.mark.parametrize("words", IN_CHINESE)
def test_an_error_in_chinese_has_blanks_beside_latin_letters_alone_and_no_code_for_a_word(words):
    assert words in raised(IN_CHINESE[words]).in_("zh")
