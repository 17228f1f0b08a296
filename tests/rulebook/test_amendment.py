"""Amended versions pay by their new figures, and every output says that they are drafts."""

import copy
import pickle
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mutual_benefits as mb
from mutual_benefits.errors import InvalidAmendment, UnknownPath
from mutual_benefits.rulebook.term_path import place_of, terms_of
from mutual_benefits.scenarios import plan_of

VERSIONS = {
    (plan.code, version.effective_from): version for plan in mb.all_plans() for version in plan.versions
}
HUNDREDTHS = {"fen", "fen_per_day", "fen_per_square_metre", "hundredth_square_metre", "basis_points"}


def accident():
    return mb.get_plan("accident").versions[-1]


def claim(**event):
    return mb.Claim(
        id="C-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
        event=mb.Injury(happened_on=date(2016, 5, 4), **event),
    )


def paid(version, **event):
    return mb.assess(claim(**event), plan=plan_of(version, "accident"))


def test_an_amended_version_pays_by_the_new_figures_and_leaves_the_old_one_alone():
    before = accident().model_dump_json()
    draft = accident().amend(
        {"living_allowance.rate.100": 90, "limits.consoled_living_days": 25}, label="2027"
    )
    assert paid(draft, living_days=30).total == 90 * 25
    assert paid(accident(), living_days=30).total == 80 * 20
    assert accident().model_dump_json() == before
    assert accident().label is None
    assert accident().made_from == ()


def test_money_and_percent_are_given_as_people_write_them():
    cents = accident().amend({"living_allowance.rate.100": Decimal("80.55")})
    assert paid(cents, living_days=3).total == Decimal("241.65")
    half = mb.get_plan("hospital_medical").versions[0].amend({"stay_share.share.rungs.1": Decimal("62.5")})
    assert place_of(half, "stay_share.share.rungs.1").term.value == 62_50


def test_an_unstated_term_can_be_given_a_figure():
    asked = paid(accident(), care_days=4)
    assert (asked.status, asked.high) == ("undetermined", None)
    (path,) = asked["care_allowance"].missing
    draft = accident().amend({path: 50})
    assert paid(draft, care_days=4).total == 200
    assert [(one.old, one.new) for one in draft.made_from] == [(None, 50)]
    assert "care allowance" not in mb.describe(mb.get_plan("accident"), draft).partition("Not stated")[2]


def test_a_bound_that_must_stay_a_bound_is_narrowed_to_the_figure():
    version = mb.get_plan("non_work_accident").versions[-1]
    draft = version.amend({"pipe_loss.area_not_given": 12})
    term = place_of(draft, "pipe_loss.area_not_given").term
    assert (term.low, term.high, term.basis) == (12_00, 12_00, mb.Basis.ASSUMED)


@pytest.mark.parametrize("most", [10**6, Decimal("1000000.00")])
def test_an_area_of_a_million_square_metres_may_be_assumed_and_no_more(most):
    version = mb.get_plan("non_work_accident").versions[-1]
    draft = version.amend({"pipe_loss.area_not_given": most})
    assert place_of(draft, "pipe_loss.area_not_given").term.low == 10**8
    with pytest.raises(InvalidAmendment, match=r"give 0 to 1000000\.00, not 1000000\.01"):
        version.amend({"pipe_loss.area_not_given": most + Decimal("0.01")})


@pytest.mark.parametrize("word", [False, 0])
def test_a_waiver_is_amended_by_yes_or_no(word):
    version = mb.get_plan("female_illness").versions[0]
    draft = version.amend({"waiting.waiver": word})
    assert place_of(draft, "waiting.waiver").term.value == 0
    assert draft.amend({"waiting.waiver": not word}).made_from[1].new == 1


def test_an_amendment_that_was_kept_names_what_it_amended():
    draft = accident().amend({"living_allowance.rate.100": 90})
    nameless = draft.model_dump_json().replace('"path":"living_allowance.rate.100"', '"path":""')
    with pytest.raises(ValueError, match=r"draft\.made_from\.0\.path"):
        mb.PlanVersion.model_validate_json(nameless)


def test_a_new_figure_is_assumed_and_names_the_amendment():
    draft = accident().amend({"living_allowance.rate.100": 90, "fee.100": 110}, label="draft 2027")
    for path in ("living_allowance.rate.100", "fee.100"):
        term = place_of(draft, path).term
        assert (term.basis, term.source.id) == (mb.Basis.ASSUMED, "amendment")
        assert "draft 2027" in term.source.title.zh
    assert place_of(draft, "living_allowance.rate.74") == place_of(accident(), "living_allowance.rate.74")


def test_every_output_says_that_the_rule_book_is_a_draft():
    draft = accident().amend({"living_allowance.rate.100": 90}, label="draft 2027")
    assessment = paid(draft, living_days=3)
    assert (assessment.rule_book.label, assessment.version) == ("draft 2027", date(2016, 1, 1))
    (caveat,) = [caveat for caveat in assessment.caveats if caveat.code == "amended"]
    assert "90.00 yuan a day instead of 80.00 yuan a day" in caveat.text.en
    assert "90.00元/天，原为80.00元/天" in caveat.text.zh
    for text in (assessment.explain(), assessment.explain("zh")):
        assert "draft 2027" in text.splitlines()[3]
        assert "[amendment" in text
    for lang, change in (("en", "90.00 yuan a day instead of 80.00"), ("zh", "90.00元/天，原为80.00元/天")):
        text = mb.describe(mb.get_plan("accident"), draft, lang)
        assert "“draft 2027”" in text
        assert change in text
    assert "draft" not in paid(accident(), living_days=3).explain().lower()


