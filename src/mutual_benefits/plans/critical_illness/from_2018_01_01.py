"""The one-year product from 2018: 10,000 yuan a share; of its list, the record names only malignant tumours."""

from datetime import date

from ...diseases import DiseaseList
from ...limits import Limit
from ...rulebook.version import Adds, Doubt, PlanVersion, ShownUntil
from ...rules import CoverEnds, LumpSum, OnList, PaidOnce, WithinCover
from ...sources import Basis, Text
from ...terms import Figure, Unstated
from ..cancers import CARCINOMA_IN_SITU, MALIGNANT_TUMOUR, NO_CANCERS
from ..shared_notes import JOINING_FEE
from ..sources import LDWB18, PC05, RMYY16, SINA05

MOST_SHARES = Unstated(
    what=Text(en="the greatest number of shares of the one-year product", zh="一年期产品的份数上限"),
    low=4,
    source=LDWB18,
    basis=Basis.PUBLISHED,
)

VERSION = PlanVersion(
    effective_from=date(2018, 1, 1),
    known_to="year",
    product="one_year",
    shown_until=ShownUntil(day=date(2018, 8, 14), source=LDWB18),
    source=LDWB18,
    basis=Basis.PUBLISHED,
    notes=(
        JOINING_FEE,
        Text(
            en="Sold beside the three-year product: a claim must name the product that was bought, unless both come to"
            " the same.",
            zh="与三年期产品并行办理：申请须注明所参加的产品，两种产品结果一致的除外。",
        ),
        Text(en="In 2024 the fee was 40 yuan a share [BTBU].", zh="2024年会费为每份40元[BTBU]。"),
    ),
    doubts=(
        Doubt(
            since=date(2024, 1, 1),
            text=Text(
                en="A notice for 2024 gives two shares a person [BTBU]; whether that is the greatest number, or the number"
                " that one unit bought, is not stated, so the shares of the claim are not cut to two.",
                zh="2024年的通知写明每人2份[BTBU]；此为份数上限还是该单位的参保份数未载明，故未按2份限制。",
            ),
        ),
        Doubt(
            since=date(2018, 1, 1),
            text=Text(
                en="The record states no waiting period for this plan, so none is applied; the full terms may have one.",
                zh="公开资料未载明本活动的等待期，故未适用；完整条款可能另有规定。",
            ),
        ),
    ),
    fee=Unstated(what=Text(en="the fee of the one-year product in 2018", zh="2018年一年期产品的会费")),
    conditions=(
        WithinCover(
            years=Figure(value=1, source=LDWB18, basis=Basis.PUBLISHED), source=LDWB18, basis=Basis.PUBLISHED
        ),
        OnList(
            diseases=DiseaseList(diseases=(MALIGNANT_TUMOUR,), source=LDWB18, basis=Basis.PUBLISHED),
            benefits=("illness_sum",),
            source=LDWB18,
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
            sum=Figure(value=10_000_00, source=LDWB18, basis=Basis.PUBLISHED),
            per_share=True,
            most_shares=MOST_SHARES,
            source=LDWB18,
        ),
        LumpSum(
            code="in_situ_sum",
            name=Text(en="Carcinoma in situ sum", zh="原位癌互助金"),
            event="diagnosis",
            when="in_situ",
            diseases=("carcinoma_in_situ",),
            except_diseases=NO_CANCERS,
            sum=Unstated(
                what=Text(en="the sum for carcinoma in situ from 2018", zh="2018年起原位癌的互助金")
            ),
            per_share=True,
            most_shares=MOST_SHARES,
            source=LDWB18,
        ),
    ),
    adds=(Adds(benefits=("illness_sum", "in_situ_sum"), source=SINA05, basis=Basis.INFERRED),),
)
