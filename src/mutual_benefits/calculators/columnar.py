"""A table of claims at once: the verbs as data-frame expressions, the same on every engine.

A number is an int where all rows share it and a `Num` where they do not; a condition is a bool or a
`Cond`. Both carry two ends, so that an unstated term bounds a row just as it bounds one claim; where a
value is exact both ends are one expression, and nothing is worked out twice. An open upper end is null.
What all rows share is worked out here and now and leaves no expression behind.
"""

from collections.abc import Callable
from typing import Any

from ..diseases import DiseaseList
from ..limits import Limit
from ..terms import Figure, Ladder, Table, Unstated
from .nodes import Node, choice, constant

Value = Any
End = Any
"""One end of a number: an int, an expression over Int64, or None for an upper end that is open."""

FAR_BELOW = -(10**15)
"""Stands for an open lower end on the way to `most(..., 0)`."""

FEW_CELLS = 16
"""Up to so many cells a chain of comparisons is quicker than a look-up by key."""


def literal(value: Value) -> Any:
    """A constant as an expression, always 64 bits wide; expressions pass through."""
    return constant(value) if isinstance(value, int) else value


def add(a: End, b: End) -> End:
    """The sum of two ends; null and None stay open."""
    if a is None or b is None:
        return None
    if isinstance(a, int) and isinstance(b, int):
        return a + b
    if isinstance(b, int):
        return a if b == 0 else a + literal(b)
    return b if isinstance(a, int) and a == 0 else literal(a) + b


def minus(a: End) -> End:
    """A closed end with its sign turned."""
    return -a if isinstance(a, int) else a * literal(-1)


def times(a: End, b: End) -> End:
    """The product of two ends that are not negative; nothing times an open end is nothing."""
    for one, other in ((a, b), (b, a)):
        if isinstance(one, int) and one == 0:
            return 0
        if isinstance(one, int) and one == 1:
            return other
        if one is None and not isinstance(other, int) and other is not None:
            return choice(other == literal(0), literal(0))
    if a is None or b is None:
        return None
    return a * b if isinstance(a, int) and isinstance(b, int) else literal(a) * literal(b)


def times_open(a: End, b: End) -> End:
    """The product of two upper ends, either of which may be open in some rows."""
    product = times(a, b)
    if isinstance(a, Node) and isinstance(b, Node):
        return choice((a == literal(0)) | (b == literal(0)), literal(0), product)
    return product


def pick(condition: Any, then: End, otherwise: End) -> End:
    """One end or the other, row by row; constants and equal ends need no expression."""
    if condition is True or then is otherwise:
        return then
    if condition is False:
        return otherwise
    if isinstance(then, int) and isinstance(otherwise, int) and then == otherwise:
        return then
    if otherwise is None:
        return choice(condition, literal(then))
    if then is None:
        return choice(~condition, literal(otherwise))
    return choice(condition, literal(then), literal(otherwise))


def low_of_two(a: End, b: End) -> End:
    """The lesser of two closed ends."""
    if isinstance(a, int) and isinstance(b, int):
        return min(a, b)
    if isinstance(b, int):
        return a.clip(upper_bound=b)
    return b.clip(upper_bound=a) if isinstance(a, int) else choice(a <= b, a, b)


def high_of_two(a: End, b: End) -> End:
    """The greater of two closed ends."""
    if isinstance(a, int) and isinstance(b, int):
        return max(a, b)
    if isinstance(b, int):
        return a.clip(lower_bound=b)
    return b.clip(lower_bound=a) if isinstance(a, int) else choice(a >= b, a, b)


def holds(value: Any) -> Any:
    """A truth value without nulls."""
    return value if isinstance(value, bool) else value.fill_null(value=False)


def all_of(a: Any, b: Any) -> Any:
    """And, over bools and expressions."""
    if isinstance(a, bool):
        return b if a else False
    if isinstance(b, bool):
        return a if b else False
    return a & b


def inverse(a: Any) -> Any:
    """Not, over bools and expressions."""
    return not a if isinstance(a, bool) else ~a


def any_of(a: Any, b: Any) -> Any:
    """Or, over bools and expressions."""
    return inverse(all_of(inverse(a), inverse(b))) if isinstance(a, bool) or isinstance(b, bool) else a | b


