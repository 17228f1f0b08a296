"""Fuzzing of claims, receipts and tables: any bytes give a value or a documented error."""

import io
import json
from datetime import date
from functools import cache

import polars as pl
import pytest
from click.testing import CliRunner
from corrupted_input import corrupted_bytes, corrupted_data
from example_counts import examples
from folders import SAMPLE
from hypothesis import given, settings
from invented_plan import HARBOUR
from pydantic import ValidationError
from snapshot_claims import sample

import mutual_benefits as mb
from mutual_benefits.cli import main
from mutual_benefits.tables.receipt import TableReceipt


@cache
def assessments():
    return [mb.assess(claim) for claim in sample(30)]


def json_of(kind):
    """Values of a kind in JSON as the library writes it."""
    found = assessments()
    made = {
        mb.Claim: [each.claim for each in found],
        mb.Assessment: found,
        mb.Receipt: [each.receipt for each in found],
        mb.Usage: [each.drawn for each in found if each.drawn.used],
        mb.Plan: [HARBOUR],
        TableReceipt: [table_receipt()],
    }
    return [each.model_dump_json() for each in made[kind]]


def table_receipt():
    frame = pl.DataFrame(
        {"happened_on": [date(2016, 5, 4)], "cover_from": [date(2016, 1, 1)], "fee_tier": ["100"]}
    )
    return mb.table_receipt(mb.assess_table(frame, plan="accident"), plan="accident")


KINDS = [mb.Claim, mb.Assessment, mb.Receipt, mb.Usage, mb.Plan, TableReceipt]
DOCUMENTED = (ValidationError, mb.MutualBenefitsError)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_json_that_the_library_writes_reads_back_the_same(kind):
    for text in json_of(kind):
        assert kind.model_validate_json(text).model_dump_json() == text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_any_json_gives_a_value_or_a_documented_error(kind):
    originals = json_of(kind)

    @settings(max_examples=examples(30))
    @given(corrupted_bytes([text.encode() for text in originals]), corrupted_data(originals))
    def holds(raw, data):
        for given_ in (raw, json.dumps(data).encode()):
            try:
                value = kind.model_validate_json(given_)
            except DOCUMENTED:
                continue
            assert kind.model_validate_json(value.model_dump_json()) == value
            use(value)

    holds()


def use(value):
    """Do what a program would do with such a value."""
    try:
        if isinstance(value, mb.Claim):
            assessment = mb.assess(value)
            assert assessment.explain("zh")
            assert mb.verify(assessment.receipt, value).ok
        elif isinstance(value, mb.Receipt):
            assert mb.verify(value, assessments()[0].claim).text()
        elif isinstance(value, mb.Assessment):
            assert value.explain("en")
            assert value.low >= 0
        elif isinstance(value, mb.Usage):
            mb.assess(assessments()[0].claim, usage=value)
            assert value.after(mb.Usage()).after(value)
    except mb.MutualBenefitsError as error:
        message = str(error)
        if not message:
            raise AssertionError("an error that says nothing") from error


# --- tables -------------------------------------------------------------------------------------------------

HEADER, *LINES = SAMPLE.read_bytes().splitlines()
HEADINGS = (
    "编号,会员编号,计划,保障起始日,会费档次,事故发生日,住院天数,自付金额\n"
    "C,M,accident,2016-01-01,100,2016-05-04,3,\n"
)
TABLES = [
    *(b"\n".join([HEADER, line, b""]) for line in LINES[:5]),
    HEADINGS.encode(),
    HEADINGS.encode("gb18030"),
    ("\ufeff" + HEADINGS.replace(",", '","').replace("\n", '"\r\n"')).encode(),
]


@settings(max_examples=examples(100))
@given(corrupted_bytes(TABLES))
def test_any_table_is_read_row_by_row_or_refused(raw):
    try:
        claims, wrong = mb.read_claims(io.BytesIO(raw))
    except mb.InvalidTable:
        return
    for row in wrong:
        assert row.problems
        assert all(problem.in_(lang) for problem in row.problems for lang in ("en", "zh"))
    for claim in claims:
        use(claim)


@pytest.mark.parametrize("options", [(), ("--plan", "accident", "-o", "-")], ids=["screen", "file"])
def test_any_table_on_the_command_line_ends_with_an_exit_code_and_no_exception(options, tmp_path):
    path = tmp_path / "claims.csv"

    @settings(max_examples=examples(30))
    @given(corrupted_bytes(TABLES))
    def holds(raw):
        path.write_bytes(raw)
        result = CliRunner().invoke(main, ["assess", str(path), *options])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert result.exit_code in (0, 1, 2)
        assert result.exit_code == 0 or result.stderr

    holds()


def test_an_assessment_with_unknown_units_and_reasons_can_still_be_explained():
    (data,) = (json.loads(text) for text in json_of(mb.Assessment)[:1])
    step = {
        **data["entitlements"][0]["steps"][0],
        "unit": "acre",
        "value": "1E+5",
        "low": "1E+5",
        "high": "1E+5",
    }
    data["entitlements"][0].update(steps=[step], reason="new_moon", status="refused")
    read = mb.Assessment.model_validate_json(json.dumps(data))
    for lang in ("en", "zh"):
        assert "acre" in read.explain(lang)
        assert "new_moon" in read.explain(lang)
