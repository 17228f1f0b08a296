"""The option `--rules`: the user's own plan in place of the library's."""

from typing import Any

import click

from ..rulebook.files import load_plan
from ..rulebook.plan import Plan
from ..sources import Text
from .bilingual import error
from .help_text import option


def _load(_: click.Context, __: click.Parameter, folder: str | None) -> Plan | None:
    return None if folder is None else load_plan(folder)


def rules_option(function: Any) -> Any:
    """Adds the option to a command, which receives the plan or None."""
    return option(
        "--rules",
        metavar="FOLDER",
        callback=_load,
        words=Text(
            en="A plan of your own: a folder with plan.toml and a file for each version.",
            zh="自有活动：含 plan.toml 及各版本文件的文件夹。",
        ),
    )(function)


def check_code(rules: Plan | None, plan: str | None) -> None:
    """Check that a plan named together with `--rules` is the plan in that folder.

    Raises:
        CommandError: it is another plan.
    """
    if rules is not None and plan not in (None, rules.code):
        raise error("other_rules", own=rules.code, plan=plan)
