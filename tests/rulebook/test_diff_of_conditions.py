"""What a diff says of conditions, their limits, sources and bases, of lists, spans, fees and readings."""

from datetime import date

import pytest
from small_plans import FIRST, SOURCE, SOURCED, benefit, between, figure, limit, version

import mutual_benefits as mb
from mutual_benefits.rules import (
    AgeLimit,
    CoverEnds,
    ExcludedCauses,
    LumpSum,
    NumberBounds,
    OnList,
    PaidOnce,
    PerDiem,
    Waiting,
    WithinCover,
)
from mutual_benefits.terms import Term

OTHER = mb.Source(id="newspaper", title=mb.Text(en="A newspaper", zh="报纸"))
ELSEWHERE = {"source": OTHER, "basis": mb.Basis.PUBLISHED}
INFERRED = {"source": SOURCE, "basis": mb.Basis.INFERRED}
DEATH = benefit(LumpSum, "death", when="died", sum=figure(900))


def changes(before, after):
    """The changes between two versions as (path, kind, line)."""
    return [(each.path, each.kind, each.line()) for each in mb.diff(before, after).changes]


def of_conditions(one, other):
    return changes(version(DEATH, conditions=one), version(DEATH, conditions=other))


@pytest.mark.parametrize("kind", [CoverEnds, PaidOnce])
def test_the_span_and_the_ceiling_of_a_condition_s_limit_are_clauses(kind):
    def closing(per, ceiling=None):
        return (kind(limit=limit("payments", "payment", ceiling, per), **SOURCED),)

    (change,) = of_conditions(closing("lifetime"), closing("cover_period"))
    assert change[:2] == ("limits.payments.per", "changed")
    assert change[2].startswith("limit “invented”, period: ")
    (change,) = of_conditions(closing("lifetime", 1), closing("lifetime", 2))
    assert change == (
        "limits.payments",
        "changed",
        "limit “invented”: 1 payment [invented, published] → 2 payments [invented, published]",
    )
    assert [path for path, _, _ in of_conditions((), closing("lifetime", 1))] == [
        "limits.payments",
        f"conditions.{closing('lifetime')[0].condition}",
        "limits.payments.per",
    ]


@pytest.mark.parametrize(
    ("otherwise", "cited"),
    [(INFERRED, "[invented, inferred]"), (ELSEWHERE, "[newspaper, published]")],
    ids=["basis", "source"],
)
def test_a_condition_that_rests_on_another_source_or_basis_is_reported(otherwise, cited):
    wait = Waiting(days=figure(30), **SOURCED)
    (change,) = of_conditions((wait,), (wait.model_copy(update=otherwise),))
    assert change[:2] == ("conditions.waiting", "sourced_anew")
    assert change[2].endswith(f": ✓ [invented, published] → ✓ {cited}")
    (change,) = of_conditions((wait,), (Waiting(days=mb.Figure(value=30, **otherwise), **SOURCED),))
    assert change[:2] == ("waiting.days", "sourced_anew")
    assert change[2].endswith(f": 30 days [invented, published] → 30 days {cited}")


@pytest.mark.parametrize("otherwise", [INFERRED, ELSEWHERE], ids=["basis", "source"])
def test_a_list_of_diseases_that_rests_on_another_source_or_basis_is_reported(otherwise):
    fever = mb.Disease(code="pier_fever", name=mb.Text(en="pier fever", zh="码头热"))
    listed = mb.DiseaseList(diseases=(fever,), count=1, **SOURCED)
    sick = benefit(LumpSum, "sick", "diagnosis", when="disease", sum=figure(900))

    def on(diseases):
        return version(sick, conditions=(OnList(diseases=diseases, **SOURCED),))

    found = changes(on(listed), on(listed.model_copy(update=otherwise)))
    assert [each[:2] for each in found] == [
        ("diseases.pier_fever", "sourced_anew"),
        ("diseases", "sourced_anew"),
    ]
    found = changes(on(listed), on(listed.model_copy(update={"count": None})))
    assert [each[:2] for each in found] == [("diseases", "changed")]
    assert ": 1 [invented, published] → not stated [invented, published]" in found[0][2]
    rash = mb.Disease(code="deck_rash", name=mb.Text(en="deck rash", zh="甲板疹"))
    found = changes(on(listed), on(listed.model_copy(update={"diseases": (fever, rash), "count": 2})))
    assert [each[:2] for each in found] == [("diseases.deck_rash", "added"), ("diseases", "changed")]
    assert found[0][2] == "deck rash: – → deck rash [invented, published]"
    renamed = fever.model_copy(update={"name": mb.Text(en="dock fever", zh="码头热")})
    found = changes(on(listed), on(listed.model_copy(update={"diseases": (renamed,)})))
    assert found == [
        (
            "diseases.pier_fever",
            "changed",
            "dock fever: pier fever [invented, published] → dock fever [invented, published]",
        )
    ]


