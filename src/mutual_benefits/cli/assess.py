"""`mutual-benefits assess`: assesses the claims of a file."""

import importlib
from typing import IO, Any, Literal

import click
from click.core import ParameterSource

from ..errors import UnknownReading, install_hint
from ..rulebook.plan import Plan
from .claim_report import Lang, print_report
from .plan_option import check_code, rules_option


def _readings(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    readings: dict[str, str] = {}
    for value in values:
        name, equals, option = value.partition("=")
        if not (name and equals and option):
            raise click.BadParameter(f"{value!r}; give name=option, e.g. consolation.day_cap=together")
        if readings.setdefault(name, option) != option:
            raise click.BadParameter(f"{name} is given as {readings[name]!r} and as {option!r}; give it once")
    return readings


def _table_files() -> Any:
    """The module for table files, if Polars is installed."""
    try:
        return importlib.import_module(".table_files.assess_file", __package__)
    except ModuleNotFoundError as absent:
        if (absent.name or "").partition(".")[0] not in ("polars", "narwhals"):
            raise
        click.echo(f"table files need Polars; {install_hint('cli,polars')}", err=True)
        raise SystemExit(2) from None


@click.command("assess")
@click.argument("file", type=click.File("rb"))
@click.option("--explain", metavar="CLAIM_ID", help="Explain this claim instead of printing the table.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", help="English or Chinese.")
@click.option(
    "--reading",
    "readings",
    metavar="NAME=OPTION",
    multiple=True,
    callback=_readings,
    help="Use this reading where the record is ambiguous, e.g. consolation.day_cap=together. Repeatable.",
)
@click.option("--plan", metavar="PLAN", help="With -o: the plan of the claims in the table.")
@rules_option
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="Write a table to this .csv or .parquet file, or - for CSV on stdout.",
)
@click.option(
    "--unit",
    type=click.Choice(["fen", "yuan"]),
    help="With -o: the unit of the sums (fen if left out), and of whole-number money in Parquet files.",
)
@click.option("--caveats", is_flag=True, help="With -o: add a column with the codes of each row's caveats.")
@click.option(
    "--extra-columns",
    type=click.Choice(["check", "keep"]),
    default="check",
    help="With -o: refuse columns that are nearly named like a field (check), or keep them unread (keep).",
)
def assess_claims(
    file: IO[bytes],
    explain: str | None,
    lang: Lang,
    readings: dict[str, str],
    plan: str | None,
    rules: Plan | None,
    output: str | None,
    unit: Literal["fen", "yuan"] | None,
    caveats: bool,
    extra_columns: Literal["check", "keep"],
) -> None:
    """Assess the claims of a CSV FILE ("-" for standard input) and print what each is entitled to.

    Claims are assessed in order of date, then id as text, so that each uses what earlier claims left of the
    limits. A second claim with the same id is reported and not assessed.
    Rows that cannot be assessed are reported on standard error, and the exit code is then 1.

    With --plan and -o, FILE is a table of claims of one plan, CSV or Parquet, of any size. The output has
    the columns of FILE and the results, and a summary is printed on standard error. Such a table needs the
    extra `polars`, and may have Chinese headings.

    With --rules, the claims are of a plan of your own, in place of --plan.
    """
    check_code(rules, plan)
    chosen = rules or plan
    if (plan is not None and output is None) or (chosen is None and output is not None):
        raise click.UsageError("--plan and -o belong together: give both, or neither")
    context = click.get_current_context()
    for name in ("unit", "caveats", "extra_columns"):
        given = context.get_parameter_source(name) is not ParameterSource.DEFAULT
        if given and output is None:
            option = "--" + name.replace("_", "-")
            raise click.UsageError(f"{option} is for tables that -o writes; give --plan and -o too")
    if explain is not None and output is not None:
        raise click.UsageError("--explain prints one claim and -o writes a table; give one of them")
    try:
        if chosen is None or output is None:
            print_report(file, explain, lang, readings, rules)
        else:
            files = _table_files()
            files.assess_file(file, output, files.Job(chosen, readings, unit, lang, caveats, extra_columns))
    except UnknownReading as error:
        raise click.BadParameter(str(error), param_hint="--reading") from None
