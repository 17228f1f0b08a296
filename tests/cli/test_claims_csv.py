"""Reading claims from CSV: a row becomes a claim, or problems with place, given value and what is right."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from folders import SAMPLE

import mutual_benefits as mb
from mutual_benefits.cli.claims_csv import CsvRow, Problem, read_claims

HEADER = "id,member,plan,cover_from,fee_tier,kind,happened_on,living_days,died,child,loss"


def row(**cells: str) -> str:
    """One line under HEADER: a valid injury with these cells changed."""
    good = {
        "id": "C-1", "member": "M-1", "plan": "accident", "cover_from": "2016-01-01",
        "fee_tier": "100", "happened_on": "2016-05-04",
    }  # fmt: skip
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(
        {**good, **cells}.get(name, "") for name in HEADER.split(",")
    )
    return written.getvalue().removesuffix("\n")


def read(*lines: str) -> list[CsvRow]:
    return list(read_claims("\n".join((HEADER, *lines)).encode()))


def problem(line: str) -> Problem:
    (only,) = read(line)
    assert only.claim is None
    (found,) = only.problems
    return found


def test_a_row_becomes_the_claim_that_its_cells_describe() -> None:
    (only,) = read(row(kind="injury", living_days="12", died="TRUE"))
    assert only == CsvRow(
        2,
        mb.Claim(
            id="C-1",
            member="M-1",
            enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
            event=mb.Injury(happened_on=date(2016, 5, 4), living_days=12, died=True),
        ),
    )


@pytest.mark.parametrize(
    ("cells", "kind"),
    [({"living_days": "12"}, "injury"), ({"child": "Li"}, "child_injury"), ({"loss": "5.5"}, "home_loss")],
)
def test_the_filled_columns_determine_the_kind_of_event(cells: dict[str, str], kind: str) -> None:
    (only,) = read(row(**cells))
    assert only.claim is not None
    assert only.claim.event.kind == kind


def test_money_is_read_to_the_fen() -> None:
    (only,) = read(row(kind="home_loss", loss="48000.5"))
    assert only.claim is not None
    assert isinstance(only.claim.event, mb.HomeLoss)
    assert str(only.claim.event.loss) == "48000.50"


def test_blanks_around_a_cell_do_not_count() -> None:
    assert read(row(living_days=" 12 ", fee_tier="100 "))[0].claim == read(row(living_days="12"))[0].claim


def test_blank_rows_are_skipped_but_counted_in_line_numbers() -> None:
    found = read(row(living_days="1"), "", ",,,,,,,,,,", row(id="C-2", living_days="1"))
    assert [each.line for each in found] == [2, 5]


@pytest.mark.parametrize(
    ("column", "given", "right"),
    [
        ("happened_on", "2016/5/4", "give a day as YYYY-MM-DD, e.g. 2016-05-04"),
        ("happened_on", "2016-02-30", "give a day as YYYY-MM-DD, e.g. 2016-05-04"),
        ("happened_on", "20160504", "give a day as YYYY-MM-DD, e.g. 2016-05-04"),
        ("happened_on", "2016-W01-1", "give a day as YYYY-MM-DD, e.g. 2016-05-04"),
        ("happened_on", "0", "give a day as YYYY-MM-DD, e.g. 2016-05-04"),
        ("happened_on", "", "give a day as YYYY-MM-DD, e.g. 2016-05-04"),
        ("member", "", "give it; every claim needs it"),
        ("member", "M\n1", "give text that is not blank and has no control characters"),
        ("living_days", "5.0", "give a whole number, e.g. 12"),
        ("living_days", "1_000", "give a whole number, e.g. 12"),
        ("living_days", "５", "give a whole number, e.g. 12"),
        ("living_days", "9" * 5000, "give a whole number, e.g. 12"),
        ("living_days", "-1", "it should be greater than or equal to 0"),
        ("died", "yes", "give true or false (是 or 否, 1 or 0)"),
        ("child", "Li", "leave it empty; this kind of event has no such fact"),
    ],
)
def test_a_bad_cell_is_reported_with_what_would_be_right(column: str, given: str, right: str) -> None:
    assert problem(row(**{"kind": "injury", "living_days": "1", column: given})) == Problem(
        2, column, given, right
    )


@pytest.mark.parametrize("given", ["1,000", "1e3", "NaN", "¥5", "１"])
def test_money_is_written_in_plain_digits(given: str) -> None:
    right = "give a number without thousands marks, e.g. 1234.50"
    assert problem(row(kind="home_loss", loss=given)) == Problem(2, "loss", given, right)


def test_money_has_no_more_than_two_places() -> None:
    assert "2 decimal places" in problem(row(kind="home_loss", loss="1.005")).right


def test_an_unknown_kind_of_event_is_reported_with_the_known_kinds() -> None:
    found = problem(row(kind="fall"))
    assert (found.column, found.given) == ("kind", "fall")
    assert "injury, child_injury" in found.right


def test_a_missing_fact_that_the_kind_of_event_needs_is_reported() -> None:
    assert problem(row(kind="child_injury", died="true")) == Problem(
        2, "child", "", "give this fact; this kind of event needs it"
    )


def test_all_bad_cells_of_a_row_are_reported_and_the_next_row_is_read() -> None:
    first, second = read(
        row(cover_from="1/1/16", living_days="many", died="maybe"), row(id="C-2", living_days="1")
    )
    assert [found.column for found in first.problems] == ["cover_from", "living_days", "died"]
    assert second.claim is not None


@pytest.mark.parametrize("line", ["C-1,M-1,accident", row(living_days="1") + ",more"])
def test_a_row_has_as_many_cells_as_the_header(line: str) -> None:
    assert "where the header has 11" in problem(line).right


def test_empty_cells_beyond_the_header_do_no_harm() -> None:
    assert read(row(living_days="1") + ",,")[0].claim is not None


def test_the_line_number_of_a_row_is_that_of_its_first_line() -> None:
    found = read('C-1,"M\n\n1",accident,2016-01-01,100,,2016-05-04,1,,,', row(id="C-2", living_days="x"))
    assert [each.line for each in found] == [2, 5]


def test_a_stray_quotation_mark_spoils_its_own_row_only() -> None:
    first, second = read(row(living_days="1").replace("M-1", '"M-1"x'), row(id="C-2", living_days="1"))
    assert first.claim is None
    assert "quotation mark" in first.problems[0].right
    assert second.claim is not None


def test_a_quotation_mark_that_is_never_closed_is_reported_at_its_row() -> None:
    first, second = read(row(living_days="1"), row(id="C-2").replace("M-1", '"M-1'))
    assert first.claim is not None
    assert (second.line, second.claim) == (3, None)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_endings_and_a_byte_order_mark_change_nothing(ending: str, mark: bytes) -> None:
    text = ending.join((HEADER, row(member="会员", living_days="1"), row(id="C-2", living_days="x")))
    first, second = read_claims(mark + text.encode())
    assert first.claim is not None
    assert first.claim.member == "会员"
    assert second.problems[0].line == 3


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (b"", "the table is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "the table is empty"),
        (HEADER.replace("living_days", "livingdays").encode(), "'livingdays'; did you mean 'living_days'?"),
        (HEADER.replace("member,", "").encode(), "no column member; every table needs id, member, plan"),
        (f"{HEADER},died".encode(), "column 'died' occurs 2 times"),
        (f"{HEADER},".encode(), "column 12 has no name"),
        (b'"id"x,member', "line 1: the header cannot be read"),
        (f"{HEADER}\n{row()}".encode("utf-16"), "line 1: byte 0xff is neither UTF-8 nor GB18030 text"),
        (f"{HEADER}\n{row()}".encode("utf-16-le"), "line 1: byte 0x00 is neither UTF-8 nor GB18030 text"),
        (
            b"\xef\xbb\xbf" + f"{HEADER}\n{row(member='会员')}".encode("gb18030"),
            "line 2: byte 0xbb is neither",
        ),
        (
            f"{HEADER}\n{row()}\n".encode() + b"\x80\xff",
            "line 3: byte 0x80 is neither UTF-8 nor GB18030 text",
        ),
    ],
)
def test_a_table_that_cannot_be_read_says_why(table: bytes, says: str) -> None:
    with pytest.raises(mb.InvalidTable, match=says.replace("?", r"\?")):
        read_claims(table)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_the_encoding_is_detected(encoding: str) -> None:
    (only,) = read_claims(f"{HEADER}\n{row(member='张三', living_days='1')}\n".encode(encoding))
    assert only.claim is not None
    assert only.claim.member == "张三"


@pytest.mark.parametrize(("written", "died"), [("1", True), ("是", True), ("0", False), ("否", False)])
def test_true_and_false_may_be_written_in_either_language_or_as_digits(written: str, died: bool) -> None:
    (only,) = read(row(kind="injury", died=written))
    assert only.claim is not None
    assert isinstance(only.claim.event, mb.Injury)
    assert only.claim.event.died is died


CHINESE = {"编号": "id", "住院天数": "hospital_days", "生活补助天数": "living_days", "死因": "cause"}


def test_columns_may_have_headings_that_the_caller_defines_and_problems_quote_them() -> None:
    plain = HEADER.replace("living_days", "hospital_days")
    good, bad = row(kind="injury", living_days="3"), row(id="C-2", kind="injury", living_days="三")
    mixed = plain.replace("hospital_days", "住院天数").replace("id,", "编号,", 1)
    found = list(read_claims(f"{mixed}\n{good}\n\n{bad}\n".encode(), headings=CHINESE))
    (first,) = read_claims(f"{plain}\n{good}\n".encode())
    assert found[0].claim == first.claim
    assert found[1].problems == (Problem(4, "住院天数", "三", "give a whole number, e.g. 12"),)
    assert (found[0].heading_of("hospital_days"), found[0].heading_of("died")) == ("住院天数", "died")


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (
            f"{HEADER},生活补助天数",
            "columns living_days and 生活补助天数 both stand for living_days; keep one",
        ),
        (f"{HEADER},住院天", "unknown column '住院天'; did you mean '住院天数'"),
        (HEADER.replace("member", "编号"), "no column member"),
    ],
)
def test_a_header_in_another_language_is_checked_like_any_other(header: str, says: str) -> None:
    with pytest.raises(mb.InvalidTable, match=says):
        read_claims(f"{header}\n".encode(), headings=CHINESE)


def test_a_heading_that_the_caller_did_not_define_is_unknown() -> None:
    with pytest.raises(mb.InvalidTable, match="unknown column '住院天数'"):
        read_claims(f"{HEADER},住院天数\n".encode())


def test_a_header_alone_holds_no_claims() -> None:
    assert read() == []


def flat(claim: mb.Claim) -> dict[str, str]:
    """A claim's facts as cells under the names of their fields."""

    def cell(value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value)

    facts = {**claim.model_dump(), **claim.enrolment.model_dump(), **claim.event.model_dump()}
    return {name: cell(value) for name, value in facts.items() if name not in ("enrolment", "event")}


