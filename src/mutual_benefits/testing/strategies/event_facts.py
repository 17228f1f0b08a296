"""Strategies for the facts of events: those that claim a version's benefits, at and around its boundaries."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any

from hypothesis import strategies as st

from ...diseases import plain
from ...events import KINDS
from ...frozen import every, within
from ...money import to_yuan
from ...rules import (
    BandedShare,
    Benefit,
    ExcludedCauses,
    ExpenseShare,
    GradedSum,
    InSetting,
    LumpSum,
    NotInSitu,
    OnList,
    PerArea,
    PerDiem,
    ShareOfLoss,
)
from ...terms import Table
from ..version_view import VersionView
from .boundaries import MOST, MOST_DAYS, USUAL, Boundaries

FactValues = dict[str, Any]

DAYS = ("living_days", "hospital_days", "care_days", "days")
USUAL_DAYS = 40
OPTIONAL_KEYS = {"severity", "injury_kind", "hospital_level", "disability_grade"}
"""Facts of events that tables may have rows for and a claim may leave out."""

SETTINGS = ("inpatient", "outpatient")
CHILDREN = ("A", "B")
UNLISTED = ("common cold", "普通感冒", "no such disease")
NO_SUCH_CAUSE = "no such cause"
WORDS = {
    "injury_kind": ("fracture", "burns"),
    "severity": ("severe", "light"),
    "hospital_level": ("three", "two", "one"),
}
"""Values of facts whose vocabulary a rule book may leave open."""


def around(numbers: tuple[int, ...], usual: int, *, near: bool, least: int = 0) -> st.SearchStrategy[int]:
    """Whole numbers from `least` to `usual`; with `near`, also those just below, at and above `numbers`."""
    usual_range = st.integers(least, max(usual, least))
    close = sorted({number + step for number in numbers for step in (-1, 0, 1) if number + step >= least})
    return usual_range | st.sampled_from(close) if near and close else usual_range


def yuan(numbers: tuple[int, ...], usual: int, *, near: bool, least: int = 0) -> st.SearchStrategy[Decimal]:
    """Amounts in yuan, from boundaries in fen."""
    return around(numbers, usual, near=near, least=least).map(to_yuan)


def facts_used(view: VersionView) -> frozenset[str]:
    """The facts that conditions, tables and ladders of any version of the plan use."""
    names: set[str] = set()
    for part in within(view.plan.versions):
        names.update(getattr(part, "needs", ()))
        if getattr(part, "term", None) in ("table", "ladder"):
            names.add(part.by)
        if isinstance(part, NotInSitu):
            names.add("in_situ")
        if isinstance(part, ExcludedCauses):
            names.add("cause")
    return frozenset(names)


def diseases(view: VersionView, *, listed: bool, codes: bool) -> st.SearchStrategy[str]:
    """Diseases of the version's lists, by code or by any name; also others unless `listed`."""
    lists = [each.diseases for each in view.version.conditions if isinstance(each, OnList)]
    known = [disease for each in lists or view.version.disease_lists for disease in each.diseases]
    names = [name for disease in known for name in ((disease.code,) if codes else disease.names)]
    elsewhere = [code for code in dict.fromkeys(view.codes.values()) if code not in names]
    others = [*elsewhere, *(name for name in UNLISTED if plain(name) not in view.codes)]
    if not names:
        return st.sampled_from(others)
    return st.sampled_from(names) if listed else st.sampled_from(names) | st.sampled_from(others)


