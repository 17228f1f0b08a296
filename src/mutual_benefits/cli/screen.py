"""What `assess` prints: the first rows, the wrong rows, the summary, and the explanation of one claim."""

import difflib
from typing import Any

import click
import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .._texts import Lang, listed, say
from ..assessment.assessment import Assessment
from ..assessment.desk import Desk
from ..claims import Claim
from ..errors import MutualBenefitsError
from ..files.cell_values import Refusal
from ..files.chinese_headings import chinese_heading
from ..files.claim_fields import name_of_word
from ..files.table_file import TableFile
from ..files.vocabulary import SHEETS
from ..files.wrong_rows import WrongRow, column_of, in_lines
from ..sources import Text
from ..vocabulary import PHRASES
from .bilingual import error
from .help_text import tell
from .table_files.assess_file import Job
from .table_files.raw_rows import raw_rows
from .table_files.summary import ShownRow, Summary
from .table_files.typed_columns import FAULT, GIVEN, ROW, typed_columns
from .vocabulary import COLUMNS, ERRORS, SUMMARY

MOST_NAMED = 6
"""The most columns that a notice names."""
PIPED_ROWS, PIPED_WIDTH = 50, 10_000
LEAST_ROWS, OTHER_LINES = 5, 14


def rows_that_fit() -> int:
    """The number of rows that the screen shows beside the summary; some more where nobody scrolls."""
    console = Console()
    return max(LEAST_ROWS, console.height - OTHER_LINES) if console.is_terminal else PIPED_ROWS


def print_notices(summary: Summary, name: str) -> None:
    """Tell on standard error what is not read, that a file has no members, and which rows are wrong."""
    lang, extra = summary.lang, summary.table.header.extra
    if extra:
        named = ("、" if lang == "zh" else ", ").join(
            map(repr if lang == "en" else "“{}”".format, extra[:MOST_NAMED])
        )
        if len(extra) > MOST_NAMED:
            more = len(extra) - MOST_NAMED
            named = SUMMARY["and_more"].in_(lang).format(names=named, n=more, all=len(extra))
        key = "kept_one" if len(extra) == 1 else "kept"
        _tell(name, SUMMARY[key].in_(lang).format(names=named), lang)
    if "member" not in summary.table.header.read.values() and summary.rows > 1:
        _tell(name, SUMMARY["no_members"].in_(lang), lang)
    if summary.table.others:
        _tell(name, say(SHEETS, names=listed(summary.table.others)).in_(lang), lang)
    lines = [problem.in_(lang) for row in summary.wrong for problem in row.problems]
    for line in lines:
        _tell(name, line, lang)
    if (more := summary.number_of("invalid") - len(summary.wrong)) > 0:
        tell(SUMMARY["more_wrong"].in_(lang).format(n=more))


def _tell(name: str, line: str, lang: Lang) -> None:
    tell(f"{name}{'：' if lang == 'zh' else ': '}{line}")


def print_rows(summary: Summary, *, to_screen: bool) -> None:
    """Print the first rows and the summary; the summary alone, on standard error, where rows are written."""
    if not to_screen:
        click.echo("\n".join(summary.lines()), err=True)
        return
    if summary.shown:
        _print_table(summary)
        if (more := summary.rows - len(summary.shown)) > 0:
            click.echo(SUMMARY["more"].in_(summary.lang).format(n=more))
        click.echo("")
    click.echo("\n".join(summary.lines()))


def _print_table(summary: Summary) -> None:
    lang, rows = summary.lang, summary.shown
    terminal = Console(highlight=False)
    console = terminal if terminal.is_terminal else Console(highlight=False, width=PIPED_WIDTH)
    names = list(ShownRow._fields)
    used = {
        name
        for name in names
        if name in ("row", "status", "reason") or any(getattr(row, name) for row in rows)
    }
    if terminal.is_terminal:  # what can be told from other columns gives way on a narrow screen
        places = {each.row: _columns_of(each).in_(lang) for each in summary.wrong}  # the notices tell more
        rows = [row._replace(reason=places.get(row.row, row.reason)) for row in rows]
        for name, least in (("version", 130), ("member", 110), ("plan", 90)):
            if console.width < least:
                used.discard(name)
    shown = [name for name in names if name in used]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in shown:
        justify: Any = "right" if name in ("row", "amount") else "left"
        wide = name in ("reason", "id") and terminal.is_terminal
        table.add_column(COLUMNS[name].in_(lang), no_wrap=not wide, overflow="fold", justify=justify)
    for row in rows:
        table.add_row(*(escape(getattr(row, name)) if name != "row" else str(row.row) for name in shown))
    console.print(table)


