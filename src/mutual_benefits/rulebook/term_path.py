"""The terms of a version by their paths: listed in order, looked up, and replaced.

A path leads from a benefit or a condition to one number, e.g. `living_allowance.rate.100`,
`within_cover.years`, `stay_share.share.rungs.1`, `over_cap_share.bands.2.ceiling`. A limit has one path
however many benefits draw on it: `limits.living_days`. Fees are `fee`, or `fee.100` and
`fee.100.high_risk` by tier; a unit's threshold is `group.share`. Where readings differ, the option is
part of the path: `stay_share.deductible.reduced.inpatient.model_worker.rungs.1`.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from .._texts import OR, both, listed
from ..errors import InvalidPlan, UnknownPath
from ..frozen import Frozen
from ..sources import Text
from ..terms import Figure, Unstated
from .term_walk import Leaf, VersionTerms, leaves

LeafTerm = Figure | Unstated
Address = tuple[str | int, ...]
"""The names of fields and the indexes in tuples that lead to a value of a version."""

VersionT = TypeVar("VersionT", bound=VersionTerms)


class Place(NamedTuple):
    """One term of a version: its path, the term, its unit, and its name in words."""

    path: str
    term: LeafTerm
    unit: str
    name: Text
    leaves: tuple[Leaf, ...]
    """Where it is written: in several places for a limit that several benefits draw on."""


def terms_of(version: VersionTerms) -> Iterator[tuple[str, LeafTerm, str]]:
    """Each term of a version in order: its path, the figure or unstated term, and its unit.

    A row that is a plain number is given as a `Figure` with its table's source and basis.

    >>> from mutual_benefits import get_plan
    >>> version = get_plan("accident").versions[-1]
    >>> path, figure, unit = next(term for term in terms_of(version) if term[0].endswith("rate.26"))
    >>> path, figure.value, unit
    ('living_allowance.rate.26', 3000, 'fen_per_day')
    """
    for place in places(version):
        yield place.path, place.term, place.unit


def places(version: VersionTerms) -> tuple[Place, ...]:
    """Each term of a version, in order, with its name in words and where it is written."""
    cached = _CACHE.get(id(version))
    if cached is None:
        if len(_CACHE) >= _MOST_CACHED:
            _CACHE.clear()
        cached = _CACHE[id(version)] = (version, tuple(_places(version)))
    return cached[1]


_CACHE: dict[int, tuple[VersionTerms, tuple[Place, ...]]] = {}
"""The places of versions by identity; holding the version keeps its identity from being reused."""
_MOST_CACHED = 64


def _places(version: VersionTerms) -> Iterator[Place]:
    by_path: dict[str, list[Leaf]] = {}
    for leaf in leaves(version):
        by_path.setdefault(leaf.path, []).append(leaf)
    for path, group in by_path.items():
        if len({(leaf.term, leaf.unit) for leaf in group}) == 1:
            first = group[0]
            yield Place(path, first.term, first.unit, first.name, tuple(group))
            continue
        # A limit that differs between readings: each variant has the long path of its place.
        for leaf in group:
            yield Place(leaf.long_path, leaf.term, leaf.unit, leaf.name, (leaf,))


def place_of(version: VersionTerms, path: str) -> Place:
    """The term at a path.

    Optional steps, such as the option of a reading or `ceiling` after a limit, may be left out where only
    one term, or several equal ones, can be meant; equal terms are returned as one. A limit may also be
    reached through a benefit, as in `living_allowance.limits.living_days.ceiling`.

    Raises:
        UnknownPath: the version has no such term, or several that differ; the message suggests the nearest.
    """
    known = places(version)
    words = path.split(".")
    exact = [place for place in known if place.path == path]
    matches = exact or [place for place in known if any(leaf.matches(words) for leaf in place.leaves)]
    if not matches:
        raise UnknownPath.of(
            path,
            [place.path for place in known],
            both("the version of {day}", "{day} 版本", day=version.effective_from),
        )
    first = matches[0]
    if any((value_of(place.term), place.unit) != (value_of(first.term), first.unit) for place in matches):
        raise UnknownPath(
            both(
                "{path!r} may be {matches}, which differ; give one of them",
                "“{path}”可能指 {matches}，各不相同；请给出其中之一",
                path=path,
                matches=listed((place.path for place in matches), by=OR),
            ),
            field="path",
            given=path,
            choices=[place.path for place in matches],
        )
    return first._replace(leaves=tuple(leaf for place in matches for leaf in place.leaves))


def value_of(term: LeafTerm) -> tuple[int, int | None]:
    """The lower and the upper bound of a term; both are its value where it is stated."""
    return (term.value, term.value) if isinstance(term, Figure) else (term.low, term.high)


def rewritten(version: VersionT, changes: Mapping[Place, LeafTerm], **also: Any) -> VersionT:
    """A validated copy of a version with other terms in these places, and with the fields of `also`.

    Raises:
        InvalidPlan: the version would contradict itself, or a place cannot hold an unstated term.
    """
    values: dict[Address, Any] = {}
    for place, term in changes.items():
        for leaf in place.leaves:
            values |= _values_at(leaf, term)
    fields = {name: _replaced(version.__dict__[name], below) for name, below in _branches(values).items()}
    return type(version).model_validate({**version.__dict__, **fields, **also})


def _values_at(leaf: Leaf, term: LeafTerm) -> dict[Address, Any]:
    """The values that write a term at a leaf, in the form that the leaf can hold, by address."""
    if not leaf.bare or (leaf.bare == "bounds" and isinstance(term, Unstated)):
        return {leaf.address: term}
    if isinstance(term, Unstated):
        raise InvalidPlan(
            both(
                "{path}: this must be a number, not an unstated term",
                "{path}：须为数字，不能是未载明",
                path=leaf.path,
            )
        )
    if leaf.bare == "bounds":
        bounds = {"low": term.value, "high": term.value, "source": term.source, "basis": term.basis}
        return {leaf.address: leaf.term.model_copy(update=bounds)}
    if leaf.bare == "number":
        return {leaf.address: term.value}
    tier = leaf.address[:-1]
    return {leaf.address: term.value, (*tier, "source"): term.source, (*tier, "basis"): term.basis}


def _branches(values: Mapping[Address, Any]) -> dict[Any, dict[Address, Any]]:
    """Values grouped by the first step of their addresses, each under the rest of its address."""
    branches: dict[Any, dict[Address, Any]] = {}
    for (first, *rest), new in values.items():
        branches.setdefault(first, {})[tuple(rest)] = new
    return branches


def _replaced(value: Any, changes: dict[Address, Any]) -> Any:
    """A value with the changes at the addresses below it."""
    if () in changes:
        return changes[()]
    branches = _branches(changes)
    if isinstance(value, tuple):
        return tuple(
            _replaced(part, branches[index]) if index in branches else part
            for index, part in enumerate(value)
        )
    assert isinstance(value, Frozen)  # noqa: S101  # addresses lead only through models and tuples
    fields = {name: _replaced(value.__dict__[name], below) for name, below in branches.items()}
    return type(value).model_validate({**value.__dict__, **fields})
