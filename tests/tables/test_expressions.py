"""The parts of the table calculator, some of which no shipped plan needs, against plain Python."""

from datetime import date
from itertools import product
from types import SimpleNamespace

import duckdb
import narwhals.stable.v2 as nw
import polars as pl
import pytest
from columns_of import columns_of
from invented_plan import INVENTED

import mutual_benefits as mb
from mutual_benefits._calendar import years_after as years_after_exactly
from mutual_benefits.engine.exact import Exact
from mutual_benefits.tables.columnar.bounds import add, equals, low_of_two, pick
from mutual_benefits.tables.columnar.calculator import Columnar
from mutual_benefits.tables.columnar.days import of_number, years_after
from mutual_benefits.tables.columnar.expression import Node, choice, column, constant, steps
from mutual_benefits.tables.columnar.values import (
    FAR_BELOW,
    UNKNOWN,
    ColumnCondition,
    ColumnNumber,
    ColumnText,
    column_condition,
    ends,
    ends_differ,
    hull,
    sides,
)
from mutual_benefits.tables.text_columns import words_themselves
from mutual_benefits.terms import Ladder, Rung

SOURCED = {"source": INVENTED, "basis": mb.Basis.PUBLISHED}


def figure(value):
    return mb.Figure(value=value, **SOURCED)


def worked_out(node, **given):
    """The value of a node in each row of a frame with these columns."""
    frame = columns_of(nw.from_native(pl.DataFrame(given)), {"__result": node})
    return frame["__result"].to_list()


def number(name):
    one = column(name)
    return ColumnNumber(one, one)


@pytest.mark.parametrize("values", [[3], [2, 3, 4], [4, 2, 3], [1, 7], [7, 1, 3]])
def test_a_value_is_in_a_list_where_python_says_so(values):
    numbers = list(range(9))
    assert worked_out(column("n").is_in(values), n=numbers) == [one in values for one in numbers]


@pytest.mark.parametrize("count", [1, 2, 16, 17, 40])
def test_a_cell_is_the_value_at_its_index(count):
    values = [100 + place * place for place in range(count)]
    do = Columnar(SimpleNamespace(), 0, {})
    assert [do.cell(values, place) for place in range(count)] == values
    found = do.cell(values, column("place"))
    if count == 1:
        assert found == values[0]
    else:
        assert worked_out(found, place=list(range(count))) == values


@pytest.mark.parametrize("versions", [1, 2, 9])
def test_a_row_of_a_table_is_found_whatever_the_order_of_the_words_of_its_fact(versions):
    keys, words = ("a", "b", "c"), ("c", "x", "a", "b")
    rates = [[10 * place + number for number in range(3)] for place in range(versions)]
    tables = tuple(
        mb.Table(by="fee_tier", rows=tuple(zip(keys, map(figure, row), strict=True)), **SOURCED)
        for row in rates
    )
    asked = [(place, word) for place in range(versions) for word in keys]
    version = column("version") if versions > 1 else 0
    do = Columnar(SimpleNamespace(fee_tier=ColumnText(column("tier"), words)), version, {})
    low, high = ends(do.resolve(tables))
    assert low is high
    given = {"version": [place for place, _ in asked], "tier": [words.index(word) for _, word in asked]}
    assert worked_out(low, **given) == [rates[place][keys.index(word)] for place, word in asked]


ON = {
    "eager": pl.DataFrame,
    "streamed": pl.LazyFrame,
    "SQL": lambda given: duckdb.from_arrow(pl.DataFrame(given).to_arrow()),
}


@pytest.mark.parametrize("on", ON)
@pytest.mark.parametrize("count", [1, 3, 40, 300])
@pytest.mark.parametrize("kind", [nw.Int64, nw.Int8, nw.String, nw.Date])
def test_a_step_function_has_the_value_of_its_interval_in_each_form_that_engines_are_given(on, count, kind):
    bounds = [10 + 3 * place for place in range(count)]
    numbers = [number * 7 % 71 for number in range(count + 1)]
    days = [date(2000, 1, 1 + number % 28) for number in numbers]
    values = {nw.String: [str(number % 5) for number in numbers], nw.Date: days}.get(kind, numbers)
    cells = [*range(5, 3 * count + 20), -(10**9), 10**9]
    frame = nw.from_native(ON[on]({"n": cells}))
    made = columns_of(frame, {"found": steps(column("n"), values, bounds, kind)})
    found = made.collect() if isinstance(made, nw.LazyFrame) else made
    by_cell = {row["n"]: row["found"] for row in found.select("n", "found").iter_rows(named=True)}
    assert by_cell == {n: values[sum(bound <= n for bound in bounds)] for n in cells}


