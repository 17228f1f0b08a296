"""What scenarios show, in both languages: each picture, each styled table and each text."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
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


def _picture(name: str) -> Iterator[str]:
    """A picture as lines of its Vega-Lite specification, without what a release of altair decides."""
    for lang in LANGUAGES:
        chart = spec(name, lang)
        yield "\n".join(_described(chart, chart.get("datasets", {})))


def _styled_table(name: str) -> Iterator[str]:
    """A styled table as the texts of its cells, with the style of each cell that has one."""
    for lang in LANGUAGES:
        page = re.sub(r"<style>.*?</style>", "", STYLED[name](lang).as_raw_html(), flags=re.DOTALL)
        yield "\n".join(map(_row, re.findall(r"<tr.*?</tr>", page, re.DOTALL)))


def _text(name: str) -> Iterator[str]:
    """The text of a result."""
    yield from map(TEXTS[name](), LANGUAGES)


KINDS: dict[str, tuple[Iterable[str], Callable[[str], Iterator[str]]]] = {
    "pictures": (PICTURES, _picture),
    "tables": (STYLED, _styled_table),
    "texts": (TEXTS, _text),
}
"""What is shown, by kind: the names of the examples, and what shows one in English, then in Chinese."""


def shown(kind: str, name: str) -> dict[str, str]:
    """What an example shows now, by its heading in each language."""
    _, show = KINDS[kind]
    return {f"# {name} ({lang})": text for lang, text in zip(LANGUAGES, show(name), strict=True)}


def accepted(kind: str) -> dict[str, str]:
    """What was accepted of a kind, by heading."""
    parts = _file(kind).read_text(encoding="utf-8").split("\n\n# ")
    sections = ("# " + part.removeprefix("# ") for part in parts)
    return {heading: text.rstrip("\n") for heading, _, text in (part.partition("\n") for part in sections)}


def accept(kind: str) -> None:
    """Write what is shown now as accepted."""
    names, _ = KINDS[kind]
    sections = (section for name in names for section in shown(kind, name).items())
    _file(kind).write_text("\n\n".join("\n".join(each) for each in sections) + "\n", encoding="utf-8")


def _file(kind: str) -> Path:
    return SHOWN / f"{kind}.txt"


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
