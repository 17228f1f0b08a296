"""Finds the members whose claims may touch each other, so that only these are counted in order.

Most members never come near a limit. If what all rows of a member ask for, as if nothing had been used by
the others, fits into what each limit leaves, then it makes no difference which of the rows came first: each
is right as it is. To see that takes sums by member, and no order.
"""

import operator
import re
from collections.abc import Collection
from copy import copy
from functools import reduce
from typing import Any

from .columnar.bounds import all_of, inverse, low_of_two
from .columnar.claim_order import ROW, ClaimOrder
from .columnar.expression import Node
from .columnar.values import column_number, ends
from .evaluation import Evaluation
from .limit_usage import LimitUsage
from .native.frames import Frame
from .row_version import RowVersions

CROWDED = "__mb_crowded"
"""Whether the claims of a row's member may touch each other."""

LEFT = "__mb_left_"
"""The prefix of the columns for what a limit leaves at least."""

MEMBER = "__mb_member_key"
"""What tells a row's member from others."""

KEY = "__mb_key"
"""What tells rows that share a limit, or an id, from others."""

ROWS = "__mb_rows"
"""How many rows have the same key."""

MANY_ROWS = 3
"""Few members have more rows than this, so it is quicker to count rows first than to evaluate them all."""

BOUND = re.compile("_(low|high)(?=_[a-z]+$)")
"""The part of a column's name by which the bound of a benefit differs from its sum."""

LATER = "__mb_later_"
"""The prefix of the results of the crowded members."""


def with_member_key(frame: Frame, order: ClaimOrder) -> Frame:
    """The frame with a column by which members are told apart: on Polars a hash, which is quicker than text.

    Members that have the same hash are crowded together, which makes no difference.
    """
    member = frame.api.col(order.member)
    return frame.with_columns(**{MEMBER: member.hash() if frame.engine.is_polars() else member})


def with_any_keys(rows: RowVersions) -> RowVersions:
    """The same rows, valid though their ids and members cannot be read, which takes long to find out.

    So more members may be crowded, never fewer.
    """
    other, unreadable = copy(rows), set(map(id, rows.unreadable_keys))
    valid: Any = True
    for _, cells in rows.errors:
        valid = valid if id(cells) in unreadable else all_of(valid, inverse(cells))
    other.valid = valid
    return other


def crowded_members(start: Frame, frame: Frame, usage: LimitUsage, evaluation: Evaluation) -> Frame:
    """The keys of crowded members, by what their rows draw, each evaluated as if it were first.

    A limit that is only drawn on matters where the draws of its rows exceed what it leaves; one whose use is
    asked for (whether anything was paid before, which stay it is) as soon as it has several rows; an id as
    soon as several rows have it. `frame` has come from `start`, and has the columns of the facts.
    """
    api, left = frame.api, _lefts(usage, evaluation)
    fit = rows_that_fit(left, evaluation.draws)
    if frame.engine.is_polars() and fit >= MANY_ROWS:
        frame = frame.over(of_members(start, _with_more_rows(start, fit)), since=start)
    usage = usage.copy()
    frame = usage.add_draws(frame, evaluation.draws)
    if by_row := {f"{LEFT}{code}": end for code, end in left.items() if isinstance(end, Node)}:
        frame = usage.graph.columns(frame, by_row)
    keys = {tuple(usage.keys(usage.limits[code])) for code in left}
    members = [_sharing(frame, usage, left, each) for each in sorted(keys)]
    if usage.order.ids:
        members.append(_with_several(start, (usage.order.ids,), {}, api.lit(value=True)))
    return members[0].then(lambda *found: api.concat(found), *members[1:])


def rows_that_fit(left: dict[str, Any], draws: dict[str, Any]) -> int:
    """How many rows of a member fit into what each shared limit leaves, whatever these rows ask for."""

    def fitting(end: Any, draw: Any) -> int:
        least = end.least if isinstance(end, Node) else end
        _, most = ends(draw)
        most = most.most if isinstance(most, Node) else most
        return least // most if least and most else 1

    return min(fitting(end, draws[code]) for code, end in left.items())


