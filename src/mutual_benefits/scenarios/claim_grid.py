"""A grid of claims: one claim with some of its facts varied, every combination a row."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from math import prod
from typing import TYPE_CHECKING, Any, Literal, overload

from .._arguments import checked
from ..claims import Claim, kind_of
from ..engine.prepare import plan_given
from ..money import to_fen
from ..rulebook.plan import Plan
from ..rulebook.registry.book import Book, plan_of
from ..rules.own_facts import check_facts, facts_declared
from ..tables.assess_table import assess_table
from ..tables.frame_builder import Backend, RepeatedColumn, check_backend, frame_of
from .claim_facts import checked_values, facts_by_path, typed_fact
from .progress import Progress, with_progress

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

CHUNK = 500_000
"""The number of rows that are assessed at a time."""


@overload
def grid(
    claim: Claim,
    vary: Mapping[str, Iterable[object]],
    *,
    book: Book | None = ...,
    readings: Mapping[str, str] | None = ...,
    backend: Literal["polars"] = ...,
    progress: Progress | bool | None = ...,
) -> "pl.DataFrame": ...
@overload
def grid(
    claim: Claim,
    vary: Mapping[str, Iterable[object]],
    *,
    book: Book | None = ...,
    readings: Mapping[str, str] | None = ...,
    backend: Literal["pandas"],
    progress: Progress | bool | None = ...,
) -> "pd.DataFrame": ...
@overload
def grid(
    claim: Claim,
    vary: Mapping[str, Iterable[object]],
    *,
    book: Book | None = ...,
    readings: Mapping[str, str] | None = ...,
    backend: Literal["pyarrow"],
    progress: Progress | bool | None = ...,
) -> "pa.Table": ...
@checked
def grid(
    claim: Claim,
    vary: Mapping[str, Iterable[object]],
    *,
    book: Book | None = None,
    readings: Mapping[str, str] | None = None,
    backend: Backend = "polars",
    progress: Progress | bool | None = None,
) -> Any:
    """The sums of a claim under every combination of some facts, in one tidy frame.

    Each combination is a claim of its own, with no limit used before it. Rows come in the order of the
    product; the last fact changes fastest.

    Args:
        claim: the claim; facts that are not varied keep their values.
        vary: the values of each varied fact by its path, e.g. `event.hospital_days`,
            `enrolment.fee_tier`, `event.happened_on`, `notified_on`, or `facts.<name>` for a fact that the
            book declares.
        book: a rule book: a plan's code or name, a `Plan`, or one version, as if always in force;
            the library's plan of the claim if left out.
        readings: as for `assess`.
        backend: the kind of frame: `polars`, `pandas` or `pyarrow`.
        progress: a callable such as `tqdm.tqdm`; tqdm itself, on a terminal or in a notebook, if
            left out or True; False for none.

    Returns:
        A frame with a column for each varied path (money in `Decimal` yuan), `<benefit>_fen` for each
        benefit of the plan (null where undetermined), `total_fen`, `low_fen`, `high_fen` (null where no
        maximum is known), `status`, `reason` and `version`, as `assess_table` gives them.

    Raises:
        UnknownPath: a path leads to no fact of the claim; the message names the nearest.
        InvalidScenario: a fact has no values, or the backend is unknown.
        pydantic.ValidationError: a fact cannot have one of its values.
        MissingExtra: narwhals or the backend is not installed.
        UnknownPlan, UnknownReading: as for `assess`, also for the book of another plan.
    """
    code = claim.enrolment.plan
    plan = plan_of(code) if book is None else plan_given(code, book)
    declared = facts_declared(plan.versions)
    values = checked_values(claim, vary, declared)
    check_backend(backend)
    known = facts_by_path(claim, declared)
    facts, varied, each = _constant_facts(claim, plan, values), {}, 1
    for path, choices in reversed(values.items()):
        kind = kind_of(known[path])
        varied[path] = RepeatedColumn(choices, kind, each)
        facts[path] = _in_fen(path, varied[path])
        each *= len(choices)
    varied = dict(reversed(varied.items()))
    table = {
        path.rpartition(".")[2]: column for path, column in facts.items() if path not in ("id", "member")
    }
    rows = prod(len(choices) for choices in values.values())
    parts = []
    starts = range(0, rows, CHUNK)
    for start in with_progress(starts, total=len(starts), what="grid", progress=progress):
        chunk = range(start, min(start + CHUNK, rows))
        assessed = assess_table(frame_of(table, chunk, backend), plan=plan, readings=readings, unit="fen")
        parts.append(_with_results(frame_of(varied, chunk, backend), assessed, list(table)))
    return parts[0] if len(parts) == 1 else _concatenated(parts)


def _constant_facts(claim: Claim, plan: Plan, varied: Mapping[str, list[Any]]) -> dict[str, RepeatedColumn]:
    """The facts that all rows share and a table must contain."""
    columns: dict[str, RepeatedColumn] = {}
    tiers = any(version.fee_tiers for version in plan.versions)
    declared = facts_declared(plan.versions)
    check_facts(claim, plan.code, declared)
    for path, field in facts_by_path(claim, declared).items():
        value = typed_fact(claim, path, field)
        needed = field.is_required() or (path == "enrolment.fee_tier" and tiers)
        if path not in varied and (needed or value != field.default):
            columns[path] = _in_fen(path, RepeatedColumn([value], kind_of(field)))
    if len({rule.event for version in plan.versions for rule in version.benefits}) > 1:
        columns["event.kind"] = RepeatedColumn([claim.event.kind], str)
    return columns


def _in_fen(path: str, column: RepeatedColumn) -> RepeatedColumn:
    """A column of money in whole fen, as tables hold it; an area stays decimal."""
    if column.kind is not Decimal or path == "event.area":
        return column
    fen = [None if value is None else to_fen(value) for value in column.values]
    return column._replace(values=fen, kind=int)


def _with_results(varied: Any, assessed: Any, facts: list[str]) -> Any:
    """The varied facts with the columns that `assess_table` added."""
    import narwhals.stable.v2 as nw

    result = nw.from_native(assessed).drop(facts)
    return nw.concat([nw.from_native(varied, eager_only=True), result], how="horizontal").to_native()


def _concatenated(parts: list[Any]) -> Any:
    import narwhals.stable.v2 as nw

    return nw.concat([nw.from_native(part, eager_only=True) for part in parts]).to_native()
