"""A table of a portfolio under two rule books: sums, gains and losses."""

from typing import TYPE_CHECKING

from ..._arguments import checked, renamed
from ..._texts import Lang, language_of
from ..phrasing import movement_text, phrase, plan_name
from ..revaluation.result import Revaluation
from ..revaluation.text import line_name, unanswered_line
from ..revaluation.vocabulary import MOVES
from .layout import Sheet, TableColumn, bare_bounds, great_tables, styled_table
from .vocabulary import REVALUATION

if TYPE_CHECKING:
    from great_tables import GT

COUNTS = ("claims", "gain", "lose", "stay", "open")
SUMS = ("before", "after", "movement")


@renamed(found="revaluation")
@checked
def revaluation(revaluation: Revaluation, *, lang: Lang | None = None) -> "GT":
    """The lines of a revaluation: all claims, then by fee tier, by benefit and by year.

    Args:
        revaluation: the result of `revalue`.
        lang: the language of the table, `en` or `zh`.

    Raises:
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: great_tables is not installed.
    """
    lang = language_of(lang)
    gt = great_tables()
    groups = {
        "total": (revaluation.total,),
        "tier": revaluation.by_tier,
        "benefit": revaluation.by_benefit,
        "year": revaluation.by_year,
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
                    "what": line_name(line, title, revaluation, lang),
                    "claims": f"{line.claims:,}",
                    "before": bare_bounds(line.before, lang),
                    "after": bare_bounds(line.after, lang),
                    "movement": movement_text(line.movement, lang),
                    **{name: f"{getattr(line, name):,}" for name in COUNTS[1:]},
                }
            )
    headings = {
        name: phrase(REVALUATION, "yuan", lang, what=MOVES[f"sum_{name}"].in_(lang))
        for name in ("before", "after")
    }
    headings |= {"movement": MOVES["movement"].in_(lang)} | {name: MOVES[name].in_(lang) for name in COUNTS}
    order = ("claims", "before", "after", "movement", *COUNTS[1:])
    books = {"before": revaluation.before.in_(lang), "after": revaluation.after.in_(lang)}
    sheet = Sheet(
        title=phrase(
            REVALUATION,
            "title",
            lang,
            claims=f"{revaluation.claims:,}",
            plan=plan_name(revaluation.plan, lang),
        ),
        subtitle=phrase(REVALUATION, "books", lang, **books),
        columns=[
            TableColumn("what", MOVES["what"].in_(lang)),
            *(TableColumn(key, headings[key], numbers=True) for key in order),
        ],
        rows=rows,
        notes=[unanswered_line(part, lang) for part in revaluation.unanswered],
        bold=[0],
        pale=pale,
        group="group",
    )
    return styled_table(gt, sheet, lang)
