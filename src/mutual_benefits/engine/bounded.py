"""Calculates one claim on intervals: the lowest and highest sum where a term or earlier use is not known.

A number is an int where it is known and an `Interval` where it is not; a condition is a bool or
`UNSURE`. Every verb here is monotone in each operand, so the ends of the operands give the ends of the
result. Operands are treated as independent: the bounds always contain the true value and may be wider.
"""

from functools import partial, reduce
from typing import Any

from ..diseases import DiseaseList
from ..intervals import UNSURE, Value, ends, less_by_ends, negate, span
from ..limits import Limit
from ..rules.own_facts import UntoldFact
from ..rules.words import UnknownWord
from ..terms import Table, Unstated
from .exact import Exact
from .worlds import UNSETTLED, World


class Bounded(Exact):
    """The verbs on intervals.

    `missing` lists, in order of use, what has no single value: unstated terms, disease lists known only
    in part, limits of which the units used are not known exactly, words that the plan does not know, and
    declared facts that the claim does not tell.
    What `world` settles has a single value.
    """

    __slots__ = ("missing", "world")

    def __init__(self, facts: Any, ledger: dict[str, Any], world: World = UNSETTLED) -> None:
        super().__init__(facts, ledger)
        self.world = world
        self.missing: list[Unstated | Limit | DiseaseList | UnknownWord | UntoldFact] = []

    def least(self, a: Value, b: Value) -> Value:
        (a_low, a_high), (b_low, b_high) = ends(a), ends(b)
        low = None if a_low is None or b_low is None else min(a_low, b_low)
        high = b_high if a_high is None else a_high if b_high is None else min(a_high, b_high)
        return span(low, high)

    def most(self, a: Value, b: Value) -> Value:
        (a_low, a_high), (b_low, b_high) = ends(a), ends(b)
        low = b_low if a_low is None else a_low if b_low is None else max(a_low, b_low)
        high = None if a_high is None or b_high is None else max(a_high, b_high)
        return span(low, high)

    def choose(self, condition: Value, then: Value, otherwise: Value) -> Value:
        if condition is not UNSURE:
            return then if condition else otherwise
        (a_low, a_high), (b_low, b_high) = ends(then), ends(otherwise)
        low = None if a_low is None or b_low is None else min(a_low, b_low)
        high = None if a_high is None or b_high is None else max(a_high, b_high)
        return span(low, high)

    def both(self, a: Value, b: Value) -> Value:
        if a is False or b is False:
            return False
        return UNSURE if UNSURE in (a, b) else True

    def either(self, a: Value, b: Value) -> Value:
        return negate(self.both(negate(a), negate(b)))

    def negate(self, a: Value) -> Value:
        return negate(a)

    def capped(self, value: Value, term: Any, label: str = "", unit: str = "") -> Value:
        return self.cut(value, term, 0)

    def cut(self, value: Value, term: Any, used: Value, ordinal: Value = None) -> Value:
        """The value, cut to the term less the units used; a term that cannot cut it is not missing."""
        mark = len(self.missing)
        most = self.most(self.look_up(term, ordinal) - used, 0)
        _, high = ends(value)
        if high is not None and (high <= most) is True:
            del self.missing[mark:]
            return value
        return self.least(value, most)

    def unstated(self, term: Any) -> Value:
        if id(term) in self.world:
            return self.world[id(term)]
        self.missing.append(term)
        return span(term.low, term.high)

    def portion(self, amount: Value, rate: Value) -> Value:
        low, high = ends(amount * rate)
        return span(
            None if low is None else (low + 5000) // 10000, None if high is None else (high + 5000) // 10000
        )

    def years_after(self, day: Value, years: Value) -> Value:
        low, high = ends(years)
        return span(
            None if low is None else super().years_after(day, low),
            None if high is None else super().years_after(day, high),
        )

    def months_after(self, day: Value, months: Value) -> Value:
        low, high = ends(months)
        return span(
            None if low is None else super().months_after(day, low),
            None if high is None else super().months_after(day, high),
        )

    def unknown(self, word: UnknownWord, words: tuple[str, ...]) -> Value:
        if words in self.world:
            return self.world[words] in words
        self.missing.append(word)
        return UNSURE

    def untold(self, name: str) -> Value:
        self.missing.append(UntoldFact(name))
        return span(0, None)

    def unknown_fact(self, name: str, word: UnknownWord | None) -> Value:
        self.missing.append(UntoldFact(name) if word is None else word)
        return UNSURE

    def any_row(self, table: Table, ordinal: Value) -> Value:
        self.missing.append(UntoldFact(table.by))
        rows = [row if type(row) is int else self.look_up(row, ordinal) for _, row in table.rows]
        return reduce(partial(self.choose, UNSURE), rows)

    def unlisted(self, diseases: DiseaseList) -> Value:
        if id(diseases) in self.world:
            return self.world[id(diseases)] == 1
        self.missing.append(diseases)
        return UNSURE

    def unknown_usage(self, limit: Limit) -> None:
        self.missing.append(limit)

    def grant(self, limit: Limit, asked: Value, used: Value, ordinal: Value = None) -> Value:
        if limit.ceiling is None:
            return asked
        return self.cut(asked, limit.ceiling, used, ordinal)

    def count_once(self, limit: Limit, unit: str, units: Value) -> None:
        if limit.unit != unit or self.lifted(limit):
            return
        now = self.used_now(limit)
        alone = self.grant(limit, units, self.earlier.get(limit.code, 0))
        further = less_by_ends(self.most(now, alone), now)
        used = self.ledger.get(limit.code, 0)
        self.journal.append((limit, further, used))
        self.ledger[limit.code] = used + further

    def doubt_draws(self) -> None:
        """Count the draws so far as possible rather than certain, since they may not be due."""
        for limit, _, _ in self.journal:
            before = next(used for drawn, _, used in self.journal if drawn is limit)
            self.ledger[limit.code] = self.choose(UNSURE, before, self.ledger[limit.code])
        self.journal = [
            (limit, self.choose(UNSURE, granted, 0), used) for limit, granted, used in self.journal
        ]
