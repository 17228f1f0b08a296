"""The caveat that a claim tells facts on which nothing depends under its version."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from pydantic.fields import FieldInfo

from ...claims import COUNTED_FACTS, Enrolment
from ...engine.exact import Exact
from ...engine.facts_read import facts_read
from ...events import KINDS
from ...rules import ExpenseShare
from ...rules.calculator import Calculator, Value
from ...rules.own_facts import Fact
from ...sources import Text
from ...vocabulary import name_of
from ..worked_claim import WorkedClaim
from .caveat_rule import CaveatRule, CaveatScope

Told = Callable[[Any, Calculator], Value]
"""Whether a claim tells a fact, by its facts and a calculator."""

CHECKED = ("plan", "cover_from", "fee_tier", "product", "sex", "born_on")
"""What an enrolment says of the cover and the person; every version checks it, or needs none of it."""


def unread_facts(scope: CaveatScope) -> Iterator[CaveatRule]:
    """The caveat that the facts of a claim are not read by the version's answer to the event."""
    unread = _unread(scope)
    if unread:
        yield CaveatRule("not_read", partial(_any, tuple(unread.values())), partial(_details, unread))


def _unread(scope: CaveatScope) -> dict[str, Told]:
    """The facts that the answer does not read, each with when a claim tells it.

    A benefit for one peril reads nothing of an event of another. What others have paid has caveats of its own
    where costs are shared.
    """
    read = {fact for each in scope.answer.conditions for fact in facts_read(each)}
    read.update(fact for doubt in scope.prepared.version.doubts for fact, _ in doubt.only)
    if any(isinstance(each.benefit, ExpenseShare) for each in scope.answer.benefits):
        read.add("other_cover")
    by_benefit = [
        (getattr(benefit, "peril", None), facts_read(benefit).union(*map(facts_read, conditions)))
        for benefit, conditions in scope.answer.benefits
    ]
    everything = read.union(*(reads for _, reads in by_benefit))
    read |= {field for fact, field in COUNTED_FACTS.items() if fact in everything}
    unread: dict[str, Told] = {}
    for fact, field in _fields(scope.kind).items():
        perils = tuple(dict.fromkeys(peril for peril, reads in by_benefit if fact in reads))
        if fact not in read and None not in perils:
            unread[fact] = partial(_told, fact, field, perils)
    own = scope.plan.words.facts.items()
    return unread | {name: partial(_tells, name, fact) for name, fact in own if name not in everything}


def _tells(name: str, fact: Fact, facts: Any, do: Calculator) -> Value:
    """Whether a claim tells a fact that the plan declares, and that is not its default."""
    if fact.default is None:
        return do.given(name)
    return do.negate(do.among(getattr(facts, name), (fact.read(fact.default),)))


def _fields(kind: str) -> Mapping[str, FieldInfo]:
    """The fields that a claim may leave at their default, but for what every version checks."""
    enrolment = {name: field for name, field in Enrolment.model_fields.items() if name not in CHECKED}
    fields = {**KINDS[kind].model_fields, **enrolment}
    return {name: field for name, field in fields.items() if name != "kind" and not field.is_required()}


def _told(fact: str, field: FieldInfo, perils: tuple[Any, ...], facts: Any, do: Calculator) -> Value:
    """Whether a fact differs from its default, in an event of another peril than these."""
    value, default = getattr(facts, fact), field.default
    if default is None:
        told = do.given(fact)
    elif isinstance(default, str):
        told = do.negate(do.among(value, (default,)))
    else:
        told = do.present(value) if default is False else value > int(default)
    return do.both(told, do.negate(do.among(facts.peril, perils))) if perils else told


def _any(told: tuple[Told, ...], facts: Any, do: Calculator) -> Value:
    result: Value = False
    for each in told:
        result = do.either(result, each(facts, do))
    return result


def _details(unread: Mapping[str, Told], worked: WorkedClaim) -> dict[str, Any]:
    do = Exact(worked.facts, {})
    own = dict(worked.prepared_plan.words.names_of_facts)
    told = [fact for fact, tells in unread.items() if tells(worked.facts, do)]
    names = [own.get(fact, name_of(fact)) for fact in told]
    return {"facts": partial(_listed, names)}


def _listed(names: list[Text], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(name.in_(lang) for name in names)
