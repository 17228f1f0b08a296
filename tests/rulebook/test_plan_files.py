"""Plan files: a written plan reads back the same, and all faults are reported together with their places."""

import itertools
import os
from datetime import date

import polars as pl
import pytest
from invented_plan import HARBOUR
from plan_folders import FIRST, PLAN, VERSION, faults_of, write_plan
from snapshot_claims import sample

import mutual_benefits as mb
from mutual_benefits.rulebook.files import dumping, size_limits

PLANS = (*mb.all_plans(), HARBOUR)
FORMATS = ("toml", "json")
BOTH = list(itertools.product(PLANS, FORMATS))


def named(value):
    return value if isinstance(value, str) else value.code


@pytest.mark.parametrize(("plan", "format_"), BOTH, ids=named)
def test_a_plan_that_is_written_reads_back_as_the_same_plan(plan, format_, tmp_path):
    mb.dump_plan(plan, tmp_path / "plan", format=format_)
    found = mb.load_plan(tmp_path / "plan")
    assert found == plan
    assert mb.content_hash(found) == mb.content_hash(plan)
    for one, other in zip(found.versions, plan.versions, strict=True):
        assert one.model_dump_json() == other.model_dump_json()


@pytest.mark.parametrize("plan", PLANS, ids=named)
def test_a_plan_is_written_as_a_file_for_each_version_named_by_its_first_day_and_always_the_same(
    plan, tmp_path
):
    mb.dump_plan(plan, tmp_path / "one")
    mb.dump_plan(mb.load_plan(tmp_path / "one"), tmp_path / "two")
    days = [f"{version.effective_from}.toml" for version in plan.versions]
    for folder in ("one", "two"):
        assert sorted(os.listdir(tmp_path / folder)) == sorted([*days, "plan.toml"])
    for name in (*days, "plan.toml"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    texts = [path.read_text("utf-8") for path in (tmp_path / "one").iterdir()]
    assert max(len(line) for text in texts for line in text.splitlines()) < 300, "lines that nobody reads"


@pytest.mark.parametrize("plan", mb.all_plans(), ids=named)
def test_the_shipped_plans_stay_below_a_tenth_of_the_size_limits(plan, tmp_path):
    mb.dump_plan(plan, tmp_path / "plan", format="json")
    sizes = [path.stat().st_size for path in (tmp_path / "plan").iterdir()]
    assert max(sizes) < size_limits.MOST_BYTES / 10
    assert sum(sizes) < size_limits.MOST_BYTES_TOGETHER / 10
    assert len(sizes) < size_limits.MOST_FILES / 10


def test_a_changed_figure_changes_one_line(tmp_path):
    plan = mb.get_plan("accident")
    newest = plan.versions[-1]
    (within,) = [each for each in newest.conditions if each.condition == "within_cover"]
    longer = within.model_copy(update={"years": within.years.model_copy(update={"value": 2})})
    conditions = tuple(longer if each is within else each for each in newest.conditions)
    versions = (*plan.versions[:-1], newest.model_copy(update={"conditions": conditions}))
    changed = plan.model_copy(update={"versions": versions})
    mb.dump_plan(plan, tmp_path / "before")
    mb.dump_plan(changed, tmp_path / "after")
    for name in os.listdir(tmp_path / "before"):
        before, after = ((tmp_path / folder / name).read_text("utf-8") for folder in ("before", "after"))
        pairs = zip(before.splitlines(), after.splitlines(), strict=True)
        differ = [(old[:20], new[:20]) for old, new in pairs if old != new]
        assert differ == ([("years = { value = 1,", "years = { value = 2,")] if "2016" in name else [])


def test_an_amended_version_keeps_its_amendments(tmp_path):
    newest = mb.get_plan("accident").versions[-1]
    draft = newest.amend({"living_allowance.rate.100": 90, "group.share": 60}, label="what if")
    plan = mb.Plan(code="accident", name=mb.Text(en="a", zh="甲"), versions=(draft,))
    for format_ in FORMATS:
        mb.dump_plan(plan, tmp_path / format_, format=format_)
        assert mb.load_plan(tmp_path / format_).versions[0].made_from == draft.made_from


# --- a plan of one's own is a plan like any other ----------------------------------------------------


def test_a_plan_that_was_read_answers_as_the_shipped_one_does(tmp_path):
    claims = sample(150)
    for plan in mb.all_plans():
        mb.dump_plan(plan, tmp_path / plan.code)
        own = mb.load_plan(tmp_path / plan.code)
        mine = [claim for claim in claims if claim.enrolment.plan == plan.code]
        assert len(mine) > 5
        for claim in mine:
            expected, found = mb.assess(claim), mb.assess(claim, plan=own)
            assert found == expected
            assert found.explain("zh") == expected.explain("zh")
            assert found.receipt == expected.receipt
            assert mb.verify(expected.receipt, claim, plan=own).ok
        assert list(mb.assess_all(mine, plan=own)) == list(mb.assess_all(mine))
        assert mb.audit(own).text("en") == mb.audit(plan).text("en")
        for version, other in zip(own.versions, plan.versions, strict=True):
            assert mb.describe(own, version) == mb.describe(plan, other)


def test_a_table_of_claims_can_be_assessed_under_a_plan_that_was_read(tmp_path):
    own = mb.load_plan(write_plan(tmp_path))
    day = date(2020, 3, 1)
    frame = pl.DataFrame(
        {"happened_on": [day, day, date(2020, 1, 9)], "cover_from": [date(2020, 1, 1)] * 3}
        | {"hospital_days": [2, 3, 4], "cause": ["rope", "net", "rope"]}
    )
    found = mb.assess_table(frame, plan=own, unit="fen")
    assert found["stay_fen"].to_list() == [6000, 12000, 0]
    assert found["reason"].to_list() == [None, None, "waiting_period"]
    receipt = mb.table_receipt(found, plan=own)
    assert mb.verify_table(receipt, found, plan=own) == ()


def test_versions_may_be_toml_or_json_and_several_on_one_day_have_labels(tmp_path):
    later = VERSION.replace("2020-01-01", "2021-05-01").replace("30", "60", 1)
    write_plan(tmp_path, {"2021-05-01.toml": later})
    mb.dump_plan(mb.load_plan(tmp_path), tmp_path / "json", format="json")
    os.replace(tmp_path / "json" / "2021-05-01.json", tmp_path / "2021-05-01.json")
    os.remove(tmp_path / "2021-05-01.toml")
    for path in (tmp_path / "json").iterdir():
        path.unlink()
    (tmp_path / "json").rmdir()
    one = mb.load_plan(tmp_path)
    assert [str(version.effective_from) for version in one.versions] == ["2020-01-01", "2021-05-01"]
    product = VERSION.replace('basis = "published"\n', 'basis = "published"\nproduct = "long"\n', 1)
    write_plan(tmp_path, {"2020-01-01_long.toml": product, "notes.md": "a note", ".hidden": b"\xff"})
    two = mb.load_plan(tmp_path)
    assert [version.product for version in two.versions] == [None, "long", None]


def test_versions_of_one_day_keep_their_order(tmp_path):
    (version,) = mb.load_plan(write_plan(tmp_path)).versions
    several = [version.model_copy(update={"product": name}) for name in ("z", "a", "m")]
    plan = mb.Plan(code="quay", name=mb.Text(en="Quay", zh="码头"), versions=tuple(several))
    mb.dump_plan(plan, tmp_path / "written")
    assert mb.load_plan(tmp_path / "written") == plan


@pytest.mark.parametrize("by", ["disability_grade", "shares", "renewed"])
def test_a_table_by_a_number_has_numbers_for_keys(by, tmp_path):
    table = VERSION.replace(
        'by = "cause", rows = { rope = 3000, net = 4000 }', f'by = "{by}", rows = {{ 1 = 7 }}'
    )
    plan = mb.load_plan(write_plan(tmp_path, {FIRST: table}))
    assert plan.versions[0].benefits[0].rate.rows == ((1, 7),)
    mb.dump_plan(plan, tmp_path / "json", format="json")
    assert mb.load_plan(tmp_path / "json") == plan


# --- what is wrong --------------------------------------------------------------------------------------

WRONG = [
    (
        "effective_from = 2020-01-01\n",
        "",
        "2020-01-01.toml, effective_from: missing; give a day, such as 2016-05-04",
    ),
    (
        "effective_from = 2020-01-01",
        'effective_from = "2020-01-01"',
        "2020-01-01.toml, line 1, effective_from: '2020-01-01'; this must be a day; write it without quotes",
    ),
    (
        "effective_from = 2020-01-01",
        "effective_from = 2020-01-02",
        "2020-01-01.toml, line 1, effective_from: '2020-01-02';"
        " the file is named 2020-01-01.toml; name it by the first day, or correct the day",
    ),
    (
        'basis = "published"\n\n[sources',
        'basis = "publishd"\n\n[sources',
        "2020-01-01.toml, line 3, basis: 'publishd'; did you mean 'published'?",
    ),
    (
        "value = 30",
        "value = -1",
        "2020-01-01.toml, line 20, conditions[0].days.value: -1; it should be greater than or equal to 0",
    ),
    (
        "rope = 3000",
        "rope = -3000",
        "2020-01-01.toml, line 16, benefits[0].rate.rows.rope: -3000; give 0 or more",
    ),
    (
        "rope = 3000",
        'rope = { by = "sex", rows = { male = -1 }, source = "seal", basis = "seed" }',
        "2020-01-01.toml, line 16, benefits[0].rate.rows.rope.rows.male: -1; give 0 or more",
    ),
    (
        "value = 30",
        'what = { en = "w", zh = "甲" }, value = 30',
        "2020-01-01.toml, line 20, conditions[0].days: give either value or what, not both",
    ),
    (
        "value = 30,",
        "value = 30, days = 3,",
        "2020-01-01.toml, line 20, conditions[0].days.days: no such key here;"
        " give one of value, source, basis, note",
    ),
    (
        'event = "injury"',
        "event = injury # quoted",
        "2020-01-01.toml, line 13: not valid TOML: Invalid value at 'injury'; put text in quotes",
    ),
    (
        "value = 30",
        "value = True",
        "2020-01-01.toml, line 20: not valid TOML: Invalid value at 'True'; write true",
    ),
    (
        "effective_from = 2020-01-01",
        "effective_from = 2020-1-1",
        "2020-01-01.toml, line 1: not valid TOML:"
        " Expected newline or end of document after a statement at '-1-1'",
    ),
    (
        "[[benefits]]",
        '[sources.leaf]\ntitle = { en = "A leaf", zh = "散页" }\n\n[[benefits]]',
        "2020-01-01.toml, line 9, sources.leaf: nothing cites it; leave it out",
    ),
    (
        "value = 30",
        "value = 30.0",
        "2020-01-01.toml, line 20, conditions[0].days.value: 30.0; give a whole number",
    ),
    (
        "value = 30",
        "value = true",
        "2020-01-01.toml, line 20, conditions[0].days.value: true; give a whole number",
    ),
    (
        "value = 30",
        "valeu = 30",
        "2020-01-01.toml, line 20, conditions[0].days.valeu: no such key here; did you mean 'value'?",
        "2020-01-01.toml, line 20, conditions[0].days.value: missing; give a whole number",
    ),
    (
        "value = 30",
        "value = 200000",
        "2020-01-01.toml, line 20, conditions[0].days: waiting.days is 200000, in day; give at most 100000",
    ),
    (
        'rule = "per_diem"',
        'rule = "per_dime"',
        "2020-01-01.toml, line 10, benefits[0].rule: 'per_dime'; did you mean 'per_diem'?",
    ),
    (
        'rule = "per_diem"\n',
        "",
        "2020-01-01.toml, line 9, benefits[0].rule: missing; give one of per_diem, lump_sum, graded_sum,"
        " share_of_loss, per_area, expense_share, banded_share",
    ),
    (
        'days = "hospital_days"',
        'days = "hospital_stays"',
        "2020-01-01.toml, line 14, benefits[0].days: 'hospital_stays';"
        " claims have no such fact; did you mean 'hospital_days'?",
    ),
    (
        'days = "hospital_days"',
        'days = "ordinal"',
        "2020-01-01.toml, line 14, benefits[0].days: a claim for injury has no fact 'ordinal'",
    ),
    (
        "rope = 3000",
        '"Old rope" = 3000',
        "2020-01-01.toml, line 16, benefits[0].rate.rows.'Old rope': claims give 'old_rope';"
        " write it like that",
    ),
    (
        'by = "cause", rows = { rope = 3000, net',
        'by = "occupation", rows = { ordinary = 3000, high_rsk',
        "2020-01-01.toml, line 16, benefits[0].rate.rows.high_rsk:"
        " no claim can give 'high_rsk' for occupation; did you mean 'high_risk'?",
    ),
    (
        "[[conditions]]",
        '[[benefits.limits]]\ncode = "c"\nname = { en = "c", zh = "限" }\nunit = "day"\nper = "event"\n'
        'ceiling = { by = "fee_tier", rows = { 50 = 4 }, source = "seal", basis = "seed" }\n[[conditions]]',
        "2020-01-01.toml, line 23, benefits[0].limits[0].ceiling: benefits.stay.limits.c.ceiling:"
        " rows for the fee tiers 50; the version has none",
    ),
    (
        "net = 4000",
        'net = { by = "fee_tier", rows = { 50 = 4000 }, source = "seal", basis = "seed" }',
        "2020-01-01.toml, line 16, benefits[0].rate.rows.net: benefits.stay.rate.rows.net:"
        " rows for the fee tiers 50; the version has none",
    ),
    (
        'days = "hospital_days"',
        'days = "cause"',
        "2020-01-01.toml, line 14, benefits[0].days: the fact 'cause' is not a number of days;"
        " give one that is",
    ),
    (
        'days = "hospital_days"\nsource = "seal"',
        'days = "hospital_days"\nsource = "sael"',
        "2020-01-01.toml, line 15, benefits[0].source: 'sael'; no such source in [sources];"
        " did you mean 'seal'?",
    ),
    (
        'code = "stay"',
        'code = "Stay!"',
        "2020-01-01.toml, line 11, benefits[0].code: 'Stay!'; give lower-case letters, digits and _,"
        " beginning with a letter",
    ),
    (
        'code = "stay"',
        'code = "total"',
        "2020-01-01.toml, line 11, benefits[0].code: a table has a column for the total under the name total;"
        " give the benefit another code",
    ),
    (
        'by = "cause"',
        'by = "renewed"',
        "2020-01-01.toml, line 16, benefits[0].rate.rows.rope: the key must be a whole number;"
        " 1 is yes and 0 is no",
        "2020-01-01.toml, line 16, benefits[0].rate.rows.net: the key must be a whole number;"
        " 1 is yes and 0 is no",
    ),
    (
        'condition = "waiting"',
        'condition = "waiting"\nbenefits = ["stya"]',
        "2020-01-01.toml, line 20, conditions[0].benefits[0]: Waiting names stya; the benefits are stay",
    ),
    (
        'dated = "2019"',
        "dated = 2019",
        "2020-01-01.toml, line 7, sources.seal.dated: 2019; give text in quotes",
    ),
    (
        "[[conditions]]",
        "[[benefits",
        "2020-01-01.toml, line 18: not valid TOML: Expected ']]' at the end of an array declaration",
    ),
    (
        'basis = "published"\n\n[sources',
        'basis = "published"\nbasis = "seed"\n\n[sources',
        "2020-01-01.toml, line 4: not valid TOML: Cannot overwrite a value; a key appears twice, keep one",
    ),
]


@pytest.mark.parametrize(("old", "new", "told"), [(*case[:2], case[2:]) for case in WRONG])
def test_a_fault_is_reported_with_its_place_what_was_given_and_what_is_right(old, new, told, tmp_path):
    assert VERSION.count(old) == 1
    assert faults_of(write_plan(tmp_path, {FIRST: VERSION.replace(old, new)})) == list(told)


def test_the_faults_of_all_files_are_reported_together_in_order(tmp_path):
    broken = (
        VERSION.replace("value = 30", "value = 3.5")
        .replace("= 2020-01-01", "= 2021-01-01")
        .replace('event = "injury"', 'event = "fall"')
        .replace("rope = 3000", 'rope = "3000"')
    )
    write_plan(
        tmp_path, {"plan.toml": PLAN.replace("quay", "Quay"), "2021-01-01.toml": broken, FIRST: VERSION + "x"}
    )
    assert faults_of(tmp_path) == [
        "2020-01-01.toml, line 23: not valid TOML: Expected '=' after a key in a key/value pair",
        "2021-01-01.toml, line 13, benefits[0].event: 'fall'; give one of injury, child_injury, diagnosis,"
        " hospital_stay, medical_expense, home_loss",
        "2021-01-01.toml, line 16, benefits[0].rate.rows.rope: '3000'; give a whole number,"
        " a table with value, source and basis, a table with what, a table with by, rows, source and basis"
        " or a table with by, rungs and beyond",
        "2021-01-01.toml, line 20, conditions[0].days.value: 3.5; give a whole number",
        "plan.toml, line 1, code: 'Quay'; give lower-case letters, digits and _, beginning with a letter",
    ]


def test_the_faults_of_json_have_lines_and_keys_too(tmp_path):
    mb.dump_plan(mb.load_plan(write_plan(tmp_path)), tmp_path / "json", format="json")
    path = tmp_path / "json" / "2020-01-01.json"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace('"value": 30,', '"value": 30, "value": 31,').replace(
            '"code": "stay"', '"code": "stay", "code": 1'
        )
    )
    twice = "the key appears twice; keep one"
    assert faults_of(tmp_path / "json") == [
        f"2020-01-01.json, line 6, benefits[0].code: {twice}",
        f"2020-01-01.json, line 31, conditions[0].days.value: {twice}",
    ]
    path.write_text(text.replace('"2020-01-01"', '"2020-02-30"'))
    given = "2020-01-01.json, line 2, effective_from: '2020-02-30'"
    assert faults_of(tmp_path / "json") == [
        f'{given}; give a day, such as "2016-05-04"',
        f"{given}; the file is named 2020-01-01.json; name it by the first day, or correct the day",
    ]
    path.write_text(text.replace("30,", "NaN,"))
    assert faults_of(tmp_path / "json") == ["2020-01-01.json: not valid JSON: NaN is not a number"]
    path.write_text("[1, 2]")
    assert faults_of(tmp_path / "json") == ["2020-01-01.json: a list; give one object with keys, { ... }"]


