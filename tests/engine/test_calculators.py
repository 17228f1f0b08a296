"""The verbs of both calculators: formulas read claims only through them, and bounds contain exact results."""

from datetime import date, timedelta
from itertools import product
from types import SimpleNamespace

import pytest
from dateutil.relativedelta import relativedelta
from example_counts import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import mutual_benefits as mb
from mutual_benefits import vocabulary
from mutual_benefits._calendar import written_day
from mutual_benefits.engine.bounded import Bounded
from mutual_benefits.engine.exact import Exact, Indeterminate
from mutual_benefits.events import KINDS
from mutual_benefits.frozen import Frozen
from mutual_benefits.intervals import UNSURE, Interval, ends, span
from mutual_benefits.terms import DayOfYear, Term, choices, read

VERSIONS = [(plan.code, version) for plan in mb.all_plans() for version in plan.versions]
IDS = [f"{code}-{version.effective_from}" for code, version in VERSIONS]
SOURCE = VERSIONS[0][1].source
WHAT = mb.Text(en="the rate", zh="标准")


class Symbol:
    """An unknown value that supports arithmetic and refuses to be true or false."""

    __hash__ = None

    def _more(self, *_):
        return Symbol()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _more
    __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = _more

    def __bool__(self):
        raise TypeError("a formula branches on a claim's data outside the verbs")


class Facts:
    """Unknown facts of one kind of event; a fact that such a claim does not have is an error."""

    def __init__(self, kind):
        fields = (mb.Claim, mb.Enrolment, KINDS[kind])
        self._known = {name for model in fields for name in model.model_fields}

    def __getattr__(self, name):
        assert name in self._known, f"no such claim has the fact {name}"
        return Symbol()


VERBS = [
    "least",
    "most",
    "choose",
    "both",
    "either",
    "negate",
    "present",
    "portion",
    "years_after",
    "months_after",
    "day_of_year",
    "waived",
    "given",
    "fact_or",
]


class Symbolic:
    """The verbs on symbols."""

    def __init__(self, facts):
        self.facts = facts

    def __getattr__(self, verb):
        assert verb in VERBS, f"{verb} is no verb"
        return lambda *_: Symbol()

    def among(self, fact, words):
        assert isinstance(fact, Symbol)
        assert words
        assert all(isinstance(word, str) for word in words)
        return Symbol()

    matched = among

    def listed(self, diseases, disease):
        assert isinstance(diseases, mb.DiseaseList)
        assert isinstance(disease, Symbol)
        return Symbol()

    def look_up(self, term, ordinal=None):
        assert isinstance(term, Term), term
        while isinstance(term, mb.Table):
            getattr(self.facts, term.by)
            term = next((row for _, row in term.rows if isinstance(row, Frozen)), None)
        return Symbol()

    def capped(self, value, term, label="", unit=""):
        assert isinstance(value, Symbol)
        self.look_up(term)
        return self.step(label, Symbol(), unit) if label else Symbol()

    def used(self, limit):
        assert isinstance(limit, mb.Limit)
        for fact in (*limit.unless, *([limit.subject] if limit.subject else [])):
            getattr(self.facts, fact)
        if limit.ceiling is not None:
            self.look_up(limit.ceiling)
        return Symbol()

    used_earlier = used

    def draw(self, limits, unit, asked, ordinal=None):
        assert unit in ("day", "fen", "payment")
        for limit in limits:
            self.used(limit)
        return Symbol()

    def count_once(self, limit, unit, units):
        self.draw((limit,), unit, units)

    def step(self, label, value, unit, term=None, of=None):
        assert label in vocabulary.STEPS, f"{label} has no words"
        return value


@pytest.mark.parametrize(("code", "version"), VERSIONS, ids=IDS)
def test_no_formula_and_no_condition_branches_on_a_claim_s_data(code, version):
    offered = choices(version)
    for picked in product(*offered.values()):
        chosen = read(version, dict(zip(offered, picked, strict=True)))
        for rule in chosen.benefits:
            facts = Facts(rule.event)
            do = Symbolic(facts)
            assert isinstance(rule.claimed(facts, do), Symbol)
            units, amount = rule.formula(facts, do)
            assert isinstance(units, Symbol)
            assert isinstance(amount, Symbol)
            for condition in chosen.conditions:
                if not condition.benefits or rule.code in condition.benefits:
                    for fact in condition.needs:
                        getattr(facts, fact)
                    assert isinstance(condition.holds(facts, do), (Symbol, bool))
                    if hasattr(condition, "afterwards"):
                        condition.afterwards(Symbol(), do)


