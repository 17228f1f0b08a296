"""Every part of a plan file has an effect or is a fault; what is limited is limited on each way of asking."""

import re
from datetime import date

import pytest
from plan_folders import FIRST, PLAN, faults_of, write_plan
from small_plans import amounts, benefit, claim, figure, limit, plan, version

import mutual_benefits as mb
from mutual_benefits.rulebook.effects import effects_of
from mutual_benefits.rules import (
    Band,
    BandedShare,
    ExpenseShare,
    GradedSum,
    LumpSum,
    PerArea,
    PerDiem,
    ShareOfLoss,
)
from mutual_benefits.terms import Ladder, Rung

HEAD = """\
effective_from = 2020-01-01
source = "seal"
basis = "published"
sources = { seal = { title = { en = "A book of seals", zh = "印谱" } } }
"""


def figures(text):
    """The text with each `:5` written as a figure with its source."""
    return re.sub(r":(\d+)\b", r'{ value = \1, source = "seal", basis = "published" }', text)


NAMED = 'name = { en = "B", zh = "乙" }\nsource = "seal"\n'
BENEFITS = {
    "stay": 'rule = "per_diem"\nevent = "hospital_stay"\ndays = "days"\nrate = :1000\n',
    "daily": 'rule = "per_diem"\nevent = "injury"\ndays = "hospital_days"\nrate = :1000\n',
    "death": 'rule = "lump_sum"\nevent = "injury"\nwhen = "died"\nsum = :1000\n',
    "grade": (
        'rule = "graded_sum"\nevent = "injury"\ngrades = ["disability_grade"]\n'
        "maximum = :1000\npercentage = :50\n"
    ),
    "sick": 'rule = "lump_sum"\nevent = "diagnosis"\nwhen = "disease"\nsum = :1000\n',
    "loss": (
        'rule = "share_of_loss"\nevent = "home_loss"\nperil = "fire"\npercentage = :5000\nceiling = :1000\n'
    ),
    "cost": 'rule = "expense_share"\nevent = "medical_expense"\nshare = :5000\n',
    "bands": (
        'rule = "banded_share"\nevent = "medical_expense"\nbands = [{ share = :5000, ceiling = :900 }]\n'
        'counter = { code = "year", name = { en = "y", zh = "年" }, unit = "fen", per = "calendar_year" }\n'
    ),
}


def book(code, more="", *, under="", top=""):
    """A version of one benefit, with further lines of it, what stands under it, and what at the top."""
    return figures(f'{HEAD}{top}\n[[benefits]]\ncode = "{code}"\n{NAMED}{BENEFITS[code]}{more}\n{under}\n')


def told(text, folder):
    """What the faults of a version's file say: each its key and its cure."""
    found = faults_of(write_plan(folder, {FIRST: text, "plan.toml": PLAN}))
    assert all(fault.startswith(f"{FIRST}, line ") for fault in found), found
    return [fault.partition(", ")[2].partition(", ")[2] for fault in found]


def a_limit(unit, more="", per="cover_period", ceiling="ceiling = :3\n"):
    head = f'[[benefits.limits]]\ncode = "most"\nname = {{ en = "m", zh = "限" }}\nunit = "{unit}"\n'
    return f'{head}per = "{per}"\n{ceiling}{more}'


PAID_BY_CHILD = """
[conditions.limit]
code = "once"
name = { en = "once", zh = "一次" }
unit = "payment"
per = "lifetime"
subject = "child"
"""


def counter(name, unit, more=""):
    inner = f'code = "c", name = {{ en = "c", zh = "次" }}, unit = "{unit}", per = "calendar_year"{more}'
    return f"{name} = {{ {inner} }}\n"


def condition(kind, more):
    return f'[[conditions]]\ncondition = "{kind}"\nsource = "seal"\nbasis = "published"\n{more}'


