"""Whatever takes a plan takes its code, its name, a `Plan` and, where one version will do, a version.

The functions are found by their annotations, so that a new one is tried too.
"""

import inspect
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.strategies import SearchStrategy
from strategies_tables import THOROUGH
from test_arguments import ACCIDENT, CALLS, CLAIM, NEW, OLD
from test_words_of_arguments import HOMES, annotation

import mutual_benefits as mb
from mutual_benefits import scenarios

OF = {"scenarios.cost_of_cover": "hospital_allowance"}
"""The plan of a call that is not of accidents."""


def forms_of(plan, place):
    """The ways to give a plan; in a quick run itself and two others, in turn, since all go one way."""
    wide = "".join(chr(ord(one) + 0xFEE0) for one in plan.code)
    forms = {"code": plan.code, "name": plan.name.zh, "spelt": plan.code.title(), "wide": wide}
    names = list(forms) if THOROUGH else [list(forms)[(place + step) % 4] for step in (0, 1)]
    return {"plan": plan} | {name: forms[name] for name in names}


LISTS = {"plans": [], "books": [OLD]}
"""What stands after the plan in an argument that takes several."""
FIRST_DRAWN = settings(
    database=None, derandomize=True, phases=(Phase.generate,), suppress_health_check=list(HealthCheck)
)
WITH = {
    "scenarios.compare": {"attribute": False},
    "scenarios.sensitivities": {"terms": ["living_allowance.rate.100"]},
    "scenarios.thresholds": {"facts": ["event.living_days"]},
    "dump_plan": {"folder": "folder"},
    "scenarios.plan_of.plan": {"book": NEW},
    "scenarios.plan_of.book": {"plan": "accident"},
    "testing.plans": {"most": 1},
}
"""Arguments that make a call comparable, in place of those of `CALLS`."""


def parameters():
    """Yields each public function and argument whose annotation names a plan, with that annotation."""
    for prefix, home in HOMES.items():
        for name in home.__all__:
            function = getattr(home, name)
            if inspect.isfunction(function):
                for one in inspect.signature(function).parameters.values():
                    text = annotation(one)
                    if re.search(r"\bPlan\b", text):
                        yield pytest.param(prefix + name, one.name, text, id=f"{prefix}{name}.{one.name}")


PARAMETERS = tuple(parameters())


def called(name, argument, given):
    call, arguments, *_ = CALLS[name]()
    if argument in LISTS:
        given = [given, *LISTS[argument]]
    own = {**WITH.get(name, {}), **WITH.get(f"{name}.{argument}", {})}
    return content(call(**{**arguments, **own, argument: given}))


def content(result):
    """A result in a form that can be compared."""
    if isinstance(result, SearchStrategy):
        result = find(result, lambda _: True, settings=FIRST_DRAWN)
    if isinstance(result, Iterator):
        return list(result)
    if result is None:
        return {path.name: path.read_bytes() for path in sorted(Path("folder").iterdir())}
    if hasattr(result, "as_raw_html"):
        return re.sub(r"<style>.*?</style>|<[^>]*>", " ", result.as_raw_html(), flags=re.DOTALL)
    for form in ("to_dicts", "to_dict"):
        if hasattr(result, form):
            return getattr(result, form)()
    return result


def drawn(chart):
    """The points of a chart."""
    for key, value in chart.items() if isinstance(chart, dict) else enumerate(chart):
        if key == "values":
            yield value
        elif isinstance(value, (dict, list)):
            yield from drawn(value)


def sums(result):
    """What is due, which one version in force pays as its plan does; its receipts and notes may differ."""
    if isinstance(result, mb.Assessment):
        return [(one.benefit, one.status, one.low, one.high) for one in result.entitlements]
    if isinstance(result, mb.Verification):
        return [one for one in result.differences if one.part.startswith("result")]
    if isinstance(result, scenarios.Comparison):
        return [(one.total, one.status) for one in result.cases]
    if isinstance(result, scenarios.Revaluation):
        return result.total
    if isinstance(result, scenarios.Sensitivities):
        return result.terms
    if isinstance(result, scenarios.CostOfCover):
        return result.simulated_fen
    if isinstance(result, dict):  # a chart
        return [*drawn(result)]
    if isinstance(result, mb.Plan):
        return result.version_on(date(2016, 5, 4)).benefits
    if isinstance(result, tuple):
        return [one for one in result if one != "rule_books"]
    return [sums(one) for one in result] if isinstance(result, list) else result


@pytest.mark.parametrize(("name", "argument", "text"), PARAMETERS)
def test_every_form_of_a_plan_gives_one_result(name, argument, text, tmp_path, monkeypatch):
    known, results = mb.get_plan(OF.get(name, "accident")), {}
    place = [each.values[:2] for each in PARAMETERS].index((name, argument))
    for form, plan in forms_of(known, place).items():
        monkeypatch.chdir(tmp_path)
        (tmp_path / form).mkdir()
        monkeypatch.chdir(tmp_path / form)
        results[form] = called(name, argument, plan)
    first = results.pop("plan")
    for form, result in results.items():
        assert result == first, form
    if "PlanVersion" in text:
        version = NEW if known == ACCIDENT else known.versions[0]
        assert sums(called(name, argument, version)) == sums(first)
    else:
        with pytest.raises(mb.InvalidArgument, match="PlanVersion"):
            called(name, argument, NEW)


