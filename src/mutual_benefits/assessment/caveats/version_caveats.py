"""Caveats about the version: amended, in doubt, not dated exactly, or not shown on the day."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from dateutil.relativedelta import relativedelta

from ... import formatting
from ...claims import Enrolment
from ...events import KINDS
from ...rulebook.amendment import amendment_text
from ...rulebook.version import Doubt
from ...rules.calculator import Calculator, Value
from ...sources import Source
from ..worked_claim import WorkedClaim
from .caveat_rule import CaveatRule, CaveatScope, always, stated


def version_caveats(scope: CaveatScope) -> Iterator[CaveatRule]:
    """The caveats about the version that answers a claim."""
    version = scope.prepared.version
    if version.draft:
        changes = partial(amendment_text, version.made_from)
        yield CaveatRule("amended", always, stated(label=version.label, changes=changes))
    known = {*Enrolment.model_fields, *KINDS[scope.kind].model_fields, "notified_on", "claimed_on"}
    for doubt in version.doubts:
        if not known.issuperset(fact for fact, _ in doubt.only):
            continue  # about another kind of event
        yield CaveatRule("version_doubtful", partial(_in_doubt, scope, doubt), stated(text=doubt.text))
    if scope.plan.timelines.has_rivals:
        code = "products_agree" if scope.plan.must_agree else "product_left_out"
        yield CaveatRule(code, partial(_product_left_out, scope), _products)
    shown = version.shown_until
    if shown is not None:
        last = partial(formatting.roughly, shown.day, shown.known_to)
        yield CaveatRule(
            "beyond_record", partial(_after, scope, shown.day), partial(_beyond_details, last, shown.source)
        )
    if version.counts_from:
        early = partial(_early_details, version.counts_from)
        yield CaveatRule("before_first_day", partial(_before, scope, version.effective_from), early)
    if version.known_to != "day":
        near = partial(_in_the_first_month_or_year, scope)
        yield CaveatRule(f"version_known_to_{version.known_to}", near, _days)


def _in_doubt(scope: CaveatScope, doubt: Doubt, facts: Any, do: Calculator) -> Value:
    holds = scope.governing_day(facts) >= doubt.since.toordinal()
    for fact, word in doubt.only:
        value = getattr(facts, fact)
        holds = do.both(holds, do.present(value) if word == "true" else do.among(value, (word,)))
    return holds


def _product_left_out(scope: CaveatScope, facts: Any, do: Calculator) -> Value:
    """Whether no product is named, though several are sold on the governing day, with this as the newest."""
    day, rivals = scope.governing_day(facts), scope.plan.timelines.rivals
    several: Value = False
    for one, after in pairwise((*rivals, None)):
        if one is not None and len(one.places) > 1 and scope.plan.versions[one.places[-1]] is scope.prepared:
            here = day >= one.since.toordinal()
            here = here if after is None else do.both(here, day < after.since.toordinal())
            several = do.either(several, here)
    return do.both(do.negate(do.given("product")), several)


def _products(worked: WorkedClaim) -> dict[str, Any]:
    plan = worked.prepared_plan
    day = plan.governing_day(worked.claim)
    sold = plan.timelines.products_on(day)
    return {
        "day": day,
        "product": partial(formatting.product_names, sold[-1:], coded=False),
        "products": partial(formatting.product_names, sold, coded=False),
    }


def _in_the_first_month_or_year(scope: CaveatScope, facts: Any, do: Calculator) -> Value:
    """Whether the governing day is in the month, or in the year, in which the version began."""
    version, day = scope.prepared.version, scope.governing_day(facts)
    by_month = version.known_to == "month"
    start = version.effective_from.replace(day=1, month=version.effective_from.month if by_month else 1)
    end = start + (relativedelta(months=1) if by_month else relativedelta(years=1))
    return do.both(day >= start.toordinal(), day < end.toordinal())


def _after(scope: CaveatScope, last: date, facts: Any, _: Calculator) -> Value:
    """Whether the governing day is later than this day."""
    return scope.governing_day(facts) > last.toordinal()


def _before(scope: CaveatScope, first: date, facts: Any, _: Calculator) -> Value:
    """Whether the governing day is earlier than this day."""
    return scope.governing_day(facts) < first.toordinal()


def _days(worked: WorkedClaim) -> dict[str, Any]:
    day = worked.prepared_plan.governing_day(worked.claim)
    return {"day": day, "first": worked.prepared_version.version.effective_from}


def _beyond_details(last: Any, source: Source, worked: WorkedClaim) -> dict[str, Any]:
    return {**_days(worked), "shown": last, "source": source}


def _early_details(counts_from: date, worked: WorkedClaim) -> dict[str, Any]:
    return {**_days(worked), "covers_from": counts_from}
