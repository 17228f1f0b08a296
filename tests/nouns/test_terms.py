"""Terms and limits under both calculators, in cases that the shipped plans do not reach."""

from datetime import date
from types import SimpleNamespace

import pytest

import mutual_benefits as mb
from mutual_benefits.engine.bounded import Bounded
from mutual_benefits.engine.exact import Exact, Indeterminate
from mutual_benefits.intervals import UNSURE, Interval, ends
from mutual_benefits.terms import DayOfYear, Ladder, Rung

SOURCE = mb.Source(id="test", title=mb.Text(en="a made-up page", zh="虚构网页"))
WHAT = mb.Text(en="the rate", zh="标准")
OPEN = mb.Unstated(what=WHAT)


def figure(value):
    return mb.Figure(value=value, source=SOURCE, basis=mb.Basis.SEED)


def on_day(day_of_cover, *, renewed=False):
    first = date(2016, 1, 1).toordinal()
    return SimpleNamespace(cover_from=first, happened_on=first + day_of_cover - 1, renewed=renewed)


def a_ladder(**fields):
    rungs = (Rung(through=30, value=figure(0)), Rung(through=60, inclusive=False, value=figure(500)))
    return Ladder(**({"by": "day_of_cover", "rungs": rungs, "beyond": figure(2000)} | fields))


@pytest.mark.parametrize(("day", "value"), [(1, 0), (30, 0), (31, 500), (59, 500), (60, 2000), (61, 2000)])
def test_the_first_rung_that_reaches_the_day_counts(day, value):
    for calculator in (Exact, Bounded):
        assert calculator(on_day(day), {}).look_up(a_ladder()) == value


def test_a_ladder_by_ordinal_looks_at_the_ordinal_alone():
    ladder = a_ladder(by="ordinal", rungs=(Rung(through=1, value=figure(650)),), beyond=figure(325))
    assert [Exact(on_day(500), {}).look_up(ladder, ordinal) for ordinal in (1, 2)] == [650, 325]
    facts = on_day(500)
    for facts.ordinal, value in ((1, 650), (2, 325)):
        assert Exact(facts, {}).look_up(ladder) == value, "the ordinal of the claim, if no other is counted"


@pytest.mark.parametrize(("waiver", "renewed", "value"), [(1, True, 2000), (1, False, 0), (0, True, 0)])
def test_a_waiver_lets_a_renewal_go_straight_to_the_top(waiver, renewed, value):
    ladder = a_ladder(waiver=figure(waiver))
    assert Exact(on_day(10, renewed=renewed), {}).look_up(ladder) == value
    assert Exact(on_day(10, renewed=True), {}).look_up(a_ladder()) == 0


def test_an_unstated_waiver_leaves_a_renewal_between_the_rung_and_the_top():
    waiver = mb.Unstated(what=WHAT, high=1, source=SOURCE, basis=mb.Basis.SEED)
    renewed = on_day(10, renewed=True)
    with pytest.raises(Indeterminate):
        Exact(renewed, {}).look_up(a_ladder(waiver=waiver))
    assert ends(Bounded(renewed, {}).look_up(a_ladder(waiver=waiver))) == (0, 2000)
    assert Exact(on_day(10), {}).look_up(a_ladder(waiver=waiver)) == 0


def test_rungs_that_do_not_rise_are_refused():
    with pytest.raises(mb.InvalidPlan, match=r"ladder by day_of_cover: the rungs .* do not rise"):
        a_ladder(rungs=(Rung(through=60, value=figure(0)), Rung(through=30, value=figure(1))))


def a_list(count):
    one = mb.Disease(code="stroke", name=mb.Text(en="stroke", zh="脑中风"))
    return mb.DiseaseList(diseases=(one,), count=count, source=SOURCE, basis=mb.Basis.SEED)


def test_a_disease_that_an_incomplete_list_does_not_name_may_be_on_it():
    for calculator in (Exact, Bounded):
        do = calculator(None, {})
        assert do.listed(a_list(1), "stroke") is do.listed(a_list(2), "stroke") is True
        assert do.listed(a_list(1), "gout") is False
    with pytest.raises(Indeterminate):
        Exact(None, {}).listed(a_list(2), "gout")
    do, known_in_part = Bounded(None, {}), a_list(2)
    assert do.listed(known_in_part, "gout") is UNSURE
    assert do.missing == [known_in_part]


