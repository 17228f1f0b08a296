"""The events of a member: the number of events of a kind, and the severity of each."""

import difflib
from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from pydantic import model_validator

from ..._texts import both, listed
from ...claims import COUNTED_FACTS
from ...events import KINDS
from ...frozen import Frozen, Pairs
from ...rules.benefit import EventKind
from ...tables.frame_builder import RepeatedColumn, frame_of
from .distributions import AnyDistribution, Beyond, ByTier, Fixed, Weighted
from .sampling import Cells

DrawnColumns = dict[str, Cells]
"""Arrays by column name."""


class Severity(Frozen):
    """One kind of event and the distributions of its facts: days in whole days, money in whole fen.

    Facts are drawn in order and independently, except one that is `Beyond` an earlier fact. The `nights` of
    a hospital stay give its day of discharge.
    A fact that is left out has the event's default.

    >>> from mutual_benefits.scenarios import CappedGeometric
    >>> stay = Severity(event="hospital_stay", facts={"days": CappedGeometric(goes_on=0.9, most=60)})
    """

    event: EventKind
    facts: Pairs[str, AnyDistribution] = ()

    @model_validator(mode="after")
    def _of_the_event(self) -> Self:
        fields = KINDS[self.event].model_fields
        counted = [name for name, day in COUNTED_FACTS.items() if day in fields]
        known = [name for name in fields if name not in ("kind", "happened_on", *COUNTED_FACTS.values())]
        known += counted
        names: list[str] = []
        for name, distribution in self.facts:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = both("did you mean {near!r}? ", "是否指“{near}”？", near=near[0]) if near else ""
                message = both(
                    "{name!r} is not a fact of {event}; {hint}its facts: {known}",
                    "{event} 没有“{name}”一项；{hint}现有各项：{known}",
                    name=name,
                    event=self.event,
                    hint=hint,
                    known=listed(known),
                )
                raise ValueError(message)
            if name in names:
                raise ValueError(
                    both(
                        f"{name!r} is given twice; give each fact once", f"“{name}”给出两次；每项只能给出一次"
                    )
                )
            if isinstance(distribution, Beyond) and distribution.fact not in names:
                message = both(
                    "{name} is beyond {fact!r}, which is not a fact before it; facts before it: {before}",
                    "{name} 以“{fact}”为下限，而后者不在其前；其前各项：{before}",
                    name=name,
                    fact=distribution.fact,
                    before=listed(names) if names else both("none", "无"),
                )
                raise ValueError(message)
            names.append(name)
        missing = [
            name for name in fields if fields[name].is_required() and name not in (*names, "happened_on")
        ]
        if missing:
            needed = listed(missing)
            en = f"{self.event} needs {needed.en}; give a distribution for each"
            raise ValueError(both(en, f"{self.event} 须有 {needed.zh}；请各给出一个分布"))
        return self

    def drawn(self, generator: Any, rows: int, beside: Mapping[str, Cells]) -> DrawnColumns:
        """Draws the facts of `rows` events; distributions may depend on the columns of `beside`."""
        drawn: DrawnColumns = {}
        for name, distribution in self.facts:
            drawn[name] = distribution.at(generator.random(rows), {**beside, **drawn})
        for counted, day in COUNTED_FACTS.items():
            if counted in drawn:  # None stays unknown
                drawn[day] = beside["happened_on"] + drawn.pop(counted).astype("timedelta64[D]")
        return drawn


class Incidence(Severity):
    """A kind of event with the number of such events of a member in a period.

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
                raise ValueError(
                    both(
                        "count is Beyond a fact; give a distribution that depends on no fact",
                        "count 以事实为下限；请给出不依赖事实的分布",
                    )
                )
            if isinstance(count, Fixed | Weighted):
                values = [count.value] if isinstance(count, Fixed) else [value for value, _ in count.rows]
                wrong = [v for v in values if not isinstance(v, int) or v < 0]
                if wrong:
                    raise ValueError(
                        both(
                            f"count has the value {wrong[0]!r}; give whole numbers from 0",
                            f"count 含 {wrong[0]!r}；请给出不小于 0 的整数",
                        )
                    )
        return self


def table_of(columns: DrawnColumns, backend: str = "polars") -> Any:
    """Drawn columns as a frame, each of the type that `assess_table` reads."""
    from ...tables.claim_columns import DATES, FLAGS, WHOLE
    from ...tables.column_names import HUNDREDTHS

    kinds: dict[str, type] = dict.fromkeys((*WHOLE, *HUNDREDTHS), int)
    kinds |= dict.fromkeys((*FLAGS, "synthetic"), bool) | dict.fromkeys(DATES, date)
    repeated, rows = {}, 0
    for name, cells in columns.items():
        rows = len(cells)
        values = cells if cells.dtype.kind in "ib" else cells.tolist()
        repeated[name] = RepeatedColumn(values, kinds.get(name, str))
    return frame_of(repeated, range(rows), backend)