numbers = st.one_of(st.integers(-20, 20), st.integers(-(10**6), 10**6))
counts = st.one_of(st.integers(0, 20), st.integers(0, 10**6))


@st.composite
def around(draw, of=numbers):
    """A number, and an interval (perhaps open, perhaps a point) that contains it."""
    point = draw(of)
    low, high = point - draw(st.integers(0, 50)), point + draw(st.integers(0, 50))
    if of is counts:
        low = max(low, 0)
    return point, draw(st.sampled_from((point, span(low, high), span(low, point), span(low, None))))


def holds(value, point):
    if isinstance(point, bool):
        return value is point or value is UNSURE
    low, high = ends(value)
    return (low is None or low <= point) and (high is None or point <= high)


@settings(max_examples=examples(100))
@given(around(), around())
def test_sums_differences_and_comparisons_of_intervals_contain_those_of_their_points(one, other):
    (a, wide_a), (b, wide_b) = one, other
    assert holds(wide_a + wide_b, a + b)
    assert holds(wide_a - wide_b, a - b)
    assert holds(wide_a < wide_b, a < b)
    assert holds(wide_a <= wide_b, a <= b)
    assert holds(wide_a > wide_b, a > b)
    assert holds(wide_a >= wide_b, a >= b)
    exact, wide = Exact(None, {}), Bounded(None, {})
    assert holds(wide.least(wide_a, wide_b), exact.least(a, b))
    assert holds(wide.most(wide_a, wide_b), exact.most(a, b))
    for truth in (True, False):
        for condition in (truth, UNSURE):
            assert holds(wide.choose(condition, wide_a, wide_b), exact.choose(truth, a, b))


@settings(max_examples=examples(60))
@given(around(counts), around(counts))
def test_products_and_portions_of_intervals_contain_those_of_their_points(one, other):
    (a, wide_a), (b, wide_b) = one, other
    assert holds(wide_a * wide_b, a * b)
    assert holds(Bounded(None, {}).portion(wide_a, wide_b), Exact(None, {}).portion(a, b))


@settings(max_examples=examples(60))
@given(numbers, numbers, st.booleans(), st.booleans())
def test_on_points_the_bounded_verbs_give_what_the_exact_ones_give(a, b, p, q):
    exact, wide = Exact(None, {}), Bounded(None, {})
    for verb in ("least", "most"):
        assert getattr(wide, verb)(a, b) == getattr(exact, verb)(a, b)
    for verb in ("both", "either"):
        assert getattr(wide, verb)(p, q) is getattr(exact, verb)(p, q)
    assert wide.negate(p) is exact.negate(p)
    assert wide.choose(p, a, b) == exact.choose(p, a, b) == (a if p else b)
    assert wide.portion(abs(a), abs(b)) == exact.portion(abs(a), abs(b))


def test_an_unsure_operand_makes_a_condition_unsure_only_where_it_decides():
    do = Bounded(None, {})
    assert do.both(UNSURE, False) is do.both(False, UNSURE) is False
    assert do.both(UNSURE, True) is do.both(True, UNSURE) is UNSURE
    assert do.either(UNSURE, True) is do.either(True, UNSURE) is True
    assert do.either(UNSURE, False) is do.either(False, UNSURE) is UNSURE
    assert do.negate(UNSURE) is UNSURE
    assert do.choose(UNSURE, 1, 1) == 1
    with pytest.raises(TypeError, match="choose"):
        bool(UNSURE)


@pytest.mark.parametrize(
    ("a", "b", "less", "at_most"),
    [
        (Interval(1, 3), 3, UNSURE, True),
        (Interval(1, 3), 4, True, True),
        (Interval(1, 3), 1, False, UNSURE),
        (Interval(1, 3), 0, False, False),
        (Interval(1, None), 5, UNSURE, UNSURE),
        (Interval(6, None), 5, False, False),
        (Interval(None, 4), 5, True, True),
    ],
)
def test_a_comparison_with_an_interval_is_sure_where_both_ends_agree(a, b, less, at_most):
    assert (a < b) is less
    assert (a <= b) is at_most
    assert (a >= b) is (less if less is UNSURE else not less)
    assert (a > b) is (at_most if at_most is UNSURE else not at_most)