@pytest.mark.parametrize(
    "event",
    [
        mb.Injury(happened_on=date(2016, 5, 4), living_days=3, hospital_days=2, care_days=1,
                  disability_grade=7, died=True, injury_kind="burn", cause="fall"),
        mb.ChildInjury(happened_on=date(2016, 5, 4), child="Li", disability_grade=1),
        mb.Diagnosis(happened_on=date(2016, 5, 4), disease="肺癌", in_situ=True, hospital_days=4),
        mb.HospitalStay(happened_on=date(2016, 5, 4), days=9, ordinal=2),
        mb.MedicalExpense(happened_on=date(2016, 5, 4), self_paid=Decimal("1.50"), over_cap=Decimal(3)),
        mb.HomeLoss(happened_on=date(2016, 5, 4), peril="burst_pipe", area=Decimal("12.5")),
    ],
    ids=lambda event: event.kind,
)  # fmt: skip
def test_every_field_of_a_claim_has_a_column(event: mb.Injury) -> None:
    enrolment = mb.Enrolment(
        plan="accident", cover_from=date(2016, 1, 1), fee_tier="26", shares=2, occupation="high_risk",
        member_class="hardship", renewed=True, sex="female", born_on=date(1980, 2, 29),
    )  # fmt: skip
    claim = mb.Claim(
        id="C-1", member="M-1", enrolment=enrolment, event=event,
        notified_on=date(2016, 5, 5), claimed_on=date(2016, 6, 1),
    )  # fmt: skip
    cells = flat(claim)
    table = f"{','.join(cells)}\n{','.join(cells.values())}\n"
    assert list(read_claims(table.encode())) == [CsvRow(2, claim)]


def test_the_sample_holds_good_claims_of_every_plan_with_every_status() -> None:
    rows = list(read_claims(SAMPLE.read_bytes()))
    claims = [each.claim for each in rows if each.claim is not None]
    assert len(claims) == len(rows)
    assert {claim.enrolment.plan for claim in claims} == {plan.code for plan in mb.all_plans()}
    statuses = {assessment.status for assessment in mb.assess_all(claims)}
    assert statuses == {"payable", "nil", "undetermined", "refused"}


def test_the_sample_names_diseases_in_both_languages() -> None:
    read = [row.claim for row in read_claims(SAMPLE.read_bytes()) if row.claim is not None]
    names = [claim.event.disease for claim in read if isinstance(claim.event, mb.Diagnosis)]
    assert {name.isascii() for name in names} == {True, False}
