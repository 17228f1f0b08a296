"""A synthetic portfolio: a random table of claims of no real person, to try scenarios on."""

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, overload

from ..._arguments import checked
from ..._texts import both
from ...claims import Enrolment
from ...errors import InvalidScenario, MissingExtra
from ...rulebook.registry.book import AnyPlan
from ...tables.frame_builder import Backend, check_backend
from . import default_shape
from .incidence import DrawnColumns, table_of
from .sampling import Cells
from .shape import PlanShape, PortfolioShape

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

_EPOCH = date(1970, 1, 1).toordinal()


@overload
def synthetic_portfolio(
    rows: int = ...,
    *,
    seed: int,
    plan: AnyPlan | None = ...,
    shape: PortfolioShape | None = ...,
    backend: Literal["polars"] = ...,
) -> "pl.DataFrame": ...
@overload
def synthetic_portfolio(
    rows: int = ...,
    *,
    seed: int,
    plan: AnyPlan | None = ...,
    shape: PortfolioShape | None = ...,
    backend: Literal["pandas"],
) -> "pd.DataFrame": ...
@overload
def synthetic_portfolio(
    rows: int = ...,
    *,
    seed: int,
    plan: AnyPlan | None = ...,
    shape: PortfolioShape | None = ...,
    backend: Literal["pyarrow"],
) -> "pa.Table": ...
@checked
def synthetic_portfolio(
    rows: int = 100_000,
    *,
    seed: int,
    plan: AnyPlan | None = None,
    shape: PortfolioShape | None = None,
    backend: Backend = "polars",
) -> Any:
    """A table of SYNTHETIC claims, random from `seed`: of no real person and no real plan's experience.

    Its columns are those that `assess_table` reads, with money in whole fen, and three more: `id` begins
    with `SYN-`, `plan` is the plan's code, and `synthetic` is true in every row. Only the number of
    insured members is a published figure, the seed's; `print(PORTFOLIO_SHAPE)` shows all other
    assumptions. The same arguments give the same table in every run.

    Args:
        rows: the number of claims, over all plans or of one plan.
        seed: a whole number from 0 that determines the claims.
        plan: the plan, by its code or its name, or a `Plan`;
            if left out, all plans in the proportions of the shape.
        shape: the assumptions; `PORTFOLIO_SHAPE` if left out.
        backend: the kind of data frame: `polars`, `pandas` or `pyarrow`.

    Raises:
        UnknownPlan: the portfolio has no such plan.
        MissingExtra: NumPy, or the library that `backend` names, is not installed.
        InvalidScenario: `rows` or `seed` is not a whole number from 0, or the backend is unknown.

    >>> claims = synthetic_portfolio(1_000, seed=1, plan="accident")
    >>> claims["synthetic"].all(), claims["id"][0]
    (True, 'SYN-1-000001')
    """
    try:
        import numpy as np
    except ModuleNotFoundError as missing:
        raise MissingExtra.of("portfolios need", "NumPy", "scenarios", field="numpy") from missing
    for name, value in (("rows", rows), ("seed", seed)):
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise InvalidScenario(
                both(
                    f"{name} is {value!r}; give a whole number from 0",
                    f"{name} 为 {value!r}；请给出不小于 0 的整数",
                ),
                field=name,
                given=value,
            )
    check_backend(backend)
    if shape is None:
        shape = default_shape.PORTFOLIO_SHAPE
    shapes = shape.shapes(plan)
    counts = apportioned(rows, [one.weight for one in shapes])
    columns = _joined([_claims(one, shape, count, seed) for one, count in zip(shapes, counts, strict=True)])
    mixed = np.random.Generator(np.random.PCG64([seed])).random(rows)
    order = np.lexsort((mixed, columns["happened_on"]))
    columns = {name: cells[order] for name, cells in columns.items()}
    width = max(6, len(str(rows)))
    ids = np.array([f"SYN-{seed}-{number:0{width}}" for number in range(1, rows + 1)], dtype=object)
    synthetic = np.ones(rows, dtype=bool)
    return table_of({"id": ids, **columns, "synthetic": synthetic}, backend)


def apportioned(whole: int, weights: list[Any]) -> list[int]:
    """Whole numbers in proportion to the weights, adding up to `whole` by the largest remainder method.

    >>> apportioned(10, [1, 1, 1])
    [4, 3, 3]
    """
    total = sum(weights)
    shares = [divmod(whole * weight, total) for weight in weights]
    numbers = [int(share) for share, _ in shares]
    by_rest = sorted(range(len(weights)), key=lambda place: -shares[place][1])
    for place in by_rest[: whole - sum(numbers)]:
        numbers[place] += 1
    return numbers


