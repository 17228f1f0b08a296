"""The README: its example, commands, links and length."""

import io
import re
from contextlib import redirect_stdout

import pytest
from folders import REPOSITORY

README = (REPOSITORY / "README.md").read_text("utf-8")
LOCAL_LINKS = re.findall(r"\]\((?!https?:)([^)#]+)", README)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE)


def test_the_worked_claim_prints_what_the_readme_shows() -> None:
    (program,), (shown,) = blocks("python"), blocks("text")
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(program, "README.md", "exec"), {})  # noqa: S102  # the README is ours
    assert printed.getvalue() == shown


def test_the_checks_run_both_commands_of_the_readme_as_they_are_written() -> None:
    user, developer = (block.strip() for block in blocks("sh"))
    checks = (REPOSITORY / ".ci" / "run").read_text("utf-8").splitlines()
    assert user in checks
    install, test = developer.split(" && ")
    assert install in checks
    assert any(test in line for line in checks)


@pytest.mark.parametrize("link", LOCAL_LINKS)
def test_every_link_into_the_repository_leads_somewhere(link: str) -> None:
    assert (REPOSITORY / link).exists()


def test_the_readme_has_fewer_than_120_lines() -> None:
    assert len(README.splitlines()) < 120
