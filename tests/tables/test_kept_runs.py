"""The steps of a run serve every later table of the same shape, and no other table."""

import gc
import sys
import weakref
from datetime import date

import polars as pl
import pytest
import strategies_tables as our

import mutual_benefits as mb
from mutual_benefits.tables import run
from mutual_benefits.tables.claim_columns import READ_TYPES
from mutual_benefits.tables.native import frames

CLAIMS = {
    "id": ["a", "b", "c", "d", "e"],
    "member": ["m", "m", "m", "n", "o"],
    "happened_on": [date(2016, 5, 4), date(2016, 9, 1), date(2016, 9, 1), date(2017, 1, 8), date(2013, 2, 1)],
    "cover_from": [date(2015, 12, 1), *[date(2016, 1, 1)] * 2, date(2016, 9, 1), date(2013, 1, 1)],
    "fee_tier": ["100", "100", "100", "50", "50"],
    "living_days": [25, 30, 10, 3, 70],
    "cause": [None, None, "no such word", None, None],
}
TABLE = pl.DataFrame(CLAIMS)
APART = TABLE.with_columns(member=pl.lit("m-") + pl.col("id"))
"""The same shape, but no two claims touch each other."""
AGAIN = TABLE.with_columns(id=pl.lit("a"))
"""The same shape, but one id is told four times."""

ENROLMENT = mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100")
STAY = mb.Injury(happened_on=date(2016, 2, 1), living_days=170, disability_grade=1)
EARLIER = mb.assess(mb.Claim(id="0", member="m", enrolment=ENROLMENT, event=STAY)).drawn
PLAN = mb.get_plan("accident")
LAST_VERSION = PLAN.model_copy(update={"versions": PLAN.versions[1:]})

WAYS = {
    "": {},
    "unit": {"unit": "yuan"},
    "bounds": {"bounds": True},
    "caveats": {"caveats": True},
    "readings": {"readings": {"version.date": "cover_start"}},
    "history": {"usage": EARLIER},
    "another plan of the same code": {"plan": LAST_VERSION},
}


def fresh(frame, **options):
    """The result of a run that is built anew."""
    run.RUNS.runs.clear()
    return mb.assess_table(frame, **{"plan": "accident"} | options)


def rows(result):
    """The rows of a result in one order, whatever that of the engine."""
    return sorted(our.dicts(result), key=str)


@pytest.mark.parametrize("engine", our.QUICK)
def test_a_kept_run_gives_each_table_of_its_shape_its_own_results(engine, monkeypatch):
    make = our.ENGINES[engine].make
    tables = [make(each) for each in (TABLE, APART, AGAIN, TABLE[::-1])]
    alone = [rows(fresh(each)) for each in tables]
    run.RUNS.runs.clear()
    for build in (frames.Notes, None):  # the second time, nothing is built
        monkeypatch.setattr(frames, "Notes", build)
        assert [rows(mb.assess_table(each, plan="accident")) for each in tables] == alone
    assert len({str(each) for each in alone}) == len(tables) - 1  # the last has the rows of the first


def test_a_run_is_kept_once_for_all_tables_of_one_shape():
    run.RUNS.runs.clear()
    for each in (TABLE, APART, AGAIN, TABLE[:2]):
        mb.assess_table(each, plan="accident")
    assert len(run.RUNS.runs) == 1


@pytest.mark.parametrize("engine", ["polars_lazy", "pandas"])
def test_a_kept_run_serves_no_run_of_another_way(engine):
    frame = our.ENGINES[engine].make(TABLE)
    alone = {name: rows(fresh(frame, **options)) for name, options in WAYS.items()}
    run.RUNS.runs.clear()
    found = {
        name: rows(mb.assess_table(frame, **{"plan": "accident"} | options)) for name, options in WAYS.items()
    }
    assert found == alone
    assert len({str(each) for each in found.values()}) == len(WAYS)


