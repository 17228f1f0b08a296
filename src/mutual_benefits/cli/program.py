"""The command with all its parts: finds the language first, and tells each error in it, in one line."""

import os
import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from .._language import LANGUAGES, language_of_call
from .._texts import Lang, both, language, system_error
from .._version import __version__
from ..errors import MutualBenefitsError
from ..sources import Text
from .assess import assess_claims
from .audit_and_diff import audit_plans, diff_versions
from .bilingual import CommandError, error, no_command, words_of
from .help_text import Command, described, lang_option, option, tell, write_records
from .plans import show_plans
from .schema import print_schema
from .vocabulary import CLICK, ERRORS


class Program(Command, click.Group):
    """The group of all commands: finds the language first, and prints each error in it, in one line."""

    def _write_list(self, ctx: click.Context, formatter: click.HelpFormatter, lang: str) -> None:
        super()._write_list(ctx, formatter, lang)
        formatter.write(f"\n{CLICK['commands'].in_(lang)}\n")
        commands = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        first = [
            (name, each.words.in_(lang).split("\n\n")[0])
            for name, each in commands
            if isinstance(each, Command)
        ]
        write_records(formatter, first)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command that is called, with a suggestion where there is none of that name."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise no_command(args[0], self.commands)
        return super().resolve_command(ctx, args)

    def main(  # type: ignore[override]  # it always ends the program
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run the command and end the program: 0 all well, 1 some rows wrong, 2 could not run."""
        given = list(sys.argv[1:] if args is None else args)
        lang = language_of_call(given)
        with language(lang):
            self._run(given, prog_name, lang, **extra)

    def _run(self, given: list[str], prog_name: str | None, lang: Lang, **extra: Any) -> NoReturn:
        extra["standalone_mode"] = False
        try:
            if sys.stdout is None and not any(one.startswith(("-o", "--output")) for one in given):
                raise error("stdout")
            code = super().main(given, prog_name, obj=lang, **extra)
        except click.exceptions.NoArgsIsHelpError as asked:
            click.echo(asked.ctx.get_help() if asked.ctx else "", err=True)
            raise SystemExit(2) from None
        except click.ClickException as wrong:
            _end(lang, wrong)
        except (click.Abort, KeyboardInterrupt):
            click.echo(ERRORS["interrupted"].in_(lang), err=True)
            raise SystemExit(130) from None
        except BrokenPipeError:
            _leave_standard_output()
            raise SystemExit(2) from None
        except (OSError, MutualBenefitsError) as wrong:
            _write_out()
            _end(lang, _told(wrong))
        _end_of_output(lang)
        raise SystemExit(code if isinstance(code, int) else 0)


def _told(wrong: OSError | MutualBenefitsError) -> CommandError:
    """An error of the library or of the operating system in words."""
    if isinstance(wrong, MutualBenefitsError):
        return CommandError(both(*(_with_options(wrong.in_(lang)) for lang in LANGUAGES)))
    return error("write_failed", why=system_error(wrong))


def _with_options(message: str) -> str:
    """A message that names options as the command does: `--unit fen` in place of `unit='fen'`."""
    return re.sub(
        r"\b(extra_columns|plan|unit)='(\w+)'", lambda found: f"--{found[1]} {found[2]}", message
    ).replace("--extra_columns", "--extra-columns")


def _leave_standard_output() -> None:
    """Let the interpreter close a standard output that nobody reads any more without a complaint."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115  # it stays open until the end


def _write_out() -> OSError | None:
    """Write out what is still held back; where that fails, leave standard output and return the error."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as wrong:
        _leave_standard_output()
        return wrong
    return None


def _end_of_output(lang: Lang) -> None:
    """Write out what is still held back; a full disk is told here and not by the interpreter."""
    wrong = _write_out()
    if isinstance(wrong, BrokenPipeError):
        raise SystemExit(2)
    if wrong is not None:
        _end(lang, error("write_failed", why=system_error(wrong)))


def _end(lang: Lang, wrong: click.ClickException) -> NoReturn:
    """Print an error in the user's language and end the program."""
    if isinstance(wrong, click.UsageError) and wrong.ctx is not None:
        click.echo(CLICK["usage"].in_(lang).format(usage=described(wrong.ctx, lang)), err=True)
        click.echo(CLICK["try"].in_(lang).format(command=wrong.ctx.command_path), err=True)
    message = words_of(wrong).in_(lang)
    tell(CLICK["error"].in_(lang).format(message=message))
    raise SystemExit(wrong.exit_code if wrong.exit_code != 1 else 2)


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"mutual-benefits, version {__version__}")
        ctx.exit()


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, words=CLICK["version"]
)
@lang_option
def main(lang: str) -> None:
    """Run one of the commands."""
    del lang


main.words = Text(
    en="Assess claims under Beijing's employee mutual aid plans, exactly and with reasons.",
    zh="按北京职工互助保障各项活动的条款计算申请，精确到分，并说明依据。",
)
main.example = "mutual-benefits assess claims.csv"

for command in (assess_claims, show_plans, audit_plans, diff_versions, print_schema):
    main.add_command(command)
