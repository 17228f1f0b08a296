"""One id is one claim: a second claim with it is refused, in runs of claims and in files of both kinds."""

from datetime import date

import pytest
from click.testing import CliRunner

import mutual_benefits as mb
from mutual_benefits.cli import main

COVER = mb.Enrolment(
    plan="hospital_allowance", cover_from=date(2012, 1, 1), sex="female", born_on=date(1980, 1, 1)
)


def stay(name: str, day: date, days: int, **cover) -> mb.Claim:
    return mb.Claim(
        id=name,
        member="M-1",
        enrolment=COVER.model_copy(update=cover),
        event=mb.HospitalStay(happened_on=day, days=days),
    )


MAY, JUNE = date(2012, 5, 4), date(2012, 6, 4)


@pytest.mark.parametrize("second", [stay("C-1", MAY, 10), stay("C-1", JUNE, 8)])
def test_two_claims_of_one_id_are_an_error_before_anything_is_assessed(second):
    run = mb.assess_all([stay("B", date(2012, 4, 1), 5), second, stay("C-1", MAY, 10)])
    with pytest.raises(
        mb.DuplicateClaim, match="another claim has the id 'C-1'; give each claim its own"
    ) as caught:
        next(run)
    error = caught.value
    assert (error.field, error.given, error.claim.id) == ("id", "C-1", "C-1")


def test_the_first_in_order_of_date_is_assessed_where_errors_are_yielded():
    later, first, third = stay("C-1", JUNE, 8), stay("C-1", MAY, 10), stay("C-2", JUNE, 180)
    results = list(mb.assess_all([later, third, first], on_error="yield"))
    assert [(result.claim, type(result)) for result in results] == [
        (first, mb.Assessment),
        (later, mb.DuplicateClaim),
        (third, mb.Assessment),
    ]
    # The duplicate uses nothing: 7 of 180 days are used when the third is assessed.
    assert results[2]["stay_allowance"].units == 173


def test_a_claim_that_cannot_be_assessed_leaves_its_id_to_another():
    wrong, right = stay("C-1", MAY, 10, product="gold"), stay("C-1", MAY, 10)
    results = list(mb.assess_all([wrong, right], on_error="yield"))
    assert [type(result) for result in results] == [mb.UnknownProduct, mb.Assessment]


def test_claims_of_one_day_are_ordered_by_the_text_of_their_ids():
    """Whole days of 180 are left to the second claim: "10" comes before "9"."""
    results = mb.assess_all([stay("9", MAY, 103), stay("10", MAY, 123)])
    assert [(one.claim.id, one["stay_allowance"].units) for one in results] == [("10", 120), ("9", 60)]


HEADER = "编号,会员,计划,保障起始日,会费档次,事件类型,发生日期,住院天数"
LINE = "C-1,M-1,accident,2016-01-01,100,injury,{day},{days}"


def run(tmp_path, *lines: str, arguments: tuple[str, ...] = ()):
    file = tmp_path / "claims.csv"
    file.write_text("\n".join((HEADER, *lines)), encoding="utf-8")
    return CliRunner().invoke(main, ["assess", str(file), *arguments])


TWICE = [
    pytest.param(("2016-05-04", 12), ("2016-05-04", 12), 3, id="alike"),
    pytest.param(("2016-05-05", 12), ("2016-05-04", 12), 2, id="the earlier day is the first"),
]


@pytest.mark.parametrize(("one", "other", "line"), TWICE)
def test_a_file_of_claims_and_a_table_file_refuse_the_same_row(tmp_path, one, other, line):
    lines = [LINE.format(day=day, days=days) for day, days in (one, other)]
    result = run(tmp_path, *lines)
    assert result.exit_code == 1
    answered = 5 - line
    wrong = "  wrong: 1\n    another claim has the id (duplicate_id): 1\n"
    assert f"row {line}, column 编号: 'C-1'; another claim has this id; give each" in result.stderr
    assert f"rows: 2\n  payable: 1\n{wrong}Total: 960.00 yuan" in result.stdout

    result = run(tmp_path, *lines, arguments=("--plan", "accident", "-o", "-", "--unit", "yuan"))
    assert result.exit_code == 1
    rows = result.stdout.splitlines()[1:]
    assert [row.endswith(",invalid,duplicate_id,") for row in rows] == [line == 2, line == 3]
    assert ",960.00,payable,," in rows[answered - 2]
    assert wrong in result.stderr
    chinese = run(tmp_path, *lines, arguments=("--plan", "accident", "-o", "-", "--lang", "zh"))
    assert "编号与另一申请重复（duplicate_id）：1" in chinese.stderr
