"""A version's answer to one kind of event, prepared, and how two such answers differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from ..claims import CLAIM_FACTS, COUNTED_FACTS
from ..limits import Limit
from ..rules import Benefit, Condition, FactAmong, NumberBounds, PriorPayment
from ..rules.own_facts import UntoldFact
from ..rules.words import UnknownWord
from ..sources import Text
from .compiled.compiler import Compiled, Traced, compiled, traced
from .missing_rows import TableUse
from .outcome import GuardedBenefit
from .term_names import term_paths
from .worlds import World, worlds_of


@dataclass(frozen=True, eq=False)
class EventAnswer:
    """A version's benefits for one kind of event, with their conditions and limits."""

    benefits: tuple[GuardedBenefit, ...]
    conditions: tuple[Condition, ...]
    """The conditions that guard every benefit."""
    prior_payments: tuple[PriorPayment, ...]
    """Those of the conditions that count a claim once it is paid."""
    limits: tuple[Limit, ...]
    """The limits that are counted over several claims."""
    limits_in_all: tuple[Limit, ...]
    """The limits on money that every benefit draws on, so that no claim comes to more."""
    table_uses: tuple[tuple[Benefit, tuple[TableUse, ...]], ...]
    """The benefits with tables that lack a row for some fact a claim may have."""

    @cached_property
    def compiled(self) -> Compiled:
        """The whole answer as one function, for claims on which everything has a single value."""
        return compiled(self.benefits, self.conditions, self.prior_payments)

    @cached_property
    def traced(self) -> Traced:
        """The same function with the steps recorded."""
        return traced(self.benefits, self.conditions, self.prior_payments)

    @cached_property
    def term_paths(self) -> Mapping[tuple[str, int], str]:
        """The path of each term."""
        return term_paths(self.benefits, self.conditions)

    @cached_property
    def worlds(self) -> tuple[World, ...]:
        """The worlds of the benefits where something open decides several of them."""
        return worlds_of(self.benefits, self.conditions)

    def words_of(self, guarded: GuardedBenefit, reason: str | None) -> Text | None:
        """The words of a refusal, where its condition has words of its own."""
        if reason is None:
            return None
        conditions = (*self.conditions, *guarded.conditions)
        own = (each for each in conditions if isinstance(each, NumberBounds | FactAmong))
        return next((each.words for each in own if each.reason == reason), None)

    def term_path(self, guarded: GuardedBenefit, term: Any) -> str:
        """The path of an unstated term that a benefit used.

        It is `usage.<limit>` for unknown usage of a limit, `event.<fact>` for an unknown word of a claim, and
        `facts.<fact>` for a fact of the rule book's own that is not told, or a word for it that is unknown;
        `event.discharged_on` for nights of a stay without a day of discharge.
        """
        if isinstance(term, Limit):
            return f"usage.{term.code}"
        if isinstance(term, UntoldFact) and term in COUNTED_FACTS:
            return f"event.{COUNTED_FACTS[term]}"
        if isinstance(term, UntoldFact) or (isinstance(term, UnknownWord) and term.fact not in CLAIM_FACTS):
            return f"facts.{term.fact if isinstance(term, UnknownWord) else term}"
        if isinstance(term, UnknownWord):
            return f"event.{term.fact}"
        return self.term_paths[guarded.benefit.code, id(term)]


class AnswerDifference(NamedTuple):
    """How two answers to the same kind of event differ."""

    benefits: tuple[int, ...]
    """The indices of the benefits whose formulas or conditions differ."""
    limits: bool
    """Whether the two count different limits over several claims."""

    @classmethod
    def between(cls, own: EventAnswer, other: EventAnswer) -> "AnswerDifference":
        """The difference between two answers."""
        comparable = own.conditions == other.conditions and len(own.benefits) == len(other.benefits)
        same = [
            comparable and one.benefit is another.benefit and one.conditions == another.conditions
            for one, another in zip(own.benefits, other.benefits, strict=False)
        ]
        limits = {limit.code for limit in own.limits} != {limit.code for limit in other.limits}
        only_own = range(len(same), len(own.benefits))
        return cls((*(index for index, alike in enumerate(same) if not alike), *only_own), limits)
