"""The claims of one plan in a table, reduced to the columns that scenarios read."""

from collections.abc import Sequence
from typing import Any

from ..errors import InvalidScenario, InvalidTable, MissingExtra
from .labelled_book import plan_code


def read_table(claims: Any, plan: str | None, books: Sequence[Any]) -> tuple[Any, str]:
    """The claims of one plan as a Polars frame, and the code of the plan."""
    rows, code = claims_of_plan(claims, plan_code(plan, *books))
    rows = rows.collect() if hasattr(rows, "collect") else rows
    return rows.to_polars(), code


def claims_of_plan(frame: Any, code: str | None) -> tuple[Any, str]:
    """The claims of one plan as a narwhals frame of the columns that are read, and the code of the plan.

    Raises:
        InvalidScenario: neither the books nor the column `plan` name one plan.
        InvalidTable: the table is not a data frame, or a column's name is nearly one that is read.
        MissingExtra: Polars is not installed.
    """
    try:
        import narwhals.stable.v2 as nw
        import polars  # noqa: F401  # computes the sums, whatever kind of frame is given

        from ..tables.claim_columns import READ_TYPES
        from ..tables.column_names import check_names
    except ModuleNotFoundError as missing:
        raise MissingExtra(
            "portfolios need Polars; pip install 'mutual_benefits[scenarios]'", field="polars"
        ) from missing
    try:
        claims: Any = nw.from_native(frame)
    except TypeError as wrong:
        message = f"the claims are a {type(frame).__name__}, not a data frame that can be read; {wrong}"
        raise InvalidTable(message, given=frame) from wrong
    names = claims.collect_schema().names()
    check_names(names, remedy="rename or drop it")
    if "plan" in names:
        if code is None:
            plans = claims.select("plan").unique()
            plans = plans.collect() if isinstance(plans, nw.LazyFrame) else plans
            codes = sorted(str(plan) for plan in plans["plan"].to_list())
            if len(codes) != 1:
                raise InvalidScenario(
                    f"the claims are of the plans {', '.join(codes)}; name one in plan",
                    field="plan",
                    choices=codes,
                )
            code = codes[0]
        claims = claims.filter(nw.col("plan") == code)
    if code is None:
        raise InvalidScenario(
            "no argument names the plan; give plan, e.g. plan='accident', or a book that names it",
            field="plan",
        )
    return claims.select([name for name in READ_TYPES if name in names and name != "plan"]), code
