"""Laws of the accident plans; each quotes the term of record or design that it checks."""

import pickle
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
import strategies_accident as our
from example_counts import examples
from filled_plans import at_share, filled, unstated_in
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from without_history import without_history

import mutual_benefits as mb

PLANS = ("accident", "non_work_accident")
VERSIONS = [(plan, version) for plan in mb.all_plans() for version in plan.versions]
either_plan = st.sampled_from(PLANS)
INFINITY = Decimal("Infinity")


def most(high):
    return INFINITY if high is None else high


@st.composite
def settled(draw, plan=None):
    """The assessment of a claim of either plan, and the readings used."""
    plan = plan or draw(either_plan)
    claim, readings = draw(our.claims(plan)), draw(our.readings_of(plan))
    try:
        return mb.assess(claim, readings=readings), readings
    except (mb.NoVersionInForce, mb.NotCovered):
        assume(False)


@st.composite
def histories(draw):
    plan = draw(either_plan)
    claims = draw(st.one_of(our.histories(plan), our.crowded_histories(plan)))
    readings = draw(our.readings_of(plan))
    kept = []
    for claim in claims:
        try:
            mb.assess(claim, readings=readings)
        except (mb.NoVersionInForce, mb.NotCovered):
            continue
        kept.append(claim)
    return kept, readings


@settings(max_examples=examples(80))
@given(settled())
def test_no_sum_is_negative_and_each_status_agrees_with_the_sums(given_):
    """Refusal, zero and unknown are three things; 互助金 is paid to the member, never claimed from her."""
    assessment, _ = given_
    for part in assessment.entitlements:
        assert 0 <= part.low <= most(part.high)
        known = part.low == part.high
        assert (part.amount is None) == (part.status == "undetermined") == (not known) == bool(part.missing)
        assert (part.status == "payable") == (known and part.low > 0)
        assert (part.reason is not None) == (part.status == "refused")
        assert part.amount in (None, part.low)
    assert assessment.low == sum(part.low for part in assessment.entitlements)


@settings(max_examples=examples(80))
@given(settled("accident"))
def test_no_more_days_are_paid_than_the_caps_allow(given_):
    """H1: 最高不超过15天, 20天 since 2016. A6: each allowance is paid for up to 180 days."""
    assessment, readings = given_
    event = assessment.claim.event
    serious = event.died or event.disability_grade is not None
    consoled = not serious or readings.get("accident.route") == "always_consolation"
    cap = (20 if assessment.version >= date(2016, 1, 1) else 15) if consoled else 180
    days = [assessment[code].units for code in ("living_allowance", "hospital_allowance", "care_allowance")]
    assert all(each is not None and each <= cap for each in days)
    if consoled and readings.get("consolation.day_cap") == "together":
        assert sum(days) <= cap


@settings(max_examples=examples(60))
@given(settled("non_work_accident"))
def test_no_sum_of_the_free_plan_is_above_its_published_maximum(given_):
    """B2, B2b, B3, B5, B6, B7: fire 3,000 then 10,000; disability 5,000; death 20,000; pipes 10,000."""
    assessment, _ = given_
    caps = {
        "death_sum": 20_000,
        "disability_sum": 5_000,
        "child_death_sum": 20_000,
        "child_disability_sum": 5_000,
        "fire_loss": 3_000 if assessment.version < date(2011, 1, 1) else 10_000,
        "pipe_loss": INFINITY if assessment.version < date(2017, 11, 28) else 10_000,
    }
    for part in assessment.entitlements:
        assert most(part.high) <= caps[part.benefit]


@settings(max_examples=examples(60))
@given(our.histories("accident"), st.booleans())
def test_no_cover_period_pays_more_than_the_maximum_published_in_2010(claims, together):
    """A7: 50/62元 40,800; 74/93元 61,200; 100/124元 81,600 a member (care and consolation left aside)."""
    readings = {"consolation.day_cap": "together" if together else "each"}
    paid = {}
    for claim in claims:
        event = claim.event.model_copy(update={"care_days": 0, "injury_kind": None})
        claim = claim.model_copy(update={"event": event})
        if claim.enrolment.fee_tier == "26" or not date(2010, 6, 1) <= event.happened_on < date(2016, 1, 1):
            continue
        paid.setdefault((claim.member, claim.enrolment), []).append(claim)
    for (_, enrolment), claims_of_period in paid.items():
        total = sum(most(each.high) for each in mb.assess_all(claims_of_period, readings=readings))
        assert total <= {"50": 40_800, "74": 61_200, "100": 81_600}[enrolment.fee_tier]


