"""The worlds of a version: each settles, one way, what is open and decides several benefits of one claim.

Open is a term of few values that the record does not state, a list of diseases known only in part, and a
word of a claim that the plan does not know. Where one of these decides several benefits, their bounds are
not independent: what is due in all is known better than the sum of the bounds.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ..diseases import DiseaseList
from ..frozen import every, within
from ..limits import Limit
from ..rules import Condition, ExcludedCauses
from ..terms import Unstated
from .outcome import GuardedBenefit

World = Mapping[Any, int | str]
"""What one world settles. By identity: the number of an unstated term, and 1 or 0 for a list that names the
disease or does not. By the list of words that a rule asks for: the word that an unknown one stands for.
"""

UNSETTLED: World = MappingProxyType({})
"""The world in which everything open stays open."""

MOST_VALUES = 8
"""A term that may have more values than this is a number between bounds in every world."""

MOST_WORLDS = 64
"""What would lead to more worlds than this stays open in all of them: the bounds are wider, never wrong."""

NO_WORD = ""
"""Stands for an unknown word that is none of those that the rules ask for."""


def worlds_of(benefits: tuple[GuardedBenefit, ...], common: tuple[Condition, ...]) -> tuple[World, ...]:
    """The worlds of a version's benefits for one kind of event; none where nothing open decides several.

    The `common` conditions guard every benefit. A benefit also depends on what decides an earlier one
    that draws on a limit of its own. Terms that are equal, words included, are one unknown.
    """
    openings: dict[Any, list[Any]] = {}
    decided: list[set[Any]] = []
    for guarded in (common, *benefits):
        decided.append(set())
        for opening in _openings(guarded):
            decided[-1].add(_unknown(opening))
            openings.setdefault(_unknown(opening), []).append(opening)
    limits = [{limit.code for limit in every(Limit, guarded.benefit)} for guarded in benefits]
    for later, own in enumerate(limits):
        for earlier in range(later):
            if own & limits[earlier]:
                decided[later + 1] |= decided[earlier + 1]
    times = Counter(unknown for each in decided for unknown in each)
    worlds: list[World] = [UNSETTLED]
    for unknown, places in openings.items():
        answers = _answers(unknown, places)
        if times[unknown] > 1 and len(worlds) * len(answers) <= MOST_WORLDS:
            worlds = [{**world, **answer} for world in worlds for answer in answers]
    return tuple(worlds) if len(worlds) > 1 else ()


def _openings(value: Any) -> Iterator[Any]:
    """Everything open in a part of a rule book that a world can settle."""
    for part in within(value):
        if isinstance(part, Unstated):
            settles = part.high is not None and part.high - part.low < MOST_VALUES
        else:
            settles = isinstance(part, ExcludedCauses) or (
                isinstance(part, DiseaseList) and not part.complete
            )
        if settles:
            yield part


def _unknown(opening: Any) -> Any:
    """What is unknown in one place of a rule book; the same wherever it is unknown."""
    return ExcludedCauses if isinstance(opening, ExcludedCauses) else opening


def _answers(unknown: Any, places: list[Any]) -> list[World]:
    """What each value of an unknown settles in the places that ask for it."""
    if unknown is ExcludedCauses:
        words = dict.fromkeys(cause for place in places for cause in place.causes)
        settled = ({place.causes: word for place in places} for word in (*words, NO_WORD))
        alike = {tuple(word in causes for causes, word in each.items()): each for each in settled}
        return list(alike.values())
    values = range(unknown.low, (unknown.high or 0) + 1) if isinstance(unknown, Unstated) else (0, 1)
    return [{id(place): value for place in places} for value in values]
