"""Per area: a rate for each damaged square metre, up to a ceiling.

amount = what the money limits leave of min(area x rate, ceiling)
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from ...terms import Term, Unstated
from ..benefit import Benefit
from ..calculator import Calculator, Value


class PerArea(Benefit):
    """`rate` in fen per square metre, at most `ceiling` fen, for one peril.

    The area is a fact in hundredths of a square metre. A loss without an area claims the benefit too:
    `area_not_given` then gives the bounds of the area. Units are hundredths of a square metre.
    """

    unit: ClassVar[str] = "hundredth_square_metre"
    units: ClassVar[Mapping[str, str]] = {
        "rate": "fen_per_square_metre",
        "ceiling": "fen",
        "area_not_given": "hundredth_square_metre",
    }

    rule: Literal["per_area"] = "per_area"
    peril: str
    rate: Term
    ceiling: Term
    area_not_given: Unstated

    def claimed(self, facts: Any, do: Calculator) -> Value:
        damaged = do.either(do.present(facts.area), do.present(facts.loss))
        return do.both(do.among(facts.peril, (self.peril,)), damaged)

    def formula(self, facts: Any, do: Calculator) -> tuple[Value, Value]:
        area = do.step("area", do.fact_or("area", self.area_not_given), "hundredth_square_metre")
        rate = do.step("rate_per_area", do.look_up(self.rate), "fen_per_square_metre", self.rate, of=area)
        sum_ = do.step("area_times_rate", do.portion(area * rate, 100), "fen")
        ceiling = do.step("ceiling", do.look_up(self.ceiling), "fen", self.ceiling, of=sum_)
        amount = do.step("within_ceiling", do.least(sum_, ceiling), "fen")
        return area, do.draw(self.limits, "fen", self.within_payments(amount, do))