BY_ORDINAL = '{ by = "ordinal", rungs = [{ through = 1, value = :10 }], beyond = :20 }'
STEPS = figures(
    '{ by = "ordinal", rungs = [{ through = 0, value = :9 }, { through = 2, value = :10 }], beyond = :20 }'
)
LIFTED = counter("limit", "payment", ', ceiling = :1, unless = ["disability_grade"]')
OTHER_SICK = book("sick").partition(figures(HEAD))[2]
OPEN = '{ what = { en = "m", zh = "限" } }'
BY_SEX = '{ by = "sex", rows = { male = :1, female = :2 }, source = "seal", basis = "seed" }'
BOUND = 'fact = "days"\nat_least = :3\nreason = "short"\nwords = { en = "short", zh = "短" }\n'
BY_STAY_ALONE = BOUND.replace('"days"', '"ordinal"')
LEAVE = "no result depends on it; leave it out"
PER_EVENT = counter("limit", "payment").replace("calendar_year", "event")
ONCE = 'limit = { code = "most", name = { en = "m", zh = "限" }, unit = "payment", per = "cover_period"'
ONCE += ', subject = "cause" }\n'
COUNT = "nothing counts what was paid; name the limit in `limits` of the benefits whose payments count"
WORDS_ALONE = "claims are counted apart by words alone; give a fact that is a word"
FEN_OR_PAYMENT = "nothing is counted in this unit here; give fen or payment"
IGNORED = {
    "days where there are none: lump sum": (
        book("death", a_limit("day")),
        [f"benefits[0].limits[0].unit: 'day'; {FEN_OR_PAYMENT}"],
    ),
    "days where there are none: graded sum": (
        book("grade", a_limit("day")),
        [f"benefits[0].limits[0].unit: 'day'; {FEN_OR_PAYMENT}"],
    ),
    "days where there are none: share of loss": (
        book("loss", a_limit("day")),
        [f"benefits[0].limits[0].unit: 'day'; {FEN_OR_PAYMENT}"],
    ),
    "days where there are none: expense share": (
        book("cost", a_limit("day")),
        [f"benefits[0].limits[0].unit: 'day'; {FEN_OR_PAYMENT}"],
    ),
    "days where there are none: banded share": (
        book("bands", a_limit("day")),
        [f"benefits[0].limits[0].unit: 'day'; {FEN_OR_PAYMENT}"],
    ),
    "a yearly deductible in payments": (
        book("cost", counter("yearly_deductible", "payment", ", ceiling = :900")),
        ["benefits[0].yearly_deductible.unit: 'payment'; nothing is counted in this unit here; give fen"],
    ),
    "a yearly deductible in days": (
        book("cost", counter("yearly_deductible", "day", ", ceiling = :900")),
        ["benefits[0].yearly_deductible.unit: 'day'; nothing is counted in this unit here; give fen"],
    ),
    "a counter of stays in fen": (
        book("cost", counter("counter", "fen")),
        ["benefits[0].counter.unit: 'fen'; nothing is counted in this unit here; give payment"],
    ),
    "a counter of stays on which nothing depends": (
        book("cost", counter("counter", "payment")),
        [f"benefits[0].counter: {LEAVE}"],
    ),
    "a counter of stays with a ceiling": (
        book("cost", counter("counter", "payment", ", ceiling = :1")).replace(
            "share = { value = 5000", "deductible = " + figures(BY_ORDINAL) + "\nshare = { value = 5000"
        ),
        [f"benefits[0].counter.ceiling: {LEAVE}"],
    ),
    "a counter of stays with a ceiling that is not stated": (
        book("cost", counter("counter", "payment", f", ceiling = {OPEN}")).replace(
            "share = { value = 5000", "deductible = " + figures(BY_ORDINAL) + "\nshare = { value = 5000"
        ),
        [f"benefits[0].counter.ceiling: {LEAVE}"],
    ),
    "a counter of stays with a ceiling by the sex": (
        book("cost", counter("counter", "payment", f", ceiling = {BY_SEX}")).replace(
            "share = { value = 5000", "deductible = " + figures(BY_ORDINAL) + "\nshare = { value = 5000"
        ),
        [f"benefits[0].counter.ceiling: {LEAVE}"],
    ),
    "a counter of costs in payments": (
        book("bands").replace('unit = "fen"', 'unit = "payment"'),
        ["benefits[0].counter.unit: 'payment'; nothing is counted in this unit here; give fen"],
    ),
    "a counter of a line without a top band by line": (
        book("bands", counter("line_counter", "fen", ', subject = "setting"')),
        [f"benefits[0].line_counter: {LEAVE}"],
    ),
    "what is above the least of one top band": (
        book("bands", "above_least = :1\n"),
        [f"benefits[0].above_least: {LEAVE}"],
    ),
    "the end of cover in fen": (
        book("death", under=condition("cover_ends", counter("limit", "fen"))),
        ["conditions[0].limit.unit: 'fen'; nothing is counted in this unit here; give payment"],
    ),
    "a payment once for some benefits, which nothing counts": (
        book("death", under=condition("paid_once", 'benefits = ["death"]\n' + counter("limit", "payment"))),
        [f"conditions[0].limit: {COUNT}"],
    ),
    "a payment once for each event": (
        book("death", under=condition("paid_once", PER_EVENT)),
        [f"conditions[0].limit: {LEAVE}"],
    ),
    "a limit that only counts and that nothing reads": (
        book("death", a_limit("payment", ceiling="")),
        [f"benefits[0].limits[0]: {LEAVE}"],
    ),
    "a limit per event by a subject": (
        book("daily", a_limit("day", 'subject = "cause"\n', per="event")),
        [
            "benefits[0].limits[0].subject: it has no effect on a limit per event, which one claim uses up;"
            " leave it out"
        ],
    ),
    "a limit per event whose period is not stated": (
        book("daily", a_limit("day", "period_unstated = true\n", per="event")),
        [
            "benefits[0].limits[0].period_unstated: it has no effect on a limit per event, which one claim"
            " uses up; leave it out"
        ],
    ),
    "a rung below the first stay": (
        book("stay").replace("rate = { value = 1000", f"waiting_days = {STEPS}\nrate = {{ value = 1000"),
        ["benefits[0].waiting_days.rungs[0]: no ordinal is below 1; leave it out"],
    ),
    "an exception by what the event lacks": (
        book("death", 'unless = ["disability_grade", "in_situ"]\n'),
        ["benefits[0].unless[1]: a claim for injury has no fact 'in_situ'"],
    ),
    "a payment that another event's fact lifts": (
        book("death", under=condition("paid_once", 'benefits = ["death"]\n' + LIFTED)) + OTHER_SICK,
        [f"conditions[0].limit: {COUNT}"],
    ),
    "a condition of one benefit by what its event lacks": (
        book("death", under=condition("number_bounds", f'benefits = ["death"]\n{BY_STAY_ALONE}')),
        ["conditions[0].fact: a claim for injury has no fact 'ordinal'"],
    ),
    **{
        f"a caveat for the value of {fact}": (
            book(
                "death",
                top=f'doubts = [{{ since = 2020-01-01, only = {{ {fact} = "5" }},'
                ' text = { en = "d", zh = "d" } }]',
            ),
            [f"doubts[0].only.{fact}: a caveat asks only whether {fact} is given; write 'true'"],
        )
        for fact in ("hospital_days", "died", "notified_on")
    },
    "a limit counted by a number": (
        book("stay", a_limit("day", 'subject = "ordinal"\n')),
        [f"benefits[0].limits[0].subject: 'ordinal'; {WORDS_ALONE}"],
    ),
    "the most shares of a sum that is not for shares": (
        book("death", "most_shares = :2\n"),
        [f"benefits[0].most_shares: {LEAVE}"],
    ),
    "diseases of an exception that is not there": (
        book("sick", 'unless_diseases = ["flu"]\n'),
        [f"benefits[0].unless_diseases: {LEAVE}"],
    ),
    "sure kinds where all kinds are listed": (
        book("grade", 'kinds = ["burn"]\n').replace(
            '["disability_grade"]', '["disability_grade", "injury_kind"]'
        ),
        [f"benefits[0].kinds: {LEAVE}"],
    ),
    "the years of a calendar year": (
        book("death", under=condition("within_cover", "calendar_year = true\nyears = :2\n")),
        [f"conditions[0].years: {LEAVE}"],
    ),
    "a ladder of stays where there are none": (
        book("daily").replace(
            "rate = { value = 1000", "waiting_days = " + figures(BY_ORDINAL) + "\nrate = { value = 1000"
        ),
        ["benefits[0].waiting_days.by: a claim for injury has no fact 'ordinal'"],
    ),
    "a ladder of stays in the ceiling of a limit": (
        book("death", a_limit("payment", ceiling="")).replace(
            'per = "cover_period"', 'per = "cover_period"\nceiling = ' + figures(BY_ORDINAL)
        ),
        ["benefits[0].limits[0].ceiling.by: a claim for injury has no fact 'ordinal'"],
    ),
    "a payment counted by what another event lacks": (
        book("death", under=condition("paid_once", PAID_BY_CHILD)),
        ["conditions[0].limit.subject: a claim for injury has no fact 'child'"],
    ),
    "a bound of a fact in a wrong unit": (
        book("stay", under=condition("number_bounds", BOUND + 'unit = "fen"\n')),
        ["conditions[0].unit: 'fen'; the fact 'days' is not counted in it; give number, day or share"],
    ),
    "a bound of a word": (
        book("daily", under=condition("number_bounds", BOUND.replace('"days"', '"cause"'))),
        ["conditions[0].fact: the fact 'cause' is not a number; give one that is"],
    ),
    "days that may be left out": (
        book("daily").replace('"hospital_days"', '"disability_grade"'),
        ["benefits[0].days: the fact 'disability_grade' is not a number of days; give one that is"],
    ),
    "a row for a grade that nobody has": (
        book("grade").replace(
            "percentage = { value = 50,", 'percentage = { by = "disability_grade", rows = { 1 = 50, 11 = 5 },'
        ),
        ["benefits[0].percentage.rows.11: no claim can give 11 for disability_grade; give 1 to 10"],
    ),
    "rows by money": (
        book("cost").replace("share = { value = 5000,", 'share = { by = "self_paid", rows = { a = 50 },'),
        ["benefits[0].share.by: 'self_paid'; a table has rows for words or whole numbers; give such a fact"],
    ),
    "a fact twice in a list": (
        book("death", 'unless = ["disability_grade", "disability_grade"]\n'),
        ["benefits[0].unless[1]: the list has the same entry before; keep one"],
    ),
    "a condition twice": (
        book("death", under=2 * (condition("waiting", "days = :30\n") + "\n")),
        ["conditions[1]: the list has the same entry before; keep one"],
    ),
    "an addition of benefits of which no claim is for two": (
        book("death", top='adds = [{ benefits = ["death", "other"], source = "seal", basis = "seed" }]')
        + book("sick").partition("[[benefits]]")[2].replace('code = "sick"', '[[benefits]]\ncode = "other"'),
        ["adds[0]: no claim is for two of these benefits; leave it out"],
    ),
    "a caveat for a word that no claim gives": (
        book(
            "death",
            top='doubts = [{ since = 2020-01-01, only = { sex = "mle" }, text = { en = "d", zh = "d" } }]',
        ),
        ["doubts[0].only.sex: no claim can give 'mle' for sex; did you mean 'male'?"],
    ),
    "a caveat for a fact that no claim has": (
        book(
            "death",
            top='doubts = [{ since = 2020-01-01, only = { colour = "red" }, text = { en = "d", zh = "d" } }]',
        ),
        [],
    ),
}
IGNORED["a caveat for a fact that no claim has"][1].append(
    "doubts[0].only.colour: claims have no such fact; give one of "
    + ", ".join(sorted({*mb.Enrolment.model_fields, *mb.Injury.model_fields, "notified_on", "claimed_on"}))
)


