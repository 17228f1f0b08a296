"""The page on rule books of one's own: its examples, commands and figures are right."""

import os
import re
import shlex

import pytest
from click.testing import CliRunner
from folders import DOCS

import mutual_benefits as mb
from mutual_benefits.cli import main
from mutual_benefits.rulebook.files import size_limits

PAGE = (DOCS / "own_rule_books.md").read_text("utf-8")
FILES = re.findall(
    r"^`((?:quay|pier|basin|jetty|ferry)/\S+)`\n```toml\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE
)
PROGRAMS = re.findall(r"^```python\n(.*?)^```\n```text\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)
COMMANDS = re.findall(r"^mutual-benefits (.*)$", PAGE, flags=re.MULTILINE)
CLAIMS = (
    "id,member,plan,cover_from,kind,happened_on,hospital_days\nC-1,M-1,quay,2020-01-01,injury,2020-05-04,12\n"
)


@pytest.fixture
def beside_the_plan(tmp_path, monkeypatch):
    """A folder with the plans of the page and a table of claims."""
    for name, text in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "claims.csv").write_text(CLAIMS, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("beside_the_plan")
def test_the_programs_of_the_page_print_what_it_shows(capsys):
    assert len(FILES) == 10
    assert len(PROGRAMS) == PAGE.count("```python") == 6
    for program, shown in PROGRAMS:
        exec(compile(program, "own_rule_books.md", "exec"), {})  # noqa: S102  # the page is ours
        assert capsys.readouterr().out == shown


def test_the_commands_of_the_page_run(beside_the_plan):
    assert len(COMMANDS) == 5
    for command in COMMANDS:
        arguments, _, out = command.partition(" > ")
        result = CliRunner().invoke(main, shlex.split(arguments))
        assert (result.exit_code, result.stderr) == (0, ""), command
        assert result.stdout
        if out:
            (beside_the_plan / out).write_text(result.stdout, "utf-8")
    assert sorted(os.listdir("quay")) == [
        "2020-01-01.toml",
        "plan.schema.json",
        "plan.toml",
        "version.schema.json",
    ]
    assert mb.load_plan("quay").code == "quay", "schemas may lie beside the files"


@pytest.mark.usefixtures("beside_the_plan")
def test_the_audit_of_the_plan_of_the_page_lists_its_unstated_term():
    audit = mb.audit(mb.load_plan("quay")).text("en")
    assert "not stated in the record (1)\n    Death benefit, sum" in audit


def test_the_size_limits_of_the_page_are_those_of_the_reader():
    assert f"at most {size_limits.MOST_FILES} files of {size_limits.MOST_BYTES // 1024} KiB each" in PAGE
    assert f"{size_limits.MOST_BYTES_TOGETHER // 2**20} MiB together" in PAGE
