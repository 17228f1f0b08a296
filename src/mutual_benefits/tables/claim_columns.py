"""The columns of a table of claims: what each may hold, and its facts as the calculator reads them."""

from types import SimpleNamespace
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw

from ..diseases import PUNCTUATION
from ..engine.prepared_plan import PreparedPlan
from ..errors import InvalidTable
from ..events import KINDS
from . import date_columns
from .backends import HUNDREDTHS
from .columnar.bounds import literal
from .columnar.expression import column, source
from .columnar.values import ABSENT, UNKNOWN, ColumnCondition, ColumnNumber, ColumnText
from .text_columns import known_words, placed, spellings

WHOLE = {
    "living_days": (0, 100_000),
    "hospital_days": (0, 100_000),
    "care_days": (0, 100_000),
    "days": (0, 100_000),
    "disability_grade": (1, 10),
    "ordinal": (1, 1_000),
    "shares": (1, 1_000),
}
"""Columns of whole numbers, with the least and the most that a cell may hold."""

MOST_FEN = 10**13
MOST_AREA = 10**8
FLAGS = ("died", "in_situ", "surgery", "renewed")
DATES = ("happened_on", "cover_from", "born_on", "notified_on", "claimed_on")
CHOICES = {
    "kind": tuple(KINDS),
    "occupation": ("ordinary", "high_risk"),
    "member_class": ("ordinary", "model_worker", "hardship"),
    "sex": ("female", "male"),
    "setting": ("inpatient", "outpatient"),
    "peril": ("fire", "burst_pipe"),
}
"""ClaimColumns whose words are fixed."""

CODES = ("cause", "injury_kind", "severity", "hospital_level")
NAMES = ("fee_tier", "product", "child", "disease")
DEFAULTS: dict[str, Any] = {"shares": 1, "ordinal": 1, "occupation": "ordinary", "member_class": "ordinary"}
DEFAULTS |= {"setting": "inpatient", "peril": "fire"}
TOLD_BY = {"child": "child_injury", "peril": "home_loss", "disease": "diagnosis"}
TOLD_BY |= {"self_paid": "medical_expense", "days": "hospital_stay"}

READ = (*DATES, *WHOLE, *HUNDREDTHS, *FLAGS, *CHOICES, *CODES, *NAMES)


class ClaimColumns(NamedTuple):
    """A table's columns as facts: the frame with helper columns, the facts, and which cells are wrong."""

    frame: Any
    facts: SimpleNamespace
    wrong: list[tuple[str, Any]]


