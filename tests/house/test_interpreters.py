"""The script for each Python finds the interpreters, pins the lowest releases and tells what it skips."""

import json
import re
import sys
import tomllib
from pathlib import Path

import interpreters as script
import pytest
from folders import DOCS, REPOSITORY, TESTS
from hypothesis import settings
from interpreters import Interpreter, jobs, lowest_releases, supported

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]


def project(dependencies, **extras):
    return {"name": "ours", "dependencies": dependencies, "optional-dependencies": extras}


def test_every_requirement_of_the_project_names_its_lowest_release() -> None:
    lowest = lowest_releases(PROJECT)
    assert {
        "pydantic",
        "python-dateutil",
        "narwhals",
        "duckdb",
        "pytest",
        "vl-convert-python",
    } <= lowest.keys()
    assert "mutual_benefits" not in lowest


def test_the_higher_of_two_floors_counts() -> None:
    one, two = ["b>=1.10", "ours[other]"], ["b>=1.9", "c>=2; python_version < '3.13'"]
    assert lowest_releases(project(["a>=2"], one=one, two=two)) == {"a": "2", "b": "1.10", "c": "2"}


@pytest.mark.parametrize("requirement", ["a", "a==1", "a>=1,<2", "a[extra]>=1"])
def test_a_requirement_without_a_plain_floor_is_an_error(requirement) -> None:
    with pytest.raises(ValueError, match="no lowest release is named"):
        lowest_releases(project([requirement]))


def test_the_supported_lines_start_at_the_one_that_the_project_requires() -> None:
    lines = supported(PROJECT)
    assert lines == sorted(lines)
    assert f">={script.dotted(lines[0])}" == PROJECT["requires-python"]


def fake(path: Path, release: list[int], usable: bool = True, code: int = 0) -> Path:
    """A program that answers like a Python of this release."""
    path.parent.mkdir(parents=True, exist_ok=True)
    answer = json.dumps([str(path), release, usable])
    path.write_text(f"#!/bin/sh\necho '{answer}'\nexit {code}\n")
    path.chmod(0o755)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="the fake interpreters are shell scripts")
@pytest.mark.parametrize("told_by", ["PYENV_ROOT", "pyenv root", "HOME"])
def test_interpreters_of_pyenv_and_of_the_path_are_found(tmp_path, told_by) -> None:
    root = tmp_path / (".pyenv" if told_by == "HOME" else "elsewhere")
    versions, on_path = root / "versions", tmp_path / "bin"
    fake(versions / "3.12.1" / "bin" / "python", [3, 12, 1])
    fake(versions / "3.12.9" / "bin" / "python", [3, 12, 9], usable=False)
    fake(versions / "3.10.2" / "bin" / "python", [3, 10, 2])
    fake(on_path / "python3.13", [3, 13, 0])
    fake(on_path / "python3.14", [3, 14, 0], code=127)  # as a shim of pyenv for a version that is not chosen
    (on_path / "python3").symlink_to(on_path / "python3.13")
    environment = {"PATH": str(on_path), "HOME": str(tmp_path)}
    if told_by == "PYENV_ROOT":
        environment["PYENV_ROOT"] = str(root)
    if told_by == "pyenv root":
        (on_path / "pyenv").write_text(f"#!/bin/sh\necho {root}\n")
        (on_path / "pyenv").chmod(0o755)
    found = script.interpreters([(3, 12), (3, 13), (3, 14)], environment)
    assert [(each.release, each.usable) for each in found] == [
        ((3, 13, 0), True),
        ((3, 12, 1), True),
        ((3, 12, 9), False),
    ]


def test_this_interpreter_answers_the_probe() -> None:
    assert sys.version_info[:3] in {
        each.release
        for each in script.interpreters(
            [sys.version_info[:2]], {"PATH": str(Path(sys.executable).parent), "HOME": "/nowhere"}
        )
    }


ONE, OTHER = Interpreter(Path("one"), (3, 11, 7), True), Interpreter(Path("other"), (3, 13, 0), True)
BARE = Interpreter(Path("bare"), (3, 12, 3), False)
LINES = [(3, 11), (3, 12), (3, 13), (3, 14)]


def test_each_line_runs_once_and_the_first_also_with_the_lowest_releases() -> None:
    assert list(jobs(LINES, [OTHER, ONE, BARE], None)) == [
        ("newest", ONE),
        ("lowest", ONE),
        ("Python 3.12, newest releases: skipped, the one found cannot make standard environments", None),
        ("newest", OTHER),
        ("Python 3.14, newest releases: skipped, none found", None),
    ]


def test_the_line_that_runs_the_script_is_left_out_but_not_its_lowest_releases() -> None:
    assert list(jobs([(3, 11)], [ONE], (3, 11))) == [
        ("Python 3.11, newest releases: left out, as it runs this script", None),
        ("lowest", ONE),
    ]


def test_lowest_releases_that_cannot_run_are_told() -> None:
    told = [text for text, _ in jobs([(3, 11), (3, 13)], [OTHER], (3, 13))]
    assert told == [
        "Python 3.11, newest releases: skipped, none found",
        "Python 3.11, lowest releases: skipped, none found",
        "Python 3.13, newest releases: left out, as it runs this script",
    ]


@pytest.mark.parametrize("failing", [0, 1, 2])
def test_one_failing_run_fails_the_whole(failing, monkeypatch) -> None:
    ran = []

    def run(interpreter, lowest, arguments):
        ran.append((interpreter, bool(lowest), arguments))
        return len(ran) != failing

    monkeypatch.setattr(script, "run", run)
    monkeypatch.setattr(script, "interpreters", lambda *_: [OTHER, ONE._replace(release=(*LINES[0], 7))])
    assert script.main(False, ["-x"]) == int(failing != 0)
    assert [each[1:] for each in ran] == [(False, ["-x"]), (True, ["-x"]), (False, ["-x"])]


NAMED_PROFILE = re.compile(r"--hypothesis-profile[\s\"',=]+(\w+)")


def test_every_script_and_page_names_profiles_that_exist() -> None:
    """A script that CI alone runs would otherwise go on asking for a profile that was taken away."""
    files = [REPOSITORY / ".ci/run", *TESTS.rglob("*.py"), *REPOSITORY.glob("*.md"), *DOCS.rglob("*.md")]
    named = {name for file in files for name in NAMED_PROFILE.findall(file.read_text("utf-8"))}
    assert "thorough" in named
    for name in named:
        settings.get_profile(name)
