"""Not in situ: carcinoma in situ is excluded.

the disease is not a carcinoma in situ
"""

from typing import Any, ClassVar, Literal

from ..calculator import Calculator, Value
from ..condition import Condition


class NotInSitu(Condition):
    """The benefits that this condition guards are not paid for carcinoma in situ."""

    reason: ClassVar[str] = "in_situ_excluded"
    condition: Literal["not_in_situ"] = "not_in_situ"

    def holds(self, facts: Any, do: Calculator) -> Value:
        return do.negate(do.present(facts.in_situ))
