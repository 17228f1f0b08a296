"""Searches for the values of a claim's facts at which its result changes or a cap is reached."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, partial
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from ..._arguments import checked
from ..._validation import words_of
from ...assessment.assess import assess
from ...assessment.assessment import Assessment
from ...assessment.entitlement import Entitlement
from ...claims import Claim
from ...errors import MutualBenefitsError
from ...money import to_fen, to_yuan
from ...rulebook.plan import Plan
from ...rulebook.registry.book import Book, plan_of
from ...sources import Text
from ...usage import Usage
from ..claim_facts import with_facts
from ..comparison.rerun import sums_of
from ..sums import Sums, bounds_of, shift_of
from .facts_tried import facts_tried
from .result import Threshold, becomings

DAYS_AROUND = 1_100
"""The number of days on either side of a day that are tried one by one: three years, the longest cover."""
NUMBERS_AROUND = 400
"""The number of whole numbers on either side that are tried one by one: more than the days of a year."""
_MOST = {"event.area": 10**8, "enrolment.shares": 1_000, "event.ordinal": 1_000, "event.disability_grade": 10}
_MOST_FEN, _MOST_DAYS = 10**13, 100_000
_LEAST = {"enrolment.shares": 1, "event.ordinal": 1, "event.disability_grade": 1}

_ORDINALS = ("event.ordinal", "event.disability_grade")
"""Numbers that are not amounts, so that no cap applies to them."""


@checked
def thresholds(
    claim: Claim,
    *,
    book: Book | None = None,
    usage: Usage | None = None,
    readings: Mapping[str, str] | None = None,
    facts: Iterable[str] | None = None,
) -> tuple[Threshold, ...]:
    """The nearest days and numbers, in both directions, at which the result of a claim changes.

    The search assesses the claim again at other values and never reads a formula. Days up
    to three years away, and whole numbers up to 400 away, are tried one by one, so that no threshold is
    missed there. Money and areas are first tried one yuan (one square metre) away. If that changes nothing,
    and beyond the numbers that are tried one by one, the distance is doubled until the result changes, and
    bisection finds where the change begins, to the fen; that is the nearest threshold unless the result
    changes and changes back within one stride. A distant cap is found in the same way. A fact
    that is None has no thresholds. A day takes at most 2,200 runs and a number some 1,000, of
    less than a tenth of a millisecond each: tenths of a second for a claim.

    Args:
        claim: the claim.
        book: a rule book: a plan's code or name, a `Plan`, or one version, as if always in force;
            the library's plan of the claim if left out.
        usage, readings: as for `assess`.
        facts: the paths of the facts to try, days, numbers or amounts, e.g. `event.hospital_days`, or
            `facts.<name>` for one that the book declares; every one of them if left out.

    Returns:
        The thresholds of each fact in the order of the claim's fields: the nearest below, the nearest
        above, and the cap. A fact without an effect within the range has none. The refusal of a benefit
        for which nothing was claimed is not a threshold.

    Raises:
        UnknownPath: the claim has no such fact.
        InvalidScenario: a fact is a word, or yes or no.
        MutualBenefitsError: the claim cannot be answered as it is, as for `assess`.

    >>> from datetime import date
    >>> import mutual_benefits as mb
    >>> claim = mb.Claim(
    ...     id="C-1", member="M-1",
    ...     enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    ...     event=mb.Injury(happened_on=date(2016, 5, 4), hospital_days=12),
    ... )
    >>> for threshold in thresholds(claim, facts=["event.hospital_days"]):
    ...     print(threshold.kind, threshold.at, threshold.shift.amount)
    next 11 -80.00
    next 13 80.00
    cap 20 640.00
    """
    code = claim.enrolment.plan
    plan = plan_of(book or code, code)
    present = _ClaimResult.of(assess(claim, usage=usage, readings=readings, plan=plan))
    results: list[Threshold] = []
    for tried in facts_tried(claim, plan, facts):
        results += _FactSearch(claim, *tried, plan, usage, readings, present).thresholds()
    return tuple(results)


class _ClaimResult(NamedTuple):
    """A result: the rows by which results are compared, and the assessment or the error instead of it."""

    rows: Any
    assessment: Assessment | None
    why: Text | None

    @classmethod
    def of(cls, assessment: Assessment) -> "_ClaimResult":
        return cls([_row(part) for part in assessment.entitlements], assessment, None)

    @property
    def sums(self) -> Sums | None:
        return None if self.assessment is None else sums_of(self.assessment)


def _row(part: Entitlement) -> tuple[Any, ...]:
    return part.status, part.low, part.high, part.reason


class _FactSearch:
    """A search along one fact; offsets count days, numbers or hundredths from the claim's value."""

    def __init__(
        self,
        claim: Claim,
        path: str,
        name: Text,
        value: Any,
        plan: Plan,
        usage: Usage | None,
        readings: Mapping[str, str] | None,
        present: _ClaimResult,
    ) -> None:
        self._claim, self._path, self._name, self._value = claim, path, name, value
        self._present = present
        self._assess = partial(assess, usage=usage, readings=readings, plan=plan)
        self._at = cache(self._result)
        if isinstance(value, date):
            self._least, self._most = -min(DAYS_AROUND, (value - date.min).days), DAYS_AROUND
            self._most = min(self._most, (date.max - value).days)
            self._exact, self._unit = DAYS_AROUND, 1
        else:
            hundredths = isinstance(value, Decimal)
            now = to_fen(value) if hundredths else value
            most = _MOST.get(path, _MOST_FEN if hundredths else _MOST_DAYS)
            self._least, self._most = _LEAST.get(path, 0) - now, most - now
            self._exact, self._unit = (0, 100) if hundredths else (NUMBERS_AROUND, 1)
            if self._claim_at(self._most) is None:  # such as more days than there were until the claim
                self._most = _first(0, self._most, lambda n: self._claim_at(n) is None) - 1

    def thresholds(self) -> list[Threshold]:
        results = [self._next(-1), self._next(1)]
        if self._path not in _ORDINALS and not isinstance(self._value, date):
            results.append(self._cap())
        return [each for each in results if each is not None]

    def _next(self, way: int) -> Threshold | None:
        """The nearest offset in one direction with another result than the claim's."""
        end = self._most if way > 0 else -self._least
        near = min(self._exact, end)
        for away in range(1, near + 1):
            if self._differs(way * away):
                return self._threshold("next", way * away)
        if self._unit <= end and not near and self._differs(way * self._unit):
            return self._threshold("next", way * self._unit)
        last, stride = near, 1
        while last < end:
            far = min(last + stride, end)
            if self._differs(way * far):
                return self._threshold("next", way * _first(last, far, lambda n: self._differs(way * n)))
            last, stride = far, stride * 2
        return None

    def _cap(self) -> Threshold | None:
        """The least offset above which the sum stays the same up to the greatest value."""
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
        offset = _first(low, high, lambda n: self._at(n).sums == final.sums)
        return None if offset == self._most else self._threshold("cap", offset)

    def _differs(self, offset: int) -> bool:
        """Whether the result differs, apart from the refusal of a benefit for which nothing was claimed."""
        rows, present = self._at(offset).rows, self._present.rows
        if isinstance(rows, str) or len(rows) != len(present):
            return True
        pairs = zip(rows, present, strict=True)
        return any(new != old and (new[0], old[0]) != ("refused", "nil") for new, old in pairs)

    def _claim_at(self, offset: int) -> Claim | None:
        """The claim with the value at this offset; None if no claim can have that value."""
        try:
            return with_facts(self._claim, {self._path: self._value_at(offset)})
        except ValidationError:
            return None

    def _result(self, offset: int) -> _ClaimResult:
        claim = self._claim_at(offset) if offset else None
        if claim is None:
            return self._present  # where no claim can be, nothing changes
        try:
            return _ClaimResult.of(self._assess(claim))
        except MutualBenefitsError as wrong:
            return _ClaimResult(type(wrong).__name__, None, words_of(wrong))

    def _value_at(self, offset: int) -> Any:
        if isinstance(self._value, date):
            return self._value + timedelta(offset)
        if isinstance(self._value, Decimal):
            return to_yuan(to_fen(self._value) + offset)
        return self._value + offset

    def _threshold(self, kind: Literal["next", "cap"], offset: int) -> Threshold:
        result = self._at(offset)
        sums = result.sums
        return Threshold(
            path=self._path,
            name=self._name,
            kind=kind,
            value=self._value,
            at=self._value_at(offset),
            sum=None if sums is None else bounds_of(sums),
            shift=shift_of(self._present.sums, sums),
            changes=becomings(self._present.assessment, result.assessment),
            why=result.why,
        )


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The least number above `low` at which a condition holds, if it then holds up to `high`."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
