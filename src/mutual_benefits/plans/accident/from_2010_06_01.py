"""The accident plan from 1 June 2010."""

from datetime import date

from ...limits import Limit
from ...rulebook.version import FeeTier, GroupRule, PlanVersion, ShownUntil
from ...rules import ExcludedCauses, GradedSum, LumpSum, OnRoute, PerDiem, WithinCover
from ...sources import Basis, Text
from ...terms import Choice, Figure, Table, Unstated
from ..shared_notes import JOINING_FEE
from ..sources import CSDN, KINGHUA10, LDWB17, SEED

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
    ceiling=Figure(value=15, source=SEED, basis=Basis.SEED),
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

LUMP_SUM_BY_TIER = Table(
    by="fee_tier",
    rows={
        "26": Unstated(what=Text(en="the lump sum of tier 26", zh="26元档的身故、伤残互助金额")),
        "50": 30_000_00,
        "74": 45_000_00,
        "100": 60_000_00,
    },
    source=KINGHUA10,
    basis=Basis.INFERRED,
)

IN_ALL = Limit(
    code="total",
    name=Text(en="all benefits together in a cover period", zh="保障期内各项互助金合计"),
    unit="fen",
    ceiling=Table(
        by="fee_tier",
        rows={
            # At least 180 days of both allowances, as in the other tiers.
            "26": Unstated(
                what=Text(en="the maximum of tier 26", zh="26元档的最高互助金"),
                low=6_300_00,
                source=KINGHUA10,
                basis=Basis.INFERRED,
            ),
            "50": 40_800_00,
            "74": 61_200_00,
            "100": 81_600_00,
        },
        source=KINGHUA10,
        basis=Basis.PUBLISHED,
    ),
    per="cover_period",
)

VERSION = PlanVersion(
    effective_from=date(2010, 6, 1),
    known_to="day",
    shown_until=ShownUntil(day=date(2015, 12, 31), source=SEED),
    source=KINGHUA10,
    basis=Basis.PUBLISHED,
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
                rows={"26": 20_00, "50": 30_00, "74": 45_00, "100": 60_00},
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
                            ceiling=Figure(value=15, source=SEED, basis=Basis.SEED),
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
                IN_ALL,
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
                rows={"26": 15_00, "50": 30_00, "74": 45_00, "100": 60_00},
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
                            ceiling=Figure(value=15, source=SEED, basis=Basis.SEED),
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
                IN_ALL,
            ),
            source=SEED,
        ),
        LumpSum(
            code="death_sum",
            name=Text(en="Death and funeral sum", zh="身故丧葬互助金"),
            event="injury",
            when="died",
            sum=LUMP_SUM_BY_TIER,
            limits=(ONE_LUMP_SUM, IN_ALL),
            source=KINGHUA10,
        ),
        GradedSum(
            code="disability_sum",
            name=Text(en="Disability sum", zh="伤残互助金"),
            event="injury",
            grades=("disability_grade",),
            unless=("died",),
            maximum=LUMP_SUM_BY_TIER,
            percentage=Unstated(
                what=Text(en="the percentage of each disability grade", zh="各伤残等级的给付比例"),
                high=100_00,
                source=KINGHUA10,
                basis=Basis.INFERRED,
            ),
            limits=(ONE_LUMP_SUM, IN_ALL),
            source=CSDN,
        ),
        # What is not stated comes last, so that the maximum cuts it first.
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
                            ceiling=Figure(value=15, source=SEED, basis=Basis.SEED),
                            per="event",
                            unless=DISABILITY_OR_DEATH,
                        ),
                        "together": CONSOLATION_DAYS,
                    },
                ),
                IN_ALL,
            ),
            source=SEED,
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
            limits=(IN_ALL,),
            source=SEED,
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
        Text(
            en="The fees and daily rates of before 2016 are read from the page of 2016 [seed]; that the rates held from"
            " June 2010 is inferred from the maxima of that day, which they make up exactly [KINGHUA10].",
            zh="2016年以前的会费及每日标准出自2016年的网页[起始资料]；自2010年6月起即如此，系由当日公布的最高额推断，"
            "二者恰好吻合[KINGHUA10]。",
        ),
        JOINING_FEE,
    ),
)
