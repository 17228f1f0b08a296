"""Tables of a plan with many versions: each row is paid by the figures of its own version."""

from datetime import date
from functools import cache

import polars as pl
import pytest
import small_plans as small
import strategies_tables as our

import mutual_benefits as mb
from mutual_benefits.rulebook.term_path import rewritten
from mutual_benefits.rules import LumpSum, Notice, PerDiem
from mutual_benefits.terms import DayOfYear

TIERS = ("26", "50", "74", "100")
YEARS = range(2016, 2036)
PATTERNS = {
    "another every year": lambda year: year - 2016,
    "three in turn": lambda year: year % 3,
    "four stretches": lambda year: (year - 2016) // 5,
    "five stretches": lambda year: (year - 2016) // 4,
    "the first is another": lambda year: int(year == 2016),
    "the last is another": lambda year: int(year == 2035),
    "all alike": lambda year: 0,
}
"""How figures differ by year: some are found by comparisons, some by key, some need no lookup."""
BY_ENGINE = ("another every year", "four stretches")
"""A pattern with a lookup by key, and one with comparisons."""


def rate(pattern, year, tier):
    """Yuan a day."""
    return 101 + 10 * PATTERNS[pattern](year) + TIERS.index(tier)


def cap(pattern, year):
    return 21 + PATTERNS[pattern](year)


@cache
def plan_of(pattern):
    """The accident plan with a version a year, from 2016 to 2035."""
    newest = mb.get_plan("accident").versions[-1]
    versions = []
    for year in YEARS:
        changes = {f"living_allowance.rate.{tier}": rate(pattern, year, tier) for tier in TIERS}
        drafted = newest.amend(changes | {"limits.consoled_living_days": cap(pattern, year)})
        versions.append(rewritten(drafted, {}, effective_from=date(year, 1, 1), shown_until=None))
    return mb.Plan(code="accident", name=mb.get_plan("accident").name, versions=tuple(versions))


@pytest.mark.parametrize(
    ("pattern", "engine"),
    [
        *((pattern, "polars_lazy") for pattern in PATTERNS),
        *((pattern, engine) for pattern in BY_ENGINE for engine in ("pandas", "pyarrow", "duckdb")),
    ],
)
def test_each_row_has_the_figures_of_its_version(pattern, engine):
    rows = [
        {
            "happened_on": date(year, 7, 1),
            "cover_from": date(year, 1, 1),
            "fee_tier": tier,
            "living_days": days,
            "hospital_days": days,
        }
        for year in (2015, *YEARS)
        for tier in TIERS
        for days in (1, 50)
    ]
    frame = our.ENGINES[engine].make(pl.DataFrame(rows))
    found = our.dicts(mb.assess_table(frame, plan=plan_of(pattern), unit="fen"))
    hospital = {"26": 20, "50": 40, "74": 55, "100": 80}
    for row, result in zip(rows, found, strict=True):
        year, tier = row["happened_on"].year, row["fee_tier"]
        if year == 2015:
            assert (result["reason"], result["total_fen"]) == ("no_version_in_force", None)
            continue
        assert result["version"] == date(year, 1, 1)
        days = min(row["living_days"], cap(pattern, year))
        assert result["living_allowance_fen"] == days * rate(pattern, year, tier) * 100
        assert result["hospital_allowance_fen"] == min(row["hospital_days"], 20) * hospital[tier] * 100


def test_later_versions_with_a_formula_of_their_own_have_figures_by_grade_of_their_own():
    """The first version pays every day; the others wait for one, and pay by another table each."""
    versions = []
    for place, year in enumerate((2020, 2021, 2022)):
        rate = small.by("disability_grade", {grade: 100 * place + grade for grade in range(1, 11)})
        waits = {"waiting_days": small.figure(1)} if place else {}
        daily = small.benefit(PerDiem, "daily", days="living_days", rate=rate, **waits)
        versions.append(small.version(daily, effective_from=date(year, 1, 1)))
    claims = [
        small.claim(
            10 * place + grade,
            mb.Injury(happened_on=date(2020 + place, 7, 1), living_days=3, disability_grade=grade),
            member=f"M-{place}-{grade}",
            cover_from=date(2020 + place, 1, 1),
        )
        for place in range(3)
        for grade in range(1, 11)
    ]
    found = mb.assess_table(small.table(claims), plan=small.plan(*versions), unit="fen")
    by_hand = [days * (100 * place + grade) for place, days in enumerate((3, 2, 2)) for grade in range(1, 11)]
    assert found["total_fen"].to_list() == by_hand


@pytest.mark.parametrize("engine", ["polars", "duckdb", "pandas"])
def test_each_row_has_the_fixed_day_of_its_own_version(engine):
    """Injuries are to be told by 31 March of the next year, since 2021 by 30 April."""
    death = small.benefit(LumpSum, "death", when="died", sum=small.figure(900))
    versions = [
        small.version(
            death,
            effective_from=date(year, 1, 1),
            conditions=(Notice(by=DayOfYear(years=1, month=month, day=day), **small.SOURCED),),
        )
        for year, month, day in [(2020, 3, 31), (2021, 4, 30)]
    ]
    told = {date(2020, 5, 1): date(2021, 4, 15), date(2021, 5, 1): date(2022, 4, 15)}
    rows = [
        {"happened_on": event, "cover_from": event, "died": True, "notified_on": notified}
        for event, notified in told.items()
    ]
    frame = our.ENGINES[engine].make(pl.DataFrame(rows))
    found = our.dicts(mb.assess_table(frame, plan=small.plan(*versions), unit="fen"))
    assert [(row["total_fen"], row["reason"]) for row in found] == [(0, Notice.reason), (900, None)]
