"""Finds the facts that a benefit or a condition reads, and refuses a rule book that names wrong facts."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from .._texts import Text, both, did_you_mean, listed, say
from ..claims import COUNTED_FACTS, Claim, Enrolment
from ..errors import InvalidPlan
from ..events import KINDS
from ..frozen import every
from ..limits import Limit
from ..rulebook.checks.fact_kinds import facts_named, of_wrong_kind, right_facts
from ..rulebook.checks.known_facts import KnownFacts
from ..rulebook.effects import effects_of, places_of
from ..rulebook.files.faults import Path, key_of
from ..rulebook.plan import Plan
from ..rulebook.version import PlanVersion
from ..rules import Benefit, Condition
from ..rules.own_facts import Fact
from ..terms import Table
from ..vocabulary import CONDITIONS
from .compiled.function_source import FunctionSource
from .compiled.verbs import CompiledVerbs
from .event_answer import EventAnswer


def facts_read(part: Benefit | Condition) -> frozenset[str]:
    """The names of the facts on which a benefit, or whether a condition holds, may depend.

    They are found in the lines that are compiled from its formula. A fact that a formula names only as a step
    of the explanation is not among them.

    >>> from mutual_benefits import get_plan
    >>> allowance = get_plan("hospital_allowance").versions[0].benefits[0]
    >>> sorted(facts_read(allowance))
    ['days']
    """
    do = CompiledVerbs(FunctionSource())
    if isinstance(part, Condition):
        do.script.line(repr(part.holds(do.facts, do)))
        others = part.needs
    else:
        do.script.line(repr((part.claimed(do.facts, do), part.formula(do.facts, do))))
        others = ()
    counted_by = (limit.subject for limit in every(Limit, part) if limit.subject)
    # A word of a plan that looks like a look-up could hide a caveat, no more. `ast` would tell them apart,
    # but may not be used by several threads on Python 3.11.
    looked_up = re.findall(r"\bfacts\['(\w+)'\]", "\n".join(do.script.lines))
    return frozenset((*looked_up, *others, *counted_by))


CAN_STAND = both("; these can stand here: {facts}", "；此处可用：{facts}")


def check_facts_named(
    plan: Plan, version: PlanVersion, answers: Mapping[str, EventAnswer], own: Mapping[str, Fact]
) -> None:
    """Check that claims have every fact that the answers of a version need, each of the right kind.

    `own` are the facts that the plan declares.

    Raises:
        InvalidPlan: a fact does not exist, or cannot stand where it does; the message names the version, the
            part of it, and the fact.
    """
    known = KnownFacts(own)
    for kind, answer in answers.items():
        facts = _facts_of(kind).union(own)
        for part, needed in _needed_by_parts(answer):
            for fact in sorted(needed - facts):
                wrong = both(
                    ": a claim for {kind} has no fact {fact!r}{near}",
                    "：{kind} 申请没有“{fact}”一项{near}",
                    kind=kind,
                    fact=fact,
                    near=did_you_mean(fact, sorted(facts)),
                )
                raise _refused(plan, version, part, wrong, fact, sorted(facts))
        for part, each in _parts_of(answer):
            for path, value in _named_by(each).naming:
                for fault in of_wrong_kind(known, (), value):
                    fact, right = right_facts(known, facts, value, fault)
                    wrong = both(
                        ", {key}: {given}{right}{others}",
                        "，{key}：{given}{right}{others}",
                        key=key_of((*path, *fault.path)),
                        given="" if repr(fact) in fault.right.en else both(f"{fact!r}; ", f"{fact!r}；"),
                        right=fault.right,
                        others=say(CAN_STAND, facts=listed(right)) if right else "",
                    )
                    raise _refused(plan, version, part, wrong, fact, right)


def _refused(
    plan: Plan, version: PlanVersion, part: Text, wrong: Text, fact: str, choices: list[str]
) -> InvalidPlan:
    message = both(
        "plan {plan}, version of {day}, {part}{wrong}",
        "活动 {plan} {day} 版本，{part}{wrong}",
        plan=plan.code,
        day=version.effective_from,
        part=part,
        wrong=wrong,
    )
    return InvalidPlan(message, field="plan", given=fact, choices=choices)


@cache
def _facts_of(kind: str) -> frozenset[str]:
    """The names of the facts of claims for one kind of event."""
    fields = {*Claim.model_fields, *Enrolment.model_fields, *KINDS[kind].model_fields}
    counted = (fact for fact, field in COUNTED_FACTS.items() if field in fields)
    return frozenset((*fields, *counted)) - {"id", "member", "enrolment", "event", "facts"}


def _parts_of(answer: EventAnswer) -> Iterator[tuple[Text, Benefit | Condition]]:
    """The conditions and the benefits of an answer, each with its name."""
    guards = (*answer.conditions, *(guard for each in answer.benefits for guard in each.conditions))
    yield from ((CONDITIONS[guard.condition], guard) for guard in guards)
    yield from ((both(each.benefit.code, each.benefit.code), each.benefit) for each in answer.benefits)


def _needed_by_parts(answer: EventAnswer) -> Iterator[tuple[Text, frozenset[str]]]:
    """The name of each part of an answer, and the facts without which it cannot be worked out."""
    yield from ((name, _named_by(part).needed) for name, part in _parts_of(answer))
    for limit in answer.limits:
        if limit.subject:
            yield both(f"limit {limit.code}", f"限额 {limit.code}"), frozenset((limit.subject,))


class _Named(NamedTuple):
    """A part of a version with what it names."""

    part: Benefit | Condition
    """The part itself, which is kept so that its identity is not reused."""
    needed: frozenset[str]
    """The facts that its formula reads, or that a table or a limit names."""
    naming: tuple[tuple[Path, Any], ...]
    """Everything in it that names facts in its fields, by path."""


_NAMED: dict[int, _Named] = {}
"""What parts name; versions and readings share most parts."""
_MOST_KEPT = 1024


def _named_by(part: Benefit | Condition) -> _Named:
    """What a part names."""
    named = _NAMED.get(id(part))
    if named is None:
        if len(_NAMED) >= _MOST_KEPT:
            _NAMED.clear()
        naming = [(path, value) for path, value in places_of(part, part, {}, ()) if any(facts_named(value))]
        needed = set(effects_of(part).facts)
        for _, each in naming:
            if isinstance(each, Table):
                needed.add(each.by)
            elif isinstance(each, Limit):
                needed.update(each.unless)  # type: ignore[arg-type]  # readings are resolved by now
        named = _NAMED[id(part)] = _Named(part, frozenset(needed), tuple(naming))
    return named
