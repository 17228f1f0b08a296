"""Prepares a plan, given itself or by its code, and checks that readings exist and limits are counted."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache

from .._arguments import wrong
from .._identity_cache import cached_by_identity
from .._texts import both, did_you_mean, listed, one_letter_apart
from ..errors import InvalidUsage, UnknownPlan, UnknownReading
from ..frozen import every
from ..limits import Limit
from ..rulebook.plan import Plan
from ..rulebook.registry.book import Book, plan_of
from ..rulebook.registry.shipped_plans import all_plans, shipped_code, shipped_plan
from ..rulebook.version import PlanVersion
from ..terms import no_option
from ..usage import Usage, usage_fault
from .prepared_plan import PreparedPlan, prepared_plan


def prepare(
    plan: str | Plan, readings: Mapping[str, str] | None, known_on: date | None = None
) -> PreparedPlan:
    """The plan under these readings, as it was known on a day, or as it is known now.

    Raises:
        UnknownPlan: no plan has this code.
        UnknownReading: no plan offers such a reading, or not this option of it.
        NoVersionInForce: no version of the plan was known on that day.
        InvalidPlan: a version names a fact that the claims it answers do not have, or one of a wrong kind.
    """
    if isinstance(plan, Plan):
        known = _own_as_known(plan, known_on)
    else:
        known = _as_known(shipped_plan(plan), known_on)
    prepared = prepared_plan(known, readings)
    if readings:
        _check_names(readings, prepared)
    return prepared


def plan_for(
    code: str, book: Book | None, readings: Mapping[str, str] | None, known_on: date | None
) -> PreparedPlan:
    """The plan with this code under a rule book of the caller's, or else as the library has it.

    Raises:
        UnknownPlan: the rule book is of another plan.
        InvalidArgument: as for `check_known_on`.
    """
    if book is None:
        return prepare(code, readings, known_on)
    check_known_on(book, known_on)
    return prepare(plan_given(code, book), readings, known_on)


def plan_given(code: str, book: Book) -> Plan:
    """The plan of a rule book of the caller's, by which claims for the plan with this code are answered.

    Raises:
        UnknownPlan: the rule book is of another plan.
    """
    plan = plan_of(book, code)
    if plan.code != code:
        message = both(
            "the claim is for plan {code!r}; the plan given is {given!r}",
            "申请的活动为“{code}”；所给活动为“{given}”",
            code=code,
            given=plan.code,
        )
        raise UnknownPlan(message, field="enrolment.plan", given=code, choices=(plan.code,))
    return plan


def check_known_on(book: Book | None, known_on: date | None) -> None:
    """Check that no day of knowledge is given beside one version, on which it would have no effect.

    Raises:
        InvalidArgument: both are given.
    """
    if known_on is not None and isinstance(book, PlanVersion):
        right = both("no such day where plan is one version", "空值（plan 已是一个版本）")
        raise wrong("known_on", known_on, right)


def with_older_defaults(readings: Mapping[str, str]) -> dict[str, str]:
    """The readings of a receipt, with the option that applied before a reading had a name.

    A receipt without `product.unnamed` was written when the newest product answered.
    """
    return {"product.unnamed": "newest", **readings}


@cached_by_identity(64)
def _as_known(plan: Plan, known_on: date | None) -> Plan:
    """The plan as it was known."""
    return plan.as_known(known_on)


@cached_by_identity(64)
def _own_as_known(plan: Plan, known_on: date | None) -> Plan:
    """A caller's own plan as it was known, after a check of the facts that it names."""
    # Those of the library are checked by the tests; without this module claims begin sooner.
    from ..rulebook.checks.named_facts import check_facts_named

    known = _as_known(plan, known_on)
    check_facts_named(known)
    return known


def _check_names(readings: Mapping[str, str], prepared: PreparedPlan) -> None:
    """Check that some plan offers each reading, which may be meant for another plan of a mixed run."""
    others = [name for name in readings if name not in prepared.offered]
    if not others:
        return
    offered = dict(prepared.offered)
    for plan in all_plans():
        offered |= prepared_plan(plan, None).offered
    for name in others:
        if name not in offered:
            known = sorted(offered)
            message = both(
                "no reading {name!r}; there are {known}{near}",
                "没有解读“{name}”；现有：{known}{near}",
                name=name,
                known=listed(known),
                near=did_you_mean(name, known),
            )
            raise UnknownReading(message, field="readings", given=name, choices=known)
        options = offered[name]
        if readings[name] not in options:
            raise no_option(name, readings[name], options)


