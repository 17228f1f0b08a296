"""The rule books of scenarios: a plan by its code, a plan, or one version as if always in force."""

from datetime import date

from .._arguments import checked
from ..errors import UnknownPlan
from ..plans.registry import get_plan
from ..rulebook.plan import Plan
from ..rulebook.version import PlanVersion
from ..sources import Text

Book = str | Plan | PlanVersion
"""The code of a plan, a plan of your own, or one version, shipped or amended."""


@checked
def plan_of(book: Book, code: str) -> Plan:
    """The plan to pass to `assess` or `assess_table` for a book.

    A code gives the library's plan, and a plan is returned as it is: the version in force on each day
    answers it. A version gives a plan of this `code` in which that version alone answers every day and
    every product. The version keeps its `effective_from`, so that results name it by its own first day;
    its `covers_from`, the day from which events count, becomes the first day of the calendar.

    The same version always gives the same plan object, which is therefore prepared only once.

    Raises:
        UnknownPlan: no plan has this code.
        InvalidArgument: the book is not a code, a plan or a version.

    >>> from datetime import date
    >>> old = get_plan("accident").versions[0]
    >>> plan_of(old, "accident").version_on(date(2016, 5, 4)).effective_from
    datetime.date(2010, 6, 1)
    """
    if isinstance(book, str):
        return get_plan(book)
    if isinstance(book, Plan):
        return book
    cached = _CACHE.get((id(book), code))
    if cached is None:
        if len(_CACHE) >= _CACHE_SIZE:
            _CACHE.clear()
        cached = _CACHE[id(book), code] = (book, _single_version_plan(book, code))
    return cached[1]


_CACHE: dict[tuple[int, str], tuple[PlanVersion, Plan]] = {}
"""Plans of single versions by the version's id; the version is kept, so that its id is not reused."""
_CACHE_SIZE = 64


def _single_version_plan(version: PlanVersion, code: str) -> Plan:
    """A plan in which this version answers every day and every product."""
    try:
        shipped = get_plan(code)
        name, products_sold = shipped.name, [each.product for each in shipped.versions]
    except UnknownPlan:
        name, products_sold = Text(en=code, zh=code), []
    # The version's own product comes last: it answers claims that name no product.
    others = dict.fromkeys(product for product in products_sold if product != version.product)
    # The version was validated before, and no check of it depends on these fields.
    alone = {"covers_from": date.min, "shown_until": None, "known_from": None, "corrects": None}
    fields = {**version.__dict__, **alone}
    products = (*others, version.product)
    versions = tuple(PlanVersion.trusted(**{**fields, "product": product}) for product in products)
    plan = Plan.trusted(code=code, name=name, versions=versions)
    plan._names_mean_one_disease()  # type: ignore[operator]  # the one check of a plan that concerns a single version
    return plan
