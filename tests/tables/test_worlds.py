"""The total of a claim where something open decides several benefits, against every case in full.

The oracle states what is open in a copy of the plan or the claim, assesses that, and takes the least and the
most of the totals. It knows neither bounds nor worlds.
"""

from collections import Counter
from datetime import date, timedelta
from itertools import product

import pytest
import small_plans as small
import strategies_tables as our
from pydantic import ValidationError
from snapshot_claims import sample

import mutual_benefits as mb
from mutual_benefits import rules, terms
from mutual_benefits.engine.worlds import MOST_VALUES, MOST_WORLDS
from mutual_benefits.frozen import Frozen, every
from mutual_benefits.testing import laws

SOURCED = small.SOURCED


def named(name, low, high):
    return mb.Unstated(what=mb.Text(en=name, zh=name), low=low, high=high, **SOURCED)


def disease(code, *names):
    return mb.Disease(code=code, name=mb.Text(en=f"the {code}", zh=f"病{code}"), also=names)


def causes(*excluded, benefits):
    return rules.ExcludedCauses(causes=excluded, benefits=benefits, **SOURCED)


def lump(code, sum_, **more):
    facts = {"when": "disease", "sum": small.figure(sum_) if isinstance(sum_, int) else sum_}
    return small.benefit(rules.LumpSum, code, "diagnosis", **facts | more)


def daily(code, days, rate, event="injury", **more):
    rate = small.figure(rate) if isinstance(rate, int) else rate
    return small.benefit(rules.PerDiem, code, event, days=days, rate=rate, **more)


WAIVER, RATE, LATER_RATE = named("waiver", 0, 1), named("rate", 1, 3), named("later rate", 2, 3)
UNKNOWN = "no_such_word"
ONCE = small.limit("once", "payment", 1, per="event")
AT_MOST = small.limit("money", "fen", 90, per="event")
PARTIAL = mb.DiseaseList(diseases=(disease("known"),), count=2, **SOURCED)
BY_RISK = small.by("occupation", {"high_risk": named("at high risk", 20, None), "ordinary": small.figure(10)})


def condolence(sum_, code="condolence", waiver=WAIVER):
    """A sum for the days to day 60 of cover, unless the waiver leads to another benefit."""
    rungs = (terms.Rung(through=60, value=sum_),)
    ladder = terms.Ladder(by="day_of_cover", rungs=rungs, beyond=small.figure(0), waiver=waiver)
    return lump(code, ladder)


def waiting(benefit, waiver=WAIVER):
    return rules.Waiting(days=small.figure(60), waiver=waiver, benefits=(benefit,), **SOURCED)


def guards(*listed):
    return waiting("illness"), rules.OnList(diseases=PARTIAL, benefits=listed, **SOURCED)


def illness(first, rate, sum_):
    """A waiver for one sum or the other, a list that decides which of two is paid, a rate used two ways."""
    return small.version(
        condolence(sum_),
        lump("illness", 15_000),
        lump("listed", 2_000, limits=(ONCE,)),
        lump("unlisted", 300, limits=(ONCE,)),
        lump("by_risk", BY_RISK, unless=("in_situ",)),
        daily("stay", "hospital_days", rate, "diagnosis"),
        daily("later_stay", "hospital_days", 2, "diagnosis", waiting_days=rate),
        conditions=guards("listed", "by_risk"),
        effective_from=first,
    )


LATER, LAST = date(2021, 1, 1), date(2022, 1, 1)
ILLNESS = (
    illness(small.FIRST, RATE, small.figure(500)),
    illness(LATER, LATER_RATE, named("condolence", 500, None)),
    # The list decides one benefit of a diagnosis here.
    small.version(
        condolence(small.figure(500)),
        lump("illness", 15_000),
        lump("listed", 2_000, limits=(ONCE,)),
        daily("by_risk", "days", 10, "hospital_stay"),
        conditions=guards("listed"),
        effective_from=LAST,
    ),
)
INJURY = (
    small.version(
        daily("living", "living_days", 5, limits=(AT_MOST,)),
        daily("hospital", "hospital_days", 10, limits=(AT_MOST,)),
        daily("care", "care_days", 3),
        conditions=(
            causes("alcohol", benefits=("living",)),
            causes("fighting", benefits=("hospital",)),
            causes("alcohol", "fighting", benefits=("care",)),
        ),
    ),
)
"""An unknown cause that may be either of two, each excluded from other benefits."""


