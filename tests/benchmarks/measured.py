"""What `compare.py` times: each case prints the seconds of its rounds as JSON. Only public names are used.

python tests/benchmarks/measured.py CASE [ROWS]
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

TIERS = ["26", "50", "74", "100"]
LIVING = {2010: [2000, 3000, 4500, 6000], 2016: [3000, 4000, 5500, 8000]}
HOSPITAL = {2010: [1500, 3000, 4500, 6000], 2016: [2000, 4000, 5500, 8000]}
SUMS = ["living_allowance_fen", "hospital_allowance_fen"]
FACTS = {
    "id": "C-1",
    "member": "M-1",
    "enrolment": {"plan": "accident", "cover_from": date(2016, 1, 1), "fee_tier": "100"},
    "event": {"happened_on": date(2016, 5, 4), "living_days": 25, "hospital_days": 12},
}


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


def claim() -> list[float]:
    """Validating and assessing one claim, and reading its total."""
    import mutual_benefits as mb

    return rounds(lambda: mb.assess(mb.Claim.model_validate(FACTS)).total, 200, 50)


def explanation() -> list[float]:
    """Validating, assessing and explaining one claim."""
    import mutual_benefits as mb

    return rounds(lambda: mb.assess(mb.Claim.model_validate(FACTS)).explain(), 100, 20)


def loading() -> list[float]:
    """Importing the library in a new process, and assessing a first claim."""
    program = (
        "import time\nbegan = time.perf_counter()\n"
        "import datetime\nimport mutual_benefits as mb\n"
        f"mb.assess(mb.Claim.model_validate({FACTS!r})).total\n"
        "print(time.perf_counter() - began)"
    )
    done = (
        subprocess.run([sys.executable, "-c", program], capture_output=True, check=True) for _ in range(6)
    )
    return [float(one.stdout) for one in done][1:]


def frame(rows: int) -> Any:
    """Claims of the accident plan before and after its change in 2016, shuffled, in every tier.

    Two thirds of the members have several claims; ids and members are text.
    """
    import polars as pl

    number = pl.Series("number", range(rows), dtype=pl.Int64)
    several = number % 9 < 6
    cover = pl.lit(date(2015, 1, 1)) + pl.duration(days=pl.col("number") // 3 * 61 % 700)
    return (
        pl.DataFrame({"number": number, "several": several})
        .select(
            id="C-" + pl.col("number").cast(pl.String),
            member=pl.when("several")
            .then("M-" + (pl.col("number") // 3).cast(pl.String))
            .otherwise("S-" + pl.col("number").cast(pl.String)),
            fee_tier=pl.lit(pl.Series(TIERS)).gather(pl.col("number") // 3 % 4),
            cover_from=cover,
            happened_on=cover + pl.duration(days=pl.col("number") % 364),
            living_days=pl.col("number") % 41,
            hospital_days=pl.col("number") % 23,
        )
        .sample(fraction=1, shuffle=True, seed=1)
    )


def alone(rows: int) -> Any:
    """The same claims without ids and members, as a lazy frame."""
    return frame(rows).drop("id", "member").lazy()


def sums(rows: int) -> list[float]:
    """Two sums selected from a table without members."""
    import mutual_benefits as mb

    claims = alone(rows)
    return rounds(lambda: mb.assess_table(claims, plan="accident").select(SUMS).collect(), 7)


def whole(rows: int) -> list[float]:
    """The whole result of a table without members."""
    import mutual_benefits as mb

    claims = alone(rows)
    return rounds(lambda: mb.assess_table(claims, plan="accident").collect(), 7)


def members(rows: int) -> list[float]:
    """The whole result of a table with members, shuffled."""
    import mutual_benefits as mb

    claims = frame(rows).lazy()
    return rounds(lambda: mb.assess_table(claims, plan="accident").collect(), 3)


def small(_: int) -> list[float]:
    """The whole result of a table of 10,000 claims without members."""
    import mutual_benefits as mb

    claims = alone(10_000)
    return rounds(lambda: mb.assess_table(claims, plan="accident").collect(), 20)


def file(rows: int) -> list[float]:
    """A CSV file of claims with members, a tenth of the rows, assessed to another by the command."""
    from click.testing import CliRunner

    from mutual_benefits.cli import main

    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder) / "claims.csv", Path(folder) / "results.csv"
        frame(rows // 10).write_csv(given)
        command = ["assess", str(given), "--plan", "accident", "-o", str(out)]

        def run() -> None:
            result = CliRunner().invoke(main, command)
            assert result.exit_code == 0, result.output

        return rounds(run, 3)


def sums_by_comparisons(rows: int) -> list[float]:
    """The two sums by hand, the rate by a chain of comparisons: the quickest form that we know."""
    import polars as pl

    def rate(rates: list[int]) -> Any:
        found: Any = pl.lit(rates[-1])
        for tier, value in list(zip(TIERS, rates, strict=True))[-2::-1]:
            found = pl.when(pl.col("fee_tier") == tier).then(value).otherwise(found)
        return found

    return _by_hand(rows, rate)


def sums_by_look_up(rows: int) -> list[float]:
    """The two sums by hand, the rate by `replace_strict`."""
    import polars as pl

    return _by_hand(
        rows, lambda rates: pl.col("fee_tier").replace_strict(TIERS, rates, return_dtype=pl.Int64)
    )


def _by_hand(rows: int, rate: Callable[[list[int]], Any]) -> list[float]:
    import polars as pl

    claims = alone(rows)
    new = pl.col("happened_on") >= date(2016, 1, 1)
    cap = pl.when(new).then(20).otherwise(15)
    two = {
        name: pl.min_horizontal(f"{name}_days", cap)
        * pl.when(new).then(rate(of[2016])).otherwise(rate(of[2010]))
        for name, of in (("living", LIVING), ("hospital", HOSPITAL))
    }
    return rounds(lambda: claims.select(**two).collect(), 7)


def windows_by_hand(rows: int) -> list[float]:
    """Two ordered windows by hand over shuffled members: the days used before each claim."""
    import polars as pl

    claims = frame(rows).lazy()
    used = {
        name: pl.col(f"{name}_days").cum_sum().over("member", "cover_from", order_by=["happened_on", "id"])
        for name in ("living", "hospital")
    }
    return rounds(lambda: claims.select(**used).collect(), 3)


ONE_CLAIM = {"claim": claim, "explanation": explanation, "loading": loading}
TABLES = {"sums": sums, "whole": whole, "members": members, "small": small, "file": file}
BY_HAND = {"comparisons": sums_by_comparisons, "look_up": sums_by_look_up, "windows": windows_by_hand}

if __name__ == "__main__":
    name, rows = sys.argv[1], int(sys.argv[2])
    print(json.dumps(ONE_CLAIM[name]() if name in ONE_CLAIM else (TABLES | BY_HAND)[name](rows)))
