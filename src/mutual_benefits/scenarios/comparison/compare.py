"""Compares the sums of a claim, or a table of claims, under several rule books."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ..._arguments import checked
from ..._texts import both
from ...claims import Claim
from ...errors import InvalidScenario
from ...rulebook.registry.book import AnyPlan, Book
from ...rules.own_facts import facts_declared
from ...sources import Text
from ...usage import Usage
from ..claim_table import MoneyUnit, check_money_unit, read_table
from ..labelled_book import LabelledBook, benefit_names, claim_plan, code_of, labelled_book, plan_named
from ..progress import Progress
from ..sums import Sums, bounds_of, shift_of
from .attribution import Attribution, SumsWithChanges, attribution_of
from .book_result import BookResult, claim_under, table_under
from .contrast import Case, CaseBenefit, Contrast
from .periods import books_between
from .rerun import ClaimsTable
from .result import Comparison

if TYPE_CHECKING:
    from narwhals.stable.v2.typing import IntoFrame


@checked
def compare(
    claims: "Claim | IntoFrame",
    books: Sequence[Book | Mapping[str, str]],
    *,
    readings: Mapping[str, str] | None = None,
    usage: Usage | None = None,
    plan: AnyPlan | None = None,
    unit: MoneyUnit | None = None,
    attribute: bool = True,
    progress: Progress | bool | None = None,
) -> Comparison:
    """Compares the sums of a claim, or a table of claims, under several rule books, and explains differences.

    The first book is the base. For each other book every term that differs is changed alone in the
    base, and changed back alone in that book, and the claims are assessed again; then all are
    changed one after the other (see `Contrast`). A part with another structure (a new benefit, a limit
    that was removed) is exchanged as a whole, if a valid rule book results; parts that are only valid
    together are exchanged in one step, which names them. With `n` differences that takes about `3 n` runs,
    of some hundredths of a second each for a claim.

    Where several versions answer a table, each version has its own differences, whose paths begin
    with its first day: `2010-06-01: living_allowance.rate.100`. Books that sell several products side by
    side, from different days, differ in one step, `rest`.

    Args:
        claims: a `Claim`, or a table as `assess_table` takes it.
        books: two or more rule books, each a plan's code or name, a `Plan`, or one version, as if always in
            force; or a mapping of readings for `plan`, or else for the library's plan.
        readings: readings for all books; the readings of a single book take precedence.
        usage: the use of the limits before the claim, or before the table begins.
        plan: the plan, by its code or its name, or a `Plan`;
            may be left out if the claim, a book or the column `plan` names it.
        unit: the unit of whole numbers of money in a table, `fen` or `yuan`, as for `assess_table`.
        attribute: False leaves out the effects and steps, which take time.
        progress: a callable such as `tqdm.tqdm`; tqdm itself, on a terminal or in a notebook, if
            left out or True; False for none. It counts the differences of a table.

    Raises:
        InvalidScenario: there are fewer than two books, or no argument names the plan.
        InvalidTable: as for `assess_table`.
        UnknownPlan, UnknownReading: as for `assess`.
        MissingExtra: `claims` is a table, and Polars or narwhals is not installed.

    >>> from datetime import date
    >>> import mutual_benefits as mb
    >>> claim = mb.Claim(
    ...     id="C-1", member="M-1",
    ...     enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    ...     event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25),
    ... )
    >>> comparison = compare(claim, mb.get_plan("accident").versions)
    >>> for step in comparison.contrasts[0].steps:
    ...     print(step.name, step.shift.amount, "→", step.low)
    Living allowance, rate, tier 100 300.00 → 1200.00
    limit “living allowance days of an injury without a disability grade” 400.00 → 1600.00
    """
    check_money_unit(unit)
    books = list(books)
    if len(books) < 2:
        raise InvalidScenario(
            both(
                f"books has length {len(books)}; give two or more rule books, the base first",
                f"books 有 {len(books)} 个；请给出两个以上的条款，基准在前",
            ),
            field="books",
            given=books,
        )
    bar: Progress | bool | None = False
    if isinstance(claims, Claim):
        of = claim_plan(claims, plan)
        labelled = [labelled_book(book, plan_named(None, book) or of, readings) for book in books]
        declared = facts_declared(version for book in labelled for version in book.plan.versions)
        results = [claim_under(claims, book, usage, declared) for book in labelled]
    else:
        rows, of = read_table(claims, plan, books, unit)
        bar = progress
        labelled = [labelled_book(book, plan_named(None, book) or of, readings) for book in books]
        results = table_under(ClaimsTable(rows, usage), labelled)
    code, labels = code_of(of), _distinct_labels(labelled)
    names = benefit_names(*labelled)
    answered = min(result.answered for result in results)
    return Comparison(
        plan=code,
        claims=answered,
        unanswered=results[0].claims - answered,
        claim=claims if isinstance(claims, Claim) else None,
        facts=tuple({n: t for book in labelled for n, t in book.prepared.words.names_of_facts}.items()),
        names=tuple(names.items()),
        cases=tuple(_case(result, label, names) for result, label in zip(results, labels, strict=True)),
        contrasts=tuple(
            _contrast(code, (results[0], result), (labels[0], label), list(names), attribute, bar)
            for result, label in zip(results[1:], labels[1:], strict=True)
        ),
    )


def _case(result: BookResult, label: Text, names: Iterable[str]) -> Case:
    applied = result.answers.applied
    return Case(
        label=label,
        version=applied.version.effective_from if applied else None,
        status=result.status,
        reason=result.reason,
        why=result.why,
        parts=tuple(
            CaseBenefit(benefit=code, status=result.statuses.get(code), sum=bounds_of(result.parts[code]))
            for code in names
            if code in result.parts
        ),
        total=None if result.total is None else bounds_of(result.total),
    )


def _contrast(
    code: str,
    results: tuple[BookResult, BookResult],
    labels: tuple[Text, Text],
    benefits: Sequence[str],
    attribute: bool,
    progress: Progress | bool | None,
) -> Contrast:
    before, after = results
    whole = shift_of(before.total, after.total)
    attribution = Attribution((), (), None)
    if attribute and before.total is not None and after.total is not None:
        books = books_between(code, before.answers, after.answers)
        start = before.total
        run: SumsWithChanges = before.run_between(books) if books else lambda _: start
        attribution = attribution_of(books.changes if books else (), run, start, after.total, progress)
    zero = Sums(0, 0)
    parts = [(name, before.parts.get(name, zero), after.parts.get(name, zero)) for name in benefits]
    shifts = [(name, shift_of(old, new)) for name, old, new in parts] if whole else []
    return Contrast(
        before=labels[0],
        after=labels[1],
        difference=whole,
        benefits=tuple((name, shift) for name, shift in shifts if shift is not None),
        start=None if before.total is None else bounds_of(before.total),
        end=None if after.total is None else bounds_of(after.total),
        **attribution._asdict(),
    )


def _distinct_labels(books: Sequence[LabelledBook]) -> list[Text]:
    """The label of each book, with its number if two have the same label."""
    labels = [book.label for book in books]
    return [
        both(f"{label.en} ({place})", f"{label.zh}（{place}）") if labels.count(label) > 1 else label
        for place, label in enumerate(labels, start=1)
    ]
