"""How one claim is drawn under one version: its days, who enrolled, and what happened."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from ...claims import Claim, Enrolment
from ...events import KINDS
from ...rules import AgeLimit, OfSex, Waiting
from ...terms import Ladder
from ..oracle import shifted, years_later
from ..version_view import VersionView
from .boundaries import Boundaries, values
from .dates import ClaimDates, DayStrategies, anywhere, in_cover
from .event_facts import EventFacts, FactValues

MEMBERS = ("M-1", "M-2")


class Drawing:
    """The strategies for claims under one version, made once.

    With `near`, claims dwell on the version's boundaries. `sound` ones meet every condition. With
    `codes`, diseases go by their codes alone.
    """

    def __init__(self, book: VersionView, *, near: bool, sound: bool = False, codes: bool = False) -> None:
        self.book = book
        self.marks = marks = Boundaries(book)
        self.near, self.sound, self.codes = near, sound, codes
        self.days = DayStrategies(marks, near=near)
        self.placed = in_cover(self.days) if sound else anywhere(self.days)
        self.kinds = st.sampled_from(book.kinds)
        self.members = st.just(MEMBERS[0]) if sound else st.sampled_from(MEMBERS)
        self.bought = st.fixed_dictionaries(self._bought())
        self.person = st.fixed_dictionaries(self._person())
        self.late = st.none() | st.integers(-1, 1)
        self._facts: dict[str, EventFacts] = {}

    def facts(self, kind: str) -> EventFacts:
        """The strategies for the facts of one kind of event."""
        if kind not in self._facts:
            self._facts[kind] = EventFacts(
                self.marks, kind, near=self.near, sound=self.sound, codes=self.codes
            )
        return self._facts[kind]

    def _bought(self) -> FactValues:
        book, version, shares = self.book, self.book.version, self.marks.shares
        found: FactValues = {}
        if version.fee_tiers:
            found["fee_tier"] = st.sampled_from([tier.code for tier in version.fee_tiers])
            found["occupation"] = st.sampled_from(("ordinary", "high_risk"))
        if shares:
            turns = [number + step for number in shares for step in (0, 1)]
            found["shares"] = st.sampled_from(turns) if self.near else st.integers(1, max(turns))
        for name in ("member_class", "occupation"):
            if book.keys(name):
                found[name] = st.sampled_from(book.keys(name))
        if waivers(book):
            found["renewed"] = st.booleans()
        return found

    def _person(self) -> FactValues:
        """Sex, age and the days by which a birthday is missed, where the version looks at them."""
        conditions = self.book.version.conditions
        needs = {name for guard in conditions for name in guard.needs}
        found: FactValues = {}
        if "sex" in needs:
            covered = [guard.sex for guard in conditions if isinstance(guard, OfSex)]
            right = st.sampled_from(covered or self.book.keys("sex") or ("female", "male"))
            any_sex = st.sampled_from((None, "female", "male"))
            found["sex"] = right if self.sound else right | right | right | any_sex
        elif self.book.keys("sex"):
            found["sex"] = st.sampled_from(self.book.keys("sex"))
        if "born_on" in needs:
            safe = st.tuples(st.just(self._safe_age()), st.just(0))
            turns = st.tuples(st.sampled_from(self.marks.ages), st.sampled_from((0, -1, 1)))
            some = turns if self.near else st.tuples(st.integers(0, 80), st.just(0))
            found["born"] = safe if self.sound else safe | some | st.none()
        return found

    def _safe_age(self) -> int:
        """An age that is neither too young nor too old by any condition, as far as there is one."""
        limits = [guard for guard in self.book.version.conditions if isinstance(guard, AgeLimit)]
        oldest = min(number for guard in limits for number in values(guard.below))
        least = [number for guard in limits for number in values(guard.least)]
        return (max(least, default=max(oldest - 10, 0)) + oldest) // 2


def waivers(book: VersionView) -> list[Any]:
    """What a renewal may waive: the waivers of waits and of ladders."""
    parts = (part for part in book.parts if isinstance(part, Waiting | Ladder))
    return [part.waiver for part in parts if part.waiver is not None]


@st.composite
def claim_of(draw: st.DrawFn, ours: Drawing, kind: str | None = None, rules: tuple[str, ...] = ()) -> Claim:
    """A claim for an event of one kind, or any, that asks for these benefits, or for any."""
    days = draw(ours.placed)
    event = draw(event_of(ours, kind or draw(ours.kinds), days, rules))
    told: FactValues = {}
    if ours.marks.notice_days:
        told["notified_on"] = _told(
            draw, ours, days, [shifted(days.happened_on, n) for n in ours.marks.notice_days]
        )
    if ours.marks.claim_years:
        last = [years_later(days.happened_on, number) for number in ours.marks.claim_years]
        told["claimed_on"] = _told(draw, ours, days, last)
    return Claim(
        id="C-1",
        member=draw(ours.members),
        enrolment=_enrolment(days, ours.book.plan.code, draw(ours.bought), draw(ours.person)),
        event=event,
        **told,
    )


def _told(draw: st.DrawFn, ours: Drawing, days: ClaimDates, last: list[date]) -> date | None:
    """A day of notice or of claim: the day of the event, or about the last that is in time."""
    if ours.sound:
        return days.happened_on
    late = draw(ours.late)
    return None if late is None else max(days.happened_on, shifted(last[-1], late))


def _enrolment(days: ClaimDates, plan: str, bought: FactValues, person: FactValues) -> Enrolment:
    born = person.get("born")
    facts: FactValues = {name: value for name, value in person.items() if name != "born"}
    if born is not None:
        facts["born_on"] = shifted(years_later(days.cover_from, -born[0]), born[1])
    return Enrolment(plan=plan, cover_from=days.cover_from, product=days.product, **bought, **facts)


@st.composite
def event_of(draw: st.DrawFn, ours: Drawing, kind: str, days: ClaimDates, rules: tuple[str, ...] = ()) -> Any:
    """An event of one kind that asks for these benefits, or for some of the version's."""
    facts_of = ours.facts(kind)
    facts = draw(facts_of.whatever)
    if rules:
        wanted = [rule for rule in facts_of.offered if rule.code in rules]
    else:
        first = draw(facts_of.one) if facts_of.offered else None
        wanted = [rule for rule in facts_of.offered if rule is first or draw(st.booleans())]
    for rule in wanted:
        facts = facts | draw(facts_of.asking(rule))
    return KINDS[kind](happened_on=days.happened_on, **facts)
