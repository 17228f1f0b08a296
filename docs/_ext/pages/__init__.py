"""Writes the pages that come from the library itself, each time the site is built, so that none can drift."""

from pathlib import Path
from typing import Any

from . import generated


def setup(app: Any) -> dict[str, bool]:
    """Writes the pages before Sphinx looks for pages, and says of Chinese pages that they are Chinese."""
    app.connect("config-inited", lambda app, _: generated.write(Path(app.srcdir) / "generated"))
    app.connect("html-page-context", _language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _language(_: Any, page: str, __: str, context: dict[str, Any], ___: Any) -> None:
    if page.startswith(("zh/", "generated/zh/")):
        context["language"] = "zh-CN"
