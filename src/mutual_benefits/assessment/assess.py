"""Assesses claims: finds the version in force, checks conditions, and works out benefits within limits."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Literal, overload

from ..claims import Claim
from ..engine.adjudication import add_draws, adjudicate, adjudicate_by_verbs, facts_of, used_before
from ..engine.outcome import Draws, Outcome
from ..engine.prepare import prepare
from ..engine.prepared_plan import EventAnswer, PreparedPlan
from ..errors import InvalidArgument, MutualBenefitsError, UnknownPlan, UnknownReading
from ..intervals import Interval, span
from ..rulebook.plan import Plan
from ..usage import LimitKey, Usage
from .assessment import Assessment
from .report import AssessmentReport

__all__ = ["Desk", "assess", "assess_all", "assess_verb_by_verb"]


def assess(
    claim: Claim,
    *,
    usage: Usage | None = None,
    readings: Mapping[str, str] | None = None,
    plan: Plan | None = None,
    known_on: date | None = None,
) -> Assessment:
    """What one claim is entitled to under the version in force, after earlier use of limits.

    Args:
        claim: the claim; `claim.enrolment.plan` names the plan.
        usage: the units of limits that earlier claims have used; none if left out.
        readings: the reading to use where the record is ambiguous, by name; the default if left out.
        plan: a plan of your own, in place of the library's plan of that code.
        known_on: use the rule books as they were known on this day; as they are known now if left out.

    Raises:
        UnknownPlan: no plan has this code.
        NoVersionInForce: the governing day lies before the plan's first version, or no version was known.
        UnknownProduct: the plan sells no product of this name.
        NotCovered: the version in force does not cover such an event.
        UnknownFeeTier: the version in force has no such fee tier.
        NoSuchRow: a table of the version has no row for a fact of the claim.
        UnknownReading: the plan offers no such reading, or not this option of it.

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
    return Assessment.reported(_reported(claim, _ledger(usage), readings, plan, known_on))


@overload
def assess_all(
    claims: Iterable[Claim],
    *,
    usage: Usage | None = None,
    readings: Mapping[str, str] | None = None,
    plan: Plan | None = None,
    known_on: date | None = None,
    on_error: Literal["raise"] = "raise",
) -> Iterator[Assessment]: ...


@overload
def assess_all(
    claims: Iterable[Claim],
    *,
    usage: Usage | None = None,
    readings: Mapping[str, str] | None = None,
    plan: Plan | None = None,
    known_on: date | None = None,
    on_error: Literal["raise", "yield"],
) -> Iterator[Assessment | MutualBenefitsError]: ...


def assess_all(
    claims: Iterable[Claim],
    *,
    usage: Usage | None = None,
    readings: Mapping[str, str] | None = None,
    plan: Plan | None = None,
    known_on: date | None = None,
    on_error: Literal["raise", "yield"] = "raise",
) -> Iterator[Assessment | MutualBenefitsError]:
    """The assessments of claims in order of date, then id; each uses what earlier claims left of the limits.

    All claims are read before the first is assessed. Arguments and errors are those of `assess`, and:

    Args:
        on_error: what to do with a claim that cannot be assessed: raise its error, or yield the error in
            place of an assessment and go on. `error.claim` is the claim; it uses nothing of the limits.

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
    if on_error not in ("raise", "yield"):
        message = f"on_error is {on_error!r}; give 'raise' or 'yield'"
        raise InvalidArgument(message, field="on_error", given=on_error, choices=("raise", "yield"))
    desk = Desk(usage=usage, readings=readings, plan=plan, known_on=known_on)
    return _in_order(desk, claims, on_error)


def _in_order(
    desk: "Desk", claims: Iterable[Claim], on_error: str
) -> Iterator[Assessment | MutualBenefitsError]:
    for claim in sorted(claims, key=lambda claim: (claim.event.happened_on, claim.id)):
        try:
            result: Assessment | MutualBenefitsError = desk.assess(claim)
        except MutualBenefitsError as error:
            # An unknown reading is a wrong argument of the call, not a fault of the claim.
            if on_error == "raise" or isinstance(error, UnknownReading):
                raise
            result = error
        yield result


def assess_verb_by_verb(
    claim: Claim,
    *,
    usage: Usage | None = None,
    readings: Mapping[str, str] | None = None,
    plan: Plan | None = None,
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
    return Assessment.reported(_reported(claim, _ledger(usage), readings, plan, known_on, _by_verbs))


class Desk:
    """Assesses claims one after the other, keeping what they used of each limit."""

    def __init__(
        self,
        *,
        usage: Usage | None = None,
        readings: Mapping[str, str] | None = None,
        plan: Plan | None = None,
        known_on: date | None = None,
    ) -> None:
        self._readings = readings
        self._plan = plan
        self._known_on = known_on
        self._ledger = _ledger(usage)

    def assess(self, claim: Claim) -> Assessment:
        """The assessment of one claim, after the claims that this desk has assessed before."""
        report = _reported(claim, self._ledger, self._readings, self._plan, self._known_on)
        add_draws(self._ledger, claim, report.facts, report.journal)
        return Assessment.reported(report)


def _ledger(usage: Usage | None) -> dict[LimitKey, int | Interval]:
    """Units used by limit; an entry of 0 units means the same as no entry."""
    used = () if usage is None else usage.used
    return {entry.key: span(entry.low, entry.high) for entry in used if entry.high != 0}


def _prepared(
    code: str, readings: Mapping[str, str] | None, plan: Plan | None, known_on: date | None
) -> PreparedPlan:
    if plan is None and not readings and known_on is None:
        return _by_default(code)
    if plan is not None and plan.code != code:
        message = f"the claim is for plan {code!r}; the plan given is {plan.code!r}"
        raise UnknownPlan(message, field="enrolment.plan", given=code, choices=(plan.code,))
    return prepare(plan or code, readings, known_on)


@cache
def _by_default(code: str) -> PreparedPlan:
    """The library's plan under its default readings, which nearly every claim needs."""
    return prepare(code, None)


def _reported(
    claim: Claim,
    ledger: dict[LimitKey, int | Interval],
    readings: Mapping[str, str] | None,
    plan: Plan | None,
    known_on: date | None,
    adjudicate: Callable[..., tuple[list[Outcome], Draws]] = adjudicate,
) -> AssessmentReport:
    try:
        prepared = _prepared(claim.enrolment.plan, readings, plan, known_on)
        version, answer = prepared.answer_for(claim)
    except MutualBenefitsError as error:
        error.claim = claim
        raise
    facts = facts_of(claim, prepared.diseases)
    before = used_before(answer, claim, facts, ledger)
    outcomes, journal = adjudicate(answer, facts, before)
    return AssessmentReport(prepared, version, answer, claim, facts, before, outcomes, journal)


def _by_verbs(answer: EventAnswer, facts: Any, before: dict[str, Any]) -> tuple[list[Outcome], Draws]:
    return adjudicate_by_verbs(answer, facts, dict(before))
