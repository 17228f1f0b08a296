"""Checks the types of every example of the README and of the pages: `python tests/typed_examples.py`.

The programs of a page are one module, since they run one after the other; a recipe of the cookbook is one of
its own, after the claim at the page's head. All are checked as a caller's are, with `mypy --strict`.
Options are passed on to mypy.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "docs" / "samples"
MY_SYSTEM = """from decimal import Decimal
import mutual_benefits as mb

def my_payout(claim: mb.Claim) -> Decimal:
    return Decimal(claim.enrolment.shares)
"""
"""What stands for the reader's own system."""
PROGRAM = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def modules() -> Iterator[tuple[str, str]]:
    """The name and the text of each module; the name says which page it comes from."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        if {"generated", "decisions"} & set(page.parts) or page.name == "how_it_works.md":
            continue  # the last shows a formula as its source has it
        name = re.sub(r"\W", "_", page.relative_to(ROOT).with_suffix("").as_posix())
        programs = PROGRAM.findall(page.read_text("utf-8"))
        if page.name == "cookbook.md":
            head, *recipes = programs
            yield from (
                (f"{name}_{number}", head + "\n" + one) for number, one in enumerate(recipes, start=1)
            )
        elif programs:
            yield name, "\n".join(programs)


def installed(text: str) -> bool:
    """Whether every package that a module imports is installed, is a sample, or the reader's own."""
    names = {part.split(".")[0] for part in re.findall(r"^\s*(?:from|import) ([\w.]+)", text, re.MULTILINE)}
    return all(name == "my_system" or (SAMPLES / f"{name}.py").exists() or find_spec(name) for name in names)


def main() -> int:
    """Writes the modules to a folder and runs mypy on them; returns its exit code."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "my_system.py").write_text(MY_SYSTEM, "utf-8")
        for name, text in modules():
            if installed(text):
                (Path(folder) / f"{name}.py").write_text(text, "utf-8")
            else:
                print(f"{name} is not checked: it imports what is not installed here")
        command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), *sys.argv[1:]]
        found = {**os.environ, "MYPYPATH": str(SAMPLES)}
        return subprocess.run([*command, folder], cwd=ROOT, env=found, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
