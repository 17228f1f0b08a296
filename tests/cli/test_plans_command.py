"""The command `plans`: the list of rule books, and one rule book in words."""

from datetime import date

import pytest
from click.testing import CliRunner, Result

import mutual_benefits as mb
from mutual_benefits.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["plans", *arguments])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_plan_is_listed_with_its_name_and_the_first_day_of_each_version(lang: str) -> None:
    result = run("--lang", lang)
    assert result.exit_code == 0
    listed = result.stdout.splitlines()
    for plan in mb.all_plans():
        at = listed.index(f"{plan.code}  {plan.name.in_(lang)}")
        days = [line.split()[0][:10] for line in listed[at + 1 : at + 1 + len(plan.versions)]]
        assert days == [str(version.effective_from) for version in plan.versions]
    assert len(listed) == sum(1 + len(plan.versions) for plan in mb.all_plans())


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("plan", mb.all_plans(), ids=lambda plan: plan.code)
def test_the_newest_rule_book_is_printed_where_no_day_is_given(plan: mb.Plan, lang: str) -> None:
    result = run(plan.code, "--lang", lang)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == mb.describe(plan, plan.versions[-1], lang) + "\n"


@pytest.mark.parametrize("plan", mb.all_plans(), ids=lambda plan: plan.code)
def test_a_version_is_in_force_from_its_first_day(plan: mb.Plan) -> None:
    for version in plan.versions:
        result = run(plan.code, "--on", str(version.effective_from))
        assert result.stdout == mb.describe(plan, version) + "\n"


def test_a_version_answers_days_before_it_was_in_force_where_costs_of_that_time_count() -> None:
    plan = mb.get_plan("warm_aid")
    result = run("warm_aid", "--on", "2012-03-01")
    assert result.stdout == mb.describe(plan, plan.versions[0]) + "\n"
    assert "In force from 2012-05-01" in result.stdout
    assert "Covers events from 2012-01-01" in result.stdout
    assert "the first covers events from 2012-01-01" in run("warm_aid", "--on", "2011-12-31").stderr


def test_a_product_that_is_sold_beside_the_newest_can_be_chosen() -> None:
    plan = mb.get_plan("female_illness")
    result = run("female_illness", "--on", "2019-05-01", "--product", "two_year")
    assert result.stdout == mb.describe(plan, plan.version_on(date(2019, 5, 1), "two_year")) + "\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("acident",), "did you mean 'accident'?"),
        (("accident", "--on", "2010-05-31"), "no version in force on 2010-05-31"),
        (("accident", "--on", "2016-02-30"), "give a day as YYYY-MM-DD"),
        (("accident", "--on", "20160504"), "give a day as YYYY-MM-DD"),
        (("female_illness", "--product", "ten_year"), "it sells two_year, one_year"),
        (("--on", "2016-05-04"), "name the plan"),
    ],
)
def test_a_question_without_an_answer_is_an_error_in_one_line(arguments: tuple[str, ...], says: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("command", "more"), [("plans", ()), ("audit", ()), ("diff", ("2013-01-01", "2019-01-01"))]
)
def test_a_plan_may_be_given_by_its_name(command: str, more: tuple[str, ...]) -> None:
    by_code, by_name = (
        CliRunner().invoke(main, [command, plan, *more]).stdout for plan in ("warm_aid", "暖·互助")
    )
    assert by_code
    assert by_name == by_code
