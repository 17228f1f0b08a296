"""The critical illness plan from 2015: fifteen disease classes, none of which the record names."""

from datetime import date

from ...diseases import DiseaseList
from ...limits import Limit
from ...rulebook.version import Adds, Doubt, PlanVersion, ShownUntil
from ...rules import AgeLimitBySex, CoverEnds, LumpSum, OnList, PaidOnce, WithinCover
from ...sources import Basis, Text
from ...terms import Figure, Table, Unstated
from ..cancers import CARCINOMA_IN_SITU, MALIGNANT_TUMOUR, NO_CANCERS
from ..shared_notes import JOINING_FEE
from ..sources import KINGHUA10, PC05, RMYY16, SEED, SINA05

VERSION = PlanVersion(
    effective_from=date(2015, 1, 1),
    known_to="year",
    product="three_year",
    shown_until=ShownUntil(day=date(2016, 2, 22), source=RMYY16),
    source=SEED,
    basis=Basis.SEED,
    notes=(
        JOINING_FEE,
        Text(
            en="The fifteen classes of 2015 are told by the page of 2016 [seed], which does not name them.",
            zh="2015年的15种病种见于2016年的网页[起始资料]，未列名称。",
        ),
        Text(
            en="The fee, and that a disease is paid once, are from a notice of 22 February 2016 [RMYY16], which says"
            " nothing of the days before.",
            zh="会费及同一病种只给付一次均出自2016年2月22日的通知[RMYY16]，该通知未说明此前情况。",
        ),
        Text(
            en="A member got 7,000 for liver cancer in 2016, with a number of shares that is not given [LDWB16].",
            zh="2016年一名会员因肝癌获得7000元，份数未载明[LDWB16]。",
        ),
    ),
    doubts=(
        Doubt(
            since=date(2015, 1, 1),
            text=Text(
                en="A notice of 2016 asks for notice within five days [RMYY16]; from which day they count, and what"
                " follows from later notice, is not stated, so this is not checked.",
                zh="2016年的通知要求5日内报案[RMYY16]；自何日起算、逾期后果如何均未载明，故未予核对。",
            ),
        ),
        Doubt(
            since=date(2015, 1, 1),
            text=Text(
                en="The record states no waiting period for this plan, so none is applied; the full terms may have one.",
                zh="公开资料未载明本活动的等待期，故未适用；完整条款可能另有规定。",
            ),
        ),
    ),
    fee=Figure(value=90_00, source=RMYY16, basis=Basis.INFERRED),
    conditions=(
        WithinCover(
            years=Figure(value=3, source=SINA05, basis=Basis.INFERRED), source=SINA05, basis=Basis.INFERRED
        ),
        AgeLimitBySex(
            below=Table(by="sex", rows={"female": 55, "male": 60}, source=SINA05, basis=Basis.INFERRED),
            source=SINA05,
            basis=Basis.INFERRED,
        ),
        OnList(
            diseases=DiseaseList(diseases=(), count=15, source=SEED, basis=Basis.SEED),
            benefits=("illness_sum",),
            source=SEED,
            basis=Basis.SEED,
        ),
        OnList(
            diseases=DiseaseList(
                diseases=(MALIGNANT_TUMOUR, CARCINOMA_IN_SITU), source=PC05, basis=Basis.INFERRED
            ),
            benefits=("in_situ_sum",),
            source=PC05,
            basis=Basis.INFERRED,
        ),
        CoverEnds(
            limit=Limit(
                code="cover",
                name=Text(en="payments before cover ends", zh="保障终止前的给付次数"),
                unit="payment",
                ceiling=Figure(value=1, source=PC05, basis=Basis.INFERRED),
                per="cover_period",
            ),
            source=PC05,
            basis=Basis.INFERRED,
        ),
        PaidOnce(
            limit=Limit(
                code="disease",
                name=Text(en="payments for one disease", zh="同一病种的给付次数"),
                unit="payment",
                ceiling=Figure(value=1, source=RMYY16, basis=Basis.INFERRED),
                per="lifetime",
                subject="disease",
            ),
            source=RMYY16,
            basis=Basis.INFERRED,
        ),
    ),
    benefits=(
        LumpSum(
            code="illness_sum",
            name=Text(en="Critical illness sum", zh="重大疾病互助金"),
            event="diagnosis",
            when="disease",
            unless=("in_situ",),
            unless_diseases=("malignant_tumour", "skin_cancer"),
            except_diseases=("carcinoma_in_situ",),
            sum=Unstated(
                what=Text(
                    en="the sum per share in 2015 to 2017, which a published case contradicts",
                    zh="2015至2017年每份互助金额（与公开案例不一致）",
                )
            ),
            per_share=True,
            most_shares=Figure(value=4, source=KINGHUA10, basis=Basis.INFERRED),
            source=SEED,
        ),
        LumpSum(
            code="in_situ_sum",
            name=Text(en="Carcinoma in situ sum", zh="原位癌互助金"),
            event="diagnosis",
            when="in_situ",
            diseases=("carcinoma_in_situ",),
            except_diseases=NO_CANCERS,
            sum=Unstated(
                what=Text(en="the sum for carcinoma in situ from 2015", zh="2015年起原位癌的互助金")
            ),
            per_share=True,
            most_shares=Figure(value=4, source=KINGHUA10, basis=Basis.INFERRED),
            source=SEED,
        ),
    ),
    adds=(Adds(benefits=("illness_sum", "in_situ_sum"), source=SINA05, basis=Basis.INFERRED),),
)
