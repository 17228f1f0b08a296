"""The illness and hospital plans beside their sums: first days, fees, lists, caveats, limits and bands."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

import mutual_benefits as mb
from mutual_benefits.frozen import Frozen
from mutual_benefits.terms import read

VERSIONS = {
    "female_illness": [
        (date(2010, 12, 28), "day", "two_year"),
        (date(2014, 1, 1), "year", "two_year"),
        (date(2018, 1, 1), "year", "one_year"),
    ],
    "critical_illness": [
        (date(2005, 8, 1), "month", "three_year"),
        (date(2010, 6, 1), "day", "three_year"),
        (date(2015, 1, 1), "year", "three_year"),
        (date(2018, 1, 1), "year", "one_year"),
    ],
    "hospital_allowance": [(date(2011, 1, 1), "month", None), (date(2015, 1, 1), "year", None)],
    "hospital_medical": [(date(2008, 10, 14), "day", None), (date(2013, 1, 1), "year", None)],
    "warm_aid": [(date(2012, 5, 1), "day", None), (date(2018, 7, 12), "day", None)],
}


@pytest.mark.parametrize("plan", VERSIONS)
def test_the_first_days_are_those_of_the_record(plan):
    versions = mb.get_plan(plan).versions
    assert [(each.effective_from, each.known_to, each.product) for each in versions] == VERSIONS[plan]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("female_illness", "在职女职工特殊疾病互助保障活动"),
        ("critical_illness", "在职职工重大疾病互助保障活动"),
        ("hospital_allowance", "在职职工住院津贴互助保障活动"),
        ("hospital_medical", "在职职工住院医疗互助保障活动"),
        ("warm_aid", "暖·互助（在职职工医疗互助保障计划）"),
    ],
)
def test_a_plan_has_its_official_name(code, name):
    assert mb.get_plan(code).name.zh == name


@pytest.mark.parametrize(
    ("plan", "day", "product", "fee"),
    [
        ("female_illness", date(2013, 12, 31), None, "40.00"),
        ("female_illness", date(2014, 1, 1), None, "40.00"),
        ("female_illness", date(2018, 3, 28), "two_year", "40.00"),
        ("female_illness", date(2018, 8, 14), "one_year", "25.00"),
        ("critical_illness", date(2005, 8, 17), None, "198.00"),
        ("critical_illness", date(2010, 6, 1), None, "198.00"),
        ("critical_illness", date(2016, 2, 22), None, "90.00"),
        ("hospital_allowance", date(2011, 1, 6), None, "60.00"),
        ("hospital_allowance", date(2024, 1, 1), None, "60.00"),
        ("hospital_medical", date(2008, 10, 14), None, "50.00"),
        ("warm_aid", date(2012, 1, 1), None, "0.00"),
        ("warm_aid", date(2012, 4, 30), None, "0.00"),
        ("warm_aid", date(2012, 5, 1), None, "0.00"),
        ("warm_aid", date(2018, 7, 12), None, "0.00"),
    ],
)
def test_a_share_costs_what_the_record_says(plan, day, product, fee):
    """C6: 40. C11: 25. D2: 198, unchanged in 2010 (D5). D7: 90. E1, E4: 60. F1: 50. G13: free."""
    enrolment = mb.Enrolment(plan=plan, cover_from=day, product=product)
    assert mb.fee_due(enrolment) == Decimal(fee)
    two = enrolment.model_copy(update={"shares": 2})
    if plan == "critical_illness" or product == "one_year":
        assert mb.fee_due(two) == Decimal(fee) * 2
    else:
        with pytest.raises(mb.InvalidArgument, match="has no shares"):
            mb.fee_due(two)


def test_the_first_version_of_warm_aid_answers_the_year_in_which_it_began():
    """G1: in force 2012-05-01, but each cover year is 1 Jan - 31 Dec and costs earlier in 2012 count."""
    plan = mb.get_plan("warm_aid")
    first = plan.versions[0]
    for day in (date(2012, 1, 1), date(2012, 4, 30), first.effective_from):
        assert plan.version_on(day) is first
        event = mb.MedicalExpense(happened_on=day, self_paid=Decimal("2000.00"))
        claim = mb.Claim(
            id="C-1", member="M-1", enrolment=mb.Enrolment(plan="warm_aid", cover_from=day), event=event
        )
        assert mb.assess(claim).version == first.effective_from
    for answer in (plan.version_on, lambda day: mb.fee_due(mb.Enrolment(plan="warm_aid", cover_from=day))):
        with pytest.raises(
            mb.NoVersionInForce, match=r"2011-12-31; the first covers events from 2012-01-01$"
        ):
            answer(date(2011, 12, 31))


@pytest.mark.parametrize(
    ("plan", "day", "product"),
    [("critical_illness", date(2018, 6, 1), "one_year"), ("hospital_medical", date(2013, 1, 1), None)],
)
def test_a_fee_that_is_not_stated_is_not_made_up(plan, day, product):
    """D9 gives the fee of 2024 alone; F3: today's fee not found."""
    with pytest.raises(mb.UndeterminedTotal, match=f"{plan}.*does not state the fee"):
        mb.fee_due(mb.Enrolment(plan=plan, cover_from=day, product=product))


