"""A CSV file before it is read: its encoding, its header, and which of its rows are not whole."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ...errors import InvalidTable

_CHUNK = 1 << 20


class CsvFile(NamedTuple):
    """A CSV file in UTF-8: where it lies, its header, how many rows it has, and which are not whole."""

    path: Path
    header: tuple[str, ...]
    rows: int
    broken: tuple[int, ...]


def looked_over(path: Path, scratch: Path) -> CsvFile:
    """A CSV file in UTF-8 (with or without a byte-order mark) or GB18030, the latter copied as UTF-8.

    Raises:
        InvalidTable: the file is in neither encoding, or empty.
    """
    if not _is("utf-8", path):
        if _marked(path) or not _is("gb18030", path):
            raise InvalidTable("the file is neither UTF-8 nor GB18030 text; save it as “CSV UTF-8”")
        copy = scratch / "utf-8.csv"
        with copy.open("wb") as out:
            out.writelines(text.encode() for text in _decoded("gb18030", path))
        path = copy
    if path.stat().st_size == 0:
        raise InvalidTable("the table is empty; give a first line with the names of its columns")
    with path.open(encoding="utf-8-sig", newline="") as text:
        header = tuple(next(csv.reader(text), ()))
    rows, broken = _counted(path, len(header))
    return CsvFile(path, header, rows, broken)


def _decoded(encoding: str, path: Path) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _is(encoding: str, path: Path) -> bool:
    try:
        return all("\0" not in text for text in _decoded(encoding, path))
    except UnicodeDecodeError:
        return False


def _marked(path: Path) -> bool:
    """Whether the file begins with the byte-order mark of UTF-8, and so can be nothing else."""
    with path.open("rb") as file:
        return file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8


def _counted(path: Path, width: int) -> tuple[int, tuple[int, ...]]:
    """How many rows there are, and those with too few or too many cells: Polars would fill or refuse them."""
    rows, broken = -1, []
    with path.open("rb") as file:
        for line in file:
            if b'"' in line:
                return _counted_with_quotes(path, width)
            if line.count(b",") != width - 1 and not line.isspace():
                broken.append(rows)
            rows += 1
    return rows, tuple(broken)


def _counted_with_quotes(path: Path, width: int) -> tuple[int, tuple[int, ...]]:
    rows, broken = -1, []
    with path.open(encoding="utf-8-sig", newline="") as text:
        try:
            for cells in csv.reader(text, strict=True):
                if cells and len(cells) != width:
                    broken.append(rows)
                rows += 1
        except csv.Error as error:
            raise InvalidTable(
                f"row {rows + 1} cannot be read ({error}); close each quotation mark, and"
                " double one that is meant"
            ) from None
    return rows, tuple(broken)
