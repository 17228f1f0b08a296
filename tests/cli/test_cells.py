"""One table of cells: what each is read as, or why it is refused, in every format and both ways."""

import io
import json
import math
import pickle
import re
import tempfile
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from click.testing import CliRunner

import mutual_benefits as mb
from mutual_benefits.cli import main
from mutual_benefits.cli.table_files import typed_columns
from mutual_benefits.cli.table_files.raw_rows import raw_rows
from mutual_benefits.cli.table_files.typed_columns import FAULT, GIVEN, ROW
from mutual_benefits.files import excel_rows
from mutual_benefits.files.cell_values import Refusal, read_cell
from mutual_benefits.files.claim_fields import CLAIM_FIELDS
from mutual_benefits.files.table_file import TableFile

DAY = date(2016, 5, 4)
CELLS: list[tuple[str, str, Any]] = [
    *(("happened_on", text, DAY) for text in (
        "2016-05-04", "2016-5-4", "2016/5/4", "2016/05/04", "2016.5.4", "20160504",
        "2016年5月4日", "2016 年 5 月 4 日", "２０１６／５／４", "2016-05-04 00:00:00",
        "2016-05-04T00:00:00", "2016/5/4 0:00", "\u3000 2016-05-04\xa0",
    )),
    ("happened_on", "04/05/2016", "which number is the month?"),
    ("happened_on", "31/12/2016", "give a day as YYYY-MM-DD"),
    ("happened_on", "16/5/4", "the year in four digits"),
    ("happened_on", "42494", "either of Excel's calendars"),
    ("happened_on", "2016-05-04 13:30:00", "a time of day"),
    ("happened_on", "2016-02-30", "no calendar has this day"),
    ("happened_on", "2016-W18-3", "give a day as YYYY-MM-DD"),
    ("happened_on", "2016-13/01", "give a day as YYYY-MM-DD"),
    ("happened_on", "someday", "give a day as YYYY-MM-DD"),
    *(("living_days", text, 25) for text in ("25", "025", "25.0", "25.00", "２５", "25天", "25 日", " 25 ")),
    ("living_days", "1,000", 1000),
    ("living_days", "1.000", "may mark thousands or decimals"),
    ("living_days", "2.5", "give a whole number"),
    ("living_days", "1,5", "may mark decimals"),
    ("living_days", "1_000", "give a whole number"),
    ("living_days", "many", "give a whole number"),
    ("living_days", "9" * 30, "too large"),
    ("living_days", "10²", "give a whole number"),
    *(("self_paid", text, Decimal("4867.30")) for text in (
        "4867.30", "4867.3", "4,867.30", "4867.300", "￥4,867.30", "¥4867.3", "4,867.30元",
        "４，８６７．３０",
    )),
    ("self_paid", "1,234", Decimal("1234.00")),
    ("self_paid", "0", Decimal("0.00")),
    ("self_paid", "1.234", "may mark thousands or decimals"),
    ("self_paid", "0.125", "at most two decimal places"),
    ("self_paid", "4867.305", "at most two decimal places"),
    ("self_paid", "4867,30", "may mark decimals"),
    ("self_paid", "12,34,567", "may mark decimals"),
    ("self_paid", "1e3", "give a number"),
    ("self_paid", "NaN", "give a number"),
    ("self_paid", "4.8万", "give a number"),
    ("self_paid", "9" * 16, "too large"),
    ("self_paid", "000.00", "what a comma has cut off"),
    ("self_paid", "012", "what a comma has cut off"),
    ("self_paid", "00", Decimal("0.00")), ("self_paid", "0012.50", Decimal("12.50")),
    ("area", "25.5㎡", Decimal("25.50")),
    *(("died", text, True) for text in ("true", "TRUE", "1", "是", "yes", "有")),
    *(("died", text, False) for text in ("false", "0", "否", "No", "无")),
    ("died", "maybe", "give yes or no"),
    ("sex", "女", "female"), ("sex", "男性", "male"), ("sex", "Female", "female"),
    ("sex", "x", "give one of"),
    ("setting", "门诊", "outpatient"), ("setting", "住院", "inpatient"),
    ("occupation", "高风险", "high_risk"), ("occupation", "普通", "ordinary"),
    ("occupation", "High Risk", "high_risk"),
    ("member_class", "劳模", "model_worker"), ("member_class", "困难职工", "hardship"),
    ("peril", "火灾", "fire"), ("disability_grade", "7级", 7), ("shares", "2份", 2),
    ("kind", "意外伤害", "injury"), ("kind", "医疗费用", "medical_expense"),
    ("kind", "fall", "give the kind of event"),
    ("plan", "在职职工意外伤害互助保障活动", "accident"), ("plan", "女工特疾", "female_illness"),
    ("plan", "暖·互助", "warm_aid"), ("plan", "acident", "did you mean 'accident'"),
    ("fee_tier", "100.0", "100"), ("member", "张三", "张三"), ("member", "'-张三", "-张三"),
    ("member", '="0012"', "0012"),
    ("member", "-张三", "-张三"), ("member", "@x", "@x"),
    ("member", "#N/A", "shows an error"), ("member", "#FIELD!", "shows an error"), ("member", "#7", "#7"),
    ("member", "=1+1", "without its result"),
    ("member", "1.23456789012346E+17", "cut this number to 15 digits"),
    ("member", "1e17", "1e17"), ("member", "Nan", "Nan"), ("member", "NaN", "stands for no value"),
]  # fmt: skip
BASES = {
    "accident": {
        "kind": "injury",
        "cover_from": "2016-01-01",
        "happened_on": "2016-05-04",
        "fee_tier": "100",
    },
    "warm_aid": {"cover_from": "2018-08-01", "happened_on": "2019-05-04", "self_paid": "10"},
    "non_work_accident": {"cover_from": "2016-01-01", "happened_on": "2016-05-04", "peril": "fire"},
}
PLAN_OF = {
    "self_paid": "warm_aid",
    "setting": "warm_aid",
    "area": "non_work_accident",
    "peril": "non_work_accident",
}


