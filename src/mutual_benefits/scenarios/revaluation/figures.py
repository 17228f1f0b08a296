"""The figures of a revaluation: its lines, the unanswered claims, and the claims that move most."""

from decimal import Decimal

from ...assessment.assessment import Assessment
from ...claims import Claim
from ...frozen import Frozen
from ...sources import Text
from ..phrasing import movement_text, phrase
from ..printable import Printable
from ..sums import Bounds
from .vocabulary import MOVES


class Line(Frozen):
    """One line of a revaluation: a group of claims, their sums under both books, and their movement.

    `of` is the fee tier, the benefit or the year, and None for all claims or claims without a tier.
    `gain`, `lose`, `stay` and `open` count claims: those that certainly get more, certainly less, certainly
    the same, and those for which unstated terms leave it open. `gained` and `lost`, both positive, and
    `opened` are the movements of these claims; `movement` is gained - lost + opened.
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
    """Claims that move by an exact sum of at least `least` and less than `below` yuan, and their total."""

    least: Decimal
    below: Decimal
    claims: int
    movement: Decimal


class Unanswered(Frozen):
    """Claims that at least one book cannot answer; no line counts them.

    The reasons are None for a book that answers. `before` and `after` are the sums of these claims under
    the book that answers them.
    """

    reason_before: str | None
    reason_after: str | None
    claims: int
    before: Bounds | None
    after: Bounds | None


class Moved(Printable):
    """One claim whose sum changes, with its assessments under both books; `row` counts from 0."""

    row: int
    claim: Claim
    before: Assessment
    after: Assessment
    movement: Bounds

    def _lines(self, lang: str) -> list[str]:
        return [
            phrase(MOVES, "moved", lang, id=self.claim.id, movement=movement_text(self.movement, lang)),
            "",
            phrase(MOVES, "reasons_before", lang),
            *self.before.explain(lang).splitlines(),  # type: ignore[arg-type]  # `explain` has checked it
            "",
            phrase(MOVES, "reasons_after", lang),
            *self.after.explain(lang).splitlines(),  # type: ignore[arg-type]  # as above
        ]


class RevaluationFigures(Frozen):
    """The fields of a revaluation; `Revaluation` adds its text and frames."""

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
