"""The page of a plan: its versions side by side, the source of every figure, and the unstated terms."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from mutual_benefits import audit, describe, diff
from mutual_benefits.formatting import roughly, source_name
from mutual_benefits.frozen import every
from mutual_benefits.rulebook.diff import Clause
from mutual_benefits.rulebook.plan import Plan
from mutual_benefits.rulebook.term_path import places
from mutual_benefits.rulebook.version import PlanVersion
from mutual_benefits.rulebook.vocabulary import DIFF_KINDS, FINDING_KINDS
from mutual_benefits.sources import Source
from mutual_benefits.terms import Unstated, choices
from mutual_benefits.vocabulary import CAUSES, CONDITIONS, FACTS, KEYS

from . import diagrams
from .figures import shown, side_by_side, title
from .markdown import cell, cited, code, table
from .words import say

READING_LIST = "../sources.md"


def plan_page(plan: Plan, lang: str, other: str, readings: str) -> str:
    """Returns the page in one language; `other` links to the other one, `readings` to the readings guide."""
    return "\n".join(_lines(plan, lang, other, readings))


def _lines(plan: Plan, lang: str, other: str, readings: str) -> Iterator[str]:
    versions = plan.as_known().versions
    yield f"# {plan.name.in_(lang)}"
    yield ""
    beside = plan.name.in_("zh" if lang == "en" else "en")
    yield f"{beside} · {say('code', lang)} `{plan.code}` · [{say('other_language', lang)}]({other})"
    yield ""
    yield say("generated", lang)
    yield ""
    yield f"## {say('at_a_glance', lang)}"
    yield ""
    yield diagrams.timeline(plan, lang)
    yield ""
    head = [say(name, lang) for name in ("version", "source", "figures", "open_terms", "readings")]
    yield from table(head, (_glance(plan, version, lang) for version in versions))
    yield f"## {say('path', lang)}"
    yield ""
    yield say("path_lead", lang)
    yield ""
    yield from diagrams.paths(plan, lang)
    yield f"## {say('side_by_side', lang)}"
    yield ""
    yield say("side_by_side_lead", lang)
    yield ""
    yield from side_by_side(plan, lang, READING_LIST)
    yield from _conditions(plan, versions, lang)
    yield from _diseases(plan, versions, lang)
    yield from _readings(versions, lang, readings)
    yield from _unstated(plan, versions, lang)
    yield from _changes(plan, versions, lang)
    yield from _know(plan, lang)
    yield from _notes(plan, versions, lang)
    yield from _sources(versions, lang)
    yield f"## {say('whole', lang)}"
    yield ""
    for version in versions:
        yield "<details>"
        yield f"<summary>{say('whole_of', lang, day=title(plan, version, lang).replace('`', ''))}</summary>"
        yield ""
        yield from ("```text", describe(plan, version, lang), "```", "", "</details>", "")


def _glance(plan: Plan, version: PlanVersion, lang: str) -> list[str]:
    terms = [place.term for place in places(version)]
    unstated = sum(isinstance(term, Unstated) for term in terms)
    first = title(plan, version, lang)
    if version.covers_from:
        first += "<br>" + say("covers_from", lang, day=version.covers_from)
    if version.shown_until:
        last = version.shown_until
        day = roughly(last.day, last.known_to, lang)
        first += "<br>" + say("shown_until", lang, day=day, id=source_name(last.source.id, lang))
    source = cited(version.source, version.basis, lang, READING_LIST)
    return [first, source, str(len(terms) - unstated), str(unstated), str(len(choices(version)))]


def _conditions(plan: Plan, versions: tuple[PlanVersion, ...], lang: str) -> Iterator[str]:
    columns: list[dict[tuple[str, tuple[str, ...]], Any]] = [
        {(guard.condition, guard.benefits): guard for guard in version.conditions} for version in versions
    ]
    keys = list(dict.fromkeys(key for column in reversed(columns) for key in column))
    names = {rule.code: rule.name.in_(lang) for version in versions for rule in version.benefits}
    comma = "、" if lang == "zh" else ", "
    rows = []
    for kind, benefits in keys:
        row = [CONDITIONS[kind].in_(lang), comma.join(names[one] for one in benefits) or say("for_all", lang)]
        for version, column in zip(versions, columns, strict=True):
            guard = column.get((kind, benefits))
            row.append(_guard(guard, version, lang) if guard else say("absent", lang))
        rows.append(row)
    if rows:
        yield f"## {say('conditions', lang)}"
        yield ""
        yield say("conditions_lead", lang)
        yield ""
        head = [say("conditions", lang), say("for", lang), *(title(plan, one, lang) for one in versions)]
        yield from table(head, rows)


def _guard(guard: Any, version: PlanVersion, lang: str) -> str:
    """Formats a condition of a version: the words in it other than figures, and its source."""
    known = {one.code: one.name for listed in version.disease_lists for one in listed.diseases}
    words = known | CAUSES | FACTS | KEYS
    said = []
    for name, value in guard.__dict__.items():
        if name in ("benefits", "condition"):
            continue
        value = (value,) if name in ("sex", "setting") else value
        if isinstance(value, tuple) and value and all(isinstance(one, str) for one in value):
            said += [words[one].in_(lang) if one in words else one for one in value]
    text = ("、" if lang == "zh" else ", ").join(said) or say("listed", lang)
    return f"{cell(text)} {cited(guard.source, guard.basis, lang, READING_LIST)}"


def _diseases(plan: Plan, versions: tuple[PlanVersion, ...], lang: str) -> Iterator[str]:
    lists = [version.diseases for version in versions]
    if not any(lists):
        return
    names: dict[str, Any] = {}
    for version in reversed(versions):
        for listed in version.disease_lists:
            for one in listed.diseases:
                names.setdefault(one.code, one)
    yield f"## {say('diseases', lang)}"
    yield ""
    yield say("diseases_lead", lang)
    yield ""
    rows = []
    for word, disease in names.items():
        also = f"<br>{say('other_names', lang)} {cell(', '.join(disease.also))}" if disease.also else ""
        row = [f"{cell(disease.name.in_(lang))}<br>{code(word)}{also}"]
        for version in versions:
            held = any(one.code == word for listed in version.disease_lists for one in listed.diseases)
            row.append(say("listed" if held else "absent", lang))
        rows.append(row)
    last = [f"<b>{say('on_the_list', lang)}</b>"]
    for listed in lists:
        count = say("not_counted", lang) if listed is None or listed.count is None else str(listed.count)
        source = cited(listed.source, listed.basis, lang, READING_LIST) if listed else ""
        last.append(f"{count} {source}".strip())
    head = [say("disease", lang), *(title(plan, version, lang) for version in versions)]
    yield from table(head, [*rows, last])


def _readings(versions: tuple[PlanVersion, ...], lang: str, page: str) -> Iterator[str]:
    offered: dict[str, tuple[str, ...]] = {}
    for version in versions:
        offered |= choices(version)
    offered["version.date"] = ("event", "cover_start")
    yield f"## {say('readings', lang)}"
    yield ""
    yield say("readings_lead", lang, page=page)
    yield ""
    rows = [[code(name), " · ".join(code(one) for one in options)] for name, options in offered.items()]
    yield from table([say("readings", lang), say("options", lang)], rows)


def _unstated(plan: Plan, versions: tuple[PlanVersion, ...], lang: str) -> Iterator[str]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for version in versions:
        for place in places(version):
            if isinstance(place.term, Unstated):
                row = (place.path, place.term.what.in_(lang), shown(place, lang, READING_LIST))
                found.setdefault(row, []).append(title(plan, version, lang))
    yield f"## {say('unstated', lang)}"
    yield ""
    if not found:
        yield from (say("unstated_none", lang), "")
        return
    yield say("unstated_lead", lang)
    yield ""
    head = [say("term", lang), say("bounds", lang), say("versions", lang)]
    rows = [
        [f"{cell(what)}<br>{code(path)}", bounds, "<br>".join(where)]
        for (path, what, bounds), where in found.items()
    ]
    yield from table(head, rows)


def _changes(plan: Plan, versions: tuple[PlanVersion, ...], lang: str) -> Iterator[str]:
    pairs = [pair for pair in pairwise(versions) if pair[0].product == pair[1].product]
    if not pairs:
        return
    yield f"## {say('changes', lang)}"
    yield ""
    head = [say(name, lang) for name in ("term", "change", "before", "after")]
    for before, after in pairs:
        spoken = {"before": before.effective_from, "after": after.effective_from}
        yield f"### {say('changes_from', lang, **spoken)}"
        yield ""
        rows = [
            [
                f"{cell(change.name.in_(lang))}<br>{code(change.path)}",
                DIFF_KINDS[change.kind].in_(lang),
                _clause(change.before, lang),
                _clause(change.after, lang),
            ]
            for change in diff(before, after).changes
        ]
        yield from table(head, rows) or [say("nothing_changed", lang), ""]


def _clause(clause: Clause | None, lang: str) -> str:
    if clause is None:
        return say("absent", lang)
    said = cited(clause.source, clause.basis, lang, READING_LIST)
    return f"{cell(clause.text.in_(lang))} {said}".strip()


def _know(plan: Plan, lang: str) -> Iterator[str]:
    """Yields the audit findings that no other section of the page shows."""
    kinds = ("dated_roughly", "inferred", "unreachable", "never_binds", "unsourced")
    found: dict[tuple[str, str, str], list[str]] = {}
    for finding in audit(plan).of(*kinds):
        name = f"{cell(finding.name.in_(lang))}<br>{code(finding.path)}"
        row = (FINDING_KINDS[finding.kind].in_(lang), name, cell(finding.text.in_(lang)))
        found.setdefault(row, []).append(str(finding.version))
    if found:
        yield f"## {say('know', lang)}"
        yield ""
        yield say("know_lead", lang, plan=plan.code)
        yield ""
        head = [say(name, lang) for name in ("kind", "term", "finding", "versions")]
        yield from table(head, ([*row, "<br>".join(days)] for row, days in found.items()))


def _notes(plan: Plan, versions: tuple[PlanVersion, ...], lang: str) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for version in versions:
        for note in (*version.notes, *(doubt.text for doubt in version.doubts)):
            found.setdefault(note.in_(lang), []).append(str(version.effective_from))
    if found:
        yield f"## {say('notes', lang)}"
        yield ""
        yield from (
            f"- {note.replace('[', chr(92) + '[')} ({', '.join(days)})" for note, days in found.items()
        )
        yield ""


def sources_of(versions: Iterable[PlanVersion]) -> dict[Source, list[PlanVersion]]:
    """Returns every source that the versions cite, with the versions that cite it."""
    found: dict[Source, list[PlanVersion]] = {}
    for version in versions:
        for source in dict.fromkeys(every(Source, version)):
            found.setdefault(source, []).append(version)
    return found


def _sources(versions: tuple[PlanVersion, ...], lang: str) -> Iterator[str]:
    yield f"## {say('sources', lang)}"
    yield ""
    rows = [
        [
            cited(source, None, lang, READING_LIST),
            cell(source.title.in_(lang)),
            "<br>".join(str(version.effective_from) for version in using),
        ]
        for source, using in sources_of(versions).items()
    ]
    yield from table([say("source", lang), "", say("versions", lang)], rows)
