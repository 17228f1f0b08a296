"""Sphinx extension that generates pages from the library at each build, so that they stay up to date."""

from pathlib import Path
from typing import Any

from . import generated


def setup(app: Any) -> dict[str, bool]:
    """Generates the pages before Sphinx reads the sources, and marks Chinese pages as Chinese."""
    app.connect("config-inited", lambda app, _: generated.write(Path(app.srcdir) / "generated"))
    app.connect("html-page-context", _language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _language(_: Any, page: str, __: str, context: dict[str, Any], ___: Any) -> None:
    if page.startswith(("zh/", "generated/zh/")):
        context["language"] = "zh-CN"
