"""Facts that a rule book declares: what is due with them, without them and by default, however asked.

The oracle is a plain program: of a fact that is not told it tries a few values that could be.
"""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from plan_of_declared_facts import BIG, CEILINGS, DAY, FACTS, SHARES, among, asked, book, drawn, text
from small_plans import NAME, answers, benefit, by, claim, figure, plan, version

import mutual_benefits as mb
from mutual_benefits.rules import LumpSum
from mutual_benefits.rules.own_facts import Fact
from mutual_benefits.rules.words import OPEN_FACTS, known_words


def due(total, town, months, settled, retired):
    """What is due in fen, or why nothing is."""
    if retired:
        return "retired_other"
    if (settled - DAY).days > 60:
        return "settled_on_beyond"
    share = (int(total * 100) * (1_000 if town in ("big", "大城市") else 2_000) + 5_000) // 10_000
    return min(share, CEILINGS[0] if months <= 12 else CEILINGS[1])


COULD_BE = {
    "total_bill": (Decimal(0), Decimal(10**9)),
    "town": ("big", "small"),
    "months_paid": (0, 13),
    "settled_on": (DAY, DAY + timedelta(1_000)),
    "retired": (False,),
}


def expected(facts):
    """The least and the most of what is due in the worlds that the facts allow, and why nothing is."""
    worlds = [
        due(*values)
        for values in product(*((facts[name],) if name in facts else COULD_BE[name] for name in COULD_BE))
    ]
    reasons = [world for world in worlds if isinstance(world, str)]
    sums = [0 if isinstance(world, str) else world for world in worlds]
    return min(sums), max(sums), reasons[0] if len(reasons) == len(worlds) else None


def test_sums_are_those_of_every_world_that_the_told_facts_allow():
    claims = drawn(300, seed=19)
    found = answers(book(), [asked(number, told) for number, told in enumerate(claims)])
    assert found == [expected(told) for told in claims]


def test_what_is_not_told_is_named_in_both_languages():
    assessment = mb.assess(asked(1, {"town": "big", "months_paid": 20, "settled_on": DAY}), plan=book())
    assert (assessment.status, assessment.entitlements[0].missing) == ("undetermined", ("facts.total_bill",))
    assert "the claim does not say: the whole bill" in assessment.explain()
    assert "申请未填：总费用" in assessment.explain("zh")
    with pytest.raises(mb.UndeterminedTotal, match=r"does not tell facts\.total_bill") as error:
        _ = assessment.total
    assert error.value.missing == ("facts.total_bill",)
    assert "因为申请未填总费用（facts.total_bill）；请读取" in error.value.in_("zh")


def test_an_explanation_names_facts_and_words_and_is_kept_as_json():
    told = {"total_bill": 5_000, "town": "大城市", "months_paid": 20, "settled_on": "2020-06-02"}
    assessment = mb.assess(asked(1, told), plan=book())
    assert "the whole bill: 5,000.00 yuan" in assessment.explain()
    assert "总费用：5,000.00元" in assessment.explain("zh")
    assert "（大城市）：10%" in assessment.explain("zh")
    refused = mb.assess(asked(1, told | {"retired": True}), plan=book())
    assert "retired: yes" in refused.explain()
    assert "是否退休：是" in refused.explain("zh")
    other = mb.assess(asked(1, told), plan=book(conditions=(among("town", "small"),)))
    assert "kind of town: big city" in other.explain()
    assert "城镇类别：大城市" in other.explain("zh")
    for each in (assessment, refused, other):
        read = mb.Assessment.model_validate_json(each.model_dump_json())
        assert [read.explain(lang) for lang in ("en", "zh")] == [each.explain(lang) for lang in ("en", "zh")]
        assert read.claim == each.claim


def test_two_facts_may_have_words_of_one_code():
    firm = Fact(kind="word", name=text("firm"), words={"big": text("big firm"), "small": text("small firm")})
    (share,) = book().versions[0].benefits
    own = book(
        facts={"firm": firm, **FACTS},
        benefits=(share, benefit(LumpSum, "sum", "injury", when="died", sum=by("firm", SHARES))),
    )
    costs = mb.assess(asked(1, {"total_bill": 5_000, "town": "big"}), plan=own).explain()
    event = mb.Injury(happened_on=DAY, died=True)
    died = mb.assess(claim(1, event, facts={"firm": "big", "town": "small"}), plan=own).explain()
    assert ("(big city)" in costs, "big firm" in costs) == (True, False)
    assert ("(big firm)" in died, "big city" in died) == (True, False)