@pytest.mark.parametrize("on", ON)
def test_of_two_steps_that_begin_together_the_later_one_counts(on):
    """An example: two products are sold from the same day, and a claim names neither."""
    made = columns_of(
        nw.from_native(ON[on]({"n": [4, 5, 6]})), {"found": steps(column("n"), [1, 2, 3], [5, 5])}
    )
    found = made.collect() if isinstance(made, nw.LazyFrame) else made
    assert sorted(found.select("n", "found").rows()) == [(4, 1), (5, 3), (6, 3)]


def test_a_code_with_one_possible_value_equals_that_value_and_null_equals_nothing():
    same = choice(column("a") > 3, constant(2), constant(2))
    assert equals(same, 2) is True
    assert equals(same, 3) is False
    assert equals(steps(column("a"), [3, 5], [9]), 4) is False
    assert worked_out(equals(choice(column("a") > 3, constant(2)), 2), a=[1, 5]) == [None, True]


def test_steps_that_a_number_never_reaches_are_left_out():
    code = choice(column("a") > 3, constant(7), constant(2))
    remaining = steps(code, ["none", "two", "three", "seven"], [2, 3, 7], nw.String)
    assert remaining.options == (("two", "seven"), (7,), nw.String)
    assert worked_out(remaining, a=[1, 5]) == ["two", "seven"]
    assert equals(code, 3) is False
    assert worked_out(equals(code, 7), a=[1, 5]) == [False, True]
    same = steps(code, [0, 4, 9, 4], [2, 3, 7])
    assert (same.operation, same.options[0]) == ("constant", 4)


def test_a_choice_equals_a_code_where_the_chosen_side_does():
    code = choice(column("a") > 3, constant(2), choice(column("b") > 3, constant(2), constant(7)))
    assert worked_out(equals(code, 2), a=[5, 1, 1], b=[1, 5, 1]) == [True, True, False]
    assert worked_out(equals(code, 7), a=[5, 1, 1], b=[1, 5, 1]) == [False, False, True]


NUMBERS = [None, -7, -1, 0, 1, 4, 5, 30]


@pytest.mark.parametrize("on", ON)
@pytest.mark.parametrize("least", [None, -1, 0, 4])
@pytest.mark.parametrize("most", [None, 4, 5])
def test_a_number_is_kept_within_bounds_and_a_null_stays_one(on, least, most):
    """Also where a first part is known to lie within a bound, which is then dropped."""

    def within(number):
        number = number if least is None else max(number, least)
        return number if most is None else min(number, most)

    numbers = column("n", least=-7)
    nodes = {"once": numbers.clip(lower_bound=least, upper_bound=most)}
    nodes["again"] = nodes["once"].clip(lower_bound=-20, upper_bound=40).clip(lower_bound=-1)
    frame = nw.from_native(ON[on]({"n": NUMBERS, "place": range(len(NUMBERS))}))
    made = columns_of(frame, nodes)
    found = (made.collect() if isinstance(made, nw.LazyFrame) else made).sort("place")
    once = [None if n is None else within(n) for n in NUMBERS]
    assert found["once"].to_list() == once
    assert found["again"].to_list() == [None if n is None else max(n, -1) for n in once]


@pytest.mark.parametrize("known", [-3, 0, 2])
def test_bounds_of_sums_products_and_choices_are_those_of_their_parts(known):
    """A bound that cannot be reached is dropped; one that can be reached stays."""
    one, other = column("a", least=known), column("b", least=0)
    parts = (one + other, one * other, choice(one > 1, one, other), low_of_two(one, other), one - other)
    for part in parts:
        clipped = part.clip(lower_bound=0)
        for a in (known, known + 1, 9):
            for b in (0, 1, 9):
                (value,), (kept,) = worked_out(part, a=[a], b=[b]), worked_out(clipped, a=[a], b=[b])
                assert kept == max(value, 0)
    assert [part.clip(lower_bound=0) is part for part in parts] == [known >= 0] * 4 + [False]


