"""Markdown for the generated pages: tables, links and cells."""

from collections.abc import Iterable, Sequence

from mutual_benefits.formatting import source_name
from mutual_benefits.sources import Basis, Source
from mutual_benefits.vocabulary import BASES


def cell(text: str) -> str:
    """Formats a text as one cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def code(text: str) -> str:
    """Formats a text as code in a cell."""
    return f"`{cell(text)}`"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Returns the lines of a table, or an empty list if it has no rows."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    if not lines:
        return []
    return ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head), *lines, ""]


def anchor(source: Source, lang: str) -> str:
    """Returns the anchor of a source in the reading list of a language."""
    return f"source-{lang}-{source.id.lower()}"


def cited(source: Source | None, basis: Basis | None, lang: str, reading_list: str) -> str:
    """Links a figure's source to the reading list, followed by the basis unless the two are the same."""
    if source is None:
        return ""
    said = f"[[{source_name(source.id, lang)}]({reading_list}#{anchor(source, lang)})]"
    if basis is None or basis.value == source.id:
        return said
    return (
        f"{said} {BASES[basis].in_(lang)}" if basis is Basis.PUBLISHED else f"{said} {_marked(basis, lang)}"
    )


def _marked(basis: Basis, lang: str) -> str:
    return f'<span class="basis {basis.value}">{BASES[basis].in_(lang)}</span>'
