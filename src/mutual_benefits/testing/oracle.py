"""What a rule book's data says of one claim, worked out in plain steps and without the library's engine.

A term comes to a `TermBounds`: its least and its most, with the source. Whether a benefit is asked for is a
plain yes or no; whether a condition holds may also be open (None), where the record or the claim is silent.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from ..claims import Claim
from ..diseases import plain
from ..limits import Limit
from ..rules import (
    AgeLimit,
    BandedShare,
    Benefit,
    ClaimWindow,
    Condition,
    ExcludedCauses,
    ExpenseShare,
    GradedSum,
    InSetting,
    LumpSum,
    Notice,
    NotInSitu,
    OfSex,
    OnList,
    OnRoute,
    PerArea,
    PerDiem,
    PriorPayment,
    ShareOfLoss,
    Surgery,
    Waiting,
    WithinCover,
)
from ..sources import Basis, Source
from ..terms import Figure, Ladder, Table, Unstated
from .version_view import VersionView


class TermBounds(NamedTuple):
    """A term for one claim: at least `low`, at most `high` (None: the record knows no maximum)."""

    low: int
    high: int | None
    source: Source | None = None
    basis: Basis | None = None


OPEN = TermBounds(0, None)


def fact(claim: Claim, name: str) -> Any:
    """A fact of the claim by its field's name, wherever it stands."""
    for part in (claim.event, claim.enrolment, claim):
        if name in type(part).model_fields:
            return getattr(part, name)
    return None


def fen(claim: Claim, name: str) -> int:
    """A fact that is an amount, in fen (or an area, in hundredths); 0 where it was left out."""
    return int((fact(claim, name) or 0) * 100)


def day_of_cover(claim: Claim) -> int:
    """The day of the event, counted from the first day of cover, which is day 1."""
    return (claim.event.happened_on - claim.enrolment.cover_from).days + 1


def years_later(day: date, years: int) -> date:
    """The same day so many years later; a 29 February falls back to the 28th.

    Beyond the years that a date can have it is the first or the last of them.
    """
    year = min(max(day.year + years, date.min.year), date.max.year)
    if day.month == 2 and day.day == 29:
        day = day if leap(year) else date(day.year, 2, 28)
    return day.replace(year=year)


def leap(year: int) -> bool:
    """Whether a year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def stated(term: Any, claim: Claim) -> TermBounds:
    """What a term comes to for a claim; open where its table has no row for the claim."""
    if isinstance(term, Figure):
        return TermBounds(term.value, term.value, term.source, term.basis)
    if isinstance(term, Unstated):
        return TermBounds(term.low, term.high, term.source, term.basis)
    if isinstance(term, Table):
        row = dict(term.rows).get(fact(claim, term.by))
        if isinstance(row, int):
            return TermBounds(row, row, term.source, term.basis)
        return OPEN if row is None else stated(row, claim)
    if isinstance(term, Ladder):
        return _climbed(term, claim)
    return OPEN


def _climbed(ladder: Ladder, claim: Claim) -> TermBounds:
    at = day_of_cover(claim) if ladder.by == "day_of_cover" else fact(claim, "ordinal")
    beyond, waived = stated(ladder.beyond, claim), waives(ladder.waiver, claim)
    here = beyond
    for rung in reversed(ladder.rungs):
        if at < rung.through or (rung.inclusive and at == rung.through):
            here = stated(rung.value, claim)
    if waived is None:
        high = None if here.high is None or beyond.high is None else max(here.high, beyond.high)
        return TermBounds(min(here.low, beyond.low), high, here.source, here.basis)
    return beyond if waived else here


def waives(waiver: Any, claim: Claim) -> bool | None:
    """Whether a renewal spares this claim the wait; None where the record does not say."""
    if waiver is None or not claim.enrolment.renewed:
        return False
    term = stated(waiver, claim)
    return True if term.low > 0 else False if term.high == 0 else None


def disease_of(book: VersionView, claim: Claim) -> str | None:
    """The code of the claim's disease, or its name where no version of the plan knows it."""
    name = fact(claim, "disease")
    return None if name is None else book.codes.get(plain(name), name)


def lifted(limit: Limit, claim: Claim) -> bool:
    """Whether a fact of the claim lifts a limit."""
    return any(fact(claim, str(name)) for name in limit.unless)


