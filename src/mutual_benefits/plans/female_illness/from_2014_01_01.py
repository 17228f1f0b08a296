"""The eight-disease plan for women from 2014: the diseases are inferred, and the sums are not stated."""

from datetime import date

from ...diseases import Disease, DiseaseList
from ...limits import Limit
from ...rulebook.version import PlanVersion, ShownUntil
from ...rules import CoverEnds, LumpSum, OfSex, OnList, PaidOnce, WithinCover
from ...sources import Basis, Text
from ...terms import Figure, Unstated
from ..shared_notes import JOINING_FEE
from ..sources import EZSTO, NGBJ6, SEED, YINJIAN

VERSION = PlanVersion(
    effective_from=date(2014, 1, 1),
    known_to="year",
    product="two_year",
    shown_until=ShownUntil(day=date(2016, 1, 1), known_to="year", source=SEED),
    source=SEED,
    basis=Basis.SEED,
    notes=(
        JOINING_FEE,
        Text(
            en="The eight diseases of 2014 are told by the page of 2016 [seed], without names or sums; the names are"
            " those of an undated page that names no office [EZSTO], and the fee and the length of the cover those"
            " of a notice of March 2018 [YINJIAN].",
            zh="2014年的8类疾病见于2016年的网页[起始资料]，未载名称及金额；名称出自未注明办事处及日期的网页[EZSTO]，"
            "会费及保障年限出自2018年3月的通知[YINJIAN]。",
        ),
        Text(
            en="What this version excludes is not stated; the one before it [NGBJ6] and the one-year product [NG12]"
            " do not cover a listed illness from before the cover.",
            zh="本版本的除外责任未载明；此前版本[NGBJ6]及一年期产品[NG12]均不保障参保前已患的所列疾病。",
        ),
    ),
    fee=Figure(value=40_00, source=YINJIAN, basis=Basis.INFERRED),
    conditions=(
        WithinCover(
            years=Figure(value=2, source=YINJIAN, basis=Basis.INFERRED), source=YINJIAN, basis=Basis.INFERRED
        ),
        OfSex(sex="female", source=SEED, basis=Basis.SEED),
        OnList(
            diseases=DiseaseList(
                diseases=(
                    Disease(
                        code="cervical_cancer",
                        name=Text(en="cervical cancer", zh="子宫颈癌"),
                        also=("宫颈癌", "cancer of the cervix"),
                    ),
                    Disease(
                        code="fallopian_tube_cancer",
                        name=Text(en="malignant tumour of the fallopian tube", zh="输卵管恶性肿瘤"),
                        also=("输卵管癌", "fallopian tube cancer"),
                    ),
                    Disease(code="endometrial_cancer", name=Text(en="endometrial cancer", zh="子宫内膜癌")),
                    Disease(code="choriocarcinoma", name=Text(en="choriocarcinoma", zh="绒毛膜癌")),
                    # The older list has it in brackets after choriocarcinoma [DOCDUO], and the list only grew.
                    Disease(
                        code="malignant_mole", name=Text(en="malignant hydatidiform mole", zh="恶性葡萄胎")
                    ),
                    Disease(code="breast_cancer", name=Text(en="breast cancer", zh="乳腺癌")),
                    Disease(
                        code="vulvar_vaginal_cancer",
                        name=Text(en="primary cancer of the vulva or vagina", zh="原发性外阴癌/阴道癌"),
                        also=(
                            "原发性外阴癌",
                            "原发性阴道癌",
                            "外阴癌",
                            "阴道癌",
                            "vulvar cancer",
                            "vaginal cancer",
                        ),
                    ),
                    Disease(
                        code="uterine_sarcoma",
                        name=Text(en="primary uterine sarcoma", zh="原发性子宫肉瘤"),
                        also=("子宫肉瘤", "uterine sarcoma"),
                    ),
                    Disease(
                        code="ovarian_cancer",
                        name=Text(en="primary ovarian cancer", zh="原发性卵巢癌"),
                        also=("卵巢癌", "ovarian cancer"),
                    ),
                ),
                count=8,
                source=EZSTO,
                basis=Basis.INFERRED,
            ),
            source=EZSTO,
            basis=Basis.INFERRED,
        ),
        CoverEnds(
            limit=Limit(
                code="cover",
                name=Text(en="payments before cover ends", zh="保障终止前的给付次数"),
                unit="payment",
                ceiling=Figure(value=1, source=NGBJ6, basis=Basis.INFERRED),
                per="cover_period",
            ),
            source=NGBJ6,
            basis=Basis.INFERRED,
        ),
        PaidOnce(
            limit=Limit(
                code="disease",
                name=Text(en="payments for one disease", zh="同一病种的给付次数"),
                unit="payment",
                ceiling=Figure(value=1, source=NGBJ6, basis=Basis.INFERRED),
                per="lifetime",
                subject="disease",
            ),
            source=NGBJ6,
            basis=Basis.INFERRED,
        ),
    ),
    benefits=(
        LumpSum(
            code="illness_sum",
            name=Text(en="Illness sum", zh="特殊疾病互助金"),
            event="diagnosis",
            when="disease",
            sum=Unstated(what=Text(en="the sums of the eight-disease plan", zh="八类病种的各项互助金")),
            source=SEED,
        ),
    ),
)
