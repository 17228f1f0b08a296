"""What a payout function paid for a claim: a sum for each benefit, or one sum for all."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from ...claims import Claim

Payout = Callable[[Claim], Any]
"""The function under test: from a claim to `Decimal` yuan, or to a mapping from benefit code to them.

A benefit that the mapping leaves out is not paid; one that is `None` is not known, and no law is held to it.
"""


class Paid(NamedTuple):
    """What was paid, in yuan: by benefit (`parts`), or only as a `whole`; `wrong` says what was no answer."""

    parts: Mapping[str, Decimal | None] | None = None
    whole: Decimal | None = None
    wrong: str = ""

    @property
    def by_benefit(self) -> bool:
        """Whether the sum of each benefit is told."""
        return self.parts is not None

    @property
    def total(self) -> Decimal | None:
        """All of it, in fen; None where a part is not known."""
        if self.parts is None:
            return None if self.whole is None else self.whole * 100
        sums = [sum_ for sum_ in self.parts.values() if sum_ is not None]
        return sum(sums, Decimal(0)) * 100 if len(sums) == len(self.parts) else None

    def of(self, benefit: str) -> Decimal | None:
        """What was paid of one benefit, in fen; None where that is not known."""
        if self.parts is None:
            return None
        sum_ = self.parts.get(benefit, Decimal(0))
        return None if sum_ is None else sum_ * 100

    def sum_of(self, benefit: str | None) -> Decimal | None:
        """What was paid of one benefit, or (None) in all, in fen; None where that is not known."""
        return self.total if benefit is None else self.of(benefit)

    @property
    def told(self) -> tuple[tuple[str, Decimal | None], ...]:
        """Each benefit with its sum in yuan; a whole goes under the name `total`."""
        return (("total", self.whole),) if self.parts is None else tuple(self.parts.items())


class Payer:
    """Asks the payout function, and keeps its answers for as long as one example lasts."""

    def __init__(self, payout: Payout) -> None:
        self.payout = payout
        self.silent: Claim | None = None
        """The last claim, as long as no answer has held any sum."""
        self._spoke = False
        self._kept: dict[int, tuple[Claim, Paid]] = {}

    def __call__(self, claim: Claim) -> Paid:
        """What is paid for a claim; asked once for each claim object."""
        known = self._kept.get(id(claim))
        if known is None:
            known = self._kept[id(claim)] = (claim, self.again(claim))
        return known[1]

    def again(self, claim: Claim) -> Paid:
        """What is paid when the function is asked anew."""
        try:
            paid = _read(self.payout(claim))
        except Exception as raised:  # whatever a payout raises is its answer
            paid = Paid(wrong=f"raised {type(raised).__name__}: {raised}"[:200])
        self._spoke = self._spoke or paid.by_benefit or bool(paid.wrong) or paid.whole is not None
        self.silent = None if self._spoke else claim
        return paid

    def forget(self) -> None:
        """Begin a new example."""
        self._kept.clear()


def _read(answer: Any) -> Paid:
    if answer is None:
        return Paid()
    if not isinstance(answer, Mapping):
        whole, wrong = _amount(answer)
        return Paid(whole=whole, wrong=wrong)
    parts: dict[str, Decimal | None] = {}
    for benefit, sum_ in answer.items():
        parts[str(benefit)], wrong = (None, "") if sum_ is None else _amount(sum_)
        if wrong:
            return Paid(wrong=f"{benefit}: {wrong}")
    return Paid(parts=parts)


def _amount(value: Any) -> tuple[Decimal | None, str]:
    """An amount in yuan, or what is wrong with it."""
    if not isinstance(value, Decimal):
        return None, f"{value!r} is of type {type(value).__name__}; give a Decimal in yuan"[:200]
    return (value, "") if value.is_finite() else (None, f"{value} is no amount")