@pytest.mark.parametrize(
    ("facts", "right", "choices"),
    [
        (
            {"total_bil": 1},
            "plan small has no fact 'total_bil' of its own; did you mean 'total_bill'?",
            ("total_bill",),
        ),
        ({"xyz": 1}, "it has total_bill, town, months_paid, settled_on, retired", tuple(FACTS)),
        ({"town": "middle"}, "facts.town is 'middle'; give one of big, small", ("big", "small")),
        ({"town": True}, "give one of big, small", ("big", "small")),
        ({"months_paid": "3"}, "give a whole number from 0 to 1,000,000,000", ()),
        ({"months_paid": True}, "give a whole number", ()),
        ({"months_paid": -1}, "give a whole number from 0", ()),
        ({"retired": "yes"}, "give true or false", ()),
        ({"retired": 1}, "give true or false", ()),
        ({"total_bill": "1.234"}, "give yuan of at most two places, 0 or more, as a Decimal", ()),
        ({"total_bill": -1}, "give yuan of at most two places, 0 or more, as a Decimal", ()),
        ({"settled_on": "2020/6/1"}, "give a day", ()),
    ],
)
def test_a_wrong_fact_is_named_with_what_would_be_right(facts, right, choices):
    with pytest.raises(mb.InvalidFact) as error:
        mb.assess(asked(1, facts), plan=book())
    ((name, value),) = facts.items()
    assert right in str(error.value)
    assert (error.value.field, error.value.given, error.value.choices) == (f"facts.{name}", value, choices)
    assert error.value.claim.id == "C-0001"


def test_only_the_nearest_of_several_names_is_suggested():
    other = FACTS["total_bill"].model_copy(update={"name": text("bills")})
    with pytest.raises(mb.InvalidFact, match=r"did you mean 'total_bill'\?$") as error:
        mb.assess(asked(1, {"total_bil": 1}), plan=book(facts=FACTS | {"total_bills": other}))
    assert error.value.choices == ("total_bill",)


def test_a_share_of_a_fact_is_asked_for_where_the_member_paid_nothing():
    event = mb.MedicalExpense(happened_on=DAY, self_paid=0)
    facts = {"total_bill": 5_000, "town": "big", "months_paid": 20, "settled_on": DAY}
    assert answers(book(), [claim(1, event, facts=facts)]) == [(500_00, 500_00, None)]


def test_a_plan_of_the_library_refuses_facts():
    cover = mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="26")
    given = mb.Claim(id="1", member="M", enrolment=cover, event=mb.Injury(happened_on=DAY), facts={"a": 1})
    with pytest.raises(mb.InvalidFact, match="plan accident has no fact 'a' of its own; it has none"):
        mb.assess(given)


def test_facts_are_read_only_equal_by_content_and_as_json_has_them():
    facts = {
        "total_bill": Decimal("80.50"),
        "settled_on": DAY,
        "retired": True,
        "months_paid": 3,
        "town": None,
    }
    given = asked(1, facts)
    assert dict(given.facts) == {
        "months_paid": 3,
        "retired": True,
        "settled_on": "2020-06-01",
        "total_bill": "80.50",
    }
    again = mb.Claim.model_validate_json(given.model_dump_json())
    assert again == given
    assert hash(again) == hash(given)
    assert mb.assess(given, plan=book()).receipt.claim != mb.assess(asked(1, {}), plan=book()).receipt.claim
    with pytest.raises(TypeError):
        given.facts["retired"] = False
    for wrong in (
        {"Total": 1},
        {"total_bill": 1.5},
        {"a": float("nan")},
        [1],
        {"a": ""},
        {1: 1},
        {"a": Decimal("NaN")},
    ):
        with pytest.raises(ValueError, match="facts"):
            asked(1, wrong)


def test_a_receipt_contains_the_facts():
    given = asked(1, {"total_bill": 5_000, "town": "big", "months_paid": 20, "settled_on": DAY})
    receipt = mb.assess(given, plan=book()).receipt
    assert mb.verify(receipt, given, plan=book()).ok
    other = given.model_copy(update={"facts": {**given.facts, "total_bill": 6_000}})
    assert not mb.verify(receipt, other, plan=book()).ok
    assert (
        receipt.rule_book
        != mb.assess(
            given,
            plan=book(facts=FACTS | {"note": FACTS["retired"].model_copy(update={"name": text("note")})}),
        ).receipt.rule_book
    )


def test_a_fact_that_the_version_does_not_read_is_told():
    sum_of = benefit(LumpSum, "sum", "injury", when="died", sum=figure(100))
    own = book(benefits=(*book().versions[0].benefits, sum_of))
    injured = claim(1, mb.Injury(happened_on=DAY, died=True), facts={"total_bill": 1, "settled_on": DAY})
    (caveat,) = (each for each in mb.assess(injured, plan=own).caveats if each.code == "not_read")
    assert ("the whole bill" in caveat.text.en, "总费用" in caveat.text.zh) == (True, True)
    assert "settlement" not in caveat.text.en
    silent = claim(1, mb.Injury(happened_on=DAY, died=True), facts={"settled_on": DAY})
    assert "not_read" not in [each.code for each in mb.assess(silent, plan=own).caveats]


