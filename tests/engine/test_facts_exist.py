"""Rule books made in Python that name facts which no claim has, or of a wrong kind: refused by name."""

from datetime import date

import pytest
import small_plans as small

import mutual_benefits as mb
from mutual_benefits.rulebook.checks.named_facts import check_facts_named
from mutual_benefits.rulebook.registry.shipped_plans import all_plans
from mutual_benefits.rulebook.version import Doubt
from mutual_benefits.rules import (
    ClaimWindow,
    CoverEnds,
    ExcludedCauses,
    ExpenseShare,
    FactAmong,
    GradedSum,
    LumpSum,
    NumberBounds,
    OnRoute,
    PaidOnce,
    PerDiem,
    Surgery,
)
from mutual_benefits.rules.own_facts import Fact
from mutual_benefits.terms import Choice, Ladder, Rung

STAY = mb.HospitalStay(happened_on=date(2020, 5, 4), days=3)
INJURY = mb.Injury(happened_on=date(2020, 5, 4), hospital_days=3, died=True)
ONE = small.figure(1)


def daily(**more):
    return small.benefit(PerDiem, "daily", **{"days": "hospital_days", "rate": ONE} | more)


def once(**more):
    return small.benefit(LumpSum, "once", **{"when": "died", "sum": ONE} | more)


def doubt(**only):
    return Doubt(since=small.FIRST, only=tuple(only.items()), text=small.NAME)


APART = doubt(child="Rain", care_days="true")
BY_ORDINAL = Ladder(by="ordinal", rungs=(Rung(through=1, value=ONE),), beyond=ONE)
EITHER = Choice(reading="either", options={"known": ONE, "unknown": small.by("fee_teir", {"a": 1})})
LIMITS = {"never": small.limit("l", "day", 3), "by_tier": small.limit("l", "day", EITHER)}
NESTED = Choice(reading="limited", options=LIMITS)
LIFTED = Choice(reading="lifted", options={"never": (), "by_death": ("deid",)})
BOUNDS = NumberBounds(fact="bill", at_least=ONE, reason="low", words=small.NAME, **small.SOURCED)


@pytest.mark.parametrize(
    ("version", "told"),
    [
        (
            small.version(daily(days="hospital_day")),
            "daily: a claim for injury has no fact 'hospital_day'; did",
        ),
        (small.version(daily(days="member")), "daily: a claim for injury has no fact 'member'"),
        (small.version(once(when="deid")), "once: a claim for injury has no fact 'deid'; did you mean died?"),
        (small.version(daily(rate=EITHER)), "daily: a claim for injury has no fact 'fee_teir'; did you mean"),
        (
            small.version(daily(limits=(NESTED,))),
            "daily: a claim for injury has no fact 'fee_teir'; did you mean fee_tier?",
        ),
        (
            small.version(daily(limits=(small.limit("l", "day", 3, unless=LIFTED),))),
            "daily: a claim for injury has no fact 'deid'; did you mean died?",
        ),
        (small.version(daily(rate=BY_ORDINAL)), "daily: a claim for injury has no fact 'ordinal'"),
        (
            small.version(daily(), doubts=(doubt(died="true", fee_teir="26"),)),
            "doubts[0].only.fee_teir: claims have no such fact; did you mean 'fee_tier'?",
        ),
        (
            small.version(daily(), doubts=(doubt(), doubt(surgery="true"))),
            "doubts[1].only.surgery: claims have no such fact; give one of born_on, care_days, cause,",
        ),
        (
            small.version(daily(), doubts=(doubt(hospital_days="3"),)),
            "doubts[0].only.hospital_days: a caveat asks only whether hospital_days is given; write 'true'",
        ),
        (
            small.version(daily(), once(event="child_injury"), doubts=(APART,)),
            "doubts[0].only.child: no claim has all of these facts: care_days, child",
        ),
        (
            small.version(daily(limits=(small.limit("l", "day", 3, unless=("foo",)),))),
            "daily: a claim for injury has no fact 'foo'",
        ),
        (
            small.version(daily(limits=(small.limit("l", "day", 3, subject="chlid"),))),
            "daily: a claim for injury has no fact 'chlid'",
        ),
        (
            small.version(once(limits=(small.limit("l", "day", small.by("fee_teir", {"a": 1})),))),
            "once: a claim for injury has no fact 'fee_teir'; did you mean fee_tier?",
        ),
        (
            small.version(once(limits=(small.limit("l", "day", 3, unless=("deid",)),))),
            "once: a claim for injury has no fact 'deid'; did you mean died?",
        ),
        (
            small.version(daily(), conditions=(Surgery(**small.SOURCED),)),
            "there was an operation: a claim for injury has no fact 'surgery'",
        ),
        (
            small.version(daily(), conditions=(BOUNDS,)),
            "a number is within bounds: a claim for injury has no fact 'bill'",
        ),
        (
            small.version(
                daily(event="hospital_stay", days="days"),
                once(),
                conditions=(ExcludedCauses(causes=("fall",), **small.SOURCED),),
            ),
            "the cause is not excluded: a claim for hospital_stay has no fact 'cause'",
        ),
    ],
)
def test_a_plan_that_reads_what_no_claim_has_is_refused_on_every_way(version, told):
    plan = small.plan(version)
    event = STAY if "hospital_stay" in told else INJURY
    claim = small.claim(1, event)
    for assess in (
        lambda: mb.assess(claim, plan=plan),
        lambda: mb.assess_table(small.table([claim]), plan=plan),
    ):
        with pytest.raises(mb.InvalidPlan) as refused:
            assess()
        assert str(refused.value).startswith(f"plan small, version of 2020-01-01, {told}")
        assert refused.value.given in refused.value.in_("zh")
    assert mb.audit(plan).of("unusable"), "the audit tells it too"


