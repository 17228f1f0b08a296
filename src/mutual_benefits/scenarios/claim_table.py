"""The claims of one plan in a table, reduced to the columns that scenarios read."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

from .._arguments import check_word
from .._texts import both
from ..errors import InvalidScenario, InvalidTable, MissingExtra
from ..rulebook.registry.book import AnyPlan
from ..rulebook.registry.shipped_plans import all_plans
from ..rules.own_facts import Fact
from .labelled_book import code_of, facts_in, plan_named

MoneyUnit = Literal["fen", "yuan"]
"""The unit of whole numbers in columns of money."""


def check_money_unit(unit: MoneyUnit | None) -> None:
    """Check that a unit of money, where one is given, is one of the two.

    Raises:
        InvalidArgument: it is another word.
    """
    if unit is not None:
        check_word("unit", unit, get_args(MoneyUnit))


def read_table(
    claims: Any, plan: AnyPlan | None, books: Sequence[Any], unit: MoneyUnit | None
) -> tuple[Any, AnyPlan]:
    """The claims of one plan as a Polars frame, and the plan."""
    rows, of = claims_of_plan(claims, plan_named(plan, *books), unit, facts_in(plan, *books))
    rows = rows.collect() if hasattr(rows, "collect") else rows
    return rows.to_polars(), of


def claims_of_plan(
    frame: Any, plan: AnyPlan | None, unit: MoneyUnit | None, declared: Mapping[str, Fact]
) -> tuple[Any, AnyPlan]:
    """The claims of one plan as a narwhals frame of the columns that are read, and the plan.

    The facts that the plan `declared` have columns too. Whole numbers of money, which are in this unit,
    become fen.

    Raises:
        InvalidScenario: neither the books nor the column `plan` name one plan.
        InvalidTable: the table is not a data frame, a column's name is nearly one that is read, its
            column `plan` has a word that is no plan's code, or money is in whole numbers without a unit.
        MissingExtra: Polars is not installed.
    """
    try:
        import narwhals.stable.v2 as nw
        import polars  # noqa: F401  # computes the sums, whatever kind of frame is given

        from ..tables.claim_columns import READ_TYPES
        from ..tables.column_names import FIELDS, check_names
    except ModuleNotFoundError as missing:
        raise MissingExtra.of("portfolios need", "Polars", "scenarios", field="polars") from missing
    try:
        claims: Any = nw.from_native(frame)
    except TypeError as wrong:
        message = both(
            f"the claims are a {type(frame).__name__}, not a data frame that can be read; {wrong}",
            f"申请为 {type(frame).__name__}，不是可读取的数据表；{wrong}",
        )
        raise InvalidTable(message, given=frame) from wrong
    code = None if plan is None else code_of(plan)
    names = claims.collect_schema().names()
    remedy = both("rename or drop it", "请改名或删去")
    check_names(names, (*FIELDS, *declared), remedy=remedy, own_facts=declared)
    if "plan" in names:
        plans = claims.select("plan").unique()
        plans = plans.collect() if isinstance(plans, nw.LazyFrame) else plans
        codes = sorted(str(plan) for plan in plans["plan"].to_list() if plan is not None)
        known = {plan.code for plan in all_plans()} | {code}
        unknown = [each for each in codes if each not in known]
        if unknown:
            raise InvalidTable(
                both(
                    f"column plan names {', '.join(unknown)}, which no plan is called; give a code of"
                    f" {', '.join(sorted(filter(None, known)))}",
                    f"plan 列中的 {'、'.join(unknown)} 不是活动；请给出以下代码之一："
                    f"{'、'.join(sorted(filter(None, known)))}",
                ),
                columns=("plan",),
                given=unknown,
                choices=sorted(filter(None, known)),
            )
        if code is None:
            if len(codes) != 1:
                raise InvalidScenario(
                    both(
                        f"the claims are of the plans {', '.join(codes)}; name one in plan",
                        f"申请属于多项活动：{'、'.join(codes)}；请在 plan 中指明一项",
                    ),
                    field="plan",
                    choices=codes,
                )
            plan = code = codes[0]
        claims = claims.filter((nw.col("plan") == code) | nw.col("plan").is_null())
    if plan is None:
        raise InvalidScenario(
            both(
                "no argument names the plan; give plan, e.g. plan='accident', or a book that names it",
                "没有参数指明活动；请给出 plan，如 plan='accident'，或指明活动的条款",
            ),
            field="plan",
        )
    check_money_unit(unit)
    claims = _in_fen(claims, unit, [name for name, fact in declared.items() if fact.kind == "money"])
    read = [name for name in (*READ_TYPES, *declared) if name in names and name != "plan"]
    return claims.select(read), plan


def _in_fen(claims: Any, unit: MoneyUnit | None, own: list[str]) -> Any:
    """The claims, with whole numbers of money in fen."""
    import narwhals.stable.v2 as nw

    from ..tables.claim_columns import MOST_FEN
    from ..tables.column_names import MONEY

    schema, money = claims.collect_schema(), [*MONEY, *own]
    integers = [name for name in money if name in schema and schema[name].is_integer()]
    if integers and unit is None:
        raise InvalidTable.without_unit(integers)
    objects = [name for name in money if name in schema and schema[name] == nw.Object]
    for name in objects:  # pandas has such columns for decimals too
        if any(isinstance(cell, int) for cell in claims[name].to_list()):
            message = both(
                f"column {name} holds Python's whole numbers; give a column of integers or of decimals",
                f"{name} 列为 Python 整数；请用整数列或十进制小数列",
            )
            raise InvalidTable(message, columns=(name,))
    if unit != "yuan":
        return claims
    fen = {}
    for name in integers:
        kind, cells = schema[name], nw.col(name)
        if kind in (nw.Int64, nw.UInt64, nw.Int128, nw.UInt128):  # a product beyond 64 bits begins again
            beyond = nw.lit(MOST_FEN // 100 + 1, dtype=kind)
            cells = nw.when(cells > beyond).then(beyond).otherwise(cells)
        if kind in (nw.Int64, nw.Int128):
            cells = nw.when(cells < 0).then(nw.lit(-1, dtype=kind)).otherwise(cells)
        fen[name] = cells.cast(nw.Int64) * 100
    return claims.with_columns(**fen)