def test_what_may_be_null_is_told_from_what_cannot():
    given, helper = column("given"), column("__mb_helper")
    assert given.may_be_null
    assert not helper.may_be_null
    assert [part.may_be_null for part in (given + 1, helper + 1, helper + given)] == [True, False, True]
    assert not given.is_null().may_be_null
    assert not given.fill_null(3).may_be_null
    assert helper.fill_null(3) is helper
    assert constant(None).may_be_null
    assert choice(helper > 3, helper).may_be_null
    assert choice(helper > 3, helper, given).may_be_null
    assert not choice(given > 3, helper, constant(1)).may_be_null
    assert steps(helper, [None, 1], [5]).may_be_null
    assert not steps(given, [0, 1], [5]).may_be_null


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow"])
@pytest.mark.parametrize("count", [1, 8, 9, 127, 128, 300])
def test_each_of_few_or_many_words_has_its_number(engine, count):
    """Up to 127 words are numbered in one byte."""
    words = tuple(f"word{number}" for number in range(count))
    cells = pl.DataFrame({"text": [*words, "other", None]})
    frame = {"polars": cells, "pandas": cells.to_pandas(), "pyarrow": cells.to_arrow()}[engine]
    codes = nw.from_native(frame).select(code=words_themselves(nw, nw.col("text"), words))["code"].to_list()
    assert codes[:-1] == [*range(count), UNKNOWN]
    on_polars = cells.select(words_themselves(pl, pl.col("text"), words))["text" if count > 8 else "literal"]
    assert on_polars.to_list() == [*range(count), UNKNOWN, UNKNOWN]


def test_a_value_that_is_already_below_a_bound_is_not_clipped_again():
    cap = choice(column("a") > 3, constant(20), constant(15))
    lesser = low_of_two(column("b"), cap)
    assert lesser.clip(upper_bound=20) is lesser
    assert worked_out(lesser.clip(upper_bound=18), a=[1, 5, 5], b=[30, 30, 3]) == [15, 18, 3]
    assert worked_out(lesser.clip(lower_bound=4), a=[1, 5, 5], b=[30, 30, 3]) == [15, 20, 4]
    raised = column("b").clip(lower_bound=25, upper_bound=20)
    assert worked_out(raised.clip(upper_bound=24), b=[1, 22, 30]) == [20, 20, 20]


@pytest.mark.parametrize("inclusive", [True, False])
@pytest.mark.parametrize("waived", [None, False, True])
def test_a_ladder_is_climbed_as_the_exact_verbs_climb_it(inclusive, waived):
    rungs = tuple(Rung(through=n, inclusive=inclusive, value=figure(n * 10)) for n in (2, 5))
    waiver = None if waived is None else figure(1)
    ladder = Ladder(by="ordinal", rungs=rungs, beyond=figure(99), waiver=waiver)
    do = Columnar(SimpleNamespace(renewed=column_condition(column("renewed"))), 0, {})
    low, high = ends(do.resolve((ladder,), number("n")))
    assert low is high
    exact = Exact(SimpleNamespace(renewed=waived), {})
    numbers = list(range(8))
    found = worked_out(low, n=numbers, renewed=[bool(waived)] * len(numbers))
    assert found == [exact.climb(ladder, n) for n in numbers]


def test_a_comparison_of_columns_is_that_of_each_row():
    a, b = [1, 2, 3], [2, 2, 2]
    sure, maybe = sides(number("a") >= number("b"))
    assert sure is maybe
    assert worked_out(sure, a=a, b=b) == [x >= y for x, y in zip(a, b, strict=True)]


def test_the_negative_of_a_number_without_a_maximum_has_no_minimum():
    low, high = ends(-ColumnNumber(column("a"), None))
    assert low == FAR_BELOW
    assert worked_out(high, a=[1, 5]) == [-1, -5]
    assert add(None, 3) is add(column("a"), None) is None


@pytest.mark.parametrize("years", [1, 3, 4, 100, "n"])
def test_the_same_day_some_years_later_is_what_the_exact_verb_gives(years):
    days = [date(2016, 2, 28), date(2016, 2, 29), date(2016, 3, 1), date(1899, 12, 31), date(1896, 2, 29)]
    later = column("n") if years == "n" else years
    counts = [1, 4, 2, 4, 4] if years == "n" else [years] * len(days)
    day = years_after(of_number(column("day"), column("year")), later)
    numbers = [one.toordinal() for one in days]
    found = worked_out(day.low, day=numbers, year=[one.year for one in days], n=counts)
    assert found == [years_after_exactly(one, count) for one, count in zip(numbers, counts, strict=True)]


