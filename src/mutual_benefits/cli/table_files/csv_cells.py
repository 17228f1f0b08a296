"""Polars expressions that parse the cells of a CSV file exactly: no cell is guessed or dropped."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from ...tables.claim_columns import DATES, FLAGS, READ_TYPES, WHOLE
from ...tables.column_names import HUNDREDTHS
from ..cell_formats import FALSE, TRUE

GIVEN = "__given"
"""The column that keeps the input unchanged, in one piece however many columns it has."""

RESULTS = ("status", "reason", "version", "caveats")

_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_WHOLE = r"^-?[0-9]{1,18}$"
_HUNDREDTHS = r"^-?[0-9]{1,15}(\.[0-9]{1,2})?$"


def parse_columns(
    frame: Any, fields: Mapping[str, str], broken: tuple[int, ...], blank: tuple[int, ...]
) -> Any:
    """The columns of a lazy text frame, parsed, with `__wrong` for the first bad column of a row.

    `fields` has the field of each column, of which those that are read are parsed; `broken` has the numbers
    of rows with too few or too many cells, `blank` those of rows without any cell, which are left out.
    """
    frame = frame.with_row_index("__row")
    if blank:
        frame = frame.filter(~pl.col("__row").is_in(list(blank)))
    parsed, wrong = {}, pl.lit(None, dtype=pl.String)
    for name, field in reversed(list(read_columns(fields).items())):
        text = pl.col(name).str.strip_chars()
        text = pl.when(text == "").then(None).otherwise(text)
        parsed[field], valid = _parse(field, text)
        if valid is not None:
            bad = text.is_not_null() & ~valid.fill_null(value=False)
            wrong = pl.when(bad).then(pl.lit(f"invalid_{field}")).otherwise(wrong)
    if broken:
        wrong = pl.when(pl.col("__row").is_in(list(broken))).then(pl.lit("invalid_row")).otherwise(wrong)
    kept = pl.struct(list(fields))
    return frame.select(**{GIVEN: kept}, **dict(reversed(list(parsed.items()))), __wrong=wrong)


def read_columns(fields: Mapping[str, str]) -> dict[str, str]:
    """The columns that are read, with their fields, and those that are named like a result."""
    return {
        name: field
        for name, field in fields.items()
        if field in READ_TYPES or field in ("plan", *RESULTS) or field.endswith(("_fen", "_yuan"))
    }


def _parse(field: str, text: Any) -> tuple[Any, Any]:
    """A field's parsed cells, and whether each is in the right format (None if any text is allowed)."""
    if field in DATES:
        day = pl.when(text.str.contains(_DAY)).then(text).str.to_date("%Y-%m-%d", strict=False)
        return day, day.is_not_null()
    if field in WHOLE:
        return _matching(text, _WHOLE).cast(pl.Int64), text.str.contains(_WHOLE)
    if field in HUNDREDTHS:
        return _matching(text, _HUNDREDTHS).str.to_decimal(scale=2), text.str.contains(_HUNDREDTHS)
    if field in FLAGS:
        plain = text.str.to_lowercase()
        true = plain.is_in(list(TRUE))
        return true, true | plain.is_in(list(FALSE))
    return text, None


def _matching(text: Any, pattern: str) -> Any:
    return pl.when(text.str.contains(pattern)).then(text)


def mark_invalid(frame: Any, plan: str, names: list[str]) -> Any:
    """The rows; those with a bad cell or of another plan lose the day of the event, so that none is paid."""
    wrong = pl.col("__wrong") if "__wrong" in names else pl.lit(None, dtype=pl.String)
    if "plan" in names:
        other = pl.col("plan").cast(pl.String).fill_null(plan) != plan
        wrong = pl.when(other).then(pl.lit("invalid_plan")).otherwise(wrong)
    frame = frame.with_columns(__wrong=wrong)
    if "happened_on" not in names:
        return frame
    return frame.with_columns(happened_on=pl.when(pl.col("__wrong").is_null()).then(pl.col("happened_on")))


def output_columns(frame: Any, added: list[str]) -> Any:
    """The input columns and the result columns, with `__wrong` as the reason of invalid rows."""
    reason = pl.coalesce("__wrong", "reason").alias("reason")
    results = [reason if name == "reason" else pl.col(name) for name in added]
    return frame.select(GIVEN, *results).unnest(GIVEN)
