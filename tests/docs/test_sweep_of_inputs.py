"""Unforeseen inputs, field by field: what a claim, a file and a table say is what the page lists.

With `PYTHONPATH=src:tests/helpers:tests/helpers/oracles`, this file prints the tables of the page.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import polars as pl
import pytest
import strategies_tables as our
from click.testing import CliRunner
from folders import DOCS
from pydantic import ValidationError

import mutual_benefits as mb
from mutual_benefits.claims import kind_of
from mutual_benefits.cli import main
from mutual_benefits.events import KINDS
from mutual_benefits.files.cell_values import read_cell

PAGE = DOCS / "proof.md"

COVER = {"cover_from": "2016-01-01", "happened_on": "2016-05-04"}
BASES: dict[str, dict[str, str]] = {
    "accident": COVER | {"fee_tier": "100", "kind": "injury", "living_days": "25", "hospital_days": "12"},
    "non_work_accident": COVER | {"kind": "child_injury", "child": "李", "died": "true"},
    "female_illness": COVER | {"kind": "diagnosis", "disease": "breast_cancer", "sex": "female"},
    "critical_illness": COVER | {"kind": "diagnosis", "disease": "ovarian_cancer"},
    "hospital_allowance": COVER | {"kind": "hospital_stay", "days": "10"},
    "hospital_medical": {
        "cover_from": "2012-06-01",
        "happened_on": "2012-08-04",
        "kind": "medical_expense",
        "self_paid": "10000",
    },
    "warm_aid": {
        "cover_from": "2019-01-01",
        "happened_on": "2019-05-04",
        "kind": "medical_expense",
        "self_paid": "10000",
        "over_cap": "1000",
    },
}
"""A right claim of each plan; an input replaces or adds one fact."""

INPUTS: dict[str, tuple[tuple[str, str], ...]] = {
    "plan": (("accident", "意外"), ("accident", "Accident"), ("accident", "warm_aid")),
    "cover_from": (
        ("accident", "2016-05-05"),
        ("accident", "2014-01-01"),
        ("accident", "9999-12-31"),
        ("accident", "2016/01/01"),
    ),
    "happened_on": (
        ("accident", "2030-01-01"),
        ("accident", "1990-01-01"),
        ("accident", "20160504"),
        ("accident", "2016-02-30"),
    ),
    "notified_on": (("accident", "2016-05-03"), ("non_work_accident", "2016-06-20")),
    "claimed_on": (
        ("accident", "2016-05-10"),
        ("accident", "2016-05-03"),
        ("non_work_accident", "2030-01-01"),
    ),
    "fee_tier": (("accident", ""), ("accident", "99"), ("accident", "100元"), ("critical_illness", "100")),
    "shares": (("critical_illness", "0"), ("critical_illness", "1001"), ("critical_illness", "二")),
    "occupation": (("accident", "miner"), ("accident", "高风险")),
    "member_class": (("hospital_allowance", "retired"), ("hospital_allowance", "劳模")),
    "renewed": (("critical_illness", "yes"), ("critical_illness", "死亡")),
    "sex": (
        ("female_illness", ""),
        ("female_illness", "male"),
        ("female_illness", "女"),
        ("female_illness", "F"),
    ),
    "born_on": (("accident", "2016-05-05"), ("accident", "1900")),
    "product": (("critical_illness", "two_year"), ("critical_illness", "三年期"), ("accident", "one_year")),
    "kind": (("accident", "意外"), ("accident", "diagnosis"), ("accident", "home_loss")),
    "cause": (
        ("accident", "酒后驾驶"),
        ("accident", "drunk driving"),
        ("accident", "drunk_drivng"),
        ("accident", "坏词"),
        ("accident", "其他"),
        ("non_work_accident", "坏词"),
    ),
    "injury_kind": (("accident", "骨折"), ("accident", "fractur"), ("accident", "坏词")),
    "severity": (("female_illness", "坏词"),),
    "disease": (
        ("female_illness", "乳腺癌"),
        ("female_illness", "breast cancr"),
        ("female_illness", "common cold"),
        ("critical_illness", "感冒"),
        ("female_illness", ""),
    ),
    "child": (("non_work_accident", ""), ("accident", "李")),
    "died": (("non_work_accident", "死亡"), ("hospital_allowance", "true")),
    "disability_grade": (("accident", "0"), ("accident", "11"), ("accident", "三级")),
    "living_days": (("accident", "-1"), ("accident", "12.5"), ("accident", "many"), ("warm_aid", "3")),
    "hospital_days": (("accident", "12天"), ("accident", "-1"), ("warm_aid", "3")),
    "care_days": (("accident", "100001"), ("hospital_allowance", "3")),
    "days": (("hospital_allowance", ""), ("hospital_allowance", "-1"), ("hospital_allowance", "１２")),
    "discharged_on": (
        ("hospital_allowance", "2016-05-14"),
        ("hospital_allowance", "2016-05-20"),
        ("hospital_allowance", "2016-05-03"),
        ("accident", "2016-05-14"),
    ),
    "ordinal": (("hospital_allowance", "0"), ("accident", "2")),
    "in_situ": (("female_illness", "maybe"), ("accident", "true")),
    "surgery": (("accident", "true"),),
    "setting": (("warm_aid", "门诊"), ("warm_aid", "emergency"), ("accident", "outpatient")),
    "self_paid": (
        ("warm_aid", ""),
        ("warm_aid", "-1"),
        ("warm_aid", "0.005"),
        ("warm_aid", "1,000"),
        ("warm_aid", "¥500"),
        ("accident", "500"),
    ),
    "over_cap": (("warm_aid", "nan"), ("accident", "1")),
    "other_cover": (("warm_aid", "10500"), ("warm_aid", "20000"), ("accident", "5")),
    "hospital_level": (("hospital_medical", "三级"), ("hospital_medical", "fourth"), ("accident", "三级")),
    "peril": (("accident", "burst_pipe"), ("accident", "flood")),
    "loss": (("accident", "5000"),),
    "area": (("accident", "30"),),
}
"""By field: the plan and the text that is given; empty for a fact that is left out."""


def a_day(text: str) -> date:
    if text[4:5] != "-":  # later releases of Python read other forms too
        raise ValueError(text)
    return date.fromisoformat(text)


def whole(text: str) -> int:
    if not text.isascii():
        raise ValueError(text)
    return int(text)


def finite(text: str) -> Decimal:
    if not (number := Decimal(text)).is_finite():
        raise ValueError(text)
    return number


def values(told: dict[str, str]) -> dict[str, Any]:
    """The texts as values, where they can be; a table's columns have the type of their field."""
    read = {
        date: a_day,
        bool: {"true": True, "false": False}.__getitem__,
        int: whole,
        Decimal: finite,
        str: str,
    }
    return {name: read[kind_of(FIELDS[name])](text) for name, text in told.items()}


