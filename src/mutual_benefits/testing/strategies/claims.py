"""Strategies for enrolments, events, claims and histories, derived from the rule books' own data."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from ..._arguments import check_positive, checked
from ..._texts import both, listed
from ...claims import Claim, Enrolment
from ...errors import NotCovered
from ...events import KINDS, Event
from ...rulebook.registry.book import AnyPlan, plan_of
from ...rulebook.registry.shipped_plans import all_plans
from ...rulebook.version import PlanVersion
from ...vocabulary import event_words
from ..calendar_days import shifted
from ..version_view import VersionView, version_views
from .dates import ClaimDates
from .event_facts import EITHER
from .one_claim import MEMBERS, ClaimStrategies, drawn_claim, drawn_event, single_claim

__all__ = ["claims", "enrolments", "events", "histories"]

VersionOrDay = PlanVersion | date | None


@checked
def claims(
    plan: AnyPlan,
    version: VersionOrDay = None,
    near_boundaries: bool = True,
    *,
    readings: Mapping[str, str] | None = None,
) -> st.SearchStrategy[Claim]:
    """Claims that a version of the plan covers: `assess` raises an error for none of them.

    Args:
        plan: the plan, by its code or its name, or a `Plan`.
        version: only claims under this version, or under the version in force on this day.
        near_boundaries: favour the boundaries of the version's own terms: first and last days of
            versions, waits, caps (one less, the same, one more), bands, grades, deductibles, shares, ages on
            the day, ends of cover, 29 February. Otherwise these occur only by chance.
        readings: the readings under which the claims are assessed, as for `assess`.

    Raises:
        UnknownPlan, UnknownReading, NoVersionInForce: there is no such plan, reading or version.

    >>> from hypothesis import given, settings
    >>> import mutual_benefits as mb
    >>> @settings(max_examples=5, database=None)
    ... @given(claims("accident"))
    ... def test_nothing_is_negative(claim):
    ...     assert mb.assess(claim).low >= 0
    >>> test_nothing_is_negative()
    """
    return _claims(version_views(plan, version, readings), near_boundaries, None)


def _claims(views: tuple[VersionView, ...], near: bool, kind: str | None) -> st.SearchStrategy[Claim]:
    return st.one_of([single_claim(ClaimStrategies(view, near=near), kind) for view in views])


def any_claims() -> st.SearchStrategy[Claim]:
    """Claims under any version of any shipped plan, near its boundaries."""
    return st.one_of([claims(plan) for plan in all_plans()])


def any_enrolments() -> st.SearchStrategy[Enrolment]:
    """Enrolments in any shipped plan."""
    return any_claims().map(lambda claim: claim.enrolment)


@checked
def enrolments(
    plan: AnyPlan, version: VersionOrDay = None, near_boundaries: bool = True
) -> st.SearchStrategy[Enrolment]:
    """Enrolments of claims that a version covers; arguments and errors are those of `claims`."""
    return claims(plan, version, near_boundaries).map(lambda claim: claim.enrolment)


@checked
def events(
    of: AnyPlan, kind: str | None = None, version: VersionOrDay = None, near_boundaries: bool = True
) -> st.SearchStrategy[Event]:
    """Events that a plan covers, of every kind or of one.

    `of` is the plan, by its code or its name, or a `Plan`; or a kind of event, under any plan. The other
    arguments and errors are those of `claims`.

    Raises:
        NotCovered: none of the versions covers this kind of event.

    >>> from hypothesis import find
    >>> find(events("home_loss"), lambda event: event.peril == "burst_pipe").kind
    'home_loss'
    """
    plans: tuple[AnyPlan, ...] = (of,)
    if isinstance(of, str) and of in KINDS:
        plans, kind, version = all_plans(), of, None
    views = [view for plan in plans for view in version_views(plan, version)]
    covering = tuple(view for view in views if kind is None or kind in view.kinds)
    if not covering:
        code = plan_of(of).code
        kinds = tuple(dict.fromkeys(kind for view in views for kind in view.kinds))
        raise NotCovered(
            both(
                "plan {code} does not cover {kind}; it covers {kinds}",
                "活动 {code} 不保障{kind}；所保障的事件为{kinds}",
                code=code,
                kind=event_words(str(kind)),
                kinds=listed(map(event_words, kinds)),
            ),
            field="kind",
            given=kind,
            choices=kinds,
        )
    return _claims(covering, near_boundaries, kind).map(lambda claim: claim.event)


@checked
def histories(
    plan: AnyPlan, version: VersionOrDay = None, near_boundaries: bool = True, most: int = 5
) -> st.SearchStrategy[list[Claim]]:
    """Up to `most` claims of one or two members, in any order, that share covers and therefore limits.

    Some fall under one cover, some under successive covers, and both members may have a cover of the same
    days; children and diseases recur. Ids differ. Each claim can be assessed on its own; arguments and errors
    are those of `claims`.
    """
    check_positive("most", most)
    views = version_views(plan, version)
    return history_of([ClaimStrategies(view, near=near_boundaries) for view in views], most)


ONE_IN_EIGHT = st.integers(0, 7)


@st.composite
def history_of(draw: Any, versions: list[ClaimStrategies], most: int) -> list[Claim]:
    """Draw up to `most` claims under any of these versions, as `histories` describes them."""
    history: list[Claim] = []
    any_version = st.sampled_from(versions)
    for number in range(draw(st.integers(1, most))):
        if history and draw(st.integers(0, 3)):
            claim = _under_same_cover(draw, versions, draw(st.sampled_from(history)))
            if draw(ONE_IN_EIGHT) == 7:
                claim = claim.model_copy(update={"member": draw(st.sampled_from(MEMBERS))})
        else:
            claim = drawn_claim(draw, draw(any_version))
        history.append(claim.model_copy(update={"id": f"C-{number + 1}"}))
    shuffled: list[Claim] = draw(st.permutations(history))
    return shuffled


SOME_DAYS = st.sampled_from((0, 1, 30, 100)) | st.integers(0, 364)


def _under_same_cover(draw: Any, versions: list[ClaimStrategies], earlier: Claim) -> Claim:
    """Draw another claim of the member under the same cover; the same claim if no version covers another."""
    enrolment, before = earlier.enrolment, earlier.event
    days = ClaimDates(enrolment.product, enrolment.cover_from, shifted(before.happened_on, draw(SOME_DAYS)))
    for strategies in versions:
        if strategies.view.covers(before.kind, enrolment, days.happened_on):
            event = drawn_event(draw, strategies, before.kind, days)
            same = {name: getattr(before, name) for name in ("child", "disease") if hasattr(event, name)}
            if same and draw(EITHER):
                event = event.model_copy(update=same)
            facts = strategies.own_facts.drawn(draw, days.happened_on)
            update = {"event": event, "facts": facts, "notified_on": None, "claimed_on": None}
            return earlier.model_copy(update=update)
    return earlier
