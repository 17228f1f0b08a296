"""Receipts: what a result rests on, short enough to keep, so that it can be worked out again and compared.

The canonical form of a value is its JSON without members that are null, with the members of each object
in the order of their names, without white space, in UTF-8. Money is text with two places and days are
ISO dates, so there is no number but whole ones, and every language writes the same bytes. A hash is
`sha256:` and the lower-case hexadecimal SHA-256 of the canonical form.
"""

from datetime import date
from decimal import Decimal

from ..canonical_hash import content_hash
from ..frozen import Frozen
from ..usage import Usage


class Result(Frozen):
    """What one benefit came to: yuan between `low` and `high`, which is None where no maximum is known."""

    benefit: str
    status: str
    low: Decimal
    high: Decimal | None
    reason: str | None = None


class Receipt(Frozen):
    """What one assessment rests on, and what it came to.

    `rule_book` is the hash of the plan's version as it is written, `claim` that of the claim. `readings`
    are those in force. `before` is the usage of the limits that the claim could draw on, `after` that
    usage with what it drew. `seal` is the hash of everything else in the receipt.
    """

    library: str
    plan: str
    version: date
    product: str | None
    rule_book: str
    claim_id: str
    claim: str
    readings: tuple[tuple[str, str], ...]
    before: Usage
    after: Usage
    result: tuple[Result, ...]
    seal: str = ""

    def sealed(self) -> "Receipt":
        """The receipt with its seal."""
        return self.model_copy(update={"seal": self.proper_seal()})

    def proper_seal(self) -> str:
        """The seal that belongs to what the receipt says."""
        return content_hash(self.model_dump(mode="json", exclude={"seal"}))