FIELDS = mb.Claim.model_fields | mb.Enrolment.model_fields
FIELDS |= {name: field for model in KINDS.values() for name, field in model.model_fields.items()}


def facts(plan: str, field: str, given: str) -> dict[str, str]:
    told = {"id": "C-1", "member": "M-1", "plan": plan} | BASES[plan] | {field: given}
    return {name: text for name, text in told.items() if text}


def in_a_file(told: dict[str, str], plan: str | None = None) -> tuple[str, frozenset[str]]:
    """What `assess FILE` says: the column of a problem, the error, or the status and the caveats."""
    table = io.StringIO()
    csv.writer(table).writerows((told.keys(), told.values()))
    try:
        claims, wrong = mb.read_claims(io.BytesIO(table.getvalue().encode()), plan=plan)
    except mb.InvalidTable as error:
        return f"error: {type(error).__name__}", frozenset()
    if wrong:
        return f"error: {wrong[0].problems[0].column or 'row'}", frozenset()
    return of_a_claim(claims[0])


def of_a_claim(claim: mb.Claim) -> tuple[str, frozenset[str]]:
    try:
        assessment = mb.assess(claim)
    except mb.MutualBenefitsError as error:
        return f"error: {type(error).__name__}", frozenset()
    reason = f": {assessment.reason}" if assessment.status == "refused" else ""
    codes = frozenset(each.code.removesuffix("_near") for each in assessment.caveats)
    return assessment.status + reason, codes


def in_a_table(told: dict[str, str], plan: str) -> tuple[str, frozenset[str]] | None:
    """What `assess_table` says of a row; None if the text has no value of the column's type."""
    return _in_a_table(tuple(told.items()), plan)


