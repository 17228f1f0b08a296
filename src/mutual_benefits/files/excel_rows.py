"""The rows of an Excel workbook (.xlsx), with what its reader passes over: errors and cut numbers."""

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape, unescape

from ..errors import MissingExtra
from .cell_types import as_in_file
from .cell_values import STRIPPED
from .csv_rows import FileRow
from .header import damaged, fault
from .vocabulary import FAULTS

_TYPES: dict[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "int": (int,),
    "float": (int, float),
    "date": (date,),
    "datetime": (date,),
}
"""The types that a column may have which the reader of workbooks takes for one of its own."""
_OTHER_WAY = re.compile(rb"<c(?=[\s/>])(?! r=\"[A-Z]+[0-9]+\")|<(?:c|row) [^>]*'|>\s+<|<v\s")
"""What Excel writes otherwise: a cell without its place, single quotes, broken lines."""
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ElementTree.ParseError),
    *(LookupError, ValueError, StopIteration),
)
"""What Python raises for a package that is cut, locked or packed otherwise, or that lacks a part."""
_SAMPLE = 1 << 16
"""The bytes that show how a program writes cells."""
_CELL = rb'<c\b[^>]*?\br="([A-Z]+)([0-9]+)"'
_ERROR = re.compile(_CELL + rb'[^>]*?\bt="e"[^>]*>(?:<f\b[^>]*(?:/>|>[^<]*</f>))?<v>([^<]*)</v>')
_NO_RESULT = re.compile(
    _CELL + rb'(?![^>]*\bt="str")[^>]*><f\b[^>]*(?:/>|>([^<]*)</f>)(?:<v\s*/>|<v></v>)?</c>'
)
_LONG = rb"<v>(-?(?:[0-9]{16,}|[0-9.]+[eE]\+?(?:1[5-9]|[2-9][0-9]|[0-9]{3})))</v>"
_LONG_VALUE = re.compile(_LONG)
_LONG_NUMBER = re.compile(
    _CELL + rb'(?![^>]*\bt="(?:s|str|inlineStr|b|e|d)")[^>]*>(?:<f\b[^>]*(?:/>|>[^<]*</f>))?' + _LONG
)
_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="(([A-Z]+)([0-9]+):([A-Z]+)([0-9]+))"')


class MergedCells(NamedTuple):
    """Cells that are merged into one: their place as a spreadsheet names it, their rows and columns."""

    place: str
    rows: range
    columns: range


