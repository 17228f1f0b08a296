"""Draws the day of discharge from hospital, where a version reads the nights of a stay."""

from datetime import date

from hypothesis import strategies as st

from ..calendar_days import shifted
from .boundaries import MOST_DAYS
from .event_facts import EventFacts, FactValues

NOT_TOLD, FURTHER_DAY = st.integers(0, 3), st.integers(0, 1)


def with_discharge(
    draw: st.DrawFn, strategies: EventFacts, facts: FactValues, happened_on: date
) -> FactValues:
    """Draw the facts of a stay, with the day of discharge in place of its nights.

    Those of another event stay as they are. Unless eligible, one stay in four does not tell the day. Days
    that are not claimed are as many as the nights, or one more, so that a payout of days instead of nights is
    noticed.
    """
    if strategies.kind != "hospital_stay" or not strategies.view.reads_nights:
        return facts
    others = {name: value for name, value in facts.items() if name != "nights"}
    if not strategies.eligible and not draw(NOT_TOLD):
        return others
    nights = facts["nights"] if "nights" in facts else draw(strategies.number("nights"))
    days = others["days"] or min(nights + draw(FURTHER_DAY), MOST_DAYS)
    return others | {"days": days, "discharged_on": shifted(happened_on, nights)}