@pytest.mark.parametrize("day", [date(2005, 8, 17), date(2010, 6, 1)], ids=str)
@pytest.mark.parametrize(
    ("staff", "needed"), [(19, 19), (20, 20), (21, 17), (25, 20), (100, 80), (101, 81), (10_000, 8_000)]
)
def test_80_percent_of_a_unit_join_the_critical_illness_plan_and_all_of_20_or_fewer(day, staff, needed):
    """D2: at least 80% of the unit, units of 20 or fewer all."""
    version = mb.get_plan("critical_illness").version_on(day)
    assert mb.check_unit(version, staff=staff, members=staff).needed == needed
    assert not mb.check_unit(version, staff=staff, members=needed - 1).enough


def test_a_unit_has_no_negative_staff_and_no_more_members_than_staff():
    version = mb.get_plan("critical_illness").version_on(date(2010, 6, 1))
    with pytest.raises(mb.InvalidArgument, match=r"^staff is -10; give 0 or more"):
        mb.check_unit(version, staff=-10, members=5)
    with pytest.raises(mb.InvalidArgument, match=r"^members is 6; give 0 to 5, the staff"):
        mb.check_unit(version, staff=5, members=6)


def test_no_other_plan_states_how_much_of_a_unit_must_join():
    for plan, versions in VERSIONS.items():
        for (day, _, _), version in zip(versions, mb.get_plan(plan).versions, strict=True):
            stated = plan == "critical_illness" and day < date(2015, 1, 1)
            assert (mb.check_unit(version, staff=50, members=0).needed is not None) == stated


@pytest.mark.parametrize(
    ("plan", "index", "named", "count"),
    [
        ("female_illness", 0, 7, 6),
        ("female_illness", 1, 9, 8),
        ("female_illness", 2, 10, 12),
        ("critical_illness", 0, 12, 12),
        ("critical_illness", 1, 2, 11),
        ("critical_illness", 2, 0, 15),
        ("critical_illness", 3, 1, None),
    ],
)
def test_a_list_carries_its_official_count_and_the_names_that_are_known(plan, index, named, count):
    """C2: 6, the mole in brackets after 绒毛膜癌, and 8 of C9. C10: 12, 10 full names. D3-D6: 12, 11, 15."""
    diseases = mb.get_plan(plan).versions[index].diseases
    assert (len(diseases.diseases), diseases.count) == (named, count)


