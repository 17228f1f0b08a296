"""How a CSV cell is parsed, by the type of its field."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, get_args

TRUE, FALSE = ("true", "1", "是"), ("false", "0", "否")
"""The texts of truth values, in lower case."""


class CellFormat(NamedTuple):
    """The format of cells of one type, with the advice for a cell in another format."""

    pattern: str
    convert: Callable[[str], Any]
    right: str


FORMATS: Mapping[type, CellFormat] = {
    date: CellFormat(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat, "give a day as YYYY-MM-DD, e.g. 2016-05-04"
    ),
    bool: CellFormat(
        f"(?i:{'|'.join((*TRUE, *FALSE))})",
        lambda cell: cell.lower() in TRUE,
        "give true or false (是 or 否, 1 or 0)",
    ),
    int: CellFormat(r"-?[0-9]{1,18}", int, "give a whole number, e.g. 12"),
    Decimal: CellFormat(
        r"-?[0-9]{1,18}(\.[0-9]{1,18})?", Decimal, "give a number without thousands marks, e.g. 1234.50"
    ),
}


def format_of(annotation: Any) -> CellFormat | None:
    """The format of a field's cells; None if any text is allowed.

    >>> format_of(int | None).right
    'give a whole number, e.g. 12'
    """
    if annotation in FORMATS:
        return FORMATS[annotation]
    return next((each for part in get_args(annotation) if (each := format_of(part))), None)


def parse_cell(cell_format: CellFormat | None, cell: str) -> Any:
    """The value of a cell; the text itself, which the strict models refuse, if it is in another format."""
    if cell_format is None or not re.fullmatch(cell_format.pattern, cell):
        return cell
    try:
        return cell_format.convert(cell)
    except ValueError:  # 2016-02-30
        return cell
