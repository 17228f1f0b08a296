"""The lines of a text file, in the encoding that the file is found to be in."""

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .._texts import say
from .header import damaged, fault
from .vocabulary import FAULTS

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NAMES = {"utf-8": "UTF-8", "gb18030": "GB18030"}
_SAMPLE = 1 << 16
_ENDS = re.compile(rb"[,;\t\n]")
_WIDE_ENDS = re.compile(rb"[,;\t\n]\0|\0[,;\t\n]")


class TextLines(NamedTuple):
    """A text file and its encoding: `utf-8`, `gb18030` or one of UTF-16."""

    path: Path
    encoding: str
    mark: int
    """The length of the byte-order mark."""

    @property
    def plain(self) -> bool:
        """Whether lines can be told apart before they are decoded."""
        return not self.encoding.startswith("utf-16")

    @property
    def wrong_encoding(self) -> str:
        """The fault of a line that is in another encoding."""
        return f"encoding:{_NAMES.get(self.encoding, self.encoding)}"

    def lines(self) -> Iterator[str | None]:
        """Each line without its end; None for a line that is in another encoding than the file.

        Raises:
            InvalidTable: a UTF-16 file is cut short or damaged.
        """
        if not self.plain:
            with io.TextIOWrapper(self.path.open("rb"), self.encoding) as file:
                try:
                    yield from (line.removesuffix("\n") for line in file)
                except UnicodeError as error:
                    raise damaged(error) from None
            return
        with self.path.open("rb") as file:
            file.seek(self.mark)
            for line in file:
                text = self.decoded(line)
                if text is None or "\r" not in text:
                    yield text
                else:
                    yield from text.split("\r")

    def decoded(self, line: bytes) -> str | None:
        """A line without its end; None if it is in another encoding."""
        body = line.rstrip(b"\r\n") if line.endswith((b"\n", b"\r")) else line
        if self.encoding == "gb18030" and not body.isascii() and _is_utf_8(body):
            return None
        try:
            return body.decode(self.encoding)
        except UnicodeDecodeError:
            return None


def text_lines(path: Path) -> TextLines:
    """The lines of a text file. A byte-order mark decides; without one, what most lines can be read as.

    Raises:
        InvalidTable: the header is no text or has zero bytes, or the file is empty.
    """
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    if not start.strip():
        raise fault(FAULTS["empty"])
    marked = (TextLines(path, encoding, len(mark)) for mark, encoding in _MARKS if start.startswith(mark))
    text = next(marked, None) or TextLines(path, _utf_16(start) or _encoding(path), 0)
    if "\0" in start.decode(text.encoding, "replace").partition("\n")[0]:
        raise fault(FAULTS["zero_bytes"])
    return text


def _utf_16(start: bytes) -> str | None:
    """The form of UTF-16 that a zero byte beside most separators and line ends shows; None for other text."""
    if 2 * len(_WIDE_ENDS.findall(start)) <= len(_ENDS.findall(start)):
        return None
    odd = sum(byte == 0 for byte in start[1::2])
    return "utf-16-le" if odd > start.count(b"\0") - odd else "utf-16-be"


def _encoding(path: Path) -> str:
    """UTF-8 or GB18030: what the header is in, or else what most lines with Chinese are in."""
    if _is_whole(path):
        return "utf-8"
    votes = {"utf-8": 0, "gb18030": 0}
    with path.open("rb") as file:
        for row, line in enumerate(file, start=1):
            if line.isascii():
                continue
            encoding = "utf-8" if _is_utf_8(line) else "gb18030"
            if row == 1 and encoding == "gb18030":
                _check_header(line)
            votes[encoding] += 1
            if row == 1:
                return encoding
    return "gb18030" if votes["gb18030"] > votes["utf-8"] else "utf-8"


def _is_whole(path: Path) -> bool:
    """Whether a file is UTF-8 from its beginning to its end."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _check_header(line: bytes) -> None:
    try:
        line.decode("gb18030")
    except UnicodeDecodeError:
        raise fault(say(FAULTS["not_text"], row=1)) from None


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
