"""What a claim comes to by its days, a line for each fee tier, with the days from which nothing is added."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ...assessment.assess import assess
from ...claims import Claim
from ...errors import InvalidScenario
from ...formatting import cited, quantity
from ...sources import Text
from ...vocabulary import UNITS
from ..book import Book, plan_of
from ..claim_facts import facts_by_path
from ..claim_grid import grid
from ..grid_points import grid_points, value_said
from ..phrasing import in_, sums
from ..portfolio.text import named
from .canvas import COLOURS, DASHES, INK, WIDTH, altair, axis, legend, titled, yuan_axis
from .vocabulary import ENTITLEMENT

if TYPE_CHECKING:
    import altair as alt

DAYS = ("living_days", "hospital_days", "care_days", "days")
"""The facts that count days, of which a claim has the first, unless another is asked for."""
MOST_SERIES = len(COLOURS)


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
    """What a claim comes to by its days, a line for each fee tier; where nothing more is added, a diamond.

    Args:
        claim: the claim; its other facts stay as they are.
        along: the path of the number that runs along the picture; the first of `living_days`,
            `hospital_days`, `care_days` and `days` that the event has if left out.
        values: the numbers that it takes.
        tiers: the fee tiers to draw; those of the rule book if left out.
        book: the rule book to ask; the library's plan of the claim if left out.
        readings: as for `assess`.
        lang: the language of the picture, `en` or `zh`.

    Raises:
        InvalidScenario: the event counts no days and `along` is left out, or no claim can be answered.
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: altair, or what `grid` needs, is not installed.
        UnknownPath, pydantic.ValidationError: as for `grid`.
    """
    altair(lang)
    if along is None:
        known = facts_by_path(claim)
        found = [f"event.{name}" for name in DAYS if f"event.{name}" in known]
        if not found:
            numbers = ", ".join(path for path in known if path.startswith("event."))
            raise InvalidScenario(
                f"a claim for {claim.event.kind} counts no days; give along, one of {numbers}"
            )
        along = found[0]
    plan = plan_of(book or claim.enrolment.plan, claim.enrolment.plan)
    found_now = assess(claim, plan=plan, readings=readings)
    if tiers is None:
        version = next(v for v in plan.versions if v.effective_from == found_now.version)
        tiers = [tier.code for tier in version.fee_tiers]
    vary: dict[str, Iterable[object]] = {along: values}
    if tiers:
        vary["enrolment.fee_tier"] = tiers
    frame = grid(claim, vary, book=book, readings=readings, progress=False)
    rule_book = found_now.rule_book
    source = cited(rule_book.source, rule_book.basis, lang)
    by = "enrolment.fee_tier" if tiers else None
    return _drawn(_rows(frame, along, by), along, by, lang, (rule_book.plan_name, source))


def entitlement_of_grid(
    frame: Any, *, along: str, by: str | None = None, lang: str = "en"
) -> "alt.LayerChart":
    """The same picture of a grid that was worked out before: a line for each value of the column `by`.

    Args:
        frame: what `grid` gave, with the column `along` and, for several lines, the column `by`; it must
            hold one row for each pair of their values.
        along: the column of numbers that runs along the picture, e.g. `event.hospital_days`.
        by: the column that tells the lines apart, e.g. `enrolment.fee_tier`; one line if left out.
        lang: the language of the picture, `en` or `zh`.

    Raises:
        InvalidScenario: a column is missing, is no number, or tells too many lines apart; a pair of values
            stands twice; or no row has a sum.
        ValueError: `lang` is neither `en` nor `zh`.
        MissingExtra: altair is not installed.
    """
    altair(lang)
    return _drawn(_rows(frame, along, by), along, by, lang)


def _rows(frame: Any, along: str, by: str | None) -> list[dict[str, Any]]:
    """The points of a grid, checked for a picture."""
    points = grid_points(frame, along, by)
    for point in points:
        if isinstance(point["at"], bool) or not isinstance(point["at"], int):
            raise InvalidScenario(
                f"{along} is {point['at']!r}; give a column of whole numbers to run along the picture"
            )
    lines = list(dict.fromkeys(point["line"] for point in points))
    if len(lines) > MOST_SERIES:
        raise InvalidScenario(f"{by} has {len(lines)} values; a picture shows at most {MOST_SERIES} lines")
    if all(point["low"] is None for point in points):
        raise InvalidScenario("no row of the grid has a sum; look at its column reason")
    return points


def caps(points: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Of each line the first point from which on its sum stays what it is, if it grew before.

    >>> line = [{"line": "26", "at": at, "low": low, "high": low} for at, low in enumerate((0, 5, 9, 9, 9))]
    >>> [point["at"] for point in caps(line)]
    [2]
    """
    found = []
    ordered = sorted(points, key=lambda point: str(point["line"]))
    for _, group in groupby(ordered, key=lambda point: str(point["line"])):
        line = sorted(group, key=lambda point: point["at"])
        first = len(line) - 1
        while first and _sum(line[first - 1]) == _sum(line[-1]):
            first -= 1
        if 0 < first < len(line) - 1 and line[first]["low"] > line[first - 1]["low"]:
            found.append(line[first])
    return found


