"""A line chart of a claim's entitlement by days, a line for each fee tier, with the caps."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..._arguments import checked
from ...assessment.assess import assess
from ...claims import Claim
from ...errors import InvalidScenario
from ...formatting import cited, quantity
from ...sources import Text
from ...vocabulary import UNITS
from ..book import Book, plan_of
from ..claim_facts import fact_name, facts_by_path
from ..claim_grid import grid
from ..grid_points import grid_points, value_text
from ..phrasing import phrase, sum_text
from .canvas import COLOURS, DASHES, INK, WIDTH, altair, axis, chart_title, legend, yuan_axis
from .vocabulary import ENTITLEMENT

if TYPE_CHECKING:
    import altair as alt

DAYS = ("living_days", "hospital_days", "care_days", "days")
"""The facts that count days; the first that the event has is the default of the axis."""
MOST_SERIES = len(COLOURS)


@checked
def entitlement(
    claim: Claim,
    *,
    along: str | None = None,
    values: Iterable[int] = range(41),
    tiers: Sequence[str] | None = None,
    book: Book | None = None,
    readings: Mapping[str, str] | None = None,
    lang: str = "en",
) -> "alt.LayerChart":
    """A claim's entitlement by days, a line for each fee tier, with a diamond where a cap is reached.

    Args:
        claim: the claim; its other facts keep their values.
        along: the path of the number on the horizontal axis; the first of `living_days`,
            `hospital_days`, `care_days` and `days` that the event has if left out.
        values: the values of that number.
        tiers: the fee tiers to draw; those of the rule book if left out.
        book: the rule book to apply; the library's plan of the claim if left out.
        readings: as for `assess`.
        lang: the language of the chart, `en` or `zh`.

    Raises:
        InvalidScenario: the event counts no days and `along` is left out, or no claim can be answered.
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: altair, or what `grid` needs, is not installed.
        UnknownPath, pydantic.ValidationError: as for `grid`.
    """
    altair(lang)
    if along is None:
        known = facts_by_path(claim)
        paths = [f"event.{name}" for name in DAYS if f"event.{name}" in known]
        if not paths:
            numbers = [path for path in known if path.startswith("event.")]
            raise InvalidScenario(
                f"a claim for {claim.event.kind} has no number of days; give along, one of"
                f" {', '.join(numbers)}",
                field="along",
                choices=numbers,
            )
        along = paths[0]
    plan = plan_of(book or claim.enrolment.plan, claim.enrolment.plan)
    assessment = assess(claim, plan=plan, readings=readings)
    if tiers is None:
        version = next(v for v in plan.versions if v.effective_from == assessment.version)
        tiers = [tier.code for tier in version.fee_tiers]
    vary: dict[str, Iterable[object]] = {along: values}
    if tiers:
        vary["enrolment.fee_tier"] = tiers
    frame = grid(claim, vary, book=book, readings=readings, progress=False)
    rule_book = assessment.rule_book
    source = cited(rule_book.source, rule_book.basis, lang)
    by = "enrolment.fee_tier" if tiers else None
    return _line_chart(_checked_points(frame, along, by), along, by, lang, (rule_book.plan_name, source))


@checked
def entitlement_of_grid(
    frame: Any, *, along: str, by: str | None = None, lang: str = "en"
) -> "alt.LayerChart":
    """The same chart of an existing grid: a line for each value of the column `by`.

    Args:
        frame: the result of `grid`, with the column `along` and, for several lines, the column `by`; it must
            have one row for each pair of their values.
        along: the column of numbers on the horizontal axis, e.g. `event.hospital_days`.
        by: the column with a value for each line, e.g. `enrolment.fee_tier`; one line if left out.
        lang: the language of the chart, `en` or `zh`.

    Raises:
        InvalidScenario: a column is missing, is not a number, or has too many lines; a pair of values
            occurs twice; or no row has a sum.
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: altair is not installed.
    """
    altair(lang)
    return _line_chart(_checked_points(frame, along, by), along, by, lang)


def _checked_points(frame: Any, along: str, by: str | None) -> list[dict[str, Any]]:
    """The points of a grid, after the checks of a chart."""
    points = grid_points(frame, along, by)
    for point in points:
        if isinstance(point["at"], bool) or not isinstance(point["at"], int):
            message = f"{along} is {point['at']!r}; give a column of whole numbers as along"
            raise InvalidScenario(message, field="along", given=point["at"])
    lines = list(dict.fromkeys(point["line"] for point in points))
    if len(lines) > MOST_SERIES:
        message = f"{by} has {len(lines)} values; a chart shows at most {MOST_SERIES} lines"
        raise InvalidScenario(message, field="by", given=by)
    if all(point["low"] is None for point in points):
        raise InvalidScenario("no row of the grid has a sum; look at its column reason", field="grid")
    return points


def caps(points: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """For each line the first point from which the sum stays the same, if it grew before.

    >>> line = [{"line": "26", "at": at, "low": low, "high": low} for at, low in enumerate((0, 5, 9, 9, 9))]
    >>> [point["at"] for point in caps(line)]
    [2]
    """
    capped = []
    ordered = sorted(points, key=lambda point: str(point["line"]))
    for _, group in groupby(ordered, key=lambda point: str(point["line"])):
        line = sorted(group, key=lambda point: point["at"])
        first = len(line) - 1
        while first and _sum(line[first - 1]) == _sum(line[-1]):
            first -= 1
        if 0 < first < len(line) - 1 and line[first]["low"] > line[first - 1]["low"]:
            capped.append(line[first])
    return capped


def _sum(point: Mapping[str, Any]) -> tuple[Any, Any]:
    return point["low"], point["high"]


def _line_chart(
    points: list[dict[str, Any]], along: str, by: str | None, lang: str, plan: tuple[Text, str] | None = None
) -> "alt.LayerChart":
    alt = altair(lang)
    lines = list(dict.fromkeys(point["line"] for point in points))
    names = {line: value_text(line, lang) for line in lines}
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
    unit = "day" if along.rpartition(".")[2] in DAYS else ""
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
                sum=sum_text(*_sum(mark), lang),
                at=_count_text(mark["at"], unit, lang),
            ),
        }
        for mark in marks
    ]
    along_name = fact_name(along).in_(lang)
    by_name = fact_name(by).in_(lang) if by else None
    scale = [names[line] for line in lines]
    colour = alt.Color(
        "line:N",
        sort=scale,
        scale=alt.Scale(domain=scale, range=list(COLOURS[: len(scale)])),
        legend=legend(alt, by_name) if by else None,
    )
    dash = alt.StrokeDash(
        "line:N",
        sort=scale,
        scale=alt.Scale(domain=scale, range=[list(dash) for dash in DASHES[: len(scale)]]),
        legend=legend(alt, by_name) if by else None,
    )
    hint = [
        alt.Tooltip("at:Q", title=along_name),
        *([alt.Tooltip("line:N", title=by_name)] if by else []),
        alt.Tooltip("sum:N", title=phrase(ENTITLEMENT, "sum", lang)),
    ]
    x = alt.X("at:Q", axis=axis(alt, along_name, tickMinStep=1, grid=False), scale=alt.Scale(nice=False))
    y = alt.Y("low:Q", axis=yuan_axis(alt, phrase(ENTITLEMENT, "sum", lang)))
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
        most = alt.Y("high:Q", axis=yuan_axis(alt, phrase(ENTITLEMENT, "sum", lang)))
        layers.append(wide.mark_line(strokeWidth=1.2).encode(x=x, y=most, color=colour, strokeDash=dash))
    layers.append(base.mark_line(strokeWidth=2.2).encode(x=x, y=y, color=colour, strokeDash=dash))
    layers.append(base.mark_point(size=60, opacity=0, filled=True, aria=False).encode(x=x, y=y, tooltip=hint))
    if labels:
        capped = alt.Chart(alt.Data(values=labels))
        layers.append(
            capped.mark_point(shape="diamond", size=70, filled=True, opacity=1).encode(x=x, y=y, color=colour)
        )
        text = capped.mark_text(align="right", baseline="bottom", dy=-4, fontSize=11, color=INK)
        layers.append(text.encode(x=alt.X("end:Q"), y=y, text="label:N"))
    below = [
        _book_text(plan, points, lang),
        phrase(ENTITLEMENT, "caps", lang) if labels else "",
        phrase(ENTITLEMENT, "bands", lang) if banded else "",
        phrase(ENTITLEMENT, "open", lang) if unbounded else "",
        phrase(ENTITLEMENT, "left_out", lang, count=len(points) - len(known))
        if len(known) < len(points)
        else "",
    ]
    title = phrase(ENTITLEMENT, "title_by" if by else "title", lang, along=along_name, by=by_name)
    return alt.layer(*layers).properties(
        title=chart_title(alt, title, below, lang), width=WIDTH, height=280, description=title
    )


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
