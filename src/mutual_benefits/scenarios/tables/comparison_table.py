"""A table of the same claims under several rule books, benefit by benefit."""

from typing import TYPE_CHECKING

from ..._arguments import checked, renamed
from ..._texts import Lang, language_of
from ..comparison.contrast import Case
from ..comparison.result import Comparison
from ..fact_words import facts_text
from ..phrasing import phrase, plan_name, signed_text
from ..sums import Bounds, Shift
from .layout import Sheet, TableColumn, bare_bounds, great_tables, styled_table
from .vocabulary import COMPARISON

if TYPE_CHECKING:
    from great_tables import GT


@renamed(found="comparison")
@checked
def comparison(comparison: Comparison, *, lang: Lang | None = None) -> "GT":
    """The sum of each benefit under each rule book, and its difference from the first book.

    Args:
        comparison: the result of `compare`.
        lang: the language of the table, `en` or `zh`.

    Raises:
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: great_tables is not installed.
    """
    lang = language_of(lang)
    gt = great_tables()
    rows: list[dict[str, str]] = []
    pale = []
    for code, name in (*comparison.names, (None, None)):
        row = {"benefit": name.in_(lang) if name else phrase(COMPARISON, "total", lang)}
        for place, case in enumerate(comparison.cases):
            bounds = _bounds(case, code)
            row[f"sum{place}"] = _sum_text(case, bounds, lang)
            if bounds is not None and bounds.amount is None:
                pale.append((len(rows), f"sum{place}"))
            if place:
                contrast = comparison.contrasts[place - 1]
                shift = contrast.difference if code is None else dict(contrast.benefits).get(code)
                row[f"shift{place}"] = _shift_text(shift, lang)
        rows.append(row)
    columns = [TableColumn("benefit", phrase(COMPARISON, "benefit", lang))]
    for place, case in enumerate(comparison.cases):
        label = case.label.in_(lang)
        columns.append(TableColumn(f"sum{place}", label, numbers=True))
        if place:
            columns.append(
                TableColumn(f"shift{place}", phrase(COMPARISON, "difference", lang, book=label), numbers=True)
            )
    sheet = Sheet(
        title=phrase(COMPARISON, "title", lang, plan=plan_name(comparison.plan, lang)),
        subtitle=facts_text(comparison.claim, lang, own=dict(comparison.facts))
        if comparison.claim
        else phrase(COMPARISON, "claims", lang, claims=f"{comparison.claims:,}"),
        columns=columns,
        rows=rows,
        notes=[
            phrase(COMPARISON, "reason", lang, book=case.label.in_(lang), why=case.why.in_(lang))
            for case in comparison.cases
            if case.why
        ],
        bold=[len(rows) - 1],
        pale=pale,
    )
    return styled_table(gt, sheet, lang)


def _bounds(case: Case, code: str | None) -> Bounds | None:
    if code is None:
        return case.total
    return next((part.sum for part in case.parts if part.benefit == code), None)


def _sum_text(case: Case, bounds: Bounds | None, lang: str) -> str:
    if bounds is None:
        return phrase(COMPARISON, "invalid" if case.total is None else "none", lang)
    return bare_bounds(bounds, lang)


def _shift_text(shift: Shift | None, lang: str) -> str:
    if shift is None:
        return phrase(COMPARISON, "none", lang)
    low = signed_text(shift.low, lang)
    if shift.high is None:
        return phrase(COMPARISON, "open", lang, low=low)
    return (
        low
        if shift.amount is not None
        else phrase(COMPARISON, "both", lang, low=low, high=signed_text(shift.high, lang))
    )
