"""The JSON of an assessment is the whole answer, and is read back as the same assessment."""

import json
from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError
from snapshot_claims import sample

import mutual_benefits as mb


def assessed(number):
    return [
        result
        for result in mb.assess_all(sample(number), on_error="yield")
        if isinstance(result, mb.Assessment)
    ]


def test_json_holds_the_status_and_the_sums():
    statuses = set()
    for assessment in assessed(150):
        data = json.loads(assessment.model_dump_json())
        assert data["status"] == assessment.status
        assert data["low"] == str(assessment.low)
        assert data["high"] == (None if assessment.high is None else str(assessment.high))
        undetermined = assessment.status == "undetermined"
        assert data["total"] == (None if undetermined else str(assessment.total))
        assert assessment.model_dump(mode="json") == data
        statuses.add(assessment.status)
    assert statuses == {"payable", "refused", "undetermined", "nil"}


def test_json_is_read_back_as_the_same_assessment():
    for assessment in assessed(150):
        text = assessment.model_dump_json()
        for again in (
            mb.Assessment.model_validate_json(text),
            mb.Assessment.model_validate(json.loads(text)),
            TypeAdapter(mb.Assessment).validate_python(json.loads(text)),
            mb.Assessment.model_validate(assessment.model_dump()),
            mb.Assessment.model_validate(assessment),
        ):
            assert again == assessment
            assert hash(again) == hash(assessment)
            assert again.model_dump_json() == text
            assert again.receipt == assessment.receipt
            assert (again.status, again.low, again.high) == (
                assessment.status,
                assessment.low,
                assessment.high,
            )
            assert again.explain() == assessment.explain()


CLAIM = mb.Claim(
    id="C-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25),
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("total", "1601.00"),
        ("total", None),
        ("total", 1600.0),
        ("low", "0.00"),
        ("high", None),
        ("status", "nil"),
    ],
)
def test_sums_that_disagree_with_the_entitlements_are_refused(name, value):
    data = json.loads(mb.assess(CLAIM).model_dump_json())
    assert mb.Assessment.model_validate(data).total == 1600
    with pytest.raises(ValidationError, match=f"{name} is .*; the entitlements come to"):
        mb.Assessment.model_validate(data | {name: value})
    with pytest.raises(ValidationError, match=f"{name} is .*; the entitlements come to"):
        mb.Assessment.model_validate_json(json.dumps(data | {name: value}))


def test_json_without_the_sums_is_read_too():
    assessment = mb.assess(CLAIM)
    data = json.loads(assessment.model_dump_json(exclude={"status", "total", "low", "high"}))
    assert set(data) == set(mb.Assessment.model_fields)
    assert mb.Assessment.model_validate(data) == assessment
    with pytest.raises(ValidationError, match="sum"):
        mb.Assessment.model_validate(data | {"sum": "1600.00"})


def test_parts_of_the_json_can_be_chosen():
    assessment = mb.assess(CLAIM)
    assert assessment.model_dump(include={"status", "plan"}) == {"status": "payable", "plan": "accident"}
    assert json.loads(assessment.model_dump_json(include={"total"})) == {"total": "1600.00"}
    open_ended = CLAIM.model_copy(update={"event": CLAIM.event.model_copy(update={"care_days": 9})})
    assert "total" not in mb.assess(open_ended).model_dump(exclude_none=True)


def test_a_web_service_can_take_claims_and_give_assessments():
    """What FastAPI does: the body is parsed, the argument validated, the answer serialized by its model."""
    body = json.loads(CLAIM.model_dump_json())
    claim = TypeAdapter(mb.Claim).validate_python(body)
    answers = TypeAdapter(mb.Assessment)
    answer = answers.dump_python(answers.validate_python(mb.assess(claim)), mode="json")
    assert (answer["status"], answer["total"]) == ("payable", "1600.00")
    properties = answers.json_schema(mode="serialization")["properties"]
    assert {"status", "total", "low", "high", "entitlements"} <= set(properties)
