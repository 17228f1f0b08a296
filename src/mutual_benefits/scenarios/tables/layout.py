"""What tables share: great_tables, a frame of text, headings, notes, and how sums are written in a cell."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib import import_module
from typing import Any, NamedTuple

from ...errors import MissingExtra
from ...formatting import check_language, quantity
from ...money import to_yuan
from ...sources import Source
from .vocabulary import SHEET

GREY = "#F3F3F3"


class TableColumn(NamedTuple):
    """A column: its key, its heading, and whether it holds numbers, which stand at the right."""

    key: str
    heading: str
    numbers: bool = False


class Sheet(NamedTuple):
    """A table in words: each row is a mapping of keys to text; `group` and `name` are keys too.

    `bold` rows are sums, `pale` cells (row and key) are undetermined; both count from 0.
    """

    title: str
    subtitle: str
    columns: Sequence[TableColumn]
    rows: Sequence[Mapping[str, str]]
    notes: Sequence[str] = ()
    bold: Sequence[int] = ()
    pale: Sequence[tuple[int, str]] = ()
    group: str | None = None


def great_tables(lang: str) -> Any:
    """great_tables, once the language is known to be one that tables speak.

    Raises:
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: great_tables or Polars is not installed.
    """
    check_language(lang)
    for needed in ("great_tables", "polars"):
        try:
            import_module(needed)
        except ModuleNotFoundError as missing:
            raise MissingExtra(f"tables need {needed}; pip install 'mutual_benefits[notebook]'") from missing
    return import_module("great_tables")


def laid_out(gt: Any, sheet: Sheet, lang: str) -> Any:
    """The table of a sheet, to be styled further."""
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
    for align, found in (("right", numbers), ("left", words)):
        if found:
            table = table.cols_align(align=align, columns=found)
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


def bare(low: int, high: int | None, lang: str) -> str:
    """A sum of whole fen, or its bounds, in yuan and without the word.

    >>> bare(160_000, 160_000, "en"), bare(0, 500_000, "zh"), bare(100, None, "en")
    ('1,600.00', '0.00至5,000.00', '1.00 or more, no known maximum')
    """
    # An ordinal is the unit that has no word behind it.
    return quantity(to_yuan(low), None if high is None else to_yuan(high), "ordinal", lang)


def sources_said(sources: Iterable[Source], lang: str) -> list[str]:
    """Each source once: its id, what it is, and where."""
    return [
        f"[{source.id}] {source.title.in_(lang)}{' ' + source.url if source.url else ''}"
        for source in dict.fromkeys(sources)
    ]
