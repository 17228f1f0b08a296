"""What a made-up portfolio of claims is assumed to look like, as a value that can be read and replaced."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from ..errors import UnknownPlan
from ..frozen import Frozen, Pairs
from .distributions import AnyDistribution, Bands, Probability, Weight
from .incidences import Severity

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


class PortfolioShape(Frozen):
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

    def __str__(self) -> str:
        return self.explain()

    def explain(self, lang: Literal["en", "zh"] = "en") -> str:
        """The assumptions as text.

        Raises:
            ValueError: `lang` is neither `en` nor `zh`.
        """
        from ..formatting import check_language
        from .assumed import portfolio_lines

        check_language(lang)
        return "\n".join(portfolio_lines(self, lang))
