"""Facts declared in plan files: read and written back, described, compared, and refused with their lines."""

from datetime import date

import polars as pl
import pytest
from plan_folders import FIRST, PLAN, faults_of, write_plan
from small_plans import NAME, SOURCED, benefit, figure, plan, version
from test_parts_without_effect import condition, figures, told

import mutual_benefits as mb
from mutual_benefits.rules import FactAmong, LumpSum

ACCIDENT = mb.get_plan("accident").versions[-1]
HEAD = """\
effective_from = 2020-01-01
source = "seal"
basis = "published"
sources = { seal = { title = { en = "A book of seals", zh = "印谱" } } }
"""
TOWN = """
[facts.town]
kind = "word"
name = { en = "kind of town", zh = "城镇类别" }
words = { big = { en = "big city", zh = "大城市" }, small = { en = "small town", zh = "小城镇" } }
default = "big"
"""
BILL = '[facts.bill]\nkind = "money"\nname = { en = "the bill", zh = "总费用" }\n'
MONTHS = '[facts.months]\nkind = "number"\nname = { en = "months", zh = "月数" }\n'
RETIRED = '[facts.retired]\nkind = "flag"\nname = { en = "retired", zh = "退休" }\n'
SEEN = '[facts.seen_on]\nkind = "day"\nname = { en = "day seen", zh = "就诊日" }\n'
COST = """
[[benefits]]
rule = "expense_share"
code = "cost"
name = { en = "B", zh = "乙" }
event = "medical_expense"
source = "seal"
"""
OF_BILL = f'{COST}of = "bill"\nshare = :5000\n'
WORDS = 'reason = "no"\nwords = { en = "no", zh = "否" }\n'
BY_TOWN = (
    'share = { by = "town", rows = { big = 1000, small = 2000 }, source = "seal", basis = "published" }\n'
)
AFTER = 'unit = "day"\nafter_event = true\nat_most = :1\n'
RUNGS = '{ by = "months", rungs = [{ through = 12, value = :100 }], beyond = :200 }\n'


def book(*parts):
    return figures("\n".join((HEAD, *parts)))


def among(fact, words):
    return condition("fact_among", f'fact = "{fact}"\namong = {words}\n{WORDS}')


def bounds(fact, more):
    return condition("number_bounds", f'fact = "{fact}"\n{more}{WORDS}')


WHOLE = book(
    TOWN,
    BILL,
    MONTHS,
    RETIRED,
    SEEN,
    f'{COST}of = "bill"\n{BY_TOWN}deductible = {RUNGS}',
    among("retired", "[false]"),
    bounds("seen_on", 'unit = "day"\nafter_event = true\nat_most = :60\n'),
)


def loaded(text, folder):
    folder.mkdir(exist_ok=True)
    return mb.load_plan(write_plan(folder, {FIRST: text, "plan.toml": PLAN}))


@pytest.mark.parametrize("form", ["toml", "json"])
def test_declared_facts_are_read_back_as_the_same_plan(tmp_path, form):
    own = loaded(WHOLE, tmp_path / "in")
    mb.dump_plan(own, tmp_path / "out", format=form)
    again = mb.load_plan(tmp_path / "out")
    assert again == own
    assert mb.content_hash(again) == mb.content_hash(own)
    assert [name for name, _ in own.versions[0].facts] == ["town", "bill", "months", "retired", "seen_on"]


def test_a_description_names_the_facts_and_what_they_decide(tmp_path):
    own = loaded(WHOLE, tmp_path)
    english, chinese = (mb.describe(own, own.versions[0], lang) for lang in ("en", "zh"))
    for line in (
        "- kind of town (town): big city, small town; big city where the claim does not tell it",
        "- the bill (bill): money; what depends on it is undetermined where it is not told",
        "a share of: the bill",
        "share, big city: 10%",
        "deductible, months up to 12: 1.00 yuan",
        "counted in days from the event",
        "must be: no",
    ):
        assert line in english
    for line in (
        "- 城镇类别（town）：大城市、小城镇；未填时视为大城市",
        "- 总费用（bill）：金额；未填时相关给付无法确定",
        "按比例计算的金额：总费用",
        "给付比例，大城市：10%",
        "月数不超过12：1.00元",
        "须为：否",
    ):
        assert line in chinese


