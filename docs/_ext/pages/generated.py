"""Writes the generated pages to `docs/generated`, which is not under version control."""

import re
from collections.abc import Iterator
from pathlib import Path

from mutual_benefits import all_plans

from . import api
from .field_pages import field_page
from .notation import notation
from .plan_pages import plan_page
from .reading_list import reading_list

ROOT = Path(__file__).parents[3]


def pages() -> Iterator[tuple[str, str]]:
    """Yields the path below `docs/generated` and the text of every generated page."""
    for plan in all_plans():
        here, chinese = f"plans/{plan.code}.md", f"zh/plans/{plan.code}.md"
        yield here, plan_page(plan, "en", f"../{chinese}", "../../guide/readings.md")
        yield chinese, plan_page(plan, "zh", f"../../{here}", "../../../zh/readings.md")
    yield "notation.md", notation("en")
    yield "zh/notation.md", notation("zh")
    yield "fields.md", field_page("en")
    yield "zh/fields.md", field_page("zh")
    yield "sources.md", reading_list("en")
    yield "zh/sources.md", reading_list("zh")
    for name, text in api.pages():
        yield f"api/{name}.rst", text
    # Links in the changelog are relative to the root of the repository.
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    yield "changelog.md", re.sub(r"\]\(docs/", "](../", changes)


def write(folder: Path) -> None:
    """Writes all pages. An unchanged file is not rewritten, so that Sphinx does not read it again."""
    wanted = dict(pages())
    if folder.exists():
        for old in folder.rglob("*.*"):
            if old.relative_to(folder).as_posix() not in wanted:
                old.unlink()
    for name, text in wanted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
