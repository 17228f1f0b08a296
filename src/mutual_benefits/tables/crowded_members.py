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
from .columnar.claim_order import ROW
from .columnar.values import column_number, ends
from .evaluation import Evaluation
from .limit_usage import LimitUsage
from .native.frames import Frame

CROWDED = "__mb_crowded"
"""Whether the claims of a row's member may touch each other."""

LEFT = "__mb_left_"
"""The prefix of the columns for what a limit leaves at least."""

ROWS = "__mb_rows"
"""How many rows a limit is shared by."""

BOUND = re.compile("_(low|high)(?=_[a-z]+$)")
"""The part of a column's name by which the bound of a benefit differs from its sum."""

LATER = "__mb_later_"
"""The prefix of the results of the crowded members."""


def crowded_members(frame: Frame, usage: LimitUsage, left: dict[str, Any]) -> Frame:
    """The crowded members, after the first round of draws: all rows evaluated as if each came first.

    `left` is what each shared limit leaves, which the frame has as columns. A limit that is only drawn on
    matters where the draws of its rows exceed what it leaves; one whose use is asked for (whether anything
    was paid before, which stay it is) as soon as it has several rows.
    """
    api = frame.api
    keys = {tuple(usage.keys(usage.limits[code])) for code in left}
    members = [_sharing(frame, usage, left, each) for each in sorted(keys)]
    if usage.order.ids:
        members.append(_telling_ids_twice(frame, usage))
    return members[0].then(lambda *found: api.concat(found), *members[1:])


def _telling_ids_twice(frame: Frame, usage: LimitUsage) -> Frame:
    """The members with a row whose id, or on Polars one that has the same hash, another row tells too."""
    api, member, ids = frame.api, usage.order.member, usage.order.ids
    key = api.col(ids).hash() if frame.engine.is_polars() else api.col(ids)
    in_order = _in_order(frame)
    several = api.col(ROWS) > api.lit(1, dtype=api.Int64)

    def members(frame: Any) -> Any:
        rows = frame.select(api.col(member), key)
        twice = rows.group_by(ids).agg(**{ROWS: api.len()}).filter(several)
        return rows.join(twice, on=ids, how="semi", **in_order).select(member)

    return frame.then(members)


def lefts(usage: LimitUsage, evaluation: Evaluation) -> dict[str, Any]:
    """What each shared limit leaves at least; None where that is not all that its use is asked for."""
    left: dict[str, Any] = {}
    for code in usage.shared:
        ceilings = [each.ceiling for each in evaluation.dependences if each.code == code]
        lows = [ends(ceiling)[0] for ceiling in ceilings if ceiling is not None]
        if code in evaluation.read or not lows or any(low is None for low in lows):
            left[code] = None
        else:
            least = reduce(low_of_two, lows)
            left[code], _ = ends(column_number(least, least) - usage.before_table.get(code, 0))
    return left


def _sharing(frame: Frame, usage: LimitUsage, left: dict[str, Any], keys: tuple[str, ...]) -> Frame:
    """The members with several claims that may touch each other through a limit counted by these keys."""
    api, sums, least = frame.api, {}, {}
    crowded: Any = api.lit(value=False)
    for code, end in left.items():
        if tuple(usage.keys(usage.limits[code])) == keys:
            drawn = usage.draw_column(code, usage.ends(code)[-1], usage.round)
            sums[drawn] = api.col(drawn).sum()
            exceeds = api.col(drawn) > api.lit(0, dtype=api.Int64)
            if end is not None:
                least[f"{LEFT}{code}"] = api.col(f"{LEFT}{code}").min()
                exceeds = api.col(drawn) > api.col(f"{LEFT}{code}")
            crowded = crowded | exceeds
    several = api.col(ROWS) > api.lit(1, dtype=api.Int64)
    member = usage.order.member

    def members(frame: Any) -> Any:
        by_keys = frame.group_by(*keys).agg(**{ROWS: api.len()}, **sums, **least)
        return by_keys.filter(several & crowded).select(member)

    return frame.then(members)


def left_columns(left: dict[str, Any]) -> dict[str, Any]:
    """The nodes of the columns for what each limit leaves."""
    return {f"{LEFT}{code}": literal(end) for code, end in left.items() if end is not None}


def of_members(frame: Frame, members: Frame, usage: LimitUsage, *, others: bool = False) -> Frame:
    """The rows of these members, or of all others."""
    on, how = usage.order.member, "anti" if others else "semi"
    in_order = _in_order(frame)
    return frame.then(lambda frame, members: frame.join(members, on=on, how=how, **in_order), members)


def _in_order(frame: Frame) -> dict[str, Any]:
    """The option by which Polars holds the keys of a join in memory, and not the rows that it chooses."""
    return {"maintain_order": "left"} if frame.engine.is_polars() else {}


def put_together(whole: Frame, crowded: Frame, first: Collection[str], last: Collection[str]) -> Frame:
    """The Polars frame of all rows, in which the crowded rows have the results of the other.

    `first` and `last` are the results of the two. Where only one of them has columns for the bounds of a
    benefit, the bounds of the other are its sum.
    """
    import polars as pl

    first, last = tuple(first), tuple(last)
    chosen = [
        pl.when(CROWDED).then(f"{LATER}{_column(name, last)}").otherwise(_column(name, first)).alias(name)
        for name in max(first, last, key=len)
    ]

    def joined(whole: Any, crowded: Any) -> Any:
        later = crowded.rename({name: f"{LATER}{name}" for name in last})
        later = later.with_columns(pl.lit(value=True).alias(CROWDED))
        both = whole.join(later, on=ROW, how="left", maintain_order="left")
        kept = [name for name in whole.collect_schema().names() if name not in (ROW, *first)]
        return both.select(*kept, *chosen)

    return whole.then(joined, crowded)


def put_below(
    others: Frame, crowded: Frame, first: Collection[str], last: Collection[str], keep: list[Any]
) -> Frame:
    """The frame of the rows of all others, then of the crowded, for an engine without an order of rows.

    Both frames have the columns to keep and their own results, as in `put_together`.
    """
    api, names = others.api, max(tuple(first), tuple(last), key=len)
    above = others.select(*keep, **{name: api.col(_column(name, first)) for name in names})
    below = crowded.select(*keep, **{name: api.col(_column(name, last)) for name in names})
    return above.then(lambda above, below: api.concat([above, below]), below)


def _column(name: str, results: Collection[str]) -> str:
    """The column of these results that tells what another result calls so."""
    return name if name in results else BOUND.sub("", name)
