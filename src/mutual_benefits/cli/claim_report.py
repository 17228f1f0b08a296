"""Claims one by one: a table on the screen, or the reasons for one claim."""

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
from ..assessment.assess import Desk
from ..assessment.assessment import Assessment
from ..claims import Claim
from ..errors import (
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
_NARROWEST, _PIPED = 150, 100_000
_COLUMNS = (
    ("claim", "member", "plan", "event day", "version", "status", "amount", "reason"),
    ("申请", "会员", "活动", "出险日", "适用版本", "结果", "金额", "原因"),
)
_SAYS = {
    "total": ("Total: {sum}", "合计：{sum}"),
    "counts": ("claims assessed: {n}{parts}", "已计算申请：{n} 件{parts}"),
    "parts": (" ({all})", "（{all}）"),
    "unread": ("rows not assessed: {n}", "未能计算：{n} 行"),
    "unstated": ("not stated: {terms}", "公开资料未载明：{terms}"),
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


class Worked(NamedTuple):
    """What came of a table: the assessments in the file's order, and every problem."""

    assessments: list[Assessment]
    problems: list[Problem]
    bad_rows: int


def show(
    file: IO[bytes], explain: str | None, lang: Lang, readings: dict[str, str], plan: Plan | None = None
) -> None:
    """Print what each claim is entitled to, or the reasons for one; problems go to standard error.

    `plan` is one of the user's own, in place of the library's.

    Raises:
        SystemExit: with 1, if a row could not be assessed.
    """
    name = getattr(file, "name", "<stdin>")
    try:
        worked = _work(read_claims(file.read(), headings=HEADINGS), readings, plan)
    except InvalidTable as error:
        click.echo(f"{name}: {error}", err=True)
        raise SystemExit(1) from None
    for problem in worked.problems:
        click.echo(f"{name}: {problem}", err=True)
    if explain is None:
        _print_table(worked, lang)
    else:
        _print_reasons(worked, explain, lang)
    if worked.problems:
        raise SystemExit(1)


def _work(rows: Iterable[CsvRow], readings: Mapping[str, str], plan: Plan | None) -> Worked:
    desk, problems, found = Desk(readings=readings, plan=plan), [], {}
    read = list(rows)
    claims = [(row.claim, row) for row in read if row.claim is not None]
    for claim, row in sorted(claims, key=lambda pair: (pair[0].event.happened_on, pair[0].id)):
        try:
            found[row.line] = desk.assess(claim)
        except tuple(_COLUMN_OF) as error:
            problems.append(_unanswered(claim, row, error))
    problems += [problem for row in read for problem in row.problems]
    problems.sort(key=lambda problem: problem.line)
    return Worked([found[line] for line in sorted(found)], problems, len(read) - len(found))


def _unanswered(claim: Claim, row: CsvRow, error: MutualBenefitsError) -> Problem:
    field = _COLUMN_OF[type(error)]
    if field is None:
        return Problem(row.line, None, None, str(error))
    facts = {**claim.enrolment.__dict__, **claim.event.__dict__}
    return Problem(row.line, row.heading_of(field), facts[field] or "", str(error))


def _print_reasons(worked: Worked, claim_id: str, lang: Lang) -> None:
    by_id = {assessment.claim.id: assessment for assessment in worked.assessments}
    if claim_id not in by_id:
        near = difflib.get_close_matches(claim_id, by_id, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise click.BadParameter(f"no claim {claim_id!r} was assessed{hint}", param_hint="--explain")
    click.echo(by_id[claim_id].explain(lang))


def _print_table(worked: Worked, lang: Lang) -> None:
    # Wider than a narrow terminal, which then breaks the lines: that reads better than cells cut small.
    seen = Console(highlight=False)
    console = Console(highlight=False, width=max(seen.width, _NARROWEST) if seen.is_terminal else _PIPED)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    *columns, reason = _COLUMNS[lang == "zh"]
    for name in columns:
        table.add_column(name, no_wrap=True, justify="right" if name in ("amount", "金额") else "left")
    table.add_column(reason, overflow="fold")
    for assessment in worked.assessments:
        table.add_row(*(escape(cell) for cell in _cells(assessment, lang)))
    console.print(table)
    console.print("", *_summary(worked, lang), sep="\n", markup=False)


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
        _why(assessment, lang),
    )


def _why(assessment: Assessment, lang: Lang) -> str:
    """The reasons of what was refused, and the terms that the record does not state."""
    parts = assessment.entitlements
    refused = dict.fromkeys(vocabulary.REASONS[part.reason].in_(lang) for part in parts if part.reason)
    missing = dict.fromkeys(term for part in parts for term in part.missing)
    said = list(refused)
    if missing:
        terms = [formatting.unstated(path, lang) for path in missing]
        said.append(_say("unstated", lang, terms=_say("comma", lang).join(terms)))
    return _say("stop", lang).join(said)


def _summary(worked: Worked, lang: Lang) -> list[str]:
    done = worked.assessments
    low = sum((assessment.low for assessment in done), Decimal("0.00"))
    highs = [assessment.high for assessment in done if assessment.high is not None]
    high = sum(highs, Decimal("0.00")) if len(highs) == len(done) else None
    counts = Counter[str](assessment.status for assessment in done)
    parts = [f"{counts[code]} {name.in_(lang)}" for code, name in vocabulary.STATUSES.items() if counts[code]]
    listed = _say("parts", lang, all=_say("comma", lang).join(parts)) if done else ""
    return [
        _say("total", lang, sum=formatting.quantity(low, high, "yuan", lang)),
        _say("counts", lang, n=len(done), parts=listed),
        *([_say("unread", lang, n=worked.bad_rows)] if worked.bad_rows else []),
    ]


def _say(phrase: str, lang: Lang, **given: object) -> str:
    return _SAYS[phrase][lang == "zh"].format(**given)
