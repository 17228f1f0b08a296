"""The command `assess` for single claims: output, errors and exit codes; and `--version`."""

import re

import pytest
from click.testing import CliRunner, Result
from folders import SAMPLE

import mutual_benefits as mb
from mutual_benefits.cli import main
from mutual_benefits.cli.claims_csv import read_claims

HEADER = "id,member,plan,cover_from,fee_tier,kind,happened_on,living_days,disability_grade,died,child"
GOOD = "C-1,M-1,accident,2016-01-01,100,injury,2016-05-04,12,,,"


def run(*arguments: str, table: str | None = None) -> Result:
    return CliRunner().invoke(main, ["assess", *arguments], input=table)


def run_on(*lines: str, arguments: tuple[str, ...] = ()) -> Result:
    return run("-", *arguments, table="\n".join((HEADER, *lines)))


def sample_claims() -> list[mb.Claim]:
    return [row.claim for row in read_claims(SAMPLE.read_bytes()) if row.claim is not None]


def test_the_table_has_a_line_for_each_claim_in_the_order_of_the_file() -> None:
    result = run(str(SAMPLE))
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()[1:]
    assert [line.split()[0] for line in lines[: lines.index("")]] == [claim.id for claim in sample_claims()]


def test_the_table_shows_what_the_library_answers() -> None:
    shown = {line.split()[0]: line for line in run(str(SAMPLE)).stdout.splitlines() if line.strip()}
    for assessment in mb.assess_all(sample_claims()):
        line = shown[assessment.claim.id]
        assert f"  {assessment.status}  " in line
        assert f"  {assessment.version}  " in line
        assert f"{assessment.low:,}" in line
        assert assessment.high is None or f"{assessment.high:,}" in line


def test_the_total_is_the_sum_of_what_is_certain_where_a_claim_has_no_maximum() -> None:
    low = sum(assessment.low for assessment in mb.assess_all(sample_claims()))
    assert f"\nTotal: {low:,} yuan or more, no known maximum\n" in run(str(SAMPLE)).stdout


def test_the_total_has_bounds_if_the_sum_of_a_claim_has() -> None:
    child = "C-2,M-1,non_work_accident,2016-01-01,,child_injury,2016-05-04,,7,,Li"
    result = run_on(GOOD, child)
    assert "\nTotal: 960.00 to 5,960.00 yuan\n" in result.stdout
    assert "claims assessed: 2 (1 payable, 1 undetermined)" in result.stdout
    assert "claims with caveats: 2 (--explain CLAIM_ID shows them)" in result.stdout


def test_nothing_is_cut_or_coloured_when_the_output_is_piped() -> None:
    long = "M-" + "9" * 190
    result = run_on(GOOD.replace("M-1", long))
    assert long in result.stdout
    assert "\x1b" not in result.stdout


def test_words_in_brackets_are_printed_as_they_are() -> None:
    assert "[red]M-1" in run_on(GOOD.replace("M-1", "[red]M-1")).stdout


def test_chinese_shows_the_same_sums() -> None:
    def numbers(text: str) -> list[str]:
        return re.findall(r"\d[\d,]*\.\d\d", text)

    english, chinese = run(str(SAMPLE)), run(str(SAMPLE), "--lang", "zh")
    assert numbers(chinese.stdout) == numbers(english.stdout)
    assert "合计" in chinese.stdout


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_explain_prints_the_reasons_for_one_claim_after_those_before_it(lang: str) -> None:
    result = run(str(SAMPLE), "--explain", "N-2016-014", "--lang", lang)
    answers = {assessment.claim.id: assessment for assessment in mb.assess_all(sample_claims())}
    assert result.exit_code == 0
    assert result.stdout == answers["N-2016-014"].explain(lang) + "\n"  # type: ignore[arg-type]


def test_limits_are_used_up_in_the_order_of_dates_and_not_of_lines() -> None:
    later, earlier = (
        f"C-{number},M-1,accident,2016-01-01,100,injury,2016-0{number}-04,150,7,," for number in (5, 3)
    )
    lines = run_on(later, earlier).stdout.splitlines()
    assert "2,400.00 yuan" in lines[1]  # 30 days left of 180, at 80 yuan
    assert "12,000.00 to" in lines[2]


def test_the_option_reading_changes_the_sums() -> None:
    assert "2,560.00" in run(str(SAMPLE)).stdout
    together = run(str(SAMPLE), "--reading", "consolation.day_cap=together")
    assert together.exit_code == 0
    assert "2,560.00" not in together.stdout


