"""The audit of a plan, and the clauses in which two versions differ."""

import json
from datetime import date

import pytest
import small_plans as small
from click.testing import CliRunner
from invented_plan import HARBOUR, INVENTED, SOURCED

import mutual_benefits as mb
from mutual_benefits.cli import main
from mutual_benefits.rules import (
    FactAmong,
    GradedSum,
    LumpSum,
    NumberBounds,
    OfSex,
    OnRoute,
    PerDiem,
    Waiting,
    WithinCover,
)
from mutual_benefits.rules.own_facts import Fact
from mutual_benefits.rules.words import Word
from mutual_benefits.terms import Choice, Ladder, Rung

ACCIDENT = mb.get_plan("accident")
OLD, NEW = ACCIDENT.versions
LATER = date(2021, 1, 1)
DEATH = small.benefit(LumpSum, "death", when="died", sum=small.figure(900))
PLANS = [plan.code for plan in mb.all_plans()]


def every(value):
    """Each part of a value, at any depth."""
    yield value
    fields = value.__dict__.values() if hasattr(type(value), "model_fields") else value
    for part in fields if not isinstance(fields, (str, int, date, type(None))) else ():
        yield from every(part)


@pytest.mark.parametrize("plan", PLANS)
def test_every_unstated_term_and_every_reading_is_found(plan):
    plan = mb.get_plan(plan)
    found = mb.audit(plan)
    for version in plan.versions:
        own = [
            one
            for one in found.findings
            if (one.version, one.product) == (version.effective_from, version.product)
        ]
        parts = list(every((version.benefits, version.conditions, version.fee)))
        assert any(one.kind == "unstated" for one in own) == any(isinstance(p, mb.Unstated) for p in parts)
        readings = {part.reading for part in parts if isinstance(part, mb.Choice)}
        assert {one.path for one in own if one.kind == "ambiguous"} == readings
        assert any(one.kind == "dated_roughly" for one in own) == (version.known_to != "day")


def daily_sum(**terms):
    return small.benefit(PerDiem, "daily", days="hospital_days", **{"rate": small.figure(100)} | terms)


def amended(**update):
    return mb.Plan(code="accident", name=ACCIDENT.name, versions=(NEW.model_copy(update=update),))


def kinds(plan, *wanted, **options):
    return [(one.kind, one.path) for one in mb.audit(plan, **options).of(*wanted)]


def with_rate(rate, limits=()):
    (benefit,) = [rule for rule in HARBOUR.versions[0].benefits if rule.code == "ladder_sum"]
    version = HARBOUR.versions[0].model_copy(
        update={
            "benefits": (benefit.model_copy(update={"sum": rate}),),
            "adds": (),
            "conditions": tuple(guard for guard in HARBOUR.versions[0].conditions if not guard.benefits),
        }
    )
    return mb.Plan(code="harbour", name=HARBOUR.name, versions=(version,))


def test_a_row_for_a_value_that_no_claim_can_have_is_unreachable():
    rows = {"ordinary": 100_00, "model_worker": 200_00, "veteran": 300_00}
    plan = with_rate(mb.Table(by="member_class", rows=rows, **SOURCED))
    assert kinds(plan, "unreachable") == [("unreachable", "ladder_sum.veteran")]
    rows.pop("veteran")
    assert kinds(with_rate(mb.Table(by="member_class", rows=rows, **SOURCED)), "unreachable") == []


def rows_without(*facts_and_rows, **more):
    """What the audit tells of missing rows of a daily sum, by table and with the names of the values."""
    rates = [small.by(fact, dict.fromkeys(rows, 100)) for fact, rows in facts_and_rows]
    rules = [
        small.benefit(PerDiem, f"sum_{place}", days="hospital_days", rate=rate)
        for place, rate in enumerate(rates)
    ]
    found = mb.audit(small.plan(small.version(*rules, **more))).of("without_row", "unreachable")
    return [(one.kind, one.path, one.text.en, one.text.zh) for one in found]


def test_a_table_without_a_row_for_what_a_claim_may_give_is_found():
    grades = [*range(1, 11)]
    assert rows_without(("member_class", ["ordinary", "model_worker", "hardship"])) == []
    assert rows_without(("disability_grade", grades), ("renewed", [0, 1]), ("cause", ["rope"])) == []
    assert rows_without(("shares", [1, 2])) == [], "one of very many"
    assert rows_without(("member_class", ["ordinary", "model_worker"])) == [
        ("without_row", "sum_0", "member class: hardship case", "会员类别：困难职工")
    ]
    grades.remove(2)
    assert rows_without(("disability_grade", grades[:-1]), ("renewed", [1])) == [
        ("without_row", "sum_0", "disability grade: grade 2, grade 10", "伤残等级：2级、10级"),
        ("without_row", "sum_1", "renewed: no", "续保：否"),
    ]


