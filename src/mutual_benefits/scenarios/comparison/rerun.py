"""Assesses claims again under intermediate rule books, each with only some of the changes between two."""

from collections.abc import Container, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from pydantic import ValidationError

from ..._given_facts import GivenFacts
from ...assessment.assess import assess
from ...assessment.assessment import Assessment
from ...assessment.entitlement import Entitlement
from ...claims import Claim
from ...engine.adjudication import facts_of, key_of
from ...engine.prepare import prepare
from ...errors import MutualBenefitsError
from ...formatting import options_text, reading_text
from ...money import to_fen
from ...rulebook.plan import Plan
from ...rulebook.registry.book import plan_of
from ...rulebook.version import PlanVersion
from ...rules.own_facts import facts_declared
from ...tables.assess_table import assess_table
from ...terms import choices
from ...usage import LimitKey, Usage
from ..claim_facts import with_facts
from ..sums import Sums
from .attribution import SumsWithChanges
from .version_difference import ChangedItem, IntermediateVersions

if TYPE_CHECKING:
    import polars as pl

FAILURES = (MutualBenefitsError, ValidationError)
"""The errors of a rule book or a claim that is invalid."""
Readings = Mapping[str, str]
_PART = 2**32


class AppliedVersion(NamedTuple):
    """A version with the readings under which it is applied."""

    version: PlanVersion
    readings: Readings


class IntermediateBooks(Protocol):
    """What differs between two rule books, and the rule books with only some of the changes made."""

    changes: tuple[ChangedItem, ...]

    def plan_with(self, paths: frozenset[str]) -> tuple[Plan, Readings]:
        """The first plan and its readings, with the changes of these paths made.

        Raises:
            InvalidPlan, pydantic.ValidationError: such a rule book would contradict itself.
        """


def changed_readings(before: Readings, after: Readings) -> tuple[ChangedItem, ...]:
    """The readings that two rule books both offer, but of which they follow different options."""
    return tuple(
        ChangedItem(
            name,
            "reading",
            reading_text(name),
            options_text(name, (old,)),
            options_text(name, (after[name],)),
        )
        for name, old in before.items()
        if after.get(name, old) != old
    )


class BooksBetweenVersions:
    """The rule books between two versions, each with its own readings; see `IntermediateBooks`."""

    def __init__(self, code: str, before: AppliedVersion, after: AppliedVersion) -> None:
        self._code = code
        self._before, self._after = before, after
        same = before.version is after.version or before.version == after.version
        self._versions = None if same else IntermediateVersions(before.version, after.version)
        self._offered = [choices(applied.version) for applied in (before, after)]
        old, new = ({name: self._option(side, name) for name in self._offered[side]} for side in (0, 1))
        self.changes = (*(self._versions.changes if self._versions else ()), *changed_readings(old, new))

    def _option(self, side: int, name: str) -> str:
        default = self._offered[side][name][0]
        return (self._before, self._after)[side].readings.get(name, default)

    def plan_with(self, paths: frozenset[str]) -> tuple[Plan, Readings]:
        """See `IntermediateBooks.plan_with`."""
        version = self._versions.version_with(paths) if self._versions else self._before.version
        readings = {}
        for name, options in choices(version).items():
            sides = [side for side in (0, 1) if name in self._offered[side]]
            option = self._option(1 if len(sides) == 2 and name in paths else sides[0], name)
            if option in options:
                readings[name] = option
        return plan_of(version, self._code), readings


class BooksBetweenReadings:
    """The rule books between two sets of readings of one plan; see `IntermediateBooks`."""

    def __init__(self, plan: Plan, before: Readings, after: Readings) -> None:
        self._plan, self._before, self._after = plan, before, after
        self.changes = changed_readings(before, after)

    def plan_with(self, paths: frozenset[str]) -> tuple[Plan, Readings]:
        """See `IntermediateBooks.plan_with`."""
        return self._plan, {
            name: self._after[name] if name in paths else old for name, old in self._before.items()
        }


