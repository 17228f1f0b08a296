"""What scenarios show, in both languages: each picture, each styled table and each text."""

import hashlib
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from chart_examples import PICTURES, spec
from scenario_examples import STYLED, TEXTS

SHOWN = Path(__file__).resolve().parent / "shown"
"""The folder of what was accepted, a file of each kind."""
MOST_ROWS = 12
"""Rows of a picture beyond which only their number, the first, and a digest of all are kept."""
LANGUAGES = ("en", "zh")


def _pictures() -> str:
    """Each picture as lines of its Vega-Lite specification, without what a release of altair decides."""
    lines = []
    for name in PICTURES:
        for lang in LANGUAGES:
            chart = spec(name, lang)
            lines += [f"# {name} ({lang})", *_described(chart, chart.get("datasets", {})), ""]
    return "\n".join(lines)


def _styled_tables() -> str:
    """Each styled table as the texts of its cells, with the style of each cell that has one."""
    lines = []
    for name, table in STYLED.items():
        for lang in LANGUAGES:
            page = re.sub(r"<style>.*?</style>", "", table(lang).as_raw_html(), flags=re.DOTALL)
            lines += [f"# {name} ({lang})", *map(_row, re.findall(r"<tr.*?</tr>", page, re.DOTALL)), ""]
    return "\n".join(lines)


def _texts() -> str:
    """Each text of a result."""
    lines = []
    for name, text in TEXTS.items():
        explain = text()
        lines += [f"# {name} ({lang})\n{explain(lang)}\n" for lang in LANGUAGES]
    return "\n".join(lines)


def _described(chart: dict[str, Any], datasets: dict[str, Any]) -> Iterator[str]:
    for key in sorted(set(chart) - {"$schema", "config", "datasets"}):
        part = chart[key]
        if key in ("layer", "hconcat", "vconcat"):
            for number, each in enumerate(part):
                yield from (f"{key} {number} {line}" for line in _described(each, datasets))
        elif key == "encoding":
            yield from (f"{key} {name}: {_json(part[name])}" for name in sorted(part))
        elif key == "data":
            yield from _data(part.get("values", datasets.get(part.get("name"), [])))
        else:
            yield f"{key}: {_json(part)}"


def _data(rows: list[Any]) -> Iterator[str]:
    if len(rows) <= MOST_ROWS:
        yield from (f"row {_json(row)}" for row in rows)
    else:
        digest = hashlib.sha256(_json(rows).encode()).hexdigest()[:16]
        yield f"{len(rows)} rows, the first {_json(rows[0])}, all together {digest}"


def _json(part: Any) -> str:
    return json.dumps(part, sort_keys=True, ensure_ascii=False)


def _row(row: str) -> str:
    cells = re.findall(r"<t([dh])([^>]*)>(.*?)</t[dh]>", row, re.DOTALL)
    return " | ".join(_cell(attributes, inside) for _, attributes, inside in cells)


def _cell(attributes: str, inside: str) -> str:
    style = re.search(r'style="([^"]*)"', attributes)
    text = unescape(re.sub(r"<[^>]*>", "", inside)).strip()
    return f"{text} {{{style[1]}}}" if style else text


KINDS = {"pictures": _pictures, "tables": _styled_tables, "texts": _texts}
"""What is shown, by kind."""


def accepted(kind: str) -> Path:
    """The file of what was accepted of a kind."""
    return SHOWN / f"{kind}.txt"