def claims_of(versions):
    """Claims of every kind that matters for these versions."""
    day = small.FIRST + timedelta(45)
    if versions is ILLNESS:
        facts = product(
            ("known", "other", "strange"),
            (False, True),
            (0, 2, 9),
            (45, 75),
            (False, True),
            (day, LATER + timedelta(9), LAST + timedelta(9)),
        )
        return [
            small.claim(
                number,
                mb.Diagnosis(happened_on=day, disease=name, in_situ=flag, hospital_days=days),
                cover_from=day - timedelta(since),
                occupation="high_risk" if days == 2 else "ordinary",
                renewed=renewed,
            )
            for number, (name, flag, days, since, renewed, day) in enumerate(facts)
        ]
    counts = product(("alcohol", "fighting", "other", UNKNOWN, None), (0, 7), (0, 4, 8), (0, 2))
    return [
        small.claim(
            number,
            mb.Injury(
                happened_on=day, cause=cause, living_days=living, hospital_days=hospital, care_days=care
            ),
        )
        for number, (cause, living, hospital, care) in enumerate(counts)
    ]


def stated(value, terms, on_list):
    """A part of a rule book with a figure for each of these terms, and lists that are complete."""
    if isinstance(value, mb.Unstated) and value.what.en in terms:
        return small.figure(terms[value.what.en])
    if isinstance(value, mb.DiseaseList) and on_list is not None and not value.complete:
        more = tuple(each for each in on_list if each.code not in value.codes)
        diseases = value.diseases + more or (disease("none"),)
        return value.model_copy(update={"diseases": diseases, "count": len(diseases)})
    if isinstance(value, tuple):
        return tuple(stated(part, terms, on_list) for part in value)
    if not isinstance(value, Frozen):
        return value
    changed = {name: stated(part, terms, on_list) for name, part in value.__dict__.items()}
    return value.model_copy(update={n: part for n, part in changed.items() if part is not value.__dict__[n]})


def full_cases(plan, choices, listed):
    """Each way to state the terms, with and without these diseases on lists that are known only in part."""
    for numbers in product(*choices.values()):
        terms = dict(zip(choices, numbers, strict=True))
        for on_list in ((), listed) if listed else (None,):
            yield stated(plan, terms, on_list)


def known_causes(claim):
    cause = getattr(claim.event, "cause", None)
    for word in ("alcohol", "fighting", "other") if cause == UNKNOWN else (cause,):
        update = {"cause": word} if cause else {}
        yield claim.model_copy(update={"event": claim.event.model_copy(update=update)})


def hull(totals):
    lows, highs = zip(*totals, strict=True)
    return small.fen(min(lows)), None if None in highs else small.fen(max(highs))


@pytest.fixture(scope="module", params=[ILLNESS, INJURY], ids=["illness", "injury"])
def invented(request):
    """A plan, its claims, and the bounds of each one's total by the oracle."""
    own, claims = small.plan(*request.param), claims_of(request.param)
    choices = {"waiver": (0, 1), "rate": (1, 2, 3), "later rate": (2, 3)} if request.param is ILLNESS else {}
    plans = list(full_cases(own, choices, (disease("other"), disease("strange")) if choices else ()))
    totals = {
        claim.id: hull(
            [(each.low, each.high) for plan in plans for each in map_assessed(known_causes(claim), plan)]
        )
        for claim in claims
    }
    return own, claims, totals


def map_assessed(claims, plan):
    return [mb.assess(claim, plan=plan) for claim in claims]


def test_the_total_holds_in_some_case_at_each_end_and_in_every_case_between(invented):
    own, claims, totals = invented
    narrower = 0
    for claim in claims:
        assessment = mb.assess(claim, plan=own)
        low, high = totals[claim.id]
        assert (small.fen(assessment.low), small.fen(assessment.high)) == (low, high), assessment.explain()
        assert (assessment.status == "undetermined") == (low != high)
        told = "decided_together" in [caveat.code for caveat in assessment.caveats]
        lows, highs = zip(*[(part.low, part.high) for part in assessment.entitlements], strict=True)
        added = small.fen(sum(lows)), None if None in highs else small.fen(sum(highs))
        assert told == (added != (low, high))
        narrower += told
        again = mb.Assessment.model_validate_json(assessment.model_dump_json())
        assert again == assessment
        assert (again.low, again.high, again.status) == (assessment.low, assessment.high, assessment.status)
        assert again.explain("zh") == assessment.explain("zh")
    assert narrower > 3


@pytest.mark.parametrize("engine", our.QUICK if our.THOROUGH else our.QUICK[1:4])
def test_a_table_has_the_totals_and_the_caveat_of_the_claims(invented, engine):
    own, claims, totals = invented
    frame = our.ENGINES[engine].make(small.table(claims))
    rows = our.dicts(mb.assess_table(frame, plan=own, unit="fen", caveats=True))
    for claim, row in zip(claims, sorted(rows, key=lambda row: row["id"]), strict=True):
        assessment = mb.assess(claim, plan=own)
        assert (row["low_fen"], row["high_fen"]) == totals[claim.id]
        assert row["status"] == assessment.status
        assert row["total_fen"] == (row["low_fen"] if row["low_fen"] == row["high_fen"] else None)
        codes = [caveat.code for caveat in assessment.caveats]
        assert ("decided_together" in (row["caveats"] or "").split(";")) == ("decided_together" in codes)