SHAPES = {
    "whole days": {"living_days": pl.Int16},
    "days as decimals": {"living_days": pl.Decimal(12, 2)},
    "a category": {"fee_tier": pl.Categorical},
    "members as numbers": {"member": pl.Int64},
    "moments": {"happened_on": pl.Datetime("us")},
    "moments of a zone": {"happened_on": pl.Datetime("us", "Africa/Abidjan")},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_table_of_another_shape_has_a_run_of_its_own(shape):
    numbered = TABLE.with_columns(member=pl.Series(["1", "1", "1", "2", "3"]))
    expected = fresh(numbered).drop(CLAIMS)
    kept = numbered.cast(SHAPES[shape])
    assert mb.assess_table(kept, plan="accident").drop(CLAIMS).equals(expected)
    assert len(run.RUNS.runs) == 2


def test_tables_that_polars_works_out_for_another_engine_have_runs_of_their_own():
    table = TABLE.select(name for name in READ_TYPES if name in TABLE.columns)
    expected = fresh(table)
    fresh(table.to_arrow())
    assert mb.assess_table(table, plan="accident").equals(expected)


def test_whole_fen_and_decimal_yuan_have_runs_of_their_own():
    stay = {"kind": ["medical_expense"], "happened_on": [date(2016, 5, 4)]}
    whole = pl.DataFrame(stay | {"cover_from": [date(2016, 1, 1)], "self_paid": [4000]}).to_arrow()
    exact = pl.from_arrow(whole).cast({"self_paid": pl.Decimal(12, 2)}).to_arrow()
    options = {"plan": "hospital_medical", "unit": "yuan"}
    paid = [fresh(each, **options)["high_yuan"] for each in (whole, exact)]
    assert paid == [mb.assess_table(each, **options)["high_yuan"] for each in (whole, exact)]
    assert paid[0] == paid[1]
    assert paid[0].to_pylist()[0] > 0


def test_of_too_many_runs_those_kept_first_are_dropped():
    kept = frames.KeptRuns(2)
    for way in "abac":
        kept.keep(way, {})
    assert [*kept.runs] == ["a", "c"]


@pytest.mark.parametrize("engine", ["pandas", "pyarrow", "polars"])
def test_no_table_is_held_by_the_run_that_is_kept_for_its_shape(engine):
    frame = our.ENGINES[engine].make(TABLE.clone())
    gone = weakref.ref(frame)
    fresh(frame)
    mb.assess_table(frame, plan="accident")
    del frame
    gc.collect()
    assert run.RUNS.runs
    assert gone() is None


@pytest.mark.parametrize("engine", ["pandas", "pandas_arrow", "pyarrow"])
@pytest.mark.parametrize("members", [True, False])
@pytest.mark.parametrize("plan", ["hospital_medical"])
def test_without_polars_tables_have_the_same_results(plan, engine, members, monkeypatch):
    claims = our.many_claims(plan)[:40]
    table = our.table_of(claims) if members else our.table_of(claims).drop("member")
    names = ["id", "total_fen", "low_fen", "high_fen", "status", "reason", "version"]
    wanted = our.dicts(mb.assess_table(table, plan=plan, unit="fen").select(names))
    frame = our.ENGINES[engine].make(table)
    monkeypatch.setitem(sys.modules, "polars", None)
    found = mb.assess_table(frame, plan=plan, unit="fen")
    monkeypatch.undo()
    assert [{name: row[name] for name in names} for row in our.dicts(found)] == wanted


def test_without_polars_sums_in_yuan_are_exact_and_of_one_type(monkeypatch):
    """With members pandas works them out, otherwise Arrow; a column without a type is as good as absent."""
    paid = [4001, 32_003, 0]
    claims = {"happened_on": [date(2016, 5, 4)] * 3, "cover_from": [date(2016, 1, 1)] * 3, "self_paid": paid}
    table = pl.DataFrame(claims | {"disease": None, "member": ["m", "n", "o"]})
    options = {"plan": "hospital_medical", "unit": "yuan"}
    wanted = [row["high_yuan"] for row in our.dicts(mb.assess_table(table, **options))]
    frames = [
        our.ENGINES[engine].make(each)
        for engine in ("pandas", "pandas_arrow", "pyarrow")
        for each in (table, table.drop("member"))
    ]
    monkeypatch.setitem(sys.modules, "polars", None)
    found = [our.arrow(mb.assess_table(frame, **options))["high_yuan"] for frame in frames]
    monkeypatch.undo()
    assert len({each.type for each in found}) == 1
    assert [each.to_pylist() for each in found] == [wanted] * len(frames)
    assert any(each % 10 for each in wanted)
