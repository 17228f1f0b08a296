"""Settlement route: certain facts (such as a disability grade) send an injury down another route.

none of the facts is present
"""

from typing import Any, ClassVar, Literal

from ...terms import Choice
from ..calculator import Calculator, Value
from ..condition import Condition


class OnRoute(Condition):
    """`unless` names the facts that lead to another route, e.g. a disability grade."""

    reason: ClassVar[str] = "other_route"
    condition: Literal["on_route"] = "on_route"
    unless: tuple[str, ...] | Choice[tuple[str, ...]]

    def holds(self, facts: Any, do: Calculator) -> Value:
        off_route: Value = False
        for fact in self.unless:
            off_route = do.either(off_route, do.present(getattr(facts, fact)))  # type: ignore[arg-type]  # readings are resolved by now
        return do.negate(off_route)
