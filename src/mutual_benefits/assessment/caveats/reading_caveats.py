"""Caveats about readings: those under which a claim would come out differently."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ... import formatting
from ...engine.adjudication import adjudicate
from ...engine.claim_sums import claim_sums
from ...engine.event_answer import EventAnswer
from ...engine.exact import Exact
from ...engine.outcome import NIL, GuardedBenefit
from ...engine.prepared_plan import PreparedPlan
from ...engine.products import check_product
from ...errors import MutualBenefitsError
from ..worked_claim import WorkedClaim
from .caveat_rule import CaveatFields, any_claimed


def reading_caveats(worked: WorkedClaim) -> Iterator[CaveatFields]:
    """One caveat for each other reading under which this claim would come out differently."""
    plan, kind = worked.prepared_plan, worked.claim.event.kind
    own = _results(worked.answer, worked.outcomes)
    for name, other in plan.alternatives:
        if name == "version.date" and _same_version_either_way(worked):
            continue
        chosen = plan.readings[name]
        code, total = _under(worked, own, plan.under(name, other))
        if code:
            yield (
                code,
                {
                    "name": partial(formatting.reading_words, name, kind),
                    "chosen": partial(formatting.reading_words, f"{name}={chosen}", kind),
                    "other": partial(formatting.reading_words, f"{name}={other}", kind),
                    "total": total,
                },
            )


def _same_version_either_way(worked: WorkedClaim) -> bool:
    timeline = worked.prepared_plan.timelines.of_product(worked.claim.enrolment.product)
    event, start = worked.claim.event.happened_on, worked.claim.enrolment.cover_from
    return timeline is not None and timeline.place_on(event) == timeline.place_on(start)


def touched_benefits(
    own: EventAnswer, other: EventAnswer, differing: tuple[int, ...]
) -> list[GuardedBenefit]:
    """The benefits for which it may matter that another answer applies instead of one's own.

    They are those of either answer that the other has not, or has otherwise.
    """
    alike = {each.benefit.code for index, each in enumerate(own.benefits) if index not in differing}
    others = [each for each in other.benefits if each.benefit.code not in alike]
    return [*(own.benefits[index] for index in differing), *others]


def _under(
    worked: WorkedClaim, own: dict[str, Any], plan: PreparedPlan
) -> tuple[str, Callable[[str], str] | None]:
    """The code of the caveat for another reading ("" for none), and the total under it."""
    try:
        check_product(plan, worked.claim)
        _, answer = plan.answer_for(worked.claim)
    except MutualBenefitsError:
        return "reading_unanswered", None
    difference = worked.prepared_plan.difference(worked.answer, answer)
    if all(worked.outcomes[index] is NIL for index in difference.benefits):
        touched = touched_benefits(worked.answer, answer, difference.benefits)
        if not any_claimed(touched, worked.facts, Exact(worked.facts, {})):
            return "", None
    if worked.used_before and difference.limits:
        return "reading_uncounted", None
    outcomes, _ = adjudicate(answer, worked.facts, worked.used_before)
    if _results(answer, outcomes) == own:
        return "", None
    sums = claim_sums(answer, worked.facts, worked.used_before, outcomes)
    return "reading", partial(formatting.amount, *sums, "fen")


def _results(answer: EventAnswer, outcomes: list[Any]) -> dict[str, tuple[Any, ...]]:
    """Status and bounds of each benefit that is not `nil`, by code."""
    results = zip(answer.benefits, outcomes, strict=True)
    return {guarded.benefit.code: outcome[:3] for guarded, outcome in results if outcome[0] != "nil"}
