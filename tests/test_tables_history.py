"""What a history has used of limits counts on every engine as it does for single claims."""

import pytest
import strategies_tables as our

import mutual_benefits as mb

LAZY = ("polars_lazy", "duckdb")
every_plan = pytest.mark.parametrize("plan", our.PLANS)


@every_plan
@pytest.mark.parametrize("engine", our.ENGINES)
def test_rows_after_a_history_say_what_the_scalar_engine_says_after_it(plan, engine):
    told, used = our.with_history(plan)
    frame = our.ENGINES[engine].make(our.table_of(told))
    result = mb.assess_table(frame, plan=plan, history=used)
    found = our.differences(result, our.expected(told, usage=used), unsettled=engine in LAZY)
    assert not found, [claim for claim in told if claim.id in found]


@every_plan
def test_the_history_changes_rows_of_members_with_several_more_claims(plan):
    """Otherwise the test above could not fail."""
    told, used = our.with_history(plan)
    after, alone = our.expected(told, usage=used), our.expected(told)
    changed = [claim for claim in told if after[claim.id] != alone[claim.id]]
    assert len(changed) >= 3
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
