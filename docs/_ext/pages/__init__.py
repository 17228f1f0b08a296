"""Sphinx extension that generates pages from the library at each build, so that they stay up to date."""

from pathlib import Path
from typing import Any

from . import generated


def setup(app: Any) -> dict[str, bool]:
    """Generates the pages before Sphinx reads the sources."""
    app.connect("config-inited", lambda app, _: generated.write(Path(app.srcdir) / "generated"))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
