"""Diseases by name, where a rule book has several lists or names a disease by its code alone."""

from datetime import date

import polars as pl
import pytest
import strategies_tables as our

import mutual_benefits as mb
from mutual_benefits.rulebook.version import PlanVersion
from mutual_benefits.rules import LumpSum, OnList, PaidOnce

DAY = date(2020, 5, 4)
NAME = mb.Text(en="toy", zh="玩具")
SOURCE = mb.Source(id="toy", title=NAME)
SOURCED = {"source": SOURCE, "basis": mb.Basis.SEED}


def figure(value):
    return mb.Figure(value=value, **SOURCED)


def listed(benefit, *diseases):
    known = tuple(
        mb.Disease(code=code, name=mb.Text(en=en, zh=zh), also=tuple(also))
        for code, en, zh, *also in diseases
    )
    diseases = mb.DiseaseList(diseases=known, count=len(known), **SOURCED)
    return OnList(diseases=diseases, benefits=(benefit,), **SOURCED)


SEVERE = listed("severe_sum", ("pier_fever", "pier fever", "码头热", "dock fever"))
LIGHT = listed(
    "light_sum", ("rope_hand", "rope hand", "绳手", "cable palm"), ("sea_legs", "sea legs", "海腿")
)
ONCE = PaidOnce(
    limit=mb.Limit(
        code="disease", name=NAME, unit="payment", ceiling=figure(1), per="lifetime", subject="disease"
    ),
    **SOURCED,
)


def lump(code, sum_, **fields):
    return LumpSum(code=code, name=NAME, event="diagnosis", when="disease", sum=sum_, source=SOURCE, **fields)


def plan_of(*conditions, **changed):
    benefits = (
        lump("severe_sum", figure(100_00), except_diseases=("deck_rash",)),
        lump("light_sum", figure(10_00), except_diseases=("deck_rash",)),
        lump("rash_sum", mb.Table(by="disease", rows={"deck_rash": 1_00, "pier_fever": 2_00}, **SOURCED),
             unless=("in_situ",)),
    )  # fmt: skip
    adds = (mb.Adds(benefits=tuple(one.code for one in benefits), **SOURCED),)
    version = PlanVersion(
        effective_from=date(2020, 1, 1),
        benefits=benefits,
        conditions=conditions,
        adds=adds,
        **SOURCED,
        **changed,
    )
    return mb.Plan(code="toy", name=NAME, versions=(version,))


TOY = plan_of(SEVERE, LIGHT, ONCE)


def claim(disease, number=1, *, in_situ=True):
    enrolment = mb.Enrolment(plan="toy", cover_from=DAY)
    event = mb.Diagnosis(happened_on=DAY, disease=disease, in_situ=in_situ)
    return mb.Claim(id=f"C-{number}", member="M-1", enrolment=enrolment, event=event)


NAMED = [
    *((name, "severe_sum", "100.00") for name in ("pier_fever", "Dock-Fever", "码头热", "PIER FEVER")),
    *((name, "light_sum", "10.00") for name in ("rope_hand", "cable palm", "绳手", "Rope  hand", "海腿")),
]


@pytest.mark.parametrize(("name", "benefit", "due"), NAMED)
def test_a_name_on_any_list_is_recognised_by_the_benefit_that_the_list_restricts(name, benefit, due):
    assessment = mb.assess(claim(name), plan=TOY)
    assert {part.benefit for part in assessment.entitlements if part.status == "payable"} == {benefit}
    assert str(assessment.total) == due
    assert not [caveat for caveat in assessment.caveats if caveat.code.startswith("disease")]


def test_a_disease_of_the_second_list_is_paid_once_whatever_it_is_called():
    claims = [claim(name, number) for number, name in enumerate(("rope hand", "绳手", "cable palm", "海腿"))]
    totals = [str(assessment.total) for assessment in mb.assess_all(claims, plan=TOY)]
    assert totals == ["10.00", "0.00", "0.00", "10.00"]


