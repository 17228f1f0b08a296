"""Strategies for the facts of events: those that claim a version's benefits, at and around its boundaries."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from hypothesis import strategies as st

from ..._texts import both
from ...diseases import plain
from ...events import KINDS
from ...frozen import every, within
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
from .boundaries import MOST, MOST_DAYS, USUAL, Boundaries, around, yuan

FactValues = dict[str, Any]

DAYS = ("living_days", "hospital_days", "care_days", "days", "nights")
USUAL_DAYS = 40
SETTINGS = ("inpatient", "outpatient")
CHILDREN = ("A", "B")
UNLISTED = ("common cold", "普通感冒", "no such disease")
NO_SUCH_CAUSE = "no such cause"
WORDS = {
    "cause": ("fall", "other"),
    "injury_kind": ("fracture", "burns"),
    "severity": ("severe", "light"),
    "hospital_level": ("three", "two", "one"),
}
"""Values of facts whose vocabulary a rule book may leave open."""


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
        if self.eligible and fact in self.boundaries.bounds:
            least, most = (max(least, self.boundaries.bounds[fact][0]), self.boundaries.bounds[fact][1])
            scaled = 100 if fact in USUAL else 1
            return self._any_number(fact, numbers, least).filter(lambda number: number * scaled <= most)
        return self._any_number(fact, numbers, least)

    def _any_number(self, fact: str, numbers: tuple[int, ...], least: int) -> st.SearchStrategy[Any]:
        if fact in USUAL:
            return yuan(numbers, USUAL[fact], near=self.near, least=least)
        if fact == "ordinal":
            if self.view.keys(fact):
                return st.sampled_from(self.view.keys(fact))
            return around(numbers, min(max(numbers, default=1) + 2, MOST["ordinal"]), near=False, least=1)
        usual = min(max((USUAL_DAYS, *(number + 3 for number in numbers))), MOST_DAYS)
        return around(numbers, usual, near=self.near, least=least)

    def present(self, fact: str) -> st.SearchStrategy[Any]:
        """The values of a fact that claim the benefit due for it."""
        if fact in USUAL or fact in DAYS or fact == "ordinal":
            return self.number(fact, least=1)
        if self.view.keys(fact):
            return self.key(fact)
        if fact == "disability_grade":
            return st.integers(1, 10)
        if fact == "disease":
            return diseases(self.view, listed=self.eligible, codes=self.codes)
        return st.sampled_from(WORDS[fact]) if fact in WORDS else st.just(True)

    def key(self, fact: str) -> st.SearchStrategy[Any]:
        """The values of a fact for which every table by it has a row."""
        keys: Sequence[Any] = self.view.keys(fact)
        truth = KINDS[self.kind].model_fields[fact].annotation is bool
        return st.sampled_from([bool(key) for key in keys] if truth else keys)

    @cached_property
    def always(self) -> st.SearchStrategy[FactValues]:
        """The facts of every event, and perhaps any further fact that a benefit reads."""
        needed = {**self._required(), **self._context()}
        further = self._facts_read() - {*needed, *self._claiming_facts()}
        return st.fixed_dictionaries(needed, optional={fact: self.present(fact) for fact in sorted(further)})

    def _facts_read(self) -> frozenset[str]:
        """The facts of the event that benefits read; if `eligible`, only those that no condition reads."""
        read = self.view.facts_of_benefits(self.kind)
        read = read - self.view.facts_of_conditions if self.eligible else read | self.view.facts_of_conditions
        return (read & KINDS[self.kind].model_fields.keys()) - {"happened_on", "kind"}

    def _claiming_facts(self) -> set[str]:
        """The facts that are drawn where a benefit is claimed by them."""
        names = {"peril", "loss", "area", "self_paid", "over_cap", "other_cover", "disease"}
        for benefit in self.benefits:
            fields = (getattr(benefit, field, ()) for field in ("days", "when", "grades"))
            names |= {name for field in fields for name in ((field,) if isinstance(field, str) else field)}
        return names

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
        used = facts_used(view) | view.facts_of_benefits(self.kind) | {"setting"}
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
            self._claiming[benefit.code] = _merged(self._facts_claiming(benefit), self.table_keys(benefit))
        return self._claiming[benefit.code]

    def table_keys(self, benefit: Benefit) -> st.SearchStrategy[FactValues]:
        """The facts of the event that are keys of a benefit's tables."""
        facts = {table.by for table in every(Table, benefit)} & KINDS[self.kind].model_fields.keys()
        names = sorted(name for name in facts - {"disease"} if self.view.keys(name))
        return st.fixed_dictionaries({name: self.key(name) for name in names})

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
            return st.one_of([st.fixed_dictionaries({name: self.present(name)}) for name in benefit.grades])
        if isinstance(benefit, ShareOfLoss):
            return st.fixed_dictionaries(
                {"peril": st.just(benefit.peril), "loss": self.number("loss", least=1)}
            )
        if isinstance(benefit, PerArea):
            area, loss = (
                st.fixed_dictionaries({name: self.number(name, least=1)}) for name in ("area", "loss")
            )
            return (area | loss).map(lambda facts: {"peril": benefit.peril, **facts})
        if isinstance(benefit, ExpenseShare) and benefit.of is not None:
            return st.just({})
        if isinstance(benefit, ExpenseShare):
            return st.fixed_dictionaries({"self_paid": self.number("self_paid", least=1)})
        if isinstance(benefit, BandedShare):
            costs = {"over_cap": self.number("over_cap", least=1)}
            return st.fixed_dictionaries(costs, optional={"other_cover": self.number("other_cover")})
        raise TypeError(
            both("{kind} is no kind of benefit", "{kind} 不是互助金的种类", kind=type(benefit).__name__)
        )

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
