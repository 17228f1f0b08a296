"""One claim on whole numbers: fen, days, day numbers."""

from datetime import date
from functools import lru_cache
from typing import Any

from dateutil.relativedelta import relativedelta

from ..limits import Limit
from ..terms import Figure, Table, Term

Value = Any


class Indeterminate(Exception):
    """A formula met something that has no single value; the bounded calculator takes over."""


@lru_cache(maxsize=4096)
def years_after(day: int, years: int) -> int:
    """The day number `years` after a day number; 29 February falls back to the 28th."""
    return (date.fromordinal(day) + relativedelta(years=years)).toordinal()


class Exact:
    """The verbs on plain ints and bools.

    `facts` holds the claim's facts as attributes; `used` maps limit codes to units used so far and is
    drawn down in place; `journal` lists each draw as (limit, granted, used before).
    """

    __slots__ = ("facts", "journal", "used")

    def __init__(self, facts: Any, used: dict[str, Any]) -> None:
        self.facts = facts
        self.used = used
        self.journal: list[tuple[Limit, Value, Value]] = []

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
        return fact is not None and fact is not False

    def among(self, fact: Value, words: tuple[str, ...]) -> Value:
        return fact in words

    def look_up(self, term: Any) -> Value:
        kind = type(term)
        if kind is Figure:
            return term.value
        if kind is Table:
            return self.row(term)
        return self.unstated(term)

    def row(self, table: Table) -> Value:
        key = getattr(self.facts, table.by)
        for known, row in table.rows:
            if known == key:
                return row if type(row) is int else self.look_up(row)
        raise LookupError(f"the table by {table.by} has no row {key!r}; it has {table.keys}")

    def unstated(self, term: Term) -> Value:
        raise Indeterminate

    def portion(self, amount: Value, rate: Value) -> Value:
        return (amount * rate + 5000) // 10000

    def years_after(self, day: Value, years: Value) -> Value:
        return years_after(day, years)

    def draw(self, limit: Any, asked: Value) -> Value:
        for fact in limit.unless:
            lifted = getattr(self.facts, fact)
            if lifted is not None and lifted is not False:
                return asked
        code = limit.code
        used = self.used.get(code, 0)
        granted = self.granted(limit, asked, used)
        self.journal.append((limit, granted, used))
        self.used[code] = used + granted
        return granted

    def granted(self, limit: Limit, asked: Value, used: Value) -> Value:
        if type(used) is not int:
            raise Indeterminate
        ceiling = limit.ceiling
        if ceiling is None:
            return asked
        left = (ceiling.value if type(ceiling) is Figure else self.look_up(ceiling)) - used
        return asked if asked <= left else left if left > 0 else 0

    def undo(self, mark: int) -> None:
        """Take back the draws made since the journal had `mark` entries."""
        while len(self.journal) > mark:
            limit, _, used = self.journal.pop()
            self.used[limit.code] = used
        self.taken()

    def step(self, label: str, value: Value, unit: str, term: Term | None = None) -> Value:
        return value

    def conditions_met(self) -> None:
        """All conditions hold and the formula begins; only a refusal needs the conditions' steps."""

    def taken(self) -> tuple[Any, ...]:
        """The steps since this was last asked; none unless they are being kept."""
        return ()
