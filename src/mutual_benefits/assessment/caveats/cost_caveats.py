"""Caveats about costs that others have paid too, or that come to less than what is paid."""

from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from ... import formatting
from ...engine.event_answer import EventAnswer
from ...rules import ExpenseShare
from ...rules.calculator import Calculator, Value
from ...vocabulary import PHRASES
from ..worked_claim import WorkedClaim
from .caveat_rule import CaveatFields, CaveatRule, CaveatScope

COSTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"medical_expense": ("self_paid", "over_cap"), "home_loss": ("loss",)}
)
"""The facts that add up to the cost of an event, by the kind of event."""


def costs_of(kind: str, answer: EventAnswer) -> tuple[str, ...]:
    """The facts that add up to the cost; none where a benefit is a share of another amount."""
    return () if any(each.of is not None for each in _shares(answer)) else COSTS.get(kind, ())


def _shares(answer: EventAnswer) -> list[ExpenseShare]:
    return [each.benefit for each in answer.benefits if isinstance(each.benefit, ExpenseShare)]


def other_cover_caveats(scope: CaveatScope) -> Iterator[CaveatRule]:
    """The caveat that costs within the ceiling are shared as if no other cover had paid any of them."""
    if any(each.of is None for each in _shares(scope.answer)):
        yield CaveatRule("other_cover_not_deducted", _paid_within_ceiling, _other_cover)


def _paid_within_ceiling(facts: Any, do: Calculator) -> Value:
    """Whether others paid more than there was above the ceiling, so part of the costs within it."""
    return do.both(facts.self_paid > 0, facts.other_cover > facts.over_cap)


def _other_cover(worked: WorkedClaim) -> dict[str, Any]:
    facts = worked.facts
    return {name: _yuan(getattr(facts, name)) for name in ("other_cover", "over_cap", "self_paid")}


def _yuan(fen: int) -> Any:
    return partial(formatting.amount, fen, fen, "fen")


def _payments(low: int, high: int | None, other: int, lang: str) -> str:
    """What is due, and what others paid if they did."""
    paid, other_cover = (
        formatting.amount(low, high, "fen", lang),
        formatting.amount(other, other, "fen", lang),
    )
    return PHRASES["due_and_paid" if other else "due"].in_(lang).format(paid=paid, other_cover=other_cover)


def payment_caveats(worked: WorkedClaim) -> Iterator[CaveatFields]:
    """The caveat that a payment and other cover, or that alone, come or may come to more than the cost."""
    facts = worked.facts.__dict__
    costs = [facts[name] for name in costs_of(worked.claim.event.kind, worked.answer)]
    if not costs or None in costs:
        return
    low, high = worked.sums
    cost, other = sum(costs), facts.get("other_cover", 0)
    payments = partial(_payments, low, high, other)
    details = {"cost": _yuan(cost), "other_cover": _yuan(other), "payments": payments}
    if low and low + other > cost:
        yield "paid_beyond_cost", details
    elif high is None or (high and high + other > cost):
        yield "possibly_paid_beyond_cost", details
    elif other > cost:
        yield "other_cover_beyond_cost", details
