"""`mutual-benefits plans`: lists the plans and their versions, or describes one rule book."""

import json
from datetime import date, datetime
from typing import Any

import click

from .._language import Lang
from ..formatting import product_name, roughly
from ..rulebook.description import describe
from ..rulebook.plan import Plan
from ..rulebook.registry.book import plan_of
from ..rulebook.registry.shipped_plans import all_plans
from ..rulebook.version import PlanVersion
from ..sources import Text
from ..vocabulary import PHRASES
from .bilingual import error
from .help_text import command, lang_option, option
from .plan_option import check_code, rules_option

PRODUCT = Text(en="The product, where several are sold side by side.", zh="产品；并行办理多种产品时使用。")
FORM = Text(en="Print text or JSON.", zh="输出文字或 JSON。")


def day_option(_: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """The day in an option's value."""
    return None if value is None else parse_day(parameter.opts[0], value)


def parse_day(name: str, value: str) -> date:
    """The day in the value of the option or argument of this name.

    Raises:
        CommandError: it is no day.
    """
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise error("day", name=name, value=value) from None


@command(
    "plans",
    words=Text(
        en="List the plans and their versions, or print the rule book of one PLAN."
        "\n\nThe rule book shows every figure with its source and basis, and what the public record does not"
        " state. Without --on it is the newest version. With --rules, it is that of a plan of your own.",
        zh="列出各项活动及其版本，或显示一项活动（PLAN）的条款。"
        "\n\n条款列明各项数额及其出处和依据，以及公开资料未载明的内容。"
        "不加 --on 时为最新版本；加 --rules 时为自有活动。",
    ),
    example="mutual-benefits plans accident --on 2016-05-04",
)
@click.argument("plan", required=False)
@option(
    "--on",
    "day",
    metavar="DATE",
    callback=day_option,
    words=Text(en="The version in force on this day.", zh="该日施行的版本。"),
)
@option("--product", metavar="PRODUCT", words=PRODUCT)
@option("--as", "form", type=click.Choice(["text", "json"]), default="text", words=FORM)
@rules_option
@lang_option
def show_plans(
    plan: str | None, day: date | None, product: str | None, form: str, rules: Plan | None, lang: Lang
) -> None:
    """List the plans, or print a rule book."""
    check_code(rules, plan)
    if plan is None and rules is None:
        if day is not None or product is not None:
            raise error("lacking_name")
        if form == "json":
            click.echo(_json([_plan(each) for each in all_plans()]))
            return
        for each in all_plans():
            click.echo("\n".join(_listed(each, lang)))
        return
    chosen = rules or plan_of(plan or "")
    version = chosen.version_on(day or date.max, product)
    if form == "json":
        click.echo(_json({"plan": chosen.code, **version.model_dump(mode="json")}))
    else:
        click.echo(describe(chosen, version, lang))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _plan(plan: Plan) -> dict[str, Any]:
    """A plan with the first days of its versions, for other programs."""
    versions = [
        {"effective_from": str(version.effective_from), "product": version.product}
        for version in plan.versions
    ]
    return {"code": plan.code, "name": plan.name.model_dump(), "versions": versions}


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