class EventFacts:
    """Strategies for the facts of one kind of event under one version.

    With `eligible`, facts meet every condition of the version. With `codes`, diseases have their codes only.
    """

    def __init__(
        self, boundaries: Boundaries, kind: str, *, near: bool, eligible: bool, codes: bool = False
    ) -> None:
        self.boundaries = boundaries
        self.view = boundaries.view
        self.kind = kind
        self.near = near
        self.eligible = eligible
        self.codes = codes
        self._claiming: dict[str, st.SearchStrategy[FactValues]] = {}
        self.benefits = boundaries.view.benefits_for(kind)
        self.one_benefit = st.sampled_from(self.benefits) if self.benefits else st.nothing()

    def number(self, fact: str, least: int = 0) -> st.SearchStrategy[Any]:
        """A numeric fact: days, an amount, an area, an ordinal or a grade."""
        numbers = self.boundaries.of(self.kind, fact)
        if fact in USUAL:
            return yuan(numbers, USUAL[fact], near=self.near, least=least)
        if fact == "ordinal":
            return around(numbers, min(max(numbers, default=1) + 2, MOST["ordinal"]), near=False, least=1)
        usual = min(max((USUAL_DAYS, *(number + 3 for number in numbers))), MOST_DAYS)
        return around(numbers, usual, near=self.near, least=least)

    def present(self, fact: str) -> st.SearchStrategy[Any]:
        """The values of a fact that claim the benefit due for it."""
        if fact in USUAL or fact in DAYS:
            return self.number(fact, least=1)
        if fact == "disability_grade":
            return st.sampled_from(self.view.keys(fact) or tuple(range(1, 11)))
        if fact == "disease" and self.view.keys(fact):
            return st.sampled_from(self.view.keys(fact))
        if fact == "disease":
            return diseases(self.view, listed=self.eligible, codes=self.codes)
        if fact in WORDS:
            return st.sampled_from(self.view.keys(fact) or WORDS[fact])
        return st.just(True)

    @cached_property
    def always(self) -> st.SearchStrategy[FactValues]:
        """The facts of every event: its required fields, and those that conditions and tables use."""
        return st.fixed_dictionaries({**self._required(), **self._context()})

    def _required(self) -> FactValues:
        needed = {
            "child": st.sampled_from(CHILDREN),
            "disease": self.present("disease"),
            "days": st.just(0),
            "self_paid": st.just(Decimal("0.00")),
        }
        fields = KINDS[self.kind].model_fields
        return {
            name: facts for name, facts in needed.items() if name in fields and fields[name].is_required()
        }

    def _context(self) -> FactValues:
        view, fields = self.view, KINDS[self.kind].model_fields
        settings = [each.setting for each in view.version.conditions if isinstance(each, InSetting)]
        causes = sorted({word for part in view.parts for word in getattr(part, "causes", ())})
        eligible = {
            "setting": st.sampled_from(settings or view.keys("setting") or SETTINGS),
            "ordinal": self.number("ordinal"),
            "surgery": st.just(True),
            "in_situ": st.just(False),
            "cause": st.none(),
        }
        others = {
            "setting": st.sampled_from(view.keys("setting") or SETTINGS),
            "surgery": st.sampled_from((None, True, False)),
            "in_situ": st.sampled_from((False, False, False, True)),
            "cause": st.sampled_from((None,) * 5 * len(causes) + tuple(self._causes(causes))),
        }
        facts = eligible if self.eligible else eligible | others
        used = facts_used(view) | {"setting"}
        return {name: values for name, values in facts.items() if name in fields and name in used}

    def _causes(self, excluded: list[str]) -> Iterator[str]:
        """The excluded causes and others; unless `codes`, by every name and with one that nobody knows."""
        yield from ("fall", "other", *excluded)
        if not self.codes:
            known = (word for word in self.view.words.open["cause"].words if word.code in excluded)
            yield from (name for word in known for name in word.names)
            yield from ("摔倒", NO_SUCH_CAUSE)

    def claiming(self, benefit: Benefit) -> st.SearchStrategy[FactValues]:
        """The facts that claim a benefit, and the keys of its tables."""
        if benefit.code not in self._claiming:
            self._claiming[benefit.code] = _merged(self.table_keys(benefit), self._facts_claiming(benefit))
        return self._claiming[benefit.code]

    def table_keys(self, benefit: Benefit) -> st.SearchStrategy[FactValues]:
        """The facts of the event that are keys of a benefit's tables."""
        tables = {table.by for table in every(Table, benefit)}
        return st.fixed_dictionaries({name: self.present(name) for name in sorted(tables & OPTIONAL_KEYS)})

    @cached_property
    def basic(self) -> st.SearchStrategy[FactValues]:
        """The facts of every event, with the table keys of the benefits that every such event claims."""
        facts: st.SearchStrategy[FactValues] = self.always
        for benefit in self.benefits:
            if isinstance(benefit, LumpSum) and benefit.when == "disease":
                facts = _merged(facts, self.table_keys(benefit))
        return facts

    def _facts_claiming(self, benefit: Benefit) -> st.SearchStrategy[FactValues]:
        if isinstance(benefit, PerDiem):
            return st.fixed_dictionaries({benefit.days: self.number(benefit.days, least=1)})
        if isinstance(benefit, LumpSum):
            return self._claiming_lump_sum(benefit)
        if isinstance(benefit, GradedSum):
            return st.sampled_from(benefit.grades).flatmap(
                lambda name: st.fixed_dictionaries({name: self.present(name)})
            )
        if isinstance(benefit, ShareOfLoss):
            return st.fixed_dictionaries(
                {"peril": st.just(benefit.peril), "loss": self.number("loss", least=1)}
            )
        if isinstance(benefit, PerArea):
            area, loss = (
                st.fixed_dictionaries({name: self.number(name, least=1)}) for name in ("area", "loss")
            )
            return (area | loss).map(lambda facts: {"peril": benefit.peril, **facts})
        if isinstance(benefit, ExpenseShare):
            return st.fixed_dictionaries({"self_paid": self.number("self_paid", least=1)})
        if isinstance(benefit, BandedShare):
            costs = {"over_cap": self.number("over_cap", least=1)}
            return st.fixed_dictionaries(costs, optional={"other_cover": self.number("other_cover")})
        raise TypeError(f"{type(benefit).__name__} is no kind of benefit")

    def _claiming_lump_sum(self, benefit: LumpSum) -> st.SearchStrategy[FactValues]:
        if benefit.when == "disease" and self.eligible:
            any_disease = self.present("disease")
            covered = any_disease.filter(lambda name: self._code(name) not in benefit.except_diseases)
            return st.fixed_dictionaries({"disease": covered})
        facts = [st.fixed_dictionaries({benefit.when: self.present(benefit.when)})]
        if benefit.diseases:
            facts.append(st.fixed_dictionaries({"disease": st.sampled_from(benefit.diseases)}))
        return st.one_of(facts)

    def _code(self, name: str) -> str:
        return self.view.codes.get(plain(name), name)


def _merged(
    first: st.SearchStrategy[FactValues], second: st.SearchStrategy[FactValues]
) -> st.SearchStrategy[FactValues]:
    return st.tuples(first, second).map(lambda both: both[0] | both[1])
