"""One site in two languages: each page has its language's navigation, labels and search, and a switch.

A page below `zh/` is Chinese, every other page is English. `COUNTERPARTS` pairs the pages whose names differ.
"""

import gettext
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sphinx
from docutils import nodes

CHINESE = re.compile(r"[\u3400-\u9fff]")
CHINESE_TEXT = re.compile(r"[\u2018-\u201d\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
"""A Chinese character or mark, beside which no blank stands."""
CATALOGUES = Path(sphinx.__file__).parent / "locale"
COUNTERPARTS = {
    "scenarios": "zh/what_if",
    "own_rule_books": "zh/own",
    "rule_books": "zh/own",
    "testing_your_system": "zh/own",
    "engines/polars": "zh/tables",
    "search": "search_zh",
}
"""The Chinese page for each English page where no rule gives it."""
LABELS = {
    "Next": "下一页",
    "Previous": "上一页",
    "Home": "首页",
    "On this page": "本页内容",
    "Back to top": "回到顶部",
    "Skip to content": "跳至正文",
    "Made with ": "制作：",
}
"""Labels that Sphinx and its theme do not translate."""
FOUND = ("Search finished, found one page matching the search query.", "找到 ${resultCount} 页。")
"""What the search says when it has ended."""
SCRIPT = "chinese_labels.js"


def is_chinese(page: str) -> bool:
    """Whether a page is Chinese, by its name."""
    return page.startswith(("zh/", "generated/zh/")) or page == "search_zh"


def counterpart(page: str, known: set[str]) -> str:
    """The same page in the other language, or the nearest that there is.

    >>> counterpart("guide/answers", {"zh/answers"}), counterpart("zh/answers", {"guide/answers"})
    ('zh/answers', 'guide/answers')
    >>> counterpart("decisions/README", set())
    'zh/index'
    """
    pairs = COUNTERPARTS | {"index": "zh/index"}
    if not is_chinese(page):
        name = page.rpartition("/")[2]
        guesses = [pairs.get(page, ""), page.replace("generated/", "generated/zh/", 1)]
        guesses += [f"zh/{page}", f"zh/{name}"]
        if page.startswith("engines/"):
            guesses.append("zh/tables")
        if page.startswith("generated/api/"):
            guesses.append("zh/reference")
        return next((guess for guess in guesses if guess in known and guess != page), "zh/index")
    back = {chinese: english for english, chinese in reversed(pairs.items())}
    name = page.removeprefix("zh/")
    guesses = [back.get(page, ""), page.replace("generated/zh/", "generated/", 1), name, f"guide/{name}"]
    return next((guess for guess in guesses if guess in known and guess != page), "index")


def setup(app: Any) -> dict[str, bool]:
    """Connects the parts to Sphinx."""
    app.connect("doctree-read", _join_lines)
    app.connect("html-collect-pages", _search_page)
    app.connect("html-page-context", _in_one_language, priority=900)  # after the theme's own
    app.connect("build-finished", _write_labels)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _join_lines(app: Any, doctree: nodes.document) -> None:
    """Joins the lines of Chinese paragraphs, between which a browser would show a blank."""
    if not is_chinese(app.env.docname):
        return
    for part in list(doctree.findall(nodes.TextElement)):
        told = part.children
        breaks = [place for place, node in enumerate(told) if isinstance(node, nodes.Text) and node == "\n"]
        for place in reversed(breaks):
            around = told[place - 1].astext()[-1:], told[min(place + 1, len(told) - 1)].astext()[:1]
            if place and all(map(CHINESE_TEXT.fullmatch, around)):
                part.pop(place)


def _search_page(_: Any) -> Iterator[tuple[str, dict[str, Any], str]]:
    yield "search_zh", {}, "search.html"


def _in_one_language(app: Any, page: str, _: str, context: dict[str, Any], __: Any) -> None:
    chinese, pathto = is_chinese(page), context["pathto"]
    # One page of search serves each language; its results are of both, those of its language first.
    known = {*app.env.found_docs, "search", "search_zh"}
    context["other_page"] = pathto(counterpart(page, known))
    context["other_language"] = "English" if chinese else "中文"
    if chinese:
        words = gettext.translation("sphinx", str(CATALOGUES), ["zh_CN"])
        context["language"] = "zh-CN"
        context["copyright"] = "mutual_benefits 作者，MIT 许可"
        context["master_doc"] = "zh/index"
        context["_"] = context["gettext"] = lambda text: LABELS.get(text) or words.gettext(text)
        context["pathto"] = lambda name, *more: pathto("search_zh" if name == "search" else name, *more)
        app.add_js_file(SCRIPT)
    context["furo_navigation_tree"] = "".join(
        group
        for group in re.split(r'(?=<p[^>]*class="caption)', context["furo_navigation_tree"])
        if bool(CHINESE.search(group.partition("</p>")[0])) == chinese
    )
    for side in ("next", "prev"):
        other = context.get(side)
        if other and ("zh/" in _target(page, other["link"])) != chinese:
            context[side] = None


def _target(page: str, link: str) -> str:
    """The page to which a relative link of a page leads."""
    parts = page.split("/")[:-1]
    for part in link.split("/"):
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _write_labels(app: Any, failure: Exception | None) -> None:
    """Writes the labels of the search, in Chinese, for its script."""
    if failure or app.builder.format != "html":
        return
    text = (CATALOGUES / "zh_CN" / "LC_MESSAGES" / "sphinx.js").read_text("utf-8")
    own = f"Documentation.TRANSLATIONS[{FOUND[0]!r}] = [{FOUND[1]!r}];"
    (Path(app.outdir) / "_static" / SCRIPT).write_text(f"{text}\n{own}", "utf-8")
