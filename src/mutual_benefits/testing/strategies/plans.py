"""Strategies for rule books: shipped versions with other figures, and plans made of them."""

from contextlib import suppress
from datetime import date
from typing import Any

from hypothesis import strategies as st

from ..._arguments import checked, wrong
from ..._texts import both
from ...errors import InvalidAmendment, InvalidPlan
from ...rulebook.amendment import most_of, outward
from ...rulebook.plan import Plan
from ...rulebook.registry.book import AnyPlan, plan_of
from ...rulebook.registry.shipped_plans import all_plans
from ...rulebook.term_path import Place, places, rewritten, value_of
from ...rulebook.version import PlanVersion
from ..calendar_days import shifted

__all__ = ["plan_versions", "plans"]

FIRST_DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31)) | st.sampled_from(
    (date(2016, 1, 1), date(2016, 2, 29), date(2015, 12, 31))
)


@checked
def plan_versions(plan: AnyPlan | None = None, *, most: int = 3) -> st.SearchStrategy[PlanVersion]:
    """Versions of a plan, or of any shipped plan, with other figures in up to `most` places.

    A figure becomes 0, one less, one more, double, or any number; a term that the public record leaves open
    may become a figure. The version's `made_from` lists the changes. Examples shrink to the original version.
    `plan` is the plan, by its code or its name, or a `Plan`.

    Raises:
        UnknownPlan: there is no such plan.
        ValueError: `most` is negative.

    >>> from hypothesis import find
    >>> find(plan_versions("accident", most=1), lambda version: version.made_from).made_from[0].path
    'fee.26'
    """
    if most < 0:
        raise wrong("most", most, both("0 or more", "不小于 0 的数"))
    known = [version for each in _known(plan) for version in each.as_known().versions]
    return st.sampled_from(known).flatmap(lambda version: _amended(version, most))


@checked
def plans(plan: AnyPlan | None = None, *, most: int = 3) -> st.SearchStrategy[Plan]:
    """Plans made from a shipped plan, or from the given one, with other figures and other first days.

    Some versions may be missing; the rest keep their order. The plan's code stays the same, so that claims
    drawn by `claims(plan)` can be assessed with `assess(claim, plan=plan)`. The other arguments and errors
    are those of `plan_versions`.

    >>> from hypothesis import find
    >>> find(plans("accident"), lambda plan: len(plan.versions) == 2).code
    'accident'
    """
    if most < 0:
        raise wrong("most", most, both("0 or more", "不小于 0 的数"))
    return st.sampled_from(_known(plan)).flatmap(lambda each: _plan(each.as_known(), most))


def _known(plan: AnyPlan | None) -> tuple[Plan, ...]:
    if plan is None:
        return all_plans()
    return (plan_of(plan),)


@st.composite
def _plan(draw: Any, plan: Plan, most: int) -> Plan:
    kept = draw(st.lists(st.booleans(), min_size=len(plan.versions), max_size=len(plan.versions)))
    versions = [version for version, keep in zip(plan.versions, kept, strict=True) if keep]
    versions = [draw(_amended(version, most)) for version in versions or plan.versions[-1:]]
    if draw(st.booleans()):
        count = len(versions)
        days = draw(st.lists(FIRST_DAYS, min_size=count, max_size=count, unique=True))
        versions = [_from(version, day) for version, day in zip(versions, sorted(days), strict=True)]
    return Plan(code=plan.code, name=plan.name, versions=tuple(versions))


def _from(version: PlanVersion, day: date) -> PlanVersion:
    """The version with another first day; a `covers_from` keeps its distance from it."""
    since = version.covers_from and shifted(day, (version.covers_from - version.effective_from).days)
    fields = {"covers_from": since, "shown_until": None, "known_from": None, "corrects": None}
    return rewritten(version, {}, effective_from=day, **fields)


@st.composite
def _amended(draw: Any, version: PlanVersion, most: int) -> PlanVersion:
    known = places(version)
    chosen = draw(st.lists(st.sampled_from(known), max_size=most, unique_by=lambda place: place.path))
    for place in chosen:
        figure = draw(_figures(place))
        with suppress(InvalidAmendment, InvalidPlan):  # the same figure, or a version that contradicts itself
            version = version.amend({place.path: outward(figure, place.unit)}, label="drawn")
    return version


def _figures(place: Place) -> st.SearchStrategy[int]:
    low, high = value_of(place.term)
    top, most = most_of(place.unit), high or low
    close = {0, 1, *(each + step for each in (low, most) for step in (-1, 0, 1)), 2 * low}
    likely = min(top, max(2 * low, most, 10))
    return st.sampled_from(sorted(each for each in close if 0 <= each <= top)) | st.integers(0, likely)
