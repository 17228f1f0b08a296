"""Columns of declared facts: the answers and caveats of claims on every engine, and wrong cells told."""

from dataclasses import dataclass

import polars as pl
import pytest
import strategies_tables as our
from plan_of_declared_facts import DAY, FACTS, among, book, drawn
from small_plans import answers, benefit, claim, fen, figure, limit, table

import mutual_benefits as mb
from mutual_benefits.rules import LumpSum


def shared():
    """The plan with a limit that the claims of a member share, and a benefit that reads no declared fact."""
    (first,) = book().versions[0].benefits
    sum_ = limit("year", "fen", figure(9_000_00), per="calendar_year")
    share = first.model_copy(update={"limits": (*first.limits, sum_)})
    return book(benefits=(share, benefit(LumpSum, "sum", "injury", when="died", sum=figure(100))))


@dataclass(frozen=True)
class Expected:
    own: mb.Plan
    claims: list[mb.Claim]
    assessed: list[mb.Assessment]
    frame: pl.DataFrame


@pytest.fixture(scope="module")
def wanted():
    own, claims = shared(), []
    for number, facts in enumerate(drawn(240, seed=7)):
        costs = mb.MedicalExpense(happened_on=DAY, self_paid=1)
        event = costs if number % 6 else mb.Injury(happened_on=DAY, died=True)
        claims.append(claim(number, event, member=f"M-{number % 90}", facts=facts))
    frame = table(claims, own).with_columns(kind=pl.Series([each.event.kind for each in claims]))
    return Expected(own, claims, list(mb.assess_all(claims, plan=own)), frame)


def rows_of(result):
    return {row["id"]: row for row in our.dicts(result)}


@pytest.mark.parametrize("engine", our.ENGINES)
def test_every_engine_gives_the_answers_of_claims(wanted, engine):
    frame = wanted.frame
    if engine == "pandas":  # its own whole numbers become fractions beside nulls
        in_yuan = pl.col("total_bill").cast(pl.Decimal(20, 2)) / 100
        frame = frame.with_columns(in_yuan.cast(pl.Decimal(20, 2)))
    frame = our.ENGINES[engine].make(frame)
    rows = rows_of(mb.assess_table(frame, plan=wanted.own, unit="fen", caveats=engine == "polars"))
    for each in wanted.assessed:
        row = rows[each.claim.id]
        assert (row["status"], row["reason"]) == (each.status, each.reason)
        assert (row["low_fen"], row["high_fen"]) == (fen(each.low), fen(each.high)), each.claim.facts
        if engine == "polars":
            known = {one.code for one in each.caveats} - {"same_facts"}
            assert set(filter(None, row["caveats"].split(";"))) == known
    assert {row["status"] for row in rows.values()} == {"payable", "nil", "refused", "undetermined"}


def test_a_column_that_is_absent_is_told_in_no_row(wanted):
    bare = wanted.frame.drop(*FACTS)
    rows = rows_of(mb.assess_table(bare, plan=wanted.own, unit="fen"))
    untold = [each.model_copy(update={"facts": {}}) for each in wanted.claims]
    for each in mb.assess_all(untold, plan=wanted.own):
        row = rows[each.claim.id]
        assert (row["status"], row["low_fen"], row["high_fen"]) == (
            each.status,
            fen(each.low),
            fen(each.high),
        )


@pytest.mark.parametrize("default", [None, True, False])
@pytest.mark.parametrize("asked", [True, False])
def test_a_flag_that_is_not_told_is_its_default_or_leaves_the_answer_open(asked, default):
    facts = {"retired": FACTS["retired"].model_copy(update={"default": default})}
    own = book(
        facts=facts,
        conditions=(among("retired", asked),),
        benefits=(benefit(LumpSum, "sum", "injury", when="died", sum=figure(100)),),
    )
    died = mb.Injury(happened_on=DAY, died=True)
    claims = [claim(0, died, facts={"retired": True}), claim(1, died, facts={"retired": False})]
    open_ = (0, 100, None) if default is None else answers(own, claims)[1 - default]
    assert answers(own, [*claims, claim(2, died)])[2] == open_
    assert answers(own, [claim(2, died)]) == [open_]


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
def test_a_cell_that_a_fact_cannot_have_makes_its_row_invalid(wanted, engine):
    frame = wanted.frame.filter(kind="medical_expense").head(6).with_columns(
        town=pl.Series(["middle", "big", "big", "big", "big", "BIG CITY"]),
        months_paid=pl.Series([1, -1, 10**9 + 1, 1, 1, 1]),
        total_bill=pl.Series([1, 1, 1, -1, 10**13 + 1, 1]),
    )  # fmt: skip
    rows = our.dicts(mb.assess_table(our.ENGINES[engine].make(frame), plan=wanted.own, unit="fen"))
    assert [row["reason"] for row in rows][:5] == [
        "invalid_town",
        "invalid_months_paid",
        "invalid_months_paid",
        "invalid_total_bill",
        "invalid_total_bill",
    ]
    assert rows[5]["status"] != "invalid"


@pytest.mark.parametrize(
    ("name", "near"), [("months_payd", "months_paid"), ("总费用", "total_bill"), ("Kind of Town", "town")]
)
def test_a_column_that_is_nearly_named_like_a_fact_is_refused(wanted, name, near):
    with pytest.raises(mb.InvalidTable, match=f"did you mean '{near}'"):
        mb.assess_table(wanted.frame.rename({near: name}), plan=wanted.own, unit="fen")


def test_whole_numbers_of_a_declared_amount_need_their_unit(wanted):
    frame = wanted.frame.drop("self_paid").with_columns(self_paid=pl.lit("1.00").cast(pl.Decimal(10, 2)))
    with pytest.raises(mb.InvalidTable, match="total_bill"):
        mb.assess_table(frame, plan=wanted.own)
    whole = wanted.frame.head(60).filter(pl.col("total_bill") % 100 == 0)
    in_yuan = whole.with_columns(pl.col("total_bill", "self_paid") // 100)
    as_fen = mb.assess_table(whole, plan=wanted.own, unit="fen")
    as_yuan = mb.assess_table(in_yuan, plan=wanted.own, unit="yuan")
    assert [int(each * 100) for each in as_yuan["low_yuan"]] == as_fen["low_fen"].to_list()


def test_the_type_of_a_column_is_that_of_its_kind(wanted):
    for name, wrong in {"retired": 1, "months_paid": "1", "town": 1, "settled_on": 1}.items():
        with pytest.raises(mb.InvalidTable, match=f"column {name} holds"):
            mb.assess_table(wanted.frame.with_columns(pl.lit(wrong).alias(name)), plan=wanted.own, unit="fen")


def test_a_receipt_of_a_table_contains_the_facts(wanted):
    result = mb.assess_table(wanted.frame, plan=wanted.own, unit="fen")
    receipt = mb.table_receipt(result, plan=wanted.own)
    assert mb.verify_table(receipt, result, plan=wanted.own) == ()
    other = result.with_columns(retired=pl.lit(value=True))
    assert mb.verify_table(receipt, other, plan=wanted.own) != ()
