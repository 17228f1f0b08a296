"""The few shapes of Markdown that the pages use: tables, links, cells."""

from collections.abc import Iterable, Sequence

from mutual_benefits.sources import Basis, Source
from mutual_benefits.vocabulary import BASES


def cell(text: str) -> str:
    """A text as one cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def code(text: str) -> str:
    """A text as code in a cell."""
    return f"`{cell(text)}`"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table's lines; an empty list where it has no row."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    if not lines:
        return []
    return ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head), *lines, ""]


def anchor(source: Source, lang: str) -> str:
    """Where the reading list of a language speaks of a source."""
    return f"source-{lang}-{source.id.lower()}"


def cited(source: Source | None, basis: Basis | None, lang: str, reading_list: str) -> str:
    """The source behind a figure, as a link to the reading list, and the basis where it says more."""
    if source is None:
        return ""
    said = f"[[{source.id}]({reading_list}#{anchor(source, lang)})]"
    if basis is None or basis.value == source.id:
        return said
    return (
        f"{said} {BASES[basis].in_(lang)}" if basis is Basis.PUBLISHED else f"{said} {_marked(basis, lang)}"
    )


def _marked(basis: Basis, lang: str) -> str:
    return f'<span class="basis {basis.value}">{BASES[basis].in_(lang)}</span>'