@pytest.mark.parametrize("day", ["notified_on", "claimed_on"])
def test_a_caveat_may_ask_for_a_day_of_notice_or_of_claim(day):
    own = small.plan(small.version(daily(), doubts=(doubt(**{day: "true"}),)))
    claims = [small.claim(1, INJURY), small.claim(2, INJURY, **{day: date(2020, 6, 1)})]
    told = [[caveat.code for caveat in mb.assess(one, plan=own).caveats] for one in claims]
    assert ["version_doubtful" in codes for codes in told] == [False, True]
    rows = mb.assess_table(small.table(claims), plan=own, caveats=True)["caveats"]
    assert ["version_doubtful" in (codes or "") for codes in rows] == [False, True]


def test_plans_of_the_library_name_no_wrong_fact():
    """They are not checked where a claim is assessed."""
    for plan in all_plans():
        check_facts_named(plan)


def in_words(kind, **more):
    return kind(reason="low", words=small.NAME, **small.SOURCED, **more)


def counted(**more):
    return small.limit("l", "payment", 1, **more)


OWN = {kind: Fact(kind=kind, name=mb.Text(en=f"own {kind}", zh=f"自设{kind}")) for kind in ("flag", "number")}
UPTO = Ladder(by="hospital_days", rungs=(Rung(through=1, value=ONE),), beyond=ONE)
DAYS = "the fact {!r} is not a number of days; give one that is; these can stand here: {}"
OF_INJURY = "care_days, hospital_days, living_days"
DECLARED = "a fact that the rule book declares cannot stand here"
WORDS = "cause, fee_tier, injury_kind, kind, member_class, occupation, plan, product, sex"
WRONG_KINDS = {
    "a word as days": (daily(days="cause"), (), "daily, days: " + DAYS.format("cause", OF_INJURY)),
    "a day as days": (daily(days="happened_on"), (), "daily, days: " + DAYS.format("happened_on", OF_INJURY)),
    "shares as days": (daily(days="shares"), (), "daily, days: " + DAYS.format("shares", OF_INJURY)),
    "an ordinal as days": (
        daily(event="hospital_stay", days="ordinal"),
        (),
        "daily, days: " + DAYS.format("ordinal", "days, nights"),
    ),
    "declared days": (daily(days="number"), (), f"daily, days: 'number'; {DECLARED}"),
    "a declared fact that pays": (once(when="flag"), (), f"once, when: 'flag'; {DECLARED}"),
    "a declared fact that bars": (once(unless=("died", "flag")), (), f"once, unless[1]: 'flag'; {DECLARED}"),
    "a declared grade": (
        small.benefit(GradedSum, "graded", grades=("number",), maximum=ONE, percentage=ONE),
        (),
        f"graded, grades[0]: 'number'; {DECLARED}",
    ),
    "nights that pay": (
        once(event="hospital_stay", when="nights"),
        (),
        "once, when: 'nights'; the nights of a stay can be `days` of per_diem",
    ),
    "a declared fact that lifts a limit": (
        once(limits=(counted(unless=("flag",)),)),
        (),
        f"once, limits[0].unless[0]: 'flag'; {DECLARED}",
    ),
    "a limit for each day": (
        once(limits=(counted(subject="happened_on"),)),
        (),
        "once, limits[0].subject: 'happened_on'; claims are counted apart by words alone; give a fact that is"
        f" a word; these can stand here: {WORDS}",
    ),
    "rows by a day": (
        daily(rate=small.by("born_on", {"1990": 1})),
        (),
        "daily, rate.by: 'born_on'; a table has rows for words or whole numbers; give such a fact; these can",
    ),
    "rungs by a fact of claims": (
        daily(rate=UPTO),
        (),
        "daily, rate.by: the fact 'hospital_days' cannot stand here; give one of day_of_cover, number,"
        " ordinal; these can stand here: day_of_cover, number",
    ),
    "rungs by yes and no": (
        daily(rate=UPTO.model_copy(update={"by": "flag"})),
        (),
        "daily, rate.by: the fact 'flag' is of the kind flag; give one of the kind number",
    ),
    "a share of days": (
        small.benefit(ExpenseShare, "part", event="medical_expense", of="self_paid", share=ONE),
        (),
        "part, of: the fact 'self_paid' cannot stand here; there is none to give",
    ),
    "bounds of a word": (
        daily(),
        (in_words(NumberBounds, fact="cause", at_least=ONE),),
        "a number is within bounds, fact: the fact 'cause' is not a number; give one that is; these can stand"
        f" here: {OF_INJURY.replace('care_days', 'care_days, disability_grade')}, number, shares",
    ),
    "bounds of days in fen": (
        daily(),
        (in_words(NumberBounds, fact="hospital_days", at_least=ONE, unit="fen"),),
        "a number is within bounds, unit: the fact 'hospital_days' is not counted in it; give number, day",
    ),
    "bounds of a day of claims after the event": (
        daily(),
        (in_words(NumberBounds, fact="claimed_on", at_most=ONE, unit="day", after_event=True),),
        "a number is within bounds, after_event: 'claimed_on'; give a fact of the kind day that the rule",
    ),
    "a number among words": (
        daily(),
        (in_words(FactAmong, fact="hospital_days", among=("fall",)),),
        "a fact is as the rule book requires, fact: the fact 'hospital_days' is no word; give number_bounds",
    ),
    "yes and no among words": (
        daily(),
        (in_words(FactAmong, fact="died", among=("fall",)),),
        "a fact is as the rule book requires, among[0]: the fact 'died' is never this; give true or false;"
        f" these can stand here: {WORDS}",
    ),
    "a word that is yes": (
        small.benefit(LumpSum, "sick", event="diagnosis", when="disease", sum=ONE),
        (in_words(FactAmong, fact="disease", among=(True,)),),
        "a fact is as the rule book requires, among[0]: the fact 'disease' is never this; give a word in"
        " quotes; these can stand here: flag, in_situ, renewed, surgery",
    ),
    "a declared fact that leads elsewhere": (
        daily(),
        (OnRoute(unless=("flag",), **small.SOURCED),),
        f"the injury is settled by the consolation route, unless[0]: 'flag'; {DECLARED}",
    ),
}


