"""Caveats about the version: amended, in doubt, or known to the month or year only."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from dateutil.relativedelta import relativedelta

from ... import formatting
from ...rulebook.amendment import amendment_text
from ...rulebook.version import Doubt
from ...rules.calculator import Calculator, Value
from ..worked_claim import WorkedClaim
from .caveat_rule import CaveatRule, CaveatScope, always, stated


def version_caveats(scope: CaveatScope) -> Iterator[CaveatRule]:
    """The caveats about the version that answers a claim."""
    version = scope.prepared.version
    if version.draft:
        changes = partial(amendment_text, version.made_from)
        yield CaveatRule("amended", always, stated(label=version.label, changes=changes))
    for doubt in version.doubts:
        yield CaveatRule("version_doubtful", partial(_in_doubt, scope, doubt), stated(text=doubt.text))
    if version.product is not None:
        sold_from = scope.plan.timelines.of[version.product].first_days[0]
        left_out = stated(product=partial(formatting.product_name, version.product), first=sold_from)
        yield CaveatRule("product_left_out", partial(_product_left_out, sold_from), left_out)
    if version.known_to != "day":
        near = partial(_in_the_first_month_or_year, scope)
        yield CaveatRule(f"version_known_to_{version.known_to}", near, _days)


def _in_doubt(scope: CaveatScope, doubt: Doubt, facts: Any, do: Calculator) -> Value:
    holds = scope.governing_day(facts) >= doubt.since.toordinal()
    for fact, word in doubt.only:
        holds = do.both(holds, do.among(getattr(facts, fact), (word,)))
    return holds


def _product_left_out(sold_from: date, facts: Any, do: Calculator) -> Value:
    """Whether no product is named, though this one was not yet sold when cover began."""
    return do.both(do.negate(do.given("product")), facts.cover_from < sold_from.toordinal())


def _in_the_first_month_or_year(scope: CaveatScope, facts: Any, do: Calculator) -> Value:
    """Whether the governing day is in the month, or in the year, in which the version began."""
    version, day = scope.prepared.version, scope.governing_day(facts)
    by_month = version.known_to == "month"
    start = version.effective_from.replace(day=1, month=version.effective_from.month if by_month else 1)
    end = start + (relativedelta(months=1) if by_month else relativedelta(years=1))
    return do.both(day >= start.toordinal(), day < end.toordinal())


def _days(worked: WorkedClaim) -> dict[str, Any]:
    day = worked.prepared_plan.governing_day(worked.claim)
    return {"day": day, "first": worked.prepared_version.version.effective_from}
