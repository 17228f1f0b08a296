"""Checks that claims can have every fact that the parts of a version use.

A benefit names facts in its fields (`days = "hospital_days"`, a table `by` one), and its formula reads
others. A fact that no claim can have would fail on the first claim; here it is reported with the plan files.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_args

from ...claims import Claim, Enrolment
from ...events import KINDS, Code, HomeLoss, as_code
from ...frozen import within
from ...limits import Limit
from ...rules import ExcludedCauses, PerDiem, PriorPayment
from ...terms import Table, choices, read
from ..version import PlanVersion
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
    "OnRoute": ("unless",),
    "Limit": ("subject", "unless"),
}
"""The fields that hold names of facts, by the name of the model."""

_CODES = {
    name for fields in FACTS.values() for name, field in fields.items() if Code in _parts(field.annotation)
}
"""The facts that are codes: claims may write them with capitals, spaces or hyphens."""

_PERILS: tuple[str, ...] = get_args(HomeLoss.model_fields["peril"].annotation)


def is_counted(fact: str) -> bool:
    """Whether a fact is a number or a truth value, so that a table by it has numbers for keys.

    >>> is_counted("disability_grade"), is_counted("renewed"), is_counted("fee_tier")
    (True, True, False)
    """
    return bool(_types(fact) & {int, bool})


@cache
def _types(fact: str) -> frozenset[Any]:
    """The types of a fact, over every kind of event that has it."""
    annotations = (fields[fact].annotation for fields in FACTS.values() if fact in fields)
    return frozenset(one for annotation in annotations for one in kind_of(annotation).scalars)


class UnusableWord(NamedTuple):
    """A fact or a value that no claim can have: the part that uses it, the word, and what is right."""

    part: tuple[str, int]
    """`benefits` or `conditions`, and the index in it."""
    word: str
    right: str


def unusable_words(version: PlanVersion) -> Iterator[UnusableWord]:
    """Every word that no claim can match, under any reading."""
    offered = choices(version)
    yield from _unusable_words(read(version, {}))
    for name, options in offered.items():
        for option in options[1:]:
            yield from _unusable_words(read(version, {name: option}))


def _unusable_words(version: PlanVersion) -> Iterator[UnusableWord]:
    for name, parts in (("benefits", version.benefits), ("conditions", version.conditions)):
        for place, part in enumerate(parts):
            for fact, word in _words(part):
                right = _right_word(fact, word)
                if right:
                    yield UnusableWord((name, place), word, right)
    for place, rule in enumerate(version.benefits):
        used = {*_facts_read(rule.claimed), *_facts_read(rule.formula), *_facts_named(rule)}
        yield from _missing_facts(("benefits", place), used, {rule.event})
        peril = getattr(rule, "peril", None)
        if peril is not None and peril not in _PERILS:
            right = f"no claim can name the peril {peril!r}; give {' or '.join(_PERILS)}"
            yield UnusableWord(("benefits", place), peril, right)
        if isinstance(rule, PerDiem) and rule.days in FACTS[rule.event] and int not in _types(rule.days):
            right = f"the fact {rule.days!r} is not a number of days; give one that is"
            yield UnusableWord(("benefits", place), rule.days, right)
    for place, condition in enumerate(version.conditions):
        guarded: set[str] = {rule.event for rule in version.benefits if rule.code in condition.benefits}
        used = {*_facts_read(condition.holds), *condition.needs, *_facts_named(condition)}
        covered: set[str] = {rule.event for rule in version.benefits}
        yield from _missing_facts(("conditions", place), used, guarded or covered)
        if isinstance(condition, PriorPayment):  # its limit is looked up for every event
            yield from _missing_facts(("conditions", place), _facts_named(condition), covered)


def _missing_facts(part: tuple[str, int], used: Iterable[str], events: set[str]) -> Iterator[UnusableWord]:
    for event in sorted(events):
        for fact in sorted(set(used) - FACTS[event].keys()):
            yield UnusableWord(part, fact, f"a claim for {event} has no fact {fact!r}")


def _facts_read(formula: Any) -> set[str]:
    """The facts that a formula reads."""
    names: set[str] = set()
    facts = _RecordingFacts(names)
    formula(facts, _RecordingVerbs(facts))
    return names


def _facts_named(value: Any) -> Iterator[str]:
    """The facts that tables and limits name anywhere in a part."""
    for part in within(value):
        if isinstance(part, Table):
            yield part.by
        if isinstance(part, Limit):
            yield from (fact for fact in (part.subject, *part.unless) if isinstance(fact, str))


def _words(value: Any) -> Iterator[tuple[str, str]]:
    """Each fact that a part compares with words, with the word: the keys of its tables, and causes."""
    for part in within(value):
        if isinstance(part, Table):
            yield from ((part.by, key) for key in part.keys if isinstance(key, str))
        if isinstance(part, ExcludedCauses):
            yield from (("cause", cause) for cause in part.causes)


def _right_word(fact: str, word: str) -> str | None:
    """What to write instead of a word that no claim can give for a fact; None if claims can give it."""
    known = [each for one in _types(fact) for each in get_args(one)]
    if known and word not in known:
        return f"no claim can give {word!r} for {fact}; {near(word, sorted(known))}"
    if fact in _CODES and as_code(word) != word:
        return f"claims give {as_code(word)!r}; write it like that"
    return None


class _UnknownValue:
    """A value that stands for any value: every operation on it gives such a value again."""

    def _same(self, *_: Any) -> "_UnknownValue":
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _same
    __lt__ = __le__ = __gt__ = __ge__ = _same


class _RecordingFacts:
    """A claim's facts, which record every name that is read: a plan file may name anything."""

    def __init__(self, names: set[str]) -> None:
        object.__setattr__(self, "names", names)

    def __getattribute__(self, name: str) -> Any:
        object.__getattribute__(self, "names").add(name)
        return _UnknownValue()


class _RecordingVerbs:
    """The verbs of formulas, which only record the facts that they name."""

    def __init__(self, facts: _RecordingFacts) -> None:
        self.facts = facts

    def given(self, name: str) -> Any:
        """Whether a fact was given."""
        return getattr(self.facts, name)

    def fact_or(self, name: str, _: Any) -> Any:
        """A fact, or the value of a term."""
        return getattr(self.facts, name)

    def __getattr__(self, verb: str) -> Any:
        return lambda *_, **__: _UnknownValue()
