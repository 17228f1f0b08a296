"""The verbs in which formulas are written; each calculator gives them a meaning of its own.

There is one idea to understand: a formula is written once, in plain Python, against these verbs, and
never looks at a claim in any other way. `Exact` runs it on whole numbers, `Bounded` on intervals, a
table calculator on columns. So a formula may branch on the plan (`if self.waiting_days`), which is
the same for all claims, but on a claim's data only with `choose`.
"""

from typing import Any, Protocol

from ..diseases import DiseaseList
from ..intervals import Value as Value
from ..limits import Limit, Unit
from ..terms import Choice, DayOfYear, Term

Sourced = Any
"""The basis of a step: a term that was looked up, or another part of a rule book with a source."""


class Calculator(Protocol):
    """What a formula may do. Money is whole fen, rates are basis points, dates are day numbers.

    Values also take part in `+ - *` and in comparisons.
    """

    def least(self, a: Value, b: Value) -> Value:
        """The smaller of two numbers."""

    def most(self, a: Value, b: Value) -> Value:
        """The larger of two numbers."""

    def choose(self, condition: Value, then: Value, otherwise: Value) -> Value:
        """`then` where the condition holds, else `otherwise`; both are calculated."""

    def both(self, a: Value, b: Value) -> Value:
        """Whether both conditions hold."""

    def either(self, a: Value, b: Value) -> Value:
        """Whether at least one of the conditions holds."""

    def negate(self, a: Value) -> Value:
        """Whether the condition does not hold."""

    def present(self, fact: Value) -> Value:
        """Whether a fact was given: it is not null, false or 0."""

    def given(self, name: str) -> Value:
        """Whether the fact of this name was given at all, be it 0."""

    def fact_or(self, name: str, term: Term) -> Value:
        """The fact of this name where it was given, else the value of the term."""

    def told(self, name: str) -> Value:
        """A number that a claim need not tell, declared or counted; any from 0 on where it is not told."""

    def fact_among(self, name: str, words: tuple[str | bool, ...]) -> Value:
        """Whether a fact is one of these words, or is yes or no; unsure where it is not told or unknown."""

    def among(self, fact: Value, words: tuple[str | int, ...]) -> Value:
        """Whether a fact is given and is one of these words or numbers."""

    def known(self, word: Value) -> Value:
        """Whether the plan knows a word that was given for a fact with an open vocabulary."""

    def matched(self, word: Value, words: tuple[str, ...]) -> Value:
        """Whether a word of an open vocabulary is one of these; a word that the plan does not know may be."""

    def look_up(self, term: Term, ordinal: Value = None) -> Value:
        """The number that the rule book states for this claim, or for this ordinal if it is not the fact."""

    def capped(self, value: Value, term: Term, label: str = "", unit: str = "") -> Value:
        """A number, or the most that a term allows; the term is recorded as a step under a label, if any.

        A term that the record does not state matters only where the number may exceed it.
        """

    def listed(self, diseases: DiseaseList, disease: Value) -> Value:
        """Whether a disease, by its code, is on a list that may be known only in part."""

    def waived(self, waiver: Term | None) -> Value:
        """Whether the member renewed and the rule book waives the waiting period for a renewal."""

    def portion(self, amount: Value, rate: Value) -> Value:
        """`rate` basis points of an amount, rounded half up to the fen: the only rounding there is."""

    def years_after(self, day: Value, years: Value) -> Value:
        """The same day some years later; 28 February where there is no 29 February."""

    def months_after(self, day: Value, months: Value) -> Value:
        """The same day some months later, or the last day of that month if it has no such day."""

    def day_of_year(self, day: Value, fixed: DayOfYear) -> Value:
        """A fixed day of the day's year, or of one some years later."""

    def used_earlier(self, limit: Limit) -> Value:
        """Units of the limit that earlier claims used."""

    def draw(
        self, limits: tuple[Limit | Choice[Limit], ...], unit: Unit, asked: Value, ordinal: Value = None
    ) -> Value:
        """The part of `asked` that the limits counted in this unit still grant.

        It is the least that any of them leaves, and counts as used of each from then on. A ceiling may depend
        on the ordinal.
        """

    def count_once(self, limit: Limit, unit: Unit, units: Value) -> None:
        """Count a claim's units by a limit in this unit, beyond what its other benefits have counted."""

    def step(
        self, label: str, value: Value, unit: str, term: Sourced | None = None, of: Value = None
    ) -> Value:
        """`value` itself, recorded under a label (a key of `vocabulary.STEPS`) for the explanation.

        `of` is the number to which the term is applied, if it may be 0: of 0 the term makes no difference,
        and the step is not recorded.
        """
