"""Revaluations of synthetic portfolios: lines, frames, texts and errors."""

import re
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
import small_plans as small
from oracle_revaluation import WAYS, added, fen

import mutual_benefits as mb
from mutual_benefits import scenarios
from mutual_benefits.errors import InvalidScenario, MissingExtra
from mutual_benefits.rules import ExcludedCauses, FactAmong, LumpSum
from mutual_benefits.rules.own_facts import Fact
from mutual_benefits.rules.words import Word


@pytest.fixture(scope="module")
def portfolio():
    return scenarios.synthetic_portfolio(5_000, seed=21)


@pytest.fixture(scope="module")
def revalued(portfolio):
    old, new = mb.get_plan("accident").versions
    return scenarios.revalue(portfolio, before=old, after=new, plan="accident", unit="fen")


def test_the_rows_of_other_plans_are_left_out(portfolio, revalued):
    own = portfolio.filter(plan="accident")
    old, new = mb.get_plan("accident").versions
    assert revalued == scenarios.revalue(own.drop("plan"), before=old, after=new, plan="accident", unit="fen")
    assert revalued.claims == len(own)
    assert scenarios.revalue(own, before=old, after=new, unit="fen") == revalued
    assert scenarios.revalue(portfolio, before="accident", after=new, unit="fen").claims == len(own)
    with pytest.raises(InvalidScenario, match="of the plans accident, critical_illness"):
        scenarios.revalue(portfolio, before=old, after=new, unit="fen")
    with pytest.raises(InvalidScenario, match="no argument names the plan"):
        scenarios.revalue(own.drop("plan"), before=old, after=new, unit="fen")


def test_a_row_of_no_plan_is_not_left_out_without_a_word(portfolio):
    plan = pl.when(pl.int_range(pl.len()) == 3).then(pl.lit("acident")).otherwise("plan")
    with pytest.raises(mb.InvalidTable, match="column plan names acident, which no plan") as caught:
        scenarios.revalue(portfolio.with_columns(plan=plan), before="accident", after={}, unit="fen")
    assert caught.value.columns == ("plan",)


def test_lines_add_up_to_the_total(revalued):
    def sums(lines, name):
        return added(fen(getattr(line, name)) for line in lines)

    for lines in (revalued.by_tier, revalued.by_year, revalued.by_benefit):
        for name in ("before", "after", "movement"):
            assert sums(lines, name) == fen(getattr(revalued.total, name)), name
    for way in ("claims", *WAYS):
        for lines in (revalued.by_tier, revalued.by_year):
            assert sum(getattr(line, way) for line in lines) == getattr(revalued.total, way)
    total = revalued.total
    assert total.claims == total.gain + total.lose + total.stay + total.open
    for line in revalued.by_benefit:
        if line.open == 0:
            assert line.before.amount + line.movement.amount == line.after.amount
            assert line.movement.amount == line.gained.amount - line.lost.amount


def test_the_version_of_2016_raised_the_living_allowance_and_its_days(revalued):
    """20 to 30 yuan a day in tier 26 and 15 to 20 days, as the seed's table says."""
    claim = pl.DataFrame(
        {
            "happened_on": [date(2016, 5, 4)],
            "cover_from": [date(2016, 1, 1)],
            "fee_tier": ["26"],
            "living_days": [40],
        }
    )
    old, new = mb.get_plan("accident").versions
    result = scenarios.revalue(claim, before=old, after=new, plan="accident", unit="fen")
    assert result.total.before.amount == Decimal("300.00")
    assert result.total.after.amount == Decimal("600.00")
    assert result.largest[0].claim.id == "row 0"
    assert "−" not in str(result)
    assert "+300.00 yuan" in str(result)
    assert "+300.00元" in result.explain("zh")
    back = scenarios.revalue(claim, before=new, after=old, plan="accident", unit="fen")
    assert back.total.lost.amount == Decimal("300.00")
    assert "−300.00 yuan" in str(back)


def test_an_amended_term_moves_its_own_benefit_alone():
    version = mb.get_plan("accident").versions[-1]
    draft = version.amend({"living_allowance.rate.100": 90}, label="draft 2027")
    claims = scenarios.synthetic_portfolio(2_000, seed=6, plan="accident")
    result = scenarios.revalue(claims, before=version, after=draft, unit="fen")
    assert result.total.open == 0
    assert result.total.before.high is None  # some sums are open, but not their movement
    assert result.total.movement.amount > 0
    assert "living_allowance" not in result.same
    assert {"disability_sum", "care_allowance", "death_sum", "hospital_allowance"} <= set(result.same)
    assert "draft 2027" in result.after.en
    assert "draft 2027" in result.after.zh
    assert "Hospital allowance" in str(result)


