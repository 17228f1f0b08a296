"""`mutual-benefits assess`: what the claims of a file are entitled to."""

import importlib
from typing import IO, Any, Literal

import click

from ..errors import UnknownReading
from ..rulebook.plan import Plan
from .claim_report import Lang, show
from .plan_option import check_code, rules_option


def _readings(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for text in given:
        name, equals, option = text.partition("=")
        if not (name and equals and option):
            raise click.BadParameter(f"{text!r}; give name=option, e.g. consolation.day_cap=together")
        if chosen.setdefault(name, option) != option:
            raise click.BadParameter(f"{name} is given as {chosen[name]!r} and as {option!r}; give it once")
    return chosen


def _table_files() -> Any:
    """The module for table files, which needs Polars."""
    try:
        return importlib.import_module(".table_files.assess_file", __package__)
    except ModuleNotFoundError as absent:
        if (absent.name or "").partition(".")[0] not in ("polars", "narwhals"):
            raise
        click.echo("table files need Polars; run: pip install 'mutual_benefits[cli,polars]'", err=True)
        raise SystemExit(2) from None


@click.command("assess")
@click.argument("file", type=click.File("rb"))
@click.option("--explain", metavar="CLAIM_ID", help="Print the reasons for this claim in place of the table.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", help="English or Chinese.")
@click.option(
    "--reading",
    "readings",
    metavar="NAME=OPTION",
    multiple=True,
    callback=_readings,
    help="Take this reading where the record is ambiguous, e.g. consolation.day_cap=together. Repeatable.",
)
@click.option("--plan", metavar="PLAN", help="With -o: the plan whose claims the table holds.")
@rules_option
@click.option(
    "-o", "--output", metavar="OUT", help="Write a table to this .csv or .parquet file, or - for CSV."
)
@click.option(
    "--unit", type=click.Choice(["fen", "yuan"]), default="fen", help="With -o: the unit of the sums written."
)
def assess_claims(
    file: IO[bytes],
    explain: str | None,
    lang: Lang,
    readings: dict[str, str],
    plan: str | None,
    rules: Plan | None,
    output: str | None,
    unit: Literal["fen", "yuan"],
) -> None:
    """Assess the claims of a CSV FILE ("-" for standard input) and print what each is entitled to.

    Claims are worked out in order of date, then id, so that each finds the limits as those before it
    left them. Rows that cannot be assessed are told on standard error, and the exit code is then 1.

    With --plan and -o, FILE is a table of claims of one plan, CSV or Parquet, of any size: it is written
    with the results beside the columns given, and a summary is told on standard error. Such a table
    needs the extra `polars`, and may have Chinese headings.

    With --rules, the claims are of a plan of your own, in place of --plan.
    """
    check_code(rules, plan)
    asked = rules or plan
    if (plan is not None and output is None) or (asked is None and output is not None):
        raise click.UsageError("--plan and -o belong together: give both, or neither")
    if explain is not None and output is not None:
        raise click.UsageError("--explain prints one claim and -o writes a table; give one of them")
    try:
        if asked is None or output is None:
            show(file, explain, lang, readings, rules)
        else:
            files = _table_files()
            files.assess_file(file, output, files.Job(asked, readings, unit, lang))
    except UnknownReading as error:
        raise click.BadParameter(str(error), param_hint="--reading") from None
