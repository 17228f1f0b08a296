"""Strategies for the facts of events: those that claim a version's benefits, at and around its boundaries."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from hypothesis import strategies as st

from ..._texts import both
from ...claims import kind_of
from ...diseases import plain
from ...events import KINDS
from ...frozen import every, within
from ...rules import (
    BandedShare,
    Benefit,
    ExcludedCauses,
    ExpenseShare,
    FactAmong,
    GradedSum,
    InSetting,
    LumpSum,
    NotInSitu,
    PerArea,
    PerDiem,
    ShareOfLoss,
)
from ...terms import Table
from ..version_view import VersionView
from .boundaries import MOST, MOST_DAYS, USUAL, Boundaries, around, yuan
from .told_words import WITH_WORDS, covered, diseases, event_words, known_words, words_of

FactValues = dict[str, Any]
FactStrategies = dict[str, st.SearchStrategy[Any]]

DAYS = ("living_days", "hospital_days", "care_days", "days", "nights")
USUAL_DAYS = 40
EITHER = st.booleans()
CHILDREN = ("A", "B")


def drawn_facts(draw: st.DrawFn, facts: FactStrategies) -> FactValues:
    """Draw each fact by itself: Hypothesis swaps whole dictionaries, and what follows loses its variety."""
    return {name: draw(values) for name, values in facts.items()}


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
        self._claiming: dict[str, st.SearchStrategy[FactStrategies]] = {}
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
        if fact in WITH_WORDS:
            return st.sampled_from(self.words(fact))
        if self.view.keys(fact):
            return self.key(fact)
        if fact == "disability_grade":
            return st.integers(1, 10)
        if fact == "disease":
            return diseases(self.view, listed=self.eligible, codes=self.codes)
        return st.just(True)

    def words(self, fact: str) -> tuple[Any, ...]:
        """The words of a fact, as `event_words` gives them."""
        return event_words(self.view, fact, eligible=self.eligible, codes=self.codes)

    def key(self, fact: str) -> st.SearchStrategy[Any]:
        """The values of a fact for which every table by it has a row."""
        keys = known_words(self.view, fact, eligible=self.eligible)
        truth = words_of(self.view, fact) == (False, True)
        return st.sampled_from([bool(key) for key in keys] if truth else keys)

    def drawn(self, draw: st.DrawFn) -> FactValues:
        """Draw the facts of every event, and perhaps any further fact that a benefit reads."""
        facts = drawn_facts(draw, self._needed)
        return facts | drawn_facts(
            draw, {name: self._further[name] for name in self._further if draw(EITHER)}
        )

    @cached_property
    def _needed(self) -> FactStrategies:
        """The facts of every event, with the table keys of the benefits that every such event claims."""
        facts = {**self._required(), **self._context()}
        for benefit in self.benefits:
            if isinstance(benefit, LumpSum) and benefit.when == "disease":
                facts |= self.table_keys(benefit)
        return facts

    @cached_property
    def _further(self) -> FactStrategies:
        further = self._facts_read() - {*self._needed, *self._claiming_facts()}
        return {fact: self.present(fact) for fact in sorted(further)}

    def _facts_read(self) -> frozenset[str]:
        """The facts of the event that benefits read, and words that no rule may read.

        If `eligible`, only those that no condition reads, or only to compare them with words.
        """
        read = self.view.facts_of_benefits(self.kind).union(WITH_WORDS)
        if self.eligible:
            read -= self.view.facts_but_compared
        else:
            read |= self.view.facts_of_conditions
        return (read & KINDS[self.kind].model_fields.keys()) - {"happened_on", "kind"}

    def _claiming_facts(self) -> set[str]:
        """The facts that are drawn where a benefit is claimed by them."""
        names = {"peril", "loss", "area", "self_paid", "over_cap", "other_cover", "disease"}
        for benefit in self.benefits:
            fields = (getattr(benefit, field, ()) for field in ("days", "when", "grades"))
            names |= {name for field in fields for name in ((field,) if isinstance(field, str) else field)}
        return names

    def _required(self) -> FactStrategies:
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

    def _context(self) -> FactStrategies:
        view, fields = self.view, KINDS[self.kind].model_fields
        settings = [each.setting for each in view.version.conditions if isinstance(each, InSetting)]
        causes = self.words("cause")
        eligible = {
            "setting": st.sampled_from(settings or self.words("setting")),
            "ordinal": self.number("ordinal"),
            "surgery": st.just(True),
            "in_situ": st.just(False),
            "cause": st.sampled_from((None,) * (len(causes) // 3) + causes),
        }
        others = {
            "setting": st.sampled_from(self.words("setting")),
            "surgery": st.sampled_from((None, True, False)),
            "in_situ": st.sampled_from((False, False, False, True)),
            "cause": st.sampled_from((None,) * len(causes) + causes),
        }
        facts = eligible if self.eligible else eligible | others
        used = facts_used(view) | view.facts_of_benefits(self.kind) | {"setting"}
        drawn = {name: values for name, values in facts.items() if name in fields and name in used}
        return drawn | (self._flags_compared() if self.eligible else {})

    def _flags_compared(self) -> FactStrategies:
        """The facts that are yes or no and that a condition asks for, so that the condition is met."""
        fields = KINDS[self.kind].model_fields
        named = {each.fact for each in self.view.version.conditions if isinstance(each, FactAmong)}
        flags = sorted(name for name in named & fields.keys() if kind_of(fields[name]) is bool)
        return {name: st.sampled_from(covered(self.view, name, (False, True))) for name in flags}

    def claiming(self, draw: st.DrawFn, benefit: Benefit) -> FactValues:
        """Draw the facts that claim a benefit, and the keys of its tables."""
        if benefit.code not in self._claiming:
            ways = [facts | self.table_keys(benefit) for facts in self._ways_to_claim(benefit)]
            self._claiming[benefit.code] = st.sampled_from(ways)
        return drawn_facts(draw, draw(self._claiming[benefit.code]))

    def table_keys(self, benefit: Benefit) -> FactStrategies:
        """The facts of the event that are keys of a benefit's tables."""
        facts = {table.by for table in every(Table, benefit)} & KINDS[self.kind].model_fields.keys()
        return {name: self.key(name) for name in sorted(facts - {"disease"}) if self.view.keys(name)}

    def _ways_to_claim(self, benefit: Benefit) -> list[FactStrategies]:
        """The facts by which a benefit can be claimed, one way or another."""
        if isinstance(benefit, PerDiem):
            return [{benefit.days: self.number(benefit.days, least=1)}]
        if isinstance(benefit, LumpSum):
            return self._claiming_lump_sum(benefit)
        if isinstance(benefit, GradedSum):
            return [{name: self.present(name)} for name in benefit.grades]
        if isinstance(benefit, ShareOfLoss):
            return [{"peril": st.just(benefit.peril), "loss": self.number("loss", least=1)}]
        if isinstance(benefit, PerArea):
            peril = st.just(benefit.peril)
            return [{"peril": peril, name: self.number(name, least=1)} for name in ("area", "loss")]
        if isinstance(benefit, ExpenseShare):
            return [{}] if benefit.of is not None else [{"self_paid": self.number("self_paid", least=1)}]
        if isinstance(benefit, BandedShare):
            costs = {"over_cap": self.number("over_cap", least=1)}
            return [costs, costs | {"other_cover": self.number("other_cover")}]
        raise TypeError(
            both("{kind} is no kind of benefit", "{kind} 不是互助金的种类", kind=type(benefit).__name__)
        )

    def _claiming_lump_sum(self, benefit: LumpSum) -> list[FactStrategies]:
        if benefit.when == "disease" and self.eligible:
            any_disease = self.present("disease")
            return [
                {"disease": any_disease.filter(lambda name: self._code(name) not in benefit.except_diseases)}
            ]
        ways: list[FactStrategies] = [{benefit.when: self.present(benefit.when)}]
        return [*ways, {"disease": st.sampled_from(benefit.diseases)}] if benefit.diseases else ways

    def _code(self, name: str) -> str:
        return self.view.codes.get(plain(name), name)
