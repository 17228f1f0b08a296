"""Lump sum: one sum when the event happens, by fee tier, or so much for each share.

amount = what the money limits leave of sum x shares x payments the payment limits leave (0 or 1)
"""

from typing import Any, Literal

from ..calculators import Calculator, Value
from .rule import Rule, Term


class LumpSum(Rule):
    """A sum in fen, paid when the fact `when` is present. Units are payments (times shares)."""

    rule: Literal["lump_sum"] = "lump_sum"
    when: str
    sum: Term
    per_share: bool = False

    def claimed(self, facts: Any, do: Calculator) -> Value:
        return do.present(getattr(facts, self.when))

    def formula(self, facts: Any, do: Calculator) -> tuple[Value, Value]:
        payments = self.within(do, "payment", 1)
        units = payments
        sum_ = do.step("lump_sum", do.look_up(self.sum), "fen", self.sum)
        if self.per_share:
            units = payments * do.step("shares", facts.shares, "share")
        amount = do.step("sum_payable", sum_ * units, "fen")
        return units, self.within(do, "fen", amount)
