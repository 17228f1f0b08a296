"""Reads claims from a CSV table whose columns have the names of the fields.

Columns are the fields of `Claim`, `Enrolment` and the events; `kind` is the kind of event and may be left out
where the filled columns determine it. An empty cell means the field's default. A row that cannot be read
becomes problems that name the place, what was given and what would be right; the other rows are still read.
A caller may allow other headings; problems then name the heading in the file.
"""

import csv
import difflib
import io
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import ValidationError

from ..claims import Claim, Enrolment
from ..errors import InvalidTable
from ..events import KINDS
from .cell_formats import format_of, parse_cell
from .csv_text import open_csv

__all__ = ["CsvRow", "Problem", "read_claims"]

_NO_HEADINGS: Mapping[str, str] = MappingProxyType({})


class Problem(NamedTuple):
    """What is wrong in one place of a table; `line` counts the lines of the file, the header being line 1.

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


class CsvRow(NamedTuple):
    """One row of a table: the line on which it begins, and its claim or its problems."""

    line: int
    claim: Claim | None
    problems: tuple[Problem, ...] = ()
    headings: Mapping[str, str] = _NO_HEADINGS
    """The headings that differ from their field's name, by field."""

    def heading_of(self, field: str) -> str:
        """The heading of a field's column in the file."""
        return self.headings.get(field, field)


def read_claims(table: bytes, *, headings: Mapping[str, str] = _NO_HEADINGS) -> Iterator[CsvRow]:
    r"""The rows of a CSV table in the order of the file, without empty rows.

    The text is UTF-8, with or without a byte-order mark, or GB18030 (which includes GBK and GB2312). The
    whole header is checked before the first row is read.

    Args:
        table: the content of the file.
        headings: the field of each other heading that is allowed, e.g. `{"住院天数": "hospital_days"}`.

    Raises:
        InvalidTable: the table is empty or not text, or a column is missing, unknown, unnamed or repeated,
            or two columns stand for one field.

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
    records = _records(csv.reader(open_csv(io.BytesIO(table)), strict=True))
    first = next(records, None)
    if first is None:
        raise InvalidTable(
            f"the table is empty; give a first line with the columns {', '.join(_REQUIRED)}",
            columns=_REQUIRED,
        )
    line, header = first
    if isinstance(header, csv.Error):
        raise InvalidTable(f"line {line}: the header cannot be read ({header})", field="file")
    fields = [headings.get(name, name) for name in header]
    _check(header, fields, (*_FIELDS, *headings))
    return _rows(header, fields, records)


_OF_CLAIM = {name: field for name, field in Claim.model_fields.items() if name not in ("enrolment", "event")}
_OF_EVENT = {name: field for model in KINDS.values() for name, field in model.model_fields.items()}
_FIELDS = {**_OF_CLAIM, **Enrolment.model_fields, **_OF_EVENT}
_FORMATS = {name: format_of(field.annotation) for name, field in _FIELDS.items()}
_REQUIRED = tuple(
    name
    for name, field in _FIELDS.items()
    if field.is_required()
    and (name not in _OF_EVENT or all(name in model.model_fields for model in KINDS.values()))
)


def _records(reader: Any) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """The line on which each record begins, with its cells, stripped, or the error."""
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


def _check(header: list[str], fields: list[str], known: tuple[str, ...]) -> None:
    faults, columns = [], []
    for number, (name, field) in enumerate(zip(header, fields, strict=True), start=1):
        if name == "":
            columns.append(name)
            faults.append(f"column {number} has no name; name it or remove it")
        elif field not in _FIELDS:
            columns.append(name)
            near = difflib.get_close_matches(name, known, n=1)
            right = f"did you mean {near[0]!r}?" if near else f"the columns are {', '.join(_FIELDS)}"
            faults.append(f"unknown column {name!r}; {right}")
    repeated = [name for name in dict.fromkeys(header) if name and header.count(name) > 1]
    columns += repeated
    faults += [f"column {name!r} occurs {header.count(name)} times; keep one" for name in repeated]
    for field in dict.fromkeys(fields):
        both = dict.fromkeys(name for name, each in zip(header, fields, strict=True) if each == field)
        if len(both) > 1:
            columns += both
            faults.append(f"columns {' and '.join(both)} both stand for {field}; keep one")
    missing = [name for name in _REQUIRED if name not in fields]
    if missing:
        faults.append(f"no column {', '.join(missing)}; every table needs {', '.join(_REQUIRED)}")
    if faults:
        message = "the header cannot be used: " + "; ".join(faults)
        raise InvalidTable(message, columns=dict.fromkeys((*columns, *missing)))


def _rows(
    header: list[str], fields: list[str], records: Iterable[tuple[int, list[str] | csv.Error]]
) -> Iterator[CsvRow]:
    headings = {field: name for name, field in zip(header, fields, strict=True) if name != field}
    for line, cells in records:
        if isinstance(cells, csv.Error):
            right = (
                f"the row cannot be read ({cells}); close each quotation mark and double one that is meant"
            )
            yield CsvRow(line, None, (Problem(line, None, None, right),))
            continue
        surplus = cells[len(header) :]
        if len(cells) < len(header) or any(surplus):
            right = f"{len(cells)} cells where the header has {len(header)}; quote a cell that has a comma"
            yield CsvRow(line, None, (Problem(line, None, None, right),))
            continue
        filled = {name: cell for name, cell in zip(fields, cells, strict=False) if cell}
        claim, problems = _claim(line, filled)
        named = tuple(each._replace(column=headings.get(each.column or "", each.column)) for each in problems)
        yield CsvRow(line, None if problems else claim, named, headings)


def _claim(line: int, filled: Mapping[str, str]) -> tuple[Claim | None, list[Problem]]:
    enrolment: dict[str, Any] = {}
    event: dict[str, Any] = {}
    nested: dict[str, Any] = {"enrolment": enrolment, "event": event}
    for name, cell in filled.items():
        owner = nested if name in _OF_CLAIM else enrolment if name in Enrolment.model_fields else event
        owner[name] = parse_cell(_FORMATS[name], cell)
    try:
        return Claim.model_validate(nested), []
    except ValidationError as error:
        return None, [_problem(line, filled, details) for details in error.errors(include_url=False)]


_RIGHT = {
    "missing": "give this fact; this kind of event needs it",
    "extra_forbidden": "leave it empty; this kind of event has no such fact",
    "string_pattern_mismatch": "give text that is not blank and has no control characters",
}


def _problem(line: int, filled: Mapping[str, str], details: Any) -> Problem:
    column = str(details["loc"][-1])
    if column == "event":
        column = "born_on" if details["type"] == "born_after_event" else "kind"
    cell_format = _FORMATS.get(column)
    kind = details["type"]
    if cell_format is not None and isinstance(details["input"], str):
        right = cell_format.right
    elif kind == "missing" and column in _REQUIRED:
        right = cell_format.right if cell_format else "give it; every claim needs it"
    elif kind in _RIGHT:
        right = _RIGHT[kind]
    else:
        right = details["msg"].removeprefix("Value error, ").replace("Input should", "it should")
    return Problem(line, column, filled.get(column, ""), right)