def test_a_plan_read_back_from_its_files_gives_the_same_totals(invented, tmp_path):
    """Its equal terms are no longer one object, and are still one unknown."""
    own, claims, totals = invented
    # Files do not let a list of diseases guard a benefit of another event, as the last version does.
    mb.dump_plan(small.plan(*own.versions[:2]), tmp_path / "small")
    again, before = (
        mb.load_plan(tmp_path / "small"),
        [each for each in claims if each.event.happened_on < LAST],
    )
    assert {each.claim.id: hull([(each.low, each.high)]) for each in map_assessed(before, again)} == {
        each.id: totals[each.id] for each in before
    }


@pytest.mark.parametrize(("end", "sum_"), [("least_in_all", "99999.00"), ("most_in_all", "0.01")])
def test_json_with_an_end_that_the_benefits_cannot_reach_is_refused(end, sum_):
    own, claims = small.plan(*ILLNESS), claims_of(ILLNESS)
    narrower = next(each for each in map_assessed(claims, own) if each.most_in_all and each.least_in_all)
    told = narrower.model_dump(mode="json") | {end: sum_}
    for name in ("low", "high", "total", "status"):
        told.pop(name)
    with pytest.raises(ValidationError, match="not within the bounds of the entitlements"):
        mb.Assessment.model_validate(told)


def renewed_claim(**facts):
    day = small.FIRST + timedelta(45)
    return small.claim(1, mb.Diagnosis(happened_on=day, disease="any", **facts), renewed=True)


def test_a_total_that_is_the_same_in_every_case_is_payable():
    """One of two benefits of the same sum is due; which one is open."""
    parts = condolence(small.figure(700)), lump("late", 700)
    own, claim = small.plan(small.version(*parts, conditions=(waiting("late"),))), renewed_claim()
    assessment = mb.assess(claim, plan=own)
    assert {part.status for part in assessment.entitlements} == {"undetermined"}
    assert (assessment.status, assessment.total) == ("payable", small.yuan(700))
    assert "decided_together" in [caveat.code for caveat in assessment.caveats]
    (row,) = our.dicts(mb.assess_table(small.table([claim]), plan=own, unit="fen"))
    assert (row["status"], row["total_fen"]) == ("payable", 700)
    assert row["condolence_fen"] is row["late_fen"] is None


def test_a_payout_of_parts_that_cannot_be_due_together_differs():
    """Each part is within its bounds; the total is not."""
    own = small.plan(
        small.version(condolence(small.figure(7)), lump("late", 9), conditions=(waiting("late"),))
    )

    def pay(claim):
        return {part.benefit: part.high for part in mb.assess(claim, plan=own).entitlements}

    (found,) = laws.differential(pay, own, max_examples=100).violations
    assert "all benefits together" in str(found), str(found)


def test_what_would_need_too_many_worlds_stays_open():
    """The bounds are then wider than need be, and never narrower than the cases."""
    waivers = [named(f"waiver {number}", 0, 1) for number in range(8)]
    early = [condolence(small.figure(10), f"early_{n}", waiver) for n, waiver in enumerate(waivers)]
    late = [lump(f"late_{n}", 10) for n in range(8)]
    waits = [waiting(f"late_{n}", waiver) for n, waiver in enumerate(waivers)]
    version = small.version(*early, *late, conditions=tuple(waits))
    assert MOST_WORLDS == 2**6
    assert small.answers(small.plan(version), [renewed_claim()]) == [(60, 100, None)]


def test_worlds_are_as_many_as_the_values_of_all_unknowns_multiplied():
    """32 worlds of five waivers and the three values of a number would be 96, so the number stays open."""
    waivers = [named(f"waiver {number}", 0, 1) for number in range(5)]
    early = [condolence(small.figure(10), f"early_{n}", waiver) for n, waiver in enumerate(waivers)]
    late = [lump(f"late_{n}", 10) for n in range(5)]
    waits = [waiting(f"late_{n}", waiver) for n, waiver in enumerate(waivers)]
    number = named("number", 1, 3)
    pays = daily("pays", "hospital_days", number, event="diagnosis")
    less = daily("less", "hospital_days", 100, event="diagnosis", waiting_days=number)
    own = small.plan(small.version(*early, *late, pays, less, conditions=tuple(waits)))
    assert small.answers(own, [renewed_claim(hospital_days=9)]) == [(50 + 9 + 600, 50 + 27 + 800, None)]