@cache
def _in_a_table(told: tuple[tuple[str, str], ...], plan: str) -> tuple[str, frozenset[str]] | None:
    try:
        row = values(dict(told))
    except (ValueError, ArithmeticError, KeyError):
        return None
    try:
        frame = pl.DataFrame([row])
        (done,) = mb.assess_table(frame, plan=plan, caveats=True).to_dicts()
    except mb.InvalidTable as error:
        return f"error: {type(error).__name__}", frozenset()
    reason = f": {done['reason']}" if done["status"] in ("refused", "invalid") else ""
    return done["status"] + reason, frozenset((done["caveats"] or "").split(";")) - {""}


def said(plan: str, field: str, given: str) -> tuple[str, str]:
    """What a claim in a file and a row of a table say of an input, as the page has it."""
    base = in_a_file({"id": "C-1", "member": "M-1", "plan": plan} | BASES[plan])
    told = facts(plan, field, given)
    of_file, of_table = in_a_file(told), in_a_table(told, plan)
    texts = []
    for answer in (of_file, of_table):
        if answer is None:
            texts.append("no such value")
            continue
        status, codes = answer
        new = "".join(f", {code}" for code in sorted(codes - base[1]))
        texts.append(f"{status}{new}")
    return texts[0], texts[1]


def rows() -> Iterator[str]:
    for field, inputs in INPUTS.items():
        for plan, given in inputs:
            claim, row = said(plan, field, given)
            cells = (f"`{field}`", plan, given or "(left out)", claim, "the same" if row == claim else row)
            yield f"| {' | '.join(cells)} |"


OPTIONS = {
    "unit": ("jiao", "元", "yuan"),
    "on_error": ("skip", "跳过"),
    "extra_columns": ("drop", "保留"),
    "readings": ("consolation.day_cap=none", "nothing=each", "consolation.day_cap=合并计算"),
    "plan": ("accidnet", "意外"),
    "lang": ("de", "中文"),
    "caveats": ("yes",),
    "known_on": ("rubbish", "1990-01-01"),
}
"""By option: what nobody foresaw; and a unit, which the command gets without `-o`."""
COMMAND = {"unit": "--unit", "extra_columns": "--extra-columns", "readings": "--reading", "plan": "--plan"}
COMMAND |= {"lang": "--lang", "caveats": "--caveats"}


def option_in_python(option: str, given: str) -> str:
    """What `assess_table`, or `explain`, says of an option's value."""
    told = {"id": "C-1", "member": "M-1", "plan": "accident"} | BASES["accident"]
    row = pl.DataFrame([values(told)])
    value = dict([given.split("=")]) if option == "readings" else given
    try:
        if option == "lang":
            mb.audit(mb.get_plan("accident")).text(given)
        else:
            mb.assess_table(row, **{"plan": "accident", option: value})
    except mb.MutualBenefitsError as error:
        named = f" {error.field}" if error.field else ""
        return f"error: {type(error).__name__}{named}"
    return "read"


def option_of_the_command(option: str, given: str) -> str:
    """What `assess FILE --plan accident -o -` says of an option's value."""
    if option not in COMMAND:
        return "no such option"
    out = () if (option, given) == ("unit", "yuan") else ("--plan", "accident", "-o", "-")
    flags = (COMMAND[option],) if option == "caveats" else (COMMAND[option], given)
    told = {"id": "C-1", "member": "M-1", "plan": "accident"} | BASES["accident"]
    text = io.StringIO()
    csv.writer(text).writerows((told.keys(), told.values()))
    done = CliRunner().invoke(main, ["assess", "-", *out, *flags], input=text.getvalue().encode())
    return "read" if done.exit_code == 0 else f"exit code {done.exit_code}"


def option_rows() -> Iterator[str]:
    for option, several in OPTIONS.items():
        for given in several:
            said_there = option_in_python(option, given), option_of_the_command(option, given)
            yield f"| `{option}` | {given} | {' | '.join(said_there)} |"


def test_the_page_lists_what_is_said():
    listed = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert listed == [*rows(), *option_rows()]


