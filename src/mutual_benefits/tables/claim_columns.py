"""The columns of a table of claims: what each may hold, and its facts as the calculator reads them."""

from datetime import date
from types import SimpleNamespace
from typing import Any, Literal, NamedTuple, get_args, get_origin

import narwhals.stable.v2 as nw
from pydantic.fields import FieldInfo

from .._texts import both
from ..claims import Claim, Enrolment, bounds_of, kind_of
from ..engine.prepared_plan import PreparedPlan
from ..errors import InvalidTable
from ..events import KIND_BY_FIELD, KINDS, Code
from . import date_columns
from .column_names import HUNDREDTHS, NO_FRACTION, wrong_type
from .columnar.bounds import literal, times
from .columnar.expression import HELPER, column, source
from .columnar.fact_columns import count_nights, read_own_facts
from .columnar.values import ABSENT, UNKNOWN, ColumnCondition, ColumnNumber, ColumnText
from .native.frames import Frame
from .native.whole_numbers import check_type, whole
from .text_columns import code_type, doubtful, encoded, known_words, unreadable, words_themselves

EVENT_FIELDS = {
    name: field for model in KINDS.values() for name, field in model.model_fields.items() if name != "kind"
}
_FIELDS = EVENT_FIELDS | Enrolment.model_fields | Claim.model_fields


def _words(field: FieldInfo) -> tuple[str, ...]:
    """The words that a field allows; none where it allows any."""
    kinds = (field.annotation, *get_args(field.annotation))
    return next((get_args(kind) for kind in kinds if get_origin(kind) is Literal), ())


# A row with several errors reports the first: these lists are in the order in which columns are checked.
DATES = tuple(name for name, field in _FIELDS.items() if kind_of(field) is date)
WHOLE = dict(
    sorted(
        ((name, bounds_of(field)) for name, field in _FIELDS.items() if kind_of(field) is int),
        key=lambda column: column[1],
    )
)
"""Columns of whole numbers, with the least and the most that a cell may hold."""

MOST_FEN = 10**13
MOST_AREA = 10**8
TEXTS = (nw.String, nw.Categorical, nw.Enum)
FLAGS = tuple(name for name, field in _FIELDS.items() if kind_of(field) is bool)
CHOICES = {"kind": tuple(KINDS)} | {
    name: words for name, field in (Enrolment.model_fields | EVENT_FIELDS).items() if (words := _words(field))
}
"""Columns with a fixed choice of words."""

CODES = tuple(name for name, field in _FIELDS.items() if Code in get_args(field.annotation))
NAMES = ("fee_tier", "product", "child", "disease")
DEFAULTS: dict[str, Any] = {
    name: field.default
    for name, field in _FIELDS.items()
    if field.default and not field.is_required() and field.default_factory is None
}
"""The defaults of columns whose default is not null, false or 0."""

REQUIRED = {kind: field for field, kind in KIND_BY_FIELD.items() if _FIELDS[field].is_required()}
"""The field that a kind of event requires."""

READ_TYPES = (
    dict.fromkeys(DATES, nw.Date)
    | dict.fromkeys((*WHOLE, *HUNDREDTHS), nw.Int64)
    | dict.fromkeys(FLAGS, nw.Boolean)
    | dict.fromkeys((*CHOICES, *CODES, *NAMES, "plan", "id", "member"), nw.String)
)
"""Every column that is read, with the type that it is given where it holds nothing but nulls."""


class ClaimColumns(NamedTuple):
    """A table's columns as facts: the frame with helper columns, the facts, and the invalid cells."""

    frame: Frame
    facts: SimpleNamespace
    invalid: list[tuple[str, Any]]


