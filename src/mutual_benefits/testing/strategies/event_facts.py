"""The facts of events: what a version's benefits ask for, at and around the numbers where its terms turn."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from hypothesis import strategies as st

from ...diseases import plain
from ...events import KINDS
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
from ..version_view import VersionView, parts_of
from .boundaries import MOST, MOST_DAYS, USUAL, Boundaries

FactValues = dict[str, Any]

DAYS = ("living_days", "hospital_days", "care_days", "days")
USUAL_DAYS = 40
LOOKED_UP = {"severity", "injury_kind", "hospital_level", "disability_grade"}
"""Facts of events that tables may have rows for and a claim may leave out."""

SETTINGS = ("inpatient", "outpatient")
CHILDREN = ("A", "B")
UNLISTED = ("common cold", "普通感冒", "no such disease")
WORDS = {
    "injury_kind": ("fracture", "burns"),
    "severity": ("severe", "light"),
    "hospital_level": ("three", "two", "one"),
}
"""Words for vocabularies that a rule book may leave open."""


def around(numbers: tuple[int, ...], usual: int, *, near: bool, least: int = 0) -> st.SearchStrategy[int]:
    """Whole numbers up to a usual one; with `near`, also those just below, at and above the given ones."""
    some = st.integers(least, max(usual, least))
    turns = sorted({number + step for number in numbers for step in (-1, 0, 1) if number + step >= least})
    return some | st.sampled_from(turns) if near and turns else some


def yuan(numbers: tuple[int, ...], usual: int, *, near: bool, least: int = 0) -> st.SearchStrategy[Decimal]:
    """Amounts in yuan, whose turning points are given in fen."""
    return around(numbers, usual, near=near, least=least).map(to_yuan)


def read_facts(book: VersionView) -> frozenset[str]:
    """The facts of an event, beyond those that ask for a benefit, that any version of the plan looks at."""
    names: set[str] = set()
    for part in parts_of(book.plan.versions):
        names.update(getattr(part, "needs", ()))
        if getattr(part, "term", None) in ("table", "ladder"):
            names.add(part.by)
        if isinstance(part, NotInSitu):
            names.add("in_situ")
        if isinstance(part, ExcludedCauses):
            names.add("cause")
    return frozenset(names)


def diseases(book: VersionView, *, listed: bool, codes: bool) -> st.SearchStrategy[str]:
    """Diseases of the version's lists, by code or by any of their names; else also others."""
    lists = [guard.diseases for guard in book.version.conditions if isinstance(guard, OnList)]
    known = [disease for each in lists or book.version.disease_lists for disease in each.diseases]
    names = [name for disease in known for name in ((disease.code,) if codes else disease.names)]
    elsewhere = [code for code in dict.fromkeys(book.codes.values()) if code not in names]
    others = [*elsewhere, *(name for name in UNLISTED if plain(name) not in book.codes)]
    if not names:
        return st.sampled_from(others)
    return st.sampled_from(names) if listed else st.sampled_from(names) | st.sampled_from(others)


