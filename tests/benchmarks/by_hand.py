"""The two allowances of the accident plan written by hand for each engine, in the quickest form that we know.

They have no condition, limit, status or reason; one form checks all facts, as the library does. The others
were timed against further forms: on Polars a chain of `when` takes a fifth of the time of `replace_strict`,
and less if it asks for the tier before the year; on pandas `index_in` and `take` take a small part of the
time of `map`.
"""

from datetime import date
from typing import Any

TIERS = ["26", "50", "74", "100"]
LIVING = {2010: [2000, 3000, 4500, 6000], 2016: [3000, 4000, 5500, 8000]}
HOSPITAL = {2010: [1500, 3000, 4500, 6000], 2016: [2000, 4000, 5500, 8000]}
DAYS = {"living_days": LIVING, "hospital_days": HOSPITAL}
SUMS = ["living_allowance_fen", "hospital_allowance_fen"]
CAPS = {2010: 15, 2016: 20}
FIRST_DAY = date(2016, 1, 1)
OLD_FIRST_DAY = date(2010, 6, 1)
EPOCH = date(1970, 1, 1).toordinal()
MOST_DAYS = 100_000


def claims(rows: int) -> Any:
    """Claims of the accident plan before and after its change in 2016, shuffled, in every tier, on Polars.

    Two thirds of the members have several claims; ids and members are text.
    """
    import polars as pl

    number = pl.col("number")
    cover = pl.lit(date(2015, 1, 1)) + pl.duration(days=number // 3 * 61 % 700)
    shared = "M-" + (number // 3).cast(pl.String)
    return (
        pl.DataFrame({"number": range(rows)}, schema={"number": pl.Int64})
        .select(
            id="C-" + number.cast(pl.String),
            member=pl.when(number % 9 < 6).then(shared).otherwise("S-" + number.cast(pl.String)),
            fee_tier=pl.lit(pl.Series(TIERS)).gather(number // 3 % 4),
            cover_from=cover,
            happened_on=cover + pl.duration(days=number % 364),
            living_days=number % 41,
            hospital_days=number % 23,
        )
        .sample(fraction=1, shuffle=True, seed=1)
    )


def without_members(rows: int) -> Any:
    """The same claims without ids and members, so that no limit is counted across rows."""
    return claims(rows).drop("id", "member")


def by_polars() -> dict[str, Any]:
    """The two sums as expressions of Polars."""
    import polars as pl

    new = pl.col("happened_on") >= FIRST_DAY

    def by_year(values: dict[int, int]) -> Any:
        return pl.when(new).then(values[2016]).otherwise(values[2010])

    def rate(rates: dict[int, list[int]]) -> Any:
        *others, last = [{year: rates[year][at] for year in rates} for at in range(len(TIERS))]
        chain = by_year(last)
        for tier, values in zip(TIERS, others, strict=False):
            chain = pl.when(pl.col("fee_tier") == tier).then(by_year(values)).otherwise(chain)
        return chain

    return {name: pl.min_horizontal(name, by_year(CAPS)) * rate(rates) for name, rates in DAYS.items()}


def by_polars_checked(claims: Any) -> Any:
    """The two sums of a lazy frame of claims, with every check that the library makes of these columns.

    A sum is null where a cell cannot be read, the tier is unknown or no version is in force, and 0 outside of
    the year of cover. Days are numbered from 1 January of the year 1, and read as the library reads them.
    """
    import polars as pl

    def typed(value: int, dtype: Any = pl.Int8) -> Any:
        return pl.lit(value, dtype=dtype)

    col, days, unknown = pl.col, list(DAYS), pl.col("word") == -2
    word: Any = typed(-2)
    for code, tier in enumerate(TIERS):
        word = pl.when(col("fee_tier") == tier).then(typed(code)).otherwise(word)
    claims = claims.select(
        "fee_tier",
        *(col(name).fill_null(0) for name in days),
        word=word,
        day=(col("happened_on").cast(pl.Int32) + EPOCH).fill_null(0),
        first=(col("cover_from").cast(pl.Int32) + EPOCH).fill_null(0),
    )
    other = pl.when(unknown).then("fee_tier")
    wide = [tier.translate({ord(digit): ord(digit) + 0xFEE0 for digit in tier}) for tier in TIERS]
    spelt = other.str.replace_all(r"[\s_]+", "").cast(pl.Enum([*TIERS, *wide]), strict=False).to_physical()
    code = pl.when(unknown).then((spelt.cast(pl.Int8) % 4).fill_null(-2)).otherwise("word")
    unreadable = ~other.str.contains(r"^[^\x00-\x1f\x7f]*[^\x00-\x1f\x7f\s]") | (other.str.len_chars() > 200)
    of_centuries = (col("first").cast(pl.UInt32, wrap_numerical=True) * 4 + 1223) % 146097
    claims = claims.with_columns(
        *(col(name).cast(pl.Int32, wrap_numerical=True).alias(f"{name}_narrow") for name in days),
        code=code,
        unreadable=unreadable.fill_null(value=False),
        of_centuries=of_centuries,
    ).with_columns(of_years=col("of_centuries") % 5844)
    in_leap_years = (col("of_years") >= 4380) & (col("of_years") < 5840)
    long_year = in_leap_years & ((col("of_centuries") < 144636) | (col("of_centuries") % 4 == 0))
    end = pl.when(long_year).then(col("first") + 366).otherwise(col("first") + 365)
    new = col("day") >= FIRST_DAY.toordinal()
    wrong = (col("day") < OLD_FIRST_DAY.toordinal()) | (col("first") < 1)
    wrong = wrong | (col("code") < 0) | col("unreadable")
    most = {"day": date.max.toordinal(), "first": date.max.toordinal(), **dict.fromkeys(days, MOST_DAYS)}
    for name, number in most.items():
        wrong = wrong | (col(name).cast(pl.UInt64, wrap_numerical=True) > number)
    claims = claims.with_columns(
        valid=~wrong,
        covered=(col("first") <= col("day")) & (col("day") < end),
        place=pl.when(new).then(col("code") + len(TIERS)).otherwise("code"),
        cap=pl.when(new).then(typed(CAPS[2016], pl.Int32)).otherwise(CAPS[2010]),
    )

    def picked(values: list[int], first: int = 0) -> Any:
        half = len(values) // 2
        if not half:
            return typed(values[0], pl.Int32)
        lower, upper = picked(values[:half], first), picked(values[half:], first + half)
        return pl.when(col("place") < first + half).then(lower).otherwise(upper)

    def due(name: str) -> Any:
        rates = DAYS[name]
        sum_ = pl.min_horizontal(f"{name}_narrow", "cap") * picked([*rates[2010], *rates[2016]])
        return pl.when("valid").then(pl.when("covered").then(sum_).otherwise(0)).cast(pl.Int64)

    return claims.select(**{name: due(name) for name in days})


def by_sql() -> str:
    """The two sums as columns of SQL."""

    def by_year(old: int, new: int) -> str:
        return f"CASE WHEN happened_on >= DATE '{FIRST_DAY}' THEN {new} ELSE {old} END"

    def column(name: str, rates: dict[int, list[int]]) -> str:
        *others, last = [by_year(*values) for values in zip(rates[2010], rates[2016], strict=True)]
        cases = " ".join(f"WHEN '{tier}' THEN {value}" for tier, value in zip(TIERS, others, strict=False))
        cap = by_year(CAPS[2010], CAPS[2016])
        return f"least({name}, {cap}) * CASE fee_tier {cases} ELSE {last} END AS {name}"

    return ", ".join(column(name, rates) for name, rates in DAYS.items())


def by_pandas(frame: Any) -> Any:
    """The two sums of a pandas frame, picked by the position of tier and year."""
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    tiers = pa.array(frame["fee_tier"])
    position = pc.index_in(tiers, pa.array(TIERS, tiers.type)).to_numpy(zero_copy_only=False)
    position = position + len(TIERS) * (frame["happened_on"] >= pd.Timestamp(FIRST_DAY)).to_numpy()
    caps = np.repeat([CAPS[2010], CAPS[2016]], len(TIERS)).take(position)
    return pd.DataFrame(
        {
            name: np.minimum(frame[name].to_numpy(), caps) * np.take(rates[2010] + rates[2016], position)
            for name, rates in DAYS.items()
        }
    )


def windows() -> dict[str, Any]:
    """The days of each member in each cover period up to each claim, as two ordered windows of Polars."""
    import polars as pl

    return {
        name: pl.col(name).cum_sum().over("member", "cover_from", order_by=["happened_on", "id"])
        for name in DAYS
    }
