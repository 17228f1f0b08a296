"""Each kind of benefit and condition by itself, with small figures that are easily checked."""

from datetime import date
from types import SimpleNamespace

import pytest
import small_plans as small

import mutual_benefits as mb
from mutual_benefits.engine.adjudication import adjudicate_by_verbs
from mutual_benefits.engine.bounded import Bounded
from mutual_benefits.engine.exact import Exact
from mutual_benefits.engine.outcome import GuardedBenefit
from mutual_benefits.rules import (
    BandedShare,
    CoverEnds,
    GradedSum,
    LumpSum,
    OnRoute,
    PerArea,
    PerDiem,
    ShareOfLoss,
    WithinCover,
)
from mutual_benefits.rules.benefits.banded_share import Band
from mutual_benefits.terms import Choice

SOURCE = mb.Source(id="test", title=mb.Text(en="a made-up page", zh="虚构网页"))
NAME = mb.Text(en="a benefit", zh="互助金")
DAY = date(2020, 5, 4)
COMMON = {"code": "benefit", "name": NAME, "source": SOURCE}


def figure(value):
    return mb.Figure(value=value, source=SOURCE, basis=mb.Basis.SEED)


def limit(unit, ceiling):
    return mb.Limit(code=unit, name=NAME, unit=unit, ceiling=figure(ceiling), per="lifetime")


def claimed(rule, **facts):
    return rule.claimed(SimpleNamespace(**facts), Exact(None, {}))


def granted(rule, **facts):
    facts = SimpleNamespace(**facts)
    return rule.formula(facts, Exact(facts, {}))


@pytest.mark.parametrize(
    ("days", "due"), [(0, (0, 0)), (3, (0, 0)), (4, (1, 10)), (8, (5, 50)), (9, (5, 50))]
)
def test_a_per_diem_pays_after_its_waiting_days_up_to_its_cap(days, due):
    rule = PerDiem(
        **COMMON,
        event="injury",
        days="living_days",
        rate=figure(10),
        waiting_days=figure(3),
        limits=(limit("day", 5),),
    )
    assert granted(rule, living_days=days) == due
    assert claimed(rule, living_days=days) is (days > 0)


def test_a_per_diem_is_cut_to_a_sum_and_has_no_waiting_days_unless_stated():
    rule = PerDiem(**COMMON, event="injury", days="living_days", rate=figure(10), limits=(limit("fen", 25),))
    assert [granted(rule, living_days=days)[1] for days in (1, 2, 3)] == [10, 20, 25]


def test_a_lump_sum_is_paid_once_or_for_each_share():
    one = LumpSum(**COMMON, event="injury", when="died", sum=figure(70))
    assert granted(one, shares=3) == (1, 70)
    each = LumpSum(**COMMON, event="injury", when="died", sum=figure(70), per_share=True)
    assert granted(each, shares=3) == (3, 210)
    at_most = each.model_copy(update={"most_shares": figure(2)})
    assert [granted(at_most, shares=shares)[1] for shares in (1, 2, 3)] == [70, 140, 140]
    assert [claimed(one, died=died) for died in (True, False)] == [True, False]
    instead = one.model_copy(update={"unless": ("in_situ",)})
    assert [
        claimed(instead, died=died, in_situ=spared) for died, spared in ((1, None), (1, 1), (None, None))
    ] == [True, False, False]
    closed = LumpSum(**COMMON, event="injury", when="died", sum=figure(70), limits=(limit("payment", 0),))
    assert granted(closed) == (0, 0)


def test_a_graded_sum_is_one_percentage_of_its_maximum():
    rule = GradedSum(
        **COMMON,
        event="injury",
        grades=("disability_grade", "injury_kind"),
        maximum=figure(1_000),
        percentage=figure(25_00),
    )
    assert granted(rule) == (1, 250)
    asks = [(None, None), (3, None), (None, "burns"), (3, "burns")]
    assert [claimed(rule, disability_grade=g, injury_kind=k) for g, k in asks] == [False, True, True, True]


