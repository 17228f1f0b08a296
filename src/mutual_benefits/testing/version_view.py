"""One version of a plan as the testing kit reads it: the claims, days and products that it applies to."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from .._texts import both, listed
from ..claims import Claim, Enrolment
from ..engine.prepare import prepare
from ..errors import NoVersionInForce
from ..frozen import within
from ..rulebook.effects import effects_of
from ..rulebook.plan import Plan
from ..rulebook.registry.book import AnyPlan, plan_of
from ..rulebook.version import PlanVersion
from ..rulebook.version_in_force import Timelines
from ..rules import Benefit, Condition, ExcludedCauses, FactAmong
from ..rules.own_facts import Fact
from ..rules.words import OPEN_FACTS, WordBook, words_compared
from ..terms import Table, read

OPEN_YEARS = 5
"""The number of years for which the newest version is tested: the library reads no clock."""

ONE_DAY = timedelta(1)


class PeriodInForce(NamedTuple):
    """The first and last day on which a version applies to a product (None: enrolments that name none)."""

    product: str | None
    first: date
    last: date


class VersionView:
    """A version with every choice resolved by the given readings, and the periods in which it is in force."""

    def __init__(
        self,
        plan: Plan,
        version: PlanVersion,
        periods: tuple[PeriodInForce, ...],
        readings: Mapping[str, str],
        words: WordBook,
    ) -> None:
        self.plan = plan
        self.words = words
        """Every word of claims that any version of the plan knows."""
        self.version: PlanVersion = read(version, readings)
        self.periods = periods
        self.by_cover_start = readings.get("version.date") == "cover_start"

    def __repr__(self) -> str:
        return f"VersionView({self.plan.code}, {self.version.effective_from})"

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of event that the version covers."""
        return tuple(dict.fromkeys(benefit.event for benefit in self.version.benefits))

    @cached_property
    def parts(self) -> tuple[Any, ...]:
        """Every part of the version, from the whole down to the numbers."""
        return tuple(within(self.version))

    @cached_property
    def compared(self) -> Mapping[str, set[str]]:
        """The words with which a table or a condition of the version compares facts, by fact."""
        found: dict[str, set[str]] = {}
        for fact, word in words_compared(self.version, (*OPEN_FACTS, "setting")):
            found.setdefault(fact, set()).add(word)
        return found

    @cached_property
    def declared(self) -> Mapping[str, Fact]:
        """The facts that the version declares, by their names."""
        return dict(self.version.facts)

    @property
    def codes(self) -> Mapping[str, str]:
        """The code of each disease that any version of the plan names, by its `plain` names."""
        return self.words.codes["disease"]

    def benefits_for(self, kind: str) -> tuple[Benefit, ...]:
        """The benefits for a kind of event."""
        return tuple(benefit for benefit in self.version.benefits if benefit.event == kind)

    def conditions_of(self, benefit: Benefit) -> tuple[Condition, ...]:
        """The conditions of a benefit."""
        conditions = self.version.conditions
        return tuple(each for each in conditions if not each.benefits or benefit.code in each.benefits)

    @cached_property
    def facts_of_conditions(self) -> frozenset[str]:
        """The facts on which it depends whether a claim meets every condition."""
        return frozenset().union(*(effects_of(condition).facts for condition in self.version.conditions))

    @cached_property
    def facts_but_compared(self) -> frozenset[str]:
        """The facts of conditions, without those that are only compared with words that may be given."""
        others = [
            each for each in self.version.conditions if not isinstance(each, ExcludedCauses | FactAmong)
        ]
        return frozenset().union(*(effects_of(condition).facts for condition in others))

    @cached_property
    def reads_nights(self) -> bool:
        """Whether the benefits for stays in hospital, or the conditions, read the nights of a stay."""
        return "nights" in self.facts_of_benefits("hospital_stay") | self.facts_of_conditions

    def facts_of_benefits(self, kind: str) -> frozenset[str]:
        """The facts that the benefits for a kind of event read."""
        return frozenset().union(*(effects_of(benefit).facts for benefit in self.benefits_for(kind)))

    def applies_to(self, claim: Claim) -> bool:
        """Whether a claim is assessed under this version."""
        return self.covers(claim.event.kind, claim.enrolment, claim.event.happened_on)

    def governing_day(self, enrolment: Enrolment, happened_on: date) -> date:
        """The day that decides which version applies: the day of the event, or the first day of cover."""
        return enrolment.cover_from if self.by_cover_start else happened_on

    def covers(self, kind: str, enrolment: Enrolment, happened_on: date) -> bool:
        """Whether this version applies to such an event under an enrolment."""
        day = self.governing_day(enrolment, happened_on)
        in_force = any(
            period.product == enrolment.product and period.first <= day <= period.last
            for period in self.periods
        )
        tiers: list[str | None] = [tier.code for tier in self.version.fee_tiers]
        return in_force and kind in self.kinds and enrolment.fee_tier in (tiers or [None])

    def keys(self, fact: str) -> tuple[Any, ...]:
        """The values of a fact that have a row in every table by it; empty if there is no such table."""
        return self._keys.get(fact, ())

    @cached_property
    def _keys(self) -> dict[str, tuple[Any, ...]]:
        common: dict[str, set[Any]] = {}
        for part in self.parts:
            if isinstance(part, Table):
                common[part.by] = common.get(part.by, set(part.keys)) & set(part.keys)
        return {fact: tuple(sorted(keys, key=str)) for fact, keys in common.items()}


