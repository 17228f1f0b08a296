"""An oracle of revaluations: plain sums over the assessments of every claim, one after the other."""

from collections import Counter
from datetime import date, timedelta
from itertools import takewhile

from strategies_tables import source_of

import mutual_benefits as mb
from mutual_benefits import scenarios
from mutual_benefits.assessment.desk import Desk
from mutual_benefits.money import to_fen
from mutual_benefits.rulebook.registry.book import plan_of
from mutual_benefits.scenarios.labelled_book import labelled_book

WAYS = ("gain", "lose", "stay", "open")
AMENDED = {
    "accident": {"living_allowance.rate.100": 90},
    "non_work_accident": {"death_sum.sum": 25_000},
    "female_illness": {"illness_sum.sum": 12_000},
    "critical_illness": {"illness_sum.sum": 12_000},
    "hospital_allowance": {"stay_allowance.waiting_days": 2},
    "hospital_medical": {"stay_share.share": 75},
    "warm_aid": {"stay_share.share.ordinary": 22},
}


def drafts(plan: str) -> list[mb.PlanVersion]:
    """Each version that has a figure at the path of `AMENDED`, amended."""
    found = []
    for version in mb.get_plan(plan).versions:
        try:
            found.append(version.amend(AMENDED[plan], label="draft"))
        except mb.MutualBenefitsError:
            continue
    return found


def continued(plan: str) -> mb.Plan:
    """The plan with a draft of its newest amended version from a later day on."""
    whole, draft = mb.get_plan(plan), drafts(plan)[-1]
    newest = whole.versions[-1].answers_from
    later = {"effective_from": newest + timedelta(300), "covers_from": None, "shown_until": None}
    return whole.model_copy(
        update={"versions": (*whole.versions, draft.model_copy(update=later | {"known_from": None}))}
    )


def until(before, after, plan: str) -> date:
    """The first day of the first version that the books do not share; the last of all if there is none."""
    versions = [
        [each.version for each in labelled_book(book, plan, None).prepared.versions]
        for book in (before, after)
    ]
    if any(isinstance(book, dict) and "version.date" in book for book in (before, after)):
        return date.min
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*versions, strict=False)))
    return min((each[shared].answers_from for each in versions if len(each) > shared), default=date.max)


def books(plan: str) -> list:
    """The rule books of a plan: versions, its code, the plan, drafts, and every option of its readings."""
    readings = source_of(plan).READINGS.get(plan, {}) | {"version.date": ("cover_start",)}
    options = [{name: option} for name, several in readings.items() for option in several]
    whole = [plan, mb.get_plan(plan), continued(plan)]
    return [*mb.get_plan(plan).versions, *whole, *drafts(plan), {}, *options]


def desk_of(book, plan: str) -> Desk:
    if isinstance(book, dict):
        return Desk(readings=book)
    return Desk(plan=plan_of(book, plan))


IN_ALL = "in all"
"""All benefits together, which may have a maximum that is less than the sum of theirs."""


def by_hand(claims: list[mb.Claim], desk: Desk) -> dict[str, dict | None]:
    """By claim id, the bounds of each benefit and of all in fen; None for a claim without an answer."""
    found = {}
    for claim in sorted(claims, key=lambda claim: (claim.event.happened_on, claim.id)):
        try:
            assessment = desk.assess(claim)
        except mb.MutualBenefitsError:
            found[claim.id] = None
            continue
        ends = [(part.benefit, part.low, part.high) for part in assessment.entitlements]
        ends.append((IN_ALL, assessment.low, assessment.high))
        found[claim.id] = {
            code: (to_fen(low), None if high is None else to_fen(high)) for code, low, high in ends
        }
    return found


def added(ends) -> tuple:
    ends = list(ends)
    return tuple(
        None if None in side else sum(side) for side in ([low for low, _ in ends], [high for _, high in ends])
    )


def difference(before: tuple, after: tuple) -> tuple:
    low = None if before[1] is None else after[0] - before[1]
    return low, None if after[1] is None else after[1] - before[0]


def way_of(movement: tuple) -> str:
    low, high = movement
    if low is not None and low > 0:
        return "gain"
    if high is not None and high < 0:
        return "lose"
    return "stay" if low == high == 0 else "open"