def test_two_versions_of_one_day_contradict_each_other(tmp_path):
    write_plan(tmp_path, {"2020-01-01_again.toml": VERSION})
    (fault,) = faults_of(tmp_path)
    assert fault.startswith("plan quay: two versions of 2020-01-01; first days must rise")


def test_a_file_that_cannot_be_a_version_is_one_fault(tmp_path):
    """It is not read all the same, nor is the version that it should be missed."""
    (write_plan(tmp_path) / FIRST).rename(tmp_path / "2020_01_01.toml")
    assert faults_of(tmp_path) == ["2020_01_01.toml: name the file 2020-01-01.toml"]


def test_a_name_without_an_ending_is_told_the_right_one(tmp_path):
    (write_plan(tmp_path) / "2021-01-01").write_text("")
    assert faults_of(tmp_path) == ["2021-01-01: name the file 2021-01-01.toml"]


@pytest.mark.parametrize("text", ["[]", "[[]]", '[[], {"a": 1, "a": 2}]'])
def test_a_list_is_no_version_whatever_is_in_it(text, tmp_path):
    write_plan(tmp_path, {"2021-01-01.json": text})
    assert faults_of(tmp_path) == ["2021-01-01.json: a list; give one object with keys, { ... }"]


def test_a_sum_that_was_amended_is_a_decimal_as_text(tmp_path):
    draft = mb.load_plan(write_plan(tmp_path)).versions[0].amend({"stay.rate.rope": 31}, label="what if")
    plan = mb.Plan(code="quay", name=mb.Text(en="Quay", zh="码头"), versions=(draft,))
    mb.dump_plan(plan, tmp_path / "draft")
    path = tmp_path / "draft" / FIRST
    path.write_text(path.read_text("utf-8").replace('"31.00"', '"much"'), "utf-8")
    (fault,) = faults_of(tmp_path / "draft")
    assert "draft.made_from[0].new: 'much'; give " in fault


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("day", "Expecting value at 'day'; put text in quotes"),
        ("True", "Expecting value at 'True'; write true"),
        ("+3", "Expecting value at '+3'"),
        ("", "Expecting value"),
    ],
)
def test_what_is_no_value_of_json_is_told_with_its_cure(written, told, tmp_path):
    text = f'{{\n"effective_from": "2020-01-01",\n"basis": {written}, "source": "seal"}}\n'
    write_plan(tmp_path)
    (tmp_path / FIRST).unlink()
    (tmp_path / "2020-01-01.json").write_text(text, "utf-8")
    assert faults_of(tmp_path) == [f"2020-01-01.json, line 3: not valid JSON: {told}"]


