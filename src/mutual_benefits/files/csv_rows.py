"""The rows of a CSV file: each taken apart by itself, so that one that is wrong spoils no other."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .._texts import say
from .cell_values import STRIPPED, stripped
from .header import fault
from .text_lines import TextLines
from .vocabulary import FAULTS

SEPARATORS = ",\t;"
MOST_LINES = 100
"""The most lines of one row; a quotation mark that stays open for longer was not meant to open a cell."""

_BLOCK = 1 << 22
_NUMBER_BEGINS, _NUMBER_ENDS = re.compile("[¥￥-]?[1-9][0-9]{0,2}"), re.compile("[0-9]{3}(\\.[0-9]*)?元?")
"""The two parts into which a comma cuts a number: `1,234.50`."""
_MARKS = dict(zip(SEPARATORS, ("comma", "tab", "semicolon"), strict=True))


class FileRow(NamedTuple):
    """A row as it is in a file: its number, its cells, and what is wrong with it, if anything.

    Rows are counted as a spreadsheet does; the header is row 1. `fault` is a key such as `quotes`.
    """

    number: int
    cells: list[str]
    fault: str | None = None


class CsvRows:
    """A CSV file: its header, and its rows without those that are blank.

    Raises:
        InvalidTable: the header is blank or cannot be read.
    """

    def __init__(self, text: TextLines) -> None:
        self.text = text
        self.width: int | None = None
        self.separator = ","
        lines = (line for line in text.lines() if line is None or line.strip())
        first = next(lines, "")
        if first is None:
            raise fault(say(FAULTS["not_text"], row=1))
        self.separator = max(SEPARATORS, key=first.count)
        header = next(self._records(), None)
        if header is None:
            raise fault(FAULTS["empty"])
        if header.fault:
            raise fault(FAULTS["header_quotes"])
        self._separators = len(header.cells) - 1
        self.header = header.cells
        while self.header and not self.header[-1].strip():
            self.header.pop()
        self.width = len(self.header)

    def __iter__(self) -> Iterator[FileRow]:
        width = len(self.header)
        records = self._records()
        next(records)
        for row in records:
            cells = row.cells
            if row.fault:
                yield row._replace(cells=[""] * width)
            elif not (stripped(cells[0]) or any(map(stripped, cells))):
                continue
            elif len(cells) == width:
                yield row
            else:
                wrong = len(cells) < width or any(cell.strip() for cell in cells[width:]) or self._cut(cells)
                kept = [*cells[:width], *[""] * (width - len(cells))]
                few = f"few_cells:{len(cells)}:{width}"
                many = f"cells:{len(cells)}:{width}:{_MARKS[self.separator]}"
                yield FileRow(row.number, kept, (few if len(cells) < width else many) if wrong else None)

    def _cut(self, cells: list[str]) -> bool:
        """Whether a row of more cells than the header's line may have them by the commas of a number."""
        pairs = pairwise(map(stripped, cells)) if len(cells) > self._separators + 1 else ()
        return self.separator == "," and any(
            _NUMBER_BEGINS.fullmatch(one) and _NUMBER_ENDS.fullmatch(other) for one, other in pairs
        )

    def regular_rows(self) -> int | None:
        """The number of rows, if all of the file is UTF-8 lines of as many cells as the header; None if not.

        Such a file has no quotation marks and no blank rows, so that any reader of CSV reads it alike.
        """
        if self.text.encoding != "utf-8" or self._separators != len(self.header) - 1:
            return None
        separator, rows = self.separator.encode(), -1
        with self.text.path.open("rb") as file:
            while lines := file.readlines(_BLOCK):
                block = b"".join(lines)
                if any(block.count(mark) for mark in (b'"', b"\0")) or block.count(b"\r") != block.count(
                    b"\r\n"
                ):
                    return None
                if any(line.count(separator) != self._separators for line in lines):
                    return None
                doubtful = [
                    line for line in lines if line[0] <= 44 or line[0] >= 128 or line[:1] == separator
                ]
                try:
                    block.decode()
                    if any(not line.decode().strip(self.separator + STRIPPED) for line in doubtful):
                        return None
                except UnicodeDecodeError:
                    return None
                rows += len(lines)
        return rows

    def _records(self) -> Iterator[FileRow]:
        """Each record, the header being the first; blank lines before it are left out."""
        lines, ahead = self.text.lines(), deque[str | None]()
        number, begun = 0, False
        while True:
            if ahead:
                line = ahead.popleft()
            else:
                try:
                    line = next(lines)
                except StopIteration:
                    return
            number += 1
            if line is None:
                yield FileRow(number, [], self.text.wrong_encoding)
            elif '"' in line:
                yield self._quoted(number, line, lines, ahead)
                begun = True
            elif begun or line.strip(f"{self.separator} \t"):
                yield FileRow(number, line.split(self.separator))
                begun = True

    def _quoted(
        self, number: int, line: str, lines: Iterator[str | None], ahead: deque[str | None]
    ) -> FileRow:
        """A record with quotation marks, which may go on in the lines that follow."""
        cells = self._cells([line])
        if cells is not None:
            return FileRow(number, cells)
        taken: list[str | None] = []
        written, marks = [line], line.count('"')
        while marks % 2 and len(taken) < MOST_LINES:
            try:
                more = ahead.popleft() if ahead else next(lines)
            except StopIteration:
                break
            taken.append(more)
            if more is None:
                break
            written.append(more)
            marks += more.count('"')
            if marks % 2 == 0:
                cells = self._cells(written)
                if cells is not None and self.width in (None, len(cells)):
                    return FileRow(number, cells)
        ahead.extendleft(reversed(taken))
        return FileRow(number, [], "quotes")

    def _cells(self, lines: list[str]) -> list[str] | None:
        """The cells of one record; None if its quotation marks do not pair."""
        try:
            records = list(csv.reader([f"{line}\n" for line in lines], delimiter=self.separator, strict=True))
        except csv.Error:
            return None
        return records[0] if len(records) == 1 else None