def test_the_rows_of_declared_facts_and_classes_are_known_to_the_audit():
    retired = Word(fact="member_class", code="retired", name=mb.Text(en="retired", zh="退休"))
    town = Fact(kind="word", name=small.NAME, words={"big": small.NAME, "tiny": mb.Text(en="t", zh="小")})
    known = {"words": (retired,), "facts": {"town": town}}
    classes = ["ordinary", "model_worker", "hardship"]
    assert rows_without(("member_class", [*classes, "retired"]), ("town", ["big", "tiny"]), **known) == []
    assert rows_without(("member_class", classes), ("town", ["big"]), **known) == [
        ("without_row", "sum_0", "member class: retired", "会员类别：退休"),
        ("without_row", "sum_1", "invented: t", "虚构：小"),
    ]


ZERO = {
    "a rate that is 0 in every row": (
        daily_sum(rate=small.by("sex", {"male": 0, "female": 0})),
        [("daily.rate", "0.00 yuan a day", "0.00元/天")],
    ),
    "a rate that is 0 in one row": (daily_sum(rate=small.by("sex", {"male": 0, "female": 1})), []),
    "a ladder of nothing": (
        daily_sum(
            rate=Ladder(
                by="day_of_cover", rungs=(Rung(through=9, value=small.figure(0)),), beyond=small.figure(0)
            )
        ),
        [("daily.rate", "0.00 yuan a day", "0.00元/天")],
    ),
    "a ladder that pays later": (
        daily_sum(
            rate=Ladder(
                by="day_of_cover", rungs=(Rung(through=9, value=small.figure(0)),), beyond=small.figure(1)
            )
        ),
        [],
    ),
    "a limit of nothing": (
        daily_sum(limits=(small.limit("most", "day", 0),)),
        [("limits.most", "0 days", "0天")],
    ),
    "an open sum that may be nothing": (daily_sum(rate=small.between(0, 5)), []),
    "no day of waiting": (
        (daily_sum(), Waiting(days=small.figure(0), **small.SOURCED)),
        [("waiting.days", "0 days", "0天")],
    ),
    "no year of cover": (
        (daily_sum(), WithinCover(years=small.figure(0), **small.SOURCED)),
        [("within_cover.years", "0 years", "0年")],
    ),
}


@pytest.mark.parametrize("case", ZERO)
def test_a_term_that_is_nothing_throughout_is_found(case):
    parts, told = ZERO[case]
    rule, *guards = parts if isinstance(parts, tuple) else (parts,)
    found = mb.audit(small.plan(small.version(rule, conditions=tuple(guards)))).of("zero")
    assert [(one.path, one.text.en, one.text.zh) for one in found] == told


def test_a_limit_of_nothing_that_benefits_share_is_found_once():
    shared = {"limits": (small.limit("most", "day", 0),)}
    other = daily_sum(**shared).model_copy(update={"code": "other"})
    found = mb.audit(small.plan(small.version(daily_sum(**shared), other))).of("zero")
    assert [one.path for one in found] == ["limits.most"]


@pytest.mark.parametrize(("through", "found"), [(365, 0), (366, 1), (400, 1)])
def test_a_term_for_days_after_the_end_of_cover_is_unreachable(through, found):
    figure = mb.Figure(value=1_00, **SOURCED)
    ladder = Ladder(by="day_of_cover", rungs=(Rung(through=through, value=figure),), beyond=figure)
    assert len(kinds(with_rate(ladder), "unreachable")) == found


def test_a_limit_that_never_binds_because_of_another_is_found():
    assert kinds(mb.get_plan("hospital_allowance"), "never_binds") == [("never_binds", "limits.stay_sum")]
    (living, *others) = NEW.benefits
    wide = mb.Limit(
        code="wide",
        name=mb.Text(en="wide", zh="宽"),
        unit="day",
        per="event",
        ceiling=mb.Figure(value=181, **SOURCED),
    )
    assert kinds(amended(), "never_binds") == []
    for ceiling, found in ((181, True), (180, False), (20, False)):
        limit = wide.model_copy(update={"ceiling": mb.Figure(value=ceiling, **SOURCED)})
        plan = amended(benefits=(living.model_copy(update={"limits": (*living.limits, limit)}), *others))
        assert (("never_binds", "limits.wide") in kinds(plan, "never_binds")) is found


