"""Surgery: the benefit is for a disease that needed an operation.

there was an operation
"""

from typing import Any, ClassVar, Literal

from ..calculator import Calculator, Value
from ..condition import Condition


class Surgery(Condition):
    """Not checked where the claim does not say whether there was an operation."""

    reason: ClassVar[str] = "no_surgery"
    needs: ClassVar[tuple[str, ...]] = ("surgery",)
    condition: Literal["surgery"] = "surgery"

    def holds(self, facts: Any, do: Calculator) -> Value:
        return do.present(facts.surgery)
