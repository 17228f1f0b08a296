"""Checks that claims can have every fact that a version uses, and that every part of it has an effect.

A benefit names facts in its fields (`days = "hospital_days"`, a table `by` one), and its formula reads
others. A fact that no claim can have would fail on the first claim, and a part on which no result depends
would be ignored; here both are reported with the plan files.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from ..._texts import both
from ...errors import InvalidPlan
from ...events import HomeLoss
from ...limits import Limit, Unit
from ...rules import Benefit, PriorPayment
from ...terms import Ladder, Table, read
from ..contradictions import single_readings
from ..effects import MAPPINGS, NOTHING, Effects, effects_of, places_of, without_effect
from ..version import PlanVersion
from .fact_kinds import Unusable, never_given, of_wrong_kind, wrong_in_doubts
from .hints import Path
from .known_facts import CLAIMS, FACT_FIELDS, KnownFacts

NO_EFFECT = both("no result depends on it; leave it out", "结果与此无关；请删去")
NOT_COUNTED = both(
    "nothing counts what was paid; name the limit in `limits` of the benefits whose payments count",
    "没有计入已给付的次数；请在应计入的互助金的 limits 中列出此限额",
)
_PERILS: tuple[str, ...] = get_args(HomeLoss.model_fields["peril"].annotation)


Parts = Mapping[Path, Any]
"""The benefits and the conditions of a version by their paths, such as `("benefits", 0)`."""


class PartCase(NamedTuple):
    """One part of a version under one reading: everything in it by path, and what its result depends on."""

    path: Path
    part: Any
    places: tuple[tuple[Path, Any], ...]
    effects: Effects
    known: KnownFacts


def cases_of(parts: Parts, known: KnownFacts) -> Iterator[PartCase]:
    """Each of these parts under each reading that it offers; `known` are the facts that claims can have."""
    for path, part in parts.items():
        try:
            each_alone = single_readings(part)
        except InvalidPlan:  # two places offer a reading with other options, as the version itself tells
            continue
        for readings in each_alone:
            resolved = read(part, readings)
            places = tuple(places_of(part, resolved, readings, path))
            yield PartCase(path, resolved, places, effects_of(resolved), known)


def effects_together(cases: Iterable[PartCase]) -> Effects:
    """What the results of all these parts depend on: what one version counts, a later one may read."""
    several = [case.effects for case in cases]
    return Effects(*(frozenset().union(*sets) for sets in zip(*several, strict=True))) if several else NOTHING


def unusable_in(cases: Sequence[PartCase], everywhere: Effects) -> Iterator[Unusable]:
    """Everything in the parts of one version that no claim can match, or that never has an effect."""
    events: dict[str, str] = {
        case.part.code: case.part.event for case in cases if isinstance(case.part, Benefit)
    }
    idle: dict[Path, Unusable] = {}
    working: set[Path] = set()
    wrong: set[Path] = set()
    for case in cases:
        yield from _unusable_facts(case, events)
        places = dict(case.places)
        without = set(without_effect(case.part, case.effects, everywhere))
        for path, value in case.places:
            for unusable in _unusable_value(case.known, path, value, places.get(path[:-2])):
                wrong.add(unusable.path)
                yield unusable
            if id(value) in without or (len(path) == 3 and path[-1] in without):
                idle.setdefault(path, _idle(case, path, value))
            else:
                working.add(path)
    # What is wrong is to be mended, not left out.
    yield from (each for path, each in idle.items() if path not in working and each.path not in wrong)


def _unusable_facts(case: PartCase, events: Mapping[str, str]) -> Iterator[Unusable]:
    """The facts that a part reads or names, but that claims for its events do not have."""
    part, own = case.part, set(events.values())
    if isinstance(part, Benefit):
        own = {part.event}
    elif part.benefits:
        own = {events[code] for code in part.benefits if code in events}
    used = case.effects.facts.union(*(_named(value) for _, value in case.places))
    for event in sorted(own):
        for fact in sorted(used - case.known.of(event)):
            places = [path for path, value in case.places if value == fact and _names_fact(path)]
            for path in places or [case.path]:
                yield Unusable(
                    path, both(f"a claim for {event} has no fact {fact!r}", f"{event} 申请没有 {fact!r} 一项")
                )


_NAMING = {field for fields in FACT_FIELDS.values() for field in fields}


def _names_fact(path: Path) -> bool:
    return next((step for step in reversed(path) if isinstance(step, str)), "") in _NAMING


def _named(value: Any) -> Iterator[str]:
    """The facts that a table or a limit names."""
    if isinstance(value, Table):
        yield value.by
    if isinstance(value, Limit):
        yield from filter(None, (value.subject, *value.unless))


def _unusable_value(known: KnownFacts, path: Path, value: Any, outer: Any) -> Iterator[Unusable]:
    """What is wrong with one value of a part, whichever formula uses it; `outer` holds it in a row."""
    yield from _twice(path, value)
    yield from of_wrong_kind(known, path, value)
    yield from never_given(known, path, value)
    if isinstance(value, Table) and isinstance(outer, Table) and outer.by == value.by:
        en = f"the rows around it are by {value.by} already; give another fact"
        right = both(en, f"外层已按 {value.by} 分行；请给出另一事项")
        yield Unusable((*path, "by"), right)
    elif isinstance(value, Ladder):
        first = value.rungs[0]
        if value.by == "ordinal" and first.through + first.inclusive < 2:
            right = both("no ordinal is below 1; leave it out", "次序不会小于 1；请删去")
            yield Unusable((*path, "rungs", 0), right)
    elif isinstance(value, Limit):
        yield from _unusable_limit(path, value)
    if path[-1] == "peril" and value not in _PERILS:
        en = f"no claim can name the peril {value!r}; give {' or '.join(_PERILS)}"
        yield Unusable(path, both(en, f"申请的灾害不可能为 {value!r}；请给出 {' 或 '.join(_PERILS)}"))


def _twice(path: Path, value: Any) -> Iterator[Unusable]:
    """The entries of a list that are in it before."""
    seen: set[Any] = set()
    for place, entry in enumerate(value if isinstance(value, tuple) and path[-1] not in MAPPINGS else ()):
        if entry in seen:
            yield Unusable(
                (*path, place),
                both(
                    "the list has the same entry before; keep one", "列表中前面已有同样的一项；请只保留一个"
                ),
            )
        seen.add(entry)


def _unusable_limit(path: Path, limit: Limit) -> Iterator[Unusable]:
    if limit.per == "event":
        for field in ("subject", "period_unstated"):
            if getattr(limit, field):
                right = both(
                    "it has no effect on a limit per event, which one claim uses up; leave it out",
                    "限额按次计，一件申请即用尽，此项不起作用；请删去",
                )
                yield Unusable((*path, field), right)


def _idle(case: PartCase, path: Path, value: Any) -> Unusable:
    """A part without effect; a limit that is counted in a wrong unit, with the units that would be right."""
    if isinstance(value, Limit) and value.code not in case.effects.counted:
        units = [
            unit for unit in get_args(Unit) if _counts(case, path, value.model_copy(update={"unit": unit}))
        ]
        if units:
            right = both(
                f"nothing is counted in this unit here; give {' or '.join(units)}",
                f"此处没有以此为单位的计数；请给出 {' 或 '.join(units)}",
            )
            return Unusable((*path, "unit"), right, value.unit)
        if isinstance(case.part, PriorPayment):
            return Unusable(path, NOT_COUNTED)
    return Unusable(path, NO_EFFECT)


def _counts(case: PartCase, path: Path, limit: Limit) -> bool:
    """Whether a limit that takes the place of another is counted."""
    name = path[2]
    value = (limit,) if name == "limits" else limit
    return limit.code in effects_of(case.part.trusted(**{**case.part.__dict__, name: value})).counted


def unusable_in_whole(version: PlanVersion, read: frozenset[str]) -> Iterator[Unusable]:
    """What has no effect, or what no claim can match, beside the benefits and conditions of a version.

    `read` are the facts that these read.
    """
    unread = [name for name, _ in version.facts if name not in read]
    yield from (Unusable(("facts", name), NO_EFFECT) for name in unread)
    events = {rule.code: rule.event for rule in version.benefits}
    if version.fee is not None and version.fee_tiers:
        yield Unusable(
            ("fee",), both("the fee tiers say what is due; leave it out", "应缴会费由会费档次规定；请删去")
        )
    for place, adds in enumerate(version.adds):
        if len({events[code] for code in adds.benefits}) == len(set(adds.benefits)):
            yield Unusable(
                ("adds", place),
                both(
                    "no claim is for two of these benefits; leave it out",
                    "没有申请会同时涉及其中两项；请删去",
                ),
            )
    yield from wrong_in_doubts(version)
    for place, doubt in enumerate(version.doubts):
        for fact, word in doubt.only:
            right = CLAIMS.right_word(fact, word) if CLAIMS.is_word(fact) and word != "true" else None
            if right:
                yield Unusable(("doubts", place, "only", fact), right)
    yield from _twice(("conditions",), version.conditions)
    for name in ("adds", "doubts", "words"):
        for path, value in places_of(version.__dict__[name], version.__dict__[name], {}, (name,)):
            yield from _twice(path, value)
