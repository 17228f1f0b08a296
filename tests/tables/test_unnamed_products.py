"""Claims that name no product where several are sold: answered only if all products come to the same.

One claim, a table on every engine, and a list of claims say the same. What is right is figured here.
"""

from datetime import date, timedelta
from itertools import product as combined

import pytest
import strategies_tables as our
from small_plans import SOURCED, benefit, between, by, claim, figure, limit, plan, table, version

import mutual_benefits as mb
from mutual_benefits.assessment.assess import assess_verb_by_verb
from mutual_benefits.rules import LumpSum, PerDiem

each_engine = pytest.mark.parametrize("engine", our.ENGINES)
NEWEST = {"product.unnamed": "newest"}


def days_of(rate, cap, *, per="event", waiting=0):
    limits = (limit("days", "day", cap, per=per),)
    return benefit(
        PerDiem, "stay", days="hospital_days", rate=figure(rate), waiting_days=figure(waiting), limits=limits
    )


def death_of(amount):
    return benefit(LumpSum, "death", when="died", sum=figure(amount))


def injury(day, days=0, **facts):
    return mb.Injury(happened_on=day, hospital_days=days, **facts)


# Two products from 2020 on, a third from 2022: the rate and the most days of each.
PRODUCTS = {"short": (2020, 100_00, 10), "long": (2020, 100_00, 20), "dear": (2022, 120_00, 20)}
OWN = plan(
    *(
        version(days_of(rate, cap), product=name, effective_from=date(year, 1, 1))
        for name, (year, rate, cap) in PRODUCTS.items()
    )
)
CLAIMS = [
    claim(number, injury(day, days), member=f"M-{number}", product=name, cover_from=day - timedelta(9))
    for number, (day, days, name) in enumerate(
        combined(
            (date(2019, 12, 31), date(2020, 1, 1), date(2021, 12, 31), date(2022, 1, 1), date(2024, 2, 29)),
            (0, 1, 10, 11, 20, 21),
            (None, *PRODUCTS),
        )
    )
]


def sums_of(told):
    """What each product pays of those that are sold on the day and that the claim may mean."""
    day, days, named = told.event.happened_on, told.event.hospital_days, told.enrolment.product
    return {
        rate * (days if days < cap else cap)
        for name, (year, rate, cap) in PRODUCTS.items()
        if day.year >= year and named in (None, name)
    }


def wanted(told):
    sums = sums_of(told)
    if not sums:
        return None, "no_version_in_force"
    return (None, "unknown_product") if len(sums) > 1 else (sums.pop(), None)


@each_engine
def test_rows_without_a_product_are_answered_where_all_products_pay_the_same(engine):
    rows = our.dicts(
        mb.assess_table(our.ENGINES[engine].make(table(CLAIMS)), plan=OWN, unit="fen", caveats=True)
    )
    found = {row["id"]: (row["total_fen"], row["reason"]) for row in rows}
    assert found == {told.id: wanted(told) for told in CLAIMS}
    unnamed = {told.id for told in CLAIMS if told.enrolment.product is None}
    for row in rows:
        agree = "products_agree" in (row["caveats"] or "").split(";")
        assert agree is (row["id"] in unnamed and row["status"] != "invalid")


@pytest.mark.parametrize("assess", [mb.assess, assess_verb_by_verb])
def test_claims_without_a_product_are_answered_where_all_products_pay_the_same(assess):
    for told in CLAIMS:
        total, reason = wanted(told)
        if reason is None:
            assert assess(told, plan=OWN).total * 100 == total
        else:
            error = mb.UnknownProduct if reason == "unknown_product" else mb.NoVersionInForce
            with pytest.raises(error) as raised:
                assess(told, plan=OWN)
            if reason == "unknown_product":
                sold = {name for name, (year, *_) in PRODUCTS.items() if told.event.happened_on.year >= year}
                assert set(raised.value.choices) == sold
                assert raised.value.claim is told


@each_engine
def test_the_newest_product_answers_all_of_them_if_the_reading_says_so(engine):
    told = [one for one in CLAIMS if one.enrolment.product is None]
    frame = our.ENGINES[engine].make(table(told))
    rows = our.dicts(mb.assess_table(frame, plan=OWN, unit="fen", readings=NEWEST, caveats=True))
    for row, one in zip(sorted(rows, key=lambda row: row["id"]), told, strict=True):
        day, days = one.event.happened_on, one.event.hospital_days
        if day.year < 2020:
            assert row["reason"] == "no_version_in_force"
            continue
        _, rate, cap = PRODUCTS["dear" if day.year >= 2022 else "long"]
        result = mb.assess(one, plan=OWN, readings=NEWEST)
        codes = row["caveats"].split(";")
        assert (row["total_fen"], codes[0]) == (rate * min(days, cap), "product_left_out")
        assert codes == list(dict.fromkeys(caveat.code for caveat in result.caveats))
        assert result.total * 100 == row["total_fen"]
        unanswered = [caveat.text.en for caveat in result.caveats if caveat.code == "reading_unanswered"]
        assert any("a claim that names no product" in text for text in unanswered) is (len(sums_of(one)) > 1)


