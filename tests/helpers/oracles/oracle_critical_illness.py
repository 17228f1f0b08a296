"""A naive oracle of the critical illness plan (重大疾病), with figures retyped from the record.

`outcomes(claims, readings, world)` gives a dict for each claim, in order of date and id, from benefit to fen
or to the set of all reasons for its refusal. A world gives a value to each term that the record leaves open.
"""

from datetime import date
from itertools import product

OPEN = 10**12  # stands for "no known maximum"
WORLDS = [
    {"listed": listed, "sum": sum_, "most": most, "cancer": cancer}
    for listed, sum_, most, cancer in product((False, True), (0, OPEN), (4, 1000), (False, True))
]
# "cancer": whether a disease that no version names is a cancer, so that it may be in situ.

# For each name: the disease, and the first years of the versions whose lists name it.
NAMES = {
    "恶性肿瘤": ("tumour", (2005, 2018)),
    "Cancer": ("tumour", (2005, 2018)),
    "malignant_tumour": ("tumour", (2005, 2018)),
    "肝癌": ("tumour", (2005, 2018)),
    "cervical cancer": ("tumour", (2005, 2018)),
    "原位癌": ("in situ", ()),
    "skin cancer": ("skin", ()),
    "organ_transplant": ("transplant", (2005,)),
    "common cold": ("common cold", ()),
    "尿毒症": ("kidneys", (2005,)),
    "aplastic anemia": ("blood", (2005,)),
    "heart attack": ("heart", (2005,)),
    "脑出血": ("brain", (2005,)),
    "coronary bypass": ("bypass", (2005,)),
    "主动脉手术": ("aorta", (2005,)),
    "多个肢体缺失": ("limbs", (2010,)),
    "loss of limbs": ("limbs", (2010,)),
    "motor neuron disease": ("neurones", (2010,)),
    "diabetes": ("diabetes", ()),
    "malignant tumours": ("malignant tumours", ()),
}


# D3: in situ or skin cancer. Other names may mean a cancer too, but not under the complete list of 2005.
CANCERS = ("tumour", "skin", "in situ")


def ruling_day(claim, readings):
    if readings.get("version.date") == "cover_start":
        return claim.enrolment.cover_from
    return claim.event.happened_on


def year_of(claim, readings):
    """The year of the version that answers, or None."""
    day, bought = ruling_day(claim, readings), claim.enrolment.product
    if bought == "one_year":
        return 2018 if day.year >= 2018 else None
    if bought not in (None, "three_year"):
        return None
    if bought is None and day.year >= 2018:
        return 2018
    if day.year >= 2015:
        return 2015
    if day >= date(2010, 6, 1):
        return 2010
    if day >= date(2005, 8, 1):
        return 2005
    return None


def answered(claim, readings):
    """Whether the claim is answered: from 2018 on it must name its product, unless both come to the same.

    Both count payments for the cover and, for each disease, for life, so equal sums are equal for good.
    """
    if year_of(claim, readings) is None:
        return False
    two_on_sale = ruling_day(claim, readings).year >= 2018 and claim.enrolment.product is None
    if not two_on_sale or readings.get("product.unnamed") == "newest":
        return True
    return comes_to("one_year", claim, readings) == comes_to("three_year", claim, readings)


def comes_to(product, claim, readings):
    """What a product pays for a first claim, in every case that the record allows, or why it does not."""
    enrolment = claim.enrolment.model_copy(update={"product": product})
    named = claim.model_copy(update={"enrolment": enrolment})
    bounds, refused = {}, None
    # The cover comes first among the conditions, then the age and the list; an operation is of 2005.
    order = ["out_of_cover", "age_limit", "not_on_list"]
    for benefit in ("illness_sum", "in_situ_sum"):
        found = [outcomes([named], readings, world)[0][benefit] for world in WORLDS]
        sums = [outcome if type(outcome) is int else 0 for outcome in found]
        bounds[benefit] = min(sums), max(sums)
        if refused is None and not any(type(outcome) is int for outcome in found):
            shared = set.intersection(*found)
            refused = next(reason for reason in order if reason in shared)
    return bounds, refused


def same_day(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def outcomes(claims, readings, world):  # noqa: C901  # naive: one long row of ifs
    results = []
    ended, paid_to = set(), set()
    for claim in sorted(claims, key=lambda each: (each.event.happened_on, each.id)):
        year = year_of(claim, readings)
        event, bought = claim.event, claim.enrolment
        disease, lists = NAMES[event.disease]
        why = set()
        years = 1 if year == 2018 else 3
        if not bought.cover_from <= event.happened_on < same_day(bought.cover_from, years):
            why.add("out_of_cover")
        if year != 2018 and bought.born_on is not None and bought.sex is not None:
            oldest = 55 if bought.sex == "female" else 60
            if same_day(bought.born_on, oldest) <= bought.cover_from:
                why.add("age_limit")
        if (claim.member, bought.cover_from) in ended:
            why.add("cover_ended")
        if (claim.member, disease) in paid_to:
            why.add("paid_before")
        count = bought.shares
        if year == 2005 and count > 2:
            count = 2
        if year in (2010, 2015) and count > 4:
            count = 4
        if year == 2018 and count > world["most"]:
            count = world["most"]
        nameless = disease not in CANCERS and not lists
        cancer = disease in CANCERS or (nameless and year != 2005 and world["cancer"])
        in_situ = set(why)
        if year in (2005, 2010) and event.surgery is False:
            in_situ.add("no_surgery")
        if not cancer:
            in_situ.add("not_on_list")
        if year not in lists and (year == 2005 or not world["listed"]):
            why.add("not_on_list")
        a_share = world["sum"] if year == 2015 else 1000000
        a_share_in_situ = 500000 if year == 2005 else world["sum"]
        result = {"in_situ_sum": 0, "illness_sum": 0}
        if disease == "in situ" or (year == 2005 and disease == "skin") or (event.in_situ and cancer):
            result["in_situ_sum"] = in_situ or a_share_in_situ * count
            if nameless:
                result["illness_sum"] = why | {"not_on_list"}
        else:
            result["illness_sum"] = why or a_share * count
            if event.in_situ and nameless:
                result["in_situ_sum"] = in_situ
        if any(type(sum_) is int and sum_ > 0 for sum_ in result.values()):
            ended.add((claim.member, bought.cover_from))
            paid_to.add((claim.member, disease))
        results.append(result)
    return results