def test_arithmetic_with_intervals_is_as_narrow_as_it_can_be():
    a = Interval(2, 5)
    for value, expected in (
        (a + 1, (3, 6)),
        (1 + a, (3, 6)),
        (a - 1, (1, 4)),
        (10 - a, (5, 8)),
        (-a, (-5, -2)),
        (a * 3, (6, 15)),
        (3 * a, (6, 15)),
        (a * Interval(0, None), (0, None)),
        (a * 0, (0, 0)),
        (Interval(0, None) * 0, (0, 0)),
        (a - Interval(0, None), (None, 5)),
        (Interval(0, None) - a, (-5, None)),
    ):
        assert ends(value) == expected
    with pytest.raises(ArithmeticError, match="not negative"):
        Interval(-1, 2) * 3
    assert (span(4, 4), repr(a)) == (4, "Interval(2, 5)")


def test_the_least_and_the_most_of_an_open_interval_keep_its_open_end():
    do, unknown = Bounded(None, {}), Interval(0, None)
    assert ends(do.least(unknown, 5)) == (0, 5)
    assert ends(do.most(unknown, 5)) == (5, None)
    assert ends(do.most(Interval(None, 3), 0)) == (0, 3)
    assert ends(do.least(Interval(None, 3), 0)) == (None, 0)
    assert ends(do.choose(UNSURE, unknown, 5)) == (0, None)


@pytest.mark.parametrize(
    ("amount", "rate", "due"),
    [(4, 1000, 0), (5, 1000, 1), (14, 1000, 1), (15, 1000, 2), (1, 5000, 1), (1, 4999, 0), (7, 10000, 7)],
)
def test_half_a_fen_is_rounded_up(amount, rate, due):
    assert Exact(None, {}).portion(amount, rate) == due


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [("2012-02-29", 1, "2013-02-28"), ("2012-02-29", 4, "2016-02-29"), ("2015-02-28", 1, "2016-02-28")],
)
def test_29_february_falls_back_to_the_28th(day, years, later):
    day, later = date.fromisoformat(day).toordinal(), date.fromisoformat(later).toordinal()
    assert Exact(None, {}).years_after(day, years) == later
    assert ends(Bounded(None, {}).years_after(day, Interval(years, years + 10)))[0] == later


def test_days_beyond_the_last_of_the_calendar_are_counted_as_if_it_went_on():
    """Day by day: each of the next 1,000 days is the last one of the calendar, so many days later."""
    do, last = Exact(None, {}), date.max.toordinal()
    for days in range(1, 1_000):
        twin = date(5999, 12, 31) + timedelta(days)
        assert written_day(last + days) == twin.isoformat().replace(str(twin.year), str(twin.year + 4000))
    for start in (date(9996, 2, 29), date(9999, 1, 1), date(9999, 12, 31)):
        for years, months in ((1, 0), (4, 0), (401, 0), (0, 2), (0, 14)):
            found = do.years_after(start.toordinal(), years) if years else None
            found = found or do.months_after(start.toordinal(), months)
            twin = start.replace(year=start.year - 4000) + relativedelta(years=years, months=months)
            assert written_day(found) == twin.isoformat().replace(str(twin.year), str(twin.year + 4000))
    new_year = DayOfYear(years=1, month=1, day=1)
    assert do.day_of_year(last, new_year) == last + 1
    assert [written_day(day) for day in (0, 1, last)] == ["0000-12-31", "0001-01-01", "9999-12-31"]


def test_a_fact_is_present_unless_it_is_left_out_or_false_or_zero():
    do = Exact(None, {})
    assert [do.present(fact) for fact in (None, False, True, 0, "x")] == [False, False, True, False, True]


def test_a_table_gives_the_row_of_the_claim_s_fact():
    rows = {
        "26": 1,
        "50": mb.Figure(value=2, source=SOURCE, basis=mb.Basis.SEED),
        "74": mb.Unstated(what=WHAT),
    }
    table = mb.Table(by="fee_tier", rows=rows, source=SOURCE, basis=mb.Basis.SEED)
    assert Exact(SimpleNamespace(fee_tier="26"), {}).look_up(table) == 1
    assert Exact(SimpleNamespace(fee_tier="50"), {}).look_up(table) == 2
    with pytest.raises(Indeterminate):
        Exact(SimpleNamespace(fee_tier="74"), {}).look_up(table)
    assert ends(Bounded(SimpleNamespace(fee_tier="74"), {}).look_up(table)) == (0, None)
    for tier, says in (("75", "fee_tier is '75'"), (None, "fee_tier was left out")):
        with pytest.raises(mb.NoSuchRow, match=rf"^{says}; the table has rows for 26, 50, 74$"):
            Exact(SimpleNamespace(fee_tier=tier), {}).look_up(table)


def a_limit(ceiling, **fields):
    ceiling = None if ceiling is None else mb.Figure(value=ceiling, source=SOURCE, basis=mb.Basis.SEED)
    return mb.Limit(
        **{"code": "days", "name": WHAT, "unit": "day", "ceiling": ceiling, "per": "lifetime"} | fields
    )


