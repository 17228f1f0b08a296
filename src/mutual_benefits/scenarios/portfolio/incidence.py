"""What may happen to a member: how many events of a kind, and how severe each is."""

import difflib
from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from pydantic import model_validator

from ...events import KINDS
from ...frozen import Frozen, Pairs
from ...rules.benefit import EventKind
from ...tables.frame_builder import RepeatedColumn, frame_of
from .distributions import AnyDistribution, Beyond, ByTier, Fixed, Weighted
from .sampling import Cells

DrawnColumns = dict[str, Cells]
"""Cells by the name of their column."""


class Severity(Frozen):
    """One kind of event and its facts, each with its distribution: days in whole days, money in whole fen.

    Facts are drawn one after the other and do not depend on each other, but for one that is given as
    `Beyond` a fact that stands before it. A fact that is left out is at the event's default.

    >>> from mutual_benefits.scenarios import CappedGeometric
    >>> stay = Severity(event="hospital_stay", facts={"days": CappedGeometric(goes_on=0.9, most=60)})
    """

    event: EventKind
    facts: Pairs[str, AnyDistribution] = ()

    @model_validator(mode="after")
    def _of_the_event(self) -> Self:
        fields = KINDS[self.event].model_fields
        known = [name for name in fields if name not in ("kind", "happened_on")]
        given: list[str] = []
        for name, distribution in self.facts:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = f"did you mean {near[0]!r}? " if near else ""
                raise ValueError(f"{name!r} is no fact of {self.event}; {hint}its facts: {', '.join(known)}")
            if name in given:
                raise ValueError(f"{name!r} stands twice; give each fact once")
            if isinstance(distribution, Beyond) and distribution.fact not in given:
                before = ", ".join(given) or "none"
                raise ValueError(f"{name} lies beyond {distribution.fact!r}; facts before it: {before}")
            given.append(name)
        missing = [name for name in known if fields[name].is_required() and name not in given]
        if missing:
            raise ValueError(f"{self.event} needs {', '.join(missing)}; give a distribution of each")
        return self

    def drawn(self, generator: Any, rows: int, beside: Mapping[str, Cells]) -> DrawnColumns:
        """The facts of so many events; `beside` holds what distributions may depend on, as `fee_tier`."""
        drawn: DrawnColumns = {}
        for name, distribution in self.facts:
            drawn[name] = distribution.at(generator.random(rows), {**beside, **drawn})
        return drawn


class Incidence(Severity):
    """A kind of event with the number of them that a member has in a period.

    >>> from mutual_benefits.scenarios import ByTier, CappedGeometric, Chance
    >>> injury = Incidence(
    ...     event="injury",
    ...     count=ByTier(rows={"26": Chance(of=0.02), "100": Chance(of=0.05)}),
    ...     facts={"living_days": CappedGeometric(goes_on=0.9, most=180)},
    ... )
    """

    count: AnyDistribution

    @model_validator(mode="after")
    def _counts(self) -> Self:
        for count in [one for _, one in self.count.rows] if isinstance(self.count, ByTier) else [self.count]:
            if isinstance(count, Beyond):
                raise ValueError("a count lies beyond no fact; give a distribution of its own")
            if isinstance(count, Fixed | Weighted):
                values = [count.value] if isinstance(count, Fixed) else [value for value, _ in count.rows]
                wrong = [v for v in values if not isinstance(v, int) or v < 0]
                if wrong:
                    raise ValueError(f"a count is {wrong[0]!r}; counts are whole numbers from 0")
        return self


def table_of(columns: DrawnColumns, backend: str = "polars") -> Any:
    """Drawn columns as a frame, each with the type that `assess_table` reads it by."""
    from ...tables.backends import HUNDREDTHS
    from ...tables.claim_columns import DATES, FLAGS, WHOLE

    kinds: dict[str, type] = dict.fromkeys((*WHOLE, *HUNDREDTHS), int)
    kinds |= dict.fromkeys((*FLAGS, "synthetic"), bool) | dict.fromkeys(DATES, date)
    made, rows = {}, 0
    for name, cells in columns.items():
        rows = len(cells)
        values = cells if cells.dtype.kind in "ib" else cells.tolist()
        made[name] = RepeatedColumn(values, kinds.get(name, str))
    return frame_of(made, range(rows), backend)
