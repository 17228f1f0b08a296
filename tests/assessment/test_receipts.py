"""Receipts: hashes that any other language can compute, and verifications that name the differences."""

import hashlib
import json
import random
from datetime import date
from decimal import Decimal

import pytest
import snapshot_claims
from hypothesis import given
from hypothesis import strategies as st

import mutual_benefits as mb
from mutual_benefits.canonical_hash import canonical

CLAIM = mb.Claim(
    id="C-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="non_work_accident", cover_from=date(2016, 1, 1)),
    event=mb.ChildInjury(happened_on=date(2016, 5, 4), child="小雨", disability_grade=3),
)


def by_the_page(data):
    """The canonical form, written from the documentation alone."""
    if isinstance(data, dict):
        entries = sorted((name, part) for name, part in data.items() if part is not None)
        return "{" + ",".join(f"{json.dumps(name)}:{by_the_page(part)}" for name, part in entries) + "}"
    if isinstance(data, list):
        return "[" + ",".join(by_the_page(part) for part in data) + "]"
    return json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize("claim", snapshot_claims.sample(60), ids=lambda claim: claim.id)
def test_the_hash_of_a_claim_can_be_computed_from_its_json_as_the_page_describes(claim):
    data = json.loads(claim.model_dump_json())
    expected = f"sha256:{hashlib.sha256(by_the_page(data).encode()).hexdigest()}"
    assert mb.content_hash(claim) == expected == mb.assess(claim).receipt.claim


def test_hashes_are_the_same_on_every_machine_and_release():
    """Computed once and recorded: a change here breaks every receipt that people keep."""
    assert canonical(CLAIM) == (
        b'{"enrolment":{"cover_from":"2016-01-01","member_class":"ordinary","occupation":"ordinary",'
        b'"plan":"non_work_accident","renewed":false,"shares":1},"event":{"child":"\xe5\xb0\x8f\xe9\x9b\xa8",'
        b'"died":false,"disability_grade":3,"happened_on":"2016-05-04","kind":"child_injury"},"id":"C-1",'
        b'"member":"M-1"}'
    )


def test_a_stay_without_a_day_of_discharge_has_the_hash_that_it_had_before_there_was_one():
    """Computed once, before stays had the field, and recorded."""
    stay = mb.HospitalStay(happened_on=date(2012, 5, 4), days=10)
    enrolment = mb.Enrolment(plan="hospital_allowance", cover_from=date(2012, 1, 1))
    claim = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=stay)
    seal = "sha256:8e2fc237800ef50ef1584c82b493207ebc5386b154398db6cf390cc900124c6a"
    assert mb.assess(claim).receipt.seal == seal
    told = stay.model_copy(update={"discharged_on": date(2012, 5, 14)})
    other = mb.assess(claim.model_copy(update={"event": told}))
    assert other.receipt.seal != seal
    assert mb.verify(other.receipt, other.claim).text() == "Nothing differs."
    assert mb.verify(other.receipt, claim).text() != "Nothing differs."


def shuffled(data, chance):
    if isinstance(data, dict):
        items = [(name, shuffled(part, chance)) for name, part in data.items()]
        chance.shuffle(items)
        return dict(items)
    return [shuffled(part, chance) for part in data] if isinstance(data, list) else data


@given(st.randoms(use_true_random=False))
def test_the_order_of_keys_and_white_space_make_no_difference(chance: random.Random):
    data = json.loads(json.dumps(CLAIM.model_dump(mode="json"), indent=chance.randrange(4)))
    assert canonical(shuffled(data, chance)) == canonical(CLAIM)


@pytest.mark.parametrize("claim", snapshot_claims.sample(150), ids=lambda claim: claim.id)
def test_a_receipt_that_is_read_back_from_json_verifies(claim):
    receipt = mb.Receipt.model_validate_json(mb.assess(claim).receipt.model_dump_json())
    found = mb.verify(receipt, claim)
    assert found.ok
    assert found.differences == ()
    assert found.receipt == receipt


def test_every_claim_and_every_rule_book_has_a_hash_of_its_own():
    claims = snapshot_claims.sample(400)
    assert len({mb.content_hash(claim) for claim in claims}) == len(set(claims))
    versions = [version for plan in mb.all_plans() for version in plan.versions]
    assert len({mb.content_hash(version) for version in versions}) == len(versions)


