"""Graded sum: a percentage, by grade or kind of injury, of a maximum sum.

amount = what the money limits leave of maximum x percentage x payments left (0 or 1)
no payment for a kind of injury that is not on the list
"""

from collections.abc import Mapping
from functools import reduce
from typing import Any, ClassVar, Literal

from pydantic import Field

from ...terms import Term
from ..benefit import Benefit
from ..calculator import Calculator, Value


class GradedSum(Benefit):
    """`maximum` in fen times `percentage` in basis points, where one of `grades` is given.

    `grades` are the facts that give a grade or a listed kind of injury; any of them claims the benefit,
    but a fact of `unless` leads to a greater benefit that is paid instead. Either term may be
    unstated. Units are payments.

    The first of `grades` is a grade, which is always paid. The others are words, such as a kind of injury.
    Where `other_kinds` is given, only the words in `kinds` are sure to be on the plan's list of what is paid;
    it is 1 if any other is on the list, 0 if not.
    """

    unit: ClassVar[str] = "payment"
    units: ClassVar[Mapping[str, str]] = {
        "maximum": "fen",
        "percentage": "basis_points",
        "other_kinds": "payment",
    }

    rule: Literal["graded_sum"] = "graded_sum"
    grades: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()
    maximum: Term
    percentage: Term
    kinds: tuple[str, ...] = ()
    other_kinds: Term | None = None

    def claimed(self, facts: Any, do: Calculator) -> Value:
        return reduce(do.either, (do.present(getattr(facts, fact)) for fact in self.grades))

    def formula(self, facts: Any, do: Calculator) -> tuple[Value, Value]:
        payments: Value = 1
        for fact in self.unless:
            payments = do.choose(do.present(getattr(facts, fact)), 0, payments)
        if self.unless:
            payments = do.step("payments_asked", payments, "payment")
        if self.other_kinds is not None:
            listed = self._surely_listed(facts, do)
            others = do.choose(listed, 0, payments)
            others = do.capped(others, self.other_kinds, "other_kinds", "payment")
            payments = do.choose(listed, payments, others)
        payments = do.draw(self.limits, "payment", payments)
        maximum = do.step("maximum_sum", do.look_up(self.maximum), "fen", self.maximum, of=payments)
        share = do.look_up(self.percentage)
        percentage = do.step("percentage", share, "basis_points", self.percentage, of=payments)
        amount = do.step("graded_sum", do.portion(maximum * payments, percentage), "fen")
        return payments, do.draw(self.limits, "fen", amount)

    def _surely_listed(self, facts: Any, do: Calculator) -> Value:
        grade, *words = self.grades
        listed = do.present(getattr(facts, grade))
        for fact in words if self.kinds else ():
            listed = do.either(listed, do.among(getattr(facts, fact), self.kinds))
        return listed
