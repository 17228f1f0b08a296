"""Several errors in one claim or one row: which is named, the same in `assess` and in tables.

The order is that of the questions: can the row be read, which product, which version, does it answer such
an event, has it the fee tier, has its table a row for each fact of a claimed benefit.
"""

import re
from datetime import date
from itertools import combinations, pairwise

import polars as pl
import pytest
import strategies_tables as our
from small_plans import FIRST, SOURCED, benefit, by, figure, plan, version

import mutual_benefits as mb
from mutual_benefits.rules import ExcludedCauses, LumpSum, PerDiem, WithinCover

ORDER = (
    "unknown_product",
    "no_version_in_force",
    "not_covered",
    "unknown_fee_tier",
    "unknown_cause",
    "unknown_injury_kind",
    "refused",
)
"""Errors of a claim in the order in which they are named; a refusal comes after all of them."""

RAISED = {
    "unknown_product": mb.UnknownProduct,
    "no_version_in_force": mb.NoVersionInForce,
    "not_covered": mb.NotCovered,
    "unknown_fee_tier": mb.UnknownFeeTier,
    "unknown_cause": mb.NoSuchRow,
    "unknown_injury_kind": mb.NoSuchRow,
}
TIER = mb.FeeTier(code="50", ordinary=1, high_risk=1, **SOURCED)
DEATH = benefit(LumpSum, "death", when="died", sum=by("cause", {"rope": 100, "net": 200}))
DAYS = benefit(PerDiem, "days", days="hospital_days", rate=by("injury_kind", {"burn": 1, "cut": 2}))
SICK = benefit(LumpSum, "sick", "diagnosis", when="disease", sum=figure(300))
COVER = (WithinCover(years=figure(1), **SOURCED),)
OLD = version(DEATH, DAYS, fee_tiers=(TIER,), conditions=COVER, product="rope")
NEW = version(
    DEATH, DAYS, SICK, fee_tiers=(TIER,), conditions=COVER, product="rope", effective_from=date(2021, 1, 1)
)
NEWEST = version(SICK, fee_tiers=(TIER,), conditions=COVER, product="rope", effective_from=date(2022, 1, 1))
OWN = plan(OLD, NEW, NEWEST)


def facts(*errors):
    """The cells of a row that has these errors, and no other."""
    cells = {
        "happened_on": date(2021, 6, 1),
        "cover_from": date(2021, 1, 1),
        "product": "rope",
        "fee_tier": "50",
        "died": True,
        "hospital_days": 3,
        "cause": "rope",
        "injury_kind": "burn",
        "disease": None,
    }
    if "no_version_in_force" in errors:
        cells |= {"happened_on": date(2019, 12, 31), "cover_from": date(2019, 1, 1)}
    elif "not_covered" in errors:
        cells |= {"happened_on": date(2022, 6, 1), "cover_from": date(2022, 1, 1)}
    if "refused" in errors:
        cells |= {"cover_from": date(2000, 1, 1)}
    wrong = {"unknown_product": "product", "unknown_fee_tier": "fee_tier"}
    wrong |= {"unknown_cause": "cause", "unknown_injury_kind": "injury_kind"}
    return cells | {wrong[error]: "odd" for error in errors if error in wrong}


def first_of(errors):
    return min(errors, key=ORDER.index)


def by_claim(cells):
    """The reason that a claim of these cells gives, as a table would name it."""
    enrolment = mb.Enrolment(plan="small", **{n: cells[n] for n in ("cover_from", "product", "fee_tier")})
    names = ("happened_on", "died", "hospital_days", "cause", "injury_kind")
    event = mb.Injury(**{name: cells[name] for name in names})
    told = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event)
    try:
        return mb.assess(told, plan=OWN).reason
    except mb.MutualBenefitsError as error:
        (name,) = [
            name
            for name, kind in RAISED.items()
            if type(error) is kind and (kind is not mb.NoSuchRow or f"event.{name[8:]} is" in str(error))
        ]
        return name


