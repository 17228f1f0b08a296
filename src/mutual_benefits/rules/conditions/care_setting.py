"""In a setting: the plan covers only inpatient costs, or only outpatient costs.

setting = the setting that the plan covers
"""

from typing import Any, ClassVar, Literal

from ..calculator import Calculator, Value
from ..condition import Condition


class InSetting(Condition):
    """`setting` is the setting that is covered."""

    reason: ClassVar[str] = "setting_not_covered"
    condition: Literal["in_setting"] = "in_setting"
    setting: Literal["inpatient", "outpatient"]

    def holds(self, facts: Any, do: Calculator) -> Value:
        return do.among(do.step("setting", facts.setting, "word", self), (self.setting,))
