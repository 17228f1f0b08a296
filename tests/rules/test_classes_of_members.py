"""Classes of members that a rule book declares: its claims give them, and every other plan refuses them."""

import polars as pl
import pytest
import strategies_tables as our
from small_plans import FIRST, SOURCED, answers, benefit, by, claim, plan, table, version

import mutual_benefits as mb
from mutual_benefits.rules import FactAmong, LumpSum
from mutual_benefits.rules.words import Word

RETIRED = Word(fact="member_class", code="retired", name=mb.Text(en="Pensioner", zh="退休职工"))
ROWS = {"ordinary": 1_000, "model_worker": 2_000, "retired": 300}


def book(*, among=(), **more):
    death = benefit(LumpSum, "death", "injury", when="died", sum=by("member_class", ROWS))
    reason = {"reason": "other_class", "words": mb.Text(en="another class", zh="其他类别")}
    conditions = (FactAmong(fact="member_class", among=among, **reason, **SOURCED),) if among else ()
    return plan(version(death, **{"conditions": conditions, "words": (RETIRED,)} | more))


def death(number, member_class):
    event = mb.Injury(happened_on=FIRST, died=True)
    return claim(number, event, member=f"M-{number}", member_class=member_class)


@pytest.mark.parametrize("among", [(), ("retired",), ("ordinary", "retired"), ("hardship",)])
def test_a_class_of_its_own_takes_its_row_and_meets_its_conditions(among):
    wanted = [
        (0, 0, "other_class") if among and each not in among else (due, due, None)
        for each, due in ROWS.items()
    ]
    claims = [death(number, each) for number, each in enumerate(ROWS)]
    assert answers(book(among=among), claims) == wanted


def test_it_is_named_in_both_languages():
    own = book(among=("ordinary", "retired"))
    assessment = mb.assess(death(1, "retired"), plan=own)
    for lang, name in (("en", "Pensioner"), ("zh", "退休职工")):
        assert name in assessment.explain(lang)
        assert name in mb.describe(own, own.versions[0], lang)
    refused = mb.assess(death(1, "retired"), plan=book(among=("ordinary",)))
    read = mb.Assessment.model_validate_json(refused.model_dump_json())
    for lang, line in (("en", "member class: Pensioner"), ("zh", "会员类别：退休职工")):
        assert line in refused.explain(lang)
        assert read.explain(lang) == refused.explain(lang)


@pytest.mark.parametrize("given", ["retired", "pensioner"])
def test_other_plans_refuse_it(given):
    enrolment = mb.Enrolment(plan="accident", cover_from=FIRST, fee_tier="100", member_class=given)
    asked = death(1, "ordinary").model_copy(update={"enrolment": enrolment})
    with pytest.raises(mb.InvalidFact) as error:
        mb.assess(asked)
    assert (error.value.field, error.value.given) == ("enrolment.member_class", given)
    assert "ordinary, model_worker, hardship" in str(error.value)
    assert error.value.choices == ("ordinary", "model_worker", "hardship")
    assert error.value.right.zh == "须为ordinary、model_worker、hardship之一"


def test_a_cause_that_a_rule_book_declares_is_no_class_of_members():
    mooring = Word(fact="cause", code="mooring", name=mb.Text(en="mooring line", zh="缆绳"))
    with pytest.raises(mb.InvalidFact, match=r"give one of ordinary, model_worker, hardship, retired$"):
        mb.assess(death(1, "mooring"), plan=book(words=(RETIRED, mooring)))


def test_a_near_class_is_suggested():
    with pytest.raises(mb.InvalidFact, match="did you mean retired"):
        mb.assess(death(1, "retird"), plan=book())


@pytest.mark.parametrize("engine", our.ENGINES)
def test_tables_have_the_same_classes(engine):
    own = book()
    frame = table([death(1, "retired"), death(2, "model_worker"), death(3, "ordinary")], own)
    more = frame.tail(1).with_columns(pl.lit("C-4").alias("id"), pl.lit("pensioner").alias("member_class"))
    made = our.ENGINES[engine].make(pl.concat([frame, more]))
    rows = {row["id"]: row for row in our.dicts(mb.assess_table(made, plan=own, unit="fen"))}
    found = [(row["low_fen"], row["status"], row["reason"]) for _, row in sorted(rows.items())]
    assert found[:3] == [(300, "payable", None), (2_000, "payable", None), (1_000, "payable", None)]
    assert found[3][1:] == ("invalid", "invalid_member_class")


def test_a_class_without_a_row_is_refused_in_claims_and_tables():
    few = {"ordinary": 1, "model_worker": 2, "hardship": 3}
    own = plan(
        version(
            benefit(LumpSum, "death", "injury", when="died", sum=by("member_class", few)), words=(RETIRED,)
        )
    )
    with pytest.raises(mb.NoSuchRow, match="death has rows for ordinary, model_worker, hardship") as error:
        mb.assess(death(1, "retired"), plan=own)
    assert error.value.field == "enrolment.member_class"
    (row,) = our.dicts(mb.assess_table(table([death(1, "retired")], own), plan=own, unit="fen"))
    assert (row["status"], row["reason"]) == ("invalid", "unknown_member_class")


def test_files_give_it_by_code_or_name(tmp_path):
    cells = ("retired", "Pensioner", "退休职工", "普通会员", "other")
    rows = [f"C-{place},M-1,2020-01-01,2020-01-01,是,{cell}" for place, cell in enumerate(cells)]
    text = "\n".join(["id,member,cover_from,happened_on,died,member_class", *rows])
    path = tmp_path / "claims.csv"
    path.write_text(text, "utf-8")
    claims, wrong = mb.read_claims(path, plan=book())
    assert [each.enrolment.member_class for each in claims] == ["retired"] * 3 + ["ordinary"]
    assert [each.cells["member_class"] for each in wrong] == ["other"]
    claims, wrong = mb.read_claims(path, plan="accident")
    assert [each.cells["member_class"] for each in wrong][:3] == list(cells[:3])


def test_it_is_written_to_files_and_read_back(tmp_path):
    own = book(among=("ordinary", "retired"))
    mb.dump_plan(own, tmp_path / "small")
    assert mb.load_plan(tmp_path / "small") == own
    (path,) = [each for each in (tmp_path / "small").iterdir() if each.name != "plan.toml"]
    path.write_text(path.read_text("utf-8").replace('"ordinary", "retired"', '"ordinary", "retird"'), "utf-8")
    with pytest.raises(
        mb.InvalidPlan, match="no claim can give 'retird' for member_class; did you mean 'retired'"
    ):
        mb.load_plan(tmp_path / "small")
