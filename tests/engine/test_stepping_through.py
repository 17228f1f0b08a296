"""How a maintainer looks inside: tracebacks show compiled lines, and formulas run verb by verb on request."""

import gc
import linecache
import sys
import traceback
from datetime import date

import kept
import pytest

import mutual_benefits as mb
from mutual_benefits.assessment.assess import assess_verb_by_verb
from mutual_benefits.engine.compiled.function_source import FunctionSource
from mutual_benefits.engine.prepare import prepare
from mutual_benefits.rules import PerDiem

CLAIM = mb.Claim(
    id="C-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25, hospital_days=12),
)


def test_a_traceback_shows_the_line_of_a_compiled_function_that_failed():
    answer = prepare("accident", None).versions[-1].answers["injury"]
    with pytest.raises(KeyError) as caught:
        answer.compiled({}, {})  # a claim without a single fact
    (line,) = [frame.line for frame in traceback.extract_tb(caught.tb) if frame.name == "answer"]
    assert "facts[" in line


def test_the_lines_of_a_compiled_function_are_kept_as_long_as_it_is():
    before = set(linecache.cache)
    script = FunctionSource()
    script.line("return 1 // number")
    function = script.function("quotient", "number")
    (file,) = set(linecache.cache) - before
    linecache.checkcache()
    assert linecache.getline(file, 2).strip() == "return 1 // number"
    del function
    gc.collect()
    assert file not in linecache.cache


def lines_of_formulas(call):
    """The line numbers of `PerDiem.formula` that run during a call."""
    code, reached = PerDiem.formula.__code__, []

    def follow(frame, event, _):
        if frame.f_code is code and event == "line":
            reached.append(frame.f_lineno)
        return follow

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        call()
    finally:
        sys.settrace(before)
    return reached


def test_a_debugger_reaches_the_formula_verb_by_verb_and_not_otherwise():
    mb.assess(CLAIM)  # the answer is compiled by now
    assert not lines_of_formulas(lambda: mb.assess(CLAIM))
    assert lines_of_formulas(lambda: assess_verb_by_verb(CLAIM))


@pytest.mark.parametrize("plan", mb.all_plans(), ids=lambda plan: plan.code)
def test_verb_by_verb_the_assessment_is_the_same_to_the_last_word(plan):
    claims = mb.read_claims(kept.CLAIMS).claims
    for claim in [claim for claim in claims if claim.enrolment.plan == plan.code][::5]:
        compiled, by_verbs = mb.assess(claim), assess_verb_by_verb(claim)
        assert by_verbs == compiled
        assert by_verbs.explain("zh") == compiled.explain("zh")


def test_verb_by_verb_usage_counts_as_it_does_otherwise():
    drawn = mb.assess(CLAIM).drawn
    again = CLAIM.model_copy(update={"id": "C-2"})
    assert assess_verb_by_verb(again, usage=drawn) == mb.assess(again, usage=drawn)
