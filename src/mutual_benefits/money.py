"""Yuan for people, whole fen for calculations: the only module that converts between the two."""

from decimal import Context, Decimal
from functools import lru_cache
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, GetPydanticSchema
from pydantic_core import CoreSchema, core_schema

CENT = Decimal("0.01")
EXACT = Context(prec=10_000)
"""The context of conversions: digits enough for any amount, whatever the caller's own context rounds to."""
MOST_YUAN = Decimal(100_000_000_000)
"""10^11 yuan, 10^13 fen: far above any claim and far below the greatest number of a 64-bit column."""


def to_fen(yuan: Decimal) -> int:
    """An amount in yuan, of at most two places, in whole fen.

    >>> to_fen(Decimal("26.05"))
    2605
    """
    return int(yuan.scaleb(2, EXACT))


@lru_cache(maxsize=4096)
def to_yuan(fen: int) -> Decimal:
    """An amount in fen as yuan with two places.

    >>> to_yuan(160_000)
    Decimal('1600.00')
    """
    return Decimal(fen).scaleb(-2, EXACT)


def _two_places(amount: Decimal) -> Decimal:
    """The one form of an amount, so that equal amounts have equal hashes; -0 is 0."""
    return amount.quantize(CENT, context=EXACT).copy_abs()


_WRITTEN = r"^[+-]?[0-9]+(\.[0-9]+)?$"


def _hundredths(most: Decimal, right: str) -> GetPydanticSchema:
    """The schema of a number of at most two places, from 0 to `most`; `right` says what to give."""

    def schema(_: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        # A binary fraction has to be refused before it is read as a decimal.
        text = core_schema.str_schema(pattern=_WRITTEN, strict=True)
        kinds: list[Any] = [
            core_schema.is_instance_schema(Decimal),
            core_schema.int_schema(strict=True),
            text,
        ]
        exact = core_schema.custom_error_schema(
            core_schema.json_or_python_schema(
                json_schema=core_schema.union_schema(kinds[1:]),
                python_schema=core_schema.union_schema(kinds, mode="left_to_right"),
            ),
            custom_error_type="exact_number",
            custom_error_message=right,
        )
        number = core_schema.decimal_schema(
            ge=Decimal(0), le=most, decimal_places=2, allow_inf_nan=False, strict=False
        )
        return core_schema.chain_schema(
            [exact, core_schema.no_info_after_validator_function(_two_places, number)]
        )

    def json_schema(_: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        text = {"type": "string", "pattern": _WRITTEN}
        if handler.mode == "serialization":
            return text
        return {"anyOf": [text, {"type": "integer", "minimum": 0, "maximum": int(most)}]}

    return GetPydanticSchema(schema, json_schema)


Yuan = Annotated[
    Decimal, _hundredths(MOST_YUAN, 'give yuan as a Decimal, as text such as "4867.30", or as a whole number')
]
"""An amount in yuan: a `Decimal`, decimal text or a whole number, of at most two places, up to 10^11."""

Sum = Annotated[
    Decimal, _hundredths(Decimal(10) ** 25, 'give yuan as a Decimal or as text such as "4867.30"')
]
"""A sum in yuan as a result: like `Yuan`, with room for the sums of rule books of your own."""

Area = Annotated[
    Decimal,
    _hundredths(
        Decimal(1_000_000), 'give square metres as a Decimal, as text such as "25.50", or as a whole number'
    ),
]
"""An area in square metres, up to 10^6: a number like `Yuan`."""
