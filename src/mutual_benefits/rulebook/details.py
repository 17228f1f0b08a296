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
from ..rules.fact_names import names_of, word_name
from ..rules.words import Word
from ..sources import Text
from ..terms import Choice, Figure, Rung, Unstated
from ..vocabulary import (
    CONDITIONS,
    EVENTS,
    FACT_NAMES,
    FIELDS,
    KEYS,
    KINDS_OF_FACTS,
    PHRASES,
    READINGS,
    SPANS,
    UNITS,
    VALUES,
    both,
)
from .version import Adds, FeeTier, PlanVersion
from .vocabulary import DETAILS

_FACTS = {"days", "when", "unless", "grades", "by", "subject", "fact", "of"}
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
    found = dict(_walked(version, "", both("", ""), dict(names_of(version.facts, version.words))))
    names = {rule.code: rule.name for rule in version.benefits}
    groups = [[names.get(code, both(code, code)) for code in adds.benefits] for adds in version.adds]
    together = (
        both(*(" + ".join(name.in_(lang) for name in group) for lang in LANGUAGES)) for group in groups
    )
    return found | {"adds": found["adds"]._replace(value=_listed(list(together)))}


OwnFacts = Mapping[str, Text]
"""The names of the facts that a version declares, and of their words."""


def _walked(value: Any, path: str, name: Text, own: OwnFacts) -> Iterator[tuple[str, Detail]]:
    if isinstance(value, DiseaseList):
        return
    if isinstance(value, Text):
        yield path, Detail(name, value)
    elif isinstance(value, Frozen):
        told = {field for model, fields in ELSEWHERE.items() if isinstance(value, model) for field in fields}
        for field, part in value.__dict__.items():
            if field not in told and field not in ("term", "source", "basis"):
                yield from _field(field, part, f"{path}.{field}".strip("."), name, own)
    else:
        yield path, Detail(name, _words(path, value, own))


def _field(field: str, part: Any, path: str, owner: Text, own: OwnFacts) -> Iterator[tuple[str, Detail]]:
    last = DETAILS.get(field) or FIELDS[field]
    name = both(", ".join(filter(None, (owner.en, last.en))), "，".join(filter(None, (owner.zh, last.zh))))
    if not isinstance(part, tuple):
        if isinstance(part, Limit):
            yield path, Detail(name, part.name)
        yield from _walked(part, path, name, own)
    elif field in ("rows", "options"):
        for key, entry in part:
            if isinstance(entry, Frozen):
                yield from _walked(entry, f"{path}.{key}", name, own)
    elif any(isinstance(entry, Frozen | tuple) for entry in part):
        # Declared facts, and the words of one, are pairs that have their keys.
        pairs = [one if isinstance(one, tuple) else (_key(one, place), one) for place, one in enumerate(part)]
        keys, titles = [key for key, _ in pairs], [_title(entry) for _, entry in pairs]
        if len(set(titles)) < len(titles):  # parts of one name are told apart by their keys
            titles = [both(key, key) for key in keys]
        yield path, Detail(name, _listed(titles), tuple(keys))
        for key, entry in pairs:
            yield from _walked(entry, f"{path}.{key}", _title(entry), own)
    else:
        yield path, Detail(name, _listed([_words(path, entry, own) for entry in part]))


def _key(entry: Any, place: int) -> str:
    """What tells an entry of a list apart from the others."""
    if isinstance(entry, Condition):
        return ".".join(filter(None, (entry.condition, "+".join(entry.apart))))
    if isinstance(entry, Adds):
        return "+".join(entry.benefits)
    if isinstance(entry, Word):
        return f"{entry.fact}.{entry.code}"
    return str(getattr(entry, "code", getattr(entry, "reading", place + 1)))


def _title(entry: Any) -> Text:
    if isinstance(entry, Text):
        return entry
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


def _words(path: str, value: Any, own: OwnFacts) -> Text:
    """A value in words, as the field at this path understands it; a condition's key begins with its fact."""
    if value is None or isinstance(value, bool):
        return both("–", "–") if value is None else PHRASES["yes" if value else "no"]
    if isinstance(value, date | int):
        return both(str(value), str(value))
    field = path.rpartition(".")[2]
    if field in _FACTS and value in own:
        return own[value]
    if field in ("among", "default") and isinstance(value, str):
        return word_name(path.split(".")[-2].partition("+")[0], value, own)
    if field in _FACTS and value in FACT_NAMES:
        return FACT_NAMES[value]
    known: Mapping[Any, Text] = KEYS | VALUES
    known = {
        "event": EVENTS,
        "kind": KINDS_OF_FACTS,
        "unit": UNITS | {"fen": UNITS["yuan"]},
        "per": SPANS,
    }.get(field, known)
    return known.get(value) or both(value, value)
