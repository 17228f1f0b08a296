"""Revalues a portfolio: a table of claims under two rule books, and how every claim moves."""

from collections.abc import Mapping
from typing import Any

from ...errors import InvalidScenario
from ...usage import Usage
from ..book import Book
from ..labelled_book import benefits_of, code_of, labelled_book, unchanged
from .result import Revaluation


def revalue(
    frame: Any,
    *,
    before: Book | Mapping[str, str],
    after: Book | Mapping[str, str],
    plan: str | None = None,
    readings: Mapping[str, str] | None = None,
    history: Usage | None = None,
    largest: int = 20,
) -> Revaluation:
    """What a table of claims comes to under two rule books, and who gains and loses.

    The table is worked out twice by `assess_table`, limits across the rows of a member included, and
    summed up in whole fen.

    Args:
        frame: a table of claims as `assess_table` takes it (money in whole fen, or decimals of yuan).
            Where it has a column `plan`, the rows of other plans are left out.
        before: a rule book: the code of a plan, a plan of your own, one version (as if always in
            force), or a mapping of readings under which to ask the library's plan.
        after: the other rule book, likewise.
        plan: the plan's code; may be left out where a book or the column `plan` tells it.
        readings: readings for both books, which the readings of one book overrule.
        history: what was used of the limits before the table begins.
        largest: so many of the largest movements are explained.

    Raises:
        InvalidScenario: it is not known which plan is meant, or the books are of two plans, or
            `largest` is no whole number from 0.
        InvalidTable: as for `assess_table`; or sums too large for 64 bits.
        UnknownPlan, UnknownReading: as for `assess`.
        MissingExtra: Polars is not installed.

    >>> from mutual_benefits import get_plan, scenarios
    >>> claims = scenarios.synthetic_portfolio(200, seed=1, plan="accident")
    >>> old, new = get_plan("accident").versions
    >>> result = revalue(claims, before=old, after=new, plan="accident")
    >>> result.total.claims, result.total.stay + result.total.lose < result.total.gain
    (200, True)
    """
    from .largest_movements import explained
    from .totals import summed

    if isinstance(largest, bool) or not isinstance(largest, int) or largest < 0:
        raise InvalidScenario(f"largest is {largest!r}; give a whole number from 0")
    one, other, same, table = _worked(frame, before, after, plan, readings, history)
    benefits = benefits_of(one, other)
    return Revaluation(
        plan=one.plan.code,
        before=one.label,
        after=other.label,
        claims=len(table),
        names=tuple(benefits.items()),
        same=tuple(code for code in benefits if code in same),
        largest=explained(table, one, other, history, largest),
        **summed(table, list(benefits), same),
    )


def movements(
    frame: Any,
    *,
    before: Book | Mapping[str, str],
    after: Book | Mapping[str, str],
    plan: str | None = None,
    readings: Mapping[str, str] | None = None,
    history: Usage | None = None,
) -> Any:
    """How every claim of a table moves from one rule book to another: the rows that `revalue` sums up.

    Arguments and errors are those of `revalue`.

    Returns:
        A Polars frame with a row for each claim of the plan, in the order of the table (DuckDB and
        Spark have none): `id` where the table has one, `fee_tier`, `year`, `before_low_fen`,
        `before_high_fen`, `after_low_fen`, `after_high_fen`, `movement_low_fen`, `movement_high_fen`
        (null where no bound is known), and `direction`: `gain`, `lose`, `stay`, `open`, or `unanswered`
        where a book cannot answer the claim.
    """
    from .movement import shown_rows

    *_, table = _worked(frame, before, after, plan, readings, history)
    return shown_rows(table)


def _worked(
    frame: Any,
    before: Book | Mapping[str, str],
    after: Book | Mapping[str, str],
    plan: str | None,
    readings: Mapping[str, str] | None,
    history: Usage | None,
) -> tuple[Any, Any, frozenset[str], Any]:
    """Both sides, the benefits that are the same in both, and the table with both results and its moves."""
    from ..claim_table import of_one_plan
    from .movement import moved, under_both

    claims, code = of_one_plan(frame, code_of(plan, before, after))
    one, other = (labelled_book(book, code, readings) for book in (before, after))
    same = unchanged(one.prepared, other.prepared)
    table = under_both(claims, one, other, history)
    return one, other, same, moved(table, list(benefits_of(one, other)), same)
