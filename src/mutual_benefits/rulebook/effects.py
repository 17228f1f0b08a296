"""Traces what the result of a benefit or a condition depends on, so that a part without effect is found.

The formula itself is run on values that only remember what they come from: facts, terms and limits. Nothing
here knows any kind of benefit or of condition.
"""

from collections.abc import Iterator, Mapping
from types import FunctionType, MethodType
from typing import Any, NamedTuple

from ..diseases import DiseaseList
from ..frozen import Frozen, parts_of
from ..limits import Limit
from ..rules import Benefit, Condition, PriorPayment
from ..terms import Choice, Figure, Ladder, Table, Unstated

TERMS = (Figure, Unstated, Table, Ladder)

MAPPINGS = ("rows", "options", "only")
"""The fields that hold a small mapping, which plan files write as a table."""


class Effects(NamedTuple):
    """What the result of a benefit or a condition depends on, under one reading."""

    facts: frozenset[str]
    """The facts that are read at all."""
    fields: frozenset[str]
    """The fields that its formula reads."""
    origins: frozenset[Any]
    """What the result comes from: terms, lists and limits by identity, `used` limits and facts by name."""
    counted: frozenset[str]
    """The codes of the limits that are counted, each in its own unit."""

    @property
    def deciding(self) -> frozenset[str]:
        """The facts on which the result depends; others are read and make no difference."""
        return frozenset(fact for fact in self.facts if ("fact", fact) in self.origins)


NOTHING = Effects(frozenset(), frozenset(), frozenset(), frozenset())


def effects_of(part: Benefit | Condition) -> Effects:
    """The effects of a benefit, or of a condition, whose readings are resolved.

    >>> from mutual_benefits import get_plan
    >>> allowance = get_plan("hospital_allowance").versions[0].benefits[0]
    >>> sorted(effects_of(allowance).facts)
    ['days']
    """
    do = _OriginVerbs()
    own: Any = _ReadFields(part, do.fields)
    if isinstance(part, Condition):
        results = [own.holds(do.facts, do)]
        if isinstance(part, PriorPayment) and not part.benefits:  # only claims are counted, not benefits
            own.afterwards(True, do)
    else:
        results = [own.claimed(do.facts, do), own.formula(do.facts, do)[1]]
    origins = _joined(*results).origins
    return Effects(frozenset(do.names), frozenset(do.fields), origins, frozenset(do.counted))


def without_effect(part: Benefit | Condition, own: Effects, everywhere: Effects) -> Iterator[str | int]:
    """The terms, lists and limits (by identity) on which no result depends, and the names of such fields.

    `everywhere` joins the effects of all parts of a plan: what one counts, another may read.
    """
    if isinstance(part, PriorPayment):  # what benefits count, it may read
        own = own._replace(counted=own.counted | everywhere.counted)
    told = {"rule", "condition", "reason", "words"}  # the kind of the part, and how a refusal is told
    shared = {*told, *Benefit.model_fields, *Condition.model_fields}
    for name, value in part.__dict__.items():
        if name not in shared and name not in own.fields and value not in (None, (), False):
            if value != type(part).model_fields[name].default:
                yield name
        else:
            yield from _idle(value, own, everywhere)


def _idle(value: Any, own: Effects, everywhere: Effects) -> Iterator[int]:
    if isinstance(value, (*TERMS, DiseaseList)):
        if id(value) not in own.origins:
            yield id(value)
        return
    if isinstance(value, Limit):
        read = id(value) in own.origins or ("used", value.code) in everywhere.origins
        if not read or value.code not in own.counted:
            yield id(value)
            return
    for each in parts_of(value):
        yield from _idle(each, own, everywhere)


class _Origin:
    """A value that remembers what it comes from, and nothing else."""

    __hash__ = None  # type: ignore[assignment]  # no value is known
    __slots__ = ("origins",)

    def __init__(self, origins: frozenset[Any]) -> None:
        self.origins = origins

    def _with(self, other: Any) -> "_Origin":
        return _joined(self, other)

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _with
    __lt__ = __le__ = __gt__ = __ge__ = _with


def _joined(*values: Any, of: tuple[Any, ...] = ()) -> _Origin:
    """A value that comes from all of these, and from the origins `of`."""
    known = (value.origins for value in values if isinstance(value, _Origin))
    return _Origin(frozenset(of).union(*known))


class _Facts:
    """A claim's facts, which may have any name: a plan file may name anything."""

    def __init__(self, do: "_OriginVerbs") -> None:
        object.__setattr__(self, "fact", do.fact)

    def __getattribute__(self, name: str) -> Any:
        return object.__getattribute__(self, "fact")(name)


