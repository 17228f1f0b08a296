"""The rows of a JSON Lines file: one object in each line, flat or nested as a `Claim` is."""

import json
from collections.abc import Iterator
from typing import Any

from .csv_rows import FileRow
from .header import fault
from .text_lines import TextLines
from .vocabulary import FAULTS

_NESTED = ("enrolment", "event", "facts")
_MOST_EXACT = 1 << 53
"""The greatest whole number that every reader of JSON reads exactly."""


class JsonRows:
    """A JSON Lines file: the names in its objects, in order of their first appearance, and its rows.

    `regular_rows` is the number of rows if all lines are UTF-8 objects of texts and whole numbers, of which
    none has a name twice or is blank, so that any reader of JSON reads the file alike; -1 if not.
    """

    def __init__(self, text: TextLines) -> None:
        self.text = text
        names: dict[str, None] = {}
        rows, regular = 0, text.encoding == "utf-8" and not text.mark
        for number, line, values in self._objects(json.JSONDecoder()):
            rows += 1
            regular = regular and number == rows + 1 and values is not None and _is_regular(line, values)
            if values is not None and names.keys() >= values.keys() and values.keys().isdisjoint(_NESTED):
                continue
            for name, value in (values or {}).items():
                names |= dict.fromkeys(value if isinstance(value, dict) and name in _NESTED else (name,))
        self.header = list(names)
        self.regular_rows = rows if regular else -1
        if not names:
            raise fault(FAULTS["no_object"])

    def __iter__(self) -> Iterator[FileRow]:
        for number, _, values in self._objects(_DECODER):
            if values is None:
                yield FileRow(number, [""] * len(self.header), "json")
            elif any(values.values()):
                yield FileRow(number, [values.get(name, "") for name in self.header])

    def _objects(self, decoder: json.JSONDecoder) -> Iterator[tuple[int, str, dict[str, Any] | None]]:
        """The number, the text and the object of each line; None for a line that is no object."""
        for number, line in enumerate(self.text.lines(), start=2):  # as if a header stood in row 1
            if line is not None and not line.strip():
                continue
            try:
                values = decoder.decode(line or "")
                if "\\u" in (line or ""):  # half of a character is no text
                    json.dumps(values, ensure_ascii=False).encode()
            except (ValueError, RecursionError):
                values = None
            yield number, line or "", values if isinstance(values, dict) else None


def _is_regular(line: str, values: dict[str, Any]) -> bool:
    """Whether an object is flat, of texts and whole numbers, and written in a way that is read alike."""
    kinds = set(map(type, values.values()))
    return (
        # One colon for each name: no name is there twice.
        len(values) == line.count(":")
        and any(values.values())
        and kinds <= {str, int, type(None)}
        and (
            int not in kinds or all(abs(each) < _MOST_EXACT for each in values.values() if type(each) is int)
        )
    )


def check_no_array(start: bytes) -> None:
    """Refuse a file that is one JSON array.

    Raises:
        InvalidTable: it is.
    """
    if start.lstrip()[:1] == b"[":
        raise fault(FAULTS["json_array"])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, str]:
    """The texts of an object, those of its enrolment and event among them; no name may occur twice."""
    texts: dict[str, str] = {}
    given = 0
    for name, value in pairs:
        if isinstance(value, dict) and name in _NESTED:
            texts |= value
            given += len(value)
        else:
            texts[name] = value if isinstance(value, str) else _text(value)
            given += 1
    if len(texts) < given:
        raise ValueError
    return texts


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_int=str, parse_float=str)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)