def test_movements_of_a_fen_are_counted_fen_by_fen_and_explained():
    version = mb.get_plan("accident").versions[-1]
    draft = version.amend({"living_allowance.rate.100": Decimal("79.99")})
    columns = {"happened_on": [date(2017, 5, 4)] * 2, "cover_from": [date(2017, 1, 1)] * 2}
    claims = pl.DataFrame({**columns, "fee_tier": ["100"] * 2, "living_days": [1, 3]})
    lost = scenarios.revalue(claims, before=version, after=draft, plan="accident", unit="fen")
    assert [(one.least, one.below, one.claims) for one in lost.distribution] == [
        (Decimal("-0.03"), Decimal("-0.02"), 1),
        (Decimal("-0.01"), Decimal("0.00"), 1),
    ]
    assert [(one.row, one.movement.amount) for one in lost.largest] == [
        (1, Decimal("-0.03")),
        (0, Decimal("-0.01")),
    ]


def test_a_row_that_moves_is_explained_as_the_claim_that_it_tells():
    """Money in yuan; the kind of event is told by the cells that are filled."""
    expense = {"setting": "inpatient", "self_paid": 900_000, "over_cap": 200_000, "other_cover": 1_000}
    loss = {"peril": "fire", "loss": 90_000}
    share, part = {"stay_share.share.ordinary": 30}, {"fire_loss.percentage": 20}
    for plan, amended, cells in (("warm_aid", share, expense), ("non_work_accident", part, loss)):
        version = mb.get_plan(plan).versions[-1]
        days = {"cover_from": [date(2018, 8, 1)], "happened_on": [date(2018, 12, 1)]}
        rows = pl.DataFrame(days | {name: [cell] for name, cell in cells.items()})
        draft = version.amend(amended)
        (moved,) = scenarios.revalue(rows, before=version, after=draft, plan=plan, unit="fen").largest
        told = {name: getattr(moved.claim.event, name) for name in cells}
        assert told == {name: c if isinstance(c, str) else Decimal(c) / 100 for name, c in cells.items()}


def test_a_benefit_that_shares_a_limit_with_a_changed_one_is_not_the_same():
    version = mb.get_plan("non_work_accident").versions[-1]
    draft = version.amend({"death_sum.sum": 25_000}, label="draft")
    claims = scenarios.synthetic_portfolio(200, seed=6, plan="non_work_accident")
    same = set(scenarios.revalue(claims, before=version, after=draft, unit="fen").same)
    assert "disability_sum" not in same
    assert {"fire_loss", "pipe_loss", "child_death_sum"} <= same
    closing = mb.get_plan("critical_illness").versions[-1]
    draft = closing.amend({"illness_sum.sum": 12_000}, label="draft")
    claims = scenarios.synthetic_portfolio(200, seed=6, plan="critical_illness")
    assert scenarios.revalue(claims, before=closing, after=draft, unit="fen").same == ()
    old, new = mb.get_plan("accident").versions
    claims = scenarios.synthetic_portfolio(200, seed=6, plan="accident")
    assert scenarios.revalue(claims, before=old, after=new, unit="fen").same == ()


def test_a_movement_has_the_bounds_of_the_whole_claim_where_no_benefit_is_the_same():
    """Two open sums of up to 400.00 yuan come to at most 500.00 under the limit that they share."""
    most = small.limit("most", "fen", 500_00)
    before, after = (
        small.plan(
            small.version(
                *(
                    small.benefit(LumpSum, code, when="died", sum=small.between(0, high), limits=(most,))
                    for code in codes
                )
            )
        )
        for high, codes in ((400_00, ("a", "b")), (300_00, ("c", "d")))
    )
    died = small.claim(1, mb.Injury(happened_on=date(2020, 5, 4), died=True))
    found = scenarios.revalue(small.table([died]), before=before, after=after, plan="small", unit="fen")
    assert (found.total.movement.low, found.total.movement.high) == (-500, 500)


