"""The plan Harbour, which is invented, as is the office that would sell it; no figure belongs to a real plan.

It uses only rules of the library and has features that only the plans of other offices have: a share by
hospital level with a least payment and a maximum number of payments, a severe and a light form of one
disease, a first waiting period of 180 days, and a ladder of sums by day of cover.
"""

from datetime import date

import mutual_benefits as mb
from mutual_benefits.rulebook.version import PlanVersion
from mutual_benefits.rules import ExpenseShare, LumpSum, OnList, Waiting, WithinCover
from mutual_benefits.terms import Ladder, Rung

INVENTED = mb.Source(id="harbour", title=mb.Text(en="Invented for the tests", zh="为测试而虚构"))
SOURCED = {"source": INVENTED, "basis": mb.Basis.PUBLISHED}


def figure(value: int) -> mb.Figure:
    return mb.Figure(value=value, **SOURCED)


def text(en: str) -> mb.Text:
    return mb.Text(en=en, zh=f"（虚构）{en}")


HARBOUR = mb.Plan(
    code="harbour",
    name=text("Harbour"),
    versions=(
        PlanVersion(
            effective_from=date(2020, 1, 1),
            fee=figure(30_00),
            conditions=(
                WithinCover(years=figure(1), **SOURCED),
                OnList(
                    diseases=mb.DiseaseList(
                        diseases=(
                            mb.Disease(code="pier_fever", name=text("pier fever"), also=("dock fever",)),
                            mb.Disease(code="rope_hand", name=text("rope hand")),
                        ),
                        count=2,
                        **SOURCED,
                    ),
                    benefits=("severity_sum", "ladder_sum"),
                    **SOURCED,
                ),
                Waiting(days=figure(180), waiver=figure(1), benefits=("severity_sum",), **SOURCED),
            ),
            benefits=(
                ExpenseShare(
                    code="level_share",
                    name=text("share by hospital level"),
                    event="medical_expense",
                    share=mb.Table(
                        by="hospital_level", rows={"one": 10_50, "two": 8_40, "three": 6_30}, **SOURCED
                    ),
                    least_payment=figure(100_00),
                    limits=(
                        mb.Limit(
                            code="payments",
                            name=text("payments of a period"),
                            unit="payment",
                            ceiling=figure(2),
                            per="cover_period",
                        ),
                    ),
                    source=INVENTED,
                ),
                LumpSum(
                    code="severity_sum",
                    name=text("sum by severity"),
                    event="diagnosis",
                    when="severity",
                    sum=mb.Table(by="severity", rows={"severe": 10_000_00, "light": 3_000_00}, **SOURCED),
                    limits=(
                        mb.Limit(
                            code="disease_sum",
                            name=text("paid for one disease"),
                            unit="fen",
                            ceiling=mb.Table(
                                by="severity", rows={"severe": 10_000_00, "light": 3_000_00}, **SOURCED
                            ),
                            per="lifetime",
                            subject="disease",
                        ),
                    ),
                    source=INVENTED,
                ),
                LumpSum(
                    code="ladder_sum",
                    name=text("sum by day of cover"),
                    event="diagnosis",
                    when="disease",
                    unless=("severity",),
                    sum=Ladder(
                        by="day_of_cover",
                        rungs=(Rung(through=30, value=figure(0)), Rung(through=90, value=figure(500_00))),
                        beyond=figure(10_000_00),
                    ),
                    source=INVENTED,
                ),
            ),
            adds=(mb.Adds(benefits=("severity_sum", "ladder_sum"), **SOURCED),),
            **SOURCED,
        ),
    ),
)
