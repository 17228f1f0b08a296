"""Caveats about the terms of a result: those that are inferred."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from ...engine.outcome import NIL
from ...engine.trace import RawStep
from ...frozen import within
from ...rules import Condition
from ...sources import Basis, Source, Text
from ...terms import Figure, Unstated
from ...vocabulary import CONDITIONS, PHRASES
from ..steps import StepScope, step_label, step_scope
from ..worked_claim import WorkedClaim
from .caveat_rule import CaveatFields, CaveatScope

Named = Callable[[str], str]
"""A name by language."""


def term_caveats(worked: WorkedClaim, scope: CaveatScope) -> Iterator[CaveatFields]:
    """One caveat for the terms of the same benefits that are inferred from one source, one for conditions.

    A condition that is inferred as a whole is named once, and not again by its terms.
    """
    labels, guards = step_scope(*scope), _guards(scope)
    used: dict[tuple[str, str], tuple[RawStep, Source, dict[str, Text]]] = {}
    for guarded, steps in worked.claimed_benefits():
        for step, source in _inferred(steps, guards):
            _, _, names = used.setdefault((source.id, _term(step, labels, "en")), (step, source, {}))
            names[guarded.benefit.code] = guarded.benefit.name
    benefits: dict[tuple[str, ...], tuple[Source, list[Text], list[Named]]] = {}
    for step, source, names in used.values():
        group = benefits.setdefault((source.id, *names), (source, list(names.values()), []))
        group[2].append(partial(_term, step, labels))
    for source, named, terms in benefits.values():
        of = partial(_joined, [name.in_ for name in named])
        yield "inferred", {"benefits": of, "terms": partial(_joined, terms), "source": source}
    conditions: dict[str, tuple[Source, dict[str, Named]]] = {}
    for step, source in _inferred(worked.trace.conditions, guards):
        name = _term(step, labels, "en")
        conditions.setdefault(source.id, (source, {}))[1][name] = partial(_term, step, labels)
    for condition in _checked(worked, guards):
        source, text = condition.source, CONDITIONS[condition.condition]
        conditions.setdefault(source.id, (source, {}))[1][text.en] = partial(_quoted, text)
    for source, by_name in conditions.values():
        yield "inferred_condition", {"terms": partial(_joined, by_name.values()), "source": source}


class _Guards(NamedTuple):
    """The conditions of an answer, as far as some of them are inferred as a whole."""

    of_benefits: tuple[tuple[Condition, ...], ...]
    """For each benefit all its conditions, in the order of their checks; none if none is inferred."""
    parts: frozenset[int]
    """The identities of everything inside an inferred condition."""


@lru_cache(maxsize=512)
def _guards(scope: CaveatScope) -> _Guards:
    answer = scope.answer
    of_benefits = [(*answer.conditions, *guarded.conditions) for guarded in answer.benefits]
    inferred = [[each for each in all_ if each.basis is Basis.INFERRED] for all_ in of_benefits]
    parts = frozenset(id(part) for some in inferred for each in some for part in within(each))
    return _Guards(
        tuple(all_ if some else () for all_, some in zip(of_benefits, inferred, strict=True)), parts
    )


def _checked(worked: WorkedClaim, guards: _Guards) -> Iterator[Condition]:
    """The inferred conditions that the claim was checked against, up to the one that refuses a benefit."""
    facts = worked.facts.__dict__
    for outcome, conditions in zip(worked.outcomes, guards.of_benefits, strict=True):
        for condition in conditions if outcome is not NIL else ():
            if condition.needs and any(facts[fact] is None for fact in condition.needs):
                continue
            if condition.basis is Basis.INFERRED:
                yield condition
            if condition.reason == outcome[4]:
                break


def _inferred(steps: Iterable[RawStep], guards: _Guards) -> Iterator[tuple[RawStep, Source]]:
    """The steps that use an inferred term of their own which made a difference to them, and its source."""
    for step in steps:
        term = step.term
        if term is None or term.basis is not Basis.INFERRED or isinstance(term, Unstated):
            continue
        if id(term) not in guards.parts and (step.limit_units is None or step.value != step.limit_units[0]):
            yield step, term.source


def _term(step: RawStep, labels: StepScope, lang: str) -> str:
    name = step.limit.name.in_(lang) if step.limit else step_label(step, labels, lang)
    note = step.term.note if isinstance(step.term, Figure) else None
    return f"“{name}”" + (PHRASES["note"].in_(lang).format(note=note.in_(lang)) if note else "")


def _quoted(name: Text, lang: str) -> str:
    return f"“{name.in_(lang)}”"


def _joined(names: Iterable[Named], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(name(lang) for name in names)
