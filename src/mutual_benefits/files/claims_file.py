"""Reads the claims of a file: `read_claims`."""

import os
import tempfile
import warnings
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from .._arguments import check_word, checked, wrong
from .._texts import both, listed, say
from ..assessment.desk import duplicate
from ..claims import Claim
from ..rulebook.registry.book import AnyPlan
from .header import fault
from .table_file import TableFile
from .vocabulary import FAULTS, SHEETS
from .wrong_rows import WrongRow

_BLOCK = 1 << 20


class BinaryFile(Protocol):
    """What is read in bytes: an open binary file, or an upload that a web framework keeps."""

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes, the rest if fewer are left."""


def _copy(file: BinaryFile, path: Path) -> None:
    """Write what is left of a file to a path."""
    with path.open("wb") as written:
        while block := file.read(_BLOCK):
            if not isinstance(block, bytes):
                right = both("a file opened as binary ('rb')", "以二进制方式（'rb'）打开的文件")
                raise wrong("path", file, right)
            written.write(block)


class _Rows(NamedTuple):
    claims: tuple[Claim, ...]
    wrong: tuple[WrongRow, ...]


class ClaimsFile(_Rows):
    """The claims of a file in its order, and the rows that are none.

    `unread` are the headings of columns that stand for no field, and that were passed over.
    """

    unread: tuple[str, ...] = ()


@checked
def read_claims(
    path: str | os.PathLike[str] | BinaryFile,
    *,
    plan: AnyPlan | None = None,
    unit: Literal["fen", "yuan"] | None = None,
    extra_columns: Literal["check", "keep"] = "check",
) -> ClaimsFile:
    r"""The claims of a CSV, Excel, JSON Lines or Parquet file, and the rows that are none, with the reasons.

    Columns are named as the fields of `Claim`, `Enrolment` and the events, or by their Chinese headings; a
    blank cell means the field's default. A cell that can mean one thing only is read (`2016/5/4`,
    `4,867.30`, 女), one that can mean two is refused (`04/05/2016`). Rows are counted as a spreadsheet does,
    the header being row 1. A file without the column `id` or `member` names them by the row. A row whose
    claim no rule book answers is a wrong row too, and so is a second row of an `id`: the first in order of
    date is the claim. Of a workbook the first sheet is read, and a warning names the others. The headings of
    columns that stand for no field are in `unread`.

    Args:
        path: the file, or an open binary file, which is read from where it stands; what it holds tells its
            kind.
        plan: the plan, by its code or its name, or a `Plan`;
            of all rows, where the file need not say it.
        unit: the unit of money that a Parquet file has in whole numbers.
        extra_columns: refuse columns that are nearly named like a field (`check`), or pass over them.

    Raises:
        InvalidTable: there is no such file, it cannot be read, or its header cannot be used.
        UnknownPlan: no plan has this code or name.
        MissingExtra: what reads such a file is not installed.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "claims.csv")
    ...     _ = path.write_text("编号,会员,活动,保障起始日,会费档次,出险日,生活补助天数\n"
    ...                         "C-1,M-1,accident,2016-01-01,100,2016/5/4,12\n"
    ...                         "C-2,M-1,accident,2016-01-01,100,04/05/2016,12\n", "utf-8")
    ...     claims, wrong = read_claims(path)
    >>> claims[0].event.living_days
    12
    >>> print(wrong[0].problems[0])
    row 3, column 出险日: '04/05/2016'; which number is the month? Give the year first, e.g. 2016-05-04
    """
    if unit is not None:
        check_word("unit", unit, ("fen", "yuan"))
    check_word("extra_columns", extra_columns, ("check", "keep"))
    if not isinstance(path, (str, os.PathLike)):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "claims")
            _copy(path, copy)
            return read_claims(copy, plan=plan, unit=unit, extra_columns=extra_columns)
    table = TableFile(Path(path), plan=plan, unit=unit, extra_columns=extra_columns)
    if unit == "fen" and not table.parquet:
        raise fault(FAULTS["fen_of_parquet"])
    if table.others:
        warnings.warn(str(say(SHEETS, names=listed(table.others))), stacklevel=3)
    claims: list[tuple[int, Claim, dict[str, str]]] = []
    wrong: list[WrongRow] = []
    for row in table:
        cells = dict(zip(table.header.names, row.cells, strict=False))
        claim = table.reader.read(row.number, cells, row.fault)
        if isinstance(claim, Claim):
            claims.append((row.number, claim, cells))
        else:
            wrong.append(claim)
    first: dict[str, int] = {}
    for number, claim, _ in sorted(claims, key=lambda each: (each[1].event.happened_on, each[0])):
        first.setdefault(claim.id, number)
    for number, claim, cells in claims:
        if first[claim.id] != number:
            wrong.append(table.reader.unanswered(number, cells, claim, duplicate(claim)))
    kept = tuple(claim for number, claim, _ in claims if first[claim.id] == number)
    found = ClaimsFile(kept, tuple(sorted(wrong, key=lambda each: each.row)))
    found.unread = tuple(table.header.extra)
    return found
