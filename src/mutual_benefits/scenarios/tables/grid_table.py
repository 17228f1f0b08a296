"""A table of a grid: a row for each value of one fact, a column for each value of another."""

from typing import TYPE_CHECKING

from ..._arguments import checked, renamed
from ..._texts import Lang, both, language_of
from ...claims import Claim
from ...errors import InvalidScenario
from ...rulebook.registry.book import Book
from ..fact_words import fact_name, fact_text, facts_text
from ..grid_points import columns_of, grid_points
from ..labelled_book import names_in
from ..phrasing import phrase
from .layout import Sheet, TableColumn, bare_amount, great_tables, styled_table
from .vocabulary import GRID

if TYPE_CHECKING:
    from great_tables import GT
    from narwhals.stable.v2.typing import IntoFrame

MOST_COLUMNS = 40


@renamed(rows="along", columns="by")
@checked
def grid(
    frame: "IntoFrame",
    *,
    along: str,
    by: str | None = None,
    claim: Claim | None = None,
    book: Book | None = None,
    lang: Lang | None = None,
) -> "GT":
    """The totals of a grid, by one of its facts, or by two of them.

    Args:
        frame: the result of `scenarios.grid`.
        along: the column of the frame whose values make the rows, e.g. `event.living_days`.
        by: the column whose values make the columns, e.g. `enrolment.fee_tier`; one column if left out.
        claim: the claim that was given to `scenarios.grid`, whose other facts the table then names.
        book: the rule book that was given to `scenarios.grid` (a plan's code or name, a `Plan`, or one
            version), whose names of declared facts the table then shows.
        lang: the language of the table, `en` or `zh`.

    Raises:
        InvalidScenario: a column is missing, makes too many columns, or a pair of values occurs twice.
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: great_tables is not installed.
    """
    lang = language_of(lang)
    gt = great_tables()
    points = grid_points(frame, along, by)
    heads = list(dict.fromkeys(point["line"] for point in points))
    if len(heads) > MOST_COLUMNS:
        raise InvalidScenario(
            both(
                f"{by} has {len(heads)} values; a table has at most {MOST_COLUMNS} columns",
                f"{by} 有 {len(heads)} 个值；表格最多 {MOST_COLUMNS} 列",
            ),
            field="by",
            given=by,
        )
    at = list(dict.fromkeys(point["at"] for point in points))
    absent = phrase(GRID, "absent", lang)
    own = names_in(book)
    cells = [
        {"row": fact_text(along, value, own).in_(lang)} | {f"c{n}": absent for n in range(len(heads))}
        for value in at
    ]
    pale = []
    for point in points:
        place, key = at.index(point["at"]), f"c{heads.index(point['line'])}"
        if point["low"] is None:
            cells[place][key] = phrase(GRID, "invalid", lang)
            continue
        cells[place][key] = bare_amount(point["low"], point["high"], lang)
        if point["low"] != point["high"]:
            pale.append((place, key))
    names = {
        name: fact_name(path or "", own=own).in_(lang) for name, path in (("rows", along), ("columns", by))
    }
    days = sorted({point["version"] for point in points if point["version"] is not None})
    first = phrase(GRID, "comma", lang).join(day.isoformat() for day in days)
    headings = [fact_text(by, head, own).in_(lang) if by else phrase(GRID, "total", lang) for head in heads]
    sheet = Sheet(
        title=phrase(GRID, "title" if by else "title_one", lang, **names),
        subtitle=phrase(GRID, "version", lang, first=first) if days else "",
        columns=[
            TableColumn("row", names["rows"]),
            *(TableColumn(f"c{number}", heading, numbers=True) for number, heading in enumerate(headings)),
        ],
        rows=cells,
        notes=[facts_text(claim, lang, without=columns_of(frame), own=own)] if claim else [],
        pale=pale,
    )
    return styled_table(gt, sheet, lang)
