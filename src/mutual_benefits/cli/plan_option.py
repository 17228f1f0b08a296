"""The option `--rules`: a rule book of one's own in place of the library's."""

from typing import Any

import click

from ..errors import InvalidPlan
from ..rulebook.files import load_plan
from ..rulebook.plan import Plan


def _loaded(_: click.Context, __: click.Parameter, folder: str | None) -> Plan | None:
    if folder is None:
        return None
    try:
        return load_plan(folder)
    except InvalidPlan as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None


def rules_option(function: Any) -> Any:
    """Gives a command the option, which hands it the plan or None."""
    return click.option(
        "--rules",
        metavar="FOLDER",
        callback=_loaded,
        help="A plan of your own: a folder with plan.toml and a file for each version.",
    )(function)


def check_code(rules: Plan | None, plan: str | None) -> None:
    """A plan that is named beside a rule book of one's own is that one.

    Raises:
        click.UsageError: it is another.
    """
    if rules is not None and plan not in (None, rules.code):
        raise click.UsageError(f"--rules holds the plan {rules.code!r}, not {plan!r}; leave the plan out")