class ColumnReader:
    """Reads the columns of one table for one plan."""

    def __init__(
        self, frame: Frame, schema: dict[str, Any], plan: PreparedPlan, unit: str, scaled: frozenset[str]
    ) -> None:
        self.frame = frame
        self.api = frame.api
        self.schema = schema
        self.plan = plan
        self.unit = unit
        self.scaled = scaled
        self.words_read: dict[str, Any] = {}
        self.helpers: dict[str, Any] = {}
        self.given: dict[str, Any] = {}
        self.facts = SimpleNamespace(given=self.given)
        self.invalid: list[tuple[str, Any]] = []

    def read(self) -> ClaimColumns:
        """All facts; the fact of an absent column is a constant, its default, in all rows.

        Raises:
            InvalidTable: a needed column is absent, or a column has a type that cannot be read.
        """
        for name in ("happened_on", "cover_from"):
            if name not in self.schema:
                en = f"the table has no column {name}; add one of dates"
                raise InvalidTable(both(en, f"表中没有 {name} 列；请加上日期列"), columns=(name,))
        for name in DATES:
            self.date(name, needed=name in ("happened_on", "cover_from"))
        for name, (least, most) in WHOLE.items():
            self.whole(name, least, most)
        for name in HUNDREDTHS:
            self.hundredths(name)
        for name in FLAGS:
            self.flag(name)
        for name, words in (CHOICES | {"member_class": self.plan.words.member_classes}).items():
            self.words(name, words, closed=True)
        self.words("plan", (self.plan.plan.code,), closed=True)
        for name in (*CODES, *NAMES):
            self.words(name, known_words(name, self.plan), closed=False)
        read_own_facts(self)
        count_nights(self.facts)
        for name in ("id", "member"):
            self.key(name)
        frame = self.frame.with_columns(**self.words_read) if self.words_read else self.frame
        return ClaimColumns(frame.with_columns(**self.helpers), self.facts, self.invalid)

    def key(self, name: str) -> None:
        """A column that tells claims or members apart; its text must be readable, as that of a claim."""
        if self.schema.get(name) in TEXTS:
            text = doubtful(self.api, self.api.col(name).cast(self.api.String))
            wrong = unreadable(text).fill_null(value=False)
            self.invalid.append((name, source(wrong)))

    def helper(self, name: str, expression: Any, *, least: int | None = None, most: int | None = None) -> Any:
        """Add a helper column to the frame; the node that refers to it."""
        self.helpers[f"{HELPER}{name}"] = expression
        return column(f"{HELPER}{name}", least=least, most=most)

    def absent(self, name: str) -> bool:
        """Whether the column is absent, in which case the fact is set to its default."""
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
            right = both("dates (a date or datetime type)", "日期类型")
            raise wrong_type(name, self.schema[name], right)
        day, valid, helpers = date_columns.read(self.frame, name, self.schema[name])
        self.helpers |= helpers
        setattr(self.facts, name, day)
        given = source(~self.api.col(name).is_null())
        self.given[name] = True if needed else given
        self.invalid.append((name, ~valid if needed else given & ~valid))
        if name in ("notified_on", "claimed_on", "discharged_on"):
            self.invalid.append((name, given & (self.facts.happened_on.low > day.low)))

    def whole(self, name: str, least: int, most: int) -> None:
        """A column of whole numbers within bounds; a null is the default."""
        if self.absent(name):
            return
        kind = self.schema[name]
        check_type(name, kind, both("whole numbers (an integer type)", "整数类型"))
        cells = whole(self.api, name, kind, most)
        default = DEFAULTS.get(name, 0)
        given = self.given[name] = source(~self.api.col(name).is_null())
        value = self.helper(name, cells.fill_null(default), least=min(least, default), most=most)
        outside = (value < literal(least)) | (value > literal(most))
        self.invalid.append((name, outside if least <= default <= most else outside & given))
        setattr(self.facts, name, ColumnNumber(value, value))

    def hundredths(self, name: str) -> None:
        """A column of money in fen, or of area in hundredths of a square metre."""
        if self.absent(name):
            return
        kind = self.schema[name]
        zh = f"整数（{'元' if self.unit == 'yuan' else '分'}）或以元为单位的十进制小数{NO_FRACTION.zh}"
        en = f"whole {self.unit} as integers, or decimals in yuan{NO_FRACTION.en}"
        check_type(name, kind, both(en, zh))
        most = MOST_AREA if name == "area" else MOST_FEN
        in_yuan = name not in self.scaled and (self.unit == "yuan" or name == "area")
        factor = 100 if in_yuan and kind.is_integer() else 1
        cells = whole(self.api, name, kind, most // factor, parts=100)
        self.given[name] = source(~self.api.col(name).is_null())
        value = self.helper(name, cells.fill_null(0), least=0, most=most // factor)
        # What is beyond the bounds may be beyond 64 bits when it is multiplied.
        self.invalid.append((name, (value < literal(0)) | (value > literal(most // factor))))
        fen = times(value, factor)
        setattr(self.facts, name, ColumnNumber(fen, fen))

    def flag(self, name: str) -> None:
        """A column of truth values; a null is false."""
        if self.absent(name):
            return
        if self.schema[name] != nw.Boolean:
            right = both("truth values (a boolean type)", "布尔类型")
            raise wrong_type(name, self.schema[name], right)
        self.given[name] = source(~self.api.col(name).is_null())
        value = self.helper(name, self.api.col(name).fill_null(value=False))
        setattr(self.facts, name, ColumnCondition(value, value))

    def words(self, name: str, words: tuple[str, ...], *, closed: bool) -> None:
        """A column of words as each word's index among the known words; `closed` allows no others."""
        if self.absent(name):
            return
        kind = self.schema[name]
        if kind not in TEXTS:
            raise wrong_type(name, kind, both("text", "文字"))
        text = self.api.col(name) if kind == nw.String else self.api.col(name).cast(self.api.String)
        null = text.is_null()
        self.given[name] = source(~null)
        self.words_read[f"__mb_{name}_word"] = words_themselves(self.api, text, words)
        word = self.api.col(f"__mb_{name}_word")
        code, unreadable_cells = encoded(self.api, name, text, word, words, self.plan)
        default = self.api.lit(
            words.index(DEFAULTS[name]) if name in DEFAULTS else ABSENT, dtype=code_type(self.api, words)
        )
        code = self.helper(name, self.api.when(null).then(default).otherwise(code))
        wrong = code == literal(UNKNOWN) if closed else source(unreadable_cells.fill_null(value=False))
        self.invalid.append((name, wrong))
        setattr(self.facts, name, ColumnText(code, words))
