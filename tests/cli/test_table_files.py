"""Table files on the command line: reading, writing, and what remains after an error or a stop."""

import csv
import io
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from folders import SAMPLE

import mutual_benefits as mb
from mutual_benefits.cli import main
from mutual_benefits.cli.chinese_headings import HEADINGS
from mutual_benefits.cli.claims_csv import read_claims
from mutual_benefits.errors import install_hint

pl = pytest.importorskip("polars", reason="Polars is not installed; it comes with the extra polars")
fields = pytest.importorskip("mutual_benefits.cli.table_files.assess_file").FIELDS

HEADER = "id,member,fee_tier,cover_from,happened_on,living_days,hospital_days,died"
GOOD = "C-1,M-1,100,2016-01-01,2016-05-04,25,12,"


def run(*arguments: object, table: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["assess", *map(str, arguments)], input=table)


def answers(*lines: str, header: str = HEADER, plan: str = "accident", more: tuple[str, ...] = ()) -> Result:
    return run("-", "--plan", plan, "-o", "-", *more, table="\n".join((header, *lines)) + "\n")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def reasons(*lines: str, **given: str) -> list[str]:
    return [row["reason"] for row in rows(answers(*lines, **given).stdout)]


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("plan", mb.all_plans(), ids=lambda plan: plan.code)
def test_a_table_has_the_results_of_its_claims_one_by_one(plan: mb.Plan, tmp_path: Path) -> None:
    header, *lines = SAMPLE.read_text("utf-8").splitlines()
    own = [line for line in lines if line.split(",")[2] == plan.code]
    (tmp_path / "in.csv").write_text("\n".join((header, *own)), "utf-8")
    result = run(tmp_path / "in.csv", "--plan", plan.code, "-o", tmp_path / "out.csv")
    assert result.exit_code == 0, result.stderr
    claims = [row.claim for row in read_claims((tmp_path / "in.csv").read_bytes()) if row.claim]
    for row, each in zip(rows((tmp_path / "out.csv").read_text("utf-8")), mb.assess_all(claims), strict=True):
        assert (row["id"], row["status"]) == (each.claim.id, each.status)
        assert row["low_fen"] == str(int(each.low * 100))
        assert row["high_fen"] == ("" if each.high is None else str(int(each.high * 100)))
        assert row["version"] == str(each.version)


def test_the_given_columns_are_written_unchanged() -> None:
    line = '"Li, ""Xiao""", C-1 ,M-1,100,2016-01-01,2016-05-04,025,12,TRUE'
    result = answers(line, header="姓名,编号,会员,会费档次,保障起始日,事故发生日,生活补助天数,住院天数,身故")
    assert result.exit_code == 0
    ((*given,),) = list(csv.reader([line]))
    assert list(rows(result.stdout)[0].values())[: len(given)] == given
    assert "'姓名' is kept but not read" in result.stderr


@pytest.mark.parametrize(
    ("heading", "right"),
    [("livng_days", "living_days"), ("Living Days", "living_days"), ("生活补助 天数", "生活补助天数")],
)
def test_a_misspelt_column_is_refused_with_a_suggestion_unless_it_is_to_be_kept(heading, right) -> None:
    header = HEADER.replace("living_days", heading)
    refused = answers(GOOD, header=header)
    assert refused.exit_code == 1
    assert f"column {heading!r} is not read (did you mean {right!r}?)" in refused.stderr
    assert "--extra-columns keep" in refused.stderr
    assert refused.stdout == ""
    kept = answers(GOOD, header=header, more=("--extra-columns", "keep"))
    assert kept.exit_code == 0
    assert f"{heading!r} is kept but not read" in kept.stderr


def test_the_caveats_of_each_row_are_a_column_if_they_are_asked_for() -> None:
    plain, told = answers(GOOD), answers(GOOD, more=("--caveats",))
    assert "caveats" not in rows(plain.stdout)[0]
    claim = mb.Claim(
        id="C-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
        event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25, hospital_days=12),
    )
    codes = dict.fromkeys(caveat.code for caveat in mb.assess(claim).caveats)
    assert rows(told.stdout)[0] == rows(plain.stdout)[0] | {"caveats": ";".join(codes)}
    assert codes