class ExcelRows:
    """The first sheet of a workbook: its header, and its rows without those that are blank.

    `others` names the further sheets, which are not read.

    Raises:
        InvalidTable: the workbook is damaged or its first sheet is empty.
        MissingExtra: the reader is not installed.
    """

    def __init__(self, path: Path) -> None:
        MissingExtra.unless_installed("an Excel workbook", "excel", "fastexcel", "polars")
        import fastexcel

        try:
            with zipfile.ZipFile(path) as package:
                if "xl/workbook.xml" not in package.namelist():
                    raise fault(FAULTS["no_workbook"])
            self._book = fastexcel.read_excel(path)
            self.others = self._book.sheet_names[1:]
            sheet = self._book.load_sheet(0, header_row=None, skip_rows=0, dtypes="string").to_polars()
            part = _as_excel_writes(_first_sheet(path))
            self._marked, self._merged = _marked(part), _merged(part)
        except (fastexcel.FastExcelError, *_DAMAGED) as error:
            raise damaged(error) from None
        self.header, self.frame = _taken_apart(sheet, self._marked)

    def refuse_merged(self, read: Collection[int]) -> None:
        """Make the rows of merged cells wrong, if these stand in columns that are read, by their places.

        What stands in the first of merged cells may be meant for each of them, or for all together.
        """
        import polars as pl

        rows, wrong = self.frame, dict[int, str]()
        least = rows["row"].min() or 0
        indices = {number: index for index, number in enumerate(rows["row"])} if self._merged else {}
        for place, numbers, columns in self._merged:
            blank = columns[1:] if len(numbers) == 1 else columns
            if set(blank).isdisjoint(read):
                continue
            at, heading = indices.get(numbers[0]), numbers[0] < least
            if heading or (at is not None and (rows[at, str(columns[0])] or "").strip(STRIPPED)):
                wrong |= dict.fromkeys(numbers, f"merged:{place}")
        if wrong:
            told = pl.col("row").replace_strict(wrong, default=None, return_dtype=pl.String)
            self.frame = rows.with_columns(fault=pl.coalesce("fault", told))

    @cached_property
    def kinds(self) -> dict[str, type]:
        """By heading, the type of each column of numbers, days or truth values that its texts tell too."""
        rows, cells = self.frame, dict(zip(self.header, self.frame.columns[2:], strict=True))
        # Of a column of empty texts alone the reader would say, in a line of its own, that it has no type.
        filled = {name: int(place) for name, place in cells.items() if (rows[place] != "").any()}
        filled = {name: place for name, place in filled.items() if place not in self._marked}
        if not filled:
            return {}
        types = self._types(rows["row"][0] - 1, sorted(filled.values()))
        kinds = {name: _kind(rows[str(place)], types.get(place, ())) for name, place in filled.items()}
        return {name: kind for name, kind in kinds.items() if kind}

    def _types(self, first: int, columns: list[int]) -> dict[int, tuple[type, ...]]:
        """By column, the types that it may have; none for one that mixes hours with anything else."""
        import fastexcel

        try:
            sheet = self._book.load_sheet(
                0, header_row=None, skip_rows=first, schema_sample_rows=None, use_columns=columns
            )
        except fastexcel.FastExcelError:  # for the sake of one column the reader refuses all of them
            alone = (self._types(first, [each]) for each in columns) if len(columns) > 1 else ()
            return {column: types for each in alone for column, types in each.items()}
        return {column.index: _TYPES.get(column.dtype, ()) for column in sheet.selected_columns}

    def __iter__(self) -> Iterator[FileRow]:
        for number, wrong, *cells in self.frame.iter_rows():
            yield FileRow(number, [cell or "" for cell in cells], wrong)


def _taken_apart(sheet: Any, marked: dict[int, tuple[list[int], list[str]]]) -> tuple[list[str], Any]:
    """The header, and a frame of the rows that are not blank: number, fault, and a cell for each heading."""
    import polars as pl

    sheet.columns = list(map(str, range(sheet.width)))
    sheet = sheet.with_columns(pl.all().str.strip_suffix(" 00:00:00"))
    # The reader leaves out what has no value after the last cell that has one.
    further = range(sheet.width, max(marked, default=-1) + 1)
    sheet = sheet.with_columns(pl.lit(None, pl.String).alias(str(column)) for column in further)
    height = max((row + 1 for rows, _ in marked.values() for row in rows), default=0)
    sheet = pl.concat([sheet, sheet.clear(max(height - sheet.height, 0))])
    for column, (rows, texts) in marked.items():
        sheet.replace_column(column, sheet.to_series(column).scatter(rows, texts))
    in_use = [
        pl.when(pl.col(name).str.strip_chars(STRIPPED) != "").then(place)
        for place, name in enumerate(sheet.columns, start=1)
    ]
    last = pl.max_horizontal(*in_use) if in_use else pl.lit(None)
    filled = sheet.with_row_index("row", offset=1).with_columns(last=last).drop_nulls("last")
    if filled.is_empty():
        raise fault(FAULTS["empty"])
    width = filled["last"][0]
    header = [cell or "" for cell in filled.row(0)[1 : width + 1]]
    wrong = pl.when(pl.col("last") > width).then(pl.format("sheet_cells:{}:{}", "last", pl.lit(width)))
    return header, filled[1:].select("row", wrong.alias("fault"), *sheet.columns[:width])


