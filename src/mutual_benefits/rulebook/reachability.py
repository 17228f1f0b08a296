"""Finds parts of a version that never apply: rows, steps of a ladder, and limits that are never reached."""

from collections.abc import Iterator
from itertools import permutations
from typing import Any, Literal, get_args, get_origin

from ..claims import Enrolment
from ..events import KINDS
from ..frozen import Frozen, within
from ..limits import Limit, limits_in
from ..rules import PerDiem, WithinCover
from ..sources import Source, Text
from ..terms import Figure, Ladder, Table, read
from ..vocabulary import CONDITIONS, both
from .version import PlanVersion

Unreachable = tuple[str, Text, Text, Source | None]
"""The path, the name, the finding and the source."""


def out_of_reach(version: PlanVersion) -> Iterator[Unreachable]:
    """Rows for values that no claim can have, and rungs that begin after cover has ended."""
    longest = _longest_cover(version)
    owners: list[tuple[str, Text, Frozen]] = [(rule.code, rule.name, rule) for rule in version.benefits]
    owners += [(each.condition, CONDITIONS[each.condition], each) for each in version.conditions]
    for code, name, owner in owners:
        for part in within(owner):
            if isinstance(part, Table):
                words = _words_of(part.by)
                for key in part.keys:
                    if words is not None and key not in words:
                        text = both(f"row {key} of {part.by}", f"按 {part.by} 分列的 {key} 一行")
                        yield f"{code}.{key}", name, text, part.source
            elif isinstance(part, Ladder) and part.by == "day_of_cover" and longest is not None:
                for rung in part.rungs:
                    if rung.through >= longest:
                        text = both(
                            f"what follows day {rung.through} of cover, which has ended by then",
                            f"保障期第 {rung.through} 日以后的规定；届时保障已终止",
                        )
                        yield code, name, text, rung.value.source


def _words_of(fact: str) -> set[Any] | None:
    """Every value that a claim may give for a fact; None where any value is allowed."""
    words: set[Any] = set()
    for model in (Enrolment, *KINDS.values()):
        if fact in model.model_fields:
            annotation = model.model_fields[fact].annotation
            literals = [one for one in (annotation, *get_args(annotation)) if get_origin(one) is Literal]
            if not literals:
                return None
            words.update(word for literal in literals for word in get_args(literal))
    return words or None


def _longest_cover(version: PlanVersion) -> int | None:
    """The days of the longest stated cover, if every year were a leap year."""
    stated = [
        condition.years.value * 366
        for condition in version.conditions
        if isinstance(condition, WithinCover) and isinstance(condition.years, Figure)
    ]
    return min(stated, default=None)


def never_binding(version: PlanVersion) -> Iterator[Unreachable]:
    """Limits that never bind because another limit, or the sum payable for its days, always binds first."""
    default = read(version, {})
    users: dict[Limit, set[str]] = {}
    for rule in default.benefits:
        for limit in limits_in(rule.limits):
            users.setdefault(limit, set()).add(rule.code)
    for limit, other in permutations(users, 2):
        if users[limit] <= users[other] and _binds_first(other, limit, limit.unit, 1):
            yield _never_binds(limit, other)
    for rule in default.benefits:
        if isinstance(rule, PerDiem) and isinstance(rule.rate, Figure):
            for limit, other in permutations(limits_in(rule.limits), 2):
                alone = users[limit] == {rule.code} and limit.unit == "fen"
                if alone and _binds_first(other, limit, "day", rule.rate.value):
                    yield _never_binds(limit, other)


_WIDER = ("event", "cover_period", "lifetime")


def _binds_first(other: Limit, limit: Limit, unit: str, each: int) -> bool:
    """Whether the other limit, at `each` units of this limit for one of its own, always binds first."""
    if not isinstance(limit.ceiling, Figure) or not isinstance(other.ceiling, Figure):
        return False
    if other.unit != unit or other.unless or other.subject != limit.subject:
        return False
    if limit.per not in _WIDER or other.per not in _WIDER[_WIDER.index(limit.per) :]:
        return False
    most = other.ceiling.value * each
    return most < limit.ceiling.value or (most == limit.ceiling.value and other.unit != limit.unit)


def _never_binds(limit: Limit, other: Limit) -> Unreachable:
    text = both(f"“{other.name.en}” always takes effect first", f"“{other.name.zh}”总是先起作用")
    source = limit.ceiling.source if isinstance(limit.ceiling, Figure) else None
    return f"limits.{limit.code}", limit.name, text, source
