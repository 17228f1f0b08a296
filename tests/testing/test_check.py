"""`laws.check` and `laws.differential`: the library keeps every law; reports are readable."""

import json
import subprocess
import sys
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from example_counts import examples
from filled_plans import at_share, filled
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from invented_plan import HARBOUR
from strategies_tables import THOROUGH

import mutual_benefits as mb
from mutual_benefits import testing
from mutual_benefits.terms import choices
from mutual_benefits.testing import laws

PLANS = mb.all_plans()
ONE_SUM, BY_BENEFIT = True, False


def readings_of(plan):
    """Every combination of readings that the plan offers."""
    offered = {"version.date": ("event", "cover_start")}
    for version in plan.versions:
        offered |= choices(version)
    for options in product(*offered.values()):
        yield dict(zip(offered, options, strict=True))


READINGS = [(plan, readings) for plan in PLANS for readings in readings_of(plan)]


def engine(plan, readings, whole):
    """The library's engine as a payout function; open sums are None."""

    def pay(claim):
        assessment = mb.assess(claim, plan=plan, readings=readings)
        if whole:
            return assessment.low if assessment.low == assessment.high else None
        return {part.benefit: part.amount for part in assessment.entitlements}

    return pay


def settled(plan, permille):
    versions = filled(plan.versions, at_share({}, permille))
    return mb.Plan(code=plan.code, name=plan.name, versions=versions)


@pytest.mark.parametrize("whole", [ONE_SUM, BY_BENEFIT])
@pytest.mark.parametrize("plan", [*PLANS, HARBOUR], ids=lambda plan: plan.code)
def test_the_library_keeps_every_law(plan, whole):
    report = laws.check(engine(plan, None, whole), plan, max_examples=examples(40))
    assert not report.violations, str(report)
    assert len(report.laws) > 12
    assert not laws.differential(engine(plan, None, whole), plan, max_examples=examples(40)).violations


@pytest.mark.parametrize(("plan", "readings"), READINGS, ids=str)
def test_the_library_keeps_every_law_under_every_reading(plan, readings):
    turn = READINGS.index((plan, readings)) % 2
    for whole in (ONE_SUM, BY_BENEFIT) if THOROUGH else (ONE_SUM, BY_BENEFIT)[turn:][:1]:
        right = engine(settled(plan, 700 if whole else 300), readings, whole)
        report = laws.check(right, plan.code, readings=readings, max_examples=examples(12))
        assert not report.violations, str(report)


