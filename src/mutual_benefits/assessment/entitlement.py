"""The entitlement of one benefit, and the other parts of an assessment."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import GetCoreSchemaHandler, GetPydanticSchema, Strict
from pydantic_core import CoreSchema, core_schema

from ..frozen import Day, Frozen, Items
from ..money import Sum
from ..sources import Basis, Source, Text
from .lazy_model import LazyModel

Status = Literal["payable", "nil", "undetermined", "refused"]

WrittenBasis = Annotated[Basis, Strict(strict=False)]
"""A basis, or its word."""


def _quantity(_: Any, __: GetCoreSchemaHandler) -> CoreSchema:
    written = core_schema.str_schema(pattern=r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$", strict=True)
    kinds: list[Any] = [
        core_schema.int_schema(strict=True),
        core_schema.decimal_schema(strict=True),
        core_schema.chain_schema([written, core_schema.decimal_schema(strict=False)]),
        core_schema.str_schema(strict=True),
    ]
    return core_schema.union_schema(kinds, mode="left_to_right")


Quantity = Annotated[int | Decimal | str, GetPydanticSchema(_quantity)]
"""A whole number, a decimal or a word; text that is a number is read as a decimal, as JSON has it."""


class Step(Frozen):
    """One step of a calculation: its label, its value with the unit, and its source.

    `value` is None where it is only known to be between `low` and `high`; `high` is None where no maximum
    is known. Money is `Decimal` yuan, a percentage `Decimal` percent, a date its ISO text.
    """

    label: Text
    value: Quantity | None
    low: Quantity
    high: Quantity | None
    unit: str
    source: Source | None = None
    basis: WrittenBasis | None = None


class Caveat(Frozen):
    """Something to know before relying on the result: a stable code and a text."""

    code: str
    text: Text

    def __str__(self) -> str:
        return self.text.en


class RuleBook(Frozen):
    """The rule book that answered: the plan's name, and the version's first day and source.

    `covers_from` is the day from which events and costs count, where that is not the first day. `label` is
    the name of an amended version; None for a version of the record. `facts` are the names of the facts
    that the plan declares, and of their words as `<fact>.<word>`.
    """

    plan_name: Text
    effective_from: Day
    known_to: Literal["day", "month", "year"]
    source: Source
    basis: WrittenBasis
    covers_from: Day | None = None
    label: str | None = None
    facts: Items[Annotated[tuple[str, Text], Strict(strict=False)]] = ()


class Entitlement(LazyModel):
    """The entitlement of one benefit.

    `amount` is None where the sum is undetermined; it is then between `low` and `high`, and `high` is
    None where no maximum is known. `units` are the days or payments granted, or what a share is paid of:
    costs or a loss in fen, an area in hundredths of a square metre; `unit` says which of these, and is None
    only in JSON without it. `missing` names the terms that the record does not state, words of the claim
    that the plan does not know (`event.cause`), and facts of the plan's own that the claim does not tell
    (`facts.<fact>`); `reason` is the code of a refusal, and `refusal` its words where the rule book gives
    its own.
    """

    benefit: str
    name: Text
    status: Status
    amount: Sum | None
    low: Sum
    high: Sum | None
    units: int | None
    steps: Items[Step]
    source: Source
    missing: Items[str] = ()
    reason: str | None = None
    refusal: Text | None = None
    unit: Literal["day", "payment", "fen", "hundredth_square_metre"] | None = None
