"""A table of the sums of one claim, benefit by benefit."""

from typing import TYPE_CHECKING

from ..._arguments import checked
from ..._texts import Lang, language_of
from ...assessment.assessment import Assessment
from ...assessment.entitlement import Entitlement
from ...formatting import cited, gaps, refusal
from ...money import to_fen
from ...vocabulary import PHRASES, STATUSES
from ..fact_words import facts_text
from ..phrasing import phrase
from .layout import Sheet, TableColumn, bare_amount, great_tables, source_notes, styled_table
from .vocabulary import ENTITLEMENT

if TYPE_CHECKING:
    from great_tables import GT


@checked
def entitlement(assessment: Assessment, *, lang: Lang | None = None) -> "GT":
    """Each benefit of an assessment: its sum or bounds, the reason if refused or open, and its source.

    Args:
        assessment: the result of `assess`.
        lang: the language of the table, `en` or `zh`.

    Raises:
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: great_tables is not installed.
    """
    lang = language_of(lang)
    gt = great_tables()
    rows = [_row(part, assessment, lang) for part in assessment.entitlements]
    high = assessment.high
    rows.append(
        {
            "benefit": phrase(ENTITLEMENT, "total", lang),
            "status": STATUSES[assessment.status].in_(lang),
            "units": "",
            "amount": bare_amount(to_fen(assessment.low), None if high is None else to_fen(high), lang),
            "why": "",
            "source": "",
        }
    )
    statuses = [part.status for part in assessment.entitlements] + [assessment.status]
    headings = {key: phrase(ENTITLEMENT, key, lang) for key in rows[0]}
    book = assessment.rule_book
    known = "" if book.known_to == "day" else PHRASES[f"known_to_{book.known_to}"].in_(lang)
    sheet = Sheet(
        title=phrase(ENTITLEMENT, "title", lang, id=assessment.claim.id),
        subtitle=phrase(
            ENTITLEMENT,
            "draft" if book.label else "subtitle",
            lang,
            plan=book.plan_name.in_(lang),
            first=book.effective_from,
            known=known,
            label=book.label,
        ),
        columns=[TableColumn(key, headings[key], key in ("units", "amount")) for key in headings],
        rows=rows,
        notes=[
            facts_text(assessment.claim, lang, own=dict(assessment.rule_book.facts)),
            *(caveat.text.in_(lang) for caveat in assessment.caveats),
            *source_notes([book.source, *(part.source for part in assessment.entitlements)], lang),
        ],
        bold=[len(rows) - 1],
        pale=[(place, "amount") for place, status in enumerate(statuses) if status == "undetermined"],
    )
    return styled_table(gt, sheet, lang)


def _row(part: Entitlement, assessment: Assessment, lang: str) -> dict[str, str]:
    claim, own_facts = assessment.claim, dict(assessment.rule_book.facts)
    why = phrase(ENTITLEMENT, "semicolon", lang).join(gaps(part.missing, claim, own_facts, lang))
    if part.reason:
        why = refusal(part.reason, part.refusal).in_(lang)
    # A refused benefit has no sum, which is not the same as a sum of 0.
    amount = bare_amount(to_fen(part.low), None if part.high is None else to_fen(part.high), lang)
    return {
        "benefit": part.name.in_(lang),
        "status": STATUSES[part.status].in_(lang),
        "units": _count(part),
        "amount": phrase(ENTITLEMENT, "none", lang) if part.status == "refused" else amount,
        "why": why,
        "source": cited(part.source, None, lang).strip(),
    }


def _count(part: Entitlement) -> str:
    """The days or payments granted; empty where a share of costs or of a loss, or an area, is paid."""
    counted = part.unit in ("day", "payment") and part.units is not None
    return f"{part.units:,}" if counted else ""
