"""Files of any size: what is answered in pieces, with scratch files, is answered as in one piece."""

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner
from folders import SAMPLE
from hypothesis import settings

from mutual_benefits.cli import main
from mutual_benefits.cli.table_files import answered_rows, raw_rows, sorted_pieces

Rows = list[dict[str, str]]

THOROUGH = settings().max_examples > 50
SEEDS = range(4) if THOROUGH else (0,)
FORMATS = [
    (source, out) for source in (".csv", ".jsonl", ".parquet") for out in (".csv", ".jsonl", ".parquet")
]
FORMATS = FORMATS if THOROUGH else [(".csv", ".parquet"), (".parquet", ".jsonl")]
"""The formats read and written: some of them, or in the thorough profile each with each other."""


@pytest.fixture
def in_pieces(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the number of rows that are worked on at once."""

    def of(rows: int) -> None:
        monkeypatch.setattr(sorted_pieces, "PIECE", rows)
        for module in (raw_rows, answered_rows):
            monkeypatch.setattr(module, "AT_ONCE", max(1, rows // 2))

    return of


def claims(seed: int, count: int = 24) -> Rows:
    """Rows of all plans: few members and ids, so that both recur, and some that are wrong or left out."""
    drawn = random.Random(seed)  # noqa: S311  # no secret
    with SAMPLE.open(encoding="utf-8") as file:
        sample = list(csv.DictReader(file))
    rows = []
    for _ in range(count):
        row = dict(drawn.choice(sample))
        row["id"] = f"C-{drawn.randrange(count // 2)}" if drawn.random() > 0.05 else ""
        row["member"] = f"M-{drawn.randrange(count // 6)}" if drawn.random() > 0.05 else ""
        if drawn.random() < 0.1:
            row[drawn.choice(["plan", "fee_tier", "happened_on", "cover_from"])] = drawn.choice(
                ["", "?", "99"]
            )
        if drawn.random() < 0.1:
            row["happened_on"] = row["happened_on"].replace("-", "/")
        rows.append(row)
    return rows


def write(rows: Rows, path: Path, *, without: tuple[str, ...] = (), quoted: bool = False) -> Path:
    """A file of the rows, without some columns."""
    names = [name for name in sample_header() if name not in without]
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
            writer = csv.DictWriter(file, names, extrasaction="ignore", quoting=quoting)
            writer.writeheader()
            writer.writerows(rows)
        return path
    frame = pl.DataFrame(
        [[row[name] for name in names] for row in rows], dict.fromkeys(names, pl.String), orient="row"
    )
    frame.write_ndjson(path) if path.suffix == ".jsonl" else frame.write_parquet(path)
    return path


def sample_header() -> list[str]:
    return SAMPLE.read_text("utf-8").partition("\n")[0].split(",")


def assessed(path: Path, out: Path, *arguments: str) -> tuple[Any, ...]:
    """All that a run gives: what it writes, the wrong rows, what it says, and how it ends."""
    rejects = out.with_name("rejects.csv")
    result = CliRunner().invoke(
        main, ["assess", str(path), "-o", str(out), "--rejects", str(rejects), *arguments]
    )
    assert result.exit_code in (0, 1), result.output
    written = pl.read_parquet(out).rows() if out.suffix == ".parquet" else out.read_text("utf-8")
    return written, rejects.read_text("utf-8"), result.output, result.exit_code


def rows_of(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("without", "arguments"),
    [
        ((), ()),
        (("id",), ("--unit", "yuan", "--reasons")),
        *([((), ("--plan", "accident", "--caveats")), (("member",), ()), (("member", "id"), ())] * THOROUGH),
    ],
)
def test_a_file_in_pieces_is_answered_as_in_one(
    seed: int, without: tuple[str, ...], arguments: tuple[str, ...], tmp_path: Path, in_pieces: Any
) -> None:
    path = write(claims(seed), tmp_path / "in.csv", without=without)
    whole = assessed(path, tmp_path / "out.csv", *arguments)
    for rows in (5, 9, 18) if THOROUGH else (9,):
        in_pieces(rows)
        assert assessed(path, tmp_path / "out.csv", *arguments) == whole, rows


@pytest.mark.parametrize(
    ("source", "quoted", "out"),
    [(source, quoted, out) for source, out in FORMATS for quoted in sorted({False, source == ".csv"})],
)
def test_every_format_is_read_and_written_in_pieces(
    source: str, quoted: bool, out: str, tmp_path: Path, in_pieces: Any
) -> None:
    rows = claims(9)
    rows[10:21] = [dict.fromkeys(rows[0], "") for _ in range(11)]
    path = write(rows, tmp_path / f"in{source}", quoted=quoted)
    whole = assessed(path, tmp_path / f"out{out}")
    in_pieces(10)
    assert assessed(path, tmp_path / f"out{out}") == whole


@pytest.mark.parametrize("rows", [100, 9] if THOROUGH else [9])
@pytest.mark.parametrize("seed", SEEDS)
def test_an_id_is_answered_once_whatever_its_plan_and_member(
    seed: int, rows: int, tmp_path: Path, in_pieces: Any
) -> None:
    """The oracle: of the rows that are answered if each has an id of its own, the first in order of date."""
    in_pieces(rows)
    told = claims(seed)
    alone = [row | {"id": str(number)} for number, row in enumerate(told)]
    answers = rows_of(assessed(write(alone, tmp_path / "alone.csv"), tmp_path / "out.csv")[0])
    answered = [
        number for number, row in enumerate(told) if answers[number]["status"] != "invalid" and row["id"]
    ]
    first: dict[str, int] = {}
    for number in sorted(answered, key=lambda each: told[each]["happened_on"].replace("/", "-")):
        first.setdefault(told[number]["id"], number)
    later = set(answered) - set(first.values())
    assert len(later) > 3
    given = rows_of(assessed(write(told, tmp_path / "in.csv"), tmp_path / "out.csv")[0])
    assert {number for number, row in enumerate(given) if row["reason"] == "duplicate_id"} == later


@pytest.mark.parametrize(
    ("count", "suffix"),
    [
        (0, ".parquet"),
        (8, ".csv"),
        (14, ".parquet"),
        *([(0, ".csv"), (1, ".csv"), (7, ".parquet")] * THOROUGH),
    ],
)
def test_files_of_no_row_and_of_whole_pieces_are_answered_whole(
    count: int, suffix: str, tmp_path: Path, in_pieces: Any
) -> None:
    path = write(claims(3)[:count], tmp_path / f"in{suffix}")
    whole = assessed(path, tmp_path / "out.csv")
    in_pieces(7)
    assert assessed(path, tmp_path / "out.csv") == whole
    assert len(rows_of(whole[0])) == count
    assert whole[0].startswith("id,member,plan")


@pytest.mark.parametrize("without", [(), ("member",)] if THOROUGH else [()])
def test_no_more_rows_are_assessed_at_once_the_longer_the_file_is(
    without: tuple[str, ...], tmp_path: Path, in_pieces: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = []

    def results(self: Any, rows: Any) -> Any:
        most.append(len(rows))
        return assess(self, rows)

    assess = answered_rows.AnsweredRows._results
    monkeypatch.setattr(answered_rows.AnsweredRows, "_results", results)
    in_pieces(20)
    for count in (40, 80):
        rows = [
            row | {"id": str(number), "member": str(number // 2)}
            for number, row in enumerate(claims(1, count))
        ]
        most.clear()
        assessed(write(rows, tmp_path / "in.csv", without=without), tmp_path / "out.csv")
        assert sum(most) == count
        assert max(most) < 40, most