class EventFacts:
    """Strategies for the facts of one kind of event under one version.

    `sound` facts meet every condition of the version; `codes` names diseases by their codes alone.
    """

    def __init__(self, marks: Boundaries, kind: str, *, near: bool, sound: bool, codes: bool = False) -> None:
        self.marks = marks
        self.book = marks.book
        self.kind = kind
        self.near = near
        self.sound = sound
        self.codes = codes
        self._asking_for: dict[str, st.SearchStrategy[FactValues]] = {}
        self.offered = marks.book.rules(kind)
        self.one = st.sampled_from(self.offered) if self.offered else st.nothing()

    def number(self, fact: str, least: int = 0) -> st.SearchStrategy[Any]:
        """A fact that counts: days, an amount, an area, an ordinal or a grade."""
        marks = self.marks.of(self.kind, fact)
        if fact in USUAL:
            return yuan(marks, USUAL[fact], near=self.near, least=least)
        if fact == "ordinal":
            return around(marks, min(max(marks, default=1) + 2, MOST["ordinal"]), near=False, least=1)
        usual = min(max((USUAL_DAYS, *(number + 3 for number in marks))), MOST_DAYS)
        return around(marks, usual, near=self.near, least=least)

    def present(self, fact: str) -> st.SearchStrategy[Any]:
        """A fact as somebody gives it who asks for the benefit that is due for it."""
        if fact in USUAL or fact in DAYS:
            return self.number(fact, least=1)
        if fact == "disability_grade":
            return st.sampled_from(self.book.keys(fact) or tuple(range(1, 11)))
        if fact == "disease" and self.book.keys(fact):
            return st.sampled_from(self.book.keys(fact))
        if fact == "disease":
            return diseases(self.book, listed=self.sound, codes=self.codes)
        if fact in WORDS:
            return st.sampled_from(self.book.keys(fact) or WORDS[fact])
        return st.just(True)

    @cached_property
    def always(self) -> st.SearchStrategy[FactValues]:
        """What an event has whatever it asks for: what it must have, what conditions and tables look at."""
        return st.fixed_dictionaries({**self._bare(), **self._beside()})

    def _bare(self) -> FactValues:
        needed = {
            "child": st.sampled_from(CHILDREN),
            "disease": self.present("disease"),
            "days": st.just(0),
            "self_paid": st.just(Decimal("0.00")),
        }
        fields = KINDS[self.kind].model_fields
        return {
            name: given for name, given in needed.items() if name in fields and fields[name].is_required()
        }

    def _beside(self) -> FactValues:
        book, fields = self.book, KINDS[self.kind].model_fields
        settings = [guard.setting for guard in book.version.conditions if isinstance(guard, InSetting)]
        causes = sorted({word for part in book.parts for word in getattr(part, "causes", ())})
        right = {
            "setting": st.sampled_from(settings or book.keys("setting") or SETTINGS),
            "ordinal": self.number("ordinal"),
            "surgery": st.just(True),
            "in_situ": st.just(False),
            "cause": st.none(),
        }
        others = {
            "setting": st.sampled_from(book.keys("setting") or SETTINGS),
            "surgery": st.sampled_from((None, True, False)),
            "in_situ": st.sampled_from((False, False, False, True)),
            "cause": st.sampled_from((None,) * 5 * len(causes) + ("fall", *causes)),
        }
        drawn = right if self.sound else right | others
        looked_at = read_facts(book) | {"setting"}
        return {name: given for name, given in drawn.items() if name in fields and name in looked_at}

    def asking(self, rule: Benefit) -> st.SearchStrategy[FactValues]:
        """The facts by which a claim asks for a benefit, and those that its tables then look up."""
        if rule.code not in self._asking_for:
            both = st.tuples(self.looked_up(rule), self._asking(rule)).map(lambda found: found[0] | found[1])
            self._asking_for[rule.code] = both
        return self._asking_for[rule.code]

    def looked_up(self, rule: Benefit) -> st.SearchStrategy[FactValues]:
        """The facts of the event that a benefit's tables look up."""
        tables = {part.by for part in parts_of(rule) if isinstance(part, Table)}
        return st.fixed_dictionaries({name: self.present(name) for name in sorted(tables & LOOKED_UP)})

    @cached_property
    def whatever(self) -> st.SearchStrategy[FactValues]:
        """What the benefits look up that this kind of event always asks for."""
        rules = self.book.rules(self.kind)
        asked = [rule for rule in rules if isinstance(rule, LumpSum) and rule.when == "disease"]
        found: st.SearchStrategy[FactValues] = self.always
        for rule in asked:
            found = st.tuples(found, self.looked_up(rule)).map(lambda both: both[0] | both[1])
        return found

    def _asking(self, rule: Benefit) -> st.SearchStrategy[FactValues]:
        if isinstance(rule, PerDiem):
            return st.fixed_dictionaries({rule.days: self.number(rule.days, least=1)})
        if isinstance(rule, LumpSum):
            return self._for_a_sum(rule)
        if isinstance(rule, GradedSum):
            return st.sampled_from(rule.grades).flatmap(
                lambda name: st.fixed_dictionaries({name: self.present(name)})
            )
        if isinstance(rule, ShareOfLoss):
            return st.fixed_dictionaries({"peril": st.just(rule.peril), "loss": self.number("loss", least=1)})
        if isinstance(rule, PerArea):
            given = {"area": self.number("area", least=1)}
            either = st.fixed_dictionaries(given) | st.fixed_dictionaries(
                {"loss": self.number("loss", least=1)}
            )
            return either.map(lambda facts: {"peril": rule.peril, **facts})
        if isinstance(rule, ExpenseShare):
            return st.fixed_dictionaries({"self_paid": self.number("self_paid", least=1)})
        if isinstance(rule, BandedShare):
            costs = {"over_cap": self.number("over_cap", least=1)}
            return st.fixed_dictionaries(costs, optional={"other_cover": self.number("other_cover")})
        raise TypeError(f"{type(rule).__name__} is no kind of benefit")

    def _for_a_sum(self, rule: LumpSum) -> st.SearchStrategy[FactValues]:
        if rule.when == "disease" and self.sound:
            fitting = self.present("disease").filter(
                lambda name: self._code(name) not in rule.except_diseases
            )
            return st.fixed_dictionaries({"disease": fitting})
        ways = [st.fixed_dictionaries({rule.when: self.present(rule.when)})]
        if rule.diseases:
            ways.append(st.fixed_dictionaries({"disease": st.sampled_from(rule.diseases)}))
        return st.one_of(ways)

    def _code(self, name: str) -> str:
        return self.book.codes.get(plain(name), name)
