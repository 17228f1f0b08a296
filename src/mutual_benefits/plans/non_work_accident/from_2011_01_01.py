"""The non-work accident and home loss plan from 1 January 2011: more injuries, a higher ceiling for fire."""

from datetime import date

from ...limits import Limit
from ...rulebook.version import Adds, PlanVersion, ShownUntil
from ...rules import ExcludedCauses, GradedSum, LumpSum, PerArea, ShareOfLoss, WithinCover
from ...sources import Basis, Text
from ...terms import Figure, Unstated
from ..sources import FIRE11, HOSPCARD, PIPE17, SEED

ONE_LUMP_SUM_FOR_MEMBER = Limit(
    code="member_payment",
    name=Text(
        en="one death or disability payment for the member in a cover period",
        zh="保障期内会员身故与伤残互助金只付其一",
    ),
    unit="payment",
    ceiling=Figure(value=1, source=SEED, basis=Basis.INFERRED),
    per="cover_period",
    period_unstated=True,
)

VERSION = PlanVersion(
    effective_from=date(2011, 1, 1),
    shown_until=ShownUntil(day=date(2015, 12, 31), source=SEED),
    source=FIRE11,
    basis=Basis.PUBLISHED,
    conditions=(
        WithinCover(source=HOSPCARD, basis=Basis.INFERRED),
        ExcludedCauses(
            causes=("work_accident",),
            benefits=("death_sum", "disability_sum"),
            source=FIRE11,
            basis=Basis.PUBLISHED,
        ),
    ),
    benefits=(
        LumpSum(
            code="death_sum",
            name=Text(en="Death sum", zh="身故互助金"),
            event="injury",
            when="died",
            sum=Figure(value=20_000_00, source=HOSPCARD, basis=Basis.PUBLISHED),
            limits=(ONE_LUMP_SUM_FOR_MEMBER,),
            source=HOSPCARD,
        ),
        GradedSum(
            code="disability_sum",
            name=Text(en="Disability sum", zh="伤残互助金"),
            event="injury",
            grades=("disability_grade", "injury_kind"),
            unless=("died",),
            maximum=Figure(value=5_000_00, source=FIRE11, basis=Basis.PUBLISHED),
            percentage=Unstated(
                what=Text(
                    en="the percentage of each disability grade and listed injury",
                    zh="各伤残等级及所列伤害项目的给付比例",
                ),
                high=100_00,
                source=FIRE11,
                basis=Basis.INFERRED,
            ),
            kinds=("fracture", "laceration"),
            other_kinds=Unstated(
                what=Text(
                    en="whether the kind of injury is among the 243 listed", zh="该伤害项目是否属于所列243项"
                ),
                high=1,
                source=FIRE11,
                basis=Basis.PUBLISHED,
            ),
            limits=(ONE_LUMP_SUM_FOR_MEMBER,),
            source=FIRE11,
        ),
        ShareOfLoss(
            code="fire_loss",
            name=Text(en="Fire loss", zh="家财火灾损失互助金"),
            event="home_loss",
            peril="fire",
            percentage=Figure(value=10_00, source=HOSPCARD, basis=Basis.INFERRED),
            ceiling=Figure(value=10_000_00, source=FIRE11, basis=Basis.PUBLISHED),
            source=FIRE11,
        ),
        PerArea(
            code="pipe_loss",
            name=Text(en="Burst pipe loss", zh="水暖管爆裂损失互助金"),
            event="home_loss",
            peril="burst_pipe",
            rate=Unstated(
                what=Text(en="the yuan for each damaged square metre", zh="每平方米受损面积的互助金标准")
            ),
            area_not_given=Unstated(what=Text(en="the damaged area", zh="受损面积")),
            ceiling=Unstated(
                what=Text(
                    en="whether burst pipes were covered before November 2017, and up to which sum",
                    zh="2017年11月以前是否保障水暖管爆裂及其最高限额",
                )
            ),
            source=PIPE17,
        ),
    ),
    adds=(Adds(benefits=("fire_loss", "pipe_loss"), source=PIPE17, basis=Basis.INFERRED),),
)
