"""A term amended to 0 or to its greatest value is tested like any other: no crash, and no false alarm."""

import pytest
from small_plans import SOURCED, benefit, between, figure, limit, plan, version
from strategies_tables import THOROUGH

import mutual_benefits as mb
from mutual_benefits import rules
from mutual_benefits.rulebook.amendment import most_of, outward
from mutual_benefits.rulebook.term_path import places
from mutual_benefits.testing import laws
from mutual_benefits.vocabulary import both

TOLD = {"words": both("not within bounds", "不在范围内")} | SOURCED
COVER = rules.WithinCover(years=figure(1), **SOURCED)
NIGHTLY = benefit(rules.PerDiem, "nightly", "hospital_stay", days="nights", rate=figure(100))
COSTS = benefit(rules.ExpenseShare, "costs", "medical_expense", share=figure(5_000))
GRADED = benefit(
    rules.GradedSum, "graded", grades=("disability_grade", "injury_kind"), kinds=("fracture",),
    maximum=figure(10_000), percentage=figure(5_000), other_kinds=figure(1),
)  # fmt: skip
SHARED = benefit(
    rules.LumpSum, "shared", when="died", sum=between(0, None), per_share=True, most_shares=figure(4),
    limits=(limit("sum", "fen", 4_000),),
)  # fmt: skip
OWN = plan(
    version(
        NIGHTLY,
        COSTS,
        GRADED,
        SHARED,
        conditions=(
            COVER,
            rules.Waiting(days=figure(30), waiver=figure(1), **SOURCED),
            rules.ClaimWindow(years=figure(3), **SOURCED),
            rules.CoverEnds(limit=limit("payments", "payment", 1), benefits=("costs",), **SOURCED),
            rules.AgeLimit(least=figure(16), below=figure(61), **SOURCED),
            rules.NumberBounds(
                fact="nights", at_least=figure(2), reason="few", benefits=("nightly",), **TOLD
            ),
            rules.NumberBounds(
                fact="self_paid", at_least=figure(5), unit="fen", reason="little", benefits=("costs",), **TOLD
            ),
        ),
    )
)
BOOKS = {"own": OWN} | {book.code: book for book in mb.all_plans()}


def ends(book):
    """Each term with 0 and with its greatest value."""
    for one in book.as_known().versions:
        for place in places(one):
            if place.path.split(".")[0] not in ("fee", "group"):
                yield from ((one, place.path, outward(end, place.unit)) for end in (0, most_of(place.unit)))


def amended(book, one, path, end):
    """The plan with one term amended; None where that is no change, or contradicts another term."""
    try:
        other = one.amend({path: end}, label="end")
    except (mb.InvalidAmendment, mb.InvalidPlan):
        return None
    versions = (other if each is one else each for each in book.as_known().versions)
    return mb.Plan(code=book.code, name=book.name, versions=tuple(versions)), other


def faults(book, other, claims):
    def pay(claim):
        return {part.benefit: part.amount for part in mb.assess(claim, plan=book).entitlements}

    for check in (laws.check, laws.differential):
        yield from check(pay, book, version=other, max_examples=claims).violations


CHOSEN = {
    ("within_cover.years", 0),
    ("waiting.days", 0),
    ("waiting.days", 100_000),
    ("age_limit.below", 0),
    ("limits.payments", 0),
    ("shared.most_shares", 0),
    ("graded.other_kinds", 0),
    ("number_bounds.nights+nightly.at_least", 100_000),
    ("number_bounds.self_paid+costs.at_least", 10**11),
}
"""Ends at which the kit once failed or gave a false alarm, and the like; the thorough profile tries all."""


def tried():
    for name, book in BOOKS.items() if THOROUGH else [("own", OWN)]:
        for one, path, end in ends(book):
            if THOROUGH or (path, end) in CHOSEN:
                yield pytest.param(book, one, path, end, id=f"{name} {one.effective_from} {path} {end}")


@pytest.mark.parametrize(("book", "one", "path", "end"), tuple(tried()))
def test_a_term_at_its_end_is_no_fault_of_a_right_payout(book, one, path, end):
    draft = amended(book, one, path, end)
    if draft is not None:
        assert not list(faults(*draft, claims=8))


def test_the_chosen_ends_exist():
    assert {(path, end) for _, path, end in ends(OWN)} >= CHOSEN