def test_sources_without_an_address_or_a_recent_check_are_found():
    assert {path for _, path in kinds(HARBOUR, "unsourced")} == {"harbour"}
    assert kinds(ACCIDENT, "stale") == []
    day = date(2026, 1, 1)
    assert ("stale", "seed") in kinds(ACCIDENT, "stale", stale_before=day)
    checked = mb.Source(**{**INVENTED.__dict__, "checked_on": day})
    plan = HARBOUR.model_validate_json(
        HARBOUR.model_dump_json().replace(INVENTED.model_dump_json(), checked.model_dump_json())
    )
    assert kinds(plan, "stale", stale_before=day) == []
    assert {path for _, path in kinds(plan, "stale", stale_before=date(2026, 1, 2))} == {"harbour"}


def never_reached(*benefits):
    return [path for _, path in kinds(small.plan(small.version(*benefits)), "never_binds")]


def daily(code, *limits):
    return small.benefit(PerDiem, code, days="hospital_days", rate=small.figure(100), limits=limits)


DAYS = small.limit("days", "day", 10, "event")
SUM = small.limit("sum", "fen", 1_500, "event")


def test_a_sum_of_money_that_the_days_never_reach_is_found_where_no_other_benefit_draws_on_it():
    """Ten days at 100 fen are 1,000 fen; two such benefits together reach 1,500 fen."""
    assert never_reached(daily("one", DAYS, SUM)) == ["limits.sum"]
    assert never_reached(daily("one", DAYS, SUM), daily("two", SUM)) == []


@pytest.mark.parametrize(
    ("narrow", "wide", "found"),
    [
        ("event", "event", ["limits.sum"]),
        ("event", "cover_period", ["limits.sum"]),
        ("cover_period", "event", []),
        ("lifetime", "cover_period", []),
        ("event", "calendar_year", []),
        ("calendar_year", "lifetime", []),
    ],
)
def test_a_limit_is_bound_first_only_by_one_of_the_same_or_a_longer_period(narrow, wide, found):
    """Ten days each event or less, with as many events as there may be, reach any sum of a longer period."""
    days, money = (one.model_copy(update={"per": per}) for one, per in ((DAYS, wide), (SUM, narrow)))
    assert never_reached(daily("one", days, money)) == found


@pytest.mark.parametrize("ceiling", [None, small.between(1, 2)])
def test_a_limit_without_a_stated_ceiling_is_never_the_one_that_binds_first(ceiling):
    counted = small.limit("days", "day", ceiling, "event")
    assert never_reached(daily("one", counted, SUM)) == []


def test_a_source_that_only_a_condition_rests_on_is_found():
    word = mb.Source(id="word_of_mouth", title=mb.Text(en="word of mouth", zh="口述"))
    guard = OfSex(sex="female", source=word, basis=mb.Basis.PUBLISHED)
    assert ("unsourced", "word_of_mouth") in kinds(amended(conditions=(guard,)), "unsourced")


@pytest.mark.parametrize(
    ("checked_on", "english", "chinese"),
    [(None, "never checked", "从未核对"), ("2025-03-01", "last checked 2025-03-01", "最后核对于 2025-03-01")],
)
def test_a_stale_source_is_told_with_the_day_of_its_last_check(checked_on, english, chinese):
    source = mb.Source(id="old", title=mb.Text(en="old", zh="旧"), checked_on=checked_on)
    report = mb.audit(amended(source=source), stale_before=date(2026, 1, 1))
    (finding,) = [each for each in report.of("stale") if each.path == "old"]
    assert (finding.text.en, finding.text.zh) == (english, chinese)


def test_the_findings_of_a_version_stand_together_under_its_plan_its_day_and_its_product():
    inferred = {"source": INVENTED, "basis": mb.Basis.INFERRED}
    guard = OfSex(sex="female", **inferred)
    plans = [small.plan(small.version(DEATH, conditions=(guard,), product=name)) for name in ("one", "two")]
    plans.append(plans[0].model_copy(update={"code": "other"}))
    findings = tuple(each for one in plans for each in mb.audit(one).of("unsourced", "inferred"))
    lines = mb.Audit(findings=findings).text("en").splitlines()
    headings = [line for line in lines if not line.startswith(" ")]
    assert headings == ["small 2020-01-01 one", "small 2020-01-01 two", "other 2020-01-01 one"]
    assert sum(line.startswith("  ") and line.endswith(")") for line in lines) == 6, "two kinds of each"