def _kind(cells: Any, kinds: tuple[type, ...]) -> type | None:
    """The first of some types that every text of a column can have."""
    frame = cells.replace("", None).alias("cells").to_frame()
    given = frame["cells"].count()
    return next(
        (kind for kind in kinds if as_in_file(frame, {"cells": kind})["cells"].count() == given), None
    )


def _marked(sheet: bytes) -> dict[int, tuple[list[int], list[str]]]:
    """By column, the rows of cells that the reader takes for blank or for whole, with their texts."""
    marked: dict[int, tuple[list[int], list[str]]] = {}

    def mark(found: Any, text: str) -> None:
        rows, texts = marked.setdefault(_column(found[1]), ([], []))
        rows.append(int(found[2]) - 1)
        texts.append(text)

    if b't="e"' in sheet:
        for found in _ERROR.finditer(sheet):
            mark(found, found[3].decode())
    if b"<f" in sheet:
        for found in _NO_RESULT.finditer(sheet):
            mark(found, "=" + unescape((found[3] or b"").decode(), {"&quot;": '"', "&apos;": "'"}))
    for value in _LONG_VALUE.finditer(sheet):  # a tenth of the time that a search for whole cells takes
        cell = max(sheet.rfind(b"<c ", 0, value.start()), 0)
        if number := _LONG_NUMBER.match(sheet, cell):
            mark(number, format(float(number[3]), ".14E"))
    return marked


def _merged(sheet: bytes) -> list[MergedCells]:
    """The merged cells of a sheet."""
    return [
        MergedCells(
            found[1].decode(),
            range(int(found[3]), int(found[5]) + 1),
            range(_column(found[2]), _column(found[4]) + 1),
        )
        for found in _MERGED.finditer(sheet)
    ]


def _column(letters: bytes) -> int:
    """The place of a column, of which the first, `A`, has 0."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _letters(place: int) -> str:
    """The letters of the column in a place."""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(65 + last)


def _as_excel_writes(sheet: bytes) -> bytes:
    """A sheet, or its cells and merged cells alone, in the form in which Excel writes them.

    Other programs may leave out the places of cells, put a prefix before names, or break lines.
    """
    begin = sheet.find(b"<sheetData")
    end = sheet.rfind(b"<", begin, begin + _SAMPLE)  # before a tag that the sample cuts in two
    if begin >= 0 and not _OTHER_WAY.search(sheet, begin, end):
        return sheet
    cells, row, column = list[str](), 0, 0
    for event, each in ElementTree.iterparse(io.BytesIO(sheet), ("start", "end")):  # noqa: S314  # as below
        kind = each.tag.rpartition("}")[2]
        if event == "start" and kind == "row":
            row, column = int(each.get("r", row + 1)), 0
        elif event == "end" and kind == "c":
            place = each.get("r") or f"{_letters(column)}{row}"
            column = _column(place.rstrip("0123456789").encode()) + 1
            parts = {part.tag.rpartition("}")[2]: escape((part.text or "").strip()) for part in each}
            inside = "".join(f"<{name}>{parts[name]}</{name}>" for name in "fv" if name in parts)
            cells.append(f'<c r="{place}" t="{each.get("t", "n")}">{inside}</c>')
        elif event == "end" and kind == "row":
            each.clear()
        elif event == "end" and kind == "mergeCell":
            cells.append(f'<mergeCell ref="{each.get("ref")}"/>')
    return "".join(cells).encode()


def _first_sheet(path: Path) -> bytes:
    """The part of a workbook that holds its first sheet."""
    with zipfile.ZipFile(path) as book:
        tree = ElementTree.fromstring(book.read("xl/workbook.xml"))  # noqa: S314  # no entities are resolved
        first = next(each for each in tree.iter() if each.tag.endswith("}sheet"))
        (wanted,) = (value for name, value in first.attrib.items() if name.endswith("}id"))
        links = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  # as above
        target = next(link.attrib["Target"] for link in links if link.attrib["Id"] == wanted)
        return book.read(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
