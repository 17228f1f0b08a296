"""The engine's result for one benefit of a claim, in plain tuples."""

from collections.abc import Iterable
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


def refusal_of(outcomes: Iterable[tuple[Any, ...]]) -> str | None:
    """Why a claim is refused, if every benefit that it asks for is; None if one of them is not, or none is.

    That a benefit is for another route or setting is the reason only where there is no other.
    """
    reasons: list[str | None] = [outcome[4] for outcome in outcomes if outcome is not NIL]
    if not reasons or not all(reasons):
        return None
    return next((reason for reason in reasons if reason not in OF_ANOTHER_EVENT), reasons[0])
