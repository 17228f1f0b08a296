"""The cookbook: each recipe runs after the claim at its head and prints what the page shows."""

import re
import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from folders import DOCS

PAGES = {
    lang: (DOCS / page).read_text("utf-8") for lang, page in (("en", "cookbook.md"), ("zh", "zh/cookbook.md"))
}
CODE = re.compile(r"^```python\n(.*?)^```\n(?:```text\n(.*?)^```)?", re.DOTALL | re.MULTILINE)

SETUP = CODE.findall(PAGES["en"])[0][0]
"""The claim at the head of the page."""


def recipes(lang: str) -> list[tuple[str, str, str]]:
    """The title, the code and the output of each recipe."""
    parts = PAGES[lang].split("\n## ")[1:]
    return [(part.partition("\n")[0], *CODE.findall(part)[0]) for part in parts]


@pytest.mark.filterwarnings("default")  # what FastAPI and pandas warn of is theirs
@pytest.mark.parametrize(
    ("title", "code", "shown"), recipes("en"), ids=[title for title, *_ in recipes("en")]
)
def test_a_recipe_prints_what_the_page_shows(
    title: str, code: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: dict[str, Any] = {}
    if "pyspark" in code and not shutil.which("java"):
        pytest.skip("Spark needs Java")
    monkeypatch.chdir(tmp_path)
    printed = StringIO()
    try:
        with redirect_stdout(printed):
            exec(SETUP, names)  # noqa: S102  # as below
            exec(compile(code, title, "exec"), names)  # noqa: S102  # the page is ours
    except ModuleNotFoundError as missing:
        pytest.skip(f"{missing.name} is not installed here")
    assert printed.getvalue() == shown


def test_the_chinese_page_has_the_same_recipes() -> None:
    assert [recipe[1:] for recipe in recipes("zh")] == [recipe[1:] for recipe in recipes("en")]
    assert len(recipes("en")) == 20
