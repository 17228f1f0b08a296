"""Laws of small plans: a payout that is wrong in one way is reported, and what the record allows is not."""

from datetime import timedelta
from decimal import Decimal

import pytest
from small_plans import FIRST, SOURCED, benefit, between, by, claim, figure, limit, plan, version

import mutual_benefits as mb
from mutual_benefits import rules
from mutual_benefits.terms import Ladder, Rung
from mutual_benefits.testing import laws
from mutual_benefits.testing.oracle import is_met
from mutual_benefits.testing.version_view import version_views
from mutual_benefits.vocabulary import both

TOLD = {"reason": "not_within", "words": both("not within bounds", "不在范围内")} | SOURCED
COVER = rules.WithinCover(years=figure(1), **SOURCED)
IN_TIME = (rules.Notice(days=figure(10), **SOURCED), rules.ClaimWindow(years=figure(3), **SOURCED))
TIERS = tuple(
    mb.FeeTier(code=code, ordinary=fee, high_risk=fee, **SOURCED) for code, fee in (("low", 1), ("high", 2))
)


def book(*benefits, conditions=(COVER,), **more):
    return plan(version(*benefits, conditions=conditions, **more))


def daily(code="living", **terms):
    return benefit(rules.PerDiem, code, days=f"{code}_days", **({"rate": figure(100)} | terms))


def death(value=900, **terms):
    return benefit(
        rules.LumpSum, "death", when="died", sum=figure(value) if isinstance(value, int) else value, **terms
    )


def grade(**terms):
    return benefit(rules.LumpSum, "grade", when="disability_grade", sum=figure(700), **terms)


def banded(*bands, **terms):
    terms |= {"bands": bands, "counter": limit("costs", "fen", None)}
    return benefit(rules.BandedShare, "bands", "medical_expense", **terms)


def of(own):
    """The payout of a system that follows another rule book."""
    return lambda claim: {part.benefit: part.low for part in mb.assess(claim, plan=own).entitlements}


def in_all(pay):
    return lambda claim: sum(pay(claim).values(), Decimal(0))


def told_in_time(pay):
    """The payout of a system that pays nothing before the association is notified."""
    return lambda claim: pay(claim) if claim.notified_on else {}


def nothing(claim):
    return {}


def at_1_yuan(days):
    return Decimal(days)


def renewed_early(claim):
    """19 yuan where the record leaves open whether 9 or 18 are due."""
    enrolment = claim.enrolment
    early = (claim.event.happened_on - enrolment.cover_from).days < 90
    return {"death": Decimal(19)} if claim.event.died and early and enrolment.renewed else {}


def of_five_shares(claim):
    """The open sum is 10 yuan a share, and only who has five shares is paid more than for four."""
    shares = claim.enrolment.shares
    return {"death": Decimal(50 if shares == 5 else 10 * min(shares, 4))} if claim.event.died else {}


BY_DAY = Ladder(
    by="day_of_cover",
    rungs=(Rung(through=90, value=figure(900)),),
    beyond=figure(1_800),
    waiver=between(0, 1),
)
ONE = (limit("either", "payment", 1),)
OPEN_SHARES = book(death(between(0, None), per_share=True, most_shares=figure(4)))
TIERED = book(daily(rate=by("fee_tier", {"low": 100, "high": 200})), fee_tiers=TIERS)
BAND = {"upto": figure(1_000_00), "share": figure(4_000)}
REST = rules.Band(share=figure(1_000))
FEW_SHARES = rules.NumberBounds(fact="shares", unit="share", at_most=figure(3), **TOLD)
PAID = rules.PaidOnce(limit=limit("paid", "payment", None, "cover_period"), **SOURCED)

WRONG = {
    "a lump sum is paid for each share": (
        book(death(), grade(per_share=True)),
        of(book(death(per_share=True), grade(per_share=True))),
        "lump_sum",
    ),
    "a band is paid above its ceiling": (
        book(banded(rules.Band(**BAND, ceiling=figure(300_00)), REST)),
        of(book(banded(rules.Band(**BAND, ceiling=figure(301_00)), REST))),
        "percentage",
    ),
    "more shares are paid than may be": (
        book(death(per_share=True), conditions=(COVER, FEW_SHARES)),
        of(book(death(per_share=True))),
        "number_bounds",
    ),
    "more is paid than with and without the wait": (book(death(BY_DAY)), renewed_early, "lump_sum"),
    "a further day is not paid": (
        book(daily()),
        lambda claim: {"living": at_1_yuan(min(claim.event.living_days, 5))},
        "each_day",
    ),
    "an event out of cover is paid": (
        book(daily(), conditions=(COVER, *IN_TIME)),
        told_in_time(of(book(daily(), conditions=IN_TIME))),
        "out_of_cover",
    ),
    "both of two are paid in one sum": (
        book(death(limits=ONE), grade(limits=ONE)),
        in_all(of(book(death(), grade()))),
        "one_payment",
    ),
    "five shares are paid more than four": (OPEN_SHARES, of_five_shares, "no_further_share"),
    "nothing is paid, though nothing was paid before": (
        book(death(), conditions=(COVER, PAID)),
        nothing,
        "full_sum",
    ),
    "less is paid for more days, and more for others": (
        book(daily(), daily("hospital")),
        lambda claim: {
            "living": at_1_yuan(max(9 - claim.event.living_days, 0)),
            "hospital": at_1_yuan(claim.event.hospital_days + 2 * claim.event.living_days),
        },
        "more_days",
    ),
    "less is paid in all for more days": (
        book(daily()),
        lambda claim: at_1_yuan(max(9 - claim.event.living_days, 0)),
        "more_days",
    ),
    "less is paid in a higher tier": (
        TIERED,
        lambda claim: {
            "living": at_1_yuan(claim.event.living_days if claim.enrolment.fee_tier == "low" else 0)
        },
        "higher_tier",
    ),
}
"""A plan, a payout that is wrong for it, and the law that it breaks."""


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize("name", WRONG)
def test_a_payout_that_is_wrong_in_one_way_breaks_the_law_about_it(name):
    own, pay, law = WRONG[name]
    report = laws.check(pay, own, only=[law], max_examples=100)
    assert report.broken == (law,)
    assert ("all benefits together" in str(report)) is name.endswith(("in one sum", "in all for more days"))


