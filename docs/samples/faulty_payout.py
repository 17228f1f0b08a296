"""A payout system for the accident plan, with five classic errors on purpose."""

from datetime import date, timedelta
from decimal import Decimal

import mutual_benefits as mb

ALLOWANCES = {  # a day in yuan, by fee tier: (living, hospital)
    2010: {"26": (20, 15), "50": (30, 30), "74": (45, 45), "100": (60, 60)},
    2016: {"26": (30, 20), "50": (40, 40), "74": (80, 80), "100": (55, 55)},  # 1. two tiers are mixed up
}
DEATH = {"50": 30_000, "74": 45_000, "100": 60_000}
EXCLUDED = {
    *("illness", "self_injury", "unlawful_act", "crime", "drunk_driving", "unlicensed_driving"),
    *("unlicensed_vehicle", "war", "earthquake", "natural_disaster"),
}


def payout(claim: mb.Claim) -> dict[str, Decimal | None]:
    """What the accident plan pays for a claim, in yuan by benefit; None is a sum that nobody published."""
    injury, tier, first = claim.event, str(claim.enrolment.fee_tier), claim.enrolment.cover_from
    assert isinstance(injury, mb.Injury)  # noqa: S101  # the plan covers nothing else
    last = first + timedelta(365)  # 2. the day on which the year is over still counts
    if not first <= injury.happened_on <= last or injury.cause in EXCLUDED:
        return {}
    year = 2016 if injury.happened_on >= date(2015, 12, 31) else 2010  # 3. in force a day early
    living, hospital = ALLOWANCES[year][tier]
    serious = injury.died or injury.disability_grade is not None
    cap = 180 if serious else {2010: 15, 2016: 20}[year]
    paid: dict[str, Decimal | None] = {
        "living_allowance": Decimal(living * min(injury.living_days, cap)),
        "hospital_allowance": Decimal(
            hospital * min(injury.hospital_days, cap + 1)
        ),  # 4. the cap is off by one
        "care_allowance": None if injury.care_days else Decimal(0),
    }
    if injury.died:
        paid["death_sum"] = Decimal(DEATH[tier]) if tier in DEATH else None
    if injury.disability_grade is not None:  # 5. disability is paid although death is paid
        paid["disability_sum"] = Decimal(DEATH[tier]) / 10 if tier in DEATH else None
    if injury.injury_kind and not serious:
        paid["consolation_sum"] = None
    return paid
