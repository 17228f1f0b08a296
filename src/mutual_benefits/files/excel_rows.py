"""The rows of an Excel workbook (.xlsx), with what its reader passes over: errors and cut numbers."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from ..errors import MissingExtra
from .csv_rows import FileRow
from .header import fault
from .vocabulary import FAULTS, say

_CELL = rb'<c\b[^>]*?\br="([A-Z]+)([0-9]+)"'
_ERROR = re.compile(_CELL + rb'[^>]*?\bt="e"[^>]*>(?:<f\b[^>]*(?:/>|>[^<]*</f>))?<v>([^<]*)</v>')
_NO_RESULT = re.compile(
    _CELL + rb'(?![^>]*\bt="str")[^>]*><f\b[^>]*(?:/>|>([^<]*)</f>)(?:<v\s*/>|<v></v>)?</c>'
)
_LONG_NUMBER = re.compile(
    _CELL + rb'(?![^>]*\bt="(?:s|str|inlineStr|b|e|d)")[^>]*>(?:<f\b[^>]*(?:/>|>[^<]*</f>))?'
    rb"<v>(-?(?:[0-9]{16,}|[0-9.]+[eE]\+?(?:1[5-9]|[2-9][0-9]|[0-9]{3})))</v>"
)
_MIDNIGHT = " 00:00:00"


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
            book = fastexcel.read_excel(path)
            self.others = book.sheet_names[1:]
            sheet = book.load_sheet(0, header_row=None, skip_rows=0, dtypes="string").to_polars()
            marked = _marked(path)
        except (fastexcel.FastExcelError, zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
            raise fault(say(FAULTS["damaged"], error=str(error).splitlines()[0])) from None
        self._rows = sheet
        self._marked = marked
        header = next(self._all(), None)
        if header is None:
            raise fault(FAULTS["empty"])
        self.header = header.cells
        while not self.header[-1].strip():
            self.header.pop()

    def __iter__(self) -> Iterator[FileRow]:
        rows, width = self._all(), len(self.header)
        next(rows)
        for number, cells, _ in rows:
            if any(cell.strip() for cell in cells[width:]):
                used = max(place for place, cell in enumerate(cells, start=1) if cell.strip())
                yield FileRow(number, cells[:width], f"cells:{used}:{width}")
            else:
                yield FileRow(number, cells[:width])

    def _all(self) -> Iterator[FileRow]:
        for index, row in enumerate(self._rows.iter_rows()):
            cells = [(cell or "").removesuffix(_MIDNIGHT) for cell in row]
            for column, text in self._marked.get(index, ()):
                cells[column] = text
            if any(cell.strip() for cell in cells):
                yield FileRow(index + 1, cells)


def _marked(path: Path) -> dict[int, list[tuple[int, str]]]:
    """By row, the columns of cells that the reader takes for blank or for whole, with their texts."""
    with zipfile.ZipFile(path) as book:
        sheet = book.read(_first_sheet(book))
    marked: dict[int, list[tuple[int, str]]] = {}

    def mark(found: Any, text: str) -> None:
        column = 0
        for letter in found[1]:
            column = column * 26 + letter - 64
        marked.setdefault(int(found[2]) - 1, []).append((column - 1, text))

    if b't="e"' in sheet:
        for found in _ERROR.finditer(sheet):
            mark(found, found[3].decode())
    if b"<f" in sheet:
        for found in _NO_RESULT.finditer(sheet):
            mark(found, "=" + (found[3] or b"").decode())
    for found in _LONG_NUMBER.finditer(sheet):
        mark(found, format(float(found[3]), ".14E"))
    return marked


def _first_sheet(book: zipfile.ZipFile) -> str:
    """The name of the first sheet's part."""
    tree = ElementTree.fromstring(book.read("xl/workbook.xml"))  # noqa: S314  # no entities are resolved
    first = next(each for each in tree.iter() if each.tag.endswith("}sheet"))
    (wanted,) = (value for name, value in first.attrib.items() if name.endswith("}id"))
    links = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  # as above
    target = next(link.attrib["Target"] for link in links if link.attrib["Id"] == wanted)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
