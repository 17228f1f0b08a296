"""One run of a plan over a table: versions, benefits, limits across rows, and the columns that come out."""

from itertools import count
from typing import Any

import narwhals.stable.v2 as nw

from .calculators.columnar import Columnar
from .calculators.ends import all_of, any_of, inverse, literal, pick
from .calculators.graph import Graph
from .calculators.nodes import choice, source, steps
from .calculators.rows import ABSENT, UNKNOWN, Word, sides
from .columns import READ, TOLD_BY, Reader
from .engines import Table, handed_back, in_yuan, taken_in
from .errors import InvalidTable
from .ledgers import Ledgers
from .limits import Usage
from .outputs import shown
from .results import Evaluation, evaluated
from .rulebook import ReadyPlan
from .shapes import closings, shapes

ROUNDS = 3
"""How often the limits of a lazy table are worked out anew before what has not settled is marked."""

NEEDED = {
    "child_injury": "child",
    "diagnosis": "disease",
    "hospital_stay": "days",
    "medical_expense": "self_paid",
}
"""The field that a kind of event cannot do without."""


class Run:
    """Works out one plan, under chosen readings, over a table."""

    def __init__(
        self, plan: ReadyPlan, unit: str, history: Usage | None, on_error: str, bounds: bool
    ) -> None:
        self.plan = plan
        self.graph = Graph()
        self.unit = unit
        self.history = history
        self.on_error = on_error
        self.bounds = bounds
        self.versions = plan.versions[None]
        self.shapes = shapes(plan)
        self.closings = closings(plan)
        self.benefits = tuple(dict.fromkeys(shape.rule.code for shape in self.shapes))
        self.reasons = (
            "",
            *dict.fromkeys(guard.reason for shape in self.shapes for guard in shape.conditions),
        )
        self.kinds = tuple(dict.fromkeys(shape.kind for shape in self.shapes))

    def over(self, native: Any) -> Any:
        """The native table with the run's columns."""
        table = taken_in(native, (*READ, "id", "member"))
        found = table.work.collect_schema().items()
        # A column of nulls alone has no type; it is read as one that is absent.
        schema = {name: kind for name, kind in found if kind != nw.Unknown}
        self.check(schema)
        reader = Reader(table.work, schema, self.plan, self.unit, table.scaled)
        frame, facts, self.given, wrong = reader.read()
        self.facts = facts
        self.facts.given = self.given
        self.place(schema, wrong)
        frame, final, settled = self.settle(table, frame, schema)
        frame, added = shown(self, frame, final, settled, table.beside)
        if self.on_error == "raise":
            self.refuse_wrong_rows(frame)
        if self.unit == "yuan":
            frame = in_yuan(frame, [name for name in added if name.endswith("_yuan")])
        return handed_back(table, frame, added)

    def check(self, schema: dict[str, Any]) -> None:
        """The columns that the plan cannot do without are there, those to be added are not."""
        taken = [name for name in self.added() if name in schema]
        if taken:
            raise InvalidTable(f"the table already has {', '.join(taken)}; drop or rename these columns")
        needed = [NEEDED[kind] for kind in self.kinds if kind in NEEDED and len(self.kinds) == 1]
        if any(ready.tiers for ready in self.versions):
            needed.append("fee_tier")
        missing = [name for name in needed if name not in schema]
        if missing:
            raise InvalidTable(f"plan {self.plan.plan.code} needs the columns {', '.join(missing)}")

    def added(self) -> list[str]:
        """The names of the columns that are added."""
        sums = [f"{name}_{self.unit}" for name in (*self.benefits, "total", "low", "high")]
        ends = [f"{name}_{end}_{self.unit}" for name in self.benefits for end in ("low", "high")]
        return [*sums, *(ends if self.bounds else ()), "status", "reason", "version"]

    def place(self, schema: dict[str, Any], wrong: list[tuple[str, Any]]) -> None:
        """Each row's kind of event, its version, and the first error that keeps it from an answer."""
        kind = self.kind(schema)
        self.in_force, products = self.version()
        self.version_of_row: Any = self.in_force if len(self.versions) > 1 else 0
        errors = [(f"invalid_{name}", cells) for name, cells in wrong]
        for name, field in NEEDED.items():
            if field in schema and name in self.kinds:
                errors.append((f"invalid_{field}", all_of(self.is_kind(kind, name), _null(field))))
        if "member" in schema:
            errors.append(("invalid_member", _null("member")))
        errors.append(("unknown_product", products))
        errors.append(("no_version_in_force", self.in_force < literal(0)))
        errors.append(("not_covered", inverse(self.answered(kind))))
        errors.append(("unknown_fee_tier", inverse(self.tier_known())))
        errors += self.stray(kind)
        self.kind_of_row = kind
        self.errors = [(reason, cells) for reason, cells in errors if cells is not False]
        bad: Any = False
        for _, cells in self.errors:
            bad = any_of(bad, cells)
        self.ok = inverse(bad)

    def kind(self, schema: dict[str, Any]) -> Any:
        """The kind of event: given, told by the columns that are filled, or the plan's only one."""
        if "kind" in schema:
            told: Word = self.facts.kind
            return told
        if len(self.kinds) == 1:
            return self.kinds[0]
        default = "injury" if "injury" in self.kinds else self.kinds[0]
        code: Any = self.kinds.index(default)
        for field, kind in TOLD_BY.items():
            if kind in self.kinds and field in schema:
                code = pick(~_null(field), self.kinds.index(kind), code)
        return default if isinstance(code, int) else Word(code, self.kinds)

    def is_kind(self, kind: Any, name: str) -> Any:
        """Whether the rows are of a kind."""
        if isinstance(kind, str):
            return kind == name
        return kind.code == literal(kind.words.index(name)) if name in kind.words else False

    def version(self) -> tuple[Any, Any]:
        """The place of each row's version (-1 where none was in force), and whose product is unknown."""
        day = self.facts.cover_from if self.plan.by_cover_start else self.facts.happened_on
        product = self.facts.product
        narrow = nw.Int8 if len(self.versions) < 128 else nw.Int64

        def newest(name: str | None) -> Any:
            first_days = [day.toordinal() for day in self.plan.first_days[name]]
            places = [self.versions.index(ready) for ready in self.plan.versions[name]]
            return steps(day.low, [-1, *places], first_days, narrow)

        place = newest(None)
        if not isinstance(product, Word):
            return place, False
        for number, name in enumerate(product.words):
            place = choice(product.code == literal(number), newest(name), place)
        return place, product.code == literal(UNKNOWN)

    def among_versions(self, places: tuple[int, ...]) -> Any:
        """Whether the row's version is one of these."""
        if isinstance(self.version_of_row, int) or len(places) == len(self.versions):
            return len(places) == len(self.versions)
        if len(places) == 1:
            return self.version_of_row == literal(places[0])
        return self.version_of_row.is_in(list(places))

    def answered(self, kind: Any) -> Any:
        """Whether the row's version answers its kind of event."""
        found: Any = False
        for name in self.kinds:
            places = tuple(place for place, ready in enumerate(self.versions) if name in ready.answers)
            found = any_of(found, all_of(self.is_kind(kind, name), self.among_versions(places)))
        return found

    def tier_known(self) -> Any:
        """Whether the row's version has its fee tier, or has none and none was given."""
        by_tiers: dict[frozenset[str], list[int]] = {}
        for place, ready in enumerate(self.versions):
            by_tiers.setdefault(ready.tiers, []).append(place)
        tier, found = self.facts.fee_tier, False
        for tiers, places in by_tiers.items():
            if isinstance(tier, Word):
                codes = [tier.words.index(code) for code in tiers]
                known = tier.code.is_in(codes) if codes else tier.code == literal(ABSENT)
            else:
                known = not tiers
            found = any_of(found, all_of(self.among_versions(tuple(places)), known))
        return found

    def stray(self, kind: Any) -> list[tuple[str, Any]]:
        """For each table of the rule book that may lack a row for a fact, the rows that ask for one."""
        found = []
        for shape in self.shapes:
            for asked in shape.asked:
                do = Columnar(self.facts, 0, {})
                rows = all_of(self.is_kind(kind, shape.kind), self.among_versions(shape.versions))
                claimed, _ = sides(shape.rule.claimed(self.facts, do))
                none, _ = sides(asked.stray(self.facts, do))
                found.append((f"unknown_{asked.fact}", all_of(rows, all_of(claimed, none))))
        return found

    def settle(self, table: Table, frame: Any, schema: dict[str, Any]) -> tuple[Any, Evaluation, Any]:
        """Work out all benefits, again and again until what rows use of shared limits has settled."""
        ledgers = Ledgers(self, schema)
        frame = ledgers.prepare(frame)
        evaluation = evaluated(self, ledgers.before())
        ledgers.found(evaluation.drawn)
        if not ledgers.shared:
            return frame, evaluation, True
        frame = ledgers.keep(frame, evaluation.drawn)
        for _ in range(ROUNDS) if table.lazy else count():
            frame = ledgers.count(frame)
            evaluation = evaluated(self, ledgers.before())
            ledgers.rest(evaluation.drawn, evaluation.leans)
            if not ledgers.shared:
                return frame, evaluation, True
            frame = ledgers.keep(frame, evaluation.drawn)
            if not table.lazy and not ledgers.changed(frame):
                return frame, evaluation, True
        frame, settled = ledgers.settled(frame)
        return frame, evaluation, settled

    def refuse_wrong_rows(self, frame: Any) -> None:
        """With `on_error="raise"`: say which rows are wrong, and how."""
        numbered = frame.select("status", "reason")
        numbered = numbered.collect() if isinstance(numbered, nw.LazyFrame) else numbered
        reasons = numbered["reason"].to_list()
        rows = [row for row, status in enumerate(numbered["status"].to_list()) if status == "invalid"]
        if rows:
            first = "; ".join(f"row {row}: {reasons[row]}" for row in rows[:5])
            raise InvalidTable(f"{len(rows)} rows cannot be answered; the first are {first}")


def _null(name: str) -> Any:
    return source(nw.col(name).is_null())
