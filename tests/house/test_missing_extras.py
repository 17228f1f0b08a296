"""A part of the library whose extra is not installed says what to install."""

import subprocess
import sys
import tomllib

import pytest
from folders import REPOSITORY

from mutual_benefits.errors import install_hint

BLOCKED = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Blocker())
from datetime import date
import mutual_benefits as mb
from mutual_benefits.scenarios import charts, tables
CLAIM = mb.Claim(
    id="C-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25),
)
try:
    {code}
except ImportError as error:
    assert isinstance(error, mb.MissingExtra), error
    print(error)
"""

CASES = [
    ("hypothesis", "import mutual_benefits.testing.laws", "testing"),
    ("hypothesis", "import mutual_benefits.testing.strategies", "testing"),
    ("hypothesis", "from mutual_benefits.testing.strategies.claims import claims", "testing"),
    ("hypothesis", "from mutual_benefits.testing import laws", "testing"),
    ("hypothesis", "from mutual_benefits.testing import claims", "testing"),
    ("hypothesis", "mb.testing.tables", "testing"),
    ("hypothesis", "from mutual_benefits.testing.laws import differential", "testing"),
    ("narwhals", "mb.assess_table([], plan='accident')", "frame"),
    ("narwhals", "mb.table_receipt([], plan='accident')", "frame"),
    ("narwhals", "mb.scenarios.grid(CLAIM, {'event.living_days': [1]})", "polars"),
    ("polars", "mb.scenarios.revalue([], before='accident', after='accident')", "scenarios"),
    ("numpy", "mb.scenarios.synthetic_portfolio(3, seed=1)", "scenarios"),
    ("click", "import mutual_benefits.cli", "cli"),
    ("rich", "from mutual_benefits.cli import main", "cli"),
    ("altair", "charts.timeline()", "notebook"),
    ("great_tables", "tables.entitlement(mb.assess(CLAIM))", "notebook"),
]


@pytest.mark.parametrize(("needed", "code", "extra"), CASES)
def test_a_missing_extra_is_named(needed, code, extra):
    code = BLOCKED.format(blocked={needed}, code=code)
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert install_hint(extra).en in found.stdout
    assert needed in found.stdout.lower()


@pytest.mark.parametrize(
    ("needed", "lang", "says"),
    [("click", "en", "the command needs click; "), ("rich", "zh", "缺少软件包 rich；")],
)
def test_the_command_says_what_it_needs_in_one_line(needed, lang, says):
    code = BLOCKED.format(blocked={needed}, code="from mutual_benefits.__main__ import main; main()")
    command = [sys.executable, "-c", code, "plans", "--lang", lang]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 2
    assert found.stderr == f"{says}{getattr(install_hint('cli'), lang)}\n"


def test_the_command_runs_as_a_module_and_its_script_is_the_same_function():
    command = [sys.executable, "-m", "mutual_benefits", "plans", "accident"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert "2016" in found.stdout
    scripts = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert scripts == {"mutual-benefits": "mutual_benefits.__main__:main"}


def test_the_rest_works_without_any_extra():
    blocked = {needed for needed, _, _ in CASES} | {"click", "rich", "pandas", "pyarrow", "duckdb"}
    code = BLOCKED.format(blocked=blocked, code="print(mb.assess(CLAIM).total, mb.testing, mb.scenarios)")
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert found.stdout.startswith("1600.00"), found.stderr
