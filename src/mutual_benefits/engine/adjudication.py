"""Works out one claim under one prepared version: conditions, then benefits, within limits."""

from typing import Any

from .._texts import both
from ..claims import Claim
from ..intervals import UNSURE, Value, ends, span
from ..limits import Limit
from ..money import to_fen
from ..rules import Condition, PriorPayment
from ..rules.own_facts import UntoldFact, values_of
from ..rules.words import WordBook
from ..usage import LimitKey, counted_as
from .bounded import Bounded
from .event_answer import EventAnswer
from .exact import Exact, Indeterminate
from .outcome import NIL, Draws, GuardedBenefit, Outcome
from .trace import Trace, TracedBounded, TracedExact
from .worlds import UNSETTLED, World


class ClaimFacts:
    """A claim's facts as attributes."""


def facts_of(claim: Claim, words: WordBook) -> Any:
    """The claim's facts under their field names: dates as day numbers, money in whole fen, words as codes."""
    facts = ClaimFacts()
    enrolment, event = claim.enrolment, claim.event
    fields = facts.__dict__
    fields.update(enrolment.__dict__)
    fields.update(event.__dict__)
    fields["happened_on"] = event.happened_on.toordinal()
    fields["cover_from"] = enrolment.cover_from.toordinal()
    notified, claimed, born = claim.notified_on, claim.claimed_on, enrolment.born_on
    fields["notified_on"] = None if notified is None else notified.toordinal()
    fields["claimed_on"] = None if claimed is None else claimed.toordinal()
    if born is not None:
        fields["born_on"] = born.toordinal()
    if event.kind == "hospital_stay":
        nights = fields["nights"] = event.nights
        fields["days_less_nights"] = 0 if nights is None else event.days - nights
    for name in event.hundredths:
        if fields[name] is not None:
            fields[name] = to_fen(fields[name])
    words.encode(fields, ("product", "fee_tier", *event.named))
    if words.facts:
        fields.update(values_of(claim, words.facts))
        words.encode(fields, words.own_words)
    return facts


def key_of(limit: Limit, claim: Claim, facts: Any) -> LimitKey:
    """The key under which this claim's use of a limit is counted."""
    since = None
    if limit.per == "cover_period":
        since = claim.enrolment.cover_from
    elif limit.per == "calendar_year":
        since = claim.event.happened_on.replace(month=1, day=1)
    subject = None
    if limit.subject:
        told = getattr(facts, limit.subject)
        subject = "" if told is None else counted_as(str(told))
    return LimitKey(claim.enrolment.plan, limit.code, claim.member, since, subject)


def used_before(answer: EventAnswer, claim: Claim, facts: Any, ledger: dict[LimitKey, Any]) -> dict[str, Any]:
    """The units already used of each limit that this claim may draw on, by the limit's code."""
    if not ledger:
        return {}
    keys = [(limit.code, key_of(limit, claim, facts)) for limit in answer.limits]
    return {code: ledger[key] for code, key in keys if key in ledger}


def adjudicate(answer: EventAnswer, facts: Any, used: dict[str, Any]) -> tuple[list[Outcome], Draws]:
    """The outcome of each benefit, and the draws on limits that are counted over several claims.

    `used` maps limit codes to the units used before.
    """
    try:
        return answer.compiled(facts.__dict__, dict(used))
    except Indeterminate:
        return adjudicate_by_verbs(answer, facts, dict(used))


def trace_steps(answer: EventAnswer, facts: Any, used: dict[str, Any]) -> Trace:
    """The steps of a claim; `used` maps limit codes to the units used before."""
    try:
        answer.traced(facts.__dict__, dict(used), trace := Trace())
    except Indeterminate:
        adjudicate_by_verbs(answer, facts, dict(used), trace := Trace())
    return trace


