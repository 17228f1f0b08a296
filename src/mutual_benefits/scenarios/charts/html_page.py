"""Writes a chart as a self-contained web page."""

import json
from collections.abc import Callable
from functools import cache
from html import escape
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from ..._arguments import checked, wrong
from ..._texts import Lang, both, language_of
from ...errors import MissingExtra

if TYPE_CHECKING:
    from altair.typing import ChartType

_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ margin: 1rem; font-family: sans-serif; }}
#chart {{ display: block; overflow-x: auto; }}
</style>
<script>{library}</script>
</head>
<body>
<div id="chart"></div>
<script>vegaEmbed("#chart", {spec}, {options});</script>
</body>
</html>
"""
_OPTIONS = {
    "renderer": "svg",
    "actions": {"export": True, "source": False, "compiled": False, "editor": False},
}


@cache
def _library(bundle: Callable[[], str]) -> str:
    """The JavaScript of Vega, which takes seconds to put together."""
    return bundle()


@checked
def page(chart: "ChartType", path: str | PathLike[str], *, lang: Lang | None = None, title: str = "") -> Path:
    """Writes a chart as one self-contained HTML file, which scrolls sideways on a phone.

    Args:
        chart: any altair chart.
        path: the file to write; an existing file is overwritten.
        lang: the language of the page, `en` or `zh`, which decides the browser's fonts.
        title: the page's title; the chart's description if left out.

    Raises:
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: vl-convert-python, which contains the JavaScript of Vega, is not installed.
    """
    lang = language_of(lang)
    if not hasattr(chart, "to_dict"):
        raise wrong("chart", chart, both("an altair chart", "altair 图表"))
    try:
        library = _library(import_module("vl_convert").javascript_bundle)
    except ModuleNotFoundError as missing:
        part, needed = "self-contained pages need", "vl-convert-python"
        raise MissingExtra.of(part, needed, "notebook", field="vl_convert") from missing
    spec = chart.to_dict()
    html = _PAGE.format(
        lang="zh-CN" if lang == "zh" else "en",
        title=escape(title or str(spec.get("description", ""))),
        library=library.replace("</script", "<\\/script"),
        spec=json.dumps(spec, ensure_ascii=False).replace("</", "<\\/"),
        options=json.dumps(_OPTIONS),
    )
    file = Path(path)
    file.write_text(html, encoding="utf-8")
    return file
