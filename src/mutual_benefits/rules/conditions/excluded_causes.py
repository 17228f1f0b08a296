"""Excluded causes: nothing is paid for an event with one of these causes.

cause not among the excluded causes; unsure where nobody knows the word for the cause
"""

from typing import Any, ClassVar, Literal

from pydantic import Field

from ..calculator import Calculator, Value
from ..condition import Condition


class ExcludedCauses(Condition):
    """`causes` are the codes that the fact `cause` must not have; a cause left out is not checked."""

    reason: ClassVar[str] = "excluded_cause"
    condition: Literal["excluded_causes"] = "excluded_causes"
    causes: tuple[str, ...] = Field(min_length=1)

    def holds(self, facts: Any, do: Calculator) -> Value:
        cause = do.step("cause", facts.cause, "word", self)
        return do.negate(do.matched(cause, self.causes))
