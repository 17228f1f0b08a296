"""Rule books in words: everything that a claim depends on is described, in both languages."""

import re
from datetime import date

import pytest
import small_plans as small

import mutual_benefits as mb
from mutual_benefits.assessment.assess import assess_verb_by_verb
from mutual_benefits.frozen import every
from mutual_benefits.rulebook.version import FeeTier, PlanVersion
from mutual_benefits.rules import (
    AgeLimit,
    ExpenseShare,
    GradedSum,
    LumpSum,
    OnList,
    OnRoute,
    PerDiem,
    Waiting,
)
from mutual_benefits.rules.fact_names import rung_name
from mutual_benefits.rules.own_facts import Fact
from mutual_benefits.terms import Ladder, Rung
from mutual_benefits.vocabulary import CAUSES, PHRASES

VERSIONS = [(plan, version) for plan in mb.all_plans() for version in plan.versions]
IDS = [f"{plan.code}-{version.effective_from}" for plan, version in VERSIONS]
every_version = pytest.mark.parametrize(("plan", "version"), VERSIONS, ids=IDS)
NAME = mb.Text(en="toy", zh="玩具")
SOURCE = mb.Source(id="toy", title=NAME)
SOURCED = {"source": SOURCE, "basis": mb.Basis.PUBLISHED}


def figure(value, **fields):
    return mb.Figure(value=value, **SOURCED, **fields)


def of(code, day, lang="en", product=None):
    plan = mb.get_plan(code)
    return [line.strip() for line in mb.describe(plan, plan.version_on(day, product), lang).splitlines()]


@every_version
def test_chinese_text_has_chinese_punctuation(plan, version):
    text = mb.describe(plan, version, "zh")
    assert not re.findall(r".*(?:[:,;]\s| \().*", text)
    assert not re.findall(r".*[：，；。（）、].*", mb.describe(plan, version, "en"))


@every_version
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_unstated_term_is_named_at_its_place_and_again_in_the_closing_list(plan, version, lang):
    text = mb.describe(plan, version, lang)
    body, _, closing = text.partition("\n" + PHRASES["unstated"].in_(lang) + "\n")
    for term in every(mb.Unstated, version):
        name = term.what.in_(lang)
        assert name in body
        assert f"  - {name}" in closing


def test_a_waiver_is_described_with_the_wait_and_with_the_ladder():
    """C5: no waiting or reduced period if renewed. C12 says nothing of it."""
    first = of("female_illness", date(2011, 1, 1))
    assert "whether a renewal waives the waiting period: yes [NGBJ6, published]" in first
    assert sum("for a renewal, the last step applies from day 1: yes" in line for line in first) == 3
    last = of("female_illness", date(2019, 1, 1))
    unsure = "not stated (whether renewal waives the waiting period of the one-year product) [NG12, inferred]"
    (at,) = (at for at, line in enumerate(last) if line.startswith("days of waiting, the last included: 60"))
    assert last[at + 1] == f"whether a renewal waives the waiting period: {unsure}"
    assert f"sum for each share, for a renewal, the last step applies from day 1: {unsure}" in last
    chinese = of("female_illness", date(2019, 1, 1), "zh")
    assert "续保是否免除等待期：未载明（一年期产品续保是否免除等待期） [NG12，推断]" in chinese


@pytest.mark.parametrize(
    ("plan", "day", "english", "chinese"),
    [
        ("female_illness", date(2019, 1, 1), "women", "女"),
        ("hospital_medical", date(2009, 1, 1), "inpatient", "住院"),
        ("warm_aid", date(2012, 1, 1), "the cover is the calendar year", "保障期为自然年度"),
        ("female_illness", date(2019, 1, 1), "10 named of 12", "共12种，已知其中10种"),
        ("critical_illness", date(2006, 1, 1), "12 named, the whole list", "共12种，全部列明"),
        ("female_illness", date(2011, 1, 1), "7 names; the record counts 6", "列出7种名称，公开资料计为6种"),
        (
            "critical_illness",
            date(2019, 1, 1),
            "1 named; the record does not count them",
            "已知1种，总数未载明",
        ),
        (
            "critical_illness",
            date(2006, 1, 1),
            "also for carcinoma in situ or skin cancer",
            "亦适用于原位癌、皮肤癌",
        ),
        (
            "critical_illness",
            date(2006, 1, 1),
            "not for carcinoma in situ or skin cancer",
            "不适用于原位癌、皮肤癌",
        ),
        ("accident", date(2017, 1, 1), "unless the claim reports a disability grade or a death", None),
        ("accident", date(2017, 1, 1), "for every claim", "一律适用"),
        ("warm_aid", date(2012, 1, 1), "counted: stays of a calendar year (per calendar year)", None),
        (
            "warm_aid",
            date(2012, 1, 1),
            "taken off: “outpatient deductible of the year” (per calendar year), inpatient: does not apply"
            " [GOV12, published]",
            "扣除“年度门诊起付金额”（每个自然年度），住院：不适用 [GOV12，公开资料]",
        ),
        (
            "female_illness",
            date(2019, 1, 1),
            "age below: 61 years [NG12, inferred] (16 to 60, both included)",
            "年龄须低于：61岁 [NG12，推断]（16至60周岁（含））",
        ),
        (
            "critical_illness",
            date(2019, 1, 1),
            "sum for each share: 10,000.00 yuan [LDWB18, published]",
            None,
        ),
        (
            "hospital_medical",
            date(2009, 1, 1),
            "share, stay 1: 70% [SOHU08, published]",
            "给付比例，第2次：60% [SOHU08，公开资料]",
        ),
    ],
)
def test_the_description_says_whom_and_what_a_rule_applies_to(plan, day, english, chinese):
    assert english in of(plan, day)
    assert chinese is None or chinese in of(plan, day, "zh")


