"""The claims that move most, each as a claim again, with its reasons under both rule books."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ...assessment.assess import Desk
from ...assessment.assessment import Assessment
from ...claims import Claim, Enrolment
from ...errors import InvalidTable
from ...events import KINDS
from ...money import to_yuan
from ...tables.claim_columns import KIND_BY_FIELD
from ...usage import Usage
from ..labelled_book import LabelledBook
from ..sums import Bounds
from .figures import Moved

if TYPE_CHECKING:
    import polars as pl

MovementRow = dict[str, Any]
_OWN = ("notified_on", "claimed_on")
_IN_FEN = ("self_paid", "over_cap", "other_cover", "loss")


def explained(
    table: "pl.DataFrame", before: LabelledBook, after: LabelledBook, history: Usage | None, most: int
) -> tuple[Moved, ...]:
    """The `most` claims that surely move most, the first rows first where they move alike.

    What the member's earlier claims used of the limits is counted, so that the reasons are those of the
    table's sums.

    Raises:
        InvalidTable: a row holds what no claim can say, e.g. a line break in its id.
    """
    import polars as pl

    numbered = table.with_row_index("__row")
    chosen = _largest(numbered, most)
    rows = chosen.rows(named=True)
    if "member" in table.columns and rows:
        members = pl.col("member").is_in(chosen["member"].unique().to_list())
        rows = numbered.filter(members).sort("happened_on", *_ids(table), "__row").rows(named=True)
    claims = {row["__row"]: _claim(row, before) for row in rows if _answered(row, "before", "after")}
    asked = set(chosen["__row"].to_list())
    reasons = {
        name: _assessed([row for row in rows if _answered(row, name)], claims, side, history, asked)
        for name, side in (("before", before), ("after", after))
    }
    return tuple(
        Moved(
            row=row["__row"],
            claim=claims[row["__row"]],
            before=reasons["before"][row["__row"]],
            after=reasons["after"][row["__row"]],
            movement=Bounds(low=_yuan(row["movement_low_fen"]), high=_yuan(row["movement_high_fen"])),
        )
        for row in chosen.rows(named=True)
    )


def _largest(table: "pl.DataFrame", most: int) -> "pl.DataFrame":
    """The rows that surely move most, by at least a fen."""
    import polars as pl

    low, high = pl.col("movement_low_fen"), pl.col("movement_high_fen")
    sure = pl.when(low > 0).then(low).when(high < 0).then(-high).otherwise(0).alias("__sure")
    sizes = table.select(sure)["__sure"]
    # The threshold first: sorting the rows above it is quick, sorting all of them is not.
    least = sizes.top_k(min(most, len(sizes))).min() if most and len(sizes) else None
    if not least:
        least = 1
    found = table.filter((sizes >= least) & (sizes > 0)).with_columns(sure)
    return found.sort(pl.col("__sure"), "__row", descending=[True, False]).head(most)


def _assessed(
    rows: list[MovementRow],
    claims: dict[int, Claim],
    side: LabelledBook,
    history: Usage | None,
    asked: set[int],
) -> dict[int, Assessment]:
    """The assessments that are asked for, each after the claims that came before it."""
    desk = Desk(usage=history, readings=side.readings, plan=side.plan)
    return {
        row["__row"]: told
        for row in rows
        for told in (desk.assess(claims[row["__row"]]),)
        if row["__row"] in asked
    }


def _answered(row: MovementRow, *names: str) -> bool:
    """Whether any of these books answers the claim."""
    return any(row[f"{name}_low_fen"] is not None for name in names)


def _ids(table: "pl.DataFrame") -> list[str]:
    return ["id"] if "id" in table.columns else []


def _claim(row: MovementRow, side: LabelledBook) -> Claim:
    """A row as a claim; what has no name is called by its row."""
    kind = _kind(row, side)
    number = f"row {row['__row']}"
    told: dict[str, Any] = {"enrolment": {"plan": side.plan.code}, "event": {"kind": kind}}
    fields = {"enrolment": Enrolment.model_fields, "event": KINDS[kind].model_fields}
    for name, cell in row.items():
        if cell is None or name.startswith("__"):
            continue
        value = _as_told(name, cell)
        for part, known in fields.items():
            if name in known:
                told[part][name] = value
        if name in _OWN:
            told[name] = value
    own = {name: number if row.get(name) is None else str(row[name]) for name in ("id", "member")}
    try:
        return Claim.model_validate(told | own)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise InvalidTable(f"{number}: {place} is {first['input']!r}; {first['msg']}") from wrong


def _kind(row: MovementRow, side: LabelledBook) -> str:
    """The kind of event: given, told by the cells that are filled, or the plan's only one."""
    if row.get("kind") is not None:
        return str(row["kind"])
    kinds = list(dict.fromkeys(rule.event for version in side.plan.versions for rule in version.benefits))
    told = [kind for field, kind in KIND_BY_FIELD.items() if kind in kinds and row.get(field) is not None]
    if len(kinds) > 1 and told:
        return told[-1]
    return "injury" if "injury" in kinds else kinds[0]


def _as_told(name: str, cell: Any) -> Any:
    """A cell as the field of a claim: yuan, square metres, days without their hours."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, float):  # pandas has whole numbers beside missing ones as floats
        return int(cell)
    if name in _IN_FEN and isinstance(cell, int):
        return to_yuan(cell)
    return Decimal(cell) if name == "area" and isinstance(cell, int) else cell


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else to_yuan(fen)
