"""What `compare.py` times: each case prints the seconds of its rounds as JSON. Only public names are used.

python tests/benchmarks/measured.py CASE ROWS
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from by_hand import SUMS, by_pandas, by_polars, by_polars_checked, by_sql, claims, windows, without_members

FACTS = {
    "id": "C-1",
    "member": "M-1",
    "enrolment": {"plan": "accident", "cover_from": date(2016, 1, 1), "fee_tier": "100"},
    "event": {"happened_on": date(2016, 5, 4), "living_days": 25, "hospital_days": 12},
}
SMALL = 10_000
"""The rows of a small table, whatever the number asked for."""
FILE_SHARE = 10
"""A file holds this part of the rows."""
PLAN = "accident"


def rounds(call: Callable[[], Any], number: int, repeated: int = 1) -> list[float]:
    """The seconds of each of several rounds, after one that is not counted; a round repeats the call."""
    call()
    seconds = []
    for _ in range(number):
        began = time.perf_counter()
        for _ in range(repeated):
            call()
        seconds.append((time.perf_counter() - began) / repeated)
    return seconds


def claim(_: int) -> list[float]:
    """One claim: validate and assess it, and read the total."""
    import mutual_benefits as mb

    return rounds(lambda: mb.assess(mb.Claim.model_validate(FACTS)).total, 200, 50)


def explanation(_: int) -> list[float]:
    """One claim: validate, assess and explain it."""
    import mutual_benefits as mb

    return rounds(lambda: mb.assess(mb.Claim.model_validate(FACTS)).explain(), 100, 20)


def flat_claim(_: int) -> list[float]:
    """Pydantic validates the same facts as one flat model."""
    from pydantic import BaseModel, ConfigDict, Field

    class FlatClaim(BaseModel):
        model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

        id: str = Field(min_length=1, max_length=200)
        member: str = Field(min_length=1, max_length=200)
        plan: str = Field(min_length=1, max_length=200)
        cover_from: date
        fee_tier: str | None = None
        happened_on: date
        living_days: int = Field(default=0, ge=0, le=100_000)
        hospital_days: int = Field(default=0, ge=0, le=100_000)

    facts = {name: FACTS[name] for name in ("id", "member")} | FACTS["enrolment"] | FACTS["event"]
    return rounds(lambda: FlatClaim.model_validate(facts), 200, 50)


def loading(_: int) -> list[float]:
    """A new process: import the library and assess a first claim."""
    return _in_processes(
        "import datetime, mutual_benefits as mb\n"
        f"assert mb.assess(mb.Claim.model_validate({FACTS!r})).total\n"
    )


def loading_pydantic(_: int) -> list[float]:
    """A new process: import pydantic and `relativedelta`, and define one model."""
    return _in_processes(
        "from datetime import date\n"
        "from pydantic import BaseModel\n"
        "from dateutil.relativedelta import relativedelta\n"
        "class Claim(BaseModel):\n"
        "    id: str\n"
        "    happened_on: date\n"
    )


def _in_processes(program: str) -> list[float]:
    timed = f"import time\nbegan = time.perf_counter()\n{program}print(time.perf_counter() - began)"
    return rounds_of(lambda: float(subprocess.check_output([sys.executable, "-c", timed])), 6)


def rounds_of(seconds: Callable[[], float], number: int) -> list[float]:
    """The seconds that a call reports itself, after one call that is not counted."""
    seconds()
    return [seconds() for _ in range(number)]


def sums(rows: int) -> list[float]:
    """Polars, without members: two sums selected."""
    import mutual_benefits as mb

    lazy = without_members(rows).lazy()
    return rounds(lambda: mb.assess_table(lazy, plan=PLAN, unit="fen").select(SUMS).collect(), 7)


def whole(rows: int) -> list[float]:
    """Polars, without members: the whole result."""
    import mutual_benefits as mb

    lazy = without_members(rows).lazy()
    return rounds(lambda: mb.assess_table(lazy, plan=PLAN, unit="fen").collect(), 7)


def sums_by_hand(rows: int) -> list[float]:
    """Two sums by a chain of `when`."""
    lazy = without_members(rows).lazy()
    return rounds(lambda: lazy.select(**by_polars()).collect(), 7)


def checked_sums_by_hand(rows: int) -> list[float]:
    """Two sums with the same checks of all facts."""
    lazy = without_members(rows).lazy()
    return rounds(lambda: by_polars_checked(lazy).collect(), 7)


def small(_: int) -> list[float]:
    """Polars, 10,000 claims without members: the whole result."""
    return whole(SMALL)


def small_sums(_: int) -> list[float]:
    """Polars, 10,000 claims without members: two sums selected."""
    return sums(SMALL)


def small_checked_by_hand(_: int) -> list[float]:
    """Two sums of 10,000 claims with the same checks of all facts."""
    return checked_sums_by_hand(SMALL)


def small_by_hand(_: int) -> list[float]:
    """Two sums of 10,000 claims by a chain of `when`."""
    return sums_by_hand(SMALL)


def members(rows: int) -> list[float]:
    """Polars, with members: the whole result."""
    import mutual_benefits as mb

    lazy = claims(rows).lazy()
    return rounds(lambda: mb.assess_table(lazy, plan=PLAN, unit="fen").collect(), 3)


def windows_by_hand(rows: int) -> list[float]:
    """Two ordered windows: the days used so far."""
    lazy = claims(rows).lazy()
    return rounds(lambda: lazy.select(**windows()).collect(), 3)


def groups_by_hand(rows: int) -> list[float]:
    """The members and ids that have several rows."""
    import polars as pl

    hashes = [
        claims(rows).lazy().select(pl.col(name).hash()).group_by(name).len().filter(pl.col("len") > 1)
        for name in ("member", "id")
    ]
    return rounds(lambda: pl.collect_all(hashes), 3)


def duckdb_sums(rows: int) -> list[float]:
    """DuckDB, without members: two sums selected."""
    import mutual_benefits as mb

    relation = _relation(without_members(rows))
    columns = ", ".join(SUMS)
    return rounds(
        lambda: mb.assess_table(relation, plan=PLAN, unit="fen").project(columns).to_arrow_table(), 5
    )


def duckdb_by_hand(rows: int) -> list[float]:
    """Two sums by `CASE`."""
    relation = _relation(without_members(rows))
    return rounds(lambda: relation.project(by_sql()).to_arrow_table(), 5)


def duckdb_members(rows: int) -> list[float]:
    """DuckDB, with members: the whole result."""
    import mutual_benefits as mb

    relation = _relation(claims(rows))
    return rounds(lambda: mb.assess_table(relation, plan=PLAN, unit="fen").to_arrow_table(), 3)


def duckdb_windows(rows: int) -> list[float]:
    """Two ordered windows of SQL: the days used so far."""
    relation = _relation(claims(rows))
    over = "OVER (PARTITION BY member, cover_from ORDER BY happened_on, id)"
    columns = f"sum(living_days) {over} AS living_days, sum(hospital_days) {over} AS hospital_days"
    return rounds(lambda: relation.project(columns).to_arrow_table(), 3)


def _relation(frame: Any) -> Any:
    import duckdb

    connection = duckdb.connect()
    connection.from_arrow(frame.to_arrow()).create("claims")
    return connection.table("claims")


def pandas_sums(rows: int) -> list[float]:
    """pandas, without members: two sums selected."""
    import mutual_benefits as mb

    frame = without_members(rows).to_pandas()
    return rounds(lambda: mb.assess_table(frame, plan=PLAN, unit="fen")[SUMS], 3)


def pandas_by_hand(rows: int) -> list[float]:
    """Two sums by `index_in` of PyArrow and `take`."""
    frame = without_members(rows).to_pandas()
    return rounds(lambda: by_pandas(frame), 3)


def pandas_members(rows: int) -> list[float]:
    """pandas, with members: the whole result."""
    import mutual_benefits as mb

    frame = claims(rows).to_pandas()
    return rounds(lambda: mb.assess_table(frame, plan=PLAN, unit="fen"), 3)


def pandas_sorted_sums(rows: int) -> list[float]:
    """Two sorted and grouped running sums: the days used so far."""
    frame = claims(rows).to_pandas()

    def used() -> Any:
        groups = frame.sort_values(["happened_on", "id"]).groupby(["member", "cover_from"], sort=False)
        return groups[["living_days", "hospital_days"]].cumsum().sort_index()

    return rounds(used, 3)


def file(rows: int) -> list[float]:
    """The command, from CSV to CSV, a tenth of the rows, with members."""
    from click.testing import CliRunner

    from mutual_benefits.cli import main

    def run(given: Path, results: Path) -> None:
        done = CliRunner().invoke(main, ["assess", str(given), "--plan", PLAN, "-o", str(results)])
        assert done.exit_code == 0, done.output

    return _with_a_file(rows, run)


def file_by_hand(rows: int) -> list[float]:
    """Polars reads the file, and writes two ordered windows and two sums."""
    import polars as pl

    def run(given: Path, results: Path) -> None:
        table = pl.scan_csv(given, try_parse_dates=True, schema_overrides={"fee_tier": pl.String})
        used = {f"used_{name}": expression for name, expression in windows().items()}
        table.select("id", **used, **by_polars()).collect().write_csv(results)

    return _with_a_file(rows, run)


def _with_a_file(rows: int, run: Callable[[Path, Path], None]) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        given, results = Path(folder) / "claims.csv", Path(folder) / "results.csv"
        claims(rows // FILE_SHARE).write_csv(given)
        return rounds(lambda: run(given, results), 3)


def revaluation(rows: int) -> list[float]:
    """Polars, synthetic claims without members: `revalue` them under two versions."""
    import mutual_benefits as mb
    from mutual_benefits import scenarios

    old, new = mb.get_plan(PLAN).versions
    frame = _synthetic(rows)
    return rounds(lambda: scenarios.revalue(frame, before=old, after=new, plan=PLAN), 3)


def synthetic_table(rows: int) -> list[float]:
    """`assess_table` of the same claims."""
    import mutual_benefits as mb

    lazy = _synthetic(rows).lazy()
    return rounds(lambda: mb.assess_table(lazy, plan=PLAN, unit="fen").collect(), 5)


def _synthetic(rows: int) -> Any:
    from mutual_benefits import scenarios

    return scenarios.synthetic_portfolio(rows, seed=1, plan=PLAN).drop("member", "synthetic", "plan")


class Case(NamedTuple):
    """A case of the library, and what it is compared with in the same run."""

    library: Callable[[int], list[float]]
    rival: Callable[[int], list[float]]


CASES = (
    Case(claim, flat_claim),
    Case(explanation, flat_claim),
    Case(loading, loading_pydantic),
    Case(members, windows_by_hand),
    Case(members, groups_by_hand),
    Case(whole, sums_by_hand),
    Case(sums, sums_by_hand),
    Case(sums, checked_sums_by_hand),
    Case(small, small_by_hand),
    Case(small_sums, small_by_hand),
    Case(small_sums, small_checked_by_hand),
    Case(duckdb_members, duckdb_windows),
    Case(duckdb_sums, duckdb_by_hand),
    Case(pandas_members, pandas_sorted_sums),
    Case(pandas_sums, pandas_by_hand),
    Case(file, file_by_hand),
    Case(revaluation, synthetic_table),
)
BY_NAME = {each.__name__: each for case in CASES for each in case}

if __name__ == "__main__":
    print(json.dumps(BY_NAME[sys.argv[1]](int(sys.argv[2]))))
