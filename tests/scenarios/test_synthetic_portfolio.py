"""The synthetic portfolio: it is labelled as such, fixed by its seed, and answered by every plan."""

import hashlib
import io
import subprocess
import sys
from collections import Counter
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from pydantic import ValidationError

import mutual_benefits as mb
from mutual_benefits import scenarios
from mutual_benefits.errors import InvalidScenario
from mutual_benefits.scenarios.portfolio.synthetic import apportioned

ROWS = 4_000
PLANS = tuple(plan.code for plan in mb.all_plans())


@pytest.fixture(scope="module")
def portfolio():
    return scenarios.synthetic_portfolio(ROWS, seed=11)


def digest(frame: pl.DataFrame) -> str:
    return hashlib.sha256(frame.write_csv().encode()).hexdigest()


def test_a_portfolio_says_that_it_is_synthetic(portfolio):
    assert portfolio["synthetic"].all()
    assert portfolio["id"].str.starts_with("SYN-").all()
    assert portfolio["member"].str.starts_with("SYN-").all()
    assert "SYNTHETIC" in scenarios.synthetic_portfolio.__doc__
    assert str(scenarios.PORTFOLIO_SHAPE).startswith("SYNTHETIC")
    assert scenarios.PORTFOLIO_SHAPE.explain("zh").startswith("虚构数据")
    assert scenarios.PORTFOLIO_SHAPE.synthetic is True


def test_a_portfolio_has_the_given_number_of_rows_each_with_an_id_of_its_own(portfolio):
    assert len(portfolio) == ROWS == portfolio["id"].n_unique()
    assert len(scenarios.synthetic_portfolio(0, seed=1)) == 0
    assert len(scenarios.synthetic_portfolio(1, seed=1, plan="warm_aid")) == 1


def test_a_seed_always_gives_the_same_table(portfolio):
    assert scenarios.synthetic_portfolio(ROWS, seed=11).equals(portfolio)
    other = scenarios.synthetic_portfolio(ROWS, seed=12)
    assert not other.drop("id").equals(portfolio.drop("id"))