def asked(book: VersionView, rule: Benefit, claim: Claim) -> bool:
    """Whether a claim asks for a benefit at all."""
    if isinstance(rule, PerDiem):
        return bool(fact(claim, rule.days))
    if isinstance(rule, LumpSum):
        disease = disease_of(book, claim)
        wanted = bool(fact(claim, rule.when)) and not any(fact(claim, name) for name in rule.unless)
        return (wanted or disease in rule.diseases) and disease not in rule.except_diseases
    if isinstance(rule, GradedSum):
        return any(fact(claim, name) for name in rule.grades)
    if isinstance(rule, ShareOfLoss):
        return fact(claim, "peril") == rule.peril and fen(claim, "loss") > 0
    if isinstance(rule, PerArea):
        return fact(claim, "peril") == rule.peril and (fen(claim, "loss") > 0 or fen(claim, "area") > 0)
    if isinstance(rule, ExpenseShare):
        return fen(claim, "self_paid") > 0
    return isinstance(rule, BandedShare) and fen(claim, "over_cap") > 0


def held(book: VersionView, guard: Condition, claim: Claim) -> bool | None:
    """Whether a condition holds for a claim without history; None where that is open."""
    if any(fact(claim, name) is None for name in guard.needs):
        return None
    if isinstance(guard, OnList):
        listed = guard.diseases
        return True if disease_of(book, claim) in listed.codes else False if listed.complete else None
    for kind, test in TESTS.items():
        if isinstance(guard, kind):
            return test(guard, claim)
    return None


def _reached(number: int, most: TermBounds) -> bool | None:
    """Whether a number is at most another that may be open."""
    return True if number <= most.low else None if most.high is None or number <= most.high else False


def _within(guard: WithinCover, claim: Claim) -> bool | None:
    first, day = claim.enrolment.cover_from, claim.event.happened_on
    if guard.calendar_year:
        return day.year == first.year
    if day < first:
        return False
    if guard.years is None:
        return True
    years = stated(guard.years, claim)
    if day < years_later(first, years.low):
        return True
    return None if years.high is None or day < years_later(first, years.high) else False


def _waited(guard: Waiting, claim: Claim) -> bool | None:
    waived, days = waives(guard.waiver, claim), stated(guard.days, claim)
    day = day_of_cover(claim) - (1 if guard.inclusive else 0)
    waiting = False if days.high is not None and day >= days.high else True if day < days.low else None
    if waived or waiting is False:
        return True
    return False if waived is False and waiting else None


def _of_age(guard: AgeLimit, claim: Claim) -> bool | None:
    first, born = claim.enrolment.cover_from, fact(claim, "born_on")
    below, least = stated(guard.below, claim), stated(guard.least, claim) if guard.least else TermBounds(0, 0)
    if (below.high is not None and years_later(born, below.high) <= first) or years_later(
        born, least.low
    ) > first:
        return False
    young = first < years_later(born, below.low)
    return True if young and least.high is not None and years_later(born, least.high) <= first else None


def _claimed_in_time(guard: ClaimWindow, claim: Claim) -> bool | None:
    day, years = claim.event.happened_on, stated(guard.years, claim)
    over = fact(claim, "claimed_on")
    if over <= years_later(day, years.low):
        return True
    return None if years.high is None or over <= years_later(day, years.high) else False


def _noticed(guard: Notice, claim: Claim) -> bool | None:
    passed = fact(claim, "notified_on") - claim.event.happened_on
    return _reached(passed.days, stated(guard.days, claim))


TESTS: dict[type[Condition], Callable[[Any, Claim], bool | None]] = {
    WithinCover: _within,
    Waiting: _waited,
    AgeLimit: _of_age,
    Notice: _noticed,
    ClaimWindow: _claimed_in_time,
    OfSex: lambda guard, claim: claim.enrolment.sex == guard.sex,
    Surgery: lambda _, claim: bool(fact(claim, "surgery")),
    NotInSitu: lambda _, claim: not fact(claim, "in_situ"),
    InSetting: lambda guard, claim: fact(claim, "setting") == guard.setting,
    ExcludedCauses: lambda guard, claim: fact(claim, "cause") not in guard.causes,
    OnRoute: lambda guard, claim: not any(fact(claim, name) for name in guard.unless),
    PriorPayment: lambda *_: True,
}
"""What each kind of condition asks; a closing one always holds, since the claim has no history."""


def shifted(day: date, days: int) -> date:
    """So many days later, or earlier."""
    return day + timedelta(days)