class Cond:
    """A condition row by row: whether it surely holds, and whether it may."""

    __slots__ = ("maybe", "sure")

    def __init__(self, sure: Any, maybe: Any) -> None:
        self.sure = sure
        self.maybe = maybe

    def __bool__(self) -> bool:
        raise TypeError("a condition over rows is neither true nor false; use the verb `choose`")


def cond(sure: Any, maybe: Any | None = None) -> Value:
    """A condition, or the bool that all rows share."""
    maybe = sure if maybe is None else maybe
    return sure if isinstance(sure, bool) and sure is maybe else Cond(sure, maybe)


def sides(condition: Value) -> tuple[Any, Any]:
    """Whether a condition surely holds, and whether it may."""
    return (condition.sure, condition.maybe) if isinstance(condition, Cond) else (condition, condition)


class Num:
    """A whole number row by row, between two ends; exact where both are the same expression."""

    __slots__ = ("high", "low")

    def __init__(self, low: End, high: End) -> None:
        self.low = low
        self.high = high

    def __add__(self, other: Value) -> Value:
        return both_ends(add, self, other)

    __radd__ = __add__

    def __mul__(self, other: Value) -> Value:
        (a_low, a_high), (b_low, b_high) = ends(self), ends(other)
        low = times(a_low, b_low)
        return num(low, low if a_high is a_low and b_high is b_low else times_open(a_high, b_high))

    __rmul__ = __mul__

    def __neg__(self) -> Value:
        low = FAR_BELOW if self.high is None else minus(self.high)
        if self.high is self.low:
            return num(low, low)
        if not isinstance(low, int):
            low = low.fill_null(FAR_BELOW)
        return Num(low, minus(self.low))

    def __sub__(self, other: Value) -> Value:
        return self + (-other)

    def __rsub__(self, other: Value) -> Value:
        return -self + other

    def __lt__(self, other: Value) -> Value:
        return below(self, other, strictly=True)

    def __le__(self, other: Value) -> Value:
        return below(self, other, strictly=False)

    def __gt__(self, other: Value) -> Value:
        return below(other, self, strictly=True)

    def __ge__(self, other: Value) -> Value:
        return below(other, self, strictly=False)


class Day(Num):
    """A day number that still knows its year, month and day of the month."""

    __slots__ = ("day", "month", "year")

    def __init__(self, year: Any, month: Any, day: Any, number: Any | None = None) -> None:
        number = day_number(year, month, day) if number is None else number
        super().__init__(number, number)
        self.year = year
        self.month = month
        self.day = day


class Word:
    """A text fact row by row: the place of each row's word among the words that plans know."""

    __slots__ = ("code", "words")

    def __init__(self, code: Any, words: tuple[str, ...]) -> None:
        self.code = code
        self.words = words


def ends(value: Value) -> tuple[End, End]:
    """The lowest and highest end of a number."""
    return (value.low, value.high) if isinstance(value, Num) else (value, value)


def num(low: End, high: End) -> Value:
    """A number between two ends, or the int that all rows share."""
    return low if isinstance(low, int) and low is high else Num(low, high)


def both_ends(verb: Callable[[End, End], End], a: Value, b: Value) -> Value:
    """A verb that rises with both operands, applied end by end, once where both are exact."""
    (a_low, a_high), (b_low, b_high) = ends(a), ends(b)
    low = verb(a_low, b_low)
    return num(low, low if a_high is a_low and b_high is b_low else verb(a_high, b_high))


def below(a: Value, b: Value, *, strictly: bool) -> Value:
    """Whether a lies below b, surely and maybe."""
    (a_low, a_high), (b_low, b_high) = ends(a), ends(b)

    def compare(x: Any, y: Any) -> Any:
        x, y = (x, y) if isinstance(x, int) and isinstance(y, int) else (literal(x), literal(y))
        return x < y if strictly else x <= y

    if a_high is a_low and b_high is b_low:
        return cond(compare(a_low, b_low))
    sure = False if a_high is None else holds(compare(a_high, b_low))
    maybe = True if b_high is None else compare(a_low, b_high)
    return Cond(sure, maybe if isinstance(maybe, bool) else maybe.fill_null(value=True))


