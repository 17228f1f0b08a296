"""Which version of a plan answers each row of a table, and which rows none can answer."""

from typing import Any

import narwhals.stable.v2 as nw

from ..engine.prepared_plan import PreparedPlan
from .claim_columns import TOLD_BY
from .columnar.bounds import all_of, any_of, inverse, literal, pick
from .columnar.calculator import Columnar
from .columnar.expression import choice, source, steps
from .columnar.values import ABSENT, UNKNOWN, ColumnText, sides
from .version_groups import benefit_groups, closing_groups

NEEDED = {
    "child_injury": "child",
    "diagnosis": "disease",
    "hospital_stay": "days",
    "medical_expense": "self_paid",
}
"""The field that a kind of event cannot do without."""


class RowVersions:
    """A plan's versions and the rows of a table: each row's kind of event, its version and its errors."""

    def __init__(self, plan: PreparedPlan) -> None:
        self.plan = plan
        self.versions = plan.versions
        self.groups = benefit_groups(plan)
        self.prior_payments = closing_groups(plan)
        self.benefits = tuple(dict.fromkeys(group.benefit.code for group in self.groups))
        self.reasons = (
            "",
            *dict.fromkeys(guard.reason for group in self.groups for guard in group.conditions),
        )
        self.kinds = tuple(dict.fromkeys(group.kind for group in self.groups))

    def place(self, facts: Any, schema: dict[str, Any], wrong: list[tuple[str, Any]]) -> None:
        """Each row's kind of event, its version, and the first error that keeps it from an answer."""
        self.facts = facts
        self.kind_of_row = self.kind(schema)
        self.in_force, products = self.version()
        self.version_of_row: Any = self.in_force if len(self.versions) > 1 else 0
        errors = [(f"invalid_{name}", cells) for name, cells in wrong]
        for name, field in NEEDED.items():
            if field in schema and name in self.kinds:
                errors.append((f"invalid_{field}", all_of(self.is_kind(name), _null(field))))
        if "member" in schema:
            errors.append(("invalid_member", _null("member")))
        errors.append(("unknown_product", products))
        errors.append(("no_version_in_force", self.in_force < literal(0)))
        errors.append(("not_covered", inverse(self.answered())))
        errors.append(("unknown_fee_tier", inverse(self.tier_known())))
        errors += self.stray()
        self.errors = [(reason, cells) for reason, cells in errors if cells is not False]
        bad: Any = False
        for _, cells in self.errors:
            bad = any_of(bad, cells)
        self.ok = inverse(bad)

    def kind(self, schema: dict[str, Any]) -> Any:
        """The kind of event: given, told by the columns that are filled, or the plan's only one."""
        if "kind" in schema:
            told: ColumnText = self.facts.kind
            return told
        if len(self.kinds) == 1:
            return self.kinds[0]
        default = "injury" if "injury" in self.kinds else self.kinds[0]
        code: Any = self.kinds.index(default)
        for field, kind in TOLD_BY.items():
            if kind in self.kinds and field in schema:
                code = pick(~_null(field), self.kinds.index(kind), code)
        return default if isinstance(code, int) else ColumnText(code, self.kinds)

    def is_kind(self, name: str) -> Any:
        """Whether a row's event is of this kind."""
        kind = self.kind_of_row
        if isinstance(kind, str):
            return kind == name
        return kind.code == literal(kind.words.index(name)) if name in kind.words else False

    def version(self) -> tuple[Any, Any]:
        """The place of each row's version (-1 where none was in force), and whose product is unknown."""
        day = self.facts.cover_from if self.plan.by_cover_start else self.facts.happened_on
        product = self.facts.product
        narrow = nw.Int8 if len(self.versions) < 128 else nw.Int64

        def newest(name: str | None) -> Any:
            timeline = self.plan.timelines.of[name]
            first_days = [first.toordinal() for first in timeline.first_days]
            return steps(day.low, [-1, *timeline.places], first_days, narrow)

        place = newest(None)
        if not isinstance(product, ColumnText):
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

    def of(self, name: str, places: tuple[int, ...]) -> Any:
        """Whether a row's event is of this kind and its version one of these."""
        return all_of(self.is_kind(name), self.among_versions(places))

    def answered(self) -> Any:
        """Whether the row's version answers its kind of event."""
        found: Any = False
        for name in self.kinds:
            places = tuple(place for place, prepared in enumerate(self.versions) if name in prepared.answers)
            found = any_of(found, self.of(name, places))
        return found

    def tier_known(self) -> Any:
        """Whether the row's version has its fee tier, or has none and none was given."""
        by_tiers: dict[frozenset[str], list[int]] = {}
        for place, prepared in enumerate(self.versions):
            by_tiers.setdefault(prepared.tiers, []).append(place)
        tier, found = self.facts.fee_tier, False
        for tiers, places in by_tiers.items():
            if isinstance(tier, ColumnText):
                codes = [tier.words.index(code) for code in tiers]
                known = tier.code.is_in(codes) if codes else tier.code == literal(ABSENT)
            else:
                known = not tiers
            found = any_of(found, all_of(self.among_versions(tuple(places)), known))
        return found

    def stray(self) -> list[tuple[str, Any]]:
        """For each table of the rule book that may lack a row for a fact, the rows that ask for one."""
        found = []
        for group in self.groups:
            for asked in group.asked:
                do = Columnar(self.facts, 0, {})
                rows = self.of(group.kind, group.versions)
                claimed, _ = sides(group.benefit.claimed(self.facts, do))
                none, _ = sides(asked.lacks_row(self.facts, do))
                found.append((f"unknown_{asked.fact}", all_of(rows, all_of(claimed, none))))
        return found


def _null(name: str) -> Any:
    return source(nw.col(name).is_null())
