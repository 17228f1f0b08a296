"""The version in force: a correction counts from the day it was known, and changes no earlier answer."""

from datetime import date

import pytest
import small_plans as small

import mutual_benefits as mb
from mutual_benefits.rules import LumpSum

ACCIDENT = mb.get_plan("accident")
OLD, NEW = ACCIDENT.versions
LEARNT = date(2027, 3, 1)
NOTE = (mb.Text(en="Corrected.", zh="已更正。"),)


def claim(day, days=30, number=1):
    enrolment = mb.Enrolment(plan="accident", cover_from=date(day.year, 1, 1), fee_tier="100")
    event = mb.Injury(happened_on=day, living_days=days)
    return mb.Claim(id=f"C-{number}", member=f"M-{number}", enrolment=enrolment, event=event)


def corrected(**update):
    """The accident plan with a correction: the version of 2010 again, with other days."""
    version = OLD.model_copy(update={"known_from": LEARNT, "notes": NOTE, "shown_until": None, **update})
    versions = sorted((OLD, NEW, version), key=lambda v: (v.answers_from, v.known_from or date.min))
    return mb.Plan(code="accident", name=ACCIDENT.name, versions=tuple(versions))


IN_ITS_PLACE = corrected(effective_from=NEW.effective_from)
EARLIER = corrected(effective_from=date(2014, 1, 1), corrects=NEW.effective_from)
ONE_MORE = corrected(effective_from=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("plan", "day", "known_on", "answered_by"),
    [
        (IN_ITS_PLACE, date(2017, 1, 1), date(2027, 2, 28), NEW),
        (IN_ITS_PLACE, date(2017, 1, 1), LEARNT, IN_ITS_PLACE.versions[-1]),
        (IN_ITS_PLACE, date(2017, 1, 1), None, IN_ITS_PLACE.versions[-1]),
        (IN_ITS_PLACE, date(2015, 12, 31), None, OLD),
        (EARLIER, date(2014, 1, 1), date(2027, 2, 28), OLD),
        (EARLIER, date(2016, 1, 1), date(2027, 2, 28), NEW),
        (EARLIER, date(2014, 1, 1), LEARNT, EARLIER.versions[1]),
        (EARLIER, date(2016, 1, 1), LEARNT, EARLIER.versions[1]),
        (ONE_MORE, date(2020, 1, 1), date(2027, 2, 28), NEW),
        (ONE_MORE, date(2020, 1, 1), LEARNT, ONE_MORE.versions[-1]),
        (ONE_MORE, date(2019, 12, 31), LEARNT, NEW),
    ],
)
def test_a_day_is_answered_by_the_version_that_was_known_to_be_in_force(plan, day, known_on, answered_by):
    assert plan.as_known(known_on).version_on(day) == answered_by
    assessment = mb.assess(claim(day), plan=plan, known_on=known_on)
    assert assessment.version == answered_by.effective_from
    assert assessment.receipt.rule_book == mb.content_hash(answered_by)
    (alone,) = mb.assess_all([claim(day)], plan=plan, known_on=known_on)
    assert alone == assessment


def test_a_plan_without_corrections_is_the_same_on_whatever_day_it_is_known():
    for plan in mb.all_plans():
        assert plan.as_known(date(1900, 1, 1)) is plan
        assert plan.as_known() is plan


def test_the_claims_whose_result_changed_are_listed_with_both_results():
    claims = [claim(date(2015, 5, 1), number=1), claim(date(2017, 5, 1), number=2)]
    claims.append(claim(date(2017, 5, 2), days=0, number=3))
    (revision,) = mb.retro_diff(claims, date(2027, 1, 1), LEARNT, plan=IN_ITS_PLACE)
    assert revision.claim_id == "C-2"
    assert revision.before == mb.assess(claims[1])
    assert revision.before.total != revision.after.total
    assert mb.retro_diff(claims, date(2026, 1, 1), date(2027, 1, 1), plan=IN_ITS_PLACE) == ()
    assert mb.retro_diff(claims, date(2027, 1, 1), plan=IN_ITS_PLACE) == (revision,)


def test_versions_whose_days_contradict_each_other_are_refused():
    with pytest.raises(mb.InvalidPlan, match="first days must rise, or else the days"):
        corrected(effective_from=NEW.effective_from, known_from=None)
    with pytest.raises(mb.InvalidPlan, match="it corrects 2013-01-01; give the first day of another"):
        corrected(effective_from=date(2014, 1, 1), corrects=date(2013, 1, 1))
    with pytest.raises(mb.InvalidPlan, match="and known_from"):
        corrected(effective_from=date(2014, 1, 1), corrects=NEW.effective_from, known_from=None)


def test_no_claim_is_answered_before_a_version_was_known():
    late = NEW.model_copy(update={"known_from": LEARNT})
    plan = mb.Plan(code="accident", name=ACCIDENT.name, versions=(late,))
    with pytest.raises(mb.NoVersionInForce, match="no version of it was known on 2027-02-28"):
        mb.assess(claim(date(2017, 1, 1)), plan=plan, known_on=date(2027, 2, 28))
    assert mb.assess(claim(date(2017, 1, 1)), plan=plan).version == NEW.effective_from


def test_products_that_differ_in_how_benefits_combine_are_told_to_be_sold_side_by_side():
    """A diff tells the difference too; the two benefits draw on one limit, so the record may leave it out."""
    shared = (small.limit("most", "fen", 900),)
    one, other = (
        small.benefit(LumpSum, code, when="died", sum=small.figure(500), limits=shared)
        for code in ("one", "other")
    )
    apart, together = (small.version(one, other, product=name) for name in ("apart", "together"))
    apart = apart.model_copy(update={"adds": ()})
    assert [each.path for each in mb.diff(apart, together).changes] == ["product", "adds"]
    assert len(mb.audit(small.plan(apart, together)).of("side_by_side")) == 2
    alike = apart.model_copy(update={"product": "alike"})
    assert mb.audit(small.plan(apart, alike)).of("side_by_side") == ()
