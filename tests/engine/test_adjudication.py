"""Adjudication on a small invented plan: limits, ended cover, doubtful conditions and usage."""

import gc
import weakref
from datetime import date

import pytest

import mutual_benefits as mb
from mutual_benefits.rulebook.version import PlanVersion
from mutual_benefits.rules import LumpSum, Notice, PerDiem
from mutual_benefits.rules.conditions.prior_payment import CoverEnds

FIRST = date(2016, 1, 1)
NAME = mb.Text(en="toy", zh="玩具")
SOURCE = mb.Source(id="toy", title=NAME)
SOURCED = {"source": SOURCE, "basis": mb.Basis.SEED}


def figure(value):
    return mb.Figure(value=value, **SOURCED)


def between(low, high):
    return mb.Unstated(what=NAME, low=low, high=high, **SOURCED)


def limit(unit, ceiling, per):
    return mb.Limit(code=f"{unit}s", name=NAME, unit=unit, ceiling=figure(ceiling), per=per)


def toy(*, conditions=(), rate=None, limits=(), sum_=None):
    days = PerDiem(
        code="daily", name=NAME, event="injury", days="living_days", rate=rate or figure(100), limits=limits,
        source=SOURCE,
    )  # fmt: skip
    death = LumpSum(
        code="death", name=NAME, event="injury", when="died", sum=sum_ or figure(900), source=SOURCE
    )
    version = PlanVersion(
        effective_from=FIRST,
        benefits=(days, death),
        conditions=tuple(conditions),
        adds=(mb.Adds(benefits=("daily", "death"), **SOURCED),),
        **SOURCED,
    )
    return mb.Plan(code="toy", name=NAME, versions=(version,))


def claim(number, day=FIRST, notified_on=None, **event):
    return mb.Claim(
        id=f"C-{number}",
        member="M-1",
        enrolment=mb.Enrolment(plan="toy", cover_from=FIRST),
        event=mb.Injury(happened_on=day, **event),
        notified_on=notified_on,
    )


def sums(plan, *claims):
    return [(a.low, a.high) for a in mb.assess_all(claims, plan=plan)]


def test_a_limit_by_calendar_year_begins_anew_each_first_of_january():
    plan = toy(limits=(limit("day", 5, "calendar_year"),))
    days = (date(2016, 2, 1), date(2016, 12, 31), date(2017, 1, 1), date(2017, 12, 31))
    claims = [claim(number, day, living_days=3) for number, day in enumerate(days)]
    assert sums(plan, *claims) == [(3, 3), (2, 2), (3, 3), (2, 2)]
    assert [a.drawn.used[0].since for a in mb.assess_all(claims, plan=plan)][1:3] == [FIRST, date(2017, 1, 1)]


def test_a_limit_for_life_never_begins_anew():
    plan = toy(limits=(limit("day", 5, "lifetime"),))
    claims = [claim(year, date(year, 1, 1), living_days=3) for year in (2016, 2017, 2018)]
    assert sums(plan, *claims) == [(3, 3), (2, 2), (0, 0)]
    assert next(mb.assess_all(claims, plan=plan)).drawn.used[0].since is None


def ends_with_a_payment():
    return CoverEnds(limit=limit("payment", 1, "cover_period"), **SOURCED)


def test_cover_that_ends_with_a_payment_pays_all_of_one_claim_and_nothing_after():
    plan = toy(conditions=(ends_with_a_payment(),))
    first, paid, last = mb.assess_all(
        [claim(1), claim(2, living_days=2, died=True), claim(3, died=True)], plan=plan
    )
    assert (first.status, first.drawn) == ("nil", mb.Usage())
    assert paid.total == 11
    assert (last.status, last.reason, last.drawn) == ("refused", "cover_ended", mb.Usage())


def test_a_claim_after_a_cover_that_may_have_ended_pays_nothing_or_its_sum():
    plan = toy(conditions=(ends_with_a_payment(),), rate=between(0, 200))
    first, last = mb.assess_all([claim(1, living_days=2), claim(2, died=True)], plan=plan)
    assert (first.low, first.high) == (0, 4)
    assert [(used.low, used.high) for used in first.drawn.used] == [(0, 1)]
    assert (last.low, last.high) == (0, 9)
    surely = toy(conditions=(ends_with_a_payment(),), rate=between(1, 200))
    first, last = mb.assess_all([claim(1, living_days=2), claim(2, died=True)], plan=surely)
    assert [(used.low, used.high) for used in first.drawn.used] == [(1, 1)]
    assert last.reason == "cover_ended"


