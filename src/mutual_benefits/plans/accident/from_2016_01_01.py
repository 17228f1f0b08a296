"""The accident plan as changed in 2016; the record gives only the year."""

from datetime import date

from ...limits import Limit
from ...rulebook.version import Adds, Doubt, FeeTier, GroupRule, PlanVersion, ShownUntil
from ...rules import ExcludedCauses, GradedSum, LumpSum, OnRoute, PerDiem, WithinCover
from ...sources import Basis, Text
from ...terms import Choice, Figure, Table, Unstated
from ..shared_notes import JOINING_FEE
from ..sources import CSDN, KINGHUA10, LDWB17, OFF18, SEED

DISABILITY_OR_DEATH = Choice[tuple[str, ...]](
    reading="accident.route", options={"by_grade": ("disability_grade", "died"), "always_consolation": ()}
)

CONSOLATION_DAYS = Limit(
    code="consoled_days",
    name=Text(
        en="days of an injury without a disability grade, all allowances together",
        zh="未达伤残等级的各项互助金合计天数",
    ),
    unit="day",
    ceiling=Figure(value=20, source=SEED, basis=Basis.SEED),
    per="event",
    unless=DISABILITY_OR_DEATH,
)

ONE_LUMP_SUM = Limit(
    code="lump_sum",
    name=Text(en="one death or disability payment in a cover period", zh="保障期内身故与伤残互助金只付其一"),
    unit="payment",
    ceiling=Figure(value=1, source=CSDN, basis=Basis.INFERRED),
    per="cover_period",
)