def test_a_share_of_a_loss_stops_at_its_ceiling():
    rule = ShareOfLoss(
        **COMMON, event="home_loss", peril="fire", percentage=figure(10_00), ceiling=figure(30)
    )
    assert [granted(rule, loss=loss)[1] for loss in (0, 4, 5, 299, 300, 301)] == [0, 0, 1, 30, 30, 30]
    assert claimed(rule, peril="fire", loss=1) is True
    assert claimed(rule, peril="burst_pipe", loss=1) is False
    assert claimed(rule, peril="fire", loss=None) is False


def test_a_sum_by_area_counts_hundredths_of_a_square_metre_and_stops_at_its_ceiling():
    point = {"low": 200, "high": 200, "source": SOURCE, "basis": mb.Basis.SEED}
    rule = PerArea(
        **COMMON,
        event="home_loss",
        peril="burst_pipe",
        rate=figure(30),
        ceiling=figure(100),
        area_not_given=mb.Unstated(what=NAME, **point),
    )
    given = [{"area": area, "loss": None, "peril": "burst_pipe"} for area in (100, 333, 334, 1)]
    facts = [SimpleNamespace(**each) for each in given]
    sums = [rule.formula(each, Bounded(each, {}))[1] for each in facts]
    assert sums == [30, 100, 100, 0]
    unknown = SimpleNamespace(area=None, loss=5, peril="burst_pipe")
    assert rule.formula(unknown, Bounded(unknown, {})) == (200, 60)
    for area, loss, peril, asks in (
        (None, None, "burst_pipe", False),
        (1, None, "burst_pipe", True),
        (None, 1, "burst_pipe", True),
        (1, 1, "fire", False),
    ):
        assert claimed(rule, area=area, loss=loss, peril=peril) is asks


def test_cover_without_years_does_not_end():
    sourced = {"source": SOURCE, "basis": mb.Basis.SEED}
    first = date(2016, 1, 1).toordinal()
    for years, day, holds in ((None, 10**5, True), (None, -1, False), (1, 365, True), (1, 366, False)):
        rule = WithinCover(**sourced, years=None if years is None else figure(years))
        facts = SimpleNamespace(cover_from=first, happened_on=first + day)
        assert rule.holds(facts, Exact(facts, {})) is holds


def test_cover_of_a_calendar_year_is_all_of_that_year():
    rule = WithinCover(source=SOURCE, basis=mb.Basis.SEED, calendar_year=True)
    for day, holds in (
        (date(2015, 12, 31), False),
        (date(2016, 1, 1), True),
        (date(2016, 12, 31), True),
        (date(2017, 1, 1), False),
    ):
        facts = SimpleNamespace(cover_from=date(2016, 6, 15).toordinal(), happened_on=day.toordinal())
        assert rule.holds(facts, Exact(facts, {})) is holds


def test_a_route_is_open_while_none_of_its_facts_is_present():
    rule = OnRoute(source=SOURCE, basis=mb.Basis.SEED, unless=("died", "disability_grade"))
    for died, grade, holds in ((False, None, True), (True, None, False), (False, 1, False)):
        facts = SimpleNamespace(died=died, disability_grade=grade)
        assert rule.holds(facts, Exact(facts, {})) is holds
    anyhow = OnRoute(source=SOURCE, basis=mb.Basis.SEED, unless=())
    assert anyhow.holds(SimpleNamespace(), Exact(None, {})) is True


def test_a_product_is_answered_by_its_own_versions_and_no_product_by_the_newest():
    plan = mb.get_plan("accident")
    older, newer = plan.versions
    both = plan.model_copy(
        update={
            "versions": (
                older.model_copy(update={"product": "one"}),
                newer.model_copy(update={"product": "two"}),
            )
        }
    )

    def version(product, day=date(2017, 1, 1)):
        enrolment = mb.Enrolment(plan="accident", cover_from=day, fee_tier="50", product=product)
        claim = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=mb.Injury(happened_on=day))
        return mb.assess(claim, plan=both).version

    assert version("one") == both.version_on(date(2017, 1, 1), "one").effective_from == date(2010, 6, 1)
    assert version("two") == version(None) == date(2016, 1, 1)
    with pytest.raises(mb.NoVersionInForce):
        version("two", date(2015, 12, 31))
    with pytest.raises(mb.UnknownProduct, match=r"'three'.* one, two"):
        version("three")


