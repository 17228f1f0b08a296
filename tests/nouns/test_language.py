"""The one setting of the language: what follows it, what goes before it, and what it never changes."""

import asyncio
import json
import pickle
import threading
from datetime import date

import pytest
from folders import SAMPLE
from pydantic import BaseModel, ValidationError

import mutual_benefits as mb
from mutual_benefits._language import VARIABLE
from mutual_benefits._validation import WRONG
from mutual_benefits.events import CONTRADICTIONS

PLAN = mb.get_plan("accident")
CLAIM = mb.Claim(
    id="C-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25, hospital_days=12),
)
LATER = {"born_on": "2016-05-05", "plan": "accident", "cover_from": "2016-05-01"}
SAYS = {
    "an error": lambda: str(error_of(lambda: mb.get_plan("acident"))),
    "a text": lambda: str(PLAN.name),
    "an explanation": lambda: mb.assess(CLAIM).explain(),
    "a card": lambda: mb.assess(CLAIM)._repr_html_(),
    "a caveat": lambda: str(mb.assess(CLAIM).caveats[0].text),
    "a rule book": lambda: mb.describe(PLAN, PLAN.versions[-1]),
    "a difference": lambda: mb.diff(*PLAN.versions[:2]).text(),
    "an audit": lambda: mb.audit(PLAN).text(),
    "a wrong field": lambda: "\n".join(
        mb.wrong_fields(error_of(lambda: mb.Enrolment.model_validate(LATER | {"fee_tier": 3})))
    ),
    "a contradiction": lambda: str(
        error_of(lambda: mb.Claim.model_validate(CLAIM.model_dump() | {"claimed_on": "2016-05-01"}))
    ).splitlines()[2],
    "a wrong row": lambda: str(mb.read_claims(_wrong_file()).wrong[0].problems[0]),
    "a file": lambda: str(error_of(lambda: mb.read_claims("no such file"))),
    "a warning": lambda: _warning(),
}
"""What is said without an explicit language, by what says it."""


def error_of(call):
    with pytest.raises(Exception) as raised:  # noqa: PT011  # whichever the case is about
        call()
    return raised.value


def _wrong_file():
    import io

    head = "id,member,plan,cover_from,fee_tier,happened_on,living_days\n"
    return io.BytesIO(f"{head}C-1,M-1,accident,2016-01-01,100,2016-05-04,many\n".encode())


def _warning():
    with pytest.warns(DeprecationWarning, match="frame") as said:
        error_of(lambda: mb.table_receipt(result=3, plan="accident"))
    return str(said[0].message)


def is_chinese(text):
    return any("\u4e00" <= one <= "\u9fff" for one in text)


