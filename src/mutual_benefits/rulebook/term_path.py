"""Every term of a version by its path: walked in order, found by name, and put in place of another.

A path leads from a benefit or a condition to one number, e.g. `living_allowance.rate.100`,
`within_cover.years`, `stay_share.share.rungs.1`, `over_cap_share.bands.2.ceiling`. A limit is one thing
however many benefits draw on it: `limits.living_days`. Fees are `fee`, or `fee.100` and
`fee.100.high_risk` by tier; a unit's threshold is `group.share`. Where readings differ, the option is
part of the path: `stay_share.deductible.reduced.inpatient.model_worker.rungs.1`.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from ..errors import InvalidPlan, UnknownPath
from ..frozen import Frozen
from ..sources import Text
from ..terms import Figure, Unstated
from .term_walk import Leaf, VersionTerms, leaves

LeafTerm = Figure | Unstated


VersionT = TypeVar("VersionT", bound=VersionTerms)


class Place(NamedTuple):
    """One term of a version: its path, what stands there, its unit, and its name in words."""

    path: str
    term: LeafTerm
    unit: str
    name: Text
    leaves: tuple[Leaf, ...]
    """Where it is written: more than once for a limit that several benefits draw on."""


def terms_of(version: VersionTerms) -> Iterator[tuple[str, LeafTerm, str]]:
    """Each term of a version in order: its path, the figure or unstated term, and its unit.

    A row that is a plain number comes as a `Figure` with its table's source and basis.

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
    kept = _KEPT.get(id(version))
    if kept is None:
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        kept = _KEPT[id(version)] = (version, tuple(_gathered(version)))
    return kept[1]


_KEPT: dict[int, tuple[VersionTerms, tuple[Place, ...]]] = {}
_MOST = 64


def _gathered(version: VersionTerms) -> Iterator[Place]:
    by_path: dict[str, list[Leaf]] = {}
    for leaf in leaves(version):
        by_path.setdefault(leaf.path, []).append(leaf)
    for path, found in by_path.items():
        if len({(leaf.term, leaf.unit) for leaf in found}) == 1:
            first = found[0]
            yield Place(path, first.term, first.unit, first.name, tuple(found))
            continue
        # One limit that is another under another reading: each keeps the path on which it stands.
        for leaf in found:
            yield Place(leaf.long_path, leaf.term, leaf.unit, leaf.name, (leaf,))


def place_of(version: VersionTerms, path: str) -> Place:
    """The term that a path leads to.

    What goes without saying may be left out, where one term alone, or several that say the same, can be
    meant: the option of a reading, `ceiling` after a limit. A limit may also be reached by a benefit,
    as `living_allowance.limits.living_days.ceiling`. Several terms that say the same come as one.

    Raises:
        UnknownPath: the version has no such term, or several that differ; the message names the nearest.
    """
    known = places(version)
    asked = path.split(".")
    exact = [place for place in known if place.path == path]
    found = exact or [place for place in known if any(leaf.goes_by(asked) for leaf in place.leaves)]
    if not found:
        raise UnknownPath.of(
            path, [place.path for place in known], f"the version of {version.effective_from}"
        )
    first = found[0]
    if any((value_of(place.term), place.unit) != (value_of(first.term), first.unit) for place in found):
        raise UnknownPath(
            f"{path!r} may be {' or '.join(place.path for place in found)}, which differ; say which"
        )
    return first._replace(leaves=tuple(leaf for place in found for leaf in place.leaves))


def value_of(term: LeafTerm) -> tuple[int, int | None]:
    """The least and the most that a term says; the same twice where it is stated."""
    return (term.value, term.value) if isinstance(term, Figure) else (term.low, term.high)


def rewritten(version: VersionT, changes: Mapping[Place, LeafTerm], **also: Any) -> VersionT:
    """A validated copy of a version with other terms in these places (and with other fields `also`).

    Raises:
        InvalidPlan: the version would contradict itself, or a place must hold a number.
    """
    put: dict[tuple[str | int, ...], Any] = {}
    for place, term in changes.items():
        for leaf in place.leaves:
            put |= _as_it_stands(leaf, term)
    fields = _branches(put)
    made = {name: _put(version.__dict__[name], below) for name, below in fields.items()}
    return type(version).model_validate({**version.__dict__, **made, **also})


def _as_it_stands(leaf: Leaf, term: LeafTerm) -> dict[tuple[str | int, ...], Any]:
    """A term as the kind of number that its place can hold, by the address."""
    if not leaf.bare or (leaf.bare == "bounds" and isinstance(term, Unstated)):
        return {leaf.address: term}
    if isinstance(term, Unstated):
        raise InvalidPlan(f"{leaf.path}: only a number can stand here, no unstated term")
    if leaf.bare == "bounds":
        known = {"low": term.value, "high": term.value, "source": term.source, "basis": term.basis}
        return {leaf.address: leaf.term.model_copy(update=known)}
    if leaf.bare == "number":
        return {leaf.address: term.value}
    tier = leaf.address[:-1]
    return {leaf.address: term.value, (*tier, "source"): term.source, (*tier, "basis"): term.basis}


def _branches(changes: Mapping[tuple[str | int, ...], Any]) -> dict[Any, dict[tuple[str | int, ...], Any]]:
    """Changes by the first step of their address, each with the rest of it."""
    found: dict[Any, dict[tuple[str | int, ...], Any]] = {}
    for (first, *rest), new in changes.items():
        found.setdefault(first, {})[tuple(rest)] = new
    return found


def _put(value: Any, changes: dict[tuple[str | int, ...], Any]) -> Any:
    if () in changes:
        return changes[()]
    branches = _branches(changes)
    if isinstance(value, tuple):
        return tuple(
            _put(part, branches[index]) if index in branches else part for index, part in enumerate(value)
        )
    assert isinstance(value, Frozen)  # noqa: S101  # addresses lead through models and tuples alone
    made = {name: _put(value.__dict__[name], below) for name, below in branches.items()}
    return type(value).model_validate({**value.__dict__, **made})
