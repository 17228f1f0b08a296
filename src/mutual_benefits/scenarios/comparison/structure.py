"""The structure of a version: the shapes of its benefits, conditions and limits, without their figures."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from ...diseases import Disease
from ...frozen import Frozen, every
from ...limits import Limit
from ...rulebook.term_walk import leaves
from ...rulebook.version import Adds, PlanVersion

Shape = Any
"""A part of a version without its figures, comparable with `==`."""
_WORDS = frozenset({"source", "basis", "note", "what", "name"})
"""Fields that affect no payment; only a disease's names do."""


class VersionStructure:
    """The parts of a version by key: `benefits.<code>`, `conditions.<kind>`, limits by their code."""

    def __init__(self, version: PlanVersion) -> None:
        self.version = version
        self.benefits = {f"benefits.{rule.code}": rule for rule in version.benefits}
        self.conditions = _conditions_by_key(version)
        variants: dict[str, dict[Limit, None]] = {}
        for limit in every(Limit, (version.benefits, version.conditions)):
            variants.setdefault(limit.code, {})[limit] = None
        self.first_limits = {code: next(iter(limits)) for code, limits in variants.items()}
        """The first occurrence of each limit."""
        self.limits = {code: self.first_limits[code] for code, limits in variants.items() if len(limits) == 1}
        """The limits that are the same under every reading."""
        self._figures = frozenset(leaf.address for leaf in leaves(version))

    def unmatched_limits(self, other: "VersionStructure") -> frozenset[str]:
        """The limits that the other version lacks, of benefits that it has."""
        return frozenset(
            limit.code
            for key, rule in self.benefits.items()
            for limit in rule.limits
            if isinstance(limit, Limit) and limit.code not in other.first_limits and key in other.benefits
        )

    def shapes(self, shared: Set[str], unmatched: Set[str]) -> dict[str, Shape]:
        """The shape of each part. A `shared` limit is a part of its own, apart from the rules that use it."""
        shapes: dict[str, Shape] = {"fee_tiers": tuple(tier.code for tier in self.version.fee_tiers)}
        limits: dict[str, Shape] = {}
        for place, (key, rule) in enumerate(self.benefits.items()):
            shape = self._shape(rule, ("benefits", place), shared, limits)
            pairs = zip(rule.limits, dict(shape[1])["limits"], strict=True)
            own = tuple(each for limit, each in pairs if getattr(limit, "code", None) not in unmatched)
            shapes[key] = _without(shape, "limits"), own
        places = {id(rule): place for place, rule in enumerate(self.version.conditions)}
        for key, rule in self.conditions.items():
            shapes[key] = self._shape(rule, ("conditions", places[id(rule)]), shared, limits)
        shapes |= {f"limits.{code}": shape for code, shape in limits.items()}
        return shapes | {f"limits.{code}": "here" for code in unmatched if code in self.first_limits}

    def _shape(
        self, value: Any, address: tuple[str | int, ...], shared: Set[str], limits: dict[str, Shape]
    ) -> Shape:
        if address in self._figures:
            return "figure"
        if isinstance(value, Frozen):
            words = frozenset({"source", "basis"}) if isinstance(value, Disease) else _WORDS
            shape = (
                type(value).__name__,
                tuple(
                    (name, self._shape(part, (*address, name), shared, limits))
                    for name, part in value.__dict__.items()
                    if name not in words
                ),
            )
            if isinstance(value, Limit) and value.code in shared:
                limits.setdefault(value.code, shape)
                return "limit", value.code
            return shape
        if isinstance(value, tuple):
            return tuple(
                self._shape(part, (*address, place), shared, limits) for place, part in enumerate(value)
            )
        return value


def _without(shape: Shape, field: str) -> Shape:
    kind, fields = shape
    return kind, tuple(pair for pair in fields if pair[0] != field)


def _conditions_by_key(version: PlanVersion) -> dict[str, Any]:
    """The conditions by kind; those of a repeated kind by kind and the benefits they apply to."""
    kinds = [rule.condition for rule in version.conditions]
    conditions: dict[str, Any] = {}
    for rule in version.conditions:
        key = f"conditions.{rule.condition}"
        if kinds.count(rule.condition) > 1:
            key = ".".join((key, "+".join(rule.benefits) or "all"))
        while key in conditions:
            key += "'"
        conditions[key] = rule
    return conditions


def with_limits(value: Any, limits: Mapping[str, Limit]) -> Any:
    """A part of a rule book with its limits replaced by those of the same codes."""
    if isinstance(value, Limit):
        return limits.get(value.code, value)
    if isinstance(value, tuple):
        parts = tuple(with_limits(part, limits) for part in value)
        return parts if any(one is not other for one, other in zip(parts, value, strict=True)) else value
    if isinstance(value, Frozen):
        fields = {name: with_limits(part, limits) for name, part in value.__dict__.items()}
        if any(fields[name] is not part for name, part in value.__dict__.items()):
            return type(value).model_validate(fields)
    return value


def adds_among(adds: Adds, codes: Set[str]) -> Iterator[Adds]:
    """A rule that benefits add up, reduced to these benefits if at least two of them are left."""
    left = tuple(code for code in adds.benefits if code in codes)
    if left == adds.benefits:
        yield adds
    elif len(left) > 1:
        yield adds.model_copy(update={"benefits": left})