def test_a_difference_of_declared_facts_is_told_in_both_languages(tmp_path):
    before = loaded(WHOLE, tmp_path / "a").versions[0]
    changed = WHOLE.replace('default = "big"', 'default = "small"').replace(
        "among = [false]", "among = [true]"
    )
    changed = changed.replace('name = { en = "months", zh', 'name = { en = "months paid", zh')
    lines = {
        lang: mb.diff(before, loaded(changed, tmp_path / "b").versions[0]).text(lang) for lang in ("en", "zh")
    }
    assert "kind of town, default: big city → small town" in lines["en"]
    assert "城镇类别，未填时视为：大城市 → 小城镇" in lines["zh"]
    assert "what the fact must be: no → yes" in lines["en"]
    assert "months → months paid" in lines["en"]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (book(TOWN, BILL, OF_BILL), ["facts.town: no result depends on it; leave it out"]),
        (
            book(TOWN, f"{COST}{BY_TOWN}".replace("small = 2000", "little = 2000")),
            ["benefits[0].share.rows.little: no claim can give 'little' for town; give one of big, small"],
        ),
        (
            book(TOWN, f"{COST}{BY_TOWN}", among("town", '["bigg"]')),
            ["conditions[0].among[0]: no claim can give 'bigg' for town; did you mean 'big'?"],
        ),
        (
            book(TOWN, f"{COST}{BY_TOWN}", among("town", "[true]")),
            ["conditions[0].among[0]: the fact 'town' is never this; give a word in quotes"],
        ),
        (
            book(RETIRED, f"{COST}share = :1\n", among("retired", '["yes"]')),
            ["conditions[0].among[0]: the fact 'retired' is never this; give true or false"],
        ),
        (
            book(MONTHS, f"{COST}share = :1\n", among("months", '["yes"]')),
            ["conditions[0].fact: the fact 'months' is no word; give number_bounds"],
        ),
        (
            book(TOWN, f"{COST}share = :1\n", bounds("town", "at_least = :1\n")),
            ["conditions[0].fact: the fact 'town' is not a number; give one that is"],
        ),
        (
            book(BILL, f"{COST}share = :1\n", bounds("bill", "at_least = :1\n")),
            ["conditions[0].unit: 'number'; the fact 'bill' is not counted in it; give fen for money"],
        ),
        (
            book(SEEN, f"{COST}share = :1\n", bounds("seen_on", 'unit = "day"\nat_most = :1\n')),
            ["conditions[0].fact: the fact 'seen_on' is a day; give after_event = true"],
        ),
        (
            book(MONTHS, f"{COST}share = :1\n", bounds("months", AFTER)),
            ["conditions[0].after_event: give a fact of the kind day that the rule book declares"],
        ),
        (
            book(f"{COST}share = :1\n", bounds("claimed_on", AFTER)),
            ["conditions[0].after_event: give a fact of the kind day that the rule book declares"],
        ),
        (
            book(MONTHS, f'{COST}of = "months"\nshare = :1\n'),
            ["benefits[0].of: 'months'; the fact 'months' is of the kind number; give one of the kind money"],
        ),
        (
            book(BILL, f'{COST}of = "bil"\nshare = :1\n'),
            ["benefits[0].of: 'bil'; claims have no such fact; did you mean 'bill'?"],
        ),
        (
            book(BILL, f'{COST}of = "self_paid"\nshare = :1\n'),
            ["benefits[0].of: 'self_paid'; the fact 'self_paid' cannot stand here; give one of bill"],
        ),
        (
            book(TOWN, f"{COST}share = {RUNGS}".replace('"months"', '"town"')),
            ["benefits[0].share.by: 'town'; the fact 'town' is of the kind word; give one of the kind"],
        ),
        (
            book(BILL, COST + BY_TOWN.replace("town", "bill").replace("big = 1000, small = 2000", "1 = 1")),
            ["benefits[0].share.by: 'bill'; a table has rows for words or whole numbers; give such a fact"],
        ),
        (
            book(BILL.replace('"money"', '"sum"'), OF_BILL),
            ["facts.bill.kind: 'sum'; give one of money, number, word, flag, day"],
        ),
        (
            book(BILL.replace("facts.bill", "facts.Bill"), OF_BILL.replace('"bill"', '"Bill"')),
            ["facts.Bill: the fact Bill: 'Bill' is no name; give lower-case letters, digits and _"],
        ),
        (
            book(BILL + 'default = "1.234"\n', OF_BILL),
            ["facts.bill: the default is '1.234'; give yuan of at most two places, 0 or more, as a Decimal"],
        ),
    ],
)
def test_what_a_declared_fact_cannot_be_is_a_fault_with_its_cure(text, faults, tmp_path):
    found = told(text, tmp_path)
    assert len(found) == len(faults)
    assert all(right in fault for right, fault in zip(faults, found, strict=True)), found


