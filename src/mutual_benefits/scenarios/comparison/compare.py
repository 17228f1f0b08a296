"""Puts one claim, or a table of claims, to several rule books, and finds why they differ."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ...assessment.assess import assess
from ...claims import Claim
from ...errors import InvalidScenario
from ...rulebook.plan import Plan
from ...sources import Text
from ...usage import Usage
from ...vocabulary import both
from ..book import Book
from ..claim_table import read_table
from ..labelled_book import LabelledBook, benefits_of, labelled_book
from ..progress import Progress
from ..sums import Sums, bounds_of, shift_of
from .attribution import SumsWith, attributed
from .contrast import Case, CaseBenefit, Contrast
from .periods import Answered, between_of, one_version
from .rerun import FAILURES, ClaimsTable, Differing, Rules, claim_run, sums_of, table_run, total_of
from .result import Comparison


def compare(
    claims: Any,
    books: Sequence[Book | Mapping[str, str]],
    *,
    readings: Mapping[str, str] | None = None,
    usage: Usage | None = None,
    plan: str | None = None,
    attribute: bool = True,
    progress: Progress | bool | None = None,
) -> Comparison:
    """What a claim, or a table of claims, comes to under several rule books, and why it differs.

    The first book is the base. For each other book every term that differs is changed by itself in the
    base, and changed back by itself in that book, and the claims are worked out again; then all are
    changed one after the other (see `Contrast`). What is built otherwise (a benefit that is new, a limit
    that is gone) is exchanged as a whole, as long as a valid rule book results; what only stands
    together is exchanged together, and named. With `n` differences that takes about `3 n` runs, of some
    hundredths of a second each for a claim.

    Where several versions answer a table, the differences of each are found apart, and their paths begin
    with its first day: `2010-06-01: living_allowance.rate.100`. Books that sell several products side by
    side, each from days of its own, differ in one step, `rest`.

    Args:
        claims: a `Claim`, or a table as `assess_table` takes it.
        books: two or more of: the code of a plan, a plan of your own, one version, shipped or amended
            (as if always in force), or a mapping of readings under which to ask the library's plan.
        readings: readings for all books, which the readings of one book overrule.
        usage: what was used of the limits before the claim, or before the table begins.
        plan: the plan's code; may be left out where the claim, a book or the column `plan` tells it.
        attribute: False leaves out why they differ, which takes time.
        progress: a callable such as `tqdm.tqdm`; tqdm itself on a terminal if left out or True; False
            for none. It counts the differences of a table.

    Raises:
        InvalidScenario: there are fewer than two books, or it is not known which plan is meant.
        InvalidTable: as for `assess_table`.
        UnknownPlan, UnknownReading: as for `assess`.
        MissingExtra: a table is given, and Polars or narwhals is not installed.

    >>> from datetime import date
    >>> import mutual_benefits as mb
    >>> claim = mb.Claim(
    ...     id="C-1", member="M-1",
    ...     enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    ...     event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25),
    ... )
    >>> found = compare(claim, mb.get_plan("accident").versions)
    >>> for step in found.contrasts[0].steps:
    ...     print(step.name, step.shift.amount, "→", step.low)
    Living allowance, rate, tier 100 300.00 → 1200.00
    limit “living allowance days of an injury without a disability grade” 400.00 → 1600.00
    """
    books = list(books)
    if len(books) < 2:
        raise InvalidScenario(f"{len(books)} rule books are given; give two or more, the base first")
    watched = not isinstance(claims, Claim) and progress
    table = None if isinstance(claims, Claim) else read_table(claims, plan, books)
    own = claims.enrolment.plan if isinstance(claims, Claim) else table[1]  # type: ignore[index]
    sides = [labelled_book(book, _code(book, own), readings) for book in books]
    labels = _told_apart(sides)
    if isinstance(claims, Claim):
        found = [_claim_under(claims, side, usage) for side in sides]
    else:
        found = _table_under(ClaimsTable(table[0], usage), sides)  # type: ignore[index]
    names = benefits_of(*sides)
    cases = tuple(
        Case(
            label=label,
            version=one.by.rules.version.effective_from if one.by.rules else None,
            status=one.status,
            reason=one.reason,
            parts=tuple(
                CaseBenefit(benefit=code, status=one.statuses.get(code), sum=bounds_of(one.parts[code]))
                for code in names
                if code in one.parts
            ),
            total=None if one.total is None else bounds_of(one.total),
        )
        for one, label in zip(found, labels, strict=True)
    )
    counted = [one.claims for one in found]
    return Comparison(
        plan=own,
        claims=min(counted),
        unanswered=found[0].asked - min(counted),
        names=tuple(names.items()),
        cases=cases,
        contrasts=tuple(
            _contrast(own, (found[0], one), (labels[0], label), list(names), attribute, watched)
            for one, label in zip(found[1:], labels[1:], strict=True)
        ),
    )


class BookResult(NamedTuple):
    """What one rule book makes of the claims, and how to ask it again between itself and another."""

    by: Answered
    asked: int
    claims: int
    status: str | None
    reason: str | None
    total: Sums | None
    parts: Mapping[str, Sums]
    statuses: Mapping[str, str]
    again: Any
    """Takes what differs and gives the function that runs the claims again."""


def _claim_under(claim: Claim, side: LabelledBook, usage: Usage | None) -> BookResult:
    told = claim
    if side.plan.code != claim.enrolment.plan:
        told = claim.model_copy(
            update={"enrolment": claim.enrolment.model_copy(update={"plan": side.plan.code})}
        )
    try:
        rules = Rules(side.prepared.answer_for(told)[0].written, side.prepared.readings)
        result = assess(told, plan=side.plan, readings=side.readings, usage=usage)
    except FAILURES as wrong:
        return BookResult(Answered(side, None, ()), 1, 0, "invalid", str(wrong), None, {}, {}, None)
    parts = {part.benefit: part for part in result.entitlements}

    def again(between: Differing) -> SumsWith:
        return claim_run(claim, between, usage)

    return BookResult(
        Answered(side, rules, (rules.version.effective_from,)),
        1,
        1,
        result.status,
        result.reason,
        sums_of(result),
        {code: sums_of(part) for code, part in parts.items()},
        {code: part.status for code, part in parts.items()},
        again,
    )


def _table_under(table: ClaimsTable, sides: Sequence[LabelledBook]) -> list[BookResult]:
    done = [table.under(side.plan, side.readings) for side in sides]
    answered = done[0]["low_fen"].is_not_null()
    for one in done[1:]:
        answered &= one["low_fen"].is_not_null()

    def again(between: Differing) -> SumsWith:
        return table_run(table, between, answered)

    found = []
    for side, whole in zip(sides, done, strict=True):
        rows = whole.filter(answered)
        parts = {
            column.removesuffix("_fen"): column
            for column in rows.columns
            if column.endswith("_fen") and column not in table.rows.columns
        }
        benefits = [code for code in benefits_of(side) if code in parts]
        sums = {
            code: total_of(rows, *(parts.get(f"{code}_{end}", parts[code]) for end in ("low", "high")))
            for code in benefits
        }
        total = total_of(rows, "low_fen", "high_fen")
        days = rows["version"]
        by = Answered(side, one_version(side, days.unique().to_list()), days)
        found.append(BookResult(by, len(whole), len(rows), None, None, total, sums, {}, again))
    return found


def _contrast(
    code: str,
    cases: tuple[BookResult, BookResult],
    labels: tuple[Text, Text],
    benefits: Sequence[str],
    asked: bool,
    progress: Progress | bool | None,
) -> Contrast:
    """The second of two cases against the first."""
    before, after = cases
    whole = shift_of(before.total, after.total)
    said: dict[str, Any] = {"effects": (), "steps": (), "interaction": None}
    if asked and before.total is not None and after.total is not None:
        between = between_of(code, before.by, after.by)
        pieces = between.pieces if between else ()
        start = before.total
        run: SumsWith = before.again(between) if between else lambda _: start
        said = attributed(pieces, run, start, after.total, progress)._asdict()
    nothing = Sums(0, 0)
    parts = [(one, before.parts.get(one, nothing), after.parts.get(one, nothing)) for one in benefits]
    shifts = [(one, shift_of(old, new)) for one, old, new in parts] if whole else []
    return Contrast(
        before=labels[0],
        after=labels[1],
        difference=whole,
        benefits=tuple((one, shift) for one, shift in shifts if shift is not None),
        start=None if before.total is None else bounds_of(before.total),
        end=None if after.total is None else bounds_of(after.total),
        **said,
    )


def _code(book: Any, own: str) -> str:
    """The code of the plan that a book is of: a version answers for the plan in question."""
    return book.code if isinstance(book, Plan) else book if isinstance(book, str) else own


def _told_apart(sides: Sequence[LabelledBook]) -> list[Text]:
    """What each side is called, with a number where two are called alike."""
    labels = [side.label for side in sides]
    return [
        both(f"{label.en} ({place})", f"{label.zh}（{place}）") if labels.count(label) > 1 else label
        for place, label in enumerate(labels, start=1)
    ]