def test_a_receipt_holds_the_usage_before_and_after():
    died = CLAIM.model_copy(
        update={"id": "C-2", "event": CLAIM.event.model_copy(update={"disability_grade": None, "died": True})}
    )
    first = mb.assess(died)
    receipt = mb.assess(CLAIM, usage=first.drawn).receipt
    assert first.receipt.before == mb.Usage()
    assert receipt.before == first.receipt.after == first.drawn != mb.Usage()
    assert mb.verify(receipt, CLAIM).ok
    assert [part.part for part in mb.verify(receipt, died).differences] != []


def test_usage_of_other_limits_is_left_out_of_a_receipt():
    other = mb.Usage.of([(mb.LimitKey("warm_aid", "yearly", "M-9", date(2019, 1, 1)), (5, 5))])
    assert mb.assess(CLAIM, usage=other).receipt == mb.assess(CLAIM).receipt


def parts(receipt, claim, **given):
    return [difference.part for difference in mb.verify(receipt, claim, **given).differences]


def test_a_verification_names_the_parts_that_differ():
    receipt = mb.assess(CLAIM).receipt
    assert parts(receipt, CLAIM.model_copy(update={"id": "C-9"})) == ["claim_id", "claim"]
    forged = receipt.model_copy(update={"claim_id": "C-9"})
    assert parts(forged, CLAIM) == ["seal", "claim_id"]
    paid = receipt.result[0].model_copy(update={"low": Decimal("9.99")})
    forged = receipt.model_copy(update={"result": (paid, *receipt.result[1:])}).sealed()
    assert parts(forged, CLAIM) == [f"result.{paid.benefit}"]
    other = receipt.model_copy(update={"library": "0.0.1"}).sealed()
    found = mb.verify(other, CLAIM)
    assert [part.part for part in found.differences] == ["library"]
    assert found.ok
    assert "0.0.1" in found.text()
    assert found.text("zh").startswith("程序库版本：回执记为 0.0.1")


def test_a_verification_is_read_back_from_json_that_was_parsed_before():
    found = mb.verify(mb.assess(CLAIM).receipt, CLAIM.model_copy(update={"id": "C-9"}))
    assert len(found.differences) == 2
    assert mb.Verification.model_validate(json.loads(found.model_dump_json())) == found


def test_a_verification_names_a_rule_book_that_changed():
    plan = mb.get_plan("non_work_accident")
    receipt = mb.assess(CLAIM, plan=plan).receipt
    last = plan.version_on(CLAIM.event.happened_on)
    noted = last.model_copy(update={"notes": (*last.notes, mb.Text(en="A note.", zh="附注。"))})
    versions = tuple(noted if each == last else each for each in plan.versions)
    changed = plan.model_copy(update={"versions": versions})
    assert parts(receipt, CLAIM, plan=changed) == ["rule_book"]


def test_a_receipt_holds_the_readings_and_a_verification_uses_them():
    chosen = {"child.after_disability": "difference"}
    receipt = mb.assess(CLAIM, readings=chosen).receipt
    assert dict(receipt.readings)["child.after_disability"] == "difference"
    assert mb.verify(receipt, CLAIM).ok
    assert receipt.rule_book == mb.assess(CLAIM).receipt.rule_book


def test_the_receipt_is_part_of_the_assessment_and_of_its_json():
    assessment = mb.assess(CLAIM)
    again = mb.Assessment.model_validate_json(assessment.model_dump_json())
    assert again.receipt == assessment.receipt
    assert again == assessment


class OfficeClaim(mb.Claim):
    office: str


class OfficeEnrolment(mb.Enrolment):
    branch: str


def test_a_receipt_of_a_claim_with_fields_of_ones_own_fits_the_claim_that_is_stored():
    enrolment = OfficeEnrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100", branch="x")
    event = mb.Injury(happened_on=date(2016, 5, 4), living_days=5)
    claim = OfficeClaim(id="C-1", member="M-1", enrolment=enrolment, event=event, office="东城")
    assessment = mb.assess(claim)
    stored = mb.Assessment.model_validate_json(assessment.model_dump_json())
    assert mb.verify(stored.receipt, stored.claim).differences == ()
    assert mb.verify(stored.receipt, claim).differences == ()
    assert stored.receipt.claim == mb.content_hash(stored.claim)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), date(2020, 1, 1), {1, 2}])
def test_what_json_cannot_hold_has_no_hash(value):
    with pytest.raises(mb.InvalidArgument, match="a model or JSON data"):
        mb.content_hash({"a": [value]})


def test_a_tuple_has_the_hash_of_a_list():
    assert (
        canonical({"a": ({"b": None, "c": "x"},)}) == canonical({"a": [{"c": "x"}]}) == b'{"a":[{"c":"x"}]}'
    )
