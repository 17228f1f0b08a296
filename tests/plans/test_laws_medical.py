"""Laws of the illness and hospital plans; each quotes the term of record or design that it checks."""

import calendar
import pickle
import re
from datetime import date, timedelta
from decimal import Decimal

import oracle_critical_illness
import oracle_female_illness
import pytest
import strategies_medical as our
from example_counts import examples
from filled_plans import at_share, filled, unstated_in
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from without_history import without_history

import mutual_benefits as mb
from mutual_benefits.diseases import names_in, plain
from mutual_benefits.frozen import Frozen

FEN = Decimal("0.01")
INFINITY = Decimal("Infinity")
ERRORS = (mb.NoVersionInForce, mb.UnknownProduct)
MEANT = oracle_female_illness.NAMES | oracle_critical_illness.NAMES
WARM_AID_LAUNCH = date(2012, 1, 1)
any_plan = st.sampled_from(our.PLANS)


def most(high):
    return INFINITY if high is None else high


@st.composite
def settled(draw, *plans):
    """The assessment of a claim that its plan answers, and the readings used."""
    plan = draw(st.sampled_from(plans or our.PLANS))
    claim, readings = draw(our.claims(plan)), draw(our.readings_of(plan))
    try:
        return mb.assess(claim, readings=readings), readings
    except ERRORS:
        assume(False)


@st.composite
def histories(draw, *plans):
    """Claims of one plan, each of which it answers, and the readings used."""
    plan = draw(st.sampled_from(plans or our.PLANS))
    kinds = [our.histories(plan), our.crowded_histories(plan)]
    claims = draw(st.one_of(*kinds, our.recurrences(plan)) if plan in our.ILLNESS else st.one_of(*kinds))
    readings = draw(our.readings_of(plan))
    kept = []
    for claim in claims:
        try:
            mb.assess(claim, readings=readings)
        except ERRORS:
            continue
        kept.append(claim)
    assume(kept)
    return kept, readings


def again(assessment, readings, *, enrolment=None, **event):
    """The assessment of the same claim with some facts changed."""
    claim = assessment.claim
    changed = {"event": claim.event.model_copy(update=event)} if event else {}
    if enrolment:
        changed["enrolment"] = claim.enrolment.model_copy(update=enrolment)
    return mb.assess(claim.model_copy(update=changed), readings=readings)


def no_less(after, before):
    for part in before.entitlements:
        assert after[part.benefit].low >= part.low, after.explain()
        assert most(after[part.benefit].high) >= most(part.high), after.explain()


@settings(max_examples=examples(120))
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
    assert assessment.low == sum(part.low for part in assessment.entitlements)


@settings(max_examples=examples(80))
@given(settled("female_illness"))
def test_no_claim_of_a_woman_is_paid_above_its_published_maximum(given_):
    """C3: at most 16,680. C11, C12: up to 15,000 per share; in situ 2,000; a condolence of 500."""
    assessment, _ = given_
    shares = assessment.claim.enrolment.shares
    if assessment.version == date(2010, 12, 28):
        assert most(assessment.high) <= 16_680
    if assessment.version == date(2018, 1, 1):
        for benefit, sum_ in (("condolence_sum", 500), ("in_situ_sum", 2_000), ("illness_sum", 15_000)):
            assert most(assessment[benefit].high) <= sum_ * shares


@settings(max_examples=examples(80))
@given(settled("critical_illness"))
def test_no_critical_illness_is_paid_above_10_000_a_share_and_the_shares_that_count(given_):
    """D2: 10,000 per share, max 2 shares. D5: max 4 shares. D3: in situ or skin cancer 5,000."""
    assessment, _ = given_
    counted = {date(2005, 8, 1): 2, date(2010, 6, 1): 4, date(2015, 1, 1): 4}.get(assessment.version, 5)
    shares = min(assessment.claim.enrolment.shares, counted)
    if assessment.version != date(2015, 1, 1):
        assert most(assessment["illness_sum"].high) <= 10_000 * shares
    if assessment.version == date(2005, 8, 1):
        assert most(assessment["in_situ_sum"].high) <= 5_000 * shares


