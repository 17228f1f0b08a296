"""Claims, results and charts for the tests of charts, and functions that read a chart's rows and words."""

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
# What both languages share: ids of sources, codes, paths and parts of expressions.
LANGUAGE_NEUTRAL = re.compile(
    r"\[[A-Za-z0-9_，]+\]|“[a-z_]+”|\b[a-z_]+\.[a-z_.0-9]+|[a-z]+_[a-z_0-9]+|\(accident\)|（accident）"
)


def injured(tier="100", **facts):
    return mb.Claim(
        id="C-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier=tier),
        event=mb.Injury(**{"happened_on": date(2016, 5, 4)} | facts),
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
    """A cost of cover whose simulated portfolios have these sums."""
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
def revaluation(plan="accident"):
    old, new = mb.get_plan(plan).versions
    return scenarios.revalue(portfolio(plan), before=old, after=new, plan=plan, unit="fen", largest=0)


@cache
def comparison(claim):
    return scenarios.compare(claim, mb.get_plan(claim.enrolment.plan).versions)


@cache
def sensitivities(claim):
    return scenarios.sensitivities(claim)


@cache
def by_hospital_days():
    return scenarios.grid(
        CLAIM, {"event.living_days": [0, 10, 20, 30], "event.hospital_days": range(0, 15, 2)}, progress=False
    )


PICTURES = {
    "entitlement": lambda lang: charts.entitlement(CLAIM, lang=lang),
    "entitlement in bands": lambda lang: charts.entitlement(HURT, lang=lang),
    "entitlement without a maximum": lambda lang: charts.entitlement(STAY, lang=lang),
    "entitlement in eight lines": lambda lang: charts.entitlement_of_grid(
        by_hospital_days(), along="event.living_days", by="event.hospital_days", claim=CLAIM, lang=lang
    ),
    "timeline": lambda lang: charts.timeline(lang=lang),
    "movement": lambda lang: charts.movement(revaluation(), lang=lang),
    "movement by tier": lambda lang: charts.movement_by(revaluation(), "tier", lang=lang),
    "movement by benefit": lambda lang: charts.movement_by(revaluation(), "benefit", lang=lang),
    "movement by year": lambda lang: charts.movement_by(revaluation("hospital_allowance"), "year", lang=lang),
    "waterfall": lambda lang: charts.waterfall(comparison(CLAIM), lang=lang),
    "waterfall in bands": lambda lang: charts.waterfall(comparison(HURT), lang=lang),
    "waterfall without a maximum": lambda lang: charts.waterfall(comparison(STAY), lang=lang),
    "tornado": lambda lang: charts.tornado(sensitivities(CLAIM), lang=lang),
    "tornado in bands": lambda lang: charts.tornado(sensitivities(HURT), most=2, lang=lang),
    "tornado without a maximum": lambda lang: charts.tornado(
        scenarios.sensitivities(
            injured(living_days=25, care_days=3), NEW, terms=["living_allowance.rate.100"]
        ),
        lang=lang,
    ),
    "cost": lambda lang: charts.cost_of_cover(cost([(n, n) for n in range(0, 900, 7)]), lang=lang),
    "cost in bands": lambda lang: charts.cost_of_cover(cost([(5, 9), (7, 7), (8, 90)]), lang=lang),
    "cost without a maximum": lambda lang: charts.cost_of_cover(cost([(5, None), (7, 7)]), lang=lang),
    "cost with a mean at the left": lambda lang: charts.cost_of_cover(
        cost([(2_100_000, 2_100_000), (2_300_000, 2_300_000)], fee="28.00"), lang=lang
    ),
}


@cache
def chart(picture, lang="en"):
    """A picture, drawn once."""
    return PICTURES[picture](lang)


@cache
def spec(picture, lang="en"):
    return chart(picture, lang).to_dict()


def layers(chart):
    """Each layer of a chart with its own rows, as (mark, rows, encoding)."""
    for layer in chart["layer"]:
        yield layer["mark"], rows_in(layer.get("data") or chart["data"], chart), layer["encoding"]


def rows_in(data, chart):
    """The rows of a layer, inside it or, as older versions of altair write, beside all layers."""
    return data["values"] if "values" in data else chart["datasets"][data["name"]]


def rows_of(chart, mark, *columns):
    """The rows with these columns, from the layers with this kind of mark."""
    return [
        row
        for kind, rows, _ in layers(chart)
        if kind["type"] == mark
        for row in rows
        if set(columns) <= set(row)
    ]


TEXT_PROPERTIES = ("title", "text", "subtitle", "description", "domain")


def words_of(chart):
    """Every text that a chart shows."""
    if isinstance(chart, dict):
        for name, part in chart.items():
            # Left out: names of fields and styles, and axis label expressions except their quoted words.
            if name == "labelExpr":
                yield from re.findall(r"'((?:[^'\\]|\\.)*)'", part) if "[" in part else ()
            elif name in TEXT_PROPERTIES and not isinstance(part, dict):
                yield from texts_in(part)
            elif name in ("datasets", "data"):
                tables = part.values() if isinstance(part, dict) else ()
                yield from (
                    c for rows in tables if isinstance(rows, list) for row in rows for c in texts_in(row)
                )
            else:
                yield from words_of(part)
    elif isinstance(chart, list):
        for part in chart:
            yield from words_of(part)


def texts_in(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for one in part.values():
            yield from texts_in(one)
    elif isinstance(part, list):
        for one in part:
            yield from texts_in(one)
