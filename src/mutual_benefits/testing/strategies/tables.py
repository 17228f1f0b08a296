"""Tables of claims, ready for `assess_table`: the histories of several members in one data frame."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, overload

from hypothesis import strategies as st

from ..._arguments import check_positive, checked
from ...claims import Claim, Enrolment, kind_of
from ...events import KINDS
from ...money import to_fen
from ...rulebook.plan import Plan
from ...rulebook.registry.book import AnyPlan, plan_of
from ...rules.own_facts import TYPES, Fact, facts_declared
from ...tables.frame_builder import Backend, check_backend, frame_of_rows
from .claims import VersionOrDay, histories

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["tables"]


@overload
def tables(
    plan: AnyPlan,
    version: VersionOrDay = ...,
    near_boundaries: bool = ...,
    *,
    most: int = ...,
    backend: Literal["polars"] = ...,
) -> "st.SearchStrategy[pl.DataFrame]": ...
@overload
def tables(
    plan: AnyPlan,
    version: VersionOrDay = ...,
    near_boundaries: bool = ...,
    *,
    most: int = ...,
    backend: Literal["pandas"],
) -> "st.SearchStrategy[pd.DataFrame]": ...
@overload
def tables(
    plan: AnyPlan,
    version: VersionOrDay = ...,
    near_boundaries: bool = ...,
    *,
    most: int = ...,
    backend: Literal["pyarrow"],
) -> "st.SearchStrategy[pa.Table]": ...
@checked
def tables(
    plan: AnyPlan,
    version: VersionOrDay = None,
    near_boundaries: bool = True,
    *,
    most: int = 3,
    backend: Backend = "polars",
) -> st.SearchStrategy[Any]:
    """Tables of claims as `assess_table` reads them, each made of up to `most` histories.

    There is a column for each fact that an event of the plan can have; money is in whole fen (so give
    `unit="fen"`), an area is a decimal, and a fact that does not belong to a row's event is null. Rows are
    in any order.

    Args:
        plan, version, near_boundaries: as for `claims`.
        most: the maximum number of histories; each has up to five claims of one or two members.
        backend: the kind of data frame: `polars`, `pandas` or `pyarrow`.

    Raises:
        UnknownPlan, NoVersionInForce: there is no such plan or version.
        InvalidScenario: there is no such backend.
        MissingExtra: the backend, or narwhals, is not installed.

    >>> import mutual_benefits as mb
    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, deadline=None)
    ... @given(tables("hospital_allowance"))
    ... def test_every_row_gets_an_answer(frame):
    ...     assert len(mb.assess_table(frame, plan="hospital_allowance")) == len(frame)
    >>> test_every_row_gets_an_answer()
    """
    check_backend(backend)
    check_positive("most", most)
    known = plan_of(plan)
    types, declared = _columns(known), facts_declared(known.versions)
    rows = st.lists(histories(plan, version, near_boundaries), min_size=1, max_size=most).map(_joined)
    return rows.flatmap(st.permutations).map(
        lambda claims: frame_of_rows([_row(claim, types, declared) for claim in claims], types, backend)
    )


def _columns(plan: Plan) -> dict[str, type]:
    """The columns of a plan's tables with their types; there is no column for the plan itself."""
    covered = dict.fromkeys(benefit.event for version in plan.versions for benefit in version.benefits)
    fields: dict[str, type] = {"id": str, "member": str}
    for model in (Enrolment, *(KINDS[kind] for kind in covered), Claim):
        for name, field in model.model_fields.items():
            if name not in ("plan", "enrolment", "event", "facts"):
                fields[name] = kind_of(field)
    fields |= {name: TYPES[fact.kind] for name, fact in facts_declared(plan.versions).items()}
    return {name: int if kind is Decimal and name != "area" else kind for name, kind in fields.items()}


def _joined(several: list[list[Claim]]) -> list[Claim]:
    """Several histories as one, with ids and members made distinct."""
    return [
        claim.model_copy(update={"id": f"{claim.id}-{number}", "member": f"{claim.member}-{number}"})
        for number, history in enumerate(several, 1)
        for claim in history
    ]


def _row(claim: Claim, types: Mapping[str, type], declared: Mapping[str, Fact]) -> list[Any]:
    facts = {**claim.__dict__, **claim.enrolment.__dict__, **claim.event.__dict__}
    for name, value in claim.facts.items():
        read: Any = value if declared[name].kind == "word" else declared[name].read(value)
        facts[name] = date.fromordinal(read) if declared[name].kind == "day" else read
    cells = (facts.get(name) for name in types)
    return [
        to_fen(cell) if type_ is int and isinstance(cell, Decimal) else cell
        for cell, type_ in zip(cells, types.values(), strict=True)
    ]
