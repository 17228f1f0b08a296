"""Assesses claims: finds the version in force, checks conditions, and works out benefits within limits."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, overload

from .._arguments import check_word, checked
from ..claims import Claim
from ..engine.adjudication import adjudicate_by_verbs
from ..engine.event_answer import EventAnswer
from ..engine.outcome import Draws, Outcome
from ..engine.prepare import check_usage
from ..errors import MutualBenefitsError, UnknownReading
from ..rulebook.registry.book import Book
from ..usage import Usage
from .assessment import Assessment
from .desk import Desk, duplicate, ledger_of, reported

__all__ = ["assess", "assess_all", "assess_verb_by_verb"]


@checked
def assess(
    claim: Claim,
    *,
    usage: Usage | None = None,
    readings: Mapping[str, str] | None = None,
    plan: Book | None = None,
    known_on: date | None = None,
) -> Assessment:
    """What one claim is entitled to under the version in force, after earlier use of limits.

    Args:
        claim: the claim; `claim.enrolment.plan` names the plan.
        usage: the units of limits that earlier claims have used; none if left out.
        readings: the reading to use where the record is ambiguous, by name; the default if left out.
        plan: a rule book: a plan's code or name, a `Plan`, or one version, as if always in force;
            the library's plan of the claim if left out.
        known_on: use the rule books as they were known on this day; as they are known now if left out.

    Raises:
        InvalidArgument: an argument is of a wrong type. Where several errors apply, the first of this list is
            raised.
        InvalidUsage: an entry of `usage` is of no limit that its plan counts, names no period where the limit
            has one, or a subject where it has none.
        UnknownPlan: no plan has this code, or the plan given is another.
        UnknownReading: the plan offers no such reading, or not this option of it.
        InvalidPlan: a plan that was built in Python reads a fact that claims which it covers do not have.
        UnknownProduct: the plan sells no product of this name, or several of which none is named.
        NoVersionInForce: the governing day lies before the plan's first version, or no version was known.
        NotCovered: the version in force does not cover such an event.
        UnknownFeeTier: the version in force has no such fee tier.
        NoSuchRow: a table of the version has no row for a fact of the claim.

    >>> from datetime import date
    >>> import mutual_benefits as mb
    >>> claim = mb.Claim(
    ...     id="C-1", member="M-1",
    ...     enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="26"),
    ...     event=mb.Injury(happened_on=date(2016, 5, 4), living_days=21),
    ... )
    >>> mb.assess(claim).total
    Decimal('600.00')
    """
    check_usage(usage, plan)
    return Assessment.reported(reported(claim, ledger_of(usage), readings, plan, known_on))


@overload
def assess_all(
    claims: Iterable[Claim],
    *,
    usage: Usage | None = None,
    readings: Mapping[str, str] | None = None,
    plan: Book | None = None,
    known_on: date | None = None,
    on_error: Literal["raise"] = "raise",
) -> Iterator[Assessment]: ...


@overload
def assess_all(
    claims: Iterable[Claim],
    *,
    usage: Usage | None = None,
    readings: Mapping[str, str] | None = None,
    plan: Book | None = None,
    known_on: date | None = None,
    on_error: Literal["raise", "yield"],
) -> Iterator[Assessment | MutualBenefitsError]: ...


@checked
def assess_all(
    claims: Iterable[Claim],
    *,
    usage: Usage | None = None,
    readings: Mapping[str, str] | None = None,
    plan: Book | None = None,
    known_on: date | None = None,
    on_error: Literal["raise", "yield"] = "raise",
) -> Iterator[Assessment | MutualBenefitsError]:
    """The assessments of claims in order of date, then id; each uses what earlier claims left of the limits.

    Ids are ordered as text, so that "10" comes before "9". All claims are read before the first is assessed.
    Arguments and errors are those of `assess`, and:

    Args:
        on_error: what to do with a claim that cannot be assessed: raise its error, or yield the error in
            place of an assessment and go on. `error.claim` is the claim; it uses nothing of the limits.

    Raises:
        DuplicateClaim: two claims have the same id; raised before anything is assessed. With
            `on_error="yield"`, the first that can be assessed is, and the others yield this error.
        InvalidUsage: as `assess`, before anything is assessed.

    >>> import mutual_benefits as mb
    >>> from datetime import date
    >>> enrolment = mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100")
    >>> claims = [
    ...     mb.Claim(id=id, member="M-1", enrolment=enrolment, event=event)
    ...     for id, event in [
    ...         ("C-1", mb.HospitalStay(happened_on=date(2016, 3, 1), days=3)),
    ...         ("C-2", mb.Injury(happened_on=date(2016, 5, 4), living_days=25)),
    ...     ]
    ... ]
    >>> for result in mb.assess_all(claims, on_error="yield"):
    ...     print(result.claim.id, type(result).__name__)
    C-1 NotCovered
    C-2 Assessment
    """
    check_word("on_error", on_error, ("raise", "yield"))
    check_usage(usage, plan)
    desk = Desk(usage=usage, readings=readings, plan=plan, known_on=known_on)
    return _in_order(desk, claims, on_error)


def _in_order(
    desk: Desk, claims: Iterable[Claim], on_error: str
) -> Iterator[Assessment | MutualBenefitsError]:
    ordered = sorted(claims, key=lambda claim: (claim.event.happened_on, claim.id))
    if on_error == "raise":
        _check_ids(ordered)
    for claim in ordered:
        try:
            result: Assessment | MutualBenefitsError = desk.assess(claim)
        except MutualBenefitsError as error:
            # An unknown reading is a wrong argument of the call, not a fault of the claim.
            if on_error == "raise" or isinstance(error, UnknownReading):
                raise
            result = error
        yield result


def _check_ids(claims: Iterable[Claim]) -> None:
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen:
            raise duplicate(claim)
        seen.add(claim.id)


@checked
def assess_verb_by_verb(
    claim: Claim,
    *,
    usage: Usage | None = None,
    readings: Mapping[str, str] | None = None,
    plan: Book | None = None,
    known_on: date | None = None,
) -> Assessment:
    """The assessment that `assess` gives, by formulas that a debugger can step through.

    `assess` runs a function that is compiled from the formulas. Here each formula runs as it is written, on
    the calculators `Exact` and `Bounded`: a breakpoint in `rules/benefits` or `rules/conditions` is reached.
    Arguments and errors are those of `assess`.

    >>> from datetime import date
    >>> import mutual_benefits as mb
    >>> claim = mb.Claim(
    ...     id="C-1", member="M-1",
    ...     enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="26"),
    ...     event=mb.Injury(happened_on=date(2016, 5, 4), living_days=21),
    ... )
    >>> assess_verb_by_verb(claim) == mb.assess(claim)
    True
    """
    check_usage(usage, plan)
    return Assessment.reported(reported(claim, ledger_of(usage), readings, plan, known_on, _by_verbs))


def _by_verbs(answer: EventAnswer, facts: Any, before: dict[str, Any]) -> tuple[list[Outcome], Draws]:
    return adjudicate_by_verbs(answer, facts, dict(before))
