"""Code words in several spellings: a table on every engine reads them as a claim does."""

import polars as pl
import pytest
import strategies_tables as our
from small_plans import FIRST, SOURCED, benefit, by, claim, figure, limit, plan, table, version, yuan

import mutual_benefits as mb
from mutual_benefits.rules import ExcludedCauses, ExpenseShare, GradedSum, LumpSum, ShareOfLoss

SPELLINGS = {
    "drunk_driving": "drunk_driving",
    "Drunk-driving": "drunk_driving",
    "drunk driving": "drunk_driving",
    "DRUNK_DRIVING": "drunk_driving",
    "  Drunk Driving ": "drunk_driving",
    "dRuNk-DrIvInG": "drunk_driving",
    "Fall": "fall",
    " fall": "fall",
    "fall ": "fall",
    "FALL": "fall",
    "Level-3-A hospital": "level_3_a_hospital",
    "level 3_a-Hospital": "level_3_a_hospital",
    "十级 Élan": "十级_élan",
    "十级-ÉLAN": "十级_élan",
    "drunkdriving": "drunk_driving",
    "drunk__driving": "drunk_driving",
    "drunk  driving": "drunk_driving",
    "-fall": "fall",
    "drunk.driving": "drunk_driving",
    "\u3000drunk\u3000driving\u3000": "drunk_driving",
    "\xa0drunk\xa0driving": "drunk_driving",
    "drunk\u2003driving\x85": "drunk_driving",
    "ｄｒｕｎｋ＿ｄｒｉｖｉｎｇ": "drunk_driving",
    "ＤＲＵＮＫ－ＤＲＩＶＩＮＧ": "drunk_driving",
    "Ｌｅｖｅｌ　３　Ａ　ｈｏｓｐｉｔａｌ": "level_3_a_hospital",
    "（fall）": "fall",
    "\ufefffall": "fall",
    "fall\u200b": "fall",
    "\u2060drunk driving": "drunk_driving",
    "drunk\u200ddriving\u200c": "drunk_driving",
    "ΟΔΟΣ": "οδος",
    "οδοσ": "οδος",
    "drunk_drİving": None,
    "fal": None,
    "falls": None,
    "ＦＡＬl": None,
}
"""Each spelling, and the word that it is; None where it is none of the plan's."""

KNOWN = ("drunk_driving", "fall", "level_3_a_hospital", "十级_élan", "οδος")
FEW = {word: number for number, word in enumerate(KNOWN, start=1)}
MANY = FEW | {f"word_{number}": number for number in range(5, 25)}
"""Few words are compared one by one, and many are looked up."""

COLUMNS = {
    "cause": (LumpSum, "injury", {"when": "died"}),
    "injury_kind": (GradedSum, "injury", {"grades": ("injury_kind",), "percentage": figure(100_00)}),
    "severity": (LumpSum, "diagnosis", {"when": "severity"}),
    "hospital_level": (ExpenseShare, "medical_expense", {}),
}
"""Each open code column, with a kind of benefit that looks it up."""


def event(column, spelling):
    if column == "severity":
        return mb.Diagnosis(happened_on=FIRST, disease="rope_hand", severity=spelling)
    if column == "hospital_level":
        return mb.MedicalExpense(happened_on=FIRST, self_paid=yuan(10_000), hospital_level=spelling)
    return mb.Injury(happened_on=FIRST, died=True, **{column: spelling})


def own_plan(column, words):
    """A plan that pays the number of the word in fen."""
    kind, happening, terms = COLUMNS[column]
    table = by(column, words)
    terms = terms | {{LumpSum: "sum", GradedSum: "maximum", ExpenseShare: "share"}[kind]: table}
    return plan(version(benefit(kind, "sum", happening, **terms)))


def by_claim(own, column, spelling):
    """What a claim says: the fen that it pays and the reason for which it has no answer."""
    try:
        return int(mb.assess(claim(1, event(column, spelling)), plan=own).total * 100), None
    except mb.NoSuchRow as error:
        return None, f"unknown_{column}" if f"event.{column} is" in str(error) else str(error)


def rows(column, spellings):
    """A row for each spelling, in columns that every engine types alike."""
    beside = {
        "cause": {"died": True},
        "severity": {"disease": "rope_hand"},
        "hospital_level": {"self_paid": 10_000},
    }
    same = {"happened_on": FIRST, "cover_from": FIRST, **beside.get(column, {})}
    return pl.DataFrame([same | {"row": number, column: word} for number, word in enumerate(spellings)])


