"""Looks terms up for a whole table: by each row's version, its facts and its ordinal."""

from collections.abc import Sequence
from functools import partial, reduce
from typing import Any

from ...claims import CLAIM_FACTS
from ...engine.worlds import UNSETTLED, World
from ...terms import Figure, Ladder, Table, Unstated
from .bounds import End, add, all_of, any_of, equals, inverse, pick, times
from .expression import steps
from .values import ColumnCondition, ColumnNumber, ColumnText, Value, column_condition, column_number, sides

OPEN = ColumnCondition(sure=False, maybe=True)
"""A condition of which nothing is known in any row."""

FEW_CELLS = 16
"""The most cells for which versions with equal figures are first merged into one."""


class LookUps:
    """The half of the columnar calculator that reads terms, using the verbs of the other half."""

    among: Any
    choose: Any
    both: Any
    present: Any
    known: Any

    def __init__(self, facts: Any, version: Any, used: dict[str, Value]) -> None:
        self.facts = facts
        self.version = version
        self.used_before = used
        self.draws: dict[str, list[Any]] = {}
        self.kind = ""
        self.versions: tuple[int, ...] = ()
        self.dependences: list[Any] = []
        self.alternatives: dict[int, tuple[Any, ...]] = {}
        self.active: Value = True
        self.worlds: tuple[World, ...] = ()
        self.open: set[Any] = set()
        self.read: set[str] = set()

    def look_up(self, term: Any, ordinal: Value = None) -> Value:
        """The figure for each row, by its version, its facts and its ordinal."""
        return self.resolve(self.alternatives[id(term)], ordinal)

    def resolve(self, terms: tuple[Any, ...], ordinal: Value = None) -> Value:
        """The figure for each row, of the terms that take the same place in each version."""
        first = terms[0]
        if isinstance(first, Table):
            return self.row(terms, ordinal)
        if isinstance(first, Ladder):
            return self.climb(terms, ordinal)
        if not isinstance(first, Unstated):
            low = self.cell([_value(term) for term in terms], self.version)
            return column_number(low, low)
        settled = self.settled([id(term) for term in terms])
        lows = [term.low if number is None else number for term, number in zip(terms, settled, strict=True)]
        highs = [term.high if number is None else number for term, number in zip(terms, settled, strict=True)]
        low = self.cell(lows, self.version)
        if lows == highs:
            return column_number(low, low)
        return ColumnNumber(low, None if first.high is None else self.cell(highs, self.version))

    def settled(self, keys: Sequence[Any]) -> list[Any]:
        """What each version's world settles for its key; None where that stays open, as without worlds."""
        self.open.update(keys)
        worlds = self.worlds or (UNSETTLED,) * len(keys)
        return [world.get(key) for world, key in zip(worlds, keys, strict=True)]

    def open_condition(self, sure: Any, maybe: Any, settled: list[bool | None]) -> Value:
        """A condition that is open between two sides, but for the versions whose world settles it."""
        if all(each is None for each in settled):
            return ColumnCondition(sure, maybe)
        holds, fails = (self.these([each is answer for each in settled]) for answer in (True, False))
        sure = any_of(sure, all_of(maybe, holds))
        if None not in settled:
            return column_condition(sure)
        return ColumnCondition(sure, any_of(sure, all_of(maybe, inverse(fails))))

    def these(self, versions: list[bool]) -> Any:
        """The rows whose version is one of those marked."""
        return equals(self.cell([int(each) for each in versions], self.version), 1)

    def cell(self, values: list[int], index: Any) -> End:
        """The value at an index, row by row; equal neighbours count as one cell."""
        if isinstance(index, int):
            return values[index]
        return values[0] if len(set(values)) == 1 else steps(index, values)

    def fact_among(self, name: str, words: tuple[str | bool, ...]) -> Value:
        """Whether a fact is one of these words, or is yes or no; unsure where it is not told or unknown."""
        fact = getattr(self.facts, name)
        sure, maybe = sides(self.among(fact, words))
        unknown = inverse(sides(self.known(fact))[0])
        if name not in CLAIM_FACTS:
            unknown = any_of(unknown, inverse(self.facts.given[name]))
        if unknown is False:
            return column_condition(sure)
        return ColumnCondition(all_of(sure, inverse(unknown)), any_of(maybe, unknown))

    def told(self, name: str) -> Value:
        """A number that the plan declares as a fact; any from 0 on where it is not told."""
        fact, given = getattr(self.facts, name), self.facts.given[name]
        return self.choose(column_condition(given), fact, ColumnNumber(0, None))

    def row(self, tables: tuple[Table, ...], ordinal: Value) -> Value:
        """The row of a table for a fact; what any row gives for a declared fact that is not told."""
        by = tables[0].by
        given = True if by in CLAIM_FACTS else self.facts.given[by]
        row = self.row_given(tables, ordinal)
        if given is True:
            return row
        rows = (tuple(dict(table.rows)[key] for table in tables) for key in tables[0].keys)
        any_row = reduce(partial(self.choose, OPEN), (self.resolve(row, ordinal) for row in rows))
        return self.choose(column_condition(given), row, any_row)

    def row_given(self, tables: tuple[Table, ...], ordinal: Value) -> Value:
        """The row of a table for a fact; any row if there is none, since such claims are invalid."""
        fact, keys = getattr(self.facts, tables[0].by), tables[0].keys
        rows = [tuple(dict(table.rows)[key] for table in tables) for key in keys]
        if not isinstance(fact, ColumnText | ColumnNumber | ColumnCondition):
            return self.resolve(rows[keys.index(fact) if fact in keys else -1], ordinal)
        if all(isinstance(row, int | Figure) for versions in rows for row in versions):
            by_version = [
                tuple(row if isinstance(row, int) else row.value for row in column)
                for column in zip(*rows, strict=True)
            ]
            page, pages = self.version if isinstance(self.version, int) else self.version.wide(), by_version
            distinct = list(dict.fromkeys(by_version))
            if len(distinct) * len(keys) <= FEW_CELLS:
                page = self.cell([distinct.index(column) for column in by_version], self.version)
                pages = distinct
            index = add(times(page, len(keys)), self.key_index(fact, keys))
            low = self.cell([value for column in pages for value in column], index)
            return column_number(low, low)
        value = self.resolve(rows[-1], ordinal)
        for key, versions in reversed(list(zip(keys[:-1], rows[:-1], strict=True))):
            value = self.choose(self.among(fact, (key,)), self.resolve(versions, ordinal), value)
        return value

    def key_index(self, fact: Any, keys: tuple[Any, ...]) -> Any:
        """The index of each row's fact among a table's keys."""
        if isinstance(fact, ColumnText) and fact.words[: len(keys)] == keys:
            return fact.code
        index: Any = len(keys) - 1
        for number, key in enumerate(keys[:-1]):
            matches, _ = sides(self.among(fact, (key,)))
            index = pick(matches, number, index)
        return index

    def climb(self, ladders: tuple[Ladder, ...], ordinal: Value) -> Value:
        """The value of the first rung that a number does not exceed, or the value beyond all rungs."""
        first, facts = ladders[0], self.facts
        if first.by == "ordinal":
            at = facts.ordinal if ordinal is None else ordinal
        elif first.by == "day_of_cover":
            at = facts.happened_on - facts.cover_from + 1
        else:
            at = self.told(first.by)
        beyond = self.resolve(tuple(ladder.beyond for ladder in ladders))
        value = beyond
        for number in range(len(first.rungs) - 1, -1, -1):
            rungs = [ladder.rungs[number] for ladder in ladders]
            through = self.cell([rung.through for rung in rungs], self.version)
            reached = (
                at <= column_number(through, through)
                if rungs[0].inclusive
                else at < column_number(through, through)
            )
            value = self.choose(reached, self.resolve(tuple(rung.value for rung in rungs)), value)
        if first.waiver is None:
            return value
        return self.choose(self.waive(tuple(ladder.waiver for ladder in ladders)), beyond, value)

    def waived(self, waiver: Any) -> Value:
        """Whether a renewal waives a waiting period."""
        return False if waiver is None else self.waive(self.alternatives[id(waiver)])

    def waive(self, waivers: tuple[Any, ...]) -> Value:
        """The same, given the waiver of each version."""
        renewed = self.present(self.facts.renewed)
        return renewed if renewed is False else self.both(renewed, self.resolve(waivers) > 0)


def _value(term: Any) -> int:
    value: int = term if isinstance(term, int) else term.value
    return value