def test_a_benefit_that_shares_a_limit_with_one_that_is_gone_is_not_the_same():
    """By hand: of 500 yuan in all, the first leaves 100 to the second, of which 300 are due without it."""
    most = small.limit("most", "fen", 500_00)
    first, second = (
        small.benefit(LumpSum, code, when="died", sum=small.figure(fen), limits=(most,))
        for code, fen in (("first", 400_00), ("second", 300_00))
    )
    died = small.claim(1, mb.Injury(happened_on=date(2020, 5, 4), died=True))
    before, after = (small.plan(small.version(*benefits)) for benefits in ((first, second), (second,)))
    found = scenarios.revalue(small.table([died]), before=before, after=after, plan="small", unit="fen")
    moved = {line.of: line.movement.amount for line in found.by_benefit}
    assert moved == {"first": -400, "second": 200}


def test_a_benefit_of_the_same_rule_moves_where_the_books_read_a_claim_differently():
    """The first book does not know the cause, and takes who does not say that they are retired for active."""
    excluded = small.benefit(LumpSum, "sum", when="died", sum=small.figure(100_00))
    causes = ExcludedCauses(causes=("drunk_driving",), **small.SOURCED)
    word = Word(fact="cause", code="mooring", name=small.NAME)
    retired = FactAmong(fact="retired", among=(True,), reason="active", words=small.NAME, **small.SOURCED)
    flags = [Fact(kind="flag", name=small.NAME, default=default) for default in (False, True)]
    ways = (
        [{"conditions": (causes,), "words": words} for words in ((), (word,))],
        [{"conditions": (retired,), "facts": {"retired": flag}} for flag in flags],
    )
    died = small.claim(1, mb.Injury(happened_on=date(2020, 5, 4), died=True, cause="mooring"))
    for books, movement in zip(ways, ((0, 100), (100, 100)), strict=True):
        before, after = (small.plan(small.version(excluded, **more)) for more in books)
        found = scenarios.revalue(small.table([died]), before=before, after=after, plan="small", unit="fen")
        assert found.same == ()
        for line in (found.total, *found.by_benefit):
            assert (line.movement.low, line.movement.high, line.stay) == (*movement, 0)


def test_a_version_that_begins_later_moves_the_claims_until_then():
    """By hand: the sum is 100 yuan at first, then 200 from 2021 on, or only from 2022 on."""
    first, then = (
        small.version(small.benefit(LumpSum, "sum", when="died", sum=small.figure(fen)))
        for fen in (100_00, 200_00)
    )
    before, after = (
        small.plan(first, then.model_copy(update={"effective_from": date(year, 1, 1)}))
        for year in (2021, 2022)
    )
    died = small.claim(1, mb.Injury(happened_on=date(2021, 5, 4), died=True), cover_from=date(2021, 1, 1))
    found = scenarios.revalue(small.table([died]), before=before, after=after, plan="small", unit="fen")
    assert found.same == ()
    assert found.by_benefit[0].movement.amount == found.total.movement.amount == -100


def test_an_open_sum_does_not_move_before_a_version_that_begins_later():
    """By hand: the sum is open up to 100 yuan at first, and 200 yuan from 2021 on."""
    open_, then = (
        small.version(small.benefit(LumpSum, "sum", when="died", sum=one), effective_from=date(year, 1, 1))
        for one, year in ((small.between(0, 100_00), 2020), (small.figure(200_00), 2021))
    )
    before, after = small.plan(open_), small.plan(open_, then)
    claims = [
        small.claim(place, mb.Injury(happened_on=day, died=True), cover_from=day)
        for place, day in enumerate((date(2020, 12, 31), date(2021, 1, 1)))
    ]
    how = {"before": before, "after": after, "plan": "small", "unit": "fen"}
    found = scenarios.revalue(small.table(claims), **how)
    assert [fen(line.movement) for line in found.by_year] == [(0, 0), (100_00, 200_00)]
    assert fen(found.by_benefit[0].movement) == fen(found.total.movement) == (100_00, 200_00)
    assert (found.total.stay, found.total.gain, found.total.open) == (1, 1, 0)
    told = scenarios.revalue(small.table(claims), **how, readings={"version.date": "cover_start"})
    assert fen(told.total.movement) == (0, 300_00)


def test_the_largest_movements_follow_the_readings_of_each_book(portfolio):
    readings = {"consolation.day_cap": "together"}
    found = scenarios.revalue(
        portfolio, before="accident", after=readings, plan="accident", unit="fen", largest=5
    )
    assert found.largest
    for moved in found.largest:
        assert moved.after.low - moved.before.low == moved.movement.amount != 0


