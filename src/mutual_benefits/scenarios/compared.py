"""What several rule books make of the same claims: their sums side by side, and why they differ."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from ..formatting import check_language
from ..frozen import Frozen
from ..money import to_fen, to_yuan
from ..sources import Text
from ..tables.frame_builder import Backend, check_backend, frame_of_rows
from .revaluation import Bounds
from .shifts import Bar, Effect, Shift, WaterfallStep

ZERO = to_yuan(0)


class Part(Frozen):
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
    parts: tuple[Part, ...]
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


class Comparison(Frozen):
    """One claim, or a table of claims, under several rule books; `print` it, or display it in a notebook.

    `claims` counts the claims that every rule book answers (for a table; 1 or 0 for a claim), and
    `unanswered` the others. `cases` stand in the order of the books; the first is the base, and
    `contrasts` hold each of the others against it. Sums are `Decimal` yuan.
    """

    plan: str
    claims: int
    unanswered: int
    names: tuple[tuple[str, Text], ...]
    cases: tuple[Case, ...]
    contrasts: tuple[Contrast, ...]

    def __str__(self) -> str:
        return self.explain()

    def explain(self, lang: Literal["en", "zh"] = "en") -> str:
        """The sums side by side, and why they differ, as text.

        Raises:
            ValueError: `lang` is neither `en` nor `zh`.
        """
        from .contrasted import comparison_lines

        check_language(lang)
        return "\n".join(comparison_lines(self, lang))

    def _repr_html_(self) -> str:
        from .contrasted import html

        return html(self)

    def waterfall(self, number: int = 1) -> tuple[Bar, ...]:
        """The bars that lead from the base to a case, by its place among the books (1: the second).

        Raises:
            ValueError: there is no such case.
        """
        if not 1 <= number <= len(self.contrasts):
            raise ValueError(f"number is {number}; give 1 to {len(self.contrasts)}, the base being 0")
        return self.contrasts[number - 1].waterfall()

    def frame(self, of: Literal["sums", "effects", "steps"] = "sums", *, backend: Backend = "polars") -> Any:
        """The numbers as a tidy frame, money in whole fen, null where it is open.

        `sums` has a row for each case and benefit, and one for its total (`benefit` null), with the
        difference to the base; `effects` and `steps` a row for each of each case but the base.

        Raises:
            ValueError: there are no such rows.
            InvalidScenario, MissingExtra: there is no such backend, or it is not installed.
        """
        check_backend(backend)
        if of not in _COLUMNS:
            raise ValueError(f"of is {of!r}; give one of {', '.join(_COLUMNS)}")
        rows = {"sums": self._sums, "effects": self._effects, "steps": self._steps}[of]
        return frame_of_rows(list(rows()), _COLUMNS[of], backend)

    def _sums(self) -> Iterator[list[Any]]:
        for place, case in enumerate(self.cases):
            against = self.contrasts[place - 1] if place else None
            shifts: dict[str | None, Shift | None] = dict(against.benefits) if against else {}
            shifts[None] = against.difference if against else None
            lines: list[tuple[str | None, str | None, Bounds | None]] = [
                (part.benefit, part.status, part.sum) for part in case.parts
            ]
            for benefit, status, sums in (*lines, (None, case.status, case.total)):
                book = [place, case.label.en, benefit, status]
                yield [*book, *_ends(sums), *_ends(shifts.get(benefit))]

    def _effects(self) -> Iterator[list[Any]]:
        for place, against in enumerate(self.contrasts, start=1):
            for one in against.effects:
                said = [place, one.path, one.kind, one.name.en, one.before.en, one.after.en]
                yield [*said, *_ends(one.forward), *_ends(one.backward)]

    def _steps(self) -> Iterator[list[Any]]:
        for place, against in enumerate(self.contrasts, start=1):
            for step in against.steps:
                ends = Bounds(low=step.low, high=step.high)
                yield [place, " + ".join(step.paths), step.name.en, *_ends(step.shift), *_ends(ends)]


def _ends(sums: Bounds | Shift | None) -> tuple[int | None, int | None]:
    if sums is None:
        return None, None
    return tuple(None if end is None else to_fen(end) for end in (sums.low, sums.high))  # type: ignore[return-value]


def _typed(words: str, fen: str) -> dict[str, type]:
    kinds: dict[str, type] = {name: int if name == "number" else str for name in words.split()}
    return kinds | {f"{name}_{end}_fen": int for name in fen.split() for end in ("low", "high")}


_COLUMNS = {
    "sums": _typed("number book benefit status", "sum difference"),
    "effects": _typed("number path kind name before after", "forward backward"),
    "steps": _typed("number paths name", "shift running"),
}
