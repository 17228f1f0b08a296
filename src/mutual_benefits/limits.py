"""Limits: how much a benefit may still grant, and how much was used before.

A limit is drawn on: `granted = min(asked, ceiling - used)`. Benefits exclude each other by drawing
on the same limit. History is a mapping from limits to units used, so that a claim's result is a pure
function of the claim, the plan and the usage.
"""

from typing import Literal

from .frozen import Frozen
from .sources import Text
from .terms import Choice, Term

Unit = Literal["day", "fen", "payment"]
Period = Literal["event", "cover_period", "calendar_year", "lifetime"]


class Limit(Frozen):
    """At most `ceiling` units within a span of time, for one member (or for one `subject` of hers).

    `per="event"` counts within one claim alone. `subject` names the fact that tells apart what is
    counted, e.g. `child`. `unless` names facts that lift the limit when they are present. With no
    ceiling the limit only counts.
    """

    code: str
    name: Text
    unit: Unit
    ceiling: Term | Choice[Term] | None
    per: Period
    subject: str | None = None
    unless: tuple[str, ...] | Choice[tuple[str, ...]] = ()