@pytest.mark.parametrize("what", SAYS)
def test_everything_follows_the_setting(what, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    plain = SAYS[what]()
    with mb.language("zh"):
        chosen = SAYS[what]()
        with mb.language("en"):
            assert SAYS[what]() == plain
        assert SAYS[what]() == chosen
    assert chosen != plain == SAYS[what]()
    assert is_chinese(chosen)
    monkeypatch.setenv(VARIABLE, "zh_CN.UTF-8")
    assert SAYS[what]() == chosen
    with mb.language("en"):
        assert SAYS[what]() == plain
    monkeypatch.setenv(VARIABLE, "fr")
    assert SAYS[what]() == plain


def test_an_explicit_language_goes_before_the_setting():
    with mb.language("zh"):
        assert not is_chinese(mb.diff(*PLAN.versions[:2]).text("en"))
        assert "Rule book in force" in mb.assess(CLAIM).explain("en")
        assert error_of(lambda: mb.get_plan("acident")).in_("en").startswith("no plan")
        wrong = error_of(lambda: mb.Injury(happened_on="x"))
        assert mb.wrong_fields(wrong, lang="en")[0].startswith("happened_on: 'x'; give a day")
    with pytest.raises(mb.InvalidArgument, match="lang is 'fr'; give 'en' or 'zh'"):
        mb.language("fr")


def test_a_statement_chooses_for_its_own_thread_and_task_alone():
    heard = []

    async def task(lang):
        if lang:
            mb.language(lang)
        await asyncio.sleep(0)
        return str(PLAN.name)

    async def tasks():
        return await asyncio.gather(task("zh"), task(None))

    with mb.language("en"):
        thread = threading.Thread(target=lambda: heard.append((mb.language("zh"), str(PLAN.name))))
        thread.start()
        thread.join()
        assert is_chinese(heard[0][1])
        chinese, english = asyncio.run(tasks())
        assert is_chinese(chinese)
        assert not is_chinese(english)
        assert not is_chinese(str(PLAN.name))


def test_no_result_depends_on_the_language():
    def results():
        assessed = [*mb.assess_all(mb.read_claims(SAMPLE).claims)]
        return (
            [each.receipt.model_dump_json() for each in assessed],
            [each.model_dump_json() for each in assessed],
            [mb.content_hash(version) for plan in mb.all_plans() for version in plan.versions],
            json.dumps(mb.Claim.model_json_schema()),
        )

    english = results()
    with mb.language("zh"):
        assert results() == english


def test_an_error_keeps_both_languages_when_it_is_sent_to_another_process():
    sent = pickle.loads(pickle.dumps(error_of(lambda: mb.get_plan("acident"))))  # noqa: S301  # our own
    assert sent.in_("zh").startswith("没有活动")
    assert (str(sent), sent.choices[0]) == (sent.in_("en"), "accident")


WRONG_FIELDS = [
    (mb.Injury, {"happened_on": "2016-02-30"}),
    (mb.Injury, {}),
    (mb.Injury, {"happened_on": "2016-05-04", "nights": 3}),
    (mb.Injury, {"happened_on": "2016-05-04", "living_days": "x"}),
    (mb.Injury, {"happened_on": "2016-05-04", "living_days": -1}),
    (mb.Injury, {"happened_on": "2016-05-04", "disability_grade": 11}),
    (mb.Injury, {"happened_on": "2016-05-04", "died": "maybe"}),
    (mb.Injury, {"happened_on": "2016-05-04", "cause": ""}),
    (mb.Injury, {"happened_on": "2016-05-04", "cause": "x" * 201}),
    (mb.Injury, {"happened_on": "2016-05-04", "cause": 3}),
    (mb.MedicalExpense, {"happened_on": "2016-05-04", "self_paid": 1.5}),
    (mb.MedicalExpense, {"happened_on": "2016-05-04", "self_paid": "1.555"}),
    (mb.MedicalExpense, {"happened_on": "2016-05-04", "self_paid": "1", "setting": "home"}),
    (mb.Claim, {"id": "C-1", "member": "M-1", "enrolment": {}, "event": {"kind": "fall"}}),
    (mb.Claim, {"id": "C-1", "member": "M-1", "enrolment": 3, "event": CLAIM.event}),
    (mb.Enrolment, LATER),
    (mb.Plan, {"code": "A b", "name": PLAN.name, "versions": 3}),
    (mb.Figure, {"value": 1, "source": PLAN.versions[0].source, "basis": "rumour"}),
]


@pytest.mark.parametrize(("model", "facts"), WRONG_FIELDS)
def test_every_kind_of_wrong_field_has_words_in_both_languages(model, facts):
    with pytest.raises(ValidationError) as raised:
        model.model_validate(facts)
    english, chinese = (mb.wrong_fields(raised.value, lang=lang) for lang in ("en", "zh"))
    assert len(english) == len(chinese) == raised.value.error_count()
    for details, line in zip(raised.value.errors(), chinese, strict=True):
        assert is_chinese(line)
        assert str(details["msg"]) not in line
    assert not any(map(is_chinese, english))
    assert set(CONTRADICTIONS) <= set(WRONG)


class Batch(BaseModel):
    claims: list[mb.Claim]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"id": "a\nb"}, "id: 'a\\nb'; give text that is not blank"),
        ({"facts": [1]}, "facts: [1]; give a mapping from names"),
        ({"facts": {"X": 1}}, "facts: {'X': 1}; 'X' is no name of"),
        ({"facts": {"x": 1.5}}, "facts: {'x': 1.5}; x is 1.5; give"),
        ({"enrolment": 3}, "enrolment: 3; give what is of type Enrolment"),
        (
            {"event": {"kind": "injury", "happened_on": "2016-05-04", "died": 3}},
            "event.died: 3; give True or",
        ),
    ],
)
def test_a_wrong_field_is_told_without_names_of_the_inside(wrong, told):
    claim = CLAIM.model_dump() | wrong
    alone = error_of(lambda: mb.Claim.model_validate(claim))
    assert mb.wrong_fields(alone, lang="en")[0].startswith(told)
    assert is_chinese(mb.wrong_fields(alone, lang="zh")[0])
    among_others = error_of(lambda: Batch.model_validate({"claims": [claim]}))
    assert mb.wrong_fields(among_others, lang="en")[0].startswith(f"claims.0.{told}")


def test_what_is_no_json_is_told():
    (line,) = mb.wrong_fields(error_of(lambda: mb.Claim.model_validate_json('{"id":')), lang="en")
    assert line.startswith("Claim: '{\"id\":'; give JSON (EOF")


def test_a_misspelt_field_is_told_with_the_nearest_where_it_stands():
    """The path is that of the claim, without the kind of the event, by which pydantic's own path goes."""
    claim = {**CLAIM.model_dump(), "clamed_on": 3, "zzz": 1}
    claim["event"] = {
        "kind": "injury",
        "happened_on": "2016-05-04",
        "livng_days": 5,
        "died": "perhaps",
        "self_payd": 1,
    }
    assert mb.wrong_fields(error_of(lambda: mb.Claim.model_validate(claim)), lang="en") == (
        "event.died: 'perhaps'; give True or False",
        "event.livng_days: 5; there is no such field; did you mean 'living_days'?",
        "event.self_payd: 1; there is no such field; leave it out",
        "clamed_on: 3; there is no such field; did you mean 'claimed_on'?",
        "zzz: 1; there is no such field; leave it out",
    )
    (alone,) = mb.wrong_fields(
        error_of(lambda: mb.Injury.model_validate({"happened_on": "2016-05-04", "livng_days": 5})), lang="zh"
    )
    assert alone == "livng_days：5；没有此项；是否指 'living_days'？"
