"""Plans of one version with invented figures, and what their claims pay on each way that the library has."""

from datetime import date
from decimal import Decimal

import polars as pl
import strategies_tables as our

import mutual_benefits as mb
from mutual_benefits.assessment.assess import assess_verb_by_verb

NAME = mb.Text(en="invented", zh="虚构")
SOURCE = mb.Source(id="invented", title=NAME)
SOURCED = {"source": SOURCE, "basis": mb.Basis.PUBLISHED}
FIRST = date(2020, 1, 1)


def figure(value: int) -> mb.Figure:
    return mb.Figure(value=value, **SOURCED)


def between(low: int, high: int | None) -> mb.Unstated:
    return mb.Unstated(what=NAME, low=low, high=high, **SOURCED)


def by(fact: str, rows: dict) -> mb.Table:
    return mb.Table(by=fact, rows=rows, **SOURCED)


def limit(code: str, unit: str, ceiling, per: str = "lifetime", **more) -> mb.Limit:
    ceiling = figure(ceiling) if isinstance(ceiling, int) else ceiling
    return mb.Limit(code=code, name=NAME, unit=unit, ceiling=ceiling, per=per, **more)


def benefit(kind, code: str, event: str = "injury", **terms):
    return kind(code=code, name=NAME, event=event, source=SOURCE, **terms)


def version(*benefits, **more) -> mb.PlanVersion:
    """A version whose benefits are paid beside each other."""
    codes = tuple(each.code for each in benefits)
    adds = (mb.Adds(benefits=codes, **SOURCED),) if len(codes) > 1 else ()
    return mb.PlanVersion(**{"effective_from": FIRST, "benefits": benefits, "adds": adds} | SOURCED | more)


def plan(*versions: mb.PlanVersion) -> mb.Plan:
    return mb.Plan(code="small", name=NAME, versions=versions)


def claim(number: int, event, *, member: str = "M-1", cover_from: date = FIRST, **more) -> mb.Claim:
    """A claim; `more` are fields of the enrolment, the days of notice and claim, and declared facts."""
    days = {name: more.pop(name) for name in ("notified_on", "claimed_on", "facts") if name in more}
    enrolment = mb.Enrolment(plan="small", cover_from=cover_from, **more)
    return mb.Claim(id=f"C-{number:04}", member=member, enrolment=enrolment, event=event, **days)


DECLARED = {"money": pl.Int64, "number": pl.Int64, "word": pl.String, "flag": pl.Boolean, "day": pl.Date}
"""The types of the columns of declared facts, by their kinds."""


def declared_cell(fact, value):
    """What a claim tells of a declared fact as the cell of a table: money in fen, a day as a day."""
    if fact.kind == "money":
        return int(Decimal(str(value)) * 100)
    return date.fromisoformat(value) if fact.kind == "day" else value


def table(claims: list[mb.Claim], own: mb.Plan | None = None) -> pl.DataFrame:
    """The claims as rows of a table, without the columns that no row fills."""
    facts = {} if own is None else {name: fact for each in own.versions for name, fact in each.facts}
    told = [
        {name: declared_cell(facts[name], value) for name, value in each.facts.items()} for each in claims
    ]
    rows = [our.row_of(each) | row for each, row in zip(claims, told, strict=True)]
    names = list(dict.fromkeys(name for row in rows for name in row if name != "kind"))
    names = [name for name in names if any(row.get(name) is not None for row in rows)]
    types = {name: DECLARED[facts[name].kind] if name in facts else our.type_of(name) for name in names}
    return pl.DataFrame([{name: row.get(name) for name in names} for row in rows], schema=types)


def yuan(fen: int) -> Decimal:
    return Decimal(fen) / 100


def fen(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount * 100)


def answers(own: mb.Plan, claims: list[mb.Claim]) -> list[tuple]:
    """Least and most in fen and the reason for each claim, in order of day and id.

    They are the same for the compiled answer, the formulas verb by verb, and a table.
    """
    compiled = list(mb.assess_all(claims, plan=own))
    usage = mb.Usage()
    for told in compiled:
        stepwise = assess_verb_by_verb(told.claim, plan=own, usage=usage)
        assert stepwise.entitlements == told.entitlements
        usage = usage.after(told.drawn)
    found = [(fen(told.low), fen(told.high), told.reason) for told in compiled]
    rows = our.dicts(mb.assess_table(table([told.claim for told in compiled], own), plan=own, unit="fen"))
    assert [(row["low_fen"], row["high_fen"], row["reason"]) for row in rows] == found
    return found


def amounts(own: mb.Plan, claims: list[mb.Claim]) -> list[int]:
    """What each claim pays in fen, in order of day and id, where everything is determined."""
    found = answers(own, claims)
    assert all(low == high for low, high, _ in found)
    return [low for low, _, _ in found]
