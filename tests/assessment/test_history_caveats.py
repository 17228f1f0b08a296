"""What only the earlier claims of a member show: a caveat of the later claim, in both languages."""

import random
from datetime import date, timedelta

import pytest
import small_plans as small
from hypothesis import given
from hypothesis import strategies as st

import mutual_benefits as mb
from mutual_benefits.assessment.caveats.history_caveats import _Compared, history_caveats
from mutual_benefits.assessment.desk import Desk
from mutual_benefits.rules import ExpenseShare
from mutual_benefits.rules.own_facts import Fact

HISTORY = ("same_facts", "same_event_other_cover", "stays_overlap", "covers_overlap", "event_after_death")
DAY = date(2012, 5, 4)


def claim(
    name: str, event, plan: str = "hospital_allowance", *, member: str = "M-1", start=date(2012, 1, 1), **more
):
    return mb.Claim(
        id=name, member=member, enrolment=mb.Enrolment(plan=plan, cover_from=start, **more), event=event
    )


def stay(name: str, after: int, days: int, **more) -> mb.Claim:
    return claim(name, mb.HospitalStay(happened_on=DAY + timedelta(days=after), days=days), **more)


def found(*claims: mb.Claim) -> dict[str, list[str]]:
    """By claim id, the caveats about the history."""
    return {
        one.claim.id: [each.code for each in one.caveats if each.code in HISTORY]
        for one in mb.assess_all(claims)
    }


def texts(*claims: mb.Claim) -> list[mb.Text]:
    *_, last = mb.assess_all(claims)
    return [each.text for each in last.caveats if each.code in HISTORY]


def test_the_same_facts_under_another_id_are_told_on_the_later_claim():
    assert found(stay("A", 0, 10), stay("B", 0, 10)) == {"A": [], "B": ["same_facts"]}
    (text,) = texts(stay("A", 0, 10), stay("B", 0, 10))
    assert (
        text.en == "Claim A of this member states the same facts for the same day; it may be the same event."
    )
    assert text.zh == "该会员的申请 A 载有同日的相同情况，可能为同一事件。"


@pytest.mark.parametrize(
    ("told", "same"),
    [
        ({"bill": 700, "town": "big"}, False),
        ({"bill": 30_000}, False),
        ({"bill": 30_000, "town": "big", "lodged": True}, False),
        ({"bill": 30_000, "town": "big"}, True),
        ({"bill": "30000.00", "town": "大城市", "lodged": False}, True),
    ],
)
def test_facts_that_the_plan_declares_are_among_those_that_are_the_same(told, same):
    """By what they mean: an amount however it is written, a word by any of its names, a default if untold."""
    big = mb.Text(en="big town", zh="大城市")
    facts = {
        "bill": Fact(kind="money", name=mb.Text(en="whole bill", zh="总费用")),
        "town": Fact(kind="word", name=mb.Text(en="town", zh="城镇"), words={"big": big}),
        "lodged": Fact(kind="flag", name=mb.Text(en="lodged", zh="留宿"), default=False),
    }
    share = small.benefit(ExpenseShare, "share", "medical_expense", of="bill", share=small.figure(2_000))
    own = small.plan(small.version(share, facts=facts))
    cost = mb.MedicalExpense(happened_on=date(2020, 5, 4), self_paid=900)
    first = small.claim(1, cost, facts={"bill": 30_000, "town": "big"})
    *_, last = mb.assess_all([first, small.claim(2, cost, facts=told)], plan=own)
    assert ("same_facts" in [each.code for each in last.caveats]) is same


@pytest.mark.parametrize(
    "other",
    [
        stay("B", 0, 10, member="M-2"),
        stay("B", 40, 10),
        claim("B", mb.MedicalExpense(happened_on=DAY, self_paid=10), "hospital_medical"),
    ],
)
def test_other_members_days_and_plans_are_other_events(other):
    assert found(stay("A", 0, 10), other) == {"A": [], "B": []}