NAMED = 'code = "d"\nname = { en = "B", zh = "乙" }\nevent = "injury"\nsource = "seal"\n'
LIMITED = 'code = "m"\nname = { en = "m", zh = "限" }\nunit = "fen"\nper = "lifetime"\nceiling = :1\n'


@pytest.mark.parametrize(
    "part",
    [
        f'[[benefits]]\nrule = "per_diem"\n{NAMED}days = "months"\nrate = :1\n',
        f'[[benefits]]\nrule = "lump_sum"\n{NAMED}when = "months"\nsum = :1\n',
        f'{COST}share = :1\n[[benefits.limits]]\n{LIMITED}subject = "months"\n',
    ],
)
def test_elsewhere_a_declared_fact_is_told_where_it_can_stand(part, tmp_path):
    faults = faults_of(write_plan(tmp_path, {FIRST: book(MONTHS, part), "plan.toml": PLAN}))
    assert any(
        "a fact that the rule book declares cannot stand here: it can be the fact of number" in each
        for each in faults
    )


def test_a_name_that_is_taken_is_a_fault_of_the_declaration(tmp_path):
    for own, library in (("总费用", "自付金额"), ("the bill", "paid by the member")):
        (fault,) = told(book(BILL.replace(own, library), OF_BILL), tmp_path)
        assert fault.startswith(f"facts.bill: the fact bill: '{library}' is the name of a field or a column")


def names_in_use():
    """What a claim and a table of results call their parts; a sum in a table ends with its unit."""
    row = {"fee_tier": ["100"], "happened_on": [date(2016, 5, 4)], "cover_from": [date(2016, 1, 1)]}
    results = mb.assess_table(pl.DataFrame(row), plan="accident", caveats=True).columns
    names = {name.removesuffix("_fen") for name in results} - {each.code for each in ACCIDENT.benefits}
    return {*names, *mb.Claim.model_fields, *mb.Enrolment.model_fields, *mb.MedicalExpense.model_fields}


@pytest.mark.parametrize("name", sorted(names_in_use() | {"reasons"}))  # the words of `assess --reasons`
def test_no_declared_fact_bears_the_name_of_another_column(tmp_path, name):
    own = (
        part.replace("facts.bill", f"facts.{name}").replace('"bill"', f'"{name}"') for part in (BILL, OF_BILL)
    )
    faults = told(book(*own), tmp_path)
    assert any(
        fault.startswith(f"facts.{name}: the fact {name}: '{name}' is the name of a field")
        for fault in faults
    )


@pytest.mark.parametrize(("default", "english", "chinese"), [("true", "yes", "是"), ("false", "no", "否")])
def test_the_default_of_yes_or_no_is_described_in_words(tmp_path, default, english, chinese):
    own = loaded(
        book(f"{RETIRED}default = {default}\n", OF_BILL, BILL, among("retired", "[false]")), tmp_path
    )
    assert f"; {english} where the claim" in _line_of(own, "retired", "en")
    assert chinese in _line_of(own, "退休", "zh").rpartition("；")[2]


def _line_of(own, name, lang):
    """The line about a declared fact, from its kind on."""
    lines = mb.describe(own, own.versions[0], lang).splitlines()
    (line,) = [line for line in lines if f"{name}（retired）" in line or f"{name} (retired)" in line]
    return line


