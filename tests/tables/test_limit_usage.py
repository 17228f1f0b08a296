"""Limits in tables: usage by a history and by earlier rows; the tests of parity check it on every engine."""

from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest
import small_plans as small
import strategies_tables as our
from invented_plan import INVENTED, SOURCED, figure, text

import mutual_benefits as mb
from mutual_benefits.money import to_fen
from mutual_benefits.rulebook.term_path import rewritten
from mutual_benefits.rulebook.version import PlanVersion
from mutual_benefits.rules import CoverEnds, PerDiem
from mutual_benefits.tables import run
from mutual_benefits.tables.columnar.expression import column, steps
from mutual_benefits.tables.columnar.values import ColumnNumber
from mutual_benefits.tables.crowded_members import rows_that_fit

every_plan = pytest.mark.parametrize("plan", our.UNLIKE)


@every_plan
def test_the_history_changes_rows_of_members_with_several_more_claims(plan):
    """Otherwise the tests of parity after a history would check nothing about it."""
    claims, _ = our.claims_after_history(plan)
    after, alone = our.expected_after_history(plan), our.expected(claims)
    changed = [claim for claim in claims if after[claim.id] != alone[claim.id]]
    assert changed
    members = [claim.member for claim in claims]
    assert any(members.count(claim.member) > 1 for claim in changed)


@every_plan
def test_a_lazy_engine_leaves_few_rows_unsettled(plan):
    claims, used = our.claims_after_history(plan)
    rows = our.dicts(mb.assess_table(our.table_of(claims).lazy(), plan=plan, unit="fen", usage=used))
    unsettled = [row["id"] for row in rows if row["reason"] == "limits_unsettled"]
    assert len(rows) > 100
    assert len(unsettled) < len(rows) / 10
    assert len({row["status"] for row in rows}) >= 3


@every_plan
def test_a_history_of_other_plans_and_members_changes_nothing(plan):
    claims, used = our.claims_after_history(plan)
    table = our.table_of(claims)
    plain = mb.assess_table(table, plan=plan, unit="fen")
    others = [
        entry.model_copy(update=changed)
        for entry in used.used
        for changed in ({"plan": "harbour"}, {"member": f"{entry.member}x"})
    ]
    assert mb.assess_table(table, plan=plan, unit="fen", usage=mb.Usage(used=tuple(others))).equals(plain)
    assert mb.assess_table(table, plan=plan, unit="fen", usage=mb.Usage()).equals(plain)


@pytest.mark.parametrize("engine", our.ENGINES)
def test_usage_needs_a_column_of_members(engine):
    """Without one it would count for no row, and the table would pay too much."""
    claims, used = our.claims_after_history("accident")
    frame = our.ENGINES[engine].make(our.table_of(claims[:3]).drop("member"))
    with pytest.raises(mb.InvalidTable, match="usage needs a column member") as refused:
        mb.assess_table(frame, plan="accident", unit="fen", usage=used)
    assert (refused.value.columns, refused.value.field) == (("member",), "usage")
    assert "member" in refused.value.in_("zh")
    with pytest.raises(mb.InvalidTable, match="usage needs a column member"):
        mb.scenarios.revalue(frame, before="accident", after="accident", unit="fen", usage=used)
    others = mb.Usage(used=tuple(entry.model_copy(update={"plan": "harbour"}) for entry in used.used))
    found = our.dicts(mb.assess_table(frame, plan="accident", unit="fen", usage=others))
    assert found == our.dicts(mb.assess_table(frame, plan="accident", unit="fen"))


LIVING = {"plan": "accident", "limit": "living_days", "member": "M-1", "since": date(2016, 1, 1)}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"limit": "livng_days"}, "did you mean 'living_days'"),
        ({"limit": "nothing"}, "counts no such limit over claims; it counts "),
    ],
)
def test_usage_that_no_claim_would_read_is_refused(changed, said):
    """A limit that is misspelt would count for nothing, and the claim would be paid once more."""
    claim = our.many_claims("accident")[0]
    for plan in (None, mb.get_plan("accident")):
        used = mb.Usage(used=(mb.Used(**LIVING | changed, low=1, high=1),))
        for call in (
            lambda used=used, plan=plan: mb.assess(claim, usage=used, plan=plan),
            lambda used=used, plan=plan: mb.assess_all([claim], usage=used, plan=plan),
            lambda used=used, plan=plan: mb.assess_table(
                our.table_of([claim]), plan=plan or "accident", unit="fen", usage=used
            ),
        ):
            with pytest.raises(mb.InvalidUsage) as caught:
                call()
            assert said in str(caught.value)
            assert caught.value.field == f"used.{next(iter(changed))}"


