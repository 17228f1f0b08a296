"""Thresholds, sensitivities and changes between two assessments, against plain loops over `assess`."""

from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest
from example_counts import examples
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from strategies_tables import UNLIKE, histories

import mutual_benefits as mb
from mutual_benefits.errors import InvalidScenario, MutualBenefitsError, UnknownPath
from mutual_benefits.rulebook.term_path import terms_of
from mutual_benefits.scenarios import change, charts, sensitivities, thresholds
from mutual_benefits.scenarios.claim_facts import fact, with_facts
from mutual_benefits.scenarios.fact_words import fact_text

CLAIM = mb.Claim(
    id="C-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25, hospital_days=12),
)
OLD, NEW = mb.get_plan("accident").versions


@settings(max_examples=examples(30), phases=[Phase.generate])
@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["living_days", "hospital_days"]))
def test_the_nearest_days_are_those_that_a_loop_finds(living, hospital, name):
    event = {"happened_on": date(2016, 5, 4), "living_days": living, "hospital_days": hospital}
    claim = CLAIM.model_copy(update={"event": mb.Injury(**event)})
    sums = [
        mb.assess(CLAIM.model_copy(update={"event": mb.Injury(**event | {name: days})})).low
        for days in range(200)
    ]
    now = event[name]
    below = [days for days in range(now) if sums[days] != sums[now]]
    above = [days for days in range(now, 200) if sums[days] != sums[now]]
    cap = next(days for days in range(200) if sums[days] == sums[199])
    wanted = [("next", max(below))] if below else []
    wanted += [("next", min(above))] if above else []
    wanted.append(("cap", cap))
    path = f"event.{name}"
    found = thresholds(claim, facts=[path])
    assert [(one.kind, one.at) for one in found] == wanted
    assert all(one.sum.amount == sums[one.at] for one in found)
    assert all(one.shift.amount == sums[one.at] - sums[now] for one in found)


@pytest.mark.parametrize("plan", ["accident", "female_illness", "warm_aid"])
def test_the_nearest_day_of_the_event_is_that_which_a_loop_finds(plan):
    @settings(max_examples=3, phases=[Phase.generate])
    @given(histories(plan))
    def holds(claims):
        claim = claims[0].model_copy(update={"notified_on": None, "claimed_on": None})
        try:
            mb.assess(claim)
        except MutualBenefitsError:
            return
        now = {part.benefit: part.status for part in mb.assess(claim).entitlements}

        def seen(day):
            try:
                assessment = mb.assess(with_facts(claim, {"event.happened_on": day}))
            except MutualBenefitsError as wrong:
                return type(wrong)
            return [
                (now[p.benefit], Decimal(0), Decimal(0), None)
                if (now.get(p.benefit), p.status) == ("nil", "refused")
                else (p.status, p.low, p.high, p.reason)
                for p in assessment.entitlements
            ]

        here, wanted = seen(claim.event.happened_on), []
        for way in (-1, 1):
            days = (claim.event.happened_on + timedelta(way * n) for n in range(1, 1_101))
            wanted += [day for day in days if seen(day) != here][:1]
        assert [one.at for one in thresholds(claim, facts=["event.happened_on"])] == wanted

    holds()


def test_thresholds_of_money_are_found_to_the_fen():
    claim = mb.Claim(
        id="W-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="warm_aid", cover_from=date(2013, 1, 1)),
        event=mb.MedicalExpense(happened_on=date(2013, 1, 18), self_paid=Decimal("500.00")),
    )
    found = {one.kind: one for one in thresholds(claim, facts=["event.self_paid"])}
    for one in found.values():
        there, before = (
            mb.assess(with_facts(claim, {"event.self_paid": one.at - less})).low
            for less in (0, Decimal("0.01"))
        )
        assert there == one.sum.amount
        assert before < there
    assert (
        mb.assess(with_facts(claim, {"event.self_paid": found["cap"].at * 2})).low == found["cap"].sum.amount
    )


