"""The results of each row of a table under two rule books, and the movement of each claim."""

from datetime import date
from typing import TYPE_CHECKING, Any

from ..._texts import both
from ...errors import InvalidTable
from ...tables.assess_table import assess_table
from ...usage import Usage
from ..labelled_book import LabelledBook

if TYPE_CHECKING:
    import polars as pl

GAIN, LOSE, STAY, OPEN, UNANSWERED = range(5)
ENDS = tuple(f"{name}_{end}_fen" for name in ("before", "after", "movement") for end in ("low", "high"))
"""The columns of a claim's bounds under both books and of its movement."""
DIRECTIONS = ("gain", "lose", "stay", "open", "unanswered")
_MOST = 2**62
"""Above this a sum of all rows might overflow 64 bits without an error."""


def results_under_both(
    claims: Any, before: LabelledBook, after: LabelledBook, usage: Usage | None
) -> "pl.DataFrame":
    """The claims with the results of both books in columns `before_...` and `after_...`."""
    import narwhals.stable.v2 as nw
    import polars as pl

    given = claims.collect_schema().names()
    native = claims.to_native()
    if isinstance(native, pl.LazyFrame):
        native = native.collect()  # limit usage is final only in an eager table
    if isinstance(native, pl.DataFrame) and "member" not in given:
        one, other = (
            _with_results(native.lazy(), name, book, usage).drop(given)
            for name, book in (("before", before), ("after", after))
        )
        results = pl.collect_all([one.to_native(), other.to_native()])  # in parallel on all cores
        table = pl.concat([native, *results], how="horizontal")
    else:
        for name, book in (("before", before), ("after", after)):
            native = _with_results(native, name, book, usage).to_native()
        frame: Any = nw.from_native(native)
        frame = frame.collect("polars") if isinstance(frame, nw.LazyFrame) else frame
        table = frame.to_polars()
    if "fee_tier" in given:  # one tier may be spelt in several ways
        tier, words = pl.col("fee_tier").cast(pl.String), before.prepared.words
        spelt = table.select(tier.unique().drop_nulls()).to_series().to_list()
        table = table.with_columns(
            tier.replace({word: words.code_of("fee_tier", word) or word for word in spelt})
        )
    return table.with_columns(pl.col("^(before|after)_.*_fen$").cast(pl.Int64))


def _with_results(native: Any, name: str, book: LabelledBook, usage: Usage | None) -> Any:
    """The table with the results of one book that a revaluation needs, in columns prefixed with `name`."""
    import narwhals.stable.v2 as nw

    given = nw.from_native(native).collect_schema().names()
    assessed = nw.from_native(
        assess_table(native, plan=book.plan, readings=book.readings, usage=usage, bounds=True, unit="fen")
    )
    added = [column for column in assessed.collect_schema().names() if column not in given]
    # A lazy table does not compute the columns that are dropped.
    bounded = [f"{column.removesuffix('_low_fen')}_fen" for column in added if column.endswith("_low_fen")]
    needless = [column for column in added if column in {"status", "version", "total_fen", *bounded}]
    renamed = {column: f"{name}_{column}" for column in added if column not in needless}
    return assessed.drop(needless).rename(renamed)


def with_movements(
    table: "pl.DataFrame", benefits: list[str], same: frozenset[str], until: date | None
) -> "pl.DataFrame":
    """The table with the bounds of each claim's movement, its direction, fee tier and year.

    The benefits that are the `same` do not move, and neither do claims of days before `until`, even where
    their sums are open.

    Raises:
        InvalidTable: the sums of all rows might not fit in 64 bits.
    """
    import polars as pl

    ends: list[Any] = [pl.col(name) for name in ENDS[:4]]
    most = max((each or 0 for each in table.select(end.max() for end in ends).row(0)), default=0)
    if 2 * most * len(table) >= _MOST:
        raise InvalidTable(
            both(
                f"sums of {len(table)} claims of up to {most} fen may not fit in 64 bits; split the table",
                f"{len(table)} 件申请、每件至多 {most} 分，合计可能超出 64 位；请拆分表格",
            ),
            field="frame",
        )
    if same:
        parts = [ends_of(table.columns, code) for code in benefits if code not in same]
        zero = pl.lit(0, dtype=pl.Int64)
        ends = [sum((part[place] for part in parts), start=zero) for place in range(4)]
    least_before, most_before, least_after, most_after = ends
    answered = pl.col("before_low_fen").is_not_null() & pl.col("after_low_fen").is_not_null()
    still = pl.lit(value=False) if until is None else answered & (pl.col("happened_on").dt.date() < until)
    table = table.with_columns(__still=still)
    table = table.with_columns(
        movement_low_fen=moving(least_after - most_before),
        movement_high_fen=moving(most_after - least_before),
    )
    low, high = pl.col("movement_low_fen"), pl.col("movement_high_fen")
    tier = (
        pl.col("fee_tier").cast(pl.String) if "fee_tier" in table.columns else pl.lit(None, dtype=pl.String)
    )
    return table.with_columns(
        tier.alias("__tier"),
        pl.col("happened_on").dt.year().cast(pl.Int64).alias("__year"),
        pl.when(answered).then(direction(low, high)).otherwise(UNANSWERED).cast(pl.Int8).alias("__direction"),
    )


def moving(fen: "pl.Expr") -> "pl.Expr":
    """A bound of movements, 0 for the claims that the same versions answer under both books."""
    import polars as pl

    return pl.when("__still").then(0).otherwise(fen)


def ends_of(columns: list[str], code: str) -> tuple["pl.Expr", "pl.Expr", "pl.Expr", "pl.Expr"]:
    """The columns of one benefit: least and most before, least and most after; 0 where a book lacks it."""
    import polars as pl

    ends = []
    for side in ("before", "after"):
        for end in ("low", "high"):
            names = (f"{side}_{code}_{end}_fen", f"{side}_{code}_fen")
            name = next((name for name in names if name in columns), None)
            ends.append(pl.col(name) if name else pl.lit(0))
    return ends[0], ends[1], ends[2], ends[3]


def direction(low: "pl.Expr", high: "pl.Expr") -> "pl.Expr":
    """The direction code of a movement between these bounds (null: unknown bound)."""
    import polars as pl

    still = (low == 0) & (high == 0)
    return pl.when(low > 0).then(GAIN).when(high < 0).then(LOSE).when(still).then(STAY).otherwise(OPEN)


def movement_columns(table: "pl.DataFrame") -> "pl.DataFrame":
    """The columns that `movements` returns."""
    import polars as pl

    return table.select(
        *(["id"] if "id" in table.columns else []),
        pl.col("__tier").alias("fee_tier"),
        pl.col("__year").alias("year"),
        *ENDS,
        pl.lit(pl.Series(DIRECTIONS)).gather(pl.col("__direction")).alias("direction"),
    )
