"""Runs the tests on each Python of the machine: `python tests/interpreters.py [--others] [ARGUMENT ...]`.

The supported lines of Python, such as 3.12, are those of `pyproject.toml`. The newest release of each line is
taken from pyenv or from PATH and runs the tests in a virtual environment of its own, with the newest releases
of all packages; the first line runs them once more with the lowest releases that `pyproject.toml` names.
What cannot be run is reported in a line. `--others` leaves out the line that runs this script. All further
arguments go to pytest.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).resolve().parents[1]
EXTRA = "dev"
LINE = "Programming Language :: Python :: "
FLOOR = re.compile(r"([A-Za-z0-9_.-]+)>=([0-9]+(?:\.[0-9]+)*)(?:\s*;.*)?")
PROBE = """
import importlib.util, json, platform, sys, sysconfig
makes_environments = bool(importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"))
standard = platform.python_implementation() == "CPython" and not sysconfig.get_config_var("Py_GIL_DISABLED")
print(json.dumps([sys.executable, sys.version_info[:3], makes_environments and standard]))
"""


class Interpreter(NamedTuple):
    """A Python on this machine; `usable` if it is CPython with its lock and can make virtual environments."""

    path: Path
    release: tuple[int, int, int]
    usable: bool

    @property
    def line(self) -> tuple[int, int]:
        """The release without its last number, as in `(3, 12)`."""
        return self.release[:2]


def dotted(numbers: Iterable[int]) -> str:
    """A release as it is written: `3.12.1`."""
    return ".".join(map(str, numbers))


def supported(project: dict) -> list[tuple[int, int]]:
    """The lines of Python that a project's classifiers name, from the first to the last."""
    named = [each.removeprefix(LINE) for each in project["classifiers"] if each.startswith(LINE)]
    return sorted((int(major), int(minor)) for major, minor in (each.split(".") for each in named))


def lowest_releases(project: dict) -> dict[str, str]:
    """The lowest release of each package that a project's requirements allow, over all of its extras.

    Where two extras name the same package, the higher floor counts: only one release can be installed.
    Raises ValueError for a requirement that states no floor.
    """
    lowest: dict[str, str] = {}
    extras = project["optional-dependencies"].values()
    for requirement in (*project["dependencies"], *(each for extra in extras for each in extra)):
        if requirement.startswith(f"{project['name']}["):
            continue
        floor = FLOOR.fullmatch(requirement)
        if floor is None:
            raise ValueError(f"no lowest release is named: {requirement}")
        name, release = floor.groups()
        lowest[name] = max(release, lowest.get(name, "0"), key=lambda text: [*map(int, text.split("."))])
    return lowest


def candidates(lines: Iterable[tuple[int, int]], environment: dict[str, str]) -> Iterator[Path]:
    """Every file that may be an interpreter of these lines: the versions of pyenv, then those on PATH."""
    path = environment.get("PATH", "")
    root = environment.get("PYENV_ROOT") or _printed("pyenv", "root", environment=environment)
    versions = Path(root or Path(environment.get("HOME", "~")).expanduser() / ".pyenv") / "versions"
    yield from sorted(versions.glob("*/bin/python"))
    for folder in path.split(os.pathsep):
        yield from (Path(folder) / name for name in ("python3", *(f"python{dotted(each)}" for each in lines)))


def interpreters(lines: Iterable[tuple[int, int]], environment: dict[str, str]) -> list[Interpreter]:
    """The interpreters of these lines that the machine has, the usable and the newest first."""
    lines, found = list(lines), {}
    for path in candidates(lines, environment):
        printed = _printed(str(path), "-I", "-c", PROBE, environment=environment) if path.is_file() else ""
        if printed:
            executable, release, usable = json.loads(printed)
            found[Path(executable).resolve()] = Interpreter(Path(executable), tuple(release), usable)
    known = [each for each in found.values() if each.line in lines]
    return sorted(known, key=lambda each: (each.usable, each.release), reverse=True)


def _printed(*command: str, environment: dict[str, str]) -> str:
    """What a command prints; nothing where it is absent or fails, as a shim of pyenv may."""
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def run(interpreter: Interpreter, lowest: dict[str, str] | None, arguments: list[str]) -> bool:
    """Install the project, run the tests, print how they end, and return whether they pass."""
    name = f"Python {dotted(interpreter.release)}, {'lowest' if lowest else 'newest'} releases"
    print(f"{name}: running", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        folder, pins = Path(scratch, "environment"), Path(scratch, "lowest.txt")
        pins.write_text("".join(f"{each}=={release}\n" for each, release in (lowest or {}).items()), "utf-8")
        python = str(folder / "bin" / "python")
        install = [python, "-m", "pip", "install", "--quiet", "--constraint", str(pins), "-e", f".[{EXTRA}]"]
        pytest = [
            python,
            "-m",
            "pytest",
            "-q",
            "-rs",
            "-n",
            "auto",
            "--dist",
            "loadfile",
            "-p",
            "no:cacheprovider",
        ]
        for command in ([str(interpreter.path), "-m", "venv", str(folder)], install, [*pytest, *arguments]):
            done = _run(command)
            if done.returncode:
                print(done.stdout, f"{name}: failed: {shlex.join(command)}", sep="\n", flush=True)
                return False
    printed = done.stdout.splitlines()
    closing = next(line for line in reversed(printed) if " passed" in line).strip("= ")
    skips = [line for line in printed if line.startswith("SKIPPED")]
    print(
        *skips, f"{name}: {closing}; {time.monotonic() - began:.0f} s with installing", sep="\n", flush=True
    )
    return True


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """A command in the repository, with what it prints."""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("PYTHONPATH", None)
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.run(command, cwd=REPOSITORY, env=environment, **output, text=True, check=False)


def jobs(
    lines: list[tuple[int, int]], found: list[Interpreter], but: tuple[int, int] | None
) -> Iterator[tuple[str, Interpreter | None]]:
    """What to run: `newest` for each line and `lowest` for the first, or why not, without an interpreter.

    Later lines of Python are younger than some of the lowest releases, which are not built for them.
    """
    for line in lines:
        first = next((each for each in found if each.line == line and each.usable), None)
        seen = any(each.line == line for each in found)
        why = "skipped, the one found cannot make standard environments" if seen else "skipped, none found"
        for releases in ("newest", "lowest") if line == lines[0] else ("newest",):
            name = f"Python {dotted(line)}, {releases} releases"
            if first is None:
                yield f"{name}: {why}", None
            elif (line, releases) == (but, "newest"):
                yield f"{name}: left out, as it runs this script", None
            else:
                yield releases, first


def main(others: bool, arguments: list[str]) -> int:
    """Run the tests on what the machine has; return 1 if any of them fail."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    lines, failed = supported(project), False
    found = interpreters(lines, dict(os.environ))
    for releases, interpreter in jobs(lines, found, sys.version_info[:2] if others else None):
        if interpreter is None:
            print(releases, flush=True)
        else:
            lowest = lowest_releases(project) if releases == "lowest" else None
            failed |= not run(interpreter, lowest, arguments)
    return int(failed)


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main("--others" in given, [each for each in given if each != "--others"]))