def test_a_refused_claim_does_not_end_cover():
    late = Notice(days=figure(10), **SOURCED)
    plan = toy(conditions=(ends_with_a_payment(), late))
    claims = [claim(1, died=True, notified_on=date(2016, 1, 12)), claim(2, died=True)]
    assert sums(plan, *claims) == [(0, 0), (9, 9)]


def test_a_payment_under_a_doubtful_condition_may_or_may_not_use_up_its_limits():
    in_doubt = Notice(days=between(5, 9), **SOURCED)
    for conditions in ((in_doubt,), (in_doubt, Notice(days=figure(20), **SOURCED))):
        plan = toy(conditions=conditions, limits=(limit("day", 5, "lifetime"),))
        claims = [claim(1, living_days=3, notified_on=date(2016, 1, 8)), claim(2, living_days=4)]
        first, last = mb.assess_all(claims, plan=plan)
        assert (first.low, first.high, first["daily"].units) == (0, 3, None)
        assert [(used.low, used.high) for used in first.drawn.used] == [(0, 3)]
        assert (last.low, last.high) == (2, 4)


def test_a_day_that_may_not_be_paid_is_not_counted_as_a_paid_day():
    plan = toy(conditions=(Notice(days=between(5, 9), **SOURCED),))
    day = mb.assess(claim(1, living_days=1, notified_on=date(2016, 1, 8)), plan=plan)["daily"]
    assert (day.low, day.high, day.units) == (0, 1, None)


def test_a_refused_benefit_pays_nothing_even_where_its_rate_is_unstated():
    plan = toy(conditions=(Notice(days=between(5, 9), **SOURCED),), rate=between(0, 100))
    day = mb.assess(claim(1, living_days=3, notified_on=date(2016, 1, 11)), plan=plan)["daily"]
    assert (day.status, day.amount, day.low, day.high, day.units) == ("refused", 0, 0, 0, 0)


def test_the_steps_of_an_explanation_name_earlier_usage():
    plan = toy(limits=(limit("day", 5, "lifetime"),))
    usage = mb.assess(claim(1, living_days=3), plan=plan).drawn
    after = mb.assess(claim(2, living_days=4), plan=plan, usage=usage)
    assert [step.value for step in after["daily"].steps] == [4, 2, 1, 2]
    assert "at most 5 days, 3 days used before, reduced from 4 days" in after.explain()


def test_an_unstated_sum_of_at_least_300_fen_pays_at_least_that():
    plan = toy(sum_=between(300, 900))
    death = mb.assess(claim(1, died=True), plan=plan)["death"]
    assert (death.low, death.high, death.units, death.missing) == (3, 9, 1, ("death.sum",))


def test_a_product_of_a_plan_without_products_is_an_error():
    sold = claim(1).enrolment.model_copy(update={"product": "B"})
    with pytest.raises(mb.UnknownProduct, match=r"'B'.*leave it out"):
        mb.assess(claim(1).model_copy(update={"enrolment": sold}), plan=toy())


def test_plans_of_ones_own_that_are_no_longer_used_are_let_go():
    used = mb.Usage(used=(mb.Used(plan="toy", limit="days", member="M-1", low=1, high=1),))

    def used_once():
        own = toy(limits=(limit("day", 5, "lifetime"),))
        assert mb.assess(claim(1, living_days=5), plan=own, usage=used).total * 100 == 400
        return weakref.ref(own)

    first = used_once()
    for _ in range(200):
        used_once()
    gc.collect()
    assert first() is None


@pytest.mark.parametrize(
    ("days", "missing"), [(5, ("daily.rate",)), (6, ("daily.limits.days.ceiling", "daily.rate"))]
)
def test_an_open_limit_is_missing_only_where_it_may_cut(days, missing):
    """At least 5 days are paid, so for 5 days the rate alone is missing."""
    days_paid = limit("day", 5, "lifetime").model_copy(update={"ceiling": between(5, 9)})
    plan = toy(rate=between(100, 200), limits=(days_paid,))
    found = mb.assess(claim(1, living_days=days), plan=plan)["daily"]
    assert (found.low, found.high) == (5, 2 * days)
    assert found.missing == missing