def check_usage(usage: Usage | None, book: Book | None) -> None:
    """Check that usage of the library's plans, or of a rule book of one's own, is counted as its limits are.

    Raises:
        InvalidUsage: no claim would read an entry, because it has a name for the code of its plan, or its
            plan counts no such limit, or by another period or subject; or the code of its plan is misspelt.
    """
    used = () if usage is None else usage.used
    if not used:
        return
    known, own_code = _library_limits(), None
    if book is not None:  # a version of a library's plan may be used beside the usage of its other versions
        own = book if isinstance(book, PlanVersion) else plan_of(book)
        own_code = getattr(own, "code", None)
        # Of which plan a version is, only a claim says.
        codes = (own.code,) if isinstance(own, Plan) else [entry.plan for entry in used]
        known = known | {code: _merged(known.get(code, {}), _limits(own)) for code in codes}
    for entry in used:
        code = shipped_code(entry.plan)
        if code not in (None, entry.plan) and entry.plan != own_code:
            message = both(
                "use of limit {limit!r}: {name!r} is a name of plan {code}; give plan={code!r}, as claims do",
                "已用限额“{limit}”：“{name}”是活动 {code} 的名称；请同申请一样填写代码 {code}",
                limit=entry.limit,
                name=entry.plan,
                code=code,
            )
            raise InvalidUsage(message, field="used.plan", given=entry.plan, choices=(code,))
        limits = known.get(entry.plan)
        meant = None
        if limits is None:
            meant = next((one for one in known if one_letter_apart(entry.plan, one)), None)
        if meant:
            message = both(
                "use of limit {limit!r}: no plan {name!r}; did you mean {near!r}? "
                "Leave out the use of a plan of your own that is called so, since it changes nothing here",
                "已用限额“{limit}”：没有活动“{name}”；是否指“{near}”？若自定活动确用此代码，请略去该条，它在此不起作用",
                limit=entry.limit,
                name=entry.plan,
                near=meant,
            )
            raise InvalidUsage(message, field="used.plan", given=entry.plan, choices=(meant,))
        if limits is not None and entry.limit not in limits:
            near = get_close_matches(entry.limit, limits, n=1)
            right = (
                both("did you mean {near!r}?", "是否指“{near}”？", near=near[0])
                if near
                else both("it counts {limits}", "该活动累计的限额为 {limits}", limits=listed(sorted(limits)))
            )
            raise InvalidUsage(
                both(
                    "use of limit {limit!r}: plan {plan} counts no such limit over claims; {right}",
                    "已用限额“{limit}”：活动 {plan} 没有跨申请累计的此项限额；{right}",
                    limit=entry.limit,
                    plan=entry.plan,
                    right=right,
                ),
                field="used.limit",
                given=entry.limit,
                choices=dict.fromkeys((*near, *sorted(limits))),
            )
        ways = () if limits is None else limits[entry.limit]
        faults = [fault for limit in ways if (fault := usage_fault(limit, entry))]
        if faults and len(faults) == len(ways):
            field, right = faults[0]
            raise InvalidUsage(
                both(
                    "use of limit {limit!r} by member {member!r}: {right}",
                    "会员“{member}”已用限额“{limit}”：{right}",
                    limit=entry.limit,
                    member=entry.member,
                    right=right,
                ),
                field=f"used.{field}",
                given=getattr(entry, field),
            )


Limits = dict[str, tuple[Limit, ...]]
"""By code, every way in which some version counts a limit over several claims, under any reading."""


@cached_by_identity(64)
def _limits(book: Plan | PlanVersion) -> Limits:
    """The limits of a rule book."""
    counted = [limit for limit in every(Limit, book) if limit.per != "event"]
    return {one.code: tuple(limit for limit in counted if limit.code == one.code) for one in counted}


def _merged(one: Limits, other: Limits) -> Limits:
    return {code: (*one.get(code, ()), *other.get(code, ())) for code in one | other}


@cache
def _library_limits() -> dict[str, Limits]:
    return {plan.code: _limits(plan) for plan in all_plans()}
