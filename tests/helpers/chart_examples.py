"""What the tests of pictures and tables look at: claims, made-up results, and what a picture says."""

import re
from datetime import date
from decimal import Decimal
from functools import cache

import mutual_benefits as mb
from mutual_benefits import scenarios
from mutual_benefits.scenarios import charts
from mutual_benefits.scenarios.cover_cost.assumptions import Cohort, CoverAssumptions
from mutual_benefits.scenarios.cover_cost.result import CostOfCover, Estimate

LANGUAGES = ("en", "zh")
OLD, NEW = mb.get_plan("accident").versions
CHINESE = re.compile(r"[\u3400-\u9fff]")
# What is the same in both languages: ids of sources, codes, paths and what expressions are made of.
NO_WORDS = re.compile(
    r"\[[A-Za-z0-9_，]+\]|“[a-z_]+”|\b[a-z_]+\.[a-z_.0-9]+|[a-z]+_[a-z_0-9]+|\(accident\)|（accident）"
)


def injured(tier="100", **facts):
    return mb.Claim(
        id="C-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier=tier),
        event=mb.Injury(happened_on=date(2016, 5, 4), **facts),
    )


CLAIM = injured(living_days=25, hospital_days=12)
HURT = injured(living_days=25, disability_grade=5)
STAY = mb.Claim(
    id="C-2",
    member="M-1",
    enrolment=mb.Enrolment(plan="hospital_allowance", cover_from=date(2016, 1, 1)),
    event=mb.HospitalStay(happened_on=date(2016, 5, 4), days=12),
)


def cost(simulated, fee="50.00"):
    """A cost of cover whose simulated portfolios came to these sums."""
    stay = scenarios.Incidence(
        event="hospital_stay",
        count=scenarios.Chance(of="0.05"),
        facts={"days": scenarios.CappedGeometric(goes_on="0.9", most=180)},
    )
    estimate = Estimate(mean=Decimal("21.2345"), standard_error=0.1, low=Decimal(21), high=Decimal(22))
    known = all(high is not None for _, high in simulated)
    return CostOfCover(
        assumptions=CoverAssumptions(
            cohorts=(Cohort(enrolment=STAY.enrolment, weight=1),), incidences=(stay,), note="made up"
        ),
        book=mb.Text(en="a rule book", zh="某版本"),
        seed=1,
        members=1000,
        simulations=len(simulated),
        confidence=Decimal("0.95"),
        claims=10,
        undetermined=0,
        cost_low=estimate,
        cost_high=estimate if known else None,
        fees=None if fee is None else Decimal(fee),
        loss_ratio_low=None,
        loss_ratio_high=None,
        by_cohort=(),
        by_benefit=(),
        names=(),
        simulated_fen=tuple(simulated),
    )


@cache
def portfolio(plan="accident"):
    return scenarios.synthetic_portfolio(300, seed=1, plan=plan)


@cache
def revalued(plan="accident"):
    old, new = mb.get_plan(plan).versions
    return scenarios.revalue(portfolio(plan), before=old, after=new, plan=plan, largest=0)


@cache
def compared(claim):
    return scenarios.compare(claim, mb.get_plan(claim.enrolment.plan).versions)


@cache
def sensed(claim):
    return scenarios.sensitivities(claim)


PICTURES = {
    "entitlement": lambda lang: charts.entitlement(CLAIM, lang=lang),
    "entitlement in bands": lambda lang: charts.entitlement(HURT, lang=lang),
    "entitlement without a maximum": lambda lang: charts.entitlement(STAY, lang=lang),
    "timeline": lambda lang: charts.timeline(lang=lang),
    "movement": lambda lang: charts.movement(revalued(), lang=lang),
    "movement by tier": lambda lang: charts.movement_by(revalued(), "tier", lang=lang),
    "movement by benefit": lambda lang: charts.movement_by(revalued(), "benefit", lang=lang),
    "movement by year": lambda lang: charts.movement_by(revalued("hospital_allowance"), "year", lang=lang),
    "waterfall": lambda lang: charts.waterfall(compared(CLAIM), lang=lang),
    "waterfall in bands": lambda lang: charts.waterfall(compared(HURT), lang=lang),
    "waterfall without a maximum": lambda lang: charts.waterfall(compared(STAY), lang=lang),
    "tornado": lambda lang: charts.tornado(sensed(CLAIM), lang=lang),
    "tornado in bands": lambda lang: charts.tornado(sensed(HURT), most=2, lang=lang),
    "cost": lambda lang: charts.cost_of_cover(cost([(n, n) for n in range(0, 900, 7)]), lang=lang),
    "cost in bands": lambda lang: charts.cost_of_cover(cost([(5, 9), (7, 7), (8, 90)]), lang=lang),
    "cost without a maximum": lambda lang: charts.cost_of_cover(cost([(5, None), (7, 7)]), lang=lang),
}


@cache
def spec(picture, lang="en"):
    return PICTURES[picture](lang).to_dict()


def layers(told):
    """Each layer of a chart with its own rows, as (mark, rows, encoding)."""
    for layer in told["layer"]:
        yield layer["mark"], rows_in(layer.get("data") or told["data"], told), layer["encoding"]


def rows_in(data, told):
    """The rows of a layer, which stand in it or, as older versions of altair write, beside all layers."""
    return data["values"] if "values" in data else told["datasets"][data["name"]]


def rows_of(told, mark, *columns):
    """The rows of the layers of a kind of mark that have these columns."""
    return [
        row
        for kind, rows, _ in layers(told)
        if kind["type"] == mark
        for row in rows
        if set(columns) <= set(row)
    ]


WORDED = ("title", "text", "subtitle", "description", "domain")


def said(told):
    """Every word that a chart shows."""
    if isinstance(told, dict):
        for name, part in told.items():
            # Names of fields and looks, and the axis labels' expressions but for the words quoted in them.
            if name == "labelExpr":
                yield from re.findall(r"'((?:[^'\\]|\\.)*)'", part) if "[" in part else ()
            elif name in WORDED and not isinstance(part, dict):
                yield from said_in(part)
            elif name in ("datasets", "data"):
                tables = part.values() if isinstance(part, dict) else ()
                yield from (
                    c for rows in tables if isinstance(rows, list) for row in rows for c in said_in(row)
                )
            else:
                yield from said(part)
    elif isinstance(told, list):
        for part in told:
            yield from said(part)


def said_in(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for one in part.values():
            yield from said_in(one)
    elif isinstance(part, list):
        for one in part:
            yield from said_in(one)