def every_mix():
    """All sets of errors of a claim; a day has one version, so the two errors of a day exclude each other."""
    mixes = [mix for size in range(len(ORDER) + 1) for mix in combinations(ORDER, size)]
    return [mix for mix in mixes if not {"no_version_in_force", "not_covered"} <= {*mix}]


def expected(mix):
    return None if not mix else "out_of_cover" if first_of(mix) == "refused" else first_of(mix)


def test_a_claim_names_the_first_of_its_errors():
    mixes = every_mix()
    assert {pair for pair in pairwise(ORDER) if pair in mixes} == {*pairwise(ORDER)} - {
        ("no_version_in_force", "not_covered")
    }
    for mix in mixes:
        assert by_claim(facts(*mix)) == expected(mix), mix


@pytest.mark.parametrize("engine", our.ENGINES)
def test_a_row_names_the_first_of_its_errors_on_every_engine(engine):
    mixes = every_mix()
    frame = pl.DataFrame(
        [facts(*mix) | {"row": number} for number, mix in enumerate(mixes)],
        schema_overrides={"disease": pl.String},
    )
    done = our.dicts(mb.assess_table(our.ENGINES[engine].make(frame), plan=OWN, unit="fen"))
    done.sort(key=lambda row: row["row"])
    for row, mix in zip(done, mixes, strict=True):
        assert row["reason"] == expected(mix), mix
        invalid = bool(mix) and mix != ("refused",)
        assert row["status"] == ("invalid" if invalid else "refused" if mix else "payable")
        assert (row["total_fen"] is None) == invalid


def test_an_event_before_the_first_version_of_a_kind_that_none_answers_has_no_version():
    """The two errors of a day in one row: the plan has no version on the day, and none for a child."""
    day = date(2019, 12, 31)
    cells = {"happened_on": [day, FIRST], "cover_from": [day, FIRST], "fee_tier": ["50"] * 2}
    cells |= {"kind": ["home_loss"] * 2}
    done = mb.assess_table(pl.DataFrame(cells), plan=OWN, unit="fen")
    assert done["reason"].to_list() == ["no_version_in_force", "not_covered"]
    for day_, error in ((day, mb.NoVersionInForce), (FIRST, mb.NotCovered)):
        enrolment = mb.Enrolment(plan="small", cover_from=day_, fee_tier="50")
        told = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=mb.HomeLoss(happened_on=day_))
        with pytest.raises(error):
            mb.assess(told, plan=OWN)


@pytest.mark.parametrize("tier", [None, "odd"])
def test_a_version_that_answers_no_such_event_is_named_before_the_fee_tier(tier):
    """The smallest case: both are wrong, and the kind of event is named."""
    cells = facts("not_covered") | {"fee_tier": tier}
    assert by_claim(cells) == "not_covered"
    frame = pl.DataFrame([cells], schema_overrides={"disease": pl.String, "fee_tier": pl.String})
    assert mb.assess_table(frame, plan=OWN, unit="fen")["reason"].to_list() == ["not_covered"]


BAD_CELLS = {
    "cover_from": None,
    "notified_on": date(2000, 1, 1),
    "hospital_days": -1,
    "disability_grade": 11,
    "shares": 0,
    "occupation": "pirate",
    "member": None,
}
SOUND = {
    "notified_on": None,
    "disability_grade": None,
    "shares": 1,
    "occupation": "ordinary",
    "member": "M-1",
}


@pytest.mark.parametrize("cell", BAD_CELLS)
def test_a_cell_that_cannot_be_read_is_named_before_any_other_error(cell):
    mixes = [(), *((error,) for error in ORDER), ORDER[:1] + ORDER[3:], ORDER[:2] + ORDER[3:]]
    rows = [SOUND | facts(*mix) | {cell: BAD_CELLS[cell]} for mix in mixes]
    types = {"disease": pl.String, "notified_on": pl.Date, "disability_grade": pl.Int64, "member": pl.String}
    done = mb.assess_table(
        pl.DataFrame(rows, schema_overrides=types | {"cover_from": pl.Date}), plan=OWN, unit="fen"
    )
    assert done["reason"].to_list() == [f"invalid_{cell}"] * len(mixes)


