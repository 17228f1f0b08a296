"""Revalues a portfolio: assesses a table of claims under two rule books and measures the movements."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..._arguments import checked, renamed
from ..._texts import both
from ...errors import InvalidScenario
from ...rulebook.registry.book import AnyPlan, Book
from ...usage import Usage
from ..claim_table import MoneyUnit, claims_of_plan
from ..labelled_book import (
    LabelledBook,
    benefit_names,
    facts_in,
    labelled_book,
    plan_named,
    same_until,
    unchanged_benefits,
)
from .movement import movement_columns, results_under_both, with_movements
from .result import Revaluation
from .totals import summary_fields

if TYPE_CHECKING:
    import polars as pl
    from narwhals.stable.v2.typing import IntoFrame


@renamed(history="usage")
@checked
def revalue(
    frame: "IntoFrame",
    *,
    before: Book | Mapping[str, str],
    after: Book | Mapping[str, str],
    plan: AnyPlan | None = None,
    readings: Mapping[str, str] | None = None,
    usage: Usage | None = None,
    unit: MoneyUnit | None = None,
    largest: int = 20,
) -> Revaluation:
    """The sums of a table of claims under two rule books, and who gains and loses.

    `assess_table` assesses the table under each book, with limits across the rows of a member, and the
    results are added up in whole fen.

    Args:
        frame: a table of claims as `assess_table` takes it.
            Where it has a column `plan`, the rows of other plans are left out.
        before: a rule book: a plan's code or name, a `Plan`, or one version, as if always in force; or a
            mapping of readings for `plan`, or else for the library's plan.
        after: the other rule book, in the same form.
        plan: the plan, by its code or its name, or a `Plan`;
            may be left out if a book or the column `plan` names it.
        readings: readings for both books; the readings of a single book take precedence.
        usage: the use of the limits before the table begins.
        unit: the unit of whole numbers in columns of money, `fen` or `yuan`; it must be given where a column
            holds such. Results are in fen.
        largest: the number of largest movements to give with assessments.

    Raises:
        InvalidScenario: no argument names the plan, or the books are of two plans or declare one fact with
            two kinds, or `largest` is not a whole number from 0.
        InvalidTable: as for `assess_table`; or the sums are too large for 64 bits.
        UnknownPlan, UnknownReading: as for `assess`.
        MissingExtra: Polars is not installed.

    >>> from mutual_benefits import get_plan, scenarios
    >>> claims = scenarios.synthetic_portfolio(200, seed=1, plan="accident")
    >>> old, new = get_plan("accident").versions
    >>> result = revalue(claims, before=old, after=new, plan="accident")
    >>> result.total.claims, result.total.stay + result.total.lose < result.total.gain
    (200, True)
    """
    if isinstance(largest, bool) or not isinstance(largest, int) or largest < 0:
        raise InvalidScenario(
            both(
                f"largest is {largest!r}; give a whole number from 0",
                f"largest 为 {largest!r}；请给出不小于 0 的整数",
            ),
            field="largest",
            given=largest,
        )
    old, new, same, table = _revalued(frame, before, after, plan, readings, usage, unit)
    from .largest_movements import largest_movements  # needs narwhals, which is installed by now

    benefits = benefit_names(old, new)
    return Revaluation(
        plan=old.plan.code,
        before=old.label,
        after=new.label,
        claims=len(table),
        names=tuple(benefits.items()),
        same=tuple(code for code in benefits if code in same),
        largest=largest_movements(table, old, new, usage, largest),
        **summary_fields(table, list(benefits), same),
    )


@renamed(history="usage")
@checked
def movements(
    frame: "IntoFrame",
    *,
    before: Book | Mapping[str, str],
    after: Book | Mapping[str, str],
    plan: AnyPlan | None = None,
    readings: Mapping[str, str] | None = None,
    usage: Usage | None = None,
    unit: MoneyUnit | None = None,
) -> "pl.DataFrame":
    """The movement of every claim of a table from one rule book to another: the rows that `revalue` totals.

    Arguments and errors are those of `revalue`.

    Returns:
        A Polars frame with a row for each claim of the plan, in the order of the table (DuckDB and
        Spark have none): `id` if the table has one, `fee_tier`, `year`, `before_low_fen`,
        `before_high_fen`, `after_low_fen`, `after_high_fen`, `movement_low_fen`, `movement_high_fen`
        (null if the bound is unknown), and `direction`: `gain`, `lose`, `stay`, `open`, or `unanswered`
        if a book cannot answer the claim.
    """
    *_, table = _revalued(frame, before, after, plan, readings, usage, unit)
    return movement_columns(table)


def _revalued(
    frame: "IntoFrame",
    before: Book | Mapping[str, str],
    after: Book | Mapping[str, str],
    plan: AnyPlan | None,
    readings: Mapping[str, str] | None,
    usage: Usage | None,
    unit: MoneyUnit | None,
) -> tuple[LabelledBook, LabelledBook, frozenset[str], "pl.DataFrame"]:
    """Both books, the benefits that are the same in both, and the table with results and movements."""
    declared = facts_in(plan, before, after)
    claims, of = claims_of_plan(frame, plan_named(plan, before, after), unit, declared)
    old, new = (labelled_book(book, of, readings) for book in (before, after))
    same = unchanged_benefits(old.prepared, new.prepared)
    table = results_under_both(claims, old, new, usage)
    until = same_until(old.prepared, new.prepared)
    return old, new, same, with_movements(table, list(benefit_names(old, new)), same, until)
