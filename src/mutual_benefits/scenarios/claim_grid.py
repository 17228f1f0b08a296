"""A grid of claims: one claim with some of its facts varied, every combination a row."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from math import prod
from typing import Any

from ..claims import Claim, kind_of
from ..money import to_fen
from ..rulebook.plan import Plan
from ..tables.assess_table import assess_table
from ..tables.frame_builder import Backend, RepeatedColumn, check_backend, frame_of
from .book import Book, plan_of
from .claim_facts import checked_values, fact, facts_by_path
from .progress import Progress, shown

CHUNK = 500_000
"""So many rows are worked out at a time."""


def grid(
    claim: Claim,
    vary: Mapping[str, Iterable[object]],
    *,
    book: Book | None = None,
    readings: Mapping[str, str] | None = None,
    backend: Backend = "polars",
    progress: Progress | bool | None = None,
) -> Any:
    """What a claim comes to with every combination of some facts, in one tidy frame.

    Each combination stands by itself: nothing was used before it. Rows come in the order of the product,
    the last fact changing fastest.

    Args:
        claim: the claim; facts that are not varied stay as they are.
        vary: the values of each varied fact by its path, e.g. `event.hospital_days`,
            `enrolment.fee_tier`, `event.happened_on`, `notified_on`.
        book: the rule book to ask; the library's plan of the claim if left out.
        readings: as for `assess`.
        backend: the kind of frame: `polars`, `pandas` or `pyarrow`.
        progress: a callable such as `tqdm.tqdm`; tqdm itself on a terminal if left out or True; False
            for none.

    Returns:
        A frame with a column for each varied path (money in `Decimal` yuan), `<benefit>_fen` for each
        benefit of the plan (null where undetermined), `total_fen`, `low_fen`, `high_fen` (null where no
        maximum is known), `status`, `reason` and `version`, as `assess_table` gives them.

    Raises:
        UnknownPath: a path leads to no fact of the claim; the message names the nearest.
        InvalidScenario: a fact has no values to take, or the backend is unknown.
        pydantic.ValidationError: a fact cannot have one of its values.
        MissingExtra: narwhals or the backend is not installed.
        UnknownPlan, UnknownReading: as for `assess`.
    """
    values = checked_values(claim, vary)
    check_backend(backend)
    plan = plan_of(book or claim.enrolment.plan, claim.enrolment.plan)
    known = facts_by_path(claim)
    facts, told, each = _constant_facts(claim, plan, values), {}, 1
    for path, taken in reversed(values.items()):
        kind = kind_of(known[path])
        told[path] = RepeatedColumn(taken, kind, each)
        facts[path] = _as_counted(path, told[path])
        each *= len(taken)
    told = dict(reversed(told.items()))
    table = {
        path.rpartition(".")[2]: column for path, column in facts.items() if path not in ("id", "member")
    }
    rows = prod(len(taken) for taken in values.values())
    parts = []
    starts = range(0, rows, CHUNK)
    for start in shown(starts, total=len(starts), what="grid", progress=progress):
        here = range(start, min(start + CHUNK, rows))
        done = assess_table(frame_of(table, here, backend), plan=plan, readings=readings)
        parts.append(_beside(frame_of(told, here, backend), done, list(table)))
    return parts[0] if len(parts) == 1 else _below(parts)


def _constant_facts(claim: Claim, plan: Plan, varied: Mapping[str, list[Any]]) -> dict[str, RepeatedColumn]:
    """The facts that all rows share, as far as a table must be told them."""
    found: dict[str, RepeatedColumn] = {}
    tiers = any(version.fee_tiers for version in plan.versions)
    for path, field in facts_by_path(claim).items():
        value = fact(claim, path)
        needed = field.is_required() or (path == "enrolment.fee_tier" and tiers)
        if path not in varied and (needed or value != field.default):
            found[path] = _as_counted(path, RepeatedColumn([value], kind_of(field)))
    if len({rule.event for version in plan.versions for rule in version.benefits}) > 1:
        found["event.kind"] = RepeatedColumn([claim.event.kind], str)
    return found


def _as_counted(path: str, column: RepeatedColumn) -> RepeatedColumn:
    """Money in whole fen, as tables count it; an area stays decimal."""
    if column.kind is not Decimal or path == "event.area":
        return column
    fen = [None if value is None else to_fen(value) for value in column.values]
    return column._replace(values=fen, kind=int)


def _beside(told: Any, done: Any, asked: list[str]) -> Any:
    """The varied facts, and beside them what the table was found to come to."""
    import narwhals.stable.v2 as nw

    result = nw.from_native(done, eager_only=True).drop(asked)
    return nw.concat([nw.from_native(told, eager_only=True), result], how="horizontal").to_native()


def _below(parts: list[Any]) -> Any:
    import narwhals.stable.v2 as nw

    return nw.concat([nw.from_native(part, eager_only=True) for part in parts]).to_native()
