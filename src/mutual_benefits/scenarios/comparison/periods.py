"""Compares two plans period by period; in each period one version of either plan is in force."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ...engine.prepared_plan import offered_by
from ...rulebook.plan import Plan
from ...rulebook.version import PlanVersion
from ...rulebook.version_in_force import Timelines
from ...vocabulary import both
from ..labelled_book import LabelledBook
from .rerun import (
    AppliedVersion,
    BooksBetweenReadings,
    BooksBetweenVersions,
    IntermediateBooks,
    Readings,
    changed_readings,
)
from .version_difference import ChangedItem, IntermediateVersions
from .vocabulary import WHY


class BookAnswers(NamedTuple):
    """A rule book, and the versions of it that answered the claims."""

    book: LabelledBook
    applied: AppliedVersion | None
    """The version and the readings, if one version answered all claims."""
    first_days: Iterable[date]
    """For each claim, the first day of the version that answered it."""


class VersionPeriod(NamedTuple):
    """A period from its first day on, and the versions of the two plans that answer it."""

    first: date
    before: PlanVersion
    after: PlanVersion
    between: IntermediateVersions | None
    """None if the two versions are equal, or answer no row."""

    @property
    def label(self) -> str:
        """The first day, and the product if there is one; unique among the periods."""
        return " ".join(filter(None, (str(self.first), self.before.product)))

    def changes(self) -> Iterator[ChangedItem]:
        """The changes between the versions, each path and name prefixed with the period's label."""
        for change in self.between.changes if self.between else ():
            en, zh = (
                WHY["since"].in_(lang).format(since=self.label, name=change.name.in_(lang))
                for lang in ("en", "zh")
            )
            yield change._replace(path=f"{self.label}: {change.path}", name=both(en, zh))

    def version_with(self, paths: Collection[str]) -> PlanVersion:
        """The first version with the changes of these paths made, answering from the period's first day."""
        prefix = f"{self.label}: "
        own = {path.removeprefix(prefix) for path in paths if path.startswith(prefix)}
        version = self.between.version_with(own) if self.between else self.before
        first = {"covers_from": self.first, "known_from": None, "corrects": None}
        return PlanVersion.trusted(**{**version.__dict__, **first})


class BooksBetweenPlans:
    """The rule books between two plans of several versions; see `IntermediateBooks`."""

    def __init__(self, before: LabelledBook, after: LabelledBook, periods: Sequence[VersionPeriod]) -> None:
        self._before, self._after, self._periods = before, after, periods
        readings = changed_readings(before.prepared.readings, after.prepared.readings)
        self._changed = frozenset(change.path for change in readings)
        self.changes = (*(change for period in periods for change in period.changes()), *readings)

    def plan_with(self, paths: frozenset[str]) -> tuple[Plan, Readings]:
        """See `IntermediateBooks.plan_with`."""
        plan = self._before.plan
        versions = tuple(period.version_with(paths) for period in self._periods)
        made = Plan(code=plan.code, name=plan.name, versions=versions)
        old, new = self._before.prepared.readings, self._after.prepared.readings
        chosen = {**new, **old, **{name: new[name] for name in self._changed & paths}}
        offered = offered_by(made)
        return made, {name: option for name, option in chosen.items() if option in offered.get(name, ())}


def books_between(code: str, before: BookAnswers, after: BookAnswers) -> IntermediateBooks | None:
    """The rule books between two; None if their versions cannot be paired."""
    old, new = before.book, after.book
    if old.plan is new.plan:
        return BooksBetweenReadings(old.plan, old.prepared.readings, new.prepared.readings)
    if before.applied is not None and after.applied is not None:
        return BooksBetweenVersions(code, before.applied, after.applied)
    periods = _periods(old, new, set(zip(before.first_days, after.first_days, strict=True)))
    return BooksBetweenPlans(old, new, periods) if periods else None


def one_version(book: LabelledBook, first_days: Collection[date]) -> AppliedVersion | None:
    """The version with these first days, if it is a single one."""
    sold = [each for each in book.prepared.plan.as_known().versions if each.effective_from in first_days]
    if len(first_days) != 1 or not all(version.benefits == sold[0].benefits for version in sold):
        return None
    return AppliedVersion(sold[-1], book.prepared.readings)


def _periods(
    before: LabelledBook, after: LabelledBook, answering: Collection[tuple[date, date]]
) -> tuple[VersionPeriod, ...]:
    """The periods that both plans answer; none if they sell several products from different days."""
    code = before.plan.code
    old, new = (book.plan.as_known().versions for book in (before, after))
    beginnings = [[(version.answers_from, version.product) for version in side] for side in (old, new)]
    if beginnings[0] == beginnings[1]:
        pairs = [(one.answers_from, one, other) for one, other in zip(old, new, strict=True)]
    elif any(product for side in beginnings for _, product in side):
        return ()
    else:
        days = sorted({day for side in beginnings for day, _ in side})
        first_book, second_book = (Timelines(code, side).of[None] for side in (old, new))
        places = [(day, first_book.place_on(day), second_book.place_on(day)) for day in days]
        pairs = [(day, old[a], new[b]) for day, a, b in places if a is not None and b is not None]
    other_day_decides = before.prepared.by_cover_start != after.prepared.by_cover_start
    periods = []
    for first, one, other in pairs:
        answers = other_day_decides or (one.effective_from, other.effective_from) in answering
        between = IntermediateVersions(one, other) if answers and one != other else None
        periods.append(VersionPeriod(first, one, other, between))
    return tuple(periods)
