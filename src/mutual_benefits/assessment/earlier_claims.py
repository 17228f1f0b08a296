"""The earlier claims of a member, found by what they may have in common with a later one."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from threading import Lock
from typing import Any, NamedTuple

from ..claims import Claim
from ..diseases import plain
from ..events import ChildInjury, HospitalStay, Injury, MedicalExpense
from ..rules.own_facts import values_of
from ..rules.spelling import compact
from ..rules.words import WordBook
from ..usage import counted_as

Groups = dict[Any, dict[Any, list[int]]]
"""By what claims have in common, and by what tells them apart, the numbers of the claims, rising."""


class MemberClaims:
    """All claims of one member, in the order in which they were assessed.

    They are looked at only once a caveat is asked for, so that a long history costs each claim nothing.
    """

    def __init__(self) -> None:
        self.claims: list[tuple[Claim, WordBook]] = []
        self._groups: Groups = {}
        self._indexed = 0
        self._lock = Lock()

    def groups(self) -> Groups:
        """The numbers of all claims, by what they have in common."""
        with self._lock:
            for number in range(self._indexed, len(self.claims)):
                for common, apart in _places(*self.claims[number]):
                    self._groups.setdefault(common, {}).setdefault(apart, []).append(number)
            self._indexed = len(self.claims)
        return self._groups


class EarlierClaims(NamedTuple):
    """The claims of a member that were assessed before one of them: the first `number` of all."""

    member: MemberClaims
    number: int

    def comparable(self, claim: Claim, words: WordBook) -> Iterator[Claim]:
        """The earlier claims that may contradict a claim, the latest first.

        Of several that would say the same about it, only the latest is among them.
        """
        groups, day = self.member.groups(), claim.event.happened_on
        numbers = set[int]()
        for common, apart in _places(claim, words):
            for other, found in groups.get(common, {}).items():
                if common[0] == "stay":
                    may = other.last > day.toordinal()
                elif common[0] == "inpatient":
                    may = other.day < day and other.ordinal >= apart.ordinal and other.ordinal > 1
                else:
                    may = True
                before = bisect_left(found, self.number) if may else 0
                numbers.update(found[max(before - 1, 0) : before])
        for other, found in groups.get(("death",), {}).items():
            before = bisect_left(found, self.number) if other.day < day else 0
            numbers.update(found[max(before - 1, 0) : before])
        return (self.member.claims[number][0] for number in sorted(numbers, reverse=True))


class _Stay(NamedTuple):
    """A stay in hospital: the day number on which its last night ends."""

    last: int
    first: date
    product: str | None


class _Inpatient(NamedTuple):
    """An expense of a stay: its number."""

    ordinal: int
    day: date
    product: str | None


class _Death(NamedTuple):
    """A death by an accident: of the member, or of a child."""

    day: date
    child: str | None


def _places(claim: Claim, words: WordBook) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """What a claim may have in common with another, each with what tells the two apart."""
    event, cover = claim.event, claim.enrolment
    day, product, whose = event.happened_on, cover.product, (cover.cover_from, cover.product)
    yield ("facts", cover.plan, *facts_in_words(claim, words).items()), whose
    yield ("cover", cover.plan), whose
    yield ("terms", cover.plan, cover.cover_from), (compact(cover.fee_tier or ""), cover.shares, product)
    if isinstance(event, ChildInjury):
        name = plain(unicodedata.normalize("NFKC", event.child))
        yield ("child", cover.plan, cover.cover_from, name), (event.child, product)
    if isinstance(event, HospitalStay) and (event.days or event.nights):
        yield ("stay", cover.plan), _Stay(last_night(event), day, product)
    if isinstance(event, MedicalExpense) and event.setting == "inpatient":
        yield ("inpatient", cover.plan, cover.cover_from), _Inpatient(event.ordinal, day, product)
    if isinstance(event, Injury | ChildInjury) and event.died:
        yield ("death",), _Death(day, getattr(event, "child", None))


def last_night(stay: HospitalStay) -> int:
    """The day number on which the last night of a stay surely ends; n days have at least n - 1 nights."""
    nights = max(stay.days - 1, 0) if stay.nights is None else stay.nights
    return stay.happened_on.toordinal() + nights


def facts_in_words(claim: Claim, words: WordBook) -> dict[str, Any]:
    """What happened, with words as codes, and a child by the spelling under which it is counted.

    The facts that the plan declares are among it, by the values that the engine reads.
    """
    facts = {"kind": claim.event.kind, **claim.event.__dict__, **values_of(claim, words.facts)}
    words.encode(facts, (*claim.event.named, *words.own_words))
    if isinstance(claim.event, ChildInjury):
        facts["child"] = counted_as(claim.event.child)
    return facts
