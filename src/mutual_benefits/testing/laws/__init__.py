"""Laws for a payout function: `check` derives them from a rule book, `differential` compares with the engine.

`histories` compares a system that counts limits from claim to claim.
Each law has a code (see `LAWS`); a `Report` has a `Violation` for each broken law. In a test::

    def test_payout():
        laws.check(my_payout, plan="accident").raise_if_any()
"""

from .. import strategies  # noqa: F401  # first, since it says so if Hypothesis is not installed
from .checker import check
from .chosen_laws import LAWS, UnknownLaw
from .histories_comparison import histories
from .law import Law
from .payout_comparison import differential
from .violations import LawsBroken, Report, Violation

__all__ = [
    "LAWS",
    "Law",
    "LawsBroken",
    "Report",
    "UnknownLaw",
    "Violation",
    "check",
    "differential",
    "histories",
]
