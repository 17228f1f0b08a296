"""A naive oracle of the women's illness plan (女工特疾), with figures retyped from the record.

`outcomes(claims, readings, world)` gives a dict for each claim, in order of date and id, from benefit to fen
or to the set of all reasons for its refusal. A world gives a value to each term that the record leaves open.
"""

from datetime import date
from itertools import product

OPEN = 10**12  # stands for "no known maximum"
WORLDS = [
    {"reduced": reduced, "eight": eight, "listed": listed, "waived": waived, "most": most}
    for reduced, eight, listed, waived, most in product(
        (0, 1), (0, OPEN), (False, True), (False, True), (2, 1000)
    )
]

# For each name: the disease, and the lists (of 6, 8 or 12 diseases) that name it.
NAMES = {
    "breast cancer": ("breast", "6 8 12"),
    "乳腺癌": ("breast", "6 8 12"),
    "BREAST_CANCER": ("breast", "6 8 12"),
    "子宫颈癌": ("cervix", "6 8 12"),
    "宫颈癌": ("cervix", "6 8 12"),
    "卵巢癌": ("ovary", "6 8 12"),
    "输卵管恶性肿瘤": ("tube", "6 8 12"),
    "endometrial cancer": ("endometrium", "6 8 12"),
    "绒毛膜癌": ("chorion", "6 8 12"),
    "malignant_mole": ("mole", "6 8 12"),  # C2: in brackets after 绒毛膜癌 on the list of 6
    "宫颈腺癌": ("cervix", "6 8 12"),
    "Paget's disease of the breast": ("breast", "6 8 12"),
    "子宫肉瘤": ("sarcoma", "8 12"),
    "vulvar cancer": ("vulva", "8 12"),
    "恶性卵巢交界瘤": ("borderline", "12"),
    "leukaemia": ("leukaemia", ""),
    "brest cancer": ("brest cancer", ""),
}


def ruling_day(claim, readings):
    if readings.get("version.date") == "cover_start":
        return claim.enrolment.cover_from
    return claim.event.happened_on


def list_of(claim, readings):
    """The number of diseases on the list that applies (6, 8 or 12), or None; without a product the newest."""
    day, bought = ruling_day(claim, readings), claim.enrolment.product
    if bought not in (None, "one_year", "two_year"):
        return None
    if day.year >= 2018 and bought != "two_year":
        return 12
    if bought == "one_year":
        return None
    if day.year >= 2014:
        return 8
    if day >= date(2010, 12, 28):
        return 6
    return None


def answered(claim, readings):
    """Whether the claim is answered: from 2018 on it must name its product, unless neither pays it anything.

    No sum of the two products is the same, so they never come to the same where one of them may pay.
    """
    if list_of(claim, readings) is None:
        return False
    two_on_sale = ruling_day(claim, readings).year >= 2018 and claim.enrolment.product is None
    if not two_on_sale or readings.get("product.unnamed") == "newest":
        return True
    return refusal_of("one_year", claim, readings) == refusal_of("two_year", claim, readings) != "may pay"


def refusal_of(product, claim, readings):
    """Why a product pays nothing for a first claim, or that it may pay."""
    enrolment = claim.enrolment.model_copy(update={"product": product})
    named = claim.model_copy(update={"enrolment": enrolment})
    reasons = []
    for world in WORLDS:
        (result,) = outcomes([named], readings, world)
        for benefit, outcome in result.items():
            if type(outcome) is int and outcome > 0:
                return "may pay"
            if type(outcome) is not int:
                reasons.append((benefit, outcome))
    # The cover comes first among the conditions, then the sex, the age, the list and the waiting period.
    order = ["out_of_cover", "sex_not_covered", "age_limit", "not_on_list", "waiting_period"]
    first = "condolence_sum" if product == "one_year" else "illness_sum"
    own = set.intersection(*(why for benefit, why in reasons if benefit == first)) if reasons else set()
    return next((reason for reason in order if reason in own), "nil")


def birthday(born, age):
    year = born.year + age
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if born.month == 2 and born.day == 29 and not leap:
        return date(year, 2, 28)
    return date(year, born.month, born.day)


def outcomes(claims, readings, world):  # noqa: C901  # naive: one long row of ifs
    results = []
    ended = set()  # the covers that a payment has ended
    paid_to = set()  # the diseases that were paid, under whatever product (C7, C14)
    living_days = {}
    for claim in sorted(claims, key=lambda each: (each.event.happened_on, each.id)):
        entries = list_of(claim, readings)
        event, bought = claim.event, claim.enrolment
        disease, lists = NAMES[event.disease]
        cover = (claim.member, bought.cover_from)
        day = (event.happened_on - bought.cover_from).days + 1
        why = set()
        end = birthday(bought.cover_from, 1 if entries == 12 else 2)
        if event.happened_on < bought.cover_from or event.happened_on >= end:
            why.add("out_of_cover")
        if bought.sex == "male":
            why.add("sex_not_covered")
        if cover in ended:
            why.add("cover_ended")
        if str(entries) not in lists.split() and not (entries == 12 and world["listed"]):
            why.add("not_on_list")
        if (claim.member, disease) in paid_to:
            why.add("paid_before")
        waived = bought.renewed and (entries == 6 or world["waived"])
        waits = set()
        if entries == 6 and day <= 30 and not waived:
            waits.add("waiting_period")
        if (
            entries == 12 and day <= 30
        ):  # waived or not: a member who need not wait receives the illness sum instead
            waits.add("waiting_period")
        if entries == 6:
            if event.in_situ:
                why.add("in_situ_excluded")
            why |= waits
            reduced = day <= 90 and not waived
            due = {"illness_sum": 1000000, "convalescence_sum": 0, "living_allowance": 0}
            if event.hospital_days > 0:
                before = living_days.get(cover, 0)
                days = 0
                while days < event.hospital_days and before + days < 180:
                    days = days + 1
                due["convalescence_sum"] = 200000
                due["living_allowance"] = 2600 * days
                if not why:
                    living_days[cover] = before + days
            if reduced:
                for benefit in due:
                    due[benefit] = due[benefit] * world["reduced"]
            refused = dict.fromkeys(due, why)
            if event.hospital_days == 0:
                refused["convalescence_sum"] = refused["living_allowance"] = set()
        elif entries == 8:
            due = {"illness_sum": world["eight"]}
            refused = {"illness_sum": why}
        else:
            if bought.born_on is not None:
                if birthday(bought.born_on, 16) > bought.cover_from:
                    why.add("age_limit")
                if birthday(bought.born_on, 61) <= bought.cover_from:
                    why.add("age_limit")
            due = {"condolence_sum": 0, "in_situ_sum": 0, "illness_sum": 0}
            count = bought.shares if bought.shares < world["most"] else world["most"]
            if day <= 60 and not waived:
                due["condolence_sum"] = 50000 * count
            main = "in_situ_sum" if event.in_situ else "illness_sum"
            due[main] = (200000 if event.in_situ else 1500000) * count
            late = {"waiting_period"} if day <= 60 and not waived else set()
            refused = {"condolence_sum": why | waits, "in_situ_sum": set(), "illness_sum": set()}
            refused[main] = why | late
        result = {benefit: refused[benefit] or due[benefit] for benefit in due}
        if any(type(sum_) is int and sum_ > 0 for sum_ in result.values()):
            ended.add(cover)
            paid_to.add((claim.member, disease))
        results.append(result)
    return results
