"""Lists every number of a version with its name, its path and its address."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Protocol, Self

from ..limits import Limit
from ..rules.fact_names import key_name, names_of, rung_name
from ..rules.own_facts import Fact
from ..sources import Basis, Source, Text
from ..terms import Choice, Figure, Ladder, Table, Unstated
from ..vocabulary import CONDITIONS, FIELDS, PHRASES, READINGS, both, name_of


class VersionTerms(Protocol):
    """The parts of a version that are needed to list and to amend its numbers; `PlanVersion` has them all."""

    @property
    def effective_from(self) -> date: ...
    @property
    def fee(self) -> Any: ...
    @property
    def fee_tiers(self) -> tuple[Any, ...]: ...
    @property
    def group(self) -> Any: ...
    @property
    def benefits(self) -> tuple[Any, ...]: ...
    @property
    def conditions(self) -> tuple[Any, ...]: ...
    @property
    def facts(self) -> tuple[tuple[str, Fact], ...]: ...
    @property
    def words(self) -> tuple[Any, ...]: ...
    @property
    def made_from(self) -> tuple[Any, ...]: ...
    @classmethod
    def model_validate(cls, obj: Any, /) -> Self: ...


class PathStep(NamedTuple):
    """One step of a path: its word in the path, and its name in words (None if it adds nothing)."""

    word: str
    name: Text | None = None
    in_path: bool = True
    """Whether the path that is displayed contains the step."""
    required: bool = True
    """Whether a path that is looked up must contain the step."""


class Leaf(NamedTuple):
    """One number of a version, or the unstated term in its place."""

    steps: tuple[PathStep, ...]
    """From the benefit, the condition or the limit down to the number."""
    owner: tuple[PathStep, ...]
    """The steps that lead to a limit; empty if the number is not a limit's."""
    address: tuple[str | int, ...]
    """The names of fields and the indexes in tuples that lead to it."""
    term: Figure | Unstated
    unit: str
    bare: Literal["", "number", "tier", "bounds"] = ""
    """What must be written here, if not any term: a number, one with its fee tier's source, or bounds."""

    @property
    def path(self) -> str:
        """The path that is displayed; a limit's is the same for every benefit that draws on it."""
        steps = (_LIMITS, *self.steps) if self.owner else self.steps
        return ".".join(step.word for step in steps if step.in_path)

    @property
    def long_path(self) -> str:
        """The path with every step, including those that lead to a limit."""
        return ".".join(step.word for step in (*self.owner, *self.steps))

    @property
    def name(self) -> Text:
        """The name of the number in words."""
        return name_of_steps(self.steps)

    def matches(self, words: list[str]) -> bool:
        """Whether a path, which may leave out optional steps, leads here."""
        if not self.owner:
            return _matches(self.steps, words)
        code, *rest = self.steps
        if _matches((_LIMITS, code, *rest), words):
            return True
        in_a_field = self.owner[-1].required and self.owner[-1] != _LIMITS
        return _matches((*self.owner, code._replace(required=not in_a_field), *rest), words)


_LIMITS = PathStep("limits")


def name_of_steps(steps: Sequence[PathStep]) -> Text:
    """The names of the steps of a path, one after the other."""
    names = [step.name for step in steps if step.name is not None]
    return both(", ".join(name.en for name in names), "，".join(name.zh for name in names))


def _matches(steps: Sequence[PathStep], words: Sequence[str]) -> bool:
    if not steps:
        return not words
    first, rest = steps[0], steps[1:]
    if words and words[0] == first.word and _matches(rest, words[1:]):
        return True
    return not first.required and _matches(rest, words)


_OPTIONAL = {word: PathStep(word, in_path=False, required=False) for word in ("ordinary", "ceiling", "value")}


