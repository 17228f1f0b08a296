"""What one benefit comes to, and the parts that an assessment is made of."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ..frozen import Frozen
from ..sources import Basis, Source, Text
from .lazy_model import LazyModel

Status = Literal["payable", "nil", "undetermined", "refused"]


class Step(Frozen):
    """One step of a calculation: what was worked out, its value with its unit, and whence.

    `value` is None where it lies between `low` and `high`; a `high` of None is not known. Money is
    `Decimal` yuan, a percentage `Decimal` percent, a date its ISO text.
    """

    label: Text
    value: int | Decimal | str | None
    low: int | Decimal | str
    high: int | Decimal | str | None
    unit: str
    source: Source | None = None
    basis: Basis | None = None


class Caveat(Frozen):
    """Something to know before relying on the result: a stable code, and the words."""

    code: str
    text: Text

    def __str__(self) -> str:
        return self.text.en


def least(rows: Iterable[tuple[Any, ...]]) -> int:
    """The least that these outcomes of benefits come to, in fen."""
    return sum([row[1] for row in rows])


def most(rows: Iterable[tuple[Any, ...]]) -> int | None:
    """The most that they can come to, in fen; None where no maximum is known."""
    highs = [row[2] for row in rows]
    return None if None in highs else sum(highs)


class RuleBook(Frozen):
    """The rule book that answered: the plan's name, and the version's first day and source.

    `label` is what an amended version is called; None for a version of the record.
    """

    plan_name: Text
    effective_from: date
    known_to: Literal["day", "month", "year"]
    source: Source
    basis: Basis
    label: str | None = None


class Entitlement(LazyModel):
    """What one benefit comes to.

    `amount` is None where the sum is undetermined; it then lies between `low` and `high`, and
    `high` is None where no maximum is known. `units` are the days or payments granted. `missing`
    names the terms that the record does not state, `reason` the code of a refusal.
    """

    benefit: str
    name: Text
    status: Status
    amount: Decimal | None
    low: Decimal
    high: Decimal | None
    units: int | None
    steps: tuple[Step, ...]
    source: Source
    missing: tuple[str, ...] = ()
    reason: str | None = None
