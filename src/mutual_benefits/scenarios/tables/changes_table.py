"""A table of the clauses that differ between two versions."""

from typing import TYPE_CHECKING

from ..._arguments import checked
from ..._texts import Lang, language_of
from ...formatting import cited
from ...rulebook.diff import Change, Clause, diff
from ...rulebook.version import PlanVersion
from ...rulebook.vocabulary import DIFF_KINDS
from ..phrasing import phrase
from .layout import Sheet, TableColumn, great_tables, source_notes, styled_table
from .vocabulary import CHANGES

if TYPE_CHECKING:
    from great_tables import GT

KINDS = ("changed", "added", "removed", "sourced_anew")


@checked
def changes(before: PlanVersion, after: PlanVersion, *, lang: Lang | None = None) -> "GT":
    """Each clause that differs between two versions, before and after, with the sources of both.

    Args:
        before: a version, shipped or amended.
        after: the version to compare it with.
        lang: the language of the table, `en` or `zh`.

    Raises:
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: great_tables is not installed.
    """
    lang = language_of(lang)
    gt = great_tables()
    changed = diff(before, after).changes
    rows = [_row(change, lang) for kind in KINDS for change in changed if change.kind == kind]
    clauses = [clause for change in changed for clause in (change.before, change.after) if clause]
    keys = ("clause", "before", "after", "sources")
    sheet = Sheet(
        title=phrase(
            CHANGES, "title", lang, before=_version_name(before, lang), after=_version_name(after, lang)
        ),
        subtitle="" if rows else phrase(CHANGES, "nothing", lang),
        columns=[TableColumn(key, phrase(CHANGES, key, lang)) for key in keys],
        rows=rows,
        notes=source_notes((clause.source for clause in clauses if clause.source), lang),
        group="kind",
    )
    return styled_table(gt, sheet, lang)


def _version_name(version: PlanVersion, lang: str) -> str:
    label, first = version.label, version.effective_from
    return phrase(CHANGES, "draft" if version.draft else "version", lang, label=label, first=first)


def _row(change: Change, lang: str) -> dict[str, str]:
    sources = [_source(clause, lang) for clause in (change.before, change.after)]
    both = phrase(CHANGES, "way", lang, before=sources[0], after=sources[1])
    return {
        "kind": phrase(DIFF_KINDS, change.kind, lang),
        "clause": change.name.in_(lang),
        "before": _text(change.before, lang),
        "after": _text(change.after, lang),
        "sources": both if all(sources) and sources[0] != sources[1] else sources[1] or sources[0],
    }


def _text(clause: Clause | None, lang: str) -> str:
    return clause.text.in_(lang) if clause else phrase(CHANGES, "none", lang)


def _source(clause: Clause | None, lang: str) -> str:
    return cited(clause.source, clause.basis, lang).strip() if clause else ""