def test_a_limit_grants_what_is_left_and_counts_it():
    do, limits = Exact(None, {}), (a_limit(10),)
    granted = [do.draw(limits, "day", asked) for asked in (7, 0, 7, 1)]
    assert granted == [7, 0, 3, 0]
    assert do.ledger == {"days": 10}
    left = [Exact(None, {"days": used}).draw(limits, "day", 5) for used in (4, 5, 6, 10, 11)]
    assert left == [5, 5, 4, 0, 0]


def test_limits_counted_in_another_unit_are_not_drawn_on():
    do = Exact(None, {})
    assert do.draw((a_limit(10),), "fen", 20) == 20
    assert do.ledger == {}


def test_of_several_limits_the_smallest_remainder_is_granted_and_counted_against_each():
    limits = (a_limit(10, code="a"), a_limit(3, code="b"), a_limit(5, code="c"))
    for do in (Exact(None, {"c": 4}), Bounded(None, {"c": 4})):
        assert do.draw(limits, "day", 20) == 1
        assert do.ledger == {"a": 1, "b": 1, "c": 5}


def test_a_limit_without_a_ceiling_only_counts():
    for do in (Exact(None, {}), Bounded(None, {})):
        assert [do.draw((a_limit(None),), "day", asked) for asked in (7, 8)] == [7, 8]
        assert do.ledger == {"days": 15}


def test_a_limit_is_lifted_by_a_fact_of_the_claim():
    do = Exact(SimpleNamespace(died=True, ill=False, grade=None), {})
    assert do.draw((a_limit(10, unless=("grade", "died")),), "day", 20) == 20
    assert do.draw((a_limit(10, unless=("grade", "ill")),), "day", 20) == 10


def test_draws_can_be_undone():
    do = Exact(None, {"days": 2})
    do.draw((a_limit(10),), "day", 1)
    mark = len(do.journal)
    do.draw((a_limit(10),), "day", 3)
    do.draw((a_limit(10),), "day", 3)
    do.undo(mark)
    assert do.ledger == {"days": 3}
    assert len(do.journal) == mark


def test_the_exact_verbs_give_up_where_usage_is_only_known_within_bounds():
    with pytest.raises(Indeterminate):
        Exact(None, {"days": Interval(0, 1)}).draw((a_limit(10),), "day", 1)
    do = Bounded(None, {"days": Interval(0, 7)})
    assert ends(do.draw((a_limit(10),), "day", 5)) == (3, 5)
    assert [limit.code for limit in do.missing] == ["days"]


def test_a_draw_in_doubt_may_have_been_made_or_not():
    do = Bounded(None, {"days": 1})
    do.draw((a_limit(10),), "day", 2)
    do.draw((a_limit(10),), "day", 4)
    do.doubt_draws()
    assert ends(do.ledger["days"]) == (1, 7)
    assert [ends(granted) for _, granted, _ in do.journal] == [(0, 2), (0, 4)]


@settings(max_examples=examples(60))
@given(around(counts), around(counts), counts)
def test_what_a_limit_grants_of_an_interval_contains_what_it_grants_of_each_point(asked, used, ceiling):
    (a, wide_a), (u, wide_u) = asked, used
    exact, wide = Exact(None, {"days": u}), Bounded(None, {"days": wide_u})
    granted = exact.draw((a_limit(ceiling),), "day", a)
    assert holds(wide.draw((a_limit(ceiling),), "day", wide_a), granted)
    assert holds(wide.ledger["days"], exact.ledger["days"])


def test_a_declared_fact_that_is_told_and_has_no_row_is_an_error():
    """What is due is open only where the fact is not told."""
    table = mb.Table(by="town", rows={"north": 1}, source=SOURCE, basis=mb.Basis.SEED)
    for do in (Exact, Bounded):
        with pytest.raises(mb.NoSuchRow, match="town is 'south'; the table has rows for north"):
            do(SimpleNamespace(town="south"), {}).look_up(table)
    with pytest.raises(Indeterminate):
        Exact(SimpleNamespace(town=None), {}).look_up(table)


def test_the_exact_calculator_gives_up_where_it_is_open_what_was_counted_so_far():
    stays = mb.Limit(code="stays", name=WHAT, unit="payment", ceiling=None, per="lifetime")
    do = Exact(SimpleNamespace(), {})
    do.drawn = [(stays, Interval(0, 5), 0)]
    with pytest.raises(Indeterminate):
        do.count_once(stays, "payment", 3)