def answered(own, *claims, readings=None):
    """The total and the reason of each row of a table, which are those of `assess_all`."""
    rows = our.dicts(mb.assess_table(table(list(claims)), plan=own, unit="fen", readings=readings))
    alone = list(mb.assess_all(claims, plan=own, readings=readings, on_error="yield"))
    for row, result in zip(rows, alone, strict=True):
        wrong = isinstance(result, mb.MutualBenefitsError)
        assert (row["status"] == "invalid") is wrong
        assert wrong or (row["low_fen"], row["reason"]) == (result.low * 100, result.reason)
    return [(row["total_fen"], row["reason"]) for row in rows]


JUNE = date(2020, 6, 1)


@pytest.mark.parametrize(
    ("caps", "found"),
    [((5, 5), [(500_00, None), (0, None)]), ((5, 6), [(None, "unknown_product"), (None, "unknown_product")])],
)
def test_a_claim_is_answered_whatever_earlier_claims_used_or_not_at_all(caps, found):
    """With 5 and 6 days a cover period both pay 5 days now; what is left for the next claim differs."""
    own = plan(
        *(
            version(days_of(100_00, cap, per="cover_period"), product=name)
            for name, cap in zip("ab", caps, strict=True)
        )
    )
    first, second = (claim(number, injury(JUNE, 5)) for number in (1, 2))
    assert answered(own, first, second) == found


def test_equal_sums_for_other_numbers_of_days_are_not_the_same():
    own = plan(
        version(days_of(100_00, 9, per="cover_period"), product="a"),
        version(days_of(200_00, 9, per="cover_period", waiting=2), product="b"),
    )
    assert answered(own, claim(1, injury(JUNE, 4))) == [(None, "unknown_product")]
    assert answered(own, claim(1, injury(JUNE, 0))) == [(0, None)]


def test_products_that_pay_the_same_by_other_benefits_do_not_come_to_the_same():
    accident = benefit(LumpSum, "accident", when="died", sum=figure(100_00))
    own = plan(version(death_of(100_00), product="a"), version(accident, product="b"))
    assert answered(own, claim(1, injury(JUNE, died=True))) == [(None, "unknown_product")]
    assert answered(own, claim(1, injury(JUNE))) == [(0, None)]


def test_an_event_that_only_one_product_covers_needs_the_name():
    illness = benefit(LumpSum, "illness", event="diagnosis", when="disease", sum=figure(1))
    own = plan(version(death_of(1), product="a"), version(death_of(1), illness, product="b"))
    ill = mb.Diagnosis(happened_on=JUNE, disease="fever")
    died = claim(1, injury(JUNE, died=True))
    assert answered(own, died) == [(1, None)]
    with pytest.raises(mb.UnknownProduct):
        mb.assess(claim(1, ill), plan=own)
    told = mb.HospitalStay(happened_on=JUNE, days=1)
    with pytest.raises(mb.NotCovered):
        mb.assess(claim(1, told), plan=own)
    assert mb.assess(claim(1, ill, product="b"), plan=own).total
    reverse = plan(version(death_of(1), illness, product="a"), version(death_of(1), product="b"))
    assert answered(reverse, claim(1, ill)) == answered(own, claim(1, ill)) == [(None, "unknown_product")]
    assert answered(reverse, died) == [(1, None)]


def test_a_fee_tier_that_only_one_product_has_needs_the_name():
    def tiers(*codes):
        return tuple(mb.FeeTier(code=code, ordinary=1, high_risk=1, **SOURCED) for code in codes)

    own = plan(
        version(death_of(1), product="a", fee_tiers=tiers("50")),
        version(death_of(1), product="b", fee_tiers=tiers("50", "74")),
    )
    died = injury(JUNE, died=True)
    told = [claim(number, died, fee_tier=tier) for number, tier in enumerate(("50", "74", "26"))]
    assert answered(own, *told) == [(1, None), (None, "unknown_product"), (None, "unknown_fee_tier")]


