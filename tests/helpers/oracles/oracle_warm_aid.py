"""A naive oracle of 暖·互助, in yuan, with figures retyped from the record.

`outcomes(claims, readings, world)` gives a dict for each claim, in order of date and id, from benefit to fen
or to the set of all reasons for its refusal. A world is one way to read the bands above 150,000.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

WORLDS = [{"top": "remainder"}, {"top": "printed"}, {"top": "per_line"}]


def ruling_day(claim, readings):
    if readings.get("version.date") == "cover_start":
        return claim.enrolment.cover_from
    return claim.event.happened_on


def answered(claim, readings):
    return ruling_day(claim, readings).year >= 2012


def rounded(yuan):
    return yuan.quantize(Decimal("0.01"), ROUND_HALF_UP)


def for_costs_above_the_ceiling(costs, risen, top):
    """What is paid for the costs of a whole year."""
    due = Decimal(0)
    if costs > 0:
        due = due + min(costs, Decimal(50000)) * 40 / 100
    if costs > 50000:
        due = due + (min(costs, Decimal(100000)) - 50000) * 60 / 100
    if costs > 100000:
        due = due + (min(costs, Decimal(150000)) - 100000) * 80 / 100
    if costs > 150000 and risen:
        if top == "remainder":
            due = due + min((costs - 150000) * 90 / 100, Decimal(100000))
        else:
            due = due + (min(costs, Decimal(250000)) - 150000) * 90 / 100
    return rounded(due)


def outcomes(claims, readings, world):
    results = []
    years = {}
    top = readings.get("warm_aid.top_band", "unstated")
    top = world["top"] if top == "unstated" else top
    for claim in sorted(claims, key=lambda each: (each.event.happened_on, each.id)):
        event, bought = claim.event, claim.enrolment
        risen = ruling_day(claim, readings) >= date(2018, 7, 12)
        if event.happened_on.year != bought.cover_from.year:
            refusal = {"out_of_cover"}
            results.append(
                {
                    "stay_share": refusal if event.self_paid > 0 else 0,
                    "over_cap_share": refusal if event.over_cap > 0 else 0,
                }
            )
            continue
        so_far = years.setdefault(
            (claim.member, event.happened_on.year),
            {"stays": 0, "outpatient": Decimal(0), "over": {}, "aid": Decimal(0)},
        )
        most = Decimal(200653) if risen else Decimal(100653)
        favoured = bought.member_class in ("model_worker", "hardship")
        small = bought.member_class == "hardship"
        if bought.member_class == "model_worker":
            small = readings.get("warm_aid.model_worker_deductible") == "reduced"
        inside = Decimal(0)
        if event.self_paid > 0:
            if event.setting == "inpatient":
                so_far["stays"] = so_far["stays"] + 1
                first = max(so_far["stays"], event.ordinal) == 1
                deductible = (650 if first else 325) if small else (1300 if first else 650)
                base = event.self_paid - deductible
            else:
                before = so_far["outpatient"]
                so_far["outpatient"] = before + event.self_paid
                base = max(so_far["outpatient"] - 1800, Decimal(0)) - max(before - 1800, Decimal(0))
            if base > 0:
                inside = rounded(base * (25 if favoured else 20) / 100)
            inside = min(inside, max(most - so_far["aid"], Decimal(0)))
            so_far["aid"] = so_far["aid"] + inside
        above = Decimal(0)
        costs = event.over_cap - event.other_cover
        if event.over_cap > 0 and costs > 0:
            filled = event.setting if risen and top == "per_line" else "both settings"
            before = so_far["over"].get(filled, Decimal(0))
            for line in (event.setting, "both settings"):
                so_far["over"][line] = so_far["over"].get(line, Decimal(0)) + costs
            above = for_costs_above_the_ceiling(before + costs, risen, top)
            above = above - for_costs_above_the_ceiling(before, risen, top)
            above = min(above, max(most - so_far["aid"], Decimal(0)))
            so_far["aid"] = so_far["aid"] + above
        results.append({"stay_share": int(inside * 100), "over_cap_share": int(above * 100)})
    return results
