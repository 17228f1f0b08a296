"""How a version is built, whatever its figures are: its benefits, conditions and limits, and their shapes."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from ...diseases import Disease
from ...frozen import Frozen, every
from ...limits import Limit
from ...rulebook.term_walk import leaves
from ...rulebook.version import Adds, PlanVersion

Structure = Any
"""What a part is but for its figures, comparable with `==`."""
_WORDS = frozenset({"source", "basis", "note", "what", "name"})
"""Fields that nothing is paid by; a disease's names are another matter."""


class Building:
    """The parts of a version by key: `benefits.<code>`, `conditions.<kind>`, limits by their code."""

    def __init__(self, version: PlanVersion) -> None:
        self.version = version
        self.rules = {f"benefits.{rule.code}": rule for rule in version.benefits}
        self.guards = _keyed(version)
        found: dict[str, dict[Limit, None]] = {}
        for limit in every(Limit, (version.benefits, version.conditions)):
            found.setdefault(limit.code, {})[limit] = None
        self.known = {code: next(iter(limits)) for code, limits in found.items()}
        """Each limit as it first stands."""
        self.limits = {code: next(iter(limits)) for code, limits in found.items() if len(limits) == 1}
        """The limits that are one and the same under every reading."""
        self._figures = frozenset(leaf.address for leaf in leaves(version))

    def lone(self, other: "Building") -> frozenset[str]:
        """The limits that the other version does not know, on which a benefit draws that it does know."""
        return frozenset(
            limit.code
            for key, rule in self.rules.items()
            for limit in rule.limits
            if isinstance(limit, Limit) and limit.code not in other.known and key in other.rules
        )

    def shapes(self, shared: Set[str], lone: Set[str]) -> dict[str, Structure]:
        """The shape of each part. A limit of `shared` is a part of its own wherever it is drawn on."""
        found: dict[str, Structure] = {"fee_tiers": tuple(tier.code for tier in self.version.fee_tiers)}
        within: dict[str, Structure] = {}
        for place, (key, rule) in enumerate(self.rules.items()):
            shape = self._shape(rule, ("benefits", place), shared, within)
            limits = zip(rule.limits, dict(shape[1])["limits"], strict=True)
            own = tuple(told for limit, told in limits if getattr(limit, "code", None) not in lone)
            found[key] = _without(shape, "limits"), own
        places = {id(guard): place for place, guard in enumerate(self.version.conditions)}
        for key, guard in self.guards.items():
            found[key] = self._shape(guard, ("conditions", places[id(guard)]), shared, within)
        found |= {f"limits.{code}": shape for code, shape in within.items()}
        return found | {f"limits.{code}": "here" for code in lone if code in self.known}

    def _shape(
        self, value: Any, address: tuple[str | int, ...], shared: Set[str], within: dict[str, Structure]
    ) -> Structure:
        if address in self._figures:
            return "figure"
        if isinstance(value, Frozen):
            words = frozenset({"source", "basis"}) if isinstance(value, Disease) else _WORDS
            shape = (
                type(value).__name__,
                tuple(
                    (name, self._shape(part, (*address, name), shared, within))
                    for name, part in value.__dict__.items()
                    if name not in words
                ),
            )
            if isinstance(value, Limit) and value.code in shared:
                within.setdefault(value.code, shape)
                return "limit", value.code
            return shape
        if isinstance(value, tuple):
            return tuple(
                self._shape(part, (*address, place), shared, within) for place, part in enumerate(value)
            )
        return value


def _without(shape: Structure, field: str) -> Structure:
    kind, fields = shape
    return kind, tuple(pair for pair in fields if pair[0] != field)


def _keyed(version: PlanVersion) -> dict[str, Any]:
    """The conditions by kind; one that stands several times, by kind and the benefits it guards."""
    kinds = [guard.condition for guard in version.conditions]
    found: dict[str, Any] = {}
    for guard in version.conditions:
        key = f"conditions.{guard.condition}"
        if kinds.count(guard.condition) > 1:
            key = ".".join((key, "+".join(guard.benefits) or "all"))
        while key in found:
            key += "'"
        found[key] = guard
    return found


def put_limits(value: Any, limits: Mapping[str, Limit]) -> Any:
    """A part of a rule book with these limits in place of those of the same codes."""
    if isinstance(value, Limit):
        return limits.get(value.code, value)
    if isinstance(value, tuple):
        made = tuple(put_limits(part, limits) for part in value)
        return made if any(one is not other for one, other in zip(made, value, strict=True)) else value
    if isinstance(value, Frozen):
        fields = {name: put_limits(part, limits) for name, part in value.__dict__.items()}
        if any(fields[name] is not part for name, part in value.__dict__.items()):
            return type(value).model_validate(fields)
    return value


def standing(adds: Adds, codes: Set[str]) -> Iterator[Adds]:
    """What may be paid together, as far as these benefits go."""
    left = tuple(code for code in adds.benefits if code in codes)
    if left == adds.benefits:
        yield adds
    elif len(left) > 1:
        yield adds.model_copy(update={"benefits": left})
