"""The check against the last release reports changes that break users, and no others."""

import subprocess
from pathlib import Path

import pytest

griffe = pytest.importorskip("griffe", reason="griffe is not installed; it comes with the extra dev")

from api_since_release import main, may_break  # noqa: E402  # it needs griffe

# A minimal package with the layout of the library: names that load lazily from modules.
INIT = '''"""A library."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .engine import Answer, assess

__all__ = ["Answer", "assess"]


def __getattr__(name: str) -> Any:
    return name
'''
ENGINE = '''"""Answers."""


class Answer:
    """An answer."""

    total: int

    def explain(self, lang: str = "en") -> str:
        """Why."""
        return lang


def assess(claim: object, *, usage: object = None) -> Answer:
    """What a claim comes to."""
    return Answer()


def inner(claim: object) -> None:
    """Not public."""
'''


def git(repository: Path, *words: str) -> None:
    known = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(repository), *known, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    package = tmp_path / "src" / "mutual_benefits"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(INIT, "utf-8")
    (package / "engine.py").write_text(ENGINE, "utf-8")
    (package / "_version.py").write_text('__version__ = "0.1.0"\n', "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "First")
    return tmp_path


def change(repository: Path, file: str, old: str, new: str) -> None:
    path = repository / "src" / "mutual_benefits" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    git(repository, "commit", "-q", "-a", "-m", "Change")


def test_without_a_release_the_check_says_so(repository, capsys):
    assert main(repository) == 0
    assert "No release is tagged yet" in capsys.readouterr().out


def test_a_compatible_change_is_no_break(repository, capsys):
    git(repository, "tag", "v0.1.0")
    change(repository, "engine.py", "usage: object = None)", "usage: object = None, plan: object = None)")
    change(repository, "engine.py", "def inner(claim: object)", "def inner()")
    assert main(repository) == 0
    assert "0 breaks of public names since v0.1.0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("engine.py", "claim: object, *, usage: object = None", "claim: object", "usage"),
        ("engine.py", "claim: object, *,", "claim: object, plan: object, *,", "plan"),
        ("engine.py", "    total: int\n", "", "total"),
        ("engine.py", "def explain(", "def told(", "explain"),
        ("__init__.py", '"Answer", "assess"', '"Answer"', "mutual_benefits.assess: no longer public"),
    ],
    ids=["parameter gone", "parameter new and needed", "field gone", "method renamed", "name gone"],
)
def test_a_break_fails_until_the_version_allows_it(repository, capsys, file, old, new, message):
    git(repository, "tag", "v0.1.0")
    change(repository, file, old, new)
    assert main(repository) == 1
    assert message in capsys.readouterr().out
    change(repository, "_version.py", '"0.1.0"', '"0.2.0"')
    assert main(repository) == 0
    assert "Version 0.2.0 may break" in capsys.readouterr().out


def test_a_definition_may_move_to_another_file(repository, capsys):
    git(repository, "tag", "v0.1.0")
    change(repository, "__init__.py", "from .engine import", "from .house import")
    engine = repository / "src" / "mutual_benefits" / "engine.py"
    engine.rename(engine.with_name("house.py"))
    assert main(repository) == 0
    assert "0 breaks of public names since v0.1.0" in capsys.readouterr().out
    change(repository, "house.py", "def explain(", "def told(")
    assert main(repository) == 1


def test_which_version_numbers_allow_a_break():
    assert may_break("v0.1.4", "0.2.0")
    assert may_break("v0.9.0", "1.0.0")
    assert may_break("v1.9.0", "2.0.0")
    assert not may_break("v0.1.0", "0.1.1")
    assert not may_break("v1.1.0", "1.2.0")
    assert not may_break("v1.1.0", "1.1.0")
