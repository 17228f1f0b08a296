"""Reads from a rule book's data, without the library's engine, what is claimed and which conditions hold.

A benefit is claimed or not; whether a condition is
met is None where the public record or the claim does not say.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from .._texts import both
from ..claims import CLAIM_FACTS, Claim
from ..diseases import plain
from ..frozen import day_of
from ..limits import Limit
from ..rules import (
    AgeLimit,
    BandedShare,
    Benefit,
    ClaimWindow,
    Condition,
    ExcludedCauses,
    ExpenseShare,
    FactAmong,
    GradedSum,
    InSetting,
    LumpSum,
    Notice,
    NotInSitu,
    NumberBounds,
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
from .calendar_days import months_later, shifted, years_later
from .term_bounds import OPEN, TermBounds, bounds_of, fact, fen, nights_of, waives
from .version_view import VersionView


def first_claim_day(event: Any) -> date:
    """The first day on which all days that an event counts are over, and a stay has ended."""
    most = max((getattr(event, name) for name in event.days_since), default=0)
    return shifted(event.happened_on, max(most - 1, nights_of(event) or 0))


def disease_of(view: VersionView, claim: Claim) -> str | None:
    """The code of the claim's disease, or its name if no version of the plan lists it."""
    name = fact(claim, "disease")
    return None if name is None else view.codes.get(plain(name), name)


def _not_excluded(view: VersionView, condition: ExcludedCauses, claim: Claim) -> bool | None:
    """Whether the claim's cause is none of the excluded ones; None where the plan does not know the word."""
    word = fact(claim, "cause")
    code = None if word is None else view.words.codes["cause"].get(plain(word))
    if word is not None and code is None:
        return None
    return code not in condition.causes


def _is_among(view: VersionView, condition: FactAmong, claim: Claim) -> bool | None:
    """Whether a fact is one of those that a condition names; None where it is not told or unknown."""
    word = fact(claim, condition.fact)
    if isinstance(word, str) and condition.fact in view.words.codes:
        word = view.words.code_of(condition.fact, word)
    return None if word is None else word in condition.among


def lifted(limit: Limit, claim: Claim) -> bool:
    """Whether a fact of the claim lifts a limit."""
    return any(fact(claim, str(name)) for name in limit.unless)


def is_claimed(view: VersionView, benefit: Benefit, claim: Claim) -> bool:
    """Whether a benefit is claimed."""
    if isinstance(benefit, PerDiem):
        return bool(fact(claim, benefit.days) != 0)  # nights that are not told may be any number
    if isinstance(benefit, LumpSum):
        disease = disease_of(view, claim)
        leads = not benefit.unless_diseases or disease in benefit.unless_diseases
        elsewhere = leads and any(fact(claim, name) for name in benefit.unless)
        reported = bool(fact(claim, benefit.when)) and not elsewhere
        return (reported or disease in benefit.diseases) and disease not in benefit.except_diseases
    if isinstance(benefit, GradedSum):
        return any(fact(claim, name) for name in benefit.grades)
    if isinstance(benefit, ShareOfLoss):
        return fact(claim, "peril") == benefit.peril and fen(claim, "loss") > 0
    if isinstance(benefit, PerArea):
        return fact(claim, "peril") == benefit.peril and (fen(claim, "loss") > 0 or fen(claim, "area") > 0)
    if isinstance(benefit, ExpenseShare):
        return benefit.of is not None or fen(claim, "self_paid") > 0
    return isinstance(benefit, BandedShare) and fen(claim, "over_cap") > 0


def is_met(view: VersionView, condition: Condition, claim: Claim) -> bool | None:
    """Whether a claim without history meets a condition; None where that is not known."""
    if any(fact(claim, name) is None for name in condition.needs):
        return None
    if isinstance(condition, OnList):
        listed = condition.diseases
        return True if disease_of(view, claim) in listed.codes else False if listed.complete else None
    if isinstance(condition, ExcludedCauses):
        return _not_excluded(view, condition, claim)
    if isinstance(condition, FactAmong):
        return _is_among(view, condition, claim)
    days = claim.enrolment.cover_from, claim.event.happened_on, claim.notified_on, claim.claimed_on
    if date.max in days:
        return None  # the kit's days end here, so that a later end cannot be told from this day
    for kind, test in TESTS.items():
        if isinstance(condition, kind):
            return test(condition, claim)
    return None


