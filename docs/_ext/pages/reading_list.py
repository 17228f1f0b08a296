"""The reading list: every source of the rule books, its address, and the plans that cite it."""

from collections.abc import Iterator

from mutual_benefits import all_plans
from mutual_benefits.formatting import source_name
from mutual_benefits.sources import Source

from .markdown import anchor
from .plan_pages import sources_of
from .words import both

_SAID = {
    "title": both("Reading list", "参考资料"),
    "lead": both(
        "The list holds every public page used as a source by the rule books, with the plans that cite it."
        " It marks pages without a date and sources without a recorded address.",
        "条款各项数值所依据的公开资料，以及引用该资料的活动。未留存网址或无日期的，均予注明。",
    ),
    "dated": both("dated", "日期"),
    "undated": both("undated", "无日期"),
    "no_address": both("no address recorded", "未留存网址"),
    "checked": both("compared with the rule books on {day}", "于 {day} 与条款核对"),
    "cites": both("cited by", "引用者："),
}


def reading_list(lang: str) -> str:
    """Returns the page in one language."""
    return "\n".join(_lines(lang))


def cited_by() -> dict[Source, list[str]]:
    """Returns every source with the plans that cite it, in the order of the plans."""
    found: dict[Source, list[str]] = {}
    for plan in all_plans():
        for source in sources_of(plan.versions):
            found.setdefault(source, []).append(plan.code)
    return found


def _lines(lang: str) -> Iterator[str]:
    yield f"# {_SAID['title'].in_(lang)}"
    yield ""
    yield _SAID["lead"].in_(lang)
    yield ""
    for source, plans in sorted(cited_by().items(), key=lambda pair: (pair[0].dated or "9999", pair[0].id)):
        yield f"({anchor(source, lang)})="
        yield ""
        yield from (*_entry(source, plans, lang), "")


def _entry(source: Source, plans: list[str], lang: str) -> Iterator[str]:
    title = source.title.in_(lang)
    what = f"[{title}]({source.url})" if source.url else f"{title} ({_SAID['no_address'].in_(lang)})"
    dated = f"{_SAID['dated'].in_(lang)} {source.dated}" if source.dated else _SAID["undated"].in_(lang)
    checked = f" · {_SAID['checked'].in_(lang).format(day=source.checked_on)}" if source.checked_on else ""
    cites = ", ".join(f"[`{plan}`](plans/{plan}.md)" for plan in plans)
    yield f"**{source_name(source.id, lang)}** {what}\\"
    yield f"{dated}{checked} · {_SAID['cites'].in_(lang)} {cites}"
