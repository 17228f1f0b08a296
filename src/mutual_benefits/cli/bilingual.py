"""The errors of the command in both languages."""

import difflib
import re
from collections.abc import Iterable
from typing import Any

import click

from .._texts import listed, say
from ..sources import Text
from .vocabulary import CLICK, ERRORS


class CommandError(click.ClickException):
    """Why a command could not run, in one line."""

    exit_code = 2

    def __init__(self, words: Text) -> None:
        super().__init__(words.en)
        self.words = words


def error(key: str, **values: Any) -> CommandError:
    """The error with these words."""
    return CommandError(say(ERRORS[key], **values))


def words_of(wrong: click.ClickException) -> Text:
    """What is wrong with a call, in both languages."""
    if isinstance(wrong, CommandError):
        return wrong.words
    if isinstance(wrong, click.NoSuchOption):
        known = [name for each in wrong.ctx.command.params for name in each.opts] if wrong.ctx else []
        return say(CLICK["no_option"], name=wrong.option_name, near=_near(wrong.option_name, known))
    if isinstance(wrong, click.MissingParameter):
        return say(CLICK["missing_argument"], name=_name(wrong))
    if isinstance(wrong, click.BadParameter):
        kind = wrong.param.type if wrong.param is not None else None
        if isinstance(kind, click.Choice) and "is not" in wrong.message:
            value = wrong.message.split("'")[1]
            return say(
                CLICK["choice"], option=_name(wrong), value=value, choices=listed(map(repr, kind.choices))
            )
        return say(CLICK["bad_value"], option=_name(wrong), message=wrong.message)
    if isinstance(wrong, click.BadOptionUsage):
        key = "no_value" if "requires" in wrong.message else "needless_value"
        return say(CLICK[key], name=wrong.option_name)
    if wrong.message == "Missing command.":
        return CLICK["missing_command"]
    if extra := re.search(r"unexpected extra arguments? \((.*)\)", wrong.message):
        return say(CLICK["extra_arguments"], arguments=extra[1])
    return say(CLICK["other"], message=wrong.format_message())


def no_command(name: str, known: Iterable[str]) -> CommandError:
    """The error for a command that is not there, with the nearest that is."""
    return CommandError(say(CLICK["no_command"], name=name, near=_near(name, known)))


def _name(wrong: click.BadParameter) -> str:
    if isinstance(wrong.param, click.Option):
        return wrong.param.opts[0]
    return (wrong.param.name or "").upper() if wrong.param is not None else str(wrong.param_hint or "")


def _near(name: str, known: Iterable[str]) -> Text | str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return say(ERRORS["near"], near=near[0]) if near else ""
