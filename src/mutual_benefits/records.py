"""Flat rows to claims: reads a CSV table whose columns bear the names of the fields.

Columns are the fields of `Claim`, `Enrolment` and the events; `kind` is the kind of event and may be
left out where the filled columns tell. An empty cell means the field's default. A row that cannot be
read becomes problems that say where, what was given and what would be right; it stops no other row.
"""

import csv
import difflib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, get_args

from pydantic import ValidationError

from .claims import Claim, Enrolment
from .errors import InvalidTable
from .events import KINDS

__all__ = ["Problem", "Row", "read_claims"]


class Problem(NamedTuple):
    """What is wrong in one place of a table; `line` counts the file's lines, the header being line 1.

    >>> print(Problem(3, "living_days", "many", "give a whole number, e.g. 12"))
    line 3, column living_days: 'many'; give a whole number, e.g. 12
    """

    line: int
    column: str | None
    given: str | None
    right: str

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        given = "" if self.given is None else f"{self.given!r}; " if self.given else "empty; "
        return f"line {self.line}{column}: {given}{self.right}"


class Row(NamedTuple):
    """One row of a table: the line on which it begins, and its claim or else what is wrong with it."""

    line: int
    claim: Claim | None
    problems: tuple[Problem, ...] = ()


def read_claims(table: bytes) -> Iterator[Row]:
    r"""Each row of a CSV table in UTF-8, in the order of the file; rows without content are passed over.

    The whole header is checked before the first row is answered.

    Raises:
        InvalidTable: the table is empty, is not UTF-8 text, lacks a column, or has an unknown, nameless
            or repeated one.

    >>> rows = list(read_claims(
    ...     b"id,member,plan,cover_from,fee_tier,happened_on,living_days\n"
    ...     b"C-1,M-1,accident,2016-01-01,100,2016-05-04,12\n"
    ...     b"C-2,M-2,accident,2016-01-01,100,4 May 2016,many\n"
    ... ))
    >>> rows[0].claim.event.living_days
    12
    >>> for problem in rows[1].problems:
    ...     print(problem)
    line 3, column happened_on: '4 May 2016'; give a day as YYYY-MM-DD, e.g. 2016-05-04
    line 3, column living_days: 'many'; give a whole number, e.g. 12
    """
    reader = csv.reader(io.StringIO(_decoded(table), newline=""), strict=True)
    records = _records(reader)
    first = next(records, None)
    if first is None:
        raise InvalidTable(f"the table is empty; give a first line with the columns {', '.join(_REQUIRED)}")
    line, header = first
    if isinstance(header, csv.Error):
        raise InvalidTable(f"line {line}: the header cannot be read ({header})")
    _check(header)
    return _rows(header, records)


class _Shape(NamedTuple):
    """How a cell of one type is written."""

    pattern: str
    convert: Callable[[str], Any]
    right: str


_SHAPES: Mapping[type, _Shape] = {
    date: _Shape(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat, "give a day as YYYY-MM-DD, e.g. 2016-05-04"
    ),
    bool: _Shape("(?i:true|false)", lambda cell: cell.lower() == "true", "give true or false"),
    int: _Shape(r"-?[0-9]{1,18}", int, "give a whole number, e.g. 12"),
    Decimal: _Shape(
        r"-?[0-9]{1,18}(\.[0-9]{1,18})?", Decimal, "give a number without thousands marks, e.g. 1234.50"
    ),
}


def _shape(annotation: Any) -> _Shape | None:
    if annotation in _SHAPES:
        return _SHAPES[annotation]
    return next((shape for part in get_args(annotation) if (shape := _shape(part))), None)


_OF_CLAIM = {name: field for name, field in Claim.model_fields.items() if name not in ("enrolment", "event")}
_OF_EVENT = {name: field for model in KINDS.values() for name, field in model.model_fields.items()}
_FIELDS = {**_OF_CLAIM, **Enrolment.model_fields, **_OF_EVENT}
_READ_AS = {name: _shape(field.annotation) for name, field in _FIELDS.items()}
_REQUIRED = tuple(
    name
    for name, field in _FIELDS.items()
    if field.is_required()
    and (name not in _OF_EVENT or all(name in model.model_fields for model in KINDS.values()))
)