def test_each_end_of_a_portion_is_rounded_half_up():
    do = Bounded(None, {})
    assert ends(do.portion(Interval(5, 15), 1000)) == (1, 2)
    assert ends(do.portion(Interval(4, 14), 1000)) == (0, 1)
    assert ends(do.portion(Interval(14999, 24999), 1)) == (1, 2)
    assert ends(do.portion(Interval(4999, 14999), 1)) == (0, 1)
    assert ends(do.portion(Interval(5, None), 1000)) == (1, None)


def test_an_unsure_choice_is_open_at_an_end_where_either_side_is():
    do = Bounded(None, {})
    assert ends(do.choose(UNSURE, Interval(None, 3), 5)) == (None, 5)
    assert ends(do.choose(UNSURE, 5, Interval(None, 3))) == (None, 5)
    assert ends(do.choose(UNSURE, 5, Interval(2, None))) == (2, None)


def test_a_day_an_unknown_number_of_years_later_is_an_interval_that_may_have_no_end():
    day = date(2016, 2, 29).toordinal()
    later = [date(2016 + years, 2, 28).toordinal() for years in (1, 3)]
    do = Bounded(None, {})
    assert ends(do.years_after(day, Interval(1, 3))) == tuple(later)
    assert ends(do.years_after(day, Interval(1, None))) == (later[0], None)
    assert ends(do.years_after(day, Interval(None, 3))) == (None, later[1])
    for years, calculator in ((1, do), (0, Exact(None, {}))):
        fixed = DayOfYear(years=years, month=1, day=1)
        assert calculator.day_of_year(day, fixed) == date(2016 + years, 1, 1).toordinal()


def a_limit(code, ceiling, **fields):
    return mb.Limit(code=code, name=WHAT, unit="day", ceiling=ceiling, per="lifetime", **fields)


def test_after_doubtful_draws_usage_lies_between_that_before_and_after_them():
    limits = (a_limit("a", figure(10)), a_limit("b", figure(20)))
    do = Bounded(None, {"a": 1, "b": 5})
    do.draw(limits, "day", 2)
    do.draw(limits, "day", 4)
    do.doubt_draws()
    assert {code: ends(used) for code, used in do.ledger.items()} == {"a": (1, 7), "b": (5, 11)}


def test_an_unstated_ceiling_may_grant_anything_from_nothing_to_all():
    do = Bounded(None, {})
    assert ends(do.draw((a_limit("a", OPEN),), "day", 7)) == (0, 7)
    assert ends(do.ledger["a"]) == (0, 7)
    with pytest.raises(Indeterminate):
        Exact(None, {}).draw((a_limit("a", OPEN),), "day", 7)


FOUR_OR_MORE = mb.Unstated(what=WHAT, low=4, source=SOURCE, basis=mb.Basis.SEED)


@pytest.mark.parametrize(("asked", "counted"), [(0, 0), (3, 3), (4, 4), (5, (4, 5)), (1000, (4, 1000))])
def test_an_unstated_maximum_of_at_least_four_matters_only_above_four(asked, counted):
    exact, within = Exact(None, {}), Bounded(None, {})
    if isinstance(counted, int):
        for do in (exact, within):
            assert do.capped(asked, FOUR_OR_MORE, "most_shares", "share") == counted
        assert within.missing == []
        return
    with pytest.raises(Indeterminate):
        exact.capped(asked, FOUR_OR_MORE, "most_shares", "share")
    assert ends(within.capped(asked, FOUR_OR_MORE, "most_shares", "share")) == counted
    assert within.missing == [FOUR_OR_MORE]


