"""Which version of a plan is in force on a day: the one answer for plans, assessments and tables.

A version is in force from the first day whose events it covers until the next version of its product
begins. A claim that names no product is assessed by the version that began last.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..errors import NoVersionInForce, UnknownProduct
from .version import PlanVersion


class Timeline(NamedTuple):
    """The versions of one product, or of a whole plan, by the days on which they begin.

    `places` are the places of these versions among all versions of the plan.
    """

    first_days: tuple[date, ...]
    places: tuple[int, ...]

    def place_on(self, day: date) -> int | None:
        """The place of the version in force on a day; None before the first version.

        >>> timeline = Timeline((date(2010, 6, 1), date(2016, 1, 1)), (0, 1))
        >>> timeline.place_on(date(2015, 12, 31)), timeline.place_on(date(2010, 5, 31))
        (0, None)
        """
        begun = bisect_right(self.first_days, day)
        return self.places[begun - 1] if begun else None


class Timelines:
    """The timelines of a plan: one for each product, and under None that of all its versions together."""

    def __init__(self, plan: str, versions: Sequence[PlanVersion]) -> None:
        self.plan = plan
        self.products = tuple(dict.fromkeys(version.product for version in versions if version.product))
        self.of: dict[str | None, Timeline] = {}
        for product in (None, *self.products):
            sold = [place for place, one in enumerate(versions) if product in (None, one.product)]
            self.of[product] = Timeline(tuple(versions[place].answers_from for place in sold), tuple(sold))

    def place_on(self, day: date, product: str | None = None, *, claim: str | None = None) -> int:
        """The place of the version in force on a day, of one product or else of all.

        An error names the `claim`, if one is given.

        Raises:
            NoVersionInForce: the day is before the first version.
            UnknownProduct: the plan sells no product of this name.
        """
        timeline = self.of.get(product)
        prefix = "" if claim is None else f"claim {claim}: "
        if timeline is None:
            field = "product" if claim is None else "enrolment.product"
            known = f"it sells {', '.join(self.products)}" if self.products else "leave it out"
            message = f"{prefix}plan {self.plan} sells no {field} {product!r}; {known}"
            raise UnknownProduct(message, field=field, given=product, choices=self.products)
        place = timeline.place_on(day)
        if place is None:
            raise NoVersionInForce(
                f"{prefix}plan {self.plan} had no version in force on {day};"
                f" the first covers events from {timeline.first_days[0]}",
                field="day" if claim is None else None,
                given=day,
            )
        return place
