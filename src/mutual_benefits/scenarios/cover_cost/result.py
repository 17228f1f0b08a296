"""What a period of cover costs, by simulation: a mean with its interval, a distribution, a loss ratio."""

from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, Literal

from ...frozen import Frozen
from ...sources import Text
from ...tables.frame_builder import Backend, check_backend, frame_of_rows
from ..phrasing import in_
from ..printable import Printable
from ..sums import decimal_of, plain
from .assumptions import CoverAssumptions, assumption_lines
from .vocabulary import COVER

_say = partial(in_, COVER)

PLACES = 4
"""Means and ratios are given to so many places, rounded half up; sums are exact to the fen."""


class Estimate(Frozen):
    """A mean over the simulations, with the interval of the stated confidence about it.

    `mean` is the exact mean of whole fen, rounded half up to four places; `low` and `high` are rounded
    outwards. `standard_error` is a float: a measure of chance, in yuan as the mean is, and never a sum.
    """

    mean: Decimal
    standard_error: float
    low: Decimal
    high: Decimal


class Part(Frozen):
    """What one cohort or one benefit costs: yuan a member in a period, and the claims it takes.

    `of` is the number of the cohort, counted from 1, or the code of the benefit. `cost_high` is None
    where the record gives no maximum. For a cohort the members are its own, for a benefit all members.
    `claims` counts the simulated claims: those of the cohort, or those that may get the benefit. `fee`
    is what a member of the cohort owes, None for a benefit or where the record does not state it.
    """

    of: int | str
    members: int
    claims: int
    cost_low: Decimal
    cost_high: Decimal | None
    fee: Decimal | None


class CostOfCover(Printable):
    """What one period of cover costs under a rule book, as far as the caller's assumptions go.

    `cost_low` and `cost_high` are yuan a member a period: one estimate where every term is stated, else
    the bounds, and `cost_high` is None where a claim has no known maximum. `loss_ratio_low` and
    `loss_ratio_high` are these over the fee, each with its interval; they are None where no fee is due
    or the record does not state it. `simulated_fen` holds what each simulated portfolio came to, least
    and most, in whole fen. `undetermined` counts the simulated claims whose sum is open.

    `members` are those of one simulated portfolio; `fees` is the mean fee in yuan that one of them owes.
    """

    assumptions: CoverAssumptions
    book: Text
    seed: int
    members: int
    simulations: int
    confidence: Decimal
    claims: int
    undetermined: int
    cost_low: Estimate
    cost_high: Estimate | None
    fees: Decimal | None
    loss_ratio_low: Estimate | None
    loss_ratio_high: Estimate | None
    by_cohort: tuple[Part, ...]
    by_benefit: tuple[Part, ...]
    names: tuple[tuple[str, Text], ...]
    simulated_fen: tuple[tuple[int, int | None], ...]

    def quantile(self, share: Decimal, *, end: Literal["low", "high"] = "low") -> Decimal | None:
        """The cost in yuan a member that so large a share of the simulated portfolios does not exceed.

        It is one of the simulated costs, the smallest that will do, rounded half up to four places. With
        `end="high"` that of the most each portfolio can cost: None where that has no known maximum.

        Raises:
            ValueError: `share` is not above 0 and at most 1.
        """
        if not 0 < share <= 1:
            raise ValueError(f"share is {share}; give a Decimal above 0 and at most 1")
        number = -(-Fraction(share) * self.simulations // 1) - 1
        at = (place[0] if end == "low" else place[1] for place in self.simulated_fen)
        known = sorted(fen for fen in at if fen is not None)
        return (
            decimal_of(Fraction(known[number], 100 * self.members), PLACES) if number < len(known) else None
        )

    def _lines(self, lang: str) -> list[str]:
        return cost_lines(self, lang)

    def frame(self, *, backend: Backend = "polars") -> Any:
        """Every simulated portfolio as a row, for charts: `simulation`, `low_fen`, `high_fen`.

        Raises:
            InvalidScenario, MissingExtra: there is no such backend, or it is not installed.
        """
        check_backend(backend)
        rows = [[number, *ends] for number, ends in enumerate(self.simulated_fen)]
        return frame_of_rows(rows, {"simulation": int, "low_fen": int, "high_fen": int}, backend)


def cost_lines(cost: CostOfCover, lang: str) -> list[str]:
    """The result with all that it assumes, line by line."""
    sizes = {"simulations": f"{cost.simulations:,}", "members": f"{cost.members:,}", "seed": cost.seed}
    stated = cost.cost_high == cost.cost_low
    lines = [_say("heading", lang, **sizes), _say("book", lang, book=cost.book.in_(lang))]
    lines.append(_say("claims", lang, claims=f"{cost.claims:,}", open=f"{cost.undetermined:,}"))
    ends = [("low" if stated else "least", cost.cost_low)]
    ends += [("most", cost.cost_high)] if cost.cost_high is not None and not stated else []
    lines += [_say(name, lang, said=_estimate(one, cost.confidence, lang)) for name, one in ends]
    lines += [_say("endless", lang)] if cost.cost_high is None else []
    if cost.fees is None or cost.loss_ratio_low is None:
        lines.append(_say("no_fee" if cost.fees is None else "free", lang))
    else:
        lines.append(_say("fee", lang, fee=cost.fees))
        ratios = [("ratio_low" if stated else "ratio_least", cost.loss_ratio_low)]
        if cost.loss_ratio_high is not None and not stated:
            ratios.append(("ratio_most", cost.loss_ratio_high))
        lines += [_say(name, lang, said=_estimate(one, cost.confidence, lang)) for name, one in ratios]
    return [*lines, *assumption_lines(cost.assumptions, lang)]


def _estimate(one: Estimate, level: Decimal, lang: str) -> str:
    return _say("estimate", lang, mean=one.mean, low=one.low, high=one.high, level=plain(level))
