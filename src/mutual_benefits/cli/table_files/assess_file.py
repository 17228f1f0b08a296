"""Reads, assesses and writes a file of claims of any size, batch by batch."""

import os
import re
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple

import polars as pl

from ..._language import Lang
from ...files.header import ExtraColumns, damaged
from ...files.table_file import TableFile
from ...rulebook.plan import Plan
from ..bilingual import error
from .answered_rows import AnsweredRows, Terms
from .atomic_output import Interrupted, atomic_file, exit_at_once, interruptible, run_in_thread, target_of
from .outputs import SUFFIXES, Rejects, write_table
from .progress_bar import ProgressBar
from .summary import Summary


class Job(NamedTuple):
    """The options of a run.

    `first` is the number of rows that the screen shows; `as_json` writes JSON to standard output.
    """

    plan: str | Plan | None
    readings: Mapping[str, str]
    unit: Literal["fen", "yuan"] | None
    lang: Lang
    caveats: bool = False
    extra_columns: ExtraColumns = "check"
    reasons: bool = False
    first: int = 0
    as_json: bool = False


@contextmanager
def opened(file: IO[bytes] | Path, job: Job) -> Iterator[tuple[TableFile, Path]]:
    """The file of a run, and a folder for scratch files, which is removed at the end.

    Raises:
        InvalidTable: the file cannot be read.
        OSError: the system refuses to read or write, as where the disk is full.
    """
    scratch = Path(tempfile.mkdtemp(prefix="mutual-benefits-"))
    try:
        with interruptible():
            path = file if isinstance(file, Path) else scratch / "input"
            if not isinstance(file, Path):
                with path.open("wb") as copy:
                    shutil.copyfileobj(file, copy)
            yield (
                TableFile(
                    path, plan=job.plan, unit=job.unit, extra_columns=job.extra_columns, readings=job.readings
                ),
                scratch,
            )
    except Interrupted as interrupted:
        shutil.rmtree(scratch, ignore_errors=True)
        exit_at_once(interrupted.number)
        raise
    except BaseException as wrong:
        if isinstance(wrong, pl.exceptions.PolarsError) or type(wrong).__name__ == "PanicException":
            # Polars passes on an error of the system as words with its number.
            if of_system := re.search(r"\(os error ([0-9]+)\)", str(wrong)):
                code = int(of_system[1])
                raise OSError(code, os.strerror(code), None, code) from None
            raise damaged(wrong) from None
        raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def assess_file(file: IO[bytes] | Path, out: str | None, rejects: str | None, job: Job) -> Summary:
    """Assess the claims of a file, and write the table with its results and the wrong rows.

    Raises:
        CommandError: an output cannot be written.
        InvalidTable: the file cannot be read.
    """
    source = file if isinstance(file, Path) else None
    target = None if out is None else target_of(out, source, SUFFIXES)
    rejected = None if rejects is None else target_of(rejects, source, SUFFIXES)
    if target is not None and rejected is not None and target[0] == rejected[0]:
        raise error("same_output", path=rejects)
    with opened(file, job) as (table, scratch), ExitStack() as outputs:
        output = Output(None, "")
        if target is not None or job.as_json:
            where, suffix = target or (None, ".jsonl")
            path = outputs.enter_context(atomic_file(where, scratch, suffix, as_array=job.as_json))
            output = Output(path, suffix)
        return _run(table, scratch, output, rejected, outputs, job)


class Output(NamedTuple):
    """The temporary file that the rows are written to, and its kind; None where none is written."""

    path: Path | None
    suffix: str


def _run(
    table: TableFile, scratch: Path, out: Output, rejected: Any, outputs: ExitStack, job: Job
) -> Summary:
    told = None if job.reasons else job.first
    terms = Terms(job.readings, job.unit or "fen", job.lang, job.caveats, told)
    kept = None if rejected is None else Rejects(table.header.names, scratch, job.lang)
    summary = Summary(table, terms.unit, job.lang, reasons=job.reasons, first=job.first, rejects=kept)
    with ProgressBar(job.lang) as bar:

        def work() -> None:
            answered = AnsweredRows(table, terms, scratch, bar.note)
            written = map(summary.add, answered.batches())
            if out.path is None:
                deque(written, maxlen=0)
            else:
                write_table(written, out.path, out.suffix)

        run_in_thread(work, bar.show)
        if kept is not None:
            where, kind = rejected
            kept.write(outputs.enter_context(atomic_file(where, scratch, kind)), kind)
    return summary
