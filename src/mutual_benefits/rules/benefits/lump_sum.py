"""Lump sum: one sum for the event, by fee tier or for each share.

amount = what the money limits leave of sum x shares x payments the payment limits leave (0 or 1)
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from ...terms import Term
from ..benefit import Benefit
from ..calculator import Calculator, Value


class LumpSum(Benefit):
    """A sum in fen, paid when the fact `when` is present. Units are payments, times shares.

    `unless` names facts, and `except_diseases` diseases, that lead to another benefit instead; with
    `unless_diseases`, the facts do so only for these diseases. The diseases in `diseases` claim this
    benefit even without `when`. With `per_share` the sum is paid for
    each share, of which at most `most_shares` count.
    """

    unit: ClassVar[str] = "payment"
    units: ClassVar[Mapping[str, str]] = {"sum": "fen", "most_shares": "share"}

    rule: Literal["lump_sum"] = "lump_sum"
    when: str
    unless: tuple[str, ...] = ()
    # None where there are none, so that the hash of a rule book from before this field stays what it was.
    unless_diseases: tuple[str, ...] | None = None
    diseases: tuple[str, ...] = ()
    except_diseases: tuple[str, ...] = ()
    sum: Term
    per_share: bool = False
    most_shares: Term | None = None

    def claimed(self, facts: Any, do: Calculator) -> Value:
        claimed = do.present(getattr(facts, self.when))
        for fact in self.unless:
            elsewhere = do.present(getattr(facts, fact))
            if self.unless_diseases:
                elsewhere = do.both(elsewhere, do.among(facts.disease, self.unless_diseases))
            claimed = do.both(claimed, do.negate(elsewhere))
        if self.diseases:
            claimed = do.either(claimed, do.among(facts.disease, self.diseases))
        if self.except_diseases:
            claimed = do.both(claimed, do.negate(do.among(facts.disease, self.except_diseases)))
        return claimed

    def formula(self, facts: Any, do: Calculator) -> tuple[Value, Value]:
        units = do.draw(self.limits, "payment", 1)
        sum_ = do.step("lump_sum", do.look_up(self.sum), "fen", self.sum, of=units)
        if self.per_share:
            shares = do.step("shares", facts.shares, "share")
            if self.most_shares is not None:
                counted = do.capped(shares, self.most_shares, "most_shares", "share")
                shares = do.step("shares_counted", counted, "share")
            units = units * shares
        amount = do.step("sum_payable", sum_ * units, "fen")
        return units, do.draw(self.limits, "fen", amount)
