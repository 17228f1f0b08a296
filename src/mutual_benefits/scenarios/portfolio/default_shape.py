"""The default shape of a synthetic portfolio: its distribution over plans, tiers, days and sums.

Every figure is made up, except the number of insured members, which is the seed's.
"""

from datetime import date

from .distributions import Bands, Beyond, CappedGeometric, Chance, Fixed, Weighted
from .shape import PlanShape, PortfolioShape, SeverityShare

_TIER = Weighted(rows={"26": 30, "50": 35, "74": 20, "100": 15})
_OCCUPATION = Weighted(rows={"ordinary": 93, "high_risk": 7})
_CLASS = Weighted(rows={"ordinary": 95, "model_worker": 1, "hardship": 4})
_ORDINAL = Weighted(rows={1: 84, 2: 12, 3: 4})
_STAY = CappedGeometric(goes_on="0.9", least=1, most=180)

_PLANS = (
    PlanShape(
        plan="accident",
        weight=8,
        enrolment={"fee_tier": _TIER, "occupation": _OCCUPATION},
        events=(
            SeverityShare(
                weight=95,
                event="injury",
                facts={
                    "hospital_days": Weighted(rows={0: 55, 3: 12, 5: 10, 8: 9, 12: 7, 20: 4, 35: 2, 60: 1}),
                    "living_days": Beyond(fact="hospital_days", by=CappedGeometric(goes_on="0.93", most=180)),
                    "cause": Weighted(rows={None: 97, "traffic": 2, "drunk_driving": 1}),
                },
            ),
            SeverityShare(
                weight=4,
                event="injury",
                facts={
                    "disability_grade": Weighted(rows={10: 50, 9: 25, 8: 12, 7: 6, 5: 4, 3: 2, 1: 1}),
                    "hospital_days": _STAY,
                    "living_days": Beyond(fact="hospital_days", by=_STAY),
                },
            ),
            SeverityShare(weight=1, event="injury", facts={"died": Fixed(value=True)}),
        ),
    ),
    PlanShape(
        plan="non_work_accident",
        weight=3,
        events=(
            SeverityShare(
                weight=53,
                event="injury",
                facts={
                    "disability_grade": Weighted(rows={10: 62, 9: 25, 7: 10, 2: 3}),
                    "cause": Weighted(rows={None: 96, "work_accident": 4}),
                },
            ),
            SeverityShare(weight=2, event="injury", facts={"died": Fixed(value=True)}),
            SeverityShare(
                weight=10,
                event="child_injury",
                facts={
                    "child": Weighted(rows={"first child": 80, "second child": 20}),
                    "disability_grade": Weighted(rows={10: 80, 8: 20}),
                },
            ),
            SeverityShare(
                weight=10,
                event="home_loss",
                facts={
                    "peril": Fixed(value="fire"),
                    "loss": Bands(rows=((500_00, 10_000_00, 6), (10_000_01, 200_000_00, 4))),
                },
            ),
            SeverityShare(
                weight=25,
                event="home_loss",
                facts={"peril": Fixed(value="burst_pipe"), "area": Bands(rows=((2, 60, 1),))},
            ),
        ),
    ),
    PlanShape(
        plan="female_illness",
        weight=1,
        cover_years=2,
        women_only=True,
        enrolment={"renewed": Chance(of="0.7"), "product": Fixed(value="two_year")},
        events=(
            SeverityShare(
                weight=1,
                event="diagnosis",
                facts={
                    "disease": Weighted(
                        rows={
                            "breast_cancer": 60,
                            "cervical_cancer": 20,
                            "endometrial_cancer": 9,
                            "ovarian_cancer": 8,
                            "choriocarcinoma": 1,
                            "thyroid cancer": 2,
                        }
                    ),
                    "in_situ": Chance(of="0.1"),
                    "hospital_days": _STAY,
                },
            ),
        ),
    ),
    PlanShape(
        plan="critical_illness",
        weight=2,
        cover_years=3,
        enrolment={"shares": Weighted(rows={1: 70, 2: 25, 4: 5}), "product": Fixed(value="three_year")},
        events=(
            SeverityShare(
                weight=1,
                event="diagnosis",
                facts={
                    "disease": Weighted(
                        rows={
                            "malignant_tumour": 70,
                            "cerebral_infarct": 10,
                            "myocardial_infarct": 8,
                            "renal_failure": 5,
                            "skin_cancer": 3,
                            "coronary_bypass": 4,
                        }
                    ),
                    "surgery": Chance(of="0.5"),
                    "hospital_days": _STAY,
                },
            ),
        ),
    ),
    PlanShape(
        plan="hospital_allowance",
        weight=9,
        events=(SeverityShare(weight=1, event="hospital_stay", facts={"days": _STAY, "ordinal": _ORDINAL}),),
    ),
    PlanShape(
        plan="hospital_medical",
        weight=25,
        events=(
            SeverityShare(
                weight=1,
                event="medical_expense",
                facts={
                    "self_paid": Bands(
                        rows=((200_00, 3_000_00, 60), (3_000_01, 15_000_00, 33), (15_000_01, 80_000_00, 7))
                    ),
                    "ordinal": _ORDINAL,
                },
            ),
        ),
    ),
    PlanShape(
        plan="warm_aid",
        weight=52,
        calendar_years=True,
        enrolment={"member_class": _CLASS},
        events=(
            SeverityShare(
                weight=7,
                event="medical_expense",
                facts={
                    "setting": Fixed(value="outpatient"),
                    "self_paid": Bands(rows=((200_00, 1_800_00, 30), (1_800_01, 12_000_00, 70))),
                },
            ),
            SeverityShare(
                weight=3,
                event="medical_expense",
                facts={
                    "setting": Fixed(value="inpatient"),
                    "self_paid": Bands(rows=((200_00, 1_300_00, 20), (1_300_01, 20_000_00, 80))),
                    "over_cap": Bands(rows=((0, 0, 97), (1_000_00, 200_000_00, 3))),
                    "ordinal": _ORDINAL,
                },
            ),
        ),
    ),
)

PORTFOLIO_SHAPE = PortfolioShape(
    women="0.45",
    age=Bands(rows=((18, 29, 25), (30, 44, 45), (45, 59, 30))),
    first_day=date(2014, 1, 1),
    last_day=date(2017, 12, 31),
    plans=_PLANS,
)
"""The default shape of `synthetic_portfolio`: claims of 2014 to 2017."""
