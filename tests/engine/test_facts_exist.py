"""Rule books made in Python that read a fact which no claim has: refused by name before the first claim."""

from datetime import date

import pytest
import small_plans as small

import mutual_benefits as mb
from mutual_benefits.rules import (
    ClaimWindow,
    CoverEnds,
    ExcludedCauses,
    LumpSum,
    NumberBounds,
    PerDiem,
    Surgery,
)
from mutual_benefits.terms import Choice, Ladder, Rung

STAY = mb.HospitalStay(happened_on=date(2020, 5, 4), days=3)
INJURY = mb.Injury(happened_on=date(2020, 5, 4), hospital_days=3, died=True)
ONE = small.figure(1)


def daily(**more):
    return small.benefit(PerDiem, "daily", **{"days": "hospital_days", "rate": ONE} | more)


def once(**more):
    return small.benefit(LumpSum, "once", **{"when": "died", "sum": ONE} | more)


BY_ORDINAL = Ladder(by="ordinal", rungs=(Rung(through=1, value=ONE),), beyond=ONE)
EITHER = Choice(reading="either", options={"known": ONE, "unknown": small.by("fee_teir", {"a": 1})})
BOUNDS = NumberBounds(fact="bill", at_least=ONE, reason="low", words=small.NAME, **small.SOURCED)


@pytest.mark.parametrize(
    ("version", "told"),
    [
        (
            small.version(daily(days="hospital_day")),
            "daily: a claim for injury has no fact 'hospital_day'; did",
        ),
        (small.version(daily(days="member")), "daily: a claim for injury has no fact 'member'"),
        (small.version(once(when="deid")), "once: a claim for injury has no fact 'deid'; did you mean died?"),
        (small.version(daily(rate=EITHER)), "daily: a claim for injury has no fact 'fee_teir'; did you mean"),
        (small.version(daily(rate=BY_ORDINAL)), "daily: a claim for injury has no fact 'ordinal'"),
        (
            small.version(daily(limits=(small.limit("l", "day", 3, unless=("foo",)),))),
            "daily: a claim for injury has no fact 'foo'",
        ),
        (
            small.version(daily(limits=(small.limit("l", "day", 3, subject="chlid"),))),
            "limit l: a claim for injury has no fact 'chlid'",
        ),
        (
            small.version(once(limits=(small.limit("l", "day", small.by("fee_teir", {"a": 1})),))),
            "once: a claim for injury has no fact 'fee_teir'; did you mean fee_tier?",
        ),
        (
            small.version(once(limits=(small.limit("l", "day", 3, unless=("deid",)),))),
            "once: a claim for injury has no fact 'deid'; did you mean died?",
        ),
        (
            small.version(daily(), conditions=(Surgery(**small.SOURCED),)),
            "there was an operation: a claim for injury has no fact 'surgery'",
        ),
        (
            small.version(daily(), conditions=(BOUNDS,)),
            "a number is within bounds: a claim for injury has no fact 'bill'",
        ),
        (
            small.version(
                daily(event="hospital_stay", days="days"),
                once(),
                conditions=(ExcludedCauses(causes=("fall",), **small.SOURCED),),
            ),
            "the cause is not excluded: a claim for hospital_stay has no fact 'cause'",
        ),
    ],
)
def test_a_plan_that_reads_what_no_claim_has_is_refused_on_every_way(version, told):
    plan, readings = small.plan(version), {"either": "unknown"} if "fee_teir" in told else None
    event = STAY if "hospital_stay" in told else INJURY
    claim = small.claim(1, event)
    for assess in (
        lambda: mb.assess(claim, plan=plan, readings=readings),
        lambda: mb.assess_table(small.table([claim]), plan=plan, readings=readings),
    ):
        with pytest.raises(mb.InvalidPlan) as refused:
            assess()
        assert str(refused.value).startswith(f"plan small, version of 2020-01-01, {told}")
        assert refused.value.given in refused.value.in_("zh")


def test_what_guards_one_benefit_may_read_the_facts_of_its_event_alone():
    guarded = ExcludedCauses(causes=("fall",), benefits=("once",), **small.SOURCED)
    ends = CoverEnds(limit=small.limit("ends", "payment", 1, per="cover_period"), **small.SOURCED)
    window = ClaimWindow(days=small.figure(30), **small.SOURCED)
    version = small.version(
        daily(event="hospital_stay", days="nights"), once(), conditions=(guarded, ends, window)
    )
    assert mb.assess(small.claim(1, STAY), plan=small.plan(version)).status == "undetermined"
    assert mb.assess(small.claim(1, INJURY), plan=small.plan(version)).status == "payable"