@pytest.mark.parametrize("case", IGNORED)
def test_what_has_no_effect_is_a_fault_with_its_place_and_its_cure(case, tmp_path):
    text, expected = IGNORED[case]
    assert told(text, tmp_path) == expected


SOUND = {
    f"{unit}: {code}": book(code, a_limit(unit))
    for code in BENEFITS
    for unit in ("payment", "fen", *(["day"] if code in ("stay", "daily") else []))
} | {
    "a ladder of stays": book("stay").replace(
        "rate = { value = 1000", "waiting_days = " + figures(BY_ORDINAL) + "\nrate = { value = 1000"
    ),
    "the end of cover": book("death", under=condition("cover_ends", counter("limit", "payment"))),
    "a bound in own words": book("stay", under=condition("number_bounds", BOUND + 'unit = "day"\n')),
    "shares": book("death", "per_share = true\nmost_shares = :2\n"),
    "a payment once for some benefits, which they count": book(
        "death",
        a_limit("payment", 'subject = "cause"\n', ceiling=""),
        under=condition("paid_once", 'benefits = ["death"]\n' + ONCE),
    )
    + OTHER_SICK,
}


@pytest.mark.parametrize("case", SOUND)
def test_what_has_an_effect_is_no_fault(case, tmp_path):
    assert told(SOUND[case], tmp_path) == []


