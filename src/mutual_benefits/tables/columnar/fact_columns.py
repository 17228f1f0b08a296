"""The columns of the facts that a plan declares, each read as the columns of its kind are."""

from collections.abc import Callable
from typing import Any

import narwhals.stable.v2 as nw

from ...rules.own_facts import MOST_NUMBER
from ..text_columns import known_words
from .bounds import any_of, inverse, pick
from .values import ColumnCondition, ColumnNumber, ColumnText

NULL_TYPES = {"money": nw.Int64, "number": nw.Int64, "word": nw.String, "flag": nw.Boolean, "day": nw.Date}
"""The type of a column that holds nothing but nulls, by the kind of the fact."""


def read_own_facts(reader: Any) -> None:
    """Read the facts that the plan declares; a null is the default, or a fact that is not told."""
    for name, fact in reader.plan.words.facts.items():
        _READERS[fact.kind](reader, name, bool(fact.words))
        if fact.default is not None:
            read = getattr(reader.facts, name)
            setattr(reader.facts, name, _filled(read, reader.given[name], fact.read(fact.default)))
            reader.given[name] = True


_READERS: dict[str, Callable[[Any, str, bool], None]] = {
    "money": lambda reader, name, _: reader.hundredths(name),
    "number": lambda reader, name, _: reader.whole(name, 0, MOST_NUMBER),
    "word": lambda reader, name, closed: reader.words(name, known_words(name, reader.plan), closed=closed),
    "flag": lambda reader, name, _: reader.flag(name),
    "day": lambda reader, name, _: reader.date(name, needed=False),
}


def count_nights(facts: Any) -> None:
    """Count the nights of stays, and the days that are claimed beyond them, where they are told."""
    told = facts.given["nights"] = facts.given["discharged_on"]
    facts.nights = facts.days_less_nights = 0
    if told is not False:
        facts.nights = facts.discharged_on - facts.happened_on
        beyond = facts.days - facts.nights
        facts.days_less_nights = ColumnNumber(*(pick(told, beyond.low, 0),) * 2)


def _filled(fact: Any, given: Any, default: Any) -> Any:
    """A fact with the plan's default where it is not given."""
    if isinstance(fact, ColumnNumber):
        number = pick(given, fact.low, default)
        return ColumnNumber(number, number)
    if isinstance(fact, ColumnText):
        return ColumnText(pick(given, fact.code, fact.words.index(default)), fact.words)
    if isinstance(fact, ColumnCondition):
        holds = any_of(fact.sure, inverse(given)) if default else fact.sure
        return ColumnCondition(holds, holds)
    return default