@pytest.mark.parametrize("unit", ["fen", "yuan"])
def test_whole_numbers_of_money_in_a_parquet_file_need_a_unit(tmp_path: Path, unit: str) -> None:
    row = {"happened_on": date(2016, 5, 4), "cover_from": date(2016, 1, 1), "self_paid": 480_000}
    pl.DataFrame([row]).write_parquet(tmp_path / "in.parquet")
    arguments = ["assess", str(tmp_path / "in.parquet"), "--plan", "hospital_medical", "-o", "-"]
    refused = CliRunner().invoke(main, arguments)
    assert refused.exit_code == 1
    assert "(self_paid)" in refused.stderr
    assert "give --unit fen or --unit yuan" in refused.stderr
    assert CliRunner().invoke(main, [*arguments, "--unit", unit]).exit_code == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_each_encoding_is_read_and_utf_8_written(encoding: str, tmp_path: Path) -> None:
    header = "编号,会员,保障起始日,产品,病种,发生日期"
    table = f"{header}\nF-1,张三,2019-01-01,one_year,原发性乳腺癌,2019-08-01\n"
    (tmp_path / "in.csv").write_bytes(table.encode(encoding))
    result = run(tmp_path / "in.csv", "--plan", "female_illness", "-o", tmp_path / "out.csv")
    assert result.exit_code == 0, result.stderr
    (row,) = rows((tmp_path / "out.csv").read_text("utf-8"))
    assert (row["会员"], row["病种"], row["illness_sum_fen"]) == ("张三", "原发性乳腺癌", "1500000")


def test_every_heading_stands_for_a_field() -> None:
    assert set(HEADINGS.values()) == set(fields)


@pytest.mark.parametrize("chosen", ["true", "1", "是", "True"])
def test_true_and_false_may_be_written_in_several_ways(chosen: str) -> None:
    (row,) = rows(answers(GOOD + chosen).stdout)
    assert row["death_sum_fen"] not in ("", "0")
    (row,) = rows(answers(GOOD + "否").stdout)
    assert row["death_sum_fen"] == "0"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (GOOD.replace("25", "many"), "invalid_living_days"),
        (GOOD.replace("25", "2.5"), "invalid_living_days"),
        (GOOD.replace("25", "-1"), "invalid_living_days"),
        (GOOD.replace("25", "9" * 30), "invalid_living_days"),
        (GOOD.replace("05-04", "02-30"), "invalid_happened_on"),
        (GOOD.replace("2016-05-04", "2016/5/4"), "invalid_happened_on"),
        (GOOD.replace("2016-05-04", ""), "invalid_happened_on"),
        (GOOD.replace("2016-01-01", "someday"), "invalid_cover_from"),
        (GOOD + "maybe", "invalid_died"),
        (GOOD.removesuffix(","), "invalid_row"),
        (GOOD + ",surplus", "invalid_row"),
        (GOOD.replace("100", "99"), "unknown_fee_tier"),
        (GOOD.replace("C-1", '"C,1"').removesuffix(","), "invalid_row"),
    ],
)
def test_an_unreadable_cell_makes_its_row_invalid_and_never_counts_as_empty(bad: str, reason: str) -> None:
    result = answers(bad, GOOD.replace("C-1", "C-2"))
    assert result.exit_code == 1
    wrong, right = rows(result.stdout)
    assert (wrong["status"], wrong["reason"], wrong["total_fen"]) == ("invalid", reason, "")
    assert (right["status"], right["total_fen"]) == ("payable", "256000")
    assert f"    {reason}: 1\n" in result.stderr


def test_a_bad_row_uses_up_no_limit() -> None:
    header = HEADER + ",disability_grade,born_on"
    early = "C-1,M-1,100,2016-01-01,2016-05-04,150,,,7,not a day"
    late = "C-2,M-1,100,2016-01-01,2016-06-04,150,,,7,"
    assert [row["living_allowance_fen"] for row in rows(answers(early, late, header=header).stdout)] == [
        "",
        "1200000",
    ]


def test_a_row_of_another_plan_is_not_assessed() -> None:
    assert reasons(GOOD + ",accident", GOOD + ",warm_aid", header=HEADER + ",plan") == ["", "invalid_plan"]


