"""`mutual-benefits schema`: prints the JSON Schema of a plan file, a claim or an assessment."""

import click

from .schemas import NAMES, shipped


@click.command("schema")
@click.argument("what", type=click.Choice(NAMES))
def print_schema(what: str) -> None:
    """Print a JSON Schema.

    `plan` is the file plan.toml of a plan of your own, `version` the file of one version. With the schema, an
    editor completes and checks such files.
    """
    click.echo(shipped(what), nl=False)
