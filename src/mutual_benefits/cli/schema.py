"""`mutual-benefits schema`: prints the JSON Schema of a plan file, a claim or an assessment."""

import click

from ..sources import Text
from .help_text import command, lang_option
from .schemas import NAMES, shipped


@command(
    "schema",
    words=Text(
        en="Print a JSON Schema."
        "\n\n`plan` is the file plan.toml of a plan of your own, `version` the file of one version. With the"
        " schema, an editor completes and checks such files.",
        zh="输出 JSON Schema。"
        "\n\nplan 为自有活动的 plan.toml 文件，version 为一个版本的文件。编辑器可据此补全和核对这些文件。",
    ),
    example="mutual-benefits schema claim",
)
@click.argument("what", type=click.Choice(NAMES))
@lang_option
def print_schema(what: str, lang: str) -> None:
    """Print a JSON Schema; it is the same in both languages."""
    del lang
    click.echo(shipped(what), nl=False)