def test_the_default_readings_are_the_first_options():
    """E3: the undated page is not proven to be the text of 2015. G7: hardship cases only."""
    day = date(2019, 5, 4)
    stay = mb.HospitalStay(happened_on=day, days=5)
    paid = mb.MedicalExpense(happened_on=day, self_paid=Decimal("1.00"))
    for plan, event, expected in (
        ("hospital_allowance", stay, {"allowance.from_2015": "unstated"}),
        ("warm_aid", paid, {"warm_aid.model_worker_deductible": "ordinary", "warm_aid.top_band": "unstated"}),
        ("hospital_medical", paid, {"hospital_medical.later_terms": "unstated"}),
    ):
        enrolment = mb.Enrolment(plan=plan, cover_from=day)
        claim = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event)
        assert dict(mb.assess(claim).readings) == expected | {"version.date": "event"}


@pytest.mark.parametrize(
    ("plan", "cover_from", "event", "code"),
    [
        ("warm_aid", date(2012, 1, 1), date(2012, 12, 31), None),
        ("warm_aid", date(2013, 1, 1), date(2013, 1, 1), "version_doubtful"),
        ("warm_aid", date(2018, 1, 1), date(2018, 7, 11), "version_doubtful"),
        ("warm_aid", date(2018, 1, 1), date(2018, 7, 12), None),
    ],
)
def test_the_years_in_which_the_higher_maximum_may_have_applied_are_doubtful(plan, cover_from, event, code):
    """G9: 100,653 from 2012; "20万" by 2018-07; over-cap sums above 90,000 were paid by mid-2016 (G10)."""
    paid = mb.MedicalExpense(happened_on=event, self_paid=Decimal("2000.00"))
    enrolment = mb.Enrolment(plan=plan, cover_from=cover_from)
    assessment = mb.assess(mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=paid))
    found = [caveat.code for caveat in assessment.caveats if "yearly maximum rose" in caveat.text.en]
    assert found == ([code] if code else [])


def caveats_of(plan, cover_from, event, product=None, **bought):
    enrolment = mb.Enrolment(plan=plan, cover_from=cover_from, product=product, **bought)
    return mb.assess(mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event)).caveats


@pytest.mark.parametrize(
    ("plan", "day", "product", "says"),
    [
        ("female_illness", date(2011, 2, 1), None, "from before the cover, a history that was hidden"),
        (
            "female_illness",
            date(2019, 2, 1),
            "one_year",
            "An illness of the list from before the cover is not covered",
        ),
        ("critical_illness", date(2006, 2, 1), None, "An illness from before joining was not paid"),
        ("female_illness", date(2019, 2, 1), "two_year", None),
        ("critical_illness", date(2011, 2, 1), None, None),
        ("critical_illness", date(2019, 2, 1), "one_year", None),
    ],
)
def test_a_caveat_says_that_an_earlier_illness_is_not_checked_where_the_record_excludes_it(
    plan, day, product, says
):
    """C7: prior cancer of the listed kinds. C14: earlier listed illness not covered. D3: not paid."""
    found = [
        caveat.text.en
        for caveat in caveats_of(plan, day, mb.Diagnosis(happened_on=day, disease="cancer"), product)
        if caveat.code == "version_doubtful" and "claim says nothing of" in caveat.text.en
    ]
    assert len(found) == (says is not None)
    assert all(says in text for text in found)


@pytest.mark.parametrize(
    ("day", "setting", "mentioned"),
    [
        (date(2018, 7, 12), "inpatient", True),
        (date(2025, 6, 3), "inpatient", True),
        (date(2025, 6, 3), "outpatient", False),
        (date(2018, 7, 11), "inpatient", False),
    ],
)
def test_a_caveat_says_of_stays_that_one_of_over_90_days_is_not_split(day, setting, mentioned):
    """G5: 90 days is one settlement period; over 90 days counts as a second stay (a page of 2025)."""
    paid = mb.MedicalExpense(happened_on=day, self_paid=Decimal("2000.00"), setting=setting)
    found = [c for c in caveats_of("warm_aid", day, paid) if "90 days of a stay" in c.text.en]
    assert [caveat.code for caveat in found] == ["version_doubtful"] * mentioned
    assert (
        "90 days" in mb.describe(mb.get_plan("warm_aid"), mb.get_plan("warm_aid").version_on(day))
    ) is True