def _decoded(table: bytes) -> str:
    try:
        return table.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = table.count(b"\n", 0, error.start) + 1
        raise InvalidTable(
            f"line {line}: byte {table[error.start]:#04x} is not UTF-8 text;"
            " save the table as “CSV UTF-8”, with or without a byte-order mark"
        ) from None


def _records(reader: Any) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """The line on which each record begins, and its cells without surrounding blanks."""
    while True:
        line = reader.line_num + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error
        else:
            if any(cells):
                yield line, cells


def _check(header: list[str]) -> None:
    faults = []
    for number, name in enumerate(header, start=1):
        if name == "":
            faults.append(f"column {number} has no name; name it or take it out")
        elif name not in _FIELDS:
            near = difflib.get_close_matches(name, _FIELDS, n=1)
            right = f"did you mean {near[0]!r}?" if near else f"the columns are {', '.join(_FIELDS)}"
            faults.append(f"unknown column {name!r}; {right}")
    faults += [
        f"column {name!r} stands {header.count(name)} times; keep one"
        for name in dict.fromkeys(header)
        if name and header.count(name) > 1
    ]
    missing = [name for name in _REQUIRED if name not in header]
    if missing:
        faults.append(f"no column {', '.join(missing)}; every table needs {', '.join(_REQUIRED)}")
    if faults:
        raise InvalidTable("the header cannot be used: " + "; ".join(faults))


def _rows(header: list[str], records: Iterable[tuple[int, list[str] | csv.Error]]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for line, cells in records:
        if isinstance(cells, csv.Error):
            right = (
                f"the row cannot be read ({cells}); close each quotation mark and double one that is meant"
            )
            yield Row(line, None, (Problem(line, None, None, right),))
            continue
        surplus = cells[len(header) :]
        if len(cells) < len(header) or any(surplus):
            right = f"{len(cells)} cells where the header has {len(header)}; give as many, and quote a comma"
            yield Row(line, None, (Problem(line, None, None, right),))
            continue
        filled = {name: cell for name, cell in zip(header, cells, strict=False) if cell}
        claim, problems = _claim(line, filled)
        earlier = seen.setdefault(filled.get("id", ""), line)
        if "id" in filled and earlier != line:
            right = f"line {earlier} has this claim; give each claim an id of its own"
            problems.insert(0, Problem(line, "id", filled["id"], right))
        yield Row(line, None if problems else claim, tuple(problems))


def _claim(line: int, filled: Mapping[str, str]) -> tuple[Claim | None, list[Problem]]:
    enrolment: dict[str, Any] = {}
    event: dict[str, Any] = {}
    nested: dict[str, Any] = {"enrolment": enrolment, "event": event}
    for name, cell in filled.items():
        owner = nested if name in _OF_CLAIM else enrolment if name in Enrolment.model_fields else event
        owner[name] = _converted(name, cell)
    try:
        return Claim.model_validate(nested), []
    except ValidationError as error:
        found = [_problem(line, filled, details) for details in error.errors(include_url=False)]
        return None, found


def _converted(name: str, cell: str) -> Any:
    """A cell as its field's type; left as text, which the strict model refuses, if it is not written so."""
    shape = _READ_AS[name]
    if shape is None or not re.fullmatch(shape.pattern, cell):
        return cell
    try:
        return shape.convert(cell)
    except ValueError:  # 2016-02-30
        return cell


_RIGHT = {
    "missing": "give it; this kind of event needs it",
    "extra_forbidden": "leave it empty; this kind of event has no such fact",
    "string_pattern_mismatch": "give text without control characters",
}


def _problem(line: int, filled: Mapping[str, str], details: Any) -> Problem:
    column = "kind" if details["loc"] == ("event",) else str(details["loc"][-1])
    shape = _READ_AS.get(column)
    kind = details["type"]
    if shape is not None and isinstance(details["input"], str):
        right = shape.right
    elif kind == "missing" and column in _REQUIRED:
        right = shape.right if shape else "give it; every claim needs it"
    elif kind in _RIGHT:
        right = _RIGHT[kind]
    else:
        right = details["msg"].removeprefix("Value error, ").replace("Input should", "it should")
    return Problem(line, column, filled.get(column, ""), right)
