"""Words of claims: known by code and by name in both languages; a word that nobody knows decides nothing."""

import json
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from pydantic import ValidationError
from small_plans import FIRST, NAME, SOURCED, answers, benefit, by, claim, figure, limit, plan, version

import mutual_benefits as mb
from mutual_benefits.events import KINDS
from mutual_benefits.rules import ExcludedCauses, FactAmong, GradedSum, LumpSum, OnList, PerDiem
from mutual_benefits.rules.words import OPEN_FACTS, Word, library_words
from mutual_benefits.vocabulary import SYNONYMS, WORDS

ACCIDENT = {"plan": "accident", "cover_from": date(2016, 1, 1), "fee_tier": "100"}


def injury(plan="accident", **facts):
    enrolment = mb.Enrolment(**ACCIDENT | {"plan": plan, "fee_tier": "100" if plan == "accident" else None})
    event = mb.Injury(happened_on=date(2016, 5, 4), **facts)
    return mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event)


def child(**facts):
    enrolment = mb.Enrolment(plan="non_work_accident", cover_from=date(2016, 1, 1))
    event = mb.ChildInjury(happened_on=date(2016, 5, 4), child="A", **facts)
    return mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event)


def codes(assessment):
    return [caveat.code for caveat in assessment.caveats]


EXCLUDED = {
    "illness": "疾病",
    "self_injury": "故意自伤",
    "unlawful_act": "违法行为",
    "crime": "犯罪行为",
    "drunk_driving": "酒后驾驶",
    "unlicensed_driving": "无证驾驶",
    "unlicensed_vehicle": "驾驶无有效证照车辆",
    "war": "战争",
    "earthquake": "地震",
    "natural_disaster": "其他自然灾害",
}
ORDINARY = {
    "other": "其他",
    "fall": "摔倒",
    "traffic": "交通事故",
    "burn": "烧伤",
    "machine": "机械伤害",
    "falling_object": "坠物",
    "animal_bite": "动物咬伤",
    "sport": "运动损伤",
    "electric_shock": "触电",
    "drowning": "溺水",
    "work_accident": "工伤",
}
"""Causes that the accident plan does not exclude."""

OTHER_SPELLINGS = {
    "Drunk driving": "drunk_driving",
    "  DRUNK-DRIVING ": "drunk_driving",
    "drunkdriving": "drunk_driving",
    "\u3000酒后驾驶\u3000": "drunk_driving",
    "酒后 驾驶": "drunk_driving",
    "ｄｒｕｎｋ　ｄｒｉｖｉｎｇ": "drunk_driving",
    "酒驾": "drunk_driving",
    "driving without a licence": "unlicensed_driving",
    "traffic accident": "traffic",
    "车祸": "traffic",
    "Other": "other",
}


@pytest.mark.parametrize("names", list(EXCLUDED.items()), ids=str)
def test_an_excluded_cause_is_refused_by_its_code_and_by_its_chinese_name(names):
    for name in names:
        assessment = mb.assess(injury(living_days=12, cause=name))
        assert (assessment.status, assessment.reason) == ("refused", "excluded_cause"), name


@pytest.mark.parametrize("names", list(ORDINARY.items()), ids=str)
def test_an_ordinary_cause_is_paid_by_its_code_and_by_its_chinese_name(names):
    for name in names:
        assessment = mb.assess(injury(living_days=12, cause=name))
        assert str(assessment.total) == "960.00", name
        assert "cause_not_listed" in codes(assessment), "the record's list may be incomplete"


@pytest.mark.parametrize(("spelling", "code"), OTHER_SPELLINGS.items())
def test_a_cause_is_the_same_however_it_is_spelt(spelling, code):
    one, other = (mb.assess(injury(living_days=12, cause=word)) for word in (spelling, code))
    assert one.entitlements == other.entitlements
    assert codes(one) == codes(other)


