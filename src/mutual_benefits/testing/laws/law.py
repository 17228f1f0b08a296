"""What a law is: words, the versions that it holds for, the claims it is tried on, and what breaks it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import strategies as st

from ...claims import Claim
from ...rules import Benefit
from ...sources import Text
from ..oracle import asked
from ..strategies.one_claim import Drawing, claim_of
from ..version_view import VersionView
from .payout import Paid, Payer
from .statements import LAWS


class Complaint(NamedTuple):
    """What breaks a law: in words, and the claims that show it."""

    text: Text
    claims: tuple[Claim, ...]


class Ground:
    """One version on which laws are tried: how claims that meet its conditions are drawn, and any claims."""

    def __init__(self, book: VersionView) -> None:
        self.book = book
        self.sound = Drawing(book, near=True, sound=True, codes=True)
        self.free = Drawing(book, near=True, codes=True)


Cases = Callable[[Ground], st.SearchStrategy[Claim]]


def general(ground: Ground) -> st.SearchStrategy[Claim]:
    """Claims that meet every condition, and now and then any claim."""
    sound = claim_of(ground.sound)
    return sound | sound | claim_of(ground.free)


class Law(NamedTuple):
    """A law: its code, whether it speaks of a version, and whether a claim breaks it.

    `check` asks for what is paid, for the claim and for variants of it, and says what is wrong. `cases`
    are the claims that it is tried on; laws with the same cases are tried together.
    """

    code: str
    applies: Callable[[VersionView], bool]
    check: Callable[[VersionView, Claim, Payer], Complaint | None]
    cases: Cases = general

    @property
    def words(self) -> Text:
        """What the law says, in English and in Chinese."""
        return LAWS[self.code]


def any_version(_: VersionView) -> bool:
    """Speaks of every version."""
    return True


def asked_rules(book: VersionView, claim: Claim) -> tuple[Benefit, ...]:
    """The benefits that a claim asks for."""
    return tuple(rule for rule in book.rules(claim.event.kind) if asked(book, rule, claim))


def has(test: Callable[[Any], bool]) -> Callable[[VersionView], bool]:
    """Speaks of versions with a benefit that passes a test."""
    return lambda book: any(test(rule) for rule in book.version.benefits)


def sums(paid: Paid) -> dict[str, Decimal]:
    """What is known of what was paid, in fen by benefit."""
    return {name: sum_ * 100 for name, sum_ in paid.told if sum_ is not None}


def changed(claim: Claim, *, event: dict[str, Any] | None = None, **enrolment: Any) -> Claim:
    """A claim with other facts of its event or of its enrolment."""
    update: dict[str, Any] = {}
    if event:
        update["event"] = claim.event.model_copy(update=event)
    if enrolment:
        update["enrolment"] = claim.enrolment.model_copy(update=enrolment)
    return claim.model_copy(update=update)