def _columns_of(row: WrongRow) -> Text:
    """The columns in which a row is wrong."""
    columns = [column_of(each) for each in row.problems if each.column]
    return listed(dict.fromkeys(columns)) if columns else SUMMARY["row_unreadable"]


def print_explanation(table: TableFile, job: Job, wanted: str) -> int:
    """Print what the cells of one claim were read as, and why it is entitled to what; the exit code.

    Raises:
        CommandError: no row has the claim.
    """
    ids = pl.col("id") if "id" in table.header.read.values() else "row " + pl.col(ROW).cast(pl.String)

    def rows_where(condition: Any, *columns: str) -> Any:
        frames = (typed_columns(table, frame.lazy()).with_columns(__id=ids) for frame in raw_rows(table))
        return pl.concat([frame.filter(condition).select(columns or pl.all()).collect() for frame in frames])

    own = rows_where(pl.col("__id") == wanted)
    if own.is_empty():
        every = rows_where(pl.col("__id").is_not_null(), "__id")["__id"].unique().head(100_000).to_list()
        near = difflib.get_close_matches(wanted, every, n=1)
        hint = say(ERRORS["near"], near=near[0]) if near else ""
        raise error("no_claim", id=wanted, near=hint)
    same = pl.col("__id").is_in(own["__id"].to_list())
    if "member" in own.columns:
        same = same | pl.col("member").is_in(own["member"].drop_nulls().to_list())
    others = rows_where(same)
    rows = {
        number: (fault, table.cells(given))
        for number, fault, given in others.select(ROW, FAULT, GIVEN).iter_rows()
    }
    read = {number: table.reader.read(number, cells, fault) for number, (fault, cells) in rows.items()}
    claims = {number: each for number, each in read.items() if isinstance(each, Claim)}
    wrong = {number: each for number, each in read.items() if not isinstance(each, Claim)}
    answers, failed = _assessed(claims, table, job)
    numbers = own[ROW].to_list()
    for number in numbers:
        fault, cells = rows[number]
        if fault is None:
            _print_readings(table, number, cells, job.lang)
        if number in answers:
            result = answers[number]
            click.echo(result.model_dump_json(indent=1) if job.as_json else result.explain(job.lang))
        elif number in wrong:
            tell("\n".join(in_lines(wrong[number].problems, job.lang)))
        else:
            claim = claims[number]
            row = table.reader.unanswered(number, cells, claim, failed[number])
            tell("\n".join(in_lines(row.problems, job.lang)))
    return 0 if all(number in answers for number in numbers) else 1


def _assessed(
    claims: dict[int, Any], table: TableFile, job: Job
) -> tuple[dict[int, Assessment], dict[int, MutualBenefitsError]]:
    """The assessment, or the error, of each claim, in order of date, then id, then row."""
    desk = Desk(readings=job.readings, plan=table.reader.own)
    answers, failed = {}, {}
    for number, claim in sorted(
        claims.items(), key=lambda each: (each[1].event.happened_on, each[1].id, each[0])
    ):
        try:
            answers[number] = desk.assess(claim)
        except MutualBenefitsError as wrong:
            failed[number] = wrong
    return answers, failed


def _print_readings(table: TableFile, number: int, cells: dict[str, str], lang: Lang) -> None:
    """Print what each cell of a row was read as; on standard error, so that the explanation stands alone."""
    known = table.reader.fields
    click.echo(SUMMARY["read_as"].in_(lang).format(row=number), err=True)
    for reading in table.reader.cell_readings(cells):
        if not isinstance(reading.value, Refusal):
            heading, field, text, value = reading
            if lang == "zh" and heading == field:
                heading = f"{chinese_heading(field)}（{field}）"
            if isinstance(value, bool):
                value = PHRASES["yes" if value else "no"].in_(lang)
            elif lang == "zh" and (known[field].words or field == "plan"):
                value = name_of_word(field, value, table.reader.own).zh
            line = SUMMARY["read_line"].in_(lang).format(heading=heading, text=text, value=value)
            click.echo(line, err=True)
