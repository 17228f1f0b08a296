"""Claims of the illness and hospital plans, often at boundaries: waiting days, deductibles, bands."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import oracle_critical_illness
import oracle_female_illness
from hypothesis import strategies as st

import mutual_benefits as mb

ILLNESS = ("female_illness", "critical_illness")
MEDICAL = ("hospital_allowance", "hospital_medical", "warm_aid")
PLANS = (*ILLNESS, *MEDICAL)
DISEASES = {
    "female_illness": tuple(oracle_female_illness.NAMES),
    "critical_illness": tuple(oracle_critical_illness.NAMES),
}
PRODUCTS = {
    "female_illness": (None, None, None, "one_year", "two_year"),
    "critical_illness": (None, None, None, "one_year", "three_year"),
}
READINGS = {
    "hospital_allowance": {"allowance.from_2015": ("unstated", "undated_page")},
    "hospital_medical": {"hospital_medical.later_terms": ("unstated", "page")},
    "warm_aid": {
        "warm_aid.model_worker_deductible": ("ordinary", "reduced"),
        "warm_aid.top_band": ("unstated", "remainder", "printed", "per_line"),
    },
}
FIRST_DAYS = {
    "female_illness": (date(2010, 12, 28), date(2014, 1, 1), date(2018, 1, 1)),
    "critical_illness": (date(2005, 8, 1), date(2010, 6, 1), date(2015, 1, 1), date(2018, 1, 1)),
    "hospital_allowance": (date(2011, 1, 1), date(2015, 1, 1)),
    "hospital_medical": (date(2008, 10, 14), date(2013, 1, 1)),
    "warm_aid": (date(2012, 1, 1), date(2018, 7, 12)),
}
LAST = date(2021, 12, 31)
ONE = timedelta(1)
DAYS = (0, 1, 2, 3, 4, 5, 90, 177, 180, 181, 182, 183, 184, 200, 365)
YEARLY = ("54564.95", "54565.00", "54565.03", "504565.00", "1004565.03")
SELF_PAID = ("0.00", "0.01", "0.02", "0.03", "324.99", "325.00", "325.02", "325.03", "649.99", "650.00")
SELF_PAID += ("650.02", "650.03", "900.00", "1299.99", "1300.00", "1300.02", "1300.03", "1799.99", "1800.00")
SELF_PAID += ("1800.02", "1800.03", *YEARLY)
OVER_CAP = ("0.01", "0.02", "49999.99", "50000.00", "50000.01", "99999.99", "100000.00", "100000.01")
OVER_CAP += ("149999.99", "150000.00", "150000.01", "249999.99", "250000.00", "250000.01", "261111.10")
OVER_CAP += ("261111.11", "300000.00")

yuan = st.one_of(
    st.sampled_from(SELF_PAID).map(Decimal), st.decimals(min_value="0.00", max_value=9_999, places=2)
)
over_yuan = st.one_of(
    st.just(Decimal("0.00")),
    st.sampled_from(OVER_CAP).map(Decimal),
    st.decimals(min_value="0.00", max_value=200_000, places=2),
)
rarely = st.sampled_from((False, False, False, True))
members = st.sampled_from(("M-1", "M-1", "M-1", "M-2"))


def leap_days(first, last):
    return [date(year, 2, 29) for year in range(first.year, last.year + 1) if year % 4 == 0]


def edges(plan: str) -> list[date]:
    first = FIRST_DAYS[plan]
    around = [day + step for day in first for step in (-ONE, timedelta(0))]
    return around + [date(day.year, 12, 31) for day in first] + leap_days(first[0], LAST)


def readings_of(plan: str) -> st.SearchStrategy:
    """Options of the plan's readings, each of which may be left out."""
    offered = READINGS.get(plan, {}) | {"version.date": ("event", "event", "cover_start")}
    if plan in PRODUCTS:
        offered["product.unnamed"] = ("all_agree", "newest")
    return st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(options) for name, options in offered.items()}
    )