def test_claims_that_only_one_rule_book_answers_are_counted_apart():
    claims = scenarios.synthetic_portfolio(800, seed=6, plan="non_work_accident")
    old, new = (mb.get_plan("non_work_accident").versions[place] for place in (0, -1))
    result = scenarios.revalue(claims, before=old, after=new, unit="fen")
    (part,) = result.unanswered
    assert (part.reason_before, part.reason_after) == ("not_covered", None)
    assert part.claims == claims.filter(kind="child_injury").height
    assert part.before is None
    assert part.after.high >= part.after.low >= 0
    assert result.total.claims + part.claims == result.claims == 800
    assert "not_covered" in str(result)


def test_earlier_usage_counts():
    claim = pl.DataFrame(
        {
            "id": ["C-1"],
            "member": ["M-1"],
            "happened_on": [date(2016, 5, 4)],
            "cover_from": [date(2016, 1, 1)],
            "fee_tier": ["100"],
            "living_days": [20],
        }
    )
    used = mb.Used(
        plan="accident", limit="living_days", member="M-1", since=date(2016, 1, 1), low=175, high=175
    )
    old, new = mb.get_plan("accident").versions
    result = scenarios.revalue(
        claim, before=old, after=new, plan="accident", usage=mb.Usage(used=(used,)), unit="fen"
    )
    assert result.total.after.amount == Decimal("400.00")
    assert result.largest[0].after.total == Decimal("400.00")


@pytest.mark.parametrize("kind", [pl.String, pl.Int64, pl.Enum([str(number) for number in range(1, 13)])])
def test_the_claims_of_a_member_are_explained_in_the_order_of_the_text_of_their_ids(kind):
    """By hand: 180 days of a cover in six stays of 30, and 120 in four; 10, 11 and 12 come before 2."""
    new = mb.get_plan("accident").versions[-1]
    numbers = range(1, 13)
    claims = pl.DataFrame(
        {
            "id": pl.Series([str(number) for number in numbers]).cast(kind),
            "member": "M-1",
            "fee_tier": "100",
            "cover_from": date(2016, 1, 1),
            "happened_on": date(2016, 5, 4),
            "hospital_days": 30,
            "disability_grade": 5,
        }
    )
    fewer = new.amend({"limits.hospital_days": 120}, label="fewer")
    found = scenarios.revalue(claims, before=new, after=fewer, plan="accident")
    assert [moved.claim.id for moved in found.largest] == ["2", "3"]
    for moved in found.largest:
        assert moved.after.low - moved.before.low == moved.movement.amount == -2_400


def test_without_members_each_claim_is_explained_by_itself_and_ids_may_repeat():
    new = mb.get_plan("accident").versions[-1]
    claims = pl.DataFrame(
        {"id": ["A", "A", None, "row 2"], "fee_tier": "100", "living_days": 20}
        | dict.fromkeys(("cover_from", "happened_on"), date(2016, 5, 4))
    )
    more = new.amend({"living_allowance.rate.100": 90}, label="more")
    found = scenarios.revalue(claims, before=new, after=more, plan="accident")
    assert [moved.claim.id for moved in found.largest] == ["A", "A", "row 2", "row 2"]
    assert {(moved.before.total, moved.after.total) for moved in found.largest} == {(1_600, 1_800)}


def test_frames_hold_the_lines_in_fen(revalued):
    tiers = revalued.frame("tier")
    assert tiers["tier"].to_list() == [line.of for line in revalued.by_tier] == ["26", "50", "74", "100"]
    assert tiers["gain"].to_list() == [line.gain for line in revalued.by_tier]
    for name in ("before", "movement", "lost"):
        kept = list(zip(tiers[f"{name}_low_fen"], tiers[f"{name}_high_fen"], strict=True))
        assert kept == [fen(getattr(line, name)) for line in revalued.by_tier]
    assert revalued.frame("benefit", backend="pyarrow").column("benefit").to_pylist() == [
        line.of for line in revalued.by_benefit
    ]
    assert list(revalued.frame("year", backend="pandas")["year"]) == [2014, 2015, 2016, 2017]
    assert revalued.frame("total").height == 1
    parts = revalued.frame("distribution")
    assert parts["claims"].sum() == revalued.total.gain + revalued.total.lose
    largest = revalued.frame("largest")
    assert largest["id"].to_list() == [moved.claim.id for moved in revalued.largest]
    assert largest["movement_low_fen"].is_sorted(descending=True)
    with pytest.raises(ValueError, match="by is 'tiers'; give one of total, tier"):
        revalued.frame("tiers")