def fen(bounds: scenarios.Bounds) -> tuple:
    return tuple(None if end is None else to_fen(end) for end in (bounds.low, bounds.high))


def check_line(line: scenarios.Line, rows: list[tuple[tuple, tuple, tuple]]) -> None:
    """Compare a line with its claims, each given as (before, after, movement)."""
    moved = [(way_of(movement), movement) for _, _, movement in rows]
    counted = Counter(way for way, _ in moved)
    assert line.claims == len(rows)
    assert {way: getattr(line, way) for way in WAYS} == {way: counted[way] for way in WAYS}
    assert fen(line.before) == added(before for before, _, _ in rows)
    assert fen(line.after) == added(after for _, after, _ in rows)
    assert fen(line.movement) == added(movement for _, _, movement in rows)
    assert fen(line.gained) == added(movement for way, movement in moved if way == "gain")
    assert fen(line.opened) == added(movement for way, movement in moved if way == "open")
    low, high = added(movement for way, movement in moved if way == "lose")
    assert fen(line.lost) == (None if high is None else -high, None if low is None else -low)


def check(
    result: scenarios.Revaluation, claims: list[mb.Claim], one: dict, other: dict, differ_from: date
) -> None:
    codes = [code for code, _ in result.names]
    both = [claim for claim in claims if one[claim.id] is not None and other[claim.id] is not None]

    def row(claim: mb.Claim, wanted: list[str], still: tuple[str, ...]) -> tuple[tuple, tuple, tuple]:
        def ends(found: dict, names: list[str]) -> tuple:
            if names == codes:
                return found[claim.id][IN_ALL]
            return added(found[claim.id].get(code, (0, 0)) for code in names)

        moves = claim.event.happened_on >= differ_from
        moving = [code for code in wanted if moves and code not in still]
        movement = difference(ends(one, moving), ends(other, moving))
        return ends(one, wanted), ends(other, wanted), movement

    rows = {claim.id: row(claim, codes, result.same) for claim in both}
    assert result.claims == len(claims)
    check_line(result.total, list(rows.values()))
    for lines, what in (
        (result.by_tier, lambda claim: claim.enrolment.fee_tier),
        (result.by_year, lambda claim: claim.event.happened_on.year),
    ):
        found = {line.of: line for line in lines}
        assert len(found) == len(lines)
        values = {what(claim) for claim in both}
        assert set(found) == (values if values != {None} else set())
        for value, line in found.items():
            check_line(line, [rows[claim.id] for claim in both if what(claim) == value])
    by_benefit = {line.of: line for line in result.by_benefit}
    for code in codes:
        wanted = [row(claim, [code], result.same) for claim in both]
        wanted = [each for each in wanted if each[0] != (0, 0) or each[1] != (0, 0)]
        assert (code in by_benefit) == bool(wanted)
        if wanted:
            check_line(by_benefit[code], wanted)
    missed = [(one[claim.id] is None, other[claim.id] is None) for claim in claims]
    counted = Counter()
    for part in result.unanswered:
        counted[part.reason_before is not None, part.reason_after is not None] += part.claims
        assert (part.before is None) == (part.reason_before is not None)
        assert (part.after is None) == (part.reason_after is not None)
    assert counted == Counter(each for each in missed if any(each))
    stated = [move[0] for _, _, move in rows.values() if move[0] == move[1] and move[0]]
    assert sum(part.claims for part in result.distribution) == len(stated)
    for part in result.distribution:
        within = [move for move in stated if to_fen(part.least) <= move < to_fen(part.below)]
        assert (part.claims, to_fen(part.movement)) == (len(within), sum(within))
    check_largest(result, claims, {claim_id: movement for claim_id, (_, _, movement) in rows.items()})


def check_largest(result: scenarios.Revaluation, claims: list[mb.Claim], moves: dict) -> None:
    def sure(movement: tuple) -> int:
        way = way_of(movement)
        return movement[0] if way == "gain" else -movement[1] if way == "lose" else 0

    sizes = [(-sure(moves[claim.id]), row) for row, claim in enumerate(claims) if claim.id in moves]
    wanted = sorted(each for each in sizes if each[0] < 0)[:20]
    assert [moved.row for moved in result.largest] == [row for _, row in wanted]
    for moved in result.largest:
        claim = claims[moved.row]
        assert moved.claim == claim
        assert fen(moved.movement) == moves[claim.id]
