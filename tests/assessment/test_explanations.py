"""Explanations as a claims officer reads them: in plain words, in one language, and true to the record."""

import json
import re
from datetime import date
from functools import cache

import pytest
from snapshot_claims import sample

import mutual_benefits as mb

MEMBER = {"id": "C-1", "member": "M-1"}
EARLIER_CLAIM = re.compile(r"[a-z_]+-\d{3}")


@cache
def one_of_each_version():
    """For each version the claim of the snapshot that has the longest explanation."""
    longest = {}
    for plan in mb.all_plans():
        own = [claim for claim in sample(2034) if claim.enrolment.plan == plan.code]
        for found in mb.assess_all(own):
            key = plan.code, str(found.version)
            if key not in longest or len(found.explain()) > len(longest[key].explain()):
                longest[key] = found
    return longest


def own_words(claim):
    """What the claim itself says in Latin letters."""
    return [claim.id, claim.member, *(v for v in claim.event.__dict__.values() if isinstance(v, str))]


def test_no_chinese_explanation_has_an_english_word():
    seen = set()
    for plan in mb.all_plans():
        for found in mb.assess_all(c for c in sample(2034) if c.enrolment.plan == plan.code):
            text = found.explain("zh")
            for word in own_words(found.claim):
                text = text.replace(word, "")
            text = re.sub(r"\[[A-Z][-0-9A-Z]*(，[^]]*)?\]", "", EARLIER_CLAIM.sub("", text))
            assert not re.findall("[A-Za-z]{2,}", text), text
            seen.add((plan.code, found.version))
    assert len(seen) == sum(len(plan.versions) for plan in mb.all_plans())


def test_no_explanation_shows_a_path_or_a_code():
    for found in one_of_each_version().values():
        for lang in ("en", "zh"):
            text = found.explain(lang)
            for word in own_words(found.claim):
                text = text.replace(word, "")
            assert not re.findall(r"[a-z]+_[a-z]+|[a-z]\.[a-z]", EARLIER_CLAIM.sub("", text)), text


def test_an_explanation_read_from_json_is_the_same():
    for found in one_of_each_version().values():
        read_back = mb.Assessment.model_validate(json.loads(found.model_dump_json()))
        for lang in ("en", "zh"):
            assert read_back.explain(lang) == found.explain(lang)


def test_no_note_is_given_twice():
    for found in one_of_each_version().values():
        notes = [str(caveat) for caveat in found.caveats]
        assert len(notes) == len(set(notes))


def claim(event, plan, **enrolment):
    cover = mb.Enrolment(plan=plan, **enrolment)
    return mb.Claim(**MEMBER, enrolment=cover, event=event)


def test_a_condition_that_is_inferred_is_noted_once_and_says_what_is_inferred():
    stay = mb.Injury(happened_on=date(2010, 7, 1), living_days=3, hospital_days=3)
    found = mb.assess(claim(stay, "accident", cover_from=date(2008, 6, 1), fee_tier="50"))
    (note,) = [str(c) for c in found.caveats if "LDWB17" in str(c)]
    assert "is inferred from [LDWB17]" in note
    assert "no source states it for this version" in note
    assert "years of cover: 1 year [LDWB17, inferred]" in found.explain()
    assert "保障年数：1年 [LDWB17，推断]" in found.explain("zh")


def test_a_term_that_is_applied_to_nothing_has_no_note():
    cost = mb.MedicalExpense(happened_on=date(2019, 3, 1), setting="outpatient", self_paid=0, over_cap=60_000)
    found = mb.assess(claim(cost, "warm_aid", cover_from=date(2019, 1, 1)))
    assert not [c for c in found.caveats if c.code == "inferred" and "PKU23" in str(c)], "the top band"
    death = mb.Injury(happened_on=date(2015, 7, 1), died=True, disability_grade=1)
    found = mb.assess(claim(death, "accident", cover_from=date(2015, 6, 1), fee_tier="50"))
    assert not [c for c in found.caveats if "maximum sum" in str(c)]
    assert [c for c in found.caveats if "sum of this benefit" in str(c)]


def test_a_sum_of_nothing_says_for_which_days_of_cover_it_is():
    found = mb.assess(
        claim(
            mb.Diagnosis(happened_on=date(2018, 9, 1), disease="乳腺癌"),
            "female_illness",
            cover_from=date(2018, 3, 1),
            product="one_year",
            shares=1,
        )
    )
    assert "sum of this benefit (from day 61 of cover): 0.00 yuan [NG12" in found.explain()
    assert "互助金标准（保障期第 61 日起）：0.00元 [NG12" in found.explain("zh")
    assert "确诊日 2018-09-01" in found.explain("zh")


def test_a_refused_disease_is_told_as_what_the_list_does_not_name():
    ill = mb.Diagnosis(happened_on=date(2006, 5, 4), disease="influenza")
    found = mb.assess(claim(ill, "critical_illness", cover_from=date(2006, 1, 1), shares=1))
    if found.status == "refused":
        assert "disease, which the list does not name: “influenza” [SINA05" in found.explain()
    assert "病种：influenza" not in found.explain("zh")


def test_the_steps_of_a_range_end_in_that_range():
    for found in one_of_each_version().values():
        for part in found.entitlements:
            if part.status == "undetermined":
                assert (part.steps[-1].low, part.steps[-1].high) == (part.low, part.high)


@pytest.mark.parametrize(
    ("plan", "en", "zh"),
    [
        ("hospital_medical", "costs that are shared: 100.00 yuan", "给付基数：100.00元"),
        ("warm_aid", "self-paid part one: 100.00 yuan", "自付一金额：100.00元"),
    ],
)
def test_costs_are_called_what_they_are(plan, en, zh):
    cost = mb.MedicalExpense(happened_on=date(2012, 12, 1), setting="inpatient", self_paid=100)
    found = mb.assess(claim(cost, plan, cover_from=date(2012, 3, 1)))
    assert en in found.explain()
    assert zh in found.explain("zh")
