"""The pages of the documentation: examples print what is shown, and links have targets."""

import importlib.util
import inspect
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from folders import DOCS, REPOSITORY

import mutual_benefits as mb
from mutual_benefits.rules import PerDiem

PAGES = [page for page in sorted(DOCS.rglob("*.md")) if "generated" not in page.parts]
ENGINES = sorted((DOCS / "engines").glob("*.md"))
NEEDS = {"spark": "pyspark"}


def name_of(page: Path) -> str:
    return str(page.relative_to(DOCS))


@pytest.mark.parametrize("page", ENGINES, ids=name_of)
def test_an_example_prints_what_its_page_shows(page: Path, tmp_path: Path) -> None:
    library = NEEDS.get(page.stem, page.stem)
    if importlib.util.find_spec(library) is None or (library == "pyspark" and not shutil.which("java")):
        pytest.skip(f"{library} is not installed here, or its Java is not")
    text = page.read_text("utf-8")
    ((program, shown),) = re.findall(
        r"^```python\n(.*?)^```\n```text\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE
    )
    # In its own process and an empty folder, since Spark starts a JVM and writes files.
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(mb.__file__).parents[1])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == shown


@pytest.fixture(scope="module")
def generated_pages() -> set[Path]:
    """The pages that a build of the site writes, which need not be there yet."""
    sys.path.insert(0, str(DOCS / "_ext"))
    from pages import generated

    return {DOCS / "generated" / name for name, _ in generated.pages()}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_of_a_page_leads_somewhere(page: Path, generated_pages: set[Path]) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        target = (page.parent / link).resolve()
        made = target.is_relative_to(DOCS / "generated")
        assert target in generated_pages if made else target.exists(), link


@pytest.mark.parametrize("page", [REPOSITORY / "README.md", *PAGES], ids=lambda page: page.name)
def test_a_page_that_leads_to_generated_ones_says_that_the_site_must_be_built(page: Path) -> None:
    """A checkout has none of them, and its pages are read there too."""
    text = page.read_text("utf-8")
    if page.parent == REPOSITORY or re.search(r"\]\([^)]*generated/", text):
        assert re.search(r"install\.md#(extras|附加组件)\)", text)


def test_every_heading_that_is_read_is_documented_under_its_field() -> None:
    from mutual_benefits.files.chinese_headings import HEADINGS

    page = (DOCS / "table_files.md").read_text("utf-8").partition("## Chinese headings")[2]
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", page, flags=re.MULTILINE))
    shown = {heading: field for field, names in rows.items() for heading in names.split("、")}
    assert shown == HEADINGS


HOW_IT_WORKS = (DOCS / "how_it_works.md", DOCS / "zh" / "how_it_works.md")


@pytest.mark.parametrize("page", HOW_IT_WORKS, ids=name_of)
def test_the_formula_on_the_page_is_the_one_in_the_source(page: Path) -> None:
    (shown,) = re.findall(r"^```python\n(def .*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert shown == dedent(inspect.getsource(PerDiem.formula))


ROOMS = "rules|rulebook|plans|engine|assessment|tables|files|scenarios|testing|cli"


@pytest.mark.parametrize("page", [*PAGES, *REPOSITORY.glob("*.md")], ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    for path in re.findall(r"`((?:src|tests|docs|\.ci)/[\w./]+)`", text):
        assert (REPOSITORY / path).exists(), path
    for path in re.findall(rf"`((?:{ROOMS})/[\w./]+)`", text):
        assert (REPOSITORY / "src" / "mutual_benefits" / path).exists(), path
