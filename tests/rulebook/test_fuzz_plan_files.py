"""Fuzzing of plan files: any bytes give a plan that works or `InvalidPlan`, and no other exception."""

import json
import tempfile
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from corrupted_input import corrupted_bytes, corrupted_data
from example_counts import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_plan import HARBOUR
from plan_folders import PLAN, VERSION

import mutual_benefits as mb

PLANS = {plan.code: plan for plan in (*mb.all_plans(), HARBOUR)}


@cache
def files_of(format_):
    """The shortest version file of every plan, as the library writes it."""
    found = []
    for plan in PLANS.values():
        with tempfile.TemporaryDirectory() as folder:
            mb.dump_plan(plan, Path(folder) / "plan", format=format_)
            texts = [path.read_bytes() for path in sorted((Path(folder) / "plan").iterdir())]
            found.append(min((text for text in texts if b"effective_from" in text), key=len))
    return found


TOML = st.deferred(lambda: corrupted_bytes([VERSION.encode(), *files_of("toml")]))
JSON = st.deferred(lambda: corrupted_bytes(files_of("json")))
DATA = st.deferred(lambda: corrupted_data(files_of("json")))
"""Made when they are first drawn, since that takes longer than all else that happens before a test."""


def load(files):
    """The plan of a folder with these files, or None if it was properly refused."""
    with tempfile.TemporaryDirectory() as folder:
        for name, raw in files.items():
            (Path(folder) / name).write_bytes(raw)
        try:
            return mb.load_plan(folder)
        except mb.InvalidPlan as invalid:
            faults = invalid.faults
    assert faults, "a refusal says why"
    assert all(fault.right and str(fault).isprintable() for fault in faults)
    return None


def day_of(raw):
    """The first day that a file gives, if any, so that the file can have the right name."""
    mark = raw.find(b"effective_from")
    digits = raw[mark : mark + 40].replace(b'"', b"").partition(b"20")[2][:8]
    return (
        f"20{digits.decode('ascii', 'replace')}"
        if len(digits) == 8 and digits.count(b"-") == 2
        else "2020-01-01"
    )


@settings(max_examples=examples(80))
@given(TOML)
def test_any_bytes_of_toml_are_a_plan_or_are_refused(raw):
    check(load({"plan.toml": PLAN.encode(), f"{safe(day_of(raw))}.toml": raw}))


@settings(max_examples=examples(50))
@given(JSON)
def test_any_bytes_of_json_are_a_plan_or_are_refused(raw):
    check(load({"plan.toml": PLAN.encode(), f"{safe(day_of(raw))}.json": raw}))


@settings(max_examples=examples(30))
@given(corrupted_bytes([PLAN.encode()]))
def test_any_bytes_of_the_plan_s_own_file_are_a_plan_or_are_refused(raw):
    check(load({"plan.toml": raw, "2020-01-01.toml": VERSION.encode()}))


@settings(max_examples=examples(150))
@given(DATA)
def test_any_data_is_a_plan_that_works_or_is_refused(data):
    raw = json.dumps(data).encode()
    check(load({"plan.toml": PLAN.encode(), f"{safe(day_of(raw))}.json": raw}))


@settings(max_examples=examples(30))
@given(st.text(max_size=30), st.binary(max_size=10))
def test_a_file_of_any_name_is_read_ignored_or_refused(name, raw):
    if name in ("", ".", "..") or "/" in name or "\0" in name or len(name.encode("utf-8", "replace")) > 200:
        return
    try:
        name.encode()
    except UnicodeEncodeError:
        return
    load({"plan.toml": PLAN.encode(), "2020-01-01.toml": VERSION.encode(), name: raw})


def safe(day):
    return "".join(letter for letter in day if letter in "0123456789-")


def check(plan):
    """Check that a plan can be written, read back, described and used for claims."""
    if plan is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        for format_ in ("toml", "json"):
            mb.dump_plan(plan, Path(folder) / format_, format=format_)
            assert mb.load_plan(Path(folder) / format_) == plan
    for version in plan.versions:
        assert mb.describe(plan, version)
        assert mb.describe(plan, version, "zh")
    assert isinstance(mb.audit(plan).text("en"), str)
    for claim in claims_of(plan):
        try:
            assessment = mb.assess(claim, plan=plan)
        except (mb.NoSuchRow, mb.NotCovered, mb.NoVersionInForce, mb.UnknownFeeTier, mb.UnknownProduct):
            continue
        assert assessment.low >= 0
        assert assessment.explain("en")
        assert assessment.explain("zh")
        assert mb.verify(assessment.receipt, claim, plan=plan).ok


def claims_of(plan):
    """Claims for each kind of event that the versions of the plan may answer."""
    (version, *_) = plan.versions
    first = max(version.answers_from, date(1990, 1, 1))
    day = first.replace(year=min(first.year, 9000) + 1, month=6, day=15)
    tier = version.fee_tiers[0].code if version.fee_tiers else None
    for event in (
        mb.Injury(
            happened_on=day, living_days=40, hospital_days=9, care_days=3, disability_grade=3, cause="rope"
        ),
        mb.Injury(happened_on=day, died=True, injury_kind="fracture"),
        mb.ChildInjury(happened_on=day, child="Li", disability_grade=1),
        mb.Diagnosis(happened_on=day, disease="pier fever", severity="light", hospital_days=12),
        mb.HospitalStay(happened_on=day, days=30),
        mb.MedicalExpense(happened_on=day, self_paid=Decimal("9000.55"), over_cap=Decimal("70000.01")),
        mb.HomeLoss(happened_on=day, loss=Decimal("12345.67")),
    ):
        enrolment = {"plan": plan.code, "cover_from": first.replace(year=day.year, month=3, day=1)}
        for shares in (1, 3):
            yield mb.Claim(
                id="C",
                member="M",
                enrolment=mb.Enrolment(**enrolment, shares=shares, fee_tier=tier, sex="female"),
                event=event,
            )
