"""Finds the tables of a rule book that lack a row for some fact, and refuses claims that would need one."""

from collections.abc import Iterator
from types import NoneType, SimpleNamespace, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from ..claims import CLAIM_FACTS, COUNTED_FACTS, Claim, Enrolment
from ..errors import NoSuchRow
from ..events import KINDS
from ..frozen import parts_of
from ..limits import Limit
from ..rules import Benefit, Condition
from ..rules.calculator import Calculator, Value
from ..rules.own_facts import values_of
from ..rules.words import WordBook
from ..terms import Table
from .exact import Exact


def _words(annotation: Any) -> frozenset[Any]:
    """The values that a field allows: `...` stands for any other value, None for a field left out."""
    if get_origin(annotation) is Literal:
        return frozenset(get_args(annotation))
    if annotation is NoneType:
        return frozenset((None,))
    if annotation is bool:
        return frozenset((False, True))
    parts = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else ()
    literals = [part for part in parts if get_origin(part) is Literal]
    if str in parts and literals:  # of any other word, the plan says whether it knows it
        return frozenset(get_args(literals[0]))
    return frozenset().union(*map(_words, parts)) if parts else frozenset((...,))


_ALLOWED = {
    name: _words(field.annotation)
    for model in (Enrolment, *KINDS.values())
    for name, field in model.model_fields.items()
}


class TableUse(NamedTuple):
    """One table of a benefit, and when it is used.

    `fact` chooses the row among `keys`. The table is used in the `rows` of outer tables, by fact and key,
    without any fact of `unless`, and with every fact of `needs`.
    """

    benefit: str
    fact: str
    keys: tuple[str | int, ...]
    rows: tuple[tuple[str, str | int], ...] = ()
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    def lacks_row(self, facts: Any, do: Calculator) -> Value:
        """Whether a claim for the benefit needs a row that the table does not have."""
        used: Value = True
        for fact, key in self.rows:
            this_row = do.among(getattr(facts, fact), (key,))
            if fact not in CLAIM_FACTS:  # where it is not told, any row may be the one
                this_row = do.either(this_row, do.negate(do.given(fact)))
            used = do.both(used, this_row)
        for fact in self.unless:
            used = do.both(used, do.negate(do.present(getattr(facts, fact))))
        for fact in self.needs:
            used = do.both(used, do.given(fact))
        if self.fact not in CLAIM_FACTS:  # what is due for a fact that is not told is undetermined
            used = do.both(used, do.given(self.fact))
        return do.both(used, do.negate(do.among(getattr(facts, self.fact), self.keys)))


def table_uses(
    rule: Benefit, conditions: tuple[Condition, ...], classes: frozenset[str] = frozenset()
) -> tuple[TableUse, ...]:
    """The tables of a benefit and of its conditions that lack a row for some fact a claim may have.

    `classes` are those of members that the plan knows, if it declares any.
    Fee tiers are left out, because a version has its own list of them.
    """
    of_rule = _tables(rule, TableUse(rule.code, "", ()))
    of_conditions = (_tables(one, TableUse(rule.code, "", (), needs=one.needs)) for one in conditions)
    uses = dict.fromkeys((*of_rule, *(use for uses in of_conditions for use in uses)))
    return tuple(use for use in uses if not _always_has_row(use, classes))


def _tables(value: Any, outer: TableUse) -> Iterator[TableUse]:
    if isinstance(value, Table):
        use = outer._replace(fact=value.by, keys=value.keys)
        yield use
        for key, row in value.rows:
            yield from _tables(row, outer._replace(rows=(*outer.rows, (value.by, key))))
        return
    if isinstance(value, Limit):
        outer = outer._replace(unless=(*outer.unless, *value.unless))
    for part in parts_of(value):
        yield from _tables(part, outer)


def _always_has_row(use: TableUse, classes: frozenset[str]) -> bool:
    keys = {*use.keys, None} if use.fact in use.needs else {*use.keys}
    allowed = _ALLOWED.get(use.fact, {...}) | (classes if use.fact == "member_class" else frozenset())
    return use.fact == "fee_tier" or allowed <= keys


def check_rows(uses: tuple[tuple[Benefit, tuple[TableUse, ...]], ...], claim: Claim, words: WordBook) -> None:
    """Check that a claim's facts have a row in each table of its benefits.

    Raises:
        NoSuchRow: a fact has no row; the message names the fact, its value and the rows of the table.
    """
    days = {"notified_on": claim.notified_on, "claimed_on": claim.claimed_on}
    facts = SimpleNamespace(**claim.enrolment.__dict__ | claim.event.__dict__ | days)
    facts.__dict__.update({name: getattr(claim.event, name, None) for name in COUNTED_FACTS})
    words.encode(facts.__dict__, ("product", "fee_tier", *claim.event.named))
    facts.__dict__.update(values_of(claim, words.facts))
    words.encode(facts.__dict__, words.own_words)
    do = Exact(facts, {})
    for rule, tables in uses:
        if rule.claimed(facts, do):
            for table in tables:
                if table.lacks_row(facts, do):
                    owner = "enrolment" if table.fact in Enrolment.model_fields else "event"
                    owner = "facts" if table.fact in words.facts else owner
                    field = table.fact if table.fact in days else f"{owner}.{table.fact}"
                    given = getattr(facts, table.fact)
                    raise NoSuchRow.of(field, given, table.keys, whose=rule.code, claim=claim.id)
