"""How much own plan files may hold, to the last value, and the places that faults are reported at."""

import tomllib

import pytest
from plan_folders import FIRST, PLAN, VERSION, faults_of, write_plan

import mutual_benefits as mb
from mutual_benefits.rulebook.files import loading

SECOND = "2021-01-01.toml"
LATER = VERSION.replace("2020-01-01", "2021-01-01", 1)


def with_readings(text, **options):
    """The small version with one more limit for each reading, of so many options."""
    parts = ""
    for name, count in options.items():
        terms = ", ".join(
            f'o{number} = {{ value = {number}, source = "seal", basis = "published" }}'
            for number in range(count)
        )
        parts += (
            f'[[benefits.limits]]\ncode = "{name}"\nname = {{ en = "c", zh = "限" }}\n'
            'unit = "day"\nper = "event"\n'
            f'ceiling = {{ reading = "own.{name}", options = {{ {terms} }} }}\n\n'
        )
    return text.replace("[[conditions]]", f"{parts}[[conditions]]")


def values(data):
    """How many values there are in a file: texts, numbers, days, tables and lists."""
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return 1 + sum(values(part) for part in parts)


def test_the_values_of_all_versions_count_once_and_once_more_for_each_other_option(tmp_path, monkeypatch):
    first, second = with_readings(VERSION, one=3, two=2), with_readings(LATER, one=3)
    counted = values(tomllib.loads(first)) * (1 + 2 + 1) + values(tomllib.loads(second)) * (1 + 2)
    write_plan(tmp_path, {FIRST: first, SECOND: second})
    monkeypatch.setattr(loading, "MOST_CHECKS", counted)
    assert faults_of(tmp_path) == []
    monkeypatch.setattr(loading, "MOST_CHECKS", counted - 1)
    (fault,) = faults_of(tmp_path)
    assert fault.startswith(f"{SECOND}")
    assert f"over {counted - 1} values to check" in fault


def test_the_options_besides_the_defaults_are_counted_to_the_last(tmp_path):
    """Two readings of 17 options have 32 besides the defaults; one option more is refused."""
    assert faults_of(write_plan(tmp_path, {FIRST: with_readings(VERSION, one=17, two=17)})) == []
    (fault,) = faults_of(write_plan(tmp_path, {FIRST: with_readings(VERSION, one=17, two=18)}))
    assert "readings with more than 32 options besides the defaults; give fewer" in fault


def test_the_benefits_of_a_version_are_counted_to_the_last(tmp_path, monkeypatch):
    second = VERSION[VERSION.index("[[benefits]]") : VERSION.index("[[conditions]]")]
    second = second.replace('code = "stay"', 'code = "other"').replace('"injury"', '"diagnosis"')
    second = second.replace('by = "cause"', 'by = "severity"')
    text = VERSION.replace("[[conditions]]", f"{second}[[conditions]]")
    write_plan(tmp_path, {FIRST: text})
    monkeypatch.setattr(loading, "MOST_BENEFITS", 2)
    assert faults_of(tmp_path) == []
    monkeypatch.setattr(loading, "MOST_BENEFITS", 1)
    (fault,) = faults_of(tmp_path)
    assert "benefits: 2 benefits; give at most 1" in fault


def a_key_of_parts(count):
    return f"x = {{ {'.'.join('a' * count)} = 1 }}"


def numbers(count, name="x"):
    return f"{name} = {[*range(count)]}"


def empty_benefits(count):
    return "[[benefits]]\n" * count


def lines_of_numbers(values):
    """Lists with so many values in all, themselves and the file counted; none of them is too long."""
    whole, rest = divmod(values - 1, 1_000)
    lines = [numbers(999, f"k{number}") for number in range(whole)]
    return "\n".join([*lines, *(f"n{number} = {number}" for number in range(rest))])


@pytest.mark.parametrize(
    ("text", "most", "told"),
    [
        (lambda n: f"value = {'9' * n}", 18, "a number of many digits; give at most 18 digits"),
        (lambda n: f"x = {10**13 - 18 + n}", 18, "give a number of at most 10000000000000"),
        (lambda n: f"{'a' * n} = 1", 200, "a word of 201 characters; put text in quotes"),
        (lambda n: f"'{'a' * n}' = 1", 200, "201 characters; give at most 200"),
        (a_key_of_parts, 33, "nested too deeply; nest at most 32 of them"),
        (empty_benefits, 100, "101 benefits; give at most 100"),
        (lines_of_numbers, 10_000, "more than 10000 values; one version needs fewer"),
        *(
            (lambda n, name=name: numbers(n, name), 100, "101 entries; give at most 100")
            for name in ("adds", "bands", "conditions", "grades", "limits", "rungs", "tops", "unless")
        ),
        (numbers, 2_000, "2001 entries; give at most 2000"),
    ],
)
def test_what_a_file_may_hold_is_counted_to_the_last(tmp_path, text, most, told):
    for count, refused in ((most, False), (most + 1, True)):
        faults = faults_of(write_plan(tmp_path, {FIRST: text(count) + "\n"}))
        assert any(told in fault for fault in faults) is refused