@settings(max_examples=examples(80))
@given(
    settled("accident"),
    st.sampled_from(("living_days", "hospital_days", "care_days")),
    st.sampled_from((1, 2, 5, 165)),
)
def test_more_days_never_pay_less(given_, field, more):
    """A4-A6: 元/每日, so much for each day."""
    assessment, readings = given_
    claim = assessment.claim
    assume(claim.claimed_on is None)  # so that no day is claimed before it is over
    longer = claim.event.model_copy(update={field: getattr(claim.event, field) + more})
    after = mb.assess(claim.model_copy(update={"event": longer}), readings=readings)
    benefit = field.replace("_days", "_allowance")
    assert after.low >= assessment.low
    assert after[benefit].low >= assessment[benefit].low
    assert most(after[benefit].high) >= most(assessment[benefit].high)


@settings(max_examples=examples(60))
@given(settled("non_work_accident"), st.decimals(min_value="0.01", max_value=5000, places=2))
def test_a_greater_loss_never_pays_less(given_, more):
    """B2: 10 % of the loss."""
    assessment, readings = given_
    claim = assessment.claim
    assume(claim.event.kind == "home_loss" and claim.event.loss is not None)
    greater = claim.event.model_copy(update={"loss": claim.event.loss + more})
    after = mb.assess(claim.model_copy(update={"event": greater}), readings=readings)
    assert after.low >= assessment.low
    assert most(after.high) >= most(assessment.high)


@settings(max_examples=examples(60))
@given(settled("accident"))
def test_a_higher_tier_never_pays_less(given_):
    """A1, A4, A5: 会费标准 26/50/74/100, each with rates at least those of the tier before."""
    assessment, readings = given_
    claim, before = assessment.claim, None
    for tier in our.TIERS:
        enrolment = claim.enrolment.model_copy(update={"fee_tier": tier})
        after = mb.assess(claim.model_copy(update={"enrolment": enrolment}), readings=readings)
        if before is not None:
            assert all(x.low <= y.low for x, y in zip(before.entitlements, after.entitlements, strict=True))
            if tier != "50":  # nothing is known of the greatest sums of tier 26
                assert most(before.high) <= most(after.high)
        before = after


@settings(max_examples=examples(80))
@given(histories())
def test_death_and_disability_are_never_both_paid(given_):
    """A11, B6: 伤残互助金和身故互助金不能兼领兼得 (under "difference" a death tops up to 20,000)."""
    claims, readings = given_
    found, least = {}, {}
    for assessment in mb.assess_all(claims, readings=readings):
        claim = assessment.claim
        child = getattr(claim.event, "child", None)
        key = (claim.member, claim.enrolment.cover_from, child)
        for part in assessment.entitlements:
            if part.benefit.endswith(("death_sum", "disability_sum")):
                if part.high != 0:
                    found.setdefault(key, []).append(part.benefit)
                least[key] = least.get(key, 0) + part.low
    for key, paid in found.items():
        # No page gives the period in which the free plan pays one of them, so only the least is limited.
        if key[2] is not None or claims[0].enrolment.plan == "non_work_accident":
            assert least[key] <= 20_000
        else:
            assert len(paid) == 1


@pytest.mark.parametrize(
    ("plan", "version"), VERSIONS, ids=[f"{plan.code}-{each.effective_from}" for plan, each in VERSIONS]
)
def test_the_day_before_a_first_day_belongs_to_the_version_before(plan, version):
    """A version stores its first day only; a day before a plan's first version is never answered."""
    first, product = version.answers_from, version.product
    assert plan.version_on(first, product) is version
    sold = [each for each in plan.versions if product in (None, each.product)]
    index = sold.index(version)
    if index:
        assert plan.version_on(first - timedelta(1), product) is sold[index - 1]
    else:
        with pytest.raises(mb.NoVersionInForce, match=f"{plan.code}.*{first - timedelta(1)}.*{first}"):
            plan.version_on(first - timedelta(1), product)
    assert plan.version_on(date.max, product) is sold[-1]


