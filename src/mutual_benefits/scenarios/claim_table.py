"""A table of claims as scenarios read it: the columns of claims of one plan."""

from collections.abc import Sequence
from typing import Any

from ..errors import InvalidScenario, InvalidTable, MissingExtra
from .labelled_book import code_of


def read_table(claims: Any, plan: str | None, books: Sequence[Any]) -> tuple[Any, str]:
    """The rows of a table that are of the plan in question, and its code."""
    rows, code = of_one_plan(claims, code_of(plan, *books))
    rows = rows.collect() if hasattr(rows, "collect") else rows
    return rows.to_polars(), code


def of_one_plan(frame: Any, code: str | None) -> tuple[Any, str]:
    """The claims of the plan in question, as a narwhals frame of the columns that are read, and its code.

    Raises:
        InvalidScenario: neither the books nor the column `plan` tell which plan is meant.
        InvalidTable: this is no data frame.
        MissingExtra: Polars is not installed.
    """
    try:
        import narwhals.stable.v2 as nw
        import polars  # noqa: F401  # needed for the sums, whatever the table is made of

        from ..tables.claim_columns import READ
    except ModuleNotFoundError as missing:
        raise MissingExtra("portfolios need Polars; pip install 'mutual_benefits[scenarios]'") from missing
    try:
        claims: Any = nw.from_native(frame)
    except TypeError as wrong:
        raise InvalidTable(f"{type(frame).__name__} is no data frame that can be read; {wrong}") from wrong
    names = claims.collect_schema().names()
    if "plan" in names:
        if code is None:
            plans = claims.select("plan").unique()
            plans = plans.collect() if isinstance(plans, nw.LazyFrame) else plans
            found = sorted(str(plan) for plan in plans["plan"].to_list())
            if len(found) != 1:
                raise InvalidScenario(f"the claims are of the plans {', '.join(found)}; name one in plan")
            code = found[0]
        claims = claims.filter(nw.col("plan") == code)
    if code is None:
        raise InvalidScenario("which plan is meant? give plan='accident', or name it in a book")
    return claims.select([name for name in (*READ, "id", "member") if name in names]), code