class Way(NamedTuple):
    """The way to a part of a version."""

    steps: tuple[PathStep, ...]
    address: tuple[str | int, ...]
    owner: tuple[PathStep, ...] = ()
    own_facts: Mapping[str, Text] = MappingProxyType({})
    """The names of the facts that the version declares, and of their words."""

    def to(self, *fields: str | int, step: PathStep | None = None) -> "Way":
        """The way continued through these fields, under a step of the path."""
        steps = self.steps if step is None else (*self.steps, step)
        return self._replace(steps=steps, address=(*self.address, *fields))


def leaves(version: VersionTerms) -> Iterator[Leaf]:
    """Each number of a version: fees, the group threshold, benefits with their limits, conditions."""
    yield from _fees(version)
    own_facts = dict(names_of(version.facts, version.words))
    for place, rule in enumerate(version.benefits):
        yield from _part(rule, Way((PathStep(rule.code, rule.name),), ("benefits", place), (), own_facts))
    for guard, way in guards(version):
        yield from _part(guard, way)


def guards(version: VersionTerms) -> Iterator[tuple[Any, Way]]:
    """Each condition with the way to it, which names its benefits where several are of one kind."""
    kinds = [guard.condition for guard in version.conditions]
    own = dict(names_of(version.facts, version.words))
    for place, guard in enumerate(version.conditions):
        step = PathStep(guard.condition, CONDITIONS[guard.condition])
        way = Way((step,), ("conditions", place), own_facts=own)
        if kinds.count(guard.condition) > 1:
            codes = "+".join(guard.apart) or "all"
            known = own | {rule.code: rule.name for rule in version.benefits}
            names = "、".join(known.get(code, name_of(code)).zh for code in guard.apart) or "全部互助金"
            en, zh = PHRASES["guards"].en, PHRASES["guards"].zh
            guarded = both(en.format(benefits=codes).strip(" ()"), zh.format(benefits=names).strip("（）"))
            way = way.to(step=PathStep(codes, guarded, required=False))
        yield guard, way


def _fees(version: VersionTerms) -> Iterator[Leaf]:
    fee = PathStep("fee", PHRASES["fee"])
    for place, tier in enumerate(version.fee_tiers):
        way = Way((fee, PathStep(tier.code, key_name("fee_tier", tier.code, {}))), ("fee_tiers", place))
        for name, own in (("ordinary", _OPTIONAL["ordinary"]), ("high_risk", _named("high_risk"))):
            to = way.to(name, step=own)
            cited = {"source": tier.source, "basis": tier.basis, "note": None}
            term = Figure.trusted(term="figure", value=getattr(tier, name), **cited)
            yield Leaf(to.steps, (), to.address, term, "fen", "tier")
    if version.fee is not None:
        yield from _term(version.fee, "fen", Way((fee,), ("fee",)))
    if version.group is not None:
        way = Way((_named("group"),), ("group",))
        yield from _term(version.group.share, "basis_points", way.to("share", step=_named("group_share")))
        whole = way.to("whole_up_to", step=_named("whole_up_to"))
        yield from _term(version.group.whole_up_to, "member", whole)


def _named(word: str) -> PathStep:
    return PathStep(word.removeprefix("group_"), FIELDS[word])


def _part(part: Any, way: Way) -> Iterator[Leaf]:
    """The numbers of a benefit, a condition or a band: its own terms, then its bands and limits."""
    for name, unit in (*part.units.items(), ("waiver", "flag")):
        value = getattr(part, name, None)
        only_bounds = value is not None and type(part).model_fields[name].annotation is Unstated
        for leaf in () if value is None else _term(value, unit, way.to(name, step=_named(name))):
            yield leaf._replace(bare="bounds") if only_bounds else leaf
    for field in ("bands", "tops"):
        yield from _bands(getattr(part, field, ()), field, way.to(field, step=PathStep(field)))
    for name, value in part.__dict__.items():
        if isinstance(value, Limit):
            yield from _limit(value, way.to(name, step=PathStep(name)))
    for place, limit in enumerate(getattr(part, "limits", ())):
        yield from _limit(limit, way.to("limits", place, step=_LIMITS))