@pytest.mark.parametrize("plan", BASES)
def test_the_command_says_what_the_library_says_of_a_file(plan, tmp_path):
    """Every input of the page at once, through `assess FILE --plan PLAN -o OUT`."""
    inputs = [(field, given) for field, several in INPUTS.items() for of, given in several if of == plan]
    told = [
        facts(plan, field, given) | {"id": f"C-{number}", "member": f"M-{number}"}
        for number, (field, given) in enumerate(inputs)
    ]
    columns = list(dict.fromkeys(name for row in told for name in row))
    file, out = tmp_path / "claims.csv", tmp_path / "out.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows([columns, *([row.get(name, "") for name in columns] for row in told)])
    done = CliRunner().invoke(main, ["assess", str(file), "--plan", plan, "-o", str(out), "--caveats"])
    assert done.exit_code in (0, 1), done.output
    with out.open(encoding="utf-8", newline="") as text:
        results = list(csv.DictReader(text))
    for (field, given), row, result in zip(inputs, told, results, strict=True):
        expected = in_a_file({**row, "id": "C-1", "member": "M-1"}, plan)
        status, reason = result["status"], result["reason"]
        if expected[0].startswith("error"):
            assert status == "invalid", (field, given, result)
        else:
            shown = f"{status}: {reason}" if status in ("refused", "invalid") else status
            assert (shown, frozenset(result["caveats"].split(";")) - {""}) == expected, (field, given)


@pytest.mark.parametrize("engine", our.QUICK)
def test_every_engine_says_what_a_row_says(engine):
    """The inputs that have a value of their column's type, in one table for each of two plans."""
    for plan in ("accident", "warm_aid"):
        inputs = [(field, given) for field, several in INPUTS.items() for of, given in several if of == plan]
        told, expected = [], []
        for number, (field, given) in enumerate(inputs):
            row = facts(plan, field, given)
            answer = in_a_table(row, plan)
            if answer is not None and not answer[0].startswith("error"):
                told.append(values(row) | {"id": f"C-{number}", "member": f"M-{number}", "row": number})
                expected.append(answer)
        names = list(dict.fromkeys(name for row in told for name in row))
        frame = pl.DataFrame(
            [{name: row.get(name) for name in names} for row in told], infer_schema_length=None
        )
        done = our.dicts(
            mb.assess_table(our.ENGINES[engine].make(frame), plan=plan, unit="fen", caveats=True)
        )
        for row, (status, codes) in zip(sorted(done, key=lambda row: row["row"]), expected, strict=True):
            reason = f": {row['reason']}" if row["status"] in ("refused", "invalid") else ""
            assert (row["status"] + reason, frozenset((row["caveats"] or "").split(";")) - {""}) == (
                status,
                codes,
            ), inputs[row["row"]]


def test_every_field_is_swept():
    # `facts` are those that a plan declares, and the library's declare none: see the tests of declared facts.
    assert set(INPUTS) == set(FIELDS) - {"id", "member", "enrolment", "event", "facts"}


@pytest.mark.parametrize("plan", BASES)
def test_the_claim_before_the_input_can_be_assessed(plan):
    told = {"id": "C-1", "member": "M-1", "plan": plan} | BASES[plan]
    assert not in_a_file(told)[0].startswith("error")
    assert in_a_table(told, plan) == in_a_file(told)


def test_a_claim_of_json_says_what_a_file_says():
    for field, inputs in INPUTS.items():
        for plan, given in inputs:
            told = facts(plan, field, given)
            try:
                row = values(told)
            except (ValueError, ArithmeticError, KeyError):
                continue
            nested = {name: row.pop(name) for name in list(row) if name in mb.Claim.model_fields}
            nested["enrolment"] = {
                name: row.pop(name) for name in list(row) if name in mb.Enrolment.model_fields
            }
            status, _ = in_a_file(told)
            try:
                claim = mb.Claim.model_validate(nested | {"event": row})
            except ValidationError:
                assert status.startswith("error") or read_cell(field, given) != given, (field, given)
            else:
                answer = of_a_claim(claim)[0]
                both_wrong = answer.startswith("error") and status.startswith("error")
                # A file reads a name of a plan in words; a claim is for its code.
                assert (
                    answer == status or both_wrong or (field == "plan" and read_cell(field, given) != given)
                )


if __name__ == "__main__":
    print("\n".join([*rows(), *option_rows()]))
