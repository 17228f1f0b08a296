"""The critical illness plan from 1 June 2010: eleven disease classes; the record names only the two new ones."""

from datetime import date

from ...diseases import Disease, DiseaseList
from ...limits import Limit
from ...rulebook.version import Adds, Doubt, GroupRule, PlanVersion, ShownUntil
from ...rules import AgeLimitBySex, CoverEnds, LumpSum, OnList, PaidOnce, Surgery, WithinCover
from ...sources import Basis, Text
from ...terms import Figure, Table, Unstated
from ..cancers import CARCINOMA_IN_SITU, MALIGNANT_TUMOUR, NO_CANCERS
from ..shared_notes import JOINING_FEE
from ..sources import KINGHUA10, PC05, RMYY16, SEED, SINA05

VERSION = PlanVersion(
    effective_from=date(2010, 6, 1),
    known_to="day",
    product="three_year",
    shown_until=ShownUntil(day=date(2014, 12, 31), source=SEED),
    source=KINGHUA10,
    basis=Basis.PUBLISHED,
    notes=(JOINING_FEE,),
    doubts=(
        Doubt(
            since=date(2010, 6, 1),
            text=Text(
                en="The record states no waiting period for this plan, so none is applied; the full terms may have one.",
                zh="公开资料未载明本活动的等待期，故未适用；完整条款可能另有规定。",
            ),
        ),
    ),
    fee=Figure(value=198_00, source=KINGHUA10, basis=Basis.PUBLISHED),
    group=GroupRule(
        share=Figure(value=80_00, source=SINA05, basis=Basis.INFERRED),
        whole_up_to=Figure(value=20, source=SINA05, basis=Basis.INFERRED),
    ),
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
            diseases=DiseaseList(
                diseases=(
                    Disease(
                        code="limb_loss",
                        name=Text(en="loss of several limbs", zh="多个肢体缺失"),
                        also=("loss of limbs",),
                    ),
                    Disease(
                        code="motor_neurone_disease",
                        name=Text(en="severe motor neurone disease", zh="严重运动神经元病"),
                        also=("motor neurone disease", "motor neuron disease"),
                    ),
                ),
                count=11,
                source=KINGHUA10,
                basis=Basis.PUBLISHED,
            ),
            benefits=("illness_sum",),
            source=KINGHUA10,
            basis=Basis.PUBLISHED,
        ),
        OnList(
            diseases=DiseaseList(
                diseases=(MALIGNANT_TUMOUR, CARCINOMA_IN_SITU), source=PC05, basis=Basis.INFERRED
            ),
            benefits=("in_situ_sum",),
            source=PC05,
            basis=Basis.INFERRED,
        ),
        Surgery(benefits=("in_situ_sum",), source=PC05, basis=Basis.INFERRED),
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
            sum=Figure(value=10_000_00, source=SINA05, basis=Basis.INFERRED),
            per_share=True,
            most_shares=Figure(value=4, source=KINGHUA10, basis=Basis.PUBLISHED),
            source=KINGHUA10,
        ),
        LumpSum(
            code="in_situ_sum",
            name=Text(en="Carcinoma in situ sum", zh="原位癌互助金"),
            event="diagnosis",
            when="in_situ",
            diseases=("carcinoma_in_situ",),
            except_diseases=NO_CANCERS,
            sum=Unstated(
                what=Text(en="the sum for carcinoma in situ from 2010", zh="2010年起原位癌的互助金")
            ),
            per_share=True,
            most_shares=Figure(value=4, source=KINGHUA10, basis=Basis.PUBLISHED),
            source=PC05,
        ),
    ),
    adds=(Adds(benefits=("illness_sum", "in_situ_sum"), source=SINA05, basis=Basis.INFERRED),),
)
