"""Which version of a plan is in force on a day: the one answer for plans, assessments and tables.

A version is in force from the first day whose events it covers until the next version of its product
begins. Versions of several products may be in force on one day, side by side; the newest of them is the one
that began last.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from .._texts import about, both, listed
from ..diseases import plain
from ..errors import NoVersionInForce, UnknownProduct
from ..formatting import product_name
from ..rules.spelling import product_codes
from .version import PlanVersion

VERSION_DATE = {"version.date": ("event", "cover_start")}
"""The reading that the library offers for every plan: which day decides the version."""

PRODUCT_UNNAMED = {"product.unnamed": ("all_agree", "newest")}
"""The reading that a plan offers which sells several products side by side: what answers a claim that names
none. The versions in force must all come to the same, or else the newest of them answers."""


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


class SideBySide(NamedTuple):
    """The versions in force from a day on, until another begins: those that differ in terms, newest last."""

    since: date
    places: tuple[int, ...]


class Timelines:
    """The timelines of a plan: one for each product, and under None that of all its versions together."""

    def __init__(self, plan: str, versions: Sequence[PlanVersion]) -> None:
        self.plan = plan
        self.products = tuple(dict.fromkeys(version.product for version in versions if version.product))
        self.of: dict[str | None, Timeline] = {}
        for product in (None, *self.products):
            sold = [place for place, one in enumerate(versions) if product in (None, one.product)]
            self.of[product] = Timeline(tuple(versions[place].answers_from for place in sold), tuple(sold))
        self._codes = product_codes(self.products)
        self._names = tuple(version.product for version in versions)
        unnamed = [place for place, name in enumerate(self._names) if name is None]
        first_days = tuple(versions[place].answers_from for place in unnamed)
        sequences = [Timeline(first_days, tuple(unnamed)), *(self.of[name] for name in self.products)]
        self.rivals = tuple(
            SideBySide(day, _distinct(versions, (timeline.place_on(day) for timeline in sequences), newest))
            for day, newest in zip(*self.of[None], strict=True)
        )
        """What is in force side by side, from each day on which a version begins."""

    @property
    def has_rivals(self) -> bool:
        """Whether versions with other terms are ever in force side by side."""
        return any(len(each.places) > 1 for each in self.rivals)

    def rivals_on(self, day: date) -> tuple[int, ...]:
        """The places of all versions with other terms in force on a day, the newest last."""
        begun = bisect_right(self.of[None].first_days, day)
        return self.rivals[begun - 1].places if begun else ()

    def product_not_named(self, day: date, claim: str | None = None) -> UnknownProduct:
        """The error for an enrolment, or a claim, that names none of several products sold on a day."""
        sold = self.products_on(day)
        unnamed = both("a version without a product", "不分产品的版本")
        names = [both(name, product_name(name, "zh")) if name else unnamed for name in sold]
        reading = both(
            ", or choose the reading product.unnamed=newest", "，或选用解读 product.unnamed=newest"
        )
        message = both(
            "{claim}plan {plan} sold {sold} side by side on {day}, which do not come to the same; give"
            " enrolment.product{reading}",
            "{claim}活动 {plan} 于 {day} 并行办理{sold}，结果不一致；请填写 enrolment.product{reading}",
            claim=about(claim),
            plan=self.plan,
            sold=both(" and ".join(one.en for one in names), "、".join(one.zh for one in names)),
            day=day,
            reading=reading if claim is not None else "",
        )
        choices = [name for name in sold if name in self.products]
        return UnknownProduct(message, field="enrolment.product", choices=choices)

    def products_on(self, day: date) -> tuple[str | None, ...]:
        """The products of `rivals_on`; None for a version without a product."""
        return tuple(self._names[place] for place in self.rivals_on(day))

    def of_product(self, name: str | None) -> Timeline | None:
        """The timeline of a product by its code or its name, however it is spelt; None if it is not sold."""
        return self.of.get(name if name is None else self._codes.get(plain(name)) or name)

    def place_on(
        self, day: date, product: str | None = None, *, field: str = "day", claim: str | None = None
    ) -> int:
        """The place of the version in force on a day, of one product or else of all.

        An error names the `field` that the day stands in, and the `claim`, if one is given.

        Raises:
            NoVersionInForce: the day is before the first version.
            UnknownProduct: the plan sells no product of this name.
        """
        timeline = self.of_product(product)
        place = None if timeline is None else timeline.place_on(day)
        if place is not None:
            return place
        if timeline is None:
            field = "product" if claim is None else "enrolment.product"
            sold = listed(both(code, product_name(code, "zh")) for code in self.products)
            known = both("it sells {products}", "现有产品：{products}", products=sold)
            message = both(
                "{claim}plan {plan} sells no {field} {product!r}; {known}",
                "{claim}活动 {plan} 没有产品“{product}”（{field}）；{known}",
                claim=about(claim),
                plan=self.plan,
                field=field,
                product=product,
                known=known if self.products else both("leave it out", "请不要填写"),
            )
            raise UnknownProduct(message, field=field, given=product, choices=self.products)
        raise NoVersionInForce(
            both(
                "{claim}plan {plan} had no version in force on {day}; the first covers events from {first}",
                "{claim}活动 {plan} 在 {day} 尚无施行的版本；最早的版本自 {first} 起",
                claim=about(claim),
                plan=self.plan,
                day=day,
                first=timeline.first_days[0],
            ),
            field=field,
            given=day,
            choices=timeline.first_days[:1],
        )


_TERMS = ("benefits", "conditions", "adds", "fee", "fee_tiers")


def _distinct(versions: Sequence[PlanVersion], places: Iterable[int | None], newest: int) -> tuple[int, ...]:
    """The places of the versions that differ in their terms from each other, the newest last."""
    kept = [newest]
    for place in places:
        if place is not None and not any(_same_terms(versions[place], versions[one]) for one in kept):
            kept.append(place)
    return (*kept[1:], newest)


def _same_terms(one: PlanVersion, other: PlanVersion) -> bool:
    return one is other or all(getattr(one, name) == getattr(other, name) for name in _TERMS)


def sold_beside(versions: Sequence[PlanVersion], version: PlanVersion) -> tuple[str | None, ...]:
    """The other products with other terms that a plan of these versions sells while one is in force."""
    sold = [
        tuple(versions[place] for place in each.places)
        for each in Timelines("", versions).rivals
        if any(versions[place] is version for place in each.places)
    ]
    others = dict.fromkeys(one.product for rivals in sold for one in rivals)
    return tuple(name for name in others if name != version.product)