@settings(max_examples=examples(60))
@given(st.data(), either_plan)
def test_the_order_of_claims_on_different_limits_does_not_matter(data, plan):
    """Limits are counted by member and cover period (and child): other people's claims draw nothing."""
    enrolment = data.draw(our.enrolments(plan))
    enrolment = enrolment.model_copy(update={"cover_from": max(enrolment.cover_from, date(2011, 1, 1))})
    one, other = (data.draw(our.events(plan, enrolment.cover_from)) for _ in range(2))

    def both(ids):
        events = zip(ids, ("M-1", "M-2"), (one, other), strict=True)
        claims = [mb.Claim(id=i, member=m, enrolment=enrolment, event=e) for i, m, e in events]
        return {a.claim.member: a.entitlements for a in mb.assess_all(claims)}

    assert both(("1", "2")) == both(("2", "1"))


@settings(max_examples=examples(100))
@given(st.data(), histories())
def test_bounds_contain_the_sum_whatever_the_unstated_terms_are(data, given_):
    """0b: what is unstated is bounded and never invented, so no truth about it can fall outside."""
    claims, readings = given_
    assume(claims)
    plan = mb.get_plan(claims[0].enrolment.plan)
    points = st.sampled_from((0, 1, 333, 500, 999, 1000))
    choose = at_share({name: data.draw(points, label=name) for name in sorted(unstated_in(plan))})
    known = list(mb.assess_all(claims, readings=readings, plan=filled(plan, choose)))
    members_before = set()
    for bounds, exact in zip(mb.assess_all(claims, readings=readings), known, strict=True):
        # Where the period of a limit is not stated, earlier claims leave a sum open whatever the terms are.
        alone = exact.claim.enrolment.plan == "accident" or exact.claim.member not in members_before
        assert exact.status != "undetermined" or not alone
        members_before.add(exact.claim.member)
        for part in bounds.entitlements:
            due = exact[part.benefit]
            shown = bounds.explain() + "\n\n" + exact.explain()
            assert part.low <= due.low <= most(due.high) <= most(part.high), shown
            assert (part.status == "refused") == (due.status == "refused")


@settings(max_examples=examples(40))
@given(histories())
def test_usage_passed_on_by_hand_equals_assessing_all_at_once(given_):
    """A claim is a pure function of the claim, the plan and the usage."""
    claims, readings = given_
    usage = mb.Usage()
    for assessment in mb.assess_all(claims, readings=readings):
        again = mb.assess(assessment.claim, usage=usage, readings=readings)
        assert without_history(again) == without_history(assessment)
        usage = usage.after(again.drawn)


@settings(max_examples=examples(40))
@given(settled())
def test_json_and_pickle_bring_back_the_same_value(given_):
    """Models survive a round trip: what was stored is what was decided."""
    assessment, _ = given_
    for value in (assessment.claim, assessment.drawn, assessment):
        assert type(value).model_validate_json(value.model_dump_json()) == value
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301  # our own bytes


@settings(max_examples=examples(60))
@given(histories())
def test_the_english_and_the_chinese_explanation_hold_the_same_numbers(given_):
    """Text in English and Chinese that a member could read and an auditor could check."""
    claims, readings = given_
    for assessment in mb.assess_all(claims, readings=readings):
        english, chinese = (
            sorted(re.findall(r"\d[\d,.-]*\d|\d", assessment.explain(lang))) for lang in ("en", "zh")
        )
        assert english == chinese, assessment.explain() + assessment.explain("zh")


@settings(max_examples=examples(40))
@given(histories())
def test_the_last_step_of_an_explanation_is_the_sum(given_):
    """Rounding and caps are steps of the explanation, so its last step is the sum."""
    claims, readings = given_
    for assessment in mb.assess_all(claims, readings=readings):
        for part in assessment.entitlements:
            if part.status in ("payable", "undetermined"):
                assert (part.steps[-1].low, part.steps[-1].high) == (part.low, part.high)
            if part.units and part.benefit.endswith("allowance"):
                assert part.units in [step.low for step in part.steps if step.unit == "day"]