def _within(condition: WithinCover, claim: Claim) -> bool | None:
    first, day = claim.enrolment.cover_from, claim.event.happened_on
    if condition.calendar_year:
        return day.year == first.year
    if day < first:
        return False
    if condition.years is None:
        return True
    years = bounds_of(condition.years, claim)
    if day < years_later(first, years.low):
        return True
    return None if years.high is None or day < years_later(first, years.high) else False


def _wait_is_over(condition: Waiting, claim: Claim) -> bool | None:
    waived, day, first = waives(condition.waiver, claim), claim.event.happened_on, claim.enrolment.cover_from
    earliest, latest = last_days(condition, first, claim)
    if not condition.inclusive:
        earliest, latest = shifted(earliest, -1), latest and shifted(latest, -1)
    waiting = False if latest is not None and day >= latest else True if day < earliest else None
    if waived or waiting is False:
        return True
    return False if waived is False and waiting else None


def _of_age(condition: AgeLimit, claim: Claim) -> bool | None:
    first, born = claim.enrolment.cover_from, fact(claim, "born_on")
    below = bounds_of(condition.below, claim)
    least = bounds_of(condition.least, claim) if condition.least else TermBounds(0, 0)
    too_old = below.high is not None and years_later(born, below.high) <= first
    if too_old or first < years_later(born, least.low):
        return False
    young_enough = first < years_later(born, below.low)
    old_enough = least.high is not None and years_later(born, least.high) <= first
    return True if young_enough and old_enough else None


def last_days(condition: Any, day: date, claim: Any) -> tuple[date, date | None]:
    """The earliest and the latest day on which a span of a condition may end, counted from a day.

    The latest is None where no maximum is known.
    """
    if condition.by is not None:
        by = condition.by
        fixed = years_later(date(day.year, by.month, by.day), by.years)
        return fixed, fixed
    for name, later in (("days", shifted), ("months", months_later), ("years", years_later)):
        term = getattr(condition, name, None)
        if term is not None:
            bounds = bounds_of(term, claim)
            return later(day, bounds.low), None if bounds.high is None else later(day, bounds.high)
    raise TypeError(both("{kind} has no span", "{kind} 没有期间", kind=type(condition).__name__))


def _in_time(condition: ClaimWindow | Notice, claim: Claim) -> bool | None:
    day = fact(claim, condition.needs[0])
    earliest, latest = last_days(condition, claim.event.happened_on, claim)
    return True if day <= earliest else None if latest is None or day <= latest else False


def _within_bounds(condition: NumberBounds, claim: Claim) -> bool | None:
    number = fact(claim, condition.fact)
    if number is None:
        return True if condition.fact in CLAIM_FACTS else None
    if condition.unit == "fen":
        number = fen(claim, condition.fact)
    if condition.after_event:
        number = (day_of(number) - claim.event.happened_on).days
    least = TermBounds(0, 0) if condition.at_least is None else bounds_of(condition.at_least, claim)
    most = OPEN if condition.at_most is None else bounds_of(condition.at_most, claim)
    open_above = condition.at_most is None
    if number < least.low or (most.high is not None and number > most.high):
        return False
    sure = least.high is not None and number >= least.high and (open_above or number <= most.low)
    return True if sure else None


def _allows_one_payment(condition: PriorPayment, claim: Claim) -> bool | None:
    """Whether the first claim may be paid; an earlier payment is none, as the claim has no history."""
    limit: Any = condition.limit
    ceiling = TermBounds(1, 1) if limit.ceiling is None else bounds_of(limit.ceiling, claim)
    return True if ceiling.low else False if ceiling.high == 0 else None


TESTS: dict[type[Condition], Callable[[Any, Claim], bool | None]] = {
    WithinCover: _within,
    Waiting: _wait_is_over,
    AgeLimit: _of_age,
    Notice: _in_time,
    ClaimWindow: _in_time,
    NumberBounds: _within_bounds,
    OfSex: lambda condition, claim: claim.enrolment.sex == condition.sex,
    Surgery: lambda _, claim: bool(fact(claim, "surgery")),
    NotInSitu: lambda _, claim: not fact(claim, "in_situ"),
    InSetting: lambda condition, claim: fact(claim, "setting") == condition.setting,
    OnRoute: lambda condition, claim: not any(fact(claim, name) for name in condition.unless),
    PriorPayment: _allows_one_payment,
}
"""The test of each kind of condition."""
