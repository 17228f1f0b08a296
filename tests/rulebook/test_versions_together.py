"""What the versions of a plan must have in common: how limits are counted, readings, and corrections."""

from datetime import date

import pytest
import small_plans as small

import mutual_benefits as mb
from mutual_benefits.rules import PerDiem
from mutual_benefits.terms import Choice, Term, choices

SECOND, THIRD = date(2021, 1, 1), date(2022, 1, 1)
LIMIT = {"unit": "day", "per": "lifetime"}


def paying(first=small.FIRST, *limits, rate=None, **more):
    """A version that pays days in hospital."""
    daily = small.benefit(
        PerDiem, "daily", days="hospital_days", rate=rate or small.figure(100), limits=limits
    )
    return small.version(daily, effective_from=first, **more)


def counted(first, **how):
    return paying(first, small.limit("x", ceiling=10, **LIMIT | how))


def offering(reading, *options):
    return Choice[Term](
        reading=reading, options={one: small.figure(100 * place) for place, one in enumerate(options, 1)}
    )


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"unit": "fen"}, 'unit = "fen", per = "lifetime"'),
        ({"per": "cover_period"}, 'unit = "day", per = "cover_period"'),
        ({"per": "event"}, 'per = "event"'),
        ({"subject": "cause"}, 'per = "lifetime", subject = "cause"'),
        ({"period_unstated": True}, "period_unstated = true"),
    ],
)
def test_a_limit_has_one_way_of_counting_in_all_versions_since_its_use_is_kept_by_its_code(how, said):
    """Eight days of one version would count as eight fen of another, or for another period."""
    with pytest.raises(mb.InvalidPlan) as caught:
        small.plan(counted(small.FIRST), counted(SECOND), counted(THIRD, **how))
    text = str(caught.value)
    assert "plan small, version of 2022-01-01: the limit x is counted otherwise than in" in text
    assert "2020-01-01" in text
    assert said in text
    assert 'there unit = "day", per = "lifetime"' in text
    assert "改用另一代码" in caught.value.in_("zh")


def test_a_limit_may_have_other_ceilings_and_names_and_be_lifted_in_other_cases():
    other = small.limit("x", ceiling=3, unless=("died",), **LIMIT)
    other = other.model_copy(update={"name": mb.Text(en="other", zh="其他")})
    plan = small.plan(counted(small.FIRST), paying(SECOND, other), paying(THIRD))
    assert len(plan.versions) == 3


def test_a_reading_offers_the_same_options_in_all_versions():
    with pytest.raises(mb.InvalidPlan, match=r"reading 'term' offers a, c here and a, b elsewhere"):
        small.plan(paying(rate=offering("term", "a", "b")), paying(SECOND, rate=offering("term", "a", "c")))


@pytest.mark.parametrize("names", [("term", "term"), ("term", "outer"), ("outer", "term")])
def test_a_reading_offers_the_same_options_within_its_options_too(names):
    """One within an option is reached by no reading that names an option of the other list."""
    rates = [offering(name, "a", other) for name, other in zip(names, ("x", "y"), strict=True)]
    daily = [small.benefit(PerDiem, "daily", days="living_days", rate=rate) for rate in rates]
    outer = Choice[PerDiem](reading="outer", options={"a": daily[0], "b": daily[1]})
    with pytest.raises(mb.InvalidPlan, match=r"reading '(term|outer)' offers a, . here and a, . elsewhere"):
        choices(outer)


@pytest.mark.parametrize("name", ["version.date", "product.unnamed"])
def test_a_reading_has_not_the_name_of_one_of_the_librarys(name):
    with pytest.raises(mb.InvalidPlan, match=f"the reading {name} is the library's own"):
        small.plan(paying(rate=offering(name, "event", "cover_start")))


CORRECTED = {
    "known on the same day": ({"known_from": THIRD}, {"known_from": THIRD}, "was known no later"),
    "known before": ({"known_from": THIRD}, {"known_from": SECOND}, "was known no later"),
    "of another day": ({}, {"known_from": SECOND, "corrects": THIRD}, "first day of another version"),
    "known since ever": ({}, {}, "first day of another version"),
}


@pytest.mark.parametrize("case", CORRECTED)
def test_a_correction_that_corrects_nothing_is_refused(case):
    first, second, said = CORRECTED[case]
    with pytest.raises(mb.InvalidPlan, match=said):
        small.plan(paying(**first), paying(date(2020, 2, 1), **{"corrects": small.FIRST} | second))


def test_a_version_does_not_correct_itself():
    with pytest.raises(mb.InvalidPlan, match="first day of another version"):
        small.plan(paying(corrects=small.FIRST, known_from=SECOND))


def test_what_was_replaced_is_not_corrected_again_but_may_be_split_in_one_correction():
    first = paying()
    moved = {"corrects": small.FIRST, "known_from": SECOND}
    once, later = paying(date(2020, 2, 1), **moved), paying(date(2020, 3, 1), **moved)
    assert small.plan(first, once, later).as_known().versions == (once, later), "it was split into two"
    again = later.model_copy(update={"known_from": THIRD})
    with pytest.raises(mb.InvalidPlan, match="which that of 2020-02-01 had replaced; correct that of"):
        small.plan(first, once, again)
    right = again.model_copy(update={"corrects": once.effective_from})
    assert small.plan(first, once, right).as_known().versions == (right,)


def test_a_day_may_be_corrected_twice_in_place():
    first, once, again = (
        paying(known_from=known, corrects=known and small.FIRST) for known in (None, SECOND, THIRD)
    )
    assert small.plan(first, once, again).as_known().versions == (again,)


def test_ways_between_which_a_reading_chooses_are_told_one_by_one():
    ways = {per: small.limit("x", ceiling=10, unit="day", per=per) for per in ("cover_period", "lifetime")}
    chosen = paying(small.FIRST, Choice[mb.Limit](reading="per", options=ways))
    assert len(small.plan(chosen, chosen.model_copy(update={"effective_from": SECOND})).versions) == 2
    with pytest.raises(mb.InvalidPlan, match='per = "cover_period" or unit = "day", per = "lifetime"'):
        small.plan(chosen, counted(SECOND))


def test_a_correction_may_count_a_limit_as_it_should_have_been():
    wrong, right = counted(small.FIRST), counted(small.FIRST, per="cover_period")
    corrected = right.model_copy(update={"known_from": THIRD})
    assert small.plan(wrong, corrected).as_known().versions == (corrected,)
    later = counted(SECOND)
    with pytest.raises(mb.InvalidPlan, match="version of 2021-01-01: the limit x is counted otherwise"):
        small.plan(wrong, corrected, later)  # from the day of the correction on, they stand beside each other
    mended = counted(SECOND, per="cover_period").model_copy(update={"known_from": THIRD})
    assert small.plan(wrong, corrected, later, mended).as_known().versions == (corrected, mended)
