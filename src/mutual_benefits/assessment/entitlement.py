"""The entitlement of one benefit, and the other parts of an assessment."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Literal

from ..frozen import Day, Frozen
from ..sources import Basis, Source, Text
from .lazy_model import LazyModel

Status = Literal["payable", "nil", "undetermined", "refused"]


class Step(Frozen):
    """One step of a calculation: its label, its value with the unit, and its source.

    `value` is None where it is only known to be between `low` and `high`; `high` is None where no maximum
    is known. Money is `Decimal` yuan, a percentage `Decimal` percent, a date its ISO text.
    """

    label: Text
    value: int | Decimal | str | None
    low: int | Decimal | str
    high: int | Decimal | str | None
    unit: str
    source: Source | None = None
    basis: Basis | None = None


class Caveat(Frozen):
    """Something to know before relying on the result: a stable code and a text."""

    code: str
    text: Text

    def __str__(self) -> str:
        return self.text.en


def least(outcomes: Iterable[tuple[Any, ...]]) -> int:
    """The least sum of these outcomes of benefits, in fen."""
    return sum([outcome[1] for outcome in outcomes])


def most(outcomes: Iterable[tuple[Any, ...]]) -> int | None:
    """The greatest sum of these outcomes, in fen; None where no maximum is known."""
    highs = [outcome[2] for outcome in outcomes]
    return None if None in highs else sum(highs)


class RuleBook(Frozen):
    """The rule book that answered: the plan's name, and the version's first day and source.

    `covers_from` is the day from which events and costs count, where that is not the first day. `label` is
    the name of an amended version; None for a version of the record.
    """

    plan_name: Text
    effective_from: Day
    known_to: Literal["day", "month", "year"]
    source: Source
    basis: Basis
    covers_from: Day | None = None
    label: str | None = None


class Entitlement(LazyModel):
    """The entitlement of one benefit.

    `amount` is None where the sum is undetermined; it is then between `low` and `high`, and `high` is
    None where no maximum is known. `units` are the days or payments granted. `missing` names the terms
    that the record does not state, and words of the claim that the plan does not know (`event.cause`);
    `reason` is the code of a refusal.
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
