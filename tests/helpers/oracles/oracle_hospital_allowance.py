"""A naive oracle of the hospital allowance plan (住院津贴), day by day, with figures retyped from the record.

`outcomes(claims, readings, world)` gives a dict for each claim, in order of date and id, from benefit to fen
or to the set of all reasons for its refusal. A world gives a value to each term that the record leaves open.
"""

from datetime import date
from itertools import product

OPEN = 10**9  # stands for "no known maximum": fen a day, days
WORLDS = [
    {"waiting": waiting, "rate": rate, "days": days, "sum": sum_}
    for waiting, rate, days, sum_ in product((0, 3), (4000, OPEN), (180, 10**6), (720000, 10**18))
]


def ruling_day(claim, readings):
    if readings.get("version.date") == "cover_start":
        return claim.enrolment.cover_from
    return claim.event.happened_on


def answered(claim, readings):
    return ruling_day(claim, readings) >= date(2011, 1, 1) and claim.enrolment.product is None


def same_day(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def outcomes(claims, readings, world):  # noqa: C901  # naive: one long row of ifs
    results = []
    days_paid, fen_paid = {}, {}
    for claim in sorted(claims, key=lambda each: (each.event.happened_on, each.id)):
        event, bought = claim.event, claim.enrolment
        terms = {"waiting": 3, "rate": 4000, "days": 180, "sum": 720000}
        if ruling_day(claim, readings).year >= 2015:
            if readings.get("allowance.from_2015") == "undated_page":
                terms["waiting"] = 1
            else:
                terms = world
        why = set()
        if not bought.cover_from <= event.happened_on < same_day(bought.cover_from, 1):
            why.add("out_of_cover")
        if bought.born_on is not None and bought.sex is not None:
            oldest = {"female": 55, "male": 60}[bought.sex]
            if same_day(bought.born_on, oldest) <= bought.cover_from:
                why.add("age_limit")
        if event.days == 0:
            results.append({"stay_allowance": 0})
        elif why:
            results.append({"stay_allowance": why})
        else:
            cover = (claim.member, bought.cover_from)
            days, fen = 0, 0
            for day in range(1, event.days + 1):
                if day > terms["waiting"] and days_paid.get(cover, 0) + days < terms["days"]:
                    days = days + 1
                    fen = fen + terms["rate"]
            if fen_paid.get(cover, 0) + fen > terms["sum"]:
                fen = max(terms["sum"] - fen_paid.get(cover, 0), 0)
            days_paid[cover] = days_paid.get(cover, 0) + days
            fen_paid[cover] = fen_paid.get(cover, 0) + fen
            results.append({"stay_allowance": fen})
    return results
