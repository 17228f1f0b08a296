"""Warm Mutual Aid with a yearly maximum of 200,653 yuan, first reported on 12 July 2018."""

from datetime import date

from ...limits import Limit
from ...rulebook.version import Adds, Doubt, PlanVersion, ShownUntil
from ...rules import Band, BandedShare, ExpenseShare, WithinCover
from ...sources import Basis, Text
from ...terms import Choice, Figure, Ladder, Rung, Table, Term
from ..sources import CHINA18, CPIC12, GOV12, GSWEB, LDWB20B, PKU23, RRV, UZKOO

ORDINARY_DEDUCTIBLE = Ladder(
    by="ordinal",
    rungs=(Rung(through=1, value=Figure(value=1_300_00, source=GOV12, basis=Basis.PUBLISHED)),),
    beyond=Figure(value=650_00, source=GOV12, basis=Basis.PUBLISHED),
)

HARDSHIP_DEDUCTIBLE = Ladder(
    by="ordinal",
    rungs=(Rung(through=1, value=Figure(value=650_00, source=RRV, basis=Basis.PUBLISHED)),),
    beyond=Figure(value=325_00, source=RRV, basis=Basis.PUBLISHED),
)

YEARLY_MAXIMUM = Limit(
    code="yearly",
    name=Text(en="aid in a calendar year", zh="年度互助金合计"),
    unit="fen",
    ceiling=Figure(value=200_653_00, source=LDWB20B, basis=Basis.PUBLISHED),
    per="calendar_year",
)

VERSION = PlanVersion(
    effective_from=date(2018, 7, 12),
    shown_until=ShownUntil(day=date(2025, 6, 3), source=UZKOO),
    source=CHINA18,
    basis=Basis.PUBLISHED,
    notes=(
        Text(
            en="The record gives a range of 20 to 90 percent; that 90 percent is a band above 150,000 is inferred.",
            zh="公开资料载明比例为20%至90%；90%适用于150,000元以上部分为推断。",
        ),
    ),
    doubts=(
        Doubt(
            since=date(2018, 7, 12),
            only={"setting": "inpatient"},
            text=Text(
                en="90 days of a stay are one settlement period, and more than 90 days count as a second stay"
                " [UZKOO]; a claim does not say how long a stay was, so this is not applied: tell the costs of"
                " the second period as a stay of its own.",
                zh="住院90天为一个结算周期，超过90天按第二次住院计算[UZKOO]；申请未载明住院天数，故未予适用：第二个周期的费用请另作一次住院申报。",
            ),
        ),
    ),
    fee=Figure(value=0, source=CPIC12, basis=Basis.PUBLISHED),
    conditions=(WithinCover(calendar_year=True, source=CPIC12, basis=Basis.PUBLISHED),),
    benefits=(
        ExpenseShare(
            code="stay_share",
            name=Text(en="Share of costs within the insurance ceiling", zh="封顶线内个人自付部分互助金"),
            event="medical_expense",
            deductible=Choice[Term](
                reading="warm_aid.model_worker_deductible",
                options={
                    "ordinary": Table(
                        by="setting",
                        rows={
                            "outpatient": 0,
                            "inpatient": Table(
                                by="member_class",
                                rows={
                                    "ordinary": ORDINARY_DEDUCTIBLE,
                                    "model_worker": ORDINARY_DEDUCTIBLE,
                                    "hardship": HARDSHIP_DEDUCTIBLE,
                                },
                                source=GOV12,
                                basis=Basis.PUBLISHED,
                            ),
                        },
                        source=GOV12,
                        basis=Basis.PUBLISHED,
                    ),
                    "reduced": Table(
                        by="setting",
                        rows={
                            "outpatient": 0,
                            "inpatient": Table(
                                by="member_class",
                                rows={
                                    "ordinary": ORDINARY_DEDUCTIBLE,
                                    "model_worker": Ladder(
                                        by="ordinal",
                                        rungs=(
                                            Rung(
                                                through=1,
                                                value=Figure(
                                                    value=650_00, source=GSWEB, basis=Basis.PUBLISHED
                                                ),
                                            ),
                                        ),
                                        beyond=Figure(value=325_00, source=GSWEB, basis=Basis.PUBLISHED),
                                    ),
                                    "hardship": HARDSHIP_DEDUCTIBLE,
                                },
                                source=GOV12,
                                basis=Basis.PUBLISHED,
                            ),
                        },
                        source=GOV12,
                        basis=Basis.PUBLISHED,
                    ),
                },
            ),
            yearly_deductible=Limit(
                code="outpatient_deductible",
                name=Text(en="outpatient deductible of the year", zh="年度门诊起付金额"),
                unit="fen",
                ceiling=Table(
                    by="setting",
                    rows={"outpatient": 1_800_00, "inpatient": 0},
                    source=UZKOO,
                    basis=Basis.PUBLISHED,
                ),
                per="calendar_year",
            ),
            share=Table(
                by="member_class",
                rows={"ordinary": 20_00, "model_worker": 25_00, "hardship": 25_00},
                source=GOV12,
                basis=Basis.PUBLISHED,
            ),
            counter=Limit(
                code="stays",
                name=Text(en="stays of a calendar year", zh="年度住院次数"),
                unit="payment",
                ceiling=None,
                per="calendar_year",
            ),
            limits=(YEARLY_MAXIMUM,),
            source=UZKOO,
        ),
        BandedShare(
            code="over_cap_share",
            name=Text(en="Share of costs above the insurance ceiling", zh="超封顶线部分互助金"),
            event="medical_expense",
            bands=(
                Band(
                    upto=Figure(value=50_000_00, source=RRV, basis=Basis.PUBLISHED),
                    share=Figure(value=40_00, source=RRV, basis=Basis.PUBLISHED),
                    ceiling=Figure(value=20_000_00, source=RRV, basis=Basis.PUBLISHED),
                ),
                Band(
                    upto=Figure(value=100_000_00, source=RRV, basis=Basis.PUBLISHED),
                    share=Figure(value=60_00, source=RRV, basis=Basis.PUBLISHED),
                    ceiling=Figure(value=30_000_00, source=RRV, basis=Basis.PUBLISHED),
                ),
                Band(
                    upto=Figure(value=150_000_00, source=RRV, basis=Basis.PUBLISHED),
                    share=Figure(value=80_00, source=RRV, basis=Basis.PUBLISHED),
                    ceiling=Figure(value=40_000_00, source=RRV, basis=Basis.PUBLISHED),
                ),
                Band(
                    upto=None,
                    share=Figure(value=90_00, source=PKU23, basis=Basis.INFERRED),
                    ceiling=Figure(value=100_000_00, source=LDWB20B, basis=Basis.INFERRED),
                ),
            ),
            counter=Limit(
                code="over_cap",
                name=Text(en="costs above the ceiling in a calendar year", zh="年度超封顶线费用"),
                unit="fen",
                ceiling=None,
                per="calendar_year",
            ),
            limits=(YEARLY_MAXIMUM,),
            source=PKU23,
        ),
    ),
    adds=(Adds(benefits=("stay_share", "over_cap_share"), source=PKU23, basis=Basis.PUBLISHED),),
)
