"""The engine's result for one benefit of a claim, in plain tuples."""

from typing import Any, NamedTuple

from ..limits import Limit
from ..rules import Benefit, Condition, InSetting, OnRoute

Outcome = tuple[str, int, int | None, int | None, str | None, tuple[Any, ...]]
"""Status, least and most in fen, units granted, reason of a refusal, unstated terms that matter."""


Draws = list[tuple[Limit, Any, Any]]
"""Every draw on a limit that is counted over several claims: the limit, units granted, used before."""


NIL: Outcome = ("nil", 0, 0, 0, None, ())
"""The outcome of a benefit that the claim does not ask for."""


OF_ANOTHER_EVENT = frozenset({OnRoute.reason, InSetting.reason})
"""Reasons that say only that a benefit is for events of another route or setting."""


class GuardedBenefit(NamedTuple):
    """One benefit, and the conditions that guard it alone."""

    benefit: Benefit
    conditions: tuple[Condition, ...]