def table() -> tuple[list[str], list[list[str]]]:
    """The cells as rows of claims; each differs from a sound claim in one cell."""
    rows: list[dict[str, str]] = []
    for number, (field, text, _) in enumerate(CELLS):
        plan = PLAN_OF.get(field, "accident")
        rows.append({"id": f"C-{number}", "member": f"M-{number}", "plan": plan, **BASES[plan], field: text})
        if text in ("医疗费用", "暖·互助"):
            rows[-1] |= {"fee_tier": "", "self_paid": "1", "plan": "warm_aid"}
        if field == "plan":
            rows[-1] |= {"kind": "", "plan": text}
    names = list(dict.fromkeys(name for row in rows for name in row))
    return names, [[row.get(name, "") for name in names] for row in rows]


def as_csv(path: Path, encoding: str = "utf-8", separator: str = ",") -> None:
    import csv

    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows([table()[0], *table()[1]])


def as_workbook(path: Path) -> None:
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate([table()[0], *table()[1]]):
            for place, cell in enumerate(cells):
                sheet.write_string(number, place, cell)


def as_json(path: Path) -> None:
    names, rows = table()
    path.write_text("".join(f"{json.dumps(dict(zip(names, row, strict=True)))}\n" for row in rows), "utf-8")


def as_parquet(path: Path) -> None:
    pl.DataFrame(table()[1], schema=dict.fromkeys(table()[0], pl.String), orient="row").write_parquet(path)


