"""The one-year product for women from early 2018: twelve diseases, of which the record names ten."""

from datetime import date

from ...diseases import Disease, DiseaseList
from ...limits import Limit
from ...rulebook.version import Adds, Doubt, PlanVersion, ShownUntil
from ...rules import AgeLimit, CoverEnds, LumpSum, OfSex, OnList, PaidOnce, Waiting, WithinCover
from ...sources import Basis, Text
from ...terms import Figure, Ladder, Rung, Unstated
from ..shared_notes import JOINING_FEE
from ..sources import BTBU, LDWB18, NG12

RENEWAL_WAIVER = Unstated(
    what=Text(
        en="whether renewal waives the waiting period of the one-year product",
        zh="一年期产品续保是否免除等待期",
    ),
    high=1,
    source=NG12,
    basis=Basis.INFERRED,
)

MOST_SHARES = Unstated(
    what=Text(en="the greatest number of shares of the one-year product", zh="一年期产品的份数上限"),
    low=2,
    source=LDWB18,
    basis=Basis.PUBLISHED,
)

VERSION = PlanVersion(
    effective_from=date(2018, 1, 1),
    known_to="year",
    product="one_year",
    shown_until=ShownUntil(day=date(2024, 1, 1), source=BTBU),
    source=LDWB18,
    basis=Basis.PUBLISHED,
    notes=(
        JOINING_FEE,
        Text(
            en="Sold beside the two-year product: a claim must name the product that was bought, unless both come to"
            " the same.",
            zh="与两年期产品并行办理：申请须注明所参加的产品，两种产品结果一致的除外。",
        ),
        Text(
            en="The waiting periods, the condolence, the sum in situ, the ages and what ends cover are read from a text of"
            " about August 2020 [NG12], which says nothing of the days before: they are inferred for all of this version.",
            zh="等待期、慰问金、原位癌互助金、年龄及保障终止等条款出自约2020年8月的文本[NG12]，该文本未说明此前情况，"
            "故对本版本均属推断。",
        ),
    ),
    doubts=(
        Doubt(
            since=date(2018, 1, 1),
            text=Text(
                en="An illness of the list from before the cover is not covered [NG12]; a claim says nothing of"
                " earlier illness, so this is not checked.",
                zh="参保前已患清单所列疾病的，不予保障[NG12]；申请不含既往病史，故未予核对。",
            ),
        ),
    ),
    fee=Figure(value=25_00, source=LDWB18, basis=Basis.PUBLISHED),
    conditions=(
        WithinCover(
            years=Figure(value=1, source=LDWB18, basis=Basis.PUBLISHED), source=LDWB18, basis=Basis.PUBLISHED
        ),
        OfSex(sex="female", source=LDWB18, basis=Basis.PUBLISHED),
        AgeLimit(
            least=Figure(value=16, source=NG12, basis=Basis.INFERRED),
            below=Figure(
                value=61,
                source=NG12,
                basis=Basis.INFERRED,
                note=Text(en="16 to 60, both included", zh="16至60周岁（含）"),
            ),
            source=NG12,
            basis=Basis.INFERRED,
        ),
        OnList(
            diseases=DiseaseList(
                diseases=(
                    Disease(
                        code="cervical_cancer",
                        name=Text(en="primary cervical cancer", zh="原发性子宫颈癌"),
                        also=("子宫颈癌", "宫颈癌", "cervical cancer", "cancer of the cervix"),
                    ),
                    Disease(
                        code="fallopian_tube_cancer",
                        name=Text(
                            en="primary malignant tumour of the fallopian tube", zh="原发性输卵管恶性肿瘤"
                        ),
                        also=("输卵管恶性肿瘤", "输卵管癌", "fallopian tube cancer"),
                    ),
                    Disease(
                        code="endometrial_cancer",
                        name=Text(en="primary endometrial cancer", zh="原发性子宫内膜癌"),
                        also=("子宫内膜癌", "endometrial cancer"),
                    ),
                    Disease(code="choriocarcinoma", name=Text(en="choriocarcinoma", zh="绒毛膜癌")),
                    Disease(
                        code="breast_cancer",
                        name=Text(en="primary breast cancer", zh="原发性乳腺癌"),
                        also=("乳腺癌", "breast cancer"),
                    ),
                    Disease(
                        code="vulvar_vaginal_cancer",
                        name=Text(en="primary cancer of the vulva or vagina", zh="原发性外阴癌和阴道癌"),
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
                        name=Text(en="primary uterine sarcoma (malignant)", zh="原发性子宫肉瘤(恶性)"),
                        also=("原发性子宫肉瘤", "子宫肉瘤", "uterine sarcoma"),
                    ),
                    Disease(
                        code="ovarian_cancer",
                        name=Text(en="primary ovarian cancer", zh="原发性卵巢癌"),
                        also=("卵巢癌", "ovarian cancer"),
                    ),
                    Disease(
                        code="borderline_ovarian_tumour",
                        name=Text(en="malignant borderline ovarian tumour", zh="恶性卵巢交界瘤"),
                    ),
                    Disease(
                        code="malignant_mole", name=Text(en="malignant hydatidiform mole", zh="恶性葡萄胎")
                    ),
                ),
                count=12,
                source=LDWB18,
                basis=Basis.PUBLISHED,
            ),
            source=LDWB18,
            basis=Basis.PUBLISHED,
        ),
        Waiting(
            # No waiver: a member who need not wait gets the illness sum from day 1, so no condolence sum is due.
            days=Figure(value=30, source=NG12, basis=Basis.INFERRED),
            benefits=("condolence_sum",),
            source=NG12,
            basis=Basis.INFERRED,
        ),
        Waiting(
            days=Figure(value=60, source=NG12, basis=Basis.INFERRED),
            waiver=RENEWAL_WAIVER,
            benefits=("illness_sum", "in_situ_sum"),
            source=NG12,
            basis=Basis.INFERRED,
        ),
        CoverEnds(
            limit=Limit(
                code="cover",
                name=Text(en="payments before cover ends", zh="保障终止前的给付次数"),
                unit="payment",
                ceiling=Figure(value=1, source=NG12, basis=Basis.INFERRED),
                per="cover_period",
            ),
            source=NG12,
            basis=Basis.INFERRED,
        ),
        PaidOnce(
            limit=Limit(
                code="disease",
                name=Text(en="payments for one disease", zh="同一病种的给付次数"),
                unit="payment",
                ceiling=Figure(value=1, source=NG12, basis=Basis.INFERRED),
                per="lifetime",
                subject="disease",
            ),
            source=NG12,
            basis=Basis.INFERRED,
        ),
    ),
    benefits=(
        LumpSum(
            code="condolence_sum",
            name=Text(en="Condolence sum", zh="慰问金"),
            event="diagnosis",
            when="disease",
            sum=Ladder(
                by="day_of_cover",
                rungs=(Rung(through=60, value=Figure(value=500_00, source=NG12, basis=Basis.INFERRED)),),
                beyond=Figure(value=0, source=NG12, basis=Basis.INFERRED),
                waiver=RENEWAL_WAIVER,
            ),
            per_share=True,
            most_shares=MOST_SHARES,
            source=NG12,
        ),
        LumpSum(
            code="in_situ_sum",
            name=Text(en="Carcinoma in situ sum", zh="原位癌互助金"),
            event="diagnosis",
            when="in_situ",
            sum=Figure(value=2_000_00, source=NG12, basis=Basis.INFERRED),
            per_share=True,
            most_shares=MOST_SHARES,
            source=NG12,
        ),
        LumpSum(
            code="illness_sum",
            name=Text(en="Illness sum", zh="特殊疾病互助金"),
            event="diagnosis",
            when="disease",
            unless=("in_situ",),
            sum=Figure(value=15_000_00, source=LDWB18, basis=Basis.PUBLISHED),
            per_share=True,
            most_shares=MOST_SHARES,
            source=NG12,
        ),
    ),
    adds=(
        Adds(benefits=("condolence_sum", "in_situ_sum", "illness_sum"), source=NG12, basis=Basis.INFERRED),
    ),
)
