"""The command `assess`: what it prints and writes, how it ends, and that it leaves nothing behind."""

import csv
import io
import json
import os
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pyarrow
import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result
from folders import SAMPLE

import mutual_benefits as mb
from mutual_benefits.cli import main
from mutual_benefits.errors import install_hint

HEADER = "id,member,plan,cover_from,fee_tier,kind,happened_on,living_days,disability_grade,died,child"
GOOD = "C-1,M-1,accident,2016-01-01,100,injury,2016-05-04,12,,,"


def run(*arguments: object, table: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["assess", *map(str, arguments)], input=table)


def run_on(*lines: str, arguments: tuple[str, ...] = (), header: str = HEADER) -> Result:
    return run("-", *arguments, table="\n".join((header, *lines)))


def rows_of(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def reasons(*lines: str, header: str = HEADER, more: tuple[str, ...] = ()) -> list[str]:
    return [row["reason"] for row in rows_of(run_on(*lines, header=header, arguments=("-o", "-", *more)))]


def sample_claims() -> tuple[mb.Claim, ...]:
    return mb.read_claims(SAMPLE).claims


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_screen_has_a_line_for_each_of_the_first_claims_with_what_the_library_answers() -> None:
    result = run(SAMPLE)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()[1:]
    lines = lines[: lines.index("")]
    assert [line.split()[1] for line in lines] == [claim.id for claim in sample_claims()]
    shown = {line.split()[1]: line for line in lines}
    for assessment in mb.assess_all(sample_claims()):
        line = shown[assessment.claim.id]
        assert f"  {assessment.status}  " in line
        assert f"  {assessment.version}  " in line
        assert f"{assessment.low:,}" in line
        assert assessment.high is None or f"{assessment.high:,}" in line


def test_the_total_is_the_sum_of_what_is_certain_where_a_claim_has_no_maximum() -> None:
    low = sum(assessment.low for assessment in mb.assess_all(sample_claims()))
    assert f"\nTotal: {low:,} yuan or more, no known maximum\n" in run(SAMPLE).stdout


def test_the_total_has_bounds_if_the_sum_of_a_claim_has() -> None:
    child = "C-2,M-1,non_work_accident,2016-01-01,,child_injury,2016-05-04,,7,,Li"
    assert run_on(GOOD, child).stdout.endswith(
        "rows: 2\n  payable: 1\n  undetermined: 1\nTotal: 960.00 to 5,960.00 yuan\n"
    )


def test_what_does_not_fit_on_the_screen_is_counted() -> None:
    lines = [GOOD.replace("C-1", f"C-{n}").replace("M-1", f"M-{n}") for n in range(80)]
    result = run_on(*lines)
    assert "... and 30 more rows; -o OUT writes all of them\n" in result.stdout
    assert "rows: 80\n" in result.stdout


def test_nothing_is_cut_or_coloured_when_the_output_is_piped() -> None:
    result = run_on(GOOD.replace("M-1", "[red]M-" + "9" * 180))
    assert "[red]M-" + "9" * 180 in result.stdout
    assert "\x1b" not in result.stdout


def test_chinese_shows_the_same_sums_and_no_word_of_english() -> None:
    def numbers(text: str) -> list[str]:
        return re.findall(r"\d[\d,]*\.\d\d", text)

    wrong = GOOD.replace("C-1", "C-2").replace("12,,,", "many,,,")
    english, chinese = (run_on(GOOD, wrong, arguments=("--lang", lang)) for lang in ("en", "zh"))
    assert numbers(chinese.stdout) == numbers(english.stdout)
    text = chinese.stdout + chinese.stderr
    for known in ("<stdin>", "invalid_living_days", "living_days", "many", "accident"):
        text = text.replace(known, "")
    assert not re.search("[a-z]{2,}", text), text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_explain_prints_the_reasons_for_one_claim_after_those_before_it(lang: str) -> None:
    result = run(SAMPLE, "--explain", "N-2016-014", "--lang", lang)
    answers = {assessment.claim.id: assessment for assessment in mb.assess_all(sample_claims())}
    assert result.exit_code == 0
    assert result.stdout == answers["N-2016-014"].explain(lang) + "\n"  # type: ignore[arg-type]
    told = json.loads(run(SAMPLE, "--explain", "N-2016-014", "--as", "json").stdout)
    assert told == json.loads(answers["N-2016-014"].model_dump_json())


def test_explain_tells_what_each_cell_was_read_as() -> None:
    result = run_on(
        GOOD.replace("2016-05-04", "2016年5月4日"), arguments=("--explain", "C-1", "--lang", "zh")
    )
    assert "出险日（happened_on）：“2016年5月4日”读作 2016-05-04\n" in result.stderr
    assert "活动（plan）：“accident”读作 在职职工意外伤害互助保障活动\n" in result.stderr
    wrong = run_on(GOOD.replace("12,", "x,"), arguments=("--explain", "C-1"))
    assert (wrong.exit_code, wrong.stdout) == (1, "")
    assert "row 2, column living_days: 'x'; give a whole number" in wrong.stderr


def test_limits_are_used_up_in_the_order_of_dates_and_not_of_lines() -> None:
    later, earlier = (
        f"C-{number},M-1,accident,2016-01-01,100,injury,2016-0{number}-04,150,7,," for number in (5, 3)
    )
    lines = run_on(later, earlier).stdout.splitlines()
    assert " 2,400.00 " in lines[1]  # 30 days left of 180, at 80 yuan
    assert " 12,000.00 – " in lines[2]


def test_the_option_reading_changes_the_sums() -> None:
    head, *lines = SAMPLE.read_text("utf-8").splitlines()
    (line,) = (line for line in lines if line.startswith("A-2016-009"))
    together = run_on(line, header=head, arguments=("--reading", "consolation.day_cap=together"))
    assert together.exit_code == 0
    assert "2,560.00" in run_on(line, header=head).stdout
    assert "2,560.00" not in together.stdout


def test_bad_rows_are_told_in_words_and_good_ones_assessed() -> None:
    result = run_on(
        "C-2,M-1,acident,2016-01-01,100,injury,2016-05-04,12,,,",
        "C-3,M-1,accident,2016-01-01,99,injury,2016-05-04,12,,,",
        "C-4,M-1,accident,2010-01-01,100,injury,2010-05-04,12,,,",
        "C-5,M-1,non_work_accident,2015-01-01,,child_injury,2015-05-04,,3,,Li",
        "C-6,M-1,accident,2016-01-01,100,injury,4 May,twelve,,,",
        GOOD,
    )
    assert result.exit_code == 1
    assert "  payable: 1\n  wrong: 5\n" in result.stdout
    assert [line.removeprefix("<stdin>: ") for line in result.stderr.splitlines()] == [
        "row 2, column plan: 'acident'; no plan has this name (did you mean 'accident'?); the plans are"
        f" {', '.join(plan.code for plan in mb.all_plans())}",
        "row 3, column fee_tier: '99'; give one of 26, 50, 74, 100",
        "row 4, column happened_on: '2010-05-04'; no version was in force on 2010-05-04; the first covers"
        " events from 2010-06-01",
        "row 5, column kind: 'child_injury'; the plan does not cover this kind of event; it covers injury,"
        " home_loss",
        "row 6, column happened_on: '4 May'; give a day as YYYY-MM-DD, e.g. 2016-05-04",
        "row 6, column living_days: 'twelve'; give a whole number, e.g. 7",
    ]


def test_a_bad_row_uses_up_no_limit() -> None:
    graded = "M-1,accident,2016-01-01,100,injury"
    result = run_on(f"C-1,{graded},2016-02-04,150,7,maybe,", f"C-2,{graded},2016-03-04,150,7,,")
    assert " 12,000.00 – " in result.stdout


def test_many_wrong_rows_are_counted_after_the_first() -> None:
    result = run_on(*[GOOD.replace("C-1", f"C-{n}").replace("12", "x") for n in range(30)])
    assert len(result.stderr.splitlines()) == 21
    assert result.stderr.endswith("... and 10 more wrong rows; --rejects FILE writes all of them\n")


def test_each_row_that_is_shown_has_its_reason_however_many_are_wrong() -> None:
    result = run_on(*[GOOD.replace("C-1", f"C-{n}").replace("12", f"x{n}") for n in range(23)])
    shown = [line for line in result.stdout.splitlines() if "  wrong  " in line]
    assert [f"'x{n}'; give a whole number" in line for n, line in enumerate(shown)] == [True] * 23


def test_caveats_without_an_output_are_refused_and_not_passed_over(tmp_path: Path) -> None:
    result = run_on(GOOD, arguments=("--caveats",))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--caveats adds a column to the rows that are written; give -o OUT or --as json" in result.stderr
    for more in (("-o", "-"), ("--as", "json"), ("--explain", "C-1")):
        assert run_on(GOOD, arguments=("--caveats", *more)).exit_code == 0


def test_wrong_rows_do_not_stand_before_the_json_on_standard_output() -> None:
    result = run_on(GOOD, arguments=("--as", "json", "--rejects", "-"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--as json and --rejects - do not go together" in result.stderr


def test_the_cure_of_a_missing_plan_is_told_as_the_command_has_it() -> None:
    header, line = (text.replace("plan,", "").replace("accident,", "") for text in (HEADER, GOOD))
    result = run_on(line, header=header)
    assert "it can be given in place of the column, e.g. --plan accident\n" in result.stderr
    assert run_on(line, header=header, arguments=("--plan", "accident")).exit_code == 0


@contextmanager
def openpyxl_book(path: Path) -> Iterator[Any]:
    book = openpyxl.Workbook()
    yield book.active
    book.save(path)


KEPT: dict[str, list[Any]] = {
    "id": ["C-1", "C-2"],
    "plan": ["accident", "accident"],
    "cover_from": [date(2016, 1, 1), date(2016, 1, 1)],
    "happened_on": [date(2016, 5, 4), date(2016, 5, 5)],
    "fee_tier": [100, 100],
    "living_days": [25, None],
    "died": [False, True],
    "code": ["007", "12"],
    "height": [0.5, 4.25],
    "mixed": [1, "x"],
}


@pytest.mark.parametrize("suffix", [".xlsx", ".jsonl", ".parquet", ".csv"])
@pytest.mark.parametrize("of", [".xlsx", ".jsonl", ".parquet"])
def test_columns_of_numbers_days_and_truth_values_stay_what_they_are(
    of: str, suffix: str, tmp_path: Path
) -> None:
    rows = [dict(zip(KEPT, row, strict=True)) for row in zip(*KEPT.values(), strict=True)]
    path, out = tmp_path / f"in{of}", tmp_path / f"out{suffix}"
    if of == ".xlsx":
        with openpyxl_book(path) as sheet:
            for line in ([], list(KEPT), [], *(list(row.values()) for row in rows)):
                sheet.append(line)
    elif of == ".jsonl":
        path.write_text("".join(f"{json.dumps(row, default=str)}\n" for row in rows))
    else:
        pl.DataFrame({**KEPT, "mixed": ["1", "x"]}).write_parquet(path)
    result = run(path, "-o", out)
    assert result.exit_code == 0, result.output

    def as_written(value: Any) -> Any:
        if suffix == ".csv":
            return "" if value is None else str(value).replace("True", "true").replace("False", "false")
        if isinstance(value, date):
            midnight = datetime(value.year, value.month, value.day)
            as_text = suffix == ".jsonl" or of == ".jsonl"  # JSON has no days
            return value.isoformat() if as_text else midnight if suffix == ".xlsx" else value
        return value

    for row, back in zip(rows, read_back(out), strict=True):
        for name, value in row.items():
            meant = as_written(str(value) if name == "mixed" else value)
            assert (type(back[name]), back[name]) == (type(meant), meant), name


def test_a_column_that_a_type_would_change_stays_text(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    start = (
        '{"plan": "accident", "cover_from": "2016-01-01", "happened_on": "2016-05-04", "fee_tier": "100", '
    )
    for value in ("12345678901234567890", "0.12345678901234567", "1e3", "1e999", "NaN", '{"a":1}', "[5]"):
        (row,) = json.loads(run("-", "--as", "json", table=f'{start}"note": {value}}}').stdout)
        assert row["note"] == value.replace(":", ": "), value
    with openpyxl_book(tmp_path / "book.xlsx") as sheet:
        sheet.append(
            ["plan", "cover_from", "happened_on", "fee_tier", "error", "long", "blank", "moment", "hours"]
        )
        claim, moment = ["accident", "2016-01-01", "2016-05-04", 100], datetime(2016, 5, 4, 13, 30)
        sheet.append([*claim, "=1/0", 123456789012345678, None, moment, timedelta(hours=30)])
        sheet.append([*claim, "=1/0", 123456789012345678, None, moment, 2])
    row, other = json.loads(run(tmp_path / "book.xlsx", "--as", "json").stdout)
    assert (row["error"], row["long"], row["blank"]) == ("=1/0", "1.23456789012346E+17", None)
    assert (other["hours"], other["fee_tier"]) == ("2", 100)
    assert (row["fee_tier"], row["moment"]) == (100, "2016-05-04 13:30:00")
    wrong = tmp_path / "wrong.xlsx"
    run_on(GOOD.replace("100", "99"), arguments=("--rejects", str(wrong)))
    assert "99" in run(wrong).stderr  # a column of empty texts comes back from the workbook of wrong rows
    assert caplog.records == []  # the reader of workbooks logs a column whose type it cannot tell


def test_money_that_is_said_to_be_fen_is_never_read_as_yuan(tmp_path: Path) -> None:
    paid = {"plan": ["warm_aid"], "cover_from": [date(2019, 1, 1)], "happened_on": [date(2019, 5, 4)]}
    frame = pl.DataFrame({**paid, "self_paid": [486_730.0]})
    frame.write_parquet(tmp_path / "in.parquet")
    frame.write_csv(tmp_path / "in.csv")
    with pytest.raises(mb.InvalidTable, match="column self_paid holds Float64, which means yuan"):
        mb.read_claims(tmp_path / "in.parquet", unit="fen")
    result = run(tmp_path / "in.parquet", "--unit", "fen")
    assert (result.exit_code, "or leave out --unit fen" in result.stderr) == (2, True)
    with pytest.raises(mb.InvalidTable, match="any other file has money in yuan"):
        mb.read_claims(tmp_path / "in.csv", unit="fen")
    assert (
        mb.read_claims(tmp_path / "in.csv", unit="yuan").claims
        == mb.read_claims(tmp_path / "in.parquet").claims
    )


def test_a_packed_file_that_is_no_workbook_is_told_as_such(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.xlsx", "w") as package:
        package.writestr("content.xml", "<x/>")
    result = run(tmp_path / "in.xlsx")
    assert (result.exit_code, "save it as .xlsx" in result.stderr) == (2, True)


def read_back(path: Path) -> list[dict[str, Any]]:
    """The rows of an output, read by a library that did not write it."""
    if path.suffix == ".xlsx":
        head, *cells = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in cells]
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return pyarrow.parquet.read_table(path).to_pylist() if path.suffix == ".parquet" else csv_rows(path)


def csv_rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_again(rows: list[dict[str, Any]], path: Path) -> None:
    """Write rows in the format that the path names, by a library other than the command's."""
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in (list(rows[0]), *(list(row.values()) for row in rows)):
            book.active.append(row)
        book.save(path)
    elif path.suffix == ".parquet":
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    elif path.suffix == ".jsonl":
        path.write_text("".join(f"{json.dumps(row, default=str)}\n" for row in rows), "utf-8")
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


@pytest.mark.parametrize("unit", ["fen", "yuan"])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet", ".jsonl"])
def test_what_is_written_equals_the_answers_and_its_claims_are_read_again(
    tmp_path: Path, suffix: str, unit: str
) -> None:
    out = tmp_path / f"out{suffix}"
    assert run(SAMPLE, "-o", out, "--reasons", "--unit", unit).exit_code == 0
    rows, claims = read_back(out), sample_claims()
    answers = {each.claim.id: each for each in mb.assess_all(claims)}
    assert [row["id"] for row in rows] == [claim.id for claim in claims]

    def sum_in(cell: object) -> Decimal | None:
        return None if cell in (None, "") else Decimal(str(cell)) / (100 if unit == "fen" else 1)

    for row in rows:
        answer = answers[row["id"]]
        parts = {part.benefit: part for part in answer.entitlements}
        for name in row:
            benefit = name.removesuffix(f"_{unit}")
            if benefit != name and benefit not in ("total", "low", "high"):
                part = parts.get(benefit)
                unknown = part is not None and part.status == "undetermined"
                due = part.amount if part is not None else None
                # What is refused, or not in the row's plan, pays nothing.
                assert sum_in(row[name]) == (None if unknown else due or 0)
        assert (sum_in(row[f"low_{unit}"]), sum_in(row[f"high_{unit}"])) == (answer.low, answer.high)
        assert row["status"] == answer.status
        assert str(row["version"])[:10] == str(answer.version)
        assert bool(row["reasons"]) == (answer.status in ("refused", "undetermined"))
    assert rows[5]["reasons"] == "the cause is excluded"
    assert "not stated in the public record" in str(rows[4]["reasons"])
    results = [name for name in rows[0] if name.endswith(f"_{unit}")]
    results += ["status", "reason", "reasons", "version"]
    given = [{name: cell for name, cell in row.items() if name not in results} for row in rows]
    write_again(given, tmp_path / f"again{suffix}")
    assert mb.read_claims(tmp_path / f"again{suffix}") == (claims, ())


def test_the_reasons_of_a_row_are_those_of_its_claim_after_the_earlier_ones_of_the_member(
    tmp_path: Path,
) -> None:
    """A claim alone may have other open terms: here two claims reach the top band, and one sum is paid."""
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    path.write_text(
        "编号,会员,活动,保障起始日,会费档次,出险日,就医类别,自付金额,超封顶线费用,伤残等级,身故,康复照顾天数\n"
        "W3,张三,warm_aid,2019-01-01,,2019-03-01,门诊,5000,120000,,,\n"
        "A2,张三,accident,2016-01-01,100,2016-06-01,,,,5,,3\n"
        "W1,张三,warm_aid,2019-01-01,,2019-02-01,住院,9000,150000,,,\n"
        "A1,张三,accident,2016-01-01,100,2016-02-01,,,,,是,\n"
        "A3,李四,accident,2016-01-01,100,2016-06-01,,,,5,,3\n",
        "gb18030",
    )
    run(path, "-o", out, "--reasons", "--lang", "zh")
    told = {str(row["编号"]): str(row["reasons"]) for row in read_back(out)}
    assert told == {
        "W1": "",
        "W3": "公开资料未载明：最高一段如何计算",
        "A1": "",
        "A2": "公开资料未载明：给付标准",
        "A3": "公开资料未载明：给付标准、给付比例",
    }
    shown = run(path, "--lang", "zh").stdout
    for claim, words in told.items():
        (line,) = [line for line in shown.splitlines() if f" {claim} " in line]
        assert line.rstrip().endswith(words)


def test_every_undetermined_row_has_a_reason() -> None:
    snapshot = Path(__file__).parents[1] / "snapshot" / "claims.csv"
    rows = json.loads(run(snapshot, "--as", "json", "--reasons").stdout)
    assert len([row for row in rows if row["status"] == "undetermined"]) > 100
    for row in rows:
        assert bool(row["reasons"]) == (row["status"] in ("refused", "undetermined", "invalid")), row


def test_json_on_standard_output_has_every_row(tmp_path: Path) -> None:
    rows = json.loads(run(SAMPLE, "--as", "json").stdout)
    assert [row["id"] for row in rows] == [claim.id for claim in sample_claims()]
    assert json.loads(run_on(arguments=("--as", "json")).stdout) == []


def test_the_given_columns_are_written_unchanged_and_what_is_not_read_is_told() -> None:
    line = '"Li, ""Xiao""", C-1 ,M-1,100,2016-01-01,2016/5/4,025,12,TRUE'
    header = "姓名,编号,会员,会费档次,保障起始日,事故发生日,生活补助天数,住院天数,身故"
    result = run_on(line, header=header, arguments=("--plan", "accident", "-o", "-"))
    assert result.exit_code == 0
    ((*given,),) = list(csv.reader([line]))
    assert list(rows_of(result)[0].values())[: len(given)] == given
    assert "'姓名' is kept but not read" in result.stderr


def test_a_column_that_is_not_read_is_quoted_in_chinese_as_every_column_is() -> None:
    for header, told in (
        (f"{HEADER},姓名", "“姓名”列原样保留，不参与计算"),
        (f"{HEADER},姓名,经办", "“姓名”、“经办”各列原样保留，不参与计算"),
    ):
        line = GOOD + ",x" * header.removeprefix(HEADER).count(",")
        result = run_on(line, header=header, arguments=("-o", "-", "--lang", "zh"))
        assert told in result.stderr


def test_a_file_without_members_is_told_that_no_limit_is_counted_across_its_rows() -> None:
    rows = ["plan,cover_from,fee_tier,happened_on,hospital_days"]
    rows += [f"accident,2016-01-01,100,2016-{month:02}-01,20" for month in range(1, 13)]
    for lang, words in (("en", "no limit is counted across rows"), ("zh", "限额不跨行累计")):
        alone = CliRunner().invoke(main, ["assess", "-", "--lang", lang], input="\n".join(rows))
        assert (alone.stderr.count(words), "19,200.00" in alone.output) == (1, True)
    named = "\n".join([f"member,{rows[0]}", *(f"M-1,{row}" for row in rows[1:])])
    result = CliRunner().invoke(main, ["assess", "-"], input=named)
    assert ("across rows" in result.stderr, "14,400.00" in result.output) == (False, True)


def test_what_a_spreadsheet_would_run_is_written_as_text_in_every_format(tmp_path: Path) -> None:
    header, attack = f"{HEADER},备注,=cmd", '=cmd|" /C calc"!A0'
    lines = [f'-{GOOD},"{attack.replace(chr(34), chr(34) * 2)}",-5', f"@{GOOD.replace('C-1', 'C-2')},+1+1,x"]
    (tmp_path / "in.csv").write_text("\n".join((header, *lines)), "utf-8")
    for suffix in (".csv", ".xlsx", ".parquet", ".jsonl"):
        done = run(tmp_path / "in.csv", "-o", tmp_path / f"out{suffix}")
        assert done.exit_code == 0, done.output
    text = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8"))))
    assert [row["备注"] for row in text] == ["'" + attack, "'+1+1"]
    assert [row["id"] for row in text] == ["'-C-1", "'@C-2"]
    assert text[0]["'=cmd"] == "-5"
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.value for cell in cells} >= {attack, "-C-1", "@C-2", "+1+1", "=cmd"}
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert pl.read_parquet(tmp_path / "out.parquet")["备注"].to_list() == [attack, "+1+1"]
    kept = pl.read_csv(tmp_path / "out.csv", infer_schema=False).select(HEADER.split(","))
    kept.write_csv(tmp_path / "again.csv")
    assert [claim.id for claim in mb.read_claims(tmp_path / "again.csv").claims] == ["-C-1", "@C-2"]


def test_any_text_comes_back_from_a_workbook_and_one_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    texts = ["<r>A & B</r>", "<r>", "<b>x</b>", "𝒳" * 16_383]
    rows = [f"{GOOD.replace('C-1', f'C-{number}')},{text}" for number, text in enumerate(texts)]
    done = run_on(*rows, header=f"{HEADER},备注", arguments=("-o", str(tmp_path / "out.xlsx")))
    assert done.exit_code == 0, done.output
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    names, *cells = sheet.iter_rows(values_only=True)
    assert [row[names.index("备注")] for row in cells] == texts
    for text in ("x" * 32_768, "𝒳" * 16_384):
        long = ("-o", str(tmp_path / "long.xlsx"))
        done = run_on(f"{GOOD},{text}", header=f"{HEADER},备注", arguments=long)
        assert (done.exit_code, left_in(tmp_path)) == (2, {"out.xlsx"})
        assert "row 2: an Excel cell holds at most 32,767 characters" in done.stderr


def test_a_second_row_of_an_id_is_wrong_whatever_its_plan_and_whether_members_are_named() -> None:
    other = "C-1,M-2,non_work_accident,2016-01-01,,injury,2016-04-04,,7,,"
    assert reasons(GOOD, other) == ["duplicate_id", ""]
    assert reasons(GOOD, GOOD) == ["", "duplicate_id"]
    without = [line.replace("M-1,", "", 1) for line in (GOOD, GOOD.replace("05-04", "05-03"))]
    assert reasons(*without, header=HEADER.replace("member,", "")) == ["duplicate_id", ""]
    bad_first = [
        GOOD.replace("05-04", "05-03").replace(",100,", ",99,"),
        other.replace("04-04", "06-04"),
        GOOD,
    ]
    assert reasons(*bad_first) == ["unknown_fee_tier", "duplicate_id", ""]


def test_the_plan_may_be_an_option_or_a_column_or_both() -> None:
    assert reasons(
        GOOD, GOOD.replace("C-1", "C-2").replace("accident", "warm_aid"), more=("--plan", "accident")
    ) == ["", "invalid_plan"]
    assert reasons(GOOD.replace("accident", ""), more=("--plan", "accident")) == [""]
    assert reasons(GOOD.replace("accident", "")) == ["invalid_plan"]


def test_a_kind_of_event_that_the_plan_implies_need_not_be_given() -> None:
    assert reasons(GOOD.replace("injury", "").replace("12,,", ",7,")) == [""]
    assert reasons(GOOD.replace("injury", "").replace("12,,", ",7,") + ",0", header=f"{HEADER},days") == [""]
    assert reasons(GOOD + ",3", header=f"{HEADER},days") == ["invalid_days"]


def test_the_caveats_of_each_row_are_a_column_if_they_are_asked_for() -> None:
    (plain,), (told,) = (
        rows_of(run_on(GOOD, arguments=("-o", "-"))),
        rows_of(run_on(GOOD, arguments=("-o", "-", "--caveats"))),
    )
    (claim,) = mb.read_claims(io.BytesIO(f"{HEADER}\n{GOOD}".encode())).claims
    codes = dict.fromkeys(caveat.code for caveat in mb.assess(claim).caveats)
    assert told == plain | {"caveats": ";".join(codes)}
    assert codes


def test_the_summary_counts_the_rows_and_adds_up_their_sums() -> None:
    drunk = GOOD.replace("C-1,M-1", "C-2,M-2") + ",drunk_driving"
    result = run_on(GOOD + ",", drunk, header=HEADER + ",cause", arguments=("--lang", "zh", "-o", "-"))
    assert result.exit_code == 0
    assert result.stderr == (
        "行数：2\n  应付：1\n  不予给付：1\n    原因属于除外责任（excluded_cause）：1\n合计：960.00元\n"
    )


def test_many_claims_that_share_a_limit_are_all_settled() -> None:
    lines = [f"C-{n:02},M-1,accident,2016-01-01,100,,2016-03-{n:02},15,,," for n in range(1, 31)]
    result = run_on(*lines, arguments=("-o", "-"))
    assert result.exit_code == 0, result.stderr
    assert sum(int(row["living_allowance_fen"]) for row in rows_of(result)) == 180 * 80_00


def test_further_columns_come_back_whole_however_many_they_are() -> None:
    """Ten thousand of them took minutes where each was a column of every step."""
    extra = [f"x{number}" for number in range(10_000)]
    result = run_on(
        f"{GOOD},{','.join(extra)}",
        header=f"{HEADER},{','.join(extra)}",
        arguments=("-o", "-", "--extra-columns", "keep"),
    )
    (row,) = rows_of(result)
    assert [row[name] for name in extra] == extra
    assert "'x0', 'x1', 'x2', 'x3', 'x4', 'x5' and 9994 more are kept but not read" in result.stderr


def test_helper_names_of_ours_are_columns_like_any_other(tmp_path: Path) -> None:
    names = ("__wrong", "__row", "__given", "__mb_row")
    result = run_on(GOOD + ",a,b,c,d", header=f"{HEADER},{','.join(names)}", arguments=("-o", "-"))
    assert result.exit_code == 0, result.output
    assert [rows_of(result)[0][name] for name in names] == ["a", "b", "c", "d"]
    pl.read_csv(io.StringIO(result.stdout)).select(*HEADER.split(","), *names).write_parquet(
        tmp_path / "in.parquet"
    )
    assert rows_of(run(tmp_path / "in.parquet", "-o", "-"))[0]["__row"] == "b"


@pytest.mark.parametrize(
    ("arguments", "says", "in_chinese"),
    [
        (("no_such_file.csv",), "there is no file no_such_file.csv", "没有文件"),
        (("sampel.csv",), "did you mean sample.csv?", "是否指 sample.csv"),
        ((".",), ". is a folder", "是文件夹"),
        (("-", "--explain", "C-11"), "no row has the claim 'C-11'; did you mean C-1?", "没有编号为"),
        (("-", "--lang", "fr"), "--lang is 'fr'; give one of 'en', 'zh'", None),
        (("-", "--reading", "consolation"), "give name=option", "名称=选项"),
        (("-", "--reading", "no.such=each"), "no reading 'no.such'", "没有解读“no.such”"),
        (("-", "--reading", "consolation.day_cap=both"), "choose one of each, together", "没有选项“both”"),
        (
            ("-", "--reading", "version.date=event", "--reading", "version.date=cover_start"),
            "give it once",
            "只指定一次",
        ),
        (("-", "--plan", "acident"), "did you mean 'accident'", "是否指“accident”"),
        (
            ("-", "-o", "out.doc"),
            "out.doc does not tell the format; give one that ends with .csv",
            "看不出文件格式",
        ),
        (("-", "-o", "no/such/folder/out.csv"), "there is no folder", "没有文件夹"),
        (("-", "-o", "folder.csv"), "not a regular file", "不是普通文件"),
        (("sample.csv", "-o", "sample.csv"), "sample.csv is the file that is read", "就是所读取的文件"),
        (("-", "-o", "a.csv", "--rejects", "a.csv"), "a.csv is given twice", "指定了两次"),
        (("-", "-o", "-", "--explain", "C-1"), "do not go together", "不能同时使用"),
        (("-", "-o", "-", "--as", "json"), "do not go together", "不能同时使用"),
        (("-", "--outptu", "x"), "no such option: --outptu; did you mean --output?", "没有选项"),
        (
            ("-", "--unit", "jiao"),
            "--unit is 'jiao'; give one of 'fen', 'yuan'",
            "请填写以下之一：'fen'、'yuan'",
        ),
        ((), "FILE is missing", "缺少 FILE"),
    ],
)
def test_wrong_usage_is_one_line_in_the_users_language_and_writes_nothing(
    arguments: tuple[str, ...],
    says: str,
    in_chinese: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sample.csv").write_text(f"{HEADER}\n{GOOD}\n")
    Path("folder.csv").mkdir()
    result = run(*arguments, table=f"{HEADER}\n{GOOD}\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr.splitlines()[-1]
    assert left_in(tmp_path) == {"sample.csv", "folder.csv"}
    if in_chinese:
        chinese = run(*arguments, "--lang", "zh", table=f"{HEADER}\n{GOOD}\n").stderr.splitlines()
        assert in_chinese in chinese[-1]
        assert chinese[-1].startswith("错误：")


@pytest.mark.parametrize(
    ("arguments", "in_chinese"),
    [
        (
            ("plans", "accident", "--on", "1999-01-01"),
            "1999-01-01 尚无施行的版本；最早的版本自 2010-06-01 起",
        ),
        (("plans", "accidnet"), "没有活动“accidnet”；是否指“accident”？"),
        (("plans", "accident", "--on", "2016/05/04"), "请写成日期"),
        (("plans", "accident", "--product", "x"), "活动 accident 没有产品“x”"),
        (("diff", "accident"), "请指定活动和两个日期"),
        (("assess", "-", "--reading", "consolation.day_cap=both"), "可选：each、together"),
        (("asses", "-"), "没有命令 asses；是否指 assess？"),
    ],
)
def test_errors_of_the_library_are_chinese_too(arguments: tuple[str, ...], in_chinese: str) -> None:
    done = CliRunner().invoke(main, ["--lang", "zh", *arguments], input=f"{HEADER}\n{GOOD}\n")
    assert (done.exit_code, done.stdout) == (2, "")
    assert in_chinese in done.stderr


def test_the_language_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUTUAL_BENEFITS_LANG", "zh")
    assert "合计" in run_on(GOOD).stdout
    assert "Total" in run_on(GOOD, arguments=("--lang", "en")).stdout
    assert CliRunner().invoke(main, ["plans", "-h"]).stdout.startswith("用法：")


@pytest.mark.parametrize("name", ["assess", "plans", "audit", "diff", "schema"])
def test_each_help_is_in_both_languages_shows_an_example_and_fits_80_columns(name: str) -> None:
    for lang, example in (("en", "Example:"), ("zh", "示例：")):
        shown = CliRunner().invoke(main, [name, "--lang", lang, "-h"]).stdout
        assert f"{example}\n  mutual-benefits {name}" in shown
        assert max(sum(1 + (ord(one) > 0x2E7F) for one in line) for line in shown.splitlines()) <= 80
    assert not re.search(r"\b(the|and|of|or|with|this|show|print)\b", shown.lower())


def test_plans_and_diff_have_json() -> None:
    plans = json.loads(CliRunner().invoke(main, ["plans", "--as", "json"]).stdout)
    assert [plan["code"] for plan in plans] == [plan.code for plan in mb.all_plans()]
    book = json.loads(
        CliRunner().invoke(main, ["plans", "accident", "--on", "2016-05-04", "--as", "json"]).stdout
    )
    assert book["effective_from"] == "2016-01-01"
    command = ["diff", "accident", "2015-12-31", "2016-01-01", "--as", "json"]
    versions = [mb.get_plan("accident").version_on(date.fromisoformat(day)) for day in command[2:4]]
    assert json.loads(CliRunner().invoke(main, command).stdout) == json.loads(
        mb.diff(*versions).model_dump_json()
    )


def test_a_table_without_claims_has_a_total_of_zero() -> None:
    result = run_on(arguments=("-o", "-"))
    assert result.exit_code == 0
    assert result.stdout.startswith(HEADER + ",total_fen")
    assert result.stderr == "rows: 0\nTotal: 0.00 yuan\n"


def test_the_printed_version_is_that_of_the_package() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.stdout == f"mutual-benefits, version {mb.__version__}\n"


# --- what happens when something is amiss with the machine --------------------------------------------------


def call(*arguments: str, program: str = "", **options: Any) -> subprocess.CompletedProcess[str]:
    start = f"{program}\nfrom mutual_benefits.__main__ import main; main()"
    command = [sys.executable, "-c", start, "assess", *arguments]
    options = {"capture_output": True} | options
    done: subprocess.CompletedProcess[str] = subprocess.run(command, text=True, check=False, **options)
    return done


@pytest.fixture
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("small") / "claims.csv"
    path.write_text(f"{HEADER}\n{GOOD}\n", "utf-8")
    return str(path)


needs_full_disk = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")


@needs_full_disk
@pytest.mark.parametrize("arguments", [(), ("-o", "-"), ("--as", "json"), ("--explain", "C-1")])
def test_a_full_disk_behind_standard_output_is_one_line(arguments: tuple[str, ...], small: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = call(small, *arguments, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "Error: nothing was written: the disk is full"
    assert "Traceback" not in done.stderr


def test_a_wrong_language_is_told_in_that_of_the_environment() -> None:
    told = CliRunner().invoke(main, ["assess", "x.csv", "--lang", "fr"], env={"MUTUAL_BENEFITS_LANG": "zh"})
    assert told.stderr.endswith("错误：--lang 为“fr”；请填写以下之一：'en'、'zh'\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize("width", [60, 120])
def test_on_a_terminal_a_wrong_row_is_told_once_and_no_line_is_too_long(width: int, tmp_path: Path) -> None:
    import pty

    path = tmp_path / "claims.csv"
    path.write_text(f"{HEADER}\n{GOOD}\n{GOOD.replace('C-1', 'C-2').replace('2016-05-04', '04/05/2016')}\n")
    terminal, end = pty.openpty()
    source = str(Path(mb.__file__).parents[1])
    environment = {**os.environ, "COLUMNS": str(width), "TERM": "xterm", "PYTHONPATH": source}
    options: dict[str, Any] = {"capture_output": False, "cwd": tmp_path, "env": environment}
    assert call(path.name, **options, stdout=end, stderr=end).returncode == 1
    os.close(end)
    shown = b""
    try:
        while block := os.read(terminal, 1 << 16):
            shown += block
    except OSError:  # all is read
        pass
    os.close(terminal)
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode()).replace("\r\n", "\n")
    text = text[text.index("claims.csv: ") :]
    lines, told = text.split("\n"), " ".join(text.split())
    assert told.count("which number is the month? Give the year first, e.g. 2016-05-04") == 1
    assert max(map(len, lines)) <= width
    (row,) = (line for line in lines if line.startswith("  3  C-2"))
    assert row.split()[-2:] == ["wrong", "happened_on"]


def test_a_full_scratch_folder_or_a_folder_that_may_not_be_written_is_one_line(
    tmp_path: Path, small: str
) -> None:
    program = """
import tempfile
def full(*_, **__): raise OSError(28, "No space left on device")
tempfile.mkdtemp = full"""
    done = call(small, program=program)
    assert (done.returncode, done.stderr) == (2, "Error: nothing was written: the disk is full\n")
    program = """
import polars
from mutual_benefits.cli.table_files.sorted_pieces import SortedPieces
def full(*_, **__): raise polars.exceptions.ComputeError("parquet: No space left on device (os error 28)")
SortedPieces.add = full"""
    done = call(small, program=program)
    assert (done.returncode, done.stderr) == (2, "Error: nothing was written: the disk is full\n")
    program = "import os; access = os.access; os.access = lambda path, mode: mode != os.W_OK"
    (tmp_path / "out.csv").write_text("the last result")
    done = call(small, "-o", str(tmp_path / "out.csv"), program=program)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"Error: {tmp_path / 'out.csv'} may not be written; give another name\n"
    assert left_in(tmp_path) == {"out.csv"}


@pytest.mark.parametrize(
    ("program", "arguments", "says"),
    [
        ("import sys; sys.stdin = None", ("-",), "standard input is closed; give a file"),
        ("import sys; sys.stdout = None", ("-", "-o", "-"), "standard output is closed; give a file"),
        ("import sys; sys.stdout = None", ("-",), "standard output is closed; give a file"),
    ],
)
def test_a_closed_standard_stream_is_one_line(program: str, arguments: tuple[str, ...], says: str) -> None:
    done = call(*arguments, program=program)
    assert (done.returncode, done.stderr) == (2, f"Error: {says}\n")


def test_a_damaged_parquet_file_is_one_line(tmp_path: Path) -> None:
    pl.DataFrame({"id": ["C"] * 1000, "plan": ["accident"] * 1000}).write_parquet(tmp_path / "whole.parquet")
    raw = (tmp_path / "whole.parquet").read_bytes()
    for number, damaged in enumerate((raw[:-40], raw[:60] + bytes(40) + raw[100:], raw[:4] + raw[-300:])):
        path = tmp_path / f"{number}.parquet"
        path.write_bytes(damaged)
        done = call(str(path), "-o", str(tmp_path / "out.csv"))
        assert (done.returncode, done.stdout) == (2, ""), done.stderr
        assert "Traceback" not in done.stderr
        assert done.stderr.splitlines()[-1].startswith("Error: ")
    assert not (tmp_path / "out.csv").exists()


def test_a_long_header_cell_is_one_line() -> None:
    long = '"' + "x" * 200_000 + '"'
    result = run_on(GOOD + ",y", header=f"{HEADER},{long}", arguments=("-o", "-"))
    assert result.exit_code == 2
    assert "the header cannot be read" in result.stderr


def test_an_unreadable_table_leaves_the_earlier_output_file_alone(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("the last result")
    result = run("-", "-o", tmp_path / "out.csv", table="id,member\nC-1,M-1\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert left_in(tmp_path) == {"out.csv"}
    assert (tmp_path / "out.csv").read_text() == "the last result"


STOPPED = """
import os, time
import mutual_benefits.cli.table_files.summary as summary
add = summary.Summary.add
def slow(self, batch):
    os.write(1, b"at work\\n")  # in one piece, whichever thread comes first
    time.sleep(30)
    return add(self, batch)
summary.Summary.add = slow
from mutual_benefits.cli import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals that stop a program in order")
@pytest.mark.parametrize("number", [2, 15])
def test_a_run_that_is_stopped_leaves_no_files_behind(number: int, tmp_path: Path, small: str) -> None:
    out, scratch = tmp_path / "out", tmp_path / "scratch"
    out.mkdir()
    scratch.mkdir()
    command = [sys.executable, "-c", STOPPED, "assess", small, "-o", str(out / "out.csv")]
    environment = {**os.environ, "TMPDIR": str(scratch)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"at work\n"
        process.send_signal(number)
        assert process.wait(timeout=20) == 128 + number
    assert (left_in(out), left_in(scratch)) == (set(), set())


@pytest.mark.parametrize("absent", ["polars", "narwhals"])
def test_without_polars_the_command_says_what_to_install(absent: str) -> None:
    done = call(str(SAMPLE), program=f"import sys; sys.modules[{absent!r}] = None")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"Error: the command needs {absent}; {install_hint('cli').en}\n"


@pytest.mark.parametrize("absent", ["fastexcel", "xlsxwriter"])
def test_without_the_extra_excel_the_command_says_what_to_install(absent: str, tmp_path: Path) -> None:
    pl.DataFrame([GOOD.split(",")], HEADER.split(","), orient="row").write_excel(tmp_path / "claims.xlsx")
    arguments = (str(tmp_path / "claims.xlsx"), "-o", str(tmp_path / "out.xlsx"))
    done = call(*arguments, program=f"import sys; sys.modules[{absent!r}] = None")
    assert done.returncode == 2
    assert done.stderr == f"Error: an Excel workbook needs {absent}; {install_hint('excel').en}\n"


def test_the_command_and_the_library_answer_a_spoilt_file_alike(tmp_path: Path) -> None:
    """Rows of all plans with members, ids and cells mixed up, in a file that is partly quoted."""
    draw = random.Random(7)  # noqa: S311  # no secret
    header, *rows = csv.reader(SAMPLE.read_text("utf-8").splitlines())
    spoilt = []
    for number in range(400):
        row = list(draw.choice(rows))
        row[0] = f"C-{draw.randrange(360)}"
        row[1] = f"M-{draw.randrange(120)}"
        for _ in range(draw.choice([0, 0, 0, 1, 1, 2])):
            place = draw.randrange(2, len(row))
            row[place] = draw.choice(
                [draw.choice(rows)[place], "", "0", "x", "2016/5/4", "女", "5.0", '"', "-1"]
            )
        spoilt.append(row if number % 50 else row[:-3])
    with (tmp_path / "in.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *spoilt])
    done = run(tmp_path / "in.csv", "-o", tmp_path / "out.parquet", "--rejects", tmp_path / "wrong.jsonl")
    assert done.exit_code == 1, done.output
    claims, wrong = mb.read_claims(tmp_path / "in.csv")
    told = [json.loads(line) for line in (tmp_path / "wrong.jsonl").read_text("utf-8").splitlines()]
    assert [(row["row"], row["problem"]) for row in told] == [(row.row, row.in_("en")) for row in wrong]
    assert len(claims) > 100
    answers = {each.claim.id: each for each in mb.assess_all(claims)}
    results = pl.read_parquet(tmp_path / "out.parquet").filter(pl.col("status") != "invalid").to_dicts()
    assert len(results) == len(claims)
    for row in results:
        answer = answers[row["id"]]
        high = None if answer.high is None else int(answer.high * 100)
        assert (row["status"], row["low_fen"], row["high_fen"]) == (
            answer.status,
            int(answer.low * 100),
            high,
        ), row


def test_cells_of_every_type_come_back_from_a_workbook(tmp_path: Path) -> None:
    """Excel keeps 15 digits of a number and has no days before 1900, so such cells are written as text."""
    from mutual_benefits.cli.table_files.workbook import write_workbook

    noon = datetime(2016, 5, 4, 12)
    cells: dict[str, tuple[list[Any], list[Any]]] = {
        "id": ([12345678901234567, 7, -3], ["12345678901234567", 7, -3]),
        "zeros": ([10**18, -(10**17), 0], [10**18, -(10**17), 0]),
        "yuan": (
            [Decimal("1234567890123456.78"), Decimal("1600.00"), None],
            ["1234567890123456.78", 1600, None],
        ),
        "day": ([date(2016, 5, 4), date(1899, 5, 4), None], [datetime(2016, 5, 4), "1899-05-04", None]),
        "moment": ([noon, None, None], [noon, None, None]),
        "share": ([0.1, 1e-7, float("inf")], [0.1, 1e-7, "inf"]),
        "flag": ([True, False, None], [True, False, None]),
        "list": ([[1], None, []], ["[1]", None, "[]"]),
        "none": ([None, None, None], [None, None, None]),
        "text": ([" a&b<c>\n", None, "x_x0041_x0042_"], [" a&b<c>\n", None, "x_x005F_x0041_x005F_x0042_"]),
        "=1+1": (["=1+1", "@x", "007"], ["=1+1", "@x", "007"]),
    }
    frame = pl.DataFrame({name: given for name, (given, _) in cells.items()}, strict=False)
    write_workbook([frame[:2], frame[2:]], tmp_path / "done.xlsx")
    head, *rows = openpyxl.load_workbook(tmp_path / "done.xlsx").active.iter_rows(values_only=True)
    assert list(head) == list(cells)
    for place, (name, (_, right)) in enumerate(cells.items()):
        assert [row[place] for row in rows] == right, name
    # Programs drop the blanks around a text that is not marked so.
    write_workbook([pl.DataFrame({"a": ["x"]}), pl.DataFrame({"a": ["y", "z "]})], tmp_path / "done.xlsx")
    sheet = zipfile.ZipFile(tmp_path / "done.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert ("<t>x</t>" in sheet, '<t xml:space="preserve">z </t>' in sheet) == (True, True)
