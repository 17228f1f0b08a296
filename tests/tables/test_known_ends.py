"""What is known beforehand about a number in a table, against numbers of random formulas in plain Python.

Each formula is made twice: as nodes, which leave out what their ends decide, and as plain functions.
"""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from test_expressions import worked_out

from mutual_benefits.tables.columnar.bounds import (
    equals,
    high_of_two,
    is_below,
    low_of_open,
    low_of_two,
    pick,
    surely_below,
)
from mutual_benefits.tables.columnar.expression import Node, column, constant, steps
from mutual_benefits.tables.columnar.values import ends_differ

ROWS = 5
NAMES = ("a", "b", "c")


def lesser(one, other):
    """The lesser of two upper ends, of which an open one is ignored."""
    return min((end for end in (one, other) if end is not None), default=None)


def greater(one, other):
    """The greater of two upper ends, open where either is."""
    return None if one is None or other is None else max(one, other)


def through(verb):
    """A verb on ends, which is open where an operand is."""
    return lambda *operands: None if None in operands else verb(*operands)


TWO = {
    "sum": (lambda x, y: x + y, through(lambda x, y: x + y)),
    "difference": (lambda x, y: x - y, through(lambda x, y: x - y)),
    "product": (lambda x, y: x * y, through(lambda x, y: x * y)),
    "lesser": (low_of_open, lesser),
    "greater": (high_of_two, greater),
    "either": (lambda x, y: pick(column("way"), x, y), None),
}


