"""What a history has used of limits counts; that it does so on every engine, the tests of parity say."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
import strategies_tables as our

import mutual_benefits as mb

every_plan = pytest.mark.parametrize("plan", our.PLANS)


@every_plan
def test_the_history_changes_rows_of_members_with_several_more_claims(plan):
    """Otherwise the tests of parity after a history would ask nothing of it."""
    told, _ = our.with_history(plan)
    after, alone = our.wanted_after(plan), our.expected(told)
    changed = [claim for claim in told if after[claim.id] != alone[claim.id]]
    assert changed
    members = [claim.member for claim in told]
    assert any(members.count(claim.member) > 1 for claim in changed)


@every_plan
def test_a_lazy_engine_leaves_little_of_it_unsettled(plan):
    told, used = our.with_history(plan)
    rows = our.dicts(mb.assess_table(our.table_of(told).lazy(), plan=plan, history=used))
    unsettled = [row["id"] for row in rows if row["reason"] == "limits_unsettled"]
    assert len(rows) > 100
    assert len(unsettled) < len(rows) / 10
    assert len({row["status"] for row in rows}) >= 3


@every_plan
def test_a_history_of_other_plans_and_members_changes_nothing(plan):
    told, used = our.with_history(plan)
    table = our.table_of(told)
    plain = mb.assess_table(table, plan=plan)
    others = [
        entry.model_copy(update=changed)
        for entry in used.used
        for changed in ({"plan": "harbour"}, {"member": f"{entry.member}x"}, {"limit": f"{entry.limit}_x"})
    ]
    assert mb.assess_table(table, plan=plan, history=mb.Usage(used=tuple(others))).equals(plain)
    assert mb.assess_table(table, plan=plan, history=mb.Usage()).equals(plain)


@pytest.mark.parametrize("sum_", ["0.01", "10000.00"])
def test_the_least_payment_ends_the_cover(sum_):
    plan = mb.get_plan("critical_illness")
    version = (
        plan.versions[0].amend({"illness_sum.sum": Decimal(sum_)}) if sum_ == "0.01" else plan.versions[0]
    )
    own = mb.Plan(code=plan.code, name=plan.name, versions=(version,))
    row = {"member": "M", "cover_from": date(2006, 1, 1)}
    frame = pl.DataFrame(
        [
            row | {"id": "C-1", "happened_on": date(2006, 9, 1), "disease": "malignant_tumour"},
            row | {"id": "C-2", "happened_on": date(2006, 10, 1), "disease": "renal_failure"},
        ]
    )
    found = mb.assess_table(frame, plan=own)
    assert found["total_fen"].to_list() == [int(Decimal(sum_) * 100), 0]
    assert found["reason"].to_list() == [None, "cover_ended"]


def test_what_a_lazy_table_cannot_settle_is_said_and_all_else_is_as_in_an_eager_one():
    """In each cover the disease of the cover before is refused, and another one paid: each row hangs on
    the row before it."""
    version = mb.get_plan("female_illness").versions[-1]
    diseases = version.diseases.codes[:6]
    rows = [
        {
            "id": f"C-{cover}-{month}",
            "member": "M",
            "sex": "female",
            "born_on": date(1985, 1, 1),
            "product": version.product,
            "cover_from": date(2018 + cover, 2, 1),
            "happened_on": date(2018 + cover, month, 1),
            "disease": diseases[place],
        }
        for cover in range(6)
        for month, place in ((5, cover - 1), (8, cover))
        if place >= 0
    ]
    frame = pl.DataFrame(rows)
    eager = our.dicts(mb.assess_table(frame, plan="female_illness"))
    assert [row["reason"] for row in eager] == [None, *["paid_before", None] * 5]
    assert [row["total_fen"] for row in eager] == [15_000_00, *[0, 15_000_00] * 5]
    lazy = our.dicts(mb.assess_table(frame.lazy(), plan="female_illness"))
    left = [row["reason"] == "limits_unsettled" for row in lazy]
    assert left == sorted(left)
    assert {row["status"] for row, unsettled in zip(lazy, left, strict=True) if unsettled} == {"invalid"}
    assert all(row["low_fen"] is None for row, unsettled in zip(lazy, left, strict=True) if unsettled)
    settled = left.count(False)
    assert 3 <= settled < len(rows)
    assert lazy[:settled] == eager[:settled]