@pytest.mark.parametrize("sum_", ["0.01", "10000.00"])
def test_the_least_payment_ends_the_cover(sum_):
    plan = mb.get_plan("critical_illness")
    version = (
        plan.versions[0].amend({"illness_sum.sum": Decimal(sum_)}) if sum_ == "0.01" else plan.versions[0]
    )
    own = mb.Plan(code=plan.code, name=plan.name, versions=(version,))
    row = {"member": "M", "cover_from": date(2006, 1, 1)}
    frame = pl.DataFrame(
        [
            row | {"id": "C-1", "happened_on": date(2006, 9, 1), "disease": "malignant_tumour"},
            row | {"id": "C-2", "happened_on": date(2006, 10, 1), "disease": "renal_failure"},
        ]
    )
    found = mb.assess_table(frame, plan=own, unit="fen")
    assert found["total_fen"].to_list() == [int(Decimal(sum_) * 100), 0]
    assert found["reason"].to_list() == [None, "cover_ended"]


def test_a_lazy_table_marks_the_rows_that_it_cannot_settle_and_has_the_others_as_an_eager_one():
    """In each cover the disease of the cover before is refused and another is paid, so each row depends on
    the row before it."""
    version = mb.get_plan("female_illness").versions[-1]
    diseases = version.diseases.codes[:6]
    rows = [
        {
            "id": f"C-{cover}-{month}",
            "member": "M",
            "sex": "female",
            "born_on": date(1985, 1, 1),
            "product": version.product,
            "cover_from": date(2018 + cover, 2, 1),
            "happened_on": date(2018 + cover, month, 1),
            "disease": diseases[place],
        }
        for cover in range(6)
        for month, place in ((5, cover - 1), (8, cover))
        if place >= 0
    ]
    frame = pl.DataFrame(rows)
    eager = our.dicts(mb.assess_table(frame, plan="female_illness"))
    assert [row["reason"] for row in eager] == [None, *["paid_before", None] * 5]
    assert [row["total_fen"] for row in eager] == [15_000_00, *[0, 15_000_00] * 5]
    lazy = our.dicts(mb.assess_table(frame.lazy(), plan="female_illness"))
    left = [row["reason"] == "limits_unsettled" for row in lazy]
    assert left == sorted(left)
    assert {row["status"] for row, unsettled in zip(lazy, left, strict=True) if unsettled} == {"invalid"}
    assert all(row["low_fen"] is None for row, unsettled in zip(lazy, left, strict=True) if unsettled)
    settled = left.count(False)
    assert 3 <= settled < len(rows)
    assert lazy[:settled] == eager[:settled]


def stays(*injuries):
    """Injuries of one member in one cover, each given by day, days at home and days in hospital."""
    cover = mb.Enrolment(plan="accident", cover_from=date(2015, 12, 1), fee_tier="100")
    return [
        mb.Claim(
            id=f"C-{place:03}",
            member="M-1",
            enrolment=cover,
            event=mb.Injury(happened_on=day, living_days=living, hospital_days=hospital),
        )
        for place, (day, living, hospital) in enumerate(injuries)
    ]


def sums_of_each(claims, frame, plan):
    found = mb.assess_table(frame, plan=plan, unit="fen")
    found = found.collect() if isinstance(found, pl.LazyFrame) else found
    wanted = [int(one.low * 100) for one in mb.assess_all(claims, plan=plan)]
    assert found["reason"].to_list() == [None] * len(claims)
    assert found["low_fen"].to_list() == wanted
    return wanted


@pytest.mark.parametrize("lazy", [True, False])
def test_a_limit_that_alone_cuts_what_is_claimed_is_settled_by_one_count_however_many_claims_there_are(lazy):
    days = [date(2016, 1, 1) + timedelta(days=3 * number) for number in range(60)]
    claims = stays(*((day, 7 + number % 4, number % 3) for number, day in enumerate(days)))
    table = our.table_of(claims)
    plan = mb.get_plan("accident")
    sums = sums_of_each(claims, table.lazy() if lazy else table, plan)
    assert sums[0] > 0
    assert sums[-1] == 16_000, "days at home are used up, those in hospital are not"
    narrow = table.select(
        "id", "member", "fee_tier", "cover_from", "happened_on", "living_days", "hospital_days"
    )
    # The version of 2010 has a maximum of all benefits too, so only the newest is settled by counts alone.
    newest = mb.Plan(code=plan.code, name=plan.name, versions=plan.versions[-1:])
    assert sums_of_each(claims, narrow.lazy() if lazy else narrow, newest) == sums
    worked = mb.assess_table(narrow.lazy(), plan=newest, unit="fen").explain()
    assert worked.count("cum_sum()") == 2, "one count for each of the two limits"


