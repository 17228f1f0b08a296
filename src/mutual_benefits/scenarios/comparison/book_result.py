"""The sums of a claim, or of a table of claims, under one of the rule books that are compared."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import NamedTuple

from ..._validation import words_of
from ...assessment.assess import assess
from ...assessment.assessment import Assessment
from ...claims import Claim
from ...formatting import refusal
from ...sources import Text
from ...usage import Usage
from ..labelled_book import LabelledBook, benefit_names
from ..sums import Sums
from .attribution import SumsWithChanges
from .periods import BookAnswers, one_version
from .rerun import (
    FAILURES,
    AppliedVersion,
    ClaimsTable,
    IntermediateBooks,
    claim_run,
    sums_of,
    table_run,
    told_to,
    total_of,
)


class BookResult(NamedTuple):
    """The sums of the claims under one rule book, and the function that assesses them again."""

    answers: BookAnswers
    claims: int
    answered: int
    status: str | None
    reason: str | None
    total: Sums | None
    parts: Mapping[str, Sums]
    statuses: Mapping[str, str]
    run_between: Callable[[IntermediateBooks], SumsWithChanges]
    """What assesses the claims under the rule books between this one and another."""
    why: Text | None = None


def claim_under(
    claim: Claim, book: LabelledBook, usage: Usage | None, declared: Container[str]
) -> BookResult:
    """The result of a claim, which tells each rule book those of the declared facts that it declares."""
    own = told_to(claim, book.plan, declared)

    def run_between(books: IntermediateBooks) -> SumsWithChanges:
        plan, _ = books.plan_with(frozenset())
        return claim_run(told_to(claim, plan, declared), books, usage)

    try:
        applied = AppliedVersion(book.prepared.answer_for(own)[0].written, book.prepared.readings)
        result = assess(own, plan=book.plan, readings=book.readings, usage=usage)
    except FAILURES as wrong:
        answers = BookAnswers(book, None, ())
        return BookResult(answers, 1, 0, "invalid", str(wrong), None, {}, {}, run_between, words_of(wrong))
    return BookResult(
        answers=BookAnswers(book, applied, (applied.version.effective_from,)),
        claims=1,
        answered=1,
        status=result.status,
        reason=result.reason,
        why=_refusal(result),
        total=sums_of(result),
        parts={part.benefit: sums_of(part) for part in result.entitlements},
        statuses={part.benefit: part.status for part in result.entitlements},
        run_between=run_between,
    )


def _refusal(result: Assessment) -> Text | None:
    """The reason of a refusal in words, which may be the rule book's own."""
    parts = (part.refusal for part in result.entitlements if part.reason == result.reason)
    return None if result.reason is None else refusal(result.reason, next(parts, None))


def table_under(table: ClaimsTable, books: Sequence[LabelledBook]) -> list[BookResult]:
    """The result of a table under each rule book; its sums are those of the claims that every one answers."""
    assessed = [table.under(book.plan, book.readings) for book in books]
    answered = assessed[0]["low_fen"].is_not_null()
    for frame in assessed[1:]:
        answered &= frame["low_fen"].is_not_null()

    def run_between(books: IntermediateBooks) -> SumsWithChanges:
        return table_run(table, books, answered)

    results = []
    for book, frame in zip(books, assessed, strict=True):
        rows = frame.filter(answered)
        parts = {
            column.removesuffix("_fen"): column
            for column in rows.columns
            if column.endswith("_fen") and column not in table.rows.columns
        }
        benefits = [code for code in benefit_names(book) if code in parts]
        sums = {
            code: total_of(rows, *(parts.get(f"{code}_{end}", parts[code]) for end in ("low", "high")))
            for code in benefits
        }
        total = total_of(rows, "low_fen", "high_fen")
        days = rows["version"]
        answers = BookAnswers(book, one_version(book, days.unique().to_list()), days)
        results.append(BookResult(answers, len(frame), len(rows), None, None, total, sums, {}, run_between))
    return results
