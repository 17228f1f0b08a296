"""A table of claims under two rule books, row by row: both results, and by how much the claim moves."""

from typing import TYPE_CHECKING, Any

from ...errors import InvalidTable
from ...tables.assess_table import assess_table
from ...usage import Usage
from ..labelled_book import LabelledBook

if TYPE_CHECKING:
    import polars as pl

GAIN, LOSE, STAY, OPEN, UNANSWERED = range(5)
ENDS = tuple(f"{name}_{end}_fen" for name in ("before", "after", "movement") for end in ("low", "high"))
"""The columns of a claim's bounds under both books, and of its movement."""
DIRECTIONS = ("gain", "lose", "stay", "open", "unanswered")
_MOST = 2**62
"""Above this a sum of all rows might not fit in 64 bits, which would go unseen."""


def under_both(
    claims: Any, before: LabelledBook, after: LabelledBook, history: Usage | None
) -> "pl.DataFrame":
    """The claims with the results of both books, as columns `before_...` and `after_...`."""
    import narwhals.stable.v2 as nw
    import polars as pl

    given = claims.collect_schema().names()
    native = claims.to_native()
    if isinstance(native, pl.LazyFrame):
        native = native.collect()  # limits are settled for good in an eager table alone
    if isinstance(native, pl.DataFrame) and "member" not in given:
        one, other = (
            _under(native.lazy(), name, side, history).drop(given)
            for name, side in (("before", before), ("after", after))
        )
        results = pl.collect_all([one.to_native(), other.to_native()])  # side by side on all cores
        table = pl.concat([native, *results], how="horizontal")
    else:
        for name, side in (("before", before), ("after", after)):
            native = _under(native, name, side, history).to_native()
        found: Any = nw.from_native(native)
        found = found.collect("polars") if isinstance(found, nw.LazyFrame) else found
        table = found.to_polars()
    return table.with_columns(pl.col("^(before|after)_.*_fen$").cast(pl.Int64))


def _under(native: Any, name: str, side: LabelledBook, history: Usage | None) -> Any:
    """The table with the results of one book that a revaluation asks for, their names after the side's."""
    import narwhals.stable.v2 as nw

    given = nw.from_native(native).collect_schema().names()
    done = nw.from_native(
        assess_table(native, plan=side.plan, readings=side.readings, history=history, bounds=True)
    )
    added = [column for column in done.collect_schema().names() if column not in given]
    # What nobody asks for, a lazy table does not work out.
    bounded = [f"{column.removesuffix('_low_fen')}_fen" for column in added if column.endswith("_low_fen")]
    needless = [column for column in added if column in {"status", "version", "total_fen", *bounded}]
    renamed = {column: f"{name}_{column}" for column in added if column not in needless}
    return done.drop(needless).rename(renamed)


def moved(table: "pl.DataFrame", benefits: list[str], same: frozenset[str]) -> "pl.DataFrame":
    """The table with the bounds of each claim's movement, and the number of its direction.

    Raises:
        InvalidTable: the sums of all rows might not fit in 64 bits.
    """
    import polars as pl

    ends: list[Any] = [pl.col(name) for name in ENDS[:4]]
    most = max((each or 0 for each in table.select(one.max() for one in ends).row(0)), default=0)
    if 2 * most * len(table) >= _MOST:
        raise InvalidTable(
            f"sums of {len(table)} claims of up to {most} fen may not fit in 64 bits; split them"
        )
    if same:  # what is the same in both books moves by nothing, also where it is open
        parts = [ends_of(table.columns, code) for code in benefits if code not in same]
        nothing = pl.lit(0, dtype=pl.Int64)
        ends = [sum((part[place] for part in parts), start=nothing) for place in range(4)]
    least_before, most_before, least_after, most_after = ends
    table = table.with_columns(
        movement_low_fen=least_after - most_before, movement_high_fen=most_after - least_before
    )
    low, high = pl.col("movement_low_fen"), pl.col("movement_high_fen")
    answered = pl.col("before_low_fen").is_not_null() & pl.col("after_low_fen").is_not_null()
    tier = (
        pl.col("fee_tier").cast(pl.String) if "fee_tier" in table.columns else pl.lit(None, dtype=pl.String)
    )
    return table.with_columns(
        tier.alias("__tier"),
        pl.col("happened_on").dt.year().cast(pl.Int64).alias("__year"),
        pl.when(answered).then(direction(low, high)).otherwise(UNANSWERED).cast(pl.Int8).alias("__way"),
    )


def ends_of(columns: list[str], code: str) -> tuple["pl.Expr", "pl.Expr", "pl.Expr", "pl.Expr"]:
    """What one benefit comes to: least and most before, least and most after; 0 where a book has it not."""
    import polars as pl

    found = []
    for side in ("before", "after"):
        for end in ("low", "high"):
            names = (f"{side}_{code}_{end}_fen", f"{side}_{code}_fen")
            name = next((name for name in names if name in columns), None)
            found.append(pl.col(name) if name else pl.lit(0, dtype=pl.Int64))
    return found[0], found[1], found[2], found[3]


def direction(low: "pl.Expr", high: "pl.Expr") -> "pl.Expr":
    """The number of the direction of a movement between these bounds (null: no bound is known)."""
    import polars as pl

    still = (low == 0) & (high == 0)
    return pl.when(low > 0).then(GAIN).when(high < 0).then(LOSE).when(still).then(STAY).otherwise(OPEN)


def shown_rows(table: "pl.DataFrame") -> "pl.DataFrame":
    """The columns of `movements`."""
    import polars as pl

    return table.select(
        *(["id"] if "id" in table.columns else []),
        pl.col("__tier").alias("fee_tier"),
        pl.col("__year").alias("year"),
        *(f"{name}_{end}_fen" for name in ("before", "after", "movement") for end in ("low", "high")),
        pl.lit(pl.Series(DIRECTIONS)).gather(pl.col("__way")).alias("direction"),
    )