def test_a_maximum_may_be_a_figure_or_a_row_of_a_table():
    row = {"26": 3, "50": FOUR_OR_MORE}
    table = mb.Table(by="fee_tier", rows=row, source=SOURCE, basis=mb.Basis.SEED)
    for calculator in (Exact, Bounded):
        assert calculator(None, {}).capped(5, figure(3), "most_shares", "share") == 3
        assert calculator(SimpleNamespace(fee_tier="26"), {}).capped(5, table, "most_shares", "share") == 3
    within = Bounded(SimpleNamespace(fee_tier="50"), {})
    assert within.capped(4, table, "most_shares", "share") == 4
    assert within.missing == []
    assert ends(within.capped(Interval(3, 5), table, "most_shares", "share")) == (3, 5)
    assert within.missing == [FOUR_OR_MORE]


def test_an_unstated_ceiling_that_cannot_cut_the_claim_is_not_reported_as_missing():
    for used, asked, granted, met in ((0, 4, 4, False), (1, 3, 3, False), (1, 4, (3, 4), True)):
        do = Bounded(None, {"a": used})
        found = ends(do.draw((a_limit("a", FOUR_OR_MORE),), "day", asked))
        assert found == (granted if met else (granted, granted))
        assert do.missing == [FOUR_OR_MORE] * met


def test_the_usage_of_a_claim_is_added_to_earlier_usage_limit_by_limit():
    def used(limit, low, high, **fields):
        return mb.Used(**({"plan": "p", "member": "M-1"} | fields), limit=limit, low=low, high=high)

    before = mb.Usage(used=(used("a", 1, 2), used("b", 3, None), used("a", 5, 5, subject="a")))
    drawn = mb.Usage(used=(used("a", 10, 20), used("b", 1, 1), used("c", 0, None)))
    assert before.after(drawn).used == (
        used("a", 11, 22),
        used("a", 5, 5, subject="a"),
        used("b", 4, None),
        used("c", 0, None),
    )
    assert (
        before.after(mb.Usage())
        == mb.Usage().after(before)
        == mb.Usage.of((entry.key, (entry.low, entry.high)) for entry in before.used)
    )


def test_a_refusal_after_an_undetermined_sum_keeps_no_step_of_it():
    claim = mb.Claim(
        id="C-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="50"),
        event=mb.Injury(happened_on=date(2016, 5, 4), disability_grade=3, injury_kind="burns"),
    )
    bounded, refused = mb.assess(claim)["disability_sum"], mb.assess(claim)["consolation_sum"]
    assert not [step for step in bounded.steps if step.unit == "date"]
    assert refused.reason == "other_route"
    assert not [step for step in refused.steps if step.unit in ("yuan", "percent", "payment")]


def test_the_steps_of_a_paid_benefit_are_those_of_its_formula_each_with_its_unit_and_source():
    claim = mb.Claim(
        id="C-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
        event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25),
    )
    steps = mb.assess(claim)["living_allowance"].steps
    assert [(step.value, step.unit, step.source and step.source.id) for step in steps] == [
        (25, "day", None),
        (20, "day", "seed"),
        (20, "day", "CSDN"),
        (80, "yuan_per_day", "seed"),
        (1600, "yuan", None),
    ]
    assert "at most 20 days, reduced from 25 days" in steps[1].label.en
    assert "at most 180 days" in steps[2].label.en
    assert "cuts" not in steps[2].label.en
    assert steps[3].label.en == "rate per day (tier 100)"
    ended = claim.enrolment.model_copy(update={"cover_from": date(2015, 5, 4)})
    refused = mb.assess(claim.model_copy(update={"enrolment": ended}))["living_allowance"]
    assert [step.value for step in refused.steps] == ["2016-05-04", "2015-05-04", 1, "2016-05-04"]


def test_an_interval_from_0_to_1_is_not_treated_as_0():
    for value, expected in (
        (Interval(0, 1) * 3, (0, 3)),
        (3 * Interval(0, 1), (0, 3)),
        (Interval(0, None) * Interval(0, 1), (0, None)),
        (Interval(0, None) * 1, (0, None)),
        (Interval(1, None) * 0, (0, 0)),
    ):
        assert ends(value) == expected


def test_an_entry_of_0_units_is_kept():
    key = {"plan": "p", "limit": "a", "member": "M-1"}
    nothing = mb.Used(**key, low=0, high=0)
    assert mb.Usage(used=(nothing,)).after(mb.Usage()).used == (nothing,)
