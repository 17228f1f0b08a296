"""Causes that no plan knows, in claims, histories and tables on every engine: between the two worlds.

A naive oracle tries every world: in each, an unknown cause is either an excluded one or none of them.
"""

from contextlib import nullcontext
from datetime import date, timedelta
from itertools import product

import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pytest
import small_plans as small
import strategies_tables as our
from example_counts import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

import mutual_benefits as mb
from mutual_benefits.events import Name
from mutual_benefits.rules import LumpSum
from mutual_benefits.tables.text_columns import doubtful, unreadable

LAZY = ("polars_lazy", "duckdb")
FIRST, TIERS = date(2016, 1, 1), ("26", "50", "74", "100")
EXCLUDED, NOT_EXCLUDED, UNKNOWN = (
    ("drunk_driving", "酒后驾驶"),
    (None, "fall", "其他"),
    ("drunk_drivng", "坏词"),
)


def injury(number, tier, day, living, hospital, cause):
    enrolment = mb.Enrolment(plan="accident", cover_from=FIRST, fee_tier=tier)
    event = mb.Injury(
        happened_on=FIRST + timedelta(day), living_days=living, hospital_days=hospital, cause=cause
    )
    return mb.Claim(id=f"C-{number}", member="M-1", enrolment=enrolment, event=event)


def said(claim, cause):
    return claim.model_copy(update={"event": claim.event.model_copy(update={"cause": cause})})


def worlds(claims):
    """The total of each claim in fen in every world, in order of day and id."""
    unknown = [claim.id for claim in claims if claim.event.cause in UNKNOWN]
    for causes in product(("drunk_driving", "other"), repeat=len(unknown)):
        known = dict(zip(unknown, causes, strict=True))
        told = [said(claim, known.get(claim.id, claim.event.cause)) for claim in claims]
        yield [int(each.total * 100) for each in mb.assess_all(told)]


days = st.integers(0, 70)
one = st.tuples(days, days, st.sampled_from((*EXCLUDED, *NOT_EXCLUDED, *UNKNOWN, *UNKNOWN)))


@settings(max_examples=examples(60))
@given(st.sampled_from(TIERS), st.lists(st.tuples(st.integers(0, 364), one), min_size=1, max_size=5))
def test_bounds_hold_the_sums_of_every_world(tier, told):
    claims = [injury(number, tier, day, *facts) for number, (day, facts) in enumerate(told)]
    sums = list(zip(*worlds(claims), strict=True))
    assessed = list(mb.assess_all(claims))
    for assessment, paid in zip(assessed, sums, strict=True):
        assert int(assessment.low * 100) <= min(paid)
        assert max(paid) <= int(assessment.high * 100)
        if assessment.status != "undetermined":
            assert len(set(paid)) == 1
    alone = mb.assess(claims[0])
    (paid,) = zip(*worlds(claims[:1]), strict=True)
    assert (int(alone.low * 100), int(alone.high * 100)) == (min(paid), max(paid)), "one claim alone: exactly"


@pytest.mark.parametrize(
    ("engine", "members"),
    [("polars", True), ("polars_lazy", True), *((engine, False) for engine in our.ENGINES)],
)
def test_rows_have_the_bounds_of_their_claims(engine, members):
    causes = [*EXCLUDED, *NOT_EXCLUDED, *UNKNOWN, "ｗａｒ", "\u3000战争", "traffic accident", "war time"]
    claims = [injury(number, "100", 3 * number, 30, 20, cause) for number, cause in enumerate(causes)]
    frame = our.table_of(claims)
    if not members:
        frame = frame.drop("member")
        claims = [claim.model_copy(update={"member": claim.id}) for claim in claims]
    frame = our.ENGINES[engine].make(frame)
    result = mb.assess_table(frame, plan="accident", bounds=True, caveats=True)
    found = our.differences(result, our.expected(claims), bounds=True, unsettled=engine in LAZY)
    assert not found
    told = {row["id"]: row["caveats"].split(";") for row in our.dicts(result)}
    unknown = [name for name, codes in told.items() if "cause_unknown_word" in codes]
    assert sorted(unknown) == sorted(
        claim.id for claim in claims if claim.event.cause in (*UNKNOWN, "war_time")
    )
    listed = [claim.id for claim in claims if claim.event.cause in ("fall", "其他", "traffic_accident")]
    assert [name for name in sorted(told) if "cause_not_listed" in told[name]] == sorted(listed)


