"""Rule books to put a claim to: a plan by its code, a plan, or one version as if always in force."""

from datetime import date

from ..errors import UnknownPlan
from ..plans.registry import get_plan
from ..rulebook.plan import Plan
from ..rulebook.version import PlanVersion
from ..sources import Text

Book = str | Plan | PlanVersion
"""The code of a plan, a plan of your own, or one version, shipped or amended."""


def plan_of(book: Book, code: str) -> Plan:
    """The plan that answers for a book, to be given to `assess` or `assess_table`.

    A code gives the library's plan, and a plan is itself: each day is answered by the version of that
    day. A version gives a plan of this `code` that answers every day, and every product, with that
    version alone. The version keeps its `effective_from`, so that results name it by its own first day;
    what is moved to the first of all days is `covers_from`, the day from which events count.

    Asking again for the same version gives the same plan, which is then made ready once.

    Raises:
        UnknownPlan: the book is a code that no plan has.
        TypeError: the book is none of the three.

    >>> from datetime import date
    >>> old = get_plan("accident").versions[0]
    >>> plan_of(old, "accident").version_on(date(2016, 5, 4)).effective_from
    datetime.date(2010, 6, 1)
    """
    if isinstance(book, str):
        return get_plan(book)
    if isinstance(book, Plan):
        return book
    if not isinstance(book, PlanVersion):
        raise TypeError(
            f"{book!r} is no rule book; give the code of a plan, a Plan, or a PlanVersion"
            " such as get_plan('accident').versions[0]"
        )
    found = _KEPT.get((id(book), code))
    if found is None:
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        found = _KEPT[id(book), code] = (book, _alone(book, code))
    return found[1]


_KEPT: dict[tuple[int, str], tuple[PlanVersion, Plan]] = {}
"""Plans of single versions, with the version, so that nothing else comes to have its identity."""
_MOST = 64


def _alone(version: PlanVersion, code: str) -> Plan:
    """The plan that answers every day with this version, whatever product is asked for."""
    try:
        shipped = get_plan(code)
        name, sold = shipped.name, [one.product for one in shipped.versions]
    except UnknownPlan:
        name, sold = Text(en=code, zh=code), []
    # The product that the version was written for comes last: it answers who names none.
    others = dict.fromkeys(product for product in sold if product != version.product)
    # The version was validated, and nothing that it is checked for hangs on these fields.
    fields = {**version.__dict__, "covers_from": date.min, "known_from": None, "corrects": None}
    products = (*others, version.product)
    versions = tuple(PlanVersion.trusted(**{**fields, "product": product}) for product in products)
    plan = Plan.trusted(code=code, name=name, versions=versions)
    plan._names_mean_one_disease()  # type: ignore[operator]  # the one check that concerns a version alone
    return plan