def test_bad_rows_are_reported_and_good_ones_assessed() -> None:
    result = run_on(
        "C-2,M-1,acident,2016-01-01,100,injury,2016-05-04,12,,,",
        "C-3,M-1,accident,2016-01-01,99,injury,2016-05-04,12,,,",
        "C-4,M-1,accident,2010-01-01,100,injury,2010-05-04,12,,,",
        "C-5,M-1,non_work_accident,2015-01-01,,child_injury,2015-05-04,,3,,Li",
        "C-6,M-1,accident,2016-01-01,100,injury,4 May,twelve,,,",
        GOOD,
    )
    assert result.exit_code == 1
    assert "960.00 yuan" in result.stdout
    assert "claims assessed: 1 (1 payable)\nrows not assessed: 5\n" in result.stdout
    problems = [line.removeprefix("<stdin>: ") for line in result.stderr.splitlines()]
    assert [line.split(";")[0].split(": claim")[0] for line in problems] == [
        "line 2, column plan: 'acident'",
        "line 3, column fee_tier: '99'",
        "line 4",
        "line 5, column kind: 'child_injury'",
        "line 6, column happened_on: '4 May'",
        "line 6, column living_days: 'twelve'",
    ]
    assert "did you mean 'accident'" in problems[0]
    assert "give one of 26, 50, 74, 100" in problems[1]
    assert "2010-06-01" in problems[2]
    assert "it covers injury, home_loss" in problems[3]


CHINESE = "申请编号,会员编号,计划,保障起始日,会费档次,事件类型,事故发生日,生活补助天数,伤残等级,身故,子女"


def in_chinese(*lines: str, encoding: str = "utf-8", arguments: tuple[str, ...] = ()) -> Result:
    table = "\n".join((CHINESE, *lines)).encode(encoding)
    return CliRunner().invoke(main, ["assess", "-", *arguments], input=table)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_headings_and_encodings_change_nothing(encoding: str) -> None:
    lines = (GOOD.replace("M-1", "张三"), "C-2,李四,accident,2016-01-01,100,injury,2016-06-04,,,是,")
    chinese, english = in_chinese(*lines, encoding=encoding), run_on(*lines)
    assert (chinese.exit_code, chinese.stderr) == (0, "")
    assert "张三" in chinese.stdout
    assert chinese.stdout == english.stdout


def test_a_problem_under_a_chinese_heading_names_the_heading_and_the_line() -> None:
    result = in_chinese(
        "",
        "C-2,M-1,acident,2016-01-01,100,injury,2016-05-04,12,,,",
        "C-3,M-1,accident,2016-01-01,99,injury,2016-05-04,12,,,",
        "C-6,M-1,accident,2016-01-01,100,injury,2016-05-04,十二,,,",
        encoding="gb18030",
    )
    assert result.exit_code == 1
    problems = [line.removeprefix("<stdin>: ").split(";")[0] for line in result.stderr.splitlines()]
    problems = [line.split(": claim")[0] for line in problems]
    assert problems == [
        "line 3, column 计划: 'acident'",
        "line 4, column 会费档次: '99'",
        "line 5, column 生活补助天数: '十二'",
    ]


def test_every_heading_of_table_files_is_read_for_single_claims_too() -> None:
    from mutual_benefits.cli.chinese_headings import HEADINGS

    for heading, field in HEADINGS.items():
        names = ["id", "member", "plan", "cover_from", "happened_on"]
        header = [*(name for name in names if name != field), heading]
        assert list(read_claims(f"{','.join(header)}\n".encode(), headings=HEADINGS)) == []


def test_a_claim_with_a_bad_cell_uses_up_no_limit() -> None:
    graded = "M-1,accident,2016-01-01,100,injury"
    result = run_on(f"C-1,{graded},2016-02-04,150,7,maybe,", f"C-2,{graded},2016-03-04,150,7,,")
    assert "12,000.00 to" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--explain", "C-11"), "did you mean 'C-1'?"),
        (("--lang", "fr"), "'fr'"),
        (("--reading", "consolation"), "give name=option"),
        (("--reading", "consolation.day_cap="), "give name=option"),
        (("--reading", "no.such=each"), "no reading 'no.such'"),
        (("--reading", "consolation.day_cap=both"), "choose one of each, together"),
        (("--reading", "version.date=event", "--reading", "version.date=cover_start"), "give it once"),
    ],
)
def test_wrong_usage_prints_nothing_on_standard_output(arguments: tuple[str, ...], says: str) -> None:
    result = run_on(GOOD, arguments=arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in " ".join(result.stderr.split())


def test_explaining_a_claim_with_a_bad_row_reports_the_row_before_the_missing_claim() -> None:
    result = run_on(GOOD.replace("accident,", "acident,"), arguments=("--explain", "C-1"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.index("line 2, column plan") < result.stderr.index("no claim 'C-1' was assessed")


def test_a_missing_file_is_wrong_usage() -> None:
    assert run("no_such_file.csv").exit_code == 2


def test_a_table_that_cannot_be_read_prints_nothing_on_standard_output() -> None:
    result = run("-", table="id,member\nC-1,M-1\n")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no column plan, cover_from, happened_on" in result.stderr


def test_a_table_without_claims_has_a_total_of_zero() -> None:
    result = run_on()
    assert result.exit_code == 0
    assert "Total: 0.00 yuan\nclaims assessed: 0\n" in result.stdout


def test_the_printed_version_is_that_of_the_package() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.stdout == f"mutual-benefits, version {mb.__version__}\n"


@pytest.mark.parametrize("option", [("--unit", "yuan"), ("--caveats",), ("--extra-columns", "keep")])
def test_an_option_of_written_tables_is_not_passed_over_without_one(option: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, ["assess", str(SAMPLE), *option])
    assert result.exit_code == 2
    assert f"{option[0]} is for tables that -o writes" in result.stderr