# --- writing -----------------------------------------------------------------------------------------------


def test_existing_files_are_not_overwritten_unless_asked(tmp_path):
    folder = tmp_path / "harbour"
    folder.mkdir()
    mb.dump_plan(HARBOUR, folder)
    with pytest.raises(mb.UnwritablePlan, match="give overwrite=True to replace them"):
        mb.dump_plan(HARBOUR, folder)
    mb.dump_plan(HARBOUR, folder, format="json", overwrite=True)
    assert sorted(os.listdir(folder)) == ["2020-01-01.json", "plan.json"]
    (folder / "thesis.odt").write_text("years of work")
    with pytest.raises(mb.UnwritablePlan, match=r"holds 'thesis.odt', which is not a file of a plan"):
        mb.dump_plan(HARBOUR, folder, overwrite=True)
    assert (folder / "thesis.odt").read_text() == "years of work"
    assert os.listdir(tmp_path) == ["harbour"], "nothing is left beside it"


def test_a_folder_that_is_named_like_a_version_is_not_replaced(tmp_path):
    inner = tmp_path / "harbour" / "2021-01-01.toml"
    inner.mkdir(parents=True)
    with pytest.raises(mb.UnwritablePlan, match=r"holds '2021-01-01.toml', which is not a file of a plan"):
        mb.dump_plan(HARBOUR, tmp_path / "harbour", overwrite=True)
    assert inner.is_dir()