def _with_more_rows(start: Frame, fit: int) -> Frame:
    """The members who have more rows than this."""
    api = start.api
    more = api.col(ROWS) > api.lit(fit, dtype=api.Int64)
    return start.then(lambda rows: rows.group_by(MEMBER).agg(**{ROWS: api.len()}).filter(more).select(MEMBER))


def _with_several(frame: Frame, keys: tuple[str, ...], sums: dict[str, Any], chosen: Any) -> Frame:
    """The members of several rows with the same keys whose sums are chosen.

    On Polars the rows are grouped by a hash of the keys. Rows of other keys that have the same hash are added
    up too, so more members may be chosen, never fewer, since nothing that is added up is below zero.
    """
    api = frame.api
    several = api.col(ROWS) > api.lit(1, dtype=api.Int64)
    by = {f"{KEY}{number}": api.col(name) for number, name in enumerate(keys)}
    if frame.engine.is_polars():
        hashes = (api.col(name).hash(seed) for seed, name in enumerate(keys))
        by = {KEY: reduce(operator.xor, hashes)}
    in_order = _in_order(frame)

    def members(frame: Any) -> Any:
        rows = frame.with_columns(**by)
        groups = rows.group_by(*by).agg(**{ROWS: api.len()}, **sums).filter(several & chosen).select(*by)
        return rows.join(groups, on=[*by], how="semi", **in_order).select(MEMBER)

    return frame.then(members)


def _lefts(usage: LimitUsage, evaluation: Evaluation) -> dict[str, Any]:
    """What each shared limit leaves at least; None where that is not all that its use is asked for."""
    left: dict[str, Any] = {}
    for code in usage.shared:
        ceilings = [each.ceiling for each in evaluation.dependences if each.code == code]
        lows = [ends(ceiling)[0] for ceiling in ceilings if ceiling is not None]
        if code in evaluation.read or not lows:
            left[code] = None
        else:
            least = reduce(low_of_two, lows)
            left[code], _ = ends(column_number(least, least) - usage.before_table.get(code, 0))
    return left


def _sharing(frame: Frame, usage: LimitUsage, left: dict[str, Any], keys: tuple[str, ...]) -> Frame:
    """The members with several claims that may touch each other through a limit counted by these keys."""
    api, sums = frame.api, {}
    crowded: Any = api.lit(value=False)
    for code, end in left.items():
        if tuple(usage.keys(usage.limits[code])) == keys:
            drawn = usage.draw_column(code, usage.ends(code)[-1], usage.round)
            sums[drawn] = api.col(drawn).sum()
            exceeds = api.col(drawn) > api.lit(0, dtype=api.Int64)
            if isinstance(end, int):
                exceeds = api.col(drawn) > api.lit(end, dtype=api.Int64)
            elif end is not None:
                sums[f"{LEFT}{code}"] = api.col(f"{LEFT}{code}").min()
                exceeds = api.col(drawn) > api.col(f"{LEFT}{code}")
            crowded = crowded | exceeds
    return _with_several(frame, keys, sums, crowded)


def of_members(frame: Frame, members: Frame, *, others: bool = False) -> Frame:
    """The rows of these members, or of all others."""
    how, in_order = "anti" if others else "semi", _in_order(frame)
    return frame.then(lambda frame, members: frame.join(members, on=MEMBER, how=how, **in_order), members)


def _in_order(frame: Frame) -> dict[str, Any]:
    """The option by which Polars holds the keys of a join in memory, and not the rows that it chooses."""
    return {"maintain_order": "left"} if frame.engine.is_polars() else {}


def put_together(
    start: Frame, whole: Frame, crowded: Frame, first: Collection[str], last: Collection[str]
) -> Frame:
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

    def joined(start: Any, whole: Any, crowded: Any) -> Any:
        later = crowded.rename({name: f"{LATER}{name}" for name in last})
        later = later.with_columns(pl.lit(value=True).alias(CROWDED))
        # The nearest row at a distance of 0 is the row itself; so this is many times as quick as a join.
        rows = start.select(ROW).set_sorted(ROW).join_asof(later.sort(ROW), on=ROW, tolerance=0).drop(ROW)
        kept = [name for name in whole.collect_schema().names() if name not in (ROW, *first)]
        return pl.concat([whole, rows], how="horizontal").select(*kept, *chosen)

    return start.then(joined, whole, crowded)


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