EVENTS = {
    "injury": (mb.Injury, {"living_days": 5}),
    "home_loss": (mb.HomeLoss, {"loss": Decimal("9.00")}),
    "diagnosis": (mb.Diagnosis, {"disease": "cancer"}),
    "hospital_stay": (mb.HospitalStay, {"days": 5}),
    "medical_expense": (mb.MedicalExpense, {"self_paid": Decimal("9.00")}),
}
"""The class of each kind of event, with facts that claim something."""

OTHER_WORDS = {"burst_pipe": "fire", "inpatient": "outpatient"}
"""Another word for each word that a doubt is limited to."""

DOUBTS = [
    (plan.code, version, doubt)
    for plan in mb.all_plans()
    for version in plan.versions
    for doubt in version.doubts
]


@pytest.mark.parametrize(
    ("plan", "version", "doubt"),
    DOUBTS,
    ids=[f"{code}-{version.effective_from}-{doubt.since}" for code, version, doubt in DOUBTS],
)
def test_a_doubt_is_a_caveat_from_its_first_day_on_and_never_before_that_of_the_version(plan, version, doubt):
    bought = {name: True for name, word in doubt.only if word == "true"}
    happened = {name: word for name, word in doubt.only if word != "true"}
    kind = "home_loss" if "peril" in happened else version.benefits[0].event
    make, facts = EVENTS[kind]
    tier = {"fee_tier": "100"} if plan == "accident" else {}
    assert doubt.since >= version.answers_from
    for day, mentioned in ((doubt.since, True), (doubt.since - timedelta(1), False)):

        def told(happened, bought, day=day):
            event = make(happened_on=day, **facts | happened)
            found = caveats_of(plan, day, event, version.product, **tier, **bought)
            return doubt.text in [caveat.text for caveat in found]

        if day >= version.answers_from:
            assert told(happened, bought) == mentioned
            if bought:
                assert not told(happened, {})
            if happened:
                assert not told({name: OTHER_WORDS[word] for name, word in happened.items()}, bought)


@pytest.mark.parametrize("plan", ["female_illness", "critical_illness"])
@pytest.mark.parametrize(
    ("cover_from", "product", "mentioned"),
    [
        (date(2017, 12, 31), None, True),
        (date(2017, 12, 31), "one_year", False),
        (date(2018, 1, 1), None, True),
        (date(2019, 1, 1), None, True),
        (date(2019, 1, 1), "one_year", False),
    ],
)
def test_the_newest_product_answers_a_claim_without_one_if_the_reading_says_so(
    plan, cover_from, product, mentioned
):
    event = mb.Diagnosis(happened_on=date(2019, 1, 2), disease="cancer")
    enrolment = mb.Enrolment(plan=plan, cover_from=cover_from, product=product)
    claim = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event)
    result = mb.assess(claim, readings={"product.unnamed": "newest"})
    assert result.version == date(2018, 1, 1)
    found = [caveat for caveat in result.caveats if caveat.code == "product_left_out"]
    assert len(found) == mentioned
    assert all("so the newest applies: one-year product." in caveat.text.en for caveat in found)
    assert all("适用最新产品：一年期。" in caveat.text.zh for caveat in found)
    if not mentioned:
        return
    with pytest.raises(mb.UnknownProduct) as error:
        mb.assess(claim)
    sold = ("two_year" if plan == "female_illness" else "three_year", "one_year")
    assert (error.value.field, error.value.choices) == ("enrolment.product", sold)
    assert "side by side on 2019-01-02" in str(error.value)
    assert "product.unnamed=newest" in str(error.value)