@pytest.mark.parametrize(
    ("word", "near_en", "near_zh"),
    [
        ("drunk_drivng", "did you mean drunk driving (drunk_driving)?", "是否指酒后驾驶？"),
        ("酒后驾使", "did you mean drunk driving (drunk_driving)?", "是否指酒后驾驶？"),
        ("xyzzy", "", ""),
    ],
)
def test_a_cause_that_nobody_knows_leaves_the_sum_open_and_says_why(word, near_en, near_zh):
    assessment = mb.assess(injury(living_days=12, hospital_days=2, cause=word))
    assert (assessment.status, str(assessment.low), str(assessment.high)) == (
        "undetermined",
        "0.00",
        "1120.00",
    )
    (days, hospital, *_) = assessment.entitlements
    assert (days.amount, str(days.low), str(days.high), days.missing) == (
        None,
        "0.00",
        "960.00",
        ("event.cause",),
    )
    assert hospital.missing == ("event.cause",)
    assert "cause_unknown_word" in codes(assessment)
    assert "cause_not_listed" not in codes(assessment)
    en, zh = assessment.explain(), assessment.explain("zh")
    assert f"0.00 to 960.00 yuan; unknown cause: “{word}”" in en
    assert f"0.00至960.00元；无法识别的原因：“{word}”" in zh
    assert f"“{word}” is no cause that this plan knows" in en
    assert near_en in en
    assert near_zh in zh
    assert ("did you mean" in en, "是否指" in zh) == (bool(near_en), bool(near_zh))
    with pytest.raises(mb.UndeterminedTotal) as raised:
        _ = assessment.total
    assert f"since event.cause {word!r} is no word that the plan knows; read" in str(raised.value)
    again = mb.Assessment.model_validate_json(assessment.model_dump_json())
    assert again == assessment
    assert (again.explain(), again.explain("zh")) == (en, zh)


def test_the_message_names_both_an_unknown_word_and_an_unstated_term():
    with pytest.raises(mb.UndeterminedTotal) as raised:
        _ = mb.assess(injury(care_days=12, cause="xyzzy")).total
    wanted = "since event.cause 'xyzzy' is no word that the plan knows and the record does not state care_"
    assert wanted in str(raised.value)
    for wanted in ("不认识原因（event.cause）的“xyzzy”", "未载明给付标准（care_allowance.rate）；请读取"):
        assert wanted in raised.value.in_("zh")


def test_a_refusal_for_another_reason_stands_whatever_the_cause_is():
    late = injury(living_days=12, cause="xyzzy")
    late = late.model_copy(update={"event": late.event.model_copy(update={"happened_on": date(2017, 1, 1)})})
    assert mb.assess(late).reason == "out_of_cover"


def test_a_cause_decides_only_the_benefits_whose_conditions_ask_for_it():
    assert mb.assess(injury("non_work_accident", died=True, cause="工伤")).reason == "excluded_cause"
    open_ = mb.assess(injury("non_work_accident", died=True, cause="xyzzy"))
    assert (open_.status, str(open_.low), str(open_.high)) == ("undetermined", "0.00", "20000.00")
    paid = mb.assess(child(died=True, cause="xyzzy"))
    assert paid.status == "payable", "no cause is excluded for children"
    assert "unknown_word" in codes(paid)
    assert "unknown_word" not in codes(mb.assess(child(died=True, cause="其他")))


def test_the_cause_of_a_claim_that_gives_none_is_not_checked():
    assert str(mb.assess(injury(living_days=12)).total) == "960.00"


def test_no_name_of_a_word_means_another_word_of_the_same_fact():
    for fact in OPEN_FACTS:
        words = library_words(fact)
        assert {word.code for word in words} == WORDS[fact].keys()
        assert SYNONYMS[fact].keys() <= WORDS[fact].keys()
        spelt = [{name.lower().replace("_", " ").replace("-", " ") for name in word.names} for word in words]
        assert all(not one & other for one, other in combinations(spelt, 2))


