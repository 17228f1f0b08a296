"""Graded sum: a percentage, by grade or kind of injury, of a maximum sum.

amount = what the money limits leave of maximum x percentage x payments left (0 or 1)
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field

from ..benefit import Benefit, Term
from ..calculator import Calculator, Value


class GradedSum(Benefit):
    """`maximum` in fen times `percentage` in basis points, where one of `grades` is given.

    `grades` are the facts that show a grade or a listed kind of injury; any of them asks for the
    benefit, but a fact of `unless` leads to a greater one that is paid instead. Either term may be
    unstated. Units are payments.
    """

    units: ClassVar[Mapping[str, str]] = {"maximum": "fen", "percentage": "basis_points"}

    rule: Literal["graded_sum"] = "graded_sum"
    grades: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()
    maximum: Term
    percentage: Term

    def claimed(self, facts: Any, do: Calculator) -> Value:
        given = do.present(getattr(facts, self.grades[0]))
        for fact in self.grades[1:]:
            given = do.either(given, do.present(getattr(facts, fact)))
        return given

    def formula(self, facts: Any, do: Calculator) -> tuple[Value, Value]:
        asked: Value = 1
        for fact in self.unless:
            asked = do.choose(do.present(getattr(facts, fact)), 0, asked)
        if self.unless:
            asked = do.step("payments_asked", asked, "payment")
        payments = do.draw(self.limits, "payment", asked)
        maximum = do.step("maximum_sum", do.look_up(self.maximum), "fen", self.maximum)
        percentage = do.step("percentage", do.look_up(self.percentage), "basis_points", self.percentage)
        amount = do.step("graded_sum", do.portion(maximum * payments, percentage), "fen")
        return payments, do.draw(self.limits, "fen", amount)