def test_a_fee_is_due_for_a_product_that_is_named_where_the_fees_differ():
    with pytest.raises(mb.UnknownProduct, match="sold two_year and one_year side by side") as error:
        mb.fee_due(mb.Enrolment(plan="female_illness", cover_from=date(2018, 8, 14)))
    assert error.value.choices == ("two_year", "one_year")
    with pytest.raises(mb.UnknownProduct):
        mb.fee_due(mb.Enrolment(plan="critical_illness", cover_from=date(2018, 8, 14)))


def diagnosed(version, disease, *, usage=None, **event):
    day = version.effective_from
    enrolment = mb.Enrolment(plan="critical_illness", cover_from=day, product=version.product)
    event = mb.Diagnosis(happened_on=day, disease=disease, **event)
    return mb.assess(mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event), usage=usage)


CRITICAL = mb.get_plan("critical_illness").versions
each_critical = pytest.mark.parametrize("version", CRITICAL, ids=lambda each: str(each.effective_from))
LISTED = {2005: "脑出血", 2010: "limb_loss", 2015: "leukaemia", 2018: "malignant_tumour"}


@each_critical
def test_a_payment_counts_for_the_cover_and_for_life_for_the_disease(version):
    """D3: then cover ends. D10: a paid disease class is not paid again after renewal."""
    disease = LISTED[version.effective_from.year]
    code = version.diseases.code_of(disease) or disease
    drawn = diagnosed(version, disease).drawn.used
    low = 0 if version.effective_from.year == 2015 else 1
    assert [(used.limit, used.since, used.subject, used.low, used.high) for used in drawn] == [
        ("cover", version.effective_from, None, low, 1),
        ("disease", None, code, low, 1),
    ]


@each_critical
@pytest.mark.parametrize(("limit", "reason"), [("cover", "cover_ended"), ("disease", "paid_before")])
def test_after_one_payment_the_cover_ends_and_the_disease_is_never_paid_again(version, limit, reason):
    """D3, D10."""
    disease = LISTED[version.effective_from.year]
    code = version.diseases.code_of(disease) or disease
    key = {"since": version.effective_from} if limit == "cover" else {"subject": code}
    used = mb.Used(plan="critical_illness", limit=limit, member="M-1", low=1, high=1, **key)
    assert diagnosed(version, disease, usage=mb.Usage(used=(used,))).reason == reason


@each_critical
def test_carcinoma_in_situ_is_a_cancer(version):
    """D3: in situ or skin cancer needing surgery, beside the diseases and operations of the list."""
    stated = version.effective_from.year == 2005
    for disease in ("breast cancer", "原位癌", "malignant_tumour"):
        part = diagnosed(version, disease, in_situ=True)["in_situ_sum"]
        assert part.status == ("payable" if stated else "undetermined")
        assert part.missing == (() if stated else ("in_situ_sum.sum",))
    part = diagnosed(version, "common cold", in_situ=True)["in_situ_sum"]
    assert part.status == ("refused" if stated else "undetermined")
    assert diagnosed(version, "organ_transplant", in_situ=True)["in_situ_sum"].status == "nil"


@pytest.mark.parametrize(
    ("plan", "sure"), [("critical_illness", 4), ("female_illness", 2)], ids=["critical", "women"]
)
def test_the_unstated_maximum_of_shares_from_2018_matters_only_above_the_shares_known_to_be_paid(plan, sure):
    """D8: four shares paid 40,000. C15: two shares in use; the maximum number was not found."""
    for shares in range(1, sure + 2):
        for disease, listed in (("malignant_tumour", True), ("gout", False)):
            disease = "breast_cancer" if listed and plan == "female_illness" else disease
            enrolment = mb.Enrolment(
                plan=plan, cover_from=date(2019, 1, 1), shares=shares, product="one_year"
            )
            event = mb.Diagnosis(happened_on=date(2019, 6, 1), disease=disease)
            part = mb.assess(mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event))[
                "illness_sum"
            ]
            unnamed = () if listed else ("on_list.diseases",)
            assert part.missing == unnamed + ("illness_sum.most_shares",) * (shares > sure)
            (most,) = [step for step in part.steps if step.label.en == "most shares"]
            assert (most.low, most.high, most.source.id) == (sure, None, "LDWB18")