def divided_by_days(claim):
    """Ten yuan in all, which the two benefits share by their numbers of days."""
    event = claim.event
    days = event.living_days + event.hospital_days
    if not event.living_days or not event.hospital_days:
        return {"living": Decimal(min(event.living_days, 20)) / 2, "hospital": Decimal(0)}
    living = (Decimal(10) * event.living_days / days).quantize(Decimal("0.01"))
    return {"living": living, "hospital": 10 - living}


IN_ALL = limit("both", "fen", 10_00)
TWO_SCALES = banded(
    rules.Band(**BAND),
    tops=(rules.TopBand(upto=figure(3_000_00), share=figure(8_000)), rules.TopBand(share=figure(1_000))),
    above_least=between(0, None),
)
PIPE = benefit(
    rules.PerArea, "pipe", "home_loss", peril="burst_pipe", rate=between(0, None), ceiling=between(0, None),
    area_not_given=mb.Unstated(what=both("area", "面积"), **SOURCED),
)  # fmt: skip

ALLOWED = {
    "a limit that two benefits share is divided by their days": (
        book(
            daily(rate=between(0, None), limits=(limit("days", "day", 20), IN_ALL)),
            daily("hospital", rate=between(0, None), limits=(IN_ALL,)),
        ),
        divided_by_days,
        ("no_further_day",),
    ),
    "an area at an open rate": (book(PIPE), lambda claim: {"pipe": Decimal(1)}, ("percentage", "ceiling")),
    "nothing where the end of a band is open": (
        book(banded(rules.Band(upto=between(0, None), share=figure(4_000)), REST)),
        nothing,
        ("full_sum",),
    ),
    "the lower of two scales": (book(TWO_SCALES), of(book(TWO_SCALES)), ("full_sum", "percentage")),
    "a wait that ends a day earlier": (
        book(death(), conditions=(COVER, rules.Waiting(days=figure(30), inclusive=False, **SOURCED))),
        of(book(death(), conditions=(COVER, rules.Waiting(days=figure(30), inclusive=False, **SOURCED)))),
        ("full_sum", "waiting_period"),
    ),
}
"""A plan, what a payout may pay that follows it, and the laws that must not report it."""


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize("name", ALLOWED)
def test_what_the_rule_book_allows_breaks_no_law(name):
    own, pay, codes = ALLOWED[name]
    report = laws.check(pay, own, only=codes, max_examples=60)
    assert set(report.laws) == set(codes)
    assert not report.violations, str(report)


@pytest.mark.parametrize("inclusive", [True, False])
@pytest.mark.parametrize("span", [{"days": figure(30)}, {"months": figure(1)}])
def test_a_wait_is_over_for_the_laws_on_the_day_on_which_it_is_for_the_rule_book(span, inclusive):
    wait = rules.Waiting(inclusive=inclusive, **span, **SOURCED)
    own = book(death(), conditions=(wait,))
    (view,) = version_views(own)
    for after in range(26, 35):
        one = claim(1, mb.Injury(happened_on=FIRST + timedelta(after), died=True))
        assert is_met(view, wait, one) is (mb.assess(one, plan=own).reason is None)


def test_a_report_names_the_terms_that_allow_no_more():
    waits = book(daily(waiting_days=figure(3), limits=(limit("days", "day", 20),)))
    found = laws.check(of(book(daily())), waits, only=["waiting_days", "day_cap"], max_examples=60)
    texts = {each.law: each.text.en for each in found.violations}
    assert "waiting days that are not paid: 3 days" in texts["waiting_days"]
    assert "limit “invented”: 20 days" in texts["day_cap"]
    assert all("rate: 1.00 yuan a day" in text for text in texts.values())


def test_a_limit_of_days_is_no_law_of_a_sum_that_counts_none():
    own = book(death(limits=(limit("days", "day", 20),)))
    assert "day_cap" in laws.check(of(own), own, max_examples=1).passed_over
