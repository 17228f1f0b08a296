"""Versions between two others: each has the chosen changes, no others, and pays by them."""

from itertools import pairwise

import pytest
import small_plans as small
from example_counts import examples
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from strategies_tables import PLANS, histories

import mutual_benefits as mb
from mutual_benefits.errors import MutualBenefitsError
from mutual_benefits.rulebook.term_path import terms_of
from mutual_benefits.rules import LumpSum
from mutual_benefits.scenarios import plan_of
from mutual_benefits.scenarios.comparison.version_difference import IntermediateVersions

PAIRS = [
    (plan.code, *pair)
    for plan in mb.all_plans()
    for one, other in pairwise(plan.versions)
    for pair in ((one, other), (other, one))
]
NAMES = [f"{code} {one.effective_from} {other.effective_from}" for code, one, other in PAIRS]
BLENDS = {name: IntermediateVersions(one, other) for name, (_, one, other) in zip(NAMES, PAIRS, strict=True)}


def paid(version, claim):
    """The results of a claim under a version, without sources; or the type of the error."""
    try:
        assessment = mb.assess(claim, plan=plan_of(version, claim.enrolment.plan))
    except MutualBenefitsError as wrong:
        return type(wrong)
    return [(p.benefit, p.status, p.low, p.high, p.units, p.reason) for p in assessment.entitlements]


def figures(version):
    return {path: getattr(term, "value", None) for path, term, _ in terms_of(version)}


def all_paths(blend):
    return frozenset(piece.path for piece in blend.changes)


@pytest.mark.parametrize(("code", "before", "after"), PAIRS, ids=NAMES)
def test_with_no_change_or_every_change_an_intermediate_version_pays_as_one_of_the_two(code, before, after):
    blend = IntermediateVersions(before, after)
    none, every = blend.version_with(frozenset()), blend.version_with(all_paths(blend))

    @settings(max_examples=examples(12), phases=[Phase.generate])
    @given(histories(code))
    def holds(claims):
        for claim in claims:
            assert paid(none, claim) == paid(before, claim)
            assert paid(every, claim) == paid(after, claim)

    holds()


@pytest.mark.parametrize("plan", PLANS)
def test_the_remaining_changes_made_from_the_other_version_give_the_same_version(plan):
    pairs = [place for place, (code, *_) in enumerate(PAIRS) if code == plan and place % 2 == 0]

    @settings(max_examples=examples(15), phases=[Phase.generate])
    @given(st.sampled_from(pairs), histories(plan), st.data())
    def holds(place, claims, data):
        forth, back = BLENDS[NAMES[place]], BLENDS[NAMES[place + 1]]
        every = sorted(all_paths(forth))
        assert every == sorted(all_paths(back))
        taken = frozenset(data.draw(st.sets(st.sampled_from(every))))
        results = []
        for blend, paths in ((forth, taken), (back, frozenset(every) - taken)):
            try:
                version = blend.version_with(paths)
            except mb.InvalidPlan:
                results.append(mb.InvalidPlan)
            else:
                results.append([paid(version, claim) for claim in claims])
        assert results[0] == results[1]

    holds()


@pytest.mark.parametrize(("code", "before", "after"), PAIRS, ids=NAMES)
def test_a_change_of_one_term_changes_that_term_alone(code, before, after):
    blend = IntermediateVersions(before, after)
    values = figures(after)
    for piece in blend.changes:
        if piece.kind == "term":
            mixed = {
                path: getattr(term, "value", None)
                for path, term, _ in terms_of(blend.version_with({piece.path}))
            }
            wanted = {path: getattr(term, "value", None) for path, term, _ in terms_of(before)}
            assert mixed == wanted | {piece.path: values[piece.path]}


def test_a_new_benefit_and_a_new_condition_are_changes_of_their_own():
    after = mb.get_plan("non_work_accident").versions[-1]
    fewer = after.model_copy(
        update={
            "benefits": tuple(rule for rule in after.benefits if rule.code != "fire_loss"),
            "adds": tuple(one for one in after.adds if "fire_loss" not in one.benefits),
            "conditions": tuple(guard for guard in after.conditions if guard.condition != "notice"),
        }
    ).amend({"pipe_loss.ceiling": 9_000, "claim_window.years": 1})
    blend = IntermediateVersions(fewer, after)
    assert [(piece.path, piece.kind) for piece in blend.changes] == [
        ("benefits.fire_loss", "clause"),
        ("pipe_loss.ceiling", "term"),
        ("conditions.notice", "clause"),
        ("claim_window.years", "term"),
    ]
    codes = {rule.code for rule in blend.version_with({"benefits.fire_loss"}).benefits}
    assert codes == {rule.code for rule in after.benefits}
    guards = [guard.condition for guard in blend.version_with({"conditions.notice"}).conditions]
    assert guards.count("notice") == 1


def test_a_removed_limit_is_removed_from_every_benefit_that_draws_on_it():
    before, after = mb.get_plan("accident").versions
    blend = IntermediateVersions(before, after)
    assert "limits.total" in all_paths(blend)

    def drawing(version):
        return sum(
            limit.code == "total"
            for rule in version.benefits
            for limit in rule.limits
            if hasattr(limit, "code")
        )

    assert drawing(before) > 1
    assert drawing(blend.version_with({"limits.total"})) == drawing(after) == 0
    every = all_paths(blend)
    assert drawing(blend.version_with(every - {"limits.total"})) == drawing(before)


def test_an_intermediate_version_that_contradicts_itself_is_refused():
    blend = BLENDS[next(name for name in NAMES if name == "female_illness 2014-01-01 2018-01-01")]
    with pytest.raises(mb.InvalidPlan, match="names condolence_sum"):
        blend.version_with({"conditions.waiting.condolence_sum"})


def test_versions_that_pay_alike_have_no_changes():
    version = mb.get_plan("accident").versions[0]
    assert IntermediateVersions(version, version).changes == ()
    assert IntermediateVersions(version, version.amend({"fee.100": 110})).changes == ()


def test_benefits_draw_in_the_order_of_the_version_whose_limit_is_taken():
    """That a sum is of another kind says nothing of the order in which the limit is drawn on."""
    by_class = small.by("member_class", {"ordinary": 5_00, "model_worker": 6_00, "hardship": 7_00})

    def paying(ceiling, **sums):
        limits = (small.limit("most", "fen", ceiling),)
        return small.version(
            *(
                small.benefit(LumpSum, code, when="died", sum=sum_, limits=limits)
                for code, sum_ in sums.items()
            )
        )

    before = paying(5_00, second=small.figure(3_00), first=small.figure(4_00))
    after = paying(by_class, first=by_class, second=small.figure(3_00))
    between = IntermediateVersions(before, after)
    assert {change.path for change in between.changes} == {"limits.most", "benefits.first"}
    for path, order in (("limits.most", ["first", "second"]), ("benefits.first", ["second", "first"])):
        assert [rule.code for rule in between.version_with({path}).benefits] == order
