"""Works out claims one after the other: the version of each, its benefits, and the limits it uses."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from .._texts import both
from ..claims import Claim
from ..engine.adjudication import add_draws, adjudicate, facts_of, used_before
from ..engine.outcome import Draws, Outcome
from ..engine.prepare import plan_for, prepare
from ..engine.prepared_plan import PreparedPlan
from ..engine.products import check_product
from ..errors import DuplicateClaim, MutualBenefitsError
from ..intervals import Interval, span
from ..rulebook.registry.book import Book
from ..usage import LimitKey, Usage
from .assessment import Assessment
from .earlier_claims import EarlierClaims, MemberClaims
from .report import AssessmentReport

__all__ = ["Desk", "duplicate", "ledger_of", "reported"]


class Desk:
    """Assesses claims one after the other, keeping their ids and what they used of each limit."""

    def __init__(
        self,
        *,
        usage: Usage | None = None,
        readings: Mapping[str, str] | None = None,
        plan: Book | None = None,
        known_on: date | None = None,
    ) -> None:
        self._readings = readings
        self._plan = plan
        self._known_on = known_on
        self._ledger = ledger_of(usage)
        self._ids: set[str] = set()
        self._members: dict[str, MemberClaims] = {}

    def assess(self, claim: Claim) -> Assessment:
        """The assessment of one claim, after the claims that this desk has assessed before.

        Raises:
            DuplicateClaim: this desk has assessed a claim with this id.
        """
        if claim.id in self._ids:
            raise duplicate(claim)
        report = reported(claim, self._ledger, self._readings, self._plan, self._known_on)
        self._ids.add(claim.id)
        member = self._members.setdefault(claim.member, MemberClaims())
        report.earlier = EarlierClaims(member, len(member.claims))
        member.claims.append((claim, report.prepared_plan.words))
        add_draws(self._ledger, claim, report.facts, report.journal)
        return Assessment.reported(report)


def duplicate(claim: Claim) -> DuplicateClaim:
    """The error for a claim whose id another claim has."""
    message = both(
        "another claim has the id {id!r}; give each claim its own id, and each event once",
        "编号“{id}”与另一申请重复；每件申请须有自己的编号，同一事件只申请一次",
        id=claim.id,
    )
    error = DuplicateClaim(message, field="id", given=claim.id)
    error.claim = claim
    return error


def ledger_of(usage: Usage | None) -> dict[LimitKey, int | Interval]:
    """Units used by limit; an entry of 0 units means the same as no entry."""
    if usage is None:
        return {}
    return {entry.key: span(entry.low, entry.high) for entry in usage.used if entry.high != 0}


def _prepared(
    code: str, readings: Mapping[str, str] | None, plan: Book | None, known_on: date | None
) -> PreparedPlan:
    if plan is None and not readings and known_on is None:
        return _by_default(code)
    return plan_for(code, plan, readings, known_on)


@cache
def _by_default(code: str) -> PreparedPlan:
    """The library's plan under its default readings, which nearly every claim needs."""
    return prepare(code, None)


def reported(
    claim: Claim,
    ledger: dict[LimitKey, int | Interval],
    readings: Mapping[str, str] | None,
    plan: Book | None,
    known_on: date | None,
    adjudicate: Callable[..., tuple[list[Outcome], Draws]] = adjudicate,
) -> AssessmentReport:
    """The report of one claim; `ledger` holds the units used before, by limit."""
    try:
        prepared = _prepared(claim.enrolment.plan, readings, plan, known_on)
        check_product(prepared, claim)
        version, answer = prepared.answer_for(claim)
    except MutualBenefitsError as error:
        error.claim = claim
        raise
    facts = facts_of(claim, prepared.words)
    before = used_before(answer, claim, facts, ledger)
    outcomes, journal = adjudicate(answer, facts, before)
    return AssessmentReport(prepared, version, answer, claim, facts, before, outcomes, journal)