def test_an_unstated_ceiling_is_named_only_where_it_can_cut():
    """E3: from 2015 more days than 180, and a higher benefit, neither of them stated."""
    for days, ceiling in ((5, False), (180, False), (181, True)):
        enrolment = mb.Enrolment(plan="hospital_allowance", cover_from=date(2019, 1, 1))
        stay = mb.HospitalStay(happened_on=date(2019, 2, 1), days=days)
        claim = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=stay)
        missing = mb.assess(claim)["stay_allowance"].missing
        assert ("stay_allowance.limits.stay_days.ceiling" in missing) == ceiling


def test_the_women_s_plans_count_days_covers_and_diseases_under_their_own_names():
    """C3: 26/day, max 180 days; cover then ends. C14: an illness already paid is not covered again."""
    for index, own in ((0, {("living_days", None, 5)}), (2, set())):
        version = mb.get_plan("female_illness").versions[index]
        first = version.effective_from
        enrolment = mb.Enrolment(plan="female_illness", cover_from=first, product=version.product)
        event = mb.Diagnosis(
            happened_on=first + timedelta(100), disease="breast cancer", hospital_days=5 if index == 0 else 0
        )
        drawn = mb.assess(mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event)).drawn.used
        assert {(used.limit, used.subject, used.low) for used in drawn} == {
            ("cover", None, 1),
            ("disease", "breast_cancer", 1),
            *own,
        }


@pytest.mark.parametrize(
    ("day", "readings", "days", "sum_"),
    [
        (date(2011, 1, 1), {}, (180, 180), (720_000, 720_000)),
        (date(2015, 1, 1), {"allowance.from_2015": "undated_page"}, (180, 180), (720_000, 720_000)),
        (date(2015, 1, 1), {}, (180, None), (720_000, None)),
    ],
)
def test_the_allowance_is_capped_in_days_and_in_money_though_both_caps_bind_together(
    day, readings, days, sum_
):
    """E1, E2: max 180 days, max 7,200: 40 x 180 = 7,200. E3: more days, higher benefit."""
    version = read(mb.get_plan("hospital_allowance").version_on(day), readings)
    (rule,) = version.benefits
    ceilings = {limit.code: limit.ceiling for limit in rule.limits}
    for code, (low, high) in (("stay_days", days), ("stay_sum", sum_)):
        term = ceilings.pop(code)
        bounds = (term.value, term.value) if isinstance(term, mb.Figure) else (term.low, term.high)
        assert bounds == (low, high)
    assert not ceilings


FEN = Decimal("0.01")
AIDED = [date(2012, 6, 1), date(2019, 6, 1)]


def aid(*expenses, day, readings=None, **enrolment):
    """The total of the last of several expenses of one year, each given by its fields."""
    claims = []
    for number, fields in enumerate(expenses):
        cover_from = fields.pop("cover_from", day)
        bought = mb.Enrolment(plan="warm_aid", cover_from=cover_from, **enrolment)
        sums = {name: Decimal(fields.pop(name, "0.00")) for name in ("self_paid", "over_cap")}
        event = mb.MedicalExpense(happened_on=day, **sums, **fields)
        claims.append(mb.Claim(id=f"C-{number}", member="M-1", enrolment=bought, event=event))
    *_, last = mb.assess_all(claims, readings=readings)
    return last.total


