"""Every term of every plan file against the rows of the public record, which `record.toml` holds as data.

A term must be stated by a row of the page that it cites, with the same figure, and its basis must be no
firmer than the row's office, time and confidence allow. A version that begins before a page it reads from
was written names it in a note.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

import pytest
from folders import TESTS

import mutual_benefits as mb
from mutual_benefits.frozen import every
from mutual_benefits.plans import sources
from mutual_benefits.rulebook.term_path import place_of, rewritten, terms_of
from mutual_benefits.sources import Source

RECORD = tomllib.loads((TESTS / "plans" / "record.toml").read_text(encoding="utf-8"))
ROWS = RECORD["row"]
NUMBERED = {"A": 18, "B": 10, "C": 16, "D": 12, "E": 6, "F": 8, "G": 15, "H": 3}
IDS = {f"{plan}{number}" for plan, last in NUMBERED.items() for number in range(1, last + 1)}
IDS |= {"A7b", "B2b", "B7b", "B7c", "G10b", "G10c"}
HUNDREDTHS = ("fen", "basis_points")
VERSIONS = [
    pytest.param(plan.code, version, id=f"{plan.code}-{version.effective_from}")
    for plan in mb.all_plans()
    for version in plan.versions
]
MONTHS = "January February March April May June July August September October November December"
DAYS = rf"(\d{{1,2}} )?({MONTHS.replace(' ', '|')})( \d{{4}})?"


class Said(NamedTuple):
    """One thing that a plan file says: where, what, and by which page."""

    path: str
    value: str
    source: Source
    basis: mb.Basis


def number(value: Any) -> str:
    return f"{Decimal(value).normalize():f}"


def amount(value: int | None, unit: str) -> str:
    """A number in yuan, percent or whole units; nothing where there is no bound."""
    return "" if value is None else number(Decimal(value) / (100 if unit.startswith(HUNDREDTHS) else 1))


def said_in(version: mb.PlanVersion) -> Iterator[Said]:
    """Everything that a version says by a page: its first day, terms, conditions, lists, what adds up."""
    counted = f" from {version.covers_from}" if version.covers_from else ""
    first = f"{version.effective_from} {version.known_to}{counted}"
    yield Said("version", first, version.source, version.basis)
    for path, term, unit in terms_of(version):
        if isinstance(term, mb.Figure):
            yield Said(path, amount(term.value, unit), term.source, term.basis)
        elif term.source is not None and term.basis is not None:
            bounds = f"{amount(term.low, unit)}..{amount(term.high, unit)}"
            yield Said(path, bounds, term.source, term.basis)
    for guard in version.conditions:
        yield Said(f"condition.{guard.condition}", content(guard), guard.source, guard.basis)
    for listed in version.disease_lists:
        yield Said("condition.on_list", diseases(listed), listed.source, listed.basis)
    together = "; ".join(" ".join(adds.benefits) for adds in version.adds)
    for adds in version.adds:
        yield Said("adds", together, adds.source, adds.basis)
    for rule in version.benefits:
        if getattr(rule, "kinds", ()):
            yield Said(f"{rule.code}.kinds", " ".join(rule.kinds), rule.source, mb.Basis.PUBLISHED)


def diseases(listed: mb.DiseaseList) -> str:
    return f"{' '.join(each.code for each in listed.diseases)} of {listed.count or '?'}"


def content(guard: Any) -> str:
    """What a condition says beside its numbers."""
    if guard.condition == "excluded_causes":
        return " ".join(guard.causes)
    if guard.condition == "on_list":
        return diseases(guard.diseases)
    if guard.condition == "within_cover":
        return "calendar year" if guard.calendar_year else ""
    return getattr(guard, "sex", None) or getattr(guard, "setting", None) or ""


def stated(row: dict[str, Any], path: str) -> set[str]:
    """What a row states of a path; an exact path counts before one with a `*`."""
    states = row["states"]
    found = [states[path]] if path in states else [v for p, v in states.items() if fnmatchcase(path, p)]
    return {value if isinstance(value, str) else number(value) for value in found}


def firm(row: dict[str, Any], first: date) -> bool:
    """Whether a row allows more than an inference for a version with this first day."""
    speaks_of = ("from" in row or "until" in row) and row.get("from", date.min) <= first
    in_time = speaks_of and first <= row.get("until", date.max)
    sure = row["office"] == "Beijing" and row["confidence"] in ("high", "medium")
    return in_time and sure and not row.get("inference")


def fault_of(plan: str, first: date, said: Said) -> str | None:
    """What is wrong with one thing that a version says; None if a row bears it."""
    place = f"{plan} {first}, {said.path} = {said.value!r} [{said.source.id}, {said.basis}]"
    about = [row for row in ROWS if row["plan"] == plan and stated(row, said.path)]
    bearing = [
        row for row in about if said.source.id in row["sources"] and said.value in stated(row, said.path)
    ]
    if not bearing:
        known = [f"{row['id']} {row['sources']}: {sorted(stated(row, said.path))}" for row in about]
        return f"{place}: no row of this page states it; the record has {known}"
    if said.basis is mb.Basis.INFERRED:
        return None
    if (said.basis is mb.Basis.SEED) != (said.source.id == "seed") and not said.path.endswith(".kinds"):
        return f"{place}: the basis seed is for the page of 2016, and for no other"
    if not any(firm(row, first) for row in bearing):
        return f"{place}: firmer than {', '.join(row['id'] for row in bearing)}"
    return None


def texts_of(version: mb.PlanVersion) -> list[str]:
    return [text.en for text in (*version.notes, *(doubt.text for doubt in version.doubts))]


def later_pages(version: mb.PlanVersion) -> Iterator[str]:
    """The pages that a version reads from as stated, though they were written after its first day."""
    places = {"day": 10, "month": 7, "year": 4}[version.known_to]
    for said in said_in(version):
        written = RECORD["sources"].get(said.source.id, "")[:places]
        stands = said.basis is not mb.Basis.INFERRED or said.path == "version"
        if stands and written > str(version.effective_from)[: len(written)]:
            yield said.source.id


def faults_in(plan: str, version: mb.PlanVersion) -> list[str]:
    """Everything in a version that the record does not bear."""
    first, texts = version.effective_from, texts_of(version)
    faults = [fault for said in said_in(version) if (fault := fault_of(plan, first, said))]
    for page in dict.fromkeys(later_pages(version)):
        if not any(re.search(rf"[\[ ]{page}[\],]", text) for text in texts):
            faults.append(f"{plan} {first}: [{page}] was written later, and no note says so")
    pages = {source.id: source for source in every(mb.Source, version)}
    for page, source in pages.items():
        if page not in RECORD["sources"]:
            faults.append(f"{plan} {first}: [{page}] is no page of the record")
        elif source.dated and not RECORD["sources"][page].startswith(source.dated[:7]):
            faults.append(f"{plan} {first}: [{page}] is of {RECORD['sources'][page]}, not {source.dated}")
    return faults + [fault for text in texts for fault in faults_of_text(plan, text)]


def faults_of_text(plan: str, text: str) -> Iterator[str]:
    """What a note says that no row does: pages that are none, figures that no row of the plan holds."""
    cited = {page for group in re.findall(r"\[([^]]+)\]", text) for page in re.split(r", |; ", group)}
    yield from (f"{plan}: {text!r} cites {page}" for page in cited - set(RECORD["sources"]))
    told = re.sub(r"\[[^]]*\]", "", re.sub(DAYS, "", text))
    figures = {word.replace(",", "") for word in re.findall(r"\d[\d,]*(?:\.\d+)?", told)}
    known = {figure for row in ROWS if row["plan"] in (plan, "*") for figure in figures_of(row)}
    for figure in figures - known:
        if not re.fullmatch(r"(19|20)\d\d", figure):
            yield f"{plan}: {text!r} says {figure}, which is in no row"


def figures_of(row: dict[str, Any]) -> set[str]:
    values = [end for path in row["states"] for value in stated(row, path) for end in value.split("..")]
    return {*values, *(number(value) for value in row.get("also", ()))}


@pytest.mark.parametrize(("plan", "version"), VERSIONS)
def test_each_plan_file_says_what_the_record_says_and_no_more_firmly(plan, version):
    assert faults_in(plan, version) == []


@pytest.mark.parametrize(("plan", "version"), VERSIONS)
def test_no_figure_of_a_plan_file_escapes(plan, version):
    seen = {(term.value, term.source.id) for _, term, _ in terms_of(version) if isinstance(term, mb.Figure)}
    assert {(each.value, each.source.id) for each in every(mb.Figure, version)} <= seen


@pytest.mark.parametrize(("plan", "version"), VERSIONS)
def test_a_condition_is_as_firm_as_its_figures(plan, version):
    for guard in version.conditions:
        for part in every((mb.Figure, mb.Table, mb.DiseaseList), guard):
            assert part.basis is guard.basis, f"{plan} {version.effective_from}: {guard.condition}"


def test_each_row_is_used_or_said_to_bear_no_term():
    named = {row["id"] for row in ROWS} | set(RECORD["without_terms"])
    assert named >= IDS
    assert not {row["id"] for row in ROWS} & set(RECORD["without_terms"])
    for row in ROWS:
        assert set(row["sources"]) <= set(RECORD["sources"]), row["id"]
        assert bool(row.get("inference")) == bool(row.get("rests_on")), row["id"]
        assert set(row.get("rests_on", ())) <= named, row["id"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_each_statement_of_a_row_is_said_by_some_version(row):
    said = {
        (each.path, each.value)
        for plan in mb.all_plans()
        if plan.code == row["plan"]
        for version in plan.versions
        for each in said_in(version)
    }
    for path in row["states"]:
        (value,) = stated(row, path)
        assert any(fnmatchcase(place, path) and value == what for place, what in said), (path, value)


def changed(path: str, **fields: Any) -> Callable[[mb.PlanVersion], mb.PlanVersion]:
    """A version whose term at a path has these fields instead."""

    def plant(version: mb.PlanVersion) -> mb.PlanVersion:
        place = place_of(version, path)
        return rewritten(version, {place: place.term.model_copy(update=fields)})

    return plant


def with_condition(kind: str, **fields: Any) -> Callable[[mb.PlanVersion], mb.PlanVersion]:
    def plant(version: mb.PlanVersion) -> mb.PlanVersion:
        guards = tuple(
            each.model_copy(update=fields) if each.condition == kind else each for each in version.conditions
        )
        return version.model_copy(update={"conditions": guards})

    return plant


def with_note(text: str) -> Callable[[mb.PlanVersion], mb.PlanVersion]:
    return lambda version: version.model_copy(update={"notes": (mb.Text(en=text, zh=text),)})


PLANTED = [
    # a figure, a bound, a figure of the version before, and one in a table and in a ladder
    ("accident", 2016, changed("living_allowance.rate.50", value=41_00), "no row"),
    ("accident", 2016, changed("limits.consoled_living_days", value=15), "firmer than H1"),
    ("critical_illness", 2018, changed("illness_sum.most_shares", low=3), "no row"),
    ("hospital_medical", 2008, changed("stay_share.share.rungs.2", value=65_00), "no row"),
    ("hospital_allowance", 2015, changed("stay_allowance.rate.unstated", low=50_00), "no row"),
    # a basis that is firmer than the row: national, inferred, a later text, an unattributed copy
    ("accident", 2010, with_condition("excluded_causes", basis=mb.Basis.PUBLISHED), "firmer than A13"),
    ("accident", 2010, changed("death_sum.sum.50", basis=mb.Basis.PUBLISHED), "firmer than A7b"),
    ("female_illness", 2018, changed("in_situ_sum.sum", basis=mb.Basis.PUBLISHED), "firmer than C12"),
    ("warm_aid", 2012, changed("over_cap_share.bands.1.share", basis=mb.Basis.PUBLISHED), "firmer than G8"),
    ("critical_illness", 2015, changed("fee", basis=mb.Basis.PUBLISHED), "firmer than D7"),
    # a page of another office or plan, and the page of 2016 where another says it
    ("female_illness", 2014, changed("fee", source=sources.EZSTO), "no row of this page"),
    ("hospital_medical", 2013, changed("stay_share.share.unstated", source=sources.LDWB16), "no row"),
    ("warm_aid", 2012, changed("limits.yearly", basis=mb.Basis.SEED), "for no other"),
    # a first day that is earlier, or known more precisely
    (
        "non_work_accident",
        2017,
        lambda version: version.model_copy(update={"effective_from": date(2016, 5, 1)}),
        "firmer than B7c",
    ),
    ("accident", 2016, lambda version: version.model_copy(update={"known_to": "day"}), "no row"),
    # a cause that is not listed, a disease too many, a note with another figure, a later page without a note
    ("accident", 2016, with_condition("excluded_causes", causes=("illness", "flood")), "no row"),
    (
        "critical_illness",
        2010,
        with_condition(
            "on_list",
            diseases=mb.DiseaseList(
                diseases=(), count=12, source=sources.KINGHUA10, basis=mb.Basis.PUBLISHED
            ),
        ),
        "no row",
    ),
    ("hospital_allowance", 2011, with_note("Joining costs 20 yuan."), "says 20"),
    ("hospital_medical", 2013, with_note("By a page that is none [XYZ9]."), "cites XYZ9"),
    ("warm_aid", 2018, with_note("Free."), "[LDWB20B] was written later"),
]


@pytest.mark.parametrize(("plan", "year", "plant", "said"), PLANTED)
def test_a_planted_fault_is_found(plan, year, plant, said):
    (version,) = (each for each in mb.get_plan(plan).versions if each.effective_from.year == year)
    found = faults_in(plan, plant(version))
    assert any(said in fault for fault in found), found
