"""Runs claims again with some of what differs exchanged: between two books, two readings, two claims."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from pydantic import ValidationError

from ...assessment.assess import assess
from ...assessment.assessment import Assessment
from ...assessment.entitlement import Entitlement
from ...claims import Claim
from ...engine.adjudication import facts_of, key_of
from ...engine.prepare import prepare
from ...errors import MutualBenefitsError
from ...money import to_fen
from ...rulebook.plan import Plan
from ...rulebook.version import PlanVersion
from ...tables.assess_table import assess_table
from ...terms import choices
from ...usage import LimitKey, Usage
from ...vocabulary import both
from ..book import plan_of
from ..claim_facts import with_facts
from ..sums import Sums
from .attribution import SumsWith
from .difference import Blend, Piece

if TYPE_CHECKING:
    import polars as pl

FAILURES = (MutualBenefitsError, ValidationError)
"""What a rule book or a claim that cannot be meets."""
Readings = Mapping[str, str]


class Rules(NamedTuple):
    """What answers a claim: one version, and the readings in force."""

    version: PlanVersion
    readings: Readings


class Differing(Protocol):
    """What differs between two rule books, and the plans that have some of it exchanged."""

    pieces: tuple[Piece, ...]

    def plan(self, taken: frozenset[str]) -> tuple[Plan, Readings]:
        """The plan and the readings with the changes of these paths made.

        Raises:
            InvalidPlan, pydantic.ValidationError: such a rule book would contradict itself.
        """


def readings_apart(before: Readings, after: Readings) -> tuple[Piece, ...]:
    """The readings that two rule books both offer, and of which they follow another option each."""
    return tuple(
        Piece(name, "reading", both(name, name), both(old, old), both(after[name], after[name]))
        for name, old in before.items()
        if after.get(name, old) != old
    )


class Between:
    """Two versions with their readings, and the plans that have some of the one exchanged for the other."""

    def __init__(self, code: str, before: Rules, after: Rules) -> None:
        self._code = code
        self._before, self._after = before, after
        same = before.version is after.version or before.version == after.version
        self._blend = None if same else Blend(before.version, after.version)
        self._offered = [choices(rules.version) for rules in (before, after)]
        self.pieces = (*(self._blend.pieces if self._blend else ()), *self._readings())

    def _readings(self) -> tuple[Piece, ...]:
        old, new = ({name: self._said(side, name) for name in self._offered[side]} for side in (0, 1))
        return readings_apart(old, new)

    def _said(self, side: int, name: str) -> str:
        default = self._offered[side][name][0]
        return (self._before, self._after)[side].readings.get(name, default)

    def plan(self, taken: frozenset[str]) -> tuple[Plan, Readings]:
        """The plan and the readings with these changes made; raises as `Differing` says."""
        version = self._blend.mixed(taken) if self._blend else self._before.version
        readings = {}
        for name, options in choices(version).items():
            sides = [side for side in (0, 1) if name in self._offered[side]]
            said = self._said(1 if len(sides) == 2 and name in taken else sides[0], name)
            if said in options:
                readings[name] = said
        return plan_of(version, self._code), readings


class UnderReadings:
    """One plan under two sets of readings, and under those that have only some of the second's."""

    def __init__(self, plan: Plan, before: Readings, after: Readings) -> None:
        self._plan, self._before, self._after = plan, before, after
        self.pieces = readings_apart(before, after)

    def plan(self, taken: frozenset[str]) -> tuple[Plan, Readings]:
        """The plan, and the readings with these changes made."""
        return self._plan, {
            name: self._after[name] if name in taken else old for name, old in self._before.items()
        }


def claim_run(
    claim: Claim, between: Differing, usage: Usage | None, other: "OtherClaim | None" = None
) -> SumsWith:
    """How one claim comes out with some changes made: of the rule book, and to those of another claim."""

    def run(taken: frozenset[str]) -> Sums | None:
        try:
            plan, readings = between.plan(taken)
            told, used = (claim, usage) if other is None else other.told(claim, taken, plan, readings)
            return sums_of(assess(told, plan=plan, readings=readings, usage=used))
        except FAILURES:
            return None

    return run


def sums_of(result: Assessment | Entitlement) -> Sums:
    """What an assessment, or one benefit of it, comes to."""
    return Sums(to_fen(result.low), None if result.high is None else to_fen(result.high))


class OtherClaim(NamedTuple):
    """What another claim says otherwise, and what was used before each of the two, by limit."""

    facts: Mapping[str, object]
    before: Mapping[str, tuple[int, int | None]]
    after: Mapping[str, tuple[int, int | None]]

    def told(
        self, claim: Claim, taken: frozenset[str], plan: Plan, readings: Readings
    ) -> tuple[Claim, Usage]:
        """The claim with some of the other's facts, and the usage before it counted by its own facts.

        Raises:
            pydantic.ValidationError: the facts cannot stand together.
            MutualBenefitsError: the plan cannot answer such a claim.
        """
        made = with_facts(claim, {path: value for path, value in self.facts.items() if path in taken})
        prepared = prepare(plan, readings)
        _, answer = prepared.answer_for(made)
        facts = facts_of(made, prepared.diseases)
        used: dict[LimitKey, tuple[int, int | None]] = {}
        for limit in answer.limits:
            side = self.after if f"usage.{limit.code}" in taken else self.before
            if limit.code in side:
                used[key_of(limit, made, facts)] = side[limit.code]
        return made, Usage.of(used.items())


class ClaimsTable(NamedTuple):
    """A table of claims, ready to be put to rule books: its rows, and what was used before them."""

    rows: "pl.DataFrame"
    history: Usage | None

    def under(self, plan: Plan, readings: Readings) -> "pl.DataFrame":
        """The rows as the plan answers them, with the bounds of each benefit."""
        return assess_table(self.rows, plan=plan, readings=readings, history=self.history, bounds=True)


def table_run(table: ClaimsTable, between: Differing, answered: Any) -> SumsWith:
    """How a table comes out with some changes made: the sum of the rows that are `answered` in all cases."""

    def run(taken: frozenset[str]) -> Sums | None:
        try:
            plan, readings = between.plan(taken)
            done = table.under(plan, readings).filter(answered)
        except FAILURES:
            return None
        return None if done["low_fen"].null_count() else total_of(done, "low_fen", "high_fen")

    return run


def total_of(rows: "pl.DataFrame", low: str, high: str) -> Sums:
    """The sums of two columns; no most is known where it is not known in some row."""
    return Sums(int(rows[low].sum()), None if rows[high].null_count() else int(rows[high].sum()))
