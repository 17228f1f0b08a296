"""`mutual-benefits audit` and `mutual-benefits diff`: what to know of a rule book, and what changed in it."""

import json
from datetime import date

import click

from ..errors import MutualBenefitsError
from ..plans.registry import all_plans, get_plan
from ..rulebook.audit import KIND_NAMES, audit
from ..rulebook.diff import diff
from ..rulebook.plan import Plan
from .claim_report import Lang
from .plan_option import check_code, rules_option
from .plans import Wrong, as_day, day_of

LANG = click.option("--lang", type=click.Choice(["en", "zh"]), default="en", help="English or Chinese.")


@click.command("audit")
@click.argument("plans", nargs=-1, metavar="[PLAN ...]")
@click.option("--as", "form", type=click.Choice(["text", "table", "json"]), default="text", help="The form.")
@click.option(
    "--fail-on", multiple=True, type=click.Choice(list(KIND_NAMES)), help="End with 1 if any is found."
)
@click.option("--stale-before", callback=as_day, metavar="DATE", help="Report sources not checked since.")
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
    """Say what is inferred, unstated, ambiguous or out of reach in each PLAN, or in all of them.

    With --rules it is said of a plan of your own.
    """
    for code in plans:
        check_code(rules, code)
    try:
        asked = [rules] if rules else [get_plan(code) for code in plans or _codes()]
        found = [audit(plan, stale_before=stale_before) for plan in asked]
    except MutualBenefitsError as error:
        raise Wrong(str(error)) from None
    rows = [row for each in found for row in each.rows(lang)]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "table":
        heading = [list(rows[0])] if rows else []
        click.echo("\n".join("\t".join(row) for row in (*heading, *(row.values() for row in rows))))
    else:
        click.echo("\n".join(each.text(lang) for each in found))
    raise SystemExit(max(each.exit_code(*fail_on) for each in found))


def _codes() -> list[str]:
    return [plan.code for plan in all_plans()]


@click.command("diff")
@click.argument("what", nargs=-1, metavar="PLAN BEFORE AFTER")
@click.option("--product", help="Of several products sold side by side, this one.")
@LANG
@rules_option
def diff_versions(what: tuple[str, ...], product: str | None, lang: Lang, rules: Plan | None) -> None:
    """Say what changed in PLAN from the version in force on the day BEFORE to that on the day AFTER.

    With --rules it is said of a plan of your own, and PLAN is left out.
    """
    if len(what) not in ((2, 3) if rules else (3,)):
        raise click.UsageError("give a plan and two days, e.g. accident 2015-12-31 2016-01-01")
    *codes, first, last = what
    before, after = day_of("BEFORE", first), day_of("AFTER", last)
    check_code(rules, codes[0] if codes else None)
    try:
        found = rules or get_plan(*codes)
        changes = diff(found.version_on(before, product), found.version_on(after, product))
    except MutualBenefitsError as error:
        raise Wrong(str(error)) from None
    click.echo(changes.text(lang))
