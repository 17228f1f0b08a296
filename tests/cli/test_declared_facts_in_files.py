"""Files with columns of declared facts: read alike in every format, and wrong cells told in words."""

import csv
import io
from datetime import date

import polars as pl
import pytest
from click.testing import CliRunner
from plan_of_declared_facts import book

import mutual_benefits as mb
from mutual_benefits.cli import main

OWN = book()
CHINESE = "编号,会员,保障起始日,费用发生日,个人自付金额,总费用,城镇类别,已缴月数,结算日,是否退休"
ENGLISH = "id,member,cover_from,happened_on,self_paid,the whole bill,town,months paid,settled_on,Retired"
ROWS = """
C-1,M-1,2020/1/1,2020-06-01,1,"5,000元",大城市,13,2020年6月30日,否
C-2,M-2,2020/1/1,2020-06-01,1,,small town,13,2020-06-30,
C-3,M-3,2020/1/1,2020-06-01,1,5000.00,SMALL,13.0,2020-06-30 00:00:00,是
"""
WRONG = "\nC-1,M-1,2020/1/1,2020-06-01,1,5000.005,middle,1x,04/05/2020,perhaps\n"
TOLD = [
    {"months_paid": 13, "retired": False, "settled_on": "2020-06-30", "total_bill": "5000.00", "town": "big"},
    {"months_paid": 13, "settled_on": "2020-06-30", "town": "small"},
    {
        "months_paid": 13,
        "retired": True,
        "settled_on": "2020-06-30",
        "total_bill": "5000.00",
        "town": "small",
    },
]
SUMS = [("payable", 500), ("undetermined", 0), ("refused", 0)]


def written(folder, name, text):
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def check(path, **options):
    claims, wrong = mb.read_claims(path, plan=OWN, **options)
    assert wrong == ()
    assert [dict(claim.facts) for claim in claims] == TOLD
    assert [(each.status, each.low) for each in mb.assess_all(claims, plan=OWN)] == SUMS
    return claims


@pytest.mark.parametrize("heading", [CHINESE, ENGLISH.lower()])
def test_headings_of_both_languages_stand_for_declared_facts(tmp_path, heading):
    check(written(tmp_path, "claims.csv", heading + ROWS))


def test_every_format_is_read_alike(tmp_path):
    claims = check(written(tmp_path, "claims.csv", CHINESE + ROWS))
    nested = "\n".join(claim.model_dump_json() for claim in claims)
    check(written(tmp_path, "claims.jsonl", nested))
    facts = {name: [each.get(name) for each in TOLD] for name in TOLD[2]}
    frame = pl.DataFrame(
        {
            "编号": [claim.id for claim in claims],
            "cover_from": [date(2020, 1, 1)] * 3,
            "happened_on": [date(2020, 6, 1)] * 3,
            "self_paid": [1, 1, 1],
            "已缴月数": facts["months_paid"],
            "retired": facts["retired"],
            "结算日": [date(2020, 6, 30)] * 3,
            "town": facts["town"],
        }
    )
    whole = pl.Series("总费用", [5000, None, 5000])
    frame.with_columns(whole).write_parquet(tmp_path / "yuan.parquet")
    check(tmp_path / "yuan.parquet", unit="yuan")
    (frame.with_columns(whole * 100, pl.col("self_paid") * 100)).write_parquet(tmp_path / "fen.parquet")
    check(tmp_path / "fen.parquet", unit="fen")
    with pytest.raises(mb.InvalidTable, match="总费用"):
        mb.read_claims(tmp_path / "yuan.parquet", plan=OWN)
    frame.with_columns(whole).write_excel(tmp_path / "claims.xlsx")
    check(tmp_path / "claims.xlsx")


def test_wrong_cells_are_told_in_both_languages(tmp_path):
    path = written(tmp_path, "claims.csv", CHINESE + WRONG)
    claims, (row,) = mb.read_claims(path, plan=OWN)
    assert claims == ()
    assert [problem.column for problem in row.problems] == [
        "总费用",
        "城镇类别",
        "已缴月数",
        "结算日",
        "是否退休",
    ]
    assert str(row.problems[1]) == "row 2, column 城镇类别: 'middle'; give one of big, small"
    assert row.problems[1].in_("zh") == "第2行，“城镇类别”列：“middle”；请填写以下之一：大城市、小城镇"
    assert "which number is the month" in str(row.problems[3])


def test_a_fact_that_the_plan_does_not_declare_is_a_wrong_row(tmp_path):
    nested = (
        '{"id": "1", "member": "M", "enrolment": {"cover_from": "2020-01-01"},'
        ' "event": {"happened_on": "2020-06-01", "self_paid": "1"}, "facts": {"total_bil": 1}}'
    )
    with pytest.raises(mb.InvalidTable, match="total_bill"):
        mb.read_claims(written(tmp_path, "claims.jsonl", nested), plan=OWN)
    path = written(tmp_path, "claims.jsonl", nested.replace("total_bil", "height"))
    claims, (row,) = mb.read_claims(path, plan=OWN)
    assert claims == ()
    assert row.in_("zh").startswith("该活动未设事项 'height'；请删去")


def run(folder, path, *more):
    mb.dump_plan(OWN, folder / "own")
    return CliRunner().invoke(
        main, ["assess", str(path), "--rules", str(folder / "own"), "--lang", "zh", *more]
    )


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "parquet"])
def test_the_command_answers_files_with_declared_facts(tmp_path, suffix):
    path, out = written(tmp_path, "claims.csv", CHINESE + ROWS), tmp_path / f"out.{suffix}"
    result = run(tmp_path, path, "-o", str(out), "--reasons")
    assert (result.exit_code, "其retired（retired_other）：1" in result.stderr) == (0, True)
    frame = {
        "csv": lambda: pl.DataFrame(list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))),
        "xlsx": lambda: pl.read_excel(out),
        "jsonl": lambda: pl.read_ndjson(out),
        "parquet": lambda: pl.read_parquet(out),
    }[suffix]()
    assert [int(each) for each in frame["low_fen"]] == [50_000, 0, 0]
    assert frame["status"].to_list() == ["payable", "undetermined", "refused"]
    assert frame["城镇类别"].to_list() == ["大城市", "small town", "SMALL"]
    assert frame["reasons"].to_list()[1:] == ["申请未填：总费用", "其retired"]


def test_the_command_says_what_each_cell_was_read_as(tmp_path):
    path = written(tmp_path, "claims.csv", CHINESE + ROWS)
    result = run(tmp_path, path, "--explain", "C-3")
    for line in ("总费用：“5000.00”读作 5000.00", "城镇类别：“SMALL”读作 小城镇", "是否退休：“是”读作 是"):
        assert line in result.stderr