@pytest.mark.parametrize("lazy", [True, False])
def test_a_limit_whose_ceiling_differs_between_rows_is_counted_until_nothing_changes(lazy):
    """What is claimed above the lowest ceiling does not use up anything of a higher one."""
    newest = mb.get_plan("accident").versions[-1]
    versions = []
    for first, ceiling in ((date(2010, 6, 1), 40), (date(2016, 1, 1), 10), (date(2016, 3, 1), 30)):
        drafted = newest.amend({"limits.living_days.ceiling": ceiling}, label=f"{ceiling} days")
        versions.append(rewritten(drafted, {}, effective_from=first))
    plan = mb.Plan(code="accident", name=mb.get_plan("accident").name, versions=tuple(versions))
    claims = stays((date(2015, 12, 5), 15, 0), (date(2016, 2, 1), 9, 0), (date(2016, 4, 1), 20, 0))
    table = our.table_of(claims)
    for frame in (table, table.drop("disability_grade", "died", "injury_kind", "care_days")):
        assert sums_of_each(claims, frame.lazy() if lazy else frame, plan) == [120_000, 0, 120_000]


def per_day(rate, waits=None, **ceilings):
    """An invented plan that pays for each day at home, with ceilings: days and fen in a cover, and days in
    a year."""
    limits = tuple(
        mb.Limit(
            code=name,
            name=text(name),
            unit="fen" if name == "fen" else "day",
            ceiling=figure(ceiling),
            per="calendar_year" if name == "year" else "cover_period",
            unless=("died",) if name == "days" else (),
        )
        for name, ceiling in ceilings.items()
    )
    rule = PerDiem(
        code="daily",
        name=text("daily"),
        event="injury",
        days="living_days",
        rate=rate,
        waiting_days=None if waits is None else figure(waits),
        limits=limits,
        source=INVENTED,
    )
    version = PlanVersion(effective_from=date(2010, 1, 1), benefits=(rule,), fee=figure(1), **SOURCED)
    return mb.Plan(code="accident", name=text("so much a day"), versions=(version,))


@pytest.mark.parametrize("lazy", [True, False])
def test_ceilings_of_versions_with_other_formulas_may_differ_between_rows(lazy):
    versions = []
    for year, ceiling, waits in ((2010, 30, None), (2016, 10, 0), (2017, 30, None)):
        made = per_day(figure(10), days=ceiling, waits=waits).versions[0]
        versions.append(made.model_copy(update={"effective_from": date(year, 1, 1)}))
    plan = mb.Plan(code="accident", name=text("so much a day"), versions=tuple(versions))
    claims = [
        mb.Claim(
            id=f"C-{day}",
            member="M-1",
            enrolment=mb.Enrolment(plan="accident", cover_from=date(2015, 6, 1)),
            event=mb.Injury(happened_on=day, living_days=days),
        )
        for day, days in ((date(2015, 7, 1), 15), (date(2016, 7, 1), 9), (date(2017, 7, 1), 20))
    ]
    table = our.table_of(claims).drop("fee_tier")
    assert sums_of_each(claims, table.lazy() if lazy else table, plan) == [150, 0, 150]


JANUARY, FEBRUARY = date(2016, 1, 1), date(2016, 2, 1)


@pytest.mark.parametrize("lazy", [True, False])
@pytest.mark.parametrize(
    ("ceilings", "third", "sums"),
    [
        ({"days": 10, "fen": 300}, (JANUARY, 15, True), [100, 0, 150]),
        ({"days": 10, "year": 15}, (FEBRUARY, 10, False), [100, 0, 50]),
        ({"year": 15, "days": 10}, (FEBRUARY, 10, False), [100, 0, 50]),
    ],
)
def test_a_claim_that_another_limit_has_cut_uses_up_no_more_than_it_was_granted(lazy, ceilings, third, sums):
    """The second claim has no days left, so it uses up nothing of the limit of the third."""
    described = [(JANUARY, 10, False), (JANUARY, 10, False), third]
    claims = [
        mb.Claim(
            id=f"C-{place}",
            member="M-1",
            enrolment=mb.Enrolment(plan="accident", cover_from=cover_from),
            event=mb.Injury(happened_on=date(2016, 3, 1 + place), living_days=days, died=died),
        )
        for place, (cover_from, days, died) in enumerate(described)
    ]
    table = our.table_of(claims).drop("fee_tier")
    plan = per_day(figure(10), **ceilings)
    assert sums_of_each(claims, table.lazy() if lazy else table, plan) == sums