@settings(max_examples=examples(80))
@given(histories("hospital_allowance"))
def test_no_period_pays_more_than_7_200_of_allowance(given_):
    """E1, E2: max 7,200 per period (=180 days at 40)."""
    claims, readings = given_
    readings = readings | {"allowance.from_2015": "undated_page"}
    paid = {}
    for assessment in mb.assess_all(claims, readings=readings):
        key = (assessment.claim.member, assessment.claim.enrolment.cover_from)
        days, sum_ = paid.get(key, (0, 0))
        part = assessment["stay_allowance"]
        paid[key] = (days + part.units, sum_ + part.high)
    assert all(days <= 180 and sum_ <= 7_200 for days, sum_ in paid.values())


@settings(max_examples=examples(80))
@given(settled("hospital_medical"))
def test_no_stay_pays_more_than_the_member_paid(given_):
    """F1: 70%, 60%, 50% of the self-paid part after basic medical insurance."""
    assessment, _ = given_
    paid = assessment.claim.event.self_paid
    assert most(assessment.high) <= paid
    if assessment.version == date(2008, 10, 14):
        assert assessment.total <= paid * 70 / 100 + FEN / 2


@settings(max_examples=examples(150))
@given(st.data(), histories("warm_aid"))
def test_the_yearly_maximum_is_never_exceeded_whatever_the_order_and_number_of_expenses(data, given_):
    """G9: 100,653 at launch; 200,653 later. Each cover year is 1 January to 31 December (G1)."""
    claims, readings = given_
    order = data.draw(st.permutations(range(len(claims))))
    days = sorted(claim.event.happened_on for claim in claims)
    paid, risen = {}, set()
    for position, index in enumerate(order):
        event = claims[index].event.model_copy(update={"happened_on": days[position]})
        moved = claims[index].model_copy(update={"event": event, "id": f"C-{position}"})
        enrolment = moved.enrolment.model_copy(update={"cover_from": max(days[position], WARM_AID_LAUNCH)})
        claims[index] = moved.model_copy(update={"enrolment": enrolment})
    for assessment in mb.assess_all(claims, readings=readings):
        key = (assessment.claim.member, assessment.claim.event.happened_on.year)
        paid[key] = paid.get(key, 0) + assessment.low
        if assessment.version == date(2018, 7, 12):
            risen.add(key)
        assert paid[key] <= (200_653 if key in risen else 100_653), assessment.explain()
        assert assessment.high <= 200_653


@settings(max_examples=examples(100))
@given(settled("female_illness", "hospital_allowance"), st.sampled_from((1, 2, 5, 177)))
def test_more_days_in_hospital_never_pay_less(given_, more):
    """C3: 26/day. E1: 40/day from the 4th day."""
    assessment, readings = given_
    field = "days" if assessment.plan == "hospital_allowance" else "hospital_days"
    longer = {field: getattr(assessment.claim.event, field) + more}
    after = again(assessment, readings, **longer)
    assume(assessment.status != "refused")
    no_less(after, assessment)


@settings(max_examples=examples(100))
@given(settled(*our.ILLNESS), st.integers(1, 3))
def test_more_shares_never_pay_less(given_, more):
    """C11, D2: so much per share, up to the shares that count."""
    assessment, readings = given_
    shares = assessment.claim.enrolment.shares + more
    no_less(again(assessment, readings, enrolment={"shares": shares}), assessment)