@pytest.mark.parametrize(("names", "dots"), [(200, False), (201, True)])
def test_a_hint_lists_up_to_two_hundred_names_and_says_where_there_are_more(tmp_path, names, dots):
    """No source has the empty id that is given."""
    sources = "".join(f"[sources.s{n}]\ntitle = {{ en = 's', zh = '书' }}\n" for n in range(1, names))
    text = VERSION.replace('days = "hospital_days"\nsource = "seal"', 'days = "hospital_days"\nsource = ""')
    (fault,) = faults_of(write_plan(tmp_path, {FIRST: text + sources}))
    hint = fault.partition("give one of ")[2].split(", ")
    assert hint[:2] == ["seal", "s1"]
    assert (hint[-1] == "...", len(hint)) == (dots, names if not dots else 201)


@pytest.mark.parametrize(("length", "told"), [(400, 400), (401, 403)])
def test_a_long_reason_is_cut(tmp_path, length, told):
    """The reason names an unknown benefit, whose code fills it up."""
    code = "y" * (length - len("Waiting names ; the benefits are stay"))
    text = VERSION.replace('condition = "waiting"', f'condition = "waiting"\nbenefits = ["{code}"]')
    (fault,) = faults_of(write_plan(tmp_path, {FIRST: text}))
    reason = fault.partition("benefits[0]: ")[2]
    assert len(reason) == told
    assert reason.endswith("the benefits are stay" if length == told else "the benefits are sta...")


def test_a_fact_that_no_claim_has_is_reported_where_it_is_named(tmp_path):
    """The word is a value in two places and a key in one; both values are named."""
    limit = (
        '[[benefits.limits]]\ncode = "c"\nname = { en = "c", zh = "限" }\nunit = "day"\nper = "event"\n'
        'ceiling = { by = "severity", rows = { a = 1 }, source = "seal", basis = "published" }\n\n'
    )
    text = VERSION.replace('by = "cause", rows = { rope = 3000', 'by = "severity", rows = { severity = 3000')
    text = text.replace("[[conditions]]", f"{limit}[[conditions]]")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if "severity" in line]
    told = "a claim for injury has no fact 'severity'"
    assert faults_of(write_plan(tmp_path, {FIRST: text})) == [
        f"{FIRST}, line {line}, benefits[0].{key}.by: {told}"
        for line, key in zip(lines, ("rate", "limits[0].ceiling"), strict=True)
    ]


def test_a_day_is_a_day_in_toml_and_text_in_json(tmp_path):
    found = faults_of(write_plan(tmp_path, {FIRST: VERSION.replace("2020-01-01", '"2020-01-01"', 1)}))
    assert len(found) == 1
    assert "line 1, effective_from: '2020-01-01'" in found[0]
    mb.dump_plan(mb.load_plan(write_plan(tmp_path, {FIRST: VERSION})), tmp_path / "json", format="json")
    assert '"effective_from": "2020-01-01"' in (tmp_path / "json" / "2020-01-01.json").read_text("utf-8")
    assert mb.load_plan(tmp_path / "json").versions[0].effective_from.isoformat() == "2020-01-01"


@pytest.mark.parametrize("wrong", ['code = "Quay"', 'code = "1"', "code = 1", ""])
def test_the_heading_of_a_plan_is_checked_with_its_versions(wrong, tmp_path):
    heading = PLAN.replace('code = "quay"', wrong)
    found = faults_of(
        write_plan(tmp_path, {"plan.toml": heading, FIRST: VERSION.replace("value = 30", "value = -1")})
    )
    assert {fault.split(",")[0].split(":")[0] for fault in found} == {"plan.toml", FIRST}


NOT_TOML = {
    "a = [1": "列表未闭合",
    "a = {b = 1": "表未闭合",
    'a = "x': "文字缺少后引号",
    "a = 'x": "文字缺少后引号",
    "a = ?": "值无效",
    "é = 1": "写法无效",
    "a. = 1": "键的第一个字符无效",
    "a 1": "键后缺少 =",
    "[a": "缺少 ]",
    "a = 1 b": "一行只能写一项",
    'a = "x\n"': "含不允许的字符",
    'a = "\\q"': "反斜线的写法无效",
    "a = 2020-02-30": "日期无效",
    'a = "\\u12"': "字符的写法无效",
    "a = 1\na = 2": "有键重复，请只保留一个",
}


@pytest.mark.parametrize(("text", "why"), NOT_TOML.items())
def test_why_a_text_is_not_toml_is_told_in_chinese_too(tmp_path, text, why):
    with pytest.raises(mb.InvalidPlan) as caught:
        mb.load_plan(write_plan(tmp_path, {FIRST: text}))
    chinese = caught.value.in_("zh")
    assert f"不是有效的 TOML（{why}）" in chinese or f"不是有效的 TOML：{why}" in chinese
