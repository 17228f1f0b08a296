"""A plan and its versions: whole rule books, each in force from its first day."""

from bisect import bisect_right
from datetime import date
from itertools import combinations
from typing import Literal, Self

from pydantic import Field, model_validator

from .diseases import DiseaseList
from .errors import InvalidPlan, NoVersionInForce
from .frozen import Frozen
from .rules import AnyCondition, AnyRule
from .sources import Basis, Source, Text
from .terms import Table, choices, read


class FeeTier(Frozen):
    """One fee tier: its code (the ordinary fee as text) and both fees, in fen a member a period."""

    code: str
    ordinary: int = Field(gt=0)
    high_risk: int = Field(gt=0)
    source: Source
    basis: Basis


class Adds(Frozen):
    """Benefits that are paid beside each other when one event asks for several of them."""

    benefits: tuple[str, ...] = Field(min_length=2)
    source: Source
    basis: Basis


class PlanVersion(Frozen):
    """The whole rule book of a plan as it stood from its first day.

    `known_to` says how exactly the record dates that day. Benefits are worked out in the order in
    which they stand; those that answer the same event must either share a limit or stand together in
    `adds`, so that how they combine is always said.

    Raises:
        InvalidPlan: the version contradicts itself; the message names the place.
    """

    effective_from: date
    known_to: Literal["day", "month", "year"] = "day"
    fee_tiers: tuple[FeeTier, ...] = ()
    diseases: DiseaseList | None = None
    benefits: tuple[AnyRule, ...] = Field(min_length=1)
    conditions: tuple[AnyCondition, ...] = ()
    adds: tuple[Adds, ...] = ()
    source: Source
    basis: Basis
    notes: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        codes = [benefit.code for benefit in self.benefits]
        tiers = [tier.code for tier in self.fee_tiers]
        for what, given in (("benefit", codes), ("fee tier", tiers)):
            twice = sorted({code for code in given if given.count(code) > 1})
            if twice:
                raise InvalidPlan(f"{self._place}: {what} {', '.join(twice)} stands twice")
        for named in (*self.conditions, *self.adds):
            stray = [code for code in named.benefits if code not in codes]
            if stray:
                raise InvalidPlan(
                    f"{self._place}: {type(named).__name__} names {', '.join(stray)};"
                    f" the benefits are {', '.join(codes)}"
                )
        self._check_tiers(self, tiers, "")
        for readings in self._single_readings():
            read(self, readings)._check_combinations()
        return self

    @property
    def _place(self) -> str:
        return f"version of {self.effective_from}"

    def _single_readings(self) -> list[dict[str, str]]:
        offered = choices(self)
        return [{}] + [{name: one} for name, options in offered.items() for one in options[1:]]

    def _check_tiers(self, value: object, tiers: list[str], path: str) -> None:
        if isinstance(value, Table) and value.by == "fee_tier" and set(value.keys) != set(tiers):
            raise InvalidPlan(
                f"{self._place}, {path}: rows for the fee tiers {', '.join(map(str, value.keys))};"
                f" the version has {', '.join(tiers) or 'none'}"
            )
        if isinstance(value, Frozen):
            for name, part in value.__dict__.items():
                self._check_tiers(part, tiers, f"{path}.{name}".strip("."))
        elif isinstance(value, tuple):
            for index, part in enumerate(value):
                self._check_tiers(part, tiers, f"{path}.{getattr(part, 'code', index)}")

    def _check_combinations(self) -> None:
        beside = {frozenset(pair) for adds in self.adds for pair in combinations(adds.benefits, 2)}
        ceilings: dict[str, object] = {}
        for benefit in self.benefits:
            for limit in benefit.limits:
                if ceilings.setdefault(limit.code, limit) != limit:  # type: ignore[union-attr]
                    raise InvalidPlan(
                        f"{self._place}, {benefit.code}: the limit {limit.code} is another one"  # type: ignore[union-attr]
                        " elsewhere; give one limit one definition"
                    )
        for one, other in combinations(self.benefits, 2):
            shared = {limit.code for limit in one.limits} & {limit.code for limit in other.limits}  # type: ignore[union-attr]
            if one.event == other.event and not shared and frozenset((one.code, other.code)) not in beside:
                raise InvalidPlan(
                    f"{self._place}: {one.code} and {other.code} both answer {one.event};"
                    " let them share a limit, or name them together in adds"
                )


class Plan(Frozen):
    """A plan: its code, its official name, and its versions by first day.

    Raises:
        InvalidPlan: there is no version, or the first days do not rise.
    """

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    versions: tuple[PlanVersion, ...]

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if not self.versions:
            raise InvalidPlan(f"plan {self.code}: no version; give at least one")
        days = [version.effective_from for version in self.versions]
        for earlier, later in zip(days, days[1:], strict=False):
            if later <= earlier:
                raise InvalidPlan(
                    f"plan {self.code}: the version of {later} follows that of {earlier};"
                    " first days must rise"
                )
        return self

    def version_on(self, day: date) -> PlanVersion:
        """The version in force on a day.

        Raises:
            NoVersionInForce: the day lies before the first version.
        """
        after = bisect_right(self.versions, day, key=lambda version: version.effective_from)
        if after == 0:
            raise NoVersionInForce(
                f"plan {self.code}: no version was in force on {day};"
                f" the first is of {self.versions[0].effective_from}"
            )
        return self.versions[after - 1]
