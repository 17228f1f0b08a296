"""Scenarios with facts that a rule book declares: varied, kept where they are not, told where they change."""

import re
from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest
from plan_of_declared_facts import BIG, DAY, FACTS, among, asked, book
from small_plans import NAME, SOURCED, benefit, by, claim, fen, figure, plan, table, version
from strategies_tables import dicts

import mutual_benefits as mb
from mutual_benefits.errors import InvalidScenario, UnknownPath
from mutual_benefits.rules import ExpenseShare, NumberBounds
from mutual_benefits.rules.own_facts import Fact
from mutual_benefits.scenarios import charts, compare, grid, revalue, sensitivities, tables, thresholds

OWN = book()
TOLD = {"total_bill": 5_000, "town": "big", "months_paid": 20, "settled_on": "2020-06-02"}


@pytest.mark.parametrize(
    "varied",
    [
        {"total_bill": [Decimal(0), Decimal("2000.50")], "town": ["big", "small"]},
        {"months_paid": [0, 12, 13], "settled_on": [DAY, DAY + timedelta(61)], "retired": [True, False]},
    ],
)
def test_a_grid_has_the_answer_of_each_claim_with_the_other_facts_as_they_are(varied):
    found = dicts(grid(asked(1, TOLD), {f"facts.{name}": each for name, each in varied.items()}, book=OWN))
    wanted = []
    for values in product(*varied.values()):
        facts = TOLD | dict(zip(varied, values, strict=True))
        told = mb.assess(asked(1, facts), plan=OWN)
        wanted.append((*values, told.status, fen(told.low), fen(told.high), told.reason))
    columns = [*(f"facts.{name}" for name in varied), "status", "low_fen", "high_fen", "reason"]
    assert [tuple(row[name] for name in columns) for row in found] == wanted


def test_a_fact_that_is_not_declared_cannot_be_varied():
    with pytest.raises(UnknownPath, match=r"facts\.total_bill"):
        grid(asked(1, TOLD), {"facts.total_bil": [1]}, book=OWN)


def _shown():
    """What shows a claim with declared facts, by the language."""
    told, vary = asked(1, TOLD), {"facts.town": ["big", "small"], "facts.months_paid": [1, 20]}
    frame, way = grid(told, vary, book=OWN), {"along": "facts.months_paid", "by": "facts.town"}
    compared = compare(told, books=[OWN, book(conditions=(among("town", "small"),))])
    cheaper = sensitivities(told, book=OWN, terms=["share.share.big"])
    yield lambda lang: tables.grid(frame, **way, claim=told, book=OWN, lang=lang).as_raw_html()
    yield lambda lang: tables.comparison(compared, lang=lang).as_raw_html()
    yield lambda lang: charts.waterfall(compared, lang=lang).to_json(ensure_ascii=False)
    yield lambda lang: charts.tornado(cheaper, lang=lang).to_json(ensure_ascii=False)
    months = {"along": way["along"], "values": range(1, 21)}
    yield lambda lang: charts.entitlement(told, **months, book=OWN, lang=lang).to_json(ensure_ascii=False)
    shown = {"claim": told, "book": OWN} | way
    yield lambda lang: charts.entitlement_of_grid(frame, **shown, lang=lang).to_json(ensure_ascii=False)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_tables_and_charts_name_declared_facts_and_their_words(lang):
    town, big, months = FACTS["town"].name.in_(lang), BIG.in_(lang), FACTS["months_paid"].name.in_(lang)
    for show in _shown():
        text = re.sub(r'",\s*"', " " if lang == "en" else "", show(lang))  # the lines of a subtitle
        assert town in text
        assert big in text
        assert months in text
        told = re.sub(r"facts\.\w+|\bid=.\w+|<style>.*?</style>", "", text, flags=re.DOTALL)
        assert not re.search(r"\b(months_paid|settled_on|total_bill|retired：)", told)


def test_a_varied_fact_that_is_declared_is_not_told_as_one_that_is_kept():
    chart = charts.entitlement(asked(1, TOLD), along="facts.months_paid", values=range(1, 21), book=OWN)
    assert "months paid: 20" not in str(chart.to_dict())


def test_a_table_of_cases_tells_a_refusal_in_the_words_of_its_book():
    refusing = book(conditions=(among("town", "small"),))
    compared = compare(asked(1, TOLD), books=[OWN, refusing])
    assert compared.cases[1].reason == "town_other"
    notes = tables.comparison(compared, lang="zh").as_raw_html()
    assert "：其town" in notes
    assert "town_other" not in notes


