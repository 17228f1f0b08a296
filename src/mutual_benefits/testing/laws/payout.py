"""Payout functions and their payments: a sum for each benefit, or one sum for all."""

import traceback
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from ..._texts import both
from ...claims import Claim
from ...sources import Text
from ..version_view import VersionView

Payout = Callable[[Claim], Any]
"""The function under test: returns for a claim `Decimal` yuan, or a mapping from benefit codes to them.

A benefit that the mapping leaves out is not paid; one that is `None` is not known and is not checked.
"""


FIRST = 20
"""How many claims are asked for again at the end."""


class Payment(NamedTuple):
    """A payment in yuan, by benefit (`parts`) or as one sum (`whole`); or the `error` in its place.

    `mistake` tells one kind of error from another, whatever the claim: without the values that `error` names.
    """

    parts: Mapping[str, Decimal | None] | None = None
    whole: Decimal | None = None
    error: Text | None = None
    mistake: str = ""

    @property
    def by_benefit(self) -> bool:
        """Whether the payment is given by benefit."""
        return self.parts is not None

    def alike(self, other: "Payment") -> bool:
        """Whether another payment has the same sums, or the same kind of error."""
        if self.error or other.error:
            return self.mistake == other.mistake
        return (self.parts, self.whole) == (other.parts, other.whole)

    @property
    def nothing_known(self) -> bool:
        """Whether the function returned None, or None for each benefit that it named."""
        parts = {"": self.whole} if self.parts is None else self.parts
        return not self.error and bool(parts) and all(sum_ is None for sum_ in parts.values())

    @property
    def total(self) -> Decimal | None:
        """The sum of all benefits in fen; None if a part of it is not known."""
        if self.parts is None:
            return None if self.whole is None else self.whole * 100
        sums = [sum_ for sum_ in self.parts.values() if sum_ is not None]
        return sum(sums, Decimal(0)) * 100 if len(sums) == len(self.parts) else None

    def of(self, benefit: str) -> Decimal | None:
        """The sum paid for one benefit in fen; None if it is not known."""
        if self.parts is None:
            return None
        sum_ = self.parts.get(benefit, Decimal(0))
        return None if sum_ is None else sum_ * 100

    def without(self, benefits: frozenset[str]) -> "Payment":
        """The payment with the sums of these benefits not known."""
        if self.parts is None or benefits.isdisjoint(self.parts):
            return self
        return self._replace(parts=dict(self.parts) | dict.fromkeys(benefits & self.parts.keys()))

    def sum_of(self, benefit: str | None) -> Decimal | None:
        """The sum paid for one benefit, or for all of them (None), in fen; None if it is not known."""
        return self.total if benefit is None else self.of(benefit)

    @property
    def amounts(self) -> tuple[tuple[str, Decimal | None], ...]:
        """Each benefit with its sum in yuan; one sum for all is named `total`."""
        return (("total", self.whole),) if self.parts is None else tuple(self.parts.items())


class CachedPayout:
    """Calls the payout function, and keeps its payments for the duration of one example."""

    def __init__(self, payout: Payout) -> None:
        self.payout = payout
        self.view: VersionView | None = None
        """The version on which laws are checked; None for a claim that may be answered with None."""
        self.silent: dict[VersionView, list[Claim] | None] = {}
        """For each version its claims, as long as the function has returned nothing but None."""
        self.asked = self.unanswered = 0
        """How often the function was called, and how often it returned None."""
        self.known: frozenset[str] = frozenset()
        """The keys of counterexamples to the law that is checked; the sums of such benefits are not known."""
        self._cache: dict[int, tuple[Claim, Payment]] = {}
        self._first: list[tuple[Claim, Payment]] = []

    def __call__(self, claim: Claim) -> Payment:
        """The payment for a claim; the function is called once for each claim object."""
        cached = self._cache.get(id(claim))
        if cached is None:
            cached = self._cache[id(claim)] = (claim, self.call_again(claim))
        return cached[1].without(self.known)

    def call_again(self, claim: Claim) -> Payment:
        """The payment for a claim by a new call of the function."""
        paid = self._asked(claim)
        if self.asked < FIRST:
            self._first.append((claim, paid))
        self.asked += 1
        self.unanswered += paid.nothing_known
        if self.view is not None and self.view.applies_to(claim):
            claims = self.silent.setdefault(self.view, [])
            if not paid.nothing_known:
                self.silent[self.view] = None
            elif claims is not None:
                claims.append(claim)
        return paid

    def _asked(self, claim: Claim) -> Payment:
        try:
            return _read(self.payout(claim))
        except Exception as raised:  # any exception is reported as the answer
            kind, place = type(raised).__name__, _place_of(raised)
            told = f"{kind}: {raised}"[:200] + place
            return Payment(error=both(f"raised {told}", f"引发 {told}"), mistake=kind + place)

    def repeats(self) -> bool:
        """Whether the first claims are paid as they were when they are asked for again."""
        return all(self._asked(claim).alike(paid) for claim, paid in self._first)

    def forget(self) -> None:
        """Forget the payments of the last example."""
        self._cache.clear()


def _place_of(raised: Exception) -> str:
    """The file, the line and the text of the line that raised an exception."""
    frames = traceback.extract_tb(raised.__traceback__)[1:]  # the first is the call above
    if not frames:
        return ""
    last = frames[-1]
    return f" ({Path(last.filename).name}, line {last.lineno}: {last.line})"


def _read(answer: Any) -> Payment:
    if answer is None:
        return Payment()
    if not isinstance(answer, Mapping):
        whole, error = _amount(answer)
        return Payment(whole=whole, error=error, mistake=type(answer).__name__)
    parts: dict[str, Decimal | None] = {}
    for benefit, sum_ in answer.items():
        parts[str(benefit)], error = (None, None) if sum_ is None else _amount(sum_)
        if error:
            told = both(f"{benefit}: {error.en}", f"{benefit}：{error.zh}")
            return Payment(error=told, mistake=f"{benefit}: {type(sum_).__name__}")
    return Payment(parts=parts)


def _amount(value: Any) -> tuple[Decimal | None, Text | None]:
    """An amount in yuan, or what is wrong with it."""
    if not isinstance(value, Decimal):
        given, kind = f"{value!r:.150}", type(value).__name__
        return None, both(
            f"{given} is of type {kind}; give a Decimal in yuan",
            f"{given} 的类型为 {kind}；请以 Decimal 给出以元计的金额",
        )
    return (
        (value, None) if value.is_finite() else (None, both(f"{value} is not an amount", f"{value} 不是金额"))
    )
