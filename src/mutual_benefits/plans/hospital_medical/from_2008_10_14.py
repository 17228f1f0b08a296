"""The hospital medical plan as announced on 14 October 2008."""

from datetime import date

from ...limits import Limit
from ...rulebook.version import PlanVersion, ShownUntil
from ...rules import ExpenseShare, InSetting, WithinCover
from ...sources import Basis, Text
from ...terms import Figure, Ladder, Rung
from ..shared_notes import JOINING_FEE
from ..sources import SEED, SOHU08

VERSION = PlanVersion(
    effective_from=date(2008, 10, 14),
    shown_until=ShownUntil(day=date(2012, 12, 31), source=SEED),
    source=SOHU08,
    basis=Basis.PUBLISHED,
    notes=(JOINING_FEE,),
    fee=Figure(value=50_00, source=SOHU08, basis=Basis.PUBLISHED),
    conditions=(
        WithinCover(
            years=Figure(value=1, source=SOHU08, basis=Basis.PUBLISHED), source=SOHU08, basis=Basis.PUBLISHED
        ),
        InSetting(setting="inpatient", source=SOHU08, basis=Basis.PUBLISHED),
    ),
    benefits=(
        ExpenseShare(
            code="stay_share",
            name=Text(en="Share of a stay's costs", zh="住院医疗互助金"),
            event="medical_expense",
            share=Ladder(
                by="ordinal",
                rungs=(
                    Rung(through=1, value=Figure(value=70_00, source=SOHU08, basis=Basis.PUBLISHED)),
                    Rung(through=2, value=Figure(value=60_00, source=SOHU08, basis=Basis.PUBLISHED)),
                ),
                beyond=Figure(value=50_00, source=SOHU08, basis=Basis.PUBLISHED),
            ),
            counter=Limit(
                code="stays",
                name=Text(en="stays of a cover period", zh="保障期内住院次数"),
                unit="payment",
                ceiling=None,
                per="cover_period",
            ),
            source=SOHU08,
        ),
    ),
)
