"""Finds the facts that a benefit or a condition reads, and refuses a rule book whose facts no claim has."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from .._texts import Text, both, did_you_mean
from ..claims import COUNTED_FACTS, Claim, Enrolment
from ..errors import InvalidPlan
from ..events import KINDS
from ..frozen import every, within
from ..limits import Limit
from ..rulebook.effects import effects_of
from ..rulebook.plan import Plan
from ..rulebook.version import PlanVersion
from ..rules import Benefit, Condition
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


def check_facts_exist(
    plan: Plan, version: PlanVersion, answers: Mapping[str, EventAnswer], own: Iterable[str]
) -> None:
    """Check that claims have every fact that the answers of a version to each kind of event need.

    `own` are the facts that the plan declares.

    Raises:
        InvalidPlan: there is no such fact; the message names the version, the part of it, and the fact.
    """
    for kind, answer in answers.items():
        known = _facts_of(kind).union(own)
        for part, needed in _needed_by_parts(answer):
            for fact in sorted(needed - known):
                message = both(
                    "plan {plan}, version of {day}, {part}: a claim for {kind} has no fact {fact!r}{near}",
                    "活动 {plan} {day} 版本，{part}：{kind} 申请没有“{fact}”一项{near}",
                    plan=plan.code,
                    day=version.effective_from,
                    part=part,
                    kind=kind,
                    fact=fact,
                    near=did_you_mean(fact, sorted(known)),
                )
                raise InvalidPlan(message, field="plan", given=fact, choices=sorted(known))


@cache
def _facts_of(kind: str) -> frozenset[str]:
    """The names of the facts of claims for one kind of event."""
    fields = {*Claim.model_fields, *Enrolment.model_fields, *KINDS[kind].model_fields}
    counted = (fact for fact, field in COUNTED_FACTS.items() if field in fields)
    return frozenset((*fields, *counted)) - {"id", "member", "enrolment", "event", "facts"}


def _needed_by_parts(answer: EventAnswer) -> Iterator[tuple[Text, frozenset[str]]]:
    """The name of each part of an answer, and the facts without which it cannot be worked out."""
    guards = (*answer.conditions, *(guard for each in answer.benefits for guard in each.conditions))
    for guard in guards:
        yield CONDITIONS[guard.condition], _facts_needed(guard)
    for each in answer.benefits:
        yield both(each.benefit.code, each.benefit.code), _facts_needed(each.benefit)
    for limit in answer.limits:  # also those of conditions that guard benefits for other events
        if limit.subject:
            yield both(f"limit {limit.code}", f"限额 {limit.code}"), frozenset((limit.subject,))


_NEEDED: dict[int, tuple[Benefit | Condition, frozenset[str]]] = {}
"""What parts need, each with the part, which is kept so that its identity is not reused."""
_MOST_KEPT = 1024


def _facts_needed(part: Benefit | Condition) -> frozenset[str]:
    """The facts that a formula reads or a table or a limit names; versions and readings share most parts."""
    pair = _NEEDED.get(id(part))
    if pair is None:
        if len(_NEEDED) >= _MOST_KEPT:
            _NEEDED.clear()
        needed = set(effects_of(part).facts)
        for each in within(part):
            if isinstance(each, Table):
                needed.add(each.by)
            elif isinstance(each, Limit):
                needed.update(each.unless)  # type: ignore[arg-type]  # readings are resolved by now
        pair = _NEEDED[id(part)] = part, frozenset(needed)
    return pair[1]
