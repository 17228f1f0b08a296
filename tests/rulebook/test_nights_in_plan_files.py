"""Nights of stays in plan files: where they can stand, and what is told where they cannot."""

import pytest
from plan_folders import FIRST, PLAN, write_plan
from test_parts_without_effect import HEAD, condition, figures, told

import mutual_benefits as mb

NIGHTLY = (
    '[[benefits]]\nrule = "per_diem"\ncode = "b"\nname = { en = "B", zh = "乙" }\nsource = "seal"\n'
    'event = "hospital_stay"\ndays = "nights"\nrate = :1000\n'
)
BOUND = 'fact = "nights"\nat_least = :2\nreason = "short"\nwords = { en = "short", zh = "短" }\n'
AMONG = BOUND.replace("at_least = :2", 'among = ["a"]')
FEN = 'unit = "fen"\n'
CANNOT = "the nights of a stay can be `days` of per_diem or the fact of number_bounds alone"
FACT = '[facts.nights]\nkind = "number"\nname = { en = "some nights", zh = "若干夜" }\n'
BY = '{ by = "nights", rows = { 1 = 100 }, source = "seal", basis = "published" }'


def test_a_file_is_read_back_as_the_same_plan(tmp_path):
    text = figures(f"{HEAD}{NIGHTLY}{condition('number_bounds', BOUND)}")
    own = mb.load_plan(write_plan(tmp_path, {FIRST: text, "plan.toml": PLAN}))
    mb.dump_plan(own, tmp_path / "out")
    assert mb.load_plan(tmp_path / "out") == own


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (NIGHTLY.replace("hospital_stay", "injury"), "[0].days: a claim for injury has no fact 'nights'"),
        (NIGHTLY.replace("nights", "night"), "'night'; claims have no such fact; did you mean 'nights'?"),
        (NIGHTLY + condition("fact_among", AMONG), f"conditions[0].fact: 'nights'; {CANNOT}"),
        (NIGHTLY.replace(":1000", BY), f"benefits[0].rate.by: 'nights'; {CANNOT}"),
        (NIGHTLY + FACT, "the fact nights: 'nights' is the name of a field or a column of the library"),
        (NIGHTLY + condition("number_bounds", BOUND + FEN), "'fen'; the fact 'nights' is not counted in it"),
    ],
)
def test_where_nights_cannot_stand_is_a_fault_with_its_cure(text, fault, tmp_path):
    (found,) = told(figures(HEAD + text), tmp_path)
    assert fault in found