def test_a_row_missing_from_the_table_of_one_product_needs_the_name():
    sums = [{"rope": 1}, {"rope": 1, "net": 2}]
    own = plan(
        *(
            version(benefit(LumpSum, "death", when="died", sum=by("cause", rows)), product=name)
            for name, rows in zip("ab", sums, strict=True)
        )
    )
    told = [
        claim(number, injury(JUNE, died=True, cause=cause)) for number, cause in enumerate(("rope", "net"))
    ]
    assert answered(own, *told) == [(1, None), (None, "unknown_product")]


def test_a_version_without_a_product_stands_beside_the_products():
    own = plan(version(death_of(1)), version(death_of(2), product="b", effective_from=date(2021, 1, 1)))
    before, after = (claim(1, injury(day, died=True)) for day in (date(2020, 12, 31), date(2021, 1, 1)))
    assert answered(own, before) == [(1, None)]
    assert answered(own, after) == [(None, "unknown_product")]
    assert answered(own, after, readings=NEWEST) == [(2, None)]
    with pytest.raises(
        mb.UnknownProduct, match="sold a version without a product and b side by side"
    ) as error:
        mb.assess(after, plan=own)
    assert error.value.choices == ("b",)


def test_products_with_the_same_terms_are_no_choice():
    own = plan(version(death_of(1), product="a"), version(death_of(1), product="b"))
    result = mb.assess(claim(1, injury(JUNE, died=True)), plan=own)
    assert (result.total * 100, [caveat.code for caveat in result.caveats]) == (1, [])
    assert "product.unnamed" not in dict(result.readings)
    assert mb.audit(own).of("side_by_side") == ()


@each_engine
def test_a_table_without_the_column_names_no_product(engine):
    told = [one for one in CLAIMS if one.enrolment.product is None]
    frame = table(told)
    assert "product" not in frame.columns
    rows = our.dicts(mb.assess_table(our.ENGINES[engine].make(frame), plan=OWN, unit="fen"))
    assert {row["id"]: (row["total_fen"], row["reason"]) for row in rows} == {
        one.id: wanted(one) for one in told
    }


def test_a_receipt_from_before_the_reading_had_a_name_is_still_verified():
    one = next(told for told in CLAIMS if len(sums_of(told)) > 1)
    receipt = mb.assess(one, plan=OWN, readings=NEWEST).receipt
    kept = tuple(pair for pair in receipt.readings if pair[0] != "product.unnamed")
    older = receipt.model_copy(update={"readings": kept}).sealed()
    assert mb.verify(receipt, one, plan=OWN).ok
    assert mb.verify(older, one, plan=OWN).ok
    frame = table([one])
    result = mb.assess_table(frame, plan=OWN, unit="fen", readings=NEWEST)
    sealed = mb.table_receipt(result, plan=OWN, readings=NEWEST)
    assert mb.verify_table(sealed, result, plan=OWN) == ()
    older = sealed.model_copy(update={"readings": kept}).sealed()
    assert mb.verify_table(older, result, plan=OWN) == ()


def test_descriptions_and_audits_name_what_is_sold_side_by_side():
    women = mb.get_plan("female_illness")
    two_year, one_year = women.versions[1:]
    assert "\nSold side by side with: one_year\n" in mb.describe(women, two_year)
    assert "\n并行办理的产品：两年期（two_year）\n" in mb.describe(women, one_year, "zh")
    assert "side by side" not in mb.describe(women, women.versions[0])
    findings = mb.audit(women).of("side_by_side")
    assert [(found.path, found.product) for found in findings] == [
        ("product.unnamed", "two_year"),
        ("product.unnamed", "one_year"),
    ]
    assert findings[0].text.en.startswith("one_year; a claim that names no product (product.unnamed): ")
    assert "（newest）" in findings[0].text.zh


def test_a_sum_without_a_known_maximum_is_not_the_same_as_nothing():
    open_sum = benefit(LumpSum, "death", when="died", sum=between(0, None))
    own = plan(version(death_of(0), product="a"), version(open_sum, product="b"))
    died = claim(1, injury(JUNE, died=True))
    assert answered(own, died) == [(None, "unknown_product")]
    other = benefit(LumpSum, "illness", event="diagnosis", when="disease", sum=figure(1))
    same = plan(version(open_sum, product="a"), version(open_sum, other, product="b"))
    assert answered(same, died) == [(None, None)]


OTHER = mb.Source(id="other", title=mb.Text(en="another leaflet", zh="另一份材料"))
SAME_CEILINGS = {
    "figures": (
        mb.Figure(value=9, **SOURCED),
        mb.Figure(value=9, source=OTHER, basis=mb.Basis.ASSUMED, note=OTHER.title),
    ),
    "open": (
        mb.Unstated(what=mb.Text(en="days", zh="天数"), low=0),
        mb.Unstated(what=OTHER.title, low=0, source=OTHER, basis=mb.Basis.ASSUMED),
    ),
}


