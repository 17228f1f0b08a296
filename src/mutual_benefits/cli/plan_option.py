"""The option `--rules`: the user's own plan in place of the library's."""

from typing import Any

import click

from ..errors import InvalidPlan
from ..rulebook.files import load_plan
from ..rulebook.plan import Plan


def _load(_: click.Context, __: click.Parameter, folder: str | None) -> Plan | None:
    if folder is None:
        return None
    try:
        return load_plan(folder)
    except InvalidPlan as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None


def rules_option(function: Any) -> Any:
    """Adds the option to a command, which receives the plan or None."""
    return click.option(
        "--rules",
        metavar="FOLDER",
        callback=_load,
        help="A plan of your own: a folder with plan.toml and a file for each version.",
    )(function)


def check_code(rules: Plan | None, plan: str | None) -> None:
    """Check that a plan named together with `--rules` is the plan in that folder.

    Raises:
        click.UsageError: it is another plan.
    """
    if rules is not None and plan not in (None, rules.code):
        raise click.UsageError(f"--rules has the plan {rules.code!r}, not {plan!r}; leave the plan out")