@pytest.mark.parametrize("day", AIDED, ids=str)
@pytest.mark.parametrize("reading", ["ordinary", "reduced"])
@pytest.mark.parametrize(
    ("member_class", "share", "first", "later"),
    [("ordinary", 20, 1300, 650), ("model_worker", 25, None, None), ("hardship", 25, 650, 325)],
)
def test_each_deductible_holds_to_the_fen(day, reading, member_class, share, first, later):
    """G3: 1,800 outpatient. G4: 1,300, later 650. G7: 650, later 325, for hardship cases (or more)."""
    if member_class == "model_worker":
        first, later = (1300, 650) if reading == "ordinary" else (650, 325)
    half = (
        Decimal("0.02") if share == 25 else Decimal("0.03")
    )  # half a fen at 25 %; just above half a fen at 20 %
    readings = {"warm_aid.model_worker_deductible": reading}
    for deductible, fields in (
        (first, {"ordinal": 1}),
        (later, {"ordinal": 2}),
        (later, {"ordinal": 3}),
        (1800, {"setting": "outpatient"}),
        (1800, {"setting": "outpatient", "ordinal": 2}),
    ):
        for above, due in ((half - Decimal("0.01"), Decimal("0.00")), (half, Decimal("0.01"))):
            expense = {"self_paid": deductible + above} | fields
            assert aid(expense, day=day, readings=readings, member_class=member_class) == due, (fields, above)


@pytest.mark.parametrize("day", AIDED, ids=str)
@pytest.mark.parametrize(
    ("before", "now", "due"),
    [
        ({"self_paid": "10.00"}, {"self_paid": "1650.00"}, "200.00"),
        (
            {"self_paid": "1800.00", "setting": "outpatient"},
            {"self_paid": "10.00", "setting": "outpatient"},
            "2.00",
        ),
        ({"over_cap": "50000.00"}, {"over_cap": "100.00"}, "60.00"),
        ({"self_paid": "1004565.00", "over_cap": "0.00"}, {"over_cap": "100.00"}, "0.00"),
    ],
)
def test_deductibles_bands_and_the_maximum_are_counted_by_calendar_year_whenever_the_member_joined(
    day, before, now, due
):
    """G1: each cover year is 1 January to 31 December. G9: a yearly maximum. G11: settled once a year."""
    joined = {"cover_from": day.replace(month=1, day=1)}
    assert aid(joined | before, dict(now), day=day) == Decimal(due)


@pytest.mark.parametrize(
    ("day", "option", "tops"),
    [
        (AIDED[0], "remainder", []),
        (AIDED[1], "remainder", [(None, 90_00, 100_000_00, False)]),
        (AIDED[1], "printed", [(250_000_00, 90_00, 90_000_00, False)]),
        (AIDED[1], "per_line", [(250_000_00, 90_00, 90_000_00, True)]),
    ],
)
def test_each_band_has_the_end_the_share_and_the_ceiling_of_the_record(day, option, tops):
    """G8: to 50,000 at 40% (max 20,000); to 100,000 at 60% (30,000); to 150,000 at 80% (40,000). G10."""
    rule = read(mb.get_plan("warm_aid").version_on(day), {"warm_aid.top_band": option}).benefits[1]
    found = [(each.upto and each.upto.value, each.share.value, each.ceiling.value) for each in rule.bands]
    assert found == [
        (50_000_00, 40_00, 20_000_00),
        (100_000_00, 60_00, 30_000_00),
        (150_000_00, 80_00, 40_000_00),
    ]
    above = [
        (top.upto and top.upto.value, top.share.value, top.ceiling.value, top.by_line) for top in rule.tops
    ]
    assert above == tops


def over_cap_bounds(*costs, **readings):
    """The bounds of what the last of several costs above the ceiling of one year, by setting, is due."""
    claims = [
        mb.Claim(
            id=f"C-{number}",
            member="M-1",
            enrolment=mb.Enrolment(plan="warm_aid", cover_from=date(2019, 1, 1)),
            event=mb.MedicalExpense(
                happened_on=date(2019, 6, 1), setting=setting, self_paid=Decimal(0), over_cap=Decimal(sum_)
            ),
        )
        for number, (setting, sum_) in enumerate(costs)
    ]
    *_, last = mb.assess_all(claims, readings=readings)
    return last.low, last.high