def test_the_excluded_causes_are_listed_by_code_and_in_chinese_by_name_too():
    assert "work_accident" in of("non_work_accident", date(2017, 1, 1))
    assert "工伤（work_accident）" in of("non_work_accident", date(2017, 1, 1), "zh")
    guards = [guard for _, version in VERSIONS for guard in version.conditions]
    assert {cause for guard in guards for cause in getattr(guard, "causes", ())} == set(CAUSES)


def test_an_exclusive_last_day_of_waiting_and_a_refused_waiver_are_described():
    ladder = Ladder(
        by="day_of_cover", rungs=(Rung(through=9, value=figure(1_00)),), beyond=figure(2_00), waiver=figure(0)
    )
    rule = LumpSum(code="toy", name=NAME, event="diagnosis", when="disease", sum=ladder, source=SOURCE)
    wait = Waiting(
        days=figure(30, note=mb.Text(en="by the pathology", zh="以病理为准")), inclusive=False, **SOURCED
    )
    version = PlanVersion(
        effective_from=date(2020, 1, 1),
        benefits=(rule,),
        conditions=(wait, OnRoute(unless=("severity", "died", "renewed"), **SOURCED)),
        **SOURCED,
    )
    plan = mb.Plan(code="toy", name=NAME, versions=(version,))
    lines = [line.strip() for line in mb.describe(plan, version).splitlines()]
    assert "days of waiting, the last not included: 30 days [toy, published] (by the pathology)" in lines
    assert "sum, for a renewal, the last step applies from day 1: no [toy, published]" in lines
    assert not [line for line in lines if line.startswith("waived")]
    assert "unless the claim reports a degree of severity or a death or renewed" in lines
    assert "有病情程度、身故、续保的除外" in mb.describe(plan, version, "zh")


@pytest.mark.parametrize(("inclusive", "reach"), [(True, "through day 9"), (False, "before day 9")])
def test_the_last_day_of_a_rung_counts_or_does_not(inclusive, reach):
    rung = Rung(through=9, value=figure(1_00), inclusive=inclusive)
    ladder = Ladder(by="day_of_cover", rungs=(rung,), beyond=figure(2_00))
    rule = LumpSum(code="toy", name=NAME, event="diagnosis", when="disease", sum=ladder, source=SOURCE)
    version = PlanVersion(effective_from=date(2020, 1, 1), benefits=(rule,), **SOURCED)
    assert reach in mb.describe(mb.Plan(code="toy", name=NAME, versions=(version,)), version)


RUNGS = {
    "ordinal": (("stay 1", "stay 2", "stays 3 to 4"), ("第1次", "第2次", "第3至4次")),
    "day_of_cover": (("day 1", "day 2", "days 3 to 4"), ("保障期第1日", "保障期第2日", "保障期第3至4日")),
    "children": (
        ("children up to 1", "children 2", "children 3 to 4"),
        ("子女数不超过1", "子女数为2", "子女数3至4"),
    ),
}


@pytest.mark.parametrize("by", RUNGS)
def test_a_rung_is_named_from_where_the_one_before_it_ends(by):
    ends = ((1, True), (3, False), (4, True))
    rungs = tuple(Rung(through=end, value=figure(1_00), inclusive=inclusive) for end, inclusive in ends)
    ladder = Ladder(by=by, rungs=rungs, beyond=figure(2_00))
    words = {"children": mb.Text(en="children", zh="子女数")}
    named = [rung_name(ladder, rung, words) for rung in rungs]
    assert (tuple(each.en for each in named), tuple(each.zh for each in named)) == RUNGS[by]


