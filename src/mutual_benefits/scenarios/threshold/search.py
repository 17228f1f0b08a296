"""Where a claim's result changes next: a day more, a yuan less, a later day; and where a cap is reached."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from ...assessment.assess import assess
from ...assessment.assessment import Assessment
from ...assessment.entitlement import Entitlement
from ...claims import Claim
from ...errors import MutualBenefitsError
from ...money import to_yuan
from ...rulebook.plan import Plan
from ...usage import Usage
from ..book import Book, plan_of
from ..claim_facts import check_paths, fact, fact_name, facts_by_path, with_facts
from ..comparison.rerun import sums_of
from ..sums import Bounds, Sums, shift_of
from .result import Becoming, Threshold

DAYS_AROUND = 1_100
"""So many days around a day are tried one by one: three years, the longest cover."""
NUMBERS_AROUND = 400
"""So many whole numbers around a number are tried one by one: more than the days of a year."""
_MOST = {"event.area": 10**8, "enrolment.shares": 1_000, "event.ordinal": 1_000, "event.disability_grade": 10}
_MOST_FEN, _MOST_DAYS = 10**13, 100_000
_LEAST = {"enrolment.shares": 1, "event.ordinal": 1, "event.disability_grade": 1}

_ORDINALS = ("event.ordinal", "event.disability_grade")
"""Numbers of which more is not more, so that they reach no cap."""


def thresholds(
    claim: Claim,
    *,
    book: Book | None = None,
    usage: Usage | None = None,
    readings: Mapping[str, str] | None = None,
    facts: Iterable[str] | None = None,
) -> tuple[Threshold, ...]:
    """The nearest thresholds of a claim: at which days and numbers its result changes, in both directions.

    They are found by working the claim out again at other values, never by reading a formula. Days up
    to three years away, and whole numbers up to 400 away, are tried one by one, so that nothing is
    missed there. Money and areas are tried one yuan (one square metre) away. Where that changes nothing,
    and beyond the numbers that are tried one by one, a doubling stride finds a changed result, and
    halving finds where the change begins, to the fen; that is the nearest one as long as the result
    does not change and change back within one stride. So is a cap found that is out of reach. A fact
    that is left out (None) has no thresholds. At most 2,200 runs for a day and some 1,000 for a number, of
    less than a tenth of a millisecond each: tenths of a second for a claim.

    Args:
        claim: the claim.
        book: the rule book to ask: the code of a plan, a plan, one version; the library's plan if left out.
        usage, readings: as for `assess`.
        facts: the paths of the facts to try, e.g. `event.hospital_days`; every day and number if left out.

    Returns:
        The thresholds of each fact in the order of the claim's fields: the nearest below, the nearest
        above, and the cap. A fact that makes no difference within reach has none; nor is it one that
        a benefit for which nothing was claimed would be refused.

    Raises:
        UnknownPath: the claim has no such fact.
        MutualBenefitsError: the claim cannot be answered as it is, as for `assess`.

    >>> from datetime import date
    >>> import mutual_benefits as mb
    >>> claim = mb.Claim(
    ...     id="C-1", member="M-1",
    ...     enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    ...     event=mb.Injury(happened_on=date(2016, 5, 4), hospital_days=12),
    ... )
    >>> for found in thresholds(claim, facts=["event.hospital_days"]):
    ...     print(found.kind, found.at, found.shift.amount)
    next 11 -80.00
    next 13 80.00
    cap 20 640.00
    """
    code = claim.enrolment.plan
    plan = plan_of(book or code, code)
    here = _ClaimResult.of(assess(claim, usage=usage, readings=readings, plan=plan))
    if facts is not None:
        facts = tuple(facts)
        check_paths(claim, facts)
    found: list[Threshold] = []
    for path in facts_by_path(claim) if facts is None else facts:
        value = fact(claim, path)
        if type(value) in (date, int, Decimal):
            line = _FactAxis(claim, path, value, plan, usage, readings, here)
            found += line.thresholds()
    return tuple(found)


class _ClaimResult(NamedTuple):
    """What decides whether two results are the same, and the assessment, or why there is none."""

    rows: Any
    assessment: Assessment | None
    why: str | None

    @classmethod
    def of(cls, told: Assessment) -> "_ClaimResult":
        return cls([_row(part) for part in told.entitlements], told, None)

    @property
    def sums(self) -> Sums | None:
        return None if self.assessment is None else sums_of(self.assessment)


def _row(part: Entitlement) -> tuple[Any, ...]:
    return part.status, part.low, part.high, part.reason


class _FactAxis:
    """A claim along one of its facts. Places are counted in days, numbers or hundredths from the value."""

    def __init__(
        self,
        claim: Claim,
        path: str,
        value: Any,
        plan: Plan,
        usage: Usage | None,
        readings: Mapping[str, str] | None,
        here: _ClaimResult,
    ) -> None:
        self._claim, self._path, self._value, self._here = claim, path, value, here
        self._ask: Callable[[Claim], Assessment] = lambda told: assess(
            told, usage=usage, readings=readings, plan=plan
        )
        self._at = cache(self._result)
        if isinstance(value, date):
            self._least, self._most = -min(DAYS_AROUND, (value - date.min).days), DAYS_AROUND
            self._most = min(self._most, (date.max - value).days)
            self._exact, self._unit = DAYS_AROUND, 1
        else:
            hundredths = isinstance(value, Decimal)
            now = int(value * 100) if hundredths else value
            most = _MOST.get(path, _MOST_FEN if hundredths else _MOST_DAYS)
            self._least, self._most = _LEAST.get(path, 0) - now, most - now
            self._exact, self._unit = (0, 100) if hundredths else (NUMBERS_AROUND, 1)

    def thresholds(self) -> list[Threshold]:
        found = [self._next(-1), self._next(1)]
        if self._path not in _ORDINALS and not isinstance(self._value, date):
            found.append(self._cap())
        return [one for one in found if one is not None]

    def _next(self, way: int) -> Threshold | None:
        """The nearest place, in one direction, whose result is not that of the claim."""
        end = self._most if way > 0 else -self._least
        near = min(self._exact, end)
        for away in range(1, near + 1):
            if self._differs(way * away):
                return self._threshold("next", way * away)
        if self._unit <= end and not near and self._differs(way * self._unit):
            return self._threshold("next", way * self._unit)
        last, stride = near, 1
        while last < end:
            to = min(last + stride, end)
            if self._differs(way * to):
                return self._threshold("next", way * _first(last, to, lambda n: self._differs(way * n)))
            last, stride = to, stride * 2
        return None

    def _cap(self) -> Threshold | None:
        """The least place from which on, to the greatest value, the sum stays the same."""
        final, least = self._at(self._most), self._least
        if final.sums is None or final.sums.high is None or self._at(least).sums == final.sums:
            return None
        low, high = max(least, -self._exact), min(self._most, self._exact)
        if self._exact and self._at(high).sums == final.sums:
            while high > low and self._at(high - 1).sums == final.sums:
                high -= 1
            low = high - 1 if high > low else least
        elif self._exact:
            low, high = high, self._most
        else:
            low, high = least, self._most
        place = _first(low, high, lambda n: self._at(n).sums == final.sums)
        return None if place == self._most else self._threshold("cap", place)

    def _differs(self, place: int) -> bool:
        """Whether the result is another; what was not claimed may as well be refused."""
        there, here = self._at(place).rows, self._here.rows
        if isinstance(there, str) or len(there) != len(here):
            return True
        pairs = zip(there, here, strict=True)
        return any(new != old and (new[0], old[0]) != ("refused", "nil") for new, old in pairs)

    def _result(self, place: int) -> _ClaimResult:
        if place == 0:
            return self._here
        try:
            return _ClaimResult.of(self._ask(with_facts(self._claim, {self._path: self._told(place)})))
        except ValidationError:
            return self._here  # no claim can say this, so that nothing changes here
        except MutualBenefitsError as wrong:
            return _ClaimResult(type(wrong).__name__, None, str(wrong))

    def _told(self, place: int) -> Any:
        if isinstance(self._value, date):
            return self._value + timedelta(place)
        return self._value + to_yuan(place) if isinstance(self._value, Decimal) else self._value + place

    def _threshold(self, kind: Literal["next", "cap"], place: int) -> Threshold:
        there = self._at(place)
        sums = there.sums
        return Threshold(
            path=self._path,
            name=fact_name(self._path, self._claim.event.kind),
            kind=kind,
            value=self._value,
            at=self._told(place),
            sum=None
            if sums is None
            else Bounds(low=to_yuan(sums.low), high=None if sums.high is None else to_yuan(sums.high)),
            shift=shift_of(self._here.sums, sums),
            changes=_changes(self._here.assessment, there.assessment),
            why=there.why,
        )


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The least place above `low` at which it holds, if it does at `high` and from the first place on."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _changes(here: Assessment | None, there: Assessment | None) -> tuple[Becoming, ...]:
    if here is None or there is None:
        return ()
    old = {part.benefit: part for part in here.entitlements}
    return tuple(
        Becoming(
            benefit=new.benefit,
            name=new.name,
            before=old[new.benefit].status,
            after=new.status,
            reason_before=old[new.benefit].reason,
            reason_after=new.reason,
        )
        for new in there.entitlements
        if new.benefit in old
        and (old[new.benefit].status, old[new.benefit].reason) != (new.status, new.reason)
    )
