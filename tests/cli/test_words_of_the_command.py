"""Every way in which the command can fail, in both languages, without a word of the other one."""

import io
import os
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from chinese import CHINESE, english_in
from click.testing import CliRunner
from plan_folders import FIRST, PLAN, VERSION

import mutual_benefits as mb
from mutual_benefits.cli import main
from mutual_benefits.rulebook.vocabulary import FINDING_KINDS

HEADER = "id,member,plan,cover_from,fee_tier,kind,happened_on,living_days"
GOOD = "C-1,M-1,accident,2016-01-01,100,injury,2016-05-04,12"
NO_TOML = [
    *("a = [1", "a = {b = 1", "a = 'x", 'a = "x', "a = many", "a", "= 1", "[a", "a = 1 b = 2", 'a = "\\q"'),
    *(
        "a = 2020-02-30",
        "a = 1\na = 2",
        "a = 1\n[a]",
        'a = "\\ud800"',
        "a = \x00",
        "a = [1 2]",
        "a.b = 1\na = 2",
    ),
]
"""Texts that are no TOML, each for a reason of its own."""


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory):
    """A folder with files of every kind that the command cannot read, in which the tests run."""
    path = tmp_path_factory.mktemp("files")
    before = Path.cwd()
    os.chdir(path)
    texts = {
        "good.csv": f"{HEADER}\n{GOOD}\n",
        "empty.csv": "",
        "blank.csv": "\n\n",
        "other.csv": "x,y\n1,2\n",
        "near.csv": f"{HEADER.replace('living_days', 'livng_days')}\n{GOOD}\n",
        "twice.csv": f"{HEADER},id\n{GOOD},1\n",
        "both.csv": f"{HEADER},会费档次\n{GOOD},1\n",
        "nameless.csv": f"{HEADER},,x\n{GOOD},1,1\n",
        "done.csv": f"{HEADER},total_fen\n{GOOD},1\n",
        "quotes.csv": '"id,member\n',
        "array.json": '[{"id": "C-1"}]',
        "no.jsonl": "{x\n",
        "damaged.parquet": "PAR1xxx",
    }
    for name, text in texts.items():
        Path(name).write_text(text, "utf-8")
    Path("utf16.csv").write_bytes("\ufeffid".encode("utf-16-le") + b"\x00\xd8")
    Path("latin.csv").write_bytes("id,é\xff\n".encode("latin-1"))
    Path("old.xls").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    Path("damaged.xlsx").write_bytes(b"PK\x03\x04junk")
    openpyxl.Workbook().save("empty.xlsx")
    book = openpyxl.Workbook()
    for row in (HEADER.split(","), GOOD.split(",")):
        book.active.append(row)
    book.create_sheet("更多")
    book.save("sheets.xlsx")
    rows = pl.DataFrame([GOOD.split(",")], HEADER.split(","), orient="row")
    rows.with_columns(self_paid=pl.lit(1)).write_parquet("unit.parquet")
    rows.with_columns(living_days=pl.Series([[1]])).write_parquet("lists.parquet")
    Path("folder.csv").mkdir()
    for number, text in enumerate(NO_TOML):
        Path(f"toml{number}").mkdir()
        Path(f"toml{number}/plan.toml").write_text(text, "utf-8")
    for name, version in {
        "own": VERSION,
        "faults": 'effective_from = 2020-01-02\nbenefits = [{rule = "per_dim"}]\nlimits = 3\n',
    }.items():
        Path(name).mkdir()
        Path(name, "plan.toml").write_text(PLAN, "utf-8")
        Path(name, FIRST).write_text(version, "utf-8")
    Path("wrong_names").mkdir()
    Path("wrong_names/plan.tml").touch()
    Path("wrong_names/2020_01_01.toml").touch()
    Path("none").mkdir()
    yield path
    os.chdir(before)


