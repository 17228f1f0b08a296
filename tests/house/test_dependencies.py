"""Dependencies: two packages at the core, safe minimum releases, and no import that is not declared.

New advisories cannot be seen without a network. The tests check that no minimum release is below the fix
of an advisory that is listed here.
"""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest
from folders import REPOSITORY

import mutual_benefits as mb

ROOT = Path(mb.__file__).parent
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
USERS = [name for name in EXTRAS if name not in ("dev", "docs")]

# The releases that fixed CVE-2024-3772 in pydantic, CVE-2023-22946 in PySpark, CVE-2023-47248 in PyArrow.
FIXED = {"pydantic": "2.4.0", "pyspark": "3.4.0", "pyarrow": "14.0.1"}
NAMED_OTHERWISE = {"dateutil": "python-dateutil", "vl_convert": "vl-convert-python"}


def parts(requirement: str) -> tuple[str, str]:
    """The package of a requirement, and its constraint on releases."""
    name, asked = re.fullmatch(r"([A-Za-z0-9_-]+)(?:\[[\w,]+\])?(.*)", requirement).groups()
    return name, asked.partition(";")[0].strip()


def release(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split("."))


def test_the_core_needs_two_packages() -> None:
    assert [parts(each)[0] for each in PROJECT["dependencies"]] == ["pydantic", "python-dateutil"]


def test_every_package_that_a_user_installs_has_a_floor_and_no_ceiling() -> None:
    asked = [*PROJECT["dependencies"], *(each for name in USERS for each in EXTRAS[name])]
    others = [parts(each) for each in asked if not each.startswith("mutual_benefits[")]
    assert len(others) > 5
    for name, floor in others:
        assert re.fullmatch(r">=[0-9]+(\.[0-9]+)*", floor), f"{name}{floor}"


def test_no_floor_is_below_the_release_that_fixed_an_advisory() -> None:
    asked = [*PROJECT["dependencies"], *(each for extra in EXTRAS.values() for each in extra)]
    for name, floor in map(parts, asked):
        if name in FIXED:
            assert release(floor.removeprefix(">=")) >= release(FIXED[name]), name


def imported(path: Path) -> set[str]:
    """The third-party packages that a file imports anywhere."""
    tree = ast.parse(path.read_text("utf-8"))
    found = {
        (alias.name if isinstance(node, ast.Import) else str(node.module)).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and not node.level)
        for alias in node.names
    }
    return {name for name in found if name not in sys.stdlib_module_names}


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_imported_package_is_a_declared_dependency(path: Path) -> None:
    asked = [*PROJECT["dependencies"], *(each for name in USERS for each in EXTRAS[name])]
    known = {parts(each)[0] for each in asked} | OF_CALLERS
    for name in imported(path):
        assert NAMED_OTHERWISE.get(name, name) in known, f"{name} belongs to no extra"


OF_CALLERS = {
    "pydantic_core",  # pydantic's own
    "pandas",  # this and the next two come with the frames of a caller
    "pyarrow",
    "duckdb",
    "tqdm",  # used where it is installed
    "_pytest",  # the plugin runs inside pytest
    "pytest",
}