WRITTEN = {
    "utf-8.csv": as_csv,
    "marked.csv": lambda path: as_csv(path, "utf-8-sig"),
    "utf-16.txt": lambda path: as_csv(path, "utf-16", "\t"),
    "semicolons.csv": lambda path: as_csv(path, "utf-8", ";"),
    "book.xlsx": as_workbook,
    "lines.jsonl": as_json,
    "table.parquet": as_parquet,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cells")
    for name, write in WRITTEN.items():
        write(made / name)
    return made


@pytest.mark.parametrize(("field", "text", "meant"), CELLS)
def test_a_cell_means_one_thing_or_is_refused(field: str, text: str, meant: Any) -> None:
    value = read_cell(field, text)
    if isinstance(value, Refusal):
        assert isinstance(meant, str)
        assert meant in value.right.en
        assert not re.search("[a-z]{2,}", value.right.zh.replace("Excel", "")), value.right.zh
    else:
        assert (type(value), value) == (type(meant), meant)


def fact(claim: mb.Claim, field: str) -> Any:
    return {**claim.__dict__, **claim.enrolment.__dict__, **claim.event.__dict__}[field]


def test_python_reads_each_cell_as_the_table_says(folder: Path) -> None:
    claims, wrong = mb.read_claims(folder / "utf-8.csv")
    by_id, rows = {claim.id: claim for claim in claims}, {row.row: row for row in wrong}
    for number, (field, text, meant) in enumerate(CELLS):
        if f"C-{number}" in by_id:
            assert fact(by_id[f"C-{number}"], field) == meant, text
        else:
            told = {each.column: each for each in rows[number + 2].problems}
            if field not in told:
                assert field == "plan", (text, told)  # the plan is read, and needs what the row lacks
                continue
            problem = told[field]
            assert problem.given == text.strip()
            refused = isinstance(read_cell(field, text), Refusal)
            assert (
                (str(meant) in problem.right.en) if refused else field in ("kind", "plan", "living_days")
            ), text


@pytest.mark.parametrize("name", WRITTEN)
def test_every_format_gives_the_same_claims_and_the_same_words(folder: Path, name: str) -> None:
    claims, wrong = mb.read_claims(folder / name)
    first_claims, first_wrong = mb.read_claims(folder / "utf-8.csv")
    assert claims == first_claims
    assert [row.problems for row in wrong] == [row.problems for row in first_wrong]


@pytest.mark.parametrize("name", WRITTEN)
def test_the_command_answers_as_the_library_does(folder: Path, name: str, tmp_path: Path) -> None:
    out, rejects = tmp_path / "out.parquet", tmp_path / "rejects.jsonl"
    done = CliRunner().invoke(main, ["assess", str(folder / name), "-o", str(out), "--rejects", str(rejects)])
    assert done.exit_code == 1, done.output
    claims, wrong = mb.read_claims(folder / name)
    answers = {each.claim.id: each for each in mb.assess_all(claims)}
    rows = pl.read_parquet(out).to_dicts()
    assert len(rows) == len(CELLS)
    for row in rows:
        answer = answers.get(row["id"])
        assert row["status"] == (answer.status if answer else "invalid"), row
        if answer:
            high = None if answer.high is None else int(answer.high * 100)
            assert (row["low_fen"], row["high_fen"], row["version"]) == (
                int(answer.low * 100),
                high,
                answer.version,
            )
    told = [json.loads(line) for line in rejects.read_text("utf-8").splitlines()]
    assert [(row["row"], row["problem"]) for row in told] == [(row.row, row.in_("en")) for row in wrong]
    assert f"row {wrong[0].row}, column" in done.stderr


def test_excels_own_days_numbers_and_truth_values_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(
        ["编号", "会员", "活动", "保障起始日", "会费档次", "出险日", "生活补助天数", "身故", "备注", None]
    )
    sheet.append([])
    sheet.append([1, 20160001, "accident", DAY.replace(month=1), 100, datetime(2016, 5, 4), 25.0, False, 0.5])
    sheet.append([2, "M-1", "accident", DAY, 100, datetime(2016, 5, 4, 13, 30), 25.5, True, "x"])
    sheet.append([3, 123456789012345678, "accident", DAY, 100, DAY, "=1+1", None, "=2+2"])
    book.save(tmp_path / "book.xlsx")
    claims, wrong = mb.read_claims(tmp_path / "book.xlsx")
    (claim,) = claims
    assert (claim.id, claim.member, claim.enrolment.fee_tier) == ("1", "20160001", "100")
    assert claim.event == mb.Injury(happened_on=DAY, living_days=25)
    assert [(row.row, [each.column for each in row.problems]) for row in wrong] == [
        (4, ["出险日", "生活补助天数"]),
        (5, ["会员", "生活补助天数"]),
    ]


def test_an_error_of_a_formula_is_not_taken_for_a_blank_cell(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "book.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(
            0, 0, ["id", "member", "plan", "cover_from", "happened_on", "fee_tier", "living_days"]
        )
        for row, (formula, value) in enumerate([("=1/0", "#DIV/0!"), ("=5*5", 25)], start=1):
            sheet.write_row(row, 0, [f"C-{row}", "M-1", "accident", "2016-01-01", "2016-05-04", "100"])
            sheet.write_formula(row, 6, formula, None, value)
    claims, wrong = mb.read_claims(tmp_path / "book.xlsx")
    assert [claim.event for claim in claims] == [mb.Injury(happened_on=DAY, living_days=25)]
    assert [str(each) for each in wrong[0].problems] == [
        "row 2, column living_days: '#DIV/0!'; the workbook shows an error here; mend the formula, or give"
        " the value"
    ]


WAYS = {
    "as Excel": lambda xml: xml,
    "with a prefix": lambda xml: re.sub(r"<(/?)(\w)", r"<\1x:\2", xml).replace("xmlns=", "xmlns:x="),
    "in single quotes": lambda xml: xml.replace('"', "'"),
    "without places": lambda xml: re.sub(r'(<(?:c|row)) r="\w+"', r"\1", xml),
    "in lines": lambda xml: xml.replace("<v />", "<v></v>").replace("><", ">\n <"),
}
"""How programs write the same sheet."""


def sheet_of(rows: list[list[Any]], path: Path, way: str = "as Excel", merged: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/worksheets/sheet1.xml"] = WAYS[way](parts["xl/worksheets/sheet1.xml"].decode()).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return path


@pytest.mark.parametrize("way", WAYS)
def test_whoever_writes_a_workbook_its_errors_formulas_and_cut_numbers_are_told(
    way: str, tmp_path: Path
) -> None:
    sound = ["accident", date(2016, 1, 1), "100", DAY, 1, "fall"]
    rows = [
        ["id", "plan", "cover_from", "fee_tier", "happened_on", "living_days", "cause"],
        ["C-1", *sound],
        ["C-2", *sound[:5], "#N/A"],
        ["C-3", *sound[:5], "=IF(A3<>1,2,3)"],
        [123456789012345678, *sound],
        ["C-5", *sound],
        ["C-6", *sound],
        ["C-7", *sound],
    ]
    claims, wrong = mb.read_claims(sheet_of(rows, tmp_path / "book.xlsx", way, ("G6:G7", "B8:C8")))
    assert [claim.id for claim in claims] == ["C-1"]
    told = (
        "'#N/A'",
        "'=IF(A3<>1,2,3)'",
        "'1.23456789012346E+17'",
        *["the cells G6:G7"] * 2,
        "the cells B8:C8",
    )
    for number, (row, start) in enumerate(zip(wrong, told, strict=True), start=3):
        assert row.row == number
        assert row.in_("en").rpartition(": ")[2].startswith(start), row.in_("en")


def test_a_sheet_that_excel_has_written_is_not_written_anew_wherever_its_sample_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """To write it anew takes six times as long."""
    sheet = b'<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row></sheetData>'
    for end in range(len(sheet) + 9):
        monkeypatch.setattr(excel_rows, "_SAMPLE", end)
        assert excel_rows._as_excel_writes(sheet) is sheet


def test_formulas_without_results_after_the_last_value_are_told(tmp_path: Path) -> None:
    names = ["id", "plan", "cover_from", "fee_tier", "happened_on"]
    row = ["C-1", "accident", date(2016, 1, 1), "100", DAY]
    after = [[None, None, None, None, "=E2+1"], [None, None, None, None, None, "=1+1"]]
    claims, wrong = mb.read_claims(sheet_of([names, row, *after], tmp_path / "book.xlsx"))
    assert [claim.id for claim in claims] == ["C-1"]
    assert "'=E2+1'; a formula without its result" in wrong[0].in_("en")
    assert "cells up to column 6 where the header has 5" in wrong[1].in_("en")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("8,000.00,", True),
        ("8,000.00,,", True),
        ("81,234,", True),
        ("￥8,000.00元,", True),
        ("1,000,000.00", True),
        ("8000.00,,", False),
        ("8000.00,12.00,", False),
        ("8000,120.00,", False),
        ("8,20.00,", False),
    ],
)
def test_a_number_that_its_own_commas_cut_in_a_row_with_a_cell_too_many_is_told(row: str, told: bool) -> None:
    header = "id,plan,cover_from,happened_on,self_paid,over_cap"
    text = f"{header}\nC-1,warm_aid,2019-01-01,2019-04-02,{row}\n"
    ids, problems = read(text.encode())
    assert ids == ([] if told else ["C-1"])
    assert bool(problems) is told
    if told:
        assert "quote a cell that has a comma" in problems[0]


@pytest.mark.parametrize(
    ("merged", "told"),
    [
        ("F2:F3", {2, 3}),
        ("F2:G2", {2}),  # the sum of two columns
        ("H2:H3", set()),  # which is not read
        ("G2:H2", set()),
        ("F1:F2", {2}),  # a heading of two lines
        ("F3:F4", set()),  # which are all blank
    ],
)
def test_a_row_of_merged_cells_that_are_read_is_wrong(merged: str, told: set[int], tmp_path: Path) -> None:
    names = ["plan", "cover_from", "fee_tier", "happened_on", "cause", "living_days", "hospital_days", "note"]
    row: list[Any] = ["accident", date(2016, 1, 1), "100", DAY, None, 12, 3, "seen"]
    blank = [*row[:5], None, *row[6:]]
    path = sheet_of([names, row, blank, blank], tmp_path / "book.xlsx", merged=(merged,))
    claims, wrong = mb.read_claims(path)
    assert {row.row for row in wrong} == told
    assert len(claims) == 3 - len(told)
    for row in wrong:
        assert row.in_("zh") == f"单元格 {merged} 已合并，只有第一格有内容；请取消合并，逐格填写"


HEADER = "id,member,plan,cover_from,fee_tier,happened_on,living_days"
GOOD = "C-{},张三,accident,2016-01-01,100,2016-05-04,12"