def claim_run(
    claim: Claim, books: IntermediateBooks, usage: Usage | None, other: "ClaimChanges | None" = None
) -> SumsWithChanges:
    """Computes the sums of one claim with some changes made, in the rule book and in the claim itself."""

    def run(paths: frozenset[str]) -> Sums | None:
        try:
            plan, readings = books.plan_with(paths)
            changed, used = (
                (claim, usage) if other is None else other.claim_with(paths, claim, plan, readings)
            )
            return sums_of(assess(changed, plan=plan, readings=readings, usage=used))
        except FAILURES:
            return None

    return run


def told_to(claim: Claim, plan: Plan, elsewhere: Container[str]) -> Claim:
    """The claim as one for this plan: with its code, and without the facts that only others declare."""
    own = facts_declared(plan.versions)
    facts = {name: value for name, value in claim.facts.items() if name in own or name not in elsewhere}
    enrolment = claim.enrolment.model_copy(update={"plan": plan.code})
    return claim.model_copy(update={"enrolment": enrolment, "facts": GivenFacts(facts)})


def sums_of(result: Assessment | Entitlement) -> Sums:
    """The sums of an assessment, or of one of its benefits, in fen."""
    return Sums(to_fen(result.low), None if result.high is None else to_fen(result.high))


class ClaimChanges(NamedTuple):
    """The facts in which a second claim differs, and the earlier use of limits of both claims, by limit."""

    facts: Mapping[str, object]
    before: Mapping[str, tuple[int, int | None]]
    after: Mapping[str, tuple[int, int | None]]

    def claim_with(
        self, paths: frozenset[str], claim: Claim, plan: Plan, readings: Readings
    ) -> tuple[Claim, Usage]:
        """The first claim with some facts of the second, and its earlier use of limits.

        Raises:
            pydantic.ValidationError: the facts contradict each other.
            MutualBenefitsError: the plan cannot answer such a claim.
        """
        changed = with_facts(claim, {path: value for path, value in self.facts.items() if path in paths})
        prepared = prepare(plan, readings)
        _, answer = prepared.answer_for(changed)
        facts = facts_of(changed, prepared.words)
        used: dict[LimitKey, tuple[int, int | None]] = {}
        for limit in answer.limits:
            side = self.after if f"usage.{limit.code}" in paths else self.before
            if limit.code in side:
                used[key_of(limit, changed, facts)] = side[limit.code]
        return changed, Usage.of(used.items())


class ClaimsTable(NamedTuple):
    """A table of claims and the limits used before it, to be assessed under several rule books."""

    rows: "pl.DataFrame"
    history: Usage | None

    def under(self, plan: Plan, readings: Readings) -> "pl.DataFrame":
        """The rows assessed under a plan, with the bounds of each benefit."""
        return assess_table(
            self.rows, plan=plan, readings=readings, usage=self.history, bounds=True, unit="fen"
        )

    def total(self, plan: Plan, readings: Readings, answered: Any) -> Sums | None:
        """The total of the `answered` rows under a plan; None if the plan cannot answer one of them."""
        try:
            rows = self.under(plan, readings).filter(answered)
        except FAILURES:
            return None
        return None if rows["low_fen"].null_count() else total_of(rows, "low_fen", "high_fen")


def table_run(table: ClaimsTable, books: IntermediateBooks, answered: Any) -> SumsWithChanges:
    """Computes the total of a table's `answered` rows with some changes made."""

    def run(paths: frozenset[str]) -> Sums | None:
        try:
            plan, readings = books.plan_with(paths)
        except FAILURES:
            return None
        return table.total(plan, readings, answered)

    return run


def total_of(rows: "pl.DataFrame", low: str, high: str) -> Sums:
    """The sums of two columns; `high` is None if it is null in any row."""
    return Sums(_sum(rows[low]), None if rows[high].null_count() else _sum(rows[high]))


def _sum(fen: "pl.Series") -> int:
    """The exact sum, which may not fit in the 64 bits of the column."""
    return int((fen // _PART).sum()) * _PART + int((fen % _PART).sum())
