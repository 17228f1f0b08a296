"""Banded share: each band of the year's costs above the insurance ceiling has its own percentage.

    paid(x)  = sum over the bands of min((part of x within the band) x share, ceiling of the band)
    amount   = what the money limits leave of paid(before + now) - paid(before)

Costs add up over the year before they are banded, so it makes no difference how they are split.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ...errors import InvalidPlan
from ...frozen import Frozen
from ...limits import Limit
from ...terms import Figure, Term
from ..benefit import Benefit
from ..calculator import Calculator, Value


class Band(Frozen):
    """One band: from the end of the last to `upto` fen (open if None), with a share and a ceiling."""

    units: ClassVar[Mapping[str, str]] = {"upto": "fen", "share": "basis_points", "ceiling": "fen"}

    upto: Term | None
    share: Term
    ceiling: Term


class BandedShare(Benefit):
    """Marginal bands over the fact over_cap after other cover is deducted, all in fen.

    `counter` adds up the costs of its period. Units are fen of the costs that were banded.

    Raises:
        InvalidPlan: a band ends where the one before it ends, or sooner.
    """

    rule: Literal["banded_share"] = "banded_share"
    bands: tuple[Band, ...] = Field(min_length=1)
    counter: Limit

    @model_validator(mode="after")
    def _rising(self) -> Self:
        ends = [band.upto.value for band in self.bands if isinstance(band.upto, Figure)]
        if any(upper <= lower for lower, upper in pairwise(ends)):
            raise InvalidPlan(f"{self.code}: the ends of the bands, {ends} fen, do not rise")
        return self

    def claimed(self, facts: Any, do: Calculator) -> Value:
        return facts.over_cap > 0

    def formula(self, facts: Any, do: Calculator) -> tuple[Value, Value]:
        over = do.step("over_cap", facts.over_cap, "fen")
        other = do.step("other_cover", facts.other_cover, "fen")
        costs = do.step("costs_after_other_cover", do.most(over - other, 0), "fen")
        before = do.step("costs_before", do.used(self.counter), "fen")
        do.draw((self.counter,), "fen", costs)
        now = self._paid(before + costs, do, explain=True)
        amount = do.step("banded", do.most(now - self._paid(before, do, explain=False), 0), "fen")
        return costs, do.draw(self.limits, "fen", amount)

    def _paid(self, costs: Value, do: Calculator, *, explain: bool) -> Value:
        """What is paid for the costs of a whole year, band by band."""
        paid, lower = 0, 0
        for band in self.bands:
            within = do.most(costs - lower, 0)
            if band.upto is not None:
                upto = do.look_up(band.upto)
                within, lower = do.least(within, upto - lower), upto
            share, ceiling = do.look_up(band.share), do.look_up(band.ceiling)
            sum_ = do.least(do.portion(within, share), ceiling)
            if explain:
                do.step("costs_in_band", within, "fen", band.upto, of=within)
                do.step("share", share, "basis_points", band.share, of=within)
                do.step("band_sum", sum_, "fen", band.ceiling, of=within)
            paid = paid + sum_
        return paid
