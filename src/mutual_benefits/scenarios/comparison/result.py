"""The result of a comparison: the sums under several rule books, and why they differ."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, overload

from ..._arguments import checked, wrong
from ..._texts import both
from ...claims import Claim
from ...money import to_fen
from ...sources import Text
from ...tables.frame_builder import Backend, check_backend, frame_of_rows
from ..printable import Printable
from ..sums import Bar, Bounds, Shift
from .contrast import Case, Contrast
from .text import case_lines, contrast_lines, heading_lines

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Parts = Literal["sums", "effects", "steps"]


class Comparison(Printable):
    """One claim, or a table of claims, under several rule books; `print` it, or display it in a notebook.

    `claims` counts the claims that every rule book answers (for a table; 1 or 0 for a claim), and
    `unanswered` the others. `cases` are in the order of the books; the first is the base, and
    `contrasts` compares each of the others with it. `claim` is None for a table; `facts` are
    the names of the facts that the books declare, and of their words. Sums are `Decimal` yuan.
    """

    plan: str
    claims: int
    unanswered: int
    names: tuple[tuple[str, Text], ...]
    cases: tuple[Case, ...]
    contrasts: tuple[Contrast, ...]
    claim: Claim | None = None
    facts: tuple[tuple[str, Text], ...] = ()

    def _lines(self, lang: str) -> list[str]:
        lines = heading_lines(self.plan, self.claims, self.unanswered, self.cases, lang)
        lines += case_lines(self.cases, dict(self.names), lang)
        for contrast in self.contrasts:
            lines += ["", *contrast_lines(contrast, lang)]
        return lines

    @checked
    def waterfall(self, number: int = 1) -> tuple[Bar, ...]:
        """The bars that lead from the base to the case of book `number` (1: the second book).

        Raises:
            ValueError: `number` is not that of a case after the base.
        """
        if not 1 <= number <= len(self.contrasts):
            raise wrong(
                "number",
                number,
                both(
                    f"1 to {len(self.contrasts)}, the base being 0",
                    f" 1 至 {len(self.contrasts)} 的数（0 为基准）",
                ),
            )
        return self.contrasts[number - 1].waterfall()

    @overload
    def frame(self, of: Parts = ..., *, backend: Literal["polars"] = ...) -> "pl.DataFrame": ...
    @overload
    def frame(self, of: Parts = ..., *, backend: Literal["pandas"]) -> "pd.DataFrame": ...
    @overload
    def frame(self, of: Parts = ..., *, backend: Literal["pyarrow"]) -> "pa.Table": ...
    @checked
    def frame(self, of: Parts = "sums", *, backend: Backend = "polars") -> Any:
        """The numbers as a tidy frame, with money in whole fen and null for an unknown bound.

        `sums` has a row for each case and benefit, and one for each case's total (`benefit` null), with the
        difference from the base; `effects` and `steps` have a row for each effect or step of each case
        after the base.

        Raises:
            ValueError: `of` is none of these.
            InvalidScenario, MissingExtra: the backend is unknown, or not installed.
        """
        check_backend(backend)
        if of not in _COLUMNS:
            raise wrong(
                "of", of, both(f"one of {', '.join(_COLUMNS)}", f"以下之一：{'、'.join(_COLUMNS)}"), _COLUMNS
            )
        rows = {"sums": self._sums, "effects": self._effects, "steps": self._steps}[of]
        return frame_of_rows(list(rows()), _COLUMNS[of], backend)

    def _sums(self) -> Iterator[list[Any]]:
        for place, case in enumerate(self.cases):
            contrast = self.contrasts[place - 1] if place else None
            shifts: dict[str | None, Shift | None] = dict(contrast.benefits) if contrast else {}
            shifts[None] = contrast.difference if contrast else None
            lines: list[tuple[str | None, str | None, Bounds | None]] = [
                (part.benefit, part.status, part.sum) for part in case.parts
            ]
            for benefit, status, sums in (*lines, (None, case.status, case.total)):
                book = [place, case.label.en, benefit, status]
                yield [*book, *_ends(sums), *_ends(shifts.get(benefit))]

    def _effects(self) -> Iterator[list[Any]]:
        for place, contrast in enumerate(self.contrasts, start=1):
            for effect in contrast.effects:
                names = [effect.path, effect.kind, effect.name.en, effect.before.en, effect.after.en]
                yield [place, *names, *_ends(effect.forward), *_ends(effect.backward)]

    def _steps(self) -> Iterator[list[Any]]:
        for place, contrast in enumerate(self.contrasts, start=1):
            for step in contrast.steps:
                ends = Bounds(low=step.low, high=step.high)
                yield [place, " + ".join(step.paths), step.name.en, *_ends(step.shift), *_ends(ends)]


def _ends(sums: Bounds | Shift | None) -> tuple[int | None, int | None]:
    if sums is None:
        return None, None
    return tuple(None if end is None else to_fen(end) for end in (sums.low, sums.high))  # type: ignore[return-value]


def _column_types(names: str, fen: str) -> dict[str, type]:
    kinds: dict[str, type] = {name: int if name == "number" else str for name in names.split()}
    return kinds | {f"{name}_{end}_fen": int for name in fen.split() for end in ("low", "high")}


_COLUMNS = {
    "sums": _column_types("number book benefit status", "sum difference"),
    "effects": _column_types("number path kind name before after", "forward backward"),
    "steps": _column_types("number paths name", "shift running"),
}
