"""Assesses the rows of a file, the rows of a member together, and puts them together again in their order."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Literal, NamedTuple

import polars as pl

from ..._texts import Lang
from ...engine.prepare import prepare
from ...files.claim_fields import CLAIM_FIELDS
from ...files.table_file import TableFile
from ...rulebook.plan import Plan
from ...rulebook.registry.book import plan_of
from ...tables.assess_table import assess_table
from ...tables.claim_columns import REQUIRED
from ...tables.row_version import RowVersions
from .open_rows import why_open
from .raw_rows import AT_ONCE, raw_rows
from .repeated_ids import HASHES, RepeatedIds, hash_of
from .sorted_pieces import SortedPieces, in_pieces
from .typed_columns import FAULT, GIVEN, ROW, TYPES, WRONG, typed_columns

WHY = "__why"
"""The column of results that tells in words why a row is undetermined."""

KEY = "__key"
"""The column whose equal numbers keep the rows of a member together."""

NEEDED = ("fee_tier", *REQUIRED.values())
"""Columns that a plan may need; a file without them has them empty."""

Progress = Callable[[str, int, int | None], None]
"""Is told the step that is going on, the number of rows that are done, and that of all rows."""


class Terms(NamedTuple):
    """How the rows are assessed: the readings, the unit of the sums, and the caveats.

    `told` is the number of rows, the first ones, whose results are told with the reasons in words; None for
    all of them.
    """

    readings: Mapping[str, str]
    unit: Literal["fen", "yuan"]
    lang: Lang
    caveats: bool = False
    told: int | None = 0


class AnsweredRows:
    """Reads the rows of a file, and gives them with their results.

    Rows without members are independent of each other. Those of one member share limits, whatever their
    place in the file: so a piece of rows with members holds all rows of each of its members.
    """

    def __init__(self, table: TableFile, terms: Terms, scratch: Path, progress: Progress) -> None:
        self.terms, self.reader, self.progress = terms, table.reader, progress
        self.by_member = "member" in table.header.read.values()
        self.given = SortedPieces(scratch, "given", ROW)
        self.typed = SortedPieces(scratch, "typed", KEY if self.by_member else ROW)
        self.results = SortedPieces(scratch, "results", ROW)
        self.ids = RepeatedIds(scratch)
        self.codes: set[str] = set()
        self.bounds: list[tuple[int, int]] = []
        """The first and the last number of the rows of each piece."""
        self.last_told = 0
        """The number of the last row whose reasons are told in words, where not all are."""
        self.written = 0
        for piece, only in in_pieces(self._typed(table)):
            self._keep(piece, only=only)
            del piece  # before the next one is read
        self.columns = self._columns(sorted(self.codes) if self.reader.code is None else [self.reader.code])
        self.later = self.ids.later_rows(self.typed, self._answered)

    def _typed(self, table: TableFile) -> Iterator[Any]:
        """The rows of a file as values, and as they were given."""
        read = 0
        for frame in raw_rows(table):
            yield typed_columns(table, frame.lazy()).collect()
            self.progress("reading", read := read + len(frame), None)

    def _keep(self, piece: Any, *, only: bool) -> None:
        """Keep the only piece of a file, or one of several, until its rows are assessed."""
        if not self.bounds and self.terms.told and len(piece):
            self.last_told = piece[ROW][min(self.terms.told, len(piece)) - 1]
        self.bounds.append((piece[ROW].min(), piece[ROW].max()))
        self.given.add(piece.select(ROW, FAULT, GIVEN), only=only)
        typed = piece.drop(FAULT, GIVEN)
        typed = typed.with_columns(hash_of("member").alias(KEY)) if self.by_member else typed
        self.typed.add(typed, only=only)
        self.ids.add(typed, only=only)
        self.codes.update(typed["plan"].drop_nulls().unique())

    def batches(self) -> Iterator[Any]:
        """The rows of the file with their results, some at a time."""
        results: Iterator[Any] = map(self._results, self.typed.pieces())
        if self.by_member and self.typed.paths:
            for rows in self.typed.parts(HASHES):
                self.results.add(self._results(rows.sort(ROW)), only=False)
                self.progress("assessing", self.results.rows, self.given.rows)
            results = (self.results.between(*bounds).sort(ROW) for bounds in self.bounds)
        yield from chain.from_iterable(map(self._written, self.given.pieces(), results))

    def _written(self, given: Any, results: Any) -> Iterator[Any]:
        """The rows of a piece with their results, some at a time."""
        whole = given.hstack(results.drop(ROW))
        del given, results
        yield from whole.iter_slices(AT_ONCE) if len(whole) else (whole,)
        self.written += len(whole)
        self.progress("writing", self.written, self.given.rows)

    def _columns(self, plans: list[str]) -> dict[str, Any]:
        """The columns of results and their types: the sums of all plans, the totals last, then the others."""
        unit = self.terms.unit
        prepared = [prepare(plan_of(self._plan(code)), self.terms.readings) for code in plans]
        benefits = [name for plan in prepared for name in RowVersions(plan).benefits]
        sums = [f"{name}_{unit}" for name in (*dict.fromkeys(benefits), "total", "low", "high")]
        money = pl.Int64 if unit == "fen" else pl.Decimal(38, 2)
        others = {"status": pl.String, "reason": pl.String, "version": pl.Date}
        others |= {"caveats": pl.String} if self.terms.caveats else {}
        return dict.fromkeys(sums, money) | others

    def _results(self, rows: Any) -> Any:
        """The results of some rows, which are in order of the file."""
        rows = rows.drop(KEY, strict=False)
        if len(self.later):
            again = pl.col(ROW).is_in(self.later.implode())
            rows = rows.with_columns(
                pl.when(again).then(pl.lit("duplicate_id")).otherwise(WRONG).alias(WRONG)
            )
        given = {"status": pl.lit("invalid"), "reason": pl.col(WRONG)}
        empty = [given.get(name, pl.lit(None)).cast(kind).alias(name) for name, kind in self.columns.items()]
        parts = [rows.filter(pl.col("plan").is_null()).select(ROW, *empty)]
        for (code,), part in rows.drop_nulls("plan").partition_by("plan", as_dict=True).items():
            part = self._of_plan(part, code)
            nothing = pl.when(pl.col("status") != "invalid").then(0)
            columns = [
                (pl.col(name) if name in part.columns else nothing).cast(kind).alias(name)
                for name, kind in self.columns.items()
            ]
            parts.append(part.select(ROW, *columns))
        results = pl.concat(parts).sort(ROW)
        words = self._why_open(rows, results)
        told = pl.Series(map(words.get, results[ROW]), dtype=pl.String) if words else pl.lit(None, pl.String)
        return results.with_columns(told.alias(WHY))

    def _why_open(self, rows: Any, results: Any) -> dict[int, str]:
        """Why rows that are told in words are undetermined, by their numbers."""
        undetermined = results.filter(pl.col("status") == "undetermined")[ROW]
        if self.terms.told is not None:
            undetermined = undetermined.filter(undetermined <= self.last_told)
        if undetermined.is_empty():
            return {}
        wanted = pl.col(ROW).is_in(undetermined.implode())
        sound = pl.col(ROW).is_in(results.filter(pl.col("status") != "invalid")[ROW].implode())
        if self.by_member:
            wanted = pl.col("member").is_in(rows.filter(wanted)["member"].implode())
        rows = rows.filter(sound & wanted)
        return why_open(rows, set(undetermined), self.reader, self.terms.readings, self.terms.lang)

    def _plan(self, code: str) -> Plan | str:
        """The user's own plan, if this is its code, or else the code."""
        own = self.reader.own
        return own if own is not None and own.code == code else code

    def _of_plan(self, rows: Any, code: str) -> Any:
        """The rows of one plan with their results; a wrong row loses its day, so that it is not paid."""
        absent = [name for name in NEEDED if name not in rows.columns]
        results = assess_table(
            rows.with_columns(
                pl.when(pl.col(WRONG).is_null()).then(pl.col("happened_on")).alias("happened_on"),
                *(pl.lit(None, dtype=TYPES[CLAIM_FIELDS[name].kind]).alias(name) for name in absent),
            ),
            plan=self._plan(code),
            readings=self.terms.readings,
            unit=self.terms.unit,
            caveats=self.terms.caveats,
            extra_columns="keep",
        )
        return results.with_columns(reason=pl.coalesce(WRONG, "reason"))

    def _answered(self, rows: Any) -> Any:
        """Those of some sound rows that can be answered, each by itself."""
        rows = rows.drop(KEY, "member", strict=False)
        parts = [rows.select(ROW, "id", "happened_on").clear()]
        for part in rows.partition_by("plan"):
            answered = self._of_plan(part, part["plan"][0]).filter(pl.col("status") != "invalid")
            parts.append(answered.select(ROW, "id", "happened_on"))
        return pl.concat(parts)