@pytest.mark.parametrize("words", [FEW, MANY], ids=["few", "many"])
@pytest.mark.parametrize("column", COLUMNS)
def test_each_spelling_is_the_same_word_in_a_claim_and_on_every_engine(column, words):
    own = own_plan(column, words)
    expected = [(words[word], None) if word else (None, f"unknown_{column}") for word in SPELLINGS.values()]
    assert [by_claim(own, column, spelling) for spelling in SPELLINGS] == expected
    frame = rows(column, SPELLINGS)
    for name, engine in our.ENGINES.items():
        done = our.dicts(mb.assess_table(engine.make(frame), plan=own, unit="fen"))
        done.sort(key=lambda row: row["row"])
        found = [(row["total_fen"], row["reason"]) for row in done]
        assert found == expected, name
        assert [row[column] for row in done] == list(SPELLINGS), "the cells come back as they were"


@pytest.mark.parametrize("kind", [pl.Categorical, pl.Enum([*SPELLINGS])], ids=["categorical", "enum"])
@pytest.mark.parametrize("column", COLUMNS)
def test_columns_of_categories_are_spelt_as_freely_as_text(column, kind):
    own = own_plan(column, FEW)
    frame = rows(column, SPELLINGS).with_columns(pl.col(column).cast(kind))
    expected = [by_claim(own, column, spelling) for spelling in SPELLINGS]
    for given in (frame, frame.lazy(), frame.to_pandas(), frame.to_arrow()):
        found = our.dicts(mb.assess_table(given, plan=own, unit="fen"))
        assert [(row["total_fen"], row["reason"]) for row in found] == expected


def test_excluded_causes_are_excluded_in_every_spelling():
    words = ("drunk_driving", "level_3_a_hospital")
    guard = ExcludedCauses(causes=words, **SOURCED)
    own = plan(version(benefit(LumpSum, "sum", when="died", sum=figure(9)), conditions=(guard,)))
    known = {"fall": (9, 9, None), **dict.fromkeys((None, "十级_élan", "οδος"), (0, 9, None))}
    expected = [(0, 0, "excluded_cause") if word in words else known[word] for word in SPELLINGS.values()]
    claims = [claim(number, event("cause", spelling)) for number, spelling in enumerate(SPELLINGS)]
    told = [mb.assess(each, plan=own) for each in claims]
    assert [(int(each.low * 100), int(each.high * 100), each.reason) for each in told] == expected
    for name, engine in our.ENGINES.items():
        done = our.dicts(mb.assess_table(engine.make(rows("cause", SPELLINGS)), plan=own, unit="fen"))
        done.sort(key=lambda row: row["row"])
        assert [(row["low_fen"], row["high_fen"], row["reason"]) for row in done] == expected, name
        totals = [low if low == high else None for low, high, _ in expected]
        assert [row["total_fen"] for row in done] == totals, name


CLOSED = {
    "occupation": ("high_risk", "high risk", "High_risk", "high-risk", " high_risk"),
    "member_class": ("hardship", "Hardship", "hardship "),
    "sex": ("female", "Female", "female "),
    "setting": ("outpatient", "Outpatient", "out_patient"),
    "peril": ("burst_pipe", "burst pipe", "Burst_pipe", "burst-pipe"),
}

LUMP_SUM = LumpSum, {"when": "died", "sum": figure(9)}
EVENTS = {
    "setting": ("medical_expense", {"self_paid": yuan(9)}, (ExpenseShare, {"share": figure(100_00)})),
    "peril": (
        "home_loss",
        {"loss": yuan(9)},
        (ShareOfLoss, {"peril": "burst_pipe", "percentage": figure(100_00), "ceiling": figure(9)}),
    ),
}
"""The events that have a setting or a peril, with facts and a benefit that pays 9 fen."""


@pytest.mark.parametrize("column", CLOSED)
def test_words_of_a_fixed_choice_have_one_spelling(column):
    """A claim refuses any other, and a row that has one is invalid."""
    event, told, paid = EVENTS.get(column, ("injury", {"died": True}, LUMP_SUM))
    own = plan(version(benefit(paid[0], "sum", event, **paid[1])))
    same = {"happened_on": FIRST, "cover_from": FIRST, **told}
    frame = pl.DataFrame([same | {"row": n, column: word} for n, word in enumerate(CLOSED[column])])
    expected = [(9, None)] + [(None, f"invalid_{column}")] * (len(CLOSED[column]) - 1)
    for name, engine in our.ENGINES.items():
        done = our.dicts(mb.assess_table(engine.make(frame), plan=own, unit="fen"))
        done.sort(key=lambda row: row["row"])
        assert [(row["total_fen"], row["reason"]) for row in done] == expected, name
    model = next(m for m in (mb.Enrolment, mb.MedicalExpense, mb.HomeLoss) if column in m.model_fields)
    needed = {"plan": "small", "cover_from": FIRST, "happened_on": FIRST, "self_paid": yuan(1)}
    needed = {name: value for name, value in needed.items() if name in model.model_fields}
    assert getattr(model(**needed, **{column: CLOSED[column][0]}), column) == CLOSED[column][0]
    for word in CLOSED[column][1:]:
        with pytest.raises(ValueError, match=column):
            model(**needed, **{column: word})