@pytest.mark.parametrize(
    ("word", "known"),
    [("骨折", True), ("fracture", True), ("烫伤", True), ("其他", True), ("fractre", False), ("折骨", False)],
)
def test_a_kind_of_injury_is_known_in_both_languages(word, known):
    assessment = mb.assess(injury(injury_kind=word))
    assert assessment.status == "undetermined"
    assert ("unknown_word" in codes(assessment)) is not known


def own_plan(*words, **more):
    """Causes `tiller` and `squall` are excluded; the rate depends on the level or the form."""
    guard = ExcludedCauses(causes=("tiller", "squall"), benefits=("days",), **SOURCED)
    days = benefit(
        PerDiem, "days", days="living_days", rate=figure(1_00), limits=(limit("days", "day", 10, "lifetime"),)
    )
    sums = by("injury_kind", {"fracture": 500_00, "pinch": 5_00})
    kinds = benefit(GradedSum, "kinds", grades=("injury_kind",), maximum=sums, percentage=figure(100_00))
    form = benefit(
        LumpSum, "form", "diagnosis", when="severity", sum=by("severity", {"severe": 90_00, "light": 9_00})
    )
    return plan(version(days, kinds, form, conditions=(guard,), words=words, **more))


TILLER = Word(
    fact="cause", code="tiller", name=mb.Text(en="blow of the tiller", zh="舵柄撞击"), also=("helm",)
)
MOORING = Word(fact="cause", code="mooring", name=mb.Text(en="mooring line", zh="缆绳"))
PINCH = Word(fact="injury_kind", code="pinch", name=mb.Text(en="pinched finger", zh="夹指"))
OWN = own_plan(TILLER, MOORING, PINCH)


def days_of(cause, number=1):
    return claim(number, mb.Injury(happened_on=FIRST, living_days=4, cause=cause))


@pytest.mark.parametrize(
    ("cause", "answer"),
    [
        ("tiller", (0, 0, "excluded_cause")),
        ("Blow of the Tiller", (0, 0, "excluded_cause")),
        ("舵柄撞击", (0, 0, "excluded_cause")),
        ("HELM", (0, 0, "excluded_cause")),
        ("squall", (0, 0, "excluded_cause")),
        ("mooring line", (4_00, 4_00, None)),
        ("缆绳", (4_00, 4_00, None)),
        ("其他", (4_00, 4_00, None)),
        ("drunk_driving", (4_00, 4_00, None)),
        (None, (4_00, 4_00, None)),
        ("tillr", (0, 4_00, None)),
        ("gust", (0, 4_00, None)),
    ],
)
def test_a_rule_book_knows_the_words_that_it_compares_or_declares(cause, answer):
    assert answers(OWN, [days_of(cause)]) == [answer]


def test_words_that_a_rule_book_declares_are_suggested_by_their_names():
    assessment = mb.assess(days_of("blow of the tilller"), plan=OWN)
    assert "did you mean blow of the tiller (tiller)?" in assessment.explain()
    assert "是否指舵柄撞击？" in assessment.explain("zh")


@pytest.mark.parametrize(
    ("word", "due"),
    [("fracture", 500_00), ("骨折", 500_00), ("pinch", 5_00), ("夹指", 5_00), ("Pinched finger", 5_00)],
)
def test_a_row_of_a_table_is_found_by_every_name_of_its_word(word, due):
    assert answers(OWN, [claim(1, mb.Injury(happened_on=FIRST, injury_kind=word))]) == [(due, due, None)]


@pytest.mark.parametrize(("word", "due"), [("重症", 90_00), ("Light", 9_00), ("轻度", 9_00)])
def test_a_degree_of_severity_is_found_in_both_languages(word, due):
    event = mb.Diagnosis(happened_on=FIRST, disease="gout", severity=word)
    assert answers(OWN, [claim(1, event)]) == [(due, due, None)]


