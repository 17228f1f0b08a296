"""Banded share: each band of the year's costs above the insurance ceiling has its own percentage.

    paid(x)  = sum over the bands of min((part of x within the band) x share, ceiling of the band)
    amount   = what the money limits leave of paid(before + now) - paid(before)

Costs add up over the year before they are banded, so it makes no difference how they are split. Where the
record does not say which of several top bands holds, the amount lies between the least and the most of them:

    amount   = what the money limits leave of least + min(most - least, above_least)
"""

from collections.abc import Mapping
from functools import reduce
from itertools import pairwise
from typing import Any, ClassVar, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from ..._texts import both
from ...errors import InvalidPlan
from ...frozen import Frozen
from ...limits import Limit
from ...terms import Choice, Figure, Term
from ..benefit import Benefit
from ..calculator import Calculator, Value


class Band(Frozen):
    """One band: from the end of the last to `upto` fen (open if None), with a share and perhaps a ceiling."""

    units: ClassVar[Mapping[str, str]] = {"upto": "fen", "share": "basis_points", "ceiling": "fen"}

    upto: Term | None = None
    share: Term
    ceiling: Term | None = None


class TopBand(Band):
    """A band above the others; `by_line` says that outpatient and inpatient costs each fill all the bands."""

    by_line: bool = False


class Scale(NamedTuple):
    """All bands, from the lowest to the highest, and the counter of the costs that fill them."""

    bands: tuple[Band, ...]
    counter: Limit


class BandedShare(Benefit):
    """Marginal bands over the fact over_cap after other cover is deducted, all in fen.

    `counter` adds up the costs of its period, `line_counter` those of one setting. `tops` are the bands that
    may follow `bands`; if there are several, `above_least` is what is due above the least that they give.
    Units are fen of the costs that were banded.

    Raises:
        InvalidPlan: a band ends where the one before it ends, or sooner; a band before the last has no end; a
            top band needs a field that is not given.
    """

    ADDED_LATER: ClassVar = ("tops",)
    unit: ClassVar[str] = "fen"
    units: ClassVar[Mapping[str, str]] = {"above_least": "fen"}

    rule: Literal["banded_share"] = "banded_share"
    bands: tuple[Band, ...] = Field(min_length=1)
    tops: tuple[TopBand, ...] | Choice[tuple[TopBand, ...]] = ()
    above_least: Term | None = None
    counter: Limit
    line_counter: Limit | None = None

    @model_validator(mode="after")
    def _rising(self) -> Self:
        listed = self.tops.options if isinstance(self.tops, Choice) else (("", self.tops),)
        for _, tops in listed:
            for bands in [(*self.bands, top) for top in tops] or [self.bands]:
                if any(band.upto is None for band in bands[:-1]):
                    raise InvalidPlan(
                        both(
                            f"{self.code}: a band without an end is not the last; give it upto",
                            f"{self.code}：没有上限的一段不是最后一段；请给出 upto",
                        )
                    )
                ends = [band.upto.value for band in bands if isinstance(band.upto, Figure)]
                if any(upper <= lower for lower, upper in pairwise(ends)):
                    raise InvalidPlan(
                        both(
                            f"{self.code}: the ends of the bands, {ends} fen, do not rise",
                            f"{self.code}：各段上限 {ends}（分）未逐段升高",
                        )
                    )
            if len(tops) > 1 and self.above_least is None:
                raise InvalidPlan(
                    both(
                        f"{self.code}: with several top bands, give above_least",
                        f"{self.code}：最高一段有多种时，请给出 above_least",
                    )
                )
            if self.line_counter is None and any(top.by_line for top in tops):
                raise InvalidPlan(
                    both(
                        f"{self.code}: a top band is by_line; give line_counter",
                        f"{self.code}：最高一段为 by_line；请给出 line_counter",
                    )
                )
        return self

    @property
    def scales(self) -> tuple[Scale, ...]:
        """The bands with each of the top bands that the chosen reading leaves possible."""
        tops: Any = self.tops
        lines: Any = self.line_counter
        above = [Scale((*self.bands, top), lines if top.by_line else self.counter) for top in tops]
        return tuple(above) or (Scale(self.bands, self.counter),)

    def claimed(self, facts: Any, do: Calculator) -> Value:
        return facts.over_cap > 0

    def formula(self, facts: Any, do: Calculator) -> tuple[Value, Value]:
        over = do.step("over_cap", facts.over_cap, "fen")
        other = do.step("other_cover", facts.other_cover, "fen", of=facts.other_cover)
        costs = do.step("costs_after_other_cover", do.most(over - other, 0), "fen", of=other)
        counters = (self.counter,) if self.line_counter is None else (self.counter, self.line_counter)
        used = {counter.code: do.used_earlier(counter) for counter in counters}
        for counter in counters:
            do.count_once(counter, "fen", costs)
        sums = []
        for place, scale in enumerate(self.scales):
            before, first = used[scale.counter.code], place == 0
            if first:
                do.step("costs_before", before, "fen", of=before)
            now = self._paid(scale.bands, before + costs, do, explain=first)
            earlier = self._paid(scale.bands, before, do, explain=False)
            sums.append(do.most(now - earlier, 0))
            if first:
                do.step("banded_before", earlier, "fen", of=earlier)
                do.step("banded", sums[0], "fen")
        return costs, do.draw(self.limits, "fen", self.within_payments(self._due(sums, do), do))

    def _due(self, sums: list[Value], do: Calculator) -> Value:
        """What is due of the sums that the possible scales give; the steps tell them if they differ."""
        if len(sums) == 1 or self.above_least is None:
            return sums[0]
        least, most = reduce(do.least, sums), reduce(do.most, sums)
        above = do.most(most - least, 0)
        for sum_, scale in list(zip(sums, self.scales, strict=True))[1:]:
            label = "banded_by_line" if scale.counter is self.line_counter else "banded_otherwise"
            do.step(label, sum_, "fen", scale.bands[-1].upto, of=above)
        # Bounds of the two sums may rest on the same unstated share, so their difference alone says too much.
        due = do.least(most, least + do.capped(above, self.above_least))
        return do.step("due_between", due, "fen", self.above_least, of=above)

    def _paid(self, bands: tuple[Band, ...], costs: Value, do: Calculator, *, explain: bool) -> Value:
        """What is paid for the costs of a whole year, band by band."""
        paid, lower = 0, 0
        for band in bands:
            within = do.most(costs - lower, 0)
            if band.upto is not None:
                upto = do.look_up(band.upto)
                # An end that is not stated may seem to lie beyond the next one.
                within, lower = do.least(within, do.most(upto - lower, 0)), upto
            share = do.look_up(band.share)
            sum_ = whole = do.portion(within, share)
            if explain:
                do.step("costs_in_band", within, "fen", band.upto, of=within)
                do.step("share", share, "basis_points", band.share, of=within)
            if band.ceiling is not None:
                ceiling = do.look_up(band.ceiling)
                sum_ = do.least(whole, ceiling)
            if explain and band.ceiling is not None:
                do.step("band_ceiling", ceiling, "fen", band.ceiling, of=whole - sum_)
            if explain:
                do.step("band_sum", sum_, "fen", of=within)
            paid = paid + sum_
        return paid
