"""Writes a table as an Excel workbook: the package by xlsxwriter, the rows of its sheet by Polars."""

import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from ...errors import MissingExtra
from ..bilingual import error

MOST_ROWS, MOST_COLUMNS, MOST_UNITS = 1_048_575, 16_384, 32_767
"""The most rows and columns of a sheet, and the most UTF-16 units of a cell."""

_MOST_DIGITS = 15
"""The most digits that a number keeps in a workbook; one with more is written as text."""
_MOST_BYTES = (1 << 31) - 1
"""The longest sheet that Excel opens without a warning."""
_AT_ONCE = 10_000
_LEVEL = 5
"""How hard the package is pressed: as small as with the usual 6, in less time."""
_DAY_0, _FIRST_DAY = date(1899, 12, 30), date(1900, 3, 1)
"""Where Excel counts from, and its first sound day, since it has a 29 February 1900."""
_MOMENT_0, _FIRST_MOMENT, _MICROSECONDS = datetime(1899, 12, 30), datetime(1900, 3, 1), 86_400_000_000
_SHEET = "xl/worksheets/sheet1.xml"


class _Styles(NamedTuple):
    """How a cell names its format, by what it holds."""

    heading: str
    day: str
    moment: str
    money: str


_FORMATS: tuple[dict[str, Any], ...] = (
    {"bold": True},
    {"num_format": "yyyy-mm-dd"},
    {"num_format": "yyyy-mm-dd hh:mm:ss"},
    {"num_format": "0.00"},
)


def write_workbook(batches: Iterable[Any], path: Path) -> None:
    """Write a table that comes in batches.

    Raises:
        CommandError: a sheet cannot hold it.
        MissingExtra: the writer of workbooks is not installed.
    """
    MissingExtra.unless_installed("an Excel workbook", "excel", "xlsxwriter")
    empty = path.with_suffix(".empty")
    styles = _write_empty(empty)
    with (
        zipfile.ZipFile(empty) as package,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as book,
    ):
        for part in package.namelist():
            if part != _SHEET:
                book.writestr(part, package.read(part))
        start, end = re.split(rb"(?<=<sheetData>).*(?=</sheetData>)", package.read(_SHEET))
        with book.open(_SHEET, "w") as sheet:
            row, written = 0, sheet.write(re.sub(rb"<dimension [^>]*/>", b"", start))
            for batch in batches:
                if row + batch.height > MOST_ROWS or batch.width > MOST_COLUMNS:
                    raise error("too_large_sheet")
                if row == 0:
                    names = pl.DataFrame([batch.columns], orient="row")
                    sheet.write(_rows(names, 1, styles, styles.heading))
                for part in batch.iter_slices(_AT_ONCE) if len(batch) else ():
                    written += sheet.write(_rows(part, row + 2, styles))
                    row += part.height
                if written > _MOST_BYTES - len(end):
                    raise error("too_large_sheet")
            sheet.write(end)


def _write_empty(path: Path) -> _Styles:
    """Write a workbook without values, in which each format is used once; how cells name the formats."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for place, look in enumerate(_FORMATS):
            sheet.write_blank(0, place, None, book.add_format(look))
    with zipfile.ZipFile(path) as package:
        numbers = re.findall(r'<c r="[A-Z]1" s="(\d+)"', package.read(_SHEET).decode())
    return _Styles(*(f' s="{number}"' for number in numbers))


def _rows(batch: Any, first: int, styles: _Styles, look: str = "") -> bytes:
    """The XML of some rows, of which the first has this number; texts have this look."""
    number = pl.int_range(first, first + batch.height, eager=True).cast(pl.String)
    columns: dict[str, Any] = {"row": number}
    cells = []
    for place, column in enumerate(batch):
        letters = _letters(place)
        values, fits, style = _numbers(column, styles)
        if fits.any():
            columns[letters] = values.set(~fits, None)
            cells.append(pl.format(f'<c r="{letters}{{}}"{style}><v>{{}}</v></c>', "row", letters))
        if (text := column.is_not_null() & ~fits).any():
            columns[f"{letters}+"] = texts = _texts(column, first).set(~text, None)
            space = ' xml:space="preserve"' if (texts.str.strip_chars() != texts).any() else ""
            start, end = f'{look} t="inlineStr"><is><t{space}>', "</t></is></c>"
            cells.append(pl.format(f'<c r="{letters}{{}}"{start}{{}}{end}', "row", f"{letters}+"))
    row = pl.concat_str(pl.format('<row r="{}">', "row"), *cells, pl.lit("</row>"), ignore_nulls=True)
    return "".join(pl.DataFrame(columns).select(row).to_series().to_list()).encode()


def _letters(place: int) -> str:
    """The letters of a column.

    >>> _letters(0), _letters(26), _letters(16_383)
    ('A', 'AA', 'XFD')
    """
    before, letter = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(65 + letter)


def _numbers(column: Any, styles: _Styles) -> tuple[Any, Any, str]:
    """The values of cells as a workbook has them, which of them are exactly so, and their style."""
    kind = column.dtype
    if kind == pl.Boolean:
        return column.cast(pl.Int8).cast(pl.String), column.is_not_null(), ' t="b"'
    if kind.is_integer() or kind.is_decimal():
        values = column.cast(pl.String)
        if kind.is_integer() and max(-(column.min() or 0), column.max() or 0) < 10**_MOST_DIGITS:
            return values, column.is_not_null(), ""
        digits = (
            values.str.strip_chars_start("-0.").str.replace(".", "", literal=True).str.strip_chars_end("0")
        )
        fits = digits.str.len_bytes() <= _MOST_DIGITS
        return values, fits.fill_null(value=False), styles.money if kind.is_decimal() else ""
    if kind.is_float():
        return column.cast(pl.String), column.is_finite().fill_null(value=False), ""
    if kind == pl.Date:
        days = (column - _DAY_0).dt.total_days()
        return days.cast(pl.String), (column >= _FIRST_DAY).fill_null(value=False), styles.day
    if kind == pl.Datetime and kind.time_zone is None:
        parts = (column.cast(pl.Datetime("us")) - _MOMENT_0).dt.total_microseconds() / _MICROSECONDS
        return parts.cast(pl.String), (column >= _FIRST_MOMENT).fill_null(value=False), styles.moment
    return column, pl.zeros(len(column), pl.Int8, eager=True).cast(pl.Boolean), ""


def _texts(column: Any, first: int) -> Any:
    """The cells of a column as texts of XML.

    Raises:
        CommandError: a text is too long for a cell.
    """
    if column.dtype.is_nested() or column.dtype in (pl.Binary, pl.Object, pl.Time, pl.Duration):
        texts = pl.Series([None if each is None else str(each) for each in column.to_list()], dtype=pl.String)
    else:
        texts = column.cast(pl.String)
    if (texts.str.len_bytes() > MOST_UNITS).any():
        units = texts.str.len_chars() + texts.str.count_matches(r"[\x{10000}-\x{10FFFF}]")
        if (long := (units > MOST_UNITS).arg_true()).len():
            raise error("too_long_cell", row=first + long[0])
    if not texts.str.contains(r"[&<>\x00-\x1f\x{FFFE}\x{FFFF}]|_x[0-9A-Fa-f]{4}").any():
        return texts
    texts = texts.str.replace_all("_(x[0-9A-Fa-f]{4})", "_x005F_$1")
    marks = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    odd = {chr(code): f"_x{code:04X}_" for code in (*range(9), *range(11, 32), 0xFFFE, 0xFFFF)}
    return texts.str.replace_many({**marks, **odd})
