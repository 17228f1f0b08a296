"""Strategies for the day of discharge from hospital, where a version reads the nights of a stay."""

from datetime import date

from hypothesis import strategies as st

from ..calendar_days import shifted
from .event_facts import EventFacts, FactValues


@st.composite
def with_discharge(
    draw: st.DrawFn, strategies: EventFacts, facts: FactValues, happened_on: date
) -> FactValues:
    """The facts of a stay with the day of discharge in place of its nights; of another event as they are.

    Unless eligible, one in four does not tell the day. Days that are not claimed are as many as the nights,
    or one more, so that a payout of days instead of nights is noticed.
    """
    view, kind = strategies.view, strategies.kind
    read = view.facts_of_benefits(kind) | view.facts_of_conditions
    if kind != "hospital_stay" or "nights" not in read:
        return facts
    others = {name: value for name, value in facts.items() if name != "nights"}
    if not strategies.eligible and not draw(st.integers(0, 3)):
        return others
    nights = facts["nights"] if "nights" in facts else draw(strategies.number("nights"))
    days = others["days"] or nights + draw(st.integers(0, 1))
    return others | {"days": days, "discharged_on": shifted(happened_on, nights)}
