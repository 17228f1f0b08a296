"""Receipts of tables: the same on every engine, and different for any other table."""

import hashlib
import json
from datetime import date, datetime

import numpy as np
import pandas as pd
import polars as pl
import pytest
import snapshot_claims

import mutual_benefits as mb
from mutual_benefits.canonical_hash import canonical


def table(plan="accident"):
    rows = [
        {
            "id": claim.id,
            "member": claim.member,
            "cover_from": claim.enrolment.cover_from,
            "fee_tier": claim.enrolment.fee_tier,
            "happened_on": claim.event.happened_on,
            "living_days": claim.event.living_days,
            "hospital_days": claim.event.hospital_days,
        }
        for claim in snapshot_claims.sample(1000)
        if claim.enrolment.plan == plan and claim.event.kind == "injury"
    ]
    return pl.DataFrame(rows)


CLAIMS = table()
RESULT = mb.assess_table(CLAIMS, plan="accident")
RECEIPT = mb.table_receipt(RESULT, plan="accident")


def test_the_hash_of_the_rows_can_be_computed_as_the_page_describes():
    lines = []
    for row in RESULT.iter_rows(named=True):
        cells = {name: str(cell) if isinstance(cell, date) else cell for name, cell in row.items()}
        kept = {name: cell for name, cell in sorted(cells.items()) if cell is not None}
        lines.append(json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n")
    assert RECEIPT.content == f"sha256:{hashlib.sha256(''.join(lines).encode()).hexdigest()}"
    assert RECEIPT.rows == len(CLAIMS) > 30


def test_a_receipt_names_the_rule_books_that_answered():
    versions = mb.get_plan("accident").versions
    hashes = {str(version.effective_from): mb.content_hash(version) for version in versions}
    assert dict(RECEIPT.rule_books) == hashes
    late = RESULT.filter(pl.col("version") == date(2016, 1, 1))
    assert list(dict(mb.table_receipt(late, plan="accident").rule_books)) == ["2016-01-01"]


def test_every_engine_gives_the_same_receipt():
    frames = [CLAIMS.to_arrow(), CLAIMS.to_pandas(use_pyarrow_extension_array=True)]
    for frame in frames:
        result = mb.assess_table(frame, plan="accident")
        assert mb.table_receipt(result, plan="accident") == RECEIPT


def test_an_unchanged_table_verifies():
    again = mb.TableReceipt.model_validate_json(RECEIPT.model_dump_json())
    assert mb.verify_table(again, RESULT) == ()
    assert mb.verify_table(again, CLAIMS) == ()


def test_a_verification_names_the_parts_that_differ():
    assert mb.verify_table(RECEIPT, RESULT.reverse()) == ("content",)
    assert mb.verify_table(RECEIPT, RESULT[1:]) == ("rows", "content")
    other = RESULT.with_columns(pl.col("living_days") + 1)
    assert mb.verify_table(RECEIPT, other) == ("content",)
    forged = RESULT.with_columns(pl.col("total_fen") + 1)
    assert mb.verify_table(RECEIPT, forged) == ("content",)
    assert mb.verify_table(RECEIPT.model_copy(update={"rows": 1}), RESULT) == ("seal", "rows")


def test_a_receipt_holds_readings_and_sums_in_yuan():
    chosen = {"consolation.day_cap": "together"}
    result = mb.assess_table(CLAIMS, plan="accident", readings=chosen, unit="yuan")
    receipt = mb.table_receipt(result, plan="accident", readings=chosen, unit="yuan")
    assert dict(receipt.readings)["consolation.day_cap"] == "together"
    assert mb.verify_table(receipt, result) == ()
    assert receipt.content != RECEIPT.content


def test_a_lazy_table_a_table_of_claims_and_binary_fractions_are_refused():
    with pytest.raises(mb.InvalidTable, match="LazyFrame; give an eager table"):
        mb.table_receipt(RESULT.lazy(), plan="accident")
    with pytest.raises(mb.InvalidTable, match="no column total_fen, status, version; give what assess_table"):
        mb.table_receipt(CLAIMS, plan="accident")
    with pytest.raises(mb.InvalidTable, match=r"column 'note' holds the binary fraction 0\.5"):
        mb.table_receipt(RESULT.with_columns(note=pl.lit(0.5)), plan="accident")


def test_a_column_of_lists_is_hashed_as_its_values_are():
    notes = [[number, number + 1] for number in range(len(RESULT))]
    made = RESULT.with_columns(note=pl.Series(notes))
    receipt = mb.table_receipt(made, plan="accident")
    assert mb.verify_table(receipt, made) == ()
    assert mb.table_receipt(made.to_arrow(), plan="accident").content == receipt.content
    arrays = RESULT.to_pandas(use_pyarrow_extension_array=True).assign(
        note=[np.array(each) for each in notes]
    )
    assert mb.table_receipt(arrays, plan="accident").content == receipt.content
    notes[-1] = [0, 0]
    assert mb.verify_table(receipt, RESULT.with_columns(note=pl.Series(notes))) == ("content",)
    for nested in ([[0.5]] * len(RESULT), [{"a": 0.5}] * len(RESULT)):
        with pytest.raises(mb.InvalidTable, match=r"column 'note' holds the binary fraction 0\.5"):
            mb.table_receipt(RESULT.with_columns(note=pl.Series(nested)), plan="accident")


def test_a_result_of_another_plan_or_of_another_version_is_refused():
    with pytest.raises(mb.InvalidTable, match=r"no column .*: this is no result of plan warm_aid") as refused:
        mb.table_receipt(RESULT, plan="warm_aid")
    assert (refused.value.field, refused.value.given) == ("plan", "warm_aid")
    assert set(refused.value.columns) == {
        f"{rule.code}_fen" for version in mb.get_plan("warm_aid").versions for rule in version.benefits
    }
    assert "并非活动 warm_aid 的结果" in refused.value.in_("zh")
    plan = mb.get_plan("accident")
    last = plan.model_copy(update={"versions": plan.versions[1:]})
    with pytest.raises(mb.InvalidTable, match=r"version 2010-06-01: this is no result of plan accident"):
        mb.table_receipt(RESULT, plan=last)
    late = RESULT.filter(pl.col("version") == date(2016, 1, 1))
    assert mb.table_receipt(late, plan=last).rows == len(late)


def test_a_column_that_is_no_claim_counts_with_its_time_of_day():
    """A day is a day in whatever type; two moments of one day are not the same."""
    noon = RESULT.with_columns(seen=pl.lit(datetime(2020, 1, 2, 12)))
    receipt = mb.table_receipt(noon, plan="accident")
    assert mb.verify_table(receipt, noon) == ()
    assert mb.verify_table(receipt, noon.with_columns(seen=datetime(2020, 1, 2, 13))) == ("content",)
    day, midnight = (
        RESULT.with_columns(seen=pl.lit(cell)) for cell in (date(2020, 1, 2), datetime(2020, 1, 2))
    )
    assert mb.table_receipt(day, plan="accident") == mb.table_receipt(midnight, plan="accident")


def test_a_missing_value_of_pandas_is_no_value():
    assert canonical({"a": None}) == b"{}"
    frame = pd.DataFrame(RESULT.to_pandas(use_pyarrow_extension_array=True))
    frame["note"] = float("nan")
    assert mb.table_receipt(frame, plan="accident") == RECEIPT


@pytest.mark.parametrize("name", ["total_fen", "status", "version"])
def test_a_column_of_the_result_that_is_left_out_is_named(name):
    with pytest.raises(mb.InvalidTable) as caught:
        mb.table_receipt(RESULT.drop(name), plan="accident")
    assert list(caught.value.columns) == [name]


def test_a_result_with_caveats_verifies_from_itself_and_from_its_claims():
    result = mb.assess_table(CLAIMS, plan="accident", caveats=True)
    receipt = mb.table_receipt(result, plan="accident")
    assert mb.verify_table(receipt, result, caveats=True) == ()
    assert mb.verify_table(receipt, CLAIMS, caveats=True) == ()


def test_a_day_of_knowledge_beside_one_version_is_refused():
    (version, *_) = mb.get_plan("accident").versions
    with pytest.raises(mb.InvalidArgument, match="known_on"):
        mb.verify_table(RECEIPT, RESULT, plan=version, known_on=date(2020, 1, 1))


def test_a_column_of_the_claims_called_caveats_counts_where_no_caveats_were_added():
    noted = CLAIMS.with_columns(caveats=pl.lit("see the file"))
    receipt = mb.table_receipt(mb.assess_table(noted, plan="accident"), plan="accident")
    assert mb.verify_table(receipt, noted) == ()
    assert mb.verify_table(receipt, CLAIMS) == ("content",)


def test_a_day_that_python_has_no_object_for_is_told_in_full():
    """Its row is invalid, and stands in the receipt with its day, or with its time of day in a far year."""
    days = pl.Series([16_930, 2_932_897, None], dtype=pl.Int32)
    noon = (days.cast(pl.Int64) * 86_400_000 + 43_200_000).cast(pl.Datetime("ms"))
    frame = CLAIMS.head(3).with_columns(happened_on=days.cast(pl.Date), noted_at=noon)
    result = mb.assess_table(frame, plan="accident")
    told = {
        "happened_on": ("2016-05-09", "10000-01-01", None),
        "noted_at": ("2016-05-09T12:00:00", "10000-01-01 12:00:00", None),
    }
    lines = []
    for place, row in enumerate(result.drop(list(told)).iter_rows(named=True)):
        cells = {name: str(cell) if isinstance(cell, date) else cell for name, cell in row.items()}
        lines.append(canonical(cells | {name: texts[place] for name, texts in told.items()}) + b"\n")
    content = f"sha256:{hashlib.sha256(b''.join(lines)).hexdigest()}"
    pandas = result.to_pandas(use_pyarrow_extension_array=True)
    for each in (result, result.to_arrow(), pandas):
        receipt = mb.table_receipt(each, plan="accident")
        assert receipt.content == content
        assert mb.verify_table(receipt, each) == ()