@pytest.mark.parametrize("case", WRONG_KINDS)
def test_a_plan_that_names_a_fact_of_a_wrong_kind_is_refused_on_every_way(case):
    rule, conditions, told = WRONG_KINDS[case]
    own = small.plan(small.version(rule, conditions=conditions, facts=OWN))
    events = {
        "hospital_stay": STAY,
        "injury": INJURY,
        "diagnosis": mb.Diagnosis(happened_on=date(2020, 5, 4), disease="gout"),
        "medical_expense": mb.MedicalExpense(happened_on=date(2020, 5, 4), self_paid=1),
    }
    claim = small.claim(1, events[rule.event])
    for use in (
        lambda: mb.assess(claim, plan=own),
        lambda: mb.assess_table(small.table([claim]), plan=own),
        lambda: mb.testing.claims(own),
        lambda: mb.testing.laws.check(lambda claim: 0, own),
    ):
        with pytest.raises(mb.InvalidPlan) as refused:
            use()
        assert str(refused.value).startswith(f"plan small, version of 2020-01-01, {told}")
        assert repr(refused.value.given) in refused.value.in_("zh")
    told = [one.text.en for one in mb.audit(own).of("unusable") if not one.path.startswith("facts.")]
    assert len(told) == 1, "the audit tells it too, and nothing that is not true"
    assert told[0] in str(refused.value)


