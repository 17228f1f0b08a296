"""One version of a plan: the whole rule book in force from its first day."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from .._arguments import checked
from .._texts import both, joined
from ..diseases import DiseaseList, lists_in
from ..errors import InvalidPlan
from ..frozen import Day, Frozen, Pairs
from ..rules import AnyBenefit, AnyCondition, OnList
from ..rules.own_facts import Fact
from ..rules.words import Word
from ..sources import Basis, Source, Text
from ..terms import Figure, Term
from .amendment import Amendment, Draft, amended
from .contradictions import MOST_TOLD, contradictions


class FeeTier(Frozen):
    """One fee tier: its code (the ordinary fee as text) and both fees, in fen per member and period."""

    code: str
    ordinary: int = Field(gt=0)
    high_risk: int = Field(gt=0)
    source: Source
    basis: Basis


class Adds(Frozen):
    """Benefits that are paid in addition to each other when one event claims several of them."""

    benefits: tuple[str, ...] = Field(min_length=2)
    source: Source
    basis: Basis


class Doubt(Frozen):
    """A caveat for claims whose governing day is `since` or later and whose facts match `only`.

    In `only`, the word `true` matches a fact that is yes or no, such as `renewed`, where it is yes.
    """

    since: Day
    only: Pairs[str, str] = ()
    text: Text


class ShownUntil(Frozen):
    """The last day on which the record shows a version in force, and the page that shows it.

    If the page gives only a month or a year (`known_to`), `day` is the first day of that.
    """

    day: Day
    known_to: Literal["day", "month", "year"] = "day"
    source: Source


class GroupRule(Frozen):
    """How many of a unit's staff must join: at least `share`; all of them in units of up to `whole_up_to`."""

    share: Figure
    whole_up_to: Figure


class PlanVersion(Frozen):
    """The whole rule book of a plan, in force from its first day.

    `known_to` says how precisely the record dates that day. `known_from` is the day from which the authors
    of the rule book knew this version, None if from the beginning: a version known later replaces the one
    with the same first day, or with the first day that it `corrects`. `product` names one of several that
    a plan sells side by side. `covers_from` is the day from which events are covered, where that is earlier
    than the first day. `shown_until` is the last day on which the record shows the version in force, None
    if nothing is claimed about that. `fee` is due for each share and period, in fen, where there are no fee
    tiers.

    Benefits are calculated in the order in which they are listed. Those that cover the same event must
    share a limit with a ceiling or be named together in `adds`, so that it is always stated how they combine.

    `words` gives names to words of claims (causes, kinds of injury ...) that the rules compare, or that the
    version knows as ordinary. `facts` declares, by their names, facts that claims may tell besides their
    fields; all versions of a plan that declare one declare it alike.

    `draft` lists the changes of a version that was amended to ask “what if”.

    Raises:
        InvalidPlan: the version contradicts itself; the message names the place.
    """

    ADDED_LATER: ClassVar = ("words", "facts")
    """Fields that the content hash leaves out where they are empty."""

    effective_from: Day
    known_to: Literal["day", "month", "year"] = "day"
    known_from: Day | None = None
    corrects: Day | None = None
    product: str | None = None
    covers_from: Day | None = None
    shown_until: ShownUntil | None = None
    fee: Term | None = None
    fee_tiers: tuple[FeeTier, ...] = ()
    group: GroupRule | None = None
    benefits: tuple[AnyBenefit, ...] = Field(min_length=1)
    conditions: tuple[AnyCondition, ...] = ()
    adds: tuple[Adds, ...] = ()
    words: tuple[Word, ...] = ()
    facts: Pairs[str, Fact] = ()
    source: Source
    basis: Basis
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[Text, ...] = ()
    draft: Draft | None = None

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        given = {"effective_from": self.effective_from, "product": self.product, "draft": self.draft}
        return ((name, value) for name, value in given.items() if value is not None)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        faults = tuple(dict.fromkeys(islice(contradictions(self), MOST_TOLD)))
        if faults:
            error = InvalidPlan(joined(self._place, (text for _, text in faults)))
            error.faults = faults
            raise error
        return self

    @checked
    def amend(self, changes: Mapping[str, Decimal | int], *, label: str = "draft") -> "PlanVersion":
        """A version with other figures, to ask “what if”; its `made_from` lists what was changed.

        Paths are those of `term_path.terms_of`, e.g. `living_allowance.rate.100`, `limits.living_days`,
        `within_cover.years`, `fee.100`. A figure is given as people write it: yuan and percent as a whole
        number or a `Decimal` of two places, days, years, payments and shares as a whole number, a waiver
        as 0 or 1. An unstated term can be given a figure. Each new figure has the basis `assumed` and the
        amendment as its source.

        Raises:
            UnknownPath: the version has no such term, or several; the message suggests the nearest.
            InvalidAmendment: nothing would change, or the term cannot have such a figure.
            InvalidPlan: the version would contradict itself.

        >>> from mutual_benefits import get_plan
        >>> version = get_plan("accident").versions[-1]
        >>> draft = version.amend({"living_allowance.rate.100": 90, "limits.living_days": 200}, label="2027")
        >>> draft.label, [(one.path, one.old, one.new) for one in draft.made_from][0]
        ('2027', ('living_allowance.rate.100', Decimal('80.00'), Decimal('90.00')))
        """
        return amended(self, changes, label)

    @property
    def label(self) -> str | None:
        """The label of an amended version; None for a version of the record."""
        return self.draft.label if self.draft else None

    @property
    def made_from(self) -> tuple[Amendment, ...]:
        """Every change that was made to the version of the record, in order; a figure may be in it twice."""
        return self.draft.made_from if self.draft else ()

    @property
    def answers_from(self) -> date:
        """The first day whose events the version covers."""
        return self.covers_from or self.effective_from

    @property
    def counts_from(self) -> date | None:
        """The day from which events count, where the rule book gives one other than the first day."""
        return None if self.covers_from == date.min else self.covers_from

    @property
    def diseases(self) -> DiseaseList | None:
        """The first list of covered diseases; None if the version has none."""
        lists = [guard.diseases for guard in self.conditions if isinstance(guard, OnList)]
        return lists[0] if lists else None

    @property
    def disease_lists(self) -> tuple[DiseaseList, ...]:
        """Every list of diseases in the version; the names of diseases are matched in all of them."""
        return lists_in(self)

    @property
    def _place(self) -> Text:
        return both("version of {day}", "{day} 版本", day=self.effective_from)
