"""Opens CSV files in UTF-8, with or without a byte-order mark, or in GB18030."""

import codecs
import io
from typing import IO

from ..errors import InvalidTable

_CHUNK = 1 << 20


def open_csv(file: IO[bytes]) -> io.TextIOWrapper:
    """The text of a CSV file; its encoding is found by decoding all of it.

    Raises:
        InvalidTable: the file is in neither encoding.
    """
    marked = file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
    for encoding in ("utf-8",) if marked else ("utf-8", "gb18030"):
        fault = _fault(file, encoding)
        file.seek(0)
        if fault is None:
            return io.TextIOWrapper(file, "utf-8-sig" if marked else encoding, newline="")
    line, byte = fault or (1, 0)
    raise InvalidTable(
        f"line {line}: byte {byte:#04x} is neither UTF-8 nor GB18030 text;"
        " save the table as “CSV UTF-8”, with or without a byte-order mark",
        field="file",
    )


def _fault(file: IO[bytes], encoding: str) -> tuple[int, int] | None:
    """The line and the byte of the first error in an encoding; None if there is none."""
    file.seek(0)
    decoder, line, chunk = codecs.getincrementaldecoder(encoding)(), 1, b"-"
    while chunk:
        chunk = file.read(_CHUNK)
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            return line + error.object.count(b"\n", 0, error.start), error.object[error.start]
        if "\0" in text:  # UTF-16, or not text at all
            return line + text.count("\n", 0, text.index("\0")), 0
        line += text.count("\n")
    return None
