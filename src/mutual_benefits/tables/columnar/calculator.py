"""A table of claims at once: the verbs as nodes of data-frame expressions, the same on every engine.

A number is an int where all rows share it, and a `ColumnNumber` otherwise; a condition is a bool or a
`ColumnCondition`. Values that all rows share are computed at once and add nothing to the expression.
"""

from typing import Any

from ...diseases import DiseaseList
from ...terms import DayOfYear
from . import days
from .bounds import End, all_of, any_of, high_of_two, inverse, literal, low_of_open, low_of_two, pick
from .draws import LimitDraws
from .values import (
    ABSENT,
    UNKNOWN,
    ColumnCondition,
    ColumnNumber,
    ColumnText,
    Value,
    both_ends,
    column_condition,
    column_number,
    ends,
    sides,
)


class Columnar(LimitDraws):
    """The verbs on columns, for versions of one plan whose benefit differs only in its figures.

    `facts` holds the claim's facts as numbers, conditions and words, and `used_before` maps limit codes to
    the units used before. `version` is the index of the row's version, whose terms are in `alternatives`.
    `worlds` are those of its versions, if any; `open` collects what is open for some row, by its key there.
    `active` marks the rows in which the formula runs, which have the `kind` of event and the `versions`.
    `draws` collects the draws by limit code, `dependences` records what each draw depends on, and `read` the
    limits whose use is asked for.
    """

    def least(self, a: Value, b: Value) -> Value:
        """The smaller of two numbers; an open end is ignored."""
        (a_low, a_high), (b_low, b_high) = ends(a), ends(b)
        low = low_of_two(a_low, b_low)
        exact = a_high is a_low and b_high is b_low
        return column_number(low, low if exact else low_of_open(a_high, b_high))

    def most(self, a: Value, b: Value) -> Value:
        """The larger of two numbers; an open end stays open."""

        def greater(x: End, y: End) -> End:
            return None if x is None or y is None else high_of_two(x, y)

        return both_ends(greater, a, b)

    def choose(self, condition: Value, then: Value, otherwise: Value) -> Value:
        """One number or the other; both ends span the two where the condition is unsure."""
        sure, maybe = sides(condition)
        (a_low, a_high), (b_low, b_high) = ends(then), ends(otherwise)
        if sure is maybe:
            low = pick(sure, a_low, b_low)
            exact = a_high is a_low and b_high is b_low
            return column_number(low, low if exact else pick(sure, a_high, b_high))
        hull_low, hull_high = (
            low_of_two(a_low, b_low),
            ends(self.most(column_number(a_low, a_high), column_number(b_low, b_high)))[1],
        )
        low = pick(sure, a_low, pick(maybe, hull_low, b_low))
        return ColumnNumber(low, pick(sure, a_high, pick(maybe, hull_high, b_high)))

    def both(self, a: Value, b: Value) -> Value:
        """Whether both conditions hold."""
        (a_sure, a_maybe), (b_sure, b_maybe) = sides(a), sides(b)
        sure = all_of(a_sure, b_sure)
        return column_condition(
            sure, sure if a_sure is a_maybe and b_sure is b_maybe else all_of(a_maybe, b_maybe)
        )

    def either(self, a: Value, b: Value) -> Value:
        """Whether at least one of the conditions holds."""
        (a_sure, a_maybe), (b_sure, b_maybe) = sides(a), sides(b)
        sure = any_of(a_sure, b_sure)
        return column_condition(
            sure, sure if a_sure is a_maybe and b_sure is b_maybe else any_of(a_maybe, b_maybe)
        )

    def negate(self, a: Value) -> Value:
        """Whether the condition does not hold."""
        sure, maybe = sides(a)
        never = inverse(maybe)
        return column_condition(never, never if sure is maybe else inverse(sure))

    def present(self, fact: Value) -> Value:
        """Whether a fact was given: it is not null, false or 0."""
        if isinstance(fact, ColumnText):
            return column_condition(fact.code != literal(ABSENT))
        if isinstance(fact, ColumnNumber):
            return column_condition(fact.low != literal(0))
        return fact if isinstance(fact, ColumnCondition) else bool(fact)

    def given(self, name: str) -> Value:
        """Whether the fact of this name was given at all, be it 0."""
        return column_condition(self.facts.given.get(name, False))

    def fact_or(self, name: str, term: Any) -> Value:
        """The fact of this name where it was given, else what the term says."""
        return self.choose(self.given(name), getattr(self.facts, name), self.look_up(term))

    def among(self, fact: Value, words: tuple[str | int, ...]) -> Value:
        """Whether a fact is one of these words, or of these numbers."""
        if isinstance(fact, ColumnNumber):
            numbers = [word for word in words if isinstance(word, int)]
            return column_condition(fact.low.is_in(numbers)) if numbers else False
        if isinstance(fact, ColumnCondition):
            return self.either(True in words and fact, False in words and self.negate(fact))
        if not isinstance(fact, ColumnText):
            return fact in words
        codes = [fact.words.index(word) for word in words if word in fact.words]
        return column_condition(fact.code.is_in(codes)) if codes else False

    def known(self, word: Value) -> Value:
        """Whether the plan knows a word."""
        return column_condition(word.code != literal(UNKNOWN)) if isinstance(word, ColumnText) else True

    def matched(self, word: Value, words: tuple[str, ...]) -> Value:
        """Whether a word is one of these; a word that the plan does not know may be."""
        sure, maybe = sides(self.among(word, words))
        known, _ = sides(self.known(word))
        if known is True:
            return column_condition(sure)
        settled = [
            None if each is None else each in words
            for each in self.settled([words] * max(len(self.worlds), 1))
        ]
        return self.open_condition(sure, any_of(maybe, inverse(known)), settled)

    def capped(self, value: Value, term: Any, label: str = "", unit: str = "") -> Value:
        """A number, or the most that a term allows."""
        return self.least(value, self.look_up(term))

    def listed(self, diseases: DiseaseList, disease: Value) -> Value:
        """Whether a disease is on a list that may be known only in part."""
        on_list = self.among(disease, diseases.codes)
        if diseases.complete or on_list is True:
            return on_list
        lists = self.alternatives.get(id(diseases), (diseases,))
        settled = [None if each is None else each == 1 for each in self.settled([id(each) for each in lists])]
        return self.open_condition(sides(on_list)[0], True, settled)

    def portion(self, amount: Value, rate: Value) -> Value:
        """Basis points of an amount, half up to the fen."""

        def rounded(end: End) -> End:
            if end is None or isinstance(end, int):
                return None if end is None else (end + 5000) // 10000
            return (end + literal(5000)) // literal(10000)

        product = amount * rate
        low, high = ends(product)
        least = rounded(low)
        return column_number(least, least if high is low else rounded(high))

    def years_after(self, day: Value, years: Value) -> Value:
        """The same day some years later; 28 February where there is no 29 February."""
        return days.after(days.years_after, day, years)

    def months_after(self, day: Value, months: Value) -> Value:
        """The same day some months later, or the last day of that month if it has no such day."""
        return days.after(days.months_after, day, months)

    def day_of_year(self, day: Value, fixed: DayOfYear) -> Value:
        """A fixed day of the day's year, or of one some years later."""
        return days.day_of_year(day, fixed.years, fixed.month, fixed.day)

    def step(self, label: str, value: Value, unit: str, term: Any = None, of: Value = None) -> Value:
        """`value` itself, since rows record no steps."""
        return value

    def note_condition(self, condition: Any, claimed: Any, checked: tuple[Any, Any], possibly: Any) -> None:
        """Note a condition: the rows that claim the benefit, reach the condition and give its facts, and
        those that possibly meet it.
        """

    def note_formula(self, claimed: Any, maybe: Any) -> None:
        """Note the rows that claim the benefit and possibly meet its conditions: the formula applies."""
