"""The fee for a period of cover, and whether enough of a unit's staff joins."""

from decimal import Decimal

from .._arguments import checked, wrong
from .._texts import both, listed, was
from ..claims import Enrolment
from ..errors import InvalidArgument, UndeterminedTotal, UnknownFeeTier
from ..frozen import Frozen
from ..money import to_yuan
from ..rulebook.plan import Plan
from ..rulebook.registry.book import Book, plan_of
from ..rulebook.registry.shipped_plans import shipped_plan
from ..rulebook.version import GroupRule, PlanVersion
from ..rulebook.version_in_force import Timelines
from ..rules.own_facts import check_class, classes_of_members
from ..rules.spelling import compact, tier_codes
from ..terms import Figure


@checked
def fee_due(enrolment: Enrolment, *, members: int = 1, plan: Book | None = None) -> Decimal:
    """The fee in yuan for one period, by the version in force on the first day of cover.

    Args:
        enrolment: the enrolment, which names the plan and the first day of cover.
        members: the number of members with this enrolment.
        plan: a rule book: a plan's code or name, a `Plan`, or one version, as if always in force;
            the library's plan of the enrolment if left out.

    Raises:
        UnknownPlan, UnknownProduct, NoVersionInForce: no version applies to the enrolment, or it names none
            of several products that cost different fees.
        UnknownFeeTier: the version has no such fee tier, or requires one.
        InvalidFact: the plan has no such class of members.
        UndeterminedTotal: the record does not state the fee.
        ValueError: `members` is negative, or the enrolment names several shares of a version that has none.

    >>> from datetime import date
    >>> tier_74 = Enrolment(plan="accident", cover_from=date(2018, 5, 15), fee_tier="74")
    >>> fee_due(tier_74, members=3_497)
    Decimal('258778.00')
    """
    if members < 0:
        raise wrong("members", members, both("0 or more", "不小于 0 的数"))
    rules = shipped_plan(enrolment.plan) if plan is None else plan_of(plan, enrolment.plan)
    version = rules.version_on(enrolment.cover_from, enrolment.product)
    check_class(enrolment, rules.code, classes_of_members(rules.versions))
    if enrolment.product is None:
        _check_product(rules.as_known(), enrolment)
    fee = _fee_of_a_share(version, enrolment)
    if enrolment.shares > 1 and not any(getattr(rule, "per_share", False) for rule in version.benefits):
        raise InvalidArgument(
            both(
                "enrolment.shares is {shares}; plan {plan} as of {day} has no shares, so leave it out",
                "enrolment.shares 为 {shares}；活动 {plan} {day} 版本不分份数，请不要填写",
                shares=enrolment.shares,
                plan=rules.code,
                day=version.effective_from,
            ),
            field="enrolment.shares",
            given=enrolment.shares,
        )
    return to_yuan(fee * enrolment.shares * members)


def _check_product(plan: Plan, enrolment: Enrolment) -> None:
    """Check that all products on sale on the first day of cover cost the same."""
    day, timelines = enrolment.cover_from, Timelines(plan.code, plan.versions)
    fees = {_known_fee(plan.versions[place], enrolment) for place in timelines.rivals_on(day)}
    if len(fees) > 1:
        raise timelines.product_not_named(day)


def _known_fee(version: PlanVersion, enrolment: Enrolment) -> int | None:
    """The fee of a share; None if the version has none for this enrolment, or the record states none."""
    try:
        return _fee_of_a_share(version, enrolment)
    except (UndeterminedTotal, UnknownFeeTier):
        return None


def _fee_of_a_share(version: PlanVersion, enrolment: Enrolment) -> int:
    codes = tier_codes(tier.code for tier in version.fee_tiers)
    code = codes.get(compact(enrolment.fee_tier or ""))
    for tier in version.fee_tiers:
        if tier.code == code:
            return tier.high_risk if enrolment.occupation == "high_risk" else tier.ordinary
    if version.fee_tiers or enrolment.fee_tier is not None:
        tiers = [tier.code for tier in version.fee_tiers]
        raise UnknownFeeTier(
            both(
                "enrolment.fee_tier {was}; the version's tiers: {tiers}",
                "enrolment.fee_tier {was}；该版本的会费档次：{tiers}",
                was=was(enrolment.fee_tier),
                tiers=listed(tiers) if tiers else both("none, so leave it out", "无，请不要填写"),
            ),
            field="enrolment.fee_tier",
            given=enrolment.fee_tier,
            choices=tiers,
        )
    if version.fee is None:
        return 0
    if not isinstance(version.fee, Figure):
        raise UndeterminedTotal(
            both(
                "plan {plan} as of {day}: the record does not state the fee",
                "活动 {plan} {day} 版本：公开资料未载明会费",
                plan=enrolment.plan,
                day=version.effective_from,
            ),
            missing=("fee",),
        )
    return version.fee.value


class UnitCheck(Frozen):
    """Whether enough of a unit's staff joins: `needed` members out of `staff`.

    `needed` and `enough` are None where the record states no threshold for the version.
    """

    staff: int
    members: int
    needed: int | None
    enough: bool | None
    rule: GroupRule | None


@checked
def check_unit(version: PlanVersion, *, staff: int, members: int) -> UnitCheck:
    """Whether a unit's enrolment meets the version's group threshold.

    Raises:
        ValueError: `staff` or `members` is negative, or `members` greater than `staff`.

    >>> from datetime import date
    >>> version = shipped_plan("accident").version_on(date(2016, 5, 4))
    >>> check_unit(version, staff=61, members=30).needed
    31
    >>> check_unit(version, staff=29, members=28).enough
    False
    """
    if staff < 0:
        raise wrong("staff", staff, both("0 or more, the whole staff", "职工人数，不小于 0"))
    if not 0 <= members <= staff:
        raise wrong(
            "members", members, both("0 to {staff}, the staff", "0 至 {staff}（职工人数）", staff=staff)
        )
    rule = version.group
    if rule is None:
        return UnitCheck(staff=staff, members=members, needed=None, enough=None, rule=None)
    share = 10_000 if staff <= rule.whole_up_to.value else rule.share.value
    needed = -(-staff * share // 10_000)
    return UnitCheck(staff=staff, members=members, needed=needed, enough=members >= needed, rule=rule)
