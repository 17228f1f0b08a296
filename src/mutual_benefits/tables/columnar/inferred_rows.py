"""The verbs on columns with a record of the rows in which an inferred term made a difference."""

from collections.abc import Iterator
from typing import Any

from ...limits import Limit
from ...sources import Basis
from ...terms import Ladder, Rung, Table, Unstated
from .bounds import all_of, any_of, equals, holds, inverse
from .calculator import Columnar
from .values import Value, below, column_condition, ends, sides


class InferredRows:
    """The rows in which a benefit, or a condition that is reached, rests on an inferred term."""

    def __init__(self) -> None:
        self.benefits: Any = False
        self.conditions: Any = False


class TracedColumnar(Columnar):
    """`Columnar`, recording in `inferred` the rows in which a step uses an inferred term.

    A limit is such a step only in the rows in which it cuts something off, or may.
    """

    def __init__(self, facts: Any, version: Any, used: dict[str, Value], inferred: InferredRows) -> None:
        super().__init__(facts, version, used)
        self.inferred = inferred
        self._ordinals: dict[int, Value] = {}
        self._steps: Any = False

    def look_up(self, term: Any, ordinal: Value = None) -> Value:
        """The figure for each row; its ordinal is kept for the step that uses it."""
        self._ordinals[id(term)] = ordinal
        return super().look_up(term, ordinal)

    def capped(self, value: Value, term: Any, label: str = "", unit: str = "") -> Value:
        """A number, or the most that a term allows; the term is a step if it has a label."""
        if label:
            self.step(label, value, unit, term, of=value)
        return super().capped(value, term, label, unit)

    def step(self, label: str, value: Value, unit: str, term: Any = None, of: Value = None) -> Value:
        """`value` itself; the rows are recorded in which its term is inferred and applied to more than 0."""
        if term is not None:
            matters = self._is_inferred(term)
            if of is not None and matters is not False:
                most = ends(of)[1]
                matters = all_of(matters, True if most is None else inverse(holds(equals(most, 0))))
            self._steps = any_of(self._steps, matters)
        return value

    def note_limit(self, limit: Limit, applies: Value, asked: Value, left: Value) -> None:
        """Record the rows in which a limit with an inferred ceiling cuts something off, or may."""
        matters = all_of(self._is_inferred(limit.ceiling), sides(applies)[1])
        if matters is not False:
            _, cut = sides(below(left, asked, strictly=True))
            self._steps = any_of(self._steps, all_of(matters, cut))

    def note_condition(self, condition: Any, claimed: Any, checked: tuple[Any, Any], possibly: Any) -> None:
        """Record the rows in which a condition, or one of its steps, is inferred."""
        inferred, reached = self.inferred, claimed
        for rows in checked:
            reached = all_of(reached, rows)
        steps, whole = all_of(reached, self._take_steps()), self._is_inferred(condition)
        refused = all_of(all_of(steps, inverse(possibly)), inverse(whole))
        inferred.benefits = any_of(inferred.benefits, refused)
        for rows in (all_of(reached, whole), all_of(steps, possibly)):
            inferred.conditions = any_of(inferred.conditions, rows)

    def note_formula(self, claimed: Any, maybe: Any) -> None:
        """Record the rows in which a step of the formula is inferred."""
        steps = all_of(all_of(claimed, maybe), self._take_steps())
        self.inferred.benefits = any_of(self.inferred.benefits, steps)

    def _take_steps(self) -> Any:
        steps, self._steps = self._steps, False
        return steps

    def _is_inferred(self, term: Any) -> Any:
        """The rows in which the figure that a term leads to is inferred."""
        flags = tuple(_flagged(each) for each in self.alternatives[id(term)])
        distinct = {flag for each in flags for flag in _figures(each)}
        if len(distinct) == 1:
            return distinct == {1}
        flag = _Flags(self.facts, self.version, {}).resolve(flags, self._ordinals.get(id(term)))
        return equals(ends(flag)[0], 1)


class _Flags(Columnar):
    """The verbs on flags, 1 for an inferred figure, where a choice that is unsure counts as the first."""

    def choose(self, condition: Value, then: Value, otherwise: Value) -> Value:
        return super().choose(column_condition(sides(condition)[1]), then, otherwise)


def _flagged(term: Any) -> Any:
    """A term with 1 in place of each figure that is inferred and 0 in place of any other."""
    flag = int(getattr(term, "basis", None) is Basis.INFERRED and not isinstance(term, Unstated))
    if isinstance(term, Table):
        rows = tuple((key, flag if isinstance(row, int) else _flagged(row)) for key, row in term.rows)
        return Table.trusted(**{**term.__dict__, "rows": rows})
    if isinstance(term, Ladder):
        rungs = tuple(Rung.trusted(**{**rung.__dict__, "value": _flagged(rung.value)}) for rung in term.rungs)
        beyond = _flagged(term.beyond)
        return Ladder.trusted(**{**term.__dict__, "rungs": rungs, "beyond": beyond})
    return flag


def _figures(flags: Any) -> Iterator[int]:
    """The flags anywhere in a flagged term."""
    if isinstance(flags, Table):
        for _, row in flags.rows:
            yield from _figures(row)
    elif isinstance(flags, Ladder):
        for part in (*(rung.value for rung in flags.rungs), flags.beyond):
            yield from _figures(part)
    else:
        yield flags
