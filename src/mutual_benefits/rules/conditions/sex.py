"""Of one sex: the plan covers only women, or only men.

sex = the sex that the plan covers
"""

from typing import Any, ClassVar, Literal

from ..calculator import Calculator, Value
from ..condition import Condition


class OfSex(Condition):
    """`sex` is the sex that is covered; not checked where the claim does not give one."""

    reason: ClassVar[str] = "sex_not_covered"
    needs: ClassVar[tuple[str, ...]] = ("sex",)
    condition: Literal["of_sex"] = "of_sex"
    sex: Literal["female", "male"]

    def holds(self, facts: Any, do: Calculator) -> Value:
        return do.among(do.step("sex", facts.sex, "word", self), (self.sex,))