@settings(max_examples=examples(120))
@given(settled("hospital_medical", "warm_aid"), st.decimals(min_value="0.01", max_value=5000, places=2))
def test_a_member_who_pays_more_herself_never_receives_less(given_, more):
    """F1, G3, G4: a share of the 自付 part. The other part shrinks only where the yearly maximum cuts it."""
    assessment, readings = given_
    after = again(assessment, readings, self_paid=assessment.claim.event.self_paid + more)
    assert after["stay_share"].low >= assessment["stay_share"].low
    assert most(after["stay_share"].high) >= most(assessment["stay_share"].high)
    assert after.low >= assessment.low


@settings(max_examples=examples(100))
@given(settled("warm_aid"), st.decimals(min_value="0.01", max_value=60_000, places=2))
def test_more_costs_above_the_ceiling_never_pay_less_and_more_other_cover_never_pays_more(given_, more):
    """G8: 40, 60, 80 percent of each band. G11: after deducting what other cover has paid."""
    assessment, readings = given_
    event = assessment.claim.event
    assume(event.over_cap > 0)
    no_less(again(assessment, readings, over_cap=event.over_cap + more), assessment)
    no_less(assessment, again(assessment, readings, other_cover=event.other_cover + more))


@settings(max_examples=examples(80))
@given(settled("hospital_medical", "warm_aid"), st.integers(1, 3))
def test_a_later_stay_has_a_smaller_share_and_a_smaller_deductible(given_, more):
    """F1: 70% first, 60% second, 50% third stay and later. G4: 1,300 first stay, 650 second and later."""
    assessment, readings = given_
    assume(readings.get("hospital_medical.later_terms") != "page")
    later = again(assessment, readings, ordinal=assessment.claim.event.ordinal + more)
    if assessment.plan == "hospital_medical":
        no_less(assessment, later)
    else:
        assert later["stay_share"].amount >= assessment["stay_share"].amount


@settings(max_examples=examples(80))
@given(settled("warm_aid"))
def test_model_workers_and_hardship_cases_never_get_less(given_):
    """G6: 25% instead of 20%. G7: hardship deductibles of 650 and 325."""
    assessment, readings = given_
    sums = [
        again(assessment, readings, enrolment={"member_class": kind})["stay_share"].amount
        for kind in ("ordinary", "model_worker", "hardship")
    ]
    assert sums == sorted(sums)


@settings(max_examples=examples(120))
@given(settled("female_illness"), st.integers(0, 100))
def test_a_later_day_of_the_same_cover_never_pays_less(given_, more):
    """C4: 30 days nothing, days 31-90 a reduced sum, then all. C12: nothing, 500 a share, then 15,000."""
    assessment, readings = given_
    assume(assessment.reason in (None, "waiting_period"))
    later = assessment.claim.event.happened_on + timedelta(more)
    assume(later.year == assessment.claim.event.happened_on.year)
    after = again(assessment, readings, happened_on=later)
    assume(after.reason != "out_of_cover")
    assert after.low >= assessment.low
    if not assessment.claim.enrolment.renewed:
        assert most(after.high) >= most(assessment.high)


@settings(max_examples=examples(60))
@given(settled("female_illness"))
def test_a_renewal_never_pays_less_than_a_first_enrolment_of_the_two_year_product(given_):
    """C5: no waiting or reduced period if renewed within 15 days of expiry."""
    assessment, readings = given_
    assume(assessment.version != date(2018, 1, 1))
    new = again(assessment, readings, enrolment={"renewed": False})
    renewed = again(assessment, readings, enrolment={"renewed": True})
    no_less(renewed, new)
    assert renewed.reason != "waiting_period"


@settings(max_examples=examples(150))
@given(histories(*our.ILLNESS))
def test_a_payment_ends_the_cover_and_a_paid_disease_is_not_paid_again(given_):
    """C3: cover then ends. C12: each payment ends that period's cover. C14, D10: not covered again."""
    claims, readings = given_
    covers, diseases = set(), set()
    for assessment in mb.assess_all(claims, readings=readings):
        claim = assessment.claim
        cover = (claim.member, claim.enrolment.cover_from)
        paid_once = claim.enrolment.plan == "critical_illness" or assessment.version == date(2018, 1, 1)
        disease = (claim.member, assessment.version, MEANT[claim.event.disease][0]) if paid_once else None
        if cover in covers or disease in diseases:
            assert assessment.status == "refused", assessment.explain()
        if assessment.low > 0:
            covers.add(cover)
            diseases |= {disease} - {None}


