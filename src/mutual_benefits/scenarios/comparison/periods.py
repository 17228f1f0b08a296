"""What differs between two plans of several versions, in each stretch of days that one version answers."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ...engine.prepared_plan import VERSION_DATE
from ...rulebook.plan import Plan
from ...rulebook.version import PlanVersion
from ...rulebook.version_in_force import Timelines
from ...terms import choices
from ...vocabulary import both
from ..labelled_book import LabelledBook
from .difference import Blend, Piece
from .rerun import Between, Differing, Readings, Rules, UnderReadings, readings_apart
from .vocabulary import WHY


class Answered(NamedTuple):
    """A rule book, and which of its versions answered the claims."""

    side: LabelledBook
    rules: Rules | None
    """The version and the readings, where one version answered them all."""
    days: Iterable[date]
    """The first day of the version that answered each claim."""


class VersionPeriod(NamedTuple):
    """A stretch of days from its first on, and what lies between the two versions that answer it."""

    first: date
    before: PlanVersion
    after: PlanVersion
    blend: Blend | None
    """None where the two are equal, or answer no row."""

    @property
    def called(self) -> str:
        """Its first day, and the product if it is named: no two are called alike."""
        return " ".join(filter(None, (str(self.first), self.before.product)))

    def pieces(self) -> Iterator[Piece]:
        """What differs, each path with what the stretch is called before it."""
        for piece in self.blend.pieces if self.blend else ():
            told = {"name": piece.name, "since": both(self.called, self.called)}
            en, zh = (
                WHY["since"].in_(lang).format(**{key: text.in_(lang) for key, text in told.items()})
                for lang in ("en", "zh")
            )
            yield piece._replace(path=f"{self.called}: {piece.path}", name=both(en, zh))

    def version(self, taken: Collection[str]) -> PlanVersion:
        """The version with the changes of these paths made, answering from the first day of the stretch."""
        begin = f"{self.called}: "
        own = {path.removeprefix(begin) for path in taken if path.startswith(begin)}
        mixed = self.blend.mixed(own) if self.blend else self.before
        alone = {"covers_from": self.first, "known_from": None, "corrects": None}
        return PlanVersion.trusted(**{**mixed.__dict__, **alone})


class BetweenPlans:
    """Two plans with their readings, and the plans that have some of the one exchanged for the other."""

    def __init__(self, before: LabelledBook, after: LabelledBook, spans: Sequence[VersionPeriod]) -> None:
        self._before, self._after, self._spans = before, after, spans
        said = readings_apart(before.prepared.readings, after.prepared.readings)
        self._apart = frozenset(piece.path for piece in said)
        self.pieces = (*(piece for span in spans for piece in span.pieces()), *said)

    def plan(self, taken: frozenset[str]) -> tuple[Plan, Readings]:
        """The plan and the readings with these changes made; raises as `Differing` says."""
        plan = self._before.plan
        versions = tuple(span.version(taken) for span in self._spans)
        made = Plan(code=plan.code, name=plan.name, versions=versions)
        old, new = self._before.prepared.readings, self._after.prepared.readings
        told = {**new, **old, **{name: new[name] for name in self._apart & taken}}
        offered = VERSION_DATE | choices(made)
        return made, {name: said for name, said in told.items() if said in offered.get(name, ())}


def between_of(code: str, before: Answered, after: Answered) -> Differing | None:
    """What differs between two rule books; None where their versions cannot be put side by side."""
    if before.side.plan is after.side.plan:
        return UnderReadings(before.side.plan, before.side.prepared.readings, after.side.prepared.readings)
    if before.rules is not None and after.rules is not None:
        return Between(code, before.rules, after.rules)
    spans = _spans(before.side, after.side, set(zip(before.days, after.days, strict=True)))
    return BetweenPlans(before.side, after.side, spans) if spans else None


def one_version(side: LabelledBook, days: Collection[date]) -> Rules | None:
    """The version of these first days, where it is one alone."""
    sold = [version for version in side.prepared.plan.as_known().versions if version.effective_from in days]
    if len(days) != 1 or not all(version.benefits == sold[0].benefits for version in sold):
        return None
    return Rules(sold[-1], side.prepared.readings)


def _spans(
    before: LabelledBook, after: LabelledBook, answering: Collection[tuple[date, date]]
) -> tuple[VersionPeriod, ...]:
    """The stretches in which both plans answer; none where they sell several products on other days."""
    code = before.plan.code
    old, new = (side.plan.as_known().versions for side in (before, after))
    beginnings = [[(version.answers_from, version.product) for version in side] for side in (old, new)]
    if beginnings[0] == beginnings[1]:
        pairs = [(one.answers_from, one, other) for one, other in zip(old, new, strict=True)]
    elif any(product for side in beginnings for _, product in side):
        return ()
    else:
        days = sorted({day for side in beginnings for day, _ in side})
        first_book, second_book = (Timelines(code, side).of[None] for side in (old, new))
        met = [(day, first_book.place_on(day), second_book.place_on(day)) for day in days]
        pairs = [(day, old[a], new[b]) for day, a, b in met if a is not None and b is not None]
    moved = before.prepared.by_cover_start != after.prepared.by_cover_start
    found = []
    for first, one, other in pairs:
        asked = moved or (one.effective_from, other.effective_from) in answering
        found.append(VersionPeriod(first, one, other, Blend(one, other) if asked and one != other else None))
    return tuple(found)