def test_the_thresholds_of_declared_facts_are_found():
    """By hand: 10 % of the bill, at most 100 yuan up to 12 months; settled within 60 days."""
    asked_for = [f"facts.{name}" for name in ("total_bill", "months_paid", "settled_on")]
    one = asked(1, TOLD | {"months_paid": 12, "total_bill": "999.00"})
    found = [(each.path, each.kind, each.at) for each in thresholds(one, book=OWN, facts=asked_for)]
    assert found == [
        ("facts.total_bill", "next", Decimal("998.00")),
        ("facts.total_bill", "next", Decimal("1000.00")),
        ("facts.total_bill", "cap", Decimal("999.95")),
        ("facts.settled_on", "next", DAY + timedelta(61)),
    ]
    assert {each.path for each in thresholds(one, book=OWN)} >= {"facts.total_bill", "facts.settled_on"}
    money = thresholds(one, book=OWN, facts=asked_for[:1])[0]
    assert str(money).startswith("the whole bill: 1.00 yuan less (998.00 yuan), the total would be 99.80")
    with pytest.raises(InvalidScenario, match=r"facts\.town is no day or number.*facts\.total_bill"):
        thresholds(one, book=OWN, facts=["facts.town"])


def test_the_change_between_two_answers_names_the_declared_fact():
    one, other = (mb.assess(asked(1, TOLD | {"town": town}), plan=OWN) for town in ("big", "small"))
    assert "kind of town: big city → small town: +500.00 yuan" in one.explain_change(other)
    assert "城镇类别：大城市 → 小城镇：+500.00元" in one.explain_change(other, lang="zh")


def test_books_that_declare_one_name_with_two_kinds_are_refused():
    one, other = (Fact(kind=kind, name=NAME) for kind in ("money", "number"))
    paid = benefit(ExpenseShare, "share", "medical_expense", of="costs", share=figure(1_000))
    least = NumberBounds(fact="costs", unit="number", at_least=figure(1), reason="few", words=NAME, **SOURCED)
    counted = benefit(ExpenseShare, "share", "medical_expense", share=figure(1_000))
    books = [
        plan(version(paid, facts={"costs": one})),
        plan(version(counted, facts={"costs": other}, conditions=(least,))),
    ]
    rows = table([claim(1, mb.MedicalExpense(happened_on=DAY, self_paid=100), facts={"costs": 5})], books[1])
    for before, after in (books, books[::-1]):
        with pytest.raises(InvalidScenario, match=r"facts\.costs is of the kind (money|number) in one"):
            revalue(rows, before=before, after=after, unit="yuan")
        with pytest.raises(InvalidScenario, match=r"facts\.costs is of the kind"):
            compare(rows, [before, after], unit="yuan")


def test_a_table_with_columns_of_declared_facts_is_revalued():
    claims = [asked(number, TOLD | {"total_bill": 1_000 * number}) for number in range(8)]
    before = OWN.versions[0]
    after = before.amend({"share.share.big": 20}, label="larger")
    sums = [
        sum(fen(each.low) for each in mb.assess_all(claims, plan=OWN.model_copy(update={"versions": (one,)})))
        for one in (before, after)
    ]
    told = revalue(table(claims, OWN), before=before, after=after, plan="small", unit="fen")
    assert [fen(told.total.before.low), fen(told.total.after.high)] == sums
    bills = {each.id: Decimal(each.facts["total_bill"]) for each in claims}
    assert told.largest
    assert all(Decimal(moved.claim.facts["total_bill"]) == bills[moved.claim.id] for moved in told.largest)


def test_versions_of_which_one_lacks_a_declared_fact_are_compared():
    """By hand: half of 100 yuan by the first version, 10 % of it in a big city by the second."""
    shares = (figure(5_000), by("town", {"big": 1_000, "small": 2_000}))
    costs = [benefit(ExpenseShare, "share", "medical_expense", share=share) for share in shares]
    without, told = version(costs[0]), version(costs[1], facts={"town": FACTS["town"]})
    event = mb.MedicalExpense(happened_on=DAY, self_paid=100)
    one = claim(1, event, facts={"town": "big"})
    for books, sums in (((without, told), [5_000, 1_000]), ((told, without, told), [1_000, 5_000, 1_000])):
        for claims, more in ((one, {}), (table([one], plan(told)), {"plan": "small", "unit": "fen"})):
            found = compare(claims, books, **more)
            assert [fen(case.total.low) for case in found.cases] == sums
            for contrast in found.contrasts:
                steps = [step.shift for step in contrast.steps]
                assert sum(fen(step.low) for step in steps) == fen(contrast.difference.low)
        found = revalue(table([one], plan(told)), before=books[0], after=books[1], plan="small", unit="fen")
        (moved,) = found.largest
        assert [fen(moved.before.total), fen(moved.after.total)] == sums[:2]
        assert dict(moved.claim.facts) == {"town": "big"}
    wrong = claim(2, event, facts={"twon": "big"})
    assert [case.status for case in compare(wrong, (without, told)).cases] == ["invalid", "invalid"]