@pytest.mark.parametrize("lazy", [True, False])
def test_usage_within_bounds_is_counted_until_nothing_changes(lazy):
    """If the second claim is paid nothing, more is left for the third."""
    rate = mb.Unstated(what=text("the rate"), low=10, high=100, **SOURCED)
    plan = per_day(rate, fen=100)
    cover = mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1))
    claims = [
        mb.Claim(
            id=f"C-{month}",
            member="M-1",
            enrolment=cover,
            event=mb.Injury(happened_on=date(2016, month, 1), living_days=1),
        )
        for month in (1, 2, 3)
    ]
    table = our.table_of(claims).drop("fee_tier")
    found = our.dicts(mb.assess_table(table.lazy() if lazy else table, plan=plan, unit="fen"))
    wanted = [(int(one.low * 100), int(one.high * 100)) for one in mb.assess_all(claims, plan=plan)]
    assert wanted == [(10, 100), (0, 90), (0, 90)]
    assert [(row["low_fen"], row["high_fen"]) for row in found] == wanted


@pytest.mark.parametrize("lazy", [True, False])
def test_claims_under_two_tiers_touch_each_other_where_the_lower_maximum_is_reached(lazy):
    """Living allowances under tier 100, then a death under tier 50, whose maximum they reach together."""
    cover = date(2013, 1, 1)
    table = pl.DataFrame(
        {
            "id": [*map(str, range(12)), "death"],
            "member": "m",
            "cover_from": cover,
            "fee_tier": ["100"] * 12 + ["50"],
            "happened_on": [cover + timedelta(days=20 * number) for number in range(13)],
            "living_days": [15] * 12 + [None],
            "hospital_days": [15] * 12 + [None],
            "died": [None] * 12 + [True],
        }
    )
    claims = [
        mb.Claim(
            id=row.pop("id"),
            member=row.pop("member"),
            enrolment=mb.Enrolment(plan="accident", cover_from=cover, fee_tier=row.pop("fee_tier")),
            event=mb.Injury(**{name: value for name, value in row.items() if value and name != "cover_from"}),
        )
        for row in table.to_dicts()
    ]
    result = mb.assess_table(table.lazy() if lazy else table, plan="accident").lazy().collect()
    wanted = {each.claim.id: to_fen(each.total) for each in mb.assess_all(claims)}
    assert dict(result.select("id", "total_fen").rows()) == wanted
    apart = mb.assess_table(table.with_columns(member="id"), plan="accident")
    assert dict(apart.select("id", "total_fen").rows())["death"] > wanted["death"]


@pytest.mark.parametrize("frame_of", [pl.DataFrame, pl.LazyFrame])
def test_a_limit_that_only_counts_is_counted_in_a_table_without_ids(frame_of):
    counted = small.limit("counted_days", "day", None, per="cover_period")
    daily = small.benefit(PerDiem, "daily", days="living_days", rate=small.figure(10_00), limits=(counted,))
    claims = frame_of(
        {
            "member": ["M-1", "M-1", "M-2"],
            "cover_from": [small.FIRST] * 3,
            "happened_on": [small.FIRST, small.FIRST + timedelta(days=1), small.FIRST],
            "living_days": [5, 6, 7],
        }
    )
    result = mb.assess_table(claims, plan=small.plan(small.version(daily)))
    assert result.lazy().collect()["total_fen"].to_list() == [50_00, 60_00, 70_00]


@pytest.mark.parametrize("engine", our.ENGINES)
@pytest.mark.parametrize("before", [None, 3])
def test_claims_touch_each_other_where_they_exceed_the_lower_of_two_limits(engine, before):
    """Ten days at home are covered, and a hundred in hospital; both are paid at one yuan."""
    benefits = (
        small.benefit(
            PerDiem,
            code,
            days=f"{code}_days",
            rate=small.figure(1_00),
            limits=(small.limit(code, "day", ceiling, "cover_period"),),
        )
        for code, ceiling in (("living", 10), ("hospital", 100))
    )
    claims = [
        small.claim(month, mb.Injury(happened_on=date(2020, month, 1), living_days=6, hospital_days=1))
        for month in (2, 3)
    ]
    entry = {"plan": "small", "limit": "living", "member": "M-1", "since": small.FIRST}
    used = None if before is None else mb.Usage(used=(mb.Used(**entry, low=before, high=before),))
    frame = our.ENGINES[engine].make(small.table(claims))
    found = mb.assess_table(frame, plan=small.plan(small.version(*benefits)), unit="fen", usage=used)
    paid = {row["id"]: row["total_fen"] for row in our.dicts(found)}
    assert paid == {"C-0002": 7_00, "C-0003": (4 if before is None else 1) * 1_00 + 1_00}


