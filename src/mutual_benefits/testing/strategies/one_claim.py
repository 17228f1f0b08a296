"""The strategies for one claim under one version: its days, its enrolment and its event."""

from datetime import date
from itertools import product
from typing import Any

from hypothesis import strategies as st

from ..._given_facts import GivenFacts
from ...claims import Claim, Enrolment
from ...events import KINDS
from ...rules import AgeLimit, ClaimWindow, Notice, OfSex
from ..calendar_days import shifted, years_later
from ..oracle import first_claim_day
from ..version_view import VersionView
from .amounts import values
from .boundaries import Boundaries
from .dates import ClaimDates, DayStrategies, anywhere, in_cover
from .declared_facts import DeclaredFacts
from .event_facts import EITHER, EventFacts, FactStrategies, FactValues, drawn_facts
from .stay_nights import with_discharge
from .told_words import known_words

MEMBERS = ("M-1", "M-2")

OF_THE_PERSON = ("member_class", "occupation")
"""The words of every enrolment; a payout that reads one that no rule reads is found."""


class ClaimStrategies:
    """The strategies for the parts of claims under one version.

    With `near`, claims favour the version's boundaries. With `eligible`, they meet every condition. With
    `codes`, diseases and words have their codes only. With `defaults`, a declared fact with a default may be
    left out.
    """

    def __init__(
        self,
        view: VersionView,
        *,
        near: bool,
        eligible: bool = False,
        codes: bool = False,
        defaults: bool = True,
    ) -> None:
        self.view = view
        self.boundaries = boundaries = Boundaries(view)
        self.near, self.eligible, self.codes = near, eligible, codes
        self.days = DayStrategies(boundaries, near=near)
        self.kinds = st.sampled_from(view.kinds)
        self.members = st.just(MEMBERS[0]) if eligible else st.sampled_from(MEMBERS)
        self.of_the_enrolment = {**self._enrolment_facts(), **self._person()}
        self.late = st.none() | st.integers(-1, 1)
        self._facts: dict[str, EventFacts] = {}
        self.own_facts = DeclaredFacts(
            boundaries, near=near, eligible=eligible, codes=codes, defaults=defaults
        )

    def facts(self, kind: str) -> EventFacts:
        """The strategies for the facts of one kind of event."""
        if kind not in self._facts:
            self._facts[kind] = EventFacts(
                self.boundaries, kind, near=self.near, eligible=self.eligible, codes=self.codes
            )
        return self._facts[kind]

    def _enrolment_facts(self) -> FactStrategies:
        view, version, shares = self.view, self.view.version, self.boundaries.shares
        facts: FactStrategies = {}
        if version.fee_tiers:
            facts["fee_tier"] = st.sampled_from([tier.code for tier in version.fee_tiers])
        read = frozenset(view.facts_of_conditions).union(*map(view.facts_of_benefits, view.kinds))
        if shares or "shares" in read:
            numbers = [number + step for number in shares or (1, 2) for step in (0, 1)]
            facts["shares"] = st.sampled_from(numbers) if self.near else st.integers(1, max(numbers))
        if view.keys("shares"):
            facts["shares"] = st.sampled_from(view.keys("shares"))
        if "renewed" in read:
            renewed = known_words(view, "renewed", eligible=self.eligible)
            facts["renewed"] = st.sampled_from([bool(key) for key in renewed])
        return facts

    def _person(self) -> FactStrategies:
        """The words of a member; where it is read, age with the days by which a birthday is missed."""
        conditions = self.view.version.conditions
        needs = {name for condition in conditions for name in condition.needs}
        facts: FactStrategies = {}
        if "sex" in needs:
            of_condition = [condition.sex for condition in conditions if isinstance(condition, OfSex)]
            eligible = st.sampled_from(of_condition or known_words(self.view, "sex", eligible=True))
            any_sex = st.sampled_from((None, "female", "male"))
            facts["sex"] = eligible if self.eligible else eligible | eligible | eligible | any_sex
        words = {name: known_words(self.view, name, eligible=self.eligible) for name in OF_THE_PERSON}
        if "sex" not in facts:
            words["sex"] = self.view.keys("sex") or (None, "female", "male")
        facts["person"] = st.sampled_from(
            [tuple(zip(words, chosen, strict=True)) for chosen in product(*words.values())]
        )
        if "born_on" in needs:
            eligible_age = st.tuples(st.just(self._eligible_age()), st.just(0))
            close = st.tuples(st.sampled_from(self.boundaries.ages), st.sampled_from((0, -1, 1)))
            other = close if self.near else st.tuples(st.integers(0, 80), st.just(0))
            facts["born"] = eligible_age if self.eligible else eligible_age | other | st.none()
        return facts

    def _eligible_age(self) -> int:
        """An age within every age limit, if there is one."""
        limits = [condition for condition in self.view.version.conditions if isinstance(condition, AgeLimit)]
        oldest = min(number for limit in limits for number in values(limit.below))
        least = [number for limit in limits for number in values(limit.least)]
        return (max(least, default=max(oldest - 10, 0)) + oldest) // 2