def _bands(bands: Any, phrase: str, way: Way) -> Iterator[Leaf]:
    if isinstance(bands, Choice):
        for option, to in _options(bands, way):
            yield from _bands(option, phrase, to)
        return
    phrase = "top" if phrase == "tops" and len(bands) == 1 else phrase
    for place, band in enumerate(bands):
        number = str(place + 1)
        name = both(*(PHRASES[phrase].in_(lang).format(number=number) for lang in ("en", "zh")))
        yield from _part(band, way.to(place, step=PathStep(number, name)))


def _limit(limit: Any, way: Way) -> Iterator[Leaf]:
    if isinstance(limit, Choice):
        for option, to in _options(limit, way):
            yield from _limit(option, to)
    elif limit.ceiling is not None:
        words = ("", "") if way.steps[-1].word == "yearly_deductible" else ("limit ", "限额")
        name = both(f"{words[0]}“{limit.name.en}”", f"{words[1]}“{limit.name.zh}”")
        steps, address = (PathStep(limit.code, name), _OPTIONAL["ceiling"]), (*way.address, "ceiling")
        yield from _term(limit.ceiling, limit.unit, Way(steps, address, way.steps, way.own_facts))


def _options(choice: Choice[Any], way: Way) -> Iterator[tuple[Any, Way]]:
    for place, (name, option) in enumerate(choice.options):
        text = both(f"{choice.reading} “{name}”", f"{choice.reading}“{name}”")
        words = [READINGS.get(code) for code in (choice.reading, f"{choice.reading}={name}")]
        if words[0] and words[1]:
            text = both(f"under “{words[1].en}” ({choice.reading})", f"{words[0].zh}按“{words[1].zh}”")
        yield option, way.to("options", place, 1, step=PathStep(name, text, required=False))


def _term(
    term: Any, unit: str, way: Way, source: Source | None = None, basis: Basis | None = None
) -> Iterator[Leaf]:
    if isinstance(term, int):
        figure = Figure.trusted(term="figure", value=term, source=source, basis=basis, note=None)
        yield Leaf(way.steps, way.owner, way.address, figure, unit)
    elif isinstance(term, Choice):
        for option, to in _options(term, way):
            yield from _term(option, unit, to)
    elif isinstance(term, Table):
        for place, (key, row) in enumerate(term.rows):
            name = key_name(term.by, key, way.own_facts)
            to = way.to("rows", place, 1, step=PathStep(str(key), name))
            yield from _term(row, unit, to, term.source, term.basis)
    elif isinstance(term, Ladder):
        yield from _ladder(term, unit, way)
    else:
        yield Leaf(way.steps, way.owner, way.address, term, unit)


def _ladder(ladder: Ladder, unit: str, way: Way) -> Iterator[Leaf]:
    at = {"day_of_cover": "ordinal_day", "ordinal": "ordinal"}.get(ladder.by, "number")
    for place, rung in enumerate(ladder.rungs):
        name = rung_name(ladder, rung, way.own_facts)
        here = way.to("rungs", place, step=PathStep("rungs")).to(step=PathStep(str(place + 1), name))
        end, value = here.to("through", step=_named("through")), here.to("value", step=_OPTIONAL["value"])
        cited = {"source": rung.value.source, "basis": rung.value.basis, "note": None}
        last = Figure.trusted(term="figure", value=rung.through, **cited)
        yield Leaf(end.steps, end.owner, end.address, last, at, "number")
        yield Leaf(value.steps, value.owner, value.address, rung.value, unit)
    beyond = way.to("beyond", step=PathStep("beyond", PHRASES["beyond"]))
    yield Leaf(beyond.steps, beyond.owner, beyond.address, ladder.beyond, unit)
    if ladder.waiver is not None:
        waiver = way.to("waiver", step=_named("waiver"))
        yield Leaf(waiver.steps, waiver.owner, waiver.address, ladder.waiver, "flag")
