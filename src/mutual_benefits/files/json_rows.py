"""The rows of a JSON Lines file: one object in each line, flat or nested as a `Claim` is."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from .csv_rows import FileRow
from .header import NESTED, fault
from .text_lines import TextLines
from .vocabulary import FAULTS

_MOST_EXACT = 1 << 53
"""The greatest whole number that every reader of JSON reads exactly."""
_KINDS: Mapping[frozenset[type], type] = {
    frozenset({bool}): bool,
    frozenset({int}): int,
    frozenset({float}): float,
    frozenset({int, float}): float,
}


class JsonRows:
    """A JSON Lines file: the names in its objects, in order of their first appearance, and its rows.

    `regular_rows` is the number of rows if all lines are UTF-8 objects of texts and whole numbers, of which
    none has a name twice or is blank, so that any reader of JSON reads the file alike; -1 if not. `kinds`
    has the type of each name whose values are all numbers, or all true or false. `owners` has the part of a
    claim that each name which is read belongs to.
    """

    def __init__(self, text: TextLines) -> None:
        self.text = text
        self.owners: Mapping[str, str] = {}
        found: dict[str, set[type]] = {}
        rows, regular = 0, text.encoding == "utf-8" and not text.mark
        for number, line, values in self._objects(_KINDS_DECODER):
            rows += 1
            regular = regular and number == rows + 1 and values is not None and _is_regular(line, values)
            flat = values is None or values.keys().isdisjoint(NESTED)
            for name, value in (values or {}).items() if flat else _flat(values):
                if name in found:
                    found[name].add(type(value))
                else:
                    found[name] = {type(value)}
        self.header = list(found)
        kinds = {name: _KINDS.get(frozenset(kinds - {type(None)})) for name, kinds in found.items()}
        self.kinds = {name: kind for name, kind in kinds.items() if kind is not None}
        self.regular_rows = rows if regular else -1
        if not found:
            raise fault(FAULTS["no_object"])

    def __iter__(self) -> Iterator[FileRow]:
        for number, line, pairs in self._objects(_TEXT_DECODER):
            if pairs is None:
                unread = "json" if line else self.text.wrong_encoding
                yield FileRow(number, [""] * len(self.header), unread)
                continue
            flat = [*_flat(pairs)]
            cells = {name: _text(value) for name, value in flat}
            wrong = None
            if len(cells) < len(flat):
                ((name, _),) = Counter(name for name, _ in flat).most_common(1)
                wrong, cells[name] = f"twice:{name}", ""
            if wrong or any(cells.values()):
                wrong = wrong or self._misplaced(pairs)
                yield FileRow(number, [cells.get(name, "") for name in self.header], wrong)

    def _misplaced(self, pairs: "_Pairs") -> str | None:
        """What a line has in a part of a claim that has no such field: it would be passed over."""
        for part, value in pairs:
            if part in NESTED and not isinstance(value, _Pairs) and value is not None:
                return f"no_part:{part}"
            for name, each in value if part in NESTED and isinstance(value, _Pairs) else ():
                if self.owners.get(name) != part and _text(each):
                    return f"no_fact:{name}" if part == "facts" else f"no_field:{part}.{name}"
        return None

    def _objects(self, decoder: json.JSONDecoder) -> Iterator[tuple[int, str, Any]]:
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
            yield number, line or "", values if isinstance(values, dict | _Pairs) else None


def _flat(values: Any) -> Iterator[tuple[str, Any]]:
    """The names and values of an object, those of the parts of a claim among them."""
    for name, value in values.items() if isinstance(values, dict) else values:
        if name not in NESTED:
            yield name, value
        elif isinstance(value, dict | _Pairs):
            yield from value.items() if isinstance(value, dict) else value


def _is_regular(line: str, values: dict[str, Any]) -> bool:
    """Whether an object is flat, of texts and whole numbers, and written in a way that is read alike."""
    kinds = set(map(type, values.values()))
    return (
        # One colon for each name: no name is there twice.
        len(values) == line.count(":")
        and values.keys().isdisjoint(NESTED)
        and any(values.values())
        and kinds <= {str, int, type(None)}
    )


def check_no_array(start: bytes) -> None:
    """Refuse a file that is one JSON array.

    Raises:
        InvalidTable: it is.
    """
    if start.lstrip()[:1] == b"[":
        raise fault(FAULTS["json_array"])


class _Pairs(list[tuple[str, Any]]):
    """The names and values of an object as they are in the line, a name that is there twice included."""


class _Number(str):
    """A number as it is written."""

    __slots__ = ()


def _whole(text: str) -> int | _Number:
    """A whole number that every reader of JSON reads exactly; any greater one as it is written."""
    exact = len(text) < 16 or (len(text) < 18 and abs(int(text)) < _MOST_EXACT)
    return int(text) if exact else _Number(text)


def _exact(text: str) -> float | _Number:
    """A number with a point if a binary fraction holds it as it is written; any other as it is written."""
    number = float(text)
    return number if format(number, ".15g") == text.rstrip("0").removesuffix(".") else _Number(text)


_KINDS_DECODER = json.JSONDecoder(parse_int=_whole, parse_float=_exact, parse_constant=_Number)
_TEXT_DECODER = json.JSONDecoder(object_pairs_hook=_Pairs, parse_int=_Number, parse_float=_Number)


def _text(value: Any) -> str:
    """A value as the text of a cell: a text as it is, anything else as JSON."""
    return "" if value is None else str(value) if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    if isinstance(value, _Number):
        return value
    if isinstance(value, _Pairs):
        return "{" + ", ".join(f"{_json(name)}: {_json(each)}" for name, each in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_json, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