def parts_of(claim, first, second, **fields):
    """The claim split into two on the same day, with these sums or days."""
    events = [claim.event.model_copy(update=fields | part) for part in (first, second)]
    return [claim.model_copy(update={"id": f"C-{n}", "event": each}) for n, each in enumerate(events)]


def together(claims, readings):
    return sum(assessment.total for assessment in mb.assess_all(claims, readings=readings))


@st.composite
def divided(draw, plan, field, **fixed):
    """A claim under stated terms, and one of its sums or numbers of days split in two."""
    if plan == "hospital_allowance":
        fixed = fixed | {"days": draw(st.integers(1, 400))}
    assessment, readings = draw(settled(plan))
    assessment = again(assessment, readings, **(fixed | {"ordinal": 1}))
    assume(assessment.status != "refused")
    whole = getattr(assessment.claim.event, field)
    assume(whole > 0)
    if isinstance(whole, Decimal):
        fen = int(whole * 100)
        first = Decimal(draw(st.one_of(st.integers(0, fen), st.integers(0, min(fen, 140_000))))) / 100
        first = first.quantize(FEN)
    else:
        first = draw(st.integers(0, whole))
    return assessment, readings, first, whole - first


@settings(max_examples=examples(80))
@given(divided("hospital_medical", "self_paid", setting="inpatient"))
def test_a_stay_claimed_as_two_stays_pays_no_more_of_its_costs(given_):
    """F1: 70% first stay, 60% second, 50% third and later. The second part falls to a lower share, so that
    two parts pay less or as much; each part rounds half a fen at most in the member's favour."""
    assessment, readings, first, second = given_
    assume(assessment.version == date(2008, 10, 14))
    parts = parts_of(assessment.claim, {"self_paid": first}, {"self_paid": second})
    assert together(parts, readings) <= assessment.total + FEN


@settings(max_examples=examples(120))
@given(divided("warm_aid", "self_paid", setting="inpatient", over_cap=Decimal("0.00")))
def test_a_stay_claimed_as_two_stays_bears_a_second_deductible(given_):
    """G4: first stay (自付一 - 1,300) x 20%, second and later (- 650) x 20% (G7: 650 and 325).

    The second part brings a deductible of its own, so that two parts pay less or as much, except where the
    first part is smaller than the difference of the deductibles: the greater one then falls on costs too
    small to fill it. The rules themselves give that away: at most the difference less the first part,
    times the share.
    """
    assessment, readings, first, second = given_
    kind = assessment.claim.enrolment.member_class
    reduced = readings.get("warm_aid.model_worker_deductible") == "reduced"
    small = kind == "hardship" or (kind == "model_worker" and reduced)
    share = 20 if kind == "ordinary" else 25
    given_away = max((325 if small else 650) - first, Decimal(0)) * share / 100 if first > 0 else 0
    parts = parts_of(assessment.claim, {"self_paid": first}, {"self_paid": second})
    assert together(parts, readings) <= assessment.total + given_away + FEN


@settings(max_examples=examples(80))
@given(divided("warm_aid", "self_paid", setting="outpatient", over_cap=Decimal("0.00")))
def test_an_outpatient_expense_claimed_as_two_pays_the_same_to_the_fen(given_):
    """G3: (自付一 - 1,800) x 20%, once a year, so that it does not matter how the costs come."""
    assessment, readings, first, second = given_
    parts = parts_of(assessment.claim, {"self_paid": first}, {"self_paid": second})
    assert abs(together(parts, readings) - assessment.total) <= FEN


