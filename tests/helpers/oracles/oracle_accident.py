"""A naive oracle of the accident plan: loops and ifs, with figures retyped from the record.

`outcomes(claims, readings)` gives a dict for each claim that a version answers, in order of date and id: from
benefit to (status, low, high) in fen, and from `days:<benefit>` to the days that are paid. The bounds of a
benefit are found with its unstated terms at one extreme and those of all other benefits at the other.
"""

from datetime import date

OPEN = 10**30  # stands for "no known maximum"
BENEFITS = (
    "living_allowance",
    "hospital_allowance",
    "care_allowance",
    "death_sum",
    "disability_sum",
    "consolation_sum",
)
NEVER_PAID = [
    "illness",
    "self_injury",
    "unlawful_act",
    "crime",
    "drunk_driving",
    "unlicensed_driving",
    "unlicensed_vehicle",
    "war",
    "earthquake",
    "natural_disaster",
    "疾病",
    "酒后驾驶",
    "driving_without_a_licence",
]


def living_rate(tier, new):
    if tier == "26":
        return 3000 if new else 2000
    if tier == "50":
        return 4000 if new else 3000
    if tier == "74":
        return 5500 if new else 4500
    return 8000 if new else 6000


def hospital_rate(tier, new):
    if tier == "26":
        return 2000 if new else 1500
    return living_rate(tier, new)


def biggest_sum(tier):
    if tier == "50":
        return 3000000
    if tier == "74":
        return 4500000
    if tier == "100":
        return 6000000
    return None


def most_of_a_period(tier, new, guess):
    """The maximum of all benefits in a cover; that of tier 26 is at least 180 days of both allowances."""
    if new:
        return OPEN
    if tier == "26":
        return OPEN if guess else 630000
    if tier == "50":
        return 4080000
    if tier == "74":
        return 6120000
    return 8160000


def most_of_cover(claim, readings):
    """The published maximum of a member and cover (A7); OPEN where none is published, as for tier 26."""
    new = ruling_day(claim, readings) >= date(2016, 1, 1)
    return most_of_a_period(claim.enrolment.fee_tier, new, True)


def a_year_later(day):
    if day.month == 2 and day.day == 29:
        return date(day.year + 1, 2, 28)
    return date(day.year + 1, day.month, day.day)


def ruling_day(claim, readings):
    if readings.get("version.date") == "cover_start":
        return claim.enrolment.cover_from
    return claim.event.happened_on


def sums_of_claim(claim, readings, used, guess, high):  # noqa: C901  # naive on purpose: all of it in one place
    """The sums of one claim; unstated terms are as high as can be where `guess(benefit)` is true, else 0.

    `high` says the same of the maximum in all.
    """
    event, tier = claim.event, claim.enrolment.fee_tier
    new = ruling_day(claim, readings) >= date(2016, 1, 1)
    claimed = {
        "living_allowance": event.living_days > 0,
        "hospital_allowance": event.hospital_days > 0,
        "care_allowance": event.care_days > 0,
        "death_sum": event.died,
        "disability_sum": event.disability_grade is not None,
        "consolation_sum": event.injury_kind is not None,
    }
    starts = claim.enrolment.cover_from
    why_not = None
    if event.cause in NEVER_PAID:
        why_not = "refused: excluded_cause"
    if event.happened_on < starts or event.happened_on >= a_year_later(starts):
        why_not = "refused: out_of_cover"
    if why_not:
        refused = {benefit: why_not if claimed[benefit] else 0 for benefit in BENEFITS}
        return refused | {f"days:{benefit}": 0 for benefit in BENEFITS[:3]}

    serious = event.died or event.disability_grade is not None
    if readings.get("accident.route") == "always_consolation":
        capped, consoled = True, True
    else:
        capped, consoled = not serious, not serious
    together = readings.get("consolation.day_cap") == "together"
    period = (claim.member, starts)
    most = most_of_a_period(tier, new, high)
    paid = dict.fromkeys(BENEFITS, 0)
    days_of_this_claim = 0
    for benefit, wanted in (
        ("living_allowance", event.living_days),
        ("hospital_allowance", event.hospital_days),
        ("care_allowance", event.care_days),
    ):
        days = 0
        cap = 20 if new else 15
        while days < wanted:
            if capped and together and days_of_this_claim >= cap:
                break
            if capped and not together and days >= cap:
                break
            if benefit != "care_allowance" and used.get((period, benefit), 0) >= 180:
                break
            days += 1
            days_of_this_claim += 1
            used[(period, benefit)] = used.get((period, benefit), 0) + 1
        paid[f"days:{benefit}"] = days
        if benefit == "living_allowance":
            paid[benefit] = grant(used, period, days * living_rate(tier, new), most)
        elif benefit == "hospital_allowance":
            paid[benefit] = grant(used, period, days * hospital_rate(tier, new), most)
    for benefit in ("death_sum", "disability_sum"):
        if claimed[benefit] and not used.get((period, "lump")):
            used[(period, "lump")] = True
            biggest = biggest_sum(tier)
            if benefit == "death_sum" and biggest is not None:
                paid[benefit] = grant(used, period, biggest, most)
            elif guess(benefit):
                paid[benefit] = grant(used, period, OPEN if biggest is None else biggest, most)
    if paid["days:care_allowance"] and guess("care_allowance"):
        paid["care_allowance"] = grant(used, period, OPEN, most)
    if claimed["consolation_sum"]:
        if not consoled:
            paid["consolation_sum"] = "refused: other_route"
        elif guess("consolation_sum"):
            paid["consolation_sum"] = grant(used, period, OPEN, most)
    return paid


def grant(used, period, wanted, most):
    """What the maximum of 2010 leaves of a sum; it counts all benefits of a cover."""
    if most == OPEN:
        return wanted
    left = most - used.get((period, "total"), 0)
    granted = left if wanted > left else wanted
    used[(period, "total")] = used.get((period, "total"), 0) + granted
    return granted


def outcomes(claims, readings):
    ordered = sorted(claims, key=lambda claim: (claim.event.happened_on, claim.id))
    ordered = [claim for claim in ordered if ruling_day(claim, readings) >= date(2010, 6, 1)]

    def sum_of(target, benefit, most):
        used = {}
        for index, claim in enumerate(ordered):

            def guess(other, index=index):
                return most if (index, other) == (target, benefit) else not most

            sums = sums_of_claim(claim, readings, used, guess, most)
            if index == target:
                return sums[benefit]
        raise AssertionError

    found = []
    for target in range(len(ordered)):
        result = {}
        for benefit in BENEFITS:
            low, high = sum_of(target, benefit, False), sum_of(target, benefit, True)
            if isinstance(low, str):
                result[benefit] = (low, 0, 0)
            elif low != high:
                result[benefit] = ("undetermined", low, None if high >= OPEN else high)
            else:
                result[benefit] = ("payable" if low else "nil", low, high)
        for benefit in BENEFITS[:3]:
            result[f"days:{benefit}"] = sum_of(target, f"days:{benefit}", False)
        found.append(result)
    return found
