"""A diff tells every field: each field of each kind of part and of term is changed in turn."""

from datetime import date
from enum import Enum
from typing import Literal, get_args, get_origin

from small_plans import NAME, SOURCED, benefit, between, by, figure, limit, version

import mutual_benefits as mb
from mutual_benefits import rules
from mutual_benefits.frozen import Frozen, every
from mutual_benefits.rules.own_facts import Fact
from mutual_benefits.rules.words import Word
from mutual_benefits.terms import Choice, Ladder, Rung, Term

READ = Choice[Term](reading="own.reading", options={"one": figure(1), "other": figure(2)})
LADDER = Ladder(
    by="day_of_cover", rungs=(Rung(through=30, value=figure(1)),), beyond=figure(2), waiver=figure(1)
)
COUNTED = limit("counted", "fen", None, "calendar_year")
LIMITS = (limit("most", "fen", 9_000, subject="cause", unless=("died",), period_unstated=True),)
LISTED = mb.DiseaseList(diseases=(mb.Disease(code="flu", name=NAME),), count=2, **SOURCED)
BAND = rules.Band(upto=figure(10), share=figure(50), ceiling=figure(100))
TOPS = tuple(
    rules.TopBand(upto=None, share=figure(share), ceiling=figure(9), by_line=True) for share in (5, 6)
)
BENEFITS = (
    benefit(
        rules.PerDiem, "daily", days="hospital_days", rate=by("cause", {"rope": 1, "net": figure(2)}),
        waiting_days=LADDER, limits=LIMITS,
    ),
    benefit(
        rules.LumpSum, "once", when="died", unless=("injury_kind",), sum=figure(1), per_share=True,
        most_shares=figure(3),
    ),
    benefit(
        rules.LumpSum, "sick", "diagnosis", when="disease", unless=("in_situ",), unless_diseases=("flu",),
        diseases=("cold",), except_diseases=("rash",), sum=figure(1),
    ),
    benefit(
        rules.GradedSum, "graded", grades=("disability_grade", "injury_kind"), unless=("died",),
        maximum=figure(1), percentage=figure(2), kinds=("burn",), other_kinds=between(0, 1),
    ),
    benefit(rules.ShareOfLoss, "fire", "home_loss", peril="fire", percentage=figure(1), ceiling=figure(2)),
    benefit(
        rules.PerArea, "pipe", "home_loss", peril="burst_pipe", rate=figure(1), ceiling=figure(2),
        area_not_given=between(1, 2),
    ),
    benefit(
        rules.ExpenseShare, "cost", "medical_expense", deductible=READ,
        yearly_deductible=limit("d", "fen", 5),
        share=figure(2), counter=limit("n", "payment", None), least_payment=figure(3),
    ),
    benefit(
        rules.BandedShare, "bands", "medical_expense", bands=(BAND,), tops=TOPS, above_least=figure(1),
        counter=COUNTED, line_counter=limit("line", "fen", None, subject="setting"),
    ),
)  # fmt: skip
CONDITIONS = (
    rules.WithinCover(years=figure(1), benefits=("daily",), **SOURCED),
    rules.Waiting(days=figure(30), waiver=figure(1), **SOURCED),
    rules.AgeLimit(least=figure(16), below=figure(60), **SOURCED),
    rules.OfSex(sex="female", **SOURCED),
    rules.OnList(diseases=LISTED, benefits=("sick",), **SOURCED),
    rules.InSetting(setting="inpatient", benefits=("cost", "bands"), **SOURCED),
    rules.ExcludedCauses(causes=("war",), benefits=("daily",), **SOURCED),
    rules.OnRoute(unless=("died",), benefits=("daily",), **SOURCED),
    rules.NumberBounds(
        fact="shares",
        unit="share",
        at_least=figure(1),
        at_most=figure(2),
        reason="shares",
        words=NAME,
        **SOURCED,
    ),
    rules.FactAmong(fact="town", among=("big",), reason="town", words=NAME, **SOURCED),
    rules.Notice(days=figure(10), **SOURCED),
    rules.ClaimWindow(years=figure(2), **SOURCED),
    rules.CoverEnds(limit=limit("ends", "payment", 1), **SOURCED),
)
BOOK = version(
    *BENEFITS,
    conditions=CONDITIONS,
    product="long",
    covers_from=date(2019, 1, 1),
    words=(Word(fact="cause", code="rope", name=NAME, also=("hawser",)),),
    fee=figure(7),
    facts={
        "town": Fact(
            kind="word", name=mb.Text(en="kind of town", zh="城镇类别"), words={"big": NAME}, default="big"
        )
    },
)
REMARKS = {"effective_from", "known_to", "known_from", "corrects", "shown_until", "draft", "notes", "doubts"}
"""What tells versions apart, has a clause of its own, or remarks on the record."""
TAGS = {"rule", "condition", "term", "source", "basis"}
OTHER_WORDS = {"fire": "burst_pipe", "burst_pipe": "fire"}