@pytest.mark.parametrize("otherwise", [INFERRED, ELSEWHERE], ids=["basis", "source"])
def test_a_figure_that_rests_on_another_source_or_basis_is_reported(otherwise):
    daily = benefit(PerDiem, "daily", days="hospital_days", rate=figure(100))
    moved = daily.model_copy(update={"rate": mb.Figure(value=100, **otherwise)})
    (change,) = changes(version(daily), version(moved))
    assert change[:2] == ("daily.rate", "sourced_anew")
    rows = {"rope": 1, "net": 2}
    tables = [mb.Table(by="cause", rows=rows, **told) for told in (SOURCED, otherwise)]
    one, other = (version(daily.model_copy(update={"rate": table})) for table in tables)
    assert [each[:2] for each in changes(one, other)] == [
        ("daily.rate.rope", "sourced_anew"),
        ("daily.rate.net", "sourced_anew"),
    ]


def test_a_benefit_of_another_kind_or_source_is_reported():
    daily = benefit(PerDiem, "one", days="hospital_days", rate=figure(100))
    lump = benefit(LumpSum, "one", when="died", sum=figure(100))
    kinds = {path: kind for path, kind, _ in changes(version(daily), version(lump))}
    assert kinds == {"benefits.one": "changed", "one.sum": "added", "one.rate": "removed"}
    (change,) = changes(version(daily), version(daily.model_copy(update={"source": OTHER})))
    assert change[:2] == ("benefits.one", "sourced_anew")


def test_conditions_are_told_apart_by_the_benefits_that_they_guard():
    days = benefit(PerDiem, "daily", days="hospital_days", rate=figure(100))
    causes = [
        ExcludedCauses(causes=(cause,), benefits=(code,), **SOURCED)
        for cause, code in (("duel", "death"), ("riot", "daily"), ("flood", "daily"))
    ]
    one, other = (version(DEATH, days, conditions=tuple(guards)) for guards in (causes[:2], causes[::2]))
    (change,) = changes(one, other)
    assert change[:2] == ("conditions.excluded_causes.daily", "changed")
    assert "riot [invented, published] → flood [invented, published]" in change[2]
    both = ExcludedCauses(causes=("duel",), benefits=("death", "daily"), **SOURCED)
    found = changes(version(DEATH, days, conditions=(causes[0],)), version(DEATH, days, conditions=(both,)))
    assert [each[:2] for each in found] == [
        ("conditions.excluded_causes.death", "removed"),
        ("conditions.excluded_causes.death+daily", "added"),
    ]


def test_bounds_are_told_apart_by_their_fact_and_the_benefits_that_they_guard():
    days = benefit(PerDiem, "daily", days="hospital_days", rate=figure(100))
    guarded = (("living_days", ("death",)), ("living_days", ("daily",)), ("hospital_days", ("daily",)))

    def bound(changed=None, **terms):
        numbers = {"at_least": figure(100), "at_most": figure(500)}
        guards = [
            NumberBounds(
                fact=fact,
                unit="fen",
                benefits=codes,
                reason="beyond",
                words=mb.Text(en="beyond", zh="超出"),
                **SOURCED | numbers | (terms if place == changed else {}),
            )
            for place, (fact, codes) in enumerate(guarded)
        ]
        return version(DEATH, days, conditions=tuple(guards))

    for place, (fact, (code,)) in enumerate(guarded):
        for name, before in (("at_least", "1.00 yuan"), ("at_most", "5.00 yuan")):
            (change,) = changes(bound(), bound(place, **{name: figure(300)}))
            assert change[:2] == (f"number_bounds.{fact}+{code}.{name}", "changed")
            assert f": {before} [invented, published] → 3.00 yuan" in change[2]


def test_excluded_causes_are_written_in_the_words_of_each_language():
    guards = [ExcludedCauses(causes=words, **SOURCED) for words in (("illness", "suicide"), ("illness",))]
    one, other = (version(DEATH, conditions=(guard,)) for guard in guards)
    (change,) = mb.diff(one, other).changes
    assert (change.before.text.en, change.after.text.en) == ("illness, suicide", "illness")
    assert (change.before.text.zh, change.after.text.zh) == ("疾病、suicide", "疾病")


def test_ages_are_years_of_age_in_chinese_and_other_terms_are_years():
    def aged(least, below, years):
        ages = AgeLimit(least=figure(least), below=figure(below), **SOURCED)
        return version(DEATH, conditions=(ages, WithinCover(years=figure(years), **SOURCED)))

    found = mb.diff(aged(16, 60, 1), aged(18, 61, 2)).changes
    assert [(each.path, each.before.text.zh, each.after.text.zh) for each in found] == [
        ("age_limit.least", "16岁", "18岁"),
        ("age_limit.below", "60岁", "61岁"),
        ("within_cover.years", "1年", "2年"),
    ]