def test_a_part_without_effect_is_found_in_a_rule_book_made_in_python_as_in_a_file():
    days = small.limit("days", "day", 5, per="lifetime")
    once = small.benefit(LumpSum, "once", when="died", sum=small.figure(1_00), limits=(days,))
    fact = {"town": Fact(kind="flag", name=small.NAME)}
    sound = once.model_copy(update={"limits": (small.limit("times", "payment", 1, per="lifetime"),)})
    plan = small.plan(small.version(once), small.version(sound, effective_from=LATER, facts=fact))
    found = [(one.version, one.path, one.text.en, one.text.zh) for one in mb.audit(plan).of("unusable")]
    assert found == [
        (
            small.FIRST,
            "benefits[0].limits[0].unit",
            "nothing is counted in this unit here; give fen or payment",
            "此处没有以此为单位的计数；请给出 fen 或 payment",
        ),
        (LATER, "facts.town", "no result depends on it; leave it out", "结果与此无关；请删去"),
    ]
    assert mb.audit(plan).exit_code("unusable") == 1


NUMBER, WORD = "the key must be a whole number; 1 is yes and 0 is no", "give a word in quotes"


@pytest.mark.parametrize(
    ("fact", "key", "told"),
    [
        ("died", "true", NUMBER),
        ("retired", "false", NUMBER),
        ("disability_grade", "3", NUMBER),
        ("cause", 1, WORD),
        ("member_class", 0, WORD),
        ("town", 1, WORD),
        ("retired", 0, None),
        ("disability_grade", 3, None),
        ("town", "any", None),
    ],
)
def test_a_row_whose_key_is_of_another_kind_than_the_fact_is_found(fact, key, told):
    facts = {
        "retired": Fact(kind="flag", name=small.NAME),
        "town": Fact(kind="word", name=mb.Text(en="t", zh="镇")),
    }
    used = {fact: facts[fact]} if fact in facts else {}
    paid = small.benefit(LumpSum, "paid", when="died", sum=small.by(fact, {key: 100}))
    found = mb.audit(small.plan(small.version(paid, facts=used))).of("unusable")
    assert [(one.path, one.text.en) for one in found] == (
        [(f"benefits[0].sum.rows.{key}", told)] if told else []
    )


@pytest.mark.parametrize("fact", ["nonsense", "age", "day_of_cover"])
@pytest.mark.parametrize("key", [1, "one"])
def test_of_a_fact_that_no_claim_has_nothing_is_said_but_that(fact, key):
    paid = small.benefit(LumpSum, "paid", when="died", sum=small.by(fact, {key: 100}))
    told = {"reason": "r", "words": small.NAME, **small.SOURCED}
    bounds = NumberBounds(fact=fact, at_least=small.figure(1), **told)
    among = FactAmong(fact=fact, among=(True, "word"), **told)
    found = mb.audit(small.plan(small.version(paid, conditions=(bounds, among)))).of("unusable")
    assert [(one.path, one.text.en) for one in found] == [
        (path, f"a claim for injury has no fact {fact!r}")
        for path in ("benefits[0].sum.by", "conditions[0].fact", "conditions[1].fact")
    ]


@pytest.mark.parametrize("plan", mb.all_plans(), ids=lambda plan: plan.code)
def test_every_part_of_a_shipped_plan_has_an_effect(plan):
    assert mb.audit(plan).of("unusable") == ()


def test_an_unknown_kind_is_an_error():
    with pytest.raises(ValueError, match="kind is 'wrong'; give one of unsourced"):
        mb.audit(ACCIDENT).exit_code("wrong")


def run(*words):
    return CliRunner().invoke(main, words)


def test_the_command_gives_text_a_table_or_json_and_an_exit_code():
    result = run("audit", "accident", "--as", "json")
    assert result.exit_code == 0
    assert json.loads(result.output) == mb.audit(ACCIDENT).rows()
    assert len(run("audit", "--as", "table").output.splitlines()) == 1 + sum(
        len(mb.audit(plan).findings) for plan in mb.all_plans()
    )
    assert run("audit", "accident", "--fail-on", "unreachable").exit_code == 0
    assert run("audit", "accident", "--fail-on", "unstated").exit_code == 1
    assert "公开资料未载明" in run("audit", "accident", "--lang", "zh").output
    wrong = run("audit", "acident")
    assert (wrong.exit_code, "accident" in wrong.output) == (2, True)