def test_a_word_without_a_row_is_an_error_that_names_the_rows():
    for word in ("burns", "pinchh"):
        with pytest.raises(
            mb.NoSuchRow, match=rf"event.injury_kind is '{word}'; kinds has rows for fracture, pinch"
        ):
            mb.assess(claim(1, mb.Injury(happened_on=FIRST, injury_kind=word)), plan=OWN)


def test_names_that_could_mean_two_words_of_a_rule_book_mean_neither():
    share = by("severity", {"severe": 90_00, "serious": 9_00})
    own = plan(version(benefit(LumpSum, "form", "diagnosis", when="severity", sum=share)))
    due = {"severe": 90_00, "serious": 9_00, "Serious": 9_00}
    for word, fen in due.items():
        event = mb.Diagnosis(happened_on=FIRST, disease="gout", severity=word)
        assert answers(own, [claim(1, event)]) == [(fen, fen, None)]
    with pytest.raises(mb.NoSuchRow):
        mb.assess(claim(1, mb.Diagnosis(happened_on=FIRST, disease="gout", severity="重症")), plan=own)


def test_a_limit_is_drawn_on_by_between_nothing_and_the_sum():
    """Four days of an unknown cause may or may not have used the ten days that there are."""
    causes = ["gust", "fall", "fall"]
    claims = [days_of(cause, number) for number, cause in enumerate(causes)]
    assert answers(OWN, claims) == [(0, 4_00, None), (4_00, 4_00, None), (2_00, 4_00, None)]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            (TILLER, Word(fact="cause", code="rudder", name=mb.Text(en="helm", zh="舵"))),
            "'helm' names tiller and rudder",
        ),
        ((Word(fact="cause", code="Boom", name=NAME),), "'Boom' is written 'boom'"),
        (
            (Word(fact="cause", code="boom", name=mb.Text(en="Squall", zh="风")),),
            "'Squall' names squall and boom",
        ),
    ],
)
def test_a_name_means_one_word_of_a_version(words, message):
    with pytest.raises(mb.InvalidPlan, match=message):
        own_plan(*words)


def test_words_are_written_to_plan_files_and_read_again(tmp_path):
    mb.dump_plan(OWN, tmp_path / "own")
    assert mb.load_plan(tmp_path / "own") == OWN
    text = (tmp_path / "own" / "2020-01-01.toml").read_text("utf-8")
    assert '{ fact = "cause", code = "mooring", name = { en = "mooring line", zh = "缆绳" } }' in text
    (tmp_path / "own" / "2020-01-01.toml").write_text(
        text.replace('fact = "cause"', 'fact = "couse"', 1), "utf-8"
    )
    with pytest.raises(mb.InvalidPlan, match=r"words\[0\].fact"):
        mb.load_plan(tmp_path / "own")


def test_a_claim_in_json_keeps_the_word_that_it_gave():
    given = injury(living_days=1, cause="酒后驾驶")
    assert json.loads(given.model_dump_json())["event"]["cause"] == "酒后驾驶"
    assert mb.assess(given).claim == given


def told(own, lang, **facts):
    """The explanation of an injury, which is the same when it is read from JSON."""
    found = mb.assess(claim(1, mb.Injury(happened_on=FIRST, **facts)), plan=own)
    again = mb.Assessment.model_validate_json(found.model_dump_json())
    assert again.explain(lang) == found.explain(lang)
    return found.explain(lang)


