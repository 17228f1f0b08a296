"""The cells of a CSV file as Polars expressions that read them exactly: no cell is guessed at or dropped."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from ...tables.backends import HUNDREDTHS
from ...tables.claim_columns import DATES, FLAGS, WHOLE
from ..cell_formats import FALSE, TRUE

GIVEN = "given: "
"""The mark before the name of a column that is kept as it was given."""

_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_WHOLE = r"^-?[0-9]{1,18}$"
_HUNDREDTHS = r"^-?[0-9]{1,15}(\.[0-9]{1,2})?$"


def read_text(frame: Any, fields: Mapping[str, str], broken: tuple[int, ...]) -> Any:
    """A lazy frame of text with each field's column read, and `wrong` naming the first bad column of a row.

    `fields` maps the names of columns to the fields that they stand for; `broken` are the numbers of rows
    that have too few or too many cells.
    """
    frame = frame.with_row_index("__row")
    blank = pl.all_horizontal(pl.col(name).fill_null("").str.strip_chars() == "" for name in fields)
    frame = frame.filter(~blank | pl.col("__row").is_in(list(broken)))
    read, wrong = {}, pl.lit(None, dtype=pl.String)
    for name, field in reversed(list(fields.items())):
        text = pl.col(name).str.strip_chars()
        text = pl.when(text == "").then(None).otherwise(text)
        read[field], good = _parsed(field, text)
        if good is not None:
            bad = text.is_not_null() & ~good.fill_null(value=False)
            wrong = pl.when(bad).then(pl.lit(f"invalid_{field}")).otherwise(wrong)
    if broken:
        wrong = pl.when(pl.col("__row").is_in(list(broken))).then(pl.lit("invalid_row")).otherwise(wrong)
    kept = {GIVEN + name: pl.col(name) for name in fields}
    return frame.select(**kept, **dict(reversed(list(read.items()))), __wrong=wrong)


def _parsed(field: str, text: Any) -> tuple[Any, Any]:
    """A field's cells, and whether each is written as it should be (None where any text is right)."""
    if field in DATES:
        day = pl.when(text.str.contains(_DAY)).then(text).str.to_date("%Y-%m-%d", strict=False)
        return day, day.is_not_null()
    if field in WHOLE:
        return _only(text, _WHOLE).cast(pl.Int64), text.str.contains(_WHOLE)
    if field in HUNDREDTHS:
        return _only(text, _HUNDREDTHS).str.to_decimal(scale=2), text.str.contains(_HUNDREDTHS)
    if field in FLAGS:
        plain = text.str.to_lowercase()
        true = plain.is_in(list(TRUE))
        return true, true | plain.is_in(list(FALSE))
    return text, None


def _only(text: Any, pattern: str) -> Any:
    return pl.when(text.str.contains(pattern)).then(text)


def barred(frame: Any, plan: str, names: list[str]) -> Any:
    """Rows that are wrong, or of another plan, lose the day of the event, so that nothing answers them."""
    wrong = pl.col("__wrong") if "__wrong" in names else pl.lit(None, dtype=pl.String)
    if "plan" in names:
        other = pl.col("plan").cast(pl.String).fill_null(plan) != plan
        wrong = pl.when(other).then(pl.lit("invalid_plan")).otherwise(wrong)
    frame = frame.with_columns(__wrong=wrong)
    if "happened_on" not in names:
        return frame
    return frame.with_columns(happened_on=pl.when(pl.col("__wrong").is_null()).then(pl.col("happened_on")))


def told(frame: Any, fields: Mapping[str, str], added: list[str]) -> Any:
    """The columns as they were given, and the results, with the reasons of the rows that were wrong."""
    reason = pl.coalesce("__wrong", "reason").alias("reason")
    kept = [pl.col(GIVEN + name).alias(name) for name in fields]
    return frame.select(*kept, *(reason if name == "reason" else pl.col(name) for name in added))
