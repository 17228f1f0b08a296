"""The option `--rules`: commands for a plan of one's own work as those for the library's plans."""

import csv
import io
from datetime import date

import pytest
from click.testing import CliRunner, Result
from plan_folders import FIRST, VERSION, write_plan

import mutual_benefits as mb
from mutual_benefits.cli import main

HEADER = "id,member,plan,cover_from,happened_on,kind,hospital_days,cause"
CLAIMS = (
    f"{HEADER}\n"
    "C-1,M-1,quay,2020-01-01,2020-03-01,injury,2,rope\n"
    "C-2,M-1,quay,2020-01-01,2020-03-02,injury,3,net\n"
    "C-3,M-2,quay,2020-01-01,2020-01-09,injury,4,rope\n"
)


def run(*arguments: str, table: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=table)


@pytest.fixture
def folder(tmp_path) -> str:
    later = VERSION.replace("2020-01-01", "2021-05-01").replace("rope = 3000", "rope = 3500")
    return str(write_plan(tmp_path, {"2021-05-01.toml": later}))


def test_claims_of_a_plan_of_ones_own_are_assessed(folder):
    result = run("assess", "-", "--rules", folder, table=CLAIMS)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Total: 180.00 yuan" in result.stdout
    assert [line.split()[1] for line in result.stdout.splitlines()[1:4]] == ["C-1", "C-2", "C-3"]
    why = run("assess", "-", "--rules", folder, "--explain", "C-2", "--lang", "zh", table=CLAIMS)
    plan = mb.load_plan(folder)
    enrolment = mb.Enrolment(plan="quay", cover_from=date(2020, 1, 1))
    event = mb.Injury(happened_on=date(2020, 3, 2), hospital_days=3, cause="net")
    claim = mb.Claim(id="C-2", member="M-1", enrolment=enrolment, event=event)
    assert why.stdout.strip() == mb.assess(claim, plan=plan).explain("zh")


def test_a_table_of_claims_of_a_plan_of_ones_own_is_written(folder):
    result = run("assess", "-", "--rules", folder, "-o", "-", "--unit", "yuan", table=CLAIMS)
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["stay_yuan"] for row in rows] == ["60.00", "120.00", "0.00"]
    assert [row["reason"] for row in rows] == ["", "", "waiting_period"]


def test_rows_that_a_plan_of_ones_own_does_not_answer_are_reported(folder):
    wrong = (
        f"{HEADER}\n"
        "C-1,M-1,quay,2020-01-01,2020-03-01,injury,2,hook\n"
        "C-2,M-1,accident,2020-01-01,2020-03-01,injury,2,rope\n"
    )
    result = run("assess", "-", "--rules", folder, table=wrong)
    assert result.exit_code == 1
    assert (
        "<stdin>: row 2, column cause: 'hook'; the rule book has no row for it; give one of rope, net"
        in result.stderr
    )
    assert "<stdin>: row 3, column plan: 'accident'" in result.stderr


def test_a_rule_book_of_ones_own_is_printed_audited_and_compared(folder):
    plan = mb.load_plan(folder)
    assert run("plans", "--rules", folder).stdout.strip() == mb.describe(plan, plan.versions[1]).strip()
    old = run("plans", "quay", "--rules", folder, "--on", "2020-02-01", "--lang", "zh").stdout
    assert old.strip() == mb.describe(plan, plan.versions[0], "zh").strip()
    assert run("audit", "--rules", folder).stdout.strip() == mb.audit(plan).text("en").strip()
    assert run("audit", "--rules", folder, "--fail-on", "inferred").exit_code == 1
    for plan_named in ((), ("quay",)):
        result = run("diff", *plan_named, "2020-02-01", "2021-06-01", "--rules", folder)
        assert result.stdout.strip() == mb.diff(*plan.versions).text("en").strip()


@pytest.mark.parametrize(
    "arguments",
    [
        ("plans", "accident"),
        ("audit", "accident"),
        ("assess", "-", "--plan", "accident"),
        ("diff", "accident", "2020-02-01", "2021-06-01"),
    ],
)
def test_another_plan_named_beside_the_option_is_wrong_usage(arguments, folder):
    result = run(*arguments, "--rules", folder, table="")
    assert result.exit_code == 2
    assert "--rules has the plan 'quay', not 'accident'; leave the plan out" in result.stderr


@pytest.mark.parametrize("days", [(), ("2020-02-01",), ("a", "2020-01-01", "2020-01-01", "2020-01-01")])
def test_two_days_are_needed_to_compare(days, folder):
    result = run("diff", *days, "--rules", folder)
    assert result.exit_code == 2
    assert "give a plan and two days" in result.stderr


@pytest.mark.parametrize(
    "arguments", [("plans",), ("audit",), ("assess", "-"), ("diff", "2020-02-01", "2021-06-01")]
)
def test_the_faults_of_an_unreadable_rule_book_are_printed(arguments, folder, tmp_path):
    write_plan(tmp_path, {FIRST: VERSION.replace("value = 30", "value = many")})
    result = run(*arguments, "--rules", folder, table="")
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr == f"Error: {folder} is not a readable plan, 1 fault:\n"
        f"  {FIRST}, line 20: not valid TOML: Invalid value at 'many'; put text in quotes\n"
    )
    chinese = run(*arguments, "--rules", folder, "--lang", "zh", table="")
    assert chinese.stderr == (
        f"错误：{folder} 不是可读取的活动，有 1 处错误：\n"
        f"  {FIRST}，第20行：不是有效的 TOML（值无效）：'many'；文字请加引号\n"
    )
