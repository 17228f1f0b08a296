"""Tables of the terms of all versions of a plan, side by side."""

from collections.abc import Iterator

from mutual_benefits.rulebook.diff import figure
from mutual_benefits.rulebook.plan import Plan
from mutual_benefits.rulebook.term_path import Place, places
from mutual_benefits.rulebook.version import PlanVersion
from mutual_benefits.terms import Figure, Unstated
from mutual_benefits.vocabulary import CONDITIONS, FIELDS

from .markdown import cell, cited, code, table
from .words import SAID, say


def title(plan: Plan, version: PlanVersion, lang: str) -> str:
    """Returns the column heading of a version: its first day, and its product if the plan has several."""
    known = say(f"known_{version.known_to}", lang)
    said = f"{version.effective_from}" + (f" ({known})" if known else "")
    if version.product and len({each.product for each in plan.versions}) > 1:
        said += f", `{version.product}`"
    return said


def shown(place: Place, lang: str, reading_list: str) -> str:
    """Formats one term as a cell: its value, source and basis, and any note."""
    term = place.term
    source = cited(term.source, term.basis, lang, reading_list)
    if isinstance(term, Unstated):
        said = f'<span class="unstated">{cell(figure(place).in_(lang))}</span>'
        return f"{said} {source}".strip()
    no_limit = place.path.startswith("limits.") and term.value == 0
    said = say("no_limit", lang) if no_limit else cell(figure(place).in_(lang))
    note = f" ({cell(term.note.in_(lang))})" if term.note else ""
    return f"{said}{note} {source}".strip()


def side_by_side(plan: Plan, lang: str, reading_list: str) -> Iterator[str]:
    """Yields tables of benefits, limits, conditions and fees: a row per term, a column per version."""
    versions = plan.as_known().versions
    columns = [{place.path: place for place in places(version)} for version in versions]
    head = [say("term", lang), *(title(plan, version, lang) for version in versions)]
    groups: dict[str, list[str]] = {}
    for path in _in_order([list(column) for column in columns]):
        groups.setdefault(path.split(".")[0], []).append(path)
    names = {rule.code: rule.name.in_(lang) for version in versions for rule in version.benefits}
    names |= {"fee": say("fees", lang), "limits": say("limits", lang), "group": FIELDS["group"].in_(lang)}
    names |= {kind: text.in_(lang) for kind, text in CONDITIONS.items()}
    for group, paths in groups.items():
        name = names.get(group, group)
        yield f"### {name[:1].upper()}{name[1:]}"
        yield ""
        yield from table(head, (_row(path, columns, names[group], lang, reading_list) for path in paths))


def _in_order(columns: list[list[str]]) -> list[str]:
    """Merges the paths of all versions in the newest version's order; older ones follow their neighbours."""
    order = list(columns[-1])
    for column in reversed(columns[:-1]):
        last = -1
        for path in column:
            if path in order:
                last = order.index(path)
            else:
                last += 1
                order.insert(last, path)
    return order


def _row(path: str, columns: list[dict[str, Place]], group: str, lang: str, reading_list: str) -> list[str]:
    place = next(column[path] for column in reversed(columns) if path in column)
    name = place.name.in_(lang).removeprefix(group).lstrip(",，: ").strip() or group
    row = [f"{cell(name[:1].upper() + name[1:])}<br>{code(path)}"]
    before: Place | None = None
    for number, column in enumerate(columns):
        here = column.get(path)
        if here is None:
            row.append(SAID["absent"].in_(lang))
        else:
            said = shown(here, lang, reading_list)
            row.append(_bold(said) if number and _differs(before, here) else said)
        before = here
    return row


def _differs(before: Place | None, here: Place) -> bool:
    if before is None:
        return True
    values = [
        term.value if isinstance(term, Figure) else (term.low, term.high) for term in (before.term, here.term)
    ]
    return values[0] != values[1] or before.unit != here.unit


def _bold(said: str) -> str:
    """Sets the text of a cell in bold, without its source."""
    text, link, rest = said.partition(" [[")
    return f"<strong>{text}</strong>{link}{rest}"