@pytest.mark.parametrize("value", [column("a"), ColumnCondition(column("a"), constant(1)), column("a") > 3])
def test_a_value_that_differs_from_row_to_row_is_neither_true_nor_false(value):
    with pytest.raises(TypeError, match="choose"):
        bool(value)


@pytest.mark.parametrize("words", [(), (True,), (False,), (True, False)])
def test_a_flag_is_among_truth_values_where_the_exact_verb_says_so(words):
    flag = column_condition(column("flag"))
    do = Columnar(SimpleNamespace(), 0, {})
    found, perhaps = sides(do.among(flag, words))
    assert found is perhaps
    wanted = [Exact(None, {}).among(truth, words) for truth in (True, False)]
    assert ([found] * 2 if isinstance(found, bool) else worked_out(found, flag=[True, False])) == wanted


@pytest.mark.parametrize("amount", [0, 1, 4_999, 5_000, 5_001, 9_999, 10_000, 123_456_789])
@pytest.mark.parametrize("rate", [0, 1, 2_000, 9_999, 10_000])
def test_a_portion_of_constants_or_columns_is_rounded_as_the_exact_verb_rounds_it(amount, rate):
    do, wanted = Columnar(SimpleNamespace(), 0, {}), Exact(None, {}).portion(amount, rate)
    assert ends(do.portion(amount, rate)) == (wanted, wanted)
    for one, other in ((number("a"), rate), (amount, number("b")), (number("a"), number("b"))):
        low, high = ends(do.portion(one, other))
        assert low is high
        found = [low] if isinstance(low, int) else worked_out(low, a=[amount], b=[rate])
        assert found == [wanted]


def test_a_pick_between_equal_numbers_needs_no_expression():
    where = column("a") > 3
    assert pick(where, 1_000_000, int("1000000")) == 1_000_000
    assert worked_out(pick(where, 1_000_000, 2), a=[3, 4]) == [2, 1_000_000]
    assert worked_out(pick(where, None, 2), a=[3, 4]) == [2, None]
    assert worked_out(pick(where, 1, None), a=[3, 4]) == [None, 1]


def test_a_number_times_one_needs_no_expression():
    a = number("a")
    assert all(end is a.low for end in (*ends(a * 1), *ends(1 * a)))


LEAST_AND_MOST = {
    "0": (0, 0),
    "1": (1, 1),
    "3": (3, 3),
    "a column": ("least", "least"),
    "within columns": ("least", "most"),
    "2 to a column": (2, "most"),
    "a column or more": ("least", None),
    "2 or more": (2, None),
}
"""The ends of a number, each an int, a column, or open; a column of upper ends is open in some rows."""

ROWS = [(0, 0), (0, 4), (1, 1), (3, 5), (0, None), (6, None)]


def combined(verb, one, other):
    """The two ends of a verb on two numbers, in all pairs of `ROWS`, with the pairs of ends of both."""
    pairs = list(product(ROWS, ROWS))
    given, numbers, spans = {}, [], []
    for place, kind in enumerate((one, other)):
        low, high = LEAST_AND_MOST[kind]
        for end, name in enumerate(("least", "most")):
            given[f"{name}{place}"] = [pair[place][end] for pair in pairs]
        columns = {end: column(f"{end}{place}") if isinstance(end, str) else end for end in (low, high)}
        numbers.append(
            low if isinstance(low, int) and low == high else ColumnNumber(columns[low], columns[high])
        )
        cells = [given.get(f"{end}{place}", [end] * len(pairs)) for end in (low, high)]
        spans.append(list(zip(*cells, strict=True)))
    found = [
        worked_out(end, **given) if isinstance(end, Node) else [end] * len(pairs)
        for end in ends(verb(*numbers))
    ]
    return list(zip(*found, strict=True)), list(zip(*spans, strict=True))


every_two = [pytest.mark.parametrize(name, LEAST_AND_MOST) for name in ("one", "other")]


