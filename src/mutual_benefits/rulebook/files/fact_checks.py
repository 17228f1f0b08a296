"""Which facts of a claim the parts of a version ask for, and whether its events have them.

A benefit names facts in its fields (`days = "hospital_days"`, a table `by` one), and its formula looks at
others. What no claim could ever give would fail on the first claim; here it is found when the files are read.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_args

from ...claims import Claim, Enrolment
from ...events import KINDS, Code, HomeLoss, as_code
from ...frozen import within
from ...limits import Limit
from ...rules import Benefit, Condition, ExcludedCauses, PerDiem, PriorPayment
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
"""The fields that hold names of facts, by the name of their model."""

_VOCABULARY = {
    name for fields in FACTS.values() for name, field in fields.items() if Code in _parts(field.annotation)
}
"""The facts whose words claims may write with capitals, blanks or hyphens, which are then put right."""

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


class Stray(NamedTuple):
    """What a part of a version asks of claims in vain: which part, the word, and what is right."""

    part: tuple[str, int]
    """`benefits` or `conditions`, and the place in it."""
    word: str
    right: str


def strays(version: PlanVersion) -> Iterator[Stray]:
    """Every fact that is asked for in vain, under any reading."""
    offered = choices(version)
    yield from _strays(read(version, {}))
    for name, options in offered.items():
        for option in options[1:]:
            yield from _strays(read(version, {name: option}))


def _strays(version: PlanVersion) -> Iterator[Stray]:
    for name, parts in (("benefits", version.benefits), ("conditions", version.conditions)):
        for place, part in enumerate(parts):
            for fact, word in _words(part):
                right = _never(fact, word)
                if right:
                    yield Stray((name, place), word, right)
    for place, rule in enumerate(version.benefits):
        asked = {*_asked(rule, rule.claimed), *_asked(rule, rule.formula), *_named(rule)}
        yield from _unknown(("benefits", place), asked, {rule.event})
        peril = getattr(rule, "peril", None)
        if peril is not None and peril not in _PERILS:
            right = f"no claim can name the peril {peril!r}; give {' or '.join(_PERILS)}"
            yield Stray(("benefits", place), peril, right)
        if isinstance(rule, PerDiem) and rule.days in FACTS[rule.event] and int not in _types(rule.days):
            right = f"the fact {rule.days!r} is no number of days; give one that is"
            yield Stray(("benefits", place), rule.days, right)
    for place, condition in enumerate(version.conditions):
        guarded: set[str] = {rule.event for rule in version.benefits if rule.code in condition.benefits}
        asked = {*_asked(condition, condition.holds), *condition.needs, *_named(condition)}
        every: set[str] = {rule.event for rule in version.benefits}
        yield from _unknown(("conditions", place), asked, guarded or every)
        if isinstance(condition, PriorPayment):  # its limit is looked up for every event
            yield from _unknown(("conditions", place), _named(condition), every)


def _unknown(part: tuple[str, int], asked: Any, events: set[str]) -> Iterator[Stray]:
    for event in sorted(events):
        for fact in sorted(set(asked) - FACTS[event].keys()):
            yield Stray(part, fact, f"a claim for {event} has no fact {fact!r}")


def _asked(part: Benefit | Condition, formula: Any) -> set[str]:
    """The facts that a formula looks at."""
    noted: set[str] = set()
    facts = _RecordingFacts(noted)
    formula(facts, _RecordingVerbs(facts))
    return noted


def _named(value: Any) -> Iterator[str]:
    """The facts that tables and limits name anywhere in a part."""
    for part in within(value):
        if isinstance(part, Table):
            yield part.by
        if isinstance(part, Limit):
            yield from (fact for fact in (part.subject, *part.unless) if isinstance(fact, str))


def _words(value: Any) -> Iterator[tuple[str, str]]:
    """The words that a part compares with facts: the keys of its tables, and causes."""
    for part in within(value):
        if isinstance(part, Table):
            yield from ((part.by, key) for key in part.keys if isinstance(key, str))
        if isinstance(part, ExcludedCauses):
            yield from (("cause", cause) for cause in part.causes)


def _never(fact: str, word: str) -> str | None:
    """What is wrong with a word that no claim can say for a fact; None if one can."""
    known = [each for one in _types(fact) for each in get_args(one)]
    if known and word not in known:
        return f"no claim can say {word!r} for {fact}; {near(word, sorted(known))}"
    if fact in _VOCABULARY and as_code(word) != word:
        return f"claims say {as_code(word)!r}; write it so"
    return None


class _UnknownValue:
    """A value of which nothing is known and nothing asked."""

    def _same(self, *_: Any) -> "_UnknownValue":
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _same
    __lt__ = __le__ = __gt__ = __ge__ = _same


class _RecordingFacts:
    """A claim's facts, which note every name that is asked for: a plan file may name anything."""

    def __init__(self, noted: set[str]) -> None:
        object.__setattr__(self, "noted", noted)

    def __getattribute__(self, name: str) -> Any:
        object.__getattribute__(self, "noted").add(name)
        return _UnknownValue()


class _RecordingVerbs:
    """The verbs of formulas without a meaning; facts that go by name are noted."""

    def __init__(self, facts: _RecordingFacts) -> None:
        self.facts = facts

    def given(self, name: str) -> Any:
        """Whether a fact was given."""
        return getattr(self.facts, name)

    def fact_or(self, name: str, _: Any) -> Any:
        """A fact, or what a term says."""
        return getattr(self.facts, name)

    def __getattr__(self, verb: str) -> Any:
        return lambda *_, **__: _UnknownValue()