@settings(max_examples=examples(12), phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(testing.plans(), st.booleans(), st.integers(0, 1000))
def test_the_library_keeps_the_laws_of_generated_rule_books(plan, whole, permille):
    report = laws.check(engine(settled(plan, permille), None, whole), plan, max_examples=8)
    assert not report.violations, str(report)


def test_a_plan_of_one_s_own_is_named_by_its_rule_book_in_the_report():
    assert laws.check(lambda claim: Decimal(0), HARBOUR, max_examples=20).plan == "harbour"


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize(
    ("payout", "law", "words"),
    [
        (lambda claim: 1.5, "answers", "1.5 is of type float; give a Decimal"),
        (lambda claim: 3, "answers", "3 is of type int; give a Decimal"),
        (lambda claim: True, "answers", "True is of type bool"),
        (lambda claim: Decimal("NaN"), "answers", "NaN is not an amount"),
        (lambda claim: None, "answers", "returned None for every claim"),
        (lambda claim: {"living_allowance": 2.0}, "answers", "living_allowance: 2.0 is of type float"),
        (lambda claim: claim.no_such_field, "answers", "raised AttributeError"),
        (Decimal, "answers", "raised TypeError: conversion from Claim to Decimal is not supported"),
        (lambda claim: Decimal(-1), "never_negative", "-1.00 yuan was paid"),
        (lambda claim: {"living": Decimal(1)}, "known_benefits", "living_allowance"),
    ],
)
def test_an_improper_answer_is_reported(payout, law, words):
    report = laws.check(payout, plan="accident", only=[law], max_examples=8)
    found = next(violation for violation in report.violations if violation.law == law)
    assert words in found.text.en
    assert laws.differential(payout, plan="accident", max_examples=8).violations or law == "answers"


def test_a_check_that_checks_nothing_is_no_success():
    with pytest.raises(
        laws.UnknownLaw, match=r"\(waiting_period\) applies to plan accident; .* day_cap,"
    ) as raised:
        laws.check(lambda claim: Decimal(99999), plan="accident", only=["waiting_period"])
    accident = mb.get_plan("accident")
    one = mb.Plan(code="quay", name=accident.name, versions=accident.versions[:1])
    with pytest.raises(laws.UnknownLaw, match=r"\(waiting_period\) applies to plan quay"):
        laws.check(lambda claim: Decimal(99999), plan=one, only=["waiting_period"])
    checked = laws.check(lambda claim: {}, "accident", max_examples=1).laws
    assert sorted(raised.value.choices) == sorted(checked)
    assert raised.value.field == "law"
    with pytest.raises(laws.UnknownLaw, match=r"\(none\) applies to plan accident; .* day_cap,"):
        laws.check(lambda claim: Decimal(0), plan="accident", skip=[law.code for law in laws.LAWS])
    for nothing in (None, dict.fromkeys(("living_allowance", "death_sum"))):
        report = laws.check(lambda claim, it=nothing: it, "accident", only=["day_cap"], max_examples=8)
        assert report.broken == ("day_cap",)
        assert 0 < report.asked == report.unanswered
        assert laws.differential(lambda claim, it=nothing: it, "accident", max_examples=8).broken
    assert not laws.check(lambda claim: {}, "accident", only=["day_cap"], max_examples=8).violations


@pytest.mark.parametrize("check", [laws.check, laws.differential])
def test_a_version_that_is_never_answered_is_no_success(check):
    def pay(claim):
        return mb.assess(claim).low if claim.event.happened_on.year >= 2016 else None

    report = check(pay, "accident", max_examples=40)
    (only,) = report.violations
    assert only.law in ("answers", "differential")
    assert only.text.en.endswith("None for every claim under the version in force from 2010-06-01.")
    assert 0 < report.unanswered < report.asked
    assert f"It was asked {report.asked} times, and {report.unanswered} times it returned None" in str(report)
    assert f"其中 {report.unanswered} 次返回 None" in report.text("zh")
    assert not check(pay, "accident", version="2016-01-01", max_examples=40).unanswered


def test_a_version_with_few_claims_may_be_left_unanswered():
    """The record may leave all sums of a few claims open, and a right function answers those with None."""

    def pay(claim):
        return Decimal(0) if claim.event.happened_on.year >= 2016 else None

    report = laws.check(pay, "accident", only=["never_negative"], max_examples=8)
    assert 0 < report.unanswered < report.asked
    assert not report.violations


def test_a_report_is_text_json_and_a_table_in_both_languages():
    report = laws.check(lambda claim: {}, plan="warm_aid", max_examples=20)
    assert report.broken
    assert type(report).model_validate_json(report.model_dump_json()) == report
    assert json.loads(report.model_dump_json())["violations"][0]["law"] == report.broken[0]
    assert "项规则" in report.text("zh")
    assert "laws broken: " in report.text()
    assert "<table>" in report._repr_html_()
    with pytest.raises(ValueError, match="give 'en' or 'zh'"):
        report.text("fr")
    with pytest.raises(laws.LawsBroken, match="full_sum"):
        report.raise_if_any()
    assert issubclass(laws.LawsBroken, AssertionError)
    laws.check(engine(None, None, BY_BENEFIT), plan="warm_aid", max_examples=5).raise_if_any()


def paid_at_once(claim):
    """A fen for every benefit, even where the association was told too late."""
    plan = mb.get_plan(claim.enrolment.plan)
    return {each.code: Decimal("0.01") for version in plan.versions for each in version.benefits}


@pytest.mark.parametrize(
    ("payout", "plan", "law", "paid"),
    [
        (lambda claim: {}, "accident", "full_sum", "nothing"),
        (paid_at_once, "non_work_accident", "late_notice", "death_sum 0.01, disability_sum 0.01,"),
    ],
)
def test_an_example_of_a_report_is_python_that_makes_the_claim_again(payout, plan, law, paid):
    from datetime import date

    report = laws.check(payout, plan, only=[law], max_examples=20)
    assert f"# paid: {paid}" in str(report.violations[0])
    shown = str(report.violations[0]).split("\n")
    start = shown.index("  mb.Claim(")
    source = "\n".join(line[2:] for line in shown[start : shown.index("  )") + 1])
    assert eval(source, {"mb": mb, "date": date, "Decimal": Decimal}) == report.violations[0].claims[0]  # noqa: S307


def test_a_payout_is_asked_about_the_same_claims_each_time_unless_another_seed_is_given():
    def asked(**how):
        claims = []
        laws.check(lambda claim: claims.append(claim) or Decimal(0), "warm_aid", max_examples=5, **how)
        return claims

    assert asked() == asked()
    assert asked(seed=7) == asked(seed=7) != asked()


def test_a_wrong_call_is_an_error_that_says_what_would_be_right():
    with pytest.raises(laws.UnknownLaw, match="never_negative"):
        laws.check(lambda claim: Decimal(0), plan="accident", only=["no_such_law"])
    with pytest.raises(laws.UnknownLaw, match=r"no law 'day_caps'.*; did you mean day_cap\?$"):
        laws.check(lambda claim: Decimal(0), plan="accident", only=["day_caps"])
    with pytest.raises(ValueError, match="give 1 or more"):
        laws.check(lambda claim: Decimal(0), plan="accident", max_examples=0)
    with pytest.raises(mb.UnknownPlan):
        laws.check(lambda claim: Decimal(0), plan="accidents")
    with pytest.raises(mb.UnknownReading):
        laws.check(lambda claim: Decimal(0), plan="accident", readings={"no.such": "one"})


def test_the_laws_do_not_use_the_engine(monkeypatch):
    import mutual_benefits.assessment.assess as ours

    def never(*_, **__):
        raise AssertionError("the engine was asked")

    monkeypatch.setattr(ours.Desk, "assess", never)
    monkeypatch.setattr(ours, "assess", never)
    assert laws.check(lambda claim: {}, plan="accident", max_examples=20).broken


ALONE = """
from decimal import Decimal
from mutual_benefits.testing import laws
print(laws.check(lambda claim: Decimal(0), plan="accident", max_examples=20).model_dump_json())
"""


def test_nothing_is_written_and_the_hash_seed_makes_no_difference(tmp_path: Path):
    import os

    outputs = set()
    for seed in ("0", "4294967295"):
        given_ = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(Path(mb.__file__).parents[1]),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        done = subprocess.run(
            [sys.executable, "-c", ALONE], cwd=tmp_path, env=given_, capture_output=True, check=True
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert not list(tmp_path.iterdir())
