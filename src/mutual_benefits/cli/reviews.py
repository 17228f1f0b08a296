"""`mutual-benefits audit` and `mutual-benefits diff`: what to know of a rule book, and what changed in it."""

import json
from datetime import date

import click

from ..auditing import KINDS_SAID, audit
from ..changes import diff
from ..errors import MutualBenefitsError
from ..registry import all_plans, get_plan
from .claims import Lang
from .plans import Wrong, as_day

LANG = click.option("--lang", type=click.Choice(["en", "zh"]), default="en", help="English or Chinese.")


@click.command("audit")
@click.argument("plans", nargs=-1, metavar="[PLAN ...]")
@click.option("--as", "form", type=click.Choice(["text", "table", "json"]), default="text", help="The form.")
@click.option(
    "--fail-on", multiple=True, type=click.Choice(list(KINDS_SAID)), help="End with 1 if any is found."
)
@click.option("--stale-before", callback=as_day, metavar="DATE", help="Report sources not checked since.")
@LANG
def audit_plans(
    plans: tuple[str, ...], form: str, fail_on: tuple[str, ...], stale_before: date | None, lang: Lang
) -> None:
    """Say what is inferred, unstated, ambiguous or out of reach in each PLAN, or in all of them."""
    try:
        found = [audit(get_plan(code), stale_before=stale_before) for code in plans or _codes()]
    except MutualBenefitsError as error:
        raise Wrong(str(error)) from None
    rows = [row for each in found for row in each.rows(lang)]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "table":
        click.echo("\n".join("\t".join(row) for row in [list(rows[0]), *(row.values() for row in rows)]))
    else:
        click.echo("\n".join(each.text(lang) for each in found))
    raise SystemExit(max(each.exit_code(*fail_on) for each in found))


def _codes() -> list[str]:
    return [plan.code for plan in all_plans()]


@click.command("diff")
@click.argument("plan")
@click.argument("before", callback=as_day)
@click.argument("after", callback=as_day)
@click.option("--product", help="Of several products sold side by side, this one.")
@LANG
def diff_versions(plan: str, before: date, after: date, product: str | None, lang: Lang) -> None:
    """Say what changed in PLAN from the version in force on the day BEFORE to that on the day AFTER."""
    try:
        found = get_plan(plan)
        changes = diff(found.version_on(before, product), found.version_on(after, product))
    except MutualBenefitsError as error:
        raise Wrong(str(error)) from None
    click.echo(changes.text(lang))