@pytest.mark.parametrize(
    ("covers_from", "shown"), [(None, False), (date.min, False), (date(2019, 5, 1), True)]
)
def test_the_day_from_which_events_count_is_told_where_the_rule_book_gives_one(covers_from, shown):
    rule = LumpSum(code="toy", name=NAME, event="injury", when="died", sum=figure(1_00), source=SOURCE)
    version = PlanVersion(
        effective_from=date(2020, 1, 1), covers_from=covers_from, benefits=(rule,), **SOURCED
    )
    cover = mb.Enrolment(plan="toy", cover_from=date(2020, 1, 1))
    event = mb.Injury(happened_on=date(2020, 5, 4), died=True)
    claim = mb.Claim(id="C-1", member="M-1", enrolment=cover, event=event)
    told = mb.assess(claim, plan=mb.Plan(code="toy", name=NAME, versions=(version,))).explain()
    assert "0001" not in told
    assert ("2019-05-01" in told) is shown


@pytest.mark.parametrize(("days", "line"), [("days", []), ("nights", ["nights of the stay"])])
def test_only_days_that_are_counted_from_others_are_named(days, line):
    """`nights` are counted from the days of admission and discharge; a claim gives `days` itself."""
    rule = PerDiem(code="toy", name=NAME, event="hospital_stay", days=days, rate=figure(1_00), source=SOURCE)
    version = PlanVersion(effective_from=date(2020, 1, 1), benefits=(rule,), **SOURCED)
    told = mb.describe(mb.Plan(code="toy", name=NAME, versions=(version,)), version)
    heading, rate = "- toy (toy): per diem, days × rate [toy]", "rate: 1.00 yuan a day [toy, published]"
    assert [each.strip() for each in told.splitlines()[-len(line) - 2 :]] == [heading, *line, rate]


def told_of(*conditions, lang="en", plan_of=lambda version: (version,), **rule):
    """The description of an invented version, a line each."""
    benefit = LumpSum(
        **{"code": "toy", "name": NAME, "event": "diagnosis", "when": "disease", "source": SOURCE} | rule,
        sum=figure(1_00),
    )
    version = PlanVersion(
        effective_from=date(2020, 1, 1), benefits=(benefit,), conditions=conditions, **SOURCED
    )
    plan = mb.Plan(code="toy", name=NAME, versions=plan_of(version))
    return [line.strip() for line in mb.describe(plan, version, lang).splitlines()]


def test_both_bounds_of_an_age_are_years_of_age():
    """Chinese counts years of age in 岁, and other years in 年."""
    told = told_of(AgeLimit(least=figure(16), below=figure(60), **SOURCED), lang="zh")
    ages = [line.partition("：")[2].partition(" ")[0] for line in told if "[toy，公开资料]" in line]
    assert ages[-2:] == ["16岁", "60岁"]


def test_a_version_is_described_by_a_day_that_it_covers():
    plan = mb.get_plan("accident")
    for day, version in ((date(2015, 12, 31), plan.versions[0]), (date(2016, 1, 1), plan.versions[1])):
        assert mb.describe(plan, day) == mb.describe(plan, version)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (("severity", "died", "renewed"), "a degree of severity or a death or renewed"),
        (("severity", "died", "renewed", "surgery"), "a degree of severity, a death, renewed, operation"),
    ],
)
def test_up_to_three_exceptions_are_joined_by_or_and_more_by_commas(facts, words):
    assert f"unless the claim reports {words}" in told_of(OnRoute(unless=facts, **SOURCED))


def test_the_diseases_of_a_list_are_named():
    named = tuple(mb.Disease(code=code, name=mb.Text(en=code, zh=f"{code}病")) for code in ("flu", "rash"))
    listed = OnList(diseases=mb.DiseaseList(diseases=named, count=2, **SOURCED), **SOURCED)
    assert "flu; rash" in told_of(listed)
    assert "flu病、rash病" in told_of(listed, lang="zh")
    empty = OnList(diseases=mb.DiseaseList(diseases=(), count=2, **SOURCED), **SOURCED)
    assert told_of(empty)[-1] == "0 named of 2"


def test_a_disease_that_another_version_lists_has_its_name():
    """The version excepts a disease by its code, and the one after it lists the disease."""

    def with_a_later_one(version):
        rash = mb.Disease(code="rash", name=mb.Text(en="a red rash", zh="红疹"))
        listed = OnList(diseases=mb.DiseaseList(diseases=(rash,), count=1, **SOURCED), **SOURCED)
        return version, version.model_copy(
            update={"effective_from": date(2021, 1, 1), "conditions": (listed,)}
        )

    assert "not for a red rash" in told_of(except_diseases=("rash",), plan_of=with_a_later_one)


