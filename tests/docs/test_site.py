"""The site: plan pages have every figure and source, public names are documented, every page is listed."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from folders import DOCS, REPOSITORY

import mutual_benefits as mb
from mutual_benefits.events import KINDS
from mutual_benefits.terms import choices
from mutual_benefits.vocabulary import WORDS

sys.path.insert(0, str(DOCS / "_ext"))

import repository
from pages import api, generated  # they are part of the documentation, not of the library
from pages.notation import fields_of_a_claim

PLANS = mb.all_plans()
LANGUAGES = {"en": "plans/{}.md", "zh": "zh/plans/{}.md"}
WRITTEN = [path for path in sorted(DOCS.rglob("*.md")) if "generated" not in path.parts]
NOTEBOOKS = [
    path for folder in ("notebooks", "zh/notebooks") for path in sorted((DOCS / folder).glob("*.ipynb"))
]
EXAMPLE = re.compile(
    r"^```python\n((?:(?!^```).)*?)^```\n```text\n((?:(?!^```).)*?)^```$", flags=re.DOTALL | re.MULTILINE
)
"""A program and what it prints."""
CELLS = re.compile(r"(?<!\\)\|")
SHOWING = [
    path
    for path in WRITTEN
    if path.parent.name != "engines"
    and path.name not in ("own_rule_books.md", "rule_books.md", "cookbook.md")
    and EXAMPLE.search(path.read_text("utf-8"))
]
"""The pages with examples, except those that have their own tests."""


@cache
def made_pages() -> dict[str, str]:
    """The pages that are made from the rule books and the models, by their paths."""
    return dict(generated.pages())


def parts(value: Any) -> Iterator[Any]:
    """Every part of a version, at any depth."""
    yield value
    below = tuple(value.__dict__.values()) if hasattr(type(value), "model_fields") else value
    for part in below if isinstance(below, tuple) else ():
        yield from parts(part)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.code)
def test_the_page_of_a_plan_holds_every_figure_source_and_open_term(plan: mb.Plan, lang: str) -> None:
    from mutual_benefits.rulebook.term_path import terms_of

    page = made_pages()[LANGUAGES[lang].format(plan.code)]
    assert plan.name.in_(lang) in page
    for version in plan.versions:
        assert str(version.effective_from) in page
        rows = {}
        for path, _, _ in terms_of(version):
            rows[path] = [line for line in page.splitlines() if f"<br>`{path}`" in line]
            assert rows[path], path
        for part in parts(version):
            if isinstance(part, mb.Source):
                named = "起始资料" if (lang, part.id) == ("zh", "seed") else part.id
                assert f"[[{named}](../sources.md#source-{lang}-{part.id.lower()})]" in page, part.id
                assert part.title.in_(lang) in page, part.id
            if isinstance(part, mb.Unstated):
                assert part.what.in_(lang) in page
            if isinstance(part, mb.Disease):
                assert part.name.in_(lang) in page
        assert all(f"`{reading}`" in page for reading in choices(version))
        for text in (*version.notes, *(doubt.text for doubt in version.doubts)):
            assert text.in_(lang).replace("[", "\\[") in page


def test_a_cell_shows_a_figure_with_its_unit_and_source() -> None:
    page = made_pages()["plans/accident.md"]
    (row,) = [line for line in page.splitlines() if line.startswith("| Rate, tier 100<br>`living_allowance")]
    assert re.sub(r"\(\.\./[^)]*\)", "", row) == (
        "| Rate, tier 100<br>`living_allowance.rate.100` | 60.00 yuan a day [[seed]]"
        " | <strong>80.00 yuan a day</strong> [[seed]] |"
    )
    care = next(line for line in page.splitlines() if "<br>`care_allowance.rate`" in line)
    assert care.count("not stated") == 2


def test_the_page_of_sources_lists_every_source_of_the_library() -> None:
    from mutual_benefits.plans import sources

    known = {one.id: one for one in vars(sources).values() if isinstance(one, mb.Source)}
    used = {part for plan in PLANS for part in parts(plan.versions) if isinstance(part, mb.Source)}
    for lang, name in (("en", "sources.md"), ("zh", "zh/sources.md")):
        for source in used:
            assert f"(source-{lang}-{source.id.lower()})=" in made_pages()[name]
            assert source.url is None or source.url in made_pages()[name]
    assert {source.id for source in used} == set(known), "a source that nothing cites"


def test_the_notation_names_every_field_and_benefit() -> None:
    for name in ("notation.md", "zh/notation.md"):
        rows = [line for line in made_pages()[name].splitlines() if line.startswith("|")]
        for field in fields_of_a_claim():
            assert any(f"`{field}`" in row for row in rows), field
        for plan in PLANS:
            for version in plan.versions:
                for rule in version.benefits:
                    assert any(f"`{rule.code}`" in row for row in rows), rule.code


def test_the_page_of_fields_names_every_field_with_what_reads_it() -> None:
    for name in ("fields.md", "zh/fields.md"):
        assert not re.search(r"Undefined|typing|Mapping|NoneType", made_pages()[name])  # names of the source
        parts = made_pages()[name].split("\n## ")[1:]
        models = [mb.Enrolment, mb.Claim, *KINDS.values(), mb.Entitlement, mb.Assessment]
        for part, model in zip(parts, models, strict=True):
            rows = {
                cells[1].strip("` "): cells for cells in map(CELLS.split, part.splitlines()) if len(cells) > 4
            }
            assert set(model.model_fields) - {"kind", "enrolment", "event"} <= set(rows), model.__name__
            assert all(cell.strip() for cells in rows.values() for cell in cells[1:-1])
    (kinds,) = [line for line in made_pages()["fields.md"].splitlines() if line.startswith("| `injury_kind`")]
    assert all(f"`{word}`" in kinds for word in WORDS["injury_kind"])
    assert kinds.endswith("| nothing | Consolation sum, Disability sum |")
    (days,) = [
        line for line in made_pages()["zh/fields.md"].splitlines() if line.startswith("| `living_days`")
    ]
    assert days == "| `living_days` | 生活补助天数（天） | 整数，0 至 100,000 | 0天 | 生活补助互助金 |"


def test_every_page_has_its_counterpart_in_the_other_language() -> None:
    pytest.importorskip("sphinx", reason="Sphinx is not installed; it comes with the extra docs")
    from languages import counterpart, is_chinese

    known = {path.relative_to(DOCS).with_suffix("").as_posix() for path in (*WRITTEN, *NOTEBOOKS)}
    known |= {f"generated/{name.rpartition('.')[0]}" for name in made_pages()}
    alone = {
        page
        for page in known
        if (page == "index") != (counterpart(page, known) == "zh/index") and not is_chinese(page)
    }
    assert {page.split("/")[0] for page in alone} == {"proof", "benchmarks", "decisions", "generated"}
    assert [page for page in alone if page.startswith("generated/")] == ["generated/changelog"]
    for page in known - {"zh/index"}:
        assert not is_chinese(page) or counterpart(page, known) != "index", page


def test_the_page_of_installing_lists_every_extra() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    for page in (DOCS / "install.md", DOCS / "zh" / "install.md"):
        rows = re.findall(r"^\| `(\w+)` \|", page.read_text("utf-8"), re.MULTILINE)
        assert sorted(rows) == sorted(project["optional-dependencies"])


def test_no_page_installs_from_an_index_where_the_library_is_not() -> None:
    for page in (*WRITTEN, *REPOSITORY.glob("*.md"), *(DOCS.parent / "src").rglob("*.py")):
        assert not re.search(r"pip install '?mutual.benefits", page.read_text("utf-8")), page


def test_the_reference_documents_every_public_name() -> None:
    text = "".join(page for name, page in made_pages().items() if name.startswith("api/"))
    documented = set(re.findall(r"^\.\. auto\w+:: (\S+)$", text, flags=re.MULTILINE))
    for name in mb.__all__:
        assert f"mutual_benefits.{name}" in documented, name
    for module in api.PARTS:
        assert "   :no-members:\n   :no-index:\n" in text
        assert any(one.startswith(f"{module}.") for one in documented), module


def pages_listed_by(page: Path) -> set[str]:
    """The pages below `docs` that the tables of contents of a page list, with patterns expanded."""
    found = set()
    for body in re.findall(r"^```\{toctree\}\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE):
        for line in body.splitlines():
            if line and not line.startswith(":"):
                name = (page.parent / line).resolve().relative_to(DOCS).as_posix()
                pattern = re.compile(re.escape(name).replace(r"\*", "[^/]*"))
                every = [path.relative_to(DOCS).with_suffix("").as_posix() for path in WRITTEN]
                every += [f"generated/{path.rpartition('.')[0]}" for path in made_pages()]
                every += [path.relative_to(DOCS).with_suffix("").as_posix() for path in NOTEBOOKS]
                matching = {one for one in every if pattern.fullmatch(one)}
                assert matching, f"{page.name}: {line} is no page"
                found |= matching
    return found


def test_every_page_is_listed_in_exactly_one_table_of_contents() -> None:
    found = [name for page in WRITTEN for name in pages_listed_by(page)]
    every = {path.relative_to(DOCS).with_suffix("").as_posix() for path in WRITTEN} - {"index"}
    every |= {f"generated/{path.rpartition('.')[0]}" for path in made_pages()}
    every |= {path.relative_to(DOCS).with_suffix("").as_posix() for path in NOTEBOOKS}
    assert sorted(found) == sorted(every)


@pytest.mark.parametrize("page", SHOWING, ids=lambda page: str(page.relative_to(DOCS)))
def test_the_examples_of_a_page_print_what_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if page.relative_to(DOCS) == Path("zh/own.md") and hypothesis.__version_info__ < (6, 165):
        pytest.skip("earlier releases of Hypothesis find another smallest claim")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for program, shown in EXAMPLE.findall(page.read_text("utf-8")):
        printed = StringIO()
        with redirect_stdout(printed):
            exec(compile(program, page.name, "exec"), names)  # noqa: S102  # the pages are ours
        assert printed.getvalue() == shown


@pytest.mark.parametrize("page", ["guide/readings.md", "zh/readings.md"])
def test_every_reading_is_explained(page: str) -> None:
    from mutual_benefits.engine.prepared_plan import offered_by

    rows = re.findall(r"^\| `([\w.]+)` \| (.*?) \|", (DOCS / page).read_text("utf-8"), flags=re.MULTILINE)
    offered = {}
    for plan in PLANS:
        offered |= offered_by(plan)
    assert {name: tuple(re.findall(r"`(\w+)`", options)) for name, options in rows} == offered


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: str(path.relative_to(DOCS)))
def test_a_notebook_is_stored_without_its_output(notebook: Path) -> None:
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    assert cells[0]["cell_type"] == "markdown"
    assert cells[0]["source"][0].startswith("# ")
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)
    first, *_, last = cells
    assert re.search("[?？]", first["source"][0]), "a notebook opens with a question"
    assert re.search("charts|alt.Chart", "".join(last["source"])), "it ends with a figure that answers it"
    assert not any("%%" in line for cell in code for line in cell["source"])


def test_chinese_is_searched_by_pairs_of_characters() -> None:
    pytest.importorskip("sphinx", reason="Sphinx is not installed; it comes with the extra docs")
    from search_chinese import parts as words

    assert words("住院津贴 per day") == ["住", "院", "津", "贴", "住院", "院津", "津贴", "per", "day"]
    assert words("20天") == ["20", "天"]


@pytest.mark.parametrize(
    ("remote", "page"),
    [
        ("https://code.example.org/group/name.git", "https://code.example.org/group/name"),
        ("https://user:secret@code.example.org:8443/name", "https://code.example.org:8443/name"),
        ("http://code.example.org:8080/name.git/", "http://code.example.org:8080/name"),
        ("ssh://git@code.example.org:2222/group/name.git", "https://code.example.org/group/name"),
        ("git@code.example.org:group/name.git", "https://code.example.org/group/name"),
        ("code.example.org:name/", "https://code.example.org/name"),
        ("/srv/name.git", None),
        ("../name", None),
        ("C:/name", None),
        ("file:///srv/name", None),
        ("", None),
    ],
)
def test_pages_link_to_the_remote_that_the_clone_came_from(remote: str, page: str | None) -> None:
    assert repository.on_the_web(remote) == page


def test_the_address_that_the_project_names_goes_before_the_remote(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text('[project]\nname = "name"\n', "utf-8")
    assert repository.address(tmp_path) is None
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    remote = ["remote", "add", "origin", "https://code.example.org/name.git"]
    subprocess.run(["git", "-C", str(tmp_path), *remote], check=True)
    assert repository.address(tmp_path) == "https://code.example.org/name"
    project.write_text('[project]\n[project.urls]\nRepository = "https://example.org/here"\n', "utf-8")
    assert repository.address(tmp_path) == "https://example.org/here"
