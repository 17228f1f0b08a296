"""The hospital allowance as it began in January 2011: 40 yuan a day from the fourth day."""

from datetime import date

from ...limits import Limit
from ...rulebook.version import Doubt, PlanVersion, ShownUntil
from ...rules import AgeLimitBySex, PerDiem, WithinCover
from ...sources import Basis, Text
from ...terms import Figure, Table
from ..shared_notes import JOINING_FEE
from ..sources import JINTIE11, SEED

VERSION = PlanVersion(
    effective_from=date(2011, 1, 1),
    known_to="month",
    shown_until=ShownUntil(day=date(2014, 12, 31), source=SEED),
    source=JINTIE11,
    basis=Basis.PUBLISHED,
    notes=(JOINING_FEE,),
    doubts=(
        Doubt(
            since=date(2011, 1, 1),
            text=Text(
                en="The record states no waiting period for this plan, so none is applied; the full terms may have one.",
                zh="公开资料未载明本活动的等待期，故未适用；完整条款可能另有规定。",
            ),
        ),
    ),
    fee=Figure(value=60_00, source=JINTIE11, basis=Basis.PUBLISHED),
    conditions=(
        WithinCover(
            years=Figure(value=1, source=JINTIE11, basis=Basis.PUBLISHED),
            source=JINTIE11,
            basis=Basis.PUBLISHED,
        ),
        AgeLimitBySex(
            below=Table(by="sex", rows={"female": 55, "male": 60}, source=JINTIE11, basis=Basis.PUBLISHED),
            source=JINTIE11,
            basis=Basis.PUBLISHED,
        ),
    ),
    benefits=(
        PerDiem(
            code="stay_allowance",
            name=Text(en="Hospital stay allowance", zh="住院津贴互助金"),
            event="hospital_stay",
            days="days",
            waiting_days=Figure(value=3, source=JINTIE11, basis=Basis.PUBLISHED),
            rate=Figure(value=40_00, source=JINTIE11, basis=Basis.PUBLISHED),
            limits=(
                Limit(
                    code="stay_days",
                    name=Text(en="days paid in a cover period", zh="保障期内给付天数"),
                    unit="day",
                    ceiling=Figure(value=180, source=JINTIE11, basis=Basis.INFERRED),
                    per="cover_period",
                ),
                Limit(
                    code="stay_sum",
                    name=Text(en="allowance in a cover period", zh="保障期内津贴合计"),
                    unit="fen",
                    ceiling=Figure(value=7_200_00, source=JINTIE11, basis=Basis.PUBLISHED),
                    per="cover_period",
                ),
            ),
            source=JINTIE11,
        ),
    ),
)
