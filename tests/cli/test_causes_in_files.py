"""Causes that exclude a claim, and causes that nobody knows, in files and in both modes of the command."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from mutual_benefits.cli import main

CAUSES = {"A": "酒后驾驶", "B": "drunk_drivng", "C": "其他", "D": "坏词"}
SAID = {"A": "refused", "B": "undetermined", "C": "payable", "D": "undetermined"}


def claims() -> pl.DataFrame:
    rows = [
        {"id": name, "member": name, "plan": "accident", "cover_from": date(2016, 1, 1), "fee_tier": "100"}
        | {"happened_on": date(2016, 5, 4), "living_days": 25, "cause": cause}
        for name, cause in CAUSES.items()
    ]
    return pl.DataFrame(rows)


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_table_file_says_what_a_claim_says(tmp_path: Path, suffix: str) -> None:
    source, out = tmp_path / f"claims{suffix}", tmp_path / "out.csv"
    frame = claims()
    if suffix == ".csv":
        frame.write_csv(source)
    else:
        frame.write_parquet(source)
    command = ["assess", str(source), "--plan", "accident", "-o", str(out), "--caveats"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    rows = {row["id"]: row for row in pl.read_csv(out, infer_schema=False).to_dicts()}
    assert {name: row["status"] for name, row in rows.items()} == SAID
    unknown = {
        name for name, row in rows.items() if "cause_unknown_word" in (row["caveats"] or "").split(";")
    }
    assert unknown == {"B", "D"}


@pytest.mark.parametrize(("lang", "word"), [("en", "drunk_driving"), ("zh", "酒后驾驶")])
def test_a_misspelt_cause_is_explained_with_a_suggestion(tmp_path: Path, lang: str, word: str) -> None:
    source = tmp_path / "claims.csv"
    claims().write_csv(source)
    done = CliRunner().invoke(main, ["assess", str(source), "--explain", "B", "--lang", lang])
    assert done.exit_code == 0, done.output
    assert "drunk_drivng" in done.output
    assert word in done.output
