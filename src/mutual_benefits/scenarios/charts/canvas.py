"""Shared parts of charts: altair, a palette for colour-blind readers, titles, axes and legends.

Nothing here sets a chart's top-level `config`, so that charts can be layered, concatenated and configured.
"""

import re
import warnings
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from ..._texts import both
from ...errors import MissingExtra

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#7F7F7F")
"""Okabe and Ito's palette without yellow, which is too pale on white."""
BLUE, ORANGE, GREY = COLOURS[0], COLOURS[4], "#8C8C8C"
"""Two opposites, of which one is dark and one is pale in grey print, and what is neither."""
INK, FAINT = "#333333", "#666666"
DASHES: tuple[list[int], ...] = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [10, 3], [1, 3], [6, 2, 1, 2])
"""A dash pattern for each colour, so that lines also differ in black and white."""
MONEY = {
    "en": "format({yuan}, ',.2~f')",
    "zh": "abs({yuan}) >= 1e4 ? format({yuan} / 1e4, ',.4~f') + '万' : format({yuan}, ',.2~f')",
}
"""Sums of yuan on an axis, in each language."""
WIDTH, TEXT_GAP = 480, 8
"""The default width of a plot, and the gap between a bar or an axis and its text, in pixels."""
HALO: tuple[dict[str, Any], ...] = (
    {"stroke": "white", "strokeWidth": 3.5, "strokeJoin": "round"},
    {"color": INK},
)
"""The two looks of text over marks: first a broad white outline, then the text itself."""
NO_FONT = both(
    "no font with Chinese characters is installed: a PNG or a PDF of this chart would show boxes in their"
    " place; install one (Debian: apt install fonts-noto-cjk), or name the folder of one with"
    " vl_convert.register_font_directory; notebooks, pages and SVG use the reader's own fonts",
    "没有安装中文字体：PNG 或 PDF 中的汉字会显示为方框；请安装字体（Debian：apt install fonts-noto-cjk），"
    "或用 vl_convert.register_font_directory 指定字体所在文件夹；笔记本、网页和 SVG 使用读者的字体",
)
_GLYPH = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">'
    '<text y="18" font-family="sans-serif" font-size="18">',
    "</text></svg>",
)
CLOSING = "，。；：、）》”’%"
"""Characters with which no Chinese line begins."""


def altair(lang: str) -> Any:
    """The module altair; a warning where images lack the characters of the language.

    Raises:
        MissingExtra: altair is not installed.
    """
    if lang == "zh" and not chinese_is_drawn():
        warnings.warn(str(NO_FONT), stacklevel=4)
    try:
        return import_module("altair")
    except ModuleNotFoundError as missing:
        raise MissingExtra.of("charts need", "altair", "notebook") from missing


def chinese_is_drawn() -> bool:
    """Whether a font on this machine has Chinese characters: without one, all of them look the same.

    Only images need it, which vl-convert makes; a notebook and a page use the fonts of the reader's browser.
    """
    try:
        convert = import_module("vl_convert").svg_to_png
    except ModuleNotFoundError:
        return True
    drawn = [convert(f"{_GLYPH[0]}{letter}{_GLYPH[1]}") for letter in "中国"]
    return bool(drawn[0] != drawn[1])


def chart_title(alt: Any, text: str, subtitles: Sequence[str], lang: str, pixels: int = 520) -> Any:
    """A title at the left with a subtitle, wrapped so that it fits into so many pixels in a wide font."""
    # The widths of a letter of 12 and of a bold one of 15 pixels; a Chinese character counts as two.
    small, large = (6, 7.5) if lang == "zh" else (6.7, 9.2)
    lines = [
        line for subtitle in subtitles if subtitle for line in wrapped(subtitle, lang, int(pixels / small))
    ]
    return alt.Title(
        text=wrapped(text, lang, int(pixels / large)),
        subtitle=lines,
        anchor="start",
        frame="bounds",
        fontSize=15,
        subtitleFontSize=12,
        subtitleColor=FAINT,
        subtitlePadding=6,
        offset=12,
    )


