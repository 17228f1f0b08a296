"""One claim through one prepared version: conditions, benefits, limits. Plain tuples throughout."""

from collections.abc import Mapping
from typing import Any

from ..claims import Claim
from ..diseases import plain
from ..intervals import UNSURE, ends
from ..limits import Limit
from ..money import to_fen
from ..rules import Condition, PriorPayment
from ..usage import LimitKey
from .bounded import Bounded
from .exact import Exact, Indeterminate
from .outcome import NIL, Draws, GuardedBenefit, Outcome
from .prepared_plan import EventAnswer
from .trace import Trace, TracedBounded, TracedExact


class ClaimFacts:
    """A claim's facts as attributes."""


def facts_of(claim: Claim, diseases: Mapping[str, str]) -> Any:
    """The claim's facts under their field names: dates as day numbers, money in whole fen.

    `diseases` gives the code of each disease that the plan names, by its names made `plain`.
    """
    facts = ClaimFacts()
    enrolment, event = claim.enrolment, claim.event
    known = facts.__dict__
    known.update(enrolment.__dict__)
    known.update(event.__dict__)
    known["happened_on"] = event.happened_on.toordinal()
    known["cover_from"] = enrolment.cover_from.toordinal()
    notified, claimed, born = claim.notified_on, claim.claimed_on, enrolment.born_on
    known["notified_on"] = None if notified is None else notified.toordinal()
    known["claimed_on"] = None if claimed is None else claimed.toordinal()
    if born is not None:
        known["born_on"] = born.toordinal()
    for name in event.hundredths:
        if known[name] is not None:
            known[name] = to_fen(known[name])
    if diseases and "disease" in known:
        known["disease"] = diseases.get(plain(known["disease"]), known["disease"])
    return facts


def key_of(limit: Limit, claim: Claim, facts: Any) -> LimitKey:
    """What a limit's units are counted by for this claim."""
    since = None
    if limit.per == "cover_period":
        since = claim.enrolment.cover_from
    elif limit.per == "calendar_year":
        since = claim.event.happened_on.replace(month=1, day=1)
    subject = getattr(facts, limit.subject) if limit.subject else None
    return LimitKey(claim.enrolment.plan, limit.code, claim.member, since, subject)


def used_before(answer: EventAnswer, claim: Claim, facts: Any, ledger: dict[LimitKey, Any]) -> dict[str, Any]:
    """Units used of each limit that this claim may draw on, by the limit's code."""
    if not ledger:
        return {}
    keys = [(limit.code, key_of(limit, claim, facts)) for limit in answer.limits]
    return {code: ledger[key] for code, key in keys if key in ledger}


def adjudicate(answer: EventAnswer, facts: Any, used: dict[str, Any]) -> tuple[list[Outcome], Draws]:
    """The outcome of each benefit, and the draws on limits that are counted over several claims.

    `used` gives the units used before by limit code.
    """
    try:
        return answer.compiled(facts.__dict__, dict(used))
    except Indeterminate:
        return adjudicate_by_verbs(answer, facts, dict(used))


def traced(answer: EventAnswer, facts: Any, used: dict[str, Any]) -> Trace:
    """The steps of a claim, of which `used` gives the units used before by limit code."""
    try:
        answer.traced()(facts.__dict__, dict(used), trace := Trace())
    except Indeterminate:
        adjudicate_by_verbs(answer, facts, dict(used), trace := Trace())
    return trace


def adjudicate_by_verbs(
    answer: EventAnswer, facts: Any, used: dict[str, Any], trace: Trace | None = None
) -> tuple[list[Outcome], Draws]:
    """The same verb by verb, with bounds where something has no single value.

    Every draw is given, and `used` is drawn down in place. `trace` receives the steps.
    """
    do = Exact(facts, used) if trace is None else TracedExact(facts, used, trace)
    outcomes: list[Outcome] = []
    covered = False
    for part in answer.parts:
        if part.benefit.claimed(facts, do):
            mark = len(do.journal)
            try:
                outcome = None if covered else _refusal(answer.conditions, facts, do)
                covered = outcome is None
                outcomes.append(outcome or _exactly(part, facts, do))
                steps = do.taken()
            except Indeterminate:
                do.undo(mark)
                within = Bounded(facts, used) if trace is None else TracedBounded(facts, used, trace)
                outcomes.append(_within_bounds((*answer.conditions, *part.conditions), part, facts, within))
                do.journal.extend(within.journal)
                steps = within.taken()
        else:
            outcomes.append(NIL)
            steps = ()
        if trace is not None:
            trace.parts.append(steps)
    for condition in answer.prior_payments:
        _close(condition, outcomes, facts, do)
    return outcomes, do.journal


def _exactly(part: GuardedBenefit, facts: Any, do: Exact) -> Outcome:
    refused = _refusal(part.conditions, facts, do) if part.conditions else None
    if refused is not None:
        return refused
    do.conditions_met()
    units, amount = part.benefit.formula(facts, do)
    return ("payable" if amount else "nil", amount, amount, units, None, ())


def _close(condition: PriorPayment, outcomes: list[Outcome], facts: Any, do: Exact) -> None:
    """Count the claim as paid; as possibly paid where even that is not determined."""
    if any(outcome[1] for outcome in outcomes):
        condition.afterwards(True, do)
    elif any(outcome[0] == "undetermined" for outcome in outcomes):
        within = Bounded(facts, do.ledger)
        condition.afterwards(UNSURE, within)
        do.journal.extend(within.journal)


def _refusal(conditions: tuple[Condition, ...], facts: Any, do: Exact) -> Outcome | None:
    """The outcome that the first condition to fail gives, if one does."""
    for condition in conditions:
        do.conditions_met()
        for fact in condition.needs:
            if getattr(facts, fact) is None:
                break
        else:
            if not condition.holds(facts, do):
                return ("refused", 0, 0, 0, condition.reason, ())
    return None


def _within_bounds(
    conditions: tuple[Condition, ...], part: GuardedBenefit, facts: Any, do: Bounded
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
    units, amount = part.benefit.formula(facts, do)
    if not sure:
        units, amount = do.choose(UNSURE, units, 0), do.choose(UNSURE, amount, 0)
        do.doubt()
    low, high = ends(amount)
    if low is None:
        raise ArithmeticError(
            f"{part.benefit.code}: a sum without a least value; formulas stay at or above zero"
        )
    if low == high:
        return ("payable" if low else "nil", low, low, units if type(units) is int else None, None, ())
    missing = tuple({id(term): term for term in do.met}.values())
    return ("undetermined", low, high, units if type(units) is int else None, None, missing)


def add_draws(ledger: dict[LimitKey, Any], claim: Claim, facts: Any, journal: Draws) -> None:
    """Count a claim's draws in the ledger, for the claims that follow; a draw of nothing leaves no entry."""
    for limit, granted, _ in journal:
        if limit.per != "event" and granted != 0:
            key = key_of(limit, claim, facts)
            ledger[key] = ledger.get(key, 0) + granted