@pytest.mark.parametrize("paid", ["162900.00", "188238.00", "188961.00"])
def test_the_published_payouts_lie_within_the_bounds_of_costs_that_one_reading_pays_so(paid):
    """Contradiction 15: each of the three payouts fits the remainder's costs, two the lines' as well."""
    paid = Decimal(paid)
    costs = (150_000 + (paid - 90_000) / Decimal("0.9")).quantize(FEN)
    low, high = over_cap_bounds(("inpatient", costs))
    assert low <= paid == high
    if paid > 180_000:
        rest = (paid - 180_000) / Decimal("0.4")
        lines = [("inpatient", 250_000), ("outpatient", rest)]
        assert over_cap_bounds(*lines, **{"warm_aid.top_band": "per_line"}) == (paid - 180_000,) * 2
        low, high = over_cap_bounds(*lines)
        assert low <= paid - 180_000 <= high


@pytest.mark.parametrize("before", [[], ["150000"], ["250000"], ["300000"]])
@pytest.mark.parametrize("setting", ["inpatient", "outpatient"])
@pytest.mark.parametrize("now", ["10", "50000", "130000"])
def test_the_bounds_are_those_of_the_three_readings(before, setting, now):
    costs = [*(("inpatient", sum_) for sum_ in before), (setting, now)]
    sums = []
    for option in ("remainder", "printed", "per_line"):
        low, high = over_cap_bounds(*costs, **{"warm_aid.top_band": option})
        assert low == high
        sums.append(low)
    assert over_cap_bounds(*costs) == (min(sums), max(sums))


def waivers_in(value):
    if isinstance(value, Frozen):
        own = getattr(value, "waiver", None)
        return ([own] if own else []) + [w for part in value.__dict__.values() for w in waivers_in(part)]
    return [w for part in value for w in waivers_in(part)] if isinstance(value, tuple) else []


def test_a_renewal_waives_the_wait_of_the_first_women_s_plan_and_perhaps_of_the_last():
    """C5: no waiting or reduced period if renewed. C12 says nothing of it. A waiver is 1 or 0."""
    first, second, last = (waivers_in(version) for version in mb.get_plan("female_illness").versions)
    assert [waiver.value for waiver in first] == [1] * 4
    assert second == []
    assert {(waiver.low, waiver.high) for waiver in last} == {(0, 1)}


def test_warm_aid_has_a_stated_fee_of_zero():
    """G13: free. That is a figure of the record, not one that is missing."""
    assert [version.fee.value for version in mb.get_plan("warm_aid").versions] == [0, 0]


def test_the_doubts_of_a_version_begin_on_its_first_day():
    since = {
        (plan.code, version.effective_from): {doubt.since for doubt in version.doubts}
        for plan in mb.all_plans()
        for version in plan.versions
        if version.doubts
    }
    # The later terms of 暖·互助 may have applied from the year after the first ones began.
    assert since.pop(("warm_aid", date(2012, 5, 1))) == {date(2013, 1, 1)}
    # A15: the product types B to E of the accident plan were added in 2017.
    assert since.pop(("accident", date(2016, 1, 1))) == {date(2017, 1, 1)}
    # The nine classes of D4 are later than the list of 2005; the two shares of D9 are those of 2024.
    assert since.pop(("critical_illness", date(2005, 8, 1))) == {date(2005, 8, 1), date(2005, 8, 18)}
    assert since.pop(("critical_illness", date(2018, 1, 1))) == {date(2018, 1, 1), date(2024, 1, 1)}
    # E4: one share a person in 2024.
    assert since.pop(("hospital_allowance", date(2015, 1, 1))) == {date(2015, 1, 1), date(2024, 1, 1)}
    assert since == {(plan, first): {first} for plan, first in since}
    assert len(since) == 9
