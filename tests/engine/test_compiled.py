"""The compiled function of a version gives what its formulas give verb by verb, and runs no text of it."""

from datetime import date
from functools import cache
from types import SimpleNamespace

import invented_plan
import pytest
import strategies_accident
import strategies_medical
from example_counts import examples
from filled_plans import at_share, filled
from hypothesis import given, reject, settings
from hypothesis import strategies as st

import mutual_benefits as mb
from mutual_benefits.engine.adjudication import adjudicate_by_verbs, facts_of
from mutual_benefits.engine.compiled.compiler import compiled
from mutual_benefits.engine.compiled.function_source import FunctionSource
from mutual_benefits.engine.compiled.verbs import CompiledVerbs
from mutual_benefits.engine.exact import Exact, Indeterminate
from mutual_benefits.engine.outcome import GuardedBenefit
from mutual_benefits.engine.prepare import prepare
from mutual_benefits.engine.trace import Trace
from mutual_benefits.intervals import Interval, ends
from mutual_benefits.rules import PerDiem

PLANS = [plan.code for plan in mb.all_plans()]


def strategies_of(plan):
    return strategies_medical if plan in strategies_medical.PLANS else strategies_accident


def both_ways(prepared, claim, used):
    """What the compiled function and the verbs give: outcomes, draws that outlast the claim, usage."""
    _, answer = prepared.answer_for(claim)
    facts = facts_of(claim, prepared.words)
    slow_used, quick_used = dict(used), dict(used)
    outcomes, draws = adjudicate_by_verbs(answer, facts, slow_used)
    lasting = [draw for draw in draws if draw[0].per != "event"]
    kept = {limit.code for limit in answer.limits}
    slow = outcomes, lasting, {code: units for code, units in slow_used.items() if code in kept}
    try:
        quick = (*answer.compiled(facts.__dict__, quick_used), quick_used)
    except Indeterminate:
        quick = None
    return quick, slow


def steps_both_ways(prepared, claim, used):
    """The steps that the traced function records, and those that the verbs record."""
    _, answer = prepared.answer_for(claim)
    facts = facts_of(claim, prepared.words)
    slow, quick = Trace(), Trace()
    adjudicate_by_verbs(answer, facts, dict(used), slow)
    try:
        answer.traced(facts.__dict__, dict(used), quick)
    except Indeterminate:
        return None, comparable(slow)
    return comparable(quick), comparable(slow)


def comparable(trace):
    """A trace that can be compared: bounds as pairs, and each step of a condition once.

    The verbs check the conditions again for each benefit.
    """
    parts = [[step._replace(value=ends(step.value)) for step in part] for part in trace.benefits]
    checked = [step._replace(value=ends(step.value)) for step in trace.conditions]
    return parts, [step for place, step in enumerate(checked) if step not in checked[:place]]


@cache
def books(plan):
    """The plan of the record, and the plan with every unstated term filled in."""
    return mb.get_plan(plan), filled(mb.get_plan(plan), at_share({}))


@st.composite
def claims_with_usage(draw, plan):
    """A prepared plan, a claim that it answers, and units used before."""
    claim = draw(strategies_of(plan).claims(plan))
    prepared = prepare(draw(st.sampled_from(books(plan))), draw(strategies_of(plan).readings_of(plan)))
    try:
        _, answer = prepared.answer_for(claim)
    except mb.errors.MutualBenefitsError:
        reject()
    units = st.one_of(st.integers(0, 3), st.integers(0, 10**7), st.just(Interval(0, 1)))
    used = {limit.code: draw(units) for limit in answer.limits if draw(st.booleans())}
    return prepared, claim, used


@pytest.mark.parametrize("plan", PLANS)
def test_the_compiled_functions_give_what_the_verbs_give_and_record_the_same_steps(plan):
    seen = {"single": 0, "doubtful": 0, "of benefits": 0, "of conditions": 0}

    @settings(max_examples=examples(150))
    @given(claims_with_usage(plan))
    def compare(asked):
        quick, slow = both_ways(*asked)
        traced, steps = steps_both_ways(*asked)
        assert (quick is None) == (traced is None)
        if quick is None:
            seen["doubtful"] += 1
            return
        seen["single"] += 1
        assert all(outcome[0] != "undetermined" for outcome in slow[0])
        assert quick == slow
        assert traced == steps
        of_benefits, of_conditions = traced
        seen["of benefits"] += sum(len(steps) for steps in of_benefits)
        seen["of conditions"] += len(of_conditions)

    compare()
    assert seen["single"], "no claim was settled by the compiled function"
    assert seen["of benefits"], seen
    assert seen["of conditions"], seen


@settings(max_examples=examples(150))
@given(
    st.one_of(
        st.builds(
            mb.Diagnosis,
            happened_on=st.dates(date(2021, 1, 1), date(2022, 12, 31)),
            disease=st.sampled_from(["pier fever", "rope hand", "no such disease"]),
            severity=st.sampled_from(["light", "severe", None]),
        ),
        st.builds(
            mb.MedicalExpense,
            happened_on=st.dates(date(2021, 1, 1), date(2022, 12, 31)),
            self_paid=st.decimals(0, 10_000, places=2),
            hospital_level=st.sampled_from(["one", "two", "three"]),
        ),
    ),
    st.booleans(),
)
def test_the_compiled_functions_agree_with_the_verbs_for_the_invented_plan(event, renewed):
    """No shipped plan has its tables by a fact, its ladders and its waiver."""
    enrolment = mb.Enrolment(plan="harbour", cover_from=date(2021, 1, 1), renewed=renewed)
    claim = mb.Claim(id="C", member="M", enrolment=enrolment, event=event)
    prepared = prepare(invented_plan.HARBOUR, None)
    quick, slow = both_ways(prepared, claim, {})
    assert quick == slow
    kept_quick, kept_slow = steps_both_ways(prepared, claim, {})
    assert kept_quick == kept_slow


