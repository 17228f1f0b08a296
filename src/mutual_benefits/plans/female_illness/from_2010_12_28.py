"""The six-disease plan for women (two years of cover), first documented for Beijing on 28 December 2010."""

from datetime import date

from ...diseases import Disease, DiseaseList
from ...limits import Limit
from ...rulebook.version import Adds, Doubt, PlanVersion, ShownUntil
from ...rules import CoverEnds, LumpSum, NotInSitu, OfSex, OnList, PaidOnce, PerDiem, Waiting, WithinCover
from ...sources import Basis, Text
from ...terms import Figure, Ladder, Rung, Unstated
from ..shared_notes import JOINING_FEE
from ..sources import DOCDUO, MTG10, NGBJ6, SEED, YINJIAN

VERSION = PlanVersion(
    effective_from=date(2010, 12, 28),
    product="two_year",
    shown_until=ShownUntil(day=date(2013, 12, 31), source=SEED),
    source=MTG10,
    basis=Basis.PUBLISHED,
    notes=(
        JOINING_FEE,
        Text(
            en="The terms are read from an introduction of the six-disease plan by the Beijing office, whose own date is"
            " not given; the copy is of 2019 [NGBJ6].",
            zh="条款出自北京办事处的六类疾病简介，原文日期未载明，转载于2019年[NGBJ6]。",
        ),
        Text(
            en="The plan began in 1997; the record shows its terms from this day on.",
            zh="该活动始于1997年；公开资料自该日起可见其条款。",
        ),
    ),
    doubts=(
        Doubt(
            since=date(2010, 12, 28),
            only={"renewed": "true"},
            text=Text(
                en="A renewal waives the waiting and the reduced period only if the fee was paid within 15 days of"
                " expiry [NGBJ6]; a claim does not give that day, so it is not checked.",
                zh="期满后15日内续保缴费的，方免除等待期及减额期[NGBJ6]；申请不含缴费日期，故未予核对。",
            ),
        ),
        Doubt(
            since=date(2010, 12, 28),
            text=Text(
                en="A listed cancer from before the cover, a history that was hidden or forged, a misdiagnosis and a"
                " spread from another disease are not covered [NGBJ6]; a claim says nothing of these, so they are"
                " not checked.",
                zh="参保前已患清单所列癌症、隐瞒或伪造病史、误诊及由其他疾病扩散者，不予保障[NGBJ6]；申请不含此类情况，故未予核对。",
            ),
        ),
    ),
    fee=Figure(value=40_00, source=YINJIAN, basis=Basis.INFERRED),
    conditions=(
        WithinCover(
            years=Figure(value=2, source=YINJIAN, basis=Basis.INFERRED), source=YINJIAN, basis=Basis.INFERRED
        ),
        OfSex(sex="female", source=NGBJ6, basis=Basis.PUBLISHED),
        Waiting(
            days=Figure(value=30, source=NGBJ6, basis=Basis.PUBLISHED),
            waiver=Figure(value=1, source=NGBJ6, basis=Basis.PUBLISHED),
            source=NGBJ6,
            basis=Basis.PUBLISHED,
        ),
        OnList(
            diseases=DiseaseList(
                diseases=(
                    Disease(
                        code="cervical_cancer",
                        name=Text(en="cervical cancer", zh="子宫颈癌"),
                        also=(
                            *("宫颈癌", "cancer of the cervix"),
                            *("子宫颈鳞癌", "宫颈鳞癌", "squamous cell carcinoma of the cervix"),
                            *("子宫颈腺癌", "宫颈腺癌", "adenocarcinoma of the cervix"),
                            *("子宫颈管癌", "宫颈管癌", "cancer of the cervical canal"),
                            *("子宫颈早期浸润癌", "宫颈早期浸润癌", "early invasive cancer of the cervix"),
                            *("镜下早期浸润癌", "宫颈镜下早期浸润癌", "子宫颈镜下早期浸润癌"),
                            "microscopic early invasive cancer of the cervix",
                        ),
                    ),
                    Disease(
                        code="fallopian_tube_cancer",
                        name=Text(en="malignant tumour of the fallopian tube", zh="输卵管恶性肿瘤"),
                        also=("输卵管癌", "fallopian tube cancer"),
                    ),
                    Disease(code="ovarian_cancer", name=Text(en="ovarian cancer", zh="卵巢癌")),
                    Disease(code="endometrial_cancer", name=Text(en="endometrial cancer", zh="子宫内膜癌")),
                    Disease(code="choriocarcinoma", name=Text(en="choriocarcinoma", zh="绒毛膜癌")),
                    Disease(
                        code="malignant_mole", name=Text(en="malignant hydatidiform mole", zh="恶性葡萄胎")
                    ),
                    Disease(
                        code="breast_cancer",
                        name=Text(en="breast cancer", zh="乳腺癌"),
                        also=(
                            *("炎性乳腺癌", "乳腺炎性癌", "inflammatory breast cancer"),
                            *("乳腺派杰氏病", "乳腺佩吉特病", "乳房佩吉特病", "乳腺湿疹样癌"),
                            *("Paget's disease of the breast", "Paget's breast cancer"),
                        ),
                    ),
                ),
                count=6,
                source=DOCDUO,
                basis=Basis.INFERRED,
            ),
            source=DOCDUO,
            basis=Basis.INFERRED,
        ),
        NotInSitu(source=DOCDUO, basis=Basis.INFERRED),
        CoverEnds(
            limit=Limit(
                code="cover",
                name=Text(en="payments before cover ends", zh="保障终止前的给付次数"),
                unit="payment",
                ceiling=Figure(value=1, source=NGBJ6, basis=Basis.PUBLISHED),
                per="cover_period",
            ),
            source=NGBJ6,
            basis=Basis.PUBLISHED,
        ),
        PaidOnce(
            limit=Limit(
                code="disease",
                name=Text(en="payments for one disease", zh="同一病种的给付次数"),
                unit="payment",
                ceiling=Figure(value=1, source=NGBJ6, basis=Basis.PUBLISHED),
                per="lifetime",
                subject="disease",
            ),
            source=NGBJ6,
            basis=Basis.PUBLISHED,
        ),
    ),
    benefits=(
        LumpSum(
            code="illness_sum",
            name=Text(en="Illness sum", zh="特殊疾病互助金"),
            event="diagnosis",
            when="disease",
            sum=Ladder(
                by="day_of_cover",
                rungs=(
                    Rung(
                        through=90,
                        value=Unstated(
                            what=Text(
                                en="the reduced sum from day 31 to day 90", zh="第31日至第90日减额后的互助金"
                            ),
                            high=10_000_00,
                            source=NGBJ6,
                            basis=Basis.PUBLISHED,
                        ),
                    ),
                ),
                beyond=Figure(value=10_000_00, source=NGBJ6, basis=Basis.PUBLISHED),
                waiver=Figure(value=1, source=NGBJ6, basis=Basis.PUBLISHED),
            ),
            source=NGBJ6,
        ),
        LumpSum(
            code="convalescence_sum",
            name=Text(en="Convalescence sum", zh="一次性康复补助"),
            event="diagnosis",
            when="hospital_days",
            sum=Ladder(
                by="day_of_cover",
                rungs=(
                    Rung(
                        through=90,
                        value=Unstated(
                            what=Text(
                                en="the convalescence sum from day 31 to day 90",
                                zh="第31日至第90日的康复补助",
                            ),
                            high=2_000_00,
                            source=NGBJ6,
                            basis=Basis.PUBLISHED,
                        ),
                    ),
                ),
                beyond=Figure(value=2_000_00, source=NGBJ6, basis=Basis.PUBLISHED),
                waiver=Figure(value=1, source=NGBJ6, basis=Basis.PUBLISHED),
            ),
            source=NGBJ6,
        ),
        PerDiem(
            code="living_allowance",
            name=Text(en="Living allowance for the first stay", zh="首次住院生活补助"),
            event="diagnosis",
            days="hospital_days",
            rate=Ladder(
                by="day_of_cover",
                rungs=(
                    Rung(
                        through=90,
                        value=Unstated(
                            what=Text(
                                en="the daily rate from day 31 to day 90", zh="第31日至第90日的每日标准"
                            ),
                            high=26_00,
                            source=NGBJ6,
                            basis=Basis.PUBLISHED,
                        ),
                    ),
                ),
                beyond=Figure(value=26_00, source=NGBJ6, basis=Basis.PUBLISHED),
                waiver=Figure(value=1, source=NGBJ6, basis=Basis.PUBLISHED),
            ),
            limits=(
                Limit(
                    code="living_days",
                    name=Text(en="days of living allowance", zh="生活补助天数"),
                    unit="day",
                    ceiling=Figure(value=180, source=NGBJ6, basis=Basis.PUBLISHED),
                    per="cover_period",
                ),
            ),
            source=NGBJ6,
        ),
    ),
    adds=(
        Adds(
            benefits=("illness_sum", "convalescence_sum", "living_allowance"),
            source=NGBJ6,
            basis=Basis.PUBLISHED,
        ),
    ),
)
