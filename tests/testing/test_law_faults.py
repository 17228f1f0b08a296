"""Each law has a fault planted in an otherwise right payout, which this law reports, and hardly any other."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any, NamedTuple

import pytest
from example_counts import examples
from filled_plans import at_share, filled
from strategies_tables import THOROUGH

import mutual_benefits as mb
from mutual_benefits.rulebook.term_path import place_of, rewritten
from mutual_benefits.rules import (
    AgeLimit,
    ClaimWindow,
    ExcludedCauses,
    FactAmong,
    InSetting,
    Notice,
    NotInSitu,
    NumberBounds,
    OfSex,
    OnList,
    OnRoute,
    Surgery,
    Waiting,
    WithinCover,
)
from mutual_benefits.rules.own_facts import Fact
from mutual_benefits.testing import laws

Parts = dict[str, Any]
OPEN = mb.Unstated(what=mb.Text(en="made open", zh="留空"))
NEW = date(2016, 1, 1)


class Fault(NamedTuple):
    """A plan, and a function that spoils the right sums of a claim."""

    plan: mb.Plan
    spoil: Callable[[mb.Claim, Parts], Any]
    readings: dict[str, str] = {}  # noqa: RUF012  # never written to
    right: mb.Plan | None = None


def plan_with(plan: mb.Plan, change: Callable[[mb.PlanVersion], mb.PlanVersion]) -> mb.Plan:
    return mb.Plan(
        code=plan.code, name=plan.name, versions=tuple(change(version) for version in plan.versions)
    )


BOUNDED = mb.Unstated(
    what=OPEN.what,
    low=10_00,
    high=90_00,
    source=mb.Source(id="test", title=mb.Text(en="made up", zh="虚构")),
    basis=mb.Basis.INFERRED,
)


def opened(code: str, *paths: str, first: date | None = None, term: mb.Unstated = OPEN) -> mb.Plan:
    """A plan of one version, the newest or that of a first day, in which these terms are unstated."""
    plan = mb.get_plan(code)
    versions = [version for version in plan.versions if first in (None, version.effective_from)]
    put = {place_of(versions[-1], path): term for path in paths}
    return mb.Plan(code=code, name=plan.name, versions=(rewritten(versions[-1], put),))


@cache
def stated(plan: mb.Plan) -> mb.Plan:
    """The plan with a figure for every unstated term, as a real system has one."""
    return plan_with(plan, lambda version: filled(version, at_share({"the deductible from 2013": 0}, 300)))


def right(claim: mb.Claim, plan: mb.Plan, readings: dict[str, str]) -> Parts:
    assessment = mb.assess(claim, plan=stated(plan), readings=readings)
    return {part.benefit: part.amount for part in assessment.entitlements}


def payout(fault: Fault) -> Callable[[mb.Claim], Any]:
    plan = fault.right or fault.plan

    def pay(claim: mb.Claim) -> Any:
        try:
            paid = right(claim, plan, fault.readings)
        except mb.NotCovered:
            paid = {}
        return fault.spoil(claim, paid)

    return pay


def when(test: Callable[[mb.Claim], Any], **sums: str) -> Callable[[mb.Claim, Parts], Parts]:
    """A function that replaces sums of the claims that pass a test."""
    other = {benefit: Decimal(sum_) for benefit, sum_ in sums.items()}
    return lambda claim, paid: paid | other if test(claim) else paid


def kept(_: mb.Claim, paid: Parts) -> Parts:
    return paid


def without(code: str, kind: type[Any]) -> Fault:
    """A system that ignores one kind of condition."""
    plan = mb.get_plan(code)

    def forget(version: mb.PlanVersion) -> mb.PlanVersion:
        left = [guard for guard in version.conditions if not isinstance(guard, kind)]
        return rewritten(version, {}, conditions=tuple(left))

    return Fault(plan, kept, right=plan_with(plan, forget))


def least_days(version: mb.PlanVersion) -> mb.PlanVersion:
    """The version, in which a stay must have five days."""
    sourced = {"source": BOUNDED.source, "basis": BOUNDED.basis}
    days = mb.Figure(value=5, **sourced)
    words = mb.Text(en="the stay is below five days", zh="住院不足五天")
    bounds = NumberBounds(fact="days", unit="day", at_least=days, reason="short_stay", words=words, **sourced)
    return rewritten(version, {}, conditions=(*version.conditions, bounds))


def in_town(version: mb.PlanVersion, *, guarded: bool = False) -> mb.PlanVersion:
    """The version with a fact of its own; with `guarded`, only members of big towns are paid."""
    sourced = {"source": BOUNDED.source, "basis": BOUNDED.basis}
    big, small = mb.Text(en="big", zh="大"), mb.Text(en="small", zh="小")
    town = Fact(kind="word", name=mb.Text(en="town", zh="城镇"), words={"big": big, "small": small})
    only = FactAmong(fact="town", among=("big",), reason="small_town", words=small, **sourced)
    conditions = (*version.conditions, only) if guarded else version.conditions
    return rewritten(version, {}, conditions=conditions, facts=(("town", town),))


def rule_of(plan: mb.Plan, claim: mb.Claim, code: str) -> Any:
    version = plan.version_on(claim.event.happened_on, claim.enrolment.product)
    return next(rule for rule in version.benefits if rule.code == code)


def different_when_repeated() -> Callable[[mb.Claim, Parts], Parts]:
    """A function that gives another sum when the same claim comes again."""
    last: list[mb.Claim] = []

    def spoil(claim: mb.Claim, paid: Parts) -> Parts:
        again = bool(last) and last[-1] is claim
        last[:] = [claim]
        return paid | {"death_sum": Decimal(100 + again)} if poor(claim) else paid

    return spoil


def poor(claim: mb.Claim) -> bool:
    """A death in the lowest tier, whose sum the record does not state, of a cause that excludes nothing."""
    return claim.enrolment.fee_tier == "26" and claim.event.died and claim.event.cause is None


def raising(claim: mb.Claim, paid: Parts) -> Parts:
    if poor(claim):
        raise KeyError("26")
    return paid


def even_when_nothing(claim: mb.Claim, paid: Parts) -> Decimal:
    event = claim.event
    asks = event.living_days or event.hospital_days or event.care_days or event.died
    asks = asks or event.disability_grade or event.injury_kind
    return sum(paid.values(), Decimal(0)) if asks else Decimal(100)


def a_fen_more(claim: mb.Claim, paid: Parts) -> Parts:
    event = claim.event
    cap = 180 if event.died or event.disability_grade else 20
    sum_ = Decimal(90 * min(event.living_days, cap)) + Decimal("0.01" if event.living_days < 10 else "0.00")
    return paid | {"living_allowance": sum_} if paid["living_allowance"] else paid


def no_waiting(claim: mb.Claim, paid: Parts) -> Parts:
    """Nothing is taken off for the first days; beyond the limit of 180 days nothing is added."""
    unsure = claim.enrolment.born_on is None
    return paid | {"stay_allowance": Decimal(40 * min(claim.event.days, 180))} if unsure else paid


def capped_at_20(claim: mb.Claim) -> bool:
    """Whether care is claimed for more days than count without a death or a disability grade."""
    return claim.event.care_days > 20 and not (claim.event.died or claim.event.disability_grade)


def a_day_too_many(claim: mb.Claim, paid: Parts) -> Parts:
    new = claim.event.happened_on >= NEW
    cap = (20 if new else 15) if not (claim.event.died or claim.event.disability_grade) else 180
    due = paid["hospital_allowance"]
    more = due and claim.event.hospital_days > cap
    return paid | {"hospital_allowance": due + due / cap} if more else paid


def all_shares(claim: mb.Claim, paid: Parts) -> Parts:
    beyond = 2000 <= claim.event.happened_on.year < 2018 and claim.enrolment.shares > 4
    due = paid["illness_sum"]
    return paid | {"illness_sum": due / 4 * claim.enrolment.shares} if beyond and due else paid


def raised(paid: Parts, more: str) -> Parts:
    return {code: sum_ + Decimal(more) if sum_ else sum_ for code, sum_ in paid.items()}


def half_down(claim: mb.Claim, paid: Parts) -> Parts:
    share = (70, 60, 50)[min(claim.event.ordinal, 3) - 1]
    half = claim.event.self_paid * share % 1 == Decimal("0.5")
    return (
        paid | {"stay_share": paid["stay_share"] - Decimal("0.01")} if half and paid["stay_share"] else paid
    )


def fewer_shares(claim: mb.Claim, paid: Parts) -> Parts:
    shares, due = claim.enrolment.shares, paid["illness_sum"]
    return paid | {"illness_sum": Decimal(10_000 * (5 if shares == 5 else 4))} if due and shares > 4 else paid


def by_steps(claim: mb.Claim, paid: Parts) -> Parts:
    days = claim.event.living_days
    sum_ = Decimal((10 if days < 10 else 90) * min(days, 20))
    return paid | {"living_allowance": sum_} if paid["living_allowance"] else paid


def a_day_beyond(claim: mb.Claim, paid: Parts) -> Parts:
    """The open rate is 50 yuan a day, and the limit of 20 days is read as 21."""
    sum_ = Decimal(50 * min(claim.event.living_days, 21))
    open_limit = paid["living_allowance"] and claim.event.disability_grade is None
    return paid | {"living_allowance": sum_} if open_limit else paid


def a_share_too_many(claim: mb.Claim, paid: Parts) -> Parts:
    """The open sum is 1,000 yuan a share, and of at most four shares five count."""
    counted = min(claim.enrolment.shares, 5)
    return paid | {"illness_sum": Decimal(1_000 * counted)} if paid["illness_sum"] else paid


def not_in_step(claim: mb.Claim, paid: Parts) -> Parts:
    counted = min(claim.enrolment.shares, 4)
    return paid | {"illness_sum": Decimal(1_000 + 10 * counted)} if paid["illness_sum"] else paid


def slow_for_the_renewed(claim: mb.Claim, paid: Parts) -> Parts:
    early = (claim.event.happened_on - claim.enrolment.cover_from).days < 90
    due = paid["illness_sum"]
    return paid | {"illness_sum": due - 100} if due and early and claim.enrolment.renewed else paid


ACCIDENT, ALLOWANCE = mb.get_plan("accident"), mb.get_plan("hospital_allowance")
ILLNESS, MEDICAL = mb.get_plan("critical_illness"), mb.get_plan("hospital_medical")
HOME = mb.get_plan("non_work_accident")
FIRST_ALLOWANCE = mb.Plan(code=ALLOWANCE.code, name=ALLOWANCE.name, versions=ALLOWANCE.versions[:1])
FIRST_MEDICAL = mb.Plan(code=MEDICAL.code, name=MEDICAL.name, versions=MEDICAL.versions[:1])
OLD_ILLNESS = mb.Plan(code=ILLNESS.code, name=ILLNESS.name, versions=ILLNESS.versions[1:2])
NEW_ILLNESS = mb.Plan(code=ILLNESS.code, name=ILLNESS.name, versions=ILLNESS.versions[-1:])
OPEN_RATE = opened("accident", *(f"living_allowance.rate.{tier}" for tier in (26, 50, 74, 100)), term=BOUNDED)
TOGETHER = {"consolation.day_cap": "together"}


def beside(version: mb.PlanVersion) -> mb.PlanVersion:
    """A version in which only the limit keeps the death sum and the disability sum from both being paid."""
    rules = [
        rule.model_copy(update={"unless": ()}) if rule.code == "disability_sum" else rule
        for rule in version.benefits
    ]
    return rewritten(version, {}, benefits=tuple(rules))


def both_paid(claim: mb.Claim, paid: Parts) -> Parts:
    event, tier = claim.event, claim.enrolment.fee_tier
    both = paid["death_sum"] and event.disability_grade and tier == "50"
    return paid | {"disability_sum": Decimal(100)} if both else paid


def separately(claim: mb.Claim, paid: Parts) -> Parts:
    return right(claim, ACCIDENT, {"consolation.day_cap": "each"})


FAULTS: dict[str, Fault] = {
    "answers": Fault(ACCIDENT, raising),
    "never_negative": Fault(ACCIDENT, when(poor, death_sum="-1")),
    "whole_fen": Fault(ACCIDENT, when(poor, death_sum="1.005")),
    "same_again": Fault(ACCIDENT, different_when_repeated()),
    "identity": Fault(ACCIDENT, when(lambda c: c.id == "C-2" and c.event.died, death_sum="1")),
    "known_benefits": Fault(ACCIDENT, when(poor, bonus="5")),
    "not_covered": Fault(
        HOME,
        when(lambda c: c.event.kind == "child_injury" and c.event.happened_on < NEW, child_death_sum="20000"),
    ),
    "not_asked": Fault(
        ACCIDENT, when(lambda c: c.event.died and not c.event.care_days, care_allowance="100")
    ),
    "nothing_claimed": Fault(ACCIDENT, even_when_nothing),
    "not_read": Fault(ACCIDENT, lambda claim, paid: {} if claim.enrolment.renewed else paid),
    "days_claimed": Fault(OPEN_RATE, a_fen_more),
    "waiting_days": Fault(FIRST_ALLOWANCE, no_waiting),
    "day_cap": Fault(ACCIDENT, a_day_too_many),
    "days_together": Fault(ACCIDENT, separately, TOGETHER),
    "lump_sum": Fault(
        ACCIDENT,
        lambda claim, paid: (
            paid | {"death_sum": Decimal("30000.01")} if paid["death_sum"] == 30_000 else paid
        ),
    ),
    "share_cap": Fault(OLD_ILLNESS, all_shares),
    "graded_sum": Fault(
        ACCIDENT,
        lambda claim, paid: (
            paid | {"disability_sum": Decimal(30_001)}
            if paid["disability_sum"] and claim.enrolment.fee_tier == "50"
            else paid
        ),
    ),
    "paid_instead": Fault(
        ACCIDENT, when(lambda c: poor(c) and c.event.disability_grade, death_sum="0", disability_sum="100")
    ),
    "percentage": Fault(
        FIRST_MEDICAL, lambda claim, paid: raised(paid, "0.01") if claim.event.self_paid > 10 else paid
    ),
    "ceiling": Fault(
        HOME,
        lambda claim, paid: (
            paid | {"fire_loss": Decimal(10_001)} if paid.get("fire_loss") == 10_000 else paid
        ),
    ),
    "deductible": Fault(
        opened("warm_aid", *(f"stay_share.share.{who}" for who in ("ordinary", "model_worker", "hardship"))),
        lambda claim, paid: (
            paid | {"stay_share": claim.event.self_paid}
            if paid["stay_share"] and claim.event.self_paid < 20_000
            else paid
        ),
    ),
    "out_of_pocket": Fault(
        opened(
            "hospital_medical",
            *(f"stay_share.share.{rung}" for rung in ("rungs.1", "rungs.2", "beyond")),
            first=date(2008, 10, 14),
        ),
        lambda claim, paid: paid | {"stay_share": claim.event.self_paid + 1} if paid["stay_share"] else paid,
    ),
    "money_cap": Fault(
        ACCIDENT,
        when(
            lambda c: c.event.care_days and c.enrolment.fee_tier == "50" and c.event.happened_on < NEW,
            care_allowance="50000",
        ),
    ),
    "one_payment": Fault(plan_with(ACCIDENT, beside), both_paid),
    "full_sum": Fault(
        ACCIDENT,
        lambda claim, paid: (
            paid | {"death_sum": Decimal("29999.99")} if paid["death_sum"] == 30_000 else paid
        ),
    ),
    "half_up": Fault(FIRST_MEDICAL, half_down),
    "out_of_cover": without("accident", WithinCover),
    "waiting_period": without("female_illness", Waiting),
    "age_limit": without("hospital_allowance", AgeLimit),
    "sex_not_covered": without("female_illness", OfSex),
    "number_bounds": Fault(plan_with(ALLOWANCE, least_days), kept, right=ALLOWANCE),
    "fact_among": Fault(
        plan_with(ALLOWANCE, partial(in_town, guarded=True)), kept, right=plan_with(ALLOWANCE, in_town)
    ),
    "not_on_list": without("critical_illness", OnList),
    "in_situ_excluded": without("female_illness", NotInSitu),
    "no_surgery": without("critical_illness", Surgery),
    "setting_not_covered": without("hospital_medical", InSetting),
    "excluded_cause": without("accident", ExcludedCauses),
    "other_route": without("accident", OnRoute),
    "late_notice": without("non_work_accident", Notice),
    "late_claim": without("non_work_accident", ClaimWindow),
    "more_days": Fault(
        # Where a further day certainly counts, a day that pays less breaks the law of the daily rate as well.
        ACCIDENT,
        lambda claim, paid: (
            paid | {"care_allowance": Decimal(50 if capped_at_20(claim) else 100)}
            if paid["care_allowance"]
            else paid
        ),
    ),
    "more_costs": Fault(
        mb.Plan(code=MEDICAL.code, name=MEDICAL.name, versions=MEDICAL.versions[1:]),
        lambda claim, paid: (
            paid | {"stay_share": Decimal(1)}
            if paid["stay_share"] and claim.event.self_paid // 100 % 2
            else paid
        ),
    ),
    "more_shares": Fault(NEW_ILLNESS, fewer_shares),
    "higher_tier": Fault(
        ACCIDENT,
        lambda claim, paid: (
            paid | {"disability_sum": Decimal(100)}
            if paid["disability_sum"] and claim.enrolment.fee_tier == "100"
            else paid
        ),
    ),
    "each_day": Fault(OPEN_RATE, by_steps),
    "no_further_day": Fault(OPEN_RATE, a_day_beyond),
    "no_further_share": Fault(
        opened("critical_illness", "illness_sum.sum", first=date(2010, 6, 1)), a_share_too_many
    ),
    "each_share": Fault(opened("critical_illness", "illness_sum.sum", first=date(2010, 6, 1)), not_in_step),
    "first_day": Fault(
        ACCIDENT, when(lambda c: c.event.care_days and c.event.happened_on == NEW, care_allowance="1")
    ),
    "renewal": Fault(
        opened("female_illness", "illness_sum.sum.beyond", first=date(2010, 12, 28)), slow_for_the_renewed
    ),
}


ALSO = {
    "ceiling": ("percentage",),
    "day_cap": ("money_cap",),
    "first_day": ("out_of_cover", "excluded_cause"),
    "graded_sum": ("money_cap", "higher_tier"),
    "lump_sum": ("money_cap",),
    "money_cap": ("out_of_cover", "excluded_cause"),
    "never_negative": ("out_of_cover",),
    "no_further_day": ("full_sum", "each_day"),
    "not_asked": ("money_cap",),
    "one_payment": ("money_cap",),
    "same_again": ("out_of_cover",),
    "whole_fen": ("out_of_cover",),
}
"""Laws that a fault breaks too, for the few claims that both laws are about: found with seventeen seeds."""


def test_every_law_has_a_planted_fault():
    assert sorted(FAULTS) == sorted(law.code for law in laws.LAWS)


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize("code", FAULTS)
def test_a_law_reports_its_planted_fault(code: str) -> None:
    fault = FAULTS[code]
    for claims in (
        20,
        200,
        1_000,
    ):  # most faults are found among few claims, which take a quarter of the time
        report = laws.check(
            payout(fault), fault.plan, readings=fault.readings, only=[code], max_examples=claims
        )
        if report.broken:
            break
    assert report.broken == (code,)
    for lang in ("en", "zh"):
        assert "{" not in report.text(lang)


@pytest.mark.parametrize("code", list(FAULTS)[:: 1 if THOROUGH else 2])
def test_no_other_law_reports_the_planted_fault(code: str) -> None:
    fault = FAULTS[code]
    report = laws.check(
        payout(fault),
        fault.plan,
        readings=fault.readings,
        skip=[code, *ALSO.get(code, ())],
        max_examples=examples(15),
    )
    assert report.broken == (), str(report)