def test_a_disease_is_the_same_by_whichever_name():
    more = {"plan": "female_illness", "sex": "female", "start": date(2016, 1, 1)}
    names = ("乳腺癌", "Breast cancer")
    ill = [
        claim(n, mb.Diagnosis(happened_on=date(2016, 9, 1), disease=name), **more)
        for n, name in zip("AB", names, strict=True)
    ]
    assert found(*ill) == {"A": [], "B": ["same_facts"]}


def test_one_event_under_two_covers_that_start_a_day_apart():
    second = stay("B", 0, 10, start=date(2012, 1, 2))
    assert found(stay("A", 0, 10), second)["B"] == ["same_event_other_cover", "covers_overlap"]
    one, other = texts(stay("A", 0, 10), second)
    assert "under the cover from 2012-01-01, this one under the cover from 2012-01-02" in one.en
    assert other.zh == "本申请的保障期（自 2012-01-02 起）与申请 A 的保障期（自 2012-01-01 起）重叠。"


@pytest.mark.parametrize(
    ("start", "wanted"), [(date(2012, 12, 31), ["covers_overlap"]), (date(2013, 1, 1), [])]
)
def test_covers_overlap_within_the_years_of_the_first(start, wanted):
    later = stay("B", 300, 2, start=start)
    assert found(stay("A", 0, 10), later)["B"] == wanted


def test_two_products_side_by_side_are_two_covers():
    cover = {"plan": "female_illness", "sex": "female"}
    ill = mb.Diagnosis(happened_on=date(2018, 9, 1), disease="乳腺癌")
    one = claim("A", ill, start=date(2018, 3, 1), product="one_year", **cover)
    two = claim("B", ill, start=date(2018, 3, 2), product="two_year", **cover)
    assert found(one, two) == {"A": [], "B": []}


@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 14))
def test_stays_overlap_where_they_share_more_than_a_day_of_leaving_and_entering(first, second, after):
    """By hand: the nights of each stay, of which a stay of n days has n - 1 at least."""
    nights = [set(range(first - 1)), set(range(after, after + second - 1))]
    told = found(stay("A", 0, first), stay("B", after, second))["B"]
    if first == second and after == 0:
        assert told == ["same_facts"]
    elif nights[0] & nights[1] or (second == 1 and after < first - 1):
        assert told == ["stays_overlap"]
    else:
        assert told == []


def leaving(name, after, nights, days=9):
    """A stay that ends by its day of discharge, whatever its days."""
    first = DAY + timedelta(after)
    event = mb.HospitalStay(happened_on=first, days=days, discharged_on=first + timedelta(nights))
    return claim(name, event)


@given(st.integers(0, 8), st.integers(0, 8), st.integers(0, 10))
def test_stays_with_days_of_discharge_overlap_in_the_nights_between(first, second, after):
    """By hand: a night of both, or a day in hospital while the other stay goes on."""
    nights = [set(range(first)), set(range(after, after + second))]
    told = set(found(leaving("A", 0, first), leaving("B", after, second))["B"]) - {"days_not_of_stay"}
    if first == second and after == 0:
        assert "same_facts" in told
    elif nights[0] & nights[1] or after in nights[0]:
        assert "stays_overlap" in told
    else:
        assert "stays_overlap" not in told


@pytest.mark.parametrize(("after", "overlap"), [(4, True), (5, False), (6, False)])
def test_the_day_of_discharge_decides_over_the_days(after, overlap):
    """Ten days were claimed, and the member left after five nights."""
    for later in (stay("B", after, 3), leaving("B", after, 2), leaving("B", after, 2, days=0)):
        assert ("stays_overlap" in found(leaving("A", 0, 5, days=10), later)["B"]) == overlap
    assert ("stays_overlap" in found(leaving("A", 0, 5, days=0), stay("B", after, 3))["B"]) == overlap


def test_a_stay_that_goes_on_is_found_behind_a_later_one_that_is_over():
    told = found(leaving("A", 0, 10, days=0), leaving("B", 1, 0, days=0), leaving("C", 5, 2, days=0))
    assert told["C"] == ["stays_overlap"]