def test_two_versions_differ_in_the_clauses_that_changed_and_no_others():
    found = mb.diff(OLD, NEW)
    figures = {change.path for change in found.changes if change.kind == "changed"}
    rates = {f"{b}.rate.{t}" for b in ("living_allowance", "hospital_allowance") for t in (26, 50, 74, 100)}
    caps = {f"limits.consoled_{days}" for days in ("living_days", "days", "hospital_days", "care_days")}
    draws = {path for path in figures if path.endswith(".limits")}
    assert figures - draws == rates | caps | {"shown_until", "benefits", "adds"}
    assert len(draws) == len(NEW.benefits), "no limit on all benefits together is left"
    assert "26元档：20.00元/天 [起始资料] → 30.00元/天 [起始资料]" in found.text("zh")
    assert "which" not in mb.diff(OLD, OLD).text()
    assert mb.diff(OLD, OLD).text() == "Nothing differs."
    assert run("diff", "accident", "2015-12-31", "2016-01-01").output.strip() == found.text()
    assert run("diff", "accident", "2015-12-31", "now").exit_code == 2


@pytest.mark.parametrize("plan", PLANS)
def test_a_clause_that_is_added_in_one_direction_is_removed_in_the_other(plan):
    versions = mb.get_plan(plan).versions
    for one in versions:
        for other in versions:
            there, back = mb.diff(one, other).changes, mb.diff(other, one).changes
            turned = {"added": "removed", "removed": "added"}
            assert {(c.path, c.kind, c.before, c.after) for c in there} == {
                (c.path, turned.get(c.kind, c.kind), c.after, c.before) for c in back
            }
            assert bool(there) == (one != other)


def test_excluded_causes_and_listed_diseases_are_clauses():
    causes = next(guard for guard in NEW.conditions if guard.condition == "excluded_causes")
    fewer = causes.model_copy(update={"causes": causes.causes[1:]})
    conditions = tuple(fewer if guard is causes else guard for guard in NEW.conditions)
    (change,) = mb.diff(NEW, NEW.model_copy(update={"conditions": conditions})).changes
    assert change.path == "conditions.excluded_causes"
    assert "illness, " in change.before.text.en
    assert "illness, " not in change.after.text.en


def test_a_fact_that_every_claim_has_is_told_where_a_rule_asks_for_it():
    one = small.figure(1)
    counts = small.limit("days", "day", 3, unless=("shares", "died"))
    nights = small.limit("nights", "day", 3, unless=("days",))
    sick = {"event": "diagnosis", "when": "disease", "unless": ("disease",), "sum": one}
    rules = (
        small.benefit(LumpSum, "any", when="happened_on", unless=("kind", "died"), sum=one),
        small.benefit(PerDiem, "daily", days="hospital_days", rate=one, limits=(counts,)),
        small.benefit(GradedSum, "graded", grades=("died", "plan"), maximum=one, percentage=one),
        small.benefit(LumpSum, "sick", **sick),
        small.benefit(LumpSum, "gout", unless_diseases=("gout",), **sick | {"when": "kind"}),
        small.benefit(PerDiem, "stay", "hospital_stay", days="days", rate=one, limits=(nights,)),
    )
    lifted = Choice(reading="route", options={"none": (), "all": ("cover_from", "born_on")})
    route = OnRoute(unless=lifted, **small.SOURCED)
    found = mb.audit(small.plan(small.version(*rules, conditions=(route,)))).of("always_holds")
    assert [(one.path, one.text.en.partition(" has it")[0]) for one in found] == [
        ("any.when", "day of the event: every claim for injury"),
        ("any.unless", "kind: every claim for injury"),
        ("on_route.unless", "first day of cover: every claim for injury"),
        ("limits.days.unless", "shares: every claim for injury"),
        ("graded.grades", "plan: every claim for injury"),
        ("sick.unless", "disease: every claim for diagnosis"),
        ("on_route.unless", "first day of cover: every claim for diagnosis"),
        ("gout.when", "kind: every claim for diagnosis"),
        ("on_route.unless", "first day of cover: every claim for hospital_stay"),
    ]
    assert found[5].text.zh == "病种：疾病确诊申请必有此项，不起区分作用"
    assert all(mb.audit(plan).of("always_holds") == () for plan in mb.all_plans())
