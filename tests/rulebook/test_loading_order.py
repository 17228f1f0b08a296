"""Own plan files: the order in which versions stand, and the greatest figure in each unit."""

import json
from datetime import date

import pytest
from plan_folders import FIRST, PLAN, VERSION, faults_of, write_plan

import mutual_benefits as mb


def begins(day, *, covers_from=None, product=None):
    """The small version with another first day, and where given a day from which events count."""
    more = [f"covers_from = {covers_from}"] if covers_from else []
    more += [f'product = "{product}"'] if product else []
    return "\n".join(
        [VERSION.replace("2020-01-01", day, 1).split("\n", 1)[0], *more, VERSION.split("\n", 1)[1]]
    )


def answers_by(plan, day, **more):
    enrolment = mb.Enrolment(plan="quay", cover_from=date(2018, 1, 1), **more)
    event = mb.Injury(happened_on=day, hospital_days=2, cause="rope")
    return mb.assess(mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event), plan=plan).version


def test_a_version_that_counts_events_from_an_earlier_day_stands_earlier(tmp_path):
    """The version of 2022 answers from 2019 on, so that of 2020 comes after it and answers from 2020 on."""
    files = {FIRST: begins("2020-01-01"), "2022-01-01.toml": begins("2022-01-01", covers_from="2019-06-01")}
    plan = mb.load_plan(write_plan(tmp_path, files))
    assert [str(each.effective_from) for each in plan.versions] == ["2022-01-01", "2020-01-01"]
    assert answers_by(plan, date(2019, 6, 1)) == answers_by(plan, date(2019, 12, 31)) == date(2022, 1, 1)
    assert answers_by(plan, date(2020, 1, 1)) == answers_by(plan, date(2023, 1, 1)) == date(2020, 1, 1)
    with pytest.raises(mb.NoVersionInForce):
        answers_by(plan, date(2019, 5, 31))


def test_versions_that_answer_from_one_day_stand_by_the_names_of_their_files(tmp_path):
    """The newest of them answers a claim without a product: here the last by the names of files."""
    files = {
        "2020-01-01_pier.toml": begins("2020-01-01", product="cove"),
        FIRST: begins("2020-01-01", product="dock"),
        "2021-01-01_boat.toml": begins("2021-01-01", covers_from="2020-01-01", product="boat"),
        "2019-01-01.toml": begins("2019-01-01", product="raft"),
    }
    plan = mb.load_plan(write_plan(tmp_path, files))
    assert [each.product for each in plan.versions] == ["raft", "dock", "cove", "boat"]
    assert answers_by(plan, date(2020, 5, 1)) == date(2021, 1, 1)
    assert answers_by(plan, date(2020, 5, 1), product="cove") == date(2020, 1, 1)


def test_toml_and_json_files_are_ordered_together(tmp_path):
    source = {"id": "seal", "title": {"en": "seals", "zh": "印谱"}}
    day, later = ("2019-01-01", "2021-01-01")
    benefit = {
        "rule": "lump_sum",
        "code": "sum",
        "name": {"en": "sum", "zh": "互助金"},
        "event": "injury",
        "when": "died",
        "source": "seal",
        "sum": {"value": 5, "source": "seal", "basis": "published"},
    }
    files = {
        f"{each}.json": json.dumps(
            {
                "effective_from": each,
                "source": "seal",
                "basis": "published",
                "sources": {"seal": source},
                "benefits": [benefit],
            }
        )
        for each in (day, later)
    }
    plan = mb.load_plan(write_plan(tmp_path, files))
    assert [str(each.effective_from) for each in plan.versions] == [day, "2020-01-01", later]


MOST = {
    "fen_per_day": ("rate = ", 10**12, "stay.rate"),
    "day": ("waiting_days = ", 100_000, "stay.waiting_days"),
    "flag": ("waiver = ", 1, "waiting.waiver"),
}
"""By unit: the field of the small plan that is counted in it, the greatest figure, and the field's path."""


def with_term(unit, term):
    key = MOST[unit][0]
    lines = [line for line in VERSION.splitlines() if not (unit == "fen_per_day" and line.startswith(key))]
    header = "[[conditions]]" if unit == "flag" else "[[benefits]]"
    place = lines.index(header) + 1
    return "\n".join([*lines[:place], f"{key}{term}", *lines[place:]]) + "\n"


def unstated(low, high):
    bounds = f"low = {low}, high = {high}, " if high is not None else f"low = {low}, "
    return f'{{ what = {{ en = "w", zh = "未" }}, {bounds}source = "seal", basis = "published" }}'


def stated(value):
    return f'{{ value = {value}, source = "seal", basis = "published" }}'