def test_a_version_is_written_below_a_comment_and_the_heading_without_one(tmp_path):
    mb.dump_plan(HARBOUR, tmp_path / "plan")
    assert (tmp_path / "plan" / "plan.toml").read_text("utf-8").startswith('code = "harbour"\n')
    lines = (tmp_path / "plan" / "2020-01-01.toml").read_text("utf-8").splitlines()
    comment = [line for line in lines if line.startswith("#")]
    assert lines[: len(comment) + 2] == [*comment, "", "effective_from = 2020-01-01"]


def test_two_sources_of_one_id_are_both_written(tmp_path):
    plan = mb.load_plan(write_plan(tmp_path))
    (version,) = plan.versions
    other = version.source.model_copy(update={"title": mb.Text(en="Another book", zh="另一册")})
    twofold = plan.model_copy(update={"versions": (version.model_copy(update={"source": other}),)})
    mb.dump_plan(twofold, tmp_path / "written")
    assert mb.load_plan(tmp_path / "written") == twofold


def test_a_plan_of_more_versions_than_a_folder_holds_is_not_written(tmp_path):
    (version,) = mb.load_plan(write_plan(tmp_path)).versions
    several = tuple(
        version.model_copy(update={"effective_from": date(1900 + n, 1, 1)})
        for n in range(size_limits.MOST_FILES)
    )
    plan = mb.Plan(code="quay", name=mb.Text(en="Quay", zh="码头"), versions=several)
    with pytest.raises(mb.UnwritablePlan) as caught:
        mb.dump_plan(plan, tmp_path / "written")
    assert str(caught.value) == "plan quay has 100 versions; a folder holds 100 files"
    assert caught.value.in_("zh") == "活动 quay 有 100 个版本；一个文件夹最多 100 个文件"


