"""The receipt of a table under what was known on a day, with readings, and with the cells of pandas."""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import polars as pl
import pytest
from small_plans import FIRST, benefit, figure, plan, version

import mutual_benefits as mb
from mutual_benefits.rules import PerDiem
from mutual_benefits.terms import Term

LEARNT = date(2025, 1, 1)
BEFORE = date(2024, 12, 31)


def daily(fen, **more):
    return version(benefit(PerDiem, "daily", days="hospital_days", rate=fen), **more)


OLD, NEW = daily(figure(100)), daily(figure(200), known_from=LEARNT)
CORRECTED = plan(OLD, NEW)
ROWS = pl.DataFrame({"happened_on": [FIRST, FIRST], "cover_from": [FIRST, FIRST], "hospital_days": [1, 3]})


@pytest.mark.parametrize(
    ("known_on", "book", "total"),
    [(BEFORE, OLD, [100, 300]), (LEARNT, NEW, [200, 600]), (None, NEW, [200, 600])],
)
def test_a_table_is_worked_out_again_as_it_was_known(known_on, book, total):
    done = mb.assess_table(ROWS, plan=CORRECTED, unit="fen", known_on=known_on)
    assert done["total_fen"].to_list() == total
    receipt = mb.table_receipt(done, plan=CORRECTED, known_on=known_on)
    assert receipt.rule_books == (("2020-01-01", mb.content_hash(book)),)
    for again in (done, ROWS):
        assert mb.verify_table(receipt, again, plan=CORRECTED, known_on=known_on) == ()
        other = LEARNT if known_on == BEFORE else BEFORE
        found = mb.verify_table(receipt, again, plan=CORRECTED, known_on=other)
        assert found == ("rule_books", "content")


def test_the_columns_of_a_benefit_that_only_an_older_book_had_are_no_claims():
    """What was known before paid two benefits; their columns are results then, and are left out again."""
    two = version(*OLD.benefits, benefit(PerDiem, "food", days="hospital_days", rate=figure(7)))
    own = plan(two, NEW)
    done = mb.assess_table(ROWS, plan=own, unit="fen", known_on=BEFORE)
    assert "food_fen" in done.columns
    receipt = mb.table_receipt(done, plan=own, known_on=BEFORE)
    assert mb.verify_table(receipt, done, plan=own, known_on=BEFORE) == ()
    without = mb.assess_table(ROWS, plan=plan(OLD), unit="fen")
    with pytest.raises(mb.InvalidTable, match="no column food_fen: this is no result of plan small"):
        mb.table_receipt(without, plan=own, known_on=BEFORE)


def test_the_readings_of_the_receipt_are_used_again():
    terms = {"low": figure(100), "high": figure(200)}
    own = plan(daily(mb.Choice[Term](reading="own.rate", options=terms)))
    for chosen, total in (("low", [100, 300]), ("high", [200, 600])):
        readings = {"own.rate": chosen}
        done = mb.assess_table(ROWS, plan=own, unit="fen", readings=readings)
        assert done["total_fen"].to_list() == total
        receipt = mb.table_receipt(done, plan=own, readings=readings)
        assert receipt.readings == (("own.rate", chosen), ("version.date", "event"))
        assert mb.verify_table(receipt, done, plan=own) == ()


def row_hash(rows):
    """The hash over rows as the page on receipts has it."""
    text = "".join(
        json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n" for row in rows
    )
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def test_midnight_is_its_day_another_moment_is_in_full_and_decimals_are_text():
    own = plan(OLD)
    cells = {
        "happened_on": [datetime(2020, 1, 2)],
        "seen": [datetime(2020, 1, 2, 13, 30)],
        "cover_from": [FIRST],
        "hospital_days": [2],
    }
    cells |= {"paid": [Decimal("3.50")], "sure": [True], "note": [None]}
    done = mb.assess_table(pl.DataFrame(cells), plan=own, unit="fen")
    expected = {
        "happened_on": "2020-01-02",
        "seen": "2020-01-02T13:30:00",
        "cover_from": "2020-01-01",
        "hospital_days": 2,
        "paid": "3.50",
    }
    expected |= {"sure": True, "daily_fen": 200, "total_fen": 200, "low_fen": 200, "high_fen": 200}
    expected |= {"status": "payable", "version": "2020-01-01"}
    assert mb.table_receipt(done, plan=own).content == row_hash([expected])
    stamped = pd.DataFrame([expected | {"paid": Decimal("3.50")}])
    stamped["happened_on"] = pd.to_datetime(["2020-01-02"])
    stamped["seen"] = pd.to_datetime(["2020-01-02 13:30"])
    assert mb.table_receipt(stamped, plan=own).content == row_hash([expected])


@pytest.mark.parametrize("nothing", [None, pd.NA, pd.NaT, float("nan")], ids=["None", "NA", "NaT", "NaN"])
def test_each_missing_value_of_pandas_is_left_out(nothing):
    row = {"daily_fen": 5, "total_fen": 5, "status": "payable", "version": "2020-01-01"}
    frame = pd.DataFrame([row | {"note": "x"}, row]).astype({"note": object})
    frame["note"] = pd.Series(["x", nothing], dtype=object)
    assert mb.table_receipt(frame, plan=plan(OLD)).content == row_hash([row | {"note": "x"}, row])


def test_the_same_rows_in_one_cell_or_two_are_different_tables():
    row = {"daily_fen": 5, "total_fen": 5, "status": "payable", "version": "2020-01-01"}
    receipt = mb.table_receipt(pl.DataFrame([row, row]), plan=plan(OLD))
    assert (receipt.rows, receipt.content) == (2, row_hash([row, row]))
    assert receipt.rule_books == (("2020-01-01", mb.content_hash(OLD)),)
    none = mb.table_receipt(pl.DataFrame([row | {"version": None}]), plan=plan(OLD))
    assert none.rule_books == ()
