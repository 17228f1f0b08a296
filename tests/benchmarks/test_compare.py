"""The comparison of two commits: its cases run, the best rounds count, and its page holds the table."""

import importlib
import subprocess
from pathlib import Path

import measured
import pytest
from by_hand import DAYS, claims, windows
from compare import HEAD, PAGE, base_of, compared, exported, title, written
from measured import BY_NAME, CASES, Case

ROWS = 90
TIMES = {
    ("sums", "here"): [0.004, 0.002],
    ("sums", "base"): [0.001, 0.005],
    ("sums_by_hand", "here"): [0.0005, 0.9],
}


def timed(times):
    return lambda case, rows, source: times.get((case, source.name), [])


@pytest.fixture
def one_round(monkeypatch):
    monkeypatch.setattr(measured, "rounds", lambda call, *_: [call() is None])
    monkeypatch.setattr(measured, "rounds_of", lambda seconds, *_: [seconds()])
    monkeypatch.setattr(measured, "SMALL", ROWS)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_every_case_runs(name, one_round):
    engine = name.partition("_")[0]
    if engine in ("duckdb", "pandas"):
        pytest.importorskip(engine)
    assert BY_NAME[name](ROWS)


def test_every_case_has_a_title_of_its_own():
    titles = [title(case) for case in BY_NAME.values()]
    assert len(set(titles)) == len(titles)


def line(times):
    case = Case(measured.sums, measured.sums_by_hand)
    sources = {"now": Path("here"), "before": Path("base")}
    return compared(case, ROWS, 2, sources, timed(times)).strip("| ").split(" | ")


def test_the_best_rounds_are_compared():
    assert line(TIMES)[1:4] == ["2.0 ms", "1.0 ms", "2.00"]
    assert line(TIMES)[5:] == ["500 µs", "4.00"]


def test_a_base_without_the_case_is_said():
    assert line(TIMES | {("sums", "base"): []})[1:4] == ["2.0 ms", "cannot run", "–"]


@pytest.mark.parametrize("name", [("sums", "here"), ("sums_by_hand", "here")])
def test_a_checkout_without_the_case_is_an_error(name):
    with pytest.raises(SystemExit, match="two sums selected: this case does not run"):
        line(TIMES | {name: []})


def test_a_case_that_fails_has_no_times(tmp_path):
    package = tmp_path / "mutual_benefits"
    package.mkdir()
    (package / "__init__.py").write_text("")
    compare = importlib.import_module("compare")
    assert compare.measure("claim", ROWS, tmp_path) == []


def test_the_page_holds_one_table_with_a_line_for_each_case():
    page = PAGE.read_text("utf-8")
    assert written(page, ["a \\1 b"]).count("a \\1 b") == 1
    lines = page.splitlines()
    first = lines.index(HEAD[0])
    assert lines[first + 1] == HEAD[1]
    assert [each.split(" | ")[0].strip("| ") for each in lines[first + 2 :][: len(CASES)]] == [
        title(case.library) for case in CASES
    ]


@pytest.mark.parametrize("page", ["no markers", PAGE.read_text("utf-8") * 2])
def test_a_page_without_one_place_for_the_table_is_an_error(page):
    with pytest.raises(ValueError, match="pairs of markers, not one"):
        written(page, [])


def test_a_base_that_is_no_commit_is_an_error():
    with pytest.raises(SystemExit, match="There is no commit no-such-commit"):
        base_of("no-such-commit")


def test_claims_are_shuffled_and_two_thirds_of_the_members_have_several():
    frame = claims(9_000)
    assert frame["id"].to_list() != sorted(frame["id"].to_list(), key=lambda text: int(text[2:]))
    sizes = frame.group_by("member", "cover_from").len()["len"]
    assert sorted(sizes.unique()) == [1, 3]
    assert frame.select(**windows())["living_days"].max() > frame["living_days"].max()
    assert set(DAYS) <= set(frame.columns)


def test_the_files_of_a_commit_are_exported(tmp_path):
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=PAGE.parent, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("this is not a git checkout")
    assert (exported(done.stdout.strip(), tmp_path) / "mutual_benefits" / "__init__.py").is_file()
