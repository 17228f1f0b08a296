"""A plan made ready under chosen readings: what depends on the version alone is worked out once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from typing import Any, NamedTuple

from ..canonical_hash import content_hash
from ..claims import Claim
from ..diseases import DiseaseList, names_in, plain
from ..errors import NotCovered, UnknownFeeTier, UnknownReading
from ..limits import Limit
from ..rulebook.plan import Plan
from ..rulebook.version import PlanVersion, limits_in
from ..rulebook.version_in_force import Timelines
from ..rules import Benefit, Condition, PriorPayment
from ..terms import choices, read
from .compiled.answer import Compiled, Traced, compiled, traced
from .missing_rows import TableUse, check_rows, table_uses
from .outcome import GuardedBenefit
from .unstated_terms import places

VERSION_DATE = {"version.date": ("event", "cover_start")}
"""The reading that the engine itself offers: which day decides the version."""


class EventAnswer(NamedTuple):
    """What a version answers to one kind of event."""

    parts: tuple[GuardedBenefit, ...]
    conditions: tuple[Condition, ...]
    """The conditions that guard every benefit."""
    prior_payments: tuple[PriorPayment, ...]
    """Those of them that count the claim once it is paid."""
    limits: tuple[Limit, ...]
    """The limits that are counted over several claims."""
    compiled: Compiled
    """All of it as one function, for claims on which everything has a single value."""
    traced: Callable[[], Traced]
    """The same function with the steps kept, written when first asked for."""
    places: Callable[[], Mapping[tuple[str, int], str]]
    """Where each term stands, worked out when first asked for."""
    asked: tuple[tuple[Benefit, tuple[TableUse, ...]], ...]
    """The benefits with tables that lack a row for something a claim may say."""

    def place(self, part: GuardedBenefit, term: Any) -> str:
        """Where an unstated term stands that a benefit met; `usage.<limit>` where it is what was used."""
        return f"usage.{term.code}" if isinstance(term, Limit) else self.places()[part.benefit.code, id(term)]


class AnswerDifference(NamedTuple):
    """What sets two answers apart."""

    benefits: tuple[int, ...]
    """The places of the benefits that are worked out otherwise, or held against other conditions."""
    counts: bool
    """Whether other limits are counted over several claims."""

    @classmethod
    def between(cls, own: EventAnswer, other: EventAnswer) -> "AnswerDifference":
        """What sets these two answers apart."""
        all_alike = own.conditions == other.conditions and len(own.parts) == len(other.parts)
        alike = [
            all_alike and one.benefit is another.benefit and one.conditions == another.conditions
            for one, another in zip(own.parts, other.parts, strict=False)
        ]
        counts = {limit.code for limit in own.limits} != {limit.code for limit in other.limits}
        return cls(tuple(place for place, same in enumerate(alike) if not same), counts)


@dataclass(frozen=True, eq=False)
class PreparedVersion:
    """One version, ready to be asked. Its choices are read; `written` is the version with all of them."""

    version: PlanVersion
    tiers: frozenset[str]
    answers: Mapping[str, EventAnswer]
    lists: tuple[DiseaseList, ...]
    """Every list of diseases that stands anywhere in the version."""
    written: PlanVersion

    @cached_property
    def content_hash(self) -> str:
        """The hash of the version as it is written."""
        return content_hash(self.written)


class PreparedPlan:
    """A plan under chosen readings.

    Raises:
        UnknownReading: the readings name one, or an option of one, that no plan or not this plan has.
    """

    def __init__(self, plan: Plan, readings: Mapping[str, str]) -> None:
        self.plan = plan
        self._others: dict[tuple[str, str], PreparedPlan] = {}
        self._apart: dict[tuple[int, int], AnswerDifference] = {}
        self.offered = VERSION_DATE | choices(plan)
        self.readings = {name: readings.get(name, options[0]) for name, options in self.offered.items()}
        for name, chosen in self.readings.items():
            if chosen not in self.offered[name]:
                raise UnknownReading(
                    f"reading {name!r} has no option {chosen!r}; choose one of"
                    f" {', '.join(self.offered[name])}"
                )
        self.by_cover_start = self.readings["version.date"] == "cover_start"
        self.versions = tuple(_ready(version, self.readings) for version in plan.versions)
        self.timelines = Timelines(plan.code, plan.versions)
        self.diseases = {plain(name): code for name, code in names_in(plan.versions)}
        """The code of each disease that any version names, by its names made `plain`."""

    @cached_property
    def alternatives(self) -> tuple[tuple[str, str], ...]:
        """Each reading with each of its options that is not in force here."""
        return tuple(
            (name, option)
            for name, options in self.offered.items()
            for option in options
            if option != self.readings[name]
        )

    def under(self, name: str, option: str) -> "PreparedPlan":
        """The same plan under one other reading, made ready when first asked for and kept."""
        other = self._others.get((name, option))
        if other is None:
            other = self._others[name, option] = prepared_plan(self.plan, {**self.readings, name: option})
        return other

    def apart(self, own: EventAnswer, other: EventAnswer) -> AnswerDifference:
        """What sets apart an answer of this plan and one of `under`, worked out once."""
        apart = self._apart.get((id(own), id(other)))
        if apart is None:
            apart = self._apart[id(own), id(other)] = AnswerDifference.between(own, other)
        return apart

    def governing_day(self, claim: Claim) -> date:
        """The day that decides which version answers."""
        return claim.enrolment.cover_from if self.by_cover_start else claim.event.happened_on

    def answer_for(self, claim: Claim) -> tuple[PreparedVersion, EventAnswer]:
        """The version that answers a claim, and what it answers to the event.

        Raises:
            NoVersionInForce: the governing day lies before the first version.
            UnknownProduct: the plan sells no product of this name.
            NotCovered: the version answers no such event.
            UnknownFeeTier: the version has no such fee tier.
            NoSuchRow: a table of the version has no row for a fact of the claim.
        """
        day, product = self.governing_day(claim), claim.enrolment.product
        prepared = self.versions[self.timelines.place_on(day, product, claim=claim.id)]
        answer = prepared.answers.get(claim.event.kind)
        if answer is None:
            raise NotCovered(
                f"claim {claim.id}: plan {self.plan.code} as of {prepared.version.effective_from}"
                f" answers no {claim.event.kind}; it answers {', '.join(prepared.answers)}"
            )
        tier = claim.enrolment.fee_tier
        if tier not in prepared.tiers if prepared.tiers else tier is not None:
            known = ", ".join(tier.code for tier in prepared.version.fee_tiers)
            right = f"give one of {known}" if known else "it has no fee tiers, so leave it out"
            raise UnknownFeeTier(
                f"claim {claim.id}: enrolment.fee_tier is {tier!r}; plan {self.plan.code} as of"
                f" {prepared.version.effective_from}: {right}"
            )
        if answer.asked:
            check_rows(answer.asked, claim, self.diseases)
        return prepared, answer


def _ready(written: PlanVersion, readings: Mapping[str, str]) -> PreparedVersion:
    version = read(written, readings)
    answers: dict[str, EventAnswer] = {}
    common = tuple(condition for condition in version.conditions if not condition.benefits)
    prior_payments = tuple(condition for condition in common if isinstance(condition, PriorPayment))
    for kind in dict.fromkeys(rule.event for rule in version.benefits):
        rules = [rule for rule in version.benefits if rule.event == kind]
        parts = tuple(GuardedBenefit(rule, _guards(version, rule)) for rule in rules)
        limits = {limit.code: limit for limit in limits_in((*rules, *version.conditions))}
        counted = tuple(limit for limit in limits.values() if limit.per != "event")
        tables = ((part.benefit, table_uses(part.benefit, (*common, *part.conditions))) for part in parts)
        asked = tuple((rule, found) for rule, found in tables if found)
        told = parts, common, prior_payments
        answers[kind] = EventAnswer(
            *told,
            limits=counted,
            compiled=compiled(*told),
            traced=cache(partial(traced, *told)),
            places=cache(partial(places, parts, common)),
            asked=asked,
        )
    tiers = frozenset(tier.code for tier in version.fee_tiers)
    return PreparedVersion(version, tiers, answers, version.disease_lists, written)


def _guards(version: PlanVersion, rule: Benefit) -> tuple[Condition, ...]:
    return tuple(condition for condition in version.conditions if rule.code in condition.benefits)


_READY: dict[tuple[int, tuple[tuple[str, str], ...]], PreparedPlan] = {}
_KEPT = 64


def prepared_plan(plan: Plan, readings: Mapping[str, str] | None) -> PreparedPlan:
    """The plan under these readings, prepared when first asked for and kept."""
    key = (id(plan), tuple(sorted(readings.items())) if readings else ())
    prepared = _READY.get(key)
    if prepared is None:
        if len(_READY) >= _KEPT:
            _READY.clear()
        prepared = _READY[key] = PreparedPlan(plan, readings or {})
    return prepared
