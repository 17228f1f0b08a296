"""The assumptions of a synthetic portfolio, as a model that can be printed and replaced."""

from decimal import Decimal
from functools import partial
from typing import Literal, Self

from pydantic import Field, model_validator

from ..._texts import both
from ...errors import UnknownPlan
from ...frozen import Day, Frozen, Pairs
from ...rulebook.registry.book import AnyPlan
from ...rulebook.registry.shipped_plans import no_such_plan, shipped_code
from ...vocabulary import EVENTS
from ..labelled_book import code_of, plan_named
from ..phrasing import phrase, plan_name
from ..printable import Printable
from ..sums import plain
from .assumed_figures import Probability, Weight
from .distributions import AnyDistribution, Bands
from .incidence import Severity
from .text import distribution_text, fact_line, severity_lines
from .vocabulary import SHAPE

_phrase = partial(phrase, SHAPE)

INSURED = 3_210_000
"""The members insured at the end of 2015 according to the seed: a portfolio's only published figure."""

_DRAWN = ("fee_tier", "shares", "occupation", "member_class", "renewed", "product")


class SeverityShare(Severity):
    """A kind of event and its facts, with its weight among the claims of a plan."""

    weight: Weight = Field(gt=0)


class PlanShape(Frozen):
    """The claims of one plan: their weight in the whole portfolio, the enrolments and the events.

    Cover begins on the first day of a month of the member, or on 1 January if `calendar_years` is true,
    and lasts `cover_years`. A `women_only` plan has claims of women only.
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
            raise ValueError(
                both(
                    f"enrolment has {', '.join(stray)}; give any of {', '.join(_DRAWN)}",
                    f"enrolment 含 {'、'.join(stray)}；可给出：{'、'.join(_DRAWN)}",
                )
            )
        return self


class PortfolioShape(Printable):
    """The assumptions of a synthetic portfolio of claims.

    Claims are spread evenly over the days from `first_day` to `last_day`. They belong to `insured` members,
    all equally likely, so that few have two claims; a member is the same person in every claim.

    Only `insured` is a published figure, the seed's of 2015; all else was made up to give a
    plausible table, and says nothing about any real portfolio.

    Raises:
        ValueError: the days are reversed, or a plan has two shapes.
    """

    synthetic: Literal[True] = True
    insured: int = Field(default=INSURED, ge=100, le=100_000_000)
    women: Probability
    age: Bands
    first_day: Day
    last_day: Day
    plans: tuple[PlanShape, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _orderly(self) -> Self:
        if self.last_day < self.first_day:
            raise ValueError(
                both(
                    f"last_day is {self.last_day}; give a day from first_day {self.first_day} on",
                    f"last_day 为 {self.last_day}；不得早于 first_day {self.first_day}",
                )
            )
        codes = [shape.plan for shape in self.plans]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(
                both(
                    f"plans has two shapes of {', '.join(twice)}; give each plan once",
                    f"plans 中 {'、'.join(twice)} 有两个；每项活动只能给出一次",
                )
            )
        return self

    def shapes(self, plan: AnyPlan | None) -> tuple[PlanShape, ...]:
        """The shape of one plan, or of all.

        Raises:
            UnknownPlan: the portfolio has no such plan.
        """
        named = plan_named(plan)
        code = None if named is None else code_of(named)
        shapes = tuple(shape for shape in self.plans if code in (None, shape.plan))
        if code is not None and not shapes and not shipped_code(code):
            raise no_such_plan(code, "plan")
        if not shapes:
            known = [shape.plan for shape in self.plans]
            raise UnknownPlan(
                both(
                    f"the portfolio has no claims of plan {plan!r}; its plans are {', '.join(known)}",
                    f"没有活动“{plan}”的申请；现有活动：{'、'.join(known)}",
                ),
                field="plan",
                given=plan,
                choices=known,
            )
        return shapes

    def _lines(self, lang: str) -> list[str]:
        return portfolio_lines(self, lang)


def portfolio_lines(shape: PortfolioShape, lang: str) -> list[str]:
    """The lines of the text."""
    women = f"{plain(shape.women * 100)}%"
    lines = [
        _phrase("synthetic", lang),
        "  " + _phrase("insured", lang, insured=f"{shape.insured:,}", seed=f"{INSURED:,}"),
        "  "
        + _phrase(
            "women", lang, women=women, first=shape.first_day, age=distribution_text(shape.age, "", lang)
        ),
        "  " + _phrase("days", lang, first=shape.first_day, last=shape.last_day),
    ]
    weights = sum((one.weight for one in shape.plans), Decimal(0))
    for one in shape.plans:
        details = {
            "plan": plan_name(one.plan, lang),
            "years": one.cover_years,
            "month": _phrase("the_year" if one.calendar_years else "a_month", lang),
            "women": _phrase("women_only", lang) if one.women_only else "",
            "weight": plain(one.weight),
            "all": plain(weights),
        }
        lines.append(_phrase("plan", lang, **details))
        lines += [fact_line(name, distribution, lang) for name, distribution in one.enrolment]
        all_events = sum((event.weight for event in one.events), Decimal(0))
        for event in one.events:
            kind = EVENTS[event.event].in_(lang)
            share = {"weight": plain(event.weight), "all": plain(all_events)}
            lines.append("  " + _phrase("event", lang, event=kind, **share))
            lines += severity_lines(event.facts, lang)
    return lines