@settings(max_examples=examples(100))
@given(divided("warm_aid", "over_cap", self_paid=Decimal("0.00"), other_cover=Decimal("0.00")))
def test_costs_above_the_ceiling_claimed_as_two_pay_exactly_the_same(given_):
    """G8, G11: the over-cap part is settled once a year, on the bands of the year's costs together."""
    assessment, readings, first, second = given_
    if readings.get("warm_aid.top_band", "unstated") == "unstated":
        readings = readings | {"warm_aid.top_band": "remainder"}
        assessment = mb.assess(assessment.claim, readings=readings)
    parts = parts_of(assessment.claim, {"over_cap": first}, {"over_cap": second})
    assert together(parts, readings) == assessment.total


@settings(max_examples=examples(100))
@given(divided("hospital_allowance", "days"))
def test_a_stay_claimed_as_two_stays_waits_twice(given_):
    """E1: 40/day from the 4th day. Each part waits its own unpaid days: two parts pay less or as much."""
    assessment, readings, first, second = given_
    readings = readings | {"allowance.from_2015": "undated_page"}
    whole = mb.assess(assessment.claim, readings=readings)
    parts = parts_of(assessment.claim, {"days": first}, {"days": second})
    waiting = 3 if whole.version == date(2011, 1, 1) else 1
    paid = together(parts, readings)
    assert paid == min(max(first - waiting, 0) + max(second - waiting, 0), 180) * 40
    assert paid <= whole.total


def with_lists(value, way, codes):
    """`value` with each list of diseases complete: with its names alone, or with those of `codes` added."""
    if isinstance(value, tuple):
        return tuple(with_lists(part, way, codes) for part in value)
    if not isinstance(value, Frozen):
        return value
    if not isinstance(value, mb.DiseaseList):
        return type(value)(**{name: with_lists(part, way, codes) for name, part in value.__dict__.items()})
    diseases = value.diseases
    if way == "on the list" and not value.complete:
        missing = {code: name for name, code in codes.items() if value.code_of(name) is None}
        added = (mb.Disease(code=code, name=mb.Text(en=name, zh=name)) for code, name in missing.items())
        diseases = (*diseases, *(one for one in added if one.code not in value.codes))
    return type(value)(**value.__dict__ | {"diseases": diseases, "count": len(diseases) or 1})


def codes_in(plan):
    """The code of each disease that the claims name: the one that the plan has for it in any version."""
    known = {plain(name): code for version in plan.versions for name, code in names_in(version)}
    named = enumerate(our.DISEASES.get(plan.code, ()))
    return {name: known.get(plain(name), f"unnamed_{place}") for place, name in named}


def completed(plan, way, choose):
    """The plan with nothing open; an empty list gets a disease that no claim names."""
    nobody = mb.Disease(code="nobody_s", name=mb.Text(en="nobody's disease", zh="无人患之病"))
    plan = with_lists(filled(plan, choose), way, codes_in(plan))

    def stand_in(value):
        if isinstance(value, tuple):
            return tuple(stand_in(part) for part in value)
        if isinstance(value, mb.DiseaseList) and not value.diseases:
            return type(value)(**value.__dict__ | {"diseases": (nobody,)})
        if not isinstance(value, Frozen):
            return value
        return type(value)(**{name: stand_in(part) for name, part in value.__dict__.items()})

    return stand_in(plan)


@settings(max_examples=examples(60))
@given(st.data(), histories())
def test_bounds_contain_the_sum_whatever_the_unstated_terms_are(data, given_):
    """0b: what is unstated is bounded and never invented, so no truth about it can fall outside."""
    claims, readings = given_
    plan = mb.get_plan(claims[0].enrolment.plan)
    points = st.sampled_from((0, 1, 500, 1000))
    choose = at_share({name: data.draw(points, label=name) for name in sorted(unstated_in(plan))})
    way = data.draw(st.sampled_from(("on the list", "not on the list")))
    known = list(mb.assess_all(claims, readings=readings, plan=completed(plan, way, choose)))
    for bounds, exact in zip(mb.assess_all(claims, readings=readings), known, strict=True):
        assert exact.status != "undetermined"
        for part in bounds.entitlements:
            due = exact[part.benefit]
            assert part.low <= due.amount <= most(part.high), bounds.explain() + "\n\n" + exact.explain()
            if part.status == "refused":
                assert due.amount == 0


