"""Lists what a version says besides its figures, field by field: facts, words, units, what draws on what.

Nothing here knows any kind of benefit or of condition: the fields of the models are walked.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ..diseases import DiseaseList
from ..formatting import LANGUAGES
from ..frozen import Frozen
from ..limits import Limit
from ..rules import Benefit, Condition
from ..rules.words import Word
from ..sources import Text
from ..terms import Choice, Figure, Rung, Unstated
from ..vocabulary import (
    CONDITIONS,
    EVENTS,
    FACT_NAMES,
    FIELDS,
    KEYS,
    PHRASES,
    READINGS,
    SPANS,
    UNITS,
    VALUES,
    both,
)
from .version import Adds, FeeTier, PlanVersion
from .vocabulary import DETAILS

_FACTS = {"days", "when", "unless", "grades", "by", "subject", "fact"}
"""The fields that name facts."""

ELSEWHERE = {
    Figure: ("value",),
    Unstated: ("low", "high"),
    FeeTier: ("ordinary", "high_risk"),
    Rung: ("through",),
    Limit: ("per",),
    Benefit: ("rule",),
    Condition: ("condition", "causes", "benefits"),
    PlanVersion: (
        *("effective_from", "known_to", "known_from", "corrects", "shown_until", "draft"),
        *("notes", "doubts"),
    ),
}
"""The fields that clauses of their own tell, that tell one version from another, or that only remark."""


class Detail(NamedTuple):
    """What one field says: its name in words, and its value in words, or the names of its entries by key."""

    name: Text
    value: Text
    keys: tuple[str, ...] = ()
    """The keys of the entries of a list, if it is one of parts."""


def details(version: PlanVersion) -> dict[str, Detail]:
    """Every detail of a version by its path."""
    found = dict(_walked(version, "", both("", "")))
    names = {rule.code: rule.name for rule in version.benefits}
    groups = [[names.get(code, both(code, code)) for code in adds.benefits] for adds in version.adds]
    together = (
        both(*(" + ".join(name.in_(lang) for name in group) for lang in LANGUAGES)) for group in groups
    )
    return found | {"adds": found["adds"]._replace(value=_listed(list(together)))}


def _walked(value: Any, path: str, name: Text) -> Iterator[tuple[str, Detail]]:
    if isinstance(value, DiseaseList):
        return
    if isinstance(value, Text):
        yield path, Detail(name, value)
    elif isinstance(value, Frozen):
        told = {field for model, fields in ELSEWHERE.items() if isinstance(value, model) for field in fields}
        for field, part in value.__dict__.items():
            if field not in told and field not in ("term", "source", "basis"):
                yield from _field(field, part, f"{path}.{field}".strip("."), name)
    else:
        yield path, Detail(name, _words(path.rpartition(".")[2], value))


def _field(field: str, part: Any, path: str, owner: Text) -> Iterator[tuple[str, Detail]]:
    own = DETAILS.get(field) or FIELDS[field]
    name = both(", ".join(filter(None, (owner.en, own.en))), "，".join(filter(None, (owner.zh, own.zh))))
    if not isinstance(part, tuple):
        if isinstance(part, Limit):
            yield path, Detail(name, part.name)
        yield from _walked(part, path, name)
    elif field in ("rows", "options"):
        for key, entry in part:
            if isinstance(entry, Frozen):
                yield from _walked(entry, f"{path}.{key}", name)
    elif any(isinstance(entry, Frozen) for entry in part):
        keys = [_key(entry, place) for place, entry in enumerate(part)]
        titles = [_title(entry) for entry in part]
        if len(set(titles)) < len(titles):  # parts of one name are told apart by their keys
            titles = [both(key, key) for key in keys]
        yield path, Detail(name, _listed(titles), tuple(keys))
        for key, entry in zip(keys, part, strict=True):
            yield from _walked(entry, f"{path}.{key}", _title(entry))
    else:
        yield path, Detail(name, _listed([_words(field, entry) for entry in part]))


def _key(entry: Any, place: int) -> str:
    """What tells an entry of a list apart from the others."""
    if isinstance(entry, Condition):
        return ".".join(filter(None, (entry.condition, "+".join(entry.benefits))))
    if isinstance(entry, Adds):
        return "+".join(entry.benefits)
    if isinstance(entry, Word):
        return f"{entry.fact}.{entry.code}"
    return str(getattr(entry, "code", getattr(entry, "reading", place + 1)))


def _title(entry: Any) -> Text:
    if isinstance(entry, Condition):
        return CONDITIONS[entry.condition]
    if isinstance(entry, Choice):
        return READINGS.get(entry.reading) or both(entry.reading, entry.reading)
    if isinstance(entry, Word):
        fact = FACT_NAMES[entry.fact]
        return both(f"{fact.en} “{entry.name.en}”", f"{fact.zh}“{entry.name.zh}”")
    words = entry.code if isinstance(entry, FeeTier) else ""
    name: Text = getattr(entry, "name", both(words, words))
    return name


def _listed(texts: list[Text]) -> Text:
    """Several words in their order; a dash where there are none."""
    return both(", ".join(text.en for text in texts) or "–", "、".join(text.zh for text in texts) or "–")


def _words(field: str, value: Any) -> Text:
    """A value in words, as the field that holds it understands it."""
    if value is None or isinstance(value, bool):
        return both("–", "–") if value is None else PHRASES["yes" if value else "no"]
    if isinstance(value, date | int):
        return both(str(value), str(value))
    if field in _FACTS and value in FACT_NAMES:
        return FACT_NAMES[value]
    known: Mapping[Any, Text] = KEYS | VALUES
    known = {"event": EVENTS, "unit": UNITS | {"fen": UNITS["yuan"]}, "per": SPANS}.get(field, known)
    return known.get(value) or both(value, value)
