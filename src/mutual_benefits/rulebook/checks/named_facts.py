"""Refuses a rule book that names facts which no claim has, or of a wrong kind, before any claim."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..._identity_cache import cached_by_identity
from ..._texts import Text, both, did_you_mean, listed, say
from ...errors import InvalidPlan
from ...events import KINDS
from ...limits import Limit
from ...rules import Benefit, Condition
from ...rules.own_facts import facts_declared
from ...terms import Table, read
from ...vocabulary import CONDITIONS
from ..contradictions import single_readings
from ..effects import effects_of, places_of
from ..plan import Plan
from ..version import PlanVersion
from .fact_kinds import facts_named, of_wrong_kind, right_facts, wrong_in_doubts
from .hints import Path, key_of
from .known_facts import KnownFacts, always_given

CAN_STAND = both("; these can stand here: {facts}", "；此处可用：{facts}")
_FEW = 10
"""Of more facts than these, a message tells those alone that claims for the event may leave out."""


def check_facts_named(plan: Plan) -> None:
    """Check that claims have every fact that a plan names under any reading, each of the right kind.

    Raises:
        InvalidPlan: a fact does not exist, or cannot stand where it does; the message names the version, the
            part of it, and the fact.
    """
    known = KnownFacts(facts_declared(plan.versions))
    for version in plan.versions:
        for kind in dict.fromkeys(rule.event for rule in version.benefits):
            _check_parts(plan, version, kind, known)
        for fault in wrong_in_doubts(version):
            key = key_of(fault.path)
            wrong = both("{key}: {right}", "{key}：{right}", key=key, right=fault.right)
            raise _refused(plan, version, wrong, str(fault.path[-1]), [])


def _check_parts(plan: Plan, version: PlanVersion, kind: str, known: KnownFacts) -> None:
    """Check what a version names in what it pays for one kind of event."""
    facts = known.of(kind)
    parts = [(name, part, _named_by(part)) for name, part in _parts_of(version, kind)]
    for name, _, named in parts:
        for fact in sorted(named.needed - facts):
            wrong = both(
                "{part}: a claim for {kind} has no fact {fact!r}{near}",
                "{part}：{kind} 申请没有“{fact}”一项{near}",
                part=name,
                kind=kind,
                fact=fact,
                near=did_you_mean(fact, sorted(facts)),
            )
            raise _refused(plan, version, wrong, fact, sorted(facts))
    for name, _, named in parts:
        for path, value in named.naming:
            for fault in of_wrong_kind(known, (), value):
                fact, right = right_facts(known, facts, value, fault)
                wrong = both(
                    "{part}, {key}: {given}{right}{others}",
                    "{part}，{key}：{given}{right}{others}",
                    part=name,
                    key=key_of((*path, *fault.path)),
                    given="" if repr(fact) in fault.right.en else both(f"{fact!r}; ", f"{fact!r}；"),
                    right=fault.right,
                    others=say(CAN_STAND, facts=listed(_likely(right, kind))) if right else "",
                )
                raise _refused(plan, version, wrong, fact, right)


def _likely(facts: list[str], kind: str) -> list[str]:
    """Facts that are few, or else those of an event that its claims may leave out."""
    told = KINDS[kind].model_fields.keys() - always_given(kind)
    return facts if len(facts) <= _FEW else [fact for fact in facts if fact in told] or facts


def _refused(plan: Plan, version: PlanVersion, wrong: Text, fact: str, choices: list[str]) -> InvalidPlan:
    message = both(
        "plan {plan}, version of {day}, {wrong}",
        "活动 {plan} {day} 版本，{wrong}",
        plan=plan.code,
        day=version.effective_from,
        wrong=wrong,
    )
    return InvalidPlan(message, field="plan", given=fact, choices=choices)


def _parts_of(version: PlanVersion, kind: str) -> Iterator[tuple[Text, Benefit | Condition]]:
    """The conditions and the benefits for one kind of event, each with its name."""
    rules = [rule for rule in version.benefits if rule.event == kind]
    codes = {rule.code for rule in rules}
    guards = (guard for guard in version.conditions if not codes.isdisjoint(guard.benefits or codes))
    yield from ((CONDITIONS[guard.condition], guard) for guard in guards)
    yield from ((both(rule.code, rule.code), rule) for rule in rules)


class _Named(NamedTuple):
    """A part of a version with what it names under any reading."""

    needed: frozenset[str]
    """The facts that its formula reads, or that a table or a limit names."""
    naming: tuple[tuple[Path, Any], ...]
    """Everything in it that names facts in its fields, by path."""


@cached_by_identity(1024)
def _named_by(part: Benefit | Condition) -> _Named:
    """What a part names; versions that are amended share most parts."""
    needed: set[str] = set()
    naming: list[tuple[Path, Any]] = []
    for readings in single_readings(part):
        resolved = read(part, readings)
        needed |= effects_of(resolved).facts
        for path, value in places_of(part, resolved, readings, ()):
            if any(facts_named(value)):
                naming.append((path, value))
            if isinstance(value, Table):
                needed.add(value.by)
            elif isinstance(value, Limit):
                needed.update(filter(None, (value.subject, *value.unless)))
    return _Named(frozenset(needed), tuple(naming))