def version_views(
    plan: AnyPlan, version: PlanVersion | date | None = None, readings: Mapping[str, str] | None = None
) -> tuple[VersionView, ...]:
    """The versions of a plan that are ever in force; or only the given one, or the one in force on a day.

    Raises:
        UnknownPlan, UnknownReading: as `assess` raises them.
        NoVersionInForce: no version is in force on that day, or the given version never is.
    """
    plan = plan_of(plan)
    prepared = prepare(plan, readings)
    if isinstance(version, date):
        version = plan.version_on(version)
    views = []
    for known in plan.as_known().versions:
        periods = tuple(_periods(plan, known, must_agree=prepared.must_agree))
        if periods and (version is None or version == known):
            views.append(VersionView(plan, known, periods, readings or {}, prepared.words))
    if not views:
        days = listed(known.effective_from for known in plan.as_known().versions)
        if version is None or version in plan.versions:
            day = "" if version is None else version.effective_from
            message = both(
                f"plan {plan.code}: no version{day and f' of {day}'} is in force; its versions begin on"
                f" {days.en}",
                f"活动 {plan.code}：没有施行的版本{day and f'（{day}）'}；各版本的起始日为 {days.zh}",
            )
        else:
            message = both(
                "the version of {day} that was given is none of plan {code}, whose versions begin on {days};"
                " give a plan that holds it",
                "所给的 {day} 版条款不属于活动 {code}（各版本的起始日为 {days}）；请给出含有该版的活动",
                day=version.effective_from,
                code=plan.code,
                days=days,
            )
        raise NoVersionInForce(message, field="version")
    return tuple(views)


def _periods(plan: Plan, version: PlanVersion, *, must_agree: bool) -> Iterator[PeriodInForce]:
    versions = plan.as_known().versions
    horizon = date(min(versions[-1].answers_from.year + OPEN_YEARS, 9000), 12, 31)
    for product in dict.fromkeys((None, version.product)):
        sold = [each for each in versions if product in (None, each.product)]
        place = next(place for place, each in enumerate(sold) if each is version)
        later = sold[place + 1 :]
        last = later[0].answers_from - ONE_DAY if later else horizon
        if (
            product is None
            and must_agree
            and Timelines(plan.code, versions).rivals_on(version.answers_from)[1:]
        ):
            continue  # an enrolment that names no product may not be answered
        if version.answers_from <= last:
            yield PeriodInForce(product, version.answers_from, last)
