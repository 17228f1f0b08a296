"""The last day on which the record shows each version in force; what is said of later and earlier days."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from click.testing import CliRunner
from invented_plan import HARBOUR
from plan_folders import FIRST, VERSION, faults_of, write_plan

import mutual_benefits as mb
from mutual_benefits.canonical_hash import canonical
from mutual_benefits.cli import main

# Retyped from the record: the plan, the first day of the version, the day and the page that shows it.
SHOWN = """
accident            2010-06-01  2015-12-31  seed    the rates before the change of 2016
accident            2016-01-01  2018-05-15  OFF18   3,497 people at 74 yuan
critical_illness    2005-08-01  2005-08-17  SINA05  before June 2010 nine classes, not eleven: other terms
critical_illness    2010-06-01  2014-12-31  seed    eleven classes until the change of 2015
critical_illness    2015-01-01  2016-02-22  RMYY16  90 yuan a share
critical_illness    2018-01-01  2018-08-14  LDWB18  four shares paid 40,000
female_illness      2010-12-28  2013-12-31  seed    six diseases until the change of 2014
female_illness      2014-01-01  2016-01-01  seed    eight diseases on the page of 2016
female_illness      2018-01-01  2024-01-01  BTBU    25 yuan a share
hospital_allowance  2011-01-01  2014-12-31  seed    until the change of early 2015
hospital_allowance  2015-01-01  2024-01-01  BTBU    60 yuan a share
hospital_medical    2008-10-14  2012-12-31  seed    until the changes from 2013 on
hospital_medical    2013-01-01  2016-07-21  LDWB16  a case of 2016
non_work_accident   2009-08-01  2010-12-31  FIRE11  3,000 until the end of 2010
non_work_accident   2011-01-01  2015-12-31  seed    until the revision of 2016
non_work_accident   2016-01-01  2017-11-27  BUAA    the revision of 2016 is still named; pipes change
non_work_accident   2017-11-28  2022-10-14  BUAA    the revision of 2016 is still named
warm_aid            2012-05-01  2012-12-31  CPIC12  the first cover year
warm_aid            2018-07-12  2025-06-03  UZKOO   200,653 a year
"""
RECORD = {tuple(line.split()[:2]): line.split()[2:4] for line in SHOWN.strip().splitlines()}
VERSIONS = [(plan, version) for plan in mb.all_plans() for version in plan.versions]
OWN = 'shown_until = { day = 2021-03-05, source = "seal" }\n'


def accident(day, **options):
    enrolment = mb.Enrolment(plan="accident", cover_from=day, fee_tier="100")
    return mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=mb.Injury(happened_on=day, **options))


def expense(day):
    event = mb.MedicalExpense(happened_on=day, setting="inpatient", self_paid=Decimal("4867.30"))
    enrolment = mb.Enrolment(plan="warm_aid", cover_from=date(day.year, 1, 1))
    return mb.Claim(id="W-1", member="M-1", enrolment=enrolment, event=event)


def codes(assessment):
    return [caveat.code for caveat in assessment.caveats]


@pytest.mark.parametrize(("plan", "version"), VERSIONS, ids=lambda each: getattr(each, "code", None))
def test_each_version_names_the_last_day_on_which_the_record_shows_it(plan, version):
    day, source = RECORD[plan.code, str(version.effective_from)]
    shown = version.shown_until
    assert (str(shown.day), shown.source.id) == (day, source)
    assert shown.known_to == ("year" if str(version.effective_from) == "2014-01-01" else "day")
    finding = [f for f in mb.audit(plan).of("shown_until") if f.version == version.effective_from]
    assert [(f.path, f.source.id) for f in finding] == [("shown_until", source)]
    assert day in finding[0].text.en
    assert day in finding[0].text.zh
    known = {"en": " (known to the year)", "zh": "（仅知年份）"} if shown.known_to == "year" else {}
    for lang, words in (("en", "The record shows it in force until"), ("zh", "公开资料显示施行至")):
        cited = "起始资料" if (source, lang) == ("seed", "zh") else source
        assert f"{words} {day}{known.get(lang, '')} [{cited}]" in mb.describe(plan, version, lang)


@pytest.mark.parametrize(("day", "said"), [("2018-05-15", False), ("2018-05-16", True), ("2026-06-01", True)])
def test_a_later_day_has_a_caveat(day, said):
    result = mb.assess(accident(date.fromisoformat(day), living_days=5))
    assert ("beyond_record" in codes(result)) is said
    if said:
        (caveat,) = [one for one in result.caveats if one.code == "beyond_record"]
        assert caveat.text.en == (
            "The record shows this version in force until 2018-05-15 [OFF18];"
            f" whether it still held on {day} is not known."
        )
        shown = "公开资料仅显示本版本施行至 2018-05-15 [OFF18]"
        assert caveat.text.zh == f"{shown}；{day} 是否仍适用，无从得知。"
        assert caveat.text.zh in result.explain("zh")
    assert result.total == Decimal("400.00")


def test_the_day_that_governs_decides_and_not_the_day_of_the_event():
    claim = accident(date(2018, 5, 20), living_days=5)
    enrolment = claim.enrolment.model_copy(update={"cover_from": date(2018, 5, 1)})
    claim = claim.model_copy(update={"enrolment": enrolment})
    assert "beyond_record" in codes(mb.assess(claim))
    assert "beyond_record" not in codes(mb.assess(claim, readings={"version.date": "cover_start"}))


def test_a_year_is_shown_by_its_first_day():
    enrolment = mb.Enrolment(plan="female_illness", cover_from=date(2015, 6, 1), product="two_year")
    for day, said in ((date(2016, 1, 1), False), (date(2016, 1, 2), True)):
        event = mb.Diagnosis(happened_on=day, disease="breast cancer")
        result = mb.assess(mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event))
        assert ("beyond_record" in codes(result)) is said
    assert "until 2016-01-01 (known to the year) [seed]" in result.explain()
    assert "至 2016-01-01（仅知年份） [起始资料]" in result.explain("zh")


def test_days_before_the_first_day_on_which_costs_count_are_said_in_both_languages():
    """G1: in force 2012-05-01, but each cover year is 1 Jan - 31 Dec and costs earlier in 2012 count."""
    result = mb.assess(expense(date(2012, 3, 5)))
    assert "before_first_day" in codes(result)
    english, chinese = result.explain(), result.explain("zh")
    assert "force from 2012-05-01 [GOV12, published]; events and costs from 2012-01-01 count" in english
    assert "2012-03-05 lies before the first day of this version, 2012-05-01, which" in english
    assert "施行 [GOV12，公开资料]；自 2012-01-01 起的出险及费用均予计入" in chinese
    assert "2012-03-05 早于本版本的起始日 2012-05-01" in chinese
    again = mb.Assessment.model_validate_json(result.model_dump_json())
    assert again.explain() == result.explain()
    assert again.explain("zh") == result.explain("zh")
    assert "before_first_day" in codes(mb.assess(expense(date(2012, 4, 30))))
    assert "before_first_day" not in codes(mb.assess(expense(date(2012, 5, 1))))
    with pytest.raises(mb.NoVersionInForce):
        mb.assess(expense(date(2011, 12, 31)))


def test_an_own_rule_book_says_nothing_of_its_end_unless_it_states_it():
    version = HARBOUR.versions[0]
    assert version.shown_until is None
    # As it was before versions could state it: receipts of such rule books stay valid.
    kept = "sha256:4d4e01aa97c56af8f42ba9e576abe38c8cbcbf9c85140baebf3bf06fea206ffa"
    assert mb.content_hash(version) == kept
    assert mb.audit(HARBOUR).of("shown_until") == ()
    assert "record shows it in force" not in mb.describe(HARBOUR, version)


def test_an_empty_field_of_a_later_release_is_no_part_of_a_hash_however_deep_it_lies():
    first, last = mb.get_plan("warm_aid").versions
    assert all(name not in canonical(first).decode() for name in ('"tops"', '"period_unstated"', '"words"'))
    assert '"tops"' in canonical(last).decode()
    old, *_ = mb.get_plan("non_work_accident").versions
    assert b'"period_unstated":true' in canonical(old)
    assert b'"period_unstated":false' not in canonical(old)


@pytest.mark.parametrize("form", ["toml", "json"])
def test_plan_files_state_it_and_it_is_read_back(tmp_path, form):
    (tmp_path / "quay").mkdir()
    plan = mb.load_plan(write_plan(tmp_path / "quay", {FIRST: OWN + VERSION}))
    assert plan.versions[0].shown_until.day == date(2021, 3, 5)
    mb.dump_plan(plan, tmp_path / form, format=form)
    assert mb.load_plan(tmp_path / form) == plan
    claim = mb.Claim(
        id="C-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="quay", cover_from=date(2021, 1, 1)),
        event=mb.Injury(happened_on=date(2021, 3, 6), hospital_days=2, cause="rope"),
    )
    assert "beyond_record" in codes(mb.assess(claim, plan=plan))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('shown_until = { day = 2019-12-31, source = "seal" }\n', "shown_until is 2019-12-31, before"),
        ("shown_until = { day = 2021-03-05 }\n", "source"),
        ('shown_until = { day = 2021-03-05, source = "other" }\n', "other"),
        ('shown_until = { day = "2021", source = "seal" }\n', "day"),
    ],
)
def test_a_wrong_day_is_a_fault_of_the_file(tmp_path, line, fault):
    (found,) = faults_of(write_plan(tmp_path, {FIRST: line + VERSION}))
    assert fault in found


def test_a_diff_reports_another_day_and_its_source():
    old, new = mb.get_plan("accident").versions
    (change,) = [one for one in mb.diff(old, new).changes if one.path == "shown_until"]
    assert change.line().endswith(": 2015-12-31 [seed] → 2018-05-15 [OFF18]")
    later = new.shown_until.model_copy(update={"day": new.shown_until.day + timedelta(1)})
    amended = new.model_copy(update={"shown_until": later})
    assert [one.path for one in mb.diff(new, amended).changes] == ["shown_until"]
    assert [one.kind for one in mb.diff(HARBOUR.versions[0], HARBOUR.versions[0]).changes] == []


def test_the_list_of_plans_and_the_audit_of_the_command_show_it():
    listed = CliRunner().invoke(main, ["plans"]).output
    assert "  2016-01-01 (known to the year)  shown until 2018-05-15\n" in listed
    assert "shown until 2016-01-01 (known to the year)" in listed
    chinese = CliRunner().invoke(main, ["plans", "--lang", "zh"]).output
    assert "2010-06-01　资料显示施行至 2015-12-31" in chinese
    rows = json.loads(CliRunner().invoke(main, ["audit", "accident", "--as", "json"]).output)
    ends = [(row["version"], row["finding"], row["source"]) for row in rows if row["kind"] == "shown_until"]
    assert ends == [("2010-06-01", "2015-12-31", "seed"), ("2016-01-01", "2018-05-15", "OFF18")]
