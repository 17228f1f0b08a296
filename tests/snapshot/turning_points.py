"""Random claims close to the days and numbers at which the result of a rule book changes."""

from datetime import date, timedelta
from itertools import count
from random import Random

import mutual_benefits as mb

DAY = timedelta(1)
DAYS = (0, 0, 1, 3, 4, 10, 14, 15, 16, 19, 20, 21, 60, 179, 180, 181, 200)
MONEY = ("0", "0.01", "325.02", "650.00", "650.03", "1300.00", "1800.01", "5000.00", "64999.99", "100000.00")
OVER = ("", "", "0.01", "49999.99", "50000.00", "100000.01", "250000.00", "500000.00")
AGES = (15, 16, 17, 30, 40, 50, 53, 54, 55, 59, 60, 61)
LAST = date(2020, 6, 30)
TIERS = ("26", "50", "74", "100")


def claims_of(plan: mb.Plan, number: int, chance: Random) -> list[dict[str, str]]:
    """Rows of claims under one plan, spread over its versions and the kinds of event that they cover."""
    spans = list(
        zip(plan.versions, (*(later.answers_from for later in plan.versions[1:]), LAST), strict=True)
    )
    rows, numbers = [], count(1)
    while len(rows) < number:
        for version, end in spans:
            kind = chance.choice(sorted({rule.event for rule in version.benefits}))
            row = {"id": f"{plan.code}-{next(numbers):03}", "plan": plan.code, "kind": kind}
            row |= enrolment(version, end, chance)
            row |= EVENTS[kind](version, chance)
            row |= notice_and_claim_days(row, chance)
            row["member"] = f"{plan.code}-{row['cover_from']}-{chance.randrange(2)}"
            rows.append(row)
    return rows


def enrolment(version: mb.PlanVersion, end: date, chance: Random) -> dict[str, str]:
    """The member's enrolment, and the day of the event."""
    first = version.answers_from
    edges = [first, first + DAY, end - DAY, first + (end - first) // 2, first + (end - first) // 3]
    day = chance.choice([edge for edge in edges if edge >= first])
    since = chance.choice((0, 1, 29, 30, 31, 32, 59, 60, 61, 62, 90, 91, 120, 200, 300, 364, 365, 366, 730))
    cover_from = day - since * DAY
    row = {"happened_on": str(day), "cover_from": str(cover_from)}
    if version.fee_tiers:
        row["fee_tier"] = chance.choice(TIERS)
    if version.product:
        row["product"] = version.product
    if chance.random() < 0.4:
        row["shares"] = str(chance.randint(1, 5))
    if chance.random() < 0.3:
        row["renewed"] = "true"
    if chance.random() < 0.6:
        row["sex"] = chance.choice(("female", "female", "female", "male"))
        row["born_on"] = str(
            cover_from.replace(day=1)
            - chance.choice((15, 16, 17, 30, 40, 50, 53, 54, 55, 59, 60, 61)) * 365 * DAY
        )
    row["member_class"] = chance.choice(("ordinary", "ordinary", "model_worker", "hardship"))
    return row


def injury(version: mb.PlanVersion, chance: Random) -> dict[str, str]:
    row = {name: str(chance.choice(DAYS)) for name in ("living_days", "hospital_days")}
    row["care_days"] = str(chance.choice((0, 0, 0, 5, 200)))
    row["disability_grade"] = chance.choice(("", "", "", "1", "7", "10"))
    row["died"] = chance.choice(("", "", "", "true"))
    row["injury_kind"] = chance.choice(("", "", "", "fracture"))
    row["cause"] = chance.choice(("", "", "", "", "traffic", "earthquake", "illness"))
    return row


def child_injury(version: mb.PlanVersion, chance: Random) -> dict[str, str]:
    row = {"child": chance.choice(("Xiaoyu", "Xiaoming")), "cause": chance.choice(("", "", "illness"))}
    row["disability_grade"] = chance.choice(("", "1", "9"))
    row["died"] = chance.choice(("", "true"))
    return row


def diagnosis(version: mb.PlanVersion, chance: Random) -> dict[str, str]:
    named = [disease.name.zh for disease in version.diseases.diseases] if version.diseases else []
    return {
        "disease": chance.choice([*named, "breast cancer", "influenza"]),
        "in_situ": chance.choice(("", "", "true")),
        "surgery": chance.choice(("", "true", "false")),
        "hospital_days": str(chance.choice(DAYS)),
    }


def hospital_stay(version: mb.PlanVersion, chance: Random) -> dict[str, str]:
    return {"days": str(chance.choice(DAYS)), "ordinal": str(chance.randint(1, 3))}


def medical_expense(version: mb.PlanVersion, chance: Random) -> dict[str, str]:
    row = {
        "self_paid": chance.choice(MONEY),
        "over_cap": chance.choice(OVER),
        "ordinal": str(chance.randint(1, 4)),
    }
    row["setting"] = chance.choice(("inpatient", "inpatient", "outpatient"))
    row["other_cover"] = chance.choice(("", "", "100.00", "60000.00"))
    return row


def home_loss(version: mb.PlanVersion, chance: Random) -> dict[str, str]:
    row = {"peril": chance.choice(("fire", "fire", "burst_pipe"))}
    row["loss"] = chance.choice(("", "48000.00", "29999.99", "30000.00", "100000.01", "0.05"))
    row["area"] = chance.choice(("", "", "12.5", "300.00"))
    return row


EVENTS = {
    "injury": injury,
    "child_injury": child_injury,
    "diagnosis": diagnosis,
    "hospital_stay": hospital_stay,
    "medical_expense": medical_expense,
    "home_loss": home_loss,
}


def notice_and_claim_days(row: dict[str, str], chance: Random) -> dict[str, str]:
    """The days of notice and of the claim to the association, in some of the claims."""
    day = date.fromisoformat(row["happened_on"])
    days = {}
    if chance.random() < 0.3:
        days["notified_on"] = str(day + chance.choice((0, 5, 9, 10, 11, 30)) * DAY)
    if chance.random() < 0.3:
        after = chance.choice((30, 364, 365, 730, 731, 1096))
        # Nobody claims days that are still to come.
        counted = ("living_days", "hospital_days", "care_days") if row["kind"] == "injury" else ("days",)
        longest = max(int(row.get(name) or 0) for name in counted)
        days["claimed_on"] = str(day + max(after, longest - 1) * DAY)
    return days
