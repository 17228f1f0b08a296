"""What plans and versions show of themselves in a console: what tells them apart, not all of their terms."""

from small_plans import FIRST, benefit, figure, plan, version

from mutual_benefits.rules import LumpSum

DEATH = benefit(LumpSum, "death", when="died", sum=figure(900))


def test_a_version_shows_its_first_day_and_the_product_and_draft_that_it_has():
    assert repr(version(DEATH)) == f"PlanVersion(effective_from={FIRST!r})"
    assert repr(version(DEATH, product="long")) == f"PlanVersion(effective_from={FIRST!r}, product='long')"
    draft = version(DEATH).amend({"death.sum": 10}, label="next year")
    assert repr(draft) == f"PlanVersion(effective_from={FIRST!r}, draft={draft.draft!r})"


def test_a_plan_shows_its_code_and_its_versions():
    one, other = version(DEATH, product="long"), version(DEATH, product="short")
    assert repr(plan(one, other)) == f"Plan(code='small', versions=({one!r}, {other!r}))"
