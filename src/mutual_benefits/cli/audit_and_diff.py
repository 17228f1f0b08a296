"""`mutual-benefits audit` and `mutual-benefits diff`: what is uncertain in a rule book, and what changed."""

import json
from datetime import date

import click

from ..errors import MutualBenefitsError
from ..plans.registry import all_plans, get_plan
from ..rulebook.audit import audit
from ..rulebook.diff import diff
from ..rulebook.plan import Plan
from ..rulebook.vocabulary import FINDING_KINDS
from .claim_report import Lang
from .plan_option import check_code, rules_option
from .plans import CommandError, day_option, parse_day

LANG = click.option("--lang", type=click.Choice(["en", "zh"]), default="en", help="English or Chinese.")


@click.command("audit")
@click.argument("plans", nargs=-1, metavar="[PLAN ...]")
@click.option(
    "--as", "form", type=click.Choice(["text", "table", "json"]), default="text", help="Output format."
)
@click.option(
    "--fail-on", multiple=True, type=click.Choice(list(FINDING_KINDS)), help="Exit with 1 if any is found."
)
@click.option(
    "--stale-before", callback=day_option, metavar="DATE", help="Also list sources not checked since DATE."
)
@LANG
@rules_option
def audit_plans(
    plans: tuple[str, ...],
    form: str,
    fail_on: tuple[str, ...],
    stale_before: date | None,
    lang: Lang,
    rules: Plan | None,
) -> None:
    """List what is inferred, unstated, ambiguous or unreachable in each PLAN, or in all plans.

    With --rules, audit a plan of your own.
    """
    for code in plans:
        check_code(rules, code)
    try:
        audited = [rules] if rules else [get_plan(code) for code in plans] or all_plans()
        audits = [audit(plan, stale_before=stale_before) for plan in audited]
    except MutualBenefitsError as error:
        raise CommandError(str(error)) from None
    rows = [row for each in audits for row in each.rows(lang)]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "table":
        heading = [list(rows[0])] if rows else []
        click.echo("\n".join("\t".join(row) for row in (*heading, *(row.values() for row in rows))))
    else:
        click.echo("\n".join(each.text(lang) for each in audits))
    raise SystemExit(max(each.exit_code(*fail_on) for each in audits))


@click.command("diff")
@click.argument("arguments", nargs=-1, metavar="PLAN BEFORE AFTER")
@click.option("--product", help="The product, where several are sold side by side.")
@LANG
@rules_option
def diff_versions(arguments: tuple[str, ...], product: str | None, lang: Lang, rules: Plan | None) -> None:
    """List what changed in PLAN between the versions in force on the days BEFORE and AFTER.

    With --rules, compare versions of a plan of your own, and leave PLAN out.
    """
    if len(arguments) not in ((2, 3) if rules else (3,)):
        raise click.UsageError("give a plan and two days, e.g. accident 2015-12-31 2016-01-01")
    *codes, first, last = arguments
    before, after = parse_day("BEFORE", first), parse_day("AFTER", last)
    check_code(rules, codes[0] if codes else None)
    try:
        plan = rules or get_plan(*codes)
        changes = diff(plan.version_on(before, product), plan.version_on(after, product))
    except MutualBenefitsError as error:
        raise CommandError(str(error)) from None
    click.echo(changes.text(lang))