@pytest.mark.parametrize(
    ("given", "fen"),
    [("4867.30", "71346"), ("4867.3", "71346"), ("4867", "71340"), ("1300.03", "1"), ("1300.02", "0")],
)
def test_money_is_read_to_the_exact_fen(given: str, fen: str) -> None:
    header = "cover_from,happened_on,self_paid"
    result = answers(f"2012-01-01,2012-06-01,{given}", header=header, plan="warm_aid")
    assert rows(result.stdout)[0]["stay_share_fen"] == fen


@pytest.mark.parametrize("given", ["4,867.30", "1e3", "4867.305", "￥48", "9" * 16])
def test_money_written_in_another_form_makes_its_row_invalid(given: str) -> None:
    header = "cover_from,happened_on,self_paid"
    table = f'2012-01-01,2012-06-01,"{given}"'
    assert reasons(table, header=header, plan="warm_aid") == ["invalid_self_paid"]


def test_sums_can_be_written_in_yuan() -> None:
    (row,) = rows(answers(GOOD, more=("--unit", "yuan")).stdout)
    assert row["total_yuan"] == "2560.00"


def test_blank_lines_are_skipped() -> None:
    result = answers("", GOOD, ",,,,,,,", "")
    assert [row["id"] for row in rows(result.stdout)] == ["C-1"]


@pytest.mark.parametrize("blank", ["\u3000,,,,,,,", '" ","",,,,,,', ",\x1c,,,,\xa0,,"])
def test_rows_of_blank_cells_are_skipped_whatever_the_blanks(blank: str) -> None:
    result = answers(blank, GOOD, blank)
    assert [row["id"] for row in rows(result.stdout)] == ["C-1"]
    assert result.exit_code == 0


def test_a_blank_row_of_another_width_is_wrong() -> None:
    result = answers(GOOD, ",,")
    assert [row["reason"] for row in rows(result.stdout)] == ["", "invalid_row"]


def test_further_columns_come_back_whole_however_many_they_are() -> None:
    """Two thousand of them took minutes where each was a column of every step."""
    extra = [f"x{number}" for number in range(2_000)]
    result = answers(
        f"{GOOD},{','.join(extra)}", header=f"{HEADER},{','.join(extra)}", more=("--extra-columns", "keep")
    )
    (row,) = rows(result.stdout)
    assert [row[name] for name in extra] == extra
    assert row["total_fen"] == "256000"
    assert "'x0', 'x1', 'x2', 'x3', 'x4', 'x5' and 1994 more are kept but not read" in result.stderr


def test_the_summary_counts_the_rows_and_adds_up_their_sums() -> None:
    drunk = "C-2,M-2,100,2016-01-01,2016-05-04,25,12,,drunk_driving"
    result = answers(GOOD + ",", drunk, header=HEADER + ",cause", more=("--lang", "zh"))
    assert result.exit_code == 0
    assert result.stderr == (
        "行数：2\n  应付：1\n  不予给付：1\n    原因属于除外责任 (excluded_cause)：1\n合计：2,560.00元\n"
    )


def test_parquet_is_read_and_written(tmp_path: Path) -> None:
    claims = pl.DataFrame(
        {
            "会费档次": ["100"],
            "cover_from": [date(2016, 1, 1)],
            "happened_on": [date(2016, 5, 4)],
            "住院天数": [12],
        }
    )
    claims.write_parquet(tmp_path / "in.parquet")
    result = run(tmp_path / "in.parquet", "--plan", "accident", "-o", tmp_path / "out.parquet")
    assert result.exit_code == 0, result.stderr
    done = pl.read_parquet(tmp_path / "out.parquet")
    assert done.columns[:4] == claims.columns
    assert done["hospital_allowance_fen"].to_list() == [96_000]
    assert done["version"].to_list() == [date(2016, 1, 1)]


