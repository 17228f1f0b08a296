"""The page of real plans: its programs print what it shows; its plans keep the laws and agree in tables."""

import re

import pytest
import strategies_tables as our
from folders import DOCS
from hypothesis import HealthCheck, Phase, given, seed, settings
from small_plans import table

import mutual_benefits as mb
from mutual_benefits import testing
from mutual_benefits.testing import laws

PAGE = (DOCS / "rule_books.md").read_text("utf-8")
FILES = re.findall(
    r"^`((?:daily_cash|two_ways|fuzhou|hangzhou)/\S+)`\n```toml\n(.*?)^```$",
    PAGE,
    flags=re.DOTALL | re.MULTILINE,
)
PROGRAMS = re.findall(r"^```python\n(.*?)^```\n```text\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)


@pytest.fixture
def plans(tmp_path, monkeypatch):
    for name, text in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return [mb.load_plan(name) for name in ("daily_cash", "two_ways", "fuzhou", "hangzhou")]


def some_claims(own):
    """Thirty claims of as many members that the kit draws for a plan."""
    drawn = []

    @seed(1)
    @settings(
        max_examples=30, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(testing.claims(own))
    def draw(claim):
        drawn.append(claim.model_copy(update={"id": f"C-{len(drawn)}", "member": f"M-{len(drawn)}"}))

    draw()
    return drawn


@pytest.mark.usefixtures("plans")
def test_the_programs_of_the_page_print_what_it_shows(capsys):
    assert len(FILES) == 11
    assert len(PROGRAMS) == PAGE.count("```python") == 4
    for program, shown in PROGRAMS:
        exec(compile(program, "rule_books.md", "exec"), {})  # noqa: S102  # the page is ours
        assert capsys.readouterr().out == shown


def test_the_plans_keep_the_laws_and_tables_agree(plans):
    for own in plans:

        def right(claim, own=own):
            return {part.benefit: part.amount for part in mb.assess(claim, plan=own).entitlements}

        assert not laws.check(right, own, max_examples=15).violations
        assert not laws.differential(right, own, max_examples=15).violations
        drawn = some_claims(own)
        found = our.dicts(mb.assess_table(table(drawn, own), plan=own, unit="fen"))
        for claim, row in zip(drawn, found, strict=True):
            assessment = mb.assess(claim, plan=own)
            assert (row["low_fen"], row["reason"]) == (int(assessment.low * 100), assessment.reason)