VERSION = PlanVersion(
    effective_from=date(2016, 1, 1),
    known_to="year",
    shown_until=ShownUntil(day=date(2018, 5, 15), source=OFF18),
    source=SEED,
    basis=Basis.SEED,
    fee_tiers=(
        FeeTier(code="26", ordinary=26_00, high_risk=32_00, source=SEED, basis=Basis.SEED),
        FeeTier(code="50", ordinary=50_00, high_risk=62_00, source=SEED, basis=Basis.SEED),
        FeeTier(code="74", ordinary=74_00, high_risk=93_00, source=SEED, basis=Basis.SEED),
        FeeTier(code="100", ordinary=100_00, high_risk=124_00, source=SEED, basis=Basis.SEED),
    ),
    group=GroupRule(
        share=Figure(value=50_00, source=CSDN, basis=Basis.INFERRED),
        whole_up_to=Figure(value=29, source=CSDN, basis=Basis.INFERRED),
    ),
    conditions=(
        WithinCover(
            years=Figure(value=1, source=LDWB17, basis=Basis.INFERRED), source=LDWB17, basis=Basis.INFERRED
        ),
        ExcludedCauses(
            causes=(
                *("illness", "self_injury", "unlawful_act", "crime", "drunk_driving", "unlicensed_driving"),
                *("unlicensed_vehicle", "war", "earthquake", "natural_disaster"),
            ),
            source=CSDN,
            basis=Basis.INFERRED,
        ),
        OnRoute(unless=DISABILITY_OR_DEATH, benefits=("consolation_sum",), source=SEED, basis=Basis.INFERRED),
    ),
    benefits=(
        PerDiem(
            code="living_allowance",
            name=Text(en="Living allowance", zh="生活补助互助金"),
            event="injury",
            days="living_days",
            rate=Table(
                by="fee_tier",
                rows={"26": 30_00, "50": 40_00, "74": 55_00, "100": 80_00},
                source=SEED,
                basis=Basis.SEED,
            ),
            limits=(
                Choice[Limit](
                    reading="consolation.day_cap",
                    options={
                        "each": Limit(
                            code="consoled_living_days",
                            name=Text(
                                en="living allowance days of an injury without a disability grade",
                                zh="未达伤残等级的生活补助天数",
                            ),
                            unit="day",
                            ceiling=Figure(value=20, source=SEED, basis=Basis.SEED),
                            per="event",
                            unless=DISABILITY_OR_DEATH,
                        ),
                        "together": CONSOLATION_DAYS,
                    },
                ),
                Limit(
                    code="living_days",
                    name=Text(en="living allowance days in a cover period", zh="保障期内生活补助天数"),
                    unit="day",
                    ceiling=Figure(value=180, source=CSDN, basis=Basis.INFERRED),
                    per="cover_period",
                ),
            ),
            source=SEED,
        ),
        PerDiem(
            code="hospital_allowance",
            name=Text(en="Hospital allowance", zh="住院补助互助金"),
            event="injury",
            days="hospital_days",
            rate=Table(
                by="fee_tier",
                rows={"26": 20_00, "50": 40_00, "74": 55_00, "100": 80_00},
                source=SEED,
                basis=Basis.SEED,
            ),
            limits=(
                Choice[Limit](
                    reading="consolation.day_cap",
                    options={
                        "each": Limit(
                            code="consoled_hospital_days",
                            name=Text(
                                en="hospital allowance days of an injury without a disability grade",
                                zh="未达伤残等级的住院补助天数",
                            ),
                            unit="day",
                            ceiling=Figure(value=20, source=SEED, basis=Basis.SEED),
                            per="event",
                            unless=DISABILITY_OR_DEATH,
                        ),
                        "together": CONSOLATION_DAYS,
                    },
                ),
                Limit(
                    code="hospital_days",
                    name=Text(en="hospital allowance days in a cover period", zh="保障期内住院补助天数"),
                    unit="day",
                    ceiling=Figure(value=180, source=CSDN, basis=Basis.INFERRED),
                    per="cover_period",
                ),
            ),
            source=SEED,
        ),
        PerDiem(
            code="care_allowance",
            name=Text(en="Care allowance", zh="康复照顾互助金"),
            event="injury",
            days="care_days",
            rate=Unstated(
                what=Text(en="the daily rate of the care allowance", zh="康复照顾互助金的每日标准")
            ),
            limits=(
                Choice[Limit](
                    reading="consolation.day_cap",
                    options={
                        "each": Limit(
                            code="consoled_care_days",
                            name=Text(
                                en="care allowance days of an injury without a disability grade",
                                zh="未达伤残等级的康复照顾天数",
                            ),
                            unit="day",
                            ceiling=Figure(value=20, source=SEED, basis=Basis.SEED),
                            per="event",
                            unless=DISABILITY_OR_DEATH,
                        ),
                        "together": CONSOLATION_DAYS,
                    },
                ),
            ),
            source=SEED,
        ),
        LumpSum(
            code="death_sum",
            name=Text(en="Death and funeral sum", zh="身故丧葬互助金"),
            event="injury",
            when="died",
            sum=Table(
                by="fee_tier",
                rows={
                    "26": Unstated(what=Text(en="the lump sum of tier 26", zh="26元档的身故、伤残互助金额")),
                    "50": 30_000_00,
                    "74": 45_000_00,
                    "100": Figure(
                        value=60_000_00,
                        source=LDWB17,
                        basis=Basis.INFERRED,
                        note=Text(en="paid for an event of July 2017", zh="见于2017年7月的给付案例"),
                    ),
                },
                source=KINGHUA10,
                basis=Basis.INFERRED,
            ),
            limits=(ONE_LUMP_SUM,),
            source=LDWB17,
        ),
        GradedSum(
            code="disability_sum",
            name=Text(en="Disability sum", zh="伤残互助金"),
            event="injury",
            grades=("disability_grade",),
            unless=("died",),
            maximum=Table(
                by="fee_tier",
                rows={
                    "26": Unstated(what=Text(en="the lump sum of tier 26", zh="26元档的身故、伤残互助金额")),
                    "50": 30_000_00,
                    "74": 45_000_00,
                    "100": Figure(value=60_000_00, source=LDWB17, basis=Basis.INFERRED),
                },
                source=KINGHUA10,
                basis=Basis.INFERRED,
            ),
            percentage=Unstated(
                what=Text(en="the percentage of each disability grade", zh="各伤残等级的给付比例"),
                high=100_00,
                source=KINGHUA10,
                basis=Basis.INFERRED,
            ),
            limits=(ONE_LUMP_SUM,),
            source=CSDN,
        ),
        GradedSum(
            code="consolation_sum",
            name=Text(en="Consolation sum", zh="慰问金"),
            event="injury",
            grades=("injury_kind",),
            maximum=Unstated(what=Text(en="the base of the consolation sum", zh="慰问金的给付基数")),
            percentage=Unstated(
                what=Text(en="the percentage of each kind of injury", zh="各伤害类别的给付比例")
            ),
            source=SEED,
        ),
    ),
    adds=(
        Adds(
            benefits=(
                "living_allowance",
                "hospital_allowance",
                "care_allowance",
                "death_sum",
                "consolation_sum",
            ),
            source=SEED,
            basis=Basis.INFERRED,
        ),
        Adds(
            benefits=(
                "living_allowance",
                "hospital_allowance",
                "care_allowance",
                "disability_sum",
                "consolation_sum",
            ),
            source=SEED,
            basis=Basis.INFERRED,
        ),
    ),
    doubts=(
        Doubt(
            since=date(2017, 1, 1),
            text=Text(
                en="In 2017 the product types B, C, D and E were added, whose terms are not public; the amounts"
                " here are those of the types known before.",
                zh="2017年增加B、C、D、E型产品，其条款未公开；此处按此前已知类型的标准计算。",
            ),
        ),
    ),
    notes=(
        Text(
            en="The national terms take members of 16 to 60 years and no retired staff; that Beijing does so too is"
            " not shown, and it is not checked.",
            zh="全国条款要求参保人年满16至60周岁，且不含退休人员；北京是否相同未见记载，此处不予核对。",
        ),
        Text(
            en="The national terms fix a disability from the state on day 180 after the injury, if treatment has not"
            " ended by then; the claim's grade is taken as it is.",
            zh="全国条款规定伤后180日治疗仍未结束的，按第180日的情况评定伤残；此处以申请所填等级为准。",
        ),
        Text(
            en="How many days of care are paid for an injury with a disability grade is not public; no limit is"
            " applied to them.",
            zh="达到伤残等级的，康复照顾互助金的给付天数上限未公开，此处不设上限。",
        ),
        JOINING_FEE,
        Text(
            en="In 2016 the consolation for some kinds of injury (fractures, torn tendons, burns and others) rose"
            " by 0.5 to 1 percent; what it is a percentage of, and the full list, are not public.",
            zh="2016年部分伤害项目（骨折、肌腱断裂、烧烫伤等）的慰问金提高0.5%至1%；其基数及完整项目表未公开。",
        ),
    ),
)
