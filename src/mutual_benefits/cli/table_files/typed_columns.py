"""Whole columns of a file as values: common cells by Polars, all others by the rule for single cells."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import polars as pl

from ...files.cell_values import (
    FALSE,
    MOST_DIGITS,
    MOST_DIGITS_OF_YUAN,
    NO_NUMBER,
    STRIPPED,
    TRUE,
    Refusal,
    read_cell,
)
from ...files.claim_fields import ClaimField, fields_of, is_money
from ...files.claim_rows import as_text
from ...files.table_file import TableFile
from ...rulebook.plan import Plan

ROW, FAULT, GIVEN, WRONG = "__row", "__fault", "__given", "__wrong"
"""The columns beside those of the fields: the row's number, why it could not be taken apart, its cells as
they were given, and the code of what is wrong with it."""

TYPES: Mapping[type, Any] = {
    date: pl.Date,
    int: pl.Int64,
    Decimal: pl.Decimal(38, 2),
    bool: pl.Boolean,
    str: pl.String,
}
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_WHOLE = rf"^-?[0-9]{{1,{MOST_DIGITS}}}$"
_HUNDREDTHS = rf"^-?(0|[1-9][0-9]{{0,{MOST_DIGITS_OF_YUAN - 1}}})(\.[0-9]{{1,2}})?$"
_UNUSUAL_TEXT = r"^['=#]|^-?[0-9]\.[0-9]+[eE]|^NaN$"


def typed_columns(table: TableFile, frame: Any) -> Any:
    """The lazy frame with a column for each field that the file has, and `__wrong`.

    The frame has the cells as they were given, as a struct.
    """
    read, own = table.header.read, table.reader.own
    schema = frame.collect_schema()[GIVEN].to_schema()
    known = fields_of(own)
    cells = {field: pl.col(GIVEN).struct.field(heading) for heading, field in read.items()}
    parts = {
        field: _typed(known[field], schema[heading], cells[field], table, own)
        for heading, field in read.items()
    }
    wrong: Any = pl.lit(None, dtype=pl.String)
    for field in reversed(tuple(read.values())):
        bad = pl.col(f"__{field}").struct.field("wrong")
        wrong = pl.when(bad).then(pl.lit(f"invalid_{field}")).otherwise(wrong)
    values = {field: pl.col(f"__{field}").struct.field("value") for field in read.values()}
    needed = [field for field in ("plan", "member", "id") if field in values]
    for field in needed:
        if field != "plan" or table.reader.code is None:
            wrong = (
                pl.when(values[field].is_null() & wrong.is_null())
                .then(pl.lit(f"invalid_{field}"))
                .otherwise(wrong)
            )
    if table.reader.code is not None:
        code = pl.lit(table.reader.code)
        plan = values["plan"].fill_null(code) if "plan" in values else code
        if "plan" in values:
            wrong = pl.when(wrong.is_null() & (plan != code)).then(pl.lit("invalid_plan")).otherwise(wrong)
        values["plan"] = code
    wrong = pl.when(pl.col(FAULT).is_not_null()).then(pl.lit("invalid_row")).otherwise(wrong)
    frame = frame.with_columns(**{f"__{field}": part for field, part in parts.items()})
    return frame.select(ROW, FAULT, GIVEN, **values, **{WRONG: wrong})


def _typed(field: ClaimField, kind: Any, cells: Any, table: TableFile, own: Plan | None) -> Any:
    """A column as a struct of each cell's value and whether it is wrong."""
    target = TYPES[field.kind]
    if kind == target and field.kind in (bool, date):
        return pl.struct(value=cells, wrong=pl.lit(value=False))
    if field.kind is int and kind.is_integer():
        return _at_most(10**MOST_DIGITS - 1, cells, target)
    if field.kind is Decimal and (kind == target or (kind.is_integer() and is_money(field))):
        scale = 100 if kind.is_integer() and table.rows.unit == "fen" else 1
        return _at_most(10**MOST_DIGITS_OF_YUAN * scale - 1, cells, target, scale)
    struct = pl.Struct({"value": target, "wrong": pl.Boolean})
    return cells.map_batches(partial(_read, field, own), return_dtype=struct, is_elementwise=True)


