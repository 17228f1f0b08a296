"""The hospital medical plan as adjusted from 2013: the record does not state its terms, an undated page may."""

from datetime import date

from ...limits import Limit
from ...rulebook.version import Doubt, PlanVersion, ShownUntil
from ...rules import ExpenseShare, WithinCover
from ...sources import Basis, Text
from ...terms import Choice, Figure, Ladder, Rung, Table, Term, Unstated
from ..shared_notes import JOINING_FEE
from ..sources import JIUSONG_A, LDWB16, SEED, SOHU08

VERSION = PlanVersion(
    effective_from=date(2013, 1, 1),
    known_to="year",
    shown_until=ShownUntil(day=date(2016, 7, 21), source=LDWB16),
    source=SEED,
    basis=Basis.INFERRED,
    notes=(
        Text(
            en="The page of 2016 [seed] says that the benefits of all activities were adjusted step by step from 2013.",
            zh="2016年的网页[起始资料]称，2013年以来逐步调整各项保障活动待遇。",
        ),
        Text(
            en="A member got 33,800 for a liver transplant in 2016, on costs that are not given [LDWB16].",
            zh="2016年一名会员因肝移植获得33800元，费用未载明[LDWB16]。",
        ),
        Text(
            en="The terms of the undated page [JIUSONG-A] are taken for this plan's by their rates; the page names"
            " neither the plan nor the office, and the day on which they began is not known.",
            zh="无日期网页[JIUSONG-A]所载条款系按比例推断为本活动条款；该网页未载明活动、办事处，起始日不详。",
        ),
        Text(
            en="By the undated page, outpatient treatment of a special disease pays 50 percent, after 1,300 on the"
            " first claim and nothing on later ones [JIUSONG-A]; a claim does not say whether its costs are of this"
            " kind, so outpatient costs have bounds.",
            zh="按该无日期网页，特殊疾病门诊费用按50%给付，首次扣除1,300元，以后不扣[JIUSONG-A]；"
            "申请未载明是否属此类费用，故门诊费用只给出上下限。",
        ),
        Text(
            en="Its special diseases are radio- and chemotherapy, dialysis, haemophilia, aplastic anaemia, and"
            " anti-rejection after a kidney or liver transplant [JIUSONG-A].",
            zh="其所称特殊疾病为放化疗、透析、血友病、再生障碍性贫血、肾或肝移植后抗排异[JIUSONG-A]。",
        ),
        JOINING_FEE,
    ),
    doubts=(
        Doubt(
            since=date(2013, 1, 1),
            only={"setting": "inpatient"},
            text=Text(
                en="By an undated page, up to 7 days of observation before admission to the same hospital belong"
                " to the stay; a transfer within 24 hours with the form continues it, a later one begins another"
                " [JIUSONG-A]. A claim says none of this: tell one stay as one expense.",
                zh="按一个无日期网页，急诊留观7日以内随即入住同一医院的并入该次住院；凭转院单24小时内转院的按一次住院计算，"
                "逾时的按两次计算[JIUSONG-A]。申请均未载明：应按一次计算的住院请作一笔费用申报。",
            ),
        ),
        Doubt(
            since=date(2013, 1, 1),
            only={"setting": "inpatient"},
            text=Text(
                en="By an undated page, later stays for a special disease have no deductible [JIUSONG-A]; a claim"
                " does not say what a stay was for, so its ordinary deductible is applied.",
                zh="按一个无日期网页，特殊疾病第二次及以后住院不设起付金额[JIUSONG-A]；申请未载明住院病种，故按一般起付金额计算。",
            ),
        ),
    ),
    fee=Unstated(what=Text(en="the fee from 2013", zh="2013年起的会费")),
    conditions=(
        WithinCover(
            years=Figure(value=1, source=SOHU08, basis=Basis.INFERRED), source=SOHU08, basis=Basis.INFERRED
        ),
    ),
    benefits=(
        ExpenseShare(
            code="stay_share",
            name=Text(en="Share of a stay's costs", zh="住院医疗互助金"),
            event="medical_expense",
            deductible=Choice[Term](
                reading="hospital_medical.later_terms",
                options={
                    "unstated": Unstated(what=Text(en="the deductible from 2013", zh="2013年起的起付金额")),
                    "page": Table(
                        by="setting",
                        rows={
                            "inpatient": Ladder(
                                by="ordinal",
                                rungs=(
                                    Rung(
                                        through=1,
                                        value=Figure(value=1_300_00, source=JIUSONG_A, basis=Basis.INFERRED),
                                    ),
                                ),
                                beyond=Figure(value=650_00, source=JIUSONG_A, basis=Basis.INFERRED),
                            ),
                            "outpatient": Unstated(
                                what=Text(
                                    en="whether the claim is the first for outpatient treatment of a special disease",
                                    zh="是否为首次特殊疾病门诊",
                                ),
                                high=1_300_00,
                                source=JIUSONG_A,
                                basis=Basis.INFERRED,
                            ),
                        },
                        source=JIUSONG_A,
                        basis=Basis.INFERRED,
                    ),
                },
            ),
            share=Choice[Term](
                reading="hospital_medical.later_terms",
                options={
                    "unstated": Unstated(
                        what=Text(en="every rate of the plan from 2013", zh="2013年起的各项给付比例"),
                        high=100_00,
                        source=SOHU08,
                        basis=Basis.INFERRED,
                    ),
                    "page": Table(
                        by="setting",
                        rows={
                            "inpatient": Ladder(
                                by="ordinal",
                                rungs=(
                                    Rung(
                                        through=1,
                                        value=Figure(value=60_00, source=JIUSONG_A, basis=Basis.INFERRED),
                                    ),
                                ),
                                beyond=Figure(value=50_00, source=JIUSONG_A, basis=Basis.INFERRED),
                            ),
                            "outpatient": Unstated(
                                what=Text(
                                    en="whether the outpatient costs are for a special disease",
                                    zh="门诊费用是否属特殊疾病",
                                ),
                                high=50_00,
                                source=JIUSONG_A,
                                basis=Basis.INFERRED,
                            ),
                        },
                        source=JIUSONG_A,
                        basis=Basis.INFERRED,
                    ),
                },
            ),
            counter=Limit(
                code="stays",
                name=Text(en="stays of a cover period", zh="保障期内住院次数"),
                unit="payment",
                ceiling=None,
                per="cover_period",
            ),
            source=SEED,
        ),
    ),
)
