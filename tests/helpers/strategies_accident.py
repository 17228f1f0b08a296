"""Claims of the two accident plans, often at boundaries: first days, caps, leap days, ends of cover."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

import mutual_benefits as mb

TIERS = ("26", "50", "74", "100")
EXCLUDED = (
    "illness",
    "self_injury",
    "unlawful_act",
    "crime",
    "drunk_driving",
    "unlicensed_driving",
    "unlicensed_vehicle",
    "war",
    "earthquake",
    "natural_disaster",
)
READINGS = {
    "accident": {
        "consolation.day_cap": ("each", "together"),
        "accident.route": ("by_grade", "always_consolation"),
        "version.date": ("event", "cover_start"),
    },
    "non_work_accident": {
        "child.after_disability": ("nothing", "difference"),
        "version.date": ("event", "cover_start"),
    },
}
EDGES = {
    "accident": (
        date(2010, 5, 31),
        date(2010, 6, 1),
        date(2011, 6, 1),
        date(2012, 2, 29),
        date(2013, 2, 28),
        date(2015, 1, 1),
        date(2015, 12, 31),
        date(2016, 1, 1),
        date(2016, 2, 29),
        date(2016, 12, 31),
    ),
    "non_work_accident": (
        date(2009, 7, 31),
        date(2009, 8, 1),
        date(2010, 12, 31),
        date(2011, 1, 1),
        date(2012, 2, 29),
        date(2015, 12, 31),
        date(2016, 1, 1),
        date(2016, 2, 29),
        date(2017, 11, 27),
        date(2017, 11, 28),
        date(2018, 3, 1),
    ),
}
LOSSES = [
    "0.01",
    "0.04",
    "0.05",
    "0.14",
    "0.15",
    "29999.89",
    "29999.90",
    "29999.94",
    "29999.95",
    "29999.99",
    "30000.00",
    "30000.01",
    "30000.04",
    "30000.05",
    "30000.10",
    "99999.94",
    "99999.95",
    "99999.99",
    "100000.00",
    "100000.01",
    "100000.05",
    "1000000.00",
]

days = st.one_of(
    st.just(0), st.sampled_from((1, 14, 15, 16, 19, 20, 21, 179, 180, 181, 365)), st.integers(0, 400)
)
maybe_grade = st.one_of(st.none(), st.integers(1, 10))
maybe_kind = st.sampled_from((None, None, "fracture", "burns"))
names = st.sampled_from(("M-1", "M-2"))
amounts = st.one_of(
    st.sampled_from(LOSSES).map(Decimal), st.decimals(min_value="0.01", max_value=200_000, places=2)
)
areas = st.one_of(st.sampled_from(("0.00", "0.01", "1.00")).map(Decimal), st.decimals(0, 500, places=2))
rarely = st.sampled_from((False, False, False, True))


def readings_of(plan: str) -> st.SearchStrategy:
    """Options of the plan's readings, each of which may be left out."""
    options = {name: st.sampled_from(choices) for name, choices in READINGS[plan].items()}
    return st.fixed_dictionaries({}, optional=options)


def cover_days(plan: str) -> st.SearchStrategy:
    first = EDGES[plan][0]
    return st.one_of(st.sampled_from(EDGES[plan]), st.dates(first - timedelta(400), date(2018, 12, 31)))


@st.composite
def event_days(draw, plan: str, cover_from: date) -> date:
    """A day of event: usually within a year of cover, and often at one of its ends."""
    way = draw(st.integers(0, 9))
    if way == 0:
        return draw(st.sampled_from(EDGES[plan]))
    if way <= 3:
        return cover_from + timedelta(draw(st.sampled_from((-1, 0, 1, 364, 365, 366))))
    return cover_from + timedelta(draw(st.integers(0, 364)))


@st.composite
def enrolments(draw, plan: str) -> mb.Enrolment:
    return mb.Enrolment(
        plan=plan,
        cover_from=draw(cover_days(plan)),
        fee_tier=draw(st.sampled_from(TIERS)) if plan == "accident" else None,
        occupation=draw(st.sampled_from(("ordinary", "high_risk"))),
    )


