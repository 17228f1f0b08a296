"""Warm Mutual Aid with a yearly maximum of 200,653 yuan, first reported on 12 July 2018."""

from datetime import date

from ...limits import Limit
from ...rulebook.version import Adds, Doubt, PlanVersion, ShownUntil
from ...rules import Band, BandedShare, ExpenseShare, TopBand, WithinCover
from ...sources import Basis, Text
from ...terms import Choice, Figure, Ladder, Rung, Table, Term, Unstated
from ..sources import CHINA18, CPIC12, GOV12, GSWEB, JIUSONG_B, LDWB20B, PKU23, RRV, UZKOO

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
    ceiling=Figure(value=200_653_00, source=LDWB20B, basis=Basis.PUBLISHED),
    per="calendar_year",
)

REMAINDER = TopBand(
    upto=None,
    share=Figure(value=90_00, source=PKU23, basis=Basis.INFERRED),
    ceiling=Figure(value=100_000_00, source=LDWB20B, basis=Basis.INFERRED),
)

PRINTED = TopBand(
    upto=Figure(value=250_000_00, source=JIUSONG_B, basis=Basis.INFERRED),
    share=Figure(value=90_00, source=JIUSONG_B, basis=Basis.INFERRED),
    ceiling=Figure(value=90_000_00, source=JIUSONG_B, basis=Basis.INFERRED),
)

PER_LINE = TopBand(upto=PRINTED.upto, share=PRINTED.share, ceiling=PRINTED.ceiling, by_line=True)

VERSION = PlanVersion(
    effective_from=date(2018, 7, 12),
    shown_until=ShownUntil(day=date(2025, 6, 3), source=UZKOO),
    source=CHINA18,
    basis=Basis.PUBLISHED,
    notes=(
        Text(
            en="Members need no fee; in 2012 people without a union could join as a group at 60 yuan a year each"
            " [CPIC12], and whether they still can is not stated.",
            zh="会员免费；2012年未建会单位人员可团体参加，每人每年60元[CPIC12]，此后是否仍可参加未载明。",
        ),
        Text(
            en="On 12 July 2018 the maximum was reported as 200,000, rounded [CHINA18]; the exact 200,653 is printed by"
            " a page of November 2020 [LDWB20B]. A page of June 2025 restates what is paid within the ceiling"
            " [UZKOO].",
            zh="2018年7月12日报道的最高额为约数“20万元”[CHINA18]，确数200,653元见于2020年11月[LDWB20B]；"
            "封顶线内的给付见2025年6月的解读[UZKOO]。",
        ),
        Text(
            en="The record gives a range of 20 to 90 percent [PKU23]; that 90 percent is a band above 150,000 is"
            " inferred. An undated page prints 150,000 to 250,000 at 90 percent, at most 90,000, and says that"
            " outpatient and inpatient costs each reach a ceiling [JIUSONG-B].",
            zh="公开资料载明比例为20%至90%[PKU23]；90%适用于150,000元以上部分为推断。一个无日期网页载明150,000元至"
            "250,000元部分按90%、最高90,000元，并称门诊、住院费用各达到封顶线[JIUSONG-B]。",
        ),
        Text(
            en="Payouts of 162,900, 188,238 and 188,961 for costs above the ceiling were reported from 2016 to 2020;"
            " none states its costs [LDWB16, LDWB20A].",
            zh="2016年至2020年报道的超封顶线给付有162,900元、188,238元、188,961元，均未载明费用[LDWB16、LDWB20A]。",
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
            tops=Choice[tuple[TopBand, ...]](
                reading="warm_aid.top_band",
                options={
                    "unstated": (REMAINDER, PRINTED, PER_LINE),
                    "remainder": (REMAINDER,),
                    "printed": (PRINTED,),
                    "per_line": (PER_LINE,),
                },
            ),
            above_least=Unstated(
                what=Text(
                    en="how the bands fill the yearly maximum of 200,653 yuan",
                    zh="各段如何构成年度最高额200,653元",
                )
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
            source=PKU23,
        ),
    ),
    adds=(Adds(benefits=("stay_share", "over_cap_share"), source=PKU23, basis=Basis.PUBLISHED),),
)
