"""Checks a CSV file before Polars reads it: its encoding, its header, and the cells in each row."""

import csv
import shutil
from pathlib import Path
from typing import NamedTuple

from ...errors import InvalidTable
from ..csv_text import open_csv

MAY_BE_BLANK = frozenset(b", \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f") | frozenset(range(128, 256))
"""The bytes with which a blank row may begin."""


class CsvFile(NamedTuple):
    """A CSV file in UTF-8: its path, header and number of rows.

    `broken` has the numbers of the rows with too few or too many cells, `blank` those of other rows in which
    every cell is blank.
    """

    path: Path
    header: tuple[str, ...]
    rows: int
    broken: tuple[int, ...]
    blank: tuple[int, ...]


def scan_csv(path: Path, scratch: Path) -> CsvFile:
    """Scan a CSV file in UTF-8 or GB18030; the latter is copied as UTF-8 into `scratch`.

    Raises:
        InvalidTable: the file is in neither encoding, is empty, or has an open quotation mark.
    """
    with path.open("rb") as file:
        text = open_csv(file)
        if text.encoding == "gb18030":
            path = scratch / "utf-8.csv"
            with path.open("w", encoding="utf-8", newline="") as copy:
                shutil.copyfileobj(text, copy)
    if path.stat().st_size == 0:
        raise InvalidTable(
            "the table is empty; give a first line with the names of its columns", field="file"
        )
    with path.open(encoding="utf-8-sig", newline="") as text:
        header = tuple(next(csv.reader(text), ()))
    return CsvFile(path, header, *_count_rows(path, len(header)))


def _count_rows(path: Path, width: int) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    """The number of rows, those with too few or too many cells, which Polars would fill, and blank ones."""
    rows, broken, blank = -1, [], []
    with path.open("rb") as file:
        for line in file:
            if b'"' in line:
                return _count_quoted_rows(path, width)
            if line.count(b",") != width - 1 and not line.isspace():
                broken.append(rows)
            elif line[0] in MAY_BE_BLANK and not line.decode(errors="replace").replace(",", "").strip():
                blank.append(rows)
            rows += 1
    return rows, tuple(broken), tuple(blank)


def _count_quoted_rows(path: Path, width: int) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    rows, broken, blank = -1, [], []
    with path.open(encoding="utf-8-sig", newline="") as text:
        try:
            for cells in csv.reader(text, strict=True):
                if cells and len(cells) != width:
                    broken.append(rows)
                elif not "".join(cells).strip():
                    blank.append(rows)
                rows += 1
        except csv.Error as error:
            raise InvalidTable(
                f"row {rows + 1} cannot be read ({error}); close each quotation mark, and"
                " double one that is meant",
                rows=(rows,),
            ) from None
    return rows, tuple(broken), tuple(blank)