def read(raw: bytes, **options: Any) -> tuple[list[str], list[str]]:
    claims, wrong = mb.read_claims(io.BytesIO(raw), **options)
    return [claim.id for claim in claims], [str(each) for row in wrong for each in row.problems]


def test_a_row_that_cannot_be_taken_apart_spoils_no_other() -> None:
    lines = [
        HEADER,
        GOOD.format(1),
        GOOD.format(2).replace("张三", '"张三'),
        GOOD.format(3),
        "",
        ",,,",
        GOOD.format(4) + ",,",
        GOOD.format(5) + ",surplus",
        GOOD.format(6).removesuffix(",12"),
        GOOD.format(7).replace("张三", '5" pipe'),
        GOOD.format(8).replace("张三", '"two\nlines"').replace("12", "x"),
        GOOD.format(9).replace("张三", '"a"b'),
        GOOD.format(10),
    ]
    ids, problems = read("\r\n".join(lines).encode())
    assert ids == ["C-1", "C-3", "C-4", "C-7", "C-10"]
    assert [line.split(":")[0].split(",")[0] for line in problems] == [
        f"row {n}" for n in (3, 8, 9, 11, 11, 12)
    ]
    assert "close each quotation mark" in problems[0]
    assert "8 cells where the header has 7; quote a cell that has a comma" in problems[1]
    assert "6 cells where the header has 7; give all of them" in problems[2]


@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize("mark", ['"', "\0"])
def test_a_row_that_no_reader_takes_apart_is_one_wrong_row(at: int, mark: str, tmp_path: Path) -> None:
    """An open quotation mark looks for its end up to that of the file, which is no row."""
    lines = [HEADER, *(GOOD.format(n).replace("张三", f"{mark * (n == at)}M-{n}") for n in range(4))]
    (tmp_path / "in.csv").write_text("\n".join(lines), "utf-8")
    claims, wrong = mb.read_claims(tmp_path / "in.csv")
    assert [claim.id for claim in claims] == [f"C-{n}" for n in range(4) if n != at]
    assert [row.row for row in wrong] == [at + 2]
    says = {'"': "the row cannot be read; close each quotation mark", "\0": r"column member: '\x00M-"}[mark]
    assert wrong[0].in_("en").startswith(says)
    done = CliRunner().invoke(main, ["assess", str(tmp_path / "in.csv"), "--as", "json"])
    assert [row["status"] == "invalid" for row in json.loads(done.stdout)] == [n == at for n in range(4)]


