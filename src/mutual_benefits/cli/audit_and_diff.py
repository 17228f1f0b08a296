"""`mutual-benefits audit` and `mutual-benefits diff`: what is uncertain in a rule book, and what changed."""

import json
from datetime import date

import click

from .._language import Lang
from ..rulebook.audit import audit
from ..rulebook.diff import diff
from ..rulebook.plan import Plan
from ..rulebook.registry.book import plan_of
from ..rulebook.registry.shipped_plans import all_plans
from ..rulebook.vocabulary import FINDING_KINDS
from ..sources import Text
from .bilingual import error
from .help_text import command, lang_option, option
from .plan_option import check_code, rules_option
from .plans import FORM, PRODUCT, day_option, parse_day


@command(
    "audit",
    words=Text(
        en="List what is inferred, unstated, ambiguous or unreachable in each PLAN, or in all plans."
        "\n\nWith --rules, audit a plan of your own."
        "\n\nExit code: 0; 1 if any is found that --fail-on names; 2 could not run.",
        zh="列出各项活动（PLAN，默认为全部）中推断、未载明、有歧义或不可达的内容。"
        "\n\n加 --rules 时审阅自有活动。"
        "\n\n退出码：0 正常，1 发现 --fail-on 所指定的事项，2 未能执行。",
    ),
    example="mutual-benefits audit accident --as json --fail-on unstated",
)
@click.argument("plans", nargs=-1, metavar="[PLAN ...]")
@option(
    "--as",
    "form",
    type=click.Choice(["text", "table", "json"]),
    default="text",
    words=Text(en="Print text, a table or JSON.", zh="输出文字、表格或 JSON。"),
)
@option(
    "--fail-on",
    multiple=True,
    metavar="KIND",
    type=click.Choice(list(FINDING_KINDS)),
    words=Text(
        en=f"Exit with 1 if any of this kind is found: {', '.join(FINDING_KINDS)}.",
        zh=f"发现此类事项时，退出码为 1：{'、'.join(FINDING_KINDS)}。",
    ),
)
@option(
    "--stale-before",
    callback=day_option,
    metavar="DATE",
    words=Text(en="Also list sources not checked since DATE.", zh="另列出自 DATE 起未核对的资料。"),
)
@rules_option
@lang_option
def audit_plans(
    plans: tuple[str, ...],
    form: str,
    fail_on: tuple[str, ...],
    stale_before: date | None,
    rules: Plan | None,
    lang: Lang,
) -> None:
    """Audit rule books."""
    for code in plans:
        check_code(rules, code)
    audited = [rules] if rules else [plan_of(each) for each in plans] or all_plans()
    audits = [audit(plan, stale_before=stale_before) for plan in audited]
    rows = [row for each in audits for row in each.rows(lang)]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "table":
        heading = [list(rows[0])] if rows else []
        click.echo("\n".join("\t".join(row) for row in (*heading, *(row.values() for row in rows))))
    else:
        click.echo("\n".join(each.text(lang) for each in audits))
    raise SystemExit(max(each.exit_code(*fail_on) for each in audits))


@command(
    "diff",
    words=Text(
        en="List what changed in PLAN between the versions in force on the days BEFORE and AFTER."
        "\n\nWith --rules, compare versions of a plan of your own, and leave PLAN out.",
        zh="列出活动（PLAN）在 BEFORE 和 AFTER 两日施行的版本之间的变更。"
        "\n\n加 --rules 时比较自有活动的版本，不必指定 PLAN。",
    ),
    example="mutual-benefits diff accident 2015-12-31 2016-01-01",
)
@click.argument("arguments", nargs=-1, metavar="PLAN BEFORE AFTER")
@option("--product", metavar="PRODUCT", words=PRODUCT)
@option("--as", "form", type=click.Choice(["text", "json"]), default="text", words=FORM)
@rules_option
@lang_option
def diff_versions(
    arguments: tuple[str, ...], product: str | None, form: str, rules: Plan | None, lang: Lang
) -> None:
    """Compare two versions."""
    if len(arguments) not in ((2, 3) if rules else (3,)):
        raise error("diff_arguments")
    *codes, first, last = arguments
    before, after = parse_day("BEFORE", first), parse_day("AFTER", last)
    check_code(rules, codes[0] if codes else None)
    plan = rules or plan_of(*codes)
    changes = diff(plan.version_on(before, product), plan.version_on(after, product))
    if form == "json":
        click.echo(changes.model_dump_json(indent=1))
    else:
        click.echo(changes.text(lang))
