"""The cookbook: each recipe runs after the claim at its head and prints what the page shows."""

import ast
import contextvars
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

SETUP = {lang: CODE.findall(page)[0][0] for lang, page in PAGES.items()}
"""The claim at the head of the page."""


def recipes(lang: str) -> list[tuple[str, str, str]]:
    """The title, the code and the output of each recipe."""
    parts = PAGES[lang].split("\n## ")[1:]
    return [(part.partition("\n")[0], *CODE.findall(part)[0]) for part in parts]


RUN = [("en", *recipe) for recipe in recipes("en")]
RUN += [
    ("zh", *recipe)
    for recipe, other in zip(recipes("zh"), recipes("en"), strict=True)
    if recipe[1:] != other[1:] or "print(mb.verify" in recipe[1] or "change.line()" in recipe[1]
]
"""All recipes in English, and those that differ in Chinese."""


@pytest.mark.filterwarnings("default")  # what FastAPI and pandas warn of is theirs
@pytest.mark.parametrize(("lang", "title", "code", "shown"), RUN, ids=[title for _, title, *_ in RUN])
def test_a_recipe_prints_what_the_page_shows(
    lang: str, title: str, code: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: dict[str, Any] = {}
    if "pyspark" in code and not shutil.which("java"):
        pytest.skip("Spark needs Java")
    monkeypatch.chdir(tmp_path)
    printed = StringIO()
    try:
        with redirect_stdout(printed):
            apart = contextvars.copy_context()  # so that no later test speaks the language of this one
            apart.run(exec, f"{SETUP[lang]}\n{code}", names)
    except ModuleNotFoundError as missing:
        pytest.skip(f"{missing.name} is not installed here")
    assert printed.getvalue() == shown


def without_texts(code: str) -> str:
    """A program whose texts with Chinese, or of several words, are blank."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            node.values = [part for part in node.values if not isinstance(part, ast.Constant)]
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.unparse(tree)


def test_the_chinese_page_has_the_same_recipes() -> None:
    english, chinese = ([without_texts(code) for _, code, _ in recipes(lang)] for lang in ("en", "zh"))
    assert chinese == english
    assert len(english) == 20
