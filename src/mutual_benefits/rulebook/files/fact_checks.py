"""The facts that claims can have: their types, and the words and numbers that claims can give for them."""

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from ...claims import Claim, Enrolment, bounds_of
from ...events import KINDS, Code, as_code
from .faults import near
from .field_types import kind_of


def _parts(annotation: Any) -> tuple[Any, ...]:
    return (annotation, *get_args(annotation))


_OF_CLAIM = {name: Claim.model_fields[name] for name in ("notified_on", "claimed_on")}
FACTS = {kind: {**Enrolment.model_fields, **model.model_fields, **_OF_CLAIM} for kind, model in KINDS.items()}
"""The facts of each kind of event, each with its field."""

ALL_FACTS = frozenset(fact for fields in FACTS.values() for fact in fields)

FACT_FIELDS: Mapping[str, tuple[str, ...]] = {
    "Table": ("by",),
    "PerDiem": ("days",),
    "LumpSum": ("when", "unless"),
    "GradedSum": ("grades", "unless"),
    "NumberBounds": ("fact",),
    "OnRoute": ("unless",),
    "Limit": ("subject", "unless"),
}
"""The fields that hold names of facts, by the name of the model."""

_CODES = {
    name for fields in FACTS.values() for name, field in fields.items() if Code in _parts(field.annotation)
}
"""The facts that are codes: claims may write them with capitals, spaces or hyphens."""


def is_counted(fact: str) -> bool:
    """Whether a fact is a number or a truth value, so that a table by it has numbers for keys.

    >>> is_counted("disability_grade"), is_counted("renewed"), is_counted("fee_tier")
    (True, True, False)
    """
    return bool(types_of(fact) & {int, bool})


@cache
def types_of(fact: str) -> frozenset[Any]:
    """The types of a fact, over every kind of event that has it."""
    annotations = (fields[fact].annotation for fields in FACTS.values() if fact in fields)
    return frozenset(one for annotation in annotations for one in kind_of(annotation).scalars)


def right_word(fact: str, word: str) -> str | None:
    """What to write instead of a word that no claim can give for a fact; None if claims can give it."""
    known = [each for one in types_of(fact) for each in get_args(one)]
    if known and word not in known:
        return f"no claim can give {word!r} for {fact}; {near(word, sorted(known))}"
    if fact in _CODES and as_code(word) != word:
        return f"claims give {as_code(word)!r}; write it like that"
    return None


def right_number(fact: str, number: int) -> str | None:
    """What to write instead of a number that no claim can give for a fact; None if claims can give it."""
    if bool in types_of(fact):
        ranges = [(0, 1)]
    else:
        ranges = [bounds_of(fields[fact]) for fields in FACTS.values() if fact in fields]
    if any(least <= number <= most for least, most in ranges):
        return None
    least, most = min(least for least, _ in ranges), max(most for _, most in ranges)
    return f"no claim can give {number} for {fact}; give {least} to {most}"
