"""`laws.histories`: a system that counts limits wrongly from claim to claim is found, a right one is not."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from example_counts import examples
from planted_faults import filled_in
from strategies_tables import THOROUGH

import mutual_benefits as mb
from mutual_benefits.testing import laws

STAY = {"plan": "hospital_allowance", "version": date(2012, 5, 4)}


class Ledger:
    """Pays 40 yuan for each day after the third, up to 180 days of a member and a cover, by hand."""

    def __init__(self, key=lambda claim: (claim.member, claim.enrolment.cover_from), counted=min):
        self.used = defaultdict(int)
        self.key, self.counted = key, counted

    def pay(self, claim):
        event = claim.event
        if mb.assess(claim).status == "refused":
            return Decimal(0)
        if mb.assess(claim).status == "undetermined":
            return None
        key, due = self.key(claim), max(event.days - 3, 0)
        days = max(min(due, 180 - self.used[key]), 0)
        self.used[key] = self.counted(self.used[key] + days, 180)
        return Decimal(40 * days)


class Engine:
    """The library's engine with a figure for every open term, which keeps the usage of each member."""

    def __init__(self, plan):
        self.plan = plan
        self.usage = defaultdict(mb.Usage)

    def pay(self, claim):
        assessment = mb.assess(claim, plan=self.plan, usage=self.usage[claim.member])
        self.usage[claim.member] = self.usage[claim.member].after(assessment.drawn)
        return {part.benefit: part.amount for part in assessment.entitlements}


@pytest.mark.parametrize(
    "plan", mb.all_plans() if THOROUGH else mb.all_plans()[::3], ids=lambda plan: plan.code
)
def test_a_system_that_counts_as_the_rule_book_says_is_right(plan):
    own = filled_in(plan)
    report = laws.histories(lambda: Engine(own).pay, plan, max_examples=examples(6))
    assert not report.violations, str(report)


def test_a_ledger_that_counts_nothing_is_shown_by_two_claims_in_order():
    uncounted = partial(Ledger, key=id)
    assert not laws.histories(lambda: Ledger().pay, **STAY, max_examples=examples(8)).violations
    (found,) = laws.histories(lambda: uncounted().pay, **STAY).violations
    earlier, last = found.claims
    assert earlier.event.happened_on <= last.event.happened_on
    assert found.text.en.startswith(f"Claim {last.id}: all benefits together: ")
    assert found.text.zh.startswith(f"申请 {last.id}：")
    assert found.version == date(2011, 1, 1)
    assert sum(claim.event.days for claim in found.claims) <= 186 + 3


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize("check", [laws.check, laws.differential])
def test_a_system_that_is_not_begun_anew_is_told_so(check):
    report = check(Ledger().pay, **STAY, max_examples=20)
    assert report.broken
    assert not report.repeats
    assert "it keeps something from claim to claim" in report.text("en")
    assert "在申请之间保留了状态" in report.text("zh")
    anew = check(lambda claim: Ledger(counted=max).pay(claim) or Decimal(1), **STAY, max_examples=5)
    assert anew.broken
    assert anew.repeats
    assert "from claim to claim" not in str(anew)


def test_a_system_that_knows_nothing_is_no_success():
    assert laws.histories(lambda: lambda claim: None, **STAY, max_examples=5).broken == ("histories",)


def test_what_makes_no_payout_is_an_error():
    right = r"start is .*; give a function that needs nothing and makes the payout"
    for start in (Ledger, Ledger().pay, dict):
        with pytest.raises(mb.InvalidArgument, match=right):
            laws.histories(start, **STAY)
    for number in ("most", "max_examples"):
        with pytest.raises(mb.InvalidArgument, match=f"{number} is 0; give 1 or more"):
            laws.histories(lambda: Ledger().pay, **STAY, **{number: 0})
