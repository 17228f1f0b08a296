"""The same claims under several rule books, benefit by benefit, as a table."""

from typing import TYPE_CHECKING

from ...money import to_fen
from ..comparison.contrast import Case
from ..comparison.result import Comparison
from ..phrasing import in_, plan_named, signed
from ..sums import Bounds, Shift
from .layout import Sheet, TableColumn, bare, great_tables, laid_out
from .vocabulary import COMPARISON

if TYPE_CHECKING:
    from great_tables import GT


def comparison(found: Comparison, *, lang: str = "en") -> "GT":
    """What each benefit comes to under each rule book, and by how much it differs from the first.

    Args:
        found: what `compare` gave.
        lang: the language of the table, `en` or `zh`.

    Raises:
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: great_tables is not installed.
    """
    gt = great_tables(lang)
    rows: list[dict[str, str]] = []
    pale = []
    for code, name in (*found.names, (None, None)):
        row = {"benefit": name.in_(lang) if name else in_(COMPARISON, "total", lang)}
        for place, case in enumerate(found.cases):
            total = _of(case, code)
            row[f"sum{place}"] = _sum(case, total, lang)
            if total is not None and total.amount is None:
                pale.append((len(rows), f"sum{place}"))
            if place:
                against = found.contrasts[place - 1]
                shift = against.difference if code is None else dict(against.benefits).get(code)
                row[f"shift{place}"] = _moved(shift, lang)
        rows.append(row)
    columns = [TableColumn("benefit", in_(COMPARISON, "benefit", lang))]
    for place, case in enumerate(found.cases):
        label = case.label.in_(lang)
        columns.append(TableColumn(f"sum{place}", label, numbers=True))
        if place:
            columns.append(
                TableColumn(f"shift{place}", in_(COMPARISON, "difference", lang, book=label), numbers=True)
            )
    sheet = Sheet(
        title=in_(COMPARISON, "title", lang, plan=plan_named(found.plan, lang)),
        subtitle=in_(COMPARISON, "claims", lang, claims=f"{found.claims:,}") if found.claims > 1 else "",
        columns=columns,
        rows=rows,
        notes=[f"{case.label.in_(lang)}: {case.reason}" for case in found.cases if case.reason],
        bold=[len(rows) - 1],
        pale=pale,
    )
    return laid_out(gt, sheet, lang)


def _of(case: Case, code: str | None) -> Bounds | None:
    if code is None:
        return case.total
    return next((part.sum for part in case.parts if part.benefit == code), None)


def _sum(case: Case, total: Bounds | None, lang: str) -> str:
    if total is None:
        return in_(COMPARISON, "invalid" if case.total is None else "none", lang)
    return bare(
        to_fen(total.low) if total.low else 0, None if total.high is None else to_fen(total.high), lang
    )


def _moved(shift: Shift | None, lang: str) -> str:
    if shift is None:
        return in_(COMPARISON, "none", lang)
    low = signed(shift.low, lang)
    if shift.high is None:
        return in_(COMPARISON, "open", lang, low=low)
    return (
        low
        if shift.amount is not None
        else in_(COMPARISON, "both", lang, low=low, high=signed(shift.high, lang))
    )