@pytest.mark.parametrize("blank", ["{0}{0}{0}{0}{0}{0}", " {0}{0}{0}{0}{0}{0} ", "\u3000{0}{0}{0}{0}{0}{0}"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_blank_row_is_none_whatever_separates_its_cells(separator: str, blank: str) -> None:
    lines = [HEADER, GOOD.format(1), GOOD.format(2)]
    lines = [line.replace(",", separator) for line in lines]
    lines.insert(2, blank.format(separator))
    raw = "\n".join(lines).encode()
    assert read(raw) == (["C-1", "C-2"], [])
    assert len(json.loads(CliRunner().invoke(main, ["assess", "-", "--as", "json"], input=raw).stdout)) == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("header", [HEADER, "编号,会员,活动,保障起始日,会费档次,出险日,生活补助天数"])
def test_utf_16_is_told_from_a_zero_byte(encoding: str, header: str) -> None:
    lines = [header, *(GOOD.format(n).replace("张三", "上官三丬") for n in range(3))]
    assert read("\n".join(lines).encode(encoding)) == (["C-0", "C-1", "C-2"], [])


@pytest.mark.parametrize(("separator", "mark"), [(";", "semicolon"), ("\t", "tab")])
def test_the_advice_about_a_cell_too_many_fits_the_file(separator: str, mark: str, tmp_path: Path) -> None:
    lines = [HEADER, f"{GOOD.format(1)},surplus"]
    _, (problem,) = read("\n".join(lines).replace(",", separator).encode())
    assert problem.endswith(f"quote a cell that has a {mark}")
    with xlsxwriter.Workbook(str(tmp_path / "book.xlsx")) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line.split(","))
    _, (row,) = mb.read_claims(tmp_path / "book.xlsx")
    assert row.in_("en") == (
        "the row has cells up to column 8 where the header has 7; empty the further cells, or"
        " name their columns"
    )


@pytest.mark.parametrize(("most", "few"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_rows_in_another_encoding_are_told_and_not_garbled(most: str, few: str) -> None:
    raw = b"\n".join(
        [HEADER.encode(), *(GOOD.format(n).encode(few if n == 3 else most) for n in range(1, 6))]
    )
    ids, problems = read(raw)
    assert ids == ["C-1", "C-2", "C-4", "C-5"]
    assert problems[0].startswith(f"row 4: the row is not {most.upper()} text as the rest of the file is")


def test_a_claim_as_the_library_writes_it_is_a_line_of_json() -> None:
    claims, _ = mb.read_claims(io.BytesIO(f"{HEADER}\n{GOOD.format(1)}\n".encode()))
    raw = "".join(f"{claim.model_dump_json()}\n" for claim in claims) + "no json\n[1]\n"
    again, wrong = mb.read_claims(io.BytesIO(raw.encode()))
    assert again == claims
    assert [row.row for row in wrong] == [3, 4]


def test_a_line_of_json_in_another_encoding_is_told_as_such() -> None:
    line = json.dumps(dict(zip(HEADER.split(","), GOOD.split(","), strict=True)), ensure_ascii=False)
    raw = b"\n".join(line.encode(encoding) for encoding in ("utf-8", "gb18030"))
    _, problems = read(raw)
    assert problems == [
        "row 3: the row is not UTF-8 text as the rest of the file is; save the file in one encoding"
    ]


@pytest.mark.parametrize(
    ("raw", "says", "in_chinese"),
    [
        (b"", "the table is empty", "文件为空"),
        (
            b"id,member\nC-1,M-1\n",
            "happened_on; if all rows are of one plan, it can be given in place of the column, e.g."
            " plan='accident'",
            "缺少活动、保障起始日、出险日列",
        ),
        (f"{HEADER},会费档次".encode(), "both stand for fee_tier", "均为“会费档次”"),
        (f"{HEADER},id".encode(), "'id' occurs 2 times", "出现 2 次"),
        (f"{HEADER},,x".encode(), "column 8 has no name", "第8列没有名称"),
        (f"{HEADER},status".encode(), "already has status", "已有结果列 status"),
        (f"{HEADER},livng_days".encode(), "did you mean 'living_days'", "是否指“living_days”"),
        (f"{HEADER},event".encode(), "column event is a part of a claim", "“event”列为申请的一部分"),
        (b'{"": 5, "id": "1"}', "column 1 has no name", "第1列没有名称"),
        (b'{"id": "1", "": 5}', "column 2 has no name", "第2列没有名称"),
        (
            f"互助申请表\n{HEADER}".encode(),
            "it has '互助申请表' in place of names that are read: begin CSV and Excel with the row",
            "所见列名为“互助申请表”，均无法识别；CSV 和 Excel 的首行应为各列的名称",
        ),
        (b"\x1f\x8b\x08" + bytes(60), "unpack it", "先解压"),
        (b"[{}]", "one JSON array", "JSON 数组"),
        *(
            (f"{HEADER}\n{GOOD.format(1)}".encode(encoding), "the first row has zero bytes", "首行含有空字节")
            for encoding in ("utf-32", "utf-32-le", "utf-32-be")
        ),
        (HEADER.replace(",", "|").encode(), "by commas, semicolons or tabs", "以逗号、分号或制表符分隔"),
        (f"{HEADER}\0\n{GOOD.format(1)}".encode(), "the first row has zero bytes", "首行含有空字节"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old kind (.xls)", "旧式 Excel"),
        (b"PK\x03\x04" + bytes(60), "save it again", "重新保存"),
        (b"PAR1" + bytes(60) + b"PAR1", "damaged", "已损坏"),
        (b"\xff\x81\xff,id\n", "neither UTF-8 nor GB18030", "既不是 UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_both_languages(raw: bytes, says: str, in_chinese: str) -> None:
    with pytest.raises(mb.InvalidTable, match=r"\w") as caught:
        read(raw)
    assert says in str(caught.value)
    assert in_chinese in caught.value.in_("zh")
    shown = CliRunner().invoke(main, ["assess", "-", "--lang", "zh"], input=raw)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert in_chinese in shown.stderr


@pytest.mark.parametrize(
    ("heading", "right", "scaled"),
    [
        ("个人自付金额（万元）", "个人自付金额", True),
        ("损失金额_千元", "损失金额", True),
        ("自付金额万元", "自付金额", True),
        ("self_paid (thousand yuan)", "self_paid", True),
        ("loss [fen]", "loss", True),
        ("个人自付金额（元）", "个人自付金额", False),
        ("住院天数（百分之一）", "住院天数", False),
    ],
)
def test_the_advice_for_sums_that_are_not_in_yuan_says_so(heading: str, right: str, scaled: bool) -> None:
    with pytest.raises(mb.InvalidTable) as refused:
        read(f"plan,cover_from,happened_on,{heading}\n".encode())
    told = f"“{heading}”列未识别（是否指“{right}”？{'后者以元计，请先换算' if scaled else ''}）"
    assert refused.value.in_("zh").startswith(told)
    assert ("in yuan: convert the sums first" in refused.value.in_("en")) is scaled


def test_a_line_break_in_a_heading_or_a_cell_breaks_no_line_of_an_error() -> None:
    with pytest.raises(mb.InvalidTable) as refused:
        read('编号,"保障\n起始日"\n'.encode())
    assert refused.value.in_("zh").startswith("“保障↵起始日”列未识别（是否指“保障起始日”？）")
    row = GOOD.format(1).replace("张三", '"张\n三"')
    (wrong,) = mb.read_claims(io.BytesIO(f"{HEADER}\n{row}\n".encode())).wrong
    assert wrong.problems[0].in_("zh").startswith("第2行，“member”列：“张↵三”；")


def test_whatever_is_read_in_bytes_is_a_file(tmp_path: Path) -> None:
    raw = f"{HEADER}\n{GOOD.format(1)}\n".encode()
    (tmp_path / "claims.csv").write_bytes(raw)
    with tempfile.SpooledTemporaryFile() as upload, tempfile.NamedTemporaryFile() as named:
        for file in (upload, named):
            file.write(raw)
            file.seek(0)
            assert [claim.id for claim in mb.read_claims(file).claims] == ["C-1"]
    with (tmp_path / "claims.csv").open("rb", buffering=0) as unbuffered:
        assert len(mb.read_claims(unbuffered).claims) == 1
    for text in (io.StringIO(HEADER), (tmp_path / "claims.csv").open(encoding="utf-8")):
        with text, pytest.raises(mb.InvalidArgument, match="give a file opened as binary"):
            mb.read_claims(text)  # type: ignore[arg-type]


def damaged_files() -> dict[str, bytes]:
    table, book, locked = io.BytesIO(), io.BytesIO(), io.BytesIO()
    pl.DataFrame({name: [f"{n}" * 9 for n in range(500)] for name in HEADER.split(",")}).write_parquet(table)
    pages = table.getvalue()
    with xlsxwriter.Workbook(book) as workbook:
        workbook.add_worksheet().write_row(0, 0, HEADER.split(","))
    with zipfile.ZipFile(book) as whole, zipfile.ZipFile(locked, "w", zipfile.ZIP_DEFLATED) as sheetless:
        for name in whole.namelist():
            sheetless.writestr(name, whole.read(name).replace(b"<sheet ", b"<shoot "))
    marked = bytearray(book.getvalue())
    for place in (found.start() for found in re.finditer(rb"PK\x01\x02", marked)):
        marked[place + 8] |= 1  # a password is needed
    newer = bytearray(book.getvalue())
    newer[newer.index(b"PK\x01\x02") + 6] = 99
    return {
        "pages": pages[:60] + bytes(40) + pages[100:],
        "locked": bytes(marked),
        "newer": bytes(newer),
        "sheetless": locked.getvalue(),
    }


@pytest.mark.parametrize(("kind", "raw"), damaged_files().items())
def test_python_says_that_a_file_is_damaged_whatever_its_reader_raises(kind: str, raw: bytes) -> None:
    with pytest.raises(mb.InvalidTable, match="the file is damaged or incomplete"):
        read(raw)


def test_python_names_the_columns_that_are_not_read() -> None:
    header = b"plan,cover_from,happened_on,ward,self_paid,\xe5\xa4\x87\xe6\xb3\xa8\n"
    found = mb.read_claims(io.BytesIO(header + b"warm_aid,2019-01-01,2019-05-01,3,9000,x\n"))
    assert found.unread == ("ward", "备注")
    assert pickle.loads(pickle.dumps(found)).unread == found.unread  # noqa: S301  # our own
    claims, wrong = found
    assert (len(claims), wrong, found) == (1, (), (claims, wrong))


def test_a_second_row_of_an_id_is_wrong_and_the_first_in_order_of_days_is_the_claim() -> None:
    later = GOOD.format(1).replace("05-04", "06-04")
    ids, problems = read("\n".join([HEADER, later, GOOD.format(1), GOOD.format(2)]).encode())
    assert ids == ["C-1", "C-2"]
    assert problems == [
        "row 2, column id: 'C-1'; another claim has this id; give each claim its own id, and each event once"
    ]


@pytest.mark.parametrize("unit", ["fen", "yuan"])
def test_whole_numbers_of_money_in_a_parquet_file_need_a_unit(tmp_path: Path, unit: Any) -> None:
    row = {
        "plan": "hospital_medical",
        "happened_on": DAY,
        "cover_from": date(2016, 1, 1),
        "self_paid": 480_000,
    }
    pl.DataFrame([row]).write_parquet(tmp_path / "in.parquet")
    with pytest.raises(mb.InvalidTable, match=r"\(self_paid\)"):
        mb.read_claims(tmp_path / "in.parquet")
    (claim,), _ = mb.read_claims(tmp_path / "in.parquet", unit=unit)
    assert isinstance(claim.event, mb.MedicalExpense)
    assert claim.event.self_paid == (4800 if unit == "fen" else 480_000)
    done = CliRunner().invoke(main, ["assess", str(tmp_path / "in.parquet"), "-o", "-", "--unit", unit])
    (answer,) = mb.assess_all([claim])
    assert str(answer.low if unit == "yuan" else int(answer.low * 100)) in done.stdout


INTEGERS = [(pl.UInt64, 2**64 - 1), (pl.Int64, 2**63 - 1), (pl.Int64, -(2**63)), (pl.Int128, 2**127 - 1)]
AMOUNTS = [(pl.Decimal(38, 2), 10**35), (pl.Decimal(38, 2), 10**15), (pl.Decimal(38, 0), 10**37)]
BEYOND: list[tuple[str, Any, Any, Any]] = [
    *(("living_days", None, kind, number) for kind, number in INTEGERS),
    *(("self_paid", unit, kind, number) for unit in ("fen", "yuan") for kind, number in INTEGERS[::3]),
    *(("self_paid", None, kind, number) for kind, number in AMOUNTS),
    *(("self_paid", "yuan", pl.Int64, number) for number in (10**15, 2**62 + 5000, -(2**62))),
    ("self_paid", "fen", pl.Int64, 10**17),
    *(
        (name, None, kind, math.nan)
        for name in ("living_days", "disability_grade", "self_paid", "over_cap", "shares", "happened_on")
        for kind in (pl.Float64, pl.Float32)
    ),
    *((name, None, pl.Float64, number) for name in ("member", "id") for number in (math.nan, 1e17, 1e15)),
]


@pytest.mark.parametrize("rows", [1, 2])
@pytest.mark.parametrize(("name", "unit", "kind", "number"), BEYOND)
def test_a_number_that_no_claim_can_have_makes_its_row_wrong_alone(
    name: str, unit: Any, kind: Any, number: Any, rows: int, tmp_path: Path
) -> None:
    """A row of its own is a column of one cell, which engines treat apart."""
    plan = "warm_aid" if name in ("self_paid", "over_cap") else "accident"
    row = {"id": "C-1", "member": "M-1", **BASES[plan], "plan": plan, "self_paid": "10", name: None}
    row = {field: cell for field, cell in row.items() if plan == "warm_aid" or field != "self_paid"}
    cells = pl.Series(name, [number, None][:rows], dtype=kind)
    pl.DataFrame([row] * rows).with_columns(cells).write_parquet(tmp_path / "in.parquet")
    _, wrong = mb.read_claims(tmp_path / "in.parquet", unit=unit)
    assert (wrong[0].row, [each.column for each in wrong[0].problems]) == (2, [name])
    options = ["--unit", unit] if unit else []
    out = str(tmp_path / "out.parquet")
    done = CliRunner().invoke(main, ["assess", str(tmp_path / "in.parquet"), "-o", out, *options])
    assert done.exit_code == 1, done.output
    answers = pl.read_parquet(out).to_dicts()
    assert (answers[0]["status"], answers[0]["reason"]) == ("invalid", f"invalid_{name}")
    assert len(answers) == rows
    assert f"row 2, {wrong[0].in_('en')}" in done.stderr


@pytest.mark.parametrize("unit", ["fen", "yuan"])
def test_the_greatest_amounts_of_a_parquet_file_are_read_to_the_last_fen(unit: Any, tmp_path: Path) -> None:
    most = 10**17 - 1 if unit == "fen" else 10**15 - 1
    row = {"member": "M-1", "plan": "warm_aid", **BASES["warm_aid"], "self_paid": most, "over_cap": 0}
    table = pl.DataFrame([row])
    for kind in (pl.Int64, pl.UInt64, pl.Int128):
        table.with_columns(pl.col("self_paid").cast(kind)).write_parquet(tmp_path / "in.parquet")
        (read_by_column,) = typed_columns.typed_columns(
            found := TableFile(tmp_path / "in.parquet", unit=unit), pl.concat(raw_rows(found)).lazy()
        ).collect()["self_paid"]
        assert read_by_column == (Decimal(most) / 100 if unit == "fen" else most), kind


@pytest.mark.parametrize(
    ("kind", "a_day"),
    [
        (pl.Date, 1),
        (pl.Datetime("ms"), 86_400_000),
        (pl.Datetime("us"), 86_400_000_000),
        (pl.Datetime("ms", "Asia/Shanghai"), 86_400_000),
    ],
)
def test_a_day_beyond_the_calendar_in_a_parquet_file_makes_its_row_wrong(
    kind: Any, a_day: int, tmp_path: Path
) -> None:
    """Python and Polars break off at such a day; the first and last days of the calendar are read."""
    first, last = (day.toordinal() - date(1970, 1, 1).toordinal() for day in (date.min, date.max))
    told = {"plan": "accident", "member": "M-1", "fee_tier": "100"}
    row = {"cover_from": date(2016, 1, 1), "happened_on": date(2016, 5, 9), "living_days": 3} | told
    zoned = bool(getattr(kind, "time_zone", None))
    for day, text in (
        (first - 1, "0000-12-31"),
        (first + zoned, None),
        (last - zoned, None),
        (last + 1 - zoned, "9999-12-31" if zoned else "10000-01-01"),
    ):
        cells = (pl.Series([16_930, day, None]) * a_day).cast(pl.Int32 if a_day == 1 else pl.Int64).cast(kind)
        table = pl.DataFrame([row | {"id": f"C-{place}"} for place in range(3)])
        path = tmp_path / "in.parquet"
        table.with_columns(noted_on=cells).write_parquet(path)
        claims, wrong_rows = mb.read_claims(path)
        assert (len(claims), len(wrong_rows)) == (3, 0), "the column is not read"
        given = pl.concat(raw_rows(TableFile(path)))[GIVEN].struct.field("noted_on")
        assert given.dtype == (kind if text is None else pl.String)
        if text is None or zoned:
            continue  # moments of a zone are no days
        table.with_columns(notified_on=cells).write_parquet(path)
        claims, wrong_rows = mb.read_claims(path)
        assert [claim.notified_on for claim in claims] == [date(2016, 5, 9), None]
        assert [(one.row, one.cells["notified_on"].split()[0]) for one in wrong_rows] == [(3, text)]
        assert "as YYYY-MM-DD" in wrong_rows[0].problems[0].right.en
        done = CliRunner().invoke(main, ["assess", str(path), "-o", str(tmp_path / "out.parquet")])
        assert done.exit_code == 1, done.output
        assert "row 3, column notified_on: '" + text in done.stderr
        out = pl.read_parquet(tmp_path / "out.parquet")
        assert out["reason"].to_list() == [None, "invalid_notified_on", None]
        assert [str(cell).split()[0] for cell in out["notified_on"]] == ["2016-05-09", text, "None"]


@pytest.mark.parametrize("own", [None, mb.get_plan("accident")], ids=["library", "own"])
def test_a_whole_column_means_what_its_cells_mean_one_by_one(own: mb.Plan | None) -> None:
    """Every text of the table, and some others, in every column."""
    texts = [text for _, text, _ in CELLS] + [
        "",
        " ",
        "\u3000",
        "'=x",
        '=""',
        "0",
        "-0",
        "-5",
        "+5",
        "0001-01-01",
    ]
    texts += ["10000-01-01", "0000-01-01", "1.0", "0.0", "100", "100元", "Ａ", "inpatient", "injury", "1.5e3"]
    column = pl.Series("cells", [*texts, None, *texts], dtype=pl.String)
    for name, field in CLAIM_FIELDS.items():
        read = typed_columns._read(field, own, column)
        for text, value, wrong in zip(column, read.struct["value"], read.struct["wrong"], strict=True):
            meant = None if text is None else read_cell(name, text, own)
            assert wrong == isinstance(meant, Refusal), (name, text, value)
            assert value == (None if wrong else meant), (name, text)


@pytest.mark.parametrize("again", ['"id": "C-2"', '"enrolment": {"member": "M-2"}'])
def test_a_name_that_occurs_twice_in_an_object_is_told_and_not_read_as_the_last(
    again: str, tmp_path: Path
) -> None:
    known = '"id": "C-1", "member": "M-1", "plan": "accident", "cover_from": "2016-01-01", "fee_tier": "100"'
    line = f'{{{known}, "happened_on": "2016-05-04", "living_days": 25}}'
    (tmp_path / "in.jsonl").write_text(f"{line}\n{line[:-1]}, {again}}}\n", "utf-8")
    claims, wrong = mb.read_claims(tmp_path / "in.jsonl")
    assert ([claim.id for claim in claims], [row.row for row in wrong]) == (["C-1"], [3])
    name = re.findall(r"\w+", again)[-3 if "M-2" in again else 0]
    assert wrong[0].in_("en") == f"{name!r} occurs twice; give it once"
    assert wrong[0].in_("zh") == f"“{name}”出现两次；请只写一次"
    cells = {"id": "C-1", "member": "M-1", "plan": "accident", "living_days": "25"} | {name: ""}
    assert cells.items() <= wrong[0].cells.items()


def test_a_value_of_json_is_told_as_it_was_given() -> None:
    line = '{"plan": "accident", "cover_from": "2016-01-01", "fee_tier": "100", "happened_on": "2016-05-04", '
    values = ["[5]", '{"a": 1.50}', '["x", null, true]', "2.50", '"2.50"']
    raw = "\n".join(f'{line}"living_days": {value}}}' for value in values)
    _, wrong = mb.read_claims(io.BytesIO(raw.encode()))
    assert [row.problems[0].given for row in wrong] == [value.strip('"') for value in values]


@pytest.mark.parametrize("number", ["5" * 4301, "1e9999999999999999999", "-1e-9999999999999999999"])
@pytest.mark.parametrize("lines", [1, 2])
def test_a_number_of_any_length_is_told_where_no_other_line_has_its_name(number: str, lines: int) -> None:
    line = '{"plan": "accident", "cover_from": "2016-01-01", "fee_tier": "100", "happened_on": "2016-05-04"'
    raw = "\n".join([f'{line}, "living_days": {number}}}', f"{line}}}"][:lines]).encode()
    claims, (row,) = mb.read_claims(io.BytesIO(raw))
    assert (len(claims), row.row, row.problems[0].column) == (lines - 1, 2, "living_days")
    assert row.problems[0].given == number
    assert len(row.in_("en")) < 200, "a message quotes the beginning alone"
    done = CliRunner().invoke(main, ["assess", "-", "--as", "json"], input=raw)
    assert [each["status"] for each in json.loads(done.stdout)] == ["invalid", "nil"][:lines]


CLAIM = {
    "id": "1",
    "member": "M",
    "enrolment": {"plan": "accident", "cover_from": "2016-01-01", "fee_tier": "100"},
    "event": {"kind": "injury", "happened_on": "2016-09-04", "living_days": 5},
}
MISPLACED: list[tuple[dict[str, Any], str | None]] = [
    ({}, None),
    ({"facts": None}, None),
    ({"facts": {}}, None),
    ({"facts": {"whole_bill": None}}, None),
    ({"note": {"a": 1}}, None),
    ({"facts": {"whole_bill": "100"}}, "the plan has no fact 'whole_bill' of its own; leave it out"),
    ({"facts": {"hospital_days": 5}}, "the plan has no fact 'hospital_days' of its own; leave it out"),
    ({"facts": "100"}, "facts is no JSON object of names and values"),
    ({"event": {**CLAIM["event"], "town": "x"}}, "a claim has no event.town; leave it out"),  # type: ignore[dict-item]
    ({"event": {**CLAIM["event"], "sex": "female"}}, "a claim has no event.sex; leave it out"),  # type: ignore[dict-item]
    ({"event": [5]}, "event is no JSON object of names and values"),
]


def test_what_no_part_of_a_claim_has_is_told_and_not_passed_over() -> None:
    """As `Claim` itself refuses it; a value that is none says nothing."""
    claims = [{**CLAIM, **more, "id": f"C-{n}"} for n, (more, _) in enumerate(MISPLACED)]
    raw = "".join(f"{json.dumps(claim)}\n" for claim in claims).encode()
    found, wrong = mb.read_claims(io.BytesIO(raw))
    assert [claim.id for claim in found] == ["C-0", "C-1", "C-2", "C-3", "C-4"]
    told = [right for _, right in MISPLACED if right]
    for row, right in zip(wrong, told, strict=True):
        assert row.in_("en").startswith(right)
    done = CliRunner().invoke(main, ["assess", "-", "--as", "json"], input=raw)
    rows = json.loads(done.stdout)
    assert [row["status"] for row in rows] == ["payable"] * 5 + ["invalid"] * 6
    assert [row["plan"] for row in rows] == ["accident"] * 11
    assert not {"facts", "event", "enrolment"} & set(rows[0])
    assert all(row.in_("en") in done.stderr for row in wrong)


@pytest.mark.parametrize("suffix", ["parquet", "jsonl", "csv", "xlsx"])
def test_blanks_around_a_name_mean_nothing_in_any_format(suffix: str, tmp_path: Path) -> None:
    path, names = tmp_path / f"in.{suffix}", [f" {name} " for name in HEADER.split(",")]
    frame = pl.DataFrame([GOOD.format(1).split(",")], schema=names, orient="row")
    {
        "parquet": frame.write_parquet,
        "jsonl": frame.write_ndjson,
        "csv": frame.write_csv,
        "xlsx": frame.write_excel,
    }[suffix](path)
    ((claim,), wrong) = mb.read_claims(path)
    assert (claim.id, claim.event) == ("C-1", mb.Injury(happened_on=DAY, living_days=12))
    done = CliRunner().invoke(main, ["assess", str(path), "--as", "json"])
    (row,) = json.loads(done.stdout)
    assert (wrong, done.exit_code, row["id"], row["total_fen"]) == ((), 0, "C-1", 96_000), done.output


NOTES = {
    r'"中\u4e2d \"x\""': True,
    r'" \u0000\ty\/"': True,
    "25": True,
    "-0": True,
    "9007199254740991": True,
    "null": True,
    '""': True,
    "9007199254740993": False,
    "12345678901234567890123": False,
    "4867.30": False,
    "1e3": False,
    "true": False,
    "NaN": False,
    "[1]": False,
    '{"a": null}': False,
    '"x:y"': False,
    r'"\ud83d\ude00"': True,
    r'"\uD800"': False,
    '"open': False,
    "1} {": False,
}
"""Values of a further name, and whether a line with it is left to another reader of JSON."""


def test_a_file_that_is_left_to_polars_has_the_same_rows(tmp_path: Path) -> None:
    line = '{"plan": "accident", "cover_from": "2016-01-01", "happened_on": "2016-05-04", "note": '
    files = {note: (f"{line}{note}}}\n{line}1}}", regular) for note, regular in NOTES.items()}
    files["absent"] = f"{line}1}}\r\n" + f"{line}1}}\r\n".replace(', "note": 1', ""), True
    files["blank line"] = f"{line}1}}\n\n{line}1}}", False
    files["blank row"] = line + '1}\n{"note": ""}', False
    files["twice"] = line + '1}\n{"note": "1", "note": "2"}', False
    files["nested"] = line + '1}\n{"event": {"note": "2"}}', False
    files["part"] = line + '1, "event": "x"}', False
    files["no part"] = line + '1, "facts": null}', False
    files["mark"] = f"\ufeff{line}1}}", False
    for number, (name, (text, regular)) in enumerate(files.items()):
        path = tmp_path / f"{number}.jsonl"
        path.write_bytes(text.encode())
        table = TableFile(path)
        assert (table.rows.regular_rows >= 0) == regular, name
        whole = pl.concat(raw_rows(table))
        rows = list(table)
        assert whole[ROW].to_list() == [row.number for row in rows], name
        assert whole[FAULT].to_list() == [row.fault for row in rows], name
        cells = [[cell or "" for cell in row.values()] for row in whole[GIVEN]]
        assert cells == [["0" if cell == "-0" else cell for cell in row.cells] for row in rows], name
