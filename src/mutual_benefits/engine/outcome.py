"""The engine's result for one benefit of a claim, in plain tuples."""

from typing import Any, NamedTuple

from ..limits import Limit
from ..rules import Benefit, Condition

Outcome = tuple[str, int, int | None, int | None, str | None, tuple[Any, ...]]
"""Status, least and most in fen, units granted, reason of a refusal, unstated terms that matter."""


Draws = list[tuple[Limit, Any, Any]]
"""Every draw on a limit that is counted over several claims: the limit, units granted, used before."""


NIL: Outcome = ("nil", 0, 0, 0, None, ())


class GuardedBenefit(NamedTuple):
    """One benefit, and the conditions that guard it alone."""

    benefit: Benefit
    conditions: tuple[Condition, ...]