STAYS = (
    '[facts.{0}]\nkind = "word"\nname = {{ en = "{0}", zh = "其{0}" }}\n'
    'words = {{ big = {{ en = "big {0}", zh = "大{0}" }}, small = {{ en = "small {0}", zh = "小{0}" }} }}\n'
    'default = "big"\n'
)
NESTED = (
    '[benefits.share]\nby = "yard"\nsource = "seal"\nbasis = "published"\n[benefits.share.rows]\n'
    "big = :1000\nsmall = :2000\n"
)


def test_a_word_that_two_facts_share_has_the_name_of_its_own_fact(tmp_path):
    """The facts town and yard have the words big and small, with other names; each text is of the yard."""
    text = book(STAYS.format("town"), STAYS.format("yard"), f"{COST}{NESTED}", among("yard", '["big"]'))
    text = text.replace('among = ["big"]', 'among = ["big", "small"]') + among("town", '["big"]')
    own = loaded(text, tmp_path / "a")
    english, chinese = (mb.describe(own, own.versions[0], lang) for lang in ("en", "zh"))
    assert "must be: big yard, small yard" in english
    assert "须为：大town" in chinese
    enrolment = mb.Enrolment(plan=own.code, cover_from="2020-01-01")
    event = mb.MedicalExpense(happened_on="2020-05-04", self_paid=100)
    for facts, name in (({}, "big yard"), ({"yard": "small"}, "small yard")):
        claim = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event, facts=facts)
        assert f"share ({name}): " in mb.assess(claim, plan=own).explain("en")
    other = loaded(text.replace('["big", "small"]', '["small"]'), tmp_path / "b")
    assert "small yard" in mb.diff(own.versions[0], other.versions[0]).text("en")
    assert "town" not in mb.diff(own.versions[0], other.versions[0]).text("en")
    changed = loaded(text.replace('default = "big"', 'default = "small"'), tmp_path / "c")
    assert "yard, default: big yard → small yard" in mb.diff(own.versions[0], changed.versions[0]).text("en")


@pytest.mark.parametrize("rows", ["5", '"big"', "[1000, 2000]"])
def test_the_rows_of_a_table_are_a_table(tmp_path, rows):
    share = BY_TOWN.replace("{ big = 1000, small = 2000 }", rows)
    faults = told(book(TOWN, f"{COST}{share}"), tmp_path)
    assert len([each for each in faults if "rows: " in each and "give a table" in each]) == 1


def test_a_row_of_a_table_by_yes_or_no_is_one_of_the_two(tmp_path):
    share = BY_TOWN.replace('"town"', '"retired"').replace("big = 1000, small = 2000", "0 = 1000, 2 = 2000")
    (fault,) = told(book(RETIRED, f"{COST}{share}"), tmp_path)
    assert "no claim can give 2 for retired; give 0 to 1" in fault


def test_the_rows_of_a_table_by_yes_or_no_are_described_in_words(tmp_path):
    share = BY_TOWN.replace('"town"', '"retired"').replace("big = 1000, small = 2000", "0 = 1000, 1 = 2000")
    own = loaded(book(RETIRED, f"{COST}{share}"), tmp_path)
    english, chinese = (mb.describe(own, own.versions[0], lang) for lang in ("en", "zh"))
    assert ("share, no: 10%" in english, "share, yes: 20%" in english) == (True, True)
    assert ("给付比例，否：10%" in chinese, "给付比例，是：20%" in chinese) == (True, True)


@pytest.mark.parametrize(
    ("event", "fact", "words", "named"),
    [
        ("medical_expense", "setting", ("inpatient",), "住院"),
        ("injury", "cause", ("sport", "fall"), "运动损伤、摔倒"),
        ("injury", "injury_kind", ("fracture",), "骨折"),
        ("injury", "died", (True, False), "是、否"),
        ("home_loss", "peril", ("burst_pipe",), "水暖管爆裂"),
        ("injury", "occupation", ("ordinary", "high_risk"), "普通岗位、高风险岗位"),
        ("injury", "cause", ("capstan",), "capstan"),
    ],
)
def test_the_words_that_a_fact_must_be_are_described_in_chinese(event, fact, words, named):
    guard = FactAmong(fact=fact, among=words, reason="other", words=NAME, **SOURCED)
    own = plan(version(benefit(LumpSum, "sum", event, when=fact, sum=figure(9)), conditions=(guard,)))
    assert f"      须为：{named}" in mb.describe(own, own.versions[0], "zh").splitlines()