def test_a_word_that_a_rule_book_declares_is_told_by_its_name_in_each_language():
    pinched = FactAmong(
        fact="injury_kind", among=("pinch", "fracture"), reason="other", words=NAME, **SOURCED
    )
    graded = benefit(
        GradedSum,
        "graded",
        grades=("disability_grade", "injury_kind"),
        maximum=by("injury_kind", {"pinch": 5_00, "fracture": 9_00}),
        percentage=figure(100_00),
        kinds=("pinch",),
        other_kinds=figure(1),
    )
    causes = ExcludedCauses(causes=("tiller",), **SOURCED)
    words = {"words": (TILLER, PINCH)}
    own = plan(version(graded, conditions=(causes, pinched), **words))
    text = mb.describe(own, own.versions[0], "zh")
    for line in ("最高互助金，夹指：", "须为：夹指、骨折", "确定列入：夹指（pinch）", "舵柄撞击（tiller）"):
        assert line in text
    assert "must be: pinched finger, fracture" in mb.describe(own, own.versions[0])
    for lang, pinch, fracture, excluded in (
        ("en", "maximum sum (pinched finger): ", "maximum sum (fracture): ", "cause: blow of the tiller"),
        ("zh", "最高互助金（夹指）：", "最高互助金（骨折）：", "除外原因：舵柄撞击"),
    ):
        assert pinch in told(own, lang, injury_kind="夹指")
        assert fracture in told(own, lang, injury_kind="骨折")
        assert excluded in told(own, lang, injury_kind="夹指", cause="helm")
    only = plan(version(graded, conditions=(pinched.model_copy(update={"among": ("fracture",)}),), **words))
    assert "伤害类别：夹指" in told(only, "zh", injury_kind="夹指")


def test_an_ordinary_occupation_is_not_told_as_an_ordinary_member():
    sums = by("occupation", {"ordinary": 100, "high_risk": 50})
    light = FactAmong(fact="occupation", among=("ordinary",), reason="other", words=NAME, **SOURCED)
    death = benefit(LumpSum, "death", when="died", sum=sums)
    own, paid = plan(version(death, conditions=(light,))), plan(version(death))
    text = mb.describe(own, own.versions[0], "zh")
    for line in ("互助金标准，普通岗位：", "互助金标准，高风险岗位：", "须为：普通岗位"):
        assert line in text
    event = mb.Injury(happened_on=FIRST, died=True)
    for each, code, lines in (
        (paid, "ordinary", ("sum of this benefit (ordinary)", "互助金标准（普通岗位）")),
        (paid, "high_risk", ("sum of this benefit (high-risk)", "互助金标准（高风险岗位）")),
        (own, "high_risk", ("occupation: high risk", "岗位类别：高风险岗位")),
    ):
        found = mb.assess(claim(1, event, occupation=code), plan=each)
        read = mb.Assessment.model_validate_json(found.model_dump_json())
        for lang, line in zip(("en", "zh"), lines, strict=True):
            assert line in found.explain(lang)
            assert read.explain(lang) == found.explain(lang)


def test_yes_among_the_words_of_a_condition_is_no_word_of_a_claim():
    """A plan file may not say it; a rule book made in Python may, and means no word by it."""
    fallen = FactAmong(fact="cause", among=("fall", True), reason="other", words=NAME, **SOURCED)
    own = plan(version(benefit(LumpSum, "death", when="died", sum=figure(9)), conditions=(fallen,)))
    claims = [
        claim(number, mb.Injury(happened_on=FIRST, died=True, cause=cause))
        for number, cause in enumerate(("fall", "sport", "true"))
    ]
    assert answers(own, claims) == [(9, 9, None), (0, 0, "other"), (0, 9, None)]


def diagnoses(*diseases):
    events = (mb.Diagnosis(happened_on=FIRST, disease=disease) for disease in diseases)
    return [claim(number, event, member=f"M-{number}") for number, event in enumerate(events)]


