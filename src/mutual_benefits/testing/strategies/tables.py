"""Tables of claims, ready for `assess_table`: the histories of several members in one data frame."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from ...claims import Claim, Enrolment, kind_of
from ...events import KINDS
from ...money import to_fen
from ...plans.registry import get_plan
from ...rulebook.plan import Plan
from ...tables.frame_builder import Backend, check_backend, frame_of_rows
from .claims import Version, histories

__all__ = ["tables"]


def tables(
    plan: str | Plan,
    version: Version = None,
    near_boundaries: bool = True,
    *,
    most: int = 3,
    backend: Backend = "polars",
) -> st.SearchStrategy[Any]:
    """Tables of claims as `assess_table` reads them, with the histories of up to `most` pairs of members.

    There is a column for each fact that an event of the plan can have; money is whole fen, an area a
    decimal, a fact that does not belong to a row's event is null. Rows stand in any order.

    Args:
        plan, version, near_boundaries: as for `claims`.
        most: so many histories stand in a table at most; each has up to five claims of one or two members.
        backend: the kind of data frame: `polars`, `pandas` or `pyarrow`.

    Raises:
        UnknownPlan, NoVersionInForce: there is no such plan or version.
        InvalidScenario: there is no such backend.
        MissingExtra: the backend, or narwhals, is not installed.

    >>> from hypothesis import find
    >>> find(tables("hospital_allowance"), lambda frame: len(frame) > 1).height
    2
    """
    check_backend(backend)
    kinds = _columns(get_plan(plan) if isinstance(plan, str) else plan)
    told = st.lists(histories(plan, version, near_boundaries), min_size=1, max_size=most).map(_joined)
    return told.flatmap(st.permutations).map(
        lambda claims: frame_of_rows([_row(claim, kinds) for claim in claims], kinds, backend)
    )


def _columns(plan: Plan) -> dict[str, type]:
    """The columns of a plan's tables with their types; the plan itself is no column."""
    answered = dict.fromkeys(rule.event for version in plan.versions for rule in version.benefits)
    fields: dict[str, type] = {"id": str, "member": str}
    for model in (Enrolment, *(KINDS[kind] for kind in answered), Claim):
        for name, field in model.model_fields.items():
            if name not in ("plan", "enrolment", "event", *fields):
                fields[name] = kind_of(field)
    return {name: int if kind is Decimal and name != "area" else kind for name, kind in fields.items()}


def _joined(told: list[list[Claim]]) -> list[Claim]:
    """Several histories as one: the members of each are its own, and so is the id of each claim."""
    return [
        claim.model_copy(update={"id": f"{claim.id}-{at}", "member": f"{claim.member}-{at}"})
        for at, history in enumerate(told, 1)
        for claim in history
    ]


def _row(claim: Claim, kinds: Mapping[str, type]) -> list[Any]:
    facts = {**claim.__dict__, **claim.enrolment.__dict__, **claim.event.__dict__}
    cells = (facts.get(name) for name in kinds)
    return [
        to_fen(cell) if kind is int and isinstance(cell, Decimal) else cell
        for cell, kind in zip(cells, kinds.values(), strict=True)
    ]