def test_the_span_of_each_of_several_limits_in_one_unit_is_a_clause():
    def daily(one, other):
        limits = (limit("one", "day", 5, one), limit("other", "day", 6, other))
        return version(benefit(PerDiem, "daily", days="hospital_days", rate=figure(1), limits=limits))

    found = changes(daily("lifetime", "event"), daily("event", "lifetime"))
    assert [each[:2] for each in found] == [("limits.one.per", "changed"), ("limits.other.per", "changed")]


def test_a_figure_and_an_unstated_term_are_written_with_unit_and_bounds():
    one = version(benefit(LumpSum, "death", when="died", sum=figure(123_456)))
    other = version(benefit(LumpSum, "death", when="died", sum=between(100, 20_000)))
    (change,) = mb.diff(one, other).changes
    assert (change.path, change.kind) == ("death.sum", "changed")
    assert change.before.text.en == "1,234.56 yuan"
    assert change.after.text.en == "not stated in the record: 1.00 to 200.00 yuan"
    assert change.after.text.zh == "公开资料未载明：1.00至200.00元"
    open_ = version(benefit(LumpSum, "death", when="died", sum=between(100, None)))
    (change,) = mb.diff(other, open_).changes
    assert change.after.text.en == "not stated in the record: 1.00 yuan or more, no known maximum"


def test_the_options_and_the_terms_of_a_reading_are_clauses():
    def either(**options):
        terms = {name: figure(value) for name, value in options.items()}
        rate = mb.Choice[Term](reading="own.rate", options=terms)
        return version(benefit(PerDiem, "daily", days="hospital_days", rate=rate))

    found = changes(either(low=1, high=2), either(low=1, middle=2))
    assert [each[:2] for each in found] == [
        ("daily.rate.high", "removed"),
        ("daily.rate.middle", "added"),
        ("readings.own.rate", "changed"),
    ]
    assert "“low” | “high” → “low” | “middle”" in found[-1][2]


def test_what_is_gone_comes_where_it_stood():
    """The paths of the newer version in their order; what is gone comes behind what stood before it."""

    def sums(*codes):
        return version(
            *(benefit(LumpSum, code, when="died", sum=figure(number)) for number, code in enumerate(codes, 1))
        )

    found = [path for path, _, _ in changes(sums("a", "b", "c"), sums("a", "d"))]
    assert found == ["benefits.b", "benefits.c", "benefits.d", "b.sum", "c.sum", "d.sum"]
    found = [path for path, _, _ in changes(sums("a", "b", "c"), sums("c"))]
    assert found == ["benefits.a", "benefits.b", "a.sum", "b.sum", "c.sum"]


def test_the_text_groups_changes_by_kind_and_says_when_nothing_differs():
    wait = Waiting(days=figure(30), **SOURCED)
    before = version(DEATH, conditions=(wait,))
    anew = wait.model_copy(update=INFERRED)
    daily = benefit(PerDiem, "daily", days="hospital_days", rate=figure(100))
    dearer = benefit(LumpSum, "death", when="died", sum=figure(1_000))
    text = mb.diff(before, version(daily, dearer, conditions=(anew,))).text()
    lines = text.splitlines()
    heads = [line for line in lines if line and not line.startswith("  - ")]
    assert heads == ["new", "changed", "same figure, other source"]
    assert lines[1].startswith("  - ")
    assert lines.count("") == 2
    back = mb.diff(version(daily, dearer, conditions=(anew,)), before).text("zh")
    assert [line for line in back.splitlines() if line and not line.startswith("  - ")] == [
        "取消",
        "变更",
        "数值不变，出处不同",
    ]
    assert mb.diff(before, before).text() == "Nothing differs."
    assert mb.diff(before, before).text("zh") == "无差异。"
    assert mb.diff(before, before).changes == ()


def test_a_fee_is_a_clause_by_tier():
    def sold(ordinary, high_risk):
        tier = mb.FeeTier(code="50", ordinary=ordinary, high_risk=high_risk, **SOURCED)
        return version(DEATH, fee_tiers=(tier,))

    found = changes(sold(5_000, 6_000), sold(5_000, 7_000))
    assert [each[:2] for each in found] == [("fee.50.high_risk", "changed")]
    assert "60.00 yuan [invented, published] → 70.00 yuan" in found[0][2]
    assert [each[:2] for each in changes(version(DEATH, fee=figure(1)), version(DEATH, fee=figure(2)))] == [
        ("fee", "changed")
    ]


def test_first_days_alone_are_no_clause():
    later = version(DEATH, effective_from=date(2021, 1, 1))
    assert changes(version(DEATH, effective_from=FIRST), later) == []


def test_a_condition_that_has_no_words_is_ticked_in_both_languages():
    once = PaidOnce(limit=limit("payments", "payment", 1, "lifetime"), **SOURCED)
    found = mb.diff(version(DEATH), version(DEATH, conditions=(once,))).changes
    (condition,) = [each for each in found if each.path == "conditions.paid_once"]
    for lang in ("en", "zh"):
        assert " → ✓ [" in condition.line(lang)