def test_a_condition_on_diseases_knows_its_own_in_any_spelling_and_leaves_any_other_open():
    """What nobody knows by this name may be one of them; a disease of a list is not."""
    among = FactAmong(fact="disease", among=("gout", "rope_hand"), reason="other", words=NAME, **SOURCED)
    rash = benefit(LumpSum, "rash", "diagnosis", when="severity", sum=figure(9), diseases=("deck_rash",))
    sick = benefit(LumpSum, "sick", "diagnosis", when="disease", sum=figure(9), unless=("severity",))
    own = plan(version(sick, rash, conditions=(among,)))
    paid = (9, 9, None)
    claims = diagnoses("gout", "Rope hand", "ｇｏｕｔ", "rope_hnd", "deck_rash")
    assert answers(own, claims) == [paid, paid, paid, (0, 9, None), (0, 0, "other")]
    assert "unknown disease: “rope_hnd”" in mb.assess(claims[3], plan=own).explain()


def test_a_disease_is_known_by_its_name_in_full_width_letters_too():
    fever = mb.Disease(code="pier_fever", name=mb.Text(en="fever of pier 9", zh="9号码头热"))
    listed = OnList(diseases=mb.DiseaseList(diseases=(fever,), count=1, **SOURCED), **SOURCED)
    sick = benefit(LumpSum, "sick", "diagnosis", when="disease", sum=by("disease", {"pier_fever": 9}))
    own = plan(version(sick, conditions=(listed,)))
    names = ("fever of pier 9", "ｆｅｖｅｒ　ｏｆ　ｐｉｅｒ　９", "９号码头热")
    assert answers(own, diagnoses(*names)) == [(9, 9, None)] * 3


def test_a_word_is_suggested_by_the_name_of_the_first_version_that_declares_it():
    renamed = TILLER.model_copy(update={"name": mb.Text(en="blow of the rudder", zh="船舵撞击")})
    later = own_plan(renamed, effective_from=date(2021, 1, 1))
    own = plan(*own_plan(TILLER).versions, *later.versions)
    for word in ("blow of the tilller", "blow of the ruddder"):
        assert "did you mean blow of the tiller (tiller)?" in mb.assess(days_of(word), plan=own).explain()


def test_a_word_has_a_code():
    with pytest.raises(ValidationError) as error:
        Word(fact="cause", code="", name=NAME)
    assert [(each["loc"], each["type"]) for each in error.value.errors()] == [(("code",), "string_too_short")]


WORD = "no such word"
NEEDED = {
    "injury": {"living_days": 5},
    "child_injury": {"child": "A", "died": True},
    "diagnosis": {"disease": "乳腺癌"},
    "hospital_stay": {"days": 5},
    "medical_expense": {"self_paid": Decimal(9000)},
    "home_loss": {"loss": Decimal(9000)},
}
OPEN = ("cause", "injury_kind", "severity", "hospital_level", "disease")
CLOSED = ("peril", "setting", "occupation", "member_class", "sex", "fee_tier", "product")


@pytest.mark.parametrize("code", [each.code for each in mb.all_plans()])
@pytest.mark.parametrize("fact", [*OPEN, *CLOSED])
def test_no_version_passes_over_a_word_that_nobody_knows(code, fact):
    for each in mb.get_plan(code).versions:
        enrolment = {"plan": code, "cover_from": each.answers_from, "product": each.product}
        enrolment |= {"fee_tier": "100"} if each.fee_tiers else {}
        for kind in {one.event for one in each.benefits}:
            event = {"happened_on": each.answers_from} | NEEDED[kind]
            if fact in KINDS[kind].model_fields:
                event[fact] = WORD
            elif fact in mb.Enrolment.model_fields:
                enrolment[fact] = WORD
            else:
                continue
            if fact in CLOSED:
                with pytest.raises((mb.UnknownFeeTier, mb.UnknownProduct, ValueError), match=fact):
                    mb.assess(made(enrolment, KINDS[kind](**event)))
            else:
                told = codes(mb.assess(made(enrolment, KINDS[kind](**event))))
                assert {"unknown_word", "cause_unknown_word", "disease_not_named"} & {*told}, (each, kind)


def made(enrolment, event):
    return mb.Claim(id="C-1", member="M-1", enrolment=mb.Enrolment(**enrolment), event=event)
