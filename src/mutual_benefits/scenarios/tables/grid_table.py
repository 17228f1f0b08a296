"""A grid as a table: a row for each value of one fact, a column for each value of another."""

from typing import TYPE_CHECKING, Any

from ...errors import InvalidScenario
from ..grid_points import grid_points, value_said
from ..phrasing import in_
from ..portfolio.text import named
from .layout import Sheet, TableColumn, bare, great_tables, laid_out
from .vocabulary import GRID

if TYPE_CHECKING:
    from great_tables import GT

MOST_COLUMNS = 40


def grid(frame: Any, *, rows: str, columns: str | None = None, lang: str = "en") -> "GT":
    """The totals of a grid, by one of its facts, or by two of them.

    Args:
        frame: what `scenarios.grid` gave.
        rows: the column whose values make the rows, e.g. `event.living_days`.
        columns: the column whose values make the columns, e.g. `enrolment.fee_tier`; one column if left out.
        lang: the language of the table, `en` or `zh`.

    Raises:
        InvalidScenario: a column is missing, makes too many columns, or a pair of values stands twice.
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: great_tables is not installed.
    """
    gt = great_tables(lang)
    points = grid_points(frame, rows, columns)
    heads = list(dict.fromkeys(point["line"] for point in points))
    if len(heads) > MOST_COLUMNS:
        raise InvalidScenario(
            f"{columns} has {len(heads)} values; a table has at most {MOST_COLUMNS} columns"
        )
    at = list(dict.fromkeys(point["at"] for point in points))
    absent = in_(GRID, "absent", lang)
    made = [{"row": value_said(value, lang)} | {f"c{n}": absent for n in range(len(heads))} for value in at]
    pale = []
    for point in points:
        place, key = at.index(point["at"]), f"c{heads.index(point['line'])}"
        if point["low"] is None:
            made[place][key] = in_(GRID, "invalid", lang)
            continue
        made[place][key] = bare(point["low"], point["high"], lang)
        if point["low"] != point["high"]:
            pale.append((place, key))
    told = {
        name: named(path.rpartition(".")[2], lang)
        for name, path in (("rows", rows), ("columns", columns or ""))
    }
    days = sorted({point["version"] for point in points if point["version"] is not None})
    first = in_(GRID, "comma", lang).join(day.isoformat() for day in days)
    headings = [value_said(head, lang) if columns else in_(GRID, "total", lang) for head in heads]
    sheet = Sheet(
        title=in_(GRID, "title" if columns else "title_one", lang, **told),
        subtitle=in_(GRID, "version", lang, first=first) if days else "",
        columns=[
            TableColumn("row", told["rows"]),
            *(TableColumn(f"c{number}", heading, numbers=True) for number, heading in enumerate(headings)),
        ],
        rows=made,
        pale=pale,
    )
    return laid_out(gt, sheet, lang)