def injuries(plan: str, day: date) -> st.SearchStrategy:
    names = ("疾病", "酒后驾驶", "Driving without a licence")
    listed = (*EXCLUDED, *names) if plan == "accident" else ("work_accident", "工伤", "Accident at work")
    return st.builds(
        mb.Injury,
        happened_on=st.just(day),
        living_days=days,
        hospital_days=days,
        care_days=st.one_of(st.just(0), days),
        disability_grade=maybe_grade,
        died=rarely,
        injury_kind=maybe_kind,
        cause=st.one_of(st.none(), st.none(), st.none(), st.sampled_from((*listed, "fall", "摔倒", "其他"))),
    )


def child_injuries(day: date) -> st.SearchStrategy:
    return st.builds(
        mb.ChildInjury,
        happened_on=st.just(day),
        child=st.sampled_from(("A", "a ", "B")),
        disability_grade=maybe_grade,
        died=rarely,
        cause=st.sampled_from((None, None, "work_accident")),
    )


def home_losses(day: date) -> st.SearchStrategy:
    fires = st.builds(mb.HomeLoss, happened_on=st.just(day), loss=st.one_of(st.none(), amounts))
    pipes = st.builds(
        mb.HomeLoss,
        happened_on=st.just(day),
        peril=st.just("burst_pipe"),
        loss=st.one_of(st.none(), st.just(Decimal("0.00")), amounts),
        area=st.one_of(st.none(), areas),
    )
    return st.one_of(fires, pipes)


def events(plan: str, day: date) -> st.SearchStrategy:
    if plan == "accident":
        return injuries(plan, day)
    if day < date(2016, 1, 1):
        return st.one_of(injuries(plan, day), home_losses(day))
    return st.one_of(injuries(plan, day), child_injuries(day), home_losses(day))


@st.composite
def claims(draw, plan: str, enrolment: mb.Enrolment | None = None, number: int = 1) -> mb.Claim:
    enrolment = enrolment or draw(enrolments(plan))
    day = draw(event_days(plan, enrolment.cover_from))
    notice = draw(st.sampled_from((None, None, 0, 9, 10, 11)))
    claimed = draw(st.sampled_from((None, None, 0, 729, 730, 731, 732)))
    member, event = draw(names), draw(events(plan, day))
    if claimed is not None:  # once the days are over, and the association knows
        counted = [getattr(event, name, 0) for name in ("living_days", "hospital_days", "care_days")]
        claimed = max(claimed, max(counted) - 1, notice or 0)
    return mb.Claim(
        id=f"C-{number}",
        member=member,
        enrolment=enrolment,
        event=event,
        notified_on=None if notice is None else day + timedelta(notice),
        claimed_on=None if claimed is None else day + timedelta(claimed),
    )


@st.composite
def histories(draw, plan: str) -> list[mb.Claim]:
    """Up to five claims under one or two enrolments, in any order."""
    covers = draw(st.lists(enrolments(plan), min_size=1, max_size=2))
    count = draw(st.integers(2, 5))
    history = [draw(claims(plan, draw(st.sampled_from(covers)), number)) for number in range(count)]
    return draw(st.permutations(history))


@st.composite
def crowded_histories(draw, plan: str) -> list[mb.Claim]:
    """Two to four claims of one member on one day of one cover, so that limits are used up."""
    enrolment = draw(enrolments(plan))
    day = max(enrolment.cover_from, *(EDGES[plan][1:2] if plan == "accident" else (date(2016, 1, 1),)))
    enrolment = enrolment if day == enrolment.cover_from else enrolment.model_copy(update={"cover_from": day})
    count = draw(st.integers(2, 4))
    return [
        mb.Claim(id=f"C-{number}", member="M-1", enrolment=enrolment, event=draw(crowding(plan, day)))
        for number in range(count)
    ]


def crowding(plan: str, day: date) -> st.SearchStrategy:
    if plan == "non_work_accident":
        return child_injuries(day)
    some = st.sampled_from((0, 5, 15, 20, 90, 165, 180))
    return st.builds(
        mb.Injury,
        happened_on=st.just(day),
        living_days=some,
        hospital_days=some,
        care_days=some,
        disability_grade=st.sampled_from((None, None, 4)),
        died=rarely,
        injury_kind=maybe_kind,
    )
