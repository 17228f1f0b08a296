"""A rule book in words: every figure with its source and basis, and what the record does not state."""

from collections.abc import Iterator
from typing import Any

from .calculators.bounded import Interval
from .diseases import DiseaseList
from .frozen import Frozen
from .limits import Limit
from .plan import Plan, PlanVersion
from .sources import Basis, Source
from .terms import Choice, Figure, Ladder, Table, Unstated, choices
from .vocabulary import CONDITIONS, FIELDS, KEYS, PHRASES, RULES, SPANS
from .words import amended, cited, outward, quantity


def describe(plan: Plan, version: PlanVersion, lang: str = "en") -> str:
    """The rule book of one version as text, in English (`en`) or Chinese (`zh`).

    Raises:
        ValueError: `lang` is neither `en` nor `zh`.
    """
    if lang not in ("en", "zh"):
        raise ValueError(f"lang is {lang!r}; give 'en' or 'zh'")
    return "\n".join(_RuleBook(lang).lines(plan, version))


def unstated_in(value: Any) -> tuple[Unstated, ...]:
    """Every unstated term anywhere in a part of a rule book, each once."""
    return tuple(dict.fromkeys(term for term in _walk(value) if isinstance(term, Unstated)))


def _walk(value: Any) -> Iterator[Any]:
    yield value
    parts = value if isinstance(value, tuple) else ()
    if isinstance(value, Frozen):
        parts = tuple(value.__dict__.values())
    for part in parts:
        yield from _walk(part)


