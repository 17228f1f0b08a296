"""What a portfolio comes to under two rule books: sums before and after, and who gains and loses."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal

from ..assessment.assessment import Assessment
from ..claims import Claim
from ..formatting import check_language
from ..frozen import Frozen
from ..money import to_fen
from ..sources import Text
from ..tables.frame_builder import Backend, check_backend, frame_of_rows


class Bounds(Frozen):
    """A sum in yuan that lies between `low` and `high`; None where the record gives no bound there.

    >>> Bounds(low=Decimal("1.00"), high=Decimal("1.00")).amount
    Decimal('1.00')
    """

    low: Decimal | None
    high: Decimal | None

    @property
    def amount(self) -> Decimal | None:
        """The sum where it is stated, and None where it is open."""
        return self.low if self.low == self.high else None


class Line(Frozen):
    """One line of a revaluation: some of its claims, their sums under both books, and how they moved.

    `of` is the fee tier, the benefit or the year, and None for all claims or where there is no tier.
    `gain`, `lose`, `stay` and `open` count claims: those that surely get more, surely less, surely as
    much, and those of which the record does not say which. `gained` and `lost`, both above zero, and
    `opened` are what these move by; `movement` is gained - lost + opened.
    """

    of: str | int | None
    claims: int
    before: Bounds
    after: Bounds
    movement: Bounds
    gain: int
    lose: int
    stay: int
    open: int
    gained: Bounds
    lost: Bounds
    opened: Bounds


class Stretch(Frozen):
    """Claims that surely move by at least `least` and less than `below` yuan, and what they move by."""

    least: Decimal
    below: Decimal
    claims: int
    movement: Decimal


class Unanswered(Frozen):
    """Claims that one book or both cannot answer, and why (None: that book does); they are in no line.

    `before` and `after` are what these claims come to under the book that answers them.
    """

    reason_before: str | None
    reason_after: str | None
    claims: int
    before: Bounds | None
    after: Bounds | None


class Moved(Frozen):
    """One claim that moved, with its assessments under both books; `row` counts from 0."""

    row: int
    claim: Claim
    before: Assessment
    after: Assessment
    movement: Bounds

    def explain(self, lang: Literal["en", "zh"] = "en") -> str:
        """The movement and the reasons under both books, as text.

        Raises:
            ValueError: `lang` is neither `en` nor `zh`.
        """
        from .revalued import moved_lines

        check_language(lang)
        return "\n".join(moved_lines(self, lang))


class Revaluation(Frozen):
    """A table of claims under two rule books, exact to the fen; `print` it, or display it in a notebook.

    Sums are `Decimal` yuan. Where a term is unstated they are bounds, and those of a movement take the
    two books' unknown terms for independent, so that they are safe and may be wide; only a benefit of
    `same`, whose rule is the same in both books, moves by nothing for sure. Lines by tier and by year
    add up to `total`. So do the sums of the lines by benefit; but these count a claim once for every
    benefit of which it gets, or may get, anything.

    `distribution` holds the claims that surely move, by how much; `largest` those that surely move most.
    """

    plan: str
    before: Text
    after: Text
    claims: int
    unanswered: tuple[Unanswered, ...]
    total: Line
    by_tier: tuple[Line, ...]
    by_benefit: tuple[Line, ...]
    by_year: tuple[Line, ...]
    same: tuple[str, ...]
    names: tuple[tuple[str, Text], ...]
    distribution: tuple[Stretch, ...]
    largest: tuple[Moved, ...]

    def __str__(self) -> str:
        return self.explain()

    def explain(self, lang: Literal["en", "zh"] = "en") -> str:
        """The revaluation as text.

        Raises:
            ValueError: `lang` is neither `en` nor `zh`.
        """
        from .revalued import revaluation_lines

        check_language(lang)
        return "\n".join(revaluation_lines(self, lang))

    def _repr_html_(self) -> str:
        from .revalued import html

        return html(self)

    def frame(
        self,
        by: Literal["total", "tier", "benefit", "year", "distribution", "largest"],
        *,
        backend: Backend = "polars",
    ) -> Any:
        """Lines as a tidy frame, for charts and further sums: money in whole fen, null where it is open.

        Raises:
            ValueError: there are no such lines.
            InvalidScenario, MissingExtra: there is no such backend, or it is not installed.
        """
        check_backend(backend)
        if by not in _KINDS:
            raise ValueError(f"by is {by!r}; give one of {', '.join(_KINDS)}")
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
