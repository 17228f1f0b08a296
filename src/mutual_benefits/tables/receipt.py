"""One receipt for a whole table: the rule books that answered it, and a hash of its rows."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from .._arguments import checked, renamed
from .._texts import both
from .._version import __version__
from ..canonical_hash import canonical, content_hash
from ..engine.prepare import check_known_on, prepare, with_older_defaults
from ..engine.prepared_plan import PreparedPlan
from ..errors import InvalidTable, MissingExtra
from ..frozen import Frozen, Items, Pair
from ..rulebook.registry.book import AnyPlan, Book, plan_of
from .assess_table import assess_table
from .native.far_days import rows_of

if TYPE_CHECKING:
    from narwhals.stable.v2.typing import IntoFrame


class TableReceipt(Frozen):
    """What a result of `assess_table` depends on.

    `rule_books` gives the hash of each version of the plan that the rows name, by its first day (and
    product). `content` is the hash of all rows in order: the SHA-256 of each row's canonical form followed
    by a line feed. `rows` is their number. `seal` is the hash of everything else in the receipt.
    """

    library: str
    plan: str
    rule_books: Items[Pair]
    readings: Items[Pair]
    unit: str
    rows: int
    content: str
    seal: str = ""

    def sealed(self) -> "TableReceipt":
        """The receipt with its seal."""
        content = self.model_dump(exclude={"seal"})
        return self.model_copy(update={"seal": content_hash(content)})


@renamed(result="frame")
@checked
def table_receipt(
    frame: "IntoFrame",
    *,
    plan: AnyPlan,
    readings: Mapping[str, str] | None = None,
    unit: Literal["fen", "yuan"] = "fen",
    known_on: date | None = None,
) -> TableReceipt:
    """The receipt of a table that `assess_table` returned for these arguments.

    Args:
        frame: the table, eager: Polars, pandas or PyArrow; collect a lazy one first.
        plan: the plan, by its code or its name, or a `Plan`.
        readings: as for `assess_table`.
        unit: as for `assess_table`.
        known_on: as for `assess_table`.

    Raises:
        InvalidTable: the table is lazy, lacks the columns of a result, contains binary fractions, or is the
            result of another plan.
    """
    eager = _eager(frame)
    prepared = prepare(plan_of(plan), readings, known_on)
    receipt, versions = _receipt(eager, prepared, unit)
    code, columns = prepared.plan.code, [f"{name}_{unit}" for name in _benefits(prepared)]
    lacking = [name for name in columns if name not in eager.columns]
    unknown = versions - {one.version.effective_from.isoformat() for one in prepared.versions} - {None}
    if lacking or unknown:
        what = both(
            f"no column {', '.join(lacking)}" if lacking else f"version {min(map(str, unknown))}",
            f"缺少 {'、'.join(lacking)} 列" if lacking else f"版本为 {min(map(str, unknown))}",
        )
        message = both(
            f"{what.en}: this is no result of plan {code}; give plan and known_on as assess_table had them",
            f"{what.zh}：并非活动 {code} 的结果；请给出 assess_table 所用的 plan 和 known_on",
        )
        raise InvalidTable(message, columns=lacking or ("version",), field="plan", given=code)
    return receipt


def _receipt(eager: Any, prepared: PreparedPlan, unit: str) -> tuple[TableReceipt, set[Any]]:
    """The receipt of a table, whatever plan it is a result of, and the versions that its rows name."""
    missing = [name for name in (f"total_{unit}", "status", "version") if name not in eager.columns]
    if missing:
        raise InvalidTable(
            both(
                f"no column {', '.join(missing)}; give what assess_table returned for unit={unit!r}",
                f"缺少 {'、'.join(missing)} 列；请给出 assess_table 以 unit={unit!r} 返回的表格",
            ),
            columns=missing,
        )
    content, rows, versions = hashlib.sha256(), 0, set()
    for row in rows_of(eager):
        cells = {name: _cell(name, value) for name, value in row.items()}
        versions.add(cells["version"])
        content.update(canonical(cells) + b"\n")
        rows += 1
    receipt = TableReceipt(
        library=__version__,
        plan=prepared.plan.code,
        rule_books=_rule_books(prepared, versions),
        readings=tuple(sorted(prepared.readings.items())),
        unit=unit,
        rows=rows,
        content=f"sha256:{content.hexdigest()}",
    )
    return receipt.sealed(), versions


@renamed(table="frame", history="usage")
@checked
def verify_table(
    receipt: TableReceipt,
    frame: "IntoFrame",
    *,
    plan: Book | None = None,
    known_on: date | None = None,
    **options: Any,
) -> tuple[str, ...]:
    """Assesses a table again from its columns of claims, and names the parts of the receipt that differ.

    The result is empty if nothing differs. It names `content` if a claim, a result, the order of rows or
    a further column differs; a receipt does not know in which row, since one hash is over all of them.

    Args:
        receipt: the receipt of the earlier result.
        frame: the earlier result, or the table of claims that it was made from.
        plan: a rule book: a plan's code or name, a `Plan`, or one version, as if always in force,
            if the result was made with one.
        known_on: as for `assess_table`.
        options: `usage`, `bounds`, `caveats`, `extra_columns` and `on_error`, as they were given to
            `assess_table`.
    """
    check_known_on(plan, known_on)
    arguments: dict[str, Any] = {
        "plan": plan_of(receipt.plan if plan is None else plan, receipt.plan),
        "readings": with_older_defaults(dict(receipt.readings)),
        "unit": receipt.unit,
        "known_on": known_on,
    }
    prepared = prepare(arguments["plan"], arguments["readings"], known_on)
    added = _added(prepared, receipt.unit)
    added |= {"caveats"} if options.get("caveats") else set()
    eager = _eager(frame)
    claims = eager.select([name for name in eager.columns if name not in added])
    done = assess_table(claims.to_native(), **arguments, **options)
    now = _parts(_receipt(_eager(done), prepared, receipt.unit)[0])
    if (
        claims.columns != eager.columns
        and _receipt(eager, prepared, receipt.unit)[0].content != now["content"]
    ):
        now["content"] = ""  # the table's own results are not those of its claims
    noted = dict(receipt.readings)
    now["readings"] = tuple(
        (name, option) for name, option in now["readings"] if name in noted or name != "product.unnamed"
    )
    differing = [part for part, value in _parts(receipt).items() if now[part] != value]
    intact = receipt.sealed().seal == receipt.seal
    return (*(() if intact else ("seal",)), *differing)


def _parts(receipt: TableReceipt) -> dict[str, Any]:
    return {name: value for name, value in receipt.__dict__.items() if name not in ("seal", "library")}


def _eager(frame: Any) -> Any:
    try:
        import narwhals.stable.v2 as nw
    except ModuleNotFoundError as missing:
        raise MissingExtra.of("tables need", "narwhals", "frame") from missing
    try:
        return nw.from_native(frame, eager_only=True)
    except TypeError:
        raise InvalidTable(
            both(
                f"frame is a {type(frame).__name__}; give an eager table (collect it, or read it as Arrow)",
                f"frame 为 {type(frame).__name__}；请给出已读入内存的表格（先 collect，或以 Arrow 读取）",
            ),
            field="frame",
            given=frame,
        ) from None


def _cell(name: str, value: Any) -> Any:
    """A cell as JSON: days as ISO dates, other moments in full, decimals as text, a missing value as null."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple | dict):
        for part in value.values() if isinstance(value, dict) else value:
            _cell(name, part)
        return str(value)
    # What pandas has for a missing value is not equal to itself, or does not say whether it is.
    if value is None or type(value).__name__ == "NAType" or value != value:
        return None
    if isinstance(value, float):
        message = both(
            f"column {name!r} holds the binary fraction {value!r}; give whole numbers or decimals",
            f"“{name}”列含二进制小数 {value!r}；请用整数或十进制小数",
        )
        raise InvalidTable(message, columns=(name,), given=value)
    if isinstance(value, date):
        day = datetime(value.year, value.month, value.day)  # the clock of the cell's own zone
        timed = isinstance(value, datetime) and value.replace(tzinfo=None) != day
        return value.isoformat() if timed else day.date().isoformat()
    return value if isinstance(value, int) else str(value)


def _rule_books(prepared: PreparedPlan, versions: set[Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (" ".join(filter(None, (str(one.version.effective_from), one.version.product))), one.content_hash)
        for one in prepared.versions
        if one.version.effective_from.isoformat() in versions
    )


def _benefits(prepared: PreparedPlan) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule.code for one in prepared.versions for rule in one.version.benefits))


def _added(prepared: PreparedPlan, unit: str) -> set[str]:
    """The names of the columns that `assess_table` may have added."""
    sums = {f"{code}{end}_{unit}" for code in _benefits(prepared) for end in ("", "_low", "_high")}
    return sums | {f"{name}_{unit}" for name in ("total", "low", "high")} | {"status", "reason", "version"}