def _sum(point: Mapping[str, Any]) -> tuple[Any, Any]:
    return point["low"], point["high"]


def _drawn(
    points: list[dict[str, Any]], along: str, by: str | None, lang: str, plan: tuple[Text, str] | None = None
) -> "alt.LayerChart":
    alt = altair(lang)
    lines = list(dict.fromkeys(point["line"] for point in points))
    called = {line: value_said(line, lang) for line in lines}
    known = [point for point in points if point["low"] is not None]
    marks = caps(known)
    end = max(point["at"] for point in known)
    data = [
        {
            "at": point["at"],
            "line": called[point["line"]],
            "low": point["low"],
            "high": point["high"],
            "sum": sums(point["low"], point["high"], lang),
        }
        for point in known
    ]
    unit = "day" if along.rpartition(".")[2] in DAYS else ""
    labels = [
        {
            "at": mark["at"],
            "end": end,
            "line": called[mark["line"]],
            "low": mark["low"],
            "said": in_(
                ENTITLEMENT, "cap", lang, sum=sums(*_sum(mark), lang), at=_counted(mark["at"], unit, lang)
            ),
        }
        for mark in marks
    ]
    told = named(along.rpartition(".")[2], lang)
    told_by = named(by.rpartition(".")[2], lang) if by else None
    scale = [called[line] for line in lines]
    colour = alt.Color(
        "line:N",
        sort=scale,
        scale=alt.Scale(domain=scale, range=list(COLOURS[: len(scale)])),
        legend=legend(alt, told_by) if by else None,
    )
    dash = alt.StrokeDash(
        "line:N",
        sort=scale,
        scale=alt.Scale(domain=scale, range=[list(dash) for dash in DASHES[: len(scale)]]),
        legend=legend(alt, told_by) if by else None,
    )
    hint = [
        alt.Tooltip("at:Q", title=told),
        *([alt.Tooltip("line:N", title=told_by)] if by else []),
        alt.Tooltip("sum:N", title=in_(ENTITLEMENT, "sum", lang)),
    ]
    x = alt.X("at:Q", axis=axis(alt, told, tickMinStep=1, grid=False), scale=alt.Scale(nice=False))
    y = alt.Y("low:Q", axis=yuan_axis(alt, in_(ENTITLEMENT, "sum", lang)))
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
        most = alt.Y("high:Q", axis=yuan_axis(alt, in_(ENTITLEMENT, "sum", lang)))
        layers.append(wide.mark_line(strokeWidth=1.2).encode(x=x, y=most, color=colour, strokeDash=dash))
    layers.append(base.mark_line(strokeWidth=2.2).encode(x=x, y=y, color=colour, strokeDash=dash))
    layers.append(base.mark_point(size=60, opacity=0, filled=True, aria=False).encode(x=x, y=y, tooltip=hint))
    if labels:
        capped = alt.Chart(alt.Data(values=labels))
        layers.append(
            capped.mark_point(shape="diamond", size=70, filled=True, opacity=1).encode(x=x, y=y, color=colour)
        )
        text = capped.mark_text(align="right", baseline="bottom", dy=-4, fontSize=11, color=INK)
        layers.append(text.encode(x=alt.X("end:Q"), y=y, text="said:N"))
    below = [
        _book(plan, points, lang),
        in_(ENTITLEMENT, "caps", lang) if labels else "",
        in_(ENTITLEMENT, "bands", lang) if banded else "",
        in_(ENTITLEMENT, "open", lang) if unbounded else "",
        in_(ENTITLEMENT, "left_out", lang, count=len(points) - len(known))
        if len(known) < len(points)
        else "",
    ]
    title = in_(ENTITLEMENT, "title_by" if by else "title", lang, along=told, by=told_by)
    return alt.layer(*layers).properties(
        title=titled(alt, title, below, lang), width=WIDTH, height=280, description=title
    )


def _book(plan: tuple[Text, str] | None, points: Iterable[Mapping[str, Any]], lang: str) -> str:
    """By which rule book, and of which plan where it is known."""
    days = sorted({point["version"] for point in points if point["version"] is not None})
    said = in_(ENTITLEMENT, "and", lang).join(day.isoformat() for day in days)
    version = in_(ENTITLEMENT, "version", lang, first=said)
    if plan is None:
        return version
    return in_(ENTITLEMENT, "plan", lang, plan=plan[0].in_(lang), version=version) + plan[1]


def _counted(at: int, unit: str, lang: str) -> str:
    return quantity(at, at, unit, lang) if unit in UNITS else str(at)