def _at_most(most: int, cells: Any, target: Any, scale: int = 1) -> Any:
    """Numbers as a type that has all of up to `most`, divided by `scale`; any greater one is wrong."""
    number = cells.cast(target, strict=False)
    sound = number.is_between(pl.lit(-most, dtype=target), pl.lit(most, dtype=target))
    kept = pl.when(sound).then(number)
    value = kept if scale == 1 else kept / pl.lit(scale, dtype=target)
    return pl.struct(value=value, wrong=cells.is_not_null() & ~sound.fill_null(value=False))


def _read(field: ClaimField, own: Plan | None, cells: Any) -> Any:
    """The values of one batch of a column, and which cells are wrong."""
    text = cells
    if cells.dtype != pl.String:
        text = _replaced(cells, as_text, pl.String)
    if cells.dtype.is_float():
        text = text.scatter(cells.is_nan().arg_true(), NO_NUMBER)  # which equals itself in some joins only
    text = text.str.strip_chars(STRIPPED)
    value, unusual = _usual(field, text, own)
    if unusual.any():
        odd = text.filter(unusual)
        meant = _replaced(odd, lambda cell: read_cell(field.name, cell, own), TYPES[field.kind])
        place = (unusual.cast(pl.Int64).cum_sum() - 1).clip(0)  # earlier releases scatter no decimals
        value = value.zip_with(~unusual, meant.gather(place))
        blank = _replaced(odd, lambda cell: read_cell(field.name, cell, own) is None, pl.Boolean)
        wrong = unusual.scatter(unusual.arg_true(), meant.is_null() & ~blank)
    else:
        wrong = unusual
    return pl.DataFrame({"value": value, "wrong": wrong}).to_struct(cells.name)


def _usual(field: ClaimField, text: Any, own: Plan | None) -> tuple[Any, Any]:
    """The values of cells in the usual form, and the cells in any other, which are looked at one by one."""
    none = pl.Series("value", [None], dtype=pl.String).new_from_index(0, len(text))
    blank = text.is_null() | (text == "")

    def where(mask: Any) -> Any:
        return text.zip_with(mask.fill_null(value=False), none)

    if field.words or field.name == "plan":
        codes = [own.code] if own and field.name == "plan" else list(field.words)
        value = where(text.is_in(codes))
    elif field.kind is str:
        unusual = text.str.contains(_UNUSUAL_TEXT).fill_null(value=False)
        if field.name == "fee_tier":
            unusual = unusual | ~text.str.contains(r"^[0-9]{0,4}$").fill_null(value=True)
        return where(~blank), unusual & ~blank
    elif field.kind is date:
        days = text.str.contains(_DAY) & ~text.str.starts_with("0000")  # which no calendar has
        value = where(days).str.to_date("%Y-%m-%d", strict=False)
    elif field.kind is int:
        value = where(text.str.contains(_WHOLE)).cast(pl.Int64)
    elif field.kind is Decimal:
        value = where(text.str.contains(_HUNDREDTHS)).str.to_decimal(scale=2).cast(TYPES[Decimal])
    else:
        true, false = text.is_in(list(TRUE)), text.is_in(list(FALSE))
        value = true.zip_with(
            (true | false).fill_null(value=False),
            pl.Series([None], dtype=pl.Boolean).new_from_index(0, len(text)),
        )
    return value, value.is_null() & ~blank


def _replaced(cells: Any, meaning: Callable[[Any], Any], kind: Any) -> Any:
    """Each cell's meaning, worked out once for equal cells; null where it is refused."""
    given = cells.unique()
    meant = [None if isinstance(value := meaning(cell), Refusal) else value for cell in given.to_list()]
    table = pl.DataFrame({"cell": given, "value": pl.Series(meant, dtype=kind)})
    joined = pl.DataFrame({"cell": cells}).join(
        table, on="cell", how="left", nulls_equal=True, maintain_order="left"
    )
    return joined["value"]