class _RuleBook:
    """Writes the lines of one rule book in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def say(self, phrase: str, **given: object) -> str:
        return PHRASES[phrase].in_(self.lang).format(**given)

    def lines(self, plan: Plan, version: PlanVersion) -> Iterator[str]:
        known = "" if version.known_to == "day" else self.say(f"known_to_{version.known_to}")
        yield f"{plan.name.in_(self.lang)} ({plan.code})"
        first = self.say("in_force", day=version.effective_from, known=known)
        yield first + cited(version.source, version.basis, self.lang)
        if version.draft:
            yield self.say("draft", label=version.label)
            yield from (f"  - {amended((one,)).in_(self.lang)}" for one in version.made_from)
        if version.covers_from:
            yield self.say("covers_from", day=version.covers_from)
        if version.product:
            yield self.say("product", product=version.product)
        yield from self.fees(version)
        yield from self.section("benefits", [self.benefit(rule) for rule in version.benefits])
        yield from self.section("conditions", [self.condition(one) for one in version.conditions])
        readings = [f"{name}: {' | '.join(options)}" for name, options in choices(version).items()]
        yield from self.section("readings", [[line] for line in readings])
        yield from self.section("unstated", [[term.what.in_(self.lang)] for term in unstated_in(version)])
        notes = [*version.notes, *(doubt.text for doubt in version.doubts)]
        yield from self.section("notes", [[note.in_(self.lang)] for note in notes])

    def section(self, title: str, entries: list[list[str]]) -> Iterator[str]:
        if entries:
            yield ""
            yield self.say(title)
        for entry in entries:
            yield f"  - {entry[0]}"
            yield from (f"      {line}" for line in entry[1:])

    def fees(self, version: PlanVersion) -> Iterator[str]:
        for tier in version.fee_tiers:
            ordinary, risky = (
                quantity(*outward(fen, "fen"), self.lang) for fen in (tier.ordinary, tier.high_risk)
            )
            said = self.say("tier_fee", tier=tier.code, ordinary=ordinary, high_risk=risky)
            yield said + cited(tier.source, tier.basis, self.lang)
        if version.fee is not None:
            yield from self.term(self.say("fee"), version.fee, "fen")
        if version.group is not None:
            share = self.amount(version.group.share.value, "basis_points")
            said = self.say("group", share=share, whole=version.group.whole_up_to.value)
            yield said + cited(version.group.share.source, version.group.share.basis, self.lang)

    def benefit(self, rule: Any) -> list[str]:
        kind = RULES[rule.rule].in_(self.lang)
        title = f"{rule.name.in_(self.lang)} ({rule.code}): {kind}{cited(rule.source, None, self.lang)}"
        return [title, *self.terms_of(rule)]

    def condition(self, guard: Any) -> list[str]:
        title = CONDITIONS[guard.condition].in_(self.lang)
        if guard.benefits:
            title += self.say("guards", benefits=", ".join(guard.benefits))
        lines = [title + cited(guard.source, guard.basis, self.lang), *self.terms_of(guard)]
        if getattr(guard, "causes", ()):
            lines.append(", ".join(guard.causes))
        return lines

    def terms_of(self, part: Any) -> list[str]:
        """The terms, limits and lists that stand in a rule or a condition."""
        lines: list[str] = []
        for name, value in part.__dict__.items():
            if name in part.units and value is not None:
                lines += self.term(FIELDS[name].in_(self.lang), value, part.units[name])
            elif isinstance(value, Limit):
                lines += self.limit(value)
            elif isinstance(value, DiseaseList):
                lines += self.diseases(value)
            elif name == "limits":
                lines += [line for limit in value for line in self.limit(limit)]
            elif name == "bands":
                for number, band in enumerate(value, start=1):
                    lines.append(self.say("band", number=number))
                    lines += [f"  {line}" for line in self.terms_of(band)]
        return lines

    def limit(self, limit: Any) -> list[str]:
        if isinstance(limit, Choice):
            return self.options(limit, lambda option: self.limit(option))
        span = SPANS[limit.per].in_(self.lang)
        title = self.say("limit", name=limit.name.in_(self.lang), span=span)
        return [title] if limit.ceiling is None else list(self.term(title, limit.ceiling, limit.unit))

    def options(self, choice: Choice[Any], lines_of: Any) -> list[str]:
        lines = []
        for index, (name, option) in enumerate(choice.options):
            default = self.say("default") if index == 0 else ""
            lines.append(self.say("under", reading=choice.reading, option=name, default=default))
            lines += [f"  {line}" for line in lines_of(option)]
        return lines

    def amount(self, value: int | Interval, unit: str) -> str:
        return quantity(*outward(value, unit), self.lang)

    def term(
        self, name: str, term: Any, unit: str, source: Source | None = None, basis: Basis | None = None
    ) -> Iterator[str]:
        colon = "：" if self.lang == "zh" else ": "
        if isinstance(term, int):
            yield f"{name}{colon}{self.amount(term, unit)}{cited(source, basis, self.lang)}"
        elif isinstance(term, Figure):
            yield from self.term(name, term.value, unit, term.source, term.basis)
        elif isinstance(term, Unstated):
            bounds = self.amount(Interval(term.low, term.high), unit)
            said = self.say("not_stated", what=term.what.in_(self.lang), bounds=bounds)
            yield f"{name}{colon}{said}{cited(term.source, term.basis, self.lang)}"
        elif isinstance(term, Choice):
            yield from self.options(term, lambda option: self.term(name, option, unit))
        elif isinstance(term, Table):
            for key, row in term.rows:
                said = KEYS[str(key)].in_(self.lang) if str(key) in KEYS else str(key)
                yield from self.term(f"{name}, {said}", row, unit, term.source, term.basis)
        elif isinstance(term, Ladder):
            for rung in term.rungs:
                reach = "through" if rung.inclusive else "before"
                at = self.say(f"{term.by}_{reach}", number=rung.through)
                yield from self.term(f"{name}, {at}", rung.value, unit)
            yield from self.term(f"{name}, {self.say('beyond')}", term.beyond, unit)

    def diseases(self, listed: DiseaseList) -> list[str]:
        names = "、" if self.lang == "zh" else "; "
        count = "?" if listed.count is None else listed.count
        said = self.say("diseases", named=len(listed.diseases), count=count)
        return [
            said,
            *([names.join(one.name.in_(self.lang) for one in listed.diseases)] if listed.diseases else []),
        ]