@pytest.mark.parametrize("unit", MOST)
def test_no_figure_and_no_bound_is_greater_than_its_unit_allows(unit, tmp_path):
    """The greatest figure is accepted, and one more is a fault: as a figure, and as either bound."""
    _, most, path = MOST[unit]
    told = f": {path} is {most + 1}, in {unit}; give at most {most}"
    for number, (sound, faulty) in enumerate(
        [
            (stated(most), stated(most + 1)),
            (unstated(0, most), unstated(0, most + 1)),
            (unstated(1, most), unstated(1, most + 1)),
            (unstated(most, most), unstated(most + 1, most + 1)),
            (unstated(most, None), unstated(most + 1, None)),
        ]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert faults_of(write_plan(folder, {FIRST: with_term(unit, sound)})) == []
        (fault,) = faults_of(write_plan(folder, {FIRST: with_term(unit, faulty)}))
        assert fault.startswith(f"{FIRST}, line ")
        assert fault.endswith(told)


def test_every_figure_that_is_too_great_is_reported_each_with_its_file(tmp_path):
    second = begins("2021-01-01").replace("value = 30", "value = 100002")
    files = {FIRST: VERSION.replace("value = 30", "value = 100001"), "2021-01-01.toml": second}
    assert faults_of(write_plan(tmp_path, files)) == [
        "2020-01-01.toml, line 20, conditions[0].days: waiting.days is 100001, in day; give at most 100000",
        "2021-01-01.toml, line 20, conditions[0].days: waiting.days is 100002, in day; give at most 100000",
    ]


def test_a_row_of_a_table_is_held_against_its_unit_too(tmp_path):
    faulty = VERSION.replace("net = 4000", f"net = {10**12 + 1}")
    (fault,) = faults_of(write_plan(tmp_path, {FIRST: faulty}))
    place = f"{FIRST}, line 16, benefits[0].rate.rows.net"
    assert fault == f"{place}: stay.rate.net is {10**12 + 1}, in fen_per_day; give at most {10**12}"


@pytest.mark.parametrize("code", ["total", "low", "high"])
def test_no_benefit_is_called_as_a_column_of_every_result(code, tmp_path):
    text = VERSION.replace('code = "stay"', f'code = "{code}"')
    (fault,) = faults_of(write_plan(tmp_path, {FIRST: text}))
    assert f"benefits[0].code: a table has a column for the total under the name {code}" in fault
    assert faults_of(write_plan(tmp_path, {FIRST: VERSION.replace('code = "stay"', 'code = "totals"')})) == []


@pytest.mark.parametrize("text", ["2020-01-02", '"2020-01-02"'])
def test_a_file_is_named_by_the_first_day_of_its_version(text, tmp_path):
    found = faults_of(write_plan(tmp_path, {FIRST: VERSION.replace("2020-01-01", text, 1)}))
    assert any(f"the file is named {FIRST}; name it by the first day" in fault for fault in found)
    assert any("effective_from: '2020-01-02'" in fault for fault in found)


def test_sources_are_tables_under_their_own_ids(tmp_path):
    for old, new, right in (
        (
            "[sources.seal]",
            '[sources]\nwax = "a book"\n[sources.seal]',
            "sources.wax: 'a book'; give a table with title",
        ),
        (
            "[sources.seal]",
            '[sources.seal]\nid = "wax"',
            "sources.seal.id: 'wax'; the key is another id; leave id out",
        ),
    ):
        faults = faults_of(write_plan(tmp_path, {FIRST: VERSION.replace(old, new)}))
        assert any(right in fault for fault in faults), faults
    same = VERSION.replace("[sources.seal]", '[sources.seal]\nid = "seal"')
    plan = mb.load_plan(write_plan(tmp_path, {FIRST: same}))
    assert plan == mb.load_plan(write_plan(tmp_path, {FIRST: VERSION}))
    assert plan.versions[0].source.id == "seal"


def test_a_plan_without_a_version_says_which_file_to_give(tmp_path):
    (tmp_path / "plan.toml").write_text(PLAN, "utf-8")
    (fault,) = faults_of(tmp_path)
    assert "no version; give one a file such as 2016-01-01.toml" in fault


def test_a_reading_with_one_list_of_options_here_and_another_there_is_a_fault(tmp_path):
    """Two versions offer one reading with other options; that is seen when the plan is read."""

    def choice(*options):
        terms = ", ".join(f"{name} = {stated(number)}" for number, name in enumerate(options, start=1))
        return VERSION.replace(
            "[[conditions]]",
            '[[benefits.limits]]\ncode = "c"\nname = { en = "c", zh = "限" }\nunit = "day"\nper = "event"\n'
            f'ceiling = {{ reading = "own.days", options = {{ {terms} }} }}\n\n[[conditions]]',
        )

    later = choice("narrow", "wide").replace("2020-01-01", "2021-01-01", 1)
    write_plan(tmp_path, {FIRST: choice("wide", "narrow"), "2021-01-01.toml": later})
    (fault,) = faults_of(tmp_path)
    assert "reading 'own.days' offers narrow, wide here and wide, narrow elsewhere" in fault
    same = choice("wide", "narrow").replace("2020-01-01", "2021-01-01", 1)
    assert faults_of(write_plan(tmp_path, {"2021-01-01.toml": same})) == []
