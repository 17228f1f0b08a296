"""A naive oracle of the hospital medical plan (住院医疗), with figures retyped from the record.

`outcomes(claims, readings, world)` gives a dict for each claim, in order of date and id, from benefit to fen
or to the set of all reasons for its refusal. A world gives a value to each term that the record leaves open.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

WORLDS = [
    {"percent": 0, "special": False, "earlier": False},
    {"percent": 100, "special": True, "earlier": True},
    {"percent": 100, "special": True, "earlier": False},
]


def ruling_day(claim, readings):
    if readings.get("version.date") == "cover_start":
        return claim.enrolment.cover_from
    return claim.event.happened_on


def answered(claim, readings):
    return ruling_day(claim, readings) >= date(2008, 10, 14)


def same_day(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def outcomes(claims, readings, world):
    results = []
    stays = {}
    for claim in sorted(claims, key=lambda each: (each.event.happened_on, each.id)):
        event, bought = claim.event, claim.enrolment
        why = set()
        if not bought.cover_from <= event.happened_on < same_day(bought.cover_from, 1):
            why.add("out_of_cover")
        later = ruling_day(claim, readings) >= date(2013, 1, 1)
        if event.setting == "outpatient" and not later:
            why.add("setting_not_covered")
        if event.self_paid == 0:
            results.append({"stay_share": 0})
            continue
        if why:
            results.append({"stay_share": why})
            continue
        cover = (claim.member, bought.cover_from)
        if event.setting == "inpatient":
            stays[cover] = stays.get(cover, 0) + 1
        number = max(stays.get(cover, 0), event.ordinal)
        base = event.self_paid
        if not later:
            percent = 70 if number == 1 else 60 if number == 2 else 50
        elif readings.get("hospital_medical.later_terms") != "page":
            percent = world["percent"]
        elif event.setting == "outpatient":
            percent = 50 if world["special"] else 0
            base = base - (0 if world["earlier"] else 1300)
        else:
            percent = 60 if number == 1 else 50
            base = base - (1300 if number == 1 else 650)
        yuan = (max(base, Decimal(0)) * percent / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        results.append({"stay_share": int(yuan * 100)})
    return results