class _ReadFields:
    """A benefit or a condition that notes which of its fields a formula reads."""

    def __init__(self, part: Frozen, read: set[str]) -> None:
        self._part = part
        self._read = read

    def __getattr__(self, name: str) -> Any:
        defined = getattr(type(self._part), name, None)
        if isinstance(defined, FunctionType):
            return MethodType(defined, self)
        if isinstance(defined, property) and defined.fget:
            return defined.fget(self)
        self._read.add(name)
        return getattr(self._part, name)


class _OriginVerbs:
    """The verbs of formulas on values that only remember what they come from."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.fields: set[str] = set()
        self.counted: set[str] = set()
        self.facts = _Facts(self)

    def fact(self, name: str) -> _Origin:
        """A fact, which is noted."""
        self.names.add(name)
        return _joined(of=(("fact", name),))

    given = told = fact

    def fact_among(self, name: str, words: Any) -> Any:
        """Whether a fact is one of some words."""
        return self.fact(name)

    def fact_or(self, name: str, term: Any) -> Any:
        """A fact, or the value of a term."""
        return _joined(self.fact(name), self.look_up(term))

    def look_up(self, term: Any, ordinal: Any = None) -> Any:
        """A term, which depends on facts, and on the ordinal where a ladder climbs by it."""
        found = _joined(of=(id(term),))
        if isinstance(term, Table):
            rows = [self.look_up(row, ordinal) for _, row in term.rows if not isinstance(row, int)]
            return _joined(found, self.fact(term.by), *rows)
        if isinstance(term, Ladder):
            if term.by == "ordinal":
                return _joined(found, self.fact("ordinal") if ordinal is None else ordinal)
            if term.by != "day_of_cover":
                return _joined(found, self.fact(term.by))
            return _joined(found, self.fact("happened_on"), self.fact("cover_from"), self.waived(term.waiver))
        return found

    def capped(self, value: Any, term: Any, label: str = "", unit: str = "") -> Any:
        """A value that a term may cut."""
        return _joined(value, self.look_up(term))

    def listed(self, diseases: DiseaseList, disease: Any) -> Any:
        """Whether a disease is on a list."""
        return _joined(disease, of=(id(diseases),))

    def waived(self, waiver: Any) -> Any:
        """Whether a renewal waives a period."""
        return _joined() if waiver is None else _joined(self.fact("renewed"), self.look_up(waiver))

    def used_earlier(self, limit: Limit) -> Any:
        """What earlier claims used, in whichever unit: nothing of a limit within a single claim."""
        return _joined(of=() if limit.per == "event" else (("used", limit.code),))

    def draw(self, limits: tuple[Any, ...], unit: str, asked: Any, ordinal: Any = None) -> Any:
        """What limits leave; those in this unit are counted, and cut only if they have a ceiling."""
        granted = asked
        for limit in limits:
            if limit.unit == unit:
                self.counted.add(limit.code)
                unless = [self.fact(fact) for fact in limit.unless]
                if limit.ceiling is not None:
                    left = (self.look_up(limit.ceiling, ordinal), *unless)
                    granted = _joined(granted, *left, of=(id(limit), ("used", limit.code)))
        return granted

    def count_once(self, limit: Limit, unit: str, units: Any) -> None:
        """Units that are counted once for a claim."""
        self.draw((limit,), unit, units)

    def step(self, label: str, value: Any, unit: str, term: Any = None, of: Any = None) -> Any:
        """The value itself."""
        return value

    def __getattr__(self, verb: str) -> Any:
        return _joined


def places_of(
    written: Any, resolved: Any, readings: Mapping[str, str], path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """The path in a plan file, and the value, of everything in a part whose readings are resolved.

    `written` is the part with all options of its readings.
    """
    if isinstance(written, Choice):
        name = readings.get(written.reading, written.options[0][0])
        yield from places_of(dict(written.options)[name], resolved, readings, (*path, "options", name))
        return
    yield path, resolved
    if isinstance(written, Frozen):
        for name, value in written.__dict__.items():
            now = resolved.__dict__[name]
            if name in MAPPINGS:
                for (key, one), (_, other) in zip(value, now, strict=True):
                    yield from places_of(one, other, readings, (*path, name, str(key)))
            else:
                yield from places_of(value, now, readings, (*path, name))
    elif isinstance(written, tuple):
        for place, (one, other) in enumerate(zip(written, resolved, strict=True)):
            yield from places_of(one, other, readings, (*path, place))


def path_in_file(value: Any, address: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The path in a plan file of what the names of fields and the indexes in tuples lead to."""
    path: tuple[str | int, ...] = ()
    steps = iter(address)
    for step in steps:
        if path and path[-1] in MAPPINGS:
            key, value = value[step]
            next(steps)  # a pair's second entry is its value
            path = (*path, str(key))
        else:
            value = value[step] if isinstance(step, int) else getattr(value, step)
            path = (*path, step)
    return path
