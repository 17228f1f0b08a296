"""Paths of terms: every number of a rule book has one, and a change at it changes that number alone."""

import pytest
from invented_plan import HARBOUR

import mutual_benefits as mb
from mutual_benefits.errors import UnknownPath
from mutual_benefits.rulebook.term_path import place_of, places, rewritten, terms_of

VERSIONS = [
    pytest.param(version, id=f"{plan.code}-{version.effective_from}")
    for plan in (*mb.all_plans(), HARBOUR)
    for version in plan.versions
]


def numbers(value, field=""):
    """The numbers that are terms in the JSON of a version, found without the models."""
    if isinstance(value, dict):
        if value.get("term") in ("figure", "unstated"):
            yield value.get("value", "unstated")
            return
        for name, part in value.items():
            yield from numbers(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from numbers(part, field)
    elif type(value) is int and field in ("rows", "through", "ordinary", "high_risk"):
        yield value


def figure_of(term):
    return term.value if isinstance(term, mb.Figure) else "unstated"


@pytest.mark.parametrize("version", VERSIONS)
def test_every_number_of_a_version_has_a_path(version):
    held = list(numbers(version.model_dump(mode="json")))
    found = [figure_of(place.term) for place in places(version) for _ in place.leaves]
    assert sorted(map(str, found)) == sorted(map(str, held))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_path_leads_to_one_term_and_has_a_name_in_both_languages(version):
    paths = [path for path, _, _ in terms_of(version)]
    assert len(set(paths)) == len(paths)
    for place in places(version):
        assert place_of(version, place.path) == place
        assert place.name.en.strip()
        assert place.name.zh.strip()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_change_at_a_path_changes_that_term_alone(version):
    before = {path: term for path, term, _ in terms_of(version)}
    for place in places(version):
        if place.path.endswith(("through", "upto")):  # ladders and bands must go on rising
            continue
        value = 1 if place.unit == "flag" else 77
        figure = mb.Figure(value=value, source=version.source, basis=version.basis)
        after = {path: term for path, term, _ in terms_of(rewritten(version, {place: figure}))}
        changed = [path for path, term in after.items() if figure_of(term) != figure_of(before[path])]
        bounds = [
            path for path, term in after.items() if isinstance(term, mb.Unstated) and term != before[path]
        ]
        assert list(after) == list(before)
        assert set(changed) | set(bounds) <= {place.path}
        assert figure_of(after[place.path]) == value or (bounds and after[place.path].low == value)


def accident():
    return mb.get_plan("accident").versions[-1]


def test_a_limit_is_one_term_whichever_benefit_leads_to_it():
    whole = place_of(accident(), "limits.lump_sum")
    assert len(whole.leaves) == 2
    for path in (
        "limits.lump_sum.ceiling",
        "death_sum.limits.lump_sum",
        "disability_sum.limits.lump_sum.ceiling",
    ):
        assert place_of(accident(), path) == whole


def test_the_name_of_a_missing_term_is_a_path():
    for plan in mb.all_plans():
        for version in plan.versions:
            for place in places(version):
                if isinstance(place.term, mb.Unstated):
                    for leaf in place.leaves:
                        assert place_of(version, leaf.long_path).term == place.term


def test_the_option_of_a_reading_may_be_left_out_where_all_options_agree():
    version = mb.get_plan("warm_aid").versions[-1]
    both = place_of(version, "stay_share.deductible.inpatient.ordinary.rungs.1")
    assert [len(both.leaves), both.term.value] == [2, 1_300_00]
    with pytest.raises(UnknownPath, match=r"may be .*ordinary.* or .*reduced.*, which differ"):
        place_of(version, "stay_share.deductible.inpatient.model_worker.rungs.1")
    one = place_of(version, "stay_share.deductible.reduced.inpatient.model_worker.rungs.1.value")
    assert one.term.value == 650_00
    by_field = place_of(version, "stay_share.yearly_deductible.ceiling.outpatient")
    assert by_field.path == "limits.outpatient_deductible.outpatient"


def test_two_conditions_of_a_kind_are_told_apart_by_the_benefits_they_guard():
    version = mb.get_plan("female_illness").versions[-1]
    assert place_of(version, "waiting.condolence_sum.days").unit == "day"
    assert place_of(version, "waiting.illness_sum+in_situ_sum.days").unit == "day"
    with pytest.raises(UnknownPath, match="which differ"):
        place_of(version, "waiting.days")


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("living_allowance.rate.10", "living_allowance.rate.100"),
        ("living_alowance.rate.100", "living_allowance.rate.100"),
        ("limits.living_day", "limits.living_days"),
        ("rate.26", "living_allowance.rate.26"),
        ("living_allowance.rate", "living_allowance.rate.26"),
        ("", "the paths are fee.26, "),
    ],
)
def test_an_unknown_path_is_an_error_that_suggests_the_nearest(path, right):
    with pytest.raises(UnknownPath, match="the version of 2016-01-01 has nothing at") as error:
        place_of(accident(), path)
    assert right in str(error.value)
