"""Laws about refusals: one for each kind of condition that a rule book may have."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from hypothesis import strategies as st

from ....claims import Claim
from ....money import to_yuan
from ....rules import (
    AgeLimit,
    ClaimWindow,
    Condition,
    ExcludedCauses,
    FactAmong,
    InSetting,
    Notice,
    NotInSitu,
    NumberBounds,
    OfSex,
    OnList,
    OnRoute,
    Surgery,
    Waiting,
    WithinCover,
)
from ....vocabulary import both
from ...calendar_days import shifted, years_later
from ...oracle import first_claim_day, is_met, last_days
from ...strategies.amounts import values
from ...strategies.dates import ClaimDates
from ...strategies.one_claim import drawn_claim
from ...strategies.told_words import diseases, words_of
from ...version_view import VersionView
from ..claim_text import ALL_OF_IT, condition_text, phrase
from ..law import CaseStrategy, Counterexample, Law, VersionUnderTest, changed, claimed_benefits
from ..payout import CachedPayout

REFUSED = both(
    "{name}: {sum} was paid; nothing is due, because this condition is not met: {why}.",
    "{name}：给付{sum}；不符合以下条件，不应给付：{why}。",
)

ConditionBreaker = Callable[[Any, VersionUnderTest, Claim, Any], Claim]
"""Changes a claim that meets every condition so that it may no longer meet one."""


def _check(
    kind: type[Condition], view: VersionView, claim: Claim, pay: CachedPayout
) -> Counterexample | None:
    """Checks that a benefit is not paid if one of its conditions of this kind is certainly not met."""
    paid, benefits = pay(claim), claimed_benefits(view, claim)
    failed = []
    for benefit in benefits:
        conditions = [each for each in view.conditions_of(benefit) if isinstance(each, kind)]
        condition = next((each for each in conditions if is_met(view, each, claim) is False), None)
        if condition is not None:
            failed.append(condition)
            sum_ = paid.of(benefit.code)
            if sum_:
                text = phrase(REFUSED, name=benefit.name, sum=sum_, why=condition_text(condition))
                return Counterexample(text, (claim,), benefit.code)
    if benefits and len(failed) == len(benefits) and not paid.by_benefit and paid.total:
        text = phrase(REFUSED, name=ALL_OF_IT, sum=paid.total, why=condition_text(failed[0]))
        return Counterexample(text, (claim,))
    return None


def _conditions(kind: type[Condition], view: VersionView) -> list[Condition]:
    return [condition for condition in view.version.conditions if isinstance(condition, kind)]


@st.composite
def _failing_claims(
    draw: Any, kind: type[Condition], break_condition: ConditionBreaker, tested: VersionUnderTest
) -> Claim:
    view = tested.view
    condition = draw(st.sampled_from(_conditions(kind, view)))
    benefits = [each for each in view.version.benefits if condition in view.conditions_of(each)]
    benefit = draw(st.sampled_from(benefits))
    claim = drawn_claim(draw, tested.eligible, benefit.event, (benefit.code,))
    return break_condition(draw, tested, claim, condition)


def moved_to(claim: Claim, days: ClaimDates) -> Claim:
    """The claim on other days; a notice is on the day of the event, and the claim as early as can be."""
    given = [name for name in ("notified_on", "claimed_on") if getattr(claim, name) is not None]
    undated = claim.model_copy(update=dict.fromkeys(given))
    moved = changed(undated, event={"happened_on": days.happened_on}, cover_from=days.cover_from)
    first = {"notified_on": days.happened_on, "claimed_on": first_claim_day(moved.event)}
    return moved.model_copy(update={name: first[name] for name in given})


def _outside(draw: Any, tested: VersionUnderTest, claim: Claim, condition: Any) -> Claim:
    days, product = tested.eligible.days, claim.enrolment.product
    day = tested.view.governing_day(claim.enrolment, claim.event.happened_on)
    case = draw(st.integers(0, 5))
    if condition.calendar_year:
        after = draw(st.sampled_from((-366, 366)) | st.integers(-400, 400))
        return moved_to(claim, days.after_cover_starts(product, day, after))
    if case < 2 or condition.years is None:
        return moved_to(claim, days.after_cover_starts(product, day, -draw(st.integers(1, 400))))
    if case == 5 and days.after_leap_starts is not None:
        leap = draw(days.after_leap_starts)
        return changed(moved_to(claim, leap), product=leap.product)
    after = 0 if case < 4 else draw(st.integers(0, 400))
    return moved_to(claim, days.after_cover_ends(product, day, max(days.boundaries.years), after))


def _waiting(draw: Any, tested: VersionUnderTest, claim: Claim, condition: Any) -> Claim:
    days, last_days = tested.eligible.days, tested.eligible.boundaries.cover_days
    day = tested.view.governing_day(claim.enrolment, claim.event.happened_on)
    after = draw(st.integers(0, max(*last_days, 1) - 1) | st.sampled_from([last - 1 for last in last_days]))
    renewed = draw(st.sampled_from((False, False, True)))
    moved = moved_to(claim, days.after_cover_starts(claim.enrolment.product, day, after))
    return changed(moved, renewed=renewed)


def _of_age(draw: Any, tested: VersionUnderTest, claim: Claim, condition: Any) -> Claim:
    age = draw(st.sampled_from(tested.eligible.boundaries.ages))
    days = draw(st.integers(-400, 400) | st.sampled_from((-1, 0, 1)))
    return changed(claim, born_on=shifted(years_later(claim.enrolment.cover_from, -age), days))


def _of_sex(draw: Any, tested: VersionUnderTest, claim: Claim, condition: Any) -> Claim:
    return changed(claim, sex="male" if condition.sex == "female" else "female")


def _unlisted(draw: Any, tested: VersionUnderTest, claim: Claim, condition: Any) -> Claim:
    return changed(claim, event={"disease": draw(diseases(tested.view, listed=False, codes=True))})


def _in_situ(draw: Any, tested: VersionUnderTest, claim: Claim, condition: Any) -> Claim:
    return changed(claim, event={"in_situ": True})


def _no_surgery(draw: Any, tested: VersionUnderTest, claim: Claim, condition: Any) -> Claim:
    return changed(claim, event={"surgery": False})


def _setting(draw: Any, tested: VersionUnderTest, claim: Claim, condition: Any) -> Claim:
    others = [each for each in words_of(tested.view, "setting") if each != condition.setting]
    return changed(claim, event={"setting": draw(st.sampled_from(others))})


def _cause(draw: Any, tested: VersionUnderTest, claim: Claim, condition: Any) -> Claim:
    return changed(claim, event={"cause": draw(st.sampled_from(condition.causes))})


def _route(draw: Any, tested: VersionUnderTest, claim: Claim, condition: Any) -> Claim:
    if not condition.unless:
        return claim
    name = draw(st.sampled_from(condition.unless))
    return changed(claim, event={name: draw(tested.eligible.facts(claim.event.kind).present(name))})


def _last_day(claim: Claim, condition: Any) -> date:
    """The last day of a notice or of a claim; any day where the record states none."""
    _, latest = last_days(condition, claim.event.happened_on, claim)
    return latest or claim.event.happened_on


def _notice(draw: Any, tested: VersionUnderTest, claim: Claim, condition: Any) -> Claim:
    notified = shifted(_last_day(claim, condition), draw(st.integers(1, 400)))
    claimed = None if claim.claimed_on is None else max(claim.claimed_on, notified)
    return claim.model_copy(update={"notified_on": notified, "claimed_on": claimed})


def _window(draw: Any, tested: VersionUnderTest, claim: Claim, condition: Any) -> Claim:
    claimed = shifted(_last_day(claim, condition), draw(st.integers(1, 400)))
    return claim.model_copy(update={"claimed_on": max(claimed, first_claim_day(claim.event))})


def _beyond(draw: Any, tested: VersionUnderTest, claim: Claim, condition: Any) -> Claim:
    below = [number - 1 for number in values(condition.at_least) if number > 0]
    number = draw(st.sampled_from([*below, *(number + 1 for number in values(condition.at_most))] or [0]))
    given: Any = to_yuan(number) if condition.unit == "fen" else number
    if condition.fact in tested.view.declared:
        given = shifted(claim.event.happened_on, number) if condition.after_event else given
        return changed(claim, facts={condition.fact: given})
    if condition.fact == "shares":
        return changed(claim, shares=max(number, 1))
    return changed(claim, event={condition.fact: given}) if hasattr(claim.event, condition.fact) else claim


def _not_among(draw: Any, tested: VersionUnderTest, claim: Claim, condition: Any) -> Claim:
    """The claim with another word of a fact; as it is where every word is among those that are covered."""
    fact = condition.fact
    others = [word for word in words_of(tested.view, fact) if word not in condition.among]
    if not others:
        return claim
    given = {fact: draw(st.sampled_from(others))}
    if fact in tested.view.declared:
        return changed(claim, facts=given)
    if hasattr(claim.enrolment, fact):
        return changed(claim, **given)
    return changed(claim, event=given) if hasattr(claim.event, fact) else claim


def _law(kind: type[Condition], break_condition: ConditionBreaker) -> Law:
    cases: CaseStrategy = partial(_failing_claims, kind, break_condition)
    code = _CODES.get(kind) or kind.reason
    return Law(code, lambda view: bool(_conditions(kind, view)), partial(_check, kind), cases)


_CODES: dict[type[Condition], str] = {NumberBounds: "number_bounds", FactAmong: "fact_among"}
"""The laws about conditions that have a reason of their own in each rule book."""

REFUSALS = (
    _law(WithinCover, _outside),
    _law(Waiting, _waiting),
    _law(AgeLimit, _of_age),
    _law(OfSex, _of_sex),
    _law(OnList, _unlisted),
    _law(NotInSitu, _in_situ),
    _law(Surgery, _no_surgery),
    _law(InSetting, _setting),
    _law(ExcludedCauses, _cause),
    _law(OnRoute, _route),
    _law(Notice, _notice),
    _law(ClaimWindow, _window),
    _law(NumberBounds, _beyond),
    _law(FactAmong, _not_among),
)