def test_a_failed_write_leaves_the_earlier_files(tmp_path, monkeypatch):
    folder = tmp_path / "harbour"
    mb.dump_plan(HARBOUR, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(*_):
        raise OSError("the disk is full")

    for step in ("_write_file", "_check_same"):
        with monkeypatch.context() as patch:
            patch.setattr(dumping, step, full)
            with pytest.raises(OSError, match="the disk is full"):
                mb.dump_plan(HARBOUR, folder, overwrite=True)
    rename = type(folder).rename

    def never_new(self, target):
        if self.name == "new":
            raise OSError("the disk is gone")
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(type(folder), "rename", never_new)
        with pytest.raises(OSError, match="the disk is gone"):
            mb.dump_plan(HARBOUR, folder, overwrite=True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert os.listdir(tmp_path) == ["harbour"]


@pytest.mark.parametrize(
    ("plan", "target", "options", "message"),
    [
        (HARBOUR, "a/b", {}, "there is no folder"),
        (HARBOUR, "file", {}, "is not a folder; give another name"),
        (HARBOUR, "x", {"format": "yaml"}, "format is 'yaml'; give 'toml' or 'json'"),
        (HARBOUR.model_copy(update={"name": mb.Text(en="a\x00", zh="b")}), "x", {}, "would not read back"),
        (HARBOUR.model_copy(update={"name": mb.Text(en="a\ud800", zh="b")}), "x", {}, "is not a character"),
    ],
    ids=["no folder", "a file", "no format", "a control character", "half a character"],
)
def test_a_plan_that_cannot_be_written_is_an_error_that_says_why(plan, target, options, message, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(mb.UnwritablePlan, match=message):
        mb.dump_plan(plan, tmp_path / target, **options)
    assert os.listdir(tmp_path) == ["file"]


def test_a_plan_that_would_read_back_as_another_is_not_written(tmp_path):
    (version,) = mb.load_plan(write_plan(tmp_path)).versions
    (rule,) = version.benefits
    words = mb.Table(by="shares", rows={"one": 1}, source=rule.source, basis=mb.Basis.SEED)
    digits = mb.Table(by="shares", rows={"1": 1}, source=rule.source, basis=mb.Basis.SEED)
    for table, message in (
        (words, "the key must be a whole number"),
        (digits, "would read back as another plan: the versions of 2020-01-01 differ"),
    ):
        benefits = (rule.model_copy(update={"rate": table}),)
        odd = version.model_copy(update={"benefits": benefits})
        sound = version.model_copy(update={"effective_from": date(2021, 1, 1)})
        plan = mb.Plan(code="quay", name=mb.Text(en="Quay", zh="码头"), versions=(odd, sound))
        with pytest.raises(mb.UnwritablePlan, match=message):
            mb.dump_plan(plan, tmp_path / "odd")
