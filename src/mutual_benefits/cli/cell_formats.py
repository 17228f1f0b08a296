"""How a cell of text is written for each type of field."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, get_args

TRUE, FALSE = ("true", "1", "是"), ("false", "0", "否")
"""How truth values are written, in small letters."""


class CellFormat(NamedTuple):
    """How a cell of one type is written, and what is said of one that is written otherwise."""

    pattern: str
    convert: Callable[[str], Any]
    right: str


SHAPES: Mapping[type, CellFormat] = {
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


def shape_of(annotation: Any) -> CellFormat | None:
    """The shape of a field's cells; None where any text will do.

    >>> shape_of(int | None).right
    'give a whole number, e.g. 12'
    """
    if annotation in SHAPES:
        return SHAPES[annotation]
    return next((shape for part in get_args(annotation) if (shape := shape_of(part))), None)


def converted(shape: CellFormat | None, cell: str) -> Any:
    """A cell as its field's type; left as text, which the strict models refuse, if it is not written so."""
    if shape is None or not re.fullmatch(shape.pattern, cell):
        return cell
    try:
        return shape.convert(cell)
    except ValueError:  # 2016-02-30
        return cell
