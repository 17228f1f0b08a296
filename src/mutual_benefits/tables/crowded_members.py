"""Finds the members whose claims may touch each other, so that only these are counted in order.

Most members never come near a limit. If what all rows of a member ask for, as if nothing had been used by
the others, fits into what each limit leaves, then it makes no difference which of the rows came first: each
is right as it is. To see that takes sums by member, and no order.
"""

import re
from collections.abc import Collection
from functools import reduce
from typing import Any

from .columnar.bounds import literal, low_of_two
from .columnar.values import column_number, ends
from .evaluation import Evaluation
from .limit_usage import LimitUsage
from .native.frames import Frame

CROWDED = "__mb_crowded"
"""Whether the claims of a row's member may touch each other."""

PLACE = "__mb_place_in_table"
"""The number of a row, by which the two halves are put together."""

BOUND = re.compile("_(low|high)(?=_[a-z]+$)")
"""The part of a column's name by which the bound of a benefit differs from its sum."""

LATER = "__mb_later_"
"""The prefix of the results of the crowded members."""


def mark_crowded(frame: Frame, usage: LimitUsage, evaluation: Evaluation) -> Frame:
    """The frame with `CROWDED`, after the first round of draws: rows evaluated as if each came first.

    A limit that is only drawn on matters where the draws of its rows exceed what it leaves; one whose use
    is asked for (whether anything was paid before, which stay it is) as soon as another row draws on it.
    """
    import polars as pl

    left: dict[str, Any] = {}
    for code in usage.shared:
        ceilings = [each.ceiling for each in evaluation.dependences if each.code == code]
        lows = [ends(ceiling)[0] for ceiling in ceilings if ceiling is not None]
        if code in evaluation.read or any(low is None for low in lows):
            left[code] = None
        elif lows:
            least = reduce(low_of_two, lows)
            left[code], _ = ends(column_number(least, least) - usage.history.get(code, 0))
    named = {f"__mb_left_{code}": literal(end) for code, end in left.items() if end is not None}
    frame = usage.graph.columns(frame, named) if named else frame
    crowded: Any = pl.lit(value=False)
    for code, end in left.items():
        drawn = pl.col(usage.draw_column(code, usage.ends(code)[-1], usage.round))
        in_all = drawn.sum().over(*usage.keys(usage.limits[code]))
        touches = in_all > drawn
        if end is not None:
            touches = touches & ~(in_all <= pl.col(f"__mb_left_{code}")).fill_null(value=False)
        crowded = crowded | touches
    frame = frame.with_columns(**{CROWDED: crowded.fill_null(value=True)})
    whole_member = pl.col(CROWDED).cast(pl.Int64).max().over(usage.order.member) == pl.lit(1, dtype=pl.Int64)
    return frame.with_columns(**{CROWDED: whole_member})


def with_places(frame: Frame) -> Frame:
    """The Polars frame with `PLACE`."""
    return frame.then(lambda frame: frame.with_row_index(PLACE))


def put_together(whole: Frame, crowded: Frame, first: Collection[str], last: Collection[str]) -> Frame:
    """The Polars frame of all rows, in which the crowded rows have the results of the other.

    `first` and `last` are the results of the two. Where only
    one of them has columns for the bounds of a benefit, the bounds of the other are its sum.
    """
    import polars as pl

    first, last = tuple(first), tuple(last)
    chosen = [
        pl.when(CROWDED)
        .then(f"{LATER}{name if name in last else BOUND.sub('', name)}")
        .otherwise(name if name in first else BOUND.sub("", name))
        .alias(name)
        for name in max(first, last, key=len)
    ]

    def joined(whole: Any, crowded: Any) -> Any:
        later = crowded.rename({name: f"{LATER}{name}" for name in last})
        both = whole.join(later, on=PLACE, how="left", maintain_order="left")
        kept = [name for name in whole.collect_schema().names() if name not in (PLACE, CROWDED, *first)]
        return both.select(*kept, *chosen)

    return whole.then(joined, crowded)