def test_a_revaluation_is_an_immutable_value_that_prints_itself_in_both_languages(revalued):
    assert str(revalued) == revalued.explain("en")
    for lang in ("en", "zh"):
        text = revalued.explain(lang)
        assert revalued.before.in_(lang) in text
        for code, name in revalued.names:
            if any(line.of == code for line in revalued.by_benefit):
                assert name.in_(lang) in text
    assert "<script" not in revalued._repr_html_()
    assert "调整后" in revalued._repr_html_()
    assert f"{revalued.total.gain:,}" in revalued._repr_html_()
    rows = [len(re.findall("<t[dh]", row)) for row in revalued._repr_html_().split("<tr>")[1:]]
    assert set(rows) == {rows[0], 1}  # every line has a cell below each heading; a title is one cell
    with pytest.raises(ValueError, match="lang is 'fr'"):
        revalued.explain("fr")
    with pytest.raises(ValueError, match="lang is 'fr'"):
        revalued.largest[0].explain("fr")
    with pytest.raises(ValueError, match="frozen"):
        revalued.claims = 3
    assert hash(revalued.total) == hash(revalued.total.model_copy())


def test_one_tier_in_two_spellings_is_one_line(portfolio):
    old, new = mb.get_plan("accident").versions
    own = portfolio.filter(plan="accident", fee_tier="100").head(6)
    other = own.with_columns(fee_tier=pl.Series(["100", "100元", "Tier 100", "１００", " 100", "100 yuan"]))
    found = scenarios.revalue(other, before=old, after=new, unit="fen", largest=0)
    assert found == scenarios.revalue(own, before=old, after=new, unit="fen", largest=0)
    assert [line.of for line in found.by_tier] == ["100"]


