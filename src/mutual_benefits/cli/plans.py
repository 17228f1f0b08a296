"""`mutual-benefits plans`: lists the plans and their versions, or describes one rule book."""

from datetime import date, datetime

import click

from ..errors import MutualBenefitsError
from ..formatting import product_name, roughly
from ..plans.registry import all_plans, get_plan
from ..rulebook.description import describe
from ..rulebook.plan import Plan
from ..rulebook.version import PlanVersion
from ..vocabulary import PHRASES
from .claim_report import Lang
from .plan_option import check_code, rules_option


class CommandError(click.ClickException):
    """An error in the use of a command, printed in one line."""

    exit_code = 2


def day_option(_: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """The day in an option's value."""
    return None if value is None else parse_day(parameter.opts[0], value)


def parse_day(name: str, value: str) -> date:
    """The day in the value of the option or argument of this name."""
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise CommandError(f"{name} is {value!r}; give a day as YYYY-MM-DD, e.g. 2016-05-04") from None


@click.command("plans")
@click.argument("plan", required=False)
@click.option("--on", "day", metavar="DATE", callback=day_option, help="The version in force on this day.")
@click.option("--product", help="The product, where several are sold side by side.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", help="English or Chinese.")
@rules_option
def show_plans(
    plan: str | None, day: date | None, product: str | None, lang: Lang, rules: Plan | None
) -> None:
    """List the plans and their versions, or print the rule book of one PLAN.

    The rule book shows every figure with its source and basis, and what the public record does not state.
    Without --on it is the newest version. With --rules, it is that of a plan of your own.
    """
    check_code(rules, plan)
    if plan is None and rules is None:
        if day is not None or product is not None:
            raise CommandError(
                "--on and --product choose a version of one plan; name the plan, e.g. accident"
            )
        for each in all_plans():
            click.echo("\n".join(_listed(each, lang)))
        return
    try:
        chosen = rules or get_plan(plan or "")
        click.echo(describe(chosen, chosen.version_on(day or date.max, product), lang))
    except MutualBenefitsError as error:
        raise CommandError(str(error)) from None


def _listed(plan: Plan, lang: Lang) -> list[str]:
    return [f"{plan.code}  {plan.name.in_(lang)}", *(_first_day(version, lang) for version in plan.versions)]


def _first_day(version: PlanVersion, lang: Lang) -> str:
    """The line of a version: its first day, its product, and the last day on which the record shows it."""
    known = "" if version.known_to == "day" else PHRASES[f"known_to_{version.known_to}"].in_(lang)
    product = f"  {product_name(version.product, lang)}" if version.product else ""
    shown = version.shown_until
    last = shown and roughly(shown.day, shown.known_to, lang)
    until = PHRASES["shown_in_list"].in_(lang).format(day=last) if last else ""
    return f"  {version.effective_from}{product}{known}{until}"
