"""Sums over the rows of a revaluation, in Python's own integers once grouped, and the lines made of them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ...money import to_yuan
from ..sums import Bounds
from .figures import Line, Stretch, Unanswered
from .movement import ENDS, GAIN, LOSE, OPEN, STAY, UNANSWERED, direction, ends_of

if TYPE_CHECKING:
    import polars as pl

STRETCHES = 40
"""A distribution has about so many stretches at most on its way from the least movement to the greatest."""

Cell = dict[str, Any]
"""Some claims: what they have in common, how many they are (`claims`), and the sum of each end in whole
fen, None where a claim among them has no known end there."""


def summed(table: "pl.DataFrame", benefits: Sequence[str], same: frozenset[str]) -> dict[str, Any]:
    """The lines, the distribution and the claims without an answer, as fields of a `Revaluation`."""
    import polars as pl

    without = table.filter(pl.col("__way") == UNANSWERED)
    answered = table.filter(pl.col("__way") != UNANSWERED) if len(without) else table
    asked = [*_of_all(answered), *(_of_benefit(answered, code, same) for code in benefits)]
    stated, open_, *each = map(_read, pl.collect_all(asked))  # side by side on all cores
    cells = [*map(_both_ends, stated), *open_]
    return {
        "unanswered": _unanswered(without),
        "total": _line(None, cells),
        "by_tier": _lines(cells, "__tier"),
        "by_year": _lines(cells, "__year"),
        "by_benefit": tuple(_line(code, own) for code, own in zip(benefits, each, strict=True) if own),
        "distribution": _distribution(answered),
    }


def _grouped(rows: "pl.LazyFrame", by: list[str], ends: Sequence[str] = ENDS) -> "pl.LazyFrame":
    """The claims by what they have in common: their number, and the sum and the gaps of each end."""
    import polars as pl

    sums = [pl.col(name).sum() for name in ends]
    gaps = [pl.col(name).null_count().alias(f"{name}_gaps") for name in ends]
    return rows.group_by(by).agg(pl.len().alias("claims"), *sums, *gaps)


def _read(grouped: "pl.DataFrame") -> list[Cell]:
    """The groups as cells: an end is not known where one of its claims has a gap there."""
    cells = grouped.rows(named=True)
    for cell in cells:
        cell.update({name: None for name in ENDS if cell.get(f"{name}_gaps")})
    return cells


_STATED = ("before_low_fen", "after_low_fen")


def _of_all(table: "pl.DataFrame") -> tuple["pl.LazyFrame", "pl.LazyFrame"]:
    """The claims by tier, year and direction: those whose sums are stated have one sum a book to add up."""
    import polars as pl

    by = ["__tier", "__year", "__way"]
    same = [pl.col(f"{side}_low_fen") == pl.col(f"{side}_high_fen") for side in ("before", "after")]
    stated = table.select(same[0] & same[1]).to_series().fill_null(value=False)
    whole = table.select(*by, *_STATED).filter(stated)
    return _grouped(whole.lazy(), by, _STATED), _grouped(table.filter(~stated).lazy(), by)


def _both_ends(cell: Cell) -> Cell:
    """A cell of claims whose sums are stated, with all its ends."""
    before, after = (cell[name] for name in _STATED)
    ends = (before, before, after, after, after - before, after - before)
    return cell | dict(zip(ENDS, ends, strict=True))


def _of_benefit(table: "pl.DataFrame", code: str, same: frozenset[str]) -> "pl.LazyFrame":
    """By direction, the claims that get, or may get, anything of one benefit."""
    import polars as pl

    least, most, later_least, later_most = ends_of(table.columns, code)
    nothing = pl.lit(0, dtype=pl.Int64)
    moves = (nothing, nothing) if code in same else (later_least - most, later_most - least)
    ends = dict(zip(ENDS, (least, most, later_least, later_most, *moves), strict=True))
    asked = pl.any_horizontal((pl.col(name) != 0).fill_null(value=True) for name in ENDS[:4])
    rows = table.lazy().select(pl.col("__year"), **ends).filter(asked)
    way = direction(pl.col("movement_low_fen"), pl.col("movement_high_fen")).alias("__way")
    return _grouped(rows.with_columns(way), ["__way"])


def _lines(cells: list[Cell], by: str) -> tuple[Line, ...]:
    """A line for each value of one column; none where no claim has any."""
    found = sorted({cell[by] for cell in cells} - {None}, key=lambda value: (len(str(value)), value))
    if not found:
        return ()
    rest = [None] if any(cell[by] is None for cell in cells) else []
    return tuple(_line(value, [cell for cell in cells if cell[by] == value]) for value in (*found, *rest))


def _line(of: str | int | None, cells: Iterable[Cell]) -> Line:
    """One line out of its cells."""
    cells = list(cells)
    ways = {way: [cell for cell in cells if cell["__way"] == way] for way in (GAIN, LOSE, STAY, OPEN)}
    counts = {way: sum(cell["claims"] for cell in found) for way, found in ways.items()}
    fallen = _bounds(ways[LOSE], "movement")
    return Line(
        of=of,
        claims=sum(counts.values()),
        before=_bounds(cells, "before"),
        after=_bounds(cells, "after"),
        movement=_bounds(cells, "movement"),
        gain=counts[GAIN],
        lose=counts[LOSE],
        stay=counts[STAY],
        open=counts[OPEN],
        gained=_bounds(ways[GAIN], "movement"),
        lost=Bounds(
            low=None if fallen.high is None else -fallen.high,
            high=None if fallen.low is None else -fallen.low,
        ),
        opened=_bounds(ways[OPEN], "movement"),
    )


def _bounds(cells: Iterable[Cell], name: str) -> Bounds:
    """The sums of the least and of the most over some cells."""
    cells = list(cells)
    sums = ([cell[f"{name}_{end}_fen"] for cell in cells] for end in ("low", "high"))
    low, high = (None if None in found else to_yuan(sum(found)) for found in sums)
    return Bounds(low=low, high=high)


def _unanswered(table: "pl.DataFrame") -> tuple[Unanswered, ...]:
    """The claims that a book cannot answer, by the reasons; the most numerous first."""
    import polars as pl

    reasons = [
        pl.when(pl.col(f"{side}_low_fen").is_null()).then(pl.col(f"{side}_reason")).alias(side)
        for side in ("before", "after")
    ]
    cells = _read(_grouped(table.lazy().with_columns(reasons), ["before", "after"], ENDS[:4]).collect())
    cells.sort(key=lambda cell: (-cell["claims"], str(cell["before"]), str(cell["after"])))
    return tuple(
        Unanswered(
            reason_before=cell["before"],
            reason_after=cell["after"],
            claims=cell["claims"],
            before=None if cell["before"] else _bounds([cell], "before"),
            after=None if cell["after"] else _bounds([cell], "after"),
        )
        for cell in cells
    )


def _distribution(table: "pl.DataFrame") -> tuple[Stretch, ...]:
    """The claims whose movement is stated and not zero, by stretches of a round width."""
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