def day_number(year: Any, month: Any, day: Any) -> Any:
    """The proleptic Gregorian day number, day 1 being 1 January of year 1, as in `date.toordinal`."""
    early = choice(month <= literal(2), literal(1), literal(0))
    years = year - early
    months = month + early * literal(12) - literal(3)
    of_years = years * literal(365) + years // literal(4) - years // literal(100) + years // literal(400)
    return of_years + (months * literal(153) + literal(2)) // literal(5) + day - literal(306)


def open_low(end: End) -> Any:
    """An upper end as a filter: whether it is open."""
    return end is None if end is None or isinstance(end, int) else end.is_null()


class Columnar:
    """The verbs on columns, for the versions of one plan that share a benefit's shape.

    `facts` holds the claim's facts as numbers, conditions and words; `used` the units used before by
    limit code; `version` is the row's place among the versions, whose terms `alternatives` gives.
    `active` says in which rows the formula runs; `drawn` adds up what they draw.
    """

    def __init__(self, facts: Any, version: Any, used: dict[str, Value]) -> None:
        self.facts = facts
        self.version = version
        self.used_before = used
        self.drawn: dict[str, Value] = {}
        self.alternatives: dict[int, tuple[Any, ...]] = {}
        self.active: Value = True

    def least(self, a: Value, b: Value) -> Value:
        """The smaller of two numbers; an open end gives way."""

        def lesser(x: End, y: End) -> End:
            if x is None or y is None:
                return y if x is None else x
            return low_of_two(x, y)

        def lesser_open(x: End, y: End) -> End:
            if x is None or y is None or isinstance(x, int) or isinstance(y, int):
                known, other = (x, y) if isinstance(x, int) else (y, x)
                if isinstance(known, int) and other is not None and not isinstance(other, int):
                    return other.fill_null(known).clip(upper_bound=known)
                return lesser(x, y)
            chosen = choice(x.is_null() | (y <= x), y, x)
            return choice(y.is_null(), x, chosen)

        (a_low, a_high), (b_low, b_high) = ends(a), ends(b)
        low = lesser(a_low, b_low)
        return num(low, low if a_high is a_low and b_high is b_low else lesser_open(a_high, b_high))

    def most(self, a: Value, b: Value) -> Value:
        """The larger of two numbers; an open end stays open."""

        def greater(x: End, y: End) -> End:
            return None if x is None or y is None else high_of_two(x, y)

        return both_ends(greater, a, b)

    def choose(self, condition: Value, then: Value, otherwise: Value) -> Value:
        """One number or the other; their hull where the condition is unsure."""
        sure, maybe = sides(condition)
        (a_low, a_high), (b_low, b_high) = ends(then), ends(otherwise)
        if sure is maybe:
            low = pick(sure, a_low, b_low)
            exact = a_high is a_low and b_high is b_low
            return num(low, low if exact else pick(sure, a_high, b_high))
        hull_low, hull_high = (
            low_of_two(a_low, b_low),
            ends(self.most(num(a_low, a_high), num(b_low, b_high)))[1],
        )
        low = pick(sure, a_low, pick(maybe, hull_low, b_low))
        return Num(low, pick(sure, a_high, pick(maybe, hull_high, b_high)))

    def both(self, a: Value, b: Value) -> Value:
        """Whether both conditions hold."""
        (a_sure, a_maybe), (b_sure, b_maybe) = sides(a), sides(b)
        sure = all_of(a_sure, b_sure)
        return cond(sure, sure if a_sure is a_maybe and b_sure is b_maybe else all_of(a_maybe, b_maybe))

    def either(self, a: Value, b: Value) -> Value:
        """Whether at least one of the conditions holds."""
        (a_sure, a_maybe), (b_sure, b_maybe) = sides(a), sides(b)
        sure = any_of(a_sure, b_sure)
        return cond(sure, sure if a_sure is a_maybe and b_sure is b_maybe else any_of(a_maybe, b_maybe))

    def negate(self, a: Value) -> Value:
        """Whether the condition does not hold."""
        sure, maybe = sides(a)
        never = inverse(maybe)
        return cond(never, never if sure is maybe else inverse(sure))

    def present(self, fact: Value) -> Value:
        """Whether a fact was given; nulls were read as absent before."""
        if isinstance(fact, Word):
            return cond(fact.code != literal(ABSENT))
        if isinstance(fact, Num):
            return cond(fact.low != literal(0))
        return fact if isinstance(fact, Cond) else bool(fact)

    def given(self, name: str) -> Value:
        """Whether the fact of this name was given at all, be it 0."""
        return cond(self.facts.given.get(name, False))

    def fact_or(self, name: str, term: Any) -> Value:
        """The fact of this name where it was given, else what the term says."""
        return self.choose(self.given(name), getattr(self.facts, name), self.look_up(term))

    def among(self, fact: Value, words: tuple[str, ...]) -> Value:
        """Whether a fact is one of these words."""
        if not isinstance(fact, Word):
            return fact in words
        codes = [fact.words.index(word) for word in words if word in fact.words]
        return cond(fact.code.is_in(codes)) if codes else False

    def listed(self, diseases: DiseaseList, disease: Value) -> Value:
        """Whether a disease is on a list that may be known only in part."""
        on_list = self.among(disease, diseases.codes)
        if diseases.complete or on_list is True:
            return on_list
        return Cond(sides(on_list)[0], True)

    def look_up(self, term: Any, ordinal: Value = None) -> Value:
        """The figure for each row, by its version, its facts and its ordinal."""
        return self.resolve(self.alternatives[id(term)], ordinal)

    def resolve(self, terms: tuple[Any, ...], ordinal: Value = None) -> Value:
        """The same for terms that stand in the same place of each version."""
        first = terms[0]
        if isinstance(first, Table):
            return self.row(terms, ordinal)
        if isinstance(first, Ladder):
            return self.climb(terms, ordinal)
        lows = [
            term if isinstance(term, int) else getattr(term, "value", getattr(term, "low", 0))
            for term in terms
        ]
        low = self.cell(lows, self.version)
        if not isinstance(first, Unstated):
            return num(low, low)
        return Num(
            low, None if first.high is None else self.cell([term.high for term in terms], self.version)
        )

    def cell(self, values: list[int], index: Any) -> End:
        """The value that stands at an index, row by row."""
        if len(set(values)) == 1:
            return values[0]
        if isinstance(index, int):
            return values[index]
        if len(values) > FEW_CELLS:
            return index.replace(list(range(len(values))), values, default=0)
        found: Any = values[-1]
        for place in range(len(values) - 2, -1, -1):
            found = pick(index == literal(place), values[place], found)
        return found

    def row(self, tables: tuple[Table, ...], ordinal: Value) -> Value:
        """The row of a table that a fact names."""
        fact, keys = getattr(self.facts, tables[0].by), tables[0].keys
        rows = [tuple(dict(table.rows)[key] for table in tables) for key in keys]
        if not isinstance(fact, Word):
            return self.resolve(rows[keys.index(fact)], ordinal)
        if all(isinstance(row, int | Figure) for versions in rows for row in versions):
            values = [
                row if isinstance(row, int) else row.value
                for versions in zip(*rows, strict=True)
                for row in versions
            ]
            place = self.place(fact, keys)
            index = add(times(self.version, len(keys)), place)
            low = self.cell(values, index)
            return num(low, low)
        found = self.resolve(rows[-1], ordinal)
        for key, versions in reversed(list(zip(keys[:-1], rows[:-1], strict=True))):
            here = cond(fact.code == literal(fact.words.index(str(key))))
            found = self.choose(here, self.resolve(versions, ordinal), found)
        return found

    def place(self, fact: Word, keys: tuple[Any, ...]) -> Any:
        """The place of each row's word among a table's keys."""
        if fact.words[: len(keys)] == keys:
            return fact.code
        places: Any = len(keys) - 1
        for number, key in enumerate(keys[:-1]):
            places = pick(fact.code == literal(fact.words.index(str(key))), number, places)
        return places

    def climb(self, ladders: tuple[Ladder, ...], ordinal: Value) -> Value:
        """The first rung that a number does not exceed, or what lies beyond."""
        first, facts = ladders[0], self.facts
        at = ordinal if first.by == "ordinal" else facts.happened_on - facts.cover_from + 1
        beyond = self.resolve(tuple(ladder.beyond for ladder in ladders))
        found = beyond
        for number in range(len(first.rungs) - 1, -1, -1):
            rungs = [ladder.rungs[number] for ladder in ladders]
            through = self.cell([rung.through for rung in rungs], self.version)
            reached = at <= num(through, through) if rungs[0].inclusive else at < num(through, through)
            found = self.choose(reached, self.resolve(tuple(rung.value for rung in rungs)), found)
        if first.waiver is None:
            return found
        return self.choose(self.waive(tuple(ladder.waiver for ladder in ladders)), beyond, found)

    def waived(self, waiver: Any) -> Value:
        """Whether a renewal waives a waiting period."""
        return False if waiver is None else self.waive(self.alternatives[id(waiver)])

    def waive(self, waivers: tuple[Any, ...]) -> Value:
        """The same for waivers that stand in the same place of each version."""
        return self.both(self.present(self.facts.renewed), self.resolve(waivers) > 0)

    def portion(self, amount: Value, rate: Value) -> Value:
        """Basis points of an amount, half up to the fen."""

        def rounded(end: End) -> End:
            if end is None or isinstance(end, int):
                return None if end is None else (end + 5000) // 10000
            return (end + literal(5000)) // literal(10000)

        product = amount * rate
        low, high = ends(product)
        least = rounded(low)
        return num(least, least if high is low else rounded(high))

    def years_after(self, day: Value, years: Value) -> Value:
        """The same day some years later; 28 February where there is no 29 February."""
        low, high = ends(years)
        return (
            Day(*_later(day, low))
            if high is low
            else Num(Day(*_later(day, low)).low, Day(*_later(day, high)).low)
        )

    def new_year(self, day: Value, years: int) -> Value:
        """1 January of the day's year, some years later."""
        year = add(day.year, years)
        return Day(year, literal(1), literal(1))

    def used(self, limit: Limit) -> Value:
        """Units used before, in earlier rows and earlier in this one."""
        return self.used_before.get(limit.code, 0) + self.drawn.get(limit.code, 0)

    def draw(self, limits: tuple[Any, ...], unit: str, asked: Value) -> Value:
        """What the limits leave of what is asked; it counts as used from here on, where active."""
        granted = asked
        drawn: list[tuple[Limit, Any]] = []
        for limit in limits:
            if limit.unit == unit:
                bound = self.bound(limit)
                if limit.ceiling is not None and bound is not False:
                    left = self.most(self.look_up(limit.ceiling) - self.used(limit), 0)
                    granted = self.choose(bound, self.least(granted, left), granted)
                drawn.append((limit, bound))
        sure, maybe = sides(self.active)
        for limit, bound in drawn:
            low, high = ends(self.choose(bound, granted, 0))
            certain = pick(sure, low, 0)
            exact = high is low and sure is maybe
            counted = num(certain, certain if exact else pick(maybe, high, 0))
            self.drawn[limit.code] = self.drawn.get(limit.code, 0) + counted
        return granted

    def bound(self, limit: Any) -> Value:
        """Whether none of the facts that lift the limit is present."""
        lifted: Value = False
        for fact in limit.unless:
            lifted = self.either(lifted, self.present(getattr(self.facts, fact)))
        return self.negate(lifted)

    def step(self, label: str, value: Value, unit: str, term: Any = None) -> Value:
        """`value` itself: rows keep no steps."""
        return value


ABSENT = -1
"""The code of a word that was not given."""
UNKNOWN = -2
"""The code of a word that no plan knows."""


def _later(day: Day, years: Any) -> tuple[Any, Any, Any]:
    year = add(day.year, years)

    def even(divisor: int) -> Any:
        return year // literal(divisor) * literal(divisor) == literal(year)

    leap = (even(4) & ~even(100)) | even(400)
    no_such_day = (day.month == literal(2)) & (day.day == literal(29)) & ~leap
    return year, day.month, choice(no_such_day, literal(28), day.day)