def test_the_text_of_an_overlap_names_the_day_of_discharge():
    text = texts(leaving("A", 0, 8), stay("B", 5, 3))[0]
    assert text.en == "This stay from 2012-05-09 overlaps that of claim A: 2012-05-04 to 2012-05-12."
    assert text.zh == "本次住院自 2012-05-09 起，与申请 A 的住院（2012-05-04 至 2012-05-12）重叠。"


def test_the_text_of_an_overlap_names_both_stays():
    (text,) = texts(stay("A", 0, 10), stay("B", 5, 3))
    assert text.en == "This stay from 2012-05-09 overlaps that of claim A: 10 days from 2012-05-04."
    assert text.zh == "本次住院自 2012-05-09 起，与申请 A 的住院（自 2012-05-04 起10天）重叠。"


def test_an_event_after_the_members_death_is_told_whatever_the_plan():
    death = claim("A", mb.Injury(happened_on=DAY, died=True), "accident", fee_tier="100")
    assert found(death, stay("B", 1, 3)) == {"A": [], "B": ["event_after_death"]}
    assert found(death, stay("B", 0, 3)) == {"A": [], "B": []}
    assert found(stay("B", -1, 3), death) == {"B": [], "A": []}
    (text,) = texts(death, stay("B", 1, 3))
    assert (
        text.zh == "申请 A 载明因 2012-05-04 的事故身故；本次事件发生于 2012-05-05，只有身故在其后才有可能。"
    )


def test_the_death_of_a_child_is_that_of_this_child_alone():
    def child(name, of, after, **facts):
        day = date(2016, 5, 4) + timedelta(days=after)
        event = mb.ChildInjury(happened_on=day, child=of, **facts)
        return claim(name, event, "non_work_accident", start=date(2016, 1, 1))

    death = child("A", "Li", 0, died=True)
    told = found(death, child("B", "Li", 1, disability_grade=5), child("C", "Wang", 1, disability_grade=5))
    assert told == {"A": [], "B": ["event_after_death"], "C": []}


def test_a_claim_by_itself_knows_no_history():
    assert not [each for each in mb.assess(stay("A", 0, 10)).caveats if each.code in HISTORY]


def test_a_claim_that_cannot_be_assessed_is_no_history():
    wrong = stay("A", 0, 10, product="gold")
    results = list(mb.assess_all([wrong, stay("B", 0, 10)], on_error="yield"))
    assert not [each for each in results[1].caveats if each.code in HISTORY]


def test_a_long_history_is_compared_as_if_each_claim_were():
    """Only the claims that share something are looked at; all of them, one by one, show the same."""
    draw, desk, assessed = random.Random(7), Desk(), []  # noqa: S311  # no secret
    for number in range(160):
        day = date(2016, 1, 1) + timedelta(days=number // 3)
        cover = {"cover_from": date(2016 - draw.randrange(2), 1 + draw.randrange(2), 1)}
        plan, event = draw.choice(
            [
                (
                    "accident",
                    mb.Injury(happened_on=day, living_days=draw.randrange(3), died=draw.randrange(9) == 0),
                ),
                ("hospital_allowance", mb.HospitalStay(happened_on=day, days=draw.randrange(6))),
                ("warm_aid", mb.MedicalExpense(happened_on=day, self_paid=10, ordinal=1 + draw.randrange(4))),
                (
                    "non_work_accident",
                    mb.ChildInjury(
                        happened_on=day, child=draw.choice(["Li", "LI", "Bo"]), died=draw.randrange(9) == 0
                    ),
                ),
            ]
        )
        tier = {"fee_tier": "50"} if plan == "accident" else {}
        enrolment = mb.Enrolment(plan=plan, **cover, **tier)
        claim = mb.Claim(id=f"C-{number:03}", member="M", enrolment=enrolment, event=event)
        assessed.append(desk.assess(claim))
    found = set()
    for number, result in enumerate(assessed):
        worked, seen = result._report, {}
        compared = _Compared(worked)
        for earlier in reversed([one.claim for one in assessed[:number]]):
            for code in compared.codes(earlier):
                seen.setdefault(code, earlier.id)
        told = list(history_caveats(worked))
        assert [(code, details["earlier"]) for code, details in told] == list(seen.items()), result.claim
        found |= set(seen)
    assert len(found) == 7
