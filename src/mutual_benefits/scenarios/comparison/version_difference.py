"""Lists what differs between two versions, and builds versions with only some of those changes."""

from collections.abc import Iterator, Set
from typing import Any, NamedTuple

from ..._texts import both
from ...errors import InvalidPlan
from ...rulebook.diff import diff, figure, merged_order
from ...rulebook.term_path import Place, places, rewritten, value_of
from ...rulebook.version import PlanVersion
from ...sources import Text
from ...vocabulary import CONDITIONS
from ..sums import ChangeKind
from .structure import VersionStructure, adds_among, with_limits
from .vocabulary import WHY

_NOT_PAID_BY = ("fee", "group")
"""Terms that affect no claim: what membership costs, and how many of a unit's staff must join."""
_MOST_CLAUSES = 3


class ChangedItem(NamedTuple):
    """One difference between two cases: its path, its kind and name, and its value in both."""

    path: str
    kind: ChangeKind
    name: Text
    before: Text
    after: Text


class IntermediateVersions:
    """The changes between two versions, and every version with only some of them made.

    A term that both versions have at one path is a change of its own. A benefit, a condition, a limit or
    the fee tiers of another structure are changed as a whole, with the terms that only one version has.
    Fees and the size of units are left out, since they affect no claim.
    """

    def __init__(self, before: PlanVersion, after: PlanVersion) -> None:
        self.before = before
        self._terms = _changed_terms(before, after)
        self._old, self._new = VersionStructure(before), VersionStructure(after)
        self._shared = self._old.limits.keys() & self._new.limits.keys()
        self._unmatched = self._old.unmatched_limits(self._new) | self._new.unmatched_limits(self._old)
        one, other = (side.shapes(self._shared, self._unmatched) for side in (self._old, self._new))
        self._restructured = {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
        self.changes = tuple(sorted(self._changes(after), key=lambda change: self._place(change.path)))

    def version_with(self, paths: Set[str]) -> PlanVersion:
        """The first version, with the changes of these paths made.

        Raises:
            InvalidPlan: such a version would contradict itself.
            pydantic.ValidationError: a part of such a version would be invalid.
        """
        benefits = [self._limited(key, rule, paths) for key, rule in self._merged("benefits", paths)]
        if not benefits:
            raise InvalidPlan(both("no benefit is left", "没有剩下任何互助金"))
        codes = {benefit.code for benefit in benefits}
        limits = {code: self._side(f"limits.{code}", paths).limits[code] for code in self._shared}
        adds = dict.fromkeys((*self.before.adds, *self._new.version.adds))
        fields: dict[str, Any] = {
            "benefits": tuple(with_limits(rule, limits) for rule in benefits),
            "conditions": tuple(with_limits(rule, limits) for _, rule in self._merged("conditions", paths)),
            "adds": tuple(kept for each in adds for kept in adds_among(each, codes)),
            "fee_tiers": self._side("fee_tiers", paths).version.fee_tiers,
            "facts": tuple((dict(self._new.version.facts) | dict(self.before.facts)).items()),
            "words": tuple(dict.fromkeys((*self.before.words, *self._new.version.words))),
        }
        restructured = PlanVersion.trusted(**{**self.before.__dict__, **fields})
        terms = {}
        for place in places(restructured):
            if place.path in self._terms:
                term = self._terms[place.path][place.path in paths].term
                if value_of(place.term) != value_of(term):
                    terms[place] = term
        return rewritten(restructured, terms)

    def _side(self, key: str, paths: Set[str]) -> VersionStructure:
        """The version that a part comes from."""
        return self._new if key in paths and key in self._restructured else self._old

    def _merged(self, kind: str, paths: Set[str]) -> Iterator[tuple[str, Any]]:
        """The benefits or the conditions, in the order of the version that the first changed part comes from.

        Benefits that share a limit draw from it in order, so that the order is a part of what is changed.
        """
        old, new = list(getattr(self._old, kind)), list(getattr(self._new, kind))
        first = min(self._restructured, key=lambda key: (not key.startswith("limits."), key), default="")
        for key in merged_order(old, new) if first in paths else merged_order(new, old):
            part = getattr(self._side(key, paths), kind).get(key)
            if part is not None:
                yield key, part

    def _keys(self, kind: str) -> list[str]:
        return merged_order(list(getattr(self._old, kind)), list(getattr(self._new, kind)))

    def _limited(self, key: str, benefit: Any, paths: Set[str]) -> Any:
        """The benefit, with a limit that only one version has if that version's side is chosen for it."""
        kept = [
            limit
            for limit in benefit.limits
            if getattr(limit, "code", None) not in self._unmatched or self._has_limit(limit.code, paths)
        ]
        codes = {getattr(limit, "code", None) for limit in kept}
        for side in (self._old, self._new):
            other = side.benefits.get(key)
            for limit in other.limits if other else ():
                code = getattr(limit, "code", None)
                if code in self._unmatched and code not in codes and self._has_limit(code, paths):
                    kept.append(limit)
                    codes.add(code)
        return (
            benefit if tuple(kept) == benefit.limits else benefit.model_copy(update={"limits": tuple(kept)})
        )

    def _has_limit(self, code: str, paths: Set[str]) -> bool:
        return code in self._side(f"limits.{code}", paths).first_limits

    def _changes(self, after: PlanVersion) -> Iterator[ChangedItem]:
        for path, (old, new) in self._terms.items():
            yield ChangedItem(path, "term", new.name, figure(old), figure(new))
        clauses = [change for change in diff(self.before, after).changes if change.kind != "sourced_anew"]
        for key in self._restructured:
            name, texts = self._name(key), []
            own = [each for each in clauses if each.path not in self._terms and _belongs(each.path, key)]
            for side, structure in (("before", self._old), ("after", self._new)):
                values = [(each.name, getattr(each, side).text) for each in own if getattr(each, side)]
                way = WHY["one_way" if side == "before" else "other_way"]
                default = way if _has(structure, key) else WHY["absent"]
                texts.append(_clauses_text(name, values) if values else default)
            yield ChangedItem(key, "clause", name, texts[0], texts[1])

    def _name(self, key: str) -> Text:
        for side in (self._new, self._old):
            if key in side.benefits:
                name: Text = side.benefits[key].name
                return name
            if key in side.conditions:
                return CONDITIONS[side.conditions[key].condition]
            if key.startswith("limits.") and key.removeprefix("limits.") in side.first_limits:
                name = side.first_limits[key.removeprefix("limits.")].name
                return both(f"limit “{name.en}”", f"限额“{name.zh}”")
        return WHY["fee_tiers"]

    def _place(self, path: str) -> tuple[int, int, bool, str]:
        """The place of a change in the rule book: benefits, limits, conditions; figures last."""
        first = path.split(".")[0]
        benefits, conditions = self._keys("benefits"), self._keys("conditions")
        key = path if path in benefits else f"benefits.{first}"
        is_term = path not in self._restructured
        if key in benefits:
            return 0, benefits.index(key), is_term, ""
        if first == "limits":
            return 1, 0, is_term, path
        own = [key for key in conditions if key == path or key.split(".")[1] == first]
        return 2, conditions.index(own[0]) if own else -1, is_term, ""


def _changed_terms(before: PlanVersion, after: PlanVersion) -> dict[str, tuple[Place, Place]]:
    """The terms that both versions have in the same unit, but with different values."""
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
    """Whether a clause belongs to a restructured part."""
    kind, _, name = key.partition(".")
    if kind == "fee_tiers":
        return path.startswith("fee.")
    if kind == "limits":
        return path == key or path.startswith(f"{key}.")
    if kind == "conditions":
        first = name.split(".")[0]
        in_list = first == "on_list" and path.split(".")[0] == "diseases"
        return path == key or path.startswith((f"{name}.", f"{key}.")) or in_list
    return path == key or path.startswith(f"{name}.")


def _has(structure: VersionStructure, key: str) -> bool:
    """Whether a version has a part at all."""
    limit = key.removeprefix("limits.")
    parts = (structure.benefits, structure.conditions)
    return any(key in keys for keys in parts) or limit in structure.first_limits or key == "fee_tiers"


def _clauses_text(name: Text, clauses: list[tuple[Text, Text]]) -> Text:
    """The clauses of a part that the other version lacks, without the part's own name."""
    if len(clauses) > 1:
        clauses = [clause for clause in clauses if clause[0] != name] or clauses[:1]
    joined = {}
    for lang, colon, comma, gap in (("en", ": ", ", ", "; "), ("zh", "：", "，", "；")):
        parts = []
        for own, text in clauses[:_MOST_CLAUSES]:
            short = own.in_(lang).removeprefix(name.in_(lang)).removeprefix(comma)
            parts.append(colon.join(dict.fromkeys(filter(None, (short, text.in_(lang))))))
        if len(clauses) > _MOST_CLAUSES:
            parts.append(WHY["more"].in_(lang).format(number=len(clauses) - _MOST_CLAUSES))
        joined[lang] = gap.join(parts)
    return both(joined["en"], joined["zh"])
