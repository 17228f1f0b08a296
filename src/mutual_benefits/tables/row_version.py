"""Which version of a plan answers each row of a table, and which rows none can answer."""

from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from ..engine.prepared_plan import PreparedPlan
from ..events import KIND_BY_FIELD, KINDS, MOST_DAYS
from .claim_columns import DATES, DEFAULTS, EVENT_FIELDS, REQUIRED
from .columnar.bounds import all_of, any_of, inverse, literal, pick
from .columnar.calculator import Columnar
from .columnar.expression import choice, column, steps
from .columnar.values import ABSENT, UNKNOWN, ColumnNumber, ColumnText, sides
from .version_groups import benefit_groups, prior_payment_groups

RowError = tuple[str, Any]
"""The reason why rows cannot be answered, and these rows."""


class RowVersions:
    """The version of a plan that answers each row of a table.

    The plan's versions and their benefits are known at once; `assign` reads a table's facts into the
    `event_kind` of each row, the index of its `version`, and the `errors` of rows that no version answers.
    """

    def __init__(self, plan: PreparedPlan) -> None:
        self.plan = plan
        self.versions = plan.versions
        self.groups = benefit_groups(plan)
        self.prior_payments = prior_payment_groups(plan)
        self.benefits = tuple(dict.fromkeys(group.benefit.code for group in self.groups))
        self.reasons = (
            "",
            *dict.fromkeys(guard.reason for group in self.groups for guard in group.conditions),
        )
        self.kinds = tuple(dict.fromkeys(group.kind for group in self.groups))

    def assign(self, facts: Any, schema: dict[str, Any], invalid: list[tuple[str, Any]]) -> None:
        """Assign each row its kind of event, its version, and the first error that prevents an answer."""
        self.facts = facts
        self.event_kind = self.kinds_of_rows(schema)
        self.in_force, unknown_product = self.versions_in_force()
        self.version: Any = self.in_force if len(self.versions) > 1 else 0
        errors = [(f"invalid_{name}", cells) for name, cells in invalid]
        self.unreadable_keys = [cells for name, cells in invalid if name in ("id", "member")]
        for kind, field in REQUIRED.items():
            if kind in self.kinds:
                missing = _null(field) if field in schema else True
                errors.append((f"invalid_{field}", all_of(self.has_kind(kind), missing)))
        if "member" in schema:
            errors.append(("invalid_member", _null("member")))
            if "id" in schema:
                errors.append(("invalid_id", _null("id")))
        errors += self.facts_of_other_kinds(schema)
        errors += self.impossible_days()
        errors.append(("unknown_product", unknown_product))
        errors.append(("no_version_in_force", self.in_force < literal(0)))
        self.first_errors, version_errors = _possible(errors), self.errors_of_versions()
        self.errors = [*self.first_errors, *version_errors]
        self.valid = inverse(_any_of(self.errors))

    def refuse_first(self, reason: str, cells: Any) -> None:
        """Refuse further rows, for a reason that comes before those of their versions."""
        if cells is not False:
            at = len(self.first_errors)
            self.errors = [*self.errors[:at], (reason, cells), *self.errors[at:]]
            self.valid = all_of(self.valid, inverse(cells))

    def errors_of_versions(self) -> list[RowError]:
        """The errors of rows that the row's own version does not answer."""
        return _possible(
            [
                ("not_covered", inverse(self.event_covered())),
                ("unknown_fee_tier", inverse(self.fee_tier_known())),
                *self.missing_table_rows(),
            ]
        )

    def with_versions(self, version: Any) -> "RowVersions":
        """The same rows answered by other versions, with no error but those of these versions."""
        other = copy(self)
        other.version = version
        other.errors = other.errors_of_versions()
        other.valid = inverse(_any_of(other.errors))
        return other

    def refuse(self, reason: str, cells: Any) -> None:
        """Refuse further rows, all of them valid so far."""
        if cells is not False:
            self.errors.append((reason, cells))
            self.valid = all_of(self.valid, inverse(cells))

    def facts_of_other_kinds(self, schema: dict[str, Any]) -> list[tuple[str, Any]]:
        """The rows that tell what their kind of event has not, as a claim refuses it.

        Zero, false and a column's default tell nothing.
        """
        errors = []
        for name in (name for name in EVENT_FIELDS if name in schema and name != "happened_on"):
            own = _any_of([(kind, self.has_kind(kind)) for kind in KINDS if name in KINDS[kind].model_fields])
            told = (
                self.facts.given[name]
                if name in DATES
                else _tells(getattr(self.facts, name), DEFAULTS.get(name))
            )
            errors.append((f"invalid_{name}", all_of(inverse(own), told)))
        return errors

    def impossible_days(self) -> list[tuple[str, Any]]:
        """The rows whose days contradict each other, as `Claim` and `Enrolment` refuse them."""
        facts, errors = self.facts, []
        days = ("born_on", "notified_on", "claimed_on", "discharged_on")
        born, notified, claimed, discharged = (facts.given[name] for name in days)
        if born is not False:
            first, day = (each < facts.born_on for each in (facts.cover_from, facts.happened_on))
            errors.append(("invalid_born_on", all_of(born, any_of(_surely(first), _surely(day)))))
        errors.append(("invalid_discharged_on", all_of(discharged, _surely(facts.nights > MOST_DAYS))))
        for name, told in (("notified_on", notified), ("discharged_on", discharged)):
            if claimed is not False and told is not False:
                early = _surely(facts.claimed_on < getattr(facts, name))
                errors.append(("invalid_claimed_on", all_of(all_of(claimed, told), early)))
        counts = [(kind, name) for kind in self.kinds for name in KINDS[kind].days_since]
        for kind, name in counts if claimed is not False else ():
            too_many = _surely(getattr(facts, name) > facts.claimed_on - facts.happened_on + 1)
            errors.append(("invalid_claimed_on", all_of(claimed, all_of(self.has_kind(kind), too_many))))
        return errors

    def kinds_of_rows(self, schema: dict[str, Any]) -> Any:
        """The kind of event: from the column `kind`, or, where that is null or absent, from other columns."""
        default = self.kinds_by_columns(schema)
        if "kind" not in schema:
            return default
        kind: ColumnText = self.facts.kind
        words = kind.words
        if isinstance(default, str):
            other: Any = words.index(default)
        else:
            other = steps(default.code, [words.index(name) for name in default.words])
        return ColumnText(pick(kind.code == literal(ABSENT), other, kind.code), words)

    def kinds_by_columns(self, schema: dict[str, Any]) -> Any:
        """The kind of event from the columns that are filled, or the only one."""
        if len(self.kinds) == 1:
            return self.kinds[0]
        default = "injury" if "injury" in self.kinds else self.kinds[0]
        code: Any = self.kinds.index(default)
        for field, name in KIND_BY_FIELD.items():
            if name in self.kinds and field in schema:
                code = pick(~_null(field), self.kinds.index(name), code)
        return default if isinstance(code, int) else ColumnText(code, self.kinds)

    def versions_in_force(self) -> tuple[Any, Any]:
        """The index of each row's version (-1 for none in force), and whether its product is unknown."""
        product = self.facts.product

        def newest(name: str | None) -> Any:
            timeline = self.plan.timelines.of[name]
            return self.by_day(timeline.places, timeline.first_days)

        version = newest(None)
        if not isinstance(product, ColumnText):
            return version, False
        for number, name in enumerate(product.words):
            version = choice(product.code == literal(number), newest(name), version)
        return version, product.code == literal(UNKNOWN)

    def by_day(self, places: Sequence[int], first_days: Sequence[date]) -> Any:
        """One of these versions for each row, by the last of the days that its governing day reaches."""
        day = self.facts.cover_from if self.plan.by_cover_start else self.facts.happened_on
        narrow = nw.Int8 if len(self.versions) < 128 else nw.Int64
        return steps(day.low, [-1, *places], [first.toordinal() for first in first_days], narrow)

    def has_kind(self, name: str) -> Any:
        """Whether a row's event is of this kind."""
        kind = self.event_kind
        if isinstance(kind, str):
            return kind == name
        return kind.code == literal(kind.words.index(name)) if name in kind.words else False

    def has_version(self, indices: tuple[int, ...]) -> Any:
        """Whether a row's version is one of these."""
        if isinstance(self.version, int) or len(indices) == len(self.versions):
            return len(indices) == len(self.versions)
        if len(indices) == 1:
            return self.version == literal(indices[0])
        return self.version.is_in(list(indices))

    def matches(self, kind: str, indices: tuple[int, ...]) -> Any:
        """Whether a row's event is of this kind and its version one of these."""
        return all_of(self.has_kind(kind), self.has_version(indices))

    def event_covered(self) -> Any:
        """Whether the row's version covers its kind of event."""
        covered: Any = False
        for kind in self.kinds:
            indices = tuple(index for index, prepared in enumerate(self.versions) if kind in prepared.answers)
            covered = any_of(covered, self.matches(kind, indices))
        return covered

    def fee_tier_known(self) -> Any:
        """Whether the row's version has its fee tier, or has no tiers and the row gives none."""
        by_tiers: dict[frozenset[str], list[int]] = {}
        for index, prepared in enumerate(self.versions):
            by_tiers.setdefault(prepared.tiers, []).append(index)
        tier, result = self.facts.fee_tier, False
        for tiers, indices in by_tiers.items():
            if isinstance(tier, ColumnText):
                codes = [tier.words.index(code) for code in tiers]
                known = tier.code.is_in(codes) if codes else tier.code == literal(ABSENT)
            else:
                known = not tiers
            result = any_of(result, all_of(self.has_version(tuple(indices)), known))
        return result

    def missing_table_rows(self) -> list[tuple[str, Any]]:
        """For each table of the rule book that may lack a row for a fact, the claims that need such a row."""
        errors = []
        for group in self.groups:
            for use in group.table_uses:
                do = Columnar(self.facts, 0, {})
                claimed, _ = sides(group.benefit.claimed(self.facts, do))
                lacking, _ = sides(use.lacks_row(self.facts, do))
                rows = self.matches(group.kind, group.versions)
                errors.append((f"unknown_{use.fact}", all_of(rows, all_of(claimed, lacking))))
        return errors


def _null(name: str) -> Any:
    return column(name).is_null()


def _tells(fact: Any, default: Any) -> Any:
    """Whether a fact of a column differs from what the column's default says."""
    if isinstance(fact, ColumnText):
        return inverse(fact.code == literal(fact.words.index(default) if default else ABSENT))
    if isinstance(fact, ColumnNumber):
        return inverse(fact.low == literal(default or 0))
    return _surely(fact)


def _possible(errors: list[RowError]) -> list[RowError]:
    """Those of the errors that a row can have."""
    return [(reason, cells) for reason, cells in errors if cells is not False]


def _any_of(errors: list[RowError]) -> Any:
    """Whether a row has any of these errors."""
    found: Any = False
    for _, cells in errors:
        found = any_of(found, cells)
    return found


def _surely(condition: Any) -> Any:
    sure, _ = sides(condition)
    return sure