def test_whole_numbers_of_money_need_a_unit_and_mean_what_it_says():
    claims = scenarios.synthetic_portfolio(50, seed=2, plan="warm_aid")
    old, new = mb.get_plan("warm_aid").versions
    for call in (scenarios.revalue, scenarios.movements):
        with pytest.raises(mb.InvalidTable, match="may mean fen or yuan") as caught:
            call(claims, before=old, after=new, plan="warm_aid")
        assert caught.value.columns == ("self_paid", "over_cap")
        assert caught.value.choices == ("fen", "yuan")
    with pytest.raises(mb.InvalidTable, match="may mean fen or yuan"):
        scenarios.compare(claims, [old, new], attribute=False)
    with pytest.raises(mb.InvalidTable, match="may mean fen or yuan"):
        scenarios.sensitivities(claims, new)
    objects = claims.to_pandas().drop(columns=["over_cap"]).astype({"self_paid": object})
    with pytest.raises(mb.InvalidTable, match="Python's whole numbers"):
        scenarios.revalue(objects, before=old, after=new, plan="warm_aid", unit="fen")
    money = pl.col("self_paid", "over_cap")
    in_yuan = claims.with_columns(money // 100)
    in_fen = claims.with_columns(money // 100 * 100)
    exact = claims.with_columns((money // 100).cast(pl.Decimal(18, 2)))
    found = [
        scenarios.revalue(each, before=old, after=new, plan="warm_aid", unit=unit, largest=0)
        for each, unit in ((in_fen, "fen"), (in_yuan, "yuan"), (exact, None), (exact, "fen"), (exact, "yuan"))
    ]
    assert all(each == found[0] for each in found)
    assert found[0].total.after.low > 0


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
@pytest.mark.parametrize("beyond", [2**62 + 5_000, 2**63 - 1, 2**64 - 1, -1, 5_000 - 2**62])
def test_an_amount_of_yuan_beyond_all_bounds_is_left_out(beyond, backend):
    kind = pl.UInt64 if beyond >= 2**63 else pl.Int64
    rows = pl.DataFrame(
        {
            "cover_from": [date(2019, 1, 1)] * 2,
            "happened_on": [date(2019, 4, 2)] * 2,
            "self_paid": pl.Series([beyond, 5_000], dtype=kind),
        }
    )
    claims = {"polars": rows, "pandas": rows.to_pandas(), "pyarrow": rows.to_arrow()}[backend]
    before, after = mb.get_plan("warm_aid").versions[-2:]
    found = scenarios.revalue(claims, before=before, after=after, plan="warm_aid", unit="yuan", largest=0)
    assert found.total.claims == 1
    (part,) = found.unanswered
    assert (part.reason_before, part.reason_after, part.claims) == (*["invalid_self_paid"] * 2, 1)


def test_a_row_without_a_plan_belongs_to_the_plan_that_is_named(portfolio):
    """As `assess_table` has it."""
    old, new = mb.get_plan("accident").versions
    own = portfolio.filter(plan="accident").head(4)
    blank = own.with_columns(plan=pl.lit(None, dtype=pl.String))
    found = scenarios.revalue(blank, before=old, after=new, plan="accident", unit="fen", largest=0)
    assert found == scenarios.revalue(own, before=old, after=new, unit="fen", largest=0)


def test_the_number_of_largest_movements_is_the_one_asked_for(portfolio):
    old, new = mb.get_plan("accident").versions
    for largest in (0, 1, 7):
        result = scenarios.revalue(
            portfolio, before=old, after=new, plan="accident", largest=largest, unit="fen"
        )
        assert len(result.largest) == largest
    for wrong in (-1, 1.5, True):
        with pytest.raises((InvalidScenario, mb.InvalidArgument), match="largest is"):
            scenarios.revalue(portfolio, before=old, after=new, plan="accident", largest=wrong, unit="fen")


def test_a_table_without_claims_has_sums_of_zero(portfolio):
    result = scenarios.revalue(portfolio.clear(), before="accident", after={}, unit="fen")
    assert (result.claims, result.total.claims) == (0, 0)
    assert fen(result.total.before) == fen(result.total.movement) == (0, 0)
    assert result.by_tier == result.by_benefit == result.by_year == result.largest == ()
    assert str(result)


def test_sums_that_may_not_fit_in_64_bits_are_refused():
    claim = pl.DataFrame(
        {
            "happened_on": [date(2016, 5, 4)],
            "cover_from": [date(2016, 1, 1)],
            "self_paid": [10**13],
            "over_cap": [0],
        }
    )
    many = claim[[0] * 400_000]
    with pytest.raises(mb.InvalidTable, match=r"400000 claims of up to .* fen may not fit in 64 bits"):
        scenarios.revalue(many, before="hospital_medical", after={}, unit="fen")
    assert scenarios.revalue(claim, before="hospital_medical", after={}, unit="fen").claims == 1


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        ({"before": "accidents", "after": {}}, mb.UnknownPlan, "did you mean 'accident'"),
        (
            {"before": "accident", "after": "warm_aid"},
            InvalidScenario,
            "two plans, 'accident' and 'warm_aid'",
        ),
        ({"before": "accident", "after": {"consolation.day_cup": "each"}}, mb.UnknownReading, "no reading"),
        ({"before": 7, "after": {}, "plan": "accident"}, TypeError, "before is 7; give text or a Plan"),
    ],
)
def test_wrong_rule_books_are_named(portfolio, arguments, error, says):
    with pytest.raises(error, match=says):
        scenarios.revalue(portfolio, **arguments, unit="fen")


def test_a_column_with_nearly_the_name_of_one_that_is_read_is_refused(portfolio):
    misspelt = portfolio.filter(plan="accident").rename({"living_days": "living_day"})
    with pytest.raises(mb.InvalidTable, match="living_days"):
        scenarios.revalue(misspelt, before="accident", after={}, unit="fen")


def test_what_is_no_table_is_refused():
    with pytest.raises(mb.InvalidTable, match="the claims are a list, not a data frame"):
        scenarios.revalue([], before="accident", after={})


def test_a_row_that_is_no_valid_claim_is_told_as_unanswered():
    claim = pl.DataFrame(
        {
            "id": ["C" * 201],
            "happened_on": [date(2016, 5, 4)],
            "cover_from": [date(2016, 1, 1)],
            "fee_tier": ["26"],
            "living_days": [40],
        }
    )
    old, new = mb.get_plan("accident").versions
    result = scenarios.revalue(claim, before=old, after=new, plan="accident", unit="fen")
    (part,) = result.unanswered
    assert (part.reason_before, part.reason_after, part.claims) == ("invalid_id", "invalid_id", 1)
    told = "1 件（调整前：“编号”有误（invalid_id）；调整后：“编号”有误（invalid_id））"
    assert told in result.explain("zh")
    assert told in scenarios.tables.revaluation(result, lang="zh").as_raw_html()


def test_without_polars_an_error_says_what_to_install(monkeypatch, portfolio):
    import sys

    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtra, match="install the extra"):
        scenarios.revalue(portfolio, before="accident", after={}, unit="fen")