def test_one_wrong_word_in_three_places_is_told_three_times_beside_all_other_faults(tmp_path):
    text = book(
        "daily", 'waiting_days = { by = "colour", rows = { a = 1 }, source = "seal", basis = "seed" }\n'
    )
    text += book("sick").partition("[[benefits]]")[2].replace('code = "sick"', '[[benefits]]\ncode = "sick"')
    text = text.replace('event = "injury"', 'event = "hospital_stay"').replace('"hospital_days"', '"cause"')
    text = text.replace('when = "disease"', 'when = "cause"\nunless = ["cause", "colour"]')
    found = told(text, tmp_path)
    places = ("benefits[0].waiting_days.by", "benefits[1].unless[1]")
    assert [fault.partition(":")[0] for fault in found] == list(places)
    assert all(fault.endswith(", setting, severity, sex, shares, surgery") for fault in found), "all facts"


# --- payments on every kind of benefit, and ordinals wherever there are any ------------------------------

DAY = date(2020, 6, 1)
YEAR = limit("year", "fen", None, "calendar_year")
BANDS = (Band(upto=None, share=figure(5_000), ceiling=figure(10**9)),)
AREA = mb.Unstated(what=mb.Text(en="area", zh="面积"))
PAID = {
    "per diem": (
        benefit(PerDiem, "b", "hospital_stay", days="days", rate=figure(1_000)),
        [mb.HospitalStay(happened_on=DAY, days=days) for days in (0, 5, 5)],
        [0, 5_000, 0],
    ),
    "share of loss": (
        benefit(ShareOfLoss, "b", "home_loss", peril="fire", percentage=figure(5_000), ceiling=figure(10**6)),
        [mb.HomeLoss(happened_on=DAY, loss=loss) for loss in (0, 100, 100)],
        [0, 5_000, 0],
    ),
    "per area": (
        benefit(
            PerArea,
            "b",
            "home_loss",
            peril="fire",
            rate=figure(100),
            ceiling=figure(10**6),
            area_not_given=AREA,
        ),
        [mb.HomeLoss(happened_on=DAY, area=area) for area in (10, 10)],
        [1_000, 0],
    ),
    "expense share": (
        benefit(ExpenseShare, "b", "medical_expense", share=figure(5_000)),
        [mb.MedicalExpense(happened_on=DAY, self_paid=paid) for paid in (0, 10, 10)],
        [0, 500, 0],
    ),
    "banded share": (
        benefit(BandedShare, "b", "medical_expense", bands=BANDS, counter=YEAR),
        [mb.MedicalExpense(happened_on=DAY, self_paid=0, over_cap=cost) for cost in (0, 10, 10)],
        [0, 500, 0],
    ),
    "lump sum": (
        benefit(LumpSum, "b", when="died", sum=figure(7)),
        [mb.Injury(happened_on=DAY, died=died) for died in (False, True, True)],
        [0, 7, 0],
    ),
    "graded sum": (
        benefit(GradedSum, "b", grades=("disability_grade",), maximum=figure(700), percentage=figure(5_000)),
        [mb.Injury(happened_on=DAY, disability_grade=grade) for grade in (None, 1, 2)],
        [0, 350, 0],
    ),
}


