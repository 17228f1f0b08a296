"""Finds what never or always applies in a version, and what it lacks or has as 0, perhaps by a slip."""

from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import Any, Literal, get_args, get_origin

from .._texts import listed
from ..claims import Enrolment, bounds_of, kind_of
from ..events import KINDS
from ..formatting import LANGUAGES, amount
from ..frozen import Frozen, every, within
from ..limits import Limit, limits_in
from ..rules import Condition, PerDiem, WithinCover
from ..rules.fact_names import key_name, names_of
from ..sources import Source, Text
from ..terms import Figure, Ladder, Table, read
from ..vocabulary import CONDITIONS, both, event_words, name_of
from .checks.fact_kinds import facts_named
from .checks.known_facts import OF_SOME_EVENTS, always_given
from .contradictions import single_readings
from .term_walk import Leaf, leaves, name_of_steps
from .version import PlanVersion

Unreachable = tuple[str, Text, Text, Source | None]
"""The path, the name, the finding and the source."""


def out_of_reach(version: PlanVersion) -> Iterator[Unreachable]:
    """Rows for values that no claim can have, and rungs that begin after cover has ended."""
    longest = _longest_cover(version)
    for code, name, part in _parts(version):
        if isinstance(part, Table):
            words = _words_of(part.by, version)
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


def without_row(version: PlanVersion) -> Iterator[Unreachable]:
    """Tables that lack rows for values that a claim may have, so that such a claim has no answer."""
    own = dict(names_of(version.facts, version.words))
    for code, name, part in _parts(version):
        words = _words_of(part.by, version) if isinstance(part, Table) else None
        missing = sorted(words - set(part.keys)) if words else []
        if missing:
            fact = own.get(part.by, name_of(part.by))
            rows = listed(key_name(part.by, key, own) for key in missing)
            yield code, name, both(f"{fact.en}: {rows.en}", f"{fact.zh}：{rows.zh}"), part.source


def _parts(version: PlanVersion) -> Iterator[tuple[str, Text, Any]]:
    """Everything within the benefits and the conditions, with the code and the name of these."""
    owners: list[tuple[str, Text, Frozen]] = [(rule.code, rule.name, rule) for rule in version.benefits]
    owners += [(each.condition, CONDITIONS[each.condition], each) for each in version.conditions]
    yield from ((code, name, part) for code, name, owner in owners for part in within(owner))


_FEW = 20
"""Numbers that are told one by one where a table has no row for them."""


def _words_of(fact: str, version: PlanVersion) -> set[Any] | None:
    """Every value that a claim may give for a fact; None where any value is allowed, or one of many."""
    own = dict(version.facts).get(fact)
    if own is not None:
        return {0, 1} if own.kind == "flag" else set(own.codes) or None
    words: set[Any] = {word.code for word in version.words if word.fact == fact == "member_class"}
    for model in (Enrolment, *KINDS.values()):
        if fact in model.model_fields:
            field = model.model_fields[fact]
            literals = [
                one for one in (field.annotation, *get_args(field.annotation)) if get_origin(one) is Literal
            ]
            if literals:
                words.update(word for literal in literals for word in get_args(literal))
            elif kind_of(field) is bool:
                words |= {0, 1}
            elif kind_of(field) is int and bounds_of(field)[1] < _FEW:
                least, most = bounds_of(field)
                words.update(range(least, most + 1))
            else:
                return None
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


_WITHIN_A_TERM = ("rows", "rungs", "beyond", "options")


def zeros(version: PlanVersion) -> Iterator[Unreachable]:
    """Terms that are 0 throughout, each once: by a sum of 0 nothing is paid, by no year of cover none is."""
    terms: dict[tuple[Any, ...], list[Leaf]] = {}
    for leaf in leaves(version):
        counts = leaf.address[0] in ("benefits", "conditions") and not leaf.bare
        if counts and leaf.unit != "flag" and "other_kinds" not in leaf.address:
            inner = (place for place, step in enumerate(leaf.address) if step in _WITHIN_A_TERM)
            terms.setdefault(leaf.address[: next(inner, None)], []).append(leaf)
    told = set()
    for group in terms.values():
        if all(isinstance(leaf.term, Figure) and leaf.term.value == 0 for leaf in group):
            shared = zip(*(leaf.steps for leaf in group), strict=False)
            steps = tuple(first for first, *others in shared if all(first == other for other in others))
            whole = group[0]._replace(steps=steps)
            if whole.path not in told:
                told.add(whole.path)
                text = both(*(amount(0, 0, whole.unit, lang) for lang in LANGUAGES))
                yield whole.path, name_of_steps(steps), text, whole.term.source


def always_holding(version: PlanVersion) -> Iterator[Unreachable]:
    """Facts that each claim has, where a rule asks whether they are given: to claim, to bar, to lift a limit.

    A benefit may be claimed by what its event alone tells, such as the disease.
    """
    found: dict[tuple[str, str], Unreachable] = {}
    for rule in version.benefits:
        event, always = event_words(rule.event), always_given(rule.event)
        asked = {"when": always - OF_SOME_EVENTS, "grades": always - OF_SOME_EVENTS, "unless": always}
        guards = (each for each in version.conditions if rule.code in (each.benefits or (rule.code,)))
        for part in (rule, *guards):
            for path, name, fact in _asking(part, asked):
                text = both(
                    f"{name_of(fact).en}: every claim for {event.en} has it, so that it decides nothing",
                    f"{name_of(fact).zh}：{event.zh}申请必有此项，不起区分作用",
                )
                found[path, text.en] = path, name, text, part.source
    yield from found.values()


def _asking(part: Any, asked: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, Text, str]]:
    """The path and the name of what asks for one of these facts in one of these fields, and the fact."""
    one: Any
    for readings in single_readings(part):
        for one in every(Frozen, read(part, readings)):
            for (field, *_), fact in facts_named(one):
                for_some = field == "unless" and getattr(one, "unless_diseases", None)
                if fact in asked.get(str(field), ()) and not for_some:
                    code = one.condition if isinstance(one, Condition) else one.code
                    code = f"limits.{code}" if isinstance(one, Limit) else code
                    name = CONDITIONS[code] if isinstance(one, Condition) else one.name
                    yield f"{code}.{field}", name, fact
