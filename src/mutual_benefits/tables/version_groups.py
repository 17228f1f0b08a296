"""Which versions of a plan share a benefit's shape, so that one run of its formula serves them all."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from ..diseases import DiseaseList
from ..engine.missing_rows import TableUse, table_uses
from ..engine.outcome import GuardedBenefit
from ..engine.prepared_plan import EventAnswer, PreparedPlan
from ..frozen import Frozen
from ..limits import Limit
from ..rulebook.version import limits_in
from ..rules import Benefit, Condition, PriorPayment
from ..sources import Basis, Source, Text
from ..terms import Figure, Ladder, Rung, Table, Unstated

_WORDS = (Source, Basis, Text)


class BenefitGroup(NamedTuple):
    """One benefit as several versions have it: alike but for their figures."""

    kind: str
    benefit: Benefit
    conditions: tuple[Condition, ...]
    versions: tuple[int, ...]
    """The places of these versions among the versions that answer."""
    alternatives: dict[int, tuple[Any, ...]]
    """By the identity of a term of `rule` or `conditions`: that term in each version."""
    limits: tuple[Limit, ...]
    """Every limit of `rule` and `conditions`."""
    asked: tuple[TableUse, ...]
    """The tables of both that lack a row for something a claim may say."""


@lru_cache(maxsize=64)
def benefit_groups(plan: PreparedPlan) -> tuple[BenefitGroup, ...]:
    """Every benefit of every version, gathered by shape, in the order in which versions hold them."""
    found: dict[Any, list[tuple[int, str, EventAnswer, GuardedBenefit]]] = {}
    order: dict[Any, int] = {}
    for place, prepared in enumerate(plan.versions):
        for kind, answer in prepared.answers.items():
            for index, part in enumerate(answer.benefits):
                guards = (*answer.conditions, *part.conditions)
                key = (kind, part.benefit.code, outline((part.benefit, guards)))
                found.setdefault(key, []).append((place, kind, answer, part))
                order.setdefault(key, index)
    return tuple(_shape(found[key]) for key in sorted(found, key=order.__getitem__))


class ClosingGroup(NamedTuple):
    """One closing condition as several versions have it: alike but for its figures."""

    kind: str
    prior_payment: PriorPayment
    versions: tuple[int, ...]
    alternatives: dict[int, tuple[Any, ...]]


@lru_cache(maxsize=64)
def closing_groups(plan: PreparedPlan) -> tuple[ClosingGroup, ...]:
    """Every closing condition of every version and kind of event, gathered by shape."""
    found: dict[Any, list[tuple[int, PriorPayment]]] = {}
    for place, prepared in enumerate(plan.versions):
        for kind, answer in prepared.answers.items():
            for prior_payment in answer.prior_payments:
                found.setdefault((kind, outline(prior_payment)), []).append((place, prior_payment))
    gathered = []
    for (kind, _), entries in found.items():
        fresh = type(entries[0][1]).model_validate_json(entries[0][1].model_dump_json())
        alternatives = dict(_beside(fresh, tuple(prior_payment for _, prior_payment in entries)))
        gathered.append(ClosingGroup(kind, fresh, tuple(place for place, _ in entries), alternatives))
    return tuple(gathered)


def outline(value: Any) -> Any:
    """What is left of a part of a rule book when its figures, words and sources are taken out."""
    if isinstance(value, int) and not isinstance(value, bool):
        return "figure"
    if isinstance(value, Figure):
        return "figure"
    if isinstance(value, Unstated):
        return ("unstated", value.high is None)
    if isinstance(value, Table):
        rows = sorted((str(key), outline(row)) for key, row in value.rows)
        return ("table", value.by, tuple(rows))
    if isinstance(value, DiseaseList):
        return (value.codes, value.complete)
    if isinstance(value, tuple):
        return tuple(outline(part) for part in value)
    if isinstance(value, Frozen):
        parts = ((name, part) for name, part in value.__dict__.items() if not isinstance(part, _WORDS))
        return (type(value).__name__, *((name, outline(part)) for name, part in parts if name != "note"))
    return value


def _shape(entries: list[tuple[int, str, EventAnswer, GuardedBenefit]]) -> BenefitGroup:
    _, kind, answer, part = entries[0]
    # Fresh objects, so that each place in the rule has a term of its own to be found by.
    rule = type(part.benefit).model_validate_json(part.benefit.model_dump_json())
    guards = tuple(
        type(guard).model_validate_json(guard.model_dump_json())
        for guard in (*answer.conditions, *part.conditions)
    )
    versions = tuple((part.benefit, (*answer.conditions, *part.conditions)) for _, _, answer, part in entries)
    alternatives = dict(_beside((rule, guards), versions))
    places = tuple(place for place, *_ in entries)
    return BenefitGroup(
        kind, rule, guards, places, alternatives, limits_in((rule, guards)), table_uses(rule, guards)
    )


def _beside(fresh: Any, versions: tuple[Any, ...]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Each term of the first version with the terms that stand in its place in all of them."""
    if isinstance(fresh, Figure | Unstated | Table | Ladder):
        yield id(fresh), versions
    if isinstance(fresh, tuple):
        for index, part in enumerate(fresh):
            yield from _beside(part, tuple(version[index] for version in versions))
    elif isinstance(fresh, Frozen) and not isinstance(fresh, Figure | Unstated | Table | Ladder | Rung):
        for name, part in fresh.__dict__.items():
            yield from _beside(part, tuple(version.__dict__[name] for version in versions))