@pytest.mark.parametrize("kind", PAID)
def test_a_payment_is_a_claim_that_a_benefit_pays_whatever_its_kind(kind):
    rule, events, expected = PAID[kind]
    one = rule.model_copy(update={"limits": (limit("once", "payment", 1, "cover_period"),)})
    claims = [claim(number, event) for number, event in enumerate(events)]
    assert amounts(plan(version(one)), claims) == expected


def ladder(first, beyond):
    return Ladder(by="ordinal", rungs=(Rung(through=1, value=figure(first)),), beyond=figure(beyond))


STAYS = [mb.HospitalStay(happened_on=DAY, days=10, ordinal=ordinal) for ordinal in (1, 2)]
COSTS = [mb.MedicalExpense(happened_on=DAY, self_paid=100, ordinal=ordinal) for ordinal in (1, 2, 1)]
YEARLY = limit("n", "payment", None, "calendar_year")
BY_STAY = {
    "a rate": (benefit(PerDiem, "b", "hospital_stay", days="days", rate=ladder(5, 7)), STAYS, [50, 70]),
    "waiting days": (
        benefit(PerDiem, "b", "hospital_stay", days="days", rate=figure(1), waiting_days=ladder(3, 0)),
        STAYS,
        [7, 10],
    ),
    "a ceiling": (
        benefit(
            PerDiem,
            "b",
            "hospital_stay",
            days="days",
            rate=figure(1),
            limits=(limit("m", "day", ladder(4, 9), "event"),),
        ),
        STAYS,
        [4, 9],
    ),
    "a band": (
        benefit(
            BandedShare,
            "b",
            "medical_expense",
            bands=(Band(upto=None, share=ladder(5_000, 9_000), ceiling=figure(10**9)),),
            counter=YEAR,
        ),
        [mb.MedicalExpense(happened_on=DAY, self_paid=0, over_cap=10, ordinal=ordinal) for ordinal in (1, 2)],
        [500, 900],
    ),
    "a ceiling and the least payment, by the stays that were counted": (
        benefit(
            ExpenseShare,
            "b",
            "medical_expense",
            share=figure(100),
            counter=YEARLY,
            least_payment=ladder(1_000, 3_000),
            limits=(limit("m", "fen", ladder(900, 2_000), "event"),),
        ),
        COSTS,
        [900, 2_000, 2_000],
    ),
}


