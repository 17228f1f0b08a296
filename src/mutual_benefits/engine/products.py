"""Whether a claim that names no product can be answered: all products must come to the same."""

from typing import Any

from ..claims import Claim
from ..errors import MutualBenefitsError
from ..frozen import Frozen
from ..intervals import ends
from ..sources import Basis, Source, Text
from .adjudication import adjudicate, facts_of
from .event_answer import EventAnswer
from .outcome import refusal_of
from .prepared_plan import PreparedPlan

_WORDS = (Source, Basis, Text)


def check_product(plan: PreparedPlan, claim: Claim) -> None:
    """Check that a claim names its product, or that it makes no difference to the claim which one it is.

    Products come to the same for a claim if each benefit pays the same under them, for the same reason if
    nothing, and the claim draws the same on the same limits. What earlier claims used does not matter, so
    that a claim is answered or not whatever the history.

    Raises:
        UnknownProduct: the products sold on the governing day do not come to the same.
    """
    if claim.enrolment.product is not None or not plan.must_agree:
        return
    day = plan.governing_day(claim)
    rivals = plan.timelines.rivals_on(day)
    if len(rivals) > 1 and len({_result(plan, place, claim) for place in rivals}) > 1:
        raise plan.timelines.product_not_named(day, claim.id)


def _result(plan: PreparedPlan, place: int, claim: Claim) -> tuple[Any, ...]:
    """What a version comes to for a claim with no history, in a form that can be compared."""
    try:
        _, answer = plan.answer_by(place, claim)
    except MutualBenefitsError as error:
        return (error.field,)
    outcomes, journal = adjudicate(answer, facts_of(claim, plan.words), {})
    benefits = zip(answer.benefits, outcomes, strict=True)
    sums = {guarded.benefit.code: outcome[1:3] for guarded, outcome in benefits if outcome[2] != 0}
    draws: dict[str, tuple[int, int | None]] = {}
    for limit, granted, _ in journal:
        if limit.per != "event":
            low, high = draws.get(limit.code, (0, 0))
            least, most = ends(granted)
            draws[limit.code] = (low + (least or 0), None if high is None or most is None else high + most)
    limits = counted_limits(answer) if sums else ()
    return (frozenset(sums.items()), refusal_of(outcomes), frozenset(draws.items()), limits)


def counted_limits(answer: EventAnswer) -> tuple[Any, ...]:
    """The limits that are counted over several claims, without their words and sources."""
    return tuple(sorted((limit.code, _figures_of(limit)) for limit in answer.limits))


def _figures_of(value: Any) -> Any:
    if isinstance(value, Frozen):
        parts = [part for part in value.__dict__.values() if part is not None]
        return repr([_figures_of(part) for part in parts if not isinstance(part, _WORDS)])
    return tuple(_figures_of(part) for part in value) if isinstance(value, tuple) else value
