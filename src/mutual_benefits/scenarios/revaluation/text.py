"""The text of a revaluation, in English and in Chinese, and its HTML table for a notebook."""

from collections.abc import Iterator
from functools import partial
from html import escape

from ...files.chinese_headings import chinese_heading
from ...sources import Text
from ...vocabulary import KEYS, name_of
from ..phrasing import bounds_text, movement_text, phrase, plan_title
from .figures import Line, RevaluationFigures, Unanswered
from .vocabulary import MOVES

_phrase = partial(phrase, MOVES)

_LARGEST = 5
"""The number of largest movements that the text names."""


def revaluation_lines(result: RevaluationFigures, lang: str) -> list[str]:
    """The lines of the text."""
    lines = [
        _phrase("heading", lang, claims=f"{result.claims:,}", plan=plan_title(result.plan, lang)),
        _phrase("before", lang, book=result.before.in_(lang)),
        _phrase("after", lang, book=result.after.in_(lang)),
    ]
    lines += [unanswered_line(part, lang) for part in result.unanswered]
    for title, group in _groups(result):
        lines += ["", MOVES[title].in_(lang)]
        for line in group:
            name = line_name(line, title, result, lang)
            lines += [f"  {name}", *(f"    {part}" for part in _line_parts(line, lang))]
    if result.same:
        names = dict(result.names)
        same = MOVES["comma"].in_(lang).join(names[code].in_(lang) for code in result.same)
        lines += ["", _phrase("same", lang, names=same)]
    if result.largest:
        lines += ["", MOVES["largest"].in_(lang)]
        lines += [
            _phrase("moved_line", lang, id=moved.claim.id, movement=movement_text(moved.movement, lang))
            for moved in result.largest[:_LARGEST]
        ]
    return lines


def html(result: RevaluationFigures) -> str:
    """The lines as a table in English, with the Chinese words as titles."""
    heads = ("claims", "sum_before", "sum_after", "movement", "gain", "lose", "stay", "open")
    head = "".join(_cell("th", MOVES[name]) for name in ("what", *heads))
    rows = []
    for title, group in _groups(result):
        rows.append(f"<tr>{_cell('th', MOVES[title], span=len(heads) + 1)}</tr>")
        for line in group:
            name = Text(en=line_name(line, title, result, "en"), zh=line_name(line, title, result, "zh"))
            cells = [f"{line.claims:,}", bounds_text(line.before, "en"), bounds_text(line.after, "en")]
            cells += [
                movement_text(line.movement, "en"),
                *(f"{n:,}" for n in (line.gain, line.lose, line.stay, line.open)),
            ]
            rows.append(
                f"<tr>{_cell('td', name)}{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
            )
    caption = "<br>".join(escape(line) for line in revaluation_lines(result, "en")[:3])
    body = f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
    return f"<table><caption>{caption}</caption>{body}</table>"


def _groups(result: RevaluationFigures) -> Iterator[tuple[str, tuple[Line, ...]]]:
    yield "total", (result.total,)
    for title, group in (("tier", result.by_tier), ("benefit", result.by_benefit), ("year", result.by_year)):
        if group:
            yield title, group


def line_name(line: Line, group: str, result: RevaluationFigures, lang: str) -> str:
    """The name of a line in its group: `total`, `tier`, `benefit` or `year`."""
    if line.of is None:
        return MOVES["all" if group == "total" else "no_tier"].in_(lang)
    if group == "benefit":
        return dict(result.names)[str(line.of)].in_(lang)
    return KEYS[line.of].in_(lang) if line.of in KEYS else str(line.of)


def _line_parts(line: Line, lang: str) -> list[str]:
    sums = _phrase("sums", lang, before=bounds_text(line.before, lang), after=bounds_text(line.after, lang))
    parts = [
        _phrase(
            "line", lang, claims=f"{line.claims:,}", sums=sums, movement=movement_text(line.movement, lang)
        )
    ]
    counts = [
        _phrase(
            name,
            lang,
            claims=f"{count:,}",
            by="" if by is None else _phrase("by", lang, sum=bounds_text(by, lang)),
        )
        for name, count, by in (
            ("gains", line.gain, line.gained),
            ("loses", line.lose, line.lost),
            ("stays", line.stay, None),
            ("opens", line.open, None),
        )
        if count
    ]
    return parts + ([MOVES["semicolon"].in_(lang).join(counts)] if counts else [])


def unanswered_line(part: Unanswered, lang: str) -> str:
    """The number of claims that a book cannot answer, and why, with the code of each reason."""
    why = _phrase("why", lang, before=_why(part.reason_before, lang), after=_why(part.reason_after, lang))
    return _phrase("unanswered", lang, claims=f"{part.claims:,}", why=why)


def _why(reason: str | None, lang: str) -> str:
    if reason is None:
        return MOVES["answered"].in_(lang)
    field = reason.removeprefix("invalid_").removeprefix("unknown_")
    if reason in KEYS:
        words = KEYS[reason].in_(lang)
    elif field != reason:
        name = chinese_heading(field) if lang == "zh" else name_of(field).en
        words = _phrase("wrong", lang, name=name)
    else:
        return reason
    return f"{words}（{reason}）" if lang == "zh" else f"{words} ({reason})"


def _cell(tag: str, text: Text, span: int = 1) -> str:
    return f'<{tag} colspan="{span}" title="{escape(text.zh)}">{escape(text.en)}</{tag}>'