@pytest.mark.parametrize("case", BY_STAY)
def test_a_term_may_depend_on_the_ordinal_wherever_the_event_has_one(case):
    rule, events, expected = BY_STAY[case]
    claims = [claim(number, event) for number, event in enumerate(events)]
    assert amounts(plan(version(rule)), claims) == expected


def test_a_share_above_the_whole_is_told_by_the_audit():
    rule = benefit(ExpenseShare, "cost", "medical_expense", share=figure(12_000))
    (finding,) = mb.audit(plan(version(rule))).of("above_whole")
    assert (finding.path, finding.text.en, finding.text.zh) == ("cost.share", "120%", "120%")
    assert not mb.audit(plan(version(rule.model_copy(update={"share": figure(10_000)})))).of("above_whole")


@pytest.mark.parametrize(("share", "told"), [(80, ["cost.share"]), (99, ["cost.share"]), (100, []), (0, [])])
def test_a_share_below_a_percent_is_told_as_a_likely_slip_of_unit(share, told):
    rule = benefit(ExpenseShare, "cost", "medical_expense", share=figure(share))
    report = mb.audit(plan(version(rule)))
    assert [finding.path for finding in report.of("below_percent")] == told
    assert ("80 % is 8000" in report.text()) is bool(told)


def test_a_fact_that_is_read_decides_only_where_a_term_depends_on_it():
    def costs(**terms):
        return benefit(ExpenseShare, "costs", "medical_expense", **{"share": figure(5_000)} | terms)

    rungs = (Rung(through=1, value=figure(5_000)),)
    by_ordinal = costs(share=Ladder(by="ordinal", rungs=rungs, beyond=figure(8_000)))
    lifted = limit("sum", "fen", 100_00, per="event", unless=("in_situ",))
    assert effects_of(costs()).facts == {"self_paid", "ordinal"}
    assert effects_of(costs()).deciding == {"self_paid"}
    assert effects_of(by_ordinal).deciding == {"self_paid", "ordinal"}
    assert effects_of(costs(limits=(lifted,))).deciding == {"self_paid", "in_situ"}