@settings(max_examples=examples(60))
@given(settled("female_illness", "critical_illness"))
def test_a_product_that_is_left_out_may_be_read_as_the_newest_sold(given_):
    """Two products may be sold side by side; left out, it may be read as the newest of the governing date."""
    assessment, readings = given_
    readings = readings | {"product.unnamed": "newest"}
    unnamed = again(assessment, readings, enrolment={"product": None})
    sold = {each.effective_from: each.product for each in mb.get_plan(assessment.plan).versions}
    named = again(unnamed, readings, enrolment={"product": sold[unnamed.version]})
    assert named.entitlements == unnamed.entitlements


@settings(max_examples=examples(60))
@given(histories())
def test_usage_passed_on_by_hand_equals_assessing_all_at_once(given_):
    """A claim is a pure function of the claim, the plan and the usage."""
    claims, readings = given_
    usage = mb.Usage()
    for assessment in mb.assess_all(claims, readings=readings):
        one = mb.assess(assessment.claim, usage=usage, readings=readings)
        assert without_history(one) == without_history(assessment)
        usage = usage.after(one.drawn)


@settings(max_examples=examples(60))
@given(histories())
def test_another_member_s_claims_change_nothing(given_):
    """Limits are counted by member: what one is paid leaves what another is due as it was."""
    claims, readings = given_
    alone = [claim.model_copy(update={"member": "M-1"}) for claim in claims]
    others = [claim.model_copy(update={"member": "M-2", "id": f"{claim.id}-2"}) for claim in claims]
    expected = [assessment.entitlements for assessment in mb.assess_all(alone, readings=readings)]
    mixed = list(mb.assess_all([*others, *alone], readings=readings))
    assert [each.entitlements for each in mixed if each.claim.member == "M-1"] == expected


@settings(max_examples=examples(60))
@given(settled())
def test_json_and_pickle_bring_back_the_same_value(given_):
    """Models survive a round trip: what was stored is what was decided."""
    assessment, _ = given_
    for value in (assessment.claim, assessment.drawn, assessment):
        assert type(value).model_validate_json(value.model_dump_json()) == value
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301  # our own bytes


def numbers_in(text):
    """The numbers of a text, sorted; a month's name is its number, and so are numbers in words."""
    text = text.replace(" nine classes", " 9 classes").replace(" within five days", " within 5 days")
    for number, month in enumerate(calendar.month_name[1:], 1):
        text = text.replace(f" {month} ", f" {number} ")
    return sorted(re.findall(r"\d[\d,.-]*\d|\d", text))


@settings(max_examples=examples(80))
@given(histories())
def test_the_english_and_the_chinese_explanation_hold_the_same_numbers(given_):
    """Text in English and Chinese that a member could read and an auditor could check."""
    claims, readings = given_
    for assessment in mb.assess_all(claims, readings=readings):
        english, chinese = assessment.explain("en"), assessment.explain("zh")
        assert numbers_in(english) == numbers_in(chinese), english + chinese


@pytest.mark.parametrize("plan", our.PLANS)
def test_the_generated_claims_reach_every_version(plan):
    """A law that no claim of a version reaches says nothing about that version."""
    reached, versions = set(), {version.effective_from for version in mb.get_plan(plan).versions}

    def collect(given_):
        if given_[0].status != "refused":
            reached.add(given_[0].version)

    for count in (30, 200):  # mostly the first few do
        if reached != versions:
            settings(max_examples=count)(given(settled(plan))(collect))()
    assert reached == versions
