"""The simulated cost of a period of cover: a mean with its interval, a distribution, a loss ratio."""

from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, overload

from ..._arguments import checked, wrong
from ..._texts import both
from ...frozen import Frozen
from ...sources import Text
from ...tables.frame_builder import Backend, check_backend, frame_of_rows
from ..phrasing import phrase
from ..printable import Printable
from ..sums import decimal_of, plain
from .assumptions import CoverAssumptions, assumption_lines
from .vocabulary import COVER

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

_phrase = partial(phrase, COVER)

PLACES = 4
"""The decimal places of means and ratios, rounded half up; sums are exact to the fen."""


class Estimate(Frozen):
    """A mean over the simulations with its confidence interval.

    `mean` is the exact mean of whole fen, rounded half up to four places; `low` and `high` are rounded
    outwards; no sum is below 0, and so `low` is not either. `standard_error` is a float in the unit of the
    mean: a statistical measure, never a sum due.
    """

    mean: Decimal
    standard_error: float
    low: Decimal
    high: Decimal


class Part(Frozen):
    """The cost of one cohort or one benefit in yuan per member and period, and its number of claims.

    `of` is the index of the cohort, counted from 0, or the code of the benefit. `cost_high` is None
    if the record gives no maximum. For a cohort `members` are its own, for a benefit all members.
    `claims` counts the simulated claims: those of the cohort, or those that may get the benefit. `fee`
    is the fee of a member of the cohort, None for a benefit or if the record does not state it.
    """

    of: int | str
    members: int
    claims: int
    cost_low: Decimal
    cost_high: Decimal | None
    fee: Decimal | None


class CostOfCover(Printable):
    """The cost of one period of cover under a rule book and the caller's assumptions.

    `cost_low` and `cost_high` are yuan per member and period: equal if every term is stated, else
    the bounds; `cost_high` is None if a claim has no known maximum. `loss_ratio_low` and
    `loss_ratio_high` are the costs divided by the fee, each with its interval; they are None if no fee is
    due or the record does not state it. `simulated_fen` holds the least and the most total of each
    simulated portfolio in whole fen. `undetermined` counts the simulated claims whose sum is open.

    `members` is the number of members of one simulated portfolio; `fees` is their mean fee in yuan.
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

    @checked
    def quantile(self, share: Decimal, *, end: Literal["low", "high"] = "low") -> Decimal | None:
        """The cost in yuan per member that this share of the simulated portfolios does not exceed.

        It is the smallest such simulated cost, rounded half up to four places. `end="high"` takes
        the most that each portfolio can cost, and gives None where that has no known maximum.

        Raises:
            ValueError: `share` is not above 0 and at most 1.
        """
        if not 0 < share <= 1:
            raise wrong(
                "share", share, both("a Decimal above 0 and at most 1", "大于 0 且不大于 1 的 Decimal")
            )
        number = -(-Fraction(share) * self.simulations // 1) - 1
        sums = (low if end == "low" else high for low, high in self.simulated_fen)
        known = sorted(fen for fen in sums if fen is not None)
        return (
            decimal_of(Fraction(known[number], 100 * self.members), PLACES) if number < len(known) else None
        )

    def _lines(self, lang: str) -> list[str]:
        return cost_lines(self, lang)

    @overload
    def frame(self, *, backend: Literal["polars"] = ...) -> "pl.DataFrame": ...
    @overload
    def frame(self, *, backend: Literal["pandas"]) -> "pd.DataFrame": ...
    @overload
    def frame(self, *, backend: Literal["pyarrow"]) -> "pa.Table": ...
    @checked
    def frame(self, *, backend: Backend = "polars") -> Any:
        """A row for each simulated portfolio: `simulation`, `low_fen`, `high_fen`.

        Raises:
            InvalidScenario, MissingExtra: the backend is unknown, or not installed.
        """
        check_backend(backend)
        rows = [[number, *ends] for number, ends in enumerate(self.simulated_fen)]
        return frame_of_rows(rows, {"simulation": int, "low_fen": int, "high_fen": int}, backend)


def cost_lines(cost: CostOfCover, lang: str) -> list[str]:
    """The lines of the text: the result, then its assumptions."""
    sizes = {"simulations": f"{cost.simulations:,}", "members": f"{cost.members:,}", "seed": cost.seed}
    stated = cost.cost_high == cost.cost_low
    lines = [_phrase("heading", lang, **sizes), _phrase("book", lang, book=cost.book.in_(lang))]
    lines.append(_phrase("claims", lang, claims=f"{cost.claims:,}", open=f"{cost.undetermined:,}"))
    ends = [("low" if stated else "least", cost.cost_low)]
    ends += [("most", cost.cost_high)] if cost.cost_high is not None and not stated else []
    lines += [_phrase(name, lang, estimate=_estimate(one, cost.confidence, lang)) for name, one in ends]
    lines += [_phrase("endless", lang)] if cost.cost_high is None else []
    if cost.fees is None or cost.loss_ratio_low is None:
        lines.append(_phrase("no_fee" if cost.fees is None else "free", lang))
    else:
        lines.append(_phrase("fee", lang, fee=cost.fees))
        ratios = [("ratio_low" if stated else "ratio_least", cost.loss_ratio_low)]
        if cost.loss_ratio_high is not None and not stated:
            ratios.append(("ratio_most", cost.loss_ratio_high))
        lines += [_phrase(name, lang, estimate=_estimate(one, cost.confidence, lang)) for name, one in ratios]
    return [*lines, *assumption_lines(cost.assumptions, lang)]


def _estimate(one: Estimate, level: Decimal, lang: str) -> str:
    return _phrase("estimate", lang, mean=one.mean, low=one.low, high=one.high, level=plain(level))