def test_another_process_draws_the_same_claims(portfolio):
    program = (
        "import hashlib\n"
        "from mutual_benefits import scenarios\n"
        f"frame = scenarios.synthetic_portfolio({ROWS}, seed=11)\n"
        "print(hashlib.sha256(frame.write_csv().encode()).hexdigest())\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == digest(portfolio)


def test_the_first_claims_of_a_seed_are_these():
    """Recorded once: a change of NumPy, or of the order of draws, must not go unnoticed."""
    frame = scenarios.synthetic_portfolio(3, seed=2016, plan="accident")
    kept = ["member", "cover_from", "fee_tier", "happened_on", "hospital_days", "living_days"]
    assert frame.select(kept).rows() == FIRST


FIRST = [
    ("SYN-M02397676", date(2014, 5, 1), "100", date(2014, 11, 13), 0, 5),
    ("SYN-M01125053", date(2015, 7, 1), "74", date(2016, 3, 9), 5, 9),
    ("SYN-M01113041", date(2016, 5, 1), "26", date(2017, 2, 18), 8, 48),
]


def test_a_portfolio_of_one_plan_is_chosen_by_its_code(portfolio):
    alone = scenarios.synthetic_portfolio(500, seed=3, plan="accident")
    assert set(alone["plan"]) == {"accident"}
    assert "self_paid" not in alone.columns
    with pytest.raises(mb.UnknownPlan, match="'accidents'; did you mean 'accident'"):
        scenarios.synthetic_portfolio(5, seed=3, plan="accidents")


def test_each_plan_has_its_share(portfolio):
    weights = {shape.plan: shape.weight for shape in scenarios.PORTFOLIO_SHAPE.plans}
    counted = Counter(portfolio["plan"])
    assert set(counted) == set(PLANS) == set(weights)
    for plan, weight in weights.items():
        assert abs(counted[plan] - ROWS * weight / sum(weights.values())) < 1


def test_the_largest_of_the_six_plans_is_the_one_that_the_seed_names():
    weights = {shape.plan: shape.weight for shape in scenarios.PORTFOLIO_SHAPE.plans}
    six = {plan: weight for plan, weight in weights.items() if plan != "warm_aid"}
    assert max(six, key=six.get) == "hospital_medical"
    assert scenarios.PORTFOLIO_SHAPE.insured == 3_210_000


@pytest.mark.parametrize("plan", PLANS)
def test_every_claim_can_be_read_and_nearly_all_are_answered(portfolio, plan):
    claims = portfolio.filter(plan=plan)
    done = mb.assess_table(claims, plan=plan, unit="fen")
    invalid = done.filter(status="invalid")
    assert set(invalid["reason"]) <= {"not_covered"}, invalid["reason"].value_counts()
    assert len(invalid) < len(claims) / 10
    assert set(done["reason"]) <= {None, "excluded_cause", "age_limit", "not_on_list", "not_covered"}
    assert done.filter(status="nil").height < len(claims) / 2


@pytest.mark.parametrize("plan", PLANS)
def test_a_table_written_to_a_file_is_read_as_the_same_claims(portfolio, plan):
    claims = portfolio.filter(plan=plan).drop("synthetic").head(40)
    money = [name for name in ("self_paid", "over_cap", "loss") if name in claims.columns]
    yuan = claims.with_columns(pl.col(money).cast(pl.Decimal(20, 2)) / 100)
    read, wrong = mb.read_claims(io.BytesIO(yuan.write_csv().encode()))
    assert len(read) + len(wrong) == len(claims)
    assert {problem.column for row in wrong for problem in row.problems} <= {"kind"}  # an event not covered


def test_a_member_is_always_the_same_person():
    few = scenarios.PORTFOLIO_SHAPE.model_copy(update={"insured": 300})
    frame = scenarios.synthetic_portfolio(ROWS, seed=5, shape=few)
    for fact in ("sex", "born_on"):
        assert frame.group_by("member").agg(pl.col(fact).n_unique())[fact].max() == 1, fact
    of_plan = frame.group_by("member", "plan").agg(pl.col("fee_tier", "occupation").n_unique())
    assert of_plan["fee_tier"].max() == of_plan["occupation"].max() == 1
    months = frame.filter(plan="accident").group_by("member").agg(pl.col("cover_from").dt.month().n_unique())
    assert months["cover_from"].max() == 1
    assert frame["member"].n_unique() <= 300


def test_every_event_is_within_its_cover(portfolio):
    years = {shape.plan: shape.cover_years for shape in scenarios.PORTFOLIO_SHAPE.plans}
    for plan, cover_from, happened_on in portfolio.select("plan", "cover_from", "happened_on").rows():
        assert cover_from.day == 1
        end = cover_from.replace(year=cover_from.year + years[plan])
        assert cover_from <= happened_on < end
    assert portfolio["happened_on"].is_sorted()
    assert portfolio["happened_on"].min() >= date(2014, 1, 1)
    assert portfolio["happened_on"].max() <= date(2017, 12, 31)
    assert set(portfolio.filter(plan="warm_aid")["cover_from"].dt.month()) == {1}


def test_people_are_of_the_ages_and_sexes_that_are_assumed(portfolio):
    first = scenarios.PORTFOLIO_SHAPE.first_day
    ages = [
        first.year - born.year - ((first.month, first.day) < (born.month, born.day))
        for born in portfolio["born_on"]
    ]
    assert min(ages) >= 18
    assert max(ages) <= 59
    women = portfolio.filter(pl.col("plan") != "female_illness")["sex"].eq("female").sum()
    assert abs(women / len(portfolio) - 0.45) < 0.05
    assert set(portfolio.filter(plan="female_illness")["sex"]) == {"female"}


@pytest.mark.parametrize("backend", ["pandas", "pyarrow"])
def test_other_kinds_of_frames_hold_the_same_claims(portfolio, backend):
    frame = scenarios.synthetic_portfolio(ROWS, seed=11, backend=backend)
    assert type(frame).__module__.split(".")[0] == backend
    as_polars = pl.from_arrow(frame) if backend == "pyarrow" else pl.from_pandas(frame)
    mine = as_polars.select(pl.col(name).cast(kind) for name, kind in portfolio.schema.items())
    assert mine.equals(portfolio)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"rows": -1, "seed": 1}, "rows is -1"),
        ({"rows": 1.5, "seed": 1}, "rows is 1.5"),
        ({"rows": 1, "seed": -1}, "seed is -1"),
        ({"rows": 1, "seed": True}, "seed is True"),
        ({"rows": 1, "seed": 1, "backend": "excel"}, "backend is 'excel'"),
    ],
)
def test_wrong_arguments_are_named(arguments, says):
    with pytest.raises((InvalidScenario, mb.InvalidArgument), match=says):
        scenarios.synthetic_portfolio(**arguments)


def test_the_shape_of_a_portfolio_is_checked():
    shape = scenarios.PORTFOLIO_SHAPE
    assert type(shape).model_validate_json(shape.model_dump_json()) == shape
    with pytest.raises(ValidationError, match="last_day is 2010-01-01; give a day from"):
        shape.model_copy(update={"last_day": date(2010, 1, 1)})
    with pytest.raises(ValidationError, match="two shapes of accident"):
        shape.model_copy(update={"plans": (shape.plans[0], shape.plans[0])})
    with pytest.raises(ValidationError, match="enrolment has sex"):
        shape.plans[0].model_copy(update={"enrolment": {"sex": scenarios.Fixed(value="male")}})


def test_every_assumption_is_explained_in_both_languages():
    for lang in ("en", "zh"):
        text = scenarios.PORTFOLIO_SHAPE.explain(lang)
        assert "3,210,000" in text
        for plan in mb.all_plans():
            assert plan.name.in_(lang) in text
        assert "0.93" in text
        assert "15,000.01" in text
    with pytest.raises(ValueError, match="lang is 'fr'"):
        scenarios.PORTFOLIO_SHAPE.explain("fr")


def test_apportioned_shares_add_up_to_the_whole():
    assert apportioned(0, [1, 2]) == [0, 0]
    assert apportioned(7, [Decimal("0.5"), Decimal("0.5")]) == [4, 3]
    for whole in range(50):
        shares = apportioned(whole, [3, 1, 1, 2])
        assert sum(shares) == whole
        assert all(
            abs(share - whole * weight / 7) < 1 for share, weight in zip(shares, [3, 1, 1, 2], strict=True)
        )