CALLS = [
    *(
        ("assess", name)
        for name in ("empty.csv", "blank.csv", "other.csv", "near.csv", "twice.csv", "both.csv")
    ),
    *(("assess", name) for name in ("nameless.csv", "done.csv", "quotes.csv", "array.json", "no.jsonl")),
    *(("assess", name) for name in ("damaged.parquet", "utf16.csv", "latin.csv", "old.xls", "damaged.xlsx")),
    *(
        ("assess", name)
        for name in ("empty.xlsx", "unit.parquet", "lists.parquet", "folder.csv", "goood.csv", ".")
    ),
    *(("assess", "good.csv", "--rules", f"toml{number}") for number in range(len(NO_TOML))),
    *(
        ("assess", "good.csv", "--rules", name)
        for name in ("faults", "wrong_names", "none", "nowhere", "good.csv")
    ),
    ("assess", "good.csv", "--rules", "own", "--plan", "accident"),
    ("assess", "good.csv", "--plan", "acident"),
    ("assess", "good.csv", "--reading", "x"),
    ("assess", "good.csv", "--reading", "no.such=each"),
    ("assess", "good.csv", "--reading", "version.date=both"),
    ("assess", "good.csv", "--reading", "version.date=event", "--reading", "version.date=cover_start"),
    ("assess", "good.csv", "--explain", "C-2"),
    ("assess", "good.csv", "--explain", "C-1", "-o", "x.csv"),
    ("assess", "good.csv", "--as", "json", "-o", "x.csv"),
    ("assess", "good.csv", "--as", "yaml"),
    ("assess", "good.csv", "--unit"),
    ("assess", "good.csv", "--reasons=yes"),
    ("assess", "good.csv", "--outptu", "x"),
    ("assess", "good.csv", "more.csv"),
    ("assess",),
    ("assess", "good.csv", "-o", "x.doc"),
    ("assess", "good.csv", "-o", "good.csv"),
    ("assess", "good.csv", "-o", "folder.csv"),
    ("assess", "good.csv", "-o", "nowhere/x.csv"),
    ("assess", "good.csv", "-o", "x.csv", "--rejects", "x.csv"),
    ("plans", "acident"),
    ("plans", "accident", "--on", "1.2.2016"),
    ("plans", "accident", "--on", "1999-01-01"),
    ("plans", "accident", "--product", "two_year"),
    ("plans", "female_illness", "--product", "two_years"),
    ("plans", "--on", "2016-05-04"),
    ("plans", "accident", "female_illness"),
    ("plans", "--rules", "faults"),
    ("audit", "acident"),
    ("audit", "accident", "--fail-on", "unstatd"),
    ("audit", "--stale-before", "2020"),
    ("diff", "accident"),
    ("diff", "accident", "2015-12-31", "tomorrow"),
    ("diff", "accident", "1999-12-31", "2016-01-01"),
    ("diff", "acident", "2015-12-31", "2016-01-01"),
    ("schema", "clam"),
    ("schema",),
    ("asses", "good.csv"),
    ("--vresion",),
]


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_what_keeps_the_command_from_running_is_told_in_the_users_language(call):
    english = CliRunner().invoke(main, call)
    chinese = CliRunner().invoke(main, call, env={"MUTUAL_BENEFITS_LANG": "zh"})
    assert (english.exit_code, chinese.exit_code) == (2, 2), english.output
    assert english.stderr.splitlines()[-1 if call[0] != "assess" else 0]
    assert "Error: " in english.stderr
    assert "错误：" in chinese.stderr
    given = [*call, *HEADER.split(","), *GOOD.split(","), "python -m mutual_benefits", "main", FIRST]
    given += ["per_dim", "quay", "List(Int64)", str(Path.cwd()), "nowhere"]
    assert not CHINESE.search(english.stderr.replace("会费档次", ""))
    assert not english_in(chinese.stderr, *given), chinese.stderr
    assert CHINESE.search(chinese.stderr.splitlines()[-1])


ROWS = {
    "happened_on": (
        "04/05/2016",
        "16/5/4",
        "42494",
        "2016-05-04 13:30",
        "2016-02-30",
        "x",
        "",
        "#N/A",
        "=A1",
        "2001-01-01",
    ),
    "cover_from": ("x", "", "2017-01-01"),
    "living_days": ("x", "1.5", "1.000", "1,5", "-3", "999999999", "1" * 30, "1.5E+17"),
    "fee_tier": ("99", ""),
    "plan": ("acident", "", "home"),
    "kind": ("fall", "home_loss"),
    "id": ("", "\x07"),
    "member": ("",),
}