@every_two[0]
@every_two[1]
def test_a_product_lies_between_the_products_of_the_ends(one, other):
    """Nothing is 0 times a number without a maximum: no day, however much a day pays."""

    def times(a, b):
        return 0 if 0 in (a, b) else None if None in (a, b) else a * b

    found, spans = combined(lambda a, b: a * b, one, other)
    assert found == [(times(a, c), times(b, d)) for (a, b), (c, d) in spans]


@every_two[0]
@every_two[1]
def test_what_may_be_either_of_two_numbers_lies_between_the_least_and_the_greatest_end(one, other):
    found, spans = combined(hull, one, other)
    assert found == [(min(a, c), None if None in (b, d) else max(b, d)) for (a, b), (c, d) in spans]


CONDITIONS = {"true": True, "false": False, "certain": ("sure", "sure"), "perhaps": ("sure", "maybe")}


@pytest.mark.parametrize("one", CONDITIONS)
@pytest.mark.parametrize("other", CONDITIONS)
def test_two_conditions_hold_for_sure_or_perhaps_where_truth_values_do(one, other):
    do, rows = (
        Columnar(SimpleNamespace(), 0, {}),
        list(product([(False, False), (False, True), (True, True)], repeat=2)),
    )
    given, conditions, truths = {}, [], []
    for place, kind in enumerate((one, other)):
        given |= {
            f"{name}{place}": [row[place][end] for row in rows] for end, name in enumerate(("sure", "maybe"))
        }
        if isinstance(CONDITIONS[kind], bool):
            conditions.append(CONDITIONS[kind])
            truths.append([[CONDITIONS[kind]] * len(rows)] * 2)
        else:
            columns = {name: column(f"{name}{place}") for name in CONDITIONS[kind]}
            conditions.append(ColumnCondition(*(columns[name] for name in CONDITIONS[kind])))
            truths.append([given[f"{name}{place}"] for name in CONDITIONS[kind]])
    for verb, python in ((do.both, all), (do.either, any)):
        for side, found in enumerate(sides(verb(*conditions))):
            cells = [found] * len(rows) if isinstance(found, bool) else worked_out(found, **given)
            assert cells == [python(pair) for pair in zip(truths[0][side], truths[1][side], strict=True)]


def test_a_number_is_raised_or_cut_wherever_one_of_its_parts_may_be_too_low_or_too_high():
    widened = column("a").clip(upper_bound=10).wide()
    assert worked_out(widened.clip(lower_bound=5), a=[1, 7, 20]) == [5, 7, 10]
    either = choice(column("a") > 3, column("a").clip(upper_bound=20), column("b").clip(upper_bound=10))
    assert worked_out(either.clip(upper_bound=15), a=[30, 9, 1], b=[40, 40, 40]) == [15, 9, 10]


@pytest.mark.parametrize(
    ("part", "bound"),
    [
        (column("a", least=3).clip(upper_bound=9), {"lower_bound": 2}),
        (choice(column("b"), column("a", least=3)), {"lower_bound": 2}),
        (
            choice(column("b"), column("a").clip(upper_bound=9), column("a").clip(upper_bound=7)),
            {"upper_bound": 9},
        ),
    ],
    ids=["clipped", "chosen", "either"],
)
def test_a_bound_that_the_parts_of_a_number_cannot_cross_needs_no_expression(part, bound):
    assert part.clip(**bound) is part


def test_steps_of_numbers_far_apart_are_compared_without_a_key_for_each_number_between():
    bounds = [*range(100), 100_000]
    frame = nw.from_native(pl.LazyFrame({"n": [-1, 0, 50, 99_999, 10**9]}))
    made = columns_of(frame, {"found": steps(column("n"), range(102), bounds)})
    assert made.collect()["found"].to_list() == [0, 1, 51, 100, 101]
    assert "replace" not in made.to_native().explain()


@pytest.mark.parametrize("other", [None, 3], ids=["open", "closed"])
def test_an_end_differs_from_an_open_one_unless_it_is_open_too(other):
    given = [3, 4, None]
    frame = nw.from_native(pl.DataFrame({"end": given}))
    for pair in ((column("end"), other), (other, column("end"))):
        differs = ends_differ(*pair, may_be_open=True)
        found = columns_of(frame, {"differs": differs})["differs"].to_list()
        assert found == [each != other for each in given]
    assert [ends_differ(other, each) for each in given] == [each != other for each in given]
