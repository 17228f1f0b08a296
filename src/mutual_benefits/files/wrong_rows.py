"""What is wrong with a row: the place, what was given, and what would be right, in both languages."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .._language import chosen_language
from .._texts import both, listed, say
from .._validation import right_of as fault_of_field
from ..errors import (
    DuplicateClaim,
    InvalidFact,
    MutualBenefitsError,
    NoSuchRow,
    NotCovered,
    NoVersionInForce,
    UnknownFeeTier,
    UnknownPlan,
    UnknownProduct,
)
from ..events import KINDS
from ..sources import Text
from .chinese_headings import chinese_heading
from .claim_fields import CLAIM_FIELDS, name_of_word
from .header import MOST_QUOTED, in_one_line
from .vocabulary import MARKS, PLACE, RIGHT

UNANSWERED = (
    UnknownPlan,
    UnknownProduct,
    UnknownFeeTier,
    NotCovered,
    NoVersionInForce,
    NoSuchRow,
    InvalidFact,
    DuplicateClaim,
)
"""The errors of a claim that no rule book answers."""


class Problem(NamedTuple):
    """What is wrong in one place of a file; rows are counted as a spreadsheet does, the header being row 1.

    `column` is the heading; without a `given` it is a field of which the file has no column.

    >>> from mutual_benefits.files.vocabulary import RIGHT
    >>> problem = Problem(3, "living_days", "many", RIGHT["whole"])
    >>> print(problem)
    row 3, column living_days: 'many'; give a whole number, e.g. 7
    >>> print(problem.in_("zh"))
    第3行，“living_days”列：“many”；请填写整数，如 7
    """

    row: int
    column: str | None
    given: str | None
    right: Text

    def __str__(self) -> str:
        return self.in_(chosen_language())

    def in_(self, lang: str) -> str:
        """The line in one language."""
        key = "no_cell" if self.given is None else "given"
        place = PLACE["no_column" if self.given is None else "column"]
        column = say(place, column=column_of(self)).in_(lang) if self.column else ""
        return PLACE["row"].in_(lang).format(row=self.row) + column + self._what(lang, key)

    def what(self, lang: str) -> str:
        """The column, what was given and what would be right, without the row."""
        return self.in_(lang)[len(PLACE["row"].in_(lang).format(row=self.row)) :].lstrip(",，:： ")

    def _what(self, lang: str, key: str) -> str:
        given = PLACE["empty"].in_(lang)
        if self.given:
            shown = self.given if len(self.given) <= MOST_QUOTED else f"{self.given[:MOST_QUOTED]}…"
            given = f"“{in_one_line(shown)}”" if lang == "zh" else repr(shown)
        return PLACE[key].in_(lang).format(given=given, right=self.right.in_(lang))


def column_of(problem: Problem) -> Text:
    """The heading of the column in question, or the name of the field that has none in the file."""
    column = in_one_line(problem.column or "")
    return both(column, chinese_heading(column) if problem.given is None else column)


class WrongRow(NamedTuple):
    """A row of a file that is no claim, or that no rule book answers: its cells by heading, and why."""

    row: int
    cells: Mapping[str, str]
    problems: tuple[Problem, ...]

    def in_(self, lang: str) -> str:
        """Every problem of the row, in one language."""
        return ("；" if lang == "zh" else "; ").join(problem.what(lang) for problem in self.problems)


def fault_text(fault: str) -> Text:
    """What is wrong with a row that could not be taken apart, such as `few_cells:5:8` or `quotes`."""
    code, _, details = fault.partition(":")
    if "cells" in code:
        given, width, *marks = details.split(":")
        return say(RIGHT[code], given=given, width=width, mark=MARKS[marks[0]] if marks else "")
    return say(RIGHT[code], name=details) if details else RIGHT[code]


def right_of(details: Mapping[str, Any], field: str) -> tuple[str, Text]:
    """The field, and what would be right, of one of pydantic's errors about a claim."""
    kind, context = details["type"], details.get("ctx", {})
    if kind == "born_after_event":
        return "born_on", fault_of_field(details)
    if kind in ("unknown_event", "missing") and field in ("event", "kind"):
        return "kind", say(RIGHT["unknown_event"], words=listed(name_of_word("kind", kind) for kind in KINDS))
    if kind == "days_not_over":
        words, heading = fault_of_field(details), chinese_heading(context["name"])
        return field, both(words.en, words.zh.replace(context["name"], heading))
    if kind in RIGHT:
        return field, RIGHT[kind]
    if kind == "missing":
        return field, RIGHT["needed" if CLAIM_FIELDS[field].always_needed else "needed_by_kind"]
    if kind == "extra_forbidden":
        return field, RIGHT["not_of_kind"]
    if kind.startswith("string_"):
        return field, RIGHT["unreadable"]
    return field, fault_of_field(details)


def unanswered(error: MutualBenefitsError) -> tuple[str | None, Text]:
    """The field, and what would be right, of a claim that no rule book answers."""
    words = listed(error.choices)
    if isinstance(error, DuplicateClaim):
        return "id", RIGHT["duplicate_id"]
    if isinstance(error, NoVersionInForce):
        return str(error.field).rpartition(".")[2], say(RIGHT["no_version"], day=error.given, first=words)
    if isinstance(error, NoSuchRow):
        return str(error.field).rpartition(".")[2], say(RIGHT["no_row"], words=words)
    if isinstance(error, InvalidFact):
        return str(error.field).rpartition(".")[2], error.right
    if isinstance(error, UnknownPlan):
        return "plan", say(RIGHT["other_plan"], plan=words)
    if isinstance(error, UnknownProduct):
        key = (
            "no_products"
            if not error.choices
            else "product_needed"
            if error.given is None
            else "unknown_product"
        )
        products = listed(name_of_word("product", code) for code in error.choices)
        return "product", say(RIGHT[key], words=products) if error.choices else RIGHT[key]
    if isinstance(error, UnknownFeeTier):
        return "fee_tier", say(RIGHT["unknown_fee_tier"], words=words) if words.en else RIGHT["no_fee_tiers"]
    if isinstance(error, NotCovered):
        kinds = listed(name_of_word("kind", str(kind)) for kind in error.choices)
        return "kind", say(RIGHT["not_covered"], words=kinds)
    return None, both(str(error), RIGHT["other"].zh)


def in_lines(problems: Iterable[Problem], lang: str) -> list[str]:
    """One line for each problem."""
    return [problem.in_(lang) for problem in problems]