def test_a_word_that_no_rule_names_is_unknown_where_the_rule_book_lists_none():
    open_word = {"town": FACTS["town"].model_copy(update={"words": ()})}
    own = plan(
        version(
            benefit(LumpSum, "sum", "injury", when="died", sum=figure(100)),
            facts=open_word,
            conditions=(among("town", "big"),),
        )
    )
    told = [
        claim(number, mb.Injury(happened_on=DAY, died=True), facts=facts)
        for number, facts in enumerate(({"town": "Big"}, {"town": "harbour"}, {}))
    ]
    assert answers(own, told) == [(100, 100, None), (0, 100, None), (0, 100, None)]
    assert "unknown kind of town: “harbour”" in mb.assess(told[1], plan=own).explain()
    assert "无法识别的城镇类别：“harbour”" in mb.assess(told[1], plan=own).explain("zh")


def test_a_default_holds_where_a_fact_is_not_told():
    defaults = {
        "total_bill": "50.00",
        "town": "small",
        "months_paid": 13,
        "settled_on": "2020-07-31",
        "retired": True,
    }
    filled = {name: fact.model_copy(update={"default": defaults[name]}) for name, fact in FACTS.items()}
    own = book(facts=filled)
    told = [
        {},
        {"retired": False},
        {"retired": False, "town": "big", "total_bill": 100},
        {"retired": False, "settled_on": "2020-08-01"},
    ]
    assert answers(own, [asked(number, facts) for number, facts in enumerate(told)]) == [
        (0, 0, "retired_other"),
        (1_000, 1_000, None),
        (1_000, 1_000, None),
        (0, 0, "settled_on_beyond"),
    ]


@pytest.mark.parametrize(
    ("name", "fact", "fault"),
    [
        ("self_paid", FACTS["total_bill"], "'self_paid' is the name of a field"),
        (
            "bill",
            FACTS["total_bill"].model_copy(update={"name": mb.Text(en="bill", zh="自付金额")}),
            "'自付金额' is the name",
        ),
        (
            "bill",
            FACTS["total_bill"].model_copy(update={"name": mb.Text(en="Days at home", zh="某")}),
            "'Days at home' is the name",
        ),
        (
            "bill",
            FACTS["total_bill"].model_copy(update={"name": mb.Text(en="bill", zh="住院夜数")}),
            "'住院夜数' is the name",
        ),
        ("total_fen", FACTS["months_paid"], "'total_fen' is the name"),
        ("status", FACTS["months_paid"], "'status' is the name"),
        ("share", FACTS["months_paid"], "'share' is the name"),
        ("paid_months", FACTS["months_paid"], "'months paid' is also a name of the fact months_paid"),
    ],
)
def test_the_name_of_a_fact_names_nothing_else(name, fact, fault):
    with pytest.raises(mb.InvalidPlan, match=fault):
        book(facts=FACTS | {name: fact})


def test_a_fact_is_declared_alike_in_every_version_and_soundly():
    other = FACTS | {"retired": FACTS["retired"].model_copy(update={"default": None})}
    later = book(facts=other, effective_from=date(2021, 1, 1)).versions[0]
    with pytest.raises(mb.InvalidPlan, match="the fact retired is declared otherwise in another version"):
        plan(book().versions[0], later)
    for wrong, why in (
        ({"kind": "money", "words": {"a": NAME}}, "has no words"),
        ({"kind": "word", "words": {"a": BIG, "b": BIG}}, "both spelt"),
        ({"kind": "number", "default": "3"}, "the default is '3'; give a whole number"),
        ({"kind": "word", "words": {"a": BIG}, "default": "b"}, "give one of a"),
        ({"kind": "word", "words": {"Big City": BIG}}, "the word 'Big City'; give lower-case letters"),
    ):
        with pytest.raises(mb.InvalidPlan, match=why):
            Fact(name=NAME, **wrong)


def test_a_fee_is_asked_for_a_known_class_of_members_alone():
    enrolled = mb.Enrolment(
        plan="accident", cover_from=date(2016, 1, 1), fee_tier="100", member_class="hardship"
    )
    assert mb.fee_due(enrolled) == 100
    with pytest.raises(
        mb.InvalidFact, match=r"^enrolment\.member_class is 'hardshp'; .*did you mean hardship\?"
    ):
        mb.fee_due(enrolled.model_copy(update={"member_class": "hardshp"}))


@pytest.mark.parametrize("months", [0, 10**9])
def test_a_whole_number_is_at_most_a_thousand_million(months):
    told = {"town": "big", "total_bill": Decimal(1), "settled_on": DAY}
    assert mb.assess(asked(1, told | {"months_paid": months}), plan=book()).status == "payable"
    beyond = months + 1 if months else -1
    with pytest.raises(mb.InvalidFact, match="months_paid"):
        mb.assess(asked(1, told | {"months_paid": beyond}), plan=book())


def test_only_facts_of_words_have_words_that_a_plan_knows():
    of_words = {name for name, fact in FACTS.items() if fact.kind == "word"}
    assert of_words == {"town"}
    assert known_words(book().versions).keys() == {*OPEN_FACTS, *of_words} - {"member_class"}
