"""Laws for a payout function: `check` holds it to what a rule book's data say, `differential` to the engine.

A law is known by its code (`LAWS`); a `Report` holds a `Violation` for each law that is broken.

    def test_payout():
        laws.check(my_payout, plan="accident").raise_if_any()
"""

from .checker import LAWS, UnknownLaw, check
from .law import Law
from .payout_comparison import differential
from .violations import LawsBroken, Report, Violation

__all__ = ["LAWS", "Law", "LawsBroken", "Report", "UnknownLaw", "Violation", "check", "differential"]
