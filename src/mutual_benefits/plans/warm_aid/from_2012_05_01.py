"""Warm Mutual Aid as it began on 1 May 2012, for costs incurred from 1 January 2012."""

from datetime import date

from ...limits import Limit
from ...rulebook.version import Adds, Doubt, PlanVersion, ShownUntil
from ...rules import Band, BandedShare, ExpenseShare, WithinCover
from ...sources import Basis, Text
from ...terms import Choice, Figure, Ladder, Rung, Table, Term
from ..sources import CPIC12, GOV12, GSWEB, RRV

ORDINARY_DEDUCTIBLE = Ladder(
    by="ordinal",
    rungs=(Rung(through=1, value=Figure(value=1_300_00, source=GOV12, basis=Basis.PUBLISHED)),),
    beyond=Figure(value=650_00, source=GOV12, basis=Basis.PUBLISHED),
)

HARDSHIP_DEDUCTIBLE = Ladder(
    by="ordinal",
    rungs=(Rung(through=1, value=Figure(value=650_00, source=RRV, basis=Basis.INFERRED)),),
    beyond=Figure(value=325_00, source=RRV, basis=Basis.INFERRED),
)

YEARLY_MAXIMUM = Limit(
    code="yearly",
    name=Text(en="aid in a calendar year", zh="年度互助金合计"),
    unit="fen",
    ceiling=Figure(value=100_653_00, source=GOV12, basis=Basis.PUBLISHED),
    per="calendar_year",
)

VERSION = PlanVersion(
    effective_from=date(2012, 5, 1),
    covers_from=date(2012, 1, 1),
    shown_until=ShownUntil(day=date(2012, 12, 31), source=CPIC12),
    notes=(
        Text(
            en="Members need no fee; people without a union could join as a group at 60 yuan a year each in 2012"
            " [CPIC12].",
            zh="会员免费；2012年未建会单位人员可团体参加，每人每年60元[CPIC12]。",
        ),
        Text(
            en="Whether a stay of more than 90 days counted as two, as a page of 2025 says [UZKOO], is not stated"
            " for this version.",
            zh="2025年资料载明住院超过90天按两次计算[UZKOO]；本版本是否如此，公开资料未载明。",
        ),
    ),
    doubts=(
        Doubt(
            since=date(2013, 1, 1),
            text=Text(
                en="The yearly maximum rose to 200,653 at a date before 12 July 2018 that the record does not"
                " give; sums above 90,000 for costs above the ceiling were paid by July 2016 [LDWB16].",
                zh="年度最高额在2018年7月12日以前某日（公开资料未载明）提高至200,653元；至2016年7月已有超封顶线部分给付超过90,000元[LDWB16]。",
            ),
        ),
    ),
    source=GOV12,
    basis=Basis.PUBLISHED,
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
                                                    value=650_00, source=GSWEB, basis=Basis.INFERRED
                                                ),
                                            ),
                                        ),
                                        beyond=Figure(value=325_00, source=GSWEB, basis=Basis.INFERRED),
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
                    source=GOV12,
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
            source=GOV12,
        ),
        BandedShare(
            code="over_cap_share",
            name=Text(en="Share of costs above the insurance ceiling", zh="超封顶线部分互助金"),
            event="medical_expense",
            bands=(
                Band(
                    upto=Figure(value=50_000_00, source=RRV, basis=Basis.INFERRED),
                    share=Figure(value=40_00, source=RRV, basis=Basis.INFERRED),
                    ceiling=Figure(value=20_000_00, source=RRV, basis=Basis.INFERRED),
                ),
                Band(
                    upto=Figure(value=100_000_00, source=RRV, basis=Basis.INFERRED),
                    share=Figure(value=60_00, source=RRV, basis=Basis.INFERRED),
                    ceiling=Figure(value=30_000_00, source=RRV, basis=Basis.INFERRED),
                ),
                Band(
                    upto=Figure(value=150_000_00, source=RRV, basis=Basis.INFERRED),
                    share=Figure(value=80_00, source=RRV, basis=Basis.INFERRED),
                    ceiling=Figure(value=40_000_00, source=RRV, basis=Basis.INFERRED),
                ),
            ),
            counter=Limit(
                code="over_cap",
                name=Text(en="costs above the ceiling in a calendar year", zh="年度超封顶线费用"),
                unit="fen",
                ceiling=None,
                per="calendar_year",
            ),
            line_counter=Limit(
                code="over_cap_line",
                name=Text(
                    en="costs above the ceiling in a calendar year, outpatient or inpatient",
                    zh="年度超封顶线费用（门诊、住院各自）",
                ),
                unit="fen",
                ceiling=None,
                per="calendar_year",
                subject="setting",
            ),
            limits=(YEARLY_MAXIMUM,),
            source=GOV12,
        ),
    ),
    adds=(Adds(benefits=("stay_share", "over_cap_share"), source=GOV12, basis=Basis.PUBLISHED),),
)
