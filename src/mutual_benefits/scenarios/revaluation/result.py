"""The result of a revaluation: a portfolio's sums under two rule books, and who gains and loses."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, overload

from ..._arguments import checked, wrong
from ..._texts import both
from ...money import to_fen
from ...tables.frame_builder import Backend, check_backend, frame_of_rows
from ..printable import Printable
from ..sums import Bounds
from .figures import RevaluationFigures
from .text import html, revaluation_lines

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Lines = Literal["total", "tier", "benefit", "year", "distribution", "largest"]


class Revaluation(RevaluationFigures, Printable):
    """A table of claims under two rule books, exact to the fen; `print` it, or display it in a notebook.

    Sums are `Decimal` yuan. Where a term is unstated they are bounds. Those of a movement treat the
    two books' unknown terms as independent, so that they are safe but may be wide; only a benefit of
    `same`, whose rule is the same in both books, certainly does not move, nor does a claim of a day
    before the first version in which the books differ. Lines by tier and by year add up to `total`. So do
    the sums of the lines by benefit, but these count a claim once for every benefit that it gets or may get.

    `distribution` groups the claims whose movement is known exactly by that movement; `largest` are those
    that certainly move most, by the least that they move.
    """

    def _lines(self, lang: str) -> list[str]:
        return revaluation_lines(self, lang)

    def _repr_html_(self) -> str:
        return html(self)

    @overload
    def frame(self, by: Lines, *, backend: Literal["polars"] = ...) -> "pl.DataFrame": ...
    @overload
    def frame(self, by: Lines, *, backend: Literal["pandas"]) -> "pd.DataFrame": ...
    @overload
    def frame(self, by: Lines, *, backend: Literal["pyarrow"]) -> "pa.Table": ...
    @checked
    def frame(self, by: Lines, *, backend: Backend = "polars") -> Any:
        """Lines as a tidy frame, with money in whole fen and null for an unknown bound.

        Raises:
            ValueError: `by` is none of these.
            InvalidScenario, MissingExtra: the backend is unknown, or not installed.
        """
        check_backend(backend)
        if by not in _KINDS:
            raise wrong(
                "by", by, both(f"one of {', '.join(_KINDS)}", f"以下之一：{'、'.join(_KINDS)}"), _KINDS
            )
        kinds = dict.fromkeys(_KINDS[by], int) | {"tier": str, "benefit": str, "id": str}
        return frame_of_rows(list(self._rows(by)), {name: kinds[name] for name in _KINDS[by]}, backend)

    def _rows(self, by: str) -> Iterator[list[Any]]:
        if by == "distribution":
            for part in self.distribution:
                yield [to_fen(part.least), to_fen(part.below), part.claims, to_fen(part.movement)]
            return
        if by == "largest":
            for moved in self.largest:
                yield [moved.row, moved.claim.id, *_ends(moved.movement)]
            return
        lines = {
            "total": (self.total,),
            "tier": self.by_tier,
            "year": self.by_year,
            "benefit": self.by_benefit,
        }
        for line in lines[by]:
            counts = [line.claims, line.gain, line.lose, line.stay, line.open]
            sums = [getattr(line, name) for name in _SUMS]
            yield [
                *([] if by == "total" else [line.of]),
                *counts,
                *(end for one in sums for end in _ends(one)),
            ]


_SUMS = ("before", "after", "movement", "gained", "lost", "opened")
_ENDS = tuple(f"{name}_{end}_fen" for name in _SUMS for end in ("low", "high"))
_LINE = ("claims", "gain", "lose", "stay", "open", *_ENDS)
_KINDS: dict[str, tuple[str, ...]] = {
    "total": _LINE,
    "tier": ("tier", *_LINE),
    "benefit": ("benefit", *_LINE),
    "year": ("year", *_LINE),
    "distribution": ("least_fen", "below_fen", "claims", "movement_fen"),
    "largest": ("row", "id", "movement_low_fen", "movement_high_fen"),
}


def _ends(bounds: Bounds) -> tuple[int | None, int | None]:
    low, high = (None if end is None else to_fen(end) for end in (bounds.low, bounds.high))
    return low, high
