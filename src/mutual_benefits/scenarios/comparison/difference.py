"""What differs between two versions, piece by piece, and the versions that have only some of it exchanged."""

from collections.abc import Iterator, Set
from typing import Any, NamedTuple

from ...errors import InvalidPlan
from ...rulebook.diff import diff, figure, merged_order
from ...rulebook.term_path import Place, places, rewritten, value_of
from ...rulebook.version import PlanVersion
from ...sources import Text
from ...vocabulary import CONDITIONS, both
from ..sums import ChangeKind
from .structure import Building, put_limits, standing
from .vocabulary import WHY

_NOT_PAID_BY = ("fee", "group")
"""No claim is paid by what membership costs, or by how many of a unit's staff join."""
_MOST_SAID = 3


class Piece(NamedTuple):
    """One thing that differs: its path, what it is, and what stands on either side."""

    path: str
    kind: ChangeKind
    name: Text
    before: Text
    after: Text


class Blend:
    """Two versions, what differs between them, and every version between the two.

    A term that stands in both at one path is a piece of its own. What is built otherwise is a piece as a
    whole: a benefit, a condition, a limit, or the fee tiers, with the terms that only one version has.
    Fees and the size of units are left out, since no claim is paid by them.
    """

    def __init__(self, before: PlanVersion, after: PlanVersion) -> None:
        self.before = before
        self._terms = _terms_apart(before, after)
        self._old, self._new = Building(before), Building(after)
        self._shared = self._old.limits.keys() & self._new.limits.keys()
        self._lone = self._old.lone(self._new) | self._new.lone(self._old)
        one, other = self._old.shapes(self._shared, self._lone), self._new.shapes(self._shared, self._lone)
        self._built = {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
        self.pieces = tuple(sorted(self._pieces(after), key=lambda piece: self._place(piece.path)))

    def mixed(self, taken: Set[str]) -> PlanVersion:
        """The first version, with the pieces of these paths as the second has them.

        Raises:
            InvalidPlan: such a version would contradict itself.
            pydantic.ValidationError: a part of it cannot be.
        """
        rules = [self._limited(key, rule, taken) for key, rule in self._merged("rules", taken)]
        if not rules:
            raise InvalidPlan("no benefit is left")
        codes = {rule.code for rule in rules}
        limits = {code: self._side(f"limits.{code}", taken).limits[code] for code in self._shared}
        adds = dict.fromkeys((*self.before.adds, *self._new.version.adds))
        fields: dict[str, Any] = {
            "benefits": tuple(put_limits(rule, limits) for rule in rules),
            "conditions": tuple(put_limits(guard, limits) for _, guard in self._merged("guards", taken)),
            "adds": tuple(kept for one in adds for kept in standing(one, codes)),
            "fee_tiers": self._side("fee_tiers", taken).version.fee_tiers,
        }
        bare = PlanVersion.trusted(**{**self.before.__dict__, **fields})
        changes = {}
        for place in places(bare):
            if place.path in self._terms:
                term = self._terms[place.path][place.path in taken].term
                if value_of(place.term) != value_of(term):
                    changes[place] = term
        return rewritten(bare, changes)

    def _side(self, key: str, taken: Set[str]) -> Building:
        """The version from which a part is taken that may be built otherwise."""
        return self._new if key in taken and key in self._built else self._old

    def _merged(self, what: str, taken: Set[str]) -> Iterator[tuple[str, Any]]:
        """The benefits or the conditions, in the order of the second version."""
        old, new = getattr(self._old, what), getattr(self._new, what)
        for key in merged_order(old, new):
            part = getattr(self._side(key, taken), what).get(key)
            if part is not None:
                yield key, part

    def _limited(self, key: str, rule: Any, taken: Set[str]) -> Any:
        """The benefit, drawing on limits of which only one version knows just where these stand."""
        kept = [
            limit
            for limit in rule.limits
            if getattr(limit, "code", None) not in self._lone or self._stands(limit.code, taken)
        ]
        codes = {getattr(limit, "code", None) for limit in kept}
        for side in (self._old, self._new):
            other = side.rules.get(key)
            for limit in other.limits if other else ():
                code = getattr(limit, "code", None)
                if code in self._lone and code not in codes and self._stands(code, taken):
                    kept.append(limit)
                    codes.add(code)
        return rule if tuple(kept) == rule.limits else rule.model_copy(update={"limits": tuple(kept)})

    def _stands(self, code: str, taken: Set[str]) -> bool:
        return code in self._side(f"limits.{code}", taken).known

    def _pieces(self, after: PlanVersion) -> Iterator[Piece]:
        for path, (old, new) in self._terms.items():
            yield Piece(path, "term", new.name, figure(old), figure(new))
        said = [change for change in diff(self.before, after).changes if change.kind != "sourced_anew"]
        for key in self._built:
            name, told = self._name(key), []
            own = [one for one in said if one.path not in self._terms and _belongs(one.path, key)]
            for side, building in (("before", self._old), ("after", self._new)):
                clauses = [(one.name, getattr(one, side).text) for one in own if getattr(one, side)]
                built = WHY["one_way" if side == "before" else "other_way"]
                nothing = built if _has(building, key) else WHY["absent"]
                told.append(_listed(name, clauses) if clauses else nothing)
            yield Piece(key, "clause", name, told[0], told[1])

    def _name(self, key: str) -> Text:
        for side in (self._new, self._old):
            if key in side.rules:
                name: Text = side.rules[key].name
                return name
            if key in side.guards:
                return CONDITIONS[side.guards[key].condition]
            if key.startswith("limits.") and key.removeprefix("limits.") in side.known:
                name = side.known[key.removeprefix("limits.")].name
                return both(f"limit “{name.en}”", f"限额“{name.zh}”")
        return WHY["fee_tiers"]

    def _place(self, path: str) -> tuple[int, int, bool, str]:
        """Where a piece stands in the rule book: benefits, limits, conditions; figures last."""
        first = path.split(".")[0]
        rules, guards = (
            merged_order(getattr(self._old, what), getattr(self._new, what)) for what in ("rules", "guards")
        )
        key = f"benefits.{first}"
        built = path in self._built
        if path in rules or key in rules:
            return 0, rules.index(path if path in rules else key), not built, ""
        if first == "limits":
            return 1, 0, not built, path
        kinds = [guard for guard in guards if guard == path or guard.split(".")[1] == first]
        return 2, guards.index(kinds[0]) if kinds else -1, not built, ""


def _terms_apart(before: PlanVersion, after: PlanVersion) -> dict[str, tuple[Place, Place]]:
    """The terms that stand in both versions, in the same unit, and say something else."""
    old = {place.path: place for place in places(before)}
    return {
        new.path: (old[new.path], new)
        for new in places(after)
        if new.path.split(".")[0] not in _NOT_PAID_BY
        and new.path in old
        and old[new.path].unit == new.unit
        and value_of(old[new.path].term) != value_of(new.term)
    }


def _belongs(path: str, key: str) -> bool:
    """Whether a clause is a part of what is built otherwise."""
    kind, _, name = key.partition(".")
    if kind == "fee_tiers":
        return path.startswith("fee.")
    if kind == "limits":
        return path == key or path.startswith(f"{key}.")
    if kind == "conditions":
        first = name.split(".")[0]
        listed = first == "on_list" and path.split(".")[0] == "diseases"
        return path == key or path.startswith((f"{name}.", f"{key}.")) or listed
    return path == key or path.startswith(f"{name}.")


def _has(building: Building, key: str) -> bool:
    """Whether a version has a part at all."""
    limit = key.removeprefix("limits.")
    return key in building.rules or key in building.guards or limit in building.known or key == "fee_tiers"


def _listed(name: Text, clauses: list[tuple[Text, Text]]) -> Text:
    """What a part says that the other has not, the part's own name left out."""
    if len(clauses) > 1:
        clauses = [clause for clause in clauses if clause[0] != name] or clauses[:1]
    told = {}
    for lang, colon, comma, gap in (("en", ": ", ", ", "; "), ("zh", "：", "，", "；")):
        said = []
        for own, text in clauses[:_MOST_SAID]:
            short = own.in_(lang).removeprefix(name.in_(lang)).removeprefix(comma)
            said.append(colon.join(dict.fromkeys(filter(None, (short, text.in_(lang))))))
        if len(clauses) > _MOST_SAID:
            said.append(WHY["more"].in_(lang).format(number=len(clauses) - _MOST_SAID))
        told[lang] = gap.join(said)
    return both(told["en"], told["zh"])