@st.composite
def formulas(draw, depth=3):
    """A formula as a node, and as a function of a row."""
    if depth == 0 or draw(st.booleans()):
        name = draw(st.sampled_from((*NAMES, "open", "number")))
        if name == "number":
            value = draw(st.integers(-9, 9))
            return constant(value), lambda row: value
        return LEAVES[name], lambda row: row[name]
    node, plain = draw(formulas(depth=depth - 1))
    verb = draw(st.sampled_from((*TWO, "clip", "parts", "steps", "filled")))
    least, most = sorted(draw(st.tuples(st.integers(-20, 20), st.integers(-20, 20))))
    if verb == "clip":
        clipped = through(lambda x: min(max(x, least), most))
        return node.clip(lower_bound=least, upper_bound=most), lambda row: clipped(plain(row))
    if verb == "parts":
        by = draw(st.sampled_from((7, -7)))
        parts = through(lambda x: x // by)
        return node // constant(by), lambda row: parts(plain(row))
    if verb == "steps":
        if node.may_be_null:
            return node, plain
        return steps(node, [3, 1, 2], [least, most]), lambda row: [3, 1, 2][
            (plain(row) >= least) + (plain(row) >= most)
        ]
    if verb == "filled":
        value = draw(st.integers(-60, 60))
        return node.fill_null(value), lambda row: value if plain(row) is None else plain(row)
    other, other_plain = draw(formulas(depth=depth - 1))
    on_nodes, on_numbers = TWO[verb]
    if verb == "either":
        return on_nodes(node, other), lambda row: plain(row) if row["way"] else other_plain(row)
    return on_nodes(node, other), lambda row: on_numbers(plain(row), other_plain(row))


def leaf(name, least, most):
    return column(f"__mb_{name}" if name != "open" else name, least=least, most=most)


LEAVES = {"a": leaf("a", 0, 5), "b": leaf("b", 5, 9), "c": leaf("c", -8, None), "open": leaf("open", 6, 30)}
"""Columns with what they hold at least and at most: some touching, some overlapping, one open at times."""

CELLS = {
    "a": st.integers(0, 5),
    "b": st.integers(5, 9),
    "c": st.integers(-8, 60),
    "open": st.none() | st.integers(6, 30),
    "way": st.booleans(),
}
rows = st.lists(st.fixed_dictionaries(CELLS), min_size=ROWS, max_size=ROWS)


def found(node, table):
    """The value of an expression in each row, whether a node or what all rows share."""
    if not isinstance(node, Node):
        return [node] * len(table)
    types = dict.fromkeys((*NAMES, "open"), pl.Int64) | {"way": pl.Boolean}
    columns = {
        leaf.options[0]: pl.Series([row[name] for row in table], dtype=types[name])
        for name, leaf in LEAVES.items()
    }
    return worked_out(node, **columns, way=[row["way"] for row in table])


@settings(max_examples=200)
@given(formulas(), rows)
def test_a_formula_comes_to_what_python_says_and_stays_within_its_ends(formula, table):
    node, plain = formula
    values = [plain(row) for row in table]
    assert found(node, table) == values
    assert node.may_be_null or None not in values
    closed = [value for value in values if value is not None]
    assert node.least is None or all(node.least <= value for value in closed)
    assert node.most is None or all(value <= node.most for value in closed)
    assert node.among is None or set(closed) <= node.among


@settings(max_examples=200)
@given(formulas(depth=2), formulas(depth=2), rows)
def test_a_comparison_that_the_ends_decide_is_decided_as_in_each_row(one, other, table):
    (x, plain_x), (y, plain_y) = one, other
    pairs = [(plain_x(row), plain_y(row)) for row in table]
    closed = [None not in pair for pair in pairs]
    for strictly in (True, False):
        below = [a is not None and b is not None and (a < b or (a == b and not strictly)) for a, b in pairs]
        compared = found(is_below(x, y, strictly=strictly), table)
        assert [each for each, told in zip(compared, closed, strict=True) if told] == [
            each for each, told in zip(below, closed, strict=True) if told
        ]
        if surely_below(x, y, strictly=strictly):
            assert all(below)
    differ = [a != b for a, b in pairs]
    assert found(ends_differ(x, y, may_be_open=True), table) == differ
    if all(closed) and not x.may_be_null and not y.may_be_null:
        assert found(low_of_two(x, y), table) == [min(pair) for pair in pairs]
        for value in (0, 5, 10):
            assert found(equals(x, value), table) == [a == value for a, _ in pairs]


def test_what_the_ends_decide_needs_no_expression():
    a, b, never_closed = LEAVES["a"], LEAVES["b"] + 2, LEAVES["open"]
    assert is_below(a, b, strictly=True) is True
    assert is_below(b, a, strictly=False) is False
    assert isinstance(is_below(LEAVES["b"], a, strictly=False), Node)
    assert is_below(LEAVES["b"], a, strictly=True) is False
    assert low_of_two(a, b) is low_of_two(b, a) is a
    assert high_of_two(a, b) is high_of_two(b, a) is b
    assert low_of_open(a, never_closed) is low_of_open(never_closed, a) is a
    assert high_of_two(a, never_closed) is not never_closed
    assert not surely_below(a, never_closed)
    assert ends_differ(a, b) is True
    assert equals(b, 5) is equals(a, 6) is False
    assert steps(b, [1, 2, 3], [8, 12]).options[0] == (1, 2)
    assert steps(a, [1, 2], [6]).operation == "constant"
    assert (a * b).most == (a * b).clip(upper_bound=55).most == 55
    assert (a * b).clip(upper_bound=54).most == 54


def test_the_ends_of_a_formula_are_those_that_it_can_come_to():
    a, b, c, at_times_open = LEAVES.values()
    ends = {
        a - 3: (-3, 2),
        b + 3 - a: (3, 12),
        (a - 3) * (b - 7): (-6, 6),
        a * c: (None, None),
        a * (c + 8): (0, None),
        c + a: (-8, None),
        b // constant(4): (1, 2),
        b // constant(-4): (None, None),
        at_times_open.fill_null(50): (6, 50),
        at_times_open.fill_null(2): (2, 30),
        low_of_open(at_times_open, 40): (6, 40),
        low_of_two(b, c): (-8, 9),
        c.clip(upper_bound=4): (-8, 4),
        c.clip(lower_bound=0): (0, None),
    }
    assert {node: (node.least, node.most) for node in ends} == ends
