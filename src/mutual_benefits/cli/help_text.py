"""Commands and options whose help is English or Chinese."""

import shutil
import sys
from collections.abc import Callable
from typing import Any

import click

from .._language import LANGUAGES, VARIABLE
from ..sources import Text
from .vocabulary import CLICK


def lang_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the option `--lang` to a command, which receives the language."""
    made: Callable[..., Any] = option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default=lambda: click.get_current_context().obj or "en",
        words=Text(
            en=f"English or Chinese; {VARIABLE} sets it for all calls.",
            zh=f"语言；也可用环境变量 {VARIABLE} 设定。",
        ),
    )(function)
    return made


def option(*names: str, words: Text, **settings: Any) -> Callable[..., Any]:
    """An option with its help in both languages."""
    return click.option(*names, cls=_Option, words=words, **settings)


class _Option(click.Option):
    def __init__(self, names: Any, words: Text, **settings: Any) -> None:
        super().__init__(names, **settings)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = self.words.in_(ctx.find_root().obj or "en")
        return super().get_help_record(ctx)


class Command(click.Command):
    """A command with help in both languages, and an example."""

    words: Text
    example: str

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The whole help."""
        lang = ctx.find_root().obj or "en"
        formatter.write(CLICK["usage"].in_(lang).format(usage=described(ctx, lang)) + "\n")
        for part in self.words.in_(lang).split("\n\n"):
            formatter.write_paragraph()
            _write_text(formatter, part)
        formatter.write_paragraph()
        formatter.write(f"{CLICK['examples'].in_(lang)}\n")
        for line in self.example.splitlines():
            formatter.write(f"  {line}\n")
        self._write_list(ctx, formatter, lang)

    def _write_list(self, ctx: click.Context, formatter: click.HelpFormatter, lang: str) -> None:
        options = (each for each in self.get_params(ctx) if isinstance(each, click.Option))
        records = [record for each in options if (record := each.get_help_record(ctx))]
        formatter.write(f"\n{CLICK['options'].in_(lang)}\n")
        write_records(formatter, records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`, described in the user's language."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = CLICK["help"].in_(ctx.find_root().obj or "en")
        return found


def _width(text: str) -> int:
    return sum(2 if ord(one) > 0x2E7F else 1 for one in text)


def _wrapped(text: str, room: int) -> list[str]:
    """Lines of at most so many cells; Chinese may break after any character but before a full stop.

    >>> _wrapped("row 3: “x”；请填写整数", 12)
    ['row 3: “x”；', '请填写整数']
    """
    lines, line, used = [], "", 0
    words: list[str] = []
    for one in text:
        narrow = words and words[-1][-1] != " " and max(ord(one), ord(words[-1][-1])) < 0x2E80
        if words and (narrow or one in " ，。；：、）”" or words[-1] in "（“"):
            words[-1] += one
        else:
            words.append(one)
    for word in words:
        if used + _width(word.rstrip()) > room and line:
            lines.append(line.rstrip())
            line, used = "", 0
        line += word
        used += _width(word)
    return [*lines, line.rstrip()]


def _write_text(formatter: click.HelpFormatter, text: str) -> None:
    for line in _wrapped(" ".join(text.split()), formatter.width - 2):
        formatter.write(f"  {line}\n")


def tell(text: str) -> None:
    """Print on standard error; on a terminal, lines break between words, and what goes on is indented."""
    if sys.stderr is not None and sys.stderr.isatty():
        width = shutil.get_terminal_size().columns
        text = "\n".join("\n  ".join(_wrapped(line, width - 2)) for line in text.split("\n"))
    click.echo(text, err=True)


def described(ctx: click.Context, lang: str) -> str:
    """A command with its arguments, as the help shows it."""
    pieces = " ".join(ctx.command.collect_usage_pieces(ctx))
    for key in ("some_options", "command_args"):
        pieces = pieces.replace(CLICK[key].en, CLICK[key].in_(lang))
    return f"{ctx.command_path} {pieces}"


def write_records(formatter: click.HelpFormatter, records: list[tuple[str, str]]) -> None:
    """Write names with their descriptions in two columns."""
    column = min(max((len(name) for name, _ in records), default=0) + 4, 32)
    for name, text in records:
        lines = _wrapped(text, formatter.width - column)
        if len(name) + 4 > column:
            formatter.write(f"  {name}\n")
            name = ""
        for line in lines:
            formatter.write(f"  {name}".ljust(column) + line + "\n")
            name = ""


def command(name: str, *, words: Text, example: str) -> Callable[[Callable[..., Any]], Command]:
    """Makes a function a command with its help in both languages and an example."""

    def made(function: Callable[..., Any]) -> Command:
        result = click.command(name, cls=Command, help=words.en)(function)
        result.words, result.example = words, example
        return result

    return made
