"""Files with a column of days of discharge: read alike in every format and language, and wrong cells told."""

import io
from datetime import date

import polars as pl
import pytest
from small_plans import benefit, figure, plan, version

import mutual_benefits as mb
from mutual_benefits.rules import PerDiem

OWN = plan(version(benefit(PerDiem, "nightly", "hospital_stay", days="nights", rate=figure(100))))
CHINESE = ("编号,会员,保障起始日,入院日期,出院日期,天数", "编号,会员,保障起始日,入院日,出院日,天数")
ENGLISH = "id,member,cover_from,happened_on,discharged_on,days"
ROWS = "\nA,M,2024-01-01,2024/2/26,2024年3月2日,6\nB,N,2024-01-01,2024-04-01,,6\n"
SUMS = [("payable", 5), ("undetermined", 0)]


def check(file, **options):
    claims, wrong = mb.read_claims(file, plan=OWN, **options)
    assert wrong == ()
    assert [claim.event.discharged_on for claim in claims] == [date(2024, 3, 2), None]
    assert [(each.status, each.low) for each in mb.assess_all(claims, plan=OWN)] == SUMS
    return claims


@pytest.mark.parametrize("heading", [*CHINESE, ENGLISH])
def test_headings_of_both_languages_stand_for_the_day(heading):
    check(io.BytesIO((heading + ROWS).encode()))


def test_every_format_is_read_alike(tmp_path):
    claims = check(io.BytesIO((ENGLISH + ROWS).encode()))
    nested = tmp_path / "claims.jsonl"
    nested.write_text("\n".join(claim.model_dump_json() for claim in claims), "utf-8")
    check(nested)
    days = {"入院日期": [date(2024, 2, 26), date(2024, 4, 1)], "出院日": [date(2024, 3, 2), None]}
    frame = pl.DataFrame({"cover_from": [date(2024, 1, 1)] * 2, **days, "days": [6, 6]})
    frame.write_parquet(tmp_path / "claims.parquet")
    check(tmp_path / "claims.parquet")


@pytest.mark.parametrize(
    ("cell", "right"),
    [
        ("2024-02-25", "2024-02-25 早于入院日 2024-02-26"),
        ("2300-01-01", "共100751夜，最多100000夜"),
        ("坏", "请填写日期"),
    ],
)
def test_a_wrong_day_is_told_with_its_column(cell, right):
    row = f"\nA,M,2024-01-01,2024-02-26,{cell},6\n"
    ((_, _, (problem,)),) = mb.read_claims(io.BytesIO((CHINESE[0] + row).encode()), plan=OWN).wrong
    assert (problem.column, problem.given) == ("出院日期", cell)
    assert right in problem.right.zh
