"""Two cases of a comparison: by how much they differ, and why."""

from datetime import date
from typing import Literal

from ...frozen import Frozen
from ...money import to_yuan
from ...sources import Text
from ..sums import Bar, Bounds, Effect, Shift, WaterfallStep

ZERO = to_yuan(0)


class CaseBenefit(Frozen):
    """What one benefit comes to in one case; `status` is None for a table of claims."""

    benefit: str
    status: str | None
    sum: Bounds


class Case(Frozen):
    """The claims under one rule book, and what they come to.

    `version` is the first day of the version that answered, None where several did. For a table `status`
    is None, and the sums are those of the `claims` that every rule book answers. A claim that the rule
    book cannot answer has the status `invalid`, the `reason` in words, and no sums.
    """

    label: Text
    version: date | None
    status: str | None
    reason: str | None
    parts: tuple[CaseBenefit, ...]
    total: Bounds | None


class Contrast(Frozen):
    """Two cases: by how much they differ, and why.

    `effects` are all things that differ, in the order of the rule book, each with what it does by
    itself; `interaction` is the difference less the sum of their forward effects, and so what only
    comes of several changes together (None where an effect is not known).

    `steps` lead from the first case to the second, and add up exactly. They are made in the order of
    facts, usage, then the rule book's own order of benefits, limits and conditions, then readings, so
    that the order is known beforehand and is the same for every claim; another order would share an
    interaction out otherwise, which is why the effects are there too. Steps that move nothing are
    left out. `difference` is None, and nothing is explained, where one of the cases has no sum.
    """

    before: Text
    after: Text
    difference: Shift | None
    benefits: tuple[tuple[str, Shift], ...]
    effects: tuple[Effect, ...]
    steps: tuple[WaterfallStep, ...]
    interaction: Shift | None
    start: Bounds | None
    end: Bounds | None

    def waterfall(self) -> tuple[Bar, ...]:
        """The bars from the first sum to the second: the sum, each step, the other sum.

        Empty where one of the cases has no sum.
        """
        if self.difference is None or self.start is None or self.end is None:
            return ()
        low, high = self.start.low, self.start.high
        assert low is not None  # noqa: S101  # only the upper end may be unknown
        bars = [_sum("from", self.before, self.start)]
        for step in self.steps:
            bars.append(
                Bar(
                    kind="step",
                    name=step.name,
                    paths=step.paths,
                    start=low,
                    end=step.low,
                    start_high=high,
                    end_high=step.high,
                )
            )
            low, high = step.low, step.high
        return (*bars, _sum("to", self.after, self.end))


def _sum(kind: Literal["from", "to"], name: Text, sums: Bounds) -> Bar:
    assert sums.low is not None  # noqa: S101  # only the upper end may be unknown
    return Bar(kind=kind, name=name, paths=(), start=ZERO, end=sums.low, start_high=ZERO, end_high=sums.high)
