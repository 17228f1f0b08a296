"""`mutual-benefits assess`: what the claims of a file are entitled to."""

from typing import IO

import click

from ..errors import UnknownReading
from .claims import Lang, show


def _readings(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for text in given:
        name, equals, option = text.partition("=")
        if not (name and equals and option):
            raise click.BadParameter(f"{text!r}; give name=option, e.g. consolation.day_cap=together")
        if chosen.setdefault(name, option) != option:
            raise click.BadParameter(f"{name} is given as {chosen[name]!r} and as {option!r}; give it once")
    return chosen


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--explain", metavar="CLAIM_ID", help="Print the reasons for this claim in place of the table.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", help="English or Chinese.")
@click.option(
    "--reading",
    "readings",
    metavar="NAME=OPTION",
    multiple=True,
    callback=_readings,
    help="Take this reading where the record is ambiguous, e.g. consolation.day_cap=together. Repeatable.",
)
def assess(file: IO[bytes], explain: str | None, lang: Lang, readings: dict[str, str]) -> None:
    """Assess the claims of a CSV FILE ("-" for standard input) and print what each is entitled to.

    Claims are worked out in order of date, then id, so that each finds the limits as those before it
    left them. Rows that cannot be assessed are told on standard error, and the exit code is then 1.
    """
    try:
        show(file, explain, lang, readings)
    except UnknownReading as error:
        raise click.BadParameter(str(error), param_hint="--reading") from None
