"""Laws about what is not paid: one for each kind of condition that a rule book may set."""

from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import strategies as st

from ....claims import Claim
from ....rules import (
    AgeLimit,
    ClaimWindow,
    Condition,
    ExcludedCauses,
    InSetting,
    Notice,
    NotInSitu,
    OfSex,
    OnList,
    OnRoute,
    Surgery,
    Waiting,
    WithinCover,
)
from ....vocabulary import both
from ...oracle import held, shifted, years_later
from ...strategies.dates import ClaimDates
from ...strategies.event_facts import SETTINGS, diseases
from ...strategies.one_claim import claim_of
from ...version_view import VersionView
from ..claim_text import ALL_OF_IT, condition, phrase
from ..law import Cases, Complaint, Ground, Law, asked_rules, changed
from ..payout import Payer

REFUSED = both(
    "{name}: {sum} was paid; nothing is due, since this does not hold: {why}.",
    "{name}：给付{sum}；不符合以下条件，不应给付：{why}。",
)

Break = Callable[[Any, Ground, Claim, Any], Claim]
"""Changes a claim that meets every condition so that it fails one."""


def _check(kind: type[Condition], book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    """Nothing is paid of a benefit whose condition of this kind surely fails."""
    paid, rules = pay(claim), asked_rules(book, claim)
    failed = {}
    for rule in rules:
        guards = [guard for guard in book.guards(rule) if isinstance(guard, kind)]
        broken = [guard for guard in guards if held(book, guard, claim) is False]
        if broken:
            failed[rule.code] = broken[0]
            sum_ = paid.of(rule.code)
            if sum_:
                said = phrase(REFUSED, name=rule.name, sum=sum_, why=condition(broken[0]))
                return Complaint(said, (claim,))
    if rules and len(failed) == len(rules) and not paid.by_benefit and paid.total:
        why = condition(next(iter(failed.values())))
        return Complaint(phrase(REFUSED, name=ALL_OF_IT, sum=paid.total, why=why), (claim,))
    return None


def _guards(kind: type[Condition], book: VersionView) -> list[Condition]:
    return [guard for guard in book.version.conditions if isinstance(guard, kind)]


@st.composite
def _broken(draw: Any, kind: type[Condition], break_: Break, ground: Ground) -> Claim:
    guard = draw(st.sampled_from(_guards(kind, ground.book)))
    guarded = [rule for rule in ground.book.version.benefits if guard in ground.book.guards(rule)]
    rule = draw(st.sampled_from(guarded))
    claim = draw(claim_of(ground.sound, rule.event, (rule.code,)))
    return break_(draw, ground, claim, guard)


def placed(claim: Claim, days: ClaimDates) -> Claim:
    """A claim put on other days; it is told and made on the day of the event, if on any."""
    told = {
        name: days.happened_on for name in ("notified_on", "claimed_on") if getattr(claim, name) is not None
    }
    moved = changed(
        claim.model_copy(update=dict.fromkeys(told)),
        event={"happened_on": days.happened_on},
        cover_from=days.cover_from,
    )
    return moved.model_copy(update=told)


def _outside(draw: Any, ground: Ground, claim: Claim, guard: Any) -> Claim:
    ours, book = ground.sound.days, ground.book
    product = claim.enrolment.product
    day = claim.enrolment.cover_from if book.by_cover_start else claim.event.happened_on
    way = draw(st.integers(0, 2))
    if guard.calendar_year:
        after = draw(st.sampled_from((-366, 366)) | st.integers(-400, 400))
        return placed(claim, ours.apart(product, day, after))
    if way == 0 or guard.years is None:
        return placed(claim, ours.apart(product, day, -draw(st.integers(1, 400))))
    after = 0 if way == 1 else draw(st.integers(0, 400))
    return placed(claim, ours.at_the_end(product, day, max(ours.marks.years), after))


def _waiting(draw: Any, ground: Ground, claim: Claim, guard: Any) -> Claim:
    ours = ground.sound.days
    day = claim.enrolment.cover_from if ground.book.by_cover_start else claim.event.happened_on
    last = max(ours.marks.cover_days)
    after = draw(st.integers(0, last - 1) | st.sampled_from([turn - 1 for turn in ours.marks.cover_days]))
    renewed = draw(st.sampled_from((False, False, True)))
    return changed(placed(claim, ours.apart(claim.enrolment.product, day, after)), renewed=renewed)


def _of_age(draw: Any, ground: Ground, claim: Claim, guard: Any) -> Claim:
    first = claim.enrolment.cover_from
    age, missed = (
        draw(st.sampled_from(ground.sound.marks.ages)),
        draw(st.integers(-400, 400) | st.sampled_from((-1, 0, 1))),
    )
    return changed(claim, born_on=shifted(years_later(first, -age), missed))


def _of_sex(draw: Any, ground: Ground, claim: Claim, guard: Any) -> Claim:
    return changed(claim, sex="male" if guard.sex == "female" else "female")


def _unlisted(draw: Any, ground: Ground, claim: Claim, guard: Any) -> Claim:
    return changed(claim, event={"disease": draw(diseases(ground.book, listed=False, codes=True))})


def _in_situ(draw: Any, ground: Ground, claim: Claim, guard: Any) -> Claim:
    return changed(claim, event={"in_situ": True})


def _no_surgery(draw: Any, ground: Ground, claim: Claim, guard: Any) -> Claim:
    return changed(claim, event={"surgery": False})


def _setting(draw: Any, ground: Ground, claim: Claim, guard: Any) -> Claim:
    return changed(claim, event={"setting": next(one for one in SETTINGS if one != guard.setting)})


def _cause(draw: Any, ground: Ground, claim: Claim, guard: Any) -> Claim:
    return changed(claim, event={"cause": draw(st.sampled_from(guard.causes))})


def _route(draw: Any, ground: Ground, claim: Claim, guard: Any) -> Claim:
    if not guard.unless:
        return claim
    name = draw(st.sampled_from(guard.unless))
    return changed(claim, event={name: draw(ground.sound.facts(claim.event.kind).present(name))})


def _notice(draw: Any, ground: Ground, claim: Claim, guard: Any) -> Claim:
    late = max(ground.sound.marks.notice_days) + draw(st.integers(1, 400))
    return claim.model_copy(update={"notified_on": shifted(claim.event.happened_on, late)})


def _window(draw: Any, ground: Ground, claim: Claim, guard: Any) -> Claim:
    last = years_later(claim.event.happened_on, max(ground.sound.marks.claim_years))
    return claim.model_copy(update={"claimed_on": shifted(last, draw(st.integers(1, 400)))})


def _law(kind: type[Condition], break_: Break) -> Law:
    cases: Cases = partial(_broken, kind, break_)
    return Law(kind.reason, lambda book: bool(_guards(kind, book)), partial(_check, kind), cases)


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
)