@pytest.mark.parametrize("case", SAME_CEILINGS)
def test_limits_that_differ_in_words_and_sources_alone_are_the_same(case):
    def sold(product, ceiling, name):
        counted = limit("days", "day", ceiling, per="cover_period").model_copy(update={"name": name})
        stay = benefit(PerDiem, "stay", days="hospital_days", rate=figure(100_00), limits=(counted,))
        return version(stay, product=product)

    one, other = SAME_CEILINGS[case]
    own = plan(sold("a", one, SOURCED["source"].title), sold("b", other, OTHER.title))
    due = 400_00 if case == "figures" else None
    assert answered(own, claim(1, injury(JUNE, 4))) == [(due, None)]
    assert answered(own, claim(1, injury(JUNE))) == [(0, None)]


def test_equal_bounds_of_sums_for_other_bounds_of_days_are_not_the_same():
    """Of 10 days, 8 to 9 or 8 to 10 are counted; a limit on money cuts both sums to the same."""

    def sold(product, waiting):
        limits = limit("days", "day", 20), limit("money", "fen", 850_00, per="event")
        stay = benefit(
            PerDiem, "stay", days="hospital_days", rate=figure(100_00), waiting_days=waiting, limits=limits
        )
        return version(stay, product=product)

    stayed = claim(1, injury(JUNE, 10))
    assert answered(plan(sold("a", between(1, 2)), sold("b", between(0, 2))), stayed) == [
        (None, "unknown_product")
    ]
    assert answered(plan(sold("a", between(0, 2)), sold("b", between(0, 2))), stayed) == [(None, None)]


def test_a_draw_without_a_known_maximum_may_be_followed_by_another():
    counted = (limit("money", "fen", None),)
    open_sum = benefit(LumpSum, "death", when="died", sum=between(0, None), limits=counted)
    stay = benefit(PerDiem, "stay", days="hospital_days", rate=figure(100_00), limits=counted)
    other = benefit(LumpSum, "illness", event="diagnosis", when="disease", sum=figure(1))
    own = plan(version(open_sum, stay, product="a"), version(open_sum, stay, other, product="b"))
    assert answered(own, claim(1, injury(JUNE, 3, died=True))) == [(None, None)]


def test_a_benefit_of_nothing_is_no_difference_between_products():
    free = benefit(PerDiem, "stay", days="hospital_days", rate=figure(0))
    own = plan(version(free, death_of(1), product="a"), version(death_of(1), product="b"))
    assert answered(own, claim(1, injury(JUNE, 3))) == [(0, None)]
    assert answered(own, claim(1, injury(JUNE, 3, died=True))) == [(1, None)]


def test_rows_of_other_facts_missing_from_each_product_need_the_name():
    tables = by("cause", {"rope": 1}), by("injury_kind", {"cut": 1})
    own = plan(
        *(
            version(benefit(LumpSum, "death", when="died", sum=sums), product=name)
            for name, sums in zip("ab", tables, strict=True)
        )
    )
    died = {"died": True, "cause": "net", "injury_kind": "burn"}
    assert answered(own, claim(1, injury(JUNE, **died))) == [(None, "unknown_product")]
    assert answered(own, claim(1, injury(JUNE, **died | {"cause": "rope", "injury_kind": "cut"}))) == [
        (1, None)
    ]


def test_products_have_names_in_chinese_where_they_are_asked_for(tmp_path):
    ill = mb.Diagnosis(happened_on=date(2019, 6, 2), disease="肺癌")
    for product, words in (
        (
            "five_year",
            "没有产品“five_year”（enrolment.product）；现有产品：三年期（three_year）、一年期（one_year）",
        ),
        (None, "并行办理三年期（three_year）、一年期（one_year），结果不一致"),
    ):
        cover = mb.Enrolment(plan="critical_illness", cover_from=date(2019, 1, 1), product=product)
        with pytest.raises(mb.UnknownProduct) as raised:
            mb.assess(mb.Claim(id="C-1", member="M-1", enrolment=cover, event=ill))
        assert words in raised.value.in_("zh")
    lines = "C-1,M,2019-01-01,2019-06-02,肺癌,五年期\nC-2,M,2019-01-01,2019-06-02,肺癌,\n"
    file = tmp_path / "claims.csv"
    file.write_text(f"编号,会员,保障起始日,确诊日,病种,产品\n{lines}", "utf-8")
    unknown, unnamed = mb.read_claims(file, plan="critical_illness").wrong
    assert unknown.problems[0].right.zh == "该活动没有此产品；现有产品：三年期、一年期"
    assert "三年期、一年期" in unnamed.problems[0].right.zh
    assert "three_year, one_year" in unnamed.problems[0].right.en