@pytest.mark.parametrize("pair", [*combinations(BAD_CELLS, 2)], ids="+".join)
def test_of_two_cells_that_cannot_be_read_the_one_in_the_order_of_fields_is_named(pair):
    """Days first, then whole numbers, then words, then the member."""
    row = SOUND | facts() | {cell: BAD_CELLS[cell] for cell in pair}
    types = {"disease": pl.String, "notified_on": pl.Date, "disability_grade": pl.Int64, "member": pl.String}
    frame = pl.DataFrame([row], schema_overrides=types | {"cover_from": pl.Date})
    assert mb.assess_table(frame, plan=OWN, unit="fen")["reason"].to_list() == [f"invalid_{pair[0]}"]


def test_a_wrong_plan_or_reading_is_named_before_anything_in_the_claim():
    enrolment = mb.Enrolment(plan="other", cover_from=FIRST, product="odd", fee_tier="odd")
    told = mb.Claim(
        id="C-1", member="M-1", enrolment=enrolment, event=mb.Injury(happened_on=date(2000, 1, 1))
    )
    with pytest.raises(mb.UnknownPlan, match="the claim is for plan 'other'; the plan given is 'small'"):
        mb.assess(told, plan=OWN, readings={"colour": "red"})
    with pytest.raises(mb.UnknownPlan, match="other"):
        mb.assess(told, readings={"colour": "red"})
    own = told.model_copy(update={"enrolment": enrolment.model_copy(update={"plan": "small"})})
    with pytest.raises(mb.UnknownReading, match="no reading 'colour'"):
        mb.assess(own, plan=OWN, readings={"colour": "red"})
    with pytest.raises(mb.UnknownProduct):
        mb.assess(own, plan=OWN)


def test_of_two_conditions_that_fail_the_first_gives_the_reason():
    causes = ExcludedCauses(causes=("rope",), **SOURCED)
    for conditions, reason in (((*COVER, causes), "out_of_cover"), ((causes, *COVER), "excluded_cause")):
        own = plan(version(benefit(LumpSum, "sum", when="died", sum=figure(9)), conditions=conditions))
        cells = {"happened_on": [FIRST], "cover_from": [date(2000, 1, 1)], "died": [True], "cause": ["rope"]}
        assert mb.assess_table(pl.DataFrame(cells), plan=own, unit="fen")["reason"].to_list() == [reason]
        enrolment = mb.Enrolment(plan="small", cover_from=date(2000, 1, 1))
        event = mb.Injury(happened_on=FIRST, died=True, cause="rope")
        told = mb.Claim(id="C-1", member="M-1", enrolment=enrolment, event=event)
        assert mb.assess(told, plan=own).reason == reason


def test_the_docstring_of_assess_lists_its_errors_in_the_order_in_which_they_are_raised():
    """A claim with every fault, which are mended one after the other."""
    listed = re.findall(r"^ +([A-Z]\w+): ", mb.assess.__doc__.partition("Raises:")[2], re.MULTILINE)
    stay = mb.HospitalStay(happened_on=date(1990, 5, 4), days=3)
    facts = {"plan": "nothing", "product": "x", "fee_tier": "99", "cover_from": date(1990, 1, 1)}
    later = {"cover_from": date(2016, 1, 1), "happened_on": date(2016, 5, 4)}
    raised, readings, event = [], {"nothing": "x"}, stay
    for mended in ({}, {"plan": "accident"}, {"readings": {}}, {"product": None}, later, {"injury": True}):
        readings = mended.pop("readings", readings)
        if "happened_on" in mended:
            event = event.model_copy(update={"happened_on": mended.pop("happened_on")})
        if mended.pop("injury", False):
            event = mb.Injury(happened_on=event.happened_on)
        facts |= mended
        told = mb.Claim(id="C-1", member="M-1", enrolment=mb.Enrolment(**facts), event=event)
        with pytest.raises(mb.MutualBenefitsError) as caught:
            mb.assess(told, readings=readings)
        raised.append(type(caught.value).__name__)
    assert [name for name in listed if name in raised] == raised
