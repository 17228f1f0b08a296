"""A naive oracle of the non-work accident plan, with figures retyped from the record.

`outcomes(claims, readings)` gives a dict for each claim, in order of date and id, from benefit to
(status, low, high) in fen. No page says over which period payments are counted, so the least of a claim is
what it gets after all earlier claims, with those as high as can be, and the most what it gets after none.
"""

from datetime import date

OPEN = 10**30  # stands for "no known maximum"


def ruling_day(claim, readings):
    if readings.get("version.date") == "cover_start":
        return claim.enrolment.cover_from
    return claim.event.happened_on


def answered(claim, readings):
    day = ruling_day(claim, readings)
    if claim.event.kind == "child_injury":
        return day >= date(2016, 1, 1)
    return day >= date(2009, 8, 1)


def two_years_later(day):
    if day.month == 2 and day.day == 29:
        return date(day.year + 2, 2, 28)
    return date(day.year + 2, day.month, day.day)


def tenth(yuan):
    """A tenth of an amount in fen: the last digit decides the rounding, five goes up."""
    digits = str(int(yuan * 100))
    fen = int(digits[:-1] or "0")
    return fen + 1 if digits[-1] in "56789" else fen


def of_injury(claim, day, used, guess):
    event = claim.event
    graded = event.disability_grade is not None
    if day >= date(2011, 1, 1) and event.injury_kind is not None:
        graded = True
    asked = graded or event.injury_kind is not None
    paid = {"death_sum": 0, "disability_sum": 0}
    refusal = None
    if event.cause in ("work_accident", "工伤", "accident_at_work"):
        refusal = "refused: excluded_cause"
    if event.happened_on < claim.enrolment.cover_from:
        refusal = "refused: out_of_cover"
    if refusal:
        if event.died:
            paid["death_sum"] = refusal
        if asked:
            paid["disability_sum"] = refusal
        return paid
    key = ("member", claim.member, claim.enrolment.cover_from)
    if event.died and key not in used:
        used[key] = True
        paid["death_sum"] = 2000000
    if graded and key not in used:
        used[key] = True
        if guess("disability_sum"):
            paid["disability_sum"] = 500000
    return paid


def of_child(claim, readings, used, guess):
    event = claim.event
    paid = {"child_death_sum": 0, "child_disability_sum": 0}
    graded = event.disability_grade is not None
    if event.happened_on < claim.enrolment.cover_from:
        if event.died:
            paid["child_death_sum"] = "refused: out_of_cover"
        if graded:
            paid["child_disability_sum"] = "refused: out_of_cover"
        return paid
    key = ("child", claim.member, claim.enrolment.cover_from, event.child.lower().strip())
    if readings.get("child.after_disability") == "difference":
        so_far = used.get(key, {"death": 0, "disability": 0})
        used[key] = so_far
        if event.died:
            paid["child_death_sum"] = 2000000 - so_far["death"] - so_far["disability"]
            so_far["death"] += paid["child_death_sum"]
        if graded and guess("child_disability_sum"):
            left = 2000000 - so_far["death"] - so_far["disability"]
            left_of_grade = 500000 - so_far["disability"]
            paid["child_disability_sum"] = left if left < left_of_grade else left_of_grade
            so_far["disability"] += paid["child_disability_sum"]
        return paid
    if event.died and key not in used:
        used[key] = True
        paid["child_death_sum"] = 2000000
    if graded and key not in used:
        used[key] = True
        if guess("child_disability_sum"):
            paid["child_disability_sum"] = 500000
    return paid


def of_home(claim, day, guess):  # noqa: C901  # naive on purpose: all of it in one place
    event = claim.event
    paid = {"fire_loss": 0, "pipe_loss": 0}
    early = event.happened_on < claim.enrolment.cover_from
    if event.peril == "fire":
        if event.loss is not None:
            ceiling = 1000000 if day >= date(2011, 1, 1) else 300000
            share = tenth(event.loss)
            paid["fire_loss"] = ceiling if share > ceiling else share
            if early:
                paid["fire_loss"] = "refused: out_of_cover"
        return paid
    if not event.area and not event.loss:  # nothing given, or nothing damaged
        return paid
    if early:
        paid["pipe_loss"] = "refused: out_of_cover"
        return paid
    if day >= date(2017, 11, 28):
        if claim.notified_on is not None and (claim.notified_on - event.happened_on).days > 10:
            paid["pipe_loss"] = "refused: late_notice"
            return paid
        if claim.claimed_on is not None and claim.claimed_on > two_years_later(event.happened_on):
            paid["pipe_loss"] = "refused: late_claim"
            return paid
    if event.area is not None and event.area == 0:  # no area was damaged
        return paid
    if guess("pipe_loss"):
        paid["pipe_loss"] = 1000000 if day >= date(2017, 11, 28) else OPEN
    return paid


def sums_of_claim(claim, readings, used, guess):
    day = ruling_day(claim, readings)
    if claim.event.kind == "injury":
        return of_injury(claim, day, used, guess)
    if claim.event.kind == "child_injury":
        return of_child(claim, readings, used, guess)
    return of_home(claim, day, guess)


def outcomes(claims, readings):
    ordered = sorted(claims, key=lambda claim: (claim.event.happened_on, claim.id))
    ordered = [claim for claim in ordered if answered(claim, readings)]

    found = []
    for target, own in enumerate(ordered):
        used = {}
        for claim in ordered[:target]:
            sums_of_claim(claim, readings, used, lambda _: True)
        least = sums_of_claim(own, readings, used, lambda _: False)
        most = sums_of_claim(own, readings, {}, lambda _: True)
        result = {}
        for benefit, low in least.items():
            high = most[benefit]
            if isinstance(low, str):
                result[benefit] = (low, 0, 0)
            elif low != high:
                result[benefit] = ("undetermined", low, None if high >= OPEN else high)
            else:
                result[benefit] = ("payable" if low else "nil", low, high)
        found.append(result)
    return found
