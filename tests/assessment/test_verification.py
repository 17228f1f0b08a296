"""Verification: what is named as different from a receipt, and which claims changed as more was known."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from pydantic import ValidationError
from small_plans import FIRST, SOURCED, benefit, between, claim, figure, limit, plan, version

import mutual_benefits as mb
from mutual_benefits.rules import ExcludedCauses, LumpSum, Notice, PerDiem
from mutual_benefits.terms import Term

DAILY = benefit(PerDiem, "daily", days="hospital_days", rate=figure(100))
SMALL = plan(version(DAILY))
CLAIM = claim(1, mb.Injury(happened_on=FIRST, hospital_days=3))
RECEIPT = mb.assess(CLAIM, plan=SMALL).receipt


def parts(receipt, told, own=SMALL):
    return [each.part for each in mb.verify(receipt, told, plan=own).differences]


def test_a_claim_as_it_was_verifies():
    found = mb.verify(RECEIPT, CLAIM, plan=SMALL)
    assert (found.ok, found.differences, found.receipt) == (True, (), RECEIPT)
    assert found
    assert found.text() == "Nothing differs."
    assert found.text("zh") == "完全一致。"


SAME_RESULT = {
    "another member": {"member": "M-2"},
    "a day of notice": {"notified_on": FIRST},
    "a day of claim": {"claimed_on": FIRST + timedelta(2)},
    "a tool": {"event": CLAIM.event.model_copy(update={"cause": "rope"})},
    "another day": {"event": CLAIM.event.model_copy(update={"happened_on": date(2020, 1, 2)})},
    "renewed": {"enrolment": CLAIM.enrolment.model_copy(update={"renewed": True})},
    "another first day": {"enrolment": CLAIM.enrolment.model_copy(update={"cover_from": date(2019, 1, 1)})},
}


@pytest.mark.parametrize("case", SAME_RESULT)
def test_another_claim_with_the_same_result_does_not_verify(case):
    other = CLAIM.model_copy(update=SAME_RESULT[case])
    assert mb.assess(other, plan=SMALL).receipt.result == RECEIPT.result
    found = mb.verify(RECEIPT, other, plan=SMALL)
    assert [each.part for each in found.differences] == ["claim"]
    assert not found.ok
    assert not found
    assert (found.differences[0].noted, found.differences[0].found) == (RECEIPT.claim, mb.content_hash(other))


@pytest.mark.parametrize("first", [True, False])
def test_a_second_result_of_a_benefit_does_not_verify(first):
    own = RECEIPT.result[0]
    forged = own.model_copy(update={"low": Decimal("999999.00"), "high": Decimal("999999.00")})
    for further in (forged, own):
        results = (further, *RECEIPT.result) if first else (*RECEIPT.result, further)
        unchecked = mb.Receipt.model_construct(**RECEIPT.__dict__ | {"result": results})
        unchecked = mb.Receipt.model_construct(**unchecked.__dict__ | {"seal": unchecked.proper_seal()})
        found = mb.verify(unchecked, CLAIM, plan=SMALL)
        assert [each.part for each in found.differences] == ["result.daily"]
        assert not found.ok
        (difference,) = found.differences
        assert difference.noted.count("daily") == 2
        assert difference.found.count("daily") == 1
        with pytest.raises(ValidationError) as error:
            mb.Receipt.model_validate_json(unchecked.model_dump_json())
        assert mb.wrong_fields(error.value) == (
            "result: the benefit daily has several results; give each one",
        )


def test_another_id_with_the_same_result_does_not_verify():
    found = mb.verify(RECEIPT, CLAIM.model_copy(update={"id": "C-2"}), plan=SMALL)
    first = found.differences[0]
    assert (first.part, first.noted, first.found) == ("claim_id", "C-0001", "C-2")
    assert [each.part for each in found.differences] == ["claim_id", "claim"]
    assert not found.ok


OTHER_MEMBER = mb.Usage(used=(mb.Used(plan="small", limit="days", member="M-9", low=1, high=1),))
FORGED = {
    "plan": "other",
    "version": date(2019, 1, 1),
    "product": "long",
    "rule_book": "sha256:0",
    "claim_id": "C-9",
    "claim": "sha256:1",
    "readings": (),
    "before": OTHER_MEMBER,
    "after": OTHER_MEMBER,
}


@pytest.mark.parametrize("field", FORGED)
def test_a_receipt_that_was_changed_and_sealed_anew_is_named_by_the_part(field):
    changed = RECEIPT.model_copy(update={field: FORGED[field]})
    found = mb.verify(changed.sealed(), CLAIM, plan=SMALL)
    assert [each.part for each in found.differences] == [field]
    assert not found.ok
    assert found.receipt == RECEIPT
    assert parts(changed, CLAIM) == ["seal", field]


def test_a_seal_alone_that_is_wrong_is_a_difference():
    found = mb.verify(RECEIPT.model_copy(update={"seal": "sha256:2"}), CLAIM, plan=SMALL)
    (seal,) = found.differences
    assert (seal.part, seal.noted, seal.found) == ("seal", "sha256:2", RECEIPT.seal)
    assert not found.ok


def test_a_receipt_without_a_seal_does_not_verify():
    assert parts(RECEIPT.model_copy(update={"seal": ""}), CLAIM) == ["seal"]


def test_results_are_noted_as_json_without_what_is_not_given():
    (result,) = RECEIPT.result
    paid = result.model_copy(update={"low": Decimal("2.00"), "high": None})
    changed = RECEIPT.model_copy(update={"result": (paid,)}).sealed()
    (difference,) = mb.verify(changed, CLAIM, plan=SMALL).differences
    assert difference.noted == '{"benefit":"daily","status":"payable","low":"2.00"}'
    assert difference.found == '{"benefit":"daily","status":"payable","low":"3.00","high":"3.00"}'


def test_another_release_alone_is_a_difference_and_no_failure():
    older = RECEIPT.model_copy(update={"library": "0.0.1"})
    found = mb.verify(older.sealed(), CLAIM, plan=SMALL)
    assert [(each.part, each.noted, each.found) for each in found.differences] == [
        ("library", "0.0.1", RECEIPT.library)
    ]
    assert found.ok
    assert not mb.verify(older, CLAIM, plan=SMALL).ok
    other = CLAIM.model_copy(update={"member": "M-2"})
    assert not mb.verify(older.sealed(), other, plan=SMALL).ok


RESULTS = {"status": "nil", "low": Decimal("2.99"), "high": None, "reason": "late_claim"}


@pytest.mark.parametrize("field", RESULTS)
def test_each_part_of_a_result_counts(field):
    (result,) = RECEIPT.result
    changed = RECEIPT.model_copy(update={"result": (result.model_copy(update={field: RESULTS[field]}),)})
    found = mb.verify(changed.sealed(), CLAIM, plan=SMALL)
    assert [each.part for each in found.differences] == ["result.daily"]
    assert not found.ok


def test_benefits_that_are_missing_or_too_many_are_named_each():
    (result,) = RECEIPT.result
    extra = result.model_copy(update={"benefit": "extra"})
    assert parts(RECEIPT.model_copy(update={"result": (result, extra)}).sealed(), CLAIM) == ["result.extra"]
    assert parts(RECEIPT.model_copy(update={"result": ()}).sealed(), CLAIM) == ["result.daily"]
    found = mb.verify(RECEIPT.model_copy(update={"result": (extra,)}).sealed(), CLAIM, plan=SMALL)
    assert [each.part for each in found.differences] == ["result.extra", "result.daily"]
    assert [(each.noted == "None", each.found == "None") for each in found.differences] == [
        (False, True),
        (True, False),
    ]
    assert found.text("zh").splitlines()[0].endswith("，现为 无")
    assert found.text("zh").splitlines()[1].startswith("结果（daily）：回执记为 无，现为 {")
    assert found.text().splitlines()[1].startswith("result (daily): nothing in the receipt, {")
    assert [each.name.en for each in found.differences] == ["result (extra)", "result (daily)"]
    assert [each.name.zh for each in found.differences] == ["结果（extra）", "结果（daily）"]


def test_the_usage_and_the_readings_of_the_receipt_are_used_again():
    once = limit("days", "day", 4, "lifetime")
    own = plan(version(DAILY.model_copy(update={"limits": (once,)})))
    first = mb.assess(CLAIM, plan=own)
    second = CLAIM.model_copy(update={"id": "C-2"})
    receipt = mb.assess(second, plan=own, usage=first.drawn).receipt
    assert receipt.result[0].low == 1
    assert mb.verify(receipt, second, plan=own).ok
    fresh = receipt.model_copy(update={"before": mb.Usage()}).sealed()
    assert parts(fresh, second, own) == ["after", "result.daily"]


def test_readings_are_told_by_their_names_and_options():
    readings = (("consolation.day_cap", "together"), ("version.date", "event"))
    found = mb.verify(RECEIPT.model_copy(update={"readings": readings}).sealed(), CLAIM, plan=SMALL)
    assert "readings: consolation.day_cap=together, version.date=event in the receipt, " in found.text()
    assert "条款解读：回执记为 consolation.day_cap=together、version.date=event，现为 " in found.text("zh")


def test_the_text_names_noted_and_found_in_both_languages():
    found = mb.verify(RECEIPT.model_copy(update={"claim_id": "C-9"}).sealed(), CLAIM, plan=SMALL)
    assert found.text() == "id of the claim: C-9 in the receipt, C-0001 now"
    assert found.text("zh") == "申请编号：回执记为 C-9，现为 C-0001"
    assert str(found.differences[0]) == "id of the claim: C-9 in the receipt, C-0001 now"


# --- what changed between two states of knowledge ------------------------------------------------------

LEARNT = date(2025, 1, 1)
EVENT = mb.Injury(happened_on=date(2020, 3, 1), hospital_days=3, cause="duel")
TOLD = claim(1, EVENT, notified_on=date(2020, 4, 1))
DUELS = ExcludedCauses(causes=("duel",), **SOURCED)
LATE = Notice(days=figure(10), **SOURCED)
UNKNOWN = DAILY.model_copy(update={"rate": between(0, 1_00)})
WIDER = DAILY.model_copy(update={"rate": between(0, 2_00)})
FREE = DAILY.model_copy(update={"rate": figure(0)})
RENAMED = DAILY.model_copy(update={"code": "stay"})
DEATH = benefit(LumpSum, "death", when="died", sum=figure(900))


def revised(before, after, *, claims=(TOLD,)):
    """The claims whose result differs once `after`, with its conditions, replaced `before`."""
    one, other = (version(*benefits, conditions=conditions) for benefits, conditions in (before, after))
    own = plan(one, other.model_copy(update={"known_from": LEARNT}))
    return mb.retro_diff(claims, date(2024, 12, 31), LEARNT, plan=own)


SAME_SUMS = {
    "another reason": (((DAILY,), (DUELS,)), ((DAILY,), (LATE,))),
    "refused or nothing due": (((FREE,), ()), ((DAILY,), (LATE,))),
    "another benefit": (((DAILY,), ()), ((RENAMED,), ())),
    "a further benefit of nothing": (((DAILY,), ()), ((DAILY, DEATH), ())),
    "two benefits change places": (
        ((DAILY, RENAMED.model_copy(update={"rate": figure(50)})), ()),
        ((DAILY.model_copy(update={"rate": figure(50)}), RENAMED), ()),
    ),
    "another maximum": (((UNKNOWN,), ()), ((WIDER,), ())),
    "undetermined or nothing due": (((FREE,), ()), ((UNKNOWN,), ())),
    "undetermined with the same maximum": (((DAILY,), ()), ((UNKNOWN,), ())),
}


@pytest.mark.parametrize("case", SAME_SUMS)
def test_a_claim_is_listed_whatever_part_of_its_result_changed(case):
    for before, after in (SAME_SUMS[case], SAME_SUMS[case][::-1]):
        (revision,) = revised(before, after)
        assert revision.claim_id == TOLD.id
        assert revision.before.receipt.result != revision.after.receipt.result


def test_the_trials_above_do_not_differ_in_their_sums():
    """A comparison of the least sums alone, or of sums and statuses, would miss most of the trials."""
    same = {
        case
        for case, (before, after) in SAME_SUMS.items()
        for revision in revised(before, after)
        if (revision.before.low, revision.before.high) == (revision.after.low, revision.after.high)
    }
    assert same == {
        "another reason",
        "refused or nothing due",
        "another benefit",
        "a further benefit of nothing",
        "two benefits change places",
    }


def test_a_claim_whose_result_stays_is_not_listed_though_its_rule_book_changed():
    noted = DAILY.model_copy(
        update={"rate": mb.Figure(value=100, source=SOURCED["source"], basis=mb.Basis.ASSUMED)}
    )
    assert revised(((DAILY,), ()), ((noted,), ())) == ()
    assert revised(((DAILY,), ()), ((DAILY,), (Notice(days=figure(31), **SOURCED),))) == ()


def test_revisions_come_in_order_of_day_then_id_with_both_assessments():
    """The first claim keeps its result, and limits are used up from claim to claim on both sides."""
    few, more = (limit("days", "day", ceiling) for ceiling in (4, 6))
    days = [date(2020, 3, 2), date(2020, 3, 1), date(2020, 3, 1), date(2020, 3, 3)]
    claims = [
        claim(number, mb.Injury(happened_on=day, hospital_days=3))
        for number, day in zip((9, 8, 7, 1), days, strict=True)
    ]
    one, other = (DAILY.model_copy(update={"limits": (each,)}) for each in (few, more))
    found = revised(((one,), ()), ((other,), ()), claims=claims)
    assert [(each.claim_id, each.before.total, each.after.total) for each in found] == [("C-0008", 1, 3)]
    found = revised(
        ((one,), ()), ((other.model_copy(update={"rate": figure(2_00)}),), ()), claims=iter(claims)
    )
    assert [(each.claim_id, each.before.total, each.after.total) for each in found] == [
        ("C-0007", 3, 6),
        ("C-0008", 1, 6),
    ]
    assert [each.before.version for each in found] == [FIRST, FIRST]


def test_what_is_known_now_is_compared_where_no_second_day_is_given():
    own = plan(version(DAILY), version(FREE, known_from=LEARNT))
    found = mb.retro_diff([TOLD], date(2024, 12, 31), plan=own)
    (revision,) = found
    assert (revision.before.total, revision.after.total) == (3, 0)
    assert found.explain().startswith("Claim C-0001 (invented): payable, 3.00 yuan → nil, 0.00 yuan")
    assert found.explain("zh").startswith("申请 C-0001（虚构）：应付（3.00元） → ")
    refused = revised(((DAILY,), (DUELS,)), ((DAILY,), (LATE,)))
    assert refused.explain().endswith(": refused, the cause is excluded → refused, notice was given too late")
    assert found._repr_html_() == f"<pre>{found.explain()}</pre>"
    assert mb.retro_diff([TOLD], LEARNT, plan=own) == ()
    assert mb.retro_diff([TOLD], LEARNT, plan=own).explain() == "No result differs."


def test_readings_hold_for_both_states_of_knowledge():
    def either(low, high):
        terms = {"low": figure(low), "high": figure(high)}
        return DAILY.model_copy(update={"rate": mb.Choice[Term](reading="own.rate", options=terms)})

    own = plan(version(either(100, 200)), version(either(100, 300), known_from=LEARNT))
    assert mb.retro_diff([TOLD], date(2024, 12, 31), plan=own) == ()
    (revision,) = mb.retro_diff([TOLD], date(2024, 12, 31), plan=own, readings={"own.rate": "high"})
    assert (revision.before.total, revision.after.total) == (6, 9)
    receipt = revision.after.receipt
    assert dict(receipt.readings)["own.rate"] == "high"
    assert mb.verify(receipt, TOLD, plan=own).ok


def test_a_revision_names_a_benefit_that_only_one_of_the_rule_books_has():
    other = DAILY.model_copy(update={"code": "other", "name": mb.Text(en="the other sum", zh="另一项互助金")})
    for before, after in (((DAILY,), (DAILY, other)), ((DAILY, other), (DAILY,))):
        (revision,) = revised((before, ()), (after, ()))
        assert revision.benefits == ("other",)
        assert "the other sum" in revision.explain("en")
        assert "另一项互助金" in revision.explain("zh")
