"""Totals over the rows of a revaluation: the lines, the distribution and the unanswered claims."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ...money import to_yuan
from ..sums import Bounds
from .figures import Line, Stretch, Unanswered
from .movement import ENDS, GAIN, LOSE, OPEN, STAY, UNANSWERED, direction, ends_of, moving

if TYPE_CHECKING:
    import polars as pl

STRETCHES = 40
"""The approximate maximum number of intervals from the least movement to the greatest."""

ClaimGroup = dict[str, Any]
"""A group of claims: what they have in common, their number (`claims`), and the total of each bound in
whole fen, None if a claim of the group has no such bound."""


def summary_fields(table: "pl.DataFrame", benefits: Sequence[str], same: frozenset[str]) -> dict[str, Any]:
    """The lines, the distribution and the claims without an answer, as fields of a `Revaluation`."""
    import polars as pl

    unanswered = table.filter(pl.col("__direction") == UNANSWERED)
    answered = table.filter(pl.col("__direction") != UNANSWERED) if len(unanswered) else table
    queries = [*_of_all(answered), *(_of_benefit(answered, code, same) for code in benefits)]
    stated, open_, *by_benefit = map(_read, pl.collect_all(queries))  # in parallel on all cores
    groups = [*map(_both_ends, stated), *open_]
    return {
        "unanswered": _unanswered(unanswered),
        "total": _line(None, groups),
        "by_tier": _lines(groups, "__tier"),
        "by_year": _lines(groups, "__year"),
        "by_benefit": tuple(_line(code, own) for code, own in zip(benefits, by_benefit, strict=True) if own),
        "distribution": _distribution(answered),
    }


def _grouped(rows: "pl.LazyFrame", by: list[str], ends: Sequence[str] = ENDS) -> "pl.LazyFrame":
    """The claims grouped by columns: their number, and the total and the number of nulls of each bound."""
    import polars as pl

    sums = [pl.col(name).sum() for name in ends]
    nulls = [pl.col(name).null_count().alias(f"{name}_nulls") for name in ends]
    return rows.group_by(by).agg(pl.len().alias("claims"), *sums, *nulls)


def _read(grouped: "pl.DataFrame") -> list[ClaimGroup]:
    """The rows of a grouped frame, with None for a bound that is null for one of the claims."""
    groups = grouped.rows(named=True)
    for group in groups:
        group.update({name: None for name in ENDS if group.get(f"{name}_nulls")})
    return groups


_STATED = ("before_low_fen", "after_low_fen")


def _of_all(table: "pl.DataFrame") -> tuple["pl.LazyFrame", "pl.LazyFrame"]:
    """Groups by tier, year and direction: claims with one sum per book, and claims with bounds."""
    import polars as pl

    by = ["__tier", "__year", "__direction"]
    same = [pl.col(f"{side}_low_fen") == pl.col(f"{side}_high_fen") for side in ("before", "after")]
    stated = table.select(same[0] & same[1]).to_series().fill_null(value=False)
    whole = table.select(*by, *_STATED).filter(stated)
    return _grouped(whole.lazy(), by, _STATED), _grouped(table.filter(~stated).lazy(), by)


def _both_ends(group: ClaimGroup) -> ClaimGroup:
    """A group of claims with one sum per book, with all its bounds."""
    before, after = (group[name] for name in _STATED)
    ends = (before, before, after, after, after - before, after - before)
    return group | dict(zip(ENDS, ends, strict=True))


def _of_benefit(table: "pl.DataFrame", code: str, same: frozenset[str]) -> "pl.LazyFrame":
    """Groups by direction of the claims that get, or may get, one benefit."""
    import polars as pl

    least_before, most_before, least_after, most_after = ends_of(table.columns, code)
    zero = pl.lit(0, dtype=pl.Int64)
    differences = (least_after - most_before, most_after - least_before)
    moves = (zero, zero) if code in same else tuple(map(moving, differences))
    ends = dict(zip(ENDS, (least_before, most_before, least_after, most_after, *moves), strict=True))
    payable = pl.any_horizontal((pl.col(name) != 0).fill_null(value=True) for name in ENDS[:4])
    rows = table.lazy().select(pl.col("__year"), **ends).filter(payable)
    way = direction(pl.col("movement_low_fen"), pl.col("movement_high_fen")).alias("__direction")
    return _grouped(rows.with_columns(way), ["__direction"])


def _lines(groups: list[ClaimGroup], by: str) -> tuple[Line, ...]:
    """A line for each value of one column, and one for claims without a value; none if no claim has any."""
    values = sorted({group[by] for group in groups} - {None}, key=lambda value: (len(str(value)), value))
    if not values:
        return ()
    rest = [None] if any(group[by] is None for group in groups) else []
    return tuple(_line(value, [each for each in groups if each[by] == value]) for value in (*values, *rest))


def _line(of: str | int | None, groups: Iterable[ClaimGroup]) -> Line:
    groups = list(groups)
    ways = {way: [each for each in groups if each["__direction"] == way] for way in (GAIN, LOSE, STAY, OPEN)}
    counts = {way: sum(group["claims"] for group in own) for way, own in ways.items()}
    losses = _bounds(ways[LOSE], "movement")
    return Line(
        of=of,
        claims=sum(counts.values()),
        before=_bounds(groups, "before"),
        after=_bounds(groups, "after"),
        movement=_bounds(groups, "movement"),
        gain=counts[GAIN],
        lose=counts[LOSE],
        stay=counts[STAY],
        open=counts[OPEN],
        gained=_bounds(ways[GAIN], "movement"),
        lost=Bounds(
            low=None if losses.high is None else -losses.high,
            high=None if losses.low is None else -losses.low,
        ),
        opened=_bounds(ways[OPEN], "movement"),
    )


def _bounds(groups: Iterable[ClaimGroup], name: str) -> Bounds:
    """The totals of the least and of the most over some groups."""
    groups = list(groups)
    sums = ([group[f"{name}_{end}_fen"] for group in groups] for end in ("low", "high"))
    low, high = (None if None in values else to_yuan(sum(values)) for values in sums)
    return Bounds(low=low, high=high)


def _unanswered(table: "pl.DataFrame") -> tuple[Unanswered, ...]:
    """The unanswered claims by the reasons, the most frequent first."""
    import polars as pl

    reasons = [
        pl.when(pl.col(f"{side}_low_fen").is_null()).then(pl.col(f"{side}_reason")).alias(side)
        for side in ("before", "after")
    ]
    groups = _read(_grouped(table.lazy().with_columns(reasons), ["before", "after"], ENDS[:4]).collect())
    groups.sort(key=lambda group: (-group["claims"], str(group["before"]), str(group["after"])))
    return tuple(
        Unanswered(
            reason_before=group["before"],
            reason_after=group["after"],
            claims=group["claims"],
            before=None if group["before"] else _bounds([group], "before"),
            after=None if group["after"] else _bounds([group], "after"),
        )
        for group in groups
    )


def _distribution(table: "pl.DataFrame") -> tuple[Stretch, ...]:
    """The claims whose movement is known exactly and not zero, in intervals of a round width."""
    import polars as pl

    move = pl.col("movement_low_fen")
    moves = table.lazy().filter((move == pl.col("movement_high_fen")) & (move != 0)).select(move).collect()
    if moves.is_empty():
        return ()
    least, most = moves.select(move.min().alias("least"), move.max().alias("most")).row(0)
    width = _round_up((most - least) // STRETCHES + 1)
    parts = moves.group_by((move // width).alias("part")).agg(
        pl.len().alias("claims"), pl.col("movement_low_fen").sum().alias("fen")
    )
    return tuple(
        Stretch(
            least=to_yuan(part * width),
            below=to_yuan((part + 1) * width),
            claims=claims,
            movement=to_yuan(fen),
        )
        for part, claims, fen in parts.sort("part").rows()
    )


def _round_up(fen: int) -> int:
    """The next of 1, 2, 5, 10, 20, 50, ... fen.

    >>> [_round_up(fen) for fen in (1, 3, 20, 21, 501)]
    [1, 5, 20, 50, 1000]
    """
    ten = int("1" + "0" * (len(str(fen)) - 1))
    return next(step for step in (ten, 2 * ten, 5 * ten, 10 * ten) if step >= fen)