def _claims(shape: PlanShape, portfolio: PortfolioShape, rows: int, seed: int) -> DrawnColumns:
    """The claims of one plan, from a random stream of its own: they do not depend on other plans."""
    import numpy as np

    generator = np.random.Generator(np.random.PCG64([seed, *shape.plan.encode()]))
    women = int(portfolio.insured * portfolio.women)
    number = (generator.random(rows) * (women if shape.women_only else portfolio.insured)).astype(np.int64)
    members, of_row = np.unique(number, return_inverse=True)

    def drawn(what: str) -> Cells:
        return members_chances(members, f"{seed} {what}")

    columns: DrawnColumns = {
        "member": np.array([f"SYN-M{member:08}" for member in members.tolist()], dtype=object)[of_row],
        "plan": np.full(rows, shape.plan, dtype=object),
        "sex": np.array(["male", "female"], dtype=object)[(number < women).astype(np.int64)],
    }
    first, last = (day.toordinal() - _EPOCH for day in (portfolio.first_day, portfolio.last_day))
    age = portfolio.age.at(drawn("age"), {})
    born = first - (age * 1461 + 3) // 4 - (drawn("birthday") * 365).astype(np.int64)
    columns["born_on"] = born[of_row].astype("datetime64[D]")
    person: DrawnColumns = {}
    for name, distribution in shape.enrolment:
        person[name] = distribution.at(drawn(name), person)
    columns |= {name: cells[of_row] for name, cells in person.items()}
    days = (generator.random(rows) * (last - first + 1)).astype(np.int64)
    columns["happened_on"] = (first + days).astype("datetime64[D]")
    month = (drawn("month") * (1 if shape.calendar_years else 12)).astype(np.int64)
    turn = (drawn("turn") * shape.cover_years).astype(np.int64)
    began = _cover_from(columns["happened_on"], month[of_row], turn[of_row], shape.cover_years)
    columns["cover_from"] = began
    return columns | _events(shape, columns, rows, generator)


def members_chances(members: Cells, what: str) -> Cells:
    """A pseudorandom number from 0 to 1 for each member, always the same for the same `what`.

    It is a hash of the member's number (the finisher of SplitMix64), so that a member is the same person
    in every claim and under every plan.
    """
    import numpy as np

    start = int.from_bytes(sha256(what.encode()).digest()[:8], "big")
    mixed = members.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(start)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)) * 2.0**-53


def _events(shape: PlanShape, columns: DrawnColumns, rows: int, generator: Any) -> DrawnColumns:
    """The event of each row: its kind, drawn by weight, and its facts."""
    import numpy as np

    weights = np.cumsum([float(severity.weight) for severity in shape.events])
    place = np.searchsorted(weights[:-1], generator.random(rows) * weights[-1], side="right")
    kinds = [severity.event for severity in shape.events]
    events: DrawnColumns = {"kind": np.array(kinds, dtype=object)[place]}
    for number, severity in enumerate(shape.events):
        here = np.flatnonzero(place == number)
        beside = {name: cells[here] for name, cells in columns.items()}
        for name, cells in severity.drawn(generator, len(here), beside).items():
            events.setdefault(name, np.full(rows, None, dtype=object))[here] = cells
    return events


def _cover_from(happened: Cells, month: Cells, turn: Cells, years: int) -> Cells:
    """The latest start of cover on or before the event: the first of the member's month in her cycle."""
    months = happened.astype("datetime64[M]").astype("int64")
    year = (months - month) // 12
    year -= (year - turn) % years
    return (year * 12 + month).astype("datetime64[M]").astype("datetime64[D]")


def _joined(parts: list[DrawnColumns]) -> DrawnColumns:
    """The claims of all plans in one table; a fact that a plan does not have is None."""
    import numpy as np

    order = [*Enrolment.model_fields, "kind", "happened_on"]
    names = sorted(
        dict.fromkeys(name for part in parts for name in part), key=lambda name: _place(name, order)
    )
    joined: DrawnColumns = {}
    for name in names:
        cells = [part[name] if name in part else np.full(len(part["plan"]), None) for part in parts]
        joined[name] = np.concatenate(cells)
    return joined


def _place(name: str, order: list[str]) -> int:
    return -1 if name == "member" else order.index(name) if name in order else len(order)
