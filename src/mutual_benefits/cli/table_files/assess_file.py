"""Reads, assesses and writes a table file of any size with Polars, batch by batch."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple

import click
import polars as pl
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from ...errors import InvalidTable, MutualBenefitsError
from ...rulebook.plan import Plan
from ...tables.assess_table import assess_table
from ...tables.claim_columns import READ_TYPES
from ...tables.column_names import check_names
from ..chinese_headings import HEADINGS, field_of
from ..claim_report import Lang
from .atomic_output import Interrupted, atomic_file, exit_at_once, interruptible, run_in_thread, target_of
from .csv_cells import GIVEN, mark_invalid, output_columns, parse_columns, read_columns
from .csv_scan import scan_csv
from .summary import Summary

FIELDS = tuple(READ_TYPES)
MOST_NAMED = 6
"""The most columns that a notice names."""
SumUnit = Literal["fen", "yuan"]
ExtraColumns = Literal["check", "keep"]


class Job(NamedTuple):
    """The options of the command: the plan, the readings, the unit of money, the language of the summary.

    With `caveats` the output has the caveats of each row. Columns that are not read are kept, and refused
    where they are nearly named like a field, unless `extra_columns` is "keep".
    """

    plan: str | Plan
    readings: Mapping[str, str]
    unit: SumUnit | None
    lang: Lang
    caveats: bool = False
    extra_columns: ExtraColumns = "check"


class InputTable(NamedTuple):
    """A table as a lazy frame, with the field of each column and the number of rows."""

    frame: Any
    fields: dict[str, str]
    rows: int


def assess_file(file: IO[bytes], out: str, job: Job) -> None:
    """Assess the claims of a CSV or Parquet file and write the table with its results.

    Raises:
        SystemExit: with 1 if a row was invalid or the table cannot be read.
    """
    target = target_of(out)
    suffix = ".csv" if target is None else target.suffix.lower()
    if suffix not in (".csv", ".parquet"):
        raise click.BadParameter(f"{out}; give a name that ends with .csv or .parquet", param_hint="-o")
    scratch = Path(tempfile.mkdtemp(prefix="mutual-benefits-"))
    try:
        with interruptible():
            summary = _process(file, scratch, target, suffix, job)
    except Interrupted as interrupted:
        shutil.rmtree(scratch, ignore_errors=True)
        exit_at_once(interrupted.number)
        raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    click.echo("\n".join(summary.lines(job.lang)), err=True)
    if summary.number_of("invalid"):
        raise SystemExit(1)


def _process(file: IO[bytes], scratch: Path, target: Path | None, suffix: str, job: Job) -> Summary:
    name = getattr(file, "name", "<stdin>")
    try:
        table = _read(file, scratch)
        _check(table.fields, name, job.extra_columns)
        with atomic_file(target, scratch, suffix) as path:
            summary = _write(table, path, job, lazy=True)
            if ("invalid", "limits_unsettled") in summary.counts:
                summary = _write(table, path, job, lazy=False)
    except (InvalidTable, pl.exceptions.PolarsError) as error:
        message = str(error).splitlines()[0].replace("unit='fen' or unit='yuan'", "--unit fen or --unit yuan")
        click.echo(f"{name}: {message}", err=True)
        raise SystemExit(1) from None
    except MutualBenefitsError as error:
        raise click.UsageError(str(error)) from None
    return summary


def _read(file: IO[bytes], scratch: Path) -> InputTable:
    path = Path(getattr(file, "name", ""))
    if not path.is_file():
        path = scratch / "input"
        with path.open("wb") as copy:
            shutil.copyfileobj(file, copy)
    with path.open("rb") as start:
        parquet = start.read(4) == b"PAR1"
    if parquet:
        frame = pl.scan_parquet(path, glob=False)
        fields = {name: field_of(name) for name in frame.collect_schema().names()}
        named = {field: pl.col(name) for name, field in read_columns(fields).items()}
        frame = frame.select(**{GIVEN: pl.struct(list(fields))}, **named)
        return InputTable(frame, fields, frame.select(pl.len()).collect().item())
    csv_file = scan_csv(path, scratch)
    headings = [name.strip() for name in csv_file.header]
    if "" in headings:
        raise InvalidTable(
            f"column {headings.index('') + 1} has no name; name it or remove it", columns=("",)
        )
    fields = {name: field_of(name) for name in headings}
    if len(fields) < len(headings):
        repeated = next(name for name in headings if headings.count(name) > 1)
        raise InvalidTable(
            f"column {repeated!r} occurs {headings.count(repeated)} times; keep one", columns=(repeated,)
        )
    frame = pl.scan_csv(
        csv_file.path,
        infer_schema=False,
        with_column_names=lambda _: headings,
        truncate_ragged_lines=bool(csv_file.broken),
        glob=False,
    )
    return InputTable(parse_columns(frame, fields, csv_file.broken, csv_file.blank), fields, csv_file.rows)


def _check(fields: dict[str, str], name: str, extra_columns: ExtraColumns) -> None:
    """Refuse two columns of one field and columns that seem misspelt; report others that are not read.

    Raises:
        InvalidTable: two columns stand for one field, or a heading is nearly that of a field.
    """
    for field, count in Counter(fields.values()).items():
        if count > 1:
            both = [heading for heading, each in fields.items() if each == field]
            raise InvalidTable(f"columns {' and '.join(both)} both stand for {field}; keep one", columns=both)
    extra = [heading for heading, field in fields.items() if field not in FIELDS]
    if extra_columns == "check":
        remedy = "rename it, or keep it as it is with --extra-columns keep"
        check_names(extra, (*FIELDS, *HEADINGS), remedy=remedy)
    if extra:
        named = ", ".join(map(repr, extra[:MOST_NAMED])) + (
            f" and {len(extra) - MOST_NAMED} more" if len(extra) > MOST_NAMED else ""
        )
        say = f"column {named} is" if len(extra) == 1 else f"columns {named} are"
        click.echo(f"{name}: {say} kept but not read", err=True)


def _write(table: InputTable, path: Path, job: Job, *, lazy: bool) -> Summary:
    """Write the results to a path, and count them in passing."""
    summary = Summary(job.unit or "fen")

    def work() -> None:
        names = table.frame.collect_schema().names()
        code = job.plan if isinstance(job.plan, str) else job.plan.code
        marked = mark_invalid(table.frame, code, names)
        frame = marked if lazy else marked.collect()
        results = assess_table(
            frame,
            plan=job.plan,
            readings=job.readings,
            unit=job.unit,
            caveats=job.caveats,
            extra_columns="keep",  # the headings of the file have been checked
        ).lazy()
        added = [name for name in results.collect_schema().names() if name not in (*names, "__wrong")]
        output = output_columns(results, added).map_batches(summary.add, streamable=True)
        (output.sink_csv if path.suffix == ".csv" else output.sink_parquet)(path)

    with _progress_bar(table.rows) as update:
        run_in_thread(work, lambda: update(summary.rows))
    return summary


class _progress_bar:  # noqa: N801  # used like a function
    """A progress bar on standard error, if that is a terminal."""

    def __init__(self, rows: int) -> None:
        console = Console(stderr=True)
        columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self.shown = console.is_terminal
        self.progress = Progress(*columns, console=console, transient=True, disable=not self.shown)
        self.task = self.progress.add_task("", total=rows)

    def __enter__(self) -> Callable[[int], None]:
        if self.shown:
            self.progress.start()
        return lambda rows: self.progress.update(self.task, completed=rows)

    def __exit__(self, *_: object) -> None:
        if self.shown:  # earlier releases of Rich print a blank line for a bar that is never shown
            self.progress.stop()
