"""A revaluation in words, in English and in Chinese, and as HTML for a notebook."""

from collections.abc import Iterator
from functools import partial
from html import escape

from ...sources import Text
from ...vocabulary import KEYS, REASONS
from ..phrasing import in_, moved_by, sum_said
from .figures import Line, RevaluationFigures
from .vocabulary import MOVES

_say = partial(in_, MOVES)

_SHOWN = 5
"""So many of the largest movements are named in the text."""


def revaluation_lines(result: RevaluationFigures, lang: str) -> list[str]:
    """The revaluation, line by line."""
    lines = [
        _say("heading", lang, claims=f"{result.claims:,}", plan=result.plan),
        _say("before", lang, book=result.before.in_(lang)),
        _say("after", lang, book=result.after.in_(lang)),
    ]
    for part in result.unanswered:
        why = _say("why", lang, before=_why(part.reason_before, lang), after=_why(part.reason_after, lang))
        lines.append(_say("unanswered", lang, claims=f"{part.claims:,}", why=why))
    for title, group in _groups(result):
        lines += ["", MOVES[title].in_(lang)]
        for line in group:
            lines += [f"  {_name(line, title, result, lang)}", *(f"    {each}" for each in _line(line, lang))]
    if result.same:
        names = dict(result.names)
        same = MOVES["comma"].in_(lang).join(names[code].in_(lang) for code in result.same)
        lines += ["", _say("same", lang, names=same)]
    if result.largest:
        lines += ["", MOVES["largest"].in_(lang)]
        lines += [
            f"  {moved.claim.id}: {moved_by(moved.movement, lang)}" for moved in result.largest[:_SHOWN]
        ]
    return lines


def html(result: RevaluationFigures) -> str:
    """The lines as a table, in English with the Chinese words as titles."""
    heads = ("claims", "sum_before", "sum_after", "movement", "gain", "lose", "stay", "open")
    head = "".join(_cell("th", MOVES[name]) for name in ("what", *heads))
    rows = []
    for title, group in _groups(result):
        rows.append(f"<tr>{_cell('th', MOVES[title], span=len(heads) + 1)}</tr>")
        for line in group:
            named = Text(en=_name(line, title, result, "en"), zh=_name(line, title, result, "zh"))
            cells = [f"{line.claims:,}", sum_said(line.before, "en"), sum_said(line.after, "en")]
            cells += [
                moved_by(line.movement, "en"),
                *(f"{n:,}" for n in (line.gain, line.lose, line.stay, line.open)),
            ]
            rows.append(
                f"<tr>{_cell('td', named)}{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
            )
    caption = "<br>".join(escape(line) for line in revaluation_lines(result, "en")[:3])
    body = f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
    return f"<table><caption>{caption}</caption>{body}</table>"


def _groups(result: RevaluationFigures) -> Iterator[tuple[str, tuple[Line, ...]]]:
    yield "total", (result.total,)
    for title, group in (("tier", result.by_tier), ("benefit", result.by_benefit), ("year", result.by_year)):
        if group:
            yield title, group


def _name(line: Line, title: str, result: RevaluationFigures, lang: str) -> str:
    if line.of is None:
        return MOVES["all" if title == "total" else "no_tier"].in_(lang)
    if title == "benefit":
        return dict(result.names)[str(line.of)].in_(lang)
    return KEYS[line.of].in_(lang) if line.of in KEYS else str(line.of)


def _line(line: Line, lang: str) -> list[str]:
    sums = _say("sums", lang, before=sum_said(line.before, lang), after=sum_said(line.after, lang))
    said = [_say("line", lang, claims=f"{line.claims:,}", sums=sums, movement=moved_by(line.movement, lang))]
    ways = [
        _say(
            name, lang, claims=f"{count:,}", by="" if by is None else _say("by", lang, sum=sum_said(by, lang))
        )
        for name, count, by in (
            ("gains", line.gain, line.gained),
            ("loses", line.lose, line.lost),
            ("stays", line.stay, None),
            ("opens", line.open, None),
        )
        if count
    ]
    return said + ([MOVES["semicolon"].in_(lang).join(ways)] if ways else [])


def _why(reason: str | None, lang: str) -> str:
    if reason is None:
        return MOVES["answered"].in_(lang)
    if lang == "zh" and reason in KEYS:
        return f"{KEYS[reason].zh}（{reason}）"
    return REASONS[reason].in_(lang) if reason in REASONS else reason


def _cell(tag: str, text: Text, span: int = 1) -> str:
    return f'<{tag} colspan="{span}" title="{escape(text.zh)}">{escape(text.en)}</{tag}>'
