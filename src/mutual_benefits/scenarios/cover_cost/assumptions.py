"""The assumptions of a cost of cover: who is covered, how often events happen, and how severe they are."""

from functools import partial
from typing import Self

from pydantic import Field, model_validator

from ..._texts import both
from ...claims import Enrolment
from ...frozen import Frozen
from ...vocabulary import EVENTS
from ..fact_words import fact_name, fact_text
from ..phrasing import phrase, plan_title
from ..portfolio.assumed_figures import Weight
from ..portfolio.distributions import ByTier
from ..portfolio.incidence import Incidence
from ..portfolio.text import distribution_text, severity_lines
from ..printable import Printable
from ..sums import plain
from .vocabulary import COVER

_phrase = partial(phrase, COVER)


class Cohort(Frozen):
    """Members with the same enrolment, and their weight among all members."""

    enrolment: Enrolment
    weight: Weight = Field(gt=0)


class CoverAssumptions(Printable):
    """The caller's assumptions about one period of cover; nothing in them is a published figure.

    For every member of a cohort the number of events of each incidence is drawn from its `count`. Each
    event falls on one of the first `days` days of cover, all equally likely, and its facts are drawn
    independently; money is in whole fen. Members, and the incidences of one member, are independent. The
    period is that of the fee: where a plan's fee buys three years of cover, give the counts of three years
    and `days=1095`.

    `note` states where the assumptions come from, and is printed with the result.

    Raises:
        ValueError: the cohorts are of two plans, or have a fee tier for which no count is given.

    >>> from datetime import date
    >>> from mutual_benefits.scenarios import CappedGeometric, Chance
    >>> assumptions = CoverAssumptions(
    ...     cohorts=(
    ...         Cohort(
    ...             enrolment=Enrolment(plan="hospital_allowance", cover_from=date(2011, 1, 1)), weight=1
    ...         ),
    ...     ),
    ...     incidences=(
    ...         Incidence(
    ...             event="hospital_stay",
    ...             count=Chance(of="0.05"),
    ...             facts={"days": CappedGeometric(goes_on="0.9", most=180)},
    ...         ),
    ...     ),
    ...     note="made up for an example",
    ... )
    >>> assumptions.plan
    'hospital_allowance'
    """

    cohorts: tuple[Cohort, ...] = Field(min_length=1)
    incidences: tuple[Incidence, ...] = Field(min_length=1)
    days: int = Field(default=365, ge=1, le=3_653)
    note: str = ""

    @model_validator(mode="after")
    def _of_one_plan(self) -> Self:
        plans = list(dict.fromkeys(cohort.enrolment.plan for cohort in self.cohorts))
        if len(plans) > 1:
            raise ValueError(
                both(
                    f"the cohorts are of the plans {', '.join(plans)}; give those of one plan",
                    f"各组会员属于多项活动：{'、'.join(plans)}；请只给出一项活动的会员",
                )
            )
        for incidence in self.incidences:
            if isinstance(incidence.count, ByTier):
                known = [tier for tier, _ in incidence.count.rows]
                stray = [c.enrolment.fee_tier for c in self.cohorts if c.enrolment.fee_tier not in known]
                if stray:
                    raise ValueError(
                        both(
                            f"{incidence.event}: fee tier {stray[0]!r} of a cohort has no count;"
                            f" the counts are for {', '.join(known)}",
                            f"{incidence.event}：会费档次“{stray[0]}”没有次数；已有次数的档次：{'、'.join(known)}",
                        )
                    )
        return self

    @property
    def plan(self) -> str:
        """The code of the plan."""
        return self.cohorts[0].enrolment.plan

    def _lines(self, lang: str) -> list[str]:
        return assumption_lines(self, lang)


def assumption_lines(assumptions: CoverAssumptions, lang: str) -> list[str]:
    """The lines of the text."""
    lines = [_phrase("assumed", lang, plan=plan_title(assumptions.plan, lang), days=assumptions.days)]
    lines += [_phrase("note", lang, note=assumptions.note)] if assumptions.note else []
    for cohort in assumptions.cohorts:
        lines.append(
            _phrase("cohort", lang, weight=plain(cohort.weight), enrolled=_enrolment_text(cohort, lang))
        )
    for incidence in assumptions.incidences:
        event = EVENTS[incidence.event].in_(lang)
        lines.append(_phrase("count", lang, event=event, count=distribution_text(incidence.count, "", lang)))
        lines += severity_lines(incidence.facts, lang)
    return lines


def _enrolment_text(cohort: Cohort, lang: str) -> str:
    """The enrolment of a cohort's members in words."""
    fields = cohort.enrolment.model_dump(exclude_defaults=True, exclude={"plan"})
    texts = []
    for name, value in fields.items():
        text = fact_text(name, value).in_(lang)
        # “tier 26” needs no “fee tier” before it.
        texts.append(text if name == "fee_tier" else f"{fact_name(name).in_(lang)} {text}")
    return ("，" if lang == "zh" else ", ").join(texts)
