"""Share of an expense: a percentage of what the member paid, after a deductible.

base   = self-paid - deductible of this expense - what is left of the year's deductible
amount = what the money limits leave of max(base x share, least payment)
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from ...limits import Limit
from ...terms import Choice, Term
from ..benefit import Benefit
from ..calculator import Calculator, Value


class ExpenseShare(Benefit):
    """`share` (basis points) of an amount in fen, which may depend on the ordinal of the stay.

    The amount is the fact self_paid, or `of`, a fact of money that the rule book declares.

    The ordinal is the one given, or one more than `counter` has counted in its period if that is later.
    A claim of several benefits that share a counter is counted once.
    `deductible` is taken from each expense, `yearly_deductible` once over the period of that limit.
    `least_payment` is paid where the share is less, but not 0. Units are fen of the base.
    """

    unit: ClassVar[str] = "fen"
    units: ClassVar[Mapping[str, str]] = {
        "deductible": "fen",
        "share": "basis_points",
        "least_payment": "fen",
    }

    rule: Literal["expense_share"] = "expense_share"
    of: str | None = None
    deductible: Term | Choice[Term] | None = None
    yearly_deductible: Limit | None = None
    share: Term | Choice[Term]
    counter: Limit | None = None
    least_payment: Term | None = None

    def claimed(self, facts: Any, do: Calculator) -> Value:
        return facts.self_paid > 0 if self.of is None else True

    def formula(self, facts: Any, do: Calculator) -> tuple[Value, Value]:
        if self.of is None:
            base = do.step("self_paid", facts.self_paid, "fen")
        else:
            base = do.step(f"fact.{self.of}", do.told(self.of), "fen")
        ordinal, stays = facts.ordinal, None
        if self.counter is not None:
            stays = do.choose(do.among(facts.setting, ("inpatient",)), 1, 0)
            ordinal = do.most(ordinal, do.used_earlier(self.counter) + 1)
            do.count_once(self.counter, "payment", stays)
        ordinal = do.step("ordinal", ordinal, "ordinal", of=stays)
        if self.deductible is not None:
            term: Any = self.deductible
            deductible = do.look_up(term, ordinal)
            do.step("deductible", deductible, "fen", term, of=deductible)
            base = do.most(base - deductible, 0)
        if self.yearly_deductible is not None:
            base = do.most(base - do.draw((self.yearly_deductible,), "fen", base, ordinal), 0)
        whole = self.deductible is None and self.yearly_deductible is None
        base = do.step("whole_base" if whole else "base", base, "fen")
        share: Any = self.share
        percentage = do.step("share", do.look_up(share, ordinal), "basis_points", share, of=base)
        amount = do.step("base_times_share", do.portion(base, percentage), "fen")
        if self.least_payment is not None:
            least = do.look_up(self.least_payment, ordinal)
            least = do.step("least_payment", least, "fen", self.least_payment, of=amount)
            amount = do.choose(amount > 0, do.most(amount, least), 0)
        amount = self.within_payments(amount, do, ordinal)
        return base, do.draw(self.limits, "fen", amount, ordinal)
