"""On the list: the disease is one that the version's list names.

disease on the list; unsure where the list is known only in part and does not name the disease
"""

from typing import Any, ClassVar, Literal

from ...diseases import DiseaseList
from ..calculator import Calculator, Value
from ..condition import Condition


class OnList(Condition):
    """`diseases` is the list; the disease of the claim has already been matched to a code by its name."""

    reason: ClassVar[str] = "not_on_list"
    condition: Literal["on_list"] = "on_list"
    diseases: DiseaseList

    def holds(self, facts: Any, do: Calculator) -> Value:
        disease = do.step("disease", facts.disease, "word", self.diseases)
        return do.listed(self.diseases, disease)