@pytest.mark.parametrize(("name", "argument", "text"), PARAMETERS)
def test_a_wrong_code_is_told_with_the_plans(name, argument, text):
    with pytest.raises(mb.UnknownPlan, match="did you mean 'warm_aid'") as caught:
        called(name, argument, "warm_aidd")
    assert caught.value.given == "warm_aidd"
    assert set(caught.value.choices) == {plan.code for plan in mb.all_plans()}


@pytest.mark.parametrize(("name", "argument", "text"), PARAMETERS)
def test_the_docstring_says_what_is_taken(name, argument, text):
    function = getattr(HOMES[name.rpartition(".")[0] + "." if "." in name else ""], name.rpartition(".")[2])
    said = re.sub(r"\s+", " ", function.__doc__)
    version = "PlanVersion" in text
    right = "a `Plan`, or one version" if version else "or a `Plan`"
    assert right in said or name == "scenarios.plan_of" or re.search(r"those of `\w+`|as for `\w+`", said)


def test_a_version_is_not_taken_for_one_of_another_plan():
    stay = mb.Enrolment(plan="hospital_medical", cover_from=date(2014, 1, 1))
    version = mb.get_plan("warm_aid").versions[0]
    for given in (version, version.amend({"over_cap_share.bands.1.upto": 19_000}, label="ours")):
        with pytest.raises(mb.UnknownPlan, match="is of plan warm_aid, not of hospital_medical") as caught:
            mb.fee_due(stay, plan=given)
        assert caught.value.choices == ("warm_aid",)
    with pytest.raises(mb.UnknownPlan, match="no plan 'own'"):
        scenarios.plan_of(version, "own")


def test_a_version_of_one_s_own_may_be_of_a_plan_with_any_code():
    own = NEW.model_copy(update={"effective_from": date(2015, 7, 1)})
    assert scenarios.plan_of(own, "own").name.zh == "own"
    assert scenarios.plan_of(own, ACCIDENT).name == ACCIDENT.name
    with pytest.raises(mb.InvalidArgument, match="a version does not know its plan"):
        scenarios.plan_of(own)


def test_what_has_no_effect_beside_a_plan_is_refused():
    with pytest.raises(mb.InvalidArgument, match="known_on"):
        mb.assess(CLAIM, plan=NEW, known_on=date(2024, 1, 1))
    for call in (scenarios.sensitivities, lambda *a, **k: scenarios.compare(*a, [OLD, NEW], **k)):
        with pytest.raises(mb.InvalidScenario, match="the claim is of plan 'accident'; plan is 'warm_aid'"):
            call(CLAIM, plan="warm_aid")


def test_readings_are_of_the_plan_that_is_given():
    higher = NEW.amend({"living_allowance.rate.100": 90}, label="ours")
    own = mb.Plan(code="accident", name=ACCIDENT.name, versions=(OLD, higher))
    readings = [{"consolation.day_cap": option} for option in ("each", "together")]
    assert scenarios.compare(CLAIM, readings).cases[0].total.low == 1600
    assert scenarios.compare(CLAIM, readings, plan=own).cases[0].total.low == 1800


def test_no_version_in_force_names_the_field_of_the_day():
    early = CLAIM.model_copy(update={"event": mb.Injury(happened_on=date(2009, 5, 4), living_days=1)})
    enrolment = mb.Enrolment(plan="accident", cover_from=date(2009, 1, 1), fee_tier="100")
    early = early.model_copy(update={"enrolment": enrolment})
    for option, field in (("event", "event.happened_on"), ("cover_start", "enrolment.cover_from")):
        with pytest.raises(mb.NoVersionInForce) as caught:
            mb.assess(early, readings={"version.date": option})
        assert caught.value.field == field
    with pytest.raises(mb.NoVersionInForce) as caught:
        ACCIDENT.version_on(date(2009, 1, 1))
    assert caught.value.field == "day"


@pytest.mark.parametrize("name", ["女工特疾", "在职女职工特殊疾病互助保障活动", "Female illness"])
def test_get_plan_takes_a_name_but_a_claim_has_a_code(name):
    """Limits and results name the plan by its code: a claim under another word would be counted apart."""
    assert mb.get_plan(name) is mb.get_plan("female_illness")
    cover = mb.Enrolment(plan=name, cover_from=date(2018, 1, 1))
    claim = CLAIM.model_copy(update={"enrolment": cover})
    for call in (mb.assess, lambda claim: mb.fee_due(claim.enrolment)):
        with pytest.raises(mb.UnknownPlan, match="did you mean 'female_illness'"):
            call(claim)


@pytest.mark.parametrize(
    ("part", "meant"),
    [
        ("意外伤害", "'accident' or 'non_work_accident'"),
        ("重大疾病", "'critical_illness'"),
        ("住院津贴", "'hospital_allowance'"),
        ("住院医疗", "'hospital_medical'"),
    ],
)
def test_a_part_of_a_name_suggests_the_plans_that_it_may_mean(part, meant):
    with pytest.raises(mb.UnknownPlan, match=f"did you mean {meant}") as caught:
        mb.get_plan(part)
    assert caught.value.choices[0] in meant
    assert "“" + meant.replace("'", "").split(" or ")[0] + "”" in caught.value.in_("zh")


@pytest.mark.parametrize("word", ["职工", "职工互助", "x", "·"])
def test_a_word_of_every_name_or_of_none_suggests_no_plan(word):
    with pytest.raises(mb.UnknownPlan, match=r"no plan .*; the plans are"):
        mb.get_plan(word)
