"""The critical illness plan as it began in August 2005: three years of cover, at most two shares."""

from datetime import date

from ...diseases import Disease, DiseaseList
from ...limits import Limit
from ...rulebook.version import Adds, Doubt, GroupRule, PlanVersion, ShownUntil
from ...rules import AgeLimitBySex, CoverEnds, LumpSum, OnList, PaidOnce, Surgery, WithinCover
from ...sources import Basis, Text
from ...terms import Figure, Table
from ..cancers import CARCINOMA_IN_SITU, MALIGNANT_TUMOUR, NO_CANCERS
from ..shared_notes import JOINING_FEE
from ..sources import PC05, RMYY16, SINA05

VERSION = PlanVersion(
    effective_from=date(2005, 8, 1),
    known_to="month",
    product="three_year",
    shown_until=ShownUntil(day=date(2005, 8, 17), source=SINA05),
    source=SINA05,
    basis=Basis.PUBLISHED,
    notes=(
        JOINING_FEE,
        Text(
            en="One page counts eleven diseases and operations [PC05], another names twelve [SINA05].",
            zh="一处资料称共11项病种及手术[PC05]，另一处列出12项[SINA05]。",
        ),
        Text(
            en="The first listed operation after an earlier illness paid 5,000 and ended cover; it is not modelled.",
            zh="投保前已患病者，参保后首次所列手术给付5000元并终止保障；本版本未予建模。",
        ),
    ),
    doubts=(
        Doubt(
            since=date(2005, 8, 18),
            text=Text(
                en="A report of June 2010 says that the list had nine classes until then [KINGHUA10]; when and how the"
                " list of 2005 became one of nine classes is not stated, so the list of 2005 is used.",
                zh="2010年6月的报道称此前共9类[KINGHUA10]；2005年的病种清单何时、如何变为9类未载明，故沿用2005年的清单。",
            ),
        ),
        Doubt(
            since=date(2005, 8, 1),
            text=Text(
                en="An illness from before joining was not paid [PC05]; a claim says nothing of earlier illness, so"
                " this is not checked.",
                zh="参保前已患的疾病不予给付[PC05]；申请不含既往病史，故未予核对。",
            ),
        ),
        Doubt(
            since=date(2005, 8, 1),
            text=Text(
                en="The record states no waiting period for this plan, so none is applied; the full terms may have one.",
                zh="公开资料未载明本活动的等待期，故未适用；完整条款可能另有规定。",
            ),
        ),
    ),
    fee=Figure(value=198_00, source=SINA05, basis=Basis.PUBLISHED),
    group=GroupRule(
        share=Figure(value=80_00, source=SINA05, basis=Basis.PUBLISHED),
        whole_up_to=Figure(value=20, source=SINA05, basis=Basis.PUBLISHED),
    ),
    conditions=(
        WithinCover(
            years=Figure(value=3, source=SINA05, basis=Basis.PUBLISHED), source=SINA05, basis=Basis.PUBLISHED
        ),
        AgeLimitBySex(
            below=Table(by="sex", rows={"female": 55, "male": 60}, source=SINA05, basis=Basis.PUBLISHED),
            source=SINA05,
            basis=Basis.PUBLISHED,
        ),
        OnList(
            diseases=DiseaseList(
                diseases=(
                    Disease(
                        code="renal_failure",
                        name=Text(en="renal failure (uraemia)", zh="肾功能衰竭（尿毒症）"),
                        also=("尿毒症", "uraemia", "kidney failure"),
                    ),
                    MALIGNANT_TUMOUR,
                    Disease(
                        code="aplastic_anaemia",
                        name=Text(en="aplastic anaemia", zh="再生障碍性贫血"),
                        also=("aplastic anemia",),
                    ),
                    Disease(code="liver_failure", name=Text(en="liver failure", zh="肝功能衰竭")),
                    Disease(
                        code="cerebral_infarct",
                        name=Text(en="acute cerebral infarct", zh="急性脑梗死"),
                        also=("脑梗死", "cerebral infarction"),
                    ),
                    Disease(
                        code="cerebral_haemorrhage",
                        name=Text(en="cerebral haemorrhage", zh="脑出血"),
                        also=("cerebral hemorrhage",),
                    ),
                    Disease(
                        code="myocardial_infarct",
                        name=Text(en="acute myocardial infarct", zh="急性心肌梗死"),
                        also=("心肌梗死", "myocardial infarction", "heart attack"),
                    ),
                    Disease(
                        code="valve_replacement",
                        name=Text(en="heart valve replacement", zh="心脏瓣膜置换手术"),
                    ),
                    Disease(code="coronary_bypass", name=Text(en="coronary bypass", zh="冠状动脉搭桥手术")),
                    Disease(
                        code="intracranial_tumour",
                        name=Text(en="operation on an intracranial tumour", zh="颅内肿瘤手术"),
                        also=("intracranial tumour",),
                    ),
                    Disease(
                        code="organ_transplant", name=Text(en="major organ transplant", zh="重大器官移植手术")
                    ),
                    Disease(code="aorta_operation", name=Text(en="operation on the aorta", zh="主动脉手术")),
                ),
                count=12,
                source=SINA05,
                basis=Basis.PUBLISHED,
            ),
            benefits=("illness_sum",),
            source=SINA05,
            basis=Basis.PUBLISHED,
        ),
        OnList(
            diseases=DiseaseList(
                diseases=(
                    MALIGNANT_TUMOUR,
                    CARCINOMA_IN_SITU,
                    Disease(
                        code="skin_cancer", name=Text(en="skin cancer", zh="皮肤癌"), also=("皮肤恶性肿瘤",)
                    ),
                ),
                count=2,
                source=PC05,
                basis=Basis.PUBLISHED,
            ),
            benefits=("in_situ_sum",),
            source=PC05,
            basis=Basis.PUBLISHED,
        ),
        Surgery(benefits=("in_situ_sum",), source=PC05, basis=Basis.PUBLISHED),
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
            unless_diseases=("malignant_tumour",),
            except_diseases=("carcinoma_in_situ", "skin_cancer"),
            sum=Figure(value=10_000_00, source=SINA05, basis=Basis.PUBLISHED),
            per_share=True,
            most_shares=Figure(value=2, source=SINA05, basis=Basis.PUBLISHED),
            source=SINA05,
        ),
        LumpSum(
            code="in_situ_sum",
            name=Text(en="Sum for carcinoma in situ or skin cancer", zh="原位癌或皮肤癌互助金"),
            event="diagnosis",
            when="in_situ",
            diseases=("carcinoma_in_situ", "skin_cancer"),
            except_diseases=NO_CANCERS,
            sum=Figure(value=5_000_00, source=PC05, basis=Basis.PUBLISHED),
            per_share=True,
            most_shares=Figure(value=2, source=SINA05, basis=Basis.PUBLISHED),
            source=PC05,
        ),
    ),
    adds=(Adds(benefits=("illness_sum", "in_situ_sum"), source=SINA05, basis=Basis.INFERRED),),
)
