"""One version of a plan as the testing kit reads it: what it answers, on which days, for which product."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from ..claims import Claim, Enrolment
from ..diseases import names_in, plain
from ..engine.prepare import prepare
from ..errors import NoVersionInForce
from ..frozen import Frozen
from ..plans.registry import get_plan
from ..rulebook.plan import Plan
from ..rulebook.version import PlanVersion
from ..rules import Benefit, Condition
from ..terms import Table, read

YEARS_OPEN = 5
"""A version that no other follows is tried for so many years: no clock is read to say until when."""

ONE_DAY = timedelta(1)


class AnsweringDays(NamedTuple):
    """Days, both included, on which a version answers who enrolled in this product (None: named none)."""

    product: str | None
    first: date
    last: date


class VersionView:
    """A version under chosen readings: `version` holds no choice any more, `stated` is as it was written."""

    def __init__(
        self, plan: Plan, stated: PlanVersion, spans: tuple[AnsweringDays, ...], readings: Mapping[str, str]
    ) -> None:
        self.plan = plan
        self.stated = stated
        self.version: PlanVersion = read(stated, readings)
        self.spans = spans
        self.by_cover_start = readings.get("version.date") == "cover_start"

    def __repr__(self) -> str:
        return f"Book({self.plan.code}, {self.version.effective_from})"

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of event that the version answers."""
        return tuple(dict.fromkeys(rule.event for rule in self.version.benefits))

    @cached_property
    def parts(self) -> tuple[Any, ...]:
        """Every part of the version, from the whole down to the numbers."""
        return tuple(parts_of(self.version))

    @cached_property
    def codes(self) -> dict[str, str]:
        """The code of each disease that any version names, by its names made `plain`."""
        return {plain(name): code for name, code in names_in(self.plan.versions)}

    def rules(self, kind: str) -> tuple[Benefit, ...]:
        """The benefits that answer a kind of event."""
        return tuple(rule for rule in self.version.benefits if rule.event == kind)

    def guards(self, rule: Benefit) -> tuple[Condition, ...]:
        """The conditions that a benefit must meet."""
        return tuple(one for one in self.version.conditions if not one.benefits or rule.code in one.benefits)

    def governs(self, claim: Claim) -> bool:
        """Whether this version is the one that answers a claim."""
        return self.answers(claim.event.kind, claim.enrolment, claim.event.happened_on)

    def answers(self, kind: str, enrolment: Enrolment, happened_on: date) -> bool:
        """Whether this version answers such an event of somebody who enrolled so."""
        day = enrolment.cover_from if self.by_cover_start else happened_on
        on_time = any(one.product == enrolment.product and one.first <= day <= one.last for one in self.spans)
        tiers: list[str | None] = [tier.code for tier in self.version.fee_tiers]
        return on_time and kind in self.kinds and enrolment.fee_tier in (tiers or [None])

    def keys(self, fact: str) -> tuple[Any, ...]:
        """The values of a fact for which every table by it has a row; none if there is no such table."""
        return self._keys.get(fact, ())

    @cached_property
    def _keys(self) -> dict[str, tuple[Any, ...]]:
        found: dict[str, set[Any]] = {}
        for part in self.parts:
            if isinstance(part, Table):
                found[part.by] = found.get(part.by, set(part.keys)) & set(part.keys)
        return {fact: tuple(sorted(keys, key=str)) for fact, keys in found.items()}


def parts_of(value: Any) -> Iterator[Any]:
    """Every part of a rule book, from the whole down to the numbers."""
    yield value
    inner = (
        value.__dict__.values() if isinstance(value, Frozen) else value if isinstance(value, tuple) else ()
    )
    for part in inner:
        yield from parts_of(part)


def books(
    plan: str | Plan, version: PlanVersion | date | None = None, readings: Mapping[str, str] | None = None
) -> tuple[VersionView, ...]:
    """The versions of a plan that answer some day, or the one named, or the one that answers a day.

    Raises:
        UnknownPlan, UnknownReading: as `assess` raises them.
        NoVersionInForce: no version answers that day, or the plan has no such version in force.
    """
    prepare(plan, readings)  # says what is wrong with the readings
    whole = get_plan(plan) if isinstance(plan, str) else plan
    if isinstance(version, date):
        version = whole.version_on(version)
    found = []
    for stated in whole.as_known().versions:
        spans = tuple(_spans(whole, stated))
        if spans and (version is None or version == stated):
            found.append(VersionView(whole, stated, spans, readings or {}))
    if not found:
        known = ", ".join(str(each.effective_from) for each in whole.as_known().versions)
        asked = "" if version is None else f" of {version.effective_from}"
        raise NoVersionInForce(f"plan {whole.code}: no version{asked} is in force; it has those of {known}")
    return tuple(found)


def _spans(plan: Plan, version: PlanVersion) -> Iterator[AnsweringDays]:
    versions = plan.as_known().versions
    horizon = date(min(versions[-1].answers_from.year + YEARS_OPEN, 9000), 12, 31)
    for product in dict.fromkeys((None, version.product)):
        sold = [one for one in versions if product in (None, one.product)]
        later = [one.answers_from for one in sold[_place(sold, version) + 1 :]]
        last = later[0] - ONE_DAY if later else horizon
        if version.answers_from <= last:
            yield AnsweringDays(product, version.answers_from, last)


def _place(versions: list[PlanVersion], version: PlanVersion) -> int:
    return next(place for place, one in enumerate(versions) if one is version)
