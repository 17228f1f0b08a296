"""What all benefits of a claim come to together, where that is known better than benefit by benefit."""

from typing import Any

from ..intervals import ends, span
from .adjudication import adjudicate_by_verbs
from .bounded import Bounded
from .event_answer import EventAnswer
from .outcome import Outcome
from .worlds import UNSETTLED, World

Sums = tuple[int, int | None]
"""The least and the most in fen; the most is None where no maximum is known."""


def sums_of(outcomes: list[Any]) -> Sums:
    """The sums of the bounds of each benefit."""
    highs = [outcome[2] for outcome in outcomes]
    return sum([outcome[1] for outcome in outcomes]), None if None in highs else sum(highs)


def claim_sums(answer: EventAnswer, facts: Any, used: dict[str, Any], outcomes: list[Outcome]) -> Sums:
    """The bounds of the claim's total, which a limit on all benefits cuts, and which holds in some world."""
    sums = sums_within_limits(answer, facts, used, outcomes)
    if sums[0] == sums[1]:
        return sums
    cases = [sums_within_limits(answer, facts, used, *case) for case in cases_of(answer, facts, used)]
    if not cases:
        return sums
    highs = [high for _, high in cases if high is not None]
    return min(low for low, _ in cases), max(highs) if len(highs) == len(cases) else None


def cases_of(answer: EventAnswer, facts: Any, used: dict[str, Any]) -> list[tuple[list[Outcome], World]]:
    """The outcome of each benefit in each world, where something open decides several of them."""
    return [
        (adjudicate_by_verbs(answer, facts, dict(used), world=world)[0], world) for world in answer.worlds
    ]


def sums_within_limits(
    answer: EventAnswer, facts: Any, used: dict[str, Any], outcomes: list[Outcome], world: World = UNSETTLED
) -> Sums:
    """The sums of the bounds, the most cut to what the limits on all benefits leave.

    Each benefit's own bounds allow for the case that the others pay nothing.
    """
    low, high = sums_of(outcomes)
    if low == high:
        return low, high
    do = Bounded(facts, used, world)
    for limit in answer.limits_in_all:
        left = do.most(do.look_up(limit.ceiling) - used.get(limit.code, 0), 0)
        _, high = ends(do.least(span(None, high), left))
    return low, high
