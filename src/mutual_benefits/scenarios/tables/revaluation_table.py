"""What a portfolio comes to under two rule books, and who gains and loses, as a table."""

from typing import TYPE_CHECKING

from ...money import to_fen
from ...vocabulary import REASONS, both
from ..charts.movement_chart import line_name
from ..phrasing import in_, moved_by, plan_named
from ..revaluation.result import Revaluation
from ..revaluation.vocabulary import MOVES
from ..sums import Bounds
from .layout import Sheet, TableColumn, bare, great_tables, laid_out
from .vocabulary import REVALUATION

if TYPE_CHECKING:
    from great_tables import GT

COUNTS = ("claims", "gain", "lose", "stay", "open")
SUMS = ("before", "after", "movement")


def revaluation(found: Revaluation, *, lang: str = "en") -> "GT":
    """The lines of a revaluation: all claims, then by fee tier, by benefit and by year.

    Args:
        found: what `revalue` gave.
        lang: the language of the table, `en` or `zh`.

    Raises:
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: great_tables is not installed.
    """
    gt = great_tables(lang)
    groups = {
        "total": (found.total,),
        "tier": found.by_tier,
        "benefit": found.by_benefit,
        "year": found.by_year,
    }
    rows: list[dict[str, str]] = []
    pale: list[tuple[int, str]] = []
    for title, lines in groups.items():
        for line in lines:
            sums = {"before": line.before, "after": line.after, "movement": line.movement}
            pale += [(len(rows), name) for name, one in sums.items() if one.amount is None]
            rows.append(
                {
                    "group": MOVES[title].in_(lang),
                    "what": MOVES["all"].in_(lang)
                    if title == "total"
                    else line_name(line, title, found, lang),
                    "claims": f"{line.claims:,}",
                    "before": _sum(line.before, lang),
                    "after": _sum(line.after, lang),
                    "movement": moved_by(line.movement, lang),
                    **{name: f"{getattr(line, name):,}" for name in COUNTS[1:]},
                }
            )
    said = {"before": MOVES["sum_before"], "after": MOVES["sum_after"], "movement": MOVES["movement"]}
    headings = {
        name: in_(REVALUATION, "yuan", lang, what=said[name].in_(lang)) for name in ("before", "after")
    }
    headings |= {"movement": MOVES["movement"].in_(lang)} | {name: MOVES[name].in_(lang) for name in COUNTS}
    order = ("claims", "before", "after", "movement", *COUNTS[1:])
    books = {"before": found.before.in_(lang), "after": found.after.in_(lang)}
    sheet = Sheet(
        title=in_(REVALUATION, "title", lang, claims=f"{found.claims:,}", plan=plan_named(found.plan, lang)),
        subtitle=in_(REVALUATION, "books", lang, **books),
        columns=[
            TableColumn("what", MOVES["what"].in_(lang)),
            *(TableColumn(key, headings[key], numbers=True) for key in order),
        ],
        rows=rows,
        notes=[
            *(
                _unanswered(part.claims, part.reason_before, part.reason_after, lang)
                for part in found.unanswered
            )
        ],
        bold=[0],
        pale=pale,
        group="group",
    )
    return laid_out(gt, sheet, lang)


def _sum(sums: Bounds, lang: str) -> str:
    return bare(to_fen(sums.low) if sums.low else 0, None if sums.high is None else to_fen(sums.high), lang)


def _unanswered(claims: int, before: str | None, after: str | None, lang: str) -> str:
    said = [MOVES["answered"] if one is None else REASONS.get(one, both(one, one)) for one in (before, after)]
    why = MOVES["why"].in_(lang).format(before=said[0].in_(lang), after=said[1].in_(lang))
    return MOVES["unanswered"].in_(lang).format(claims=f"{claims:,}", why=why)
