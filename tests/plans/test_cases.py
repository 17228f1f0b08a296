"""The worked cases: a sentence each, calculated by hand from the record, filed by plan and first day.

A file `cases/<plan>/<first day>.toml` holds `[defaults]`, the fields that its claims have in common, and
`[[case]]` entries. Each has a `sentence`, the fields of the `claim` (enrolment and event together), what to
`expect` of each benefit (nil if not named) and the `total`. Optional are the `readings`, the `reason`, the
earlier claims (`before`), codes of `caveats` that must be among those of the assessment, default fields that
the claims are `without`, and the `error` that is raised instead.

    "1600.00"  payable    "nil"    "refused: out_of_cover"    "0.00 to 5000.00"    "0.00 or more"
"""

import tomllib
from datetime import date
from decimal import Decimal

import pytest
from folders import TESTS

import mutual_benefits as mb

FOLDER = TESTS / "cases"
MONEY = {"loss", "area", "self_paid", "over_cap", "other_cover"}
EVENTS = {
    "injury": mb.Injury,
    "child_injury": mb.ChildInjury,
    "diagnosis": mb.Diagnosis,
    "hospital_stay": mb.HospitalStay,
    "medical_expense": mb.MedicalExpense,
    "home_loss": mb.HomeLoss,
}


def read_cases() -> list:
    found = []
    for path in sorted(FOLDER.glob("*/*.toml")):
        book = tomllib.loads(path.read_text(encoding="utf-8"))
        for case in book["case"]:
            name = f"{path.parent.name}-{path.stem}-{case['sentence']}"
            found.append(pytest.param(path, book.get("defaults", {}), case, id=name))
    return found


def claim_of(plan: str, number: int, fields: dict) -> mb.Claim:
    fields = {name: Decimal(value) if name in MONEY else value for name, value in fields.items()}
    event = EVENTS[fields.pop("kind", "injury")]
    own = {name: fields.pop(name) for name in ("member", "notified_on", "claimed_on") if name in fields}
    bought = {name: fields.pop(name) for name in mb.Enrolment.model_fields if name in fields}
    return mb.Claim(
        id=f"C-{number}",
        enrolment=mb.Enrolment(plan=plan, **bought),
        event=event(**fields),
        **({"member": "M-1"} | own),
    )


def bounds_text(low: Decimal, high: Decimal | None) -> str:
    if high is None:
        return f"{low} or more"
    return f"{low}" if low == high else f"{low} to {high}"


def outcome(part: mb.Entitlement) -> str:
    if part.status == "refused":
        return f"refused: {part.reason}"
    return "nil" if part.status == "nil" else bounds_text(part.low, part.high)


@pytest.mark.parametrize(("path", "defaults", "case"), read_cases())
def test_a_worked_case_comes_out_as_calculated_by_hand(path, defaults, case):
    plan = path.parent.name
    described = [*case.get("before", []), case["claim"]]
    defaults = {name: value for name, value in defaults.items() if name not in case.get("without", ())}
    claims = [claim_of(plan, number, defaults | fields) for number, fields in enumerate(described, 1)]
    if "error" in case:
        with pytest.raises(getattr(mb, case["error"])):
            list(mb.assess_all(claims, readings=case.get("readings")))
        return
    *_, assessment = mb.assess_all(claims, readings=case.get("readings"))
    assert assessment.claim is claims[-1], "the claim of a case must be the last of its claims"
    why = f"\n{case['sentence']}\n\n{assessment.explain()}"
    got = {part.benefit: outcome(part) for part in assessment.entitlements}
    assert got == dict.fromkeys(got, "nil") | case["expect"], why
    assert bounds_text(assessment.low, assessment.high) == case["total"], why
    assert assessment.reason == case.get("reason"), why
    assert set(case.get("caveats", ())) <= {caveat.code for caveat in assessment.caveats}, why
    assert assessment.version == date.fromisoformat(path.stem), why
    if assessment.status != "undetermined":
        assert str(assessment.total) == case["total"], why


def test_every_version_has_at_least_ten_cases():
    for plan in mb.all_plans():
        for version in plan.versions:
            path = FOLDER / plan.code / f"{version.effective_from}.toml"
            assert path.exists(), f"write {path.relative_to(FOLDER)}"
            assert len(tomllib.loads(path.read_text(encoding="utf-8"))["case"]) >= 10, path


def test_every_cases_file_belongs_to_a_version():
    known = {f"{plan.code}/{v.effective_from}.toml" for plan in mb.all_plans() for v in plan.versions}
    assert {str(path.relative_to(FOLDER)) for path in FOLDER.glob("*/*.toml")} <= known


def test_no_two_cases_of_a_file_have_the_same_sentence():
    for path in FOLDER.glob("*/*.toml"):
        sentences = [case["sentence"] for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
        assert len(set(sentences)) == len(sentences), path


def test_every_benefit_of_every_version_is_paid_or_bounded_in_some_case():
    for plan in mb.all_plans():
        for first in {version.effective_from for version in plan.versions}:
            path = FOLDER / plan.code / f"{first}.toml"
            expected = [case.get("expect", {}) for case in tomllib.loads(path.read_text("utf-8"))["case"]]
            paid = {code for each in expected for code, what in each.items() if what[0].isdigit()}
            due = {
                rule.code for each in plan.versions if each.effective_from == first for rule in each.benefits
            }
            assert paid == due, path
