"""Audits a rule book: what in it is inferred, unstated, ambiguous, stale or unreachable."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from .._arguments import checked, wrong
from .._texts import Lang, both, language_of, listed
from ..formatting import (
    LANGUAGES,
    options_text,
    product_name,
    product_names,
    reading_text,
    roughly,
    source_name,
)
from ..frozen import Day, Frozen
from ..sources import Basis, Source, Text
from ..terms import Unstated, choices
from .checks.hints import key_of
from .checks.known_facts import KnownFacts
from .checks.unusable_parts import PartCase, Parts, cases_of, effects_together, unusable_in, unusable_in_whole
from .diff import figure
from .plan import Plan
from .reachability import Unreachable, always_holding, never_binding, out_of_reach, without_row, zeros
from .registry.book import AnyPlan, plan_of
from .term_path import Place, places, value_of
from .term_walk import guards, name_of_steps
from .version import PlanVersion
from .version_in_force import PRODUCT_UNNAMED, sold_beside
from .vocabulary import FINDING_KINDS, FindingKind

WHOLE = 10_000
"""All of an amount in basis points: 100 %."""

PERCENT = 100
"""1 % in basis points; a share below it may be a percentage that was written as if it were one."""


class Finding(Frozen):
    """One finding: its kind, the version (by its first day), the path, and the finding in words."""

    kind: FindingKind
    plan: str
    version: Day
    product: str | None
    path: str
    name: Text
    text: Text
    source: Source | None = None


class Audit(Frozen):
    """All findings of a plan, version by version."""

    findings: tuple[Finding, ...]

    def of(self, *kinds: str) -> tuple[Finding, ...]:
        """The findings of these kinds.

        Raises:
            ValueError: there is no such kind.
        """
        for kind in kinds:
            if kind not in FINDING_KINDS:
                raise wrong(
                    "kind",
                    kind,
                    both("one of {kinds}", "以下之一：{kinds}", kinds=listed(FINDING_KINDS)),
                    FINDING_KINDS,
                )
        return tuple(finding for finding in self.findings if finding.kind in kinds)

    def exit_code(self, *kinds: str) -> int:
        """1 if there is a finding of one of these kinds, else 0: the exit code of an automated check."""
        return int(bool(self.of(*kinds)))

    def rows(self, lang: Lang | None = None) -> list[dict[str, str]]:
        """One row of text for each finding, for a table or a data frame."""
        lang = language_of(lang)
        return [
            {
                "kind": finding.kind,
                "plan": finding.plan,
                "version": finding.version.isoformat(),
                "product": finding.product or "",
                "path": finding.path,
                "name": finding.name.in_(lang),
                "finding": finding.text.in_(lang),
                "source": finding.source.id if finding.source else "",
            }
            for finding in self.findings
        ]

    def text(self, lang: Lang | None = None) -> str:
        """The findings as text, grouped by version and kind."""
        lang = language_of(lang)
        lines: list[str] = []
        groups: dict[tuple[Any, ...], list[str]] = {}
        for finding in self.findings:
            colon = "：" if lang == "zh" else ": "
            cited = f" [{source_name(finding.source.id, lang)}]" if finding.source else ""
            line = f"    {finding.name.in_(lang)}{colon}{finding.text.in_(lang)}{cited}"
            key = (finding.plan, finding.version, finding.product or "", finding.kind)
            groups.setdefault(key, []).append(line)
        last: tuple[Any, ...] = ()
        for (plan, version, product, kind), group in groups.items():
            if (plan, version, product) != last:
                last = plan, version, product
                sold = product and product_name(product, lang)
                lines.append(" ".join(filter(None, (plan, str(version), sold))))
            lines += [f"  {FINDING_KINDS[kind].in_(lang)} ({len(group)})", *group]
        return "\n".join(lines)


@checked
def audit(plan: AnyPlan, *, stale_before: date | None = None) -> Audit:
    """The findings in a plan's rule books, as these are known now.

    Args:
        plan: the plan, by its code or its name, or a `Plan`.
        stale_before: report each source that was last checked before this day, or never; if left out, none.

    >>> report = audit("hospital_medical")
    >>> report.exit_code("unreachable"), report.exit_code("unstated")
    (0, 1)
    """
    known = plan_of(plan).as_known()
    return Audit(
        findings=tuple(
            Finding(
                kind=kind,
                plan=known.code,
                version=version.effective_from,
                product=version.product,
                path=path,
                name=name,
                text=text,
                source=source,
            )
            for version, unusable in zip(known.versions, _of_parts(known.versions), strict=True)
            for kind, path, name, text, source in (
                *_of_products(known, version),
                *unusable,
                *_of_version(version, stale_before),
            )
        )
    )


FindingFields = tuple[FindingKind, str, Text, Text, Source | None]

_SLIPS: tuple[tuple[FindingKind, Callable[[PlanVersion], Iterator[Unreachable]]], ...] = (
    ("unreachable", out_of_reach),
    ("never_binds", never_binding),
    ("always_holds", always_holding),
    ("without_row", without_row),
    ("zero", zeros),
)
"""What finds that a part of a version is perhaps not as it was meant, each with the kind of its findings."""


def _of_products(plan: Plan, version: PlanVersion) -> Iterator[FindingFields]:
    beside = sold_beside(plan.versions, version)
    if beside:
        ((reading, options),) = PRODUCT_UNNAMED.items()
        named = both(*(product_names(beside, lang) for lang in LANGUAGES))
        unnamed, either = reading_text(reading), options_text(reading, options)
        text = both(f"{named.en}; {unnamed.en}: {either.en}", f"{named.zh}；{unnamed.zh}：{either.zh}")
        yield "side_by_side", reading, both("product", "产品"), text, version.source


def _of_parts(versions: tuple[PlanVersion, ...]) -> Iterator[list[FindingFields]]:
    """For each version, what its file would be refused for, such as a part on which no result depends."""
    cases = [tuple(_cases(version)) for version in versions]
    everywhere = effects_together(case for each in cases for case in each)
    for version, each in zip(versions, cases, strict=True):
        whole = unusable_in_whole(version, effects_together(each).facts)
        found = ((key_of(one.path), one.right) for one in (*unusable_in(each, everywhere), *whole))
        yield [("unusable", key, both(key, key), right, None) for key, right in found]


def _cases(version: PlanVersion) -> Iterator[PartCase]:
    names = ("benefits", "conditions")
    parts: Parts = {(name, at): part for name in names for at, part in enumerate(getattr(version, name))}
    return cases_of(parts, KnownFacts(dict(version.facts), version.words))


def _of_version(version: PlanVersion, stale_before: date | None) -> Iterator[FindingFields]:
    yield from _of_dates(version)
    known = places(version)
    for place in known:
        if isinstance(place.term, Unstated):
            yield "unstated", place.path, place.name, figure(place), place.term.source
        elif place.term.basis is Basis.INFERRED:
            yield "inferred", place.path, place.name, figure(place), place.term.source
        yield from _of_share(place)
    for condition, way in guards(version):
        if condition.basis is Basis.INFERRED:
            name = name_of_steps(way.steps)
            yield "inferred", condition.condition, name, both("the condition", "整项条件"), condition.source
    for reading, options in choices(version).items():
        yield "ambiguous", reading, reading_text(reading), options_text(reading, options), None
    yield from _of_sources(version, known, stale_before)
    for kind, find in _SLIPS:
        yield from ((kind, *part) for part in find(version))


def _of_share(place: Place) -> Iterator[FindingFields]:
    """A share of more than the whole, or one so small that its unit is likely another than was meant."""
    share = value_of(place.term)[0] if place.unit == "basis_points" else 0
    if share > WHOLE:
        yield "above_whole", place.path, place.name, figure(place), place.term.source
    elif 0 < share < PERCENT:
        yield "below_percent", place.path, place.name, figure(place), place.term.source


def _of_dates(version: PlanVersion) -> Iterator[FindingFields]:
    whole, last = both("version", "版本"), version.shown_until
    if version.known_to != "day":
        precision = {"month": both("to the month", "仅知月份"), "year": both("to the year", "仅知年份")}
        yield "dated_roughly", "effective_from", whole, precision[version.known_to], version.source
    if last is not None:
        until = both(*(roughly(last.day, last.known_to, lang) for lang in LANGUAGES))
        yield "shown_until", "shown_until", whole, until, last.source


def _of_sources(
    version: PlanVersion, known: tuple[Place, ...], stale_before: date | None
) -> Iterator[FindingFields]:
    parts = (version, version.shown_until, *version.benefits, *version.conditions)
    cited = (*parts, *(place.term for place in known))
    for source in dict.fromkeys(part.source for part in cited if part and part.source):
        named = both(source.id, source_name(source.id, "zh"))
        if source.url is None:
            yield "unsourced", source.id, named, source.title, source
        if stale_before and (source.checked_on is None or source.checked_on < stale_before):
            day = source.checked_on
            checked_on = both(f"last checked {day}", f"最后核对于 {day}")
            yield "stale", source.id, named, checked_on if day else both("never checked", "从未核对"), source
