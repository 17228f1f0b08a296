"""Prior payment: an earlier payment ends the cover, or bars a second payment for the same thing.

earlier payments < ceiling of the limit (1 if it has none); a payment made now is counted against it
"""

from typing import Any, ClassVar, Literal

from ...limits import Limit
from ..calculator import Calculator, Value
from ..condition import Condition


class PriorPayment(Condition):
    """`limit` counts the claims that were paid, however many benefits each of them was paid.

    Of benefits that name it in their `limits`, it counts each payment: a claim of two such is two. One that
    guards named benefits counts nothing: those whose payments count name the limit in `limits`. What they
    draw on it bars later claims, never another benefit of the same claim.
    """

    limit: Limit

    def holds(self, facts: Any, do: Calculator) -> Value:
        paid = do.step("paid_before", do.used_earlier(self.limit), "payment")
        ceiling = self.limit.ceiling
        return paid < (1 if ceiling is None else do.look_up(ceiling))  # type: ignore[arg-type]  # readings are resolved by now

    def afterwards(self, paid: Value, do: Calculator) -> None:
        do.count_once(self.limit, "payment", do.choose(paid, 1, 0))


class CoverEnds(PriorPayment):
    """Cover ends with the first payment."""

    reason: ClassVar[str] = "cover_ended"
    condition: Literal["cover_ends"] = "cover_ends"


class PaidOnce(PriorPayment):
    """What was paid once, e.g. a disease, is not paid again."""

    reason: ClassVar[str] = "paid_before"
    condition: Literal["paid_once"] = "paid_once"
