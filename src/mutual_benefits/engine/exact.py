"""Calculates one claim on whole numbers: fen, days and day numbers."""

from collections.abc import Callable
from typing import Any

from .._calendar import day_of_year, months_after, years_after
from ..claims import CLAIM_FACTS
from ..diseases import DiseaseList
from ..errors import NoSuchRow
from ..intervals import Value
from ..limits import Limit
from ..rules.words import UnknownWord
from ..terms import DayOfYear, Figure, Ladder, Table, Term, Unstated


class Indeterminate(Exception):
    """A formula needs something that has no single value; the bounded calculator takes over."""


class Exact:
    """The verbs on plain ints and bools.

    `facts` holds the claim's facts as attributes. `ledger` maps limit codes to the units used so far and
    is updated in place; `earlier` is what it was before the claim. `journal` lists each draw as (limit,
    granted, used before), and `drawn` those of other benefits that it does not list.
    """

    __slots__ = ("drawn", "earlier", "facts", "journal", "ledger")

    def __init__(self, facts: Any, ledger: dict[str, Any]) -> None:
        self.facts = facts
        self.ledger = ledger
        self.earlier = dict(ledger)
        self.journal: list[tuple[Limit, Value, Value]] = []
        self.drawn: list[tuple[Limit, Value, Value]] = []

    def has_no_single_value(self, *_: Any) -> Value:
        """What is not known exactly: a term, a list of diseases, a word, a fact that is not told."""
        raise Indeterminate

    unknown: Callable[..., Value] = has_no_single_value
    unlisted: Callable[..., Value] = has_no_single_value
    unstated: Callable[..., Value] = has_no_single_value
    untold: Callable[..., Value] = has_no_single_value
    unknown_fact: Callable[..., Value] = has_no_single_value
    any_row: Callable[..., Value] = has_no_single_value

    def least(self, a: Value, b: Value) -> Value:
        return a if a < b else b

    def most(self, a: Value, b: Value) -> Value:
        return a if a > b else b

    def choose(self, condition: Value, then: Value, otherwise: Value) -> Value:
        return then if condition else otherwise

    def both(self, a: Value, b: Value) -> Value:
        return a and b

    def either(self, a: Value, b: Value) -> Value:
        return a or b

    def negate(self, a: Value) -> Value:
        return not a

    def present(self, fact: Value) -> Value:
        return bool(fact)

    def given(self, name: str) -> Value:
        return getattr(self.facts, name) is not None

    def fact_or(self, name: str, term: Term) -> Value:
        fact = getattr(self.facts, name)
        return self.look_up(term) if fact is None else fact

    def told(self, name: str) -> Value:
        value = getattr(self.facts, name)
        return self.untold(name) if value is None else value

    def fact_among(self, name: str, words: tuple[str | bool, ...]) -> Value:
        value = getattr(self.facts, name)
        if value is None or type(value) is UnknownWord:
            return self.unknown_fact(name, value)
        return value in words

    def among(self, fact: Value, words: tuple[str | int, ...]) -> Value:
        return fact in words

    def known(self, word: Value) -> Value:
        return type(word) is not UnknownWord

    def matched(self, word: Value, words: tuple[str, ...]) -> Value:
        return self.unknown(word, words) if type(word) is UnknownWord else word in words

    def look_up(self, term: Any, ordinal: Value = None) -> Value:
        kind = type(term)
        if kind is Figure:
            return term.value
        if kind is Table:
            row = self.row(term)
            if row is None:
                return self.any_row(term, ordinal)
            return row if type(row) is int else self.look_up(row, ordinal)
        if kind is Ladder:
            return self.climb(term, ordinal)
        return self.unstated(term)

    def capped(self, value: Value, term: Any, label: str = "", unit: str = "") -> Value:
        if type(term) is Unstated and value <= term.low:
            return value
        return self.least(value, self.look_up(term))

    def row(self, table: Table) -> Value:
        key = getattr(self.facts, table.by)
        for known, row in table.rows:
            if known == key:
                return row
        if key is None and table.by not in CLAIM_FACTS:
            return None
        raise NoSuchRow.of(table.by, key, table.keys)

    def climb(self, ladder: Ladder, ordinal: Value) -> Value:
        facts = self.facts
        if ladder.by == "ordinal":
            at = facts.ordinal if ordinal is None else ordinal
        elif ladder.by == "day_of_cover":
            at = facts.happened_on - facts.cover_from + 1
        else:
            at = self.told(ladder.by)
        if ladder.waiver is None:
            return self.rung(ladder, at, 0)
        waived = self.waived(ladder.waiver)
        if waived is True:
            return self.look_up(ladder.beyond)
        value = self.rung(ladder, at, 0)
        return value if waived is False else self.choose(waived, self.look_up(ladder.beyond), value)

    def rung(self, ladder: Ladder, at: Value, index: int) -> Value:
        """The value that applies at a number, from the rung at `index` upwards; other rungs are not read."""
        if index == len(ladder.rungs):
            return self.look_up(ladder.beyond)
        rung = ladder.rungs[index]
        reached = at <= rung.through if rung.inclusive else at < rung.through
        if reached is True:
            return self.look_up(rung.value)
        above = self.rung(ladder, at, index + 1)
        return above if reached is False else self.choose(reached, self.look_up(rung.value), above)

    def waived(self, waiver: Term | None) -> Value:
        if waiver is None or not self.facts.renewed:
            return False
        return self.look_up(waiver) > 0

    def listed(self, diseases: DiseaseList, disease: Value) -> Value:
        if disease in diseases.codes:
            return True
        return False if diseases.complete else self.unlisted(diseases)

    def portion(self, amount: Value, rate: Value) -> Value:
        return (amount * rate + 5000) // 10000

    def years_after(self, day: Value, years: Value) -> Value:
        return years_after(day, years)

    def months_after(self, day: Value, months: Value) -> Value:
        return months_after(day, months)

    def day_of_year(self, day: Value, fixed: DayOfYear) -> Value:
        return day_of_year(day, fixed.years, fixed.month, fixed.day)

    def used_earlier(self, limit: Any) -> Value:
        used = self.earlier.get(limit.code, 0)
        if type(used) is not int:
            self.unknown_usage(limit)
        return used

    def used_now(self, limit: Limit) -> Value:
        """The units of a limit that other benefits of this claim have used so far."""
        draws = (*self.drawn, *self.journal)
        return sum(granted for counted, granted, _ in draws if counted.code == limit.code)

    def unknown_usage(self, limit: Limit) -> None:
        """Handle a limit of which the units used are not known exactly."""
        raise Indeterminate

    def draw(self, limits: tuple[Any, ...], unit: str, asked: Value, ordinal: Value = None) -> Value:
        granted = asked
        applied = []
        for limit in limits:
            if limit.unit != unit or (limit.unless and self.lifted(limit)):
                continue
            used = self.ledger.get(limit.code, 0)
            if type(used) is not int:
                self.unknown_usage(limit)
            granted = self.grant(limit, granted, used, ordinal)
            applied.append((limit, used))
        for limit, used in applied:
            self.journal.append((limit, granted, used))
            self.ledger[limit.code] = used + granted
        return granted

    def count_once(self, limit: Limit, unit: str, units: Value) -> None:
        now = self.used_now(limit)
        if type(now) is not int:
            self.unknown_usage(limit)
        self.draw((limit,), unit, max(units - now, 0))

    def lifted(self, limit: Any) -> bool:
        """Whether a fact that lifts the limit is present; the facts of one claim are always known."""
        for fact in limit.unless:  # noqa: SIM110  # a generator would be slower
            if getattr(self.facts, fact):
                return True
        return False

    def grant(self, limit: Limit, asked: Value, used: Value, ordinal: Value = None) -> Value:
        """The units that one limit grants of those asked for."""
        ceiling = limit.ceiling
        if ceiling is None:
            return asked
        left = (ceiling.value if type(ceiling) is Figure else self.look_up(ceiling, ordinal)) - used
        return asked if asked <= left else left if left > 0 else 0

    def undo(self, mark: int) -> None:
        """Undo the draws made since the journal had `mark` entries."""
        while len(self.journal) > mark:
            limit, _, used = self.journal.pop()
            self.ledger[limit.code] = used
        self.pop_steps()

    def step(self, label: str, value: Value, unit: str, term: Term | None = None, of: Value = None) -> Value:
        return value

    def conditions_met(self) -> None:
        """Note that the conditions so far hold; their steps belong to no benefit."""

    def pop_steps(self) -> tuple[Any, ...]:
        """Remove and return the steps recorded so far; none unless steps are traced."""
        return ()