def test_thresholds_are_explained_in_both_languages():
    waiting = mb.Claim(
        id="F-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="female_illness", cover_from=date(2011, 1, 1), sex="female"),
        event=mb.Diagnosis(happened_on=date(2011, 1, 18), disease="breast cancer"),
    )
    later = thresholds(waiting, facts=["event.happened_on"])[-1]
    assert later.away == 13
    assert "13 days later (2011-01-31)" in str(later)
    assert "the waiting period is not over" in str(later)
    assert "推迟13天" in later.explain("zh")
    *_, more, cap = thresholds(CLAIM, facts=["event.hospital_days"])
    assert "1 day more (13 days), the total would be 2,640.00 yuan, 80.00 yuan more" in str(more)
    assert "the cap is reached at 20 days (8 days more)" in str(cap)
    second = mb.Claim(
        id="H-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="hospital_medical", cover_from=date(2009, 1, 1)),
        event=mb.MedicalExpense(happened_on=date(2009, 5, 4), self_paid=Decimal("1000.00"), ordinal=2),
    )
    first, third = thresholds(second, facts=["event.ordinal"])
    assert "ordinal of the stay: 1 less (1)" in str(first)
    assert "住院次序增加1（至第3次）" in third.explain("zh")
    assert [fact_text(f"event.{name}", 4).zh for name in ("disability_grade", "ordinal")] == ["4", "第4次"]
    with pytest.raises(UnknownPath, match=r"event.hospital_days"):
        thresholds(CLAIM, facts=["event.hospital_day"])


def test_why_a_claim_would_have_no_answer_is_told_in_both_languages():
    """From 2018 two products are sold side by side, between which the claim does not choose."""
    claim = mb.Claim(
        id="F-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="female_illness", cover_from=date(2017, 12, 1), sex="female"),
        event=mb.Diagnosis(happened_on=date(2017, 12, 30), disease="breast cancer"),
    )
    _, later = thresholds(claim, facts=["event.happened_on"])
    assert (later.at, later.sum, later.shift) == (date(2018, 1, 1), None, None)
    for lang, words in (("en", "side by side"), ("zh", "并行办理")):
        assert words in later.why.in_(lang)
        assert later.why.in_(lang) in later.explain(lang)
        with mb.language(lang):
            assert str(later.why) == later.why.in_(lang)
    assert type(later).model_validate_json(later.model_dump_json()) == later


@pytest.mark.parametrize("over", [21, 600])
def test_no_cap_is_told_where_the_sum_grows_as_long_as_a_claim_can_be(over):
    """With a disability grade 180 days count, and no claim has more days than passed until it was made."""
    event = mb.Injury(happened_on=date(2016, 5, 4), disability_grade=5, hospital_days=10)
    claimed = event.happened_on + timedelta(over - 1)
    claim = CLAIM.model_copy(update={"event": event, "claimed_on": claimed})
    days = [(one.kind, one.at) for one in thresholds(claim, facts=["event.hospital_days"])]
    assert days == [("next", 9), ("next", 11)] + [("cap", 180)] * (over > 180)


def test_no_threshold_is_sought_beyond_the_last_day_of_the_calendar():
    event = mb.Injury(happened_on=date.max, living_days=25)
    late = CLAIM.model_copy(update={"event": event})
    assert all(one.at < date.max for one in thresholds(late, facts=["event.happened_on"]))


@pytest.mark.parametrize("path", ["event.cause", "event.died", "enrolment.fee_tier", "member"])
def test_a_word_or_yes_or_no_has_no_threshold(path):
    message = r"is no day or number.*; give some of .*event\.living_days"
    with pytest.raises(InvalidScenario, match=message) as no:
        thresholds(CLAIM, facts=["event.living_days", path])
    assert no.value.given == path
    told = [choice for choice in no.value.choices if fact(CLAIM, choice) is not None]
    assert {one.path for one in thresholds(CLAIM)} == {one.path for one in thresholds(CLAIM, facts=told)}


def test_a_tornado_ranks_terms_by_what_amending_them_does():
    found = sensitivities(CLAIM, NEW, step="10%")
    swings = [one.swing for one in found.terms]
    assert swings == sorted(swings, reverse=True)
    for one in found.terms:
        for turn in (one.lower, one.higher):
            draft = NEW.amend({one.path: turn.value})
            assessment = mb.assess(CLAIM, plan=mb.scenarios.plan_of(draft, "accident"))
            assert (turn.sum.low, turn.shift.low) == (assessment.low, assessment.low - 2560)
    values = {one.path: (one.lower.value, one.higher.value) for one in found.terms}
    assert values["living_allowance.rate.100"] == (72, 88)
    assert values["limits.consoled_living_days"] == (18, 22)
    assert "within_cover.years" in found.stuck  # a tenth of one year is no year
    assert "living_allowance.rate.26" in found.idle
    assert len(found.terms) + len(found.idle) + len(found.stuck) == len(
        [path for path, *_ in terms_of(NEW) if not path.startswith(("fee", "group"))]
    )