def test_many_claims_that_share_a_limit_are_all_settled() -> None:
    lines = [f"C-{n:02},M-1,100,2016-01-01,2016-03-{n:02},15,," for n in range(1, 31)]
    result = answers(*lines)
    assert result.exit_code == 0, result.stderr
    assert sum(int(row["living_allowance_fen"]) for row in rows(result.stdout)) == 180 * 80_00


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("-", "--plan", "accident"), 2, "belong together"),
        (("-", "-o", "-"), 2, "belong together"),
        (("-", "--plan", "acident", "-o", "-"), 2, "did you mean 'accident'"),
        (("-", "--plan", "accident", "-o", "out.xlsx"), 2, ".csv or .parquet"),
        (("-", "--plan", "accident", "-o", "no/such/folder/out.csv"), 2, "there is no folder"),
        (("-", "--plan", "accident", "-o", os.devnull), 2, "not a regular file"),
        (("-", "--plan", "accident", "-o", "-", "--explain", "C-1"), 2, "give one of them"),
        (("-", "--plan", "accident", "-o", "-", "--reading", "no.such=each"), 2, "no reading 'no.such'"),
    ],
)
def test_wrong_usage_writes_nothing(
    arguments: tuple[str, ...], code: int, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments, table=f"{HEADER}\n{GOOD}\n")
    assert (result.exit_code, result.stdout) == (code, "")
    assert says in " ".join(result.stderr.split())
    assert left_in(tmp_path) == set()


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (b"", "the table is empty"),
        (b"id,member\nC-1,M-1\n", "needs columns that the table lacks: fee_tier"),
        (b"id,fee_tier\nC-1,100\n", "happened_on"),
        (f"{HEADER},会费档次\n{GOOD},100\n".encode(), "fee_tier and 会费档次 both stand for fee_tier"),
        (f"{HEADER},id\n{GOOD},100\n".encode(), "'id' occurs 2 times"),
        (f"{HEADER},\n{GOOD},\n".encode(), "column 9 has no name"),
        (f"{HEADER},status\n{GOOD},\n".encode(), "status"),
        (f"{HEADER}\n{GOOD}\n".encode("utf-16"), "neither UTF-8 nor GB18030"),
        (b"\xef\xbb\xbf" + f"{HEADER}\n{GOOD}张\n".encode("gb18030"), "neither UTF-8 nor GB18030"),
        (f'{HEADER}\n"{GOOD}\n'.encode(), "close each quotation mark"),
    ],
)
def test_an_unreadable_table_leaves_the_earlier_output_file_alone(
    table: bytes, says: str, tmp_path: Path
) -> None:
    (tmp_path / "out.csv").write_text("the last result")
    result = run("-", "--plan", "accident", "-o", tmp_path / "out.csv", table=table)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr
    assert left_in(tmp_path) == {"out.csv"}
    assert (tmp_path / "out.csv").read_text() == "the last result"


def test_a_header_without_rows_is_written_as_a_header_without_rows() -> None:
    result = answers()
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith(HEADER + ",living_allowance_fen")
    assert "rows: 0\nTotal: 0.00 yuan\n" in result.stderr


STOPPED = """
import os, sys, time
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
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_leaves_no_files_behind(number: signal.Signals, tmp_path: Path) -> None:
    out, scratch = tmp_path / "out", tmp_path / "scratch"
    out.mkdir()
    scratch.mkdir()
    (tmp_path / "in.csv").write_text(f"{HEADER}\n" + f"{GOOD}\n" * 10_000)
    command = [sys.executable, "-c", STOPPED, "assess", str(tmp_path / "in.csv")]
    with subprocess.Popen(
        [*command, "--plan", "accident", "-o", str(out / "out.csv")],
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(scratch)},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"at work\n"
        begun = time.monotonic()
        process.send_signal(number)
        assert process.wait(timeout=20) == 128 + number
        assert time.monotonic() - begun < 10
    assert (left_in(out), left_in(scratch)) == (set(), set())


@pytest.mark.parametrize("absent", ["polars", "narwhals"])
def test_without_polars_the_command_says_what_to_install(absent: str) -> None:
    program = f"import sys; sys.modules[{absent!r}] = None; from mutual_benefits.cli import main; main()"
    command = [sys.executable, "-c", program, "assess", str(SAMPLE), "--plan", "accident", "-o", "-"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"table files need Polars; {install_hint('cli,polars')}\n"
