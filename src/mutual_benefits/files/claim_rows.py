"""Makes a claim of the cells of one row, or tells what is wrong with them."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from .._texts import Text, both, say
from ..claims import Claim, bounds_of, kind_of
from ..engine.prepare import prepare
from ..engine.prepared_plan import PreparedPlan
from ..engine.products import check_product
from ..errors import MutualBenefitsError
from ..events import KIND_BY_FIELD, KINDS
from ..rulebook.plan import Plan
from ..rulebook.registry.book import AnyPlan, plan_of
from .cell_values import NO_NUMBER, Refusal, read_cell, stripped
from .claim_fields import fields_of, name_of_word
from .header import Header
from .vocabulary import RIGHT
from .wrong_rows import UNANSWERED, Problem, WrongRow, fault_text, right_of, unanswered


class CellReading(NamedTuple):
    """What one cell was read as: its heading, its field, its text, and its value or a `Refusal`."""

    heading: str
    field: str
    text: str
    value: Any


def _says_nothing(field: FieldInfo) -> tuple[Any, ...]:
    """The values of a fact that say nothing of an event of another kind: zero, false and the default."""
    if kind_of(field) is int and bounds_of(field)[0] > 0:
        return (field.default,)
    return (0, False, field.default)


_SAYS_NOTHING = {
    name: _says_nothing(field) for model in KINDS.values() for name, field in model.model_fields.items()
}


class RowReader:
    """Reads the rows of a file with one header.

    `plan` is the plan of all rows where the file need not say it: its code, its name, or a `Plan`.
    `readings` decide with it which claims a rule book answers.
    """

    def __init__(
        self, header: Header, plan: AnyPlan | None = None, readings: Mapping[str, str] | None = None
    ) -> None:
        self.header = header
        self.own = plan if isinstance(plan, Plan) else None
        self.fields = fields_of(self.own)
        self.code = None if plan is None else plan_of(plan).code
        self._readings = readings
        self._prepared: dict[str, PreparedPlan] = {}
        if plan is not None:
            self.prepared(self.code or "")

    def prepared(self, code: str) -> PreparedPlan:
        """A plan of the file.

        Raises:
            UnknownPlan: no plan has this code.
        """
        if code not in self._prepared:
            self._prepared[code] = prepare(self.own or code, self._readings)
        return self._prepared[code]

    def cell_readings(self, cells: Mapping[str, str]) -> list[CellReading]:
        """What each cell that is read and not blank was read as."""
        return [
            CellReading(heading, field, text, value)
            for heading, field in self.header.read.items()
            if (text := cells.get(heading) or "") and (value := read_cell(field, text, self.own)) is not None
        ]

    def read(self, number: int, cells: Mapping[str, str], fault: str | None = None) -> Claim | WrongRow:
        """The claim of a row that a rule book answers, or what is wrong; cells are texts by heading."""
        if fault:
            return WrongRow(number, cells, (Problem(number, None, None, fault_text(fault)),))
        readings = self.cell_readings(cells)
        values = {each.field: each.value for each in readings}
        wrong = {
            each.field: Problem(number, each.heading, stripped(each.text), each.value.right)
            for each in readings
            if isinstance(each.value, Refusal)
        }
        self._complete(number, values, wrong)
        nested: dict[str, Any] = {"enrolment": {}, "event": {}, "facts": {}}
        places = {"claim": nested, **nested}
        for field, value in values.items():
            if field not in wrong:
                places[self.fields[field].owner][field] = value
        try:
            claim = Claim.model_validate(nested)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                field, right = right_of(details, str(details["loc"][-1]))
                if field not in wrong and not (field == "kind" and wrong):
                    wrong[field] = self._problem(number, cells, field, right)
        if not wrong:
            return self._answered(number, cells, claim)
        order = list(self.header.read.values())
        ordered = sorted(wrong, key=lambda field: order.index(field) if field in order else len(order))
        return WrongRow(number, cells, tuple(wrong[field] for field in ordered))

    def _complete(self, number: int, values: dict[str, Any], wrong: dict[str, Problem]) -> None:
        """Fill in what the file need not say, and drop facts of other kinds of event that say nothing."""
        if (
            self.code is not None
            and "plan" not in wrong
            and values.setdefault("plan", self.code) != self.code
        ):
            right = say(RIGHT["other_plan"], plan=self.code)
            wrong["plan"] = Problem(number, self.header.heading_of("plan"), values["plan"], right)
        for name in ("id", "member"):
            if name not in self.header.read.values():
                values[name] = f"row {number}"
        if "plan" in wrong or "plan" not in values or "kind" in wrong:
            return
        kinds = self._kinds(values["plan"])
        if "kind" not in values:
            implied = [
                kind
                for field, kind in KIND_BY_FIELD.items()
                if kind in kinds and (field in values or field in wrong)
            ]
            values["kind"] = kinds[0] if len(kinds) == 1 or not implied else implied[-1]
        own = KINDS[values["kind"]].model_fields
        for field in [
            field for field in values if field not in wrong and self.fields[field].owner == "event"
        ]:
            if field not in own and values[field] in _SAYS_NOTHING[field]:
                del values[field]

    def _kinds(self, code: str) -> list[str]:
        """The kinds of event that a plan covers, first that of a row which does not name it."""
        kinds = dict.fromkeys(kind for version in self.prepared(code).versions for kind in version.answers)
        return sorted(kinds, key=lambda kind: kind != "injury")

    def _answered(self, number: int, cells: Mapping[str, str], claim: Claim) -> Claim | WrongRow:
        prepared = self.prepared(claim.enrolment.plan)
        try:
            check_product(prepared, claim)
            prepared.answer_for(claim)
        except UNANSWERED as error:
            return self.unanswered(number, cells, claim, error)
        return claim

    def unanswered(
        self, number: int, cells: Mapping[str, str], claim: Claim, error: MutualBenefitsError
    ) -> WrongRow:
        """A row whose claim no rule book answers."""
        field, right = unanswered(error)
        if field is None:
            return WrongRow(number, cells, (Problem(number, None, None, right),))
        facts = {**claim.enrolment.__dict__, **claim.event.__dict__, **claim.facts, "id": claim.id}
        return WrongRow(number, cells, (self._problem(number, cells, field, right, facts.get(field)),))

    def _problem(
        self, number: int, cells: Mapping[str, str], field: str, right: Text, inferred: Any = None
    ) -> Problem:
        """What is wrong with a field, of which a file without such a column may have let infer the value."""
        heading = self.header.heading_of(field)
        given = stripped(cells.get(heading) or "") or as_text(inferred)
        if heading in self.header.read:
            return Problem(number, heading, given, right)
        word = name_of_word(field, given, self.own)
        right = both(f"{given!r}; {right.en}", f"“{word.zh}”；{right.zh}") if given else right
        return Problem(number, field, None, right)


def as_text(value: Any) -> str:
    """A value of a typed file as the text of a cell.

    >>> as_text(2.5), as_text(25.0), as_text(1e17), as_text(None), as_text(True)
    ('2.5', '25', '1.0e+17', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value != value:
            return NO_NUMBER
        text = format(value, ".15g")
        # A point tells a number that is cut to 15 digits from a code such as 1e17.
        return text if "." in text else text.replace("e", ".0e")
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)
