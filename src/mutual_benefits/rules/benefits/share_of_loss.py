"""Share of a loss: a percentage of the loss, up to a ceiling.

amount = what the money limits leave of min(loss x percentage, ceiling)
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from ...terms import Term
from ..benefit import Benefit
from ..calculator import Calculator, Value


class ShareOfLoss(Benefit):
    """`percentage` (basis points) of the loss in fen, at most `ceiling` fen, for one peril.

    A claim without a loss is not for this benefit. Units are fen of the loss.
    """

    unit: ClassVar[str] = "fen"
    units: ClassVar[Mapping[str, str]] = {"percentage": "basis_points", "ceiling": "fen"}

    rule: Literal["share_of_loss"] = "share_of_loss"
    peril: str
    percentage: Term
    ceiling: Term

    def claimed(self, facts: Any, do: Calculator) -> Value:
        return do.both(do.among(facts.peril, (self.peril,)), do.present(facts.loss))

    def formula(self, facts: Any, do: Calculator) -> tuple[Value, Value]:
        loss = do.step("loss", facts.loss, "fen")
        percentage = do.step("percentage", do.look_up(self.percentage), "basis_points", self.percentage)
        share = do.step("share_of_loss", do.portion(loss, percentage), "fen")
        ceiling = do.step("ceiling", do.look_up(self.ceiling), "fen", self.ceiling, of=share)
        amount = do.step("within_ceiling", do.least(share, ceiling), "fen")
        return loss, do.draw(self.limits, "fen", self.within_payments(amount, do))
