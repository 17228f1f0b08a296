"""What a cost of cover is worked out from: who is covered, how often something happens, how severe it is."""

from functools import partial
from typing import Self

from pydantic import Field, model_validator

from ...claims import Enrolment
from ...frozen import Frozen
from ...vocabulary import EVENTS
from ..claim_facts import fact_name, fact_said
from ..phrasing import in_
from ..portfolio.distributions import ByTier, Weight
from ..portfolio.incidence import Incidence
from ..portfolio.text import said, severity_lines
from ..printable import Printable
from ..sums import plain
from .vocabulary import COVER

_say = partial(in_, COVER)


class Cohort(Frozen):
    """Members who are enrolled alike, with their weight among all members."""

    enrolment: Enrolment
    weight: Weight = Field(gt=0)


class CoverAssumptions(Printable):
    """The caller's assumptions about one period of cover; nothing in them is a published figure.

    Every member of a cohort has as many events of each incidence as its `count` draws, each on one of
    the first `days` days of her cover, each day as likely, with facts drawn for it alone. Members, and
    the incidences of one member, do not depend on each other. The period is that of the fee: where a
    plan's fee buys three years of cover, give the counts of three years and `days=1095`.

    `note` says where the assumptions come from, and is printed with the result.

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
            raise ValueError(f"the cohorts are of the plans {', '.join(plans)}; give those of one plan")
        for incidence in self.incidences:
            if isinstance(incidence.count, ByTier):
                known = [tier for tier, _ in incidence.count.rows]
                stray = [c.enrolment.fee_tier for c in self.cohorts if c.enrolment.fee_tier not in known]
                if stray:
                    raise ValueError(
                        f"{incidence.event}: fee tier {stray[0]!r} of a cohort has no count;"
                        f" the counts are for {', '.join(known)}"
                    )
        return self

    @property
    def plan(self) -> str:
        """The code of the plan."""
        return self.cohorts[0].enrolment.plan

    def _lines(self, lang: str) -> list[str]:
        return assumption_lines(self, lang)


def assumption_lines(assumptions: CoverAssumptions, lang: str) -> list[str]:
    """The assumptions, line by line."""
    lines = [_say("assumed", lang, plan=assumptions.plan, days=assumptions.days)]
    lines += [_say("note", lang, note=assumptions.note)] if assumptions.note else []
    for cohort in assumptions.cohorts:
        lines.append(_say("cohort", lang, weight=plain(cohort.weight), enrolled=_enrolled(cohort, lang)))
    for incidence in assumptions.incidences:
        event = EVENTS[incidence.event].in_(lang)
        lines.append(_say("count", lang, event=event, said=said(incidence.count, "", lang)))
        lines += severity_lines(incidence.facts, lang)
    return lines


def _enrolled(cohort: Cohort, lang: str) -> str:
    """How the members of a cohort are enrolled, in words."""
    given = cohort.enrolment.model_dump(exclude_defaults=True, exclude={"plan"})
    told = []
    for name, value in given.items():
        own = fact_said(name, value).in_(lang)
        # “tier 26” needs no “fee tier” before it.
        told.append(own if name == "fee_tier" else f"{fact_name(name).in_(lang)} {own}")
    return ("，" if lang == "zh" else ", ").join(told)