def other(value, annotation):
    """Another value of the same kind; None where there is none to give."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, date):
        return date(value.year - 1, 1, 1)
    if isinstance(value, mb.Text):
        return mb.Text(en="another", zh="另一")
    literals = [
        word
        for one in (annotation, *get_args(annotation))
        if get_origin(one) is Literal
        for word in get_args(one)
    ]
    if value in ("share", "shares"):
        return {"share": "number", "shares": "hospital_days"}[value]
    if isinstance(value, str) and not isinstance(value, Enum):
        others = [word for word in literals if word != value]
        return others[0] if literals else OTHER_WORDS.get(value, "severity")
    if isinstance(value, tuple) and value and all(isinstance(each, str) for each in value):
        return (*value, "another") if "another" not in value else value
    return None


def places(value, path=()):
    """Every field of every model in a value: the path to the model, the field, and its value."""
    if isinstance(value, Frozen):
        for name, part in value.__dict__.items():
            if name in TAGS or (isinstance(value, mb.PlanVersion) and name in REMARKS):
                continue
            if isinstance(value, (mb.Text, mb.Source)):
                continue
            yield path, name, part, type(value).model_fields[name].annotation
            yield from places(part, (*path, name))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from places(part, (*path, place))


def replaced(value, path, new):
    """A value with another at a path; nothing is validated, so that each field may change alone."""
    if not path:
        return new
    first, *rest = path
    if isinstance(value, tuple):
        return (*value[:first], replaced(value[first], rest, new), *value[first + 1 :])
    return value.trusted(**{**value.__dict__, first: replaced(value.__dict__[first], rest, new)})


CHANGES = [
    ((*path, name), new)
    for path, name, value, annotation in places(BOOK)
    if (new := other(value, annotation)) is not None
]


def test_each_kind_and_each_field_is_changed_somewhere():
    kinds = {type(each) for each in every(Frozen, BOOK)}
    models = [*get_args(get_args(rules.AnyBenefit)[0]), *get_args(get_args(rules.AnyCondition)[0])]
    assert {model.__name__ for model in models} - {kind.__name__ for kind in kinds} == {
        "AgeLimitBySex", "NotInSitu", "Surgery", "PaidOnce",
    }, "these have no fields but those of the others"  # fmt: skip
    assert len(CHANGES) > 140


def test_a_change_of_one_field_is_a_difference_in_words_of_both_languages():
    silent = []
    for path, new in CHANGES:
        if path[0] == "adds" or (path[-1] == "code" and path[0] in ("benefits", "words")):
            continue  # another benefit, another word
        found = mb.diff(BOOK, replaced(BOOK, path, new)).changes
        alike = [each for each in found if each.line("en") == each.line("zh") or each.before == each.after]
        silent += [path] if alike or not found else []
    assert silent == []


def test_an_order_a_limit_and_an_addition_are_told():
    turned = BOOK.trusted(**{**BOOK.__dict__, "benefits": BENEFITS[::-1]})
    (change,) = mb.diff(BOOK, turned).changes
    assert change.path == "benefits"
    without = replaced(BOOK, ("benefits", 0, "limits"), ())
    assert "benefits.daily.limits" in {change.path for change in mb.diff(BOOK, without).changes}
    alone = BOOK.trusted(**{**BOOK.__dict__, "adds": ()})
    (change,) = mb.diff(BOOK, alone).changes
    assert (change.path, change.after.text.en) == ("adds", "–")


def test_a_limit_of_several_readings_is_called_by_what_is_read():
    after = mb.get_plan("accident").versions[-1]
    (allowance,) = [each for each in after.benefits if each.code == "living_allowance"]
    limits = tuple(each for each in allowance.limits if not isinstance(each, Choice))
    others = tuple(each for each in after.benefits if each is not allowance)
    before = after.model_copy(update={"benefits": (allowance.model_copy(update={"limits": limits}), *others)})
    changed = {each.path: each for each in mb.diff(before, after).changes}["benefits.living_allowance.limits"]
    assert changed.line().endswith(" → the day limit, living allowance days in a cover period")
    assert changed.line("zh").endswith(" → 天数限额、保障期内生活补助天数")


def test_a_declared_fact_that_is_renamed_is_told_where_it_is_named_and_not_as_another_list():
    renamed = replaced(BOOK, ("facts", 0, 1, "name"), mb.Text(en="sort of town", zh="城镇种类"))
    changed = mb.diff(BOOK, renamed).changes
    assert [each.path for each in changed] == ["conditions.fact_among.town.fact", "facts.town.name"]
    assert {each.line("zh").partition("：")[2] for each in changed} == {"城镇类别 → 城镇种类"}


def test_the_amount_of_which_a_share_is_paid_is_told_by_its_name():
    names = {"bill": mb.Text(en="the bill", zh="总费用"), "drugs": mb.Text(en="the drugs", zh="药费")}
    facts = {code: Fact(kind="money", name=name) for code, name in names.items()}
    one, other = (
        version(benefit(rules.ExpenseShare, "cost", "medical_expense", of=code, share=figure(9)), facts=facts)
        for code in names
    )
    (change,) = mb.diff(one, other).changes
    assert (change.before.text.en, change.after.text.en) == ("the bill", "the drugs")
    assert (change.before.text.zh, change.after.text.zh) == ("总费用", "药费")


def test_what_is_not_stated_in_a_row_is_told_by_its_new_name():
    def paying(what):
        term = mb.Unstated(what=mb.Text(en=what, zh=f"{what}额"), low=1, high=2, **SOURCED)
        rate = by("cause", {"rope": 1, "net": term})
        return version(benefit(rules.PerDiem, "daily", days="hospital_days", rate=rate))

    (change,) = mb.diff(paying("toll"), paying("due")).changes
    assert (change.before.text.en, change.after.text.en) == ("toll", "due")
