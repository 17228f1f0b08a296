"""The command `mutual-benefits`, a thin layer over the library; needs the extra `cli`."""

from ..errors import MissingExtra

try:
    import click
    import rich  # noqa: F401  # only to check that it is installed
except ModuleNotFoundError as absent:
    if absent.name not in ("click", "rich"):
        raise
    raise MissingExtra.of(f"the command needs {absent.name}", "cli", field=absent.name) from absent

from .._version import __version__
from .assess import assess_claims
from .audit_and_diff import audit_plans, diff_versions
from .plans import show_plans
from .schema import print_schema


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mutual-benefits")
def main() -> None:
    """Assess claims under Beijing's employee mutual aid plans, exactly and with reasons."""


for command in (assess_claims, show_plans, audit_plans, diff_versions, print_schema):
    main.add_command(command)
