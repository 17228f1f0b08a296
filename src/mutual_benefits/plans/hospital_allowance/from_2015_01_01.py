"""The hospital allowance as raised in early 2015: more days and a higher benefit; no figures are stated."""

from datetime import date

from ...limits import Limit
from ...rulebook.version import Doubt, PlanVersion, ShownUntil
from ...rules import AgeLimitBySex, PerDiem, WithinCover
from ...sources import Basis, Text
from ...terms import Choice, Figure, Table, Term, Unstated
from ..shared_notes import JOINING_FEE
from ..sources import BTBU, JGM, JINTIE11, SEED

VERSION = PlanVersion(
    effective_from=date(2015, 1, 1),
    known_to="year",
    shown_until=ShownUntil(day=date(2024, 1, 1), source=BTBU),
    source=SEED,
    basis=Basis.SEED,
    notes=(
        Text(
            en="The change of early 2015 is told by the page of 2016 [seed], without figures.",
            zh="2015年初的调整见于2016年的网页[起始资料]，未载数字。",
        ),
        Text(
            en="A notice for 2024 gives one share a person at 60 yuan [BTBU]; the fee before is inferred from it and"
            " from that of 2011.",
            zh="2024年度通知载明每人1份、每份60元[BTBU]；此前的会费据此及2011年会费推断。",
        ),
        JOINING_FEE,
    ),
    doubts=(
        Doubt(
            since=date(2024, 1, 1),
            text=Text(
                en="A notice for 2024 sells this plan by the share, one a person [BTBU]; the sums here are those of one.",
                zh="2024年的通知按份办理，每人1份[BTBU]；此处为1份的标准。",
            ),
        ),
        Doubt(
            since=date(2015, 1, 1),
            text=Text(
                en="By an undated page, only stays in a hospital of the city of the second grade or above count, psychiatric"
                " illness is excluded, and a transfer within 24 hours needs the form [JGM]. A claim says none of"
                " this, so none is checked.",
                zh="按一个无日期网页，仅限本市二级及以上医院住院，精神类疾病除外，24小时内转院须有转院单[JGM]；申请均未载明，故未核查。",
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
    fee=Figure(value=60_00, source=BTBU, basis=Basis.INFERRED),
    conditions=(
        WithinCover(
            years=Figure(value=1, source=JINTIE11, basis=Basis.INFERRED),
            source=JINTIE11,
            basis=Basis.INFERRED,
        ),
        AgeLimitBySex(
            below=Table(by="sex", rows={"female": 55, "male": 60}, source=JINTIE11, basis=Basis.INFERRED),
            source=JINTIE11,
            basis=Basis.INFERRED,
        ),
    ),
    benefits=(
        PerDiem(
            code="stay_allowance",
            name=Text(en="Hospital stay allowance", zh="住院津贴互助金"),
            event="hospital_stay",
            days="days",
            waiting_days=Choice[Term](
                reading="allowance.from_2015",
                options={
                    "unstated": Unstated(
                        what=Text(en="the waiting days from 2015", zh="2015年起的免赔天数"),
                        high=3,
                        source=SEED,
                        basis=Basis.INFERRED,
                    ),
                    "undated_page": Figure(value=1, source=JGM, basis=Basis.INFERRED),
                },
            ),
            rate=Choice[Term](
                reading="allowance.from_2015",
                options={
                    "unstated": Unstated(
                        what=Text(en="the daily rate from 2015", zh="2015年起的每日标准"),
                        low=40_00,
                        source=SEED,
                        basis=Basis.INFERRED,
                    ),
                    "undated_page": Figure(value=40_00, source=JGM, basis=Basis.INFERRED),
                },
            ),
            limits=(
                Limit(
                    code="stay_days",
                    name=Text(en="days paid in a cover period", zh="保障期内给付天数"),
                    unit="day",
                    ceiling=Choice[Term](
                        reading="allowance.from_2015",
                        options={
                            "unstated": Unstated(
                                what=Text(en="the most days from 2015", zh="2015年起的最高给付天数"),
                                low=180,
                                source=SEED,
                                basis=Basis.INFERRED,
                            ),
                            "undated_page": Figure(value=180, source=JGM, basis=Basis.INFERRED),
                        },
                    ),
                    per="cover_period",
                ),
                Limit(
                    code="stay_sum",
                    name=Text(en="allowance in a cover period", zh="保障期内津贴合计"),
                    unit="fen",
                    ceiling=Choice[Term](
                        reading="allowance.from_2015",
                        options={
                            "unstated": Unstated(
                                what=Text(en="the highest allowance from 2015", zh="2015年起的最高津贴"),
                                low=7_200_00,
                                source=SEED,
                                basis=Basis.INFERRED,
                            ),
                            "undated_page": Figure(value=7_200_00, source=JGM, basis=Basis.INFERRED),
                        },
                    ),
                    per="cover_period",
                ),
            ),
            source=SEED,
        ),
    ),
)