def wrapped(text: str, lang: str, columns: int) -> list[str]:
    """A text in lines of at most `columns` columns; a Chinese character takes two.

    >>> wrapped("one two three", "en", 9)
    ['one two', 'three']
    >>> wrapped("生活补助天数，每日", "zh", 12)
    ['生活补助天数，', '每日']
    >>> wrapped("始于2016-01-01，每日", "zh", 12)
    ['始于', '2016-01-01，', '每日']
    """
    # In Chinese a line may end after any character, but not within a number or a Latin word.
    parts = text.split(" ") if lang == "en" else re.findall(r"[!-~]+|.", text)
    gap = " " if lang == "en" else ""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{gap}{part}" if lines else part
        if lines and (_columns(longer) <= columns or (part in CLOSING and lang == "zh")):
            lines[-1] = longer
        else:
            lines.append(part)
    return [line.strip() for line in lines]


def evenly_wrapped(text: str, lang: str, columns: int) -> list[str]:
    """A text wrapped into as few lines as `columns` allows, of about equal length.

    >>> evenly_wrapped("one two three four", "en", 15)
    ['one two', 'three four']
    """
    lines = wrapped(text, lang, columns)
    while columns > 1 and len(narrower := wrapped(text, lang, columns - 1)) == len(lines):
        lines, columns = narrower, columns - 1
    return lines


def quoted(words: Iterable[str]) -> str:
    """Words as a list in a Vega expression.

    >>> quoted(["it's", "so"])
    "['it\\\\'s', 'so']"
    """
    return f"[{', '.join(_escaped(word) for word in words)}]"


def label_lists(labels: Iterable[Sequence[str]]) -> str:
    """Labels of several lines as a list of lists in a Vega expression."""
    return f"[{', '.join(map(quoted, labels))}]"


def _escaped(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _columns(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def text_width(lines: Iterable[str]) -> int:
    """How wide the widest of some lines may become in pixels, at a font size of 11.

    An SVG keeps the layout of the machine that made it; the fonts of its readers may be a sixth wider.

    >>> text_width(["25 days", "生活补助"])
    49
    """
    return max((sum(11 if _columns(letter) == 2 else 7 for letter in line) for line in lines), default=0)


def room_for(alt: Any, lines: Iterable[str]) -> Any:
    """A layer that keeps room for texts to the right of a chart, which would otherwise be cut off."""
    edge = alt.Chart(alt.Data(values=[{}])).mark_rule(opacity=0, aria=False)
    most = text_width(lines) + 2 * TEXT_GAP
    return edge.encode(x=alt.value(alt.expr("width")), x2=alt.value(alt.expr(f"width + {most}")))


def yuan_axis(alt: Any, title: str, lang: str, **options: Any) -> Any:
    """An axis of whole fen with labels in yuan; in Chinese those from 10,000 yuan on count in 万."""
    return alt.Axis(
        title=title,
        labelExpr=MONEY[lang].format(yuan="datum.value / 100"),
        labelFontSize=11,
        titleFontSize=12,
        titlePadding=TEXT_GAP,
        **options,
    )


def axis(alt: Any, title: str | None, **options: Any) -> Any:
    """An axis with fonts legible in a notebook."""
    return alt.Axis(
        title=title, **{"labelFontSize": 11, "titleFontSize": 12, "titlePadding": TEXT_GAP, **options}
    )


def names_axis(alt: Any, names: Sequence[Sequence[str]], place: str, **options: Any) -> Any:
    """An axis of the names of rows, each of one or more lines; the expression `place` gives a row's place."""
    return alt.Axis(
        title=None,
        labelExpr=f"{label_lists(names)}[{place}]",
        labelLimit=0,
        labelFontSize=11,
        labelPadding=TEXT_GAP,
        minExtent=text_width(line for name in names for line in name) + TEXT_GAP,
        ticks=False,
        domain=False,
        **options,
    )


def legend(alt: Any, title: str | None, **options: Any) -> Any:
    """A legend with fonts legible in a notebook."""
    return alt.Legend(
        title=title,
        labelFontSize=11,
        titleFontSize=12,
        labelLimit=0,
        titleLimit=0,
        columnPadding=24,
        padding=TEXT_GAP,
        **options,
    )