def test_a_draft_of_a_draft_lists_every_change():
    once = accident().amend({"living_allowance.rate.100": 90}, label="first")
    twice = once.amend({"living_allowance.rate.100": 95, "limits.living_days": 200}, label="second")
    assert twice.label == "second"
    assert [(one.path, one.old, one.new) for one in twice.made_from] == [
        ("living_allowance.rate.100", 80, 90),
        ("living_allowance.rate.100", 90, 95),
        ("limits.living_days", 180, 200),
    ]


def test_a_limit_is_changed_in_every_benefit_that_draws_on_it():
    draft = accident().amend({"death_sum.limits.lump_sum.ceiling": 2})
    assert place_of(draft, "disability_sum.limits.lump_sum").term.value == 2
    assert draft.made_from[0].path == "limits.lump_sum"


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({}, InvalidAmendment, "nothing is amended"),
        ({"living_allowance.rate.100": 80}, InvalidAmendment, "is 80 already"),
        ({"living_allowance.rate.100": Decimal("80.00")}, InvalidAmendment, "is 80.00 already"),
        ({"living_alowance.rate.100": 90}, UnknownPath, "did you mean living_allowance.rate.100"),
        ({"living_allowance.rate.100": 90.5}, InvalidAmendment, r"Decimal\('80.50'\), not 90.5"),
        ({"living_allowance.rate.100": "90"}, InvalidAmendment, "is in yuan a day; give .*, not '90'"),
        ({"living_allowance.rate.100": True}, InvalidAmendment, "not True"),
        ({"living_allowance.rate.100": Decimal("90.505")}, InvalidAmendment, "at most two places"),
        ({"living_allowance.rate.100": Decimal("NaN")}, InvalidAmendment, "not NaN"),
        ({"living_allowance.rate.100": -1}, InvalidAmendment, "give 0 to 10000000000.00, not -1"),
        ({"limits.living_days": Decimal("20.5")}, InvalidAmendment, "is in days; give a whole number"),
        ({"limits.living_days": 10**6}, InvalidAmendment, "give 0 to 100000"),
        ({"disability_sum.percentage": 2000}, InvalidAmendment, "is in %; give 0 to 1000.00"),
        ({"within_cover.years": 10**4}, InvalidAmendment, "is in years; give 0 to 1000"),
        ({"fee.100": 0}, InvalidAmendment, "give more than 0"),
        ({"limits.lump_sum": 2, "death_sum.limits.lump_sum": 3}, InvalidAmendment, "amended twice"),
    ],
)
def test_what_cannot_be_amended_is_refused(changes, error, message):
    with pytest.raises(error, match=message):
        accident().amend(changes)


def test_an_amendment_needs_a_label():
    with pytest.raises(InvalidAmendment, match="label"):
        accident().amend({"living_allowance.rate.100": 90}, label=" ")


def test_an_amendment_that_makes_a_version_contradict_itself_is_refused():
    ladder = mb.get_plan("hospital_medical").versions[0]
    with pytest.raises(mb.InvalidPlan, match=r"rungs .* do not rise"):
        ladder.amend({"stay_share.share.rungs.1.through": 5})
    bands = mb.get_plan("warm_aid").versions[-1]
    with pytest.raises(mb.InvalidPlan, match="bands"):
        bands.amend({"over_cap_share.bands.2.upto": 10_000})


@st.composite
def amendments(draw):
    """A version, and new figures for up to three of its terms."""
    which = draw(st.sampled_from(list(VERSIONS)))
    terms = [term for term in terms_of(VERSIONS[which]) if not term[0].endswith(("through", "upto"))]
    changes = {}
    for path, term, unit in draw(
        st.lists(st.sampled_from(terms), min_size=1, max_size=3, unique_by=lambda t: t[0])
    ):
        most = 1 if unit == "flag" else 1000
        old = getattr(term, "value", None)
        value = draw(
            st.integers(1, most * 100 if unit in HUNDREDTHS else most).filter(lambda v, old=old: v != old)
        )
        if unit == "flag" and old == 1:
            value = 0
        changes[path] = Decimal(value).scaleb(-2) if unit in HUNDREDTHS else value
    return which, changes


@given(amendments())
def test_an_amended_version_differs_in_the_amended_figures_alone_and_survives_json(case):
    which, changes = case
    version = VERSIONS[which]
    draft = version.amend(changes, label="draft")
    assert mb.PlanVersion.model_validate_json(draft.model_dump_json()) == draft
    assert pickle.loads(pickle.dumps(draft)) == draft  # noqa: S301  # our own
    assert copy.deepcopy(draft) is draft
    before = {path: term for path, term, _ in terms_of(version)}
    after = {path: (term, unit) for path, term, unit in terms_of(draft)}
    assert list(after) == list(before)
    for path, (term, unit) in after.items():
        if path in changes:
            low = term.value if isinstance(term, mb.Figure) else term.low
            assert low == changes[path] * (100 if unit in HUNDREDTHS else 1)
        elif path.startswith("fee.") or path.endswith("through"):  # these share a source
            assert term.value == before[path].value
        else:
            assert term == before[path]


@given(amendments())
def test_amending_a_draft_back_restores_the_figures(case):
    which, changes = case
    version = VERSIONS[which]
    draft = version.amend(changes, label="draft")
    back = {one.path: one.old for one in draft.made_from if one.old is not None}
    if len(back) == len(changes):
        again = draft.amend(back, label="back")
        values = [(path, getattr(term, "value", term)) for path, term, _ in terms_of(version)]
        assert [(path, getattr(term, "value", term)) for path, term, _ in terms_of(again)] == values
        assert plan_of(again, which[0]).versions[-1].made_from == again.made_from
