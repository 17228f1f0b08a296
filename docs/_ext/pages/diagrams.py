"""Diagrams built from boxes of text, which wrap on a narrow screen and cannot overlap."""

from collections.abc import Iterator
from html import escape
from string import ascii_uppercase
from typing import Any

from mutual_benefits.limits import Limit
from mutual_benefits.rulebook.plan import Plan
from mutual_benefits.rulebook.term_path import places
from mutual_benefits.rulebook.version import PlanVersion
from mutual_benefits.terms import Choice, Unstated
from mutual_benefits.vocabulary import CONDITIONS, SPANS, way_of

from .words import EVENTS, say


def timeline(plan: Plan, lang: str) -> str:
    """Draws the versions over time, one row per product; an approximate first day has a hatched edge."""
    versions = plan.as_known().versions
    rows = []
    for product in dict.fromkeys(version.product for version in versions):
        sold = [version for version in versions if version.product == product]
        bars = "".join(_bar(one, after, lang) for one, after in zip(sold, [*sold[1:], None], strict=True))
        name = f'<div class="product"><code>{escape(product)}</code></div>' if product else ""
        rows.append(f'{name}<div class="bars">{bars}</div>')
    return f'<div class="timeline">{"".join(rows)}</div>'


def _bar(version: PlanVersion, after: PlanVersion | None, lang: str) -> str:
    years = (after.effective_from - version.effective_from).days / 365 if after else 5
    count = sum(isinstance(place.term, Unstated) for place in places(version))
    phrase = "timeline_whole" if count == 0 else "timeline_open_one" if count == 1 else "timeline_open"
    known = say(f"known_{version.known_to}", lang)
    said = [f"<b>{version.effective_from}</b>", *([f"<i>{known}</i>"] if known else [])]
    said.append(f"<span>{say(phrase, lang, count=count)}</span>")
    kind = f"bar known-{version.known_to}{' open' if count else ''}{'' if after else ' last'}"
    return f'<div class="{kind}" style="flex-grow:{max(years, 1):.1f}">{"".join(said)}</div>'


def paths(plan: Plan, lang: str) -> Iterator[str]:
    """Draws the conditions, the benefits and their limits for each event, in the newest versions."""
    newest = {version.product: version for version in plan.as_known().versions}
    for version in newest.values():
        events = dict.fromkeys(rule.event for rule in version.benefits)
        letters = _letters(version)
        for event in events:
            title = say("path_of", lang, event=EVENTS[event].in_(lang), day=version.effective_from)
            rules = [rule for rule in version.benefits if rule.event == event]
            rows = "".join(_benefit(version, rule, letters, lang) for rule in rules)
            codes = {rule.code for rule in rules}
            common = [
                guard for guard in version.conditions if not guard.benefits or codes <= set(guard.benefits)
            ]
            guards = "".join(f"<span>{_guard(guard, lang)}</span>" for guard in common)
            yield (
                f'<div class="path"><div class="event">{escape(title)}</div>'
                f'<div class="guards">{guards or say("no_conditions", lang)}</div>{rows}</div>'
            )
            yield ""


def _benefit(version: PlanVersion, rule: Any, letters: dict[str, str], lang: str) -> str:
    codes = {each.code for each in version.benefits if each.event == rule.event}
    own = [
        guard
        for guard in version.conditions
        if rule.code in guard.benefits and not codes <= set(guard.benefits)
    ]
    guards = "".join(f"<i>{_guard(guard, lang)}</i>" for guard in own)
    limits = "".join(_limit(limit, letters, lang) for limit in limits_of(rule))
    return (
        f'<div class="row"><div class="benefit"><b>{escape(rule.name.in_(lang))}</b>'
        f"<span>{escape(way_of(rule).in_(lang))}</span>{guards}</div>"
        f'<div class="limits">{limits or say("no_limits", lang)}</div></div>'
    )


def _guard(guard: Any, lang: str) -> str:
    return escape(CONDITIONS[guard.condition].in_(lang))


def _limit(limit: Limit, letters: dict[str, str], lang: str) -> str:
    span = escape(SPANS[limit.per].in_(lang))
    return f"<span><b>{letters[limit.code]}</b> {escape(limit.name.in_(lang))} <i>({span})</i></span>"


def limits_of(part: Any) -> tuple[Limit, ...]:
    """Returns every limit of a rule or a condition, under every reading, each code once."""
    found: dict[str, Limit] = {}
    pending = [part.__dict__[name] for name in part.__dict__]
    while pending:
        value = pending.pop(0)
        if isinstance(value, Limit):
            found.setdefault(value.code, value)
        elif isinstance(value, Choice):
            pending += [option for _, option in value.options]
        elif isinstance(value, tuple):
            pending += list(value)
    return tuple(found.values())


def _letters(version: PlanVersion) -> dict[str, str]:
    codes = dict.fromkeys(limit.code for rule in version.benefits for limit in limits_of(rule))
    return dict(zip(codes, ascii_uppercase, strict=False))