class ColumnReader:
    """Reads the columns of one table for one plan."""

    def __init__(
        self, frame: Any, schema: dict[str, Any], plan: PreparedPlan, unit: str, scaled: frozenset[str]
    ) -> None:
        self.frame = frame
        self.schema = schema
        self.plan = plan
        self.unit = unit
        self.scaled = scaled
        self.helpers: dict[str, Any] = {}
        self.given: dict[str, Any] = {}
        self.facts = SimpleNamespace(given=self.given)
        self.wrong: list[tuple[str, Any]] = []

    def read(self) -> ClaimColumns:
        """All facts, those whose column is absent as the constants that all rows share.

        Raises:
            InvalidTable: a needed column is absent, or a column has a type that cannot be read.
        """
        for name in ("happened_on", "cover_from"):
            if name not in self.schema:
                raise InvalidTable(f"the table has no column {name}; add one of dates")
        for name in DATES:
            self.date(name, needed=name in ("happened_on", "cover_from"))
        for name, (least, most) in WHOLE.items():
            self.whole(name, least, most)
        for name in HUNDREDTHS:
            self.hundredths(name)
        for name in FLAGS:
            self.flag(name)
        for name, words in CHOICES.items():
            self.words(name, words, closed=True)
        for name in (*CODES, *NAMES):
            self.words(name, known_words(name, self.plan), closed=False)
        return ClaimColumns(self.frame.with_columns(**self.helpers), self.facts, self.wrong)

    def helper(self, name: str, expression: Any) -> Any:
        """A helper column that the frame will hold; the node that names it."""
        self.helpers[f"__mb_{name}"] = expression
        return column(f"__mb_{name}")

    def absent(self, name: str) -> bool:
        """Whether the column is absent; the fact is then the constant default."""
        if name in self.schema:
            return False
        nothing: Any = False if name in FLAGS else 0 if name in (*WHOLE, *HUNDREDTHS) else None
        setattr(self.facts, name, DEFAULTS.get(name, nothing))
        self.given[name] = False
        return True

    def date(self, name: str, *, needed: bool) -> None:
        """A column of dates as day numbers."""
        if self.absent(name):
            return
        if self.schema[name] not in (nw.Date, nw.Datetime):
            raise InvalidTable(
                f"column {name} holds {self.schema[name]}; give dates (a date or datetime type)"
            )
        day, sound, helpers = date_columns.read(self.frame, name, self.schema[name])
        self.helpers |= helpers
        setattr(self.facts, name, day)
        given = source(~nw.col(name).is_null())
        self.given[name] = True if needed else given
        self.wrong.append((name, ~sound if needed else given & ~sound))
        if name in ("notified_on", "claimed_on"):
            self.wrong.append((name, given & (self.facts.happened_on.low > day.low)))

    def whole(self, name: str, least: int, most: int) -> None:
        """A column of whole numbers within bounds; a null is the default."""
        if self.absent(name):
            return
        if not self.schema[name].is_integer():
            raise InvalidTable(
                f"column {name} holds {self.schema[name]}; give whole numbers (an integer type)"
            )
        cells = nw.col(name).cast(nw.Int64)
        default = DEFAULTS.get(name, 0)
        value = self.helper(name, cells.fill_null(default))
        outside = (value < literal(least)) | (value > literal(most))
        known = least <= default <= most
        self.wrong.append((name, outside if known else outside & source(~cells.is_null())))
        setattr(self.facts, name, ColumnNumber(value, value))

    def hundredths(self, name: str) -> None:
        """A column of money in fen, or of area in hundredths of a square metre."""
        if self.absent(name):
            return
        kind = self.schema[name]
        cells = nw.col(name)
        if kind == nw.Decimal:
            scaled = cells * 100
            fen = scaled.cast(nw.Int64)
            uneven = fen.cast(kind) != scaled
            self.wrong.append((name, source(uneven.fill_null(value=False))))
        elif kind.is_integer():
            fen = cells.cast(nw.Int64)
            if name not in self.scaled and (self.unit == "yuan" or name == "area"):
                fen = fen * nw.lit(100, dtype=nw.Int64)
        else:
            raise InvalidTable(
                f"column {name} holds {kind}; give {'whole yuan' if self.unit == 'yuan' else 'whole fen'} as"
                " integers, or decimals in yuan: a binary fraction cannot hold a sum exactly"
            )
        most = MOST_AREA if name == "area" else MOST_FEN
        self.given[name] = source(~cells.is_null())
        value = self.helper(name, fen.fill_null(0))
        self.wrong.append((name, (value < literal(0)) | (value > literal(most))))
        setattr(self.facts, name, ColumnNumber(value, value))

    def flag(self, name: str) -> None:
        """A column of truth values; a null is false."""
        if self.absent(name):
            return
        if self.schema[name] != nw.Boolean:
            raise InvalidTable(f"column {name} holds {self.schema[name]}; give truth values (a boolean type)")
        self.given[name] = source(~nw.col(name).is_null())
        value = self.helper(name, nw.col(name).fill_null(value=False))
        setattr(self.facts, name, ColumnCondition(value, value))

    def words(self, name: str, words: tuple[str, ...], *, closed: bool) -> None:
        """A column of words, as each word's place among those that are known."""
        if self.absent(name):
            return
        kind = self.schema[name]
        if kind not in (nw.String, nw.Categorical, nw.Enum):
            raise InvalidTable(f"column {name} holds {kind}; give text")
        text = nw.col(name) if kind == nw.String else nw.col(name).cast(nw.String)
        null = text.is_null()
        self.given[name] = source(~null)
        if name in CODES:
            text = text.str.strip_chars().str.to_lowercase().str.replace_all(r"[ \-]", "_")
        if name == "disease":
            text = text.str.to_lowercase().str.replace_all(PUNCTUATION, "")
        code = placed(text, spellings(name, words, self.plan))
        default = words.index(DEFAULTS[name]) if name in DEFAULTS else ABSENT
        absent = nw.lit(default, dtype=nw.Int64)
        code = self.helper(name, nw.when(null).then(absent).otherwise(code))
        if closed:
            self.wrong.append((name, code == literal(UNKNOWN)))
        setattr(self.facts, name, ColumnText(code, words))
