"""Table files of any size: read, worked out and written by Polars, batch by batch."""

import difflib
import shutil
import tempfile
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
from ...tables.claim_columns import READ
from ..chinese_headings import HEADINGS, field_of
from ..claim_report import Lang
from .atomic_output import Stopped, leave, put_in_place, run, stoppable, target_of
from .csv_cells import GIVEN, barred, read_text, told
from .csv_scan import looked_over
from .summary import Summary

FIELDS = (*READ, "id", "member", "plan")
SumUnit = Literal["fen", "yuan"]


class Job(NamedTuple):
    """What is asked for: the plan, the readings, the unit of sums, and the language of the summary."""

    plan: str | Plan
    readings: Mapping[str, str]
    unit: SumUnit
    lang: Lang


class InputTable(NamedTuple):
    """A table as it was read: a lazy frame, the field of each of its columns, and how many rows it has."""

    frame: Any
    fields: dict[str, str]
    rows: int


def assess_file(file: IO[bytes], out: str, job: Job) -> None:
    """Work out the claims of a CSV or Parquet file and write the table with its results.

    Raises:
        SystemExit: with 1 if a row was invalid or the table cannot be read.
    """
    target = target_of(out)
    suffix = ".csv" if target is None else target.suffix.lower()
    if suffix not in (".csv", ".parquet"):
        raise click.BadParameter(f"{out}; give a name that ends with .csv or .parquet", param_hint="-o")
    scratch = Path(tempfile.mkdtemp(prefix="mutual-benefits-"))
    try:
        with stoppable():
            summary = _done(file, scratch, target, suffix, job)
    except Stopped as stopped:
        shutil.rmtree(scratch, ignore_errors=True)
        leave(stopped.number)
        raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    click.echo("\n".join(summary.lines(job.lang)), err=True)
    if summary.number_of("invalid"):
        raise SystemExit(1)


def _done(file: IO[bytes], scratch: Path, target: Path | None, suffix: str, job: Job) -> Summary:
    name = getattr(file, "name", "<stdin>")
    try:
        read = _read(file, scratch)
        _check(read.fields, name)
        with put_in_place(target, scratch, suffix) as path:
            summary = _written(read, path, job, lazy=True)
            if ("invalid", "limits_unsettled") in summary.counts:
                summary = _written(read, path, job, lazy=False)
    except (InvalidTable, pl.exceptions.PolarsError) as error:
        click.echo(f"{name}: {str(error).splitlines()[0]}", err=True)
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
        kept = {GIVEN + name: pl.col(name) for name in fields}
        named = {field: pl.col(name) for name, field in fields.items()}
        return InputTable(frame.select(**kept, **named), fields, frame.select(pl.len()).collect().item())
    text = looked_over(path, scratch)
    heads = [name.strip() for name in text.header]
    if "" in heads:
        raise InvalidTable(f"column {heads.index('') + 1} has no name; name it or take it out")
    fields = {name: field_of(name) for name in heads}
    if len(fields) < len(heads):
        twice = next(name for name in heads if heads.count(name) > 1)
        raise InvalidTable(f"column {twice!r} stands {heads.count(twice)} times; keep one")
    frame = pl.scan_csv(
        text.path,
        infer_schema=False,
        with_column_names=lambda _: heads,
        truncate_ragged_lines=bool(text.broken),
        glob=False,
    )
    return InputTable(read_text(frame, fields, text.broken), fields, text.rows)


def _check(fields: dict[str, str], name: str) -> None:
    """Two columns of one field are refused; columns that are no fields are named, as they may be misspelt.

    Raises:
        InvalidTable: two columns stand for one field.
    """
    for field in fields.values():
        both = [heading for heading, found in fields.items() if found == field]
        if len(both) > 1:
            raise InvalidTable(f"columns {' and '.join(both)} both stand for {field}; keep one")
    for heading, field in fields.items():
        if field not in FIELDS:
            near = difflib.get_close_matches(heading, (*FIELDS, *HEADINGS), n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            click.echo(f"{name}: column {heading!r} is kept and not read{hint}", err=True)


def _written(read: InputTable, path: Path, job: Job, *, lazy: bool) -> Summary:
    """Write the results to a path, and count them on the way."""
    summary = Summary(job.unit)

    def work() -> None:
        names = read.frame.collect_schema().names()
        code = job.plan if isinstance(job.plan, str) else job.plan.code
        frame = barred(read.frame, code, names)
        table = frame if lazy else frame.collect()
        done = assess_table(table, plan=job.plan, readings=job.readings, unit=job.unit).lazy()
        added = [name for name in done.collect_schema().names() if name not in (*names, "__wrong")]
        done = told(done, read.fields, added).map_batches(summary.take, streamable=True)
        (done.sink_csv if path.suffix == ".csv" else done.sink_parquet)(path)

    with _bar(read.rows) as update:
        run(work, lambda: update(summary.rows))
    return summary


class _bar:  # noqa: N801  # used like a function
    """A progress bar on standard error, where that is a terminal."""

    def __init__(self, rows: int) -> None:
        console = Console(stderr=True)
        columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self.progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self.task = self.progress.add_task("", total=rows)

    def __enter__(self) -> Callable[[int], None]:
        self.progress.start()
        return lambda rows: self.progress.update(self.task, completed=rows)

    def __exit__(self, *_: object) -> None:
        self.progress.stop()