def drawn_claim(
    draw: st.DrawFn, strategies: ClaimStrategies, kind: str | None = None, benefits: tuple[str, ...] = ()
) -> Claim:
    """Draw a claim for an event of one kind, or of any, that claims these benefits (codes), or any.

    The event is drawn last: how many facts it draws depends on the benefits that it claims.
    """
    days = (in_cover if strategies.eligible else anywhere)(draw, strategies.days)
    member, plan = draw(strategies.members), strategies.view.plan.code
    enrolment = _enrolment(days, plan, drawn_facts(draw, strategies.of_the_enrolment))
    own_facts = strategies.own_facts.drawn(draw, days.happened_on)
    event = drawn_event(draw, strategies, kind or draw(strategies.kinds), days, benefits)
    boundaries = strategies.boundaries
    deadlines: FactValues = {}
    if boundaries.conditions(Notice):
        last = max(boundaries.last_days(Notice, days.happened_on), default=days.happened_on)
        deadlines["notified_on"] = _notice_or_claim_day(draw, strategies, days, last)
    if boundaries.conditions(ClaimWindow):
        last = max(boundaries.last_days(ClaimWindow, days.happened_on), default=days.happened_on)
        claimed = _notice_or_claim_day(draw, strategies, days, last)
        deadlines["claimed_on"] = _possible(claimed, event, deadlines.get("notified_on"), last)
    return Claim(
        id="C-1", member=member, enrolment=enrolment, event=event, **deadlines, facts=GivenFacts(own_facts)
    )


def _notice_or_claim_day(
    draw: st.DrawFn, strategies: ClaimStrategies, days: ClaimDates, last: date
) -> date | None:
    """A day of notice or of claim: the day of the event, or one about the last day in time."""
    if strategies.eligible:
        return days.happened_on
    late = draw(strategies.late)
    return None if late is None else max(days.happened_on, shifted(last, late))


def _possible(claimed: date | None, event: Any, notified: date | None, last: date) -> date | None:
    """The day of a claim, or the first day on which it can be; None where that is after the last in time."""
    if claimed is None:
        return None
    first = max(first_claim_day(event), notified or event.happened_on)
    return claimed if first <= claimed else first if first <= last else None


single_claim = st.composite(drawn_claim)
"""The strategy for such a claim."""


def _enrolment(days: ClaimDates, plan: str, drawn: FactValues) -> Enrolment:
    facts: FactValues = dict(drawn)
    facts |= facts.pop("person")
    born = facts.pop("born", None)
    if born is not None:
        birth = shifted(years_later(days.cover_from, -born[0]), born[1])
        facts["born_on"] = min(birth, days.cover_from, days.happened_on)
    return Enrolment(plan=plan, cover_from=days.cover_from, product=days.product, **facts)


def drawn_event(
    draw: st.DrawFn, strategies: ClaimStrategies, kind: str, days: ClaimDates, benefits: tuple[str, ...] = ()
) -> Any:
    """Draw an event of one kind that claims these benefits (codes), or some of the version's."""
    event_facts = strategies.facts(kind)
    facts = event_facts.drawn(draw)
    if benefits:
        claimed = [benefit for benefit in event_facts.benefits if benefit.code in benefits]
    else:
        first = draw(event_facts.one_benefit) if event_facts.benefits else None
        claimed = [benefit for benefit in event_facts.benefits if benefit is first or draw(EITHER)]
    for benefit in claimed:
        facts |= event_facts.claiming(draw, benefit)
    facts = with_discharge(draw, event_facts, facts, days.happened_on)
    return KINDS[kind](happened_on=days.happened_on, **facts)
