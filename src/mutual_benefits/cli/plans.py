"""`mutual-benefits plans`: the plans and their versions, or one rule book in words."""

from datetime import date, datetime

import click

from ..errors import MutualBenefitsError
from ..plans.registry import all_plans, get_plan
from ..rulebook.description import describe
from ..rulebook.plan import Plan
from ..rulebook.version import PlanVersion
from ..vocabulary import PHRASES
from .claim_report import Lang
from .plan_option import check_code, rules_option


class Wrong(click.ClickException):
    """Wrong usage that is told in one line."""

    exit_code = 2


def as_day(_: click.Context, parameter: click.Parameter, given: str | None) -> date | None:
    """The day that an option gives."""
    return None if given is None else day_of(parameter.opts[0], given)


def day_of(name: str, given: str) -> date:
    """The day that an option or an argument of this name gives."""
    try:
        return datetime.strptime(given, "%Y-%m-%d").date()
    except ValueError:
        raise Wrong(f"{name} is {given!r}; give a day as YYYY-MM-DD, e.g. 2016-05-04") from None


@click.command("plans")
@click.argument("plan", required=False)
@click.option("--on", "day", metavar="DATE", callback=as_day, help="The version that answers for this day.")
@click.option("--product", help="Of several products sold side by side, this one.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", help="English or Chinese.")
@rules_option
def show_plans(
    plan: str | None, day: date | None, product: str | None, lang: Lang, rules: Plan | None
) -> None:
    """List the plans and their versions, or print the rule book of one PLAN.

    The rule book holds every figure with its source and basis, and what the record does not state.
    Without --on it is the newest. With --rules it is that of a plan of your own.
    """
    check_code(rules, plan)
    if plan is None and rules is None:
        if day is not None or product is not None:
            raise Wrong("--on and --product ask for one rule book; name its plan, e.g. accident")
        for each in all_plans():
            click.echo("\n".join(_listed(each, lang)))
        return
    try:
        found = rules or get_plan(plan or "")
        click.echo(describe(found, found.version_on(day or date.max, product), lang))
    except MutualBenefitsError as error:
        raise Wrong(str(error)) from None


def _listed(plan: Plan, lang: Lang) -> list[str]:
    return [f"{plan.code}  {plan.name.in_(lang)}", *(_first_day(version, lang) for version in plan.versions)]


def _first_day(version: PlanVersion, lang: Lang) -> str:
    known = "" if version.known_to == "day" else PHRASES[f"known_to_{version.known_to}"].in_(lang)
    product = f"  {version.product}" if version.product else ""
    return f"  {version.effective_from}{product}{known}"
