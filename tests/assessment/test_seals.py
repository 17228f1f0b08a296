"""Seals of receipts: each field counts, worked out here from the page on receipts alone."""

import hashlib
import json
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

import mutual_benefits as mb

CLAIM = mb.Claim(
    id="C-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25),
)
EARLIER = CLAIM.model_copy(update={"id": "C-0"})
ASSESSMENT = mb.assess(CLAIM, usage=mb.assess(EARLIER).drawn)
RECEIPT = ASSESSMENT.receipt


def without_nulls(data):
    if isinstance(data, dict):
        return {name: without_nulls(part) for name, part in data.items() if part is not None}
    return [without_nulls(part) for part in data] if isinstance(data, list) else data


def seal_by_the_page(receipt):
    """The hash of everything else in the receipt, from its JSON."""
    data = json.loads(receipt.model_dump_json())
    del data["seal"]
    text = json.dumps(without_nulls(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


ONE_USED = mb.Used(plan="accident", limit="living_days", member="M-7", low=3, high=4)
OTHERWISE = {
    "library": "0.0.1",
    "plan": "warm_aid",
    "version": date(2010, 6, 1),
    "product": "long",
    "rule_book": "sha256:0",
    "claim_id": "C-9",
    "claim": "sha256:1",
    "readings": (*RECEIPT.readings, ("version.day", "event")),
    "before": mb.Usage(used=(ONE_USED,)),
    "after": mb.Usage(used=(ONE_USED,)),
    "result": RECEIPT.result[1:],
}


def test_every_field_of_a_receipt_has_a_trial_here():
    assert {*OTHERWISE, "seal"} == set(mb.Receipt.model_fields)
    assert {*TABLE_OTHERWISE, "seal"} == set(mb.TableReceipt.model_fields)


@pytest.mark.parametrize("field", OTHERWISE)
def test_a_seal_is_broken_by_each_field_of_a_receipt(field):
    forged = RECEIPT.model_copy(update={field: OTHERWISE[field]})
    assert getattr(forged, field) != getattr(RECEIPT, field)
    assert forged.proper_seal() == seal_by_the_page(forged) != RECEIPT.seal
    assert forged.seal == RECEIPT.seal
    assert forged.sealed().seal == seal_by_the_page(forged)
    assert RECEIPT.proper_seal() == RECEIPT.seal == seal_by_the_page(RECEIPT)


@pytest.mark.parametrize("field", ["benefit", "status", "low", "high", "reason"])
def test_a_seal_is_broken_by_each_part_of_a_result(field):
    otherwise = {
        "benefit": "x",
        "status": "nil",
        "low": Decimal("0.01"),
        "high": None,
        "reason": "late_claim",
    }
    part = RECEIPT.result[0].model_copy(update={field: otherwise[field]})
    forged = RECEIPT.model_copy(update={"result": (part, *RECEIPT.result[1:])})
    assert forged.proper_seal() == seal_by_the_page(forged) != RECEIPT.seal


@pytest.mark.parametrize("field", ["plan", "limit", "member", "since", "subject", "low", "high"])
@pytest.mark.parametrize("side", ["before", "after"])
def test_a_seal_is_broken_by_each_part_of_the_usage(side, field):
    otherwise = {"since": date(2016, 1, 2), "subject": "x", "low": 0, "high": None}
    used = getattr(RECEIPT, side).used
    assert used
    one = used[0].model_copy(update={field: otherwise.get(field, "other")})
    forged = RECEIPT.model_copy(update={side: mb.Usage(used=(one, *used[1:]))})
    assert forged.proper_seal() == seal_by_the_page(forged) != RECEIPT.seal


def test_the_order_of_results_and_of_readings_counts():
    assert len(RECEIPT.result) > 1 < len(RECEIPT.readings)
    for field in ("result", "readings"):
        forged = RECEIPT.model_copy(update={field: getattr(RECEIPT, field)[::-1]})
        assert forged.proper_seal() == seal_by_the_page(forged) != RECEIPT.seal


def test_the_seal_itself_is_not_sealed():
    for seal in ("", "sha256:2"):
        receipt = RECEIPT.model_copy(update={"seal": seal})
        assert receipt.proper_seal() == RECEIPT.seal
        assert receipt.sealed() == RECEIPT


def test_a_receipt_says_what_was_assessed():
    """Each field against the claim, the plan and the assessment that it is the receipt of."""
    (old, new) = mb.get_plan("accident").versions
    assert (RECEIPT.plan, RECEIPT.version, RECEIPT.product) == ("accident", new.effective_from, new.product)
    assert RECEIPT.rule_book == mb.content_hash(new) != mb.content_hash(old)
    assert (RECEIPT.claim_id, RECEIPT.claim) == ("C-1", mb.content_hash(CLAIM))
    assert RECEIPT.before == mb.assess(EARLIER).drawn
    assert RECEIPT.after == RECEIPT.before.after(ASSESSMENT.drawn) != RECEIPT.before
    assert [(each.benefit, each.status, each.low, each.high, each.reason) for each in RECEIPT.result] == [
        (each.benefit, each.status, each.low, each.high, each.reason) for each in ASSESSMENT.entitlements
    ]


ROWS = pl.DataFrame(
    {
        "member": ["M-1", "M-1", "M-2"],
        "happened_on": [date(2015, 5, 4), date(2016, 5, 4), date(2016, 6, 4)],
        "cover_from": [date(2015, 1, 1), date(2016, 1, 1), date(2016, 1, 1)],
        "fee_tier": ["100", "100", "26"],
        "living_days": [25, 9, 0],
    }
)
DONE = mb.assess_table(ROWS, plan="accident")
TABLE_RECEIPT = mb.table_receipt(DONE, plan="accident")
TABLE_OTHERWISE = {
    "library": "0.0.1",
    "plan": "warm_aid",
    "rule_books": TABLE_RECEIPT.rule_books[::-1],
    "readings": TABLE_RECEIPT.readings[1:],
    "unit": "yuan",
    "rows": 4,
    "content": "sha256:0",
}


@pytest.mark.parametrize("field", TABLE_OTHERWISE)
def test_a_seal_is_broken_by_each_field_of_a_table_s_receipt(field):
    forged = TABLE_RECEIPT.model_copy(update={field: TABLE_OTHERWISE[field]})
    assert getattr(forged, field) != getattr(TABLE_RECEIPT, field)
    assert forged.sealed().seal == seal_by_the_page(forged) != TABLE_RECEIPT.seal
    assert TABLE_RECEIPT.seal == seal_by_the_page(TABLE_RECEIPT) == TABLE_RECEIPT.sealed().seal
    if field != "plan":
        assert mb.verify_table(forged, ROWS)[0] == "seal"


def test_a_table_s_receipt_that_was_sealed_anew_names_the_part_that_differs():
    def parts(**forged):
        return mb.verify_table(TABLE_RECEIPT.model_copy(update=forged).sealed(), ROWS)

    assert parts() == ()
    assert parts(library="0.0.1") == ()
    assert parts(rule_books=TABLE_RECEIPT.rule_books[::-1]) == ("rule_books",)
    assert parts(rule_books=TABLE_RECEIPT.rule_books[1:]) == ("rule_books",)
    assert parts(rows=4) == ("rows",)
    assert parts(content="sha256:0") == ("content",)
    assert parts(readings=TABLE_RECEIPT.readings[1:]) == ("readings",)
    assert parts(unit="yuan") == ("content",)


def test_a_table_s_receipt_says_which_table_under_which_plan_and_readings():
    assert (TABLE_RECEIPT.plan, TABLE_RECEIPT.unit, TABLE_RECEIPT.rows) == ("accident", "fen", 3)
    assert TABLE_RECEIPT.library == RECEIPT.library
    assert TABLE_RECEIPT.readings == RECEIPT.readings
    versions = mb.get_plan("accident").versions
    assert TABLE_RECEIPT.rule_books == tuple((str(v.effective_from), mb.content_hash(v)) for v in versions)


def test_a_rule_book_of_a_product_is_named_with_the_product():
    plan = mb.get_plan("accident")
    versions = tuple(
        version.model_copy(update={"product": name})
        for version, name in zip(plan.versions, ("one", "two"), strict=True)
    )
    own = plan.model_copy(update={"versions": versions})
    receipt = mb.table_receipt(mb.assess_table(ROWS, plan=own, unit="fen"), plan=own)
    assert [name for name, _ in receipt.rule_books] == ["2010-06-01 one", "2016-01-01 two"]
    assert mb.verify_table(receipt, ROWS, plan=own) == ()
    assert mb.verify_table(receipt, ROWS)[0] == "rule_books"


@pytest.mark.parametrize("column", [*DONE.columns])
def test_each_column_of_a_result_counts(column):
    """A claim's column gives other claims, and a result's column another result; both are noticed."""
    other = {pl.Date: date(2016, 7, 1), pl.Int64: 7, pl.String: "100"}[DONE.schema[column]]
    other = date(2010, 6, 1) if column == "version" else other
    changed = DONE.with_columns(
        pl.when(pl.int_range(pl.len()) == 2).then(pl.lit(other)).otherwise(column).alias(column)
    )
    assert mb.table_receipt(changed, plan="accident").content != TABLE_RECEIPT.content
    assert "content" in mb.verify_table(TABLE_RECEIPT, changed)
    without = DONE.drop(column)
    if column in ("total_fen", "status", "version"):
        with pytest.raises(mb.InvalidTable, match=f"no column {column}; give what assess_table returned"):
            mb.table_receipt(without, plan="accident")


def test_a_further_column_counts_where_the_receipt_was_made_with_it():
    noted = mb.table_receipt(DONE.with_columns(note=pl.lit("x")), plan="accident")
    assert noted.content != TABLE_RECEIPT.content
    assert mb.verify_table(noted, DONE.with_columns(note=pl.lit("x"))) == ()
    assert mb.verify_table(noted, DONE) == ("content",)


@pytest.mark.parametrize("options", [{"bounds": True}, {"known_on": date(2020, 1, 1)}, {"on_error": "raise"}])
def test_the_options_of_a_table_are_used_again(options):
    own = {name: value for name, value in options.items() if name == "known_on"}
    rows = ROWS.with_columns(disability_grade=pl.Series([5, None, 3]))
    done = mb.assess_table(rows, plan="accident", **options)
    receipt = mb.table_receipt(done, plan="accident", **own)
    assert mb.verify_table(receipt, done, **options) == ()
    if "bounds" in options:
        assert mb.verify_table(receipt, done) == ("content",)


def test_the_history_of_a_table_is_used_again():
    history = mb.Usage(
        used=(
            mb.Used(
                **{**ONE_USED.__dict__, "member": "M-1", "low": 178, "high": 178, "since": date(2016, 1, 1)}
            ),
        )
    )
    done = mb.assess_table(ROWS, plan="accident", usage=history)
    assert done["total_fen"].to_list() != DONE["total_fen"].to_list()
    receipt = mb.table_receipt(done, plan="accident")
    assert mb.verify_table(receipt, done, usage=history) == ()
    assert mb.verify_table(receipt, done) == ("content",)