@pytest.mark.parametrize(
    "column", ["id", "member", "cause", "injury_kind"] if our.THOROUGH else ["id", "cause"]
)
def test_a_text_of_more_than_200_characters_is_refused_in_a_claim_and_in_a_row(column):
    row = {"id": "C-1", "member": "M-1", "happened_on": FIRST, "cover_from": FIRST, "died": True}
    row |= {"cause": "fall", "injury_kind": "fracture"}
    short = ["c" * 200, "c" + " " * 198 + "d", "\u3000" * 199 + "c", "İ" * 100]
    long = ["c" * 201, " " * 200 + "c", "c" + "\u3000" * 200, *(["İ" * 101] if column == "cause" else ())]
    frame = pl.DataFrame(
        [row | {"id": "C-0"}, *(row | {"id": t[-9:] + t[:9]} | {column: t} for t in short + long)]
    )
    for engine in our.ENGINES.values():
        done = our.dicts(mb.assess_table(engine.make(frame), plan="non_work_accident"))
        reasons = [row["reason"] for row in done]
        assert reasons.count(f"invalid_{column}") == len(long)
        assert sum(row["status"] == "invalid" for row in done) == len(long)
    for text in short if column in mb.Injury.model_fields else ():
        mb.Injury(happened_on=FIRST, **{column: text})
    for text in long if column in mb.Injury.model_fields else ():
        with pytest.raises(ValueError, match="200 characters"):
            mb.Injury(happened_on=FIRST, **{column: text})


TIERS = {
    **dict.fromkeys(
        ("gold_a", "Gold_A", "gold a", "\u3000gold_a ", "tier gold_a", "ＧＯＬＤ＿Ａ", "gold_a档"), 9
    ),
    **dict.fromkeys(("100", " 100", "１００", "100元", "100 元档", "100 yuan", "Tier 100"), 8),
    **dict.fromkeys(("gold-a", "-100", "10.0", "100.0", "1,00", "100元元", "10", "gold"), None),
}
"""Spellings of two fee tiers, and what each is paid; a number with a point or a sign is another number."""


def test_fee_tiers_are_read_by_code_and_name_and_numbers_stay_numbers():
    tiers = tuple(mb.FeeTier(code=code, ordinary=1, high_risk=1, **SOURCED) for code in ("gold_a", "100"))
    sums = {"gold_a": 900, "100": 800}
    own = plan(version(benefit(LumpSum, "sum", when="died", sum=by("fee_tier", sums)), fee_tiers=tiers))
    same = {"happened_on": FIRST, "cover_from": FIRST, "died": True}
    frame = pl.DataFrame([same | {"row": number, "fee_tier": word} for number, word in enumerate(TIERS)])
    expected = [None if paid is None else paid * 100 for paid in TIERS.values()]
    for engine in our.ENGINES.values():
        done = our.dicts(mb.assess_table(engine.make(frame), plan=own, unit="fen"))
        done.sort(key=lambda row: row["row"])
        assert [row["total_fen"] for row in done] == expected
        assert {row["reason"] for row in done if row["total_fen"] is None} == {"unknown_fee_tier"}
    for word, paid in TIERS.items():
        told = claim(1, mb.Injury(happened_on=FIRST, died=True), fee_tier=word)
        if paid is None:
            with pytest.raises(mb.UnknownFeeTier) as caught:
                mb.assess(told, plan=own)
            assert set(caught.value.choices) == set(sums)
        else:
            assert mb.assess(told, plan=own).total == paid


def test_a_fee_tier_of_no_plan_gets_the_nearest_one():
    cover = mb.Enrolment(plan="accident", cover_from=FIRST, fee_tier="101")
    told = mb.Claim(id="C-1", member="M-1", enrolment=cover, event=mb.Injury(happened_on=FIRST))
    with pytest.raises(mb.UnknownFeeTier, match="give one of 26, 50, 74, 100; did you mean 100") as caught:
        mb.assess(told)
    assert caught.value.choices[0] == "100"
    assert mb.fee_due(cover.model_copy(update={"fee_tier": "50元"})) == 50


def test_tiers_that_are_spelt_alike_are_a_fault():
    tiers = tuple(mb.FeeTier(code=code, ordinary=1, high_risk=1, **SOURCED) for code in ("a", "A"))
    own = plan(version(benefit(LumpSum, "sum", when="died", sum=figure(9)), fee_tiers=tiers))
    with pytest.raises(mb.InvalidPlan, match="spelt alike"):
        mb.assess(claim(1, mb.Injury(happened_on=FIRST, died=True), fee_tier="a"), plan=own)


