"""Limits: how much a benefit may still grant after what earlier claims used.

A limit grants `min(claimed, ceiling - used)`. Benefits exclude each other by drawing on the same limit.
Earlier use is a mapping from limits to units, so that a claim's result is a pure function of the claim,
the plan and the usage.
"""

import json
from typing import Any, ClassVar, Literal, NamedTuple, Self

from .frozen import Frozen, every
from .sources import Text
from .terms import Choice, Term

Unit = Literal["day", "fen", "payment"]
Period = Literal["event", "cover_period", "calendar_year", "lifetime"]


class Limit(Frozen):
    """At most `ceiling` units in a period, for one member (or for one `subject` of the member's).

    `per="event"` counts within a single claim. `subject` names the fact by which units are counted
    separately, e.g. `child`. `unless` names facts that lift the limit when they are present. A limit
    without a ceiling only counts. `period_unstated` says that the record does not give the length of the
    period, so that what earlier claims used counts as 0 to its units.
    """

    ADDED_LATER: ClassVar = ("period_unstated",)

    code: str
    name: Text
    unit: Unit
    ceiling: Term | Choice[Term] | None
    per: Period
    subject: str | None = None
    unless: tuple[str, ...] | Choice[tuple[str, ...]] = ()
    period_unstated: bool = False


class LimitCount(NamedTuple):
    """By what the use of a limit is counted, and the use itself, if it is not to cut what is paid."""

    unit: str
    per: str
    subject: str | None
    period_unstated: bool
    use: str

    @classmethod
    def of(cls, limit: Limit, use: str) -> Self:
        """How a limit is counted."""
        use = "" if use == "limits" else use
        return cls(limit.unit, limit.per, limit.subject, limit.period_unstated, use)

    def __str__(self) -> str:
        given = {name: value for name, value in self._asdict().items() if value}
        return ", ".join(f"{name} = {json.dumps(value)}" for name, value in given.items())


def limits_in(value: Any) -> tuple[Limit, ...]:
    """Every limit anywhere in a part of a rule book whose readings are resolved."""
    return tuple(every(Limit, value))
