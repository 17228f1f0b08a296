"""Rule books in words: everything that a claim depends on is described, in both languages."""

import re
from datetime import date

import pytest

import mutual_benefits as mb
from mutual_benefits.frozen import every
from mutual_benefits.rulebook.version import PlanVersion
from mutual_benefits.rules import LumpSum, OnRoute, PerDiem, Waiting
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
        ("hospital_medical", date(2009, 1, 1), "share, through stay 1: 70% [SOHU08, published]", None),
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
