"""Strategies for enrolments, events, claims and histories, drawn from the rule books' own data."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from ...claims import Claim, Enrolment
from ...errors import NotCovered
from ...events import KINDS
from ...plans.registry import all_plans
from ...rulebook.plan import Plan
from ...rulebook.version import PlanVersion
from ..oracle import shifted
from ..version_view import VersionView, books
from .dates import ClaimDates
from .one_claim import Drawing, claim_of, event_of

__all__ = ["claims", "enrolments", "events", "histories"]

Version = PlanVersion | date | None


def claims(
    plan: str | Plan,
    version: Version = None,
    near_boundaries: bool = True,
    *,
    readings: Mapping[str, str] | None = None,
) -> st.SearchStrategy[Claim]:
    """Claims that some version of the plan answers: `assess` raises for none of them.

    Args:
        plan: a plan's code, or a plan of your own.
        version: only claims that this version answers, or the version that answers this day.
        near_boundaries: dwell on what the version's own terms make a boundary: first and last days of
            versions, waits, caps (one less, the same, one more), bands, grades, deductibles, shares, ages on
            the day, ends of cover, 29 February. Otherwise these come up as chance has it.
        readings: the readings under which the claims are answered, as for `assess`.

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
    return _claims(books(plan, version, readings), near_boundaries, None)


def _claims(answering: tuple[VersionView, ...], near: bool, kind: str | None) -> st.SearchStrategy[Claim]:
    return st.one_of([claim_of(Drawing(book, near=near), kind) for book in answering])


def any_claims() -> st.SearchStrategy[Claim]:
    """Claims that some version of some shipped plan answers, near its boundaries."""
    return st.one_of([claims(plan) for plan in all_plans()])


def any_enrolments() -> st.SearchStrategy[Enrolment]:
    """Enrolments in any shipped plan."""
    return any_claims().map(lambda claim: claim.enrolment)


def enrolments(
    plan: str | Plan, version: Version = None, near_boundaries: bool = True
) -> st.SearchStrategy[Enrolment]:
    """Enrolments under which a claim is answered; arguments and errors are those of `claims`."""
    return claims(plan, version, near_boundaries).map(lambda claim: claim.enrolment)


def events(
    of: str | Plan, kind: str | None = None, version: Version = None, near_boundaries: bool = True
) -> st.SearchStrategy[Any]:
    """Events that a plan answers, all or of one kind; `of` may also be a kind of event, of whatever plan.

    Further arguments and errors are those of `claims`.

    Raises:
        NotCovered: no version that is asked for answers this kind of event.

    >>> from hypothesis import find
    >>> find(events("home_loss"), lambda event: event.peril == "burst_pipe").kind
    'home_loss'
    """
    plans: tuple[str | Plan, ...] = (of,)
    if isinstance(of, str) and of in KINDS:
        plans, kind, version = all_plans(), of, None
    found = [book for plan in plans for book in books(plan, version)]
    answering = tuple(book for book in found if kind is None or kind in book.kinds)
    if not answering:
        code = of if isinstance(of, str) else of.code
        kinds = ", ".join(dict.fromkeys(kind for book in found for kind in book.kinds))
        raise NotCovered(f"plan {code} answers no {kind}; it answers {kinds}")
    return _claims(answering, near_boundaries, kind).map(lambda claim: claim.event)


def histories(
    plan: str | Plan, version: Version = None, near_boundaries: bool = True, most: int = 5
) -> st.SearchStrategy[list[Claim]]:
    """Up to `most` claims of one or two members, told in any order, that share covers and so limits.

    Some are of one cover, some of covers that follow each other; children and diseases come again. Ids
    differ. Every claim is answered on its own; arguments and errors are those of `claims`.
    """
    return _history([Drawing(book, near=near_boundaries) for book in books(plan, version)], most)


@st.composite
def _history(draw: Any, every: list[Drawing], most: int) -> list[Claim]:
    told: list[Claim] = []
    for number in range(draw(st.integers(1, most))):
        if told and draw(st.integers(0, 3)):
            claim = draw(_beside(every, draw(st.sampled_from(told))))
        else:
            claim = draw(claim_of(draw(st.sampled_from(every))))
        told.append(claim.model_copy(update={"id": f"C-{number + 1}"}))
    shuffled: list[Claim] = draw(st.permutations(told))
    return shuffled


SOME_DAYS = st.sampled_from((0, 1, 30, 100)) | st.integers(0, 364)


@st.composite
def _beside(draw: Any, every: list[Drawing], earlier: Claim) -> Claim:
    """Another claim of the same member under the same cover, if a version answers it; else the same again."""
    bought, before = earlier.enrolment, earlier.event
    days = ClaimDates(bought.product, bought.cover_from, shifted(before.happened_on, draw(SOME_DAYS)))
    for ours in every:
        if ours.book.answers(before.kind, bought, days.happened_on):
            event = draw(event_of(ours, before.kind, days))
            same = {name: getattr(before, name) for name in ("child", "disease") if hasattr(event, name)}
            if same and draw(st.booleans()):
                event = event.model_copy(update=same)
            return earlier.model_copy(update={"event": event, "notified_on": None, "claimed_on": None})
    return earlier
