"""`mutual-benefits assess`: assesses the claims of a file."""

import difflib
import io
import sys
from pathlib import Path
from typing import IO, Any, Literal

import click

from .._texts import Lang, say, system_error
from ..errors import MissingExtra
from ..files.header import ExtraColumns
from ..rulebook.plan import Plan
from ..sources import Text
from .bilingual import error
from .help_text import command, lang_option, option
from .plan_option import check_code, rules_option
from .vocabulary import ERRORS


def _readings(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    readings: dict[str, str] = {}
    for value in values:
        name, equals, option_given = value.partition("=")
        if not (name and equals and option_given):
            raise error("reading", value=value)
        if readings.setdefault(name, option_given) != option_given:
            raise error("reading_twice", name=name, one=readings[name], other=option_given)
    return readings


def input_of(name: str) -> IO[bytes] | Path:
    """The file to read; `-` is standard input.

    Raises:
        CommandError: there is no such file, or it may not be read.
    """
    if name == "-":
        if sys.stdin is None or sys.stdin.closed:
            raise error("stdin")
        return sys.stdin.buffer
    path = Path(name)
    try:
        if path.is_dir():
            raise error("folder", path=name)
        if not path.exists():
            beside = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
            near = difflib.get_close_matches(path.name, beside, n=1)
            hint = say(ERRORS["near"], near=path.with_name(near[0])) if near else ""
            raise error("no_file", path=name, near=hint)
        with path.open("rb") as file:
            return path if path.is_file() else io.BytesIO(file.read())
    except OSError as wrong:
        raise error("not_allowed", path=name, why=system_error(wrong)) from None


@command(
    "assess",
    words=Text(
        en="Assess the claims of FILE and tell what each is entitled to."
        "\n\nFILE is a CSV, Excel (.xlsx), JSON Lines or Parquet file of claims of any plans, or - for"
        " standard input. Headings, words and days may be Chinese. Claims are assessed in order of date, then"
        " id as text, so that each uses what earlier claims left of the limits."
        "\n\nWithout -o, the first rows and a summary are printed. Wrong rows are told on standard error."
        "\n\nExit code: 0 all rows answered, 1 some rows wrong, 2 could not run.",
        zh="计算 FILE 中各件申请应得的互助金。"
        "\n\nFILE 为 CSV、Excel（.xlsx）、JSON Lines 或 Parquet 文件，各项活动可在同一文件中；- 为标准输入。"
        "表头、选项和日期可用中文。按出险日、再按编号依次计算，先前申请用去的限额不再计入。"
        "\n\n不加 -o 时显示前几行和汇总。有误的行在标准错误中逐一说明。"
        "\n\n退出码：0 全部算出，1 有行有误，2 未能执行。",
    ),
    example="mutual-benefits assess claims.xlsx -o done.xlsx --reasons --rejects wrong.csv",
)
@click.argument("file")
@option(
    "-o",
    "--output",
    metavar="OUT",
    words=Text(
        en="Write the table with its results to this .csv, .xlsx, .parquet or .jsonl file, or - for CSV on"
        " standard output.",
        zh="将结果写入 .csv、.xlsx、.parquet 或 .jsonl 文件；- 为在标准输出写 CSV。",
    ),
)
@option(
    "--rejects",
    metavar="REJECTS",
    words=Text(
        en="Write the wrong rows with their reasons to this file.", zh="将有误的行连同问题写入此文件。"
    ),
)
@option(
    "--explain",
    metavar="ID",
    words=Text(
        en="Explain this claim, and what each of its cells was read as.",
        zh="输出此件申请的计算说明，以及各格的读取结果。",
    ),
)
@option(
    "--reasons",
    is_flag=True,
    words=Text(en="Add a column with the reasons in words.", zh="增加一列，以文字说明原因。"),
)
@option(
    "--as",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    words=Text(en="Print text, or all rows as JSON.", zh="输出文字，或以 JSON 输出全部行。"),
)
@option(
    "--plan",
    metavar="PLAN",
    words=Text(
        en="The plan of all rows, where the file has no such column.",
        zh="各行的活动；文件中没有活动一列时使用。",
    ),
)
@rules_option
@option(
    "--reading",
    "readings",
    metavar="NAME=OPTION",
    multiple=True,
    callback=_readings,
    words=Text(
        en="Use this reading where the record is ambiguous, e.g. consolation.day_cap=together. Repeatable.",
        zh="资料有歧义之处采用此解读，如 consolation.day_cap=together；可多次使用。",
    ),
)
@option(
    "--unit",
    type=click.Choice(["fen", "yuan"]),
    words=Text(
        en="The unit of the sums (fen if left out), and of whole-number money in Parquet files.",
        zh="金额的单位（默认为分 fen），以及 Parquet 文件中整数金额的单位。",
    ),
)
@option(
    "--caveats",
    is_flag=True,
    words=Text(en="Add a column with the codes of each row's caveats.", zh="增加一列须知事项代码。"),
)
@option(
    "--extra-columns",
    type=click.Choice(["check", "keep"]),
    default="check",
    words=Text(
        en="Refuse columns that are nearly named like a field (check), or keep them unread (keep).",
        zh="列名与所读列名相近时报错（check），或原样保留（keep）。",
    ),
)
@lang_option
def assess_claims(
    file: str,
    output: str | None,
    rejects: str | None,
    explain: str | None,
    reasons: bool,
    form: str,
    plan: str | None,
    rules: Plan | None,
    readings: dict[str, str],
    unit: Literal["fen", "yuan"] | None,
    caveats: bool,
    extra_columns: ExtraColumns,
    lang: Lang,
) -> None:
    """Assess the claims of a file."""
    MissingExtra.unless_installed("the command", "cli", "narwhals", "polars")
    # Polars takes longer to load than the other commands take to run.
    from .screen import print_explanation, print_notices, print_rows, rows_that_fit
    from .table_files.assess_file import Job, assess_file, opened

    check_code(rules, plan)
    as_json = form == "json"
    _check_options(output, explain, rejects, caveats=caveats, as_json=as_json)
    first = 0 if output or as_json or explain else rows_that_fit()
    job = Job(rules or plan, readings, unit, lang, caveats, extra_columns, reasons, first, as_json)
    source = input_of(file)
    if explain is not None:
        with opened(source, job) as (table, _):
            raise SystemExit(print_explanation(table, job, explain))
    summary = assess_file(source, output, rejects, job)
    print_notices(summary, "<stdin>" if file == "-" else file)
    print_rows(summary, to_screen=output is None and not as_json)
    if summary.number_of("invalid"):
        raise SystemExit(1)


def _check_options(
    output: str | None, explain: str | None, rejects: str | None, *, caveats: bool, as_json: bool
) -> None:
    """Check that no option is passed over.

    Raises:
        CommandError: two options do not go together, or one needs another.
    """
    given: dict[str, Any] = {"-o": output, "--rejects": rejects}
    for name, value in given.items():
        if explain is not None and value is not None:
            raise error("apart", one="--explain", other=name)
    if caveats and output is None and not as_json and explain is None:
        raise error("caveats")
    if as_json and output is not None:
        raise error("apart", one="--as json", other="-o")
    if as_json and rejects == "-":
        raise error("apart", one="--as json", other="--rejects -")
