"""Strategies for the facts that a rule book declares, near the values at which its terms begin or end."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import strategies as st

from ...rules import FactAmong
from ...rules.own_facts import Fact
from ..calendar_days import shifted
from .boundaries import Boundaries, around, yuan

USUAL_NUMBER, USUAL_FEN, USUAL_DAYS = 24, 10_000_00, 90
SOME_WORD = "some word"


class DeclaredFacts:
    """Strategies for the declared facts of one version.

    With `eligible` they meet every condition, and all are told. Otherwise one that has no default may be left
    out; with `defaults`, one that has a default too.
    """

    def __init__(
        self, boundaries: Boundaries, *, near: bool, eligible: bool, codes: bool, defaults: bool
    ) -> None:
        self.boundaries, self.view = boundaries, boundaries.view
        self.near, self.eligible, self.codes, self.defaults = near, eligible, codes, defaults
        self.days = {name for name, fact in self.view.version.facts if fact.kind == "day"}
        self._all = {name: self._told(name, fact) for name, fact in self.view.version.facts}

    def drawn(self, draw: st.DrawFn, happened_on: date) -> dict[str, Any]:
        """Draw the facts of a claim for an event of a day; None for one that is not told."""
        facts = {name: draw(values) for name, values in self._all.items()}
        given = {name: value for name, value in facts.items() if name in self.days and value is not None}
        return facts | {name: shifted(happened_on, days) for name, days in given.items()}

    def _told(self, name: str, fact: Fact) -> st.SearchStrategy[Any]:
        values = self._values(name, fact)
        if self.eligible or not (self.defaults or fact.default is None):
            return values
        return values | values | values | st.none()

    def _values(self, name: str, fact: Fact) -> st.SearchStrategy[Any]:
        if fact.kind in ("word", "flag"):
            return st.sampled_from(tuple(self._words(name, fact)))
        if self.view.keys(name):
            return st.sampled_from(self.view.keys(name))
        numbers = self.boundaries.of(self.view.kinds[0], name)
        if fact.kind == "money":
            values: st.SearchStrategy[Any] = yuan(numbers, USUAL_FEN, near=self.near)
            scale = 100
        else:
            usual = USUAL_NUMBER if fact.kind == "number" else USUAL_DAYS
            values = around(numbers, max((usual, *numbers)), near=self.near)
            scale = 1
        least, most = self.boundaries.bounds.get(name, (0, None)) if self.eligible else (0, None)
        return values.filter(lambda value: least <= value * scale and (most is None or value * scale <= most))

    def _words(self, name: str, fact: Fact) -> Iterator[Any]:
        """The words of a fact, or yes and no; if `eligible`, those that every condition and table allows."""
        words: tuple[Any, ...] = (True, False) if fact.kind == "flag" else fact.codes
        conditions = [each for each in self.view.version.conditions if isinstance(each, FactAmong)]
        named = [each.among for each in conditions if each.fact == name]
        words = words or tuple(
            dict.fromkeys((*self.view.keys(name), *(word for each in named for word in each)))
        )
        keys = self.view.keys(name) or words
        allowed = [
            word
            for word in words
            if word in keys and (not self.eligible or all(word in one for one in named))
        ]
        yield from allowed or words
        if not self.codes and fact.words:
            yield from (
                text for code, text_ in fact.words if code in allowed for text in (text_.en, text_.zh)
            )
        if not (self.codes or self.eligible or fact.words or fact.kind == "flag" or self.view.keys(name)):
            yield SOME_WORD
