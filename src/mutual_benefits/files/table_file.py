"""Opens a file of claims: finds what kind of file it is, reads its header, and gives its rows."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from .._texts import say, system_error
from ..errors import InvalidTable, MissingExtra
from ..rulebook.plan import Plan
from ..rulebook.registry.book import AnyPlan
from ..tables.native.far_days import as_objects, calendar_of
from .claim_fields import ClaimField, fields_of, is_money
from .claim_rows import RowReader, as_text
from .csv_rows import CsvRows, FileRow
from .excel_rows import ExcelRows
from .header import ExtraColumns, damaged, fault, read_header
from .json_rows import JsonRows, check_no_array
from .text_lines import text_lines
from .vocabulary import FAULTS

_ROWS_AT_ONCE = 50_000


class TableFile:
    """A file of claims in any of the formats, with its header checked.

    Args:
        path: the file; what it holds tells its kind, whatever its name.
        plan: the plan of all rows, where the file need not say it.
        unit: the unit of whole numbers of money in a Parquet file.
        extra_columns: refuse columns that are nearly named like a field (`check`), or keep them unread.

    Raises:
        InvalidTable: the file cannot be read, or its header cannot be used.
        MissingExtra: what reads such a file is not installed.
    """

    def __init__(
        self,
        path: Path,
        *,
        plan: AnyPlan | None = None,
        unit: Literal["fen", "yuan"] | None = None,
        extra_columns: ExtraColumns = "check",
        readings: Mapping[str, str] | None = None,
    ) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                start = file.read(1 << 12)
        except OSError as error:
            raise fault(say(FAULTS["not_opened"], path=path, why=system_error(error))) from None
        self.parquet = start.startswith(b"PAR1")
        self.others: list[str] = []
        if self.parquet:
            self.rows: Any = ParquetRows(path, unit)
        elif start.startswith(b"PK\x03\x04"):
            self.rows = ExcelRows(path)
            self.others = self.rows.others
        elif start.startswith(b"\x1f\x8b"):
            raise fault(FAULTS["no_workbook"])
        elif start.startswith(b"\xd0\xcf\x11\xe0"):
            raise fault(FAULTS["old_excel"])
        else:
            text = text_lines(path)
            letters = start.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe\0 \t\r\n")
            check_no_array(letters)
            self.rows = JsonRows(text) if letters[:1] == b"{" else CsvRows(text)
        names = [str(name) for name in self.rows.header]
        own = plan if isinstance(plan, Plan) else None
        self.header = read_header(names, plan_given=plan is not None, extra_columns=extra_columns, own=own)
        self.reader = RowReader(self.header, plan, readings)
        fields = fields_of(own)
        if isinstance(self.rows, ParquetRows):
            self.rows.check(self.header.read, fields)
        elif isinstance(self.rows, ExcelRows):
            read = self.header.read
            self.rows.refuse_merged({place for place, name in enumerate(self.header.names) if name in read})
        elif isinstance(self.rows, JsonRows):
            own_names = dict(zip(self.header.names, self.rows.header, strict=True))
            self.rows.owners = {
                own_names[name]: fields[field].owner for name, field in self.header.read.items()
            }

    def __iter__(self) -> Iterator[FileRow]:
        return iter(self.rows)

    @property
    def kinds(self) -> Mapping[str, type]:
        """The type of each column of numbers, days or truth values whose cells are read as texts."""
        if not isinstance(self.rows, ExcelRows | JsonRows):
            return {}
        names = dict(zip(self.rows.header, self.header.names, strict=True))
        return {names[name]: kind for name, kind in self.rows.kinds.items()}

    def cells(self, given: dict[str, Any]) -> dict[str, str]:
        """The cells of a row as texts."""
        if isinstance(self.rows, ParquetRows):
            return self.rows.texts(given)
        return {name: as_text(value) for name, value in given.items()}


class ParquetRows:
    """A Parquet file: its header, and its cells as texts.

    Raises:
        InvalidTable: the file is damaged.
    """

    def __init__(self, path: Path, unit: str | None) -> None:
        MissingExtra.unless_installed("a Parquet file", "polars", "polars")
        import polars as pl

        self.path, self.unit = path, unit
        with _told_as_damaged():
            file = pl.scan_parquet(path, glob=False)
            schema = file.collect_schema()
            self.far = [name.strip() for name, kind in schema.items() if _has_far_days(file, name, kind)]
        self.header = [name.strip() for name in schema]
        self.schema = dict(zip(self.header, schema.dtypes(), strict=True))
        self.schema |= dict.fromkeys(self.far, pl.String())

    def part(self, start: int, rows: int) -> Any:
        """So many rows from a place on as a frame, its columns named without the blanks around their names.

        A column with a day beyond the calendar is one of texts.

        Raises:
            InvalidTable: the rows are damaged.
        """
        import polars as pl

        with _told_as_damaged():
            frame = pl.scan_parquet(self.path, glob=False).rename(str.strip).slice(start, rows).collect()
        texts = {
            name: [None if cell is None else as_text(cell) for cell in as_objects(frame[name])]
            for name in self.far
        }
        return frame.with_columns(pl.Series(name, cells, pl.String) for name, cells in texts.items())

    def check(self, read: Mapping[str, str], known: Mapping[str, ClaimField]) -> None:
        """Check the types of the columns that are read, and that the unit of money is known.

        Raises:
            InvalidTable: a column holds lists or the like, or money is in whole numbers of no known unit, or
                in binary fractions that are said to be fen.
        """
        for name in read:
            kind = self.schema[name]
            if (
                kind.is_nested()
                or str(kind) in ("Binary", "Object", "Time")
                or str(kind).startswith("Duration")
            ):
                raise fault(say(FAULTS["column_type"], name=name, kind=kind), columns=(name,))
        money = [name for name, field in read.items() if is_money(known[field])]
        self.whole = [name for name in money if self.schema[name].is_integer()]
        for name in money:
            if self.unit == "fen" and self.schema[name].is_float():
                raise fault(say(FAULTS["float_fen"], name=name, kind=self.schema[name]), columns=(name,))
        if self.whole and self.unit is None:
            raise InvalidTable.without_unit(self.whole)

    def texts(self, row: dict[str, Any]) -> dict[str, str]:
        """The cells of a row as texts; whole numbers of fen in yuan."""
        texts = {name: as_text(value) for name, value in row.items()}
        if self.unit == "fen":
            for name in self.whole:
                if row.get(name) is not None:
                    texts[name] = (
                        f"{'-' if row[name] < 0 else ''}{abs(row[name]) // 100}.{abs(row[name]) % 100:02}"
                    )
        return texts

    def __iter__(self) -> Iterator[FileRow]:
        start = 0
        while len(part := self.part(start, _ROWS_AT_ONCE)):
            for index, row in enumerate(part.iter_rows(named=True), start=start + 2):
                texts = list(self.texts(row).values())
                if any(texts):
                    yield FileRow(index, texts)
            start += _ROWS_AT_ONCE


@contextmanager
def _told_as_damaged() -> Iterator[None]:
    """Turn what the reader of Parquet files raises, a panic included, into the error for a damaged file."""
    import polars as pl

    try:
        yield
    except BaseException as error:
        own = isinstance(error, pl.exceptions.PolarsError | OSError)
        if not own and type(error).__name__ != "PanicException":
            raise
        raise damaged(error) from None


def _has_far_days(file: Any, name: str, kind: Any) -> bool:
    """Whether a column has days beyond the calendar, at which Python or Polars would break off."""
    import polars as pl

    if kind not in (pl.Date, pl.Datetime):
        return False
    since = pl.col(name).dt.timestamp("ms")
    ends = file.select(least=since.min(), most=since.max()).collect(engine="streaming").row(0)
    first, last = calendar_of(kind)
    return any(end is not None and not first <= end <= last for end in ends)
