"""Assesses claims one by one, and prints a table of results or the explanation of one claim."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import IO, Literal, NamedTuple

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .. import formatting, vocabulary
from ..assessment.assessment import Assessment
from ..assessment.desk import Desk
from ..claims import Claim
from ..errors import (
    DuplicateClaim,
    InvalidTable,
    MutualBenefitsError,
    NoSuchRow,
    NotCovered,
    NoVersionInForce,
    UnknownFeeTier,
    UnknownPlan,
    UnknownProduct,
)
from ..rulebook.plan import Plan
from .chinese_headings import HEADINGS
from .claims_csv import CsvRow, Problem, read_claims

Lang = Literal["en", "zh"]
_MIN_WIDTH, _PIPED_WIDTH = 150, 100_000
_COLUMNS = (
    ("claim", "member", "plan", "event day", "version", "status", "amount", "reason"),
    ("申请", "会员", "活动", "出险日", "适用版本", "结果", "金额", "原因"),
)
_TEXTS = {
    "total": ("Total: {sum}", "合计：{sum}"),
    "counts": ("claims assessed: {n}{parts}", "已计算申请：{n} 件{parts}"),
    "parts": (" ({all})", "（{all}）"),
    "unread": ("rows not assessed: {n}", "未能计算：{n} 行"),
    "caveats": (
        "claims with caveats: {n} (--explain CLAIM_ID shows them)",
        "有说明事项的申请：{n} 件（用 --explain 加申请号查看）",
    ),
    "comma": (", ", "、"),
    "stop": ("; ", "；"),
}
_COLUMN_OF = {
    UnknownPlan: "plan",
    UnknownProduct: "product",
    UnknownFeeTier: "fee_tier",
    NotCovered: "kind",
    NoVersionInForce: None,
    NoSuchRow: None,
}


class AssessedClaims(NamedTuple):
    """The assessments of a file in its order, every problem, and the number of rows not assessed."""

    assessments: list[Assessment]
    problems: list[Problem]
    bad_rows: int


def print_report(
    file: IO[bytes], explain: str | None, lang: Lang, readings: dict[str, str], plan: Plan | None = None
) -> None:
    """Print the assessment of each claim, or explain one claim; problems go to standard error.

    `plan` is the user's own plan, in place of the library's.

    Raises:
        SystemExit: with 1, if a row could not be assessed.
    """
    name = getattr(file, "name", "<stdin>")
    try:
        assessed = _assess(read_claims(file.read(), headings=HEADINGS), readings, plan)
    except InvalidTable as error:
        click.echo(f"{name}: {error}", err=True)
        raise SystemExit(1) from None
    for problem in assessed.problems:
        click.echo(f"{name}: {problem}", err=True)
    if explain is None:
        _print_table(assessed, lang)
    else:
        _print_explanation(assessed, explain, lang)
    if assessed.problems:
        raise SystemExit(1)


def _assess(lines: Iterable[CsvRow], readings: Mapping[str, str], plan: Plan | None) -> AssessedClaims:
    desk, problems, by_line = Desk(readings=readings, plan=plan), [], {}
    line_of: dict[str, int] = {}
    rows = list(lines)
    claims = [(row.claim, row) for row in rows if row.claim is not None]
    for claim, row in sorted(claims, key=lambda pair: (pair[0].event.happened_on, pair[0].id)):
        try:
            by_line[row.line] = desk.assess(claim)
            line_of[claim.id] = row.line
        except DuplicateClaim:
            right = f"line {line_of[claim.id]} has a claim with this id; give each claim its own id"
            problems.append(Problem(row.line, row.heading_of("id"), claim.id, right))
        except tuple(_COLUMN_OF) as error:
            problems.append(_problem(claim, row, error))
    problems += [problem for row in rows for problem in row.problems]
    problems.sort(key=lambda problem: problem.line)
    assessments = [by_line[line] for line in sorted(by_line)]
    return AssessedClaims(assessments, problems, len(rows) - len(assessments))


def _problem(claim: Claim, row: CsvRow, error: MutualBenefitsError) -> Problem:
    field = _COLUMN_OF[type(error)]
    if field is None:
        return Problem(row.line, None, None, str(error))
    facts = {**claim.enrolment.__dict__, **claim.event.__dict__}
    return Problem(row.line, row.heading_of(field), facts[field] or "", str(error))


def _print_explanation(assessed: AssessedClaims, claim_id: str, lang: Lang) -> None:
    by_id = {assessment.claim.id: assessment for assessment in assessed.assessments}
    if claim_id not in by_id:
        near = difflib.get_close_matches(claim_id, by_id, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise click.BadParameter(f"no claim {claim_id!r} was assessed{hint}", param_hint="--explain")
    click.echo(by_id[claim_id].explain(lang))


def _print_table(assessed: AssessedClaims, lang: Lang) -> None:
    # Lines wrapped by a narrow terminal read better than very narrow columns.
    terminal = Console(highlight=False)
    width = max(terminal.width, _MIN_WIDTH) if terminal.is_terminal else _PIPED_WIDTH
    console = Console(highlight=False, width=width)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    *columns, reason = _COLUMNS[lang == "zh"]
    for name in columns:
        table.add_column(name, no_wrap=True, justify="right" if name in ("amount", "金额") else "left")
    table.add_column(reason, overflow="fold")
    for assessment in assessed.assessments:
        table.add_row(*(escape(cell) for cell in _cells(assessment, lang)))
    console.print(table)
    console.print("", *_summary(assessed, lang), sep="\n", markup=False)


def _cells(assessment: Assessment, lang: Lang) -> tuple[str, ...]:
    claim = assessment.claim
    return (
        claim.id,
        claim.member,
        assessment.plan,
        str(claim.event.happened_on),
        str(assessment.version),
        vocabulary.STATUSES[assessment.status].in_(lang),
        formatting.quantity(assessment.low, assessment.high, "yuan", lang),
        _reason(assessment, lang),
    )


def _reason(assessment: Assessment, lang: Lang) -> str:
    """The reasons of refusals, and why sums have no single value."""
    parts = assessment.entitlements
    refused = dict.fromkeys(vocabulary.REASONS[part.reason].in_(lang) for part in parts if part.reason)
    missing = dict.fromkeys(term for part in parts for term in part.missing)
    return _text("stop", lang).join([*refused, *formatting.gaps(missing, assessment.claim.event, lang)])


def _summary(assessed: AssessedClaims, lang: Lang) -> list[str]:
    assessments = assessed.assessments
    low = sum((assessment.low for assessment in assessments), Decimal("0.00"))
    highs = [assessment.high for assessment in assessments if assessment.high is not None]
    high = sum(highs, Decimal("0.00")) if len(highs) == len(assessments) else None
    counts = Counter[str](assessment.status for assessment in assessments)
    parts = [f"{counts[code]} {name.in_(lang)}" for code, name in vocabulary.STATUSES.items() if counts[code]]
    doubtful = sum(bool(assessment.caveats) for assessment in assessments)
    listed = _text("parts", lang, all=_text("comma", lang).join(parts)) if assessments else ""
    return [
        _text("total", lang, sum=formatting.quantity(low, high, "yuan", lang)),
        _text("counts", lang, n=len(assessments), parts=listed),
        *([_text("unread", lang, n=assessed.bad_rows)] if assessed.bad_rows else []),
        *([_text("caveats", lang, n=doubtful)] if doubtful else []),
    ]


def _text(name: str, lang: Lang, **values: object) -> str:
    return _TEXTS[name][lang == "zh"].format(**values)
