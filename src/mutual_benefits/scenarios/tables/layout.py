"""The layout of tables: great_tables, headings, notes, and the text of sums in cells."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib import import_module
from typing import Any, NamedTuple

from ...errors import MissingExtra
from ...formatting import quantity, source_name
from ...money import to_fen, to_yuan
from ...sources import Source
from ..sums import Bounds
from .vocabulary import SHEET

GREY = "#F3F3F3"


class TableColumn(NamedTuple):
    """A column: its key, its heading, and whether it holds numbers, which are aligned right."""

    key: str
    heading: str
    numbers: bool = False


class Sheet(NamedTuple):
    """The content of a table: each row maps column keys to text; `group` is the key of the row groups.

    `bold` rows hold totals, `pale` cells (row and key) are undetermined; rows count from 0.
    """

    title: str
    subtitle: str
    columns: Sequence[TableColumn]
    rows: Sequence[Mapping[str, str]]
    notes: Sequence[str] = ()
    bold: Sequence[int] = ()
    pale: Sequence[tuple[int, str]] = ()
    group: str | None = None


def great_tables() -> Any:
    """The module great_tables.

    Raises:
        MissingExtra: great_tables or Polars is not installed.
    """
    for needed in ("great_tables", "polars"):
        try:
            import_module(needed)
        except ModuleNotFoundError as missing:
            raise MissingExtra.of("tables need", needed, "notebook") from missing
    return import_module("great_tables")


def styled_table(gt: Any, sheet: Sheet, lang: str) -> Any:
    """The table of a sheet, which the caller may style further."""
    import polars as pl

    first, *others = sheet.columns
    keys = [column.key for column in sheet.columns] + ([sheet.group] if sheet.group else [])
    frame = pl.DataFrame(
        {key: [row[key] for row in sheet.rows] for key in keys}, schema=dict.fromkeys(keys, pl.String)
    )
    table = gt.GT(frame, rowname_col=first.key, groupname_col=sheet.group)
    table = table.tab_header(
        title=_html(gt, sheet.title), subtitle=_html(gt, sheet.subtitle) if sheet.subtitle else None
    )
    table = table.tab_stubhead(label=_html(gt, first.heading))
    table = table.cols_label(cases={column.key: _html(gt, column.heading) for column in others})
    numbers = [column.key for column in others if column.numbers]
    words = [column.key for column in others if not column.numbers]
    for align, aligned in (("right", numbers), ("left", words)):
        if aligned:
            table = table.cols_align(align=align, columns=aligned)
    bold = list(sheet.bold)
    if bold:
        for where in (gt.loc.body(rows=bold), gt.loc.stub(rows=bold)):
            table = table.tab_style(style=gt.style.text(weight="bold"), locations=where)
    for row, key in sheet.pale:
        where = gt.loc.body(rows=[row], columns=[key])
        table = table.tab_style(style=gt.style.fill(color=GREY), locations=where)
    for note in (*([SHEET["open"].in_(lang)] if sheet.pale else []), *sheet.notes):
        table = table.tab_source_note(_html(gt, note))
    return table.tab_options(table_font_size="14px", source_notes_font_size="12px", heading_align="left")


def _html(gt: Any, text: str) -> Any:
    return gt.html(escape(text))


def bare_amount(low: int, high: int | None, lang: str) -> str:
    """A sum of whole fen, or its bounds, in yuan without the unit.

    >>> bare_amount(160_000, 160_000, "en"), bare_amount(0, 500_000, "zh"), bare_amount(100, None, "en")
    ('1,600.00', '0.00至5,000.00', '1.00 or more, no known maximum')
    """
    return quantity(to_yuan(low), None if high is None else to_yuan(high), "", lang)


def bare_bounds(bounds: Bounds, lang: str) -> str:
    """A sum of yuan, or its bounds, without the unit."""
    low = 0 if bounds.low is None else to_fen(bounds.low)
    return bare_amount(low, None if bounds.high is None else to_fen(bounds.high), lang)


def source_notes(sources: Iterable[Source], lang: str) -> list[str]:
    """Each source once: its id, its title and its address."""
    return [
        f"[{source_name(source.id, lang)}] {source.title.in_(lang)}{' ' + source.url if source.url else ''}"
        for source in dict.fromkeys(sources)
    ]
