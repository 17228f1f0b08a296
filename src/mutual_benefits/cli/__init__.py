"""The command `mutual-benefits`, a thin layer over the library; needs the extra `cli`."""

from ..errors import MissingExtra

try:
    import rich  # noqa: F401  # only to check that it is installed

    from .program import main as main
except ModuleNotFoundError as absent:
    if absent.name not in ("click", "rich"):
        raise
    raise MissingExtra.of("the command needs", absent.name, "cli") from absent
