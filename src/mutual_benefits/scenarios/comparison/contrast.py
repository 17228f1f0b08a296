"""A case (claims under one rule book), and a contrast (two cases and the causes of their difference)."""

from typing import Literal

from ...frozen import Day, Frozen
from ...money import to_yuan
from ...sources import Text
from ..sums import Bar, Bounds, Effect, Shift, WaterfallStep

ZERO = to_yuan(0)


class CaseBenefit(Frozen):
    """The sum of one benefit in one case; `status` is None for a table of claims."""

    benefit: str
    status: str | None
    sum: Bounds


class Case(Frozen):
    """The claims under one rule book, and their sums.

    `version` is the first day of the version that answered, None if several did. For a table `status`
    is None, and the sums are those of the `claims` that every rule book answers. A claim that the rule
    book cannot answer has the status `invalid`, the `reason` in words and no sums. `why` gives the reason,
    also that of a refusal, in words of both languages.
    """

    label: Text
    version: Day | None
    status: str | None
    reason: str | None
    parts: tuple[CaseBenefit, ...]
    total: Bounds | None
    why: Text | None = None


class Contrast(Frozen):
    """Two cases: the difference of their sums, and its causes.

    `effects` lists everything that differs, in the order of the rule book, each with its own effect;
    `interaction` is the difference less the sum of the forward effects: the part that only several
    changes together cause (None where an effect is unknown).

    `steps` lead from the first case to the second and add up exactly. Their order is facts, usage, the
    rule book's own order of benefits, limits and conditions, then readings; it is the same for every
    claim. Another order would attribute an interaction to other steps, which is why the effects are
    given too. Steps that do not change the sum are left out. `difference` is None, and there are no
    effects or steps, where one of the cases has no sum.
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
        """The bars of a waterfall chart: the first sum, each step, the second sum.

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