PRODUCTS = {
    "one_year": 9,
    "One-year": 9,
    "一年期": 9,
    "　一年期 ": 9,
    "ｏｎｅ＿ｙｅａｒ": 9,
    "two_year": 8,
    "两年期": 8,
    "one_yaer": None,
    "三年期": None,
}
"""Each spelling of a product, and the fen that it pays; None where no such product is sold."""


def test_products_are_named_by_code_or_in_chinese():
    rate = by("product", {"one_year": 9, "two_year": 8})
    sold = [version(benefit(LumpSum, "sum", when="died", sum=rate), product=name) for name in rate.keys]
    own = plan(*sold)
    same = {"happened_on": FIRST, "cover_from": FIRST, "died": True}
    frame = pl.DataFrame([same | {"row": row, "product": word} for row, word in enumerate(PRODUCTS)])
    expected = [(fen, None if fen else "unknown_product") for fen in PRODUCTS.values()]
    for name, engine in our.ENGINES.items():
        done = our.dicts(mb.assess_table(engine.make(frame), plan=own, unit="fen"))
        done.sort(key=lambda row: row["row"])
        assert [(row["total_fen"], row["reason"]) for row in done] == expected, name
    for word, fen in PRODUCTS.items():
        told = claim(1, mb.Injury(happened_on=FIRST, died=True), product=word)
        if fen:
            assert int(mb.assess(told, plan=own).total * 100) == fen
            assert own.version_on(FIRST, product=word).product == ("one_year" if fen == 9 else "two_year")
        else:
            with pytest.raises(mb.UnknownProduct, match="it sells one_year, two_year"):
                mb.assess(told, plan=own)


def test_products_that_are_spelt_alike_are_refused():
    sold = [
        version(benefit(LumpSum, "sum", when="died", sum=figure(9)), product=name)
        for name in ("gold", "Gold")
    ]
    with pytest.raises(mb.InvalidPlan, match="'gold' and 'Gold' are spelt alike"):
        mb.assess(claim(1, mb.Injury(happened_on=FIRST, died=True), product="gold"), plan=plan(*sold))


CHILDREN = {
    "Li Ming": 9,
    "LI MING ": 0,
    "\ufeffLi\u200bMing": 0,
    "Lİ Ming": 9,
    "li̇ming": 0,
    "ΟΔΟΣ": 9,
    "οδος": 0,
    "οδοσ": 0,
    "li·ming": 0,
    "Li-Ming\u3000": 0,
    "小明": 9,
    "小 明": 0,
    "小红": 9,
    "买买提·艾力": 9,
    "买买提艾力": 0,
    "·": 9,
    "－": 9,
    "ＬＩ Ming": 9,
}
"""Names of children in the order of their claims, and what the one payment for each child leaves."""


def test_a_child_is_counted_under_the_plain_spelling_of_its_name_in_claims_usage_and_tables():
    once = limit("child", "payment", figure(1), subject="child")
    own = plan(version(benefit(LumpSum, "sum", "child_injury", when="died", sum=figure(9), limits=(once,))))
    claims = [
        claim(number, mb.ChildInjury(happened_on=FIRST, child=name, died=True))
        for number, name in enumerate(CHILDREN)
    ]
    used = mb.Used(plan=own.code, limit="child", member="M-1", subject="小－红", low=1, high=1)
    told = list(mb.assess_all(claims, plan=own))
    again = list(mb.assess_all(claims, plan=own, usage=mb.Usage(used=(used,))))
    expected = list(CHILDREN.values())
    after = [0 if name == "小红" else paid for name, paid in CHILDREN.items()]
    assert [int(each.total * 100) for each in told] == expected
    assert [int(each.total * 100) for each in again] == after
    spent = mb.Usage().after(told[1].drawn).after(told[0].drawn)
    assert [(each.subject, each.low) for each in spent.used] == [("liming", 1)]
    for usage, sums in ((None, expected), (mb.Usage(used=(used,)), after)):
        for name, engine in our.ENGINES.items():
            frame = engine.make(table(claims))
            done = our.dicts(mb.assess_table(frame, plan=own, unit="fen", usage=usage))
            done.sort(key=lambda row: int(row["id"].removeprefix("C-")))
            assert [row["total_fen"] for row in done] == sums, name
            assert [row["child"] for row in done] == list(CHILDREN), "the cells come back as they were"


def test_one_child_s_usage_in_two_spellings_is_given_twice():
    entries = [
        mb.Used(plan="p", limit="child", member="M-1", subject=name, low=1, high=1) for name in ("A", "a ")
    ]
    with pytest.raises(mb.InvalidUsage, match="appears twice"):
        mb.Usage(used=tuple(entries))