def test_an_unstated_term_is_varied_to_the_ends_of_its_bounds():
    caring = CLAIM.model_copy(update={"event": mb.Injury(happened_on=date(2016, 5, 4), care_days=3)})
    found = sensitivities(caring, NEW, terms=["care_allowance.rate"])
    (one,) = found.terms
    assert (one.value, one.lower.value, one.higher, one.swing) == (None, 0, None, None)
    assert found.frame()["swing_fen"].to_list() == [None]
    assert "not stated" in str(found)


def test_a_change_from_or_to_a_sum_that_is_known_has_its_bounds():
    hurt = with_facts(CLAIM, {"event.disability_grade": 5})
    (earlier, _) = thresholds(hurt, facts=["event.happened_on"])
    assert "the total would be 0.00 yuan; change: −62,960.00 yuan to −2,960.00 yuan; Living" in str(earlier)
    assert "合计0.00元；变动：−62,960.00元至−2,960.00元；生活补助" in earlier.explain("zh")
    (more,) = thresholds(hurt, facts=["event.care_days"])
    assert str(more).endswith("no known maximum; change: the least due ±0.00 yuan, the most due unknown")
    told = str(sensitivities(hurt, NEW, terms=["disability_sum.percentage", "disability_sum.maximum.100"]))
    assert "    0%: −60,000.00 yuan to 0.00 yuan\n    100%: 0.00 yuan to +60,000.00 yuan\n" in told
    assert "    66,000.00 yuan: the least due ±0.00 yuan, the most due +6,000.00 yuan" in told
    (open_,) = thresholds(with_facts(CLAIM, {"event.care_days": 1}), facts=["event.care_days"])
    assert "change: 0.00 yuan or less, no known minimum" in str(open_)


def test_a_plan_of_ones_own_is_the_one_that_is_varied():
    own = mb.scenarios.plan_of(NEW.amend({"living_allowance.rate.100": 90}), "accident")
    assert sensitivities(CLAIM, plan=own).base.amount == mb.assess(CLAIM, plan=own).total == 2560 + 200


def test_the_frame_of_sensitivities_has_the_swing_of_each_term():
    found = sensitivities(CLAIM, NEW)
    assert found.frame()["swing_fen"].to_list() == [one.swing * 100 for one in found.terms]


def test_steps_may_be_given_for_each_term():
    found = sensitivities(CLAIM, NEW, step={"living_allowance.rate.100": Decimal("0.50")})
    assert [(one.lower.value, one.higher.shift.amount) for one in found.terms] == [(Decimal("79.50"), 10)]
    more = sensitivities(CLAIM, NEW, step={"living_allowance.rate.100": 5, "limits.consoled_living_days": 2})
    day_limit = "living allowance days of an injury without a disability grade"
    en, zh = (more.explain(lang).splitlines()[0] for lang in ("en", "zh"))
    assert f"Living allowance, rate, tier 100 ± 5.00 yuan a day and limit “{day_limit}” ± 2 days" in en
    told = "生活补助互助金，给付标准，100元档 ± 5.00元/天；限额“未达伤残等级的生活补助天数” ± 2天"
    assert zh.endswith(f"变动幅度 {told}")
    subtitle = "".join(charts.tornado(more, lang="zh").to_dict()["title"]["subtitle"])
    assert told.replace(" ", "") in subtitle.replace(" ", "")
    for wrong in ("ten", "0%", {}, {"living_allowance.rate.100": 0}):
        with pytest.raises(InvalidScenario, match="step"):
            sensitivities(CLAIM, NEW, step=wrong)