def years_before(years: int, day: date) -> date:
    """The same day a number of years before (of 29 February the 28th); years after, if negative."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


@st.composite
def born(draw, cover_from: date) -> date | None:
    age = draw(st.sampled_from((None, None, None, 30, 40, 16, 55, 60, 61)))
    if age is None:
        return draw(st.sampled_from((None, date(1980, 5, 4), date(1960, 2, 29), date(2004, 2, 29))))
    return years_before(age, cover_from) + draw(st.sampled_from((-ONE, timedelta(0), ONE)))


def cover_days(plan: str) -> st.SearchStrategy:
    """A first day of cover in any version, each equally often however long it is in force, or an edge."""
    bounds = (*FIRST_DAYS[plan], LAST)
    within = [st.dates(first, last) for first, last in pairwise(bounds)]
    return st.one_of(*within, *within, st.sampled_from(edges(plan)))


def product_names(plan: str, cover_from: date) -> st.SearchStrategy:
    """A product, or none: mostly named where two are sold side by side, and mostly left out before."""
    if plan not in PRODUCTS:
        return st.none()
    names = PRODUCTS[plan]
    often = (None, None, None) if cover_from.year < 2017 else names[3:] * 3
    return st.sampled_from((*often, *names[2:]))


@st.composite
def enrolments(draw, plan: str) -> mb.Enrolment:
    cover_from = draw(cover_days(plan))
    return mb.Enrolment(
        plan=plan,
        cover_from=cover_from,
        shares=draw(st.sampled_from((1, 1, 2, 3, 4, 5))) if plan in ILLNESS else 1,
        member_class=draw(st.sampled_from(("ordinary", "ordinary", "model_worker", "hardship"))),
        renewed=draw(st.sampled_from((False, False, True))),
        sex=draw(st.sampled_from(("female",) * 6 + ("male", None))),
        born_on=draw(born(cover_from)),
        product=draw(product_names(plan, cover_from)),
    )


@st.composite
def event_days(draw, plan: str, cover_from: date) -> date:
    """A day of event: usually within the cover, and often at an end of a waiting period or of the cover."""
    way = draw(st.integers(0, 19))
    if way == 0:
        return draw(st.sampled_from(edges(plan)))
    if way <= 2:
        years = draw(st.sampled_from((1, 1, 2, 3)))
        return years_before(-years, cover_from) + draw(st.sampled_from((-ONE, timedelta(0))))
    if way == 3:
        return cover_from + timedelta(draw(st.integers(-1, 800)))
    if way <= 9 and plan in ILLNESS:
        return cover_from + timedelta(draw(st.sampled_from((0, 29, 30, 59, 60, 89, 90))))
    if plan == "warm_aid":
        return cover_from.replace(day=draw(st.integers(1, 28)), month=draw(st.integers(1, 12)))
    return cover_from + timedelta(draw(st.integers(0, 364)))


def events(plan: str, day: date) -> st.SearchStrategy:
    if plan in ILLNESS:
        return st.builds(
            mb.Diagnosis,
            happened_on=st.just(day),
            disease=st.sampled_from(DISEASES[plan]),
            in_situ=rarely,
            hospital_days=st.one_of(st.just(0), st.sampled_from((1, 10, 179, 180, 181)), st.integers(0, 200)),
            surgery=st.sampled_from((None, True, False)),
        )
    ordinals = st.sampled_from((1, 1, 1, 2, 3, 4))
    if plan == "hospital_allowance":
        some = st.one_of(st.sampled_from(DAYS), st.integers(0, 60))
        return st.builds(mb.HospitalStay, happened_on=st.just(day), days=some, ordinal=ordinals)
    return st.builds(
        mb.MedicalExpense,
        happened_on=st.just(day),
        setting=st.sampled_from(("inpatient", "inpatient", "inpatient", "outpatient")),
        self_paid=yuan,
        over_cap=over_yuan,
        other_cover=rarely.flatmap(lambda covered: over_yuan if covered else st.just(Decimal("0.00"))),
        ordinal=ordinals,
    )


@st.composite
def claims(draw, plan: str, enrolment: mb.Enrolment | None = None, number: int = 1) -> mb.Claim:
    enrolment = enrolment or draw(enrolments(plan))
    day = draw(event_days(plan, enrolment.cover_from))
    event = draw(events(plan, day))
    return mb.Claim(id=f"C-{number}", member=draw(members), enrolment=enrolment, event=event)


@st.composite
def histories(draw, plan: str) -> list[mb.Claim]:
    """Two to five claims under one or two enrolments, in any order."""
    covers = draw(st.lists(enrolments(plan), min_size=1, max_size=2))
    count = draw(st.integers(2, 5))
    return [draw(claims(plan, draw(st.sampled_from(covers)), number)) for number in range(count)]


@st.composite
def crowded_histories(draw, plan: str) -> list[mb.Claim]:
    """Two to five claims of one member within one cover, so that limits are used up and cover ends."""
    cover_from = draw(st.sampled_from([day for day in edges(plan) if day >= FIRST_DAYS[plan][0]]))
    enrolment = mb.Enrolment(
        plan=plan,
        cover_from=cover_from,
        shares=draw(st.sampled_from((1, 2))) if plan in ILLNESS else 1,
        member_class=draw(st.sampled_from(("ordinary", "model_worker", "hardship"))),
        renewed=draw(st.booleans()),
        sex="female",
        product=draw(product_names(plan, cover_from)),
    )
    history = []
    for number in range(draw(st.integers(2, 5))):
        day = cover_from + timedelta(draw(st.sampled_from((0, 29, 30, 45, 60, 90, 200, 363))))
        if plan == "warm_aid":
            day = cover_from.replace(month=draw(st.integers(1, 12)), day=1)
        history.append(
            mb.Claim(id=f"C-{number}", member="M-1", enrolment=enrolment, event=draw(events(plan, day)))
        )
    return history


@st.composite
def recurrences(draw, plan: str) -> list[mb.Claim]:
    """Two to four claims for one disease, by any of its names, each in another cover."""
    names = {"female_illness": oracle_female_illness, "critical_illness": oracle_critical_illness}[plan].NAMES
    disease = draw(st.sampled_from(sorted({meant for meant, _ in names.values()})))
    known = [name for name, (meant, _) in names.items() if meant == disease]
    history = []
    for number in range(draw(st.integers(2, 4))):
        cover_from = draw(cover_days(plan))
        sold = draw(product_names(plan, cover_from))
        enrolment = mb.Enrolment(
            plan=plan, cover_from=cover_from, sex="female", renewed=number > 0, product=sold
        )
        day = cover_from + timedelta(draw(st.sampled_from((30, 60, 90, 200))))
        diagnosis = mb.Diagnosis(happened_on=day, disease=draw(st.sampled_from(known)))
        history.append(mb.Claim(id=f"C-{number}", member="M-1", enrolment=enrolment, event=diagnosis))
    return history
