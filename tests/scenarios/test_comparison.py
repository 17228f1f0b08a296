"""Comparisons: sums equal those of `assess`, each effect is one changed term, and the steps add up."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pandas as pd
import polars as pl
import pytest
import small_plans as small
from example_counts import examples
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from strategies_tables import PLANS, THOROUGH, histories, joined, narrow_table_of, readings_of

import mutual_benefits as mb
from mutual_benefits import scenarios
from mutual_benefits.assessment.assess import assess_verb_by_verb
from mutual_benefits.errors import InvalidAmendment, InvalidScenario, MutualBenefitsError
from mutual_benefits.rulebook.term_path import place_of, terms_of
from mutual_benefits.rules import LumpSum, OnList, PerDiem
from mutual_benefits.scenarios import compare, plan_of
from mutual_benefits.scenarios.comparison.assessment_change import change
from mutual_benefits.scenarios.comparison.rerun import total_of
from mutual_benefits.terms import choices

CLAIM = mb.Claim(
    id="C-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25, hospital_days=12),
)
OLD, NEW = mb.get_plan("accident").versions
HUNDREDTHS = {"fen", "fen_per_day", "fen_per_square_metre", "hundredth_square_metre", "basis_points"}


def minus(one, other):
    return None if one is None or other is None else one - other


def ends(claim, version, readings=None):
    """The bounds of a claim under one version, or None."""
    try:
        assessment = mb.assess(claim, plan=plan_of(version, claim.enrolment.plan), readings=readings)
    except MutualBenefitsError:
        return None
    return assessment.low, assessment.high


def with_term(version, path, other):
    """The version, amended to the figure that another version has for a term; None if it has no figure."""
    place = place_of(other, path)
    if not isinstance(place.term, mb.Figure):
        return None
    value = Decimal(place.term.value).scaleb(-2) if place.unit in HUNDREDTHS else place.term.value
    return version.amend({path: value})


@st.composite
def books(draw, plan):
    """Two versions of a plan, one of them amended now and then."""
    versions = mb.get_plan(plan).versions
    one, other = draw(st.sampled_from(versions)), draw(st.sampled_from(versions))
    return draw(books_of(one)) if one is other else (one, other)


@st.composite
def books_of(draw, one):
    """A version, and the same version with up to three figures raised."""
    terms = [
        (path, term, unit)
        for path, term, unit in terms_of(one)
        if isinstance(term, mb.Figure) and not path.endswith(("through", "upto")) and unit != "flag"
    ]
    changes = draw(st.lists(st.sampled_from(terms), min_size=1, max_size=3, unique_by=lambda t: t[0]))
    other = one.amend(
        {
            path: Decimal(term.value + 100).scaleb(-2) if unit in HUNDREDTHS else term.value + 1
            for path, term, unit in changes
        }
    )
    return one, other


def check_sums(contrast, before, after):
    """Check that the steps lead from one sum to the other, and that parts add up, at both bounds."""
    low, high = before
    for step in contrast.steps:
        assert step.low - low == step.shift.low
        assert step.shift.high == minus(step.high, high)
        low, high = step.low, step.high
    assert (low, high) == after
    assert contrast.difference.low == after[0] - before[0] == sum(step.shift.low for step in contrast.steps)
    assert contrast.difference.high == minus(after[1], before[1])
    if all(step.shift.high is not None for step in contrast.steps) and after[1] is not None:
        assert sum(step.shift.high for step in contrast.steps) == contrast.difference.high
    alone = [effect.forward for effect in contrast.effects]
    if None not in alone:
        assert contrast.interaction.low == contrast.difference.low - sum(one.low for one in alone)
    else:
        assert contrast.interaction is None


@pytest.mark.parametrize("plan", PLANS)
def test_each_effect_is_that_of_one_term_changed_and_the_steps_add_up(plan):
    @settings(max_examples=examples(7), phases=[Phase.generate])
    @given(histories(plan), books(plan), readings_of(plan))
    def holds(claims, pair, readings):
        claim, (one, other) = claims[0], pair
        readings = {name: option for name, option in readings.items() if offers((one, other), name, option)}
        found = compare(claim, pair, readings=readings)
        sums = [ends(claim, version, readings) for version in pair]
        totals = [(case.total.low, case.total.high) if case.total else None for case in found.cases]
        assert totals == sums
        (contrast,) = found.contrasts
        if None in sums:
            assert (contrast.difference, contrast.effects, contrast.steps) == (None, (), ())
            return
        check_sums(contrast, *sums)
        for effect in contrast.effects:
            if effect.kind != "term":
                continue
            for start, end, moved, whole, sign in (
                (one, other, effect.forward, sums[0], 1),
                (other, one, effect.backward, sums[1], -1),
            ):
                try:
                    changed = with_term(start, effect.path, end)
                except (mb.InvalidPlan, InvalidAmendment):
                    continue
                if changed is not None:
                    low, high = ends(claim, changed, readings)
                    assert moved.low == sign * (low - whole[0])
                    assert moved.high == (None if None in (high, whole[1]) else sign * (high - whole[1]))

    holds()


def offers(versions, name, option):
    return all(option in choices(version).get(name, ()) for version in versions)


def test_the_effects_on_a_fracture_claim_are_those_of_assessing_it_again():
    (contrast,) = compare(CLAIM, [OLD, NEW]).contrasts
    assert [(step.paths, step.shift.amount, step.low) for step in contrast.steps] == [
        (("living_allowance.rate.100",), 300, 1920),
        (("hospital_allowance.rate.100",), 240, 2160),
        (("limits.consoled_living_days",), 400, 2560),
    ]
    alone = {effect.path: effect for effect in contrast.effects if effect.matters}
    assert {path: one.forward.amount for path, one in alone.items()} == {
        "living_allowance.rate.100": 15 * 20,
        "hospital_allowance.rate.100": 12 * 20,
        "limits.consoled_living_days": 5 * 60,
    }
    assert alone["limits.consoled_living_days"].backward.amount == 5 * 80
    assert contrast.interaction.amount == 5 * 20
    assert dict(contrast.benefits)["living_allowance"].amount == 700


def test_the_bars_of_a_waterfall_stand_on_each_other():
    bars = compare(CLAIM, [OLD, NEW]).waterfall()
    assert [bar.kind for bar in bars] == ["from", "step", "step", "step", "to"]
    assert (bars[0].start, bars[0].end, bars[-1].end) == (0, 1620, 2560)
    assert all(later.start == bar.end for bar, later in pairwise(bars[:-1]))
    assert bars[-2].end == bars[-1].end


def test_one_difference_separates_the_effects_of_a_reading_and_of_a_version():
    found = compare(CLAIM, [OLD, {"consolation.day_cap": "together"}])
    (contrast,) = found.contrasts
    (reading,) = [effect for effect in contrast.effects if effect.kind == "reading"]
    assert (reading.path, reading.name.en) == ("consolation.day_cap", "the day limit (consolation.day_cap)")
    assert (reading.before.en, reading.after.zh) == (
        "“one for each benefit” (each)",
        "“各项互助金合并计算”（together）",
    )
    assert contrast.steps[-1].paths == ("consolation.day_cap",)
    assert found.cases[1].total.amount == 1600


def test_one_plan_under_two_readings_differs_by_the_readings_alone():
    found = compare(CLAIM, [{}, {"version.date": "cover_start", "consolation.day_cap": "together"}])
    (contrast,) = found.contrasts
    assert {effect.path for effect in contrast.effects} == {"consolation.day_cap", "version.date"}
    assert sum(step.shift.amount for step in contrast.steps) == contrast.difference.amount == 1600 - 2560
    en, zh = (found.explain(lang).splitlines() for lang in ("en", "zh"))
    assert any("1. the plan with no readings of its own: 2,560.00 yuan" in line for line in en)
    assert any("1. 按当日施行的版本，不另取解读：2,560.00元" in line for line in zh)
    limit = "the day limit (consolation.day_cap) read as “one for all benefits together” (together): 1,600.00"
    assert any(limit in line for line in en)
    limit = "天数限额（consolation.day_cap）按“各项互助金合并计算”（together）：1,600.00元"
    assert any(limit in line for line in zh)


def test_a_benefit_that_is_new_is_exchanged_whole():
    versions = mb.get_plan("non_work_accident").versions
    claim = mb.Claim(
        id="H-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="non_work_accident", cover_from=date(2016, 1, 1)),
        event=mb.ChildInjury(happened_on=date(2016, 5, 4), child="A", died=True),
    )
    found = compare(claim, versions[1:])
    assert found.cases[0].status == "invalid"
    assert "does not cover child_injury" in found.cases[0].reason
    assert (found.claims, found.unanswered, found.waterfall()) == (0, 1, ())
    # A version that answers for children, but pays nothing on death.
    fewer = versions[-1].model_copy(
        update={"benefits": tuple(rule for rule in versions[-1].benefits if rule.code != "child_death_sum")}
    )
    (contrast,) = compare(claim, [fewer, versions[-1]]).contrasts
    assert [(one.path, one.before.en, one.forward.amount) for one in contrast.effects] == [
        ("benefits.child_death_sum", "–", 20_000)
    ]


def test_terms_that_can_only_change_together_are_one_step():
    one, other = mb.get_plan("female_illness").versions[1:]
    claim = mb.Claim(
        id="F-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="female_illness", cover_from=date(2018, 1, 1), sex="female"),
        event=mb.Diagnosis(happened_on=date(2018, 2, 1), disease="breast cancer"),
    )
    for pair in ((one, other), (other, one)):
        found = compare(claim, pair)
        (contrast,) = found.contrasts
        check_sums(contrast, *((case.total.low, case.total.high) for case in found.cases))
        assert any(effect.forward is None or effect.backward is None for effect in contrast.effects)


def table(plan, count):
    told = []

    @settings(max_examples=count)
    @given(histories(plan))
    def collect(claims):
        told.append(claims[:1])

    collect()
    return joined(told)


@pytest.mark.parametrize("plan", ["warm_aid"])
def test_the_effects_on_a_table_are_the_sums_of_those_on_its_claims(plan):
    claims = table(plan, 6)
    versions = mb.get_plan(plan).versions
    found = compare(narrow_table_of(claims), versions, plan=plan, unit="fen")
    each = [compare(claim, versions) for claim in claims]
    each = [one for one in each if one.claims]
    assert (found.claims, found.unanswered) == (len(each), len(claims) - len(each))
    for place, case in enumerate(found.cases):
        assert case.total.low == sum(one.cases[place].total.low for one in each)
        highs = [one.cases[place].total.high for one in each]
        assert case.total.high == (None if None in highs else sum(highs))
        for part in case.parts:
            own = [p.sum.low for one in each for p in one.cases[place].parts if p.benefit == part.benefit]
            assert part.sum.low == sum(own)
    (whole,) = found.contrasts
    check_sums(whole, *((case.total.low, case.total.high) for case in found.cases))
    for place, effect in enumerate(whole.effects):
        own = [one.contrasts[0].effects[place] for one in each]
        assert {one.path for one in own} == {effect.path}
        assert effect.forward.low == sum(one.forward.low for one in own)
        assert effect.backward.low == sum(one.backward.low for one in own)


def ends_together(claims, plan):
    """The sum of the bounds of the claims under a plan, each assessed by itself."""
    assessments = [mb.assess(claim, plan=plan) for claim in claims]
    highs = [one.high for one in assessments]
    return sum(one.low for one in assessments), None if None in highs else sum(highs)


def replaced(plan, version, other):
    versions = tuple(other if one is version else one for one in plan.versions)
    return mb.Plan(code=plan.code, name=plan.name, versions=versions)


@pytest.mark.parametrize(
    "plan", ["accident", "non_work_accident", "critical_illness"][: 3 if THOROUGH else 1]
)
def test_in_a_table_answered_by_several_versions_each_effect_is_that_of_one_term_of_one_version(plan):
    shipped = mb.get_plan(plan)
    claims = [claim for claim in table(plan, 20) if ends_under(claim, shipped)]

    @settings(max_examples=examples(5), phases=[Phase.generate])
    @given(st.data())
    def holds(data):
        mine, amended = shipped, {}
        for version in shipped.versions:
            _, other = data.draw(books_of(version))
            mine = replaced(mine, version, other)
            called = " ".join(filter(None, (str(version.effective_from), version.product)))
            amended |= {f"{called}: {place.path}": (version, other, place.path) for place in other.made_from}
        found = compare(narrow_table_of(claims), [plan, mine], unit="fen")
        (contrast,) = found.contrasts
        before, after = ends_together(claims, shipped), ends_together(claims, mine)
        check_sums(contrast, before, after)
        assert all(step.paths != ("rest",) for step in contrast.steps)
        for effect in contrast.effects:
            version, other, path = amended[effect.path]
            low, high = ends_together(claims, replaced(shipped, version, with_term(version, path, other)))
            assert (effect.forward.low, effect.forward.high) == (low - before[0], minus(high, before[1]))
            low, high = ends_together(claims, replaced(mine, other, with_term(other, path, version)))
            assert (effect.backward.low, effect.backward.high) == (after[0] - low, minus(after[1], high))

    holds()


def ends_under(claim, plan):
    try:
        return mb.assess(claim, plan=plan)
    except MutualBenefitsError:
        return None


def test_a_table_of_two_versions_differs_from_one_version_by_the_days_it_did_not_answer():
    earlier = CLAIM.model_copy(
        update={
            "id": "C-2",
            "member": "M-2",
            "enrolment": CLAIM.enrolment.model_copy(update={"cover_from": date(2012, 1, 1)}),
            "event": mb.Injury(happened_on=date(2012, 5, 4), living_days=25),
        }
    )
    frame = narrow_table_of([CLAIM, earlier])
    (contrast,) = compare(frame, ["accident", NEW]).contrasts
    assert contrast.difference.amount == 1600 - 900
    assert [(step.paths, step.shift.amount) for step in contrast.steps] == [
        (("2010-06-01: living_allowance.rate.100",), 300),
        (("2010-06-01: limits.consoled_living_days",), 400),
    ]
    assert contrast.steps[0].name.en == "from 2010-06-01: Living allowance, rate, tier 100"
    assert contrast.steps[0].name.zh == "自 2010-06-01 起：生活补助互助金，给付标准，100元档"
    (readings,) = compare(frame, ["accident", {"consolation.day_cap": "together"}]).contrasts
    assert [effect.path for effect in readings.effects] == ["consolation.day_cap"]
    mine = replaced(mb.get_plan("accident"), OLD, OLD.amend({"living_allowance.rate.100": 70}))
    with_days = frame.with_columns(hospital_days=pl.lit(5))
    (apart,) = compare(with_days, [mine, {"consolation.day_cap": "together"}]).contrasts
    assert [(effect.path, effect.forward.amount) for effect in apart.effects] == [
        ("2010-06-01: living_allowance.rate.100", -15 * 10),
        ("consolation.day_cap", -5 * 60 - 5 * 80),
    ]


def test_versions_of_products_sold_on_other_days_differ_as_a_whole():
    shipped = mb.get_plan("critical_illness")
    claim = mb.Claim(
        id="D-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="critical_illness", cover_from=date(2012, 1, 1), shares=1),
        event=mb.Diagnosis(happened_on=date(2012, 6, 1), disease="malignant_tumour"),
    )
    later = claim.model_copy(
        update={
            "id": "D-2",
            "member": "M-2",
            "enrolment": claim.enrolment.model_copy(update={"cover_from": date(2006, 1, 1)}),
            "event": claim.event.model_copy(update={"happened_on": date(2006, 6, 1)}),
        }
    )
    assert len({shipped.version_on(one.event.happened_on).effective_from for one in (claim, later)}) == 2
    other = shipped.versions[-1].amend({"illness_sum.sum": 12_000})
    (contrast,) = compare(narrow_table_of([claim, later]), ["critical_illness", other]).contrasts
    before, after = (ends_together([claim, later], book) for book in (shipped, plan_of(other, shipped.code)))
    check_sums(contrast, before, after)
    assert before != after
    assert [step.paths for step in contrast.steps] == [("rest",)]


def test_frames_hold_the_sums_of_the_models():
    found = compare(CLAIM, [OLD, NEW])
    sums = found.frame()
    total = sums.filter(pl.col("benefit").is_null())
    assert total["sum_low_fen"].to_list() == [162_000, 256_000]
    assert total["difference_high_fen"].to_list() == [None, 94_000]
    assert len(sums) == sum(len(case.parts) + 1 for case in found.cases)
    assert found.frame("steps", backend="pandas")["shift_low_fen"].to_list() == [30_000, 24_000, 40_000]
    assert type(found.frame("effects", backend="pandas")) is pd.DataFrame
    with pytest.raises(ValueError, match="sums, effects, steps"):
        found.frame("nothing")


def test_both_languages_and_html_say_the_same_and_escape_what_is_given():
    draft = NEW.amend({"living_allowance.rate.100": 90}, label="<b>2027</b>")
    found = compare(CLAIM, [NEW, draft])
    assert "80.00 yuan a day → 90.00 yuan a day: +200.00 yuan" in found.explain()
    assert "80.00元/天 → 90.00元/天：+200.00元" in found.explain("zh")
    assert "&lt;b&gt;2027" in found._repr_html_()
    assert "<b>" not in found._repr_html_()
    assert str(found) == found.explain()
    with pytest.raises(ValueError, match="lang"):
        found.explain("fr")


def test_a_comparison_survives_json():
    found = compare(CLAIM, [OLD, NEW, {"consolation.day_cap": "together"}])
    assert scenarios.Comparison.model_validate_json(found.model_dump_json()) == found


def test_sums_beyond_64_bits_are_exact():
    fen = [2**62 + number for number in range(4)]
    sums = pl.DataFrame({"low": fen, "high": [2**63 - 1] * 4, "open": [1, None, 2, 3]})
    assert total_of(sums, "low", "high") == (sum(fen), 4 * (2**63 - 1))
    assert total_of(sums, "low", "open") == (sum(fen), None)


def test_rule_books_with_the_same_label_are_numbered():
    found = compare(CLAIM, [NEW, NEW])
    assert [case.label.en[-3:] for case in found.cases] == ["(1)", "(2)"]
    assert found.contrasts[0].steps == found.contrasts[0].effects == ()
    assert "No difference affects" in found.explain()


def test_the_reasons_may_be_left_out():
    (contrast,) = compare(CLAIM, [OLD, NEW], attribute=False).contrasts
    assert contrast.difference.amount == 940
    assert contrast.effects == contrast.steps == ()


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(InvalidScenario, match="two or more"):
        compare(CLAIM, [NEW])
    with pytest.raises(InvalidScenario, match="no argument names the plan"):
        compare(narrow_table_of([CLAIM]), [OLD, NEW])
    with pytest.raises(ValueError, match="1 to 1"):
        compare(CLAIM, [OLD, NEW], attribute=False).waterfall(2)
    with pytest.raises(mb.UnknownPlan):
        compare(CLAIM, ["accident", "nothing"])


@pytest.mark.parametrize("code", ["version", "status", "reason"])
def test_a_benefit_may_have_the_code_of_a_column_of_results(code):
    died = small.claim(1, mb.Injury(happened_on=date(2020, 5, 4), died=True))
    books = [
        small.version(small.benefit(LumpSum, code, when="died", sum=small.figure(fen))) for fen in (300, 500)
    ]
    found = compare(small.table([died]), books, plan="small", unit="fen")
    assert [[(part.benefit, part.sum.amount) for part in case.parts] for case in found.cases] == [
        [(code, small.yuan(300))],
        [(code, small.yuan(500))],
    ]


def test_an_assessment_of_a_draft_that_was_read_back_is_not_explained_and_named():
    draft = plan_of(NEW.amend({"living_allowance.rate.100": 90}, label="next"), "accident")
    read = mb.Assessment.model_validate_json(mb.assess(CLAIM, plan=draft).model_dump_json())
    with pytest.raises(InvalidScenario) as refused:
        read.explain_change(mb.assess(CLAIM))
    assert "claim C-1: " in str(refused.value)
    assert "rule book of plan accident, 2016-01-01 (its draft “next”); assess" in str(refused.value)


def test_why_two_assessments_differ_names_the_benefits_of_either():
    """One benefit is gone in the second rule book, one is new, and one stays as it is."""

    def of(**sums):
        kinds = (
            small.benefit(LumpSum, code, when="died", sum=small.figure(fen)) for code, fen in sums.items()
        )
        return small.plan(small.version(*kinds))

    died = small.claim(1, mb.Injury(happened_on=date(2020, 5, 4), died=True))
    before, after = (mb.assess(died, plan=own) for own in (of(old=300, kept=500), of(kept=500, new=900)))
    shifts = {code: shift.amount for code, shift in change(before, after).benefits}
    assert shifts == {"old": -small.yuan(300), "kept": 0, "new": small.yuan(900)}


@pytest.mark.parametrize(
    ("days", "idle"), [({"living_days": 15}, 0), ({"living_days": 15, "cause": "fall"}, 1)]
)
def test_differences_without_an_effect_are_counted_where_there_are_some(days, idle):
    one = CLAIM.model_copy(update={"event": mb.Injury(happened_on=date(2016, 5, 4), living_days=12)})
    other = CLAIM.model_copy(update={"event": mb.Injury(happened_on=date(2016, 5, 4), **days)})
    found = change(mb.assess(one), mb.assess(other))
    assert sum(not effect.matters for effect in found.effects) == idle
    text = mb.assess(one).explain_change(mb.assess(other))
    assert ("1 other change has no effect alone" in text) is bool(idle)


def test_claims_for_different_kinds_of_event_are_compared_across_plans():
    """The event is one difference; rule books between the two that cannot answer are tried together."""

    def claim(plan, event, **cover):
        first = event.happened_on.replace(day=1)
        return mb.Claim(
            id=plan, member="M-1", enrolment=mb.Enrolment(plan=plan, cover_from=first, **cover), event=event
        )

    day = date(2019, 8, 15)
    cancer = mb.Diagnosis(happened_on=day, disease="乳腺癌")
    ill = mb.assess(claim("female_illness", cancer, sex="female", product="one_year"))
    again = mb.assess(ill.claim, usage=ill.drawn)
    injured = mb.assess(CLAIM)
    stay = mb.assess(claim("hospital_allowance", mb.HospitalStay(happened_on=day, days=15)))
    for one, other in ((injured, ill), (again, stay)):
        contrast = change(one, other)
        assert contrast.effects[0].path == "event"
        shift = contrast.difference
        whole = (shift.low, shift.high)
        steps = [(step.shift.low, step.shift.high) for step in contrast.steps]
        assert whole == (other.low - one.low, minus(other.high, one.high))
        assert (None in dict(steps).values()) or tuple(map(sum, zip(*steps, strict=True))) == whole
        assert one.explain_change(other, "zh")


def test_a_rule_book_that_reads_a_fact_of_another_event_is_an_error_that_says_so():
    disease = mb.Disease(code="gout", name=mb.Text(en="gout", zh="痛风"))
    listed = OnList(diseases=mb.DiseaseList(diseases=(disease,), **small.SOURCED), **small.SOURCED)
    daily = small.benefit(PerDiem, "daily", "injury", days="living_days", rate=small.figure(100))
    book = small.plan(small.version(daily, conditions=(listed,)))
    claim = small.claim(1, mb.Injury(happened_on=small.FIRST, living_days=3))
    for assess in (mb.assess, assess_verb_by_verb):
        with pytest.raises(mb.InvalidPlan, match="a claim for injury has no fact 'disease'"):
            assess(claim, plan=book)