@pytest.mark.parametrize("plan", UNLIKE)
def test_between_two_assessments_the_steps_add_up(plan):
    @settings(max_examples=2, phases=[Phase.generate])
    @given(histories(plan), histories(plan))
    def holds(ones, others):
        assessments = []
        for claims in (ones, others):
            try:
                assessments.append(list(mb.assess_all(claims))[-1])
            except MutualBenefitsError:
                return
        one, other = assessments
        found = change(one, other)
        assert sum(step.shift.low for step in found.steps) == other.low - one.low
        if found.steps:
            assert (found.steps[-1].low, found.steps[-1].high) == (other.low, other.high)
        again = [mb.Assessment.model_validate_json(each.model_dump_json()) for each in assessments]
        assert change(*again) == found
        apart = {effect.path for effect in found.effects if effect.kind == "fact"}
        if "event" not in apart:
            paths = {
                *(f"enrolment.{name}" for name in mb.Enrolment.model_fields),
                *(f"event.{name}" for name in type(one.claim.event).model_fields),
                "notified_on",
                "claimed_on",
            }
            assert apart == {path for path in paths if fact(one.claim, path) != fact(other.claim, path)}

    holds()


def test_whether_a_member_who_renews_must_wait_is_varied_to_the_other_answer():
    path = "waiting.waiver"
    cover = mb.Enrolment(plan="female_illness", cover_from=date(2011, 1, 1), sex="female", renewed=True)
    event = mb.Diagnosis(happened_on=date(2011, 1, 18), disease="breast cancer")
    ill = mb.Claim(id="F-1", member="M-1", enrolment=cover, event=event)
    waives = mb.get_plan("female_illness").versions[0]
    for version, values in ((waives, [0, None]), (waives.amend({path: 0}), [None, 1])):
        (one,) = sensitivities(ill, version, terms=[path]).terms
        assert [turn and turn.value for turn in (one.lower, one.higher)] == values


def test_a_term_or_a_fact_that_is_named_twice_is_varied_once():
    path = "living_allowance.rate.100"
    assert [one.path for one in sensitivities(CLAIM, NEW, terms=[path, path]).terms] == [path]
    days = "event.living_days"
    assert thresholds(CLAIM, facts=[days, days]) == thresholds(CLAIM, facts=[days])


def test_a_table_of_which_no_row_is_answered_has_no_sensitivities():
    row = {"fee_tier": "99", "cover_from": date(2016, 1, 1), "happened_on": date(2016, 5, 4)}
    with pytest.raises(InvalidScenario, match="no row of the table is answered"):
        sensitivities(pl.DataFrame([row]), NEW, plan="accident")


def test_a_term_is_varied_after_the_earlier_claims():
    """Of the 180 days of a year at 80 yuan, 10 are left: 10 % of the rate are 80 yuan."""
    since = date(2016, 1, 1)
    used = mb.Used(plan="accident", limit="living_days", member="M-1", since=since, low=170, high=170)
    path = "living_allowance.rate.100"
    (one,) = sensitivities(CLAIM, NEW, terms=[path], usage=mb.Usage(used=(used,))).terms
    assert (one.lower.shift.amount, one.higher.shift.amount) == (-80, 80)


def test_earlier_usage_is_an_effect_too():
    first = mb.assess(CLAIM)
    second = CLAIM.model_copy(update={"id": "C-2"})
    used = mb.Usage(
        used=tuple(entry.model_copy(update={"low": 170, "high": 170}) for entry in first.drawn.used[:1])
    )
    found = change(mb.assess(second), mb.assess(second, usage=used))
    assert [effect.kind for effect in found.effects] == ["usage"]


def test_the_change_of_one_claim_between_two_rule_books_is_explained():
    one, other = (mb.assess(CLAIM, plan=mb.scenarios.plan_of(book, "accident")) for book in (OLD, NEW))
    assert "60.00 yuan a day → 80.00 yuan a day" in one.explain_change(other)
    assert "60.00元/天 → 80.00元/天" in one.explain_change(other, "zh")
    with pytest.raises(ValueError, match="lang"):
        one.explain_change(other, "fr")
    draft = NEW.amend({"living_allowance.rate.100": 90}, label="2027")
    lost = mb.Assessment.model_validate_json(
        mb.assess(CLAIM, plan=mb.scenarios.plan_of(draft, "accident")).model_dump_json()
    )
    with pytest.raises(InvalidScenario, match=r"draft “2027”.*assess the claim again"):
        one.explain_change(lost)
