"""A line chart of a claim's entitlement by days, a line for each fee tier, with the caps."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..._arguments import checked
from ..._texts import Lang, language_of
from ...assessment.assess import assess
from ...claims import Claim
from ...formatting import cited, quantity
from ...rulebook.registry.book import Book, plan_of
from ...rules.own_facts import facts_declared
from ...sources import Text
from ...vocabulary import UNITS
from ..claim_facts import facts_by_path
from ..claim_grid import grid
from ..fact_words import OwnNames, fact_name, fact_text, fact_unit, facts_text
from ..grid_points import columns_of
from ..labelled_book import names_in
from ..phrasing import phrase, sum_text
from .bars import ZERO_DOMAIN
from .canvas import COLOURS, DASHES, HALO, WIDTH, altair, axis, chart_title, legend, yuan_axis
from .entitlement_points import apart, caps, checked_along, checked_points, checked_tiers, differs, values_of
from .vocabulary import ENTITLEMENT

if TYPE_CHECKING:
    import altair as alt
    from narwhals.stable.v2.typing import IntoFrame


@checked
def entitlement(
    claim: Claim,
    *,
    along: str | None = None,
    values: Iterable[int] | None = None,
    tiers: Sequence[str] | None = None,
    book: Book | None = None,
    readings: Mapping[str, str] | None = None,
    lang: Lang | None = None,
) -> "alt.LayerChart":
    """A claim's entitlement by days, a line for each fee tier, with a diamond where a cap is reached.

    Args:
        claim: the claim; its other facts keep their values.
        along: the path of the number on the horizontal axis, or of an amount or an area in whole yuan or
            square metres; the first of `living_days`, `hospital_days`, `care_days` and `days` that the event
            has if left out.
        values: the values of that number; of a whole number those up to 40 if left out.
        tiers: the fee tiers to draw; those of the rule book if left out.
        book: a rule book: a plan's code or name, a `Plan`, or one version, as if always in force;
            the library's plan of the claim if left out.
        readings: as for `assess`.
        lang: the language of the chart, `en` or `zh`.

    Raises:
        InvalidScenario: `along` is no number, or left out though the event counts no days; an amount has no
            `values`; the rule book has no such fee tier; or no claim can be answered.
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: altair, or what `grid` needs, is not installed.
        UnknownPath, pydantic.ValidationError: as for `grid`.
    """
    lang = language_of(lang)
    altair(lang)
    plan = plan_of(book or claim.enrolment.plan, claim.enrolment.plan)
    assessment = assess(claim, plan=plan, readings=readings)
    known = facts_by_path(claim, facts_declared(plan.versions))
    along = checked_along(claim, known, along)
    version = next(v for v in plan.versions if v.effective_from == assessment.version)
    codes = [tier.code for tier in version.fee_tiers]
    tiers = codes if tiers is None else checked_tiers(tiers, codes)
    values = values_of(along, known[along]) if values is None else values
    vary: dict[str, Iterable[object]] = {along: values}
    if tiers:
        vary["enrolment.fee_tier"] = tiers
    frame = grid(claim, vary, book=book, readings=readings, progress=False)
    rule_book = assessment.rule_book
    source = cited(rule_book.source, rule_book.basis, lang)
    by = "enrolment.fee_tier" if tiers else None
    own = dict(rule_book.facts)
    facts = facts_text(claim, lang, without=vary, own=own)
    plan_text = (rule_book.plan_name, source)
    return _line_chart(checked_points(frame, along, by), along, by, lang, plan_text, facts, own)


@checked
def entitlement_of_grid(
    frame: "IntoFrame",
    *,
    along: str,
    by: str | None = None,
    claim: Claim | None = None,
    book: Book | None = None,
    lang: Lang | None = None,
) -> "alt.LayerChart":
    """The same chart of an existing grid: a line for each value of the column `by`.

    Args:
        frame: the result of `grid`, with the column `along` and, for several lines, the column `by`; it must
            have one row for each pair of their values.
        along: the column of numbers on the horizontal axis, e.g. `event.hospital_days`.
        by: the column with a value for each line, e.g. `enrolment.fee_tier`; one line if left out.
        claim: the claim that was given to `grid`, whose other facts the chart then names.
        book: the rule book that was given to `grid` (a plan's code or name, a `Plan`, or one version),
            whose names of declared facts the chart then shows.
        lang: the language of the chart, `en` or `zh`.

    Raises:
        InvalidScenario: a column is missing, is not a number, or has too many lines; a pair of values
            occurs twice; or no row has a sum.
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: altair is not installed.
    """
    lang = language_of(lang)
    altair(lang)
    own = names_in(book)
    facts = facts_text(claim, lang, without=columns_of(frame), own=own) if claim else ""
    return _line_chart(checked_points(frame, along, by), along, by, lang, None, facts, own)


def _line_chart(
    points: list[dict[str, Any]],
    along: str,
    by: str | None,
    lang: str,
    plan: tuple[Text, str] | None,
    facts: str,
    own: OwnNames,
) -> "alt.LayerChart":
    alt = altair(lang)
    lines = list(dict.fromkeys(point["line"] for point in points))
    names = {line: fact_text(by or "", line, own).in_(lang) for line in lines}
    known = [point for point in points if point["low"] is not None]
    marks = caps(known)
    end = max(point["at"] for point in known)
    data = [
        {
            "at": point["at"],
            "line": names[point["line"]],
            "low": point["low"],
            "high": point["high"],
            "sum": sum_text(point["low"], point["high"], lang),
        }
        for point in known
    ]
    unit = fact_unit(along)
    labels = [
        {
            "at": mark["at"],
            "end": end,
            "line": names[mark["line"]],
            "low": mark["low"],
            "label": phrase(
                ENTITLEMENT,
                "cap",
                lang,
                sum=sum_text(mark["low"], mark["high"], lang),
                at=_count_text(mark["at"], unit, lang),
            ),
        }
        for mark in marks
    ]
    along_name = fact_name(along, own=own).in_(lang)
    by_name = fact_name(by, own=own).in_(lang) if by else None
    scale = [names[line] for line in lines]
    # The key shows each line as it is drawn, so that grey print tells the lines apart by their dashes.
    key = legend(alt, by_name, symbolType="stroke", symbolOpacity=1, symbolStrokeWidth=2.2, symbolSize=400)
    colour = alt.Color(
        "line:N",
        sort=scale,
        scale=alt.Scale(domain=scale, range=list(COLOURS[: len(scale)])),
        legend=key if by else None,
    )
    dash = alt.StrokeDash(
        "line:N",
        sort=scale,
        scale=alt.Scale(domain=scale, range=[list(dash) for dash in DASHES[: len(scale)]]),
        legend=key if by else None,
    )
    hint = [
        alt.Tooltip("at:Q", title=along_name),
        *([alt.Tooltip("line:N", title=by_name)] if by else []),
        alt.Tooltip("sum:N", title=phrase(ENTITLEMENT, "sum", lang)),
    ]
    x = alt.X("at:Q", axis=axis(alt, along_name, tickMinStep=1, grid=False), scale=alt.Scale(nice=False))
    flat = not any(row["low"] or row["high"] for row in data)
    y_scale = alt.Scale(domain=[0, ZERO_DOMAIN]) if flat else alt.Undefined
    y = alt.Y("low:Q", scale=y_scale, axis=yuan_axis(alt, phrase(ENTITLEMENT, "sum", lang), lang))
    bounded = [row for row in data if row["high"] is not None]
    unbounded = [row for row in data if row["high"] is None]
    banded = any(row["high"] != row["low"] for row in bounded)
    base = alt.Chart(alt.Data(values=data))
    layers = []
    if unbounded:
        upward = alt.Chart(alt.Data(values=unbounded)).mark_rule(opacity=0.35, strokeWidth=2)
        layers.append(upward.encode(x=x, y=y, y2=alt.value(0), color=colour, tooltip=hint))
    if banded:
        wide = alt.Chart(alt.Data(values=bounded))
        layers.append(
            wide.mark_area(opacity=0.18).encode(x=x, y=y, y2="high:Q", color=colour, detail="line:N")
        )
        most = alt.Y("high:Q", axis=yuan_axis(alt, phrase(ENTITLEMENT, "sum", lang), lang))
        layers.append(wide.mark_line(strokeWidth=1.2).encode(x=x, y=most, color=colour, strokeDash=dash))
    layers.append(base.mark_line(strokeWidth=2.2).encode(x=x, y=y, color=colour, strokeDash=dash))
    layers.append(base.mark_point(size=60, opacity=0, filled=True, aria=False).encode(x=x, y=y, tooltip=hint))
    if labels:
        capped = alt.Chart(alt.Data(values=labels))
        layers.append(
            capped.mark_point(shape="diamond", size=70, filled=True, opacity=1).encode(x=x, y=y, color=colour)
        )
        told = alt.Chart(alt.Data(values=apart(labels, known)))
        for look in HALO:
            text = told.mark_text(align="right", baseline="bottom", dy=-4, fontSize=11, **look)
            layers.append(text.encode(x=alt.X("end:Q"), y=alt.Y("place:Q"), text="label:N"))
    below = [
        _book_text(plan, points, lang),
        facts,
        phrase(ENTITLEMENT, "caps", lang) if labels else "",
        phrase(ENTITLEMENT, "bands", lang) if banded else "",
        phrase(ENTITLEMENT, "open", lang) if unbounded else "",
        phrase(ENTITLEMENT, "left_out", lang, count=len(points) - len(known))
        if len(known) < len(points)
        else "",
    ]
    capped_at = {mark["at"] for mark in marks}
    facts_shown = {"along": phrase(ENTITLEMENT, "amount" if unit == "yuan" else "the", lang, name=along_name)}
    if by:
        facts_shown["by"] = phrase(ENTITLEMENT, "the", lang, name=by_name)
    if len(marks) == len(lines) and len(capped_at) == 1:
        at = _count_text(capped_at.pop(), unit, lang)
        title = phrase(ENTITLEMENT, "title_cap", lang, at=at, along=facts_shown["along"])
    else:
        title = _title({name: differs(known, way) for way, name in facts_shown.items()}, lang)
    return alt.layer(*layers).properties(
        title=chart_title(alt, title, below, lang), width=WIDTH, height=280, description=title
    )


def _title(facts: Mapping[str, bool | None], lang: str) -> str:
    """On which of the facts shown the sum depends; None stands where the record leaves that open."""
    on = phrase(ENTITLEMENT, "with", lang).join(name for name, differs in facts.items() if differs)
    off = [name for name, differs in facts.items() if not differs]
    if None in facts.values():
        return phrase(ENTITLEMENT, "unknown", lang, off=phrase(ENTITLEMENT, "with", lang).join(facts))
    key = "independent" if not on else "depends_not" if off else "depends"
    return phrase(ENTITLEMENT, key, lang, on=on, off=phrase(ENTITLEMENT, "nor", lang).join(off))


def _book_text(plan: tuple[Text, str] | None, points: Iterable[Mapping[str, Any]], lang: str) -> str:
    """The rule book, and the plan if it is known."""
    days = sorted({point["version"] for point in points if point["version"] is not None})
    first = phrase(ENTITLEMENT, "and", lang).join(day.isoformat() for day in days)
    version = phrase(ENTITLEMENT, "version", lang, first=first)
    if plan is None:
        return version
    return phrase(ENTITLEMENT, "plan", lang, plan=plan[0].in_(lang), version=version) + plan[1]


def _count_text(at: int, unit: str, lang: str) -> str:
    return quantity(at, at, unit, lang) if unit in UNITS else str(at)
