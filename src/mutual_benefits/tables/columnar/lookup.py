"""Looks terms up for a whole table: by each row's version, its facts and its ordinal."""

from typing import Any

from ...terms import Figure, Ladder, Table, Unstated
from .bounds import End, add, pick, times
from .expression import steps
from .values import ColumnCondition, ColumnNumber, ColumnText, Value, column_number, sides

FEW_CELLS = 16
"""Up to so many cells it is worth finding out first which of some versions with like figures a row has."""


class LookUps:
    """The half of the columnar calculator that reads terms; the verbs it uses are those of the other."""

    among: Any
    choose: Any
    both: Any
    present: Any

    def __init__(self, facts: Any, version: Any, used: dict[str, Value]) -> None:
        self.facts = facts
        self.version = version
        self.used_before = used
        self.drawn: dict[str, Value] = {}
        self.leans: list[Any] = []
        self.alternatives: dict[int, tuple[Any, ...]] = {}
        self.active: Value = True

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
        low = self.cell([_least(term) for term in terms], self.version)
        if not isinstance(first, Unstated):
            return column_number(low, low)
        return ColumnNumber(
            low, None if first.high is None else self.cell([term.high for term in terms], self.version)
        )

    def cell(self, values: list[int], index: Any) -> End:
        """The value that stands at an index, row by row; neighbours that are equal count as one cell."""
        if isinstance(index, int):
            return values[index]
        return values[0] if len(set(values)) == 1 else steps(index, values)

    def row(self, tables: tuple[Table, ...], ordinal: Value) -> Value:
        """The row of a table that a fact names; any row where there is none, for such claims are invalid."""
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
            alike = list(dict.fromkeys(by_version))
            if len(alike) * len(keys) <= FEW_CELLS:  # versions that have the same figures share their cells
                page, pages = self.cell([alike.index(column) for column in by_version], self.version), alike
            index = add(times(page, len(keys)), self.place(fact, keys))
            low = self.cell([value for column in pages for value in column], index)
            return column_number(low, low)
        found = self.resolve(rows[-1], ordinal)
        for key, versions in reversed(list(zip(keys[:-1], rows[:-1], strict=True))):
            found = self.choose(self.among(fact, (key,)), self.resolve(versions, ordinal), found)
        return found

    def place(self, fact: Any, keys: tuple[Any, ...]) -> Any:
        """The place of each row's fact among a table's keys."""
        if isinstance(fact, ColumnText) and fact.words[: len(keys)] == keys:
            return fact.code
        places: Any = len(keys) - 1
        for number, key in enumerate(keys[:-1]):
            here, _ = sides(self.among(fact, (key,)))
            places = pick(here, number, places)
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
            reached = (
                at <= column_number(through, through)
                if rungs[0].inclusive
                else at < column_number(through, through)
            )
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


def _least(term: Any) -> int:
    """The figure of a term, or the least that one that is not stated may be."""
    least: int = term if isinstance(term, int) else term.low if isinstance(term, Unstated) else term.value
    return least
