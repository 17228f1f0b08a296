"""How long files of claims of all plans take, from and to each format; `MB_ROWS` is the number of rows."""

import csv
import os
from itertools import cycle, islice
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from folders import SAMPLE

import mutual_benefits as mb
from mutual_benefits.cli import main

ROWS = int(os.environ.get("MB_ROWS", "200"))
SOURCES = [".csv", ".xlsx", ".jsonl"] if ROWS > 1_000 else [".csv"]
"""The formats that are read; as a smoke test, one is enough."""


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample again and again, with an id for each row and two rows for each member."""
    with SAMPLE.open(encoding="utf-8") as sample:
        header, *rows = csv.reader(sample)
    path = tmp_path_factory.mktemp("claims") / "claims.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number, (_, _, *facts) in enumerate(islice(cycle(rows), ROWS)):
            writer.writerow([f"C-{number}", f"M-{number * 7919 % (ROWS // 2)}", *facts])
    return path


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet", ".jsonl"])
@pytest.mark.parametrize("source", SOURCES)
def test_mixed_plans_to_a_file(benchmark, claims, tmp_path, source, suffix):
    given = claims.with_suffix(source)
    if not given.exists():
        table = pl.read_csv(claims, infer_schema=False)
        table.write_ndjson(given) if source == ".jsonl" else table.write_excel(given, autofit=False)
    command = ["assess", str(given), "-o", str(tmp_path / f"out{suffix}")]
    done = benchmark.pedantic(CliRunner().invoke, args=(main, command), rounds=1)
    assert f"rows: {ROWS}\n" in done.output


def test_claims_in_python(benchmark, claims):
    read, wrong = benchmark.pedantic(mb.read_claims, args=(claims,), rounds=1)
    assert len(read) + len(wrong) == ROWS