def adjudicate_by_verbs(
    answer: EventAnswer,
    facts: Any,
    used: dict[str, Any],
    trace: Trace | None = None,
    world: World = UNSETTLED,
) -> tuple[list[Outcome], Draws]:
    """The same verb by verb, with bounds where something has no single value in this world.

    The result lists every draw, and `used` is updated in place. `trace` receives the steps.
    """
    do = Exact(facts, used) if trace is None else TracedExact(facts, used, trace)
    outcomes: list[Outcome] = []
    covered = False
    for guarded in answer.benefits:
        if guarded.benefit.claimed(facts, do):
            mark = len(do.journal)
            try:
                refusal = None if covered else _refusal(answer.conditions, facts, do)
                covered = refusal is None
                outcomes.append(refusal or _exact_outcome(guarded, facts, do))
                steps = do.pop_steps()
            except Indeterminate:
                do.undo(mark)
                bounded = Bounded(facts, used, world) if trace is None else TracedBounded(facts, used, trace)
                bounded.earlier, bounded.drawn = do.earlier, do.journal
                conditions = (*answer.conditions, *guarded.conditions)
                outcomes.append(_bounded_outcome(conditions, guarded, facts, bounded))
                do.journal.extend(bounded.journal)
                steps = bounded.pop_steps()
        else:
            outcomes.append(NIL)
            steps = ()
        if trace is not None:
            trace.benefits.append(steps)
    for condition in answer.prior_payments:
        _count_payment(condition, outcomes, facts, do)
    return outcomes, do.journal


def _exact_outcome(guarded: GuardedBenefit, facts: Any, do: Exact) -> Outcome:
    refusal = _refusal(guarded.conditions, facts, do) if guarded.conditions else None
    if refusal is not None:
        return refusal
    do.conditions_met()
    units, amount = guarded.benefit.formula(facts, do)
    return ("payable" if amount else "nil", amount, amount, units, None, ())


def _count_payment(condition: PriorPayment, outcomes: list[Outcome], facts: Any, do: Exact) -> None:
    """Count the claim as paid, or as possibly paid where that is undetermined."""
    paid: Value = True if any(outcome[1] for outcome in outcomes) else UNSURE
    if paid is True or any(outcome[0] == "undetermined" for outcome in outcomes):
        bounded = Bounded(facts, do.ledger)
        bounded.earlier, bounded.drawn = do.earlier, do.journal
        condition.afterwards(paid, bounded)
        do.journal.extend(bounded.journal)


def _refusal(conditions: tuple[Condition, ...], facts: Any, do: Exact) -> Outcome | None:
    """The outcome of the first condition that fails, if any does."""
    for condition in conditions:
        do.conditions_met()
        for fact in condition.needs:
            if getattr(facts, fact) is None:
                break
        else:
            if not condition.holds(facts, do):
                return ("refused", 0, 0, 0, condition.reason, ())
    return None


def _bounded_outcome(
    conditions: tuple[Condition, ...], guarded: GuardedBenefit, facts: Any, do: Bounded
) -> Outcome:
    sure = True
    for condition in conditions:
        do.conditions_met()
        if all(getattr(facts, fact) is not None for fact in condition.needs):
            holds = condition.holds(facts, do)
            if holds is False:
                return ("refused", 0, 0, 0, condition.reason, ())
            sure = sure and holds is not UNSURE
    do.conditions_met()
    units, amount = guarded.benefit.formula(facts, do)
    if not sure:
        units, amount = do.choose(UNSURE, units, 0), do.choose(UNSURE, amount, 0)
        do.doubt_draws()
        do.step("open_conditions", amount, "fen", of=amount)
    low, high = ends(amount)
    if low is None:
        raise ArithmeticError(
            both(
                "{benefit}: the sum has no least value; a formula must not fall below zero",
                "{benefit}：金额没有下限；公式的结果不得为负数",
                benefit=guarded.benefit.code,
            )
        )
    if low == high:
        return ("payable" if low else "nil", low, low, units if type(units) is int else None, None, ())
    # A fact that is not told is one wherever it is missed; of terms, equal ones may stand in several places.
    missing = tuple({term if type(term) is UntoldFact else id(term): term for term in do.missing}.values())
    return ("undetermined", low, high, units if type(units) is int else None, None, missing)


def add_draws(ledger: dict[LimitKey, Any], claim: Claim, facts: Any, journal: Draws) -> None:
    """Add a claim's draws to the ledger for later claims; a draw of nothing leaves no entry.

    Where the period of a limit is not stated, a later claim may be in another one, so perhaps none count.
    """
    for limit, granted, _ in journal:
        if limit.per != "event" and granted != 0:
            key, counted = key_of(limit, claim, facts), granted
            if limit.period_unstated:
                counted = span(0, ends(granted)[1])
            ledger[key] = ledger.get(key, 0) + counted
