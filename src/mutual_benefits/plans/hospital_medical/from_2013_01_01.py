"""The hospital medical plan as adjusted from 2013: the record does not state its terms."""

from datetime import date

from ...rulebook.version import PlanVersion, ShownUntil
from ...rules import ExpenseShare, InSetting, WithinCover
from ...sources import Basis, Text
from ...terms import Figure, Unstated
from ..sources import LDWB16, SEED, SOHU08

VERSION = PlanVersion(
    effective_from=date(2013, 1, 1),
    known_to="year",
    shown_until=ShownUntil(day=date(2016, 7, 21), source=LDWB16),
    source=SEED,
    basis=Basis.INFERRED,
    notes=(
        Text(
            en="The seed says that the benefits of all activities were adjusted step by step from 2013.",
            zh="起始资料称，2013年以来逐步调整各项保障活动待遇。",
        ),
        Text(
            en="A member got 33,800 for a liver transplant in 2016, on costs that are not given [LDWB16].",
            zh="2016年一名会员因肝移植获得33800元，费用未载明[LDWB16]。",
        ),
    ),
    fee=Unstated(what=Text(en="the fee from 2013", zh="2013年起的会费")),
    conditions=(
        WithinCover(
            years=Figure(value=1, source=SOHU08, basis=Basis.INFERRED), source=SOHU08, basis=Basis.INFERRED
        ),
        InSetting(setting="inpatient", source=SOHU08, basis=Basis.INFERRED),
    ),
    benefits=(
        ExpenseShare(
            code="stay_share",
            name=Text(en="Share of a stay's costs", zh="住院医疗互助金"),
            event="medical_expense",
            share=Unstated(
                what=Text(en="every rate of the plan from 2013", zh="2013年起的各项给付比例"),
                high=100_00,
                source=LDWB16,
                basis=Basis.INFERRED,
            ),
            source=SEED,
        ),
    ),
)
