"""Groups versions in which a benefit differs only in figures, so that its formula runs once for all."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from ..diseases import DiseaseList
from ..engine.event_answer import EventAnswer
from ..engine.missing_rows import TableUse, table_uses
from ..engine.outcome import GuardedBenefit
from ..engine.prepared_plan import PreparedPlan
from ..frozen import Frozen
from ..limits import Limit, limits_in
from ..rules import Benefit, Condition, PriorPayment
from ..sources import Basis, Source, Text
from ..terms import DayOfYear, Figure, Ladder, Rung, Table, Unstated

_WORDS = (Source, Basis, Text)

FrozenT = TypeVar("FrozenT", bound=Frozen)


class BenefitGroup(NamedTuple):
    """One benefit that several versions have, with different figures only."""

    kind: str
    benefit: Benefit
    conditions: tuple[Condition, ...]
    versions: tuple[int, ...]
    """The indices of these versions among all versions."""
    alternatives: dict[int, tuple[Any, ...]]
    """By the identity of a condition, or of a term of `benefit` or `conditions`: the same in each version."""
    limits: tuple[Limit, ...]
    """Every limit of `benefit` and `conditions`."""
    table_uses: tuple[TableUse, ...]
    """The tables of both that lack a row for some fact a claim may have."""


@lru_cache(maxsize=64)
def benefit_groups(plan: PreparedPlan) -> tuple[BenefitGroup, ...]:
    """Every benefit of every version, grouped by outline, in the order in which versions list them."""
    members: dict[Any, list[tuple[int, str, EventAnswer, GuardedBenefit]]] = {}
    order: dict[Any, int] = {}
    for version, prepared in enumerate(plan.versions):
        for kind, answer in prepared.answers.items():
            for index, guarded in enumerate(answer.benefits):
                guards = (*answer.conditions, *guarded.conditions)
                key = (kind, guarded.benefit.code, outline((guarded.benefit, guards)))
                members.setdefault(key, []).append((version, kind, answer, guarded))
                order.setdefault(key, index)
    classes = frozenset(plan.words.member_classes)
    return tuple(_benefit_group(members[key], classes) for key in sorted(members, key=order.__getitem__))


class PriorPaymentGroup(NamedTuple):
    """One condition on prior payments that several versions have, with different figures only."""

    kind: str
    prior_payment: PriorPayment
    versions: tuple[int, ...]
    alternatives: dict[int, tuple[Any, ...]]


@lru_cache(maxsize=64)
def prior_payment_groups(plan: PreparedPlan) -> tuple[PriorPaymentGroup, ...]:
    """The conditions on prior payments of every version and kind of event, grouped by outline."""
    members: dict[Any, list[tuple[int, PriorPayment]]] = {}
    for version, prepared in enumerate(plan.versions):
        for kind, answer in prepared.answers.items():
            for prior_payment in answer.prior_payments:
                members.setdefault((kind, outline(prior_payment)), []).append((version, prior_payment))
    groups = []
    for (kind, _), entries in members.items():
        versions, prior_payments = zip(*entries, strict=True)
        copy = _copy(prior_payments[0])
        groups.append(PriorPaymentGroup(kind, copy, versions, dict(_alternatives(copy, prior_payments))))
    return tuple(groups)


def outline(value: Any) -> Any:
    """A part of a rule book without its figures, words and sources."""
    if isinstance(value, int) and not isinstance(value, bool):
        return "figure"
    if isinstance(value, Figure):
        return "figure"
    if isinstance(value, Unstated):
        return ("unstated", value.high is None)
    if isinstance(value, DayOfYear):
        return value
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


def _benefit_group(
    entries: list[tuple[int, str, EventAnswer, GuardedBenefit]], classes: frozenset[str]
) -> BenefitGroup:
    _, kind, *_ = entries[0]
    versions = tuple(
        (guarded.benefit, (*answer.conditions, *guarded.conditions)) for _, _, answer, guarded in entries
    )
    benefit, guards = _copy(versions[0][0]), tuple(_copy(guard) for guard in versions[0][1])
    return BenefitGroup(
        kind,
        benefit,
        guards,
        tuple(version for version, *_ in entries),
        dict(_alternatives((benefit, guards), versions)),
        limits_in((benefit, guards)),
        table_uses(benefit, guards, classes),
    )


def _copy(rule: FrozenT) -> FrozenT:
    """A copy that shares no object with the original, so that every term in it has its own identity."""
    return type(rule).model_validate_json(rule.model_dump_json())


def _alternatives(copy: Any, versions: tuple[Any, ...]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The identity of each term of a copy, with the terms in the same position of all versions."""
    if isinstance(copy, Figure | Unstated | Table | Ladder | DiseaseList | Condition):
        yield id(copy), versions
    if isinstance(copy, tuple):
        for index, part in enumerate(copy):
            yield from _alternatives(part, tuple(version[index] for version in versions))
    elif isinstance(copy, Frozen) and not isinstance(copy, Figure | Unstated | Table | Ladder | Rung):
        for name, part in copy.__dict__.items():
            yield from _alternatives(part, tuple(version.__dict__[name] for version in versions))
