"""A value of one fact at which the result of a claim changes."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ..formatting import check_language
from ..frozen import Frozen
from ..sources import Text
from .revaluation import Bounds
from .shifts import Shift


class Becoming(Frozen):
    """What becomes of one benefit: its status and the reason of a refusal, here and there."""

    benefit: str
    name: Text
    before: str
    after: str
    reason_before: str | None
    reason_after: str | None


class Threshold(Frozen):
    """A value of one fact at which the result of a claim changes, all other facts staying as they are.

    `kind` is `next` for the nearest value, above or below, at which the result changes (a sum, a status,
    the reason of a refusal); `cap` for the least value from which more makes no difference to the sum.
    `value` is what the claim says, `at` the threshold: a day, a number, or money in yuan. `sum` is the
    total there, and None where the rule book cannot answer, of which `why` says why.
    """

    path: str
    name: Text
    kind: Literal["next", "cap"]
    value: date | Decimal | int
    at: date | Decimal | int
    sum: Bounds | None
    shift: Shift | None
    changes: tuple[Becoming, ...] = ()
    why: str | None = None

    @property
    def away(self) -> Decimal | int:
        """By how much the value must rise (above 0) or fall: days, numbers, yuan."""
        if isinstance(self.at, date) and isinstance(self.value, date):
            return (self.at - self.value).days
        difference: Any = self.at - self.value  # type: ignore[operator]  # two numbers of one kind
        return difference  # type: ignore[no-any-return]

    def __str__(self) -> str:
        return self.explain()

    def explain(self, lang: Literal["en", "zh"] = "en") -> str:
        """The threshold in one sentence.

        Raises:
            ValueError: `lang` is neither `en` nor `zh`.
        """
        from .contrasted import threshold_line

        check_language(lang)
        return threshold_line(self, lang)
