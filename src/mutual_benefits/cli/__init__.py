"""The command `mutual-benefits`, a thin layer over the library; needs the extra `cli`."""

from ..errors import MissingExtra

try:
    from .program import main as main
except ModuleNotFoundError as absent:
    needed = (absent.name or "").partition(".")[0]
    if needed not in ("click", "rich", "polars", "narwhals"):
        raise
    raise MissingExtra.of(f"the command needs {needed}", "cli", field=needed) from absent