@pytest.mark.parametrize("second", [100_00, 99_99])
def test_bands_whose_ends_do_not_rise_are_refused(second):
    def band(upto):
        return Band(upto=figure(upto), share=figure(5000), ceiling=figure(100_00))

    counter = mb.Limit(code="costs", name=NAME, unit="fen", ceiling=None, per="calendar_year")
    with pytest.raises(mb.InvalidPlan, match=f"benefit: the ends of the bands.*{second}.*do not rise"):
        BandedShare(**COMMON, event="medical_expense", bands=(band(100_00), band(second)), counter=counter)


@pytest.mark.parametrize("ceiling", [None, 1, 3])
@pytest.mark.parametrize("paid", [0, 1, 2, 3])
def test_the_cover_ends_after_one_payment_or_the_stated_number_of_payments(paid, ceiling):
    counted = mb.Limit(
        code="payments",
        name=NAME,
        unit="payment",
        ceiling=None if ceiling is None else figure(ceiling),
        per="cover_period",
    )
    closing = CoverEnds(limit=counted, source=SOURCE, basis=mb.Basis.SEED)
    assert closing.holds(None, Exact(None, {"payments": paid})) == (paid < (ceiling or 1))


@pytest.mark.parametrize(("low", "high"), [(0, 1), (1, 1), (1, 2), (1, None), (2, 3), (0, None)])
def test_an_open_number_of_payments_that_ends_the_cover_leaves_what_each_number_would_pay(low, high):
    def own(ceiling):
        counted = small.limit("payments", "payment", ceiling, "cover_period")
        died = small.benefit(LumpSum, "death", when="died", sum=small.figure(900))
        return small.plan(small.version(died, conditions=(CoverEnds(limit=counted, **small.SOURCED),)))

    days = [date(2020, 5, day) for day in (1, 2, 3)]
    claims = [small.claim(n, mb.Injury(happened_on=day, died=True)) for n, day in enumerate(days)]
    numbers = range(low, (4 if high is None else high) + 1)
    paid = [[sum_ for sum_, _, _ in small.answers(own(number), claims)] for number in numbers]
    wanted = [(min(sums), max(sums)) for sums in zip(*paid, strict=True)]
    found = [(least, most) for least, most, _ in small.answers(own(small.between(low, high)), claims)]
    assert found[0] == wanted[0]
    for (least, most), (lowest, highest) in zip(found, wanted, strict=True):
        assert least <= lowest <= highest <= most


def test_a_formula_whose_sum_has_no_minimum_is_an_error():
    """A sum may have no known maximum, but a sum without a minimum is a fault of its formula."""

    class Bottomless(LumpSum):
        def formula(self, facts, do):
            return 1, do.look_up(self.sum) - do.look_up(self.sum)

    unknown = mb.Unstated(what=NAME)
    rule = Bottomless(**COMMON, event="injury", when="died", sum=unknown, limits=())
    answer = SimpleNamespace(benefits=(GuardedBenefit(rule, ()),), conditions=(), prior_payments=())
    with pytest.raises(ArithmeticError, match="benefit: the sum has no least value"):
        adjudicate_by_verbs(answer, SimpleNamespace(died=True), {})


def test_a_reading_of_a_condition_of_all_benefits_has_its_caveat_where_it_matters():
    options = {"graded": ("disability_grade",), "killed": ("died",)}
    route = OnRoute(
        unless=Choice[tuple[str, ...]](reading="own.route", options=options),
        source=SOURCE,
        basis=mb.Basis.SEED,
    )
    daily = PerDiem(event="injury", days="living_days", rate=figure(100), **COMMON)
    own = small.plan(small.version(daily, conditions=(route,)))
    for facts, reason, told in (
        ({}, None, False),
        ({"disability_grade": 3}, "other_route", True),
        ({"died": True}, None, True),
        ({"disability_grade": 3, "died": True}, "other_route", False),
    ):
        found = mb.assess(small.claim(1, mb.Injury(happened_on=DAY, living_days=2, **facts)), plan=own)
        assert found.reason == reason
        assert ("reading" in {each.code for each in found.caveats}) is told, facts