def test_of_many_facts_those_of_the_event_are_suggested():
    own = small.plan(small.version(once(when="flag"), facts=OWN))
    with pytest.raises(mb.InvalidPlan) as refused:
        mb.assess(small.claim(1, INJURY), plan=own)
    shown = "care_days, cause, died, disability_grade, hospital_days, injury_kind, living_days"
    assert str(refused.value).endswith(f"; these can stand here: {shown}")
    assert {"died", "born_on", "happened_on"} < set(refused.value.choices)


def test_a_word_of_another_kind_beside_others_is_left_to_the_audit():
    mixed = tuple(in_words(FactAmong, fact=fact, among=(True, "fall")) for fact in ("died", "cause"))
    own = small.plan(small.version(daily(), conditions=mixed))
    event = mb.Injury(happened_on=date(2020, 5, 4), hospital_days=3, died=True, cause="fall")
    assert small.amounts(own, [small.claim(1, event)]) == [3]
    found = [(one.path, one.text.en) for one in mb.audit(own).of("unusable")]
    assert found == [
        ("conditions[0].among[1]", "the fact 'died' is never this; give true or false"),
        ("conditions[1].among[0]", "the fact 'cause' is never this; give a word in quotes"),
    ]


def test_what_guards_one_benefit_may_read_the_facts_of_its_event_alone():
    guarded = ExcludedCauses(causes=("fall",), benefits=("once",), **small.SOURCED)
    ends = CoverEnds(limit=small.limit("ends", "payment", 1, per="cover_period"), **small.SOURCED)
    window = ClaimWindow(days=small.figure(30), **small.SOURCED)
    version = small.version(
        daily(event="hospital_stay", days="nights"), once(), conditions=(guarded, ends, window)
    )
    assert mb.assess(small.claim(1, STAY), plan=small.plan(version)).status == "undetermined"
    assert mb.assess(small.claim(1, INJURY), plan=small.plan(version)).status == "payable"


def test_a_payment_once_for_one_event_leaves_the_claims_for_others_alone():
    """Its limit is counted by the cause, which stays do not have; they do not draw on it either."""
    limit = small.limit("once", "payment", None, subject="cause")
    guard = PaidOnce(limit=limit, benefits=("daily",), **small.SOURCED)
    stay = small.benefit(PerDiem, "stay", event="hospital_stay", days="days", rate=ONE)
    own = small.plan(small.version(daily(limits=(limit,)), stay, conditions=(guard,), adds=()))
    fall = {"hospital_days": 3, "cause": "fall"}
    events = [mb.Injury(happened_on=date(2020, 5, day), **fall) for day in (1, 2)]
    claims = [small.claim(number, event) for number, event in enumerate((*events, STAY))]
    assert small.answers(own, claims) == [(3, 3, None), (0, 0, "paid_before"), (3, 3, None)]
    assert mb.audit(own).of("unusable") == ()
