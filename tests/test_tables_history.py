"""What a history has used of limits counts; that it does so on every engine, the tests of parity say."""

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