@pytest.mark.parametrize("engine", our.ENGINES)
def test_each_of_two_hundred_causes_is_paid_by_its_own_row(engine):
    sums = {f"cause_{number}": number for number in range(1, 201)}
    death = small.benefit(LumpSum, "death", when="died", sum=small.by("cause", sums))
    day = {"happened_on": small.FIRST, "cover_from": small.FIRST, "died": True}
    frame = pl.DataFrame([day | {"cause": cause} for cause in [*sums, "no such cause"]])
    own = small.plan(small.version(death))
    found = our.dicts(mb.assess_table(our.ENGINES[engine].make(frame), plan=own, unit="fen"))
    assert {row["cause"]: row["total_fen"] for row in found} == sums | {"no such cause": None}


BLANK = ("", " ", "\u3000", "\xa0 \t", "\x1c", "\u200b", "fa\tll", "fall\n", "\x7ffall")
"""What says nothing, and what has control characters."""


@pytest.mark.parametrize("cell", BLANK)
def test_a_blank_cause_is_refused_in_a_claim(cell):
    with pytest.raises(ValueError, match="cause"):
        mb.Injury(happened_on=FIRST, cause=cell)


@pytest.mark.parametrize("engine", our.ENGINES)
def test_a_blank_cause_is_refused_in_a_table(engine):
    row = {"happened_on": FIRST, "cover_from": FIRST, "fee_tier": "100", "living_days": 3}
    nuls = ["\0fall", "\0"] if engine != "duckdb" else []
    frame = pl.DataFrame([row | {"cause": cause} for cause in (*BLANK, *nuls, "fall", None)])
    done = our.dicts(mb.assess_table(our.ENGINES[engine].make(frame), plan="accident"))
    reasons = {row["cause"]: row["reason"] for row in done}
    assert reasons == dict.fromkeys((*BLANK, *nuls), "invalid_cause") | {"fall": None, None: None}


def is_name(text):
    """Whether a claim reads a text as an id, a member or a child."""
    try:
        TypeAdapter(Name).validate_python(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(("api", "make"), [(pl, pl.DataFrame), (nw, pd.DataFrame)])
def test_each_character_alone_or_within_a_text_is_read_as_in_a_claim(api, make):
    """Polars first finds the texts that may be unreadable by their characters and their length in bytes."""
    characters = [*map(chr, (*range(0x180), *range(0x1FF0, 0x2070), 0x1680, 0x3000, 0xFEFF, 0xFFFF)), "张"]
    long = [each * count for each in "aé张" for count in (66, 67, 100, 101, 199, 200, 201)]
    texts = ["", *characters, *(f"a{each}" for each in characters), *long, "a" * 200 + " "]
    frame = nw.from_native(make({"text": texts}))
    wrong = unreadable(doubtful(api, api.col("text"))).fill_null(value=False)
    frame = frame.to_native() if api is pl else frame
    assert frame.select(wrong=wrong)["wrong"].to_list() == [not is_name(text) for text in texts]


@pytest.mark.parametrize("engine", our.ENGINES)
def test_blank_and_controlled_text_is_refused_in_every_column_of_text(engine):
    """A claim and a row of every engine refuse the same ids, members, children and diseases."""
    cells = [*filter(None, BLANK), "C 1", " ok"]
    days = {"happened_on": date(2017, 5, 4), "cover_from": date(2017, 1, 1)}
    child = days | {"kind": "child_injury", "child": "Li", "died": True}
    ill = days | {"kind": "diagnosis", "disease": "breast cancer"}
    for plan, base, fields in (
        ("non_work_accident", child, ("id", "member", "child")),
        ("female_illness", ill, ("disease",)),
    ):
        told = [(field, cell) for field in fields for cell in cells]
        rows = [
            {"at": at, "id": f"C-{at}", "member": "M-1"} | base | {field: cell}
            for at, (field, cell) in enumerate(told)
        ]
        done = our.dicts(mb.assess_table(our.ENGINES[engine].make(pl.DataFrame(rows)), plan=plan))
        reasons = {row["at"]: row["reason"] for row in done}
        for at, (field, cell) in enumerate(told):
            facts = {**rows[at], "enrolment": {"plan": plan, "cover_from": rows[at].pop("cover_from")}}
            facts["event"] = {
                name: facts.pop(name) for name in base if name in facts and name != "cover_from"
            }
            del facts["at"], facts["cover_from"]
            readable = cell in cells[-2:]
            assert (reasons[at] == f"invalid_{field}") is not readable, (field, cell)
            with nullcontext() if readable else pytest.raises(ValueError, match=field):
                mb.Claim.model_validate(facts)
