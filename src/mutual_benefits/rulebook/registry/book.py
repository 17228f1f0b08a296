"""Rule books as arguments: a plan by its code or name, or itself, or one version as if always in force."""

from datetime import date
from typing import Any

from ..._arguments import checked, renamed, wrong
from ..._identity_cache import cached_by_identity
from ..._texts import both
from ...errors import UnknownPlan
from ...sources import Text
from ..plan import Plan
from ..version import PlanVersion
from .shipped_plans import all_plans, get_plan, no_such_plan, shipped_code

AnyPlan = str | Plan
"""A plan: its code, its name in English or Chinese, or a `Plan`."""
Book = str | Plan | PlanVersion
"""A rule book: a plan as above, or one version, shipped or amended, as if always in force."""


@renamed(code="plan")
@checked
def plan_of(book: Book, plan: AnyPlan | None = None) -> Plan:
    """The plan that answers claims by a rule book: what every argument `plan`, `book` and `books` is read by.

    A `Plan` is returned as it is. A code gives the library's plan, and so does a name in English or Chinese,
    as files of claims may have it. One version gives a plan in which it alone answers every day and every
    product. The version keeps its `effective_from`, so that results name it by its own first day; its
    `covers_from`, the day from which events count, becomes the first day of the calendar. It does not know
    of which plan it is, so `plan` says so: its code (of your own too) or name, or a `Plan`.

    The same version always gives the same plan object, which is therefore prepared only once.

    Raises:
        UnknownPlan: no plan has this code or name, or the version is of another shipped plan than it says.
        InvalidArgument: the book is not a code, a plan or a version, or a version comes without `plan`.

    >>> from datetime import date
    >>> plan_of("女工特疾").code
    'female_illness'
    >>> old = get_plan("accident").versions[0]
    >>> plan_of(old, "accident").version_on(date(2016, 5, 4)).effective_from
    datetime.date(2010, 6, 1)
    """
    if isinstance(book, Plan):
        return book
    if isinstance(book, str):
        code = shipped_code(book)
        if code is None:
            raise no_such_plan(book, "plan")
        return get_plan(code)
    if plan is None:
        right = both(
            "the code of the version's plan, since a version does not know its plan",
            "该版本所属活动的代码（版本本身不含活动）",
        )
        raise wrong("plan", plan, right)
    return _alone(book, plan if isinstance(plan, Plan) else shipped_code(plan) or plan)


@cached_by_identity(64)
def _alone(version: PlanVersion, known: AnyPlan) -> Plan:
    """A plan in which this version answers every day and every product."""
    own: Plan | None
    if isinstance(known, Plan):
        code, own = known.code, known
    else:
        code, own = known, get_plan(known) if shipped_code(known) else None
        _check_home(version, code, own)
    products_sold = () if own is None else tuple(each.product for each in own.versions)
    # The version's own product comes last: it answers claims that name no product.
    others = dict.fromkeys(product for product in products_sold if product != version.product)
    # The version was validated before, and no check of it depends on these fields.
    alone = {"covers_from": date.min, "shown_until": None, "known_from": None, "corrects": None}
    fields = {**version.__dict__, **alone}
    products = (*others, version.product)
    versions = tuple(PlanVersion.trusted(**{**fields, "product": product}) for product in products)
    plan = Plan.trusted(
        code=code, name=Text(en=code, zh=code) if own is None else own.name, versions=versions
    )
    plan._names_mean_one_disease()  # type: ignore[operator]  # the one check of a plan that concerns a single version
    return plan


def _check_home(version: PlanVersion, code: str, plan: Plan | None) -> None:
    """Check that a version is of the plan with this code, unless it is of no shipped plan."""
    record = _record_of(version)
    if plan is not None and record in map(_record_of, plan.versions):
        return
    for other in all_plans():
        if record in map(_record_of, other.versions):
            if plan is None:
                raise no_such_plan(code, "plan")
            message = both(
                "the version of {first} is of plan {of}, not of {code}",
                "{first} 起的版本属于活动 {of}，不属于 {code}",
                first=version.effective_from,
                of=other.code,
                code=code,
            )
            raise UnknownPlan(message, field="plan", given=code, choices=(other.code,))


def _record_of(version: PlanVersion) -> tuple[Any, ...]:
    """What no amendment changes, and no two versions of shipped plans have in common."""
    codes = tuple(benefit.code for benefit in version.benefits)
    return version.effective_from, version.product, version.source, codes