def cases_of(assessment):
    """The claim of an assessment in its cases: each value of a term of two values, beside all other terms at
    their least and at their most, and with the disease on lists that are known only in part, or not on them.
    """
    plan, claim = mb.get_plan(assessment.plan), assessment.claim
    (version,) = (
        each
        for each in plan.versions
        if (each.effective_from, each.product) == (assessment.version, assessment.receipt.product)
    )
    of_version = {term.what.en: term for term in every(mb.Unstated, version)}
    two_valued = {name: (0, 1) for name, term in of_version.items() if (term.low, term.high) == (0, 1)}
    alone = plan.model_copy(update={"versions": (version,)})
    listed = ()
    if claim.event.kind == "diagnosis":
        codes = [each.code_of(claim.event.disease) for each in every(mb.DiseaseList, version)]
        known = next(filter(None, codes), None)
        listed = (disease(known) if known else disease("added", claim.event.disease),)
    for most in (False, True):
        others = {
            name: ((10**7 if term.high is None else term.high) if most else term.low,)
            for name, term in of_version.items()
        }
        for case in full_cases(alone, others | two_valued, listed):
            yield mb.assess(claim, plan=case)


def test_over_all_plans_a_total_is_as_wide_as_its_cases():
    """Claims of the snapshot with several open benefits, one for each way in which they are open."""
    seen = Counter()
    for claim in sample(2_500):
        try:
            assessment = mb.assess(claim)
        except mb.MutualBenefitsError:
            continue
        parts = tuple(part.benefit for part in assessment.entitlements if part.status == "undetermined")
        key = assessment.plan, assessment.version, parts, claim.enrolment.renewed
        seen[key] += len(parts) > 1
        if len(parts) > 1 and seen[key] == 1:
            low, high = hull([(each.low, each.high) for each in cases_of(assessment)])
            assert small.fen(assessment.low) == low, assessment.explain()
            assert assessment.high is None or small.fen(assessment.high) == high, assessment.explain()
    assert len(+seen) > 5


@pytest.mark.parametrize(("values", "total"), [(MOST_VALUES, (7, 7)), (MOST_VALUES + 1, (0, 16))])
def test_a_number_is_settled_where_it_has_few_values(values, total):
    """A day less for one benefit is a day more for the other, so the total is known in each case."""
    most = values - 1
    open_ = named("days", 0, most)
    waits = daily("waits", "living_days", 1, waiting_days=open_)
    days = small.limit("days", "day", open_, per="event")
    limited = small.benefit(
        rules.PerDiem, "limited", days="hospital_days", rate=small.figure(1), limits=(days,)
    )
    own = small.plan(small.version(waits, limited))
    event = mb.Injury(happened_on=small.FIRST, living_days=most, hospital_days=most)
    (answer,) = small.answers(own, [small.claim(1, event)])
    assert answer[:2] == total


def pays_and_waits(most):
    """What is paid for 9 days: so many fen a day, and 100 fen for each day beyond so many."""
    number = named("number", 1, most)
    benefits = daily("rate", "living_days", number), daily("wait", "living_days", 100, waiting_days=number)
    hurt = mb.Injury(happened_on=date(2020, 5, 4), living_days=9)
    return small.answers(small.plan(small.version(*benefits)), [small.claim(1, hurt)])


@pytest.mark.parametrize("most", [2, 3, 8])
def test_up_to_eight_values_of_a_number_are_looked_at_one_by_one(most):
    sums = [9 * each + 100 * (9 - each) for each in range(1, most + 1)]
    assert pays_and_waits(most) == [(min(sums), max(sums), None)]


def test_of_more_values_only_the_bounds_of_each_benefit_are_looked_at():
    assert pays_and_waits(9) == [(9 * 1 + 0, 9 * 9 + 800, None)]


def test_what_is_open_in_one_benefit_alone_leaves_room_for_what_decides_several():
    """128 ways to state seven other sums would leave no room for the waiver, by which one sum is due."""
    alone = [lump(f"alone_{number}", named(f"sum {number}", 0, 1)) for number in range(7)]
    parts = condolence(small.figure(700)), lump("late", 700)
    own = small.plan(small.version(*alone, *parts, conditions=(waiting("late"),)))
    assert small.answers(own, [renewed_claim()]) == [(700, 707, None)]


def test_what_is_open_in_an_earlier_benefit_decides_a_later_one_that_draws_on_its_limit():
    """Of 20 fen the second has what the first leaves, so that the total is known."""
    shared = {"limits": (small.limit("money", "fen", 20, per="event"),)}
    own = small.plan(
        small.version(lump("first", named("sum", 10, 13), **shared), lump("second", 90, **shared))
    )
    assert small.answers(own, [renewed_claim()]) == [(20, 20, None)]