def test_claims_without_open_terms_are_answered_by_the_compiled_function():
    """An open term matters only to claims for its benefit; the compiled function answers the others."""
    prepared = prepare("accident", None)
    enrolment = mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100")
    for event, stays in (
        (mb.Injury(happened_on=date(2016, 5, 4), living_days=25, hospital_days=12), True),
        (mb.Injury(happened_on=date(2016, 5, 4), died=True), True),
        (mb.Injury(happened_on=date(2016, 5, 4), living_days=25, care_days=1), False),
    ):
        claim = mb.Claim(id="C", member="M", enrolment=enrolment, event=event)
        quick, slow = both_ways(prepared, claim, {})
        assert (quick is not None) is stays
        assert quick is None or quick == slow


HOSTILE = "days'] or __import__('os').abort() #\n\"\"\"\\"


def test_the_words_of_a_plan_file_never_become_code():
    limit = mb.Limit(
        code=HOSTILE,
        name=mb.Text(en="days", zh="天"),
        unit="day",
        ceiling=None,
        per="cover_period",
        unless=(HOSTILE + "2",),
    )
    sourced = {"source": invented_plan.INVENTED, "basis": mb.Basis.PUBLISHED}
    rate = mb.Table(by=HOSTILE, rows={HOSTILE: 30_00, "b": mb.Figure(value=40_00, **sourced)}, **sourced)
    rule = PerDiem(
        code="daily",
        name=mb.Text(en="Daily", zh="每日"),
        event="injury",
        days=HOSTILE,
        rate=rate,
        limits=(limit,),
        source=invented_plan.INVENTED,
    )
    daily = compiled((GuardedBenefit(rule, ()),), (), ())

    class Facts(dict):
        """Facts with hostile names; the one that would lift the limit is False."""

        def __missing__(self, name):
            assert name == HOSTILE + "2"
            return False

    with pytest.raises(TypeError, match="'>' not supported"):
        daily(Facts({HOSTILE: HOSTILE}), {})
    with pytest.raises(Indeterminate):
        daily(Facts({HOSTILE: 3}), {})


numbers = st.integers(-(10**6), 10**6)


@settings(max_examples=examples(100))
@given(numbers, numbers, st.booleans(), st.booleans())
def test_each_compiled_verb_gives_what_the_exact_verb_gives(a, b, p, q):
    exact = Exact(SimpleNamespace(a=a), {})
    for verb, given_, expected in (
        ("least", ("a", "b"), exact.least(a, b)),
        ("most", ("a", "b"), exact.most(a, b)),
        ("both", ("p", "q"), exact.both(p, q)),
        ("either", ("p", "q"), exact.either(p, q)),
        ("negate", ("p",), exact.negate(p)),
        ("choose", ("p", "a", "b"), exact.choose(p, a, b)),
        ("portion", ("a", "b"), exact.portion(a, b)),
    ):
        script = FunctionSource()
        do = CompiledVerbs(script)
        expression = getattr(do, verb)(*(getattr(do.facts, name) for name in given_))
        script.line(f"return {expression!r}")
        assert script.function("verb", "facts")({"a": a, "b": b, "p": p, "q": q}) == expected


@pytest.mark.parametrize(
    "operate",
    [
        lambda a, b: a + b,
        lambda a, b: 5 + a,
        lambda a, b: a - b,
        lambda a, b: 5 - a,
        lambda a, b: a * b,
        lambda a, b: 5 * a,
        lambda a, b: a < b,
        lambda a, b: a <= b,
        lambda a, b: a > b,
        lambda a, b: a >= b,
    ],
)
@pytest.mark.parametrize(("a", "b"), [(2, 3), (3, 2), (2, 2), (0, -1)])
def test_each_compiled_operator_gives_what_it_gives_for_numbers(operate, a, b):
    script = FunctionSource()
    facts = CompiledVerbs(script).facts
    script.line(f"return {operate(facts.a, facts.b)!r}")
    assert script.function("operator", "facts")({"a": a, "b": b}) == operate(a, b)


@pytest.mark.parametrize("fact", [None, 0, 5])
def test_a_fact_of_0_counts_as_given(fact):
    script = FunctionSource()
    do = CompiledVerbs(script)
    script.line(f"return {do.given('a')!r}")
    assert script.function("given", "facts")({"a": fact}) is Exact(SimpleNamespace(a=fact), {}).given("a")


def test_an_empty_block_is_valid_code_that_does_nothing():
    script = FunctionSource()
    with script.block("if facts"):
        pass
    script.line("return 1")
    assert script.function("empty", "facts")({"a": 1}) == 1


def test_a_value_that_is_not_known_yet_is_neither_true_nor_false():
    script = FunctionSource()
    with pytest.raises(TypeError, match="choose"):
        bool(CompiledVerbs(script).facts.days > 3)


@pytest.mark.parametrize(("value", "single"), [(4, 4), (5, 5), (6, None)])
def test_a_cap_that_is_open_matters_only_to_more_than_its_least(value, single):
    sourced = {"source": invented_plan.INVENTED, "basis": mb.Basis.PUBLISHED}
    cap = mb.Unstated(what=mb.Text(en="cap", zh="上限"), low=5, high=9, **sourced)
    script = FunctionSource()
    do = CompiledVerbs(script)
    script.line(f"return {do.capped(do.facts.a, cap)!r}")
    capped = script.function("capped", "facts")
    if single is None:
        with pytest.raises(Indeterminate):
            capped({"a": value})
    else:
        assert capped({"a": value}) == Exact(None, {}).capped(value, cap) == single
