"""Receipts: short records of what a result depends on, by which it can be recomputed and compared later.

The canonical form of a value is its JSON without null members, with the members of each object sorted by
name, without white space, in UTF-8. Money is text with two places and days are ISO dates, so all numbers
are whole, and every language writes the same bytes. A hash is `sha256:` and the lower-case hexadecimal
SHA-256 of the canonical form.
"""

from pydantic import field_validator

from .._texts import both, listed
from ..canonical_hash import content_hash
from ..frozen import Day, Frozen, Items, Pair
from ..money import Sum
from ..usage import Usage

TWICE = (
    "the benefit {benefits} has several results; give each one",
    "互助金 {benefits} 有多个结果，每项只填一个",
)


class Result(Frozen):
    """The result of one benefit: yuan from `low` to `high`, which is None where no maximum is known."""

    benefit: str
    status: str
    low: Sum
    high: Sum | None
    reason: str | None = None


class Receipt(Frozen):
    """What one assessment depends on, and its result.

    `rule_book` is the hash of the plan's version as written, `claim` the hash of the claim. `readings` are
    those in force. `before` is the usage of the limits that the claim could draw on, `after` is that usage
    with the claim's draws added. `seal` is the hash of everything else in the receipt.
    """

    library: str
    plan: str
    version: Day
    product: str | None
    rule_book: str
    claim_id: str
    claim: str
    readings: Items[Pair]
    before: Usage
    after: Usage
    result: Items[Result]
    seal: str = ""

    @field_validator("result")
    @classmethod
    def _once(cls, results: tuple[Result, ...]) -> tuple[Result, ...]:
        codes = [result.benefit for result in results]
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise ValueError(both(*TWICE, benefits=listed(twice)))
        return results

    def sealed(self) -> "Receipt":
        """The receipt with its seal."""
        return self.model_copy(update={"seal": self.proper_seal()})

    def proper_seal(self) -> str:
        """The seal that matches the receipt's content."""
        return content_hash(self.model_dump(mode="json", exclude={"seal"}))
