"""What a made-up portfolio of claims is assumed to look like, as a value that can be read and replaced."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Literal, Self

from pydantic import Field, model_validator

from ...errors import UnknownPlan
from ...frozen import Frozen, Pairs
from ...vocabulary import EVENTS
from ..phrasing import in_, plan_named
from ..printable import Printable
from ..sums import plain
from .distributions import AnyDistribution, Bands, Probability, Weight
from .incidence import Severity
from .text import fact_line, said, severity_lines
from .vocabulary import SHAPE

_say = partial(in_, SHAPE)

INSURED = 3_210_000
"""Members insured at the end of 2015, by the seed: the one figure of a portfolio that was published."""

_DRAWN = ("fee_tier", "shares", "occupation", "member_class", "renewed", "product")


class SeverityShare(Severity):
    """A kind of event and its facts, with its weight among the claims of a plan."""

    weight: Weight = Field(gt=0)


class PlanShape(Frozen):
    """The claims of one plan: their weight in a portfolio of all, who is enrolled, and what happens.

    Cover begins on the first of a month that is the member's own and lasts `cover_years`, or on
    1 January where `calendar_years` is true. A plan that is `women_only` has claims of women alone.
    """

    plan: str
    weight: Weight = Field(gt=0)
    cover_years: int = Field(default=1, ge=1, le=10)
    calendar_years: bool = False
    women_only: bool = False
    enrolment: Pairs[str, AnyDistribution] = ()
    events: tuple[SeverityShare, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _of_an_enrolment(self) -> Self:
        stray = [name for name, _ in self.enrolment if name not in _DRAWN]
        if stray:
            raise ValueError(f"enrolment names {', '.join(stray)}; what can be drawn: {', '.join(_DRAWN)}")
        return self


class PortfolioShape(Printable):
    """What a made-up portfolio of claims is assumed to look like.

    Claims fall evenly on the days from `first_day` to `last_day`. They are those of `insured` members,
    each drawn as likely as any other, so that few have two claims; a member is always the same person.

    Only `insured` is a published figure, the seed's of 2015; all else was made up so that a table has a
    plausible look, and says nothing about any real portfolio.

    Raises:
        ValueError: the days are reversed, or a plan has two shapes.
    """

    synthetic: Literal[True] = True
    insured: int = Field(default=INSURED, ge=100, le=100_000_000)
    women: Probability
    age: Bands
    first_day: date
    last_day: date
    plans: tuple[PlanShape, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _orderly(self) -> Self:
        if self.last_day < self.first_day:
            raise ValueError(f"last_day {self.last_day} lies before first_day {self.first_day}")
        codes = [shape.plan for shape in self.plans]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"{', '.join(twice)} has two shapes; give each plan one")
        return self

    def shapes(self, plan: str | None) -> tuple[PlanShape, ...]:
        """The shape of one plan, or of all.

        Raises:
            UnknownPlan: the portfolio has no such plan.
        """
        found = tuple(shape for shape in self.plans if plan in (None, shape.plan))
        if not found:
            known = ", ".join(shape.plan for shape in self.plans)
            raise UnknownPlan(f"the portfolio has no claims of plan {plan!r}; its plans are {known}")
        return found

    def _lines(self, lang: str) -> list[str]:
        return portfolio_lines(self, lang)


def portfolio_lines(shape: PortfolioShape, lang: str) -> list[str]:
    """The shape of a portfolio, line by line."""
    women = f"{plain(shape.women * 100)}%"
    lines = [
        _say("synthetic", lang),
        "  " + _say("insured", lang, insured=f"{shape.insured:,}", seed=f"{INSURED:,}"),
        "  " + _say("women", lang, women=women, first=shape.first_day, age=said(shape.age, "", lang)),
        "  " + _say("days", lang, first=shape.first_day, last=shape.last_day),
    ]
    weights = sum((one.weight for one in shape.plans), Decimal(0))
    for one in shape.plans:
        told = {
            "plan": plan_named(one.plan, lang),
            "years": one.cover_years,
            "month": _say("the_year" if one.calendar_years else "a_month", lang),
            "women": _say("women_only", lang) if one.women_only else "",
            "weight": plain(one.weight),
            "all": plain(weights),
        }
        lines.append(_say("plan", lang, **told))
        lines += [fact_line(name, distribution, lang) for name, distribution in one.enrolment]
        all_events = sum((event.weight for event in one.events), Decimal(0))
        for event in one.events:
            kind = EVENTS[event.event].in_(lang)
            share = {"weight": plain(event.weight), "all": plain(all_events)}
            lines.append("  " + _say("event", lang, event=kind, **share))
            lines += severity_lines(event.facts, lang)
    return lines
