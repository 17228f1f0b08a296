"""The figures of a revaluation: its lines, the claims that no line counts, and those that moved most."""

from decimal import Decimal

from ...assessment.assessment import Assessment
from ...claims import Claim
from ...frozen import Frozen
from ...sources import Text
from ..phrasing import in_, moved_by
from ..printable import Printable
from ..sums import Bounds
from .vocabulary import MOVES


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


class Moved(Printable):
    """One claim that moved, with its assessments under both books; `row` counts from 0."""

    row: int
    claim: Claim
    before: Assessment
    after: Assessment
    movement: Bounds

    def _lines(self, lang: str) -> list[str]:
        """The movement, and the reasons under both books."""
        return [
            in_(MOVES, "moved", lang, id=self.claim.id, movement=moved_by(self.movement, lang)),
            "",
            in_(MOVES, "reasons_before", lang),
            *self.before.explain(lang).splitlines(),  # type: ignore[arg-type]  # `explain` has checked it
            "",
            in_(MOVES, "reasons_after", lang),
            *self.after.explain(lang).splitlines(),  # type: ignore[arg-type]  # as above
        ]


class RevaluationFigures(Frozen):
    """All that a revaluation holds; `Revaluation` prints it and makes frames of it."""

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