def test_a_disease_that_only_a_benefit_names_is_recognised_by_its_code_however_it_is_spelled():
    for name in ("deck_rash", "Deck rash", "DECK-RASH"):
        assessment = mb.assess(claim(name, in_situ=False), plan=TOY)
        assert [(part.benefit, part.status) for part in assessment.entitlements] == [
            ("severe_sum", "nil"),
            ("light_sum", "nil"),
            ("rash_sum", "payable"),
        ]
        assert str(assessment.total) == "1.00"


@pytest.mark.parametrize("engine", our.ENGINES)
def test_a_table_of_claims_recognises_the_same_names(engine):
    names = [name for name, _, _ in NAMED] + ["deck rash", "Deck-Rash", "gout"]
    claims = [claim(name, number, in_situ=True) for number, name in enumerate(names)]
    claims = [each.model_copy(update={"member": each.id}) for each in claims]
    rows = [
        {"id": each.id, "member": each.id, "cover_from": DAY, "happened_on": DAY, "in_situ": True}
        | {"disease": each.event.disease}
        for each in claims
    ]
    found = our.dicts(mb.assess_table(our.ENGINES[engine].make(pl.DataFrame(rows)), plan=TOY, unit="fen"))
    sums = {row["id"]: (row["total_fen"], row["reason"]) for row in found}
    for each in claims:
        alone = mb.assess(each, plan=TOY)
        assert sums[each.id] == (int(alone.total * 100), alone.reason), each.event.disease


def test_a_name_on_no_list_gets_suggestions_from_all_lists():
    for near, meant in (("peer fever", "pier fever"), ("rope hands", "rope hand")):
        (caveat,) = [
            one for one in mb.assess(claim(near), plan=TOY).caveats if one.code.startswith("disease")
        ]
        assert caveat.code == "disease_not_named_near"
        assert f"did you mean {meant}?" in caveat.text.en


def hints(claim, plan=None):
    told = [one for one in mb.assess(claim, plan=plan).caveats if one.code.startswith("disease")]
    return [(one.code, one.text.zh.partition("；")[2]) for one in told]


def test_a_disease_that_the_plan_knows_gets_no_suggestion():
    cover = mb.Enrolment(
        plan="critical_illness", cover_from=date(2013, 7, 1), product="three_year", sex="female"
    )
    for name in ("renal_failure", "肾功能衰竭", "恶性肿瘤"):
        event = mb.Diagnosis(happened_on=date(2014, 1, 28), disease=name)
        assert hints(mb.Claim(id="C-1", member="M-1", enrolment=cover, event=event)) == [
            ("disease_not_named", "")
        ]


def test_a_suggestion_is_a_disease_of_a_list_of_the_claimed_benefit():
    light = lump("light_sum", figure(10_00), unless=("in_situ",))
    version = plan_of(SEVERE, LIGHT).versions[0]
    benefits = (version.benefits[0], light)
    adds = (mb.Adds(benefits=("severe_sum", "light_sum"), **SOURCED),)
    fields = {"benefits": benefits, "adds": adds}
    plan = mb.Plan(code="toy", name=NAME, versions=(version.model_copy(update=fields),))
    assert hints(claim("rope hands", in_situ=False), plan) == [("disease_not_named_near", "是否指绳手？")]
    assert hints(claim("rope hands"), plan) == [("disease_not_named", "")]
    assert hints(claim("peer fever"), plan) == [("disease_not_named_near", "是否指码头热？")]


@pytest.mark.parametrize(
    "second",
    [
        listed("light_sum", ("other_fever", "dock fever", "别热")),
        listed("light_sum", ("palm", "palm", "deck rash")),
    ],
)
def test_a_name_means_one_disease_in_all_the_lists_of_a_version(second):
    with pytest.raises(mb.InvalidPlan, match="a name means one disease"):
        plan_of(SEVERE, second)


def test_the_diseases_of_a_version_are_those_of_its_first_list():
    assert TOY.versions[0].diseases == SEVERE.diseases
    assert [each.codes for each in TOY.versions[0].disease_lists] == [
        ("pier_fever",),
        ("rope_hand", "sea_legs"),
    ]
