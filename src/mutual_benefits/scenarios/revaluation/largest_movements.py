"""The claims that move most, as `Claim` objects with their assessments under both rule books."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ...assessment.assess import assess
from ...assessment.assessment import Assessment
from ...assessment.desk import Desk
from ...claims import Claim, Enrolment
from ...events import KIND_BY_FIELD, KINDS
from ...money import to_yuan
from ...rules.own_facts import Fact
from ...usage import Usage
from ..comparison.rerun import told_to
from ..labelled_book import LabelledBook
from ..sums import Bounds
from .figures import Moved

if TYPE_CHECKING:
    import polars as pl

MovementRow = dict[str, Any]
_OWN = ("notified_on", "claimed_on")
_IN_FEN = ("self_paid", "over_cap", "other_cover", "loss")


def largest_movements(
    table: "pl.DataFrame", before: LabelledBook, after: LabelledBook, usage: Usage | None, most: int
) -> tuple[Moved, ...]:
    """The `most` claims that certainly move most; among equal movements earlier rows come first.

    The members' earlier claims count towards the limits, so that the assessments match the table's sums.

    """
    import polars as pl

    numbered = table.with_row_index("__row")
    chosen = _largest(numbered, most)
    rows = chosen.rows(named=True)
    if "member" in table.columns and rows:
        members = pl.col("member").is_in(chosen["member"].unique().to_list())
        # The order of a table: that of days, and of the text of ids, whatever type their column has.
        ids = [pl.col("id").cast(pl.String)] if "id" in table.columns else []
        rows = numbered.filter(members).sort("happened_on", *ids, "__row").rows(named=True)
    declared = {**before.prepared.words.facts, **after.prepared.words.facts}
    claims = {
        row["__row"]: _claim(row, before, declared) for row in rows if _answered(row, "before", "after")
    }
    numbers = set(chosen["__row"].to_list())
    assessments = {
        name: _assessed(
            {
                row["__row"]: told_to(claims[row["__row"]], book.plan, declared)
                for row in rows
                if _answered(row, name)
            },
            book,
            usage,
            numbers,
            in_turn="member" in table.columns,
        )
        for name, book in (("before", before), ("after", after))
    }
    return tuple(
        Moved(
            row=row["__row"],
            claim=claims[row["__row"]],
            before=assessments["before"][row["__row"]],
            after=assessments["after"][row["__row"]],
            movement=Bounds(low=_yuan(row["movement_low_fen"]), high=_yuan(row["movement_high_fen"])),
        )
        for row in chosen.rows(named=True)
    )


def _largest(table: "pl.DataFrame", most: int) -> "pl.DataFrame":
    """The rows that certainly move most, by at least a fen."""
    import polars as pl

    low, high = pl.col("movement_low_fen"), pl.col("movement_high_fen")
    size = pl.when(low > 0).then(low).when(high < 0).then(-high).otherwise(0).alias("__size")
    sizes = table.select(size)["__size"]
    # Finding the threshold first is faster than sorting all rows.
    least = sizes.top_k(min(most, len(sizes))).min() if most and len(sizes) else None
    if not least:
        least = 1
    largest = table.filter((sizes >= least) & (sizes > 0)).with_columns(size)
    return largest.sort(pl.col("__size"), "__row", descending=[True, False]).head(most)


def _assessed(
    claims: dict[int, Claim], book: LabelledBook, usage: Usage | None, numbers: set[int], *, in_turn: bool
) -> dict[int, Assessment]:
    """The assessments of the rows with these numbers, each after the rows before it or by itself."""
    desk = Desk(usage=usage, readings=book.readings, plan=book.plan)
    assessments = {}
    for number, claim in claims.items():
        assessment = desk.assess(claim) if in_turn else assess(claim, readings=book.readings, plan=book.plan)
        if number in numbers:
            assessments[number] = assessment
    return assessments


def _answered(row: MovementRow, *names: str) -> bool:
    """Whether any of these books answers the claim."""
    return any(row[f"{name}_low_fen"] is not None for name in names)


def _claim(row: MovementRow, side: LabelledBook, declared: Mapping[str, Fact]) -> Claim:
    """A row as a claim with the facts that are declared; a missing id or member is the row's number."""
    kind = _kind(row, side)
    number = f"row {row['__row']}"
    values: dict[str, Any] = {"enrolment": {"plan": side.plan.code}, "event": {"kind": kind}, "facts": {}}
    fields = {"enrolment": Enrolment.model_fields, "event": KINDS[kind].model_fields}
    for name, cell in row.items():
        if cell is None or name.startswith("__"):
            continue
        value = _field_value(name, cell)
        for part, known in fields.items():
            if name in known:
                values[part][name] = value
        if name in _OWN:
            values[name] = value
        if name in declared:
            values["facts"][name] = (
                to_yuan(cell) if declared[name].kind == "money" and isinstance(cell, int) else value
            )
    own = {name: number if row.get(name) is None else str(row[name]) for name in ("id", "member")}
    return Claim.model_validate(values | own)  # a row that is no claim is invalid, and was not answered


def _kind(row: MovementRow, side: LabelledBook) -> str:
    """The kind of event: that of the row, the one its filled cells imply, or the plan's only one."""
    if row.get("kind") is not None:
        return str(row["kind"])
    kinds = list(dict.fromkeys(rule.event for version in side.plan.versions for rule in version.benefits))
    implied = [kind for field, kind in KIND_BY_FIELD.items() if kind in kinds and row.get(field) is not None]
    if len(kinds) > 1 and implied:
        return implied[-1]
    return "injury" if "injury" in kinds else kinds[0]


def _field_value(name: str, cell: Any) -> Any:
    """A cell as the value of a claim's field: yuan, square metres, dates without times."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, float):  # pandas holds whole numbers with missing values as floats
        return int(cell)
    if name in _IN_FEN and isinstance(cell, int):
        return to_yuan(cell)
    return Decimal(cell) if name == "area" and isinstance(cell, int) else cell


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else to_yuan(fen)