@pytest.mark.parametrize(("lang", "named"), [("en", "(for toy)"), ("zh", "（适用于玩具）")])
def test_a_condition_names_its_benefits_by_codes_in_english_and_by_names_in_chinese(lang, named):
    named_apart = told_of(
        OnRoute(unless=("died",), benefits=("toy",), **SOURCED), lang=lang, name=mb.Text(en="sum", zh="玩具")
    )
    assert len([line for line in named_apart if named in line]) == 1


def test_a_row_of_a_number_is_named_with_what_the_number_is():
    """A grade 50, or 50 shares, is no fee tier, and a bare 3 says nothing."""
    percentage = small.by("disability_grade", {3: 8_000, 10: 1_000})
    maximum = small.by("shares", {1: 500, 50: 900})
    rule = small.benefit(
        GradedSum, "injury", grades=("disability_grade",), maximum=maximum, percentage=percentage
    )
    own = small.plan(small.version(rule))
    shown = {lang: mb.describe(own, own.versions[0], lang) for lang in ("en", "zh")}
    assert all(
        text in shown["en"] for text in ("percentage, grade 3: 80%", "maximum sum, shares 50: 9.00 yuan")
    )
    assert all(text in shown["zh"] for text in ("给付比例，3级：80%", "最高互助金，份数 50：9.00元"))
    injury = mb.Injury(happened_on=date(2020, 1, 1), disability_grade=10)
    found = mb.assess(small.claim(1, injury, shares=50), plan=own)
    assert found == assess_verb_by_verb(small.claim(1, injury, shares=50), plan=own)
    assert "percentage (grade 10): 10%" in found.explain("en")
    assert "最高互助金（份数 50）：9.00元" in found.explain("zh")


def test_a_fee_tier_with_a_point_is_no_row_of_a_number():
    tier = FeeTier(code="12.5", ordinary=1_250, high_risk=2_500, **small.SOURCED)
    rate = small.by("fee_tier", {"12.5": 4_000})
    rule = small.benefit(PerDiem, "daily", days="hospital_days", rate=rate)
    own = small.plan(small.version(rule, fee_tiers=(tier,)))
    stay = mb.Injury(happened_on=date(2020, 1, 1), hospital_days=2)
    found = mb.assess(small.claim(1, stay, fee_tier="12.5"), plan=own)
    assert "rate per day (12.5): 40.00 yuan a day" in found.explain("en")


def test_a_limit_is_told_with_what_it_is_counted_by_and_what_lifts_it():
    lifted = small.limit("days", "day", 10, unless=("died",), subject="cause")
    rule = small.benefit(PerDiem, "daily", days="hospital_days", rate=small.figure(100), limits=(lifted,))
    own = small.plan(small.version(rule))
    english, chinese = (mb.describe(own, own.versions[0], lang) for lang in ("en", "zh"))
    assert (
        "      limit “invented” (for life, for each cause): 10 days [invented, published]\n"
        "        unless the claim reports a death\n" in english
    )
    line = "限额“虚构”（终身，按原因分别计算）：10天 [invented，公开资料]"
    assert f"      {line}\n        有身故的除外\n" in chinese


def test_a_limit_of_0_is_one_and_a_deductible_of_0_is_none():
    by_class = small.by("member_class", {"ordinary": 0, "model_worker": 5, "hardship": 5})
    share = small.benefit(
        ExpenseShare,
        "share",
        "medical_expense",
        share=small.figure(5_000),
        yearly_deductible=small.limit("taken_off", "fen", by_class),
        limits=(small.limit("most", "fen", 0),),
    )
    own = small.plan(small.version(share))
    told = mb.describe(own, own.versions[0])
    assert "taken off: “invented” (for life), ordinary member: does not apply [" in told
    assert "limit “invented” (for life): 0.00 yuan [" in told


def test_a_share_of_a_declared_amount_is_not_called_one_of_what_the_member_paid():
    share = small.benefit(ExpenseShare, "share", "medical_expense", of="bill", share=small.figure(2_000))
    bill = Fact(kind="money", name=mb.Text(en="whole bill", zh="总费用"))
    own = small.plan(small.version(share, facts={"bill": bill}))
    english, chinese = (mb.describe(own, own.versions[0], lang) for lang in ("en", "zh"))
    assert "share of an amount, after any deductible [invented]\n      a share of: whole bill\n" in english
    assert "以下列金额扣除起付金额后，按比例给付 [invented]\n      按比例计算的金额：总费用\n" in chinese
    paid = share.model_copy(update={"of": None})
    changes = mb.diff(small.version(paid), own.versions[0]).changes
    kind = [one for one in changes if one.path == "benefits.share"]
    assert [(one.before.text.en, one.after.text.en) for one in kind] == [
        ("share of what the member paid, after any deductible", "share of an amount, after any deductible")
    ]