@pytest.mark.parametrize("engine", our.ENGINES)
def test_a_claim_that_is_paid_nothing_is_refused_once_the_cover_has_ended(engine):
    """The two days of the second claim are waited for, so it alone would be paid nothing."""
    daily = small.benefit(
        PerDiem, "daily", days="living_days", rate=small.figure(1_00), waiting_days=small.figure(3)
    )
    ends = CoverEnds(limit=small.limit("payments", "payment", None), **small.SOURCED)
    own = small.plan(small.version(daily, conditions=(ends,)))
    claims = [
        small.claim(month, mb.Injury(happened_on=date(2020, month, 1), living_days=days), member=member)
        for month, days, member in ((2, 5, "M-1"), (3, 2, "M-1"), (4, 2, "M-2"))
    ]
    rows = our.dicts(mb.assess_table(our.ENGINES[engine].make(small.table(claims)), plan=own, unit="fen"))
    found = {row["id"]: (row["status"], row["reason"]) for row in rows}
    assert found == {
        "C-0002": ("payable", None),
        "C-0003": ("refused", "cover_ended"),
        "C-0004": ("nil", None),
    }


def test_as_many_rows_fit_as_what_a_limit_leaves_holds_of_the_most_that_each_may_draw():
    few, many = column("few", least=0, most=5), column("many", least=0, most=20)
    draws = {
        "exact": ColumnNumber(many, many),
        "open": ColumnNumber(few, None),
        "unsure": ColumnNumber(few, many),
    }
    by_tier = steps(column("tier"), [100, 630, 99], [1, 2])
    assert rows_that_fit({"exact": 179}, draws) == rows_that_fit({"unsure": 179}, draws) == 8
    assert rows_that_fit({"exact": 180, "unsure": by_tier}, draws) == 4
    assert rows_that_fit({"once": 1, "exact": 180}, draws | {"once": 1}) == 1
    # Nothing is known of one end or the other.
    for left in ({"open": 180}, {"exact": None}, {"exact": column("left")}, {"exact": 0}):
        assert rows_that_fit({"unsure": 180} | left, draws) == 1


IN_MEMORY = [("accident", "polars"), ("accident", "pandas")]
if our.THOROUGH:
    IN_MEMORY += [*((plan, "polars") for plan in our.UNLIKE if plan != "accident"), ("accident", "pyarrow")]


@pytest.mark.parametrize(("plan", "engine"), IN_MEMORY)
def test_a_long_table_in_memory_gets_the_answers_of_a_short_one(plan, engine, monkeypatch):
    """One lazy query of all its rounds, or of two, which leave limits unsettled, so that steps follow."""
    claims, used = our.claims_after_history(plan)
    table = our.ENGINES[engine].make(our.table_of(claims))
    short = our.dicts(mb.assess_table(table, plan=plan, unit="fen", usage=used, bounds=True))
    assert any(row["status"] == "payable" for row in short)
    monkeypatch.setattr(run, "LONG_TABLE", 1)
    for rounds in (run.ROUNDS_OF_LONG_TABLES, 2):
        monkeypatch.setattr(run, "ROUNDS_OF_LONG_TABLES", rounds)
        assert our.dicts(mb.assess_table(table, plan=plan, unit="fen", usage=used, bounds=True)) == short


def test_limits_that_the_rounds_of_a_long_table_leave_unsettled_are_settled_step_by_step(monkeypatch):
    taken = []
    computed = run.TableRun.result
    monkeypatch.setattr(
        run.TableRun, "result", lambda *given, rounds: taken.append(rounds) or computed(*given, rounds=rounds)
    )
    claims, used = our.claims_after_history("accident")
    table = our.table_of(claims)
    for rows, rounds, wanted in ((len(table) + 1, 10, [3]), (len(table), 10, [10]), (1, 1, [1, 3])):
        monkeypatch.setattr(run, "LONG_TABLE", rows)
        monkeypatch.setattr(run, "ROUNDS_OF_LONG_TABLES", rounds)
        taken.clear()
        reasons = mb.assess_table(table, plan="accident", unit="fen", usage=used)["reason"]
        assert taken == wanted
        assert "limits_unsettled" not in reasons.to_list()
    taken.clear()
    mb.assess_table(table, plan="accident", unit="fen", caveats=True)
    mb.assess_table(table.drop("member", "id"), plan="accident", unit="fen")
    assert taken == [3, 3]