def test_every_wrong_row_is_told_in_the_users_language():
    names = HEADER.split(",")
    lines = []
    for field, cells in ROWS.items():
        for cell in cells:
            row = dict(zip(names, GOOD.split(","), strict=True)) | {"id": f"C-{len(lines)}", field: cell}
            lines.append(",".join(f'"{value}"' for value in row.values()))
    lines += [GOOD, GOOD, f"{GOOD},1,2", '"open', f"{GOOD.replace('C-1', 'C-x')},2"]
    table = "\n".join((HEADER, *lines))
    calls = (("-o", "-", "--reasons", "--rejects", "wrong.jsonl"), ("--as", "text"))
    for call in calls:
        done = CliRunner().invoke(main, ["assess", "-", *call, "--lang", "zh"], input=table)
        assert done.exit_code == 1
        told = done.stderr + (Path("wrong.jsonl").read_text("utf-8") if "-o" in call else done.stdout)
        given = {*HEADER.split(","), *(cell for cells in ROWS.values() for cell in cells), *GOOD.split(",")}
        given |= {
            "<stdin>",
            "duplicate_id",
            *(f"C-{number}" for number in range(len(lines))),
            "null",
            "open",
            "C-x",
        }
        assert not english_in(told, *filter(None, given)), told


LACKING = {
    "fee_tier": (
        "活动,生活补助天数",
        "accident,25",
        "会费档次（文件没有此列）：请填写以下之一：26、50、74、100",
    ),
    "self_paid": ("活动,超封顶线费用", "warm_aid,1000", "个人自付金额（文件没有此列）：该类事件必须填写此项"),
    "child": (
        "活动,事件种类,身故",
        "non_work_accident,子女意外伤害,是",
        "子女（文件没有此列）：该类事件必须填写此项",
    ),
    "kind": (
        "活动,子女",
        "non_work_accident,小明",
        "事件种类（文件没有此列）：“子女意外伤害”；活动不保障该类事件；所保障的事件为意外伤害、家财损失",
    ),
}
"""By a field, a file without a column for it, and what is told."""


@pytest.mark.parametrize("field", LACKING)
def test_a_column_that_a_file_has_not_is_named_in_the_users_language(field):
    names, cells, told = LACKING[field]
    year = 2010 if field == "kind" else 2016
    table = f"编号,会员,保障起始日,出险日,{names}\nA1,张三,{year}-01-01,{year}-05-04,{cells}\n"
    done = CliRunner().invoke(main, ["--lang", "zh", "assess", "-"], input=table)
    assert f"第2行，{told}\n" in done.stderr
    (problem,) = mb.read_claims(io.BytesIO(table.encode())).wrong[0].problems
    assert (problem.column, problem.given) == (field, None)
    assert str(problem).startswith(f"row 2, {field} (no such column): ")


def test_notices_and_every_command_are_chinese():
    calls = [
        ("assess", "sheets.xlsx"),
        ("assess", "good.csv", "--explain", "C-1"),
        ("assess", "good.csv", "--rules", "own"),
        ("plans",),
        ("plans", "--rules", "own"),
        ("--help",),
        *((name, "--help") for name in ("assess", "plans", "audit", "diff", "schema")),
    ]
    given = (
        "mutual-benefits",
        "JSON Schema",
        *FINDING_KINDS,
        "json",
        *(
            "[text|json]",
            "[text|table|json]",
            "[fen|yuan]",
            "[check|keep]",
            "{plan|version|claim|assessment}",
        ),
        "quay",
        "rope",
        "net",
        "claims.csv",
        "done.xlsx",
        "main",
        *GOOD.split(","),
    )
    for call in calls:
        done = CliRunner().invoke(main, ["--lang", "zh", *call])
        assert done.exit_code in (0, 1), done.output
        assert not english_in(done.output, *call, *given), (call, done.output)


@pytest.mark.parametrize(
    ("lang", "told"),
    [("en", "only the first sheet is read, not 更多"), ("zh", "只读取第一张工作表，未读取 更多")],
)
def test_further_sheets_are_named_by_the_command_and_in_python(lang, told):
    done = CliRunner().invoke(main, ["--lang", lang, "assess", "sheets.xlsx"])
    assert told in done.stderr
    with mb.language(lang), pytest.warns(UserWarning, match=told):
        assert mb.read_claims("sheets.xlsx").claims[0].id == "C-1"
