"""The revision of 2016 from 28 November 2017, the first day on which a page shows its terms for burst pipes."""

from datetime import date

from ...limits import Limit
from ...rulebook.version import Adds, Doubt, PlanVersion, ShownUntil
from ...rules import (
    ClaimWindow,
    ExcludedCauses,
    GradedSum,
    LumpSum,
    Notice,
    PerArea,
    ShareOfLoss,
    WithinCover,
)
from ...sources import Basis, Text
from ...terms import Choice, Figure, Unstated
from ..sources import BUAA, FIRE11, HOSPCARD, PIPE17, SEED

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

LUMP_SUMS_FOR_EACH_CHILD = Choice[Limit](
    reading="child.after_disability",
    options={
        "nothing": Limit(
            code="child_payment",
            name=Text(
                en="one death or disability payment for each child in a cover period",
                zh="保障期内每名子女身故与伤残互助金只付其一",
            ),
            unit="payment",
            ceiling=Figure(value=1, source=SEED, basis=Basis.SEED),
            per="cover_period",
            subject="child",
            period_unstated=True,
        ),
        "difference": Limit(
            code="child_sum",
            name=Text(
                en="death and disability sums for each child in a cover period",
                zh="保障期内每名子女身故与伤残互助金合计",
            ),
            unit="fen",
            ceiling=Figure(value=20_000_00, source=SEED, basis=Basis.INFERRED),
            per="cover_period",
            subject="child",
            period_unstated=True,
        ),
    },
)

VERSION = PlanVersion(
    effective_from=date(2017, 11, 28),
    shown_until=ShownUntil(day=date(2022, 10, 14), source=BUAA),
    source=PIPE17,
    basis=Basis.PUBLISHED,
    notes=(
        Text(
            en="The record shows the terms for burst pipes from this day on [PIPE17]; the day on which they began"
            " is not stated. All other terms are those of 2016.",
            zh="水暖管爆裂的条款自本日起见于公开资料[PIPE17]，其起始日未载明；其余条款与2016年版本相同。",
        ),
    ),
    conditions=(
        WithinCover(source=HOSPCARD, basis=Basis.INFERRED),
        ExcludedCauses(
            causes=("work_accident",), benefits=("death_sum", "disability_sum"), source=SEED, basis=Basis.SEED
        ),
        Notice(
            days=Figure(value=10, source=PIPE17, basis=Basis.PUBLISHED),
            benefits=("pipe_loss",),
            source=PIPE17,
            basis=Basis.PUBLISHED,
        ),
        ClaimWindow(
            years=Figure(value=2, source=PIPE17, basis=Basis.PUBLISHED),
            benefits=("pipe_loss",),
            source=PIPE17,
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
        LumpSum(
            code="child_death_sum",
            name=Text(en="Child's death sum", zh="子女身故互助金"),
            event="child_injury",
            when="died",
            sum=Figure(value=20_000_00, source=SEED, basis=Basis.SEED),
            limits=(LUMP_SUMS_FOR_EACH_CHILD,),
            source=SEED,
        ),
        GradedSum(
            code="child_disability_sum",
            name=Text(en="Child's disability sum", zh="子女伤残互助金"),
            event="child_injury",
            grades=("disability_grade",),
            unless=("died",),
            maximum=Figure(value=5_000_00, source=SEED, basis=Basis.SEED),
            percentage=Unstated(
                what=Text(
                    en="the percentage of each degree of a child's disability", zh="子女各伤残程度的给付比例"
                ),
                high=100_00,
                source=SEED,
                basis=Basis.SEED,
            ),
            limits=(
                Limit(
                    code="child_disability",
                    name=Text(
                        en="disability sums for each child in a cover period",
                        zh="保障期内每名子女伤残互助金合计",
                    ),
                    unit="fen",
                    ceiling=Figure(value=5_000_00, source=SEED, basis=Basis.SEED),
                    per="cover_period",
                    subject="child",
                    period_unstated=True,
                ),
                LUMP_SUMS_FOR_EACH_CHILD,
            ),
            source=SEED,
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
            ceiling=Figure(value=10_000_00, source=PIPE17, basis=Basis.PUBLISHED),
            source=PIPE17,
        ),
    ),
    adds=(Adds(benefits=("fire_loss", "pipe_loss"), source=PIPE17, basis=Basis.INFERRED),),
    doubts=(
        Doubt(
            since=date(2017, 11, 28),
            only={"peril": "burst_pipe"},
            text=Text(
                en="Not checked for a burst pipe: a home in Beijing with proof of title; a cause such as fire,"
                " explosion, lightning, a falling object, high pressure, collision, cold or heat; no private"
                " re-routing of pipes, works or pressure test; a certificate of the property manager or"
                " residents' committee.",
                zh="水暖管爆裂未核对以下事项：住房在北京且有产权证明；原因为火灾、爆炸、雷击、高空坠物、高压、"
                "碰撞、严寒或高温；无私改管道、施工、水压试验；有物业或居委会证明。",
            ),
        ),
    ),
)
